"""What came of a negotiation stands in the chat at the last line about it."""

from datetime import timedelta

from tests.helpers.builders import ME, NOON, make_message
from tests.helpers.slot_builders import make_booking
from tests.unit.services.calendar_bench import told
from tests.unit.services.conftest import ONE, Bench
from workstation.domain import events as ev
from workstation.domain.booking import Booking, BookingState, Outcome
from workstation.domain.message import SYSTEM, SystemLine
from workstation.services.views import ConversationRef
from workstation.storage import outbox

BEGUN = NOON - timedelta(hours=1)


def say(bench: Bench, booking: Booking, *lines: tuple[int, str]) -> None:
    params: dict[str, str | int] = {"booking": str(booking.id), "starts_at": "2026-04-16T02:00:00Z"}
    messages = (make_message(1, n, kind=SYSTEM, system=SystemLine(code=code, params=params)) for n, code in lines)
    bench.hear(*(ev.MessageChanged(message=message) for message in messages))


async def shown(bench: Bench, conversation: ConversationRef = ONE) -> dict[int | None, str]:
    items = (await bench.chat.page(conversation)).items
    return {item.n: item.outcome.notes for item in items if item.outcome is not None}


async def test_it_stands_at_the_last_line_about_the_booking(bench: Bench) -> None:
    booking = make_booking(1, BEGUN, state=BookingState.ACCEPTED, receiver_id=ME)
    told(bench, booking)
    say(bench, booking, (4, "booked"), (5, "booking_accepted"))
    say(bench, make_booking(1), (6, "booked"))
    assert await shown(bench) == {}

    await bench.calendar.save_outcome(booking.id, notes="500 mugs")
    assert await shown(bench) == {5: "500 mugs"}, "before it has left"
    assert booking.id in bench.changes[-1].bookings
    [pending] = bench.outbox()
    bench.confirm(pending.id)
    told(bench, make_booking(1, BEGUN, id=booking.id, rev=2, receiver_id=ME, outcome=Outcome(notes="500 mugs, blue")))
    bench.local(outbox.settle, [pending.id])
    assert await shown(bench) == {5: "500 mugs, blue"}

    say(bench, booking, (7, "booking_meeting"))
    assert await shown(bench) == {7: "500 mugs, blue"}


async def test_one_that_was_refused_stands_nowhere(bench: Bench) -> None:
    booking = make_booking(1, BEGUN, state=BookingState.ACCEPTED, receiver_id=ME)
    told(bench, booking)
    say(bench, booking, (4, "booked"))
    await bench.calendar.save_outcome(booking.id, notes="500 mugs")
    [pending] = bench.outbox()
    bench.local(outbox.refuse, pending.id, "not_allowed", {})
    assert await shown(bench) == {}


async def test_a_line_without_a_booking_that_can_be_read_has_none(bench: Bench) -> None:
    odd = SystemLine(code="booked", params={"booking": "not an id"})
    bench.hear(ev.MessageChanged(message=make_message(1, 4, kind=SYSTEM, system=odd)))
    assert await shown(bench) == {}
