"""Bringing an intent to many exhibitors: the best at once, the others each in a transaction of its own.

Fifty in one transaction would keep everybody's messages waiting for a quarter of a second.
"""

import secrets
from collections.abc import Sequence

import msgspec
from sqlalchemy import exists, select

from workstation.domain.ids import ActionId, ExhibitorId, PrincipalId
from workstation.domain.matching import Fit, best_of
from workstation.server import intents
from workstation.server.config import Limits
from workstation.server.intents import About, Pick
from workstation.server.jobs import Job, does, plan
from workstation.server.queries import exhibits
from workstation.server.queries import intents as stored
from workstation.server.schema import conversation
from workstation.server.writer import Tx

BRING = "intent_bring"
"""The job that brings one exhibitor up to date with an intent."""
AT_ONCE = 5


def spread(tx: Tx, id_: ActionId, exhibitor_ids: Sequence[ExhibitorId], pick: Pick) -> None:
    """Bring exhibitors (the best first) up to date with an intent that is new, has changed or has ended."""
    for exhibitor_id in sorted(exhibitor_ids[:AT_ONCE]):  # replicas lock exhibitors in one order
        bring(tx, id_, exhibitor_id, pick)
    for exhibitor_id in exhibitor_ids[AT_ONCE:]:
        plan(tx, f"{BRING}:{id_}:{exhibitor_id}", BRING, tx.now, (id_, exhibitor_id))


def bring(tx: Tx, id_: ActionId, exhibitor_id: ExhibitorId, pick: Pick) -> None:
    """Let an exhibitor have an intent as it is now; one that has blocked its buyer gets no new ones."""
    whole = stored.published(tx.conn, id_)
    if whole is None:
        return
    row = stored.one(tx.conn, id_, exhibitor_id, lock=True)
    if whole.ended is not None:
        if row is not None:
            intents.change(tx, row)
            intents.serve(tx, exhibitor_id, pick)
        return
    matches = best_of(whole.wanted, exhibits.of_exhibitor(tx.conn, exhibitor_id, listed_only=True))
    if row is not None:
        intents.change(tx, row, matches=matches)
    elif not _has_blocked(tx, exhibitor_id, whole.buyer_id):
        one = About(id_, whole.buyer_id, whole.wanted, matches)
        intents.deliver(tx, one, Fit(exhibitor_id, matches), pick)


def _has_blocked(tx: Tx, exhibitor_id: ExhibitorId, buyer_id: PrincipalId) -> bool:
    found = exists().where(
        conversation.c.exhibitor_id == exhibitor_id, conversation.c.buyer_id == buyer_id, conversation.c.blocked
    )
    return bool(tx.conn.execute(select(found)).scalar())


@does(BRING)
def bring_later(tx: Tx, job: Job, _limits: Limits) -> None:
    """Bring one exhibitor up to date."""
    id_, exhibitor_id = msgspec.json.decode(job.payload, type=tuple[ActionId, ExhibitorId])
    bring(tx, id_, exhibitor_id, secrets.randbelow)
