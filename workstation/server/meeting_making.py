"""Making the meeting of a booking by the service that the exhibitor has chosen, and what that service holds.

The job brings the service into line with the booking as it is; see `handlers/making.py`.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select

from workstation.domain.ids import ActionId, ExhibitorId
from workstation.server.database import insert
from workstation.server.jobs import plan
from workstation.server.schema_slots import booking, booking_rules, made_meeting
from workstation.server.writer import Tx

MAKE = "make_meeting"
"""The job, planned under `make_meeting:<booking>`; its payload is the booking's id."""
DROP = "drop_meeting"
"""The job that cancels a meeting at Tencent Meeting; its payload is the service's id of it."""


def receiver_set(tx: Tx, row: Row[Any]) -> None:
    """Plan to make the meeting of a booking that has got a receiver or another time; not of one typed in by hand."""
    how = tx.conn.execute(
        select(booking_rules.c.meetings).where(booking_rules.c.exhibitor_id == row.exhibitor_id)
    ).scalar()
    if how in (None, "by_hand") or (row.meeting is not None and row.meeting.made_by_hand):
        return
    plan_for(tx, row.id)


def plan_for(tx: Tx, id_: ActionId) -> None:
    """Plan to bring the service into line with a booking."""
    plan(tx, f"{MAKE}:{id_}", MAKE, tx.now, id_)


def changed(tx: Tx, row: Row[Any]) -> None:
    """Let the service know of a booking that was cancelled, or that meets elsewhere, if it holds its meeting."""
    if held_for(tx, row.id) is not None:
        plan_for(tx, row.id)


def rules_changed(tx: Tx, exhibitor_id: ExhibitorId) -> None:
    """Let the service know of every meeting to come that an exhibitor may now have elsewhere."""
    wanted = select(made_meeting.c.booking_id).join(booking, booking.c.id == made_meeting.c.booking_id)
    theirs = wanted.where(booking.c.exhibitor_id == exhibitor_id, booking.c.ends_at > tx.now)
    for id_ in tx.conn.execute(theirs.order_by(made_meeting.c.booking_id)).scalars().all():
        plan_for(tx, id_)


# --- what the service holds; the booking's row is held by who changes it ---


def held_for(tx: Tx, id_: ActionId) -> Row[Any] | None:
    """Return the row of the meeting that the service holds for a booking."""
    return tx.conn.execute(select(made_meeting).where(made_meeting.c.booking_id == id_)).one_or_none()


def keep(tx: Tx, id_: ActionId, meeting_id: str, starts_at: datetime, ends_at: datetime) -> None:
    """Keep which meeting the service holds for a booking, and when it is there."""
    values = {"meeting_id": meeting_id, "starts_at": starts_at, "ends_at": ends_at}
    statement = insert(tx.conn, made_meeting).values(booking_id=id_, **values)
    tx.conn.execute(statement.on_conflict_do_update(index_elements=[made_meeting.c.booking_id], set_=values))


def forget(tx: Tx, id_: ActionId) -> None:
    """Keep that the service holds no meeting for a booking."""
    tx.conn.execute(delete(made_meeting).where(made_meeting.c.booking_id == id_))


def drop(tx: Tx, meeting_id: str) -> None:
    """Plan to cancel a meeting at the service."""
    plan(tx, f"{DROP}:{meeting_id}", DROP, tx.now, meeting_id)
