"""Saying something, and taking it back."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from workstation.domain.actions import ActionResult, RecallMessage, ReleaseLease, SendMessage
from workstation.domain.conversation import ConversationKind, may_write
from workstation.domain.errors import Refusal
from workstation.domain.events import MessageChanged
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.message import CARD, CONVERSATION, EXHIBIT, IMAGE, TEXT, Original, check_text
from workstation.domain.translation.memory import LANGUAGE
from workstation.server import cards
from workstation.server.actions import ACCOUNTS, EVERYBODY, Doing, handles
from workstation.server.database import insert
from workstation.server.handlers import autoreplies, sessions
from workstation.server.queries import conversations, exhibits, messages
from workstation.server.queries.conversations import Seen
from workstation.server.schema import attachment, lease, message
from workstation.server.writer import Tx


@handles(SendMessage, EVERYBODY)
def send(doing: Doing, action: SendMessage) -> ActionResult:
    """Say something; the one who may not write, or writes past a colleague, is refused."""
    tx, caller = doing.tx, doing.caller
    where = conversations.seen(tx.conn, caller, number(action.conversation), lock=True)
    check_writer(doing, where, action.seen_n)
    picture = _picture(tx, caller.principal_id, action.attachment) if action.attachment else None
    text = _text(action)
    if action.exhibit_id is not None:
        exhibits.by_id(tx.conn, action.exhibit_id, where.conversation.exhibitor_id)
    if action.link_conversation_id is not None:
        _check_link(doing, where, action)
    card = _card(doing, action)
    if action.reply_to_n is not None and not 1 <= action.reply_to_n <= where.conversation.last_n:
        raise Refusal("not_found")
    where = sessions.ensure_live(doing, where, action.exhibit_id)
    said = messages.add(
        tx,
        where.conversation.id,
        kind=_kind(action),
        sender_id=caller.principal_id,
        from_buyer=caller.is_buyer,
        action_id=doing.id,
        text=text,
        original=_original(action),
        picture=picture,
        exhibit_id=action.exhibit_id,
        link_conversation_id=action.link_conversation_id,
        card=card,
        reply_to_n=action.reply_to_n,
    )
    if not caller.is_buyer and where.conversation.kind is ConversationKind.CUSTOMER:
        take_lease(doing, where.conversation.id)
    tx.emit(where.audience, MessageChanged(message=said))
    autoreplies.answer(doing, where, said)
    if card is not None:
        cards.hand_over(tx, where, said)
    return doing.result(conversation_id=where.conversation.id, message_id=said.id, n=said.n)


def number(name: object) -> ConversationId:
    if not isinstance(name, int):
        raise Refusal("not_found")
    return ConversationId(name)


def _text(action: SendMessage) -> str:
    shown = (action.attachment, action.exhibit_id, action.link_conversation_id, action.card or None)
    if not action.text.strip() and any(one is not None for one in shown):
        return ""
    return check_text(action.text)


def _original(action: SendMessage) -> Original | None:
    if action.original is None:
        return None
    if not action.text.strip() or not LANGUAGE.fullmatch(action.original.language):
        raise Refusal("invalid_request", {"field": "original"})
    check_text(action.original.text)
    return action.original


def _card(doing: Doing, action: SendMessage) -> Row[Any] | None:
    """Return the sender's card as it is now, when that is what he sends; nothing else comes with it."""
    if not action.card:
        return None
    others = (action.attachment, action.exhibit_id, action.link_conversation_id)
    if action.text.strip() or any(one is not None for one in others):
        raise Refusal("invalid_request", {"field": "card"})
    return cards.current(doing.tx, doing.caller)


def _kind(action: SendMessage) -> str:
    if action.card:
        return CARD
    if action.attachment is not None:
        return IMAGE
    if action.link_conversation_id is not None:
        return CONVERSATION
    return TEXT if action.text.strip() else EXHIBIT


def _check_link(doing: Doing, where: Seen, action: SendMessage) -> None:
    """Let a conversation be shown among colleagues only, by one who may see it, and apart from anything else."""
    if where.conversation.kind is not ConversationKind.COLLEAGUE or action.link_conversation_id is None:
        raise Refusal("not_allowed")
    if action.attachment is not None or action.exhibit_id is not None:
        raise Refusal("invalid_request", {"field": "link_conversation_id"})
    linked = conversations.seen(doing.tx.conn, doing.caller, action.link_conversation_id)
    if linked.conversation.kind is not ConversationKind.CUSTOMER:
        raise Refusal("not_allowed")


def check_writer(doing: Doing, where: Seen, seen_n: int | None) -> None:
    """See whether the caller may say something there now.

    Raises:
        Refusal: `blocked`, `not_allowed`, `overtaken`, `being_written`.
    """
    caller, head = doing.caller, where.conversation
    if head.blocked:
        raise Refusal("blocked")
    if caller.is_buyer:
        return
    if not may_write(caller.as_account(), head):
        raise Refusal("not_allowed")
    if head.kind is ConversationKind.COLLEAGUE:
        return
    # Overtaken is looked at first: it says what happened, where the lease only says who is at it.
    if seen_n is not None and messages.other_writer_since(doing.tx.conn, head.id, caller.principal_id, seen_n):
        raise Refusal("overtaken", {"conversation_id": head.id})
    held = doing.tx.conn.execute(
        select(lease.c.account_id, lease.c.until_at).where(lease.c.conversation_id == head.id)
    ).one_or_none()
    if held is not None and held.account_id != caller.principal_id and held.until_at > doing.tx.now:
        raise Refusal("being_written", {"account_id": held.account_id})


def take_lease(doing: Doing, conversation_id: ConversationId) -> None:
    """Give the caller the right to write there for half a minute, whoever had it."""
    values = {
        "account_id": doing.caller.principal_id,
        "until_at": doing.tx.now + timedelta(seconds=doing.limits.lease_s),
    }
    doing.tx.conn.execute(
        insert(doing.tx.conn, lease)
        .values(conversation_id=conversation_id, **values)
        .on_conflict_do_update(index_elements=[lease.c.conversation_id], set_=values)
    )


def _picture(tx: Tx, owner_id: PrincipalId, client_id: ActionId) -> Row[tuple[int]]:
    row = tx.conn.execute(
        select(attachment).where(attachment.c.owner_id == owner_id, attachment.c.client_id == client_id)
    ).one_or_none()
    if row is None:
        raise Refusal("attachment_not_ready")
    return row


@handles(RecallMessage, EVERYBODY)
def recall(doing: Doing, action: RecallMessage) -> ActionResult:
    """Take back one's own message within two minutes; its trace stays."""
    tx = doing.tx
    where = conversations.seen(tx.conn, doing.caller, number(action.conversation), lock=True)
    said = tx.conn.execute(
        select(message).where(
            message.c.id == action.message_id,
            message.c.conversation_id == where.conversation.id,
            message.c.n <= where.conversation.last_n,
        )
    ).one_or_none()
    if said is None:
        raise Refusal("not_found")
    if said.sender_id != doing.caller.principal_id:
        raise Refusal("not_allowed")
    if not said.recalled:
        if tx.now - said.at > timedelta(seconds=doing.limits.recall_s):
            raise Refusal("recall_too_late")
        tx.emit(where.audience, MessageChanged(message=messages.recall(tx, said.id)))
        if said.kind == CARD:
            cards.take_back(tx, where.conversation.id, said.n)
    return doing.result(conversation_id=where.conversation.id, message_id=said.id, n=said.n)


@handles(ReleaseLease, ACCOUNTS)
def release_lease(doing: Doing, action: ReleaseLease) -> ActionResult:
    """Let a colleague write at once; nothing happens when one doesn't hold the lease."""
    where = conversations.seen(doing.tx.conn, doing.caller, number(action.conversation))
    drop_lease(doing.tx, doing.caller.principal_id, where.conversation.id)
    return doing.result(conversation_id=where.conversation.id)


def drop_lease(tx: Tx, account_id: PrincipalId, conversation_id: ConversationId | None = None) -> None:
    """End the account's lease of a conversation, or all of its leases."""
    gone = lease.delete().where(lease.c.account_id == account_id)
    if conversation_id is not None:
        gone = gone.where(lease.c.conversation_id == conversation_id)
    tx.conn.execute(gone)
