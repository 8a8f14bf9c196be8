"""Makes slots and bookings for tests: give what matters, the rest is plausible."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.helpers.builders import NOON
from workstation.domain.booking import Booking, BookingState
from workstation.domain.ids import ConversationId, PrincipalId, new_action_id
from workstation.domain.slot import Slot

HALF_HOUR = timedelta(minutes=30)
TOMORROW = NOON + timedelta(days=1)
"""20:00 in Guangzhou."""


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return an instant."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def make_slot(starts_at: datetime = TOMORROW, **fields: Any) -> Slot:
    """Return half an hour that nobody has booked."""
    given: dict[str, Any] = {"id": new_action_id(), "rev": 1, "ends_at": starts_at + HALF_HOUR}
    return Slot(starts_at=starts_at, **(given | fields))


def make_booking(conversation_id: int = 1, starts_at: datetime = TOMORROW, **fields: Any) -> Booking:
    """Return a booking of the conversation's buyer for which nobody is named."""
    given: dict[str, Any] = {
        "id": new_action_id(),
        "rev": 1,
        "slot_id": new_action_id(),
        "buyer_id": PrincipalId(100 + conversation_id),
        "ends_at": starts_at + HALF_HOUR,
        "state": BookingState.PENDING,
        "at": NOON,
    }
    return Booking(conversation_id=ConversationId(conversation_id), starts_at=starts_at, **(given | fields))
