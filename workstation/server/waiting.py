"""Those who wait in a queue: the oldest is served first as soon as somebody is free."""

import secrets
from collections.abc import Callable
from datetime import timedelta

import msgspec
from sqlalchemy import func, select

from workstation.domain.distribution import Cause, Work
from workstation.domain.ids import ExhibitorId
from workstation.server import distribution
from workstation.server.config import Limits
from workstation.server.distribution import WAITING
from workstation.server.facts import Team
from workstation.server.jobs import Again, Job, does
from workstation.server.queries import conversations, rules
from workstation.server.queries.conversations import Seen
from workstation.server.schema import conversation
from workstation.server.writer import Tx

_waits = conversation.c.queued_at.is_not(None)


def serve(tx: Tx, exhibitor_id: ExhibitorId, pick: Callable[[int], int] = secrets.randbelow) -> int:
    """Assign those who wait for somebody of this exhibitor, the oldest first, as far as anybody is free.

    Called in the transaction that frees somebody, or changes the rules; returns how many still wait.
    """
    if not rules.sharing(tx.conn, exhibitor_id, Work.MESSAGES).options.queue and not _count(tx, exhibitor_id):
        return 0
    rules.lock(tx.conn, exhibitor_id)
    total = _count(tx, exhibitor_id)
    if not total:
        return 0
    team = Team(tx, exhibitor_id)
    rows = tx.conn.execute(
        select(conversation)
        .where(conversation.c.exhibitor_id == exhibitor_id, _waits)
        .order_by(conversation.c.queued_at, conversation.c.id)
        .with_for_update(skip_locked=True)
    ).all()
    served = 0
    for row in rows:
        before = Seen(conversation=conversations.head_of(row), main_id=team.main_id)
        served += _serve_one(tx, before, team, pick)
    if len(rows) < total:  # somebody writes in one of them at this moment: again when that is through
        distribution.look_again_later(tx, exhibitor_id, soon=True)
    return total - served


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


def _count(tx: Tx, exhibitor_id: ExhibitorId) -> int:
    wanted = select(func.count()).select_from(conversation).where(conversation.c.exhibitor_id == exhibitor_id, _waits)
    return int(tx.conn.execute(wanted).scalar_one())


@does(WAITING)
def look_again(tx: Tx, job: Job, _limits: Limits) -> None:
    """Look after those who wait, as long as there are any."""
    if serve(tx, msgspec.json.decode(job.payload, type=ExhibitorId)):
        raise Again(tx.now + timedelta(seconds=distribution.LOOK_AGAIN_S))
