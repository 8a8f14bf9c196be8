"""What a letter about a booking says when it leaves, from what is known and how things stand."""

from datetime import timedelta
from typing import Any

import pytest

from tests.helpers.slot_builders import TOMORROW, make_booking
from workstation.domain.booking import Booking, BookingState, Proposal
from workstation.domain.ids import PrincipalId
from workstation.domain.meeting import Meeting, MeetingService
from workstation.server.booking_news import for_buyer, for_receiver, known_of

ANN, BO = PrincipalId(1), PrincipalId(2)
ROOM = Meeting(service=MeetingService.TENCENT, code="664079932")
LATER = TOMORROW + timedelta(hours=2)
PENDING = make_booking()
NAMED = make_booking(state=BookingState.NAMED, receiver_id=ANN)
ACCEPTED = make_booking(state=BookingState.ACCEPTED, receiver_id=ANN)
CANCELLED = make_booking(state=BookingState.CANCELLED, receiver_id=ANN)


def like(booking: Booking, **fields: Any) -> Booking:
    return make_booking(
        state=booking.state, **({"receiver_id": booking.receiver_id, "meeting": booking.meeting} | fields)
    )


def asked(*, by_buyer: bool) -> Booking:
    return like(ACCEPTED, proposal=Proposal(by_buyer=by_buyer, starts_at=LATER, ends_at=LATER + timedelta(minutes=30)))


@pytest.mark.parametrize(
    ("known", "now", "says"),
    [
        (None, PENDING, "booked"),
        (None, NAMED, "named"),
        (None, ACCEPTED, "accepted"),
        (None, CANCELLED, "cancelled"),
        (PENDING, PENDING, None),
        (PENDING, NAMED, "named"),
        (PENDING, ACCEPTED, "accepted"),
        (PENDING, like(PENDING, starts_at=LATER), "moved"),
        (NAMED, PENDING, "returned"),
        (NAMED, NAMED, None),
        (NAMED, ACCEPTED, "accepted"),
        (NAMED, like(NAMED, receiver_id=BO), "named"),
        (ACCEPTED, PENDING, "returned"),
        (ACCEPTED, like(NAMED, receiver_id=BO), "named"),
        (ACCEPTED, like(ACCEPTED, receiver_id=BO), "accepted"),
        (ACCEPTED, ACCEPTED, None),
        (ACCEPTED, like(ACCEPTED, meeting=ROOM), "meeting"),
        (like(ACCEPTED, meeting=ROOM), ACCEPTED, "meeting"),
        (like(ACCEPTED, meeting=ROOM), PENDING, "returned"),
        (ACCEPTED, like(NAMED, starts_at=LATER), "moved"),
        (ACCEPTED, like(PENDING, starts_at=LATER), "moved"),
        (ACCEPTED, CANCELLED, "cancelled"),
    ],
)
def test_a_buyer_is_told_the_difference_once(known: Booking | None, now: Booking, says: str | None) -> None:
    last = None if known is None else known_of(known)
    for planned in ("booked", "named", "accepted", "returned", "receiver_disabled", "receiver_enabled"):
        assert for_buyer(planned, now, last) == says


@pytest.mark.parametrize(
    ("planned", "now", "says"),
    [
        ("proposed", asked(by_buyer=False), "proposed"),
        ("proposed", asked(by_buyer=True), None),
        ("proposed", ACCEPTED, None),
        ("proposed", CANCELLED, None),
        ("proposal_refused", ACCEPTED, "proposal_refused"),
        ("proposal_refused", CANCELLED, None),
        ("reminder", PENDING, "reminder"),
        ("reminder", CANCELLED, None),
    ],
)
def test_what_stands_beside_a_booking_is_told_while_it_is_true(planned: str, now: Booking, says: str | None) -> None:
    assert for_buyer(planned, now, known_of(ACCEPTED)) == says


def test_a_letter_planned_before_it_was_kept_what_is_known_says_what_was_planned() -> None:
    assert [for_buyer(planned, ACCEPTED, None) for planned in ("moved", "meeting")] == ["moved", "meeting"]


@pytest.mark.parametrize(
    ("planned", "now", "says"),
    [
        ("named", NAMED, "named"),
        ("named", like(NAMED, receiver_id=BO), "dropped"),
        ("named", PENDING, "dropped"),
        ("named", CANCELLED, "cancelled"),
        ("dropped", NAMED, "named"),
        ("meeting", ACCEPTED, "meeting"),
        ("moved", ACCEPTED, "moved"),
        ("proposed", asked(by_buyer=True), "proposed"),
        ("proposed", ACCEPTED, None),
        ("proposed", PENDING, None),
        ("proposal_refused", ACCEPTED, "proposal_refused"),
        ("reminder", ACCEPTED, "reminder"),
        ("reminder", PENDING, None),
        ("reminder", CANCELLED, None),
    ],
)
def test_an_account_is_told_how_things_stand(planned: str, now: Booking, says: str | None) -> None:
    assert for_receiver(planned, now, ANN) == says
