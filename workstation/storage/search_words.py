"""Turns a query into what the index is asked: beginnings of words become the words that begin so.

FTS5 joins the places of all words with a beginning before it gives the first one, however few are wanted: for a
frequent word that grows with the index. A list of words it reads from the end, and stops. Its own vocabulary is no
help: to get past a frequent word it reads through all places of it. So the words are kept in a table.
"""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection

from workstation.storage import search_text
from workstation.storage.search_text import Query, may_go_on

MOST_WORDS: Final = 64
"""With more words the joining is the cheaper way: each costs about a tenth of a millisecond."""

_WORDS: Final = "SELECT word FROM message_words WHERE word >= ? AND word < ? LIMIT ?"
_END: Final = "\U0010ffff"
_NOTE: Final = "INSERT OR IGNORE INTO message_words (word) VALUES (?)"
_FORGET: Final = """
DELETE FROM message_words WHERE word = ?
    AND NOT EXISTS (SELECT 1 FROM message_fts WHERE message_fts MATCH '"' || word || '"')
"""


def expression(tx: Connection, query: Query) -> str | None:
    """Return the FTS5 expression for a query, `None` when some word of it is in no message at all.

    Nothing that the user typed reaches FTS5's syntax: every word is quoted and made of letters and digits.
    """
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
    rows = tx.exec_driver_sql(_WORDS, (first, first + _END, MOST_WORDS + 1))
    return [word for (word,) in rows]


def note(tx: Connection, texts: Iterable[str]) -> None:
    """Take the words of texts that are indexed into the list."""
    if words := _words(texts):
        tx.exec_driver_sql(_NOTE, [(word,) for word in sorted(words)])


def forget(tx: Connection, texts: Iterable[str]) -> None:
    """Take the words of texts that are no longer indexed from the list, those that are in others excepted."""
    if words := _words(texts):
        tx.exec_driver_sql(_FORGET, [(word,) for word in sorted(words)])


def _words(texts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for text in texts:
        found.update(search_text.indexed(text).split())
    # A single character is found as it is; those that stand alone (Chinese, signs) begin nothing longer.
    return {word for word in found if len(word) > 1}
