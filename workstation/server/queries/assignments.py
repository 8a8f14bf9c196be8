"""Why conversations and intents went to whom, as it was recorded."""

from datetime import datetime
from typing import Any, cast

import msgspec
from sqlalchemy import Connection, Row, Select, and_, case, func, select

from workstation.domain.distribution import REPLAYED, Assignment, Cause, Load, Work
from workstation.domain.ids import ActionId, ConversationId, ExhibitorId, PrincipalId
from workstation.domain.intent import IntentState
from workstation.domain.replay import Recorded
from workstation.domain.routing import Facts, Mode, Rule, Step
from workstation.server.schema import account, conversation, decision, message
from workstation.server.schema_intents import intent, received_intent

MOST = 200
_BY_RULES = (Cause.BUYER, Cause.QUEUE, Cause.OWNER_LOST)


def _assignment(row: Row[Any]) -> Assignment:
    return Assignment(
        id=row.id,
        conversation_id=row.conversation_id,
        intent_id=row.intent_id,
        at=row.at,
        n=row.n,
        work=Work(row.work),
        cause=Cause(row.cause),
        rule=row.rule,
        owner_id=row.account_id,
        from_id=row.from_id,
        by_id=row.by_id,
        reason=row.reason,
        mode=Mode(row.mode),
        exhibit_id=row.exhibit_id,
        section_id=row.section_id,
        trace=msgspec.json.decode(row.trace, type=tuple[Step, ...]),
    )


def of_conversation(
    conn: Connection, conversation_id: ConversationId, upper_n: int | None = None
) -> tuple[Assignment, ...]:
    """Return the decisions about a conversation, newest first; `upper_n` ends the reader's right."""
    wanted = select(decision).where(decision.c.conversation_id == conversation_id)
    if upper_n is not None:
        wanted = wanted.where(decision.c.n <= upper_n)
    return tuple(_assignment(row) for row in conn.execute(wanted.order_by(decision.c.id.desc()).limit(MOST)))


def of_intent(conn: Connection, intent_id: ActionId, exhibitor_id: ExhibitorId) -> tuple[Assignment, ...]:
    """Return an exhibitor's decisions about an intent that it received, newest first."""
    wanted = select(decision).where(decision.c.intent_id == intent_id, decision.c.exhibitor_id == exhibitor_id)
    return tuple(_assignment(row) for row in conn.execute(wanted.order_by(decision.c.id.desc()).limit(MOST)))


def queued_at(conn: Connection, conversation_id: ConversationId) -> datetime | None:
    """Return since when a buyer waited the last time that they waited in the queue."""
    found = conn.execute(
        select(decision.c.at)
        .where(decision.c.conversation_id == conversation_id, decision.c.rule == Rule.QUEUE)
        .order_by(decision.c.id.desc())
        .limit(1)
    ).scalar()
    return cast(datetime | None, found)


def recorded(conn: Connection, exhibitor_id: ExhibitorId, work: Work, limit: int = REPLAYED) -> list[Recorded]:
    """Return the last assignments that rules have made, with what was known then, newest first."""
    rows = conn.execute(
        select(decision)
        .where(
            decision.c.exhibitor_id == exhibitor_id,
            decision.c.work == work,
            decision.c.cause.in_(_BY_RULES),
            decision.c.facts != "",
        )
        .order_by(decision.c.id.desc())
        .limit(limit)
    )
    return [Recorded(assignment=_assignment(row), facts=msgspec.json.decode(row.facts, type=Facts)) for row in rows]


def loads(conn: Connection, exhibitor_id: ExhibitorId) -> tuple[Load, ...]:
    """Return how many live conversations each account owns, in how many the buyer spoke last, and its open intents."""
    wanted = {row.owner_id: int(row.load) for row in conn.execute(open_intents(exhibitor_id))}
    asked = (
        select(message.c.from_buyer)
        .where(message.c.conversation_id == conversation.c.id, message.c.sender_id.is_not(None))
        .order_by(message.c.n.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = conn.execute(
        select(
            account.c.id,
            func.count(conversation.c.id).label("live"),
            func.sum(case((and_(conversation.c.id.is_not(None), asked), 1), else_=0)).label("waiting"),
        )
        .join_from(
            account,
            conversation,
            and_(conversation.c.owner_id == account.c.id, conversation.c.live),
            isouter=True,
        )
        .where(account.c.exhibitor_id == exhibitor_id)
        .group_by(account.c.id)
        .order_by(account.c.id)
    )
    return tuple(
        Load(
            account_id=PrincipalId(row.id),
            live=row.live,
            waiting=int(row.waiting or 0),
            intents=wanted.get(row.id, 0),
        )
        for row in rows
    )


def open_intents(exhibitor_id: ExhibitorId) -> Select[Any]:
    """Return the query for how many open intents each account of an exhibitor has (`owner_id`, `load`)."""
    return (
        select(received_intent.c.owner_id, func.count().label("load"))
        .join_from(received_intent, intent, intent.c.id == received_intent.c.intent_id)
        .where(
            received_intent.c.exhibitor_id == exhibitor_id,
            received_intent.c.owner_id.is_not(None),
            received_intent.c.state != IntentState.DONE,
            intent.c.ended.is_(None),
        )
        .group_by(received_intent.c.owner_id)
    )
