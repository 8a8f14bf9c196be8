"""The live part of a conversation: it begins with a message and ends by hand or by idle time."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete, update

from workstation.domain.conversation import ConversationKind
from workstation.domain.distribution import Cause
from workstation.domain.events import ConversationChanged
from workstation.domain.ids import ExhibitId, ExhibitorId
from workstation.domain.routing import Rule
from workstation.server import distribution, waiting
from workstation.server.actions import Doing
from workstation.server.config import Limits
from workstation.server.distribution import Why
from workstation.server.jobs import plan
from workstation.server.queries import conversations, rules
from workstation.server.queries.conversations import Seen
from workstation.server.schema import conversation, lease
from workstation.server.writer import Tx

IDLE = "session_idle"


def ensure_live(doing: Doing, where: Seen, exhibit_id: ExhibitId | None) -> Seen:
    """Begin a session if none is live: a buyer is distributed anew, an account that writes keeps the owner.

    Who answers a buyer that waits for somebody to serve him has taken him.
    """
    head = where.conversation
    if head.kind is ConversationKind.CUSTOMER and head.owner_id is None and not doing.caller.is_buyer:
        return _take(doing, where)
    if head.live or head.kind is ConversationKind.COLLEAGUE:
        return where
    if doing.caller.is_buyer:
        after, rule = begin(doing, where, exhibit_id or head.exhibit_id)
        distribution.announce_owner(doing.tx, after, rule)
        return after
    doing.tx.conn.execute(
        update(conversation).where(conversation.c.id == head.id).values(live=True, rev=conversation.c.rev + 1)
    )
    watch_idle(doing.tx, head.exhibitor_id, head.id, doing.limits)
    after = conversations.seen(doing.tx.conn, doing.caller, head.id)
    doing.tx.emit(after.audience, ConversationChanged(conversation=after.conversation))
    return after


def _take(doing: Doing, where: Seen) -> Seen:
    tx, head, me = doing.tx, where.conversation, doing.caller.principal_id
    why = Why(cause=Cause.TAKE_OVER, by_id=me, exhibit_id=head.exhibit_id)
    distribution.record(tx, head, me, why)
    after = distribution.hand_over(tx, where, me)
    if not head.live:
        watch_idle(tx, head.exhibitor_id, head.id, doing.limits)
    distribution.say(tx, after, "assigned", distribution.name_params(tx, me))
    return after


def begin(doing: Doing, where: Seen, exhibit_id: ExhibitId | None) -> tuple[Seen, Rule]:
    """Begin a session of a buyer: find who serves him; returns the conversation and the rule that decided."""
    made = distribution.distribute(doing.tx, where.conversation, exhibit_id, doing.pick)
    after = distribution.hand_over(doing.tx, where, made.owner_id, exhibit_id=exhibit_id)
    watch_idle(doing.tx, where.conversation.exhibitor_id, where.conversation.id, doing.limits)
    return after, made.rule


def watch_idle(tx: Tx, exhibitor_id: ExhibitorId, conversation_id: int, limits: Limits) -> None:
    """Plan to look whether the session has fallen idle; the plan is renewed when it is due, not at each message."""
    idle_s = rules.idle_s(tx.conn, exhibitor_id, limits)
    plan(tx, f"{IDLE}:{conversation_id}", IDLE, tx.now + timedelta(seconds=idle_s), conversation_id)


def close_session(tx: Tx, where: Seen, pick: Callable[[int], int] = secrets.randbelow) -> None:
    """End a live session and say so; whoever served the buyer may be free for one who waits."""
    number = where.conversation.id
    tx.conn.execute(delete(lease).where(lease.c.conversation_id == number))
    ended = tx.conn.execute(
        update(conversation)
        .where(conversation.c.id == number)
        .values(live=False, queued_at=None, rev=conversation.c.rev + 1)
        .returning(*conversation.c)
    ).one()
    after = Seen(conversation=conversations.head_of(ended), main_id=where.main_id)
    tx.emit(after.audience, ConversationChanged(conversation=after.conversation))
    distribution.say(tx, after, "session_closed", {})
    waiting.serve(tx, after.conversation.exhibitor_id, pick)
