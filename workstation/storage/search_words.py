"""Turns a query into what the index is asked: beginnings of words become the words that begin so.

FTS5 joins the places of all words with a beginning before it gives the first one, however few are wanted: for a
frequent word that grows with the index. A list of words it reads from the end, and stops.
"""

from typing import Final

from sqlalchemy import Connection

from workstation.storage.search_text import Query, may_go_on

MOST_WORDS: Final = 64
"""With more words the joining is the cheaper way: each costs about a tenth of a millisecond."""

_VOCABULARY: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.message_words USING fts5vocab(main, message_fts, instance)"
)
_WORDS: Final = """
WITH RECURSIVE words (word) AS (
    SELECT (SELECT term FROM temp.message_words WHERE term >= :first AND term < :end LIMIT 1)
    UNION ALL
    SELECT (SELECT term FROM temp.message_words WHERE term >= word || char(1) AND term < :end LIMIT 1)
    FROM words WHERE word IS NOT NULL
    LIMIT :most
) SELECT word FROM words WHERE word IS NOT NULL
"""
# `>=` with the next possible word: the table knows no `>`, and would pass over every place of the word before.
_END: Final = "\U0010ffff"


def expression(tx: Connection, query: Query) -> str | None:
    """Return the FTS5 expression for a query, `None` when some word of it is in no message at all.

    Nothing that the user typed reaches FTS5's syntax: every word is quoted and made of letters and digits.
    """
    _prepare(tx)
    parts = []
    for *words, last in query.phrases:
        begun = " ".join(words)
        if not may_go_on(last):
            parts.append(_quoted(begun, last))
            continue
        following = _beginning_with(tx, last) if len(last) > 1 else None
        if following == []:
            return None
        if following is None or len(following) > MOST_WORDS:
            parts.append(f"{_quoted(begun, last)}*")
        else:
            parts.append(f"({' OR '.join(_quoted(begun, word) for word in following)})")
    return " AND ".join(parts)


def _quoted(begun: str, last: str) -> str:
    return f'"{begun} {last}"'


def _beginning_with(tx: Connection, first: str) -> list[str]:
    parameters = {"first": first, "end": first + _END, "most": MOST_WORDS + 2}
    return [word for (word,) in tx.exec_driver_sql(_WORDS, parameters)]


def _prepare(tx: Connection) -> None:
    """Name the index's vocabulary for this connection; nothing is written to the file."""
    tx.exec_driver_sql("PRAGMA query_only=OFF")
    try:
        tx.exec_driver_sql(_VOCABULARY)
    finally:
        tx.exec_driver_sql("PRAGMA query_only=ON")
