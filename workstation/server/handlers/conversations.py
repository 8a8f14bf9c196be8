"""Beginning a conversation, handing it over, ending its session."""

from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select, update

from workstation.domain.actions import (
    ActionResult,
    CloseSession,
    OpenColleagueChat,
    StartConversation,
)
from workstation.domain.conversation import Conversation, ConversationKind, may_write
from workstation.domain.errors import Refusal
from workstation.domain.events import ConversationChanged, MessageChanged
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, ExhibitorId, PrincipalId
from workstation.domain.intent import SharedIntent
from workstation.domain.message import EXHIBIT, INTENT
from workstation.domain.routing import Rule
from workstation.server import distribution, intents, room
from workstation.server.actions import ACCOUNTS, BUYERS, Doing, handles
from workstation.server.database import insert
from workstation.server.handlers import sessions
from workstation.server.handlers.messages import number
from workstation.server.queries import accounts, conversations, exhibits, messages
from workstation.server.queries import intents as received
from workstation.server.queries.conversations import Seen
from workstation.server.schema import account, conversation


@handles(StartConversation, BUYERS)
def start(doing: Doing, action: StartConversation) -> ActionResult:
    """Begin a buyer's one conversation with an exhibitor, or find it again; what it is about is shown in it."""
    tx, buyer_id = doing.tx, doing.caller.principal_id
    accounts.exhibitor_by_id(tx.conn, action.exhibitor_id)
    if action.exhibit_id is not None and not exhibits.by_id(tx.conn, action.exhibit_id, action.exhibitor_id).listed:
        raise Refusal("not_found")
    subject = _subject(doing, action)
    head = conversations.of_pair(tx.conn, action.exhibitor_id, buyer_id)
    if head is None:
        where, rule = _create(doing, action.exhibitor_id, subject)
        intents.conversation_begun(tx, action.exhibitor_id, buyer_id)
    else:
        where = conversations.seen(tx.conn, doing.caller, head.id, lock=True)
        if where.conversation.blocked:
            raise Refusal("blocked")
        where, rule = _again(doing, where, subject)
    if head is None or not head.live or _is_other(head, subject):
        _show_subject(doing, where, action, subject)
    if rule is not None:
        distribution.announce_owner(tx, where, rule)
    return doing.result(conversation_id=where.conversation.id)


class Subject(NamedTuple):
    """What a buyer starts a conversation from; of an intent the exhibit that matched best."""

    exhibit_id: ExhibitId | None = None
    intent_id: ActionId | None = None
    intent: Row[Any] | None = None


def _is_other(head: Conversation, subject: Subject) -> bool:
    """Tell whether a live conversation has been about something else so far."""
    return head.intent_id != subject.intent_id or (subject.intent_id is None and head.exhibit_id != subject.exhibit_id)


def _subject(doing: Doing, action: StartConversation) -> Subject:
    if action.intent is None:
        return Subject(action.exhibit_id)
    row = received.one(doing.tx.conn, action.intent, action.exhibitor_id)
    if row is None or row.buyer_id != doing.caller.principal_id:
        raise Refusal("not_found")
    shown = exhibits.by_ids(doing.tx.conn, [one.exhibit_id for one in row.matches])
    listed = {one.id for one in shown if one.listed}
    best = next((one.exhibit_id for one in row.matches if one.exhibit_id in listed), None)
    return Subject(action.exhibit_id or best, action.intent, row)


def _show_subject(doing: Doing, where: Seen, action: StartConversation, subject: Subject) -> None:
    """Put what the buyer starts from into the conversation, where it starts from anything."""
    tx, number = doing.tx, where.conversation.id
    said: dict[str, Any] = {"sender_id": doing.caller.principal_id, "from_buyer": True, "action_id": doing.id}
    if subject.intent is not None:
        shared = SharedIntent(id=subject.intent.intent_id, wanted=subject.intent.wanted)
        shown = messages.add(tx, number, kind=INTENT, intent=shared, **said)
        intents.contacted(tx, intents.held(tx, subject.intent), chat=True)
    elif action.exhibit_id is not None:
        shown = messages.add(tx, number, kind=EXHIBIT, exhibit_id=action.exhibit_id, **said)
    else:
        return
    tx.emit(where.audience, MessageChanged(message=shown))


def _create(doing: Doing, exhibitor_id: ExhibitorId, subject: Subject) -> tuple[Seen, Rule | None]:
    """Return the new conversation, and the rule that found its owner."""
    tx, buyer_id = doing.tx, doing.caller.principal_id
    _check_pace(doing)
    made = tx.conn.execute(
        insert(tx.conn, conversation)
        .values(
            kind=ConversationKind.CUSTOMER,
            exhibitor_id=exhibitor_id,
            buyer_id=buyer_id,
            exhibit_id=subject.exhibit_id,
            intent_id=subject.intent_id,
            client_id=doing.id,
            last_at=tx.now,
            created_at=tx.now,
        )
        .on_conflict_do_nothing(index_elements=[conversation.c.exhibitor_id, conversation.c.buyer_id])
        .returning(conversation.c.id)
    ).scalar()
    if made is None:  # begun by another of his windows, on another replica, a moment ago
        found = conversations.of_pair(tx.conn, exhibitor_id, buyer_id)
        if found is None:
            raise Refusal("busy")
        return conversations.seen(tx.conn, doing.caller, found.id), None
    before = conversations.seen(tx.conn, doing.caller, ConversationId(made))
    decided = distribution.distribute(tx, before.conversation, subject.exhibit_id, doing.pick)
    waits = decided.owner_id is None
    tx.conn.execute(
        update(conversation)
        .where(conversation.c.id == made)
        .values(owner_id=decided.owner_id, queued_at=tx.now if waits else None)
    )
    if waits:
        distribution.look_again_later(tx, exhibitor_id)
    after = conversations.seen(tx.conn, doing.caller, ConversationId(made))
    for reader_id in after.audience:
        distribution.show(tx, reader_id, after)
    sessions.watch_idle(tx, exhibitor_id, after.conversation.id, doing.limits)
    return after, decided.rule


def _check_pace(doing: Doing) -> None:
    limit = doing.limits.conversations_per_hour
    if not limit:
        return
    room.hold_person(doing.tx, doing.caller.principal_id)
    recent = doing.tx.conn.execute(
        select(func.count())
        .select_from(conversation)
        .where(
            conversation.c.buyer_id == doing.caller.principal_id,
            conversation.c.created_at > doing.tx.now - timedelta(hours=1),
        )
    ).scalar_one()
    if recent >= limit:
        raise Refusal("too_many_requests", {"retry_after_s": 3600})


def _again(doing: Doing, where: Seen, subject: Subject) -> tuple[Seen, Rule | None]:
    head, rule = where.conversation, None
    if not head.live:
        where, rule = sessions.begin(doing, where, subject.exhibit_id or head.exhibit_id)
        head = where.conversation
    if subject.exhibit_id is None and subject.intent_id is None:
        return where, rule
    return ask_about(doing, where, subject.exhibit_id or head.exhibit_id, subject.intent_id), rule


def ask_about(doing: Doing, where: Seen, exhibit_id: ExhibitId | None, intent_id: ActionId | None) -> Seen:
    """Keep what a conversation (whose row is held) is about from now on, and return it as it is then."""
    tx, head = doing.tx, where.conversation
    if (exhibit_id, intent_id) == (head.exhibit_id, head.intent_id):
        return where
    row = tx.conn.execute(
        update(conversation)
        .where(conversation.c.id == head.id)
        .values(exhibit_id=exhibit_id, intent_id=intent_id, rev=conversation.c.rev + 1)
        .returning(*conversation.c)
    ).one()
    after = Seen(conversation=conversations.head_of(row), main_id=where.main_id)
    tx.emit(after.audience, ConversationChanged(conversation=after.conversation))
    return after


@handles(CloseSession, ACCOUNTS)
def close_session(doing: Doing, action: CloseSession) -> ActionResult:
    """End the live session; the buyer's next message is distributed anew."""
    tx = doing.tx
    where = conversations.seen(tx.conn, doing.caller, number(action.conversation), lock=True)
    head = where.conversation
    if head.kind is not ConversationKind.CUSTOMER or not may_write(doing.caller.as_account(), head):
        raise Refusal("not_allowed")
    if head.live:
        sessions.close_session(tx, where, doing.pick)
    return doing.result(conversation_id=head.id)


@handles(OpenColleagueChat, ACCOUNTS)
def open_colleague_chat(doing: Doing, action: OpenColleagueChat) -> ActionResult:
    """Begin the conversation of two colleagues, or find it again."""
    tx, me = doing.tx, doing.caller.as_account()
    other = tx.conn.execute(select(account.c.exhibitor_id).where(account.c.id == action.account_id)).scalar()
    if other != me.exhibitor_id or action.account_id == me.id:
        raise Refusal("not_found")
    head = _pair(doing, me.id, action.account_id)
    return doing.result(conversation_id=head.id)


def _pair(doing: Doing, one: PrincipalId, other: PrincipalId) -> Conversation:
    tx = doing.tx
    known = conversations.of_colleagues(tx.conn, one, other)
    if known is not None:
        return known
    made = tx.conn.execute(
        insert(tx.conn, conversation)
        .values(
            kind=ConversationKind.COLLEAGUE,
            exhibitor_id=doing.caller.exhibitor_id,
            first_id=min(one, other),
            second_id=max(one, other),
            channel="desk",
            client_id=doing.id,
            last_at=tx.now,
            created_at=tx.now,
        )
        .on_conflict_do_nothing(index_elements=[conversation.c.first_id, conversation.c.second_id])
        .returning(conversation.c.id)
    ).scalar()
    if made is None:
        again = conversations.of_colleagues(tx.conn, one, other)
        if again is None:
            raise Refusal("busy")
        return again
    where = conversations.seen(tx.conn, doing.caller, ConversationId(made))
    for reader_id in where.audience:
        distribution.show(tx, reader_id, where)
    return where.conversation
