"""Who may do what with slots and bookings, and the tries to reach another exhibitor's."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.helpers.live_server import Client
from workstation.domain.actions import Action
from workstation.domain.booking import Outcome
from workstation.domain.ids import ActionId, new_action_id
from workstation.domain.slot import SlotSpan
from workstation.domain.slot_actions import (
    AnswerBooking,
    AnswerProposal,
    BookSlot,
    CancelBooking,
    ChangeSlot,
    CreateSlots,
    DeleteSlots,
    EnterNegotiation,
    NameReceiver,
    NewFeed,
    OfferSlots,
    ProposeTime,
    RevokeFeed,
    SaveOutcome,
    SetBookingRules,
    SetMeeting,
    UndoSlots,
)

STAFF = frozenset({"main", "sub"})
MAIN = frozenset({"main"})
EVERYBODY = frozenset({"main", "sub", "buyer"})
WHO_ACTS: dict[type, frozenset[str]] = {
    CreateSlots: MAIN,
    ChangeSlot: MAIN,
    DeleteSlots: MAIN,
    UndoSlots: MAIN,
    SetBookingRules: MAIN,
    BookSlot: frozenset({"buyer"}),
    OfferSlots: STAFF,
    CancelBooking: EVERYBODY,
    ProposeTime: EVERYBODY,
    AnswerProposal: EVERYBODY,
    NameReceiver: MAIN,
    AnswerBooking: STAFF,
    SetMeeting: STAFF,
    EnterNegotiation: EVERYBODY,
    SaveOutcome: STAFF,
    RevokeFeed: STAFF,
}


def span_in(days: int, id_: ActionId | None = None) -> SlotSpan:
    """Return half an hour in the morning of the fair's day that is so many days ahead."""
    day = datetime.now(UTC).replace(hour=2, minute=0, second=0, microsecond=0) + timedelta(days=days)
    return SlotSpan(id=id_ or new_action_id(), starts_at=day, ends_at=day + timedelta(minutes=30))


def settle(main: Client, buyer: Client) -> dict[str, ActionId]:
    """Create a slot and book it; what came of it is the company's secret."""
    slot, booking = new_action_id(), new_action_id()
    main.act(CreateSlots(slots=(span_in(20, slot),)), slot)
    buyer.act(BookSlot(slot=slot), booking)
    made = main.call("POST", "/api/v1/calendar-feeds", NewFeed(id=booking))  # under the booking's name
    assert made.status_code == 200, made.text
    main.act(SaveOutcome(booking=booking, outcome=Outcome(notes="secret of the company")))
    return {"slot": slot, "booking": booking}


FOREIGN: list[tuple[str, Callable[[Any, Any], Action]]] = [
    ("slot under its name", lambda own, other: CreateSlots(slots=(span_in(40, other.slot),))),
    ("change slot", lambda own, other: ChangeSlot(slot=span_in(40, other.slot))),
    ("delete slot", lambda own, other: DeleteSlots(ids=(other.slot,))),
    ("undo slots", lambda own, other: UndoSlots(batch=other.slot)),
    ("offer there", lambda own, other: OfferSlots(conversation=other.conversation, slots=(own.slot,))),
    ("offer theirs", lambda own, other: OfferSlots(conversation=own.conversation, slots=(other.slot,))),
    ("book nowhere", lambda own, other: BookSlot(slot=new_action_id())),
    ("cancel booking", lambda own, other: CancelBooking(booking=other.booking)),
    ("propose time", lambda own, other: ProposeTime(booking=other.booking, span=span_in(40))),
    ("answer proposal", lambda own, other: AnswerProposal(booking=other.booking, agree=True)),
    ("name there", lambda own, other: NameReceiver(booking=other.booking, account_id=own.account)),
    ("name theirs", lambda own, other: NameReceiver(booking=own.booking, account_id=other.account)),
    ("answer booking", lambda own, other: AnswerBooking(booking=other.booking, accept=True)),
    ("set meeting", lambda own, other: SetMeeting(booking=other.booking)),
    ("enter", lambda own, other: EnterNegotiation(booking=other.booking)),
    ("outcome", lambda own, other: SaveOutcome(booking=other.booking, outcome=Outcome(notes="x"))),
    ("feed", lambda own, other: RevokeFeed(feed=other.booking)),
]
