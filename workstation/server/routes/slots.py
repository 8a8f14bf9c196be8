"""Reading slots and bookings as a buyer; accounts have theirs from the snapshot and the log."""

from datetime import datetime, timedelta

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from sqlalchemy import Connection

from workstation.domain.booking import BuyerBooking
from workstation.domain.errors import Refusal
from workstation.domain.ids import ExhibitorId
from workstation.domain.slot import OpenSlot
from workstation.server.caller import Caller
from workstation.server.parts import Platform
from workstation.server.permissions import BUYER
from workstation.server.queries import accounts, bookings, slots

LONGEST = timedelta(days=366)


def _open(
    conn: Connection, caller: Caller, exhibitor_id: ExhibitorId, since: datetime, until: datetime, now: datetime
) -> tuple[OpenSlot, ...]:
    accounts.exhibitor_by_id(conn, exhibitor_id)
    return slots.open_to(conn, exhibitor_id, caller.principal_id, since, until, now)


@get("/api/v1/exhibitors/{exhibitor_id:int}/slots", opt=BUYER)
async def open_slots(
    exhibitor_id: FromPath[int],
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
    since: FromQuery[datetime | None] = None,
    until: FromQuery[datetime | None] = None,
) -> tuple[OpenSlot, ...]:
    """Return the slots of an exhibitor that have not begun: from now on or `since`, up to `until` (not included)."""
    now = platform.clock.now()
    for name, at in (("since", since), ("until", until)):
        if at is not None and at.tzinfo is None:
            raise Refusal("invalid_request", {"field": name})
    first = max(since or now, now)
    last = min(until, first + LONGEST) if until is not None else first + LONGEST
    return await platform.database.read(_open, caller, ExhibitorId(exhibitor_id), first, last, now)


@get("/api/v1/bookings", opt=BUYER)
async def own_bookings(
    caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> tuple[BuyerBooking, ...]:
    """Return a buyer's bookings with all exhibitors, cancelled ones too, in the order of their beginnings."""
    return await platform.database.read(bookings.of_buyer, caller.principal_id)


HANDLERS = [open_slots, own_bookings]
