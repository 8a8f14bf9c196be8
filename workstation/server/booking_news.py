"""What a letter about a booking has to say when it leaves: things may have gone on since it was planned.

A buyer's letter tells the difference to what the last one told, so nothing is told twice, left out, or no longer true.
"""

from datetime import datetime
from typing import Final

from msgspec import Struct

from workstation.domain.booking import Booking, BookingState
from workstation.domain.ids import PrincipalId
from workstation.domain.meeting import Meeting

QUESTIONS: Final = frozenset(("proposed", "proposal_refused"))
"""About another time: letters of their own, beside what is to be said of the booking itself."""


class Known(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A booking as its buyer knows it from the last letter."""

    state: BookingState
    starts_at: datetime
    ends_at: datetime
    receiver_id: PrincipalId | None = None
    meeting: Meeting | None = None


def known_of(seen: Booking) -> Known:
    """Return what a letter about a booking tells, given as its buyer sees it."""
    return Known(
        state=seen.state,
        starts_at=seen.starts_at,
        ends_at=seen.ends_at,
        receiver_id=seen.receiver_id,
        meeting=seen.meeting,
    )


def for_buyer(planned: str, seen: Booking, known: Known | None) -> str | None:
    """Return what is to be told to a buyer now, nothing where that is known already.

    Args:
        planned: what the letter was to tell.
        seen: the booking as the buyer sees it now.
        known: what the last letter told; nothing for the first one.
    """
    if planned == "reminder" or planned in QUESTIONS:
        return _aside(planned, seen, by_other=seen.proposal is not None and not seen.proposal.by_buyer)
    if not seen.holds_a_place:
        return "cancelled"
    if known is None:
        return planned if planned in ("moved", "meeting") else _first(seen)
    if (seen.starts_at, seen.ends_at) != (known.starts_at, known.ends_at):
        return "moved"
    if (seen.state, seen.receiver_id) != (known.state, known.receiver_id):
        return "returned" if seen.receiver_id is None else _first(seen)
    return "meeting" if seen.meeting != known.meeting else None


def _first(seen: Booking) -> str:
    if seen.receiver_id is None:
        return "booked"
    return "accepted" if seen.state is BookingState.ACCEPTED else "named"


def for_receiver(planned: str, booking: Booking, reader_id: PrincipalId) -> str | None:
    """Return what is to be told now to an account that receives or received a buyer, nothing where that is over."""
    receives = booking.receiver_id == reader_id
    if planned == "reminder" or planned in QUESTIONS:
        return _aside(planned, booking, by_other=booking.proposal is not None) if receives else None
    if not receives:
        return "dropped"
    if not booking.holds_a_place:
        return "cancelled"
    return "named" if planned == "dropped" else planned


def _aside(planned: str, booking: Booking, *, by_other: bool) -> str | None:
    """Return a reminder or what is said of another time, while it is true."""
    if not booking.holds_a_place or (planned == "proposed" and not by_other):
        return None
    return planned
