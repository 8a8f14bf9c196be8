"""From what the service tells to what the grid paints."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from workstation.domain.booking import BookingState
from workstation.services.calendar_views import Fixed
from workstation.ui.calendar import wording
from workstation.ui.calendar.blocks import Block, Chip

if TYPE_CHECKING:
    from workstation.services.calendar_views import BookingView, CalendarSpan, SlotView


def chip(view: BookingView) -> Chip:
    """Return a booking as the grid shows it."""
    named = view.booking.state is not BookingState.PENDING and view.receiver is not None
    return Chip(
        booking_id=view.id,
        text=wording.buyer(view),
        note=wording.named(view.receiver) or wording.state(view),
        state=view.booking.state,
        seed=view.receiver.id if named and view.receiver is not None else None,
        told=wording.booking_told(view),
    )


def block(view: SlotView) -> Block:
    """Return a slot as the grid shows it."""
    begins, _ends = view.here
    return Block(
        slot_id=view.id,
        starts_at=view.slot.starts_at,
        ends_at=view.slot.ends_at,
        capacity=view.capacity,
        booked=view.slot.booked,
        chips=tuple(chip(one) for one in view.bookings),
        movable=view.fixed is Fixed.NOT,
        waiting=view.waiting,
        told=wording.slot_told(view),
        text=f"{begins:%H:%M} · {wording.places(view)}",
    )


def blocks(span: CalendarSpan) -> list[Block]:
    """Return all slots of some days."""
    return [block(view) for view in span.slots]


def counts(span: CalendarSpan) -> dict[date, int]:
    """Return how many bookings each day has."""
    return dict(Counter(view.clocks.here.begins.date() for view in span.bookings))
