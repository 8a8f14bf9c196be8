"""Messages as the database has them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select, update

from workstation.domain.card import SharedCard
from workstation.domain.errors import Refusal
from workstation.domain.events import MessagePage
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, MessageId, PrincipalId
from workstation.domain.message import SYSTEM, Attachment, Message, OfferedSlot, Original, SharedIntent, SystemLine
from workstation.server.queries.cards import pictured
from workstation.server.queries.pictures import attachment_of
from workstation.server.schema import attachment, conversation, message, past_owner
from workstation.server.schema_cards import card_version
from workstation.server.writer import Tx

_attachment_columns = (
    attachment.c.media_type,
    attachment.c.size_bytes,
    attachment.c.width,
    attachment.c.height,
    attachment.c.thumb_width,
    attachment.c.thumb_height,
)
_card_columns = (
    card_version.c.principal_id,
    card_version.c.version,
    card_version.c.content,
    card_version.c.photo_id,
    card_version.c.logo_id,
)


_MESSAGES: Select[Any] = (
    select(message, *_attachment_columns, *_card_columns)
    .join_from(message, attachment, message.c.attachment_id == attachment.c.id, isouter=True)
    .join(card_version, message.c.card_version_id == card_version.c.id, isouter=True)
)
_NEXT_N = (
    update(conversation)
    .where(conversation.c.id == bindparam("conversation_id"))
    .values(last_n=conversation.c.last_n + 1, last_at=bindparam("at"))
    .returning(conversation.c.last_n)
)
_ADD = insert(message).returning(message.c.id)


def _attachment(row: Row[Any]) -> Attachment | None:
    return None if row.attachment_id is None else attachment_of(row, row.attachment_id)


def _card(row: Row[Any] | None) -> SharedCard | None:
    if row is None or row.content is None:
        return None
    return SharedCard(owner_id=row.principal_id, version=row.version, content=pictured(row.content, row))


def _message(row: Row[Any]) -> Message:
    return Message(
        id=row.id,
        conversation_id=row.conversation_id,
        n=row.n,
        rev=row.rev,
        kind=row.kind,
        at=row.at,
        sender_id=row.sender_id,
        from_buyer=row.from_buyer,
        action_id=row.action_id,
        text=row.text,
        original=row.original,
        attachment=_attachment(row),
        exhibit_id=row.exhibit_id,
        link_conversation_id=row.link_conversation_id,
        card=_card(row),
        slots=row.slots or (),
        intent=row.intent,
        system=msgspec.json.decode(row.system, type=SystemLine) if row.system else None,
        reply_to_n=row.reply_to_n,
        automatic=row.automatic,
        recalled=row.recalled,
    )


def by_id(conn: Connection, message_id: MessageId) -> Message:
    """Return a message.

    Raises:
        Refusal: `not_found`.
    """
    row = conn.execute(_MESSAGES.where(message.c.id == message_id)).one_or_none()
    if row is None:
        raise Refusal("not_found")
    return _message(row)


def card_at(conn: Connection, conversation_id: ConversationId, n: int, upper: int | None) -> SharedCard:
    """Return the card that message `n` carries, up to the number above which the reader may not see.

    Raises:
        Refusal: `not_found`.
    """
    wanted = _MESSAGES.where(message.c.conversation_id == conversation_id, message.c.n == n)
    row = None if upper is not None and n > upper else conn.execute(wanted).one_or_none()
    found = _card(row)
    if found is None:
        raise Refusal("not_found")
    return found


def newest(
    conn: Connection, reader_id: PrincipalId, conversation_ids: Collection[ConversationId], count: int
) -> dict[ConversationId, list[Message]]:
    """Return the newest `count` messages that the reader may see of each conversation, ascending; in one query."""
    found: dict[ConversationId, list[Message]] = {conversation_id: [] for conversation_id in conversation_ids}
    if not found:
        return found
    mine = select(past_owner).where(past_owner.c.account_id == reader_id).subquery()
    upper = func.coalesce(mine.c.readable_to_n, conversation.c.last_n)
    rows = conn.execute(
        _MESSAGES.join(conversation, conversation.c.id == message.c.conversation_id)
        .join(mine, mine.c.conversation_id == message.c.conversation_id, isouter=True)
        .where(
            message.c.conversation_id.in_(found),
            message.c.n > upper - count,  # numbers are dense
            message.c.n <= upper,
        )
        .order_by(message.c.conversation_id, message.c.n)
    )
    for row in rows:
        found[row.conversation_id].append(_message(row))
    return found


def page(
    conn: Connection,
    conversation_id: ConversationId,
    *,
    before: int | None = None,
    after: int | None = None,
    since: datetime | None = None,
    upper: int | None = None,
    limit: int = 50,
) -> MessagePage:
    """Return messages ascending by `n`: those right before or after a number, from a moment on, or the newest.

    `upper` is the number above which the reader may not see.
    """
    if since is not None:
        after = _last_before(conn, conversation_id, since)
    wanted = _MESSAGES.where(message.c.conversation_id == conversation_id)
    if upper is not None:
        wanted = wanted.where(message.c.n <= upper)
    if after is not None:
        rows = conn.execute(wanted.where(message.c.n > after).order_by(message.c.n).limit(limit + 1)).all()
        return MessagePage(messages=tuple(_message(row) for row in rows[:limit]), more=len(rows) > limit)
    if before is not None:
        wanted = wanted.where(message.c.n < before)
    rows = conn.execute(wanted.order_by(message.c.n.desc()).limit(limit + 1)).all()
    return MessagePage(messages=tuple(_message(row) for row in reversed(rows[:limit])), more=len(rows) > limit)


def _last_before(conn: Connection, conversation_id: ConversationId, moment: datetime) -> int | None:
    """Return the number before the first message from a moment on, `None` when there is none."""
    first = conn.execute(
        select(func.min(message.c.n)).where(message.c.conversation_id == conversation_id, message.c.at >= moment)
    ).scalar()
    return None if first is None else first - 1


def other_writer_since(conn: Connection, conversation_id: ConversationId, account_id: PrincipalId, n: int) -> bool:
    """Tell whether an account other than this one has written after message `n`."""
    rows = conn.execute(
        select(message.c.id)
        .where(
            message.c.conversation_id == conversation_id,
            message.c.n > n,
            message.c.sender_id != account_id,
            ~message.c.from_buyer,
            ~message.c.automatic,
            message.c.kind != SYSTEM,
        )
        .limit(1)
    )
    return rows.first() is not None


def add(
    tx: Tx,
    conversation_id: ConversationId,
    *,
    kind: str,
    sender_id: PrincipalId | None = None,
    from_buyer: bool = False,
    action_id: ActionId | UUID | None = None,
    text: str = "",
    original: Original | None = None,
    picture: Row[Any] | None = None,
    exhibit_id: ExhibitId | None = None,
    link_conversation_id: ConversationId | None = None,
    card: Row[Any] | None = None,
    slots: tuple[OfferedSlot, ...] = (),
    intent: SharedIntent | None = None,
    system: SystemLine | None = None,
    reply_to_n: int | None = None,
    automatic: bool = False,
) -> Message:
    """Store a message under the next number of its conversation (whose row the transaction holds) and return it.

    `picture` is the row of a ready attachment, `card` that of a card's version.
    """
    n = tx.conn.execute(_NEXT_N, {"conversation_id": conversation_id, "at": tx.now}).scalar_one()
    values = {
        "conversation_id": conversation_id,
        "n": n,
        "kind": kind,
        "at": tx.now,
        "sender_id": sender_id,
        "from_buyer": from_buyer,
        "action_id": action_id,
        "text": text,
        "original": original,
        "attachment_id": picture.id if picture is not None else None,
        "exhibit_id": exhibit_id,
        "link_conversation_id": link_conversation_id,
        "card_version_id": None if card is None else card.id,
        "slots": slots or None,
        "intent": intent,
        "system": msgspec.json.encode(system).decode() if system else None,
        "reply_to_n": reply_to_n,
        "automatic": automatic,
    }
    message_id = tx.conn.execute(_ADD, values).scalar_one()
    return Message(
        id=message_id,
        conversation_id=conversation_id,
        n=n,
        rev=1,
        kind=kind,
        at=tx.now,
        sender_id=sender_id,
        from_buyer=from_buyer,
        action_id=ActionId(action_id) if action_id else None,
        text=text,
        original=original,
        attachment=_picture(picture),
        exhibit_id=exhibit_id,
        link_conversation_id=link_conversation_id,
        card=_card(card),
        slots=slots,
        intent=intent,
        system=system,
        reply_to_n=reply_to_n,
        automatic=automatic,
    )


def _picture(row: Row[Any] | None) -> Attachment | None:
    return None if row is None else attachment_of(row, row.id)


def recall(tx: Tx, message_id: MessageId) -> Message:
    """Empty a message, leaving its trace, and return what is left."""
    tx.conn.execute(
        update(message)
        .where(message.c.id == message_id)
        .values(
            text="",
            original=None,
            attachment_id=None,
            exhibit_id=None,
            link_conversation_id=None,
            card_version_id=None,
            slots=None,
            intent=None,
            recalled=True,
            rev=message.c.rev + 1,
        )
    )
    return by_id(tx.conn, message_id)
