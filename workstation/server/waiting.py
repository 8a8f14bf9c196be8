"""Those who wait in a queue: the oldest is served first as soon as somebody is free."""

import secrets
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from workstation.domain.distribution import Cause, Work
from workstation.domain.ids import ExhibitId, ExhibitorId
from workstation.server import distribution, intents
from workstation.server.config import Limits
from workstation.server.distribution import WAITING
from workstation.server.facts import Team
from workstation.server.jobs import Again, Job, does
from workstation.server.queries import conversations, rules
from workstation.server.queries.conversations import Seen
from workstation.server.schema import conversation
from workstation.server.writer import Tx

AT_ONCE = 50
"""Rows that are read and held together."""

_waits = conversation.c.queued_at.is_not(None)


def serve(tx: Tx, exhibitor_id: ExhibitorId, pick: Callable[[int], int] = secrets.randbelow) -> int:
    """Assign those who wait for somebody of this exhibitor, the oldest first, as far as anybody is free.

    Called in the transaction that frees somebody, or changes the rules; returns how many buyers and purchase intents
    still wait.
    """
    return _serve_buyers(tx, exhibitor_id, pick) + intents.serve(tx, exhibitor_id, pick)


def _serve_buyers(tx: Tx, exhibitor_id: ExhibitorId, pick: Callable[[int], int]) -> int:
    if not rules.sharing(tx.conn, exhibitor_id, Work.MESSAGES).options.queue and not _count(tx, exhibitor_id):
        return 0
    rules.lock(tx.conn, exhibitor_id)
    if not _count(tx, exhibitor_id):
        return 0
    team = Team(tx, exhibitor_id)
    team.look_at_all()
    full: set[ExhibitId | None] = set()
    while rows := _oldest(tx, exhibitor_id, full):
        for row in rows:
            if row.exhibit_id in full:
                continue
            before = Seen(conversation=conversations.head_of(row), main_id=team.main_id)
            if not _serve_one(tx, before, team, pick):
                full.add(row.exhibit_id)
    if _count(tx, exhibitor_id, besides=full):  # somebody writes in one of them now: again when that is through
        distribution.look_again_later(tx, exhibitor_id, soon=True)
    return _count(tx, exhibitor_id)


def _oldest(tx: Tx, exhibitor_id: ExhibitorId, full: AbstractSet[ExhibitId | None]) -> Sequence[Row[Any]]:
    """Return the next that wait, the oldest first, and hold them; not those about exhibits that nobody is free for.

    Who waits has no owner: the rules see nothing of them but the exhibit. Whoever is given somebody gets no freer by
    that, so an exhibit is looked at once more than it is served, however many wait for it.
    """
    return tx.conn.execute(
        select(conversation)
        .where(conversation.c.exhibitor_id == exhibitor_id, _waits, _about_none(full))
        .order_by(conversation.c.queued_at, conversation.c.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()


def _about_none(full: AbstractSet[ExhibitId | None]) -> ColumnElement[bool]:
    """Return the condition that a conversation is about none of these (`None`: about no exhibit)."""
    named = conversation.c.exhibit_id.not_in(sorted(one for one in full if one is not None))
    if None in full:
        return and_(conversation.c.exhibit_id.is_not(None), named)
    return or_(conversation.c.exhibit_id.is_(None), named)


def _serve_one(tx: Tx, before: Seen, team: Team, pick: Callable[[int], int]) -> bool:
    head = before.conversation
    made, why = distribution.decided(tx, head, head.exhibit_id, pick, cause=Cause.QUEUE, team=team)
    if made.owner_id is None:
        return False
    distribution.record(tx, head, made.owner_id, why)
    after = distribution.hand_over(tx, before, made.owner_id)
    distribution.announce_owner(tx, after, made.rule)
    team.given(made.owner_id)
    return True


def _count(tx: Tx, exhibitor_id: ExhibitorId, *, besides: AbstractSet[ExhibitId | None] = frozenset()) -> int:
    wanted = select(func.count()).select_from(conversation).where(conversation.c.exhibitor_id == exhibitor_id, _waits)
    return int(tx.conn.execute(wanted.where(_about_none(besides)) if besides else wanted).scalar_one())


@does(WAITING)
def look_again(tx: Tx, job: Job, _limits: Limits) -> None:
    """Look after those who wait, as long as there are any."""
    if serve(tx, msgspec.json.decode(job.payload, type=ExhibitorId)):
        raise Again(tx.now + timedelta(seconds=distribution.LOOK_AGAIN_S))
