"""Searching the cache: names of conversations, what was said in all of them, what was said in one.

Everything cached is searched, archived conversations too. Messages come newest first: their ids grow with time, so
the index is read from its end and no further than needed.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, Row, and_, func, or_, select

from workstation.domain.conversation import ConversationKind
from workstation.domain.ids import ConversationId, MessageId, PrincipalId
from workstation.storage import accounts, search_conditions, search_index, search_names, search_words
from workstation.storage.schema import conversations as conversations_table
from workstation.storage.search_match import DocumentHit, Finder, MessageHit, Progress, snippet
from workstation.storage.search_narrow import EVERYTHING, Narrowing
from workstation.storage.search_text import Query

SHOWN: Final = 3
"""Messages of one conversation on a page; the rest is counted."""
_MOST_READ: Final = 200
"""Messages read for a page, however many of one conversation are hit."""
_NEWEST: Final = 2**63 - 1

_COLUMNS: Final = "m.server_id, m.conversation_id, m.n, m.at, m.sender_id, m.from_buyer, m.text"
_HITS: Final = f"""
SELECT f.rowid AS id, {_COLUMNS} FROM message_fts AS f CROSS JOIN messages AS m ON m.id = f.rowid
WHERE message_fts MATCH ? AND f.rowid < ? AND f.rowid >= ?"""  # noqa: S608 - columns of our own
_NEWEST_FIRST: Final = " ORDER BY f.rowid DESC"
_IN_ONE: Final = f"SELECT {_COLUMNS} FROM messages AS m WHERE m.conversation_id = ? AND m.text <> '' ORDER BY m.n"  # noqa: S608 - columns of our own
_LAZILY: Final = {"yield_per": 50}
"""Reading on between rows is where a look that nobody waits for any more is given up."""
_GAPS: Final = "SELECT count(*), max(n) FROM messages WHERE conversation_id = ?"


class Source(Struct, frozen=True, kw_only=True):
    """A noun of few rows (hundreds, not thousands) that is searched by looking through it.

    Notes are one, business cards belong here: a line in `SOURCES` is all it takes.
    """

    kind: str
    """`note`, `card` …"""
    statement: str
    """Selects `id`, `conversation_id` (or NULL), `text`, `at` (ISO 8601 UTC, or NULL) and `author_id` (an account of
    ours, or NULL), newest first; `{found}` stands where `column` is asked."""
    column: str = ""
    """What holds the normal form of all that a row is found by (pinyin too), where there is such a column."""
    by_buyers: bool = False
    """Buyers wrote these; `author_id` is NULL."""


SOURCES: Final = (
    Source(
        kind="note",
        statement="SELECT rowid AS id, conversation_id, data ->> '$.text' AS text, data ->> '$.at' AS at,"
        " data ->> '$.author_id' AS author_id FROM notes ORDER BY notes.id DESC",
    ),
    Source(
        kind="card",
        statement="SELECT rowid AS id, data ->> '$.conversation_id' AS conversation_id, words AS text,"
        " data ->> '$.received_at' AS at, holder_id AS author_id FROM cards"
        " WHERE NOT deleted AND data ->> '$.merged_into' IS NULL {found} ORDER BY cards.id DESC",
        column="name_fold",
    ),
    Source(
        kind="intent",
        statement="SELECT rowid AS id, data ->> '$.conversation_id' AS conversation_id, words AS text,"
        " data ->> '$.received_at' AS at, NULL AS author_id FROM intents WHERE 1 {found}"
        " ORDER BY received_at DESC, intents.id DESC",
        column="name_fold",
        by_buyers=True,
    ),
)


class MessageHits(Struct, frozen=True, kw_only=True):
    """A page of hits."""

    groups: tuple[tuple[tuple[MessageHit, ...], int], ...]
    """By conversation, the one with the newest hit first: some hits, and how many more were seen."""
    before: int | None
    """Where the next page begins; `None`: this was the last."""


class Found(Struct, frozen=True, kw_only=True):
    """What one look at the cache found."""

    conversations: tuple[ConversationId, ...]
    messages: MessageHits
    documents: tuple[DocumentHit, ...]
    progress: Progress | None
    """Set while the index is being made anew: older messages may be missing."""


def find(
    tx: Connection,
    query: Query,
    *,
    limit: int,
    before: int | None,
    narrowing: Narrowing = EVERYTHING,
    sources: Sequence[Source] = SOURCES,
) -> Found:
    """Return the conversations, messages and documents that hold every word of the query.

    Args:
        tx: a reading transaction.
        query: with at least one phrase.
        limit: messages shown, conversations, and documents of a kind, each.
        before: `MessageHits.before` of the page before: then only messages are looked for.
        narrowing: what is left out; one that looks at single messages leaves out the conversations found by name.
        sources: what else is searched.
    """
    finder = Finder(query)
    first = before is None
    documents = (hit for source in sources for hit in _documents(tx, source, query, finder, limit, narrowing))
    return Found(
        conversations=named(tx, query, limit, narrowing) if first and not narrowing.of_messages else (),
        messages=_said(tx, query, finder, limit, _NEWEST if before is None else before, narrowing),
        documents=tuple(documents) if first else (),
        progress=search_index.progress(tx),
    )


def find_in(tx: Connection, conversation: ConversationId, query: Query) -> tuple[tuple[MessageHit, ...], bool]:
    """Look through one conversation without the index: all hits ascending, and whether messages are not cached."""
    finder = Finder(query)
    rows = tx.exec_driver_sql(_IN_ONE, (conversation,), execution_options=_LAZILY)
    hits = tuple(hit for row in rows if query.is_in(row.text) and (hit := _hit(row, finder)) is not None)
    cached, last = tx.exec_driver_sql(_GAPS, (conversation,)).one()
    return hits, cached < (last or 0)


def named(tx: Connection, query: Query, limit: int, narrowing: Narrowing = EVERYTHING) -> tuple[ConversationId, ...]:
    """Return the conversations whose buyer or colleague is named so, the last spoken with first."""
    c = conversations_table.c
    names = conversations_table.alias().c
    so = and_(*(func.instr(names.name_fold, beginning) > 0 for beginning in query.beginnings))
    colleagues = [
        account.id
        for account in accounts.every(tx)
        if all(beginning in search_names.of_account(account) for beginning in query.beginnings)
    ]
    with_them = and_(c.kind == ConversationKind.COLLEAGUE.value, c.other_id.in_(colleagues))
    statement = select(c.id).where(
        or_(c.id.in_(select(names.id).where(so)), with_them), *search_conditions.of_conversations(narrowing)
    )
    newest = statement.order_by(c.last_at.desc(), c.id.desc()).limit(limit)
    return tuple(ConversationId(id_) for id_ in tx.execute(newest).scalars())


def _said(tx: Connection, query: Query, finder: Finder, limit: int, before: int, narrowing: Narrowing) -> MessageHits:
    groups: dict[ConversationId, list[MessageHit]] = {}
    more: dict[ConversationId, int] = {}
    expression = search_words.expression(tx, query)
    if expression is None:
        return _page(groups, more, None)
    shown = read = 0
    only = search_conditions.of_messages(tx, narrowing)
    statement = f"{_HITS}{only.sql}{_NEWEST_FIRST}"
    parameters = (expression, before, only.lowest_id, *only.parameters)
    with tx.exec_driver_sql(statement, parameters, execution_options=_LAZILY) as rows:
        for row in rows:
            if shown >= limit or read >= _MOST_READ:
                return _page(groups, more, before)
            before = row.id
            read += 1
            conversation = ConversationId(row.conversation_id)
            group = groups.setdefault(conversation, [])
            if len(group) >= SHOWN:
                more[conversation] = more.get(conversation, 0) + 1
            elif (hit := _hit(row, finder)) is not None:
                group.append(hit)
                shown += 1
    return _page(groups, more, None)


def _page(
    groups: dict[ConversationId, list[MessageHit]], more: dict[ConversationId, int], before: int | None
) -> MessageHits:
    return MessageHits(
        groups=tuple((tuple(hits), more.get(id_, 0)) for id_, hits in groups.items() if hits), before=before
    )


def _hit(row: Row[Any], finder: Finder) -> MessageHit | None:
    """Return a row as a hit; `None` when the words are not there (as the index was made by an older fold)."""
    ranges = finder.ranges(row.text)
    if not ranges:
        return None
    return MessageHit(
        message_id=MessageId(row.server_id),
        conversation_id=ConversationId(row.conversation_id),
        n=row.n,
        at=row.at,
        sender_id=None if row.sender_id is None else PrincipalId(row.sender_id),
        from_buyer=bool(row.from_buyer),
        ranges=ranges,
        snippet=snippet(row.text, ranges),
    )


def _documents(
    tx: Connection, source: Source, query: Query, finder: Finder, limit: int, narrowing: Narrowing
) -> Iterator[DocumentHit]:
    left = limit
    asked = query.beginnings if source.column else ()
    statement = source.statement.format(found=f"AND instr({source.column}, ?) > 0 " * len(asked))
    for row in tx.exec_driver_sql(statement, asked):
        ranges = finder.ranges(row.text, every=not source.column)
        if (ranges or source.column) and search_conditions.admits(tx, narrowing, row, by_buyer=source.by_buyers):
            yield DocumentHit(
                kind=source.kind, id=row.id, conversation_id=row.conversation_id, snippet=snippet(row.text, ranges)
            )
            left -= 1
            if not left:
                return
