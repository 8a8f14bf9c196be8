"""The live part of a conversation: it begins with a message and ends by hand or by idle time."""

from datetime import timedelta

from sqlalchemy import delete, update

from workstation.domain.conversation import ConversationKind
from workstation.domain.events import ConversationChanged
from workstation.domain.ids import ExhibitId, PrincipalId
from workstation.domain.routing import Rule
from workstation.server import distribution
from workstation.server.actions import Doing
from workstation.server.jobs import plan
from workstation.server.queries import accounts, conversations
from workstation.server.queries.conversations import Seen
from workstation.server.schema import conversation, lease
from workstation.server.writer import Tx

IDLE = "session_idle"


def ensure_live(doing: Doing, where: Seen, exhibit_id: ExhibitId | None) -> Seen:
    """Begin a session if none is live: a buyer is distributed anew, an account that writes keeps the owner."""
    head = where.conversation
    if head.live or head.kind is ConversationKind.COLLEAGUE:
        return where
    if doing.caller.is_buyer:
        after, rule = begin(doing, where, exhibit_id or head.exhibit_id)
        announce_owner(doing.tx, after, rule)
        return after
    doing.tx.conn.execute(
        update(conversation).where(conversation.c.id == head.id).values(live=True, rev=conversation.c.rev + 1)
    )
    watch_idle(doing.tx, head.id, doing.limits.session_idle_s)
    after = conversations.seen(doing.tx.conn, doing.caller, head.id)
    doing.tx.emit(after.audience, ConversationChanged(conversation=after.conversation))
    return after


def begin(doing: Doing, where: Seen, exhibit_id: ExhibitId | None) -> tuple[Seen, Rule]:
    """Begin a session of a buyer: find who serves him; returns the conversation and the rule that decided."""
    made = distribution.distribute(doing.tx, where.conversation, exhibit_id, doing.pick)
    after = distribution.hand_over(doing.tx, where, made.owner_id, exhibit_id=exhibit_id)
    watch_idle(doing.tx, where.conversation.id, doing.limits.session_idle_s)
    return after, made.rule


def announce_owner(tx: Tx, after: Seen, rule: Rule) -> None:
    """Say in the conversation who serves the buyer now, and put a notice into that account's message centre."""
    owner_id = after.conversation.owner_id
    if owner_id is None:
        distribution.say(tx, after, "queued", {})
        return
    params = name_params(tx, owner_id)
    distribution.say(tx, after, "assigned", params)
    distribution.notify(tx, owner_id, "assigned", {"rule": str(rule)}, after.conversation.id)


def name_params(tx: Tx, account_id: PrincipalId) -> dict[str, str | int]:
    """Return what a line about an account needs to name it."""
    owner = accounts.by_id(tx.conn, account_id, tx.now)
    return {"account_id": owner.id, "name_zh": owner.name("zh"), "name_en": owner.name("en")}


def watch_idle(tx: Tx, conversation_id: int, idle_s: int) -> None:
    """Plan to look whether the session has fallen idle; the plan is renewed when it is due, not at each message."""
    plan(tx, f"{IDLE}:{conversation_id}", IDLE, tx.now + timedelta(seconds=idle_s), conversation_id)


def close_session(tx: Tx, where: Seen) -> None:
    """End a live session and say so."""
    number = where.conversation.id
    tx.conn.execute(delete(lease).where(lease.c.conversation_id == number))
    ended = tx.conn.execute(
        update(conversation)
        .where(conversation.c.id == number)
        .values(live=False, rev=conversation.c.rev + 1)
        .returning(*conversation.c)
    ).one()
    after = Seen(conversation=conversations.head_of(ended), main_id=where.main_id)
    tx.emit(after.audience, ConversationChanged(conversation=after.conversation))
    distribution.say(tx, after, "session_closed", {})
