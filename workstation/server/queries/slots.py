"""Negotiation slots as the database has them, as desks and as buyers see them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Select, and_, exists, func, select

from workstation.domain.booking import BookingState
from workstation.domain.ids import ActionId, ExhibitorId, PrincipalId
from workstation.domain.slot import OpenSlot, Slot
from workstation.domain.slot_rules import Taken
from workstation.server.queries import accounts
from workstation.server.schema import account, conversation, principal
from workstation.server.schema_slots import booking, slot

KEPT = timedelta(days=30)
"""So long after its end a slot still comes with a snapshot."""
MOST_OPEN = 2_000
"""That a buyer is shown at once."""


def slot_of(row: Row[Any]) -> Slot:
    """Return a slot from its row."""
    return Slot(
        id=row.id,
        rev=row.rev,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        booked=row.booked,
        batch=row.batch,
        deleted=row.deleted,
    )


def zone(conn: Connection) -> ZoneInfo:
    """Return the fair's zone."""
    return ZoneInfo(accounts.fair_zone(conn))


def by_id(id_: ActionId) -> Select[Any]:
    """Return the query for a slot, whosesoever it is, with the number of `places` in it."""
    return select(slot, capacity(slot.c.exhibitor_id).label("places")).where(slot.c.id == id_)


def one(conn: Connection, id_: ActionId) -> Row[Any] | None:
    """Return the row of a slot, whosesoever it is, and hold it."""
    return conn.execute(select(slot).where(slot.c.id == id_).with_for_update()).one_or_none()


def locked(conn: Connection, ids: Iterable[ActionId]) -> dict[ActionId, Row[Any]]:
    """Return the rows of slots, whosesoever they are, and hold them."""
    wanted = sorted(set(ids))
    found: dict[ActionId, Row[Any]] = {}
    for start in range(0, len(wanted), 500):
        part = select(slot).where(slot.c.id.in_(wanted[start : start + 500])).order_by(slot.c.id)
        found.update({row.id: row for row in conn.execute(part.with_for_update())})
    return found


def of_batch(conn: Connection, exhibitor_id: ExhibitorId, batch: ActionId) -> list[Row[Any]]:
    """Return the rows of the slots that were created together, and hold them."""
    wanted = select(slot).where(slot.c.exhibitor_id == exhibitor_id, slot.c.batch == batch).order_by(slot.c.id)
    return list(conn.execute(wanted.with_for_update()))


def at(conn: Connection, exhibitor_id: ExhibitorId, starts_at: datetime, ends_at: datetime) -> Row[Any] | None:
    """Return the row of the slot at exactly that time, and hold it."""
    wanted = _there(exhibitor_id).where(slot.c.starts_at == starts_at, slot.c.ends_at == ends_at)
    return conn.execute(wanted.with_for_update()).one_or_none()


def taken(
    conn: Connection,
    exhibitor_id: ExhibitorId,
    since: datetime,
    until: datetime,
    *,
    but: ActionId | None = None,
) -> Taken:
    """Return the times of an exhibitor's slots that have a part between two instants."""
    wanted = _there(exhibitor_id).where(slot.c.starts_at < until, slot.c.ends_at > since)
    if but is not None:
        wanted = wanted.where(slot.c.id != but)
    return Taken(slot_of(row) for row in conn.execute(wanted))


def _there(exhibitor_id: ExhibitorId) -> Select[Any]:
    return select(slot).where(slot.c.exhibitor_id == exhibitor_id, ~slot.c.deleted)


def recent(conn: Connection, exhibitor_id: ExhibitorId, now: datetime) -> tuple[Slot, ...]:
    """Return the slots that a desk keeps, in the order of their beginnings."""
    wanted = _there(exhibitor_id).where(slot.c.ends_at > now - KEPT).order_by(slot.c.starts_at, slot.c.id)
    return tuple(slot_of(row) for row in conn.execute(wanted))


def count(conn: Connection, exhibitor_id: ExhibitorId, now: datetime) -> int:
    """Return how many slots a desk keeps."""
    kept = _there(exhibitor_id).where(slot.c.ends_at > now - KEPT).subquery()
    return int(conn.execute(select(func.count()).select_from(kept)).scalar_one())


def capacity(exhibitor_id: Any) -> Any:
    """Return the expression for how many bookings a slot of the exhibitor takes: its enabled accounts."""
    return (
        select(func.count())
        .select_from(account)
        .join(principal, principal.c.id == account.c.id)
        .where(account.c.exhibitor_id == exhibitor_id, principal.c.enabled)
        .scalar_subquery()
    )


def open_to(
    conn: Connection, exhibitor_id: ExhibitorId, buyer_id: PrincipalId, since: datetime, until: datetime, now: datetime
) -> tuple[OpenSlot, ...]:
    """Return the slots that have not begun and begin from `since` up to `until`, as a buyer sees them.

    For one whom the exhibitor has blocked none is free.
    """
    mine = exists().where(
        booking.c.slot_id == slot.c.id,
        booking.c.buyer_id == buyer_id,
        booking.c.state != BookingState.CANCELLED,
    )
    blocked = exists().where(
        and_(conversation.c.exhibitor_id == exhibitor_id, conversation.c.buyer_id == buyer_id, conversation.c.blocked)
    )
    free = and_(slot.c.booked < capacity(exhibitor_id), ~blocked)
    rows = conn.execute(
        select(slot.c.id, slot.c.starts_at, slot.c.ends_at, free.label("free"), mine.label("mine"))
        .where(
            slot.c.exhibitor_id == exhibitor_id,
            ~slot.c.deleted,
            slot.c.starts_at > max(now, since - timedelta.resolution),
            slot.c.starts_at < until,
        )
        .order_by(slot.c.starts_at, slot.c.id)
        .limit(MOST_OPEN)
    )
    return tuple(
        OpenSlot(id=row.id, starts_at=row.starts_at, ends_at=row.ends_at, free=bool(row.free), mine=bool(row.mine))
        for row in rows
    )
