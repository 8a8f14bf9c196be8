"""Cached messages: storing them fast, reading pages of them.

`n` is dense, so a missing number shows by itself that something is still on the server: no page reaches over a hole.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from workstation.domain.card import SharedCard
from workstation.domain.clock import from_ms, to_ms
from workstation.domain.ids import ActionId, AttachmentId, ConversationId, ExhibitId, MessageId, PrincipalId
from workstation.domain.message import Attachment, Message, OfferedSlot, Original, SharedIntent, SystemLine
from workstation.storage import documents, search_words
from workstation.storage.schema import messages

_IDS_BEGIN_S: Final = 1_577_836_800
"""2020-01-01: local ids count seconds from here, with 256 places in each."""
_MINUTE: Final = 60 * 256

_next_id: Final = text(
    "(SELECT CASE WHEN m < :top THEN m + 1 ELSE (SELECT max(id) + 1 FROM messages) END FROM"
    " (SELECT coalesce(max(id), :base - 1) AS m FROM messages WHERE id BETWEEN :base AND :top))"
).bindparams(bindparam("base"), bindparam("top"))
"""The next free place in the minute from the message's second on; bursts spill over and never collide."""

_TEXT: Final = "SELECT text FROM messages WHERE server_id = ? AND text <> ''"
_LAST_ABOUT: Final = """
SELECT json_extract(system, '$.params.booking') AS booking, max(n) FROM messages
WHERE conversation_id = ? AND kind = 'system' AND booking IN (SELECT value FROM json_each(?)) GROUP BY booking
"""
_OTHERS: Final = "WHERE conversation_id = :conversation_id AND n = :n AND server_id <> :server_id"
_OTHERS_TEXT: Final = f"SELECT text FROM messages {_OTHERS} AND text <> ''"  # noqa: S608 - a condition of our own

_columns: Final = [column for column in messages.columns if column.name != "id"]
_by_numbers: Final = (
    select(*_columns)
    .where(
        messages.c.conversation_id == bindparam("conversation"),
        messages.c.n.in_(text("SELECT value FROM json_each(:numbers)")),
    )
    .order_by(messages.c.n)
)
"""One statement for any count of numbers: a list of parameters would be expanded anew each time."""
_attachment: Final = msgspec.json.Decoder(Attachment)
_card: Final = msgspec.json.Decoder(SharedCard)
_original: Final = msgspec.json.Decoder(Original)
_system: Final = msgspec.json.Decoder(SystemLine)
_intent: Final = msgspec.json.Decoder(SharedIntent)
_slots: Final = msgspec.json.Decoder(tuple[OfferedSlot, ...])


@cache
def _upsert(always: bool) -> tuple[str, Callable[[dict[str, Any]], tuple[Any, ...]]]:
    """Return the statement and what puts a row into its order: Core would make that anew for every row."""
    statement = documents.upsert(messages, "server_id", always=always).values(id=_next_id).inline()
    given = [column.name for column in messages.columns if column.name != "id"]
    compiled = statement.compile(dialect=sqlite.dialect(paramstyle="qmark"), column_keys=[*given, "base", "top"])
    return str(compiled), itemgetter(*compiled.positiontup or ())


class CachedPage(Struct, frozen=True, kw_only=True):
    """An unbroken stretch of a conversation as it is cached, ascending."""

    messages: tuple[Message, ...]
    more_before: bool
    """The one before the first is cached too."""
    more_after: bool
    missing_before: bool
    """The one before the first exists, but only on the server."""
    missing_after: bool


def first_id(at_ms: int) -> int:
    """Return the first local id that a message of that second (or later) can have."""
    return (at_ms // 1000 - _IDS_BEGIN_S) << 8


def as_values(message: Message) -> dict[str, Any]:
    """Return a message as `store` wants it."""
    at = to_ms(message.at)
    base = first_id(at)
    return {
        "base": base,
        "top": base + _MINUTE - 1,
        "server_id": message.id,
        "conversation_id": message.conversation_id,
        "n": message.n,
        "rev": message.rev,
        "kind": message.kind,
        "at": at,
        "sender_id": message.sender_id,
        "from_buyer": message.from_buyer,
        "action_id": None if message.action_id is None else message.action_id.bytes,
        "text": message.text,
        "attachment": None if message.attachment is None else documents.encode(message.attachment),
        "exhibit_id": message.exhibit_id,
        "system": None if message.system is None else documents.encode(message.system),
        "reply_to_n": message.reply_to_n,
        "automatic": message.automatic,
        "recalled": message.recalled,
        "link_conversation_id": message.link_conversation_id,
        "original": None if message.original is None else documents.encode(message.original),
        "card": None if message.card is None else documents.encode(message.card),
        "slots": documents.encode(message.slots) if message.slots else None,
        "intent": None if message.intent is None else documents.encode(message.intent),
    }


def store(tx: Connection, rows: list[dict[str, Any]], *, always: bool = False) -> None:
    """Insert or overwrite messages given as `as_values`, oldest first (the index wants growing ids).

    Args:
        tx: a writing transaction.
        rows: any number.
        always: what contradicts them gives way (a snapshot or a history page is the truth).

    Raises:
        IntegrityError: another message has that number there (only without `always`).
    """
    if not rows:
        return
    rows.sort(key=_by_base)
    unsaid = [text for row in rows if row["recalled"] for (text,) in tx.exec_driver_sql(_TEXT, (row["server_id"],))]
    search_words.note(tx, (row["text"] for row in rows))
    statement, in_order = _upsert(always)
    values = [in_order(row) for row in rows]
    if always:
        unsaid += _store_the_truth(tx, rows, statement, values)
    else:
        tx.exec_driver_sql(statement, values)
    search_words.forget(tx, unsaid)


def _store_the_truth(
    tx: Connection, rows: list[dict[str, Any]], statement: str, values: list[tuple[Any, ...]]
) -> list[str]:
    """Insert or overwrite, whatever stands in their place; return the texts of what gave way."""
    try:
        with tx.begin_nested():
            tx.exec_driver_sql(statement, values)
    except IntegrityError:
        gone = [text for row in rows for (text,) in tx.exec_driver_sql(_OTHERS_TEXT, row)]
        tx.exec_driver_sql(f"DELETE FROM messages {_OTHERS}", rows)  # noqa: S608 - a condition of our own
        tx.exec_driver_sql(statement, values)
        return gone
    return []


def page(
    tx: Connection,
    conversation: ConversationId,
    *,
    before_n: int | None = None,
    after_n: int | None = None,
    around_n: int | None = None,
    limit: int = 50,
) -> CachedPage:
    """Return the newest unbroken stretch, or the one right before, right after or around a number."""
    if after_n is not None:
        return _after(tx, conversation, after_n, limit)
    if around_n is None:
        return _before(tx, conversation, before_n, limit)
    older = _before(tx, conversation, around_n + 1, limit - limit // 2)
    if not older.messages:
        return older
    newer = _after(tx, conversation, around_n, limit // 2)
    return CachedPage(
        messages=older.messages + newer.messages,
        more_before=older.more_before,
        missing_before=older.missing_before,
        more_after=newer.more_after,
        missing_after=newer.missing_after,
    )


def by_numbers(tx: Connection, conversation: ConversationId, numbers: Iterable[int]) -> tuple[Message, ...]:
    """Return these messages as far as they are cached, ascending."""
    asked = {"conversation": conversation, "numbers": msgspec.json.encode(list(numbers)).decode()}
    return tuple(from_row(row) for row in tx.execute(_by_numbers, asked))


def last_about_bookings(
    tx: Connection, conversation: ConversationId, bookings: Collection[ActionId]
) -> dict[ActionId, int]:
    """Return the numbers of the last cached lines of the platform about these bookings."""
    these = msgspec.json.encode([str(id_) for id_ in bookings]).decode()
    return {ActionId(UUID(id_)): n for id_, n in tx.exec_driver_sql(_LAST_ABOUT, (conversation, these))}


def known_actions(tx: Connection, ids: Iterable[ActionId]) -> dict[ActionId, Message]:
    """Return the cached messages that these actions became."""
    wanted = [id_.bytes for id_ in ids]
    if not wanted:
        return {}
    found = (from_row(row) for row in tx.execute(select(*_columns).where(messages.c.action_id.in_(wanted))))
    return {message.action_id: message for message in found if message.action_id is not None}


def first_since(tx: Connection, conversation: ConversationId, at_ms: int) -> tuple[int | None, bool]:
    """Return the first cached message from a moment on (milliseconds since 1970 UTC), and whether it is the first.

    It isn't sure when the one before it is only on the server. `None`: nothing was said since.
    """
    found: int | None = tx.execute(
        select(func.min(messages.c.n)).where(messages.c.conversation_id == conversation, messages.c.at >= at_ms)
    ).scalar()
    return found, found is None or found == 1 or _exists(tx, conversation, found - 1)


def oldest_unbroken_n(tx: Connection, conversation: ConversationId) -> int | None:
    """Return the first number of the newest unbroken stretch, `None` when nothing is cached."""
    numbers = tx.execute(
        select(messages.c.n).where(messages.c.conversation_id == conversation).order_by(messages.c.n.desc())
    ).scalars()
    oldest: int | None = None
    for n in numbers:
        if oldest is not None and n != oldest - 1:
            break
        oldest = n
    return oldest


def from_row(row: Row[Any]) -> Message:
    """Return a row of all columns but `id` as the domain's message."""
    return Message(
        id=MessageId(row.server_id),
        conversation_id=ConversationId(row.conversation_id),
        n=row.n,
        rev=row.rev,
        kind=row.kind,
        at=from_ms(row.at),
        sender_id=None if row.sender_id is None else PrincipalId(row.sender_id),
        from_buyer=bool(row.from_buyer),
        action_id=None if row.action_id is None else ActionId(UUID(bytes=row.action_id)),
        text=row.text,
        attachment=None if row.attachment is None else _attachment.decode(row.attachment),
        exhibit_id=None if row.exhibit_id is None else ExhibitId(row.exhibit_id),
        system=None if row.system is None else _system.decode(row.system),
        reply_to_n=row.reply_to_n,
        automatic=bool(row.automatic),
        recalled=bool(row.recalled),
        link_conversation_id=None if row.link_conversation_id is None else ConversationId(row.link_conversation_id),
        card=None if row.card is None else _card.decode(row.card),
        slots=() if row.slots is None else _slots.decode(row.slots),
        intent=None if row.intent is None else _intent.decode(row.intent),
        original=None if row.original is None else _original.decode(row.original),
    )


def attachments_of(tx: Connection, conversations: Sequence[ConversationId]) -> list[AttachmentId]:
    """Return the ids of all images in these conversations."""
    statement = select(messages.c.attachment).where(
        messages.c.conversation_id.in_(conversations), messages.c.attachment.is_not(None)
    )
    return [_attachment.decode(data).id for data in tx.execute(statement).scalars() if data is not None]


def _by_base(row: dict[str, Any]) -> int:
    base: int = row["base"]
    return base


def _of(conversation: ConversationId, *conditions: ColumnElement[bool]) -> Select[Any]:
    return select(*_columns).where(messages.c.conversation_id == conversation, *conditions)


def _before(tx: Connection, conversation: ConversationId, before_n: int | None, limit: int) -> CachedPage:
    statement = _of(conversation).order_by(messages.c.n.desc()).limit(limit + 1)
    if before_n is not None:
        statement = statement.where(messages.c.n < before_n)
    rows = tx.execute(statement).all()
    expected = before_n - 1 if before_n is not None else rows[0].n if rows else 0
    stretch = _unbroken(rows, expected, -1)
    first = expected - len(stretch) + 1
    cached = len(rows) > limit and len(stretch) > limit
    if cached:
        first += 1
    return CachedPage(
        messages=tuple(from_row(row) for row in reversed(stretch[:limit])),
        more_before=cached,
        missing_before=not cached and first > 1,
        more_after=False if before_n is None else _exists(tx, conversation, before_n),
        missing_after=False,
    )


def _after(tx: Connection, conversation: ConversationId, after_n: int, limit: int) -> CachedPage:
    rows = tx.execute(_of(conversation, messages.c.n > after_n).order_by(messages.c.n).limit(limit + 1)).all()
    stretch = _unbroken(rows, after_n + 1, 1)
    return CachedPage(
        messages=tuple(from_row(row) for row in stretch[:limit]),
        more_before=_exists(tx, conversation, after_n),
        missing_before=after_n > 0 and not _exists(tx, conversation, after_n),
        more_after=len(stretch) > limit,
        missing_after=len(stretch) < len(rows),
    )


def _unbroken(rows: Sequence[Row[Any]], expected: int, step: int) -> list[Row[Any]]:
    """Return the rows up to the first number that isn't the expected next one."""
    result = []
    for row in rows:
        if row.n != expected:
            break
        result.append(row)
        expected += step
    return result


def _exists(tx: Connection, conversation: ConversationId, n: int) -> bool:
    return tx.execute(_of(conversation, messages.c.n == n)).first() is not None
