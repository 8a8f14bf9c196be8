"""Reminding of bookings a quarter of an hour before they begin, also when every desk is off."""

from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import Row

from workstation.domain.booking import REMINDER_S, BookingState
from workstation.domain.ids import ActionId
from workstation.server import booking_notices
from workstation.server.config import Limits
from workstation.server.jobs import Again, Job, cancel, does, plan
from workstation.server.queries import bookings
from workstation.server.writer import Tx

REMIND = "booking_reminder"
BEFORE = timedelta(seconds=REMINDER_S)


def job_key(id_: ActionId) -> str:
    """Return the key of the job that reminds of a booking."""
    return f"{REMIND}:{id_}"


def plan_for(tx: Tx, row: Row[Any]) -> None:
    """Plan (or move) the reminder of a booking; what is to begin sooner than that is not reminded of."""
    due_at = row.starts_at - BEFORE
    if due_at > tx.now:
        plan(tx, job_key(row.id), REMIND, due_at, row.id)
    else:
        forget(tx, row)


def forget(tx: Tx, row: Row[Any]) -> None:
    """Do not remind of a booking."""
    cancel(tx, job_key(row.id))


@does(REMIND)
def remind(tx: Tx, job: Job, _limits: Limits) -> None:
    """Tell those concerned that they meet soon; nothing when they don't any more, or should have by now."""
    row = bookings.one(tx.conn, msgspec.json.decode(job.payload, type=ActionId), lock=True)
    if row is None or row.state == BookingState.CANCELLED or row.starts_at <= tx.now:
        return
    if row.starts_at - BEFORE > tx.now:
        raise Again(row.starts_at - BEFORE)
    booking_notices.told(tx, row, "reminder")
