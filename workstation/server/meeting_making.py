"""Making the meeting of a booking by the service that the exhibitor has chosen.

The job does it between two transactions and keeps the answer by `bookings.set_meeting`; see `jobs`.
"""

from typing import Any

from sqlalchemy import Row, select

from workstation.server.jobs import plan
from workstation.server.schema_slots import booking_rules
from workstation.server.writer import Tx

MAKE = "make_meeting"
"""The job, planned under `make_meeting:<booking>`; its payload is the booking's id."""


def receiver_set(tx: Tx, row: Row[Any]) -> None:
    """Plan to make the meeting of a booking that has got a receiver or another time; not of one typed in by hand."""
    how = tx.conn.execute(
        select(booking_rules.c.meetings).where(booking_rules.c.exhibitor_id == row.exhibitor_id)
    ).scalar()
    if how in (None, "by_hand") or (row.meeting is not None and row.meeting.made_by_hand):
        return
    plan(tx, f"{MAKE}:{row.id}", MAKE, tx.now, row.id)
