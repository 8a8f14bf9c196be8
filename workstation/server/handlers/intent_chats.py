"""Answering a purchase intent: sending one's card, or starting a chat; the exhibitor begins the conversation here."""

from typing import Any

from sqlalchemy import Row, update

from workstation.domain.account import AccountKind, Permission
from workstation.domain.actions import ActionResult
from workstation.domain.conversation import ConversationKind
from workstation.domain.distribution import Cause
from workstation.domain.errors import Refusal
from workstation.domain.events import MessageChanged
from workstation.domain.ids import PrincipalId
from workstation.domain.intent import SharedIntent
from workstation.domain.intent_actions import SendIntentCard, StartIntentChat
from workstation.domain.message import CARD, INTENT
from workstation.server import cards, distribution, intents
from workstation.server.actions import ACCOUNTS, Doing, handles
from workstation.server.database import insert
from workstation.server.distribution import Why
from workstation.server.handlers import sessions
from workstation.server.handlers.conversations import ask_about
from workstation.server.handlers.intents import mine
from workstation.server.queries import accounts, conversations, messages
from workstation.server.queries.conversations import Seen
from workstation.server.schema import conversation


@handles(StartIntentChat, ACCOUNTS)
def start_chat(doing: Doing, action: StartIntentChat) -> ActionResult:
    """Start the conversation with an intent's buyer, or find it again."""
    row = mine(doing, action.intent, Permission.INTENT_CHAT, lock=False)
    if not _may_serve(doing):
        raise Refusal("not_allowed")
    where = _open(doing, row)
    intents.contacted(doing.tx, intents.held(doing.tx, row), chat=True)
    return doing.result(conversation_id=where.conversation.id)


@handles(SendIntentCard, ACCOUNTS)
def send_card(doing: Doing, action: SendIntentCard) -> ActionResult:
    """Send one's card to an intent's buyer, below what it is about."""
    tx = doing.tx
    row = mine(doing, action.intent, Permission.INTENT_SEND_CARD, lock=False)
    where = _open(doing, row)
    said = messages.add(
        tx,
        where.conversation.id,
        kind=CARD,
        sender_id=doing.caller.principal_id,
        action_id=doing.id,
        card=cards.current(tx, doing.caller),
    )
    tx.emit(where.audience, MessageChanged(message=said))
    intents.contacted(tx, intents.held(tx, row), card=True)
    return doing.result(conversation_id=where.conversation.id, message_id=said.id, n=said.n)


def _may_serve(doing: Doing) -> bool:
    return doing.caller.as_account().may(Permission.RECEIVE_MESSAGES)


def _open(doing: Doing, row: Row[Any]) -> Seen:
    """Return the live conversation with an intent's buyer, in which the intent stands, and hold its row.

    Raises:
        Refusal: `intent_over` where nothing was begun before its end, `served_by_other` with `account_id`, `blocked`.
    """
    if row.ended is not None and row.card_sent_at is None and row.chat_at is None:
        raise Refusal("intent_over")
    tx = doing.tx
    head = conversations.of_pair(tx.conn, row.exhibitor_id, row.buyer_id)
    if head is None:
        where, fresh = _create(doing, row), True
    else:
        where = Seen(conversation=head, main_id=accounts.main_id(tx.conn, row.exhibitor_id))
        if head.blocked:
            raise Refusal("blocked")
        fresh = not head.live or head.intent_id != row.intent_id
        where = _resume(doing, where)
    if not fresh:
        return where
    where = ask_about(doing, where, where.conversation.exhibit_id, row.intent_id)
    # Nobody typed it: it answers no question of the buyer's, and starts none.
    shown = messages.add(
        tx,
        where.conversation.id,
        kind=INTENT,
        sender_id=doing.caller.principal_id,
        action_id=doing.id,
        intent=SharedIntent(id=row.intent_id, wanted=row.wanted),
        automatic=True,
    )
    tx.emit(where.audience, MessageChanged(message=shown))
    return where


def _resume(doing: Doing, where: Seen) -> Seen:
    """Return a conversation that is there as a live one: the caller's, unless somebody serves the buyer."""
    head, me = where.conversation, doing.caller.as_account()
    if head.live and head.owner_id is not None:
        if head.owner_id != me.id and me.kind is not AccountKind.MAIN:
            raise Refusal("served_by_other", {"account_id": head.owner_id})
        return where
    if not _may_serve(doing):
        after, rule = sessions.begin(doing, where, head.exhibit_id)
        distribution.announce_owner(doing.tx, after, rule)
        return after
    distribution.record(doing.tx, head, me.id, Why(cause=Cause.INTENT, by_id=me.id, exhibit_id=head.exhibit_id))
    after = distribution.hand_over(doing.tx, where, me.id)
    sessions.watch_idle(doing.tx, head.exhibitor_id, head.id, doing.limits)
    distribution.say(doing.tx, after, "assigned", distribution.name_params(doing.tx, me.id))
    return after


def _create(doing: Doing, row: Row[Any]) -> Seen:
    """Return a new conversation, which the caller has, or whom the rules find where the caller serves nobody."""
    tx, me = doing.tx, doing.caller.principal_id
    made = tx.conn.execute(
        insert(tx.conn, conversation)
        .values(
            kind=ConversationKind.CUSTOMER,
            exhibitor_id=row.exhibitor_id,
            buyer_id=row.buyer_id,
            intent_id=row.intent_id,
            client_id=doing.id,
            last_at=tx.now,
            created_at=tx.now,
        )
        .on_conflict_do_nothing(index_elements=[conversation.c.exhibitor_id, conversation.c.buyer_id])
        .returning(*conversation.c)
    ).one_or_none()
    if made is None:  # the buyer began it on another replica, a moment ago
        raise Refusal("busy")
    head, rule = conversations.head_of(made), None
    if _may_serve(doing):
        owner_id: PrincipalId | None = me
        distribution.record(tx, head, me, Why(cause=Cause.INTENT, by_id=me))
    else:
        decided = distribution.distribute(tx, head, row.matches[0].exhibit_id if row.matches else None, doing.pick)
        owner_id, rule = decided.owner_id, decided.rule
    after = tx.conn.execute(
        update(conversation)
        .where(conversation.c.id == head.id)
        .values(owner_id=owner_id, queued_at=tx.now if owner_id is None else None)
        .returning(*conversation.c)
    ).one()
    where = Seen(conversation=conversations.head_of(after), main_id=accounts.main_id(tx.conn, row.exhibitor_id))
    for reader_id in where.audience:
        distribution.show(tx, reader_id, where)
    sessions.watch_idle(tx, head.exhibitor_id, head.id, doing.limits)
    if owner_id is None:
        distribution.look_again_later(tx, head.exhibitor_id)
    if rule is None:
        distribution.say(tx, where, "assigned", distribution.name_params(tx, me))
    else:
        distribution.announce_owner(tx, where, rule)
    intents.conversation_begun(tx, row.exhibitor_id, row.buyer_id)
    return where
