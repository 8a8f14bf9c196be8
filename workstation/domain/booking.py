"""Bookings of negotiation slots: from the buyer's wish to what came of the meeting (domain.md §4)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from workstation.domain.ids import ActionId, ConversationId, ExhibitorId, PrincipalId
from workstation.domain.meeting import Meeting

REMINDER_S: Final = 15 * 60
"""How long before the start the server reminds the receiving account and the buyer."""
MAX_WORDS_CHARS: Final = 1_000


def calendar_uid(booking_id: ActionId) -> str:
    """Return iCalendar's UID of a booking: the same in mails, files and subscribed calendars."""
    return f"booking-{booking_id}@workstation"


CALENDAR_PRODUCT: Final = "-//Workstation//Negotiations//EN"
"""iCalendar's PRODID of all that is written here."""


class BookingState(StrEnum):
    """Where it stands; all but `cancelled` hold a place in the slot."""

    PENDING = "pending"
    """Booked; nobody is named to receive the buyer, or who was handed it back."""
    NAMED = "named"
    """A receiving account is named and has not answered."""
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"


CALENDAR_STATUS: Final[Mapping[BookingState, str]] = {
    BookingState.PENDING: "TENTATIVE",
    BookingState.NAMED: "TENTATIVE",
    BookingState.ACCEPTED: "CONFIRMED",
    BookingState.CANCELLED: "CANCELLED",
}
"""iCalendar's STATUS."""


class CancelledBy(StrEnum):
    """Whose decision it was."""

    BUYER = "buyer"
    EXHIBITOR = "exhibitor"


class Proposal(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Another time that one side has asked for; it is over when the other answers."""

    by_buyer: bool
    starts_at: datetime
    ends_at: datetime
    words: str = ""


class Outcome(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of the meeting; for the exhibitor's eyes alone."""

    notes: str = ""
    follow_up: str = ""
    """`YYYY-MM-DD`, or empty."""
    next_step: str = ""
    order_drafted: bool = False
    by_id: PrincipalId | None = None
    at: datetime | None = None


class Booking(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A booking; the buyer's own copy comes without receiver's remarks and outcome."""

    id: ActionId
    """Of the action that made it; also the stable part of its iCalendar UID."""
    rev: int
    sequence: int = 0
    """iCalendar SEQUENCE: rises with time, state and receiver."""
    slot_id: ActionId
    conversation_id: ConversationId
    buyer_id: PrincipalId
    starts_at: datetime
    ends_at: datetime
    buyer_zone: str = ""
    """IANA name of the buyer's zone when the booking was made, or empty; the instants are what was booked."""
    state: BookingState
    at: datetime
    """When it was made."""
    words: str = ""
    """The buyer's, with the booking."""
    receiver_id: PrincipalId | None = None
    named_by_rule: bool = False
    returned_by_id: PrincipalId | None = None
    """Who handed it back last; nobody is named since."""
    returned_words: str = ""
    receiver_disabled: bool = False
    """The receiving account was disabled after it was named: the main account names another or tells the buyer."""
    cancelled_by: CancelledBy | None = None
    cancelled_words: str = ""
    proposal: Proposal | None = None
    meeting: Meeting | None = None
    meeting_failed: str = ""
    """Code of the reason why the server could not make the meeting; parts are typed in by hand then."""
    entered_at: datetime | None = None
    """When the exhibitor's side entered the negotiation first."""
    buyer_entered_at: datetime | None = None
    outcome: Outcome | None = None
    buyer_name: str = ""
    buyer_company: str = ""
    buyer_country: str = ""
    """Of the buyer, for a receiver who does not see the conversation."""
    gone: bool = False
    """No longer this account's to see: desks forget it."""

    @property
    def uid(self) -> str:
        """Who it is in other calendars, for ever: iCalendar's UID."""
        return calendar_uid(self.id)

    @property
    def holds_a_place(self) -> bool:
        """Tell whether it counts in its slot's capacity."""
        return self.state is not BookingState.CANCELLED


class BuyerBooking(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A booking in a buyer's list (`GET /api/v1/bookings`), with the names that he may know."""

    booking: Booking
    exhibitor_id: ExhibitorId
    exhibitor_zh: str = ""
    exhibitor_en: str = ""
    receiver_zh: str = ""
    """Who receives the buyer, empty while nobody is named."""
    receiver_en: str = ""
    receiver_lost: bool = False
    """Whoever was named can't receive the buyer, and another one is to be named; the time stays booked."""


class FairPhase(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Some days of the fair; slots can be created for them at once."""

    number: int
    first_day: str
    """`YYYY-MM-DD`, of the fair's calendar."""
    last_day: str
    """Included."""
    name_zh: str = ""
    name_en: str = ""


class BookingRules(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How an exhibitor's bookings find their receiver, and where its meetings are."""

    rev: int = 0
    to_owner: bool = False
    """Name the conversation's owner at once, where that account may receive bookings and is free then."""
    meetings: str = "by_hand"
    """`by_hand`, `tencent` or `jitsi`: what the server's configuration allows."""
    meetings_possible: tuple[str, ...] = ("by_hand",)
    organisation: str = ""
    """The fair's organisation account in the meeting client, from the server's configuration."""
    support: str = ""
    """How the fair's support is reached, from the server's configuration."""
    jitsi_host: str = ""
    """The configured Jitsi server, with `:port` if it has one of its own: counts in `meeting_link.check`."""
    phases: tuple[FairPhase, ...] = ()
    """The fair's, as the organiser set them."""
