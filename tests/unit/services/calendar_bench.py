"""What the tests of the calendar share: what the server says, and how things stand then."""

from datetime import date
from typing import Any

from tests.helpers.builders import (
    make_account,
)
from tests.unit.services.conftest import Bench
from workstation.domain import events as ev
from workstation.domain.account import AccountKind, Permission
from workstation.domain.booking import Booking
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.meeting import Meeting, MeetingService
from workstation.services.calendar_views import BookingView, SlotView
from workstation.storage import outbox

DAY = date(2026, 4, 16)
"""Tomorrow."""
MEETING = Meeting(service=MeetingService.TENCENT, code="123456789")
THIRD = PrincipalId(3)


def told(bench: Bench, *bookings: Booking) -> None:
    bench.hear(*(ev.BookingChanged(booking=one) for one in bookings))


def slots(bench: Bench, *found: Any) -> None:
    bench.hear(ev.SlotsChanged(slots=found))


async def one(bench: Bench, id_: ActionId) -> BookingView:
    found = await bench.calendar.booking(id_)
    assert found is not None
    return found


async def slot(bench: Bench, id_: ActionId) -> SlotView:
    found = await bench.calendar.slot(id_)
    assert found is not None
    return found


def become(bench: Bench, *permissions: Permission) -> None:
    """Make me a sub-account."""
    me = make_account(rev=10 + len(permissions), kind=AccountKind.SUB, permissions=frozenset(permissions))
    bench.hear(ev.AccountChanged(account=me))


def refuse_last(bench: Bench, code: str) -> None:
    bench.local(outbox.refuse, bench.outbox()[-1].id, code)
