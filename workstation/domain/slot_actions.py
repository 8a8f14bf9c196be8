"""What one does with negotiation slots and bookings."""

from msgspec import Struct

from workstation.domain.action_base import ActionBase, ConversationAction
from workstation.domain.booking import Outcome
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.meeting import Meeting
from workstation.domain.slot import SlotSpan

SLOTS_LANE = "slots"
"""Of all slots of the exhibitor: what is changed or taken back must have been created before."""


class BookingAction(ActionBase, frozen=True, kw_only=True, omit_defaults=True):
    """An action on one booking; its lane is the booking's."""

    booking: ActionId

    def lane(self) -> str:
        return f"booking:{self.booking}"


# ---- slots: the main account's -----------------------------------------------------------------------------------


class CreateSlots(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="create_slots"):
    """Create slots, at most `MAX_SLOTS_AT_ONCE`; the action's id becomes their `batch`.

    One that overlaps another or has begun is left out, one that is there stays; where nothing is left, it is refused.
    """

    slots: tuple[SlotSpan, ...]

    def lane(self) -> str:
        return SLOTS_LANE


class ChangeSlot(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="change_slot"):
    """Give a slot another time; refused (`slot_booked`) when it has bookings."""

    slot: SlotSpan

    def lane(self) -> str:
        return SLOTS_LANE


class DeleteSlots(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="delete_slots"):
    """Delete slots; refused (`slot_booked`) when one of them has bookings."""

    ids: tuple[ActionId, ...]

    def lane(self) -> str:
        return SLOTS_LANE


class UndoSlots(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="undo_slots"):
    """Take back a batch: its slots that nobody has booked vanish, the others stay."""

    batch: ActionId

    def lane(self) -> str:
        return SLOTS_LANE


class SetBookingRules(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="set_booking_rules"):
    """Decide who receives by itself and how meetings are made; `None` leaves something as it is."""

    to_owner: bool | None = None
    meetings: str | None = None

    def lane(self) -> str:
        return SLOTS_LANE


# ---- booking -------------------------------------------------------------------------------------------------------


class BookSlot(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="book_slot"):
    """A buyer books a slot; the action's id becomes the booking's. Opens the conversation where there is none."""

    slot: ActionId
    words: str = ""
    time_zone: str = ""
    """IANA name of where the buyer is, as his browser says."""


class OfferSlots(ConversationAction, frozen=True, kw_only=True, omit_defaults=True, tag="offer_slots"):
    """Say to a buyer when one has time: a message of kind `slots` that is answered with one click."""

    slots: tuple[ActionId, ...]
    text: str = ""
    seen_n: int | None = None
    """As of `SendMessage`."""


class CancelBooking(BookingAction, frozen=True, kw_only=True, omit_defaults=True, tag="cancel_booking"):
    """Either side calls it off; refused (`booking_started`) after the start."""

    words: str = ""


class ProposeTime(BookingAction, frozen=True, kw_only=True, omit_defaults=True, tag="propose_time"):
    """Either side asks for another time; the booking stays where it is until the other answers."""

    span: SlotSpan
    """`id` names the slot that is made for it if there is none at that time."""
    words: str = ""


class AnswerProposal(BookingAction, frozen=True, kw_only=True, omit_defaults=True, tag="answer_proposal"):
    """Agree to another time or not; the main account or the receiver for the exhibitor."""

    agree: bool
    words: str = ""


class NameReceiver(BookingAction, frozen=True, kw_only=True, omit_defaults=True, tag="name_receiver"):
    """The main account says who receives the buyer; also in place of another one, at any stage."""

    account_id: PrincipalId
    rev: int | None = None
    """Of the booking as it was seen; refused as `receiver_changed` if its receiver is another since."""
    with_card: bool = False
    """Who names themselves has accepted: then whether their card goes along. Nobody else's does."""


class AnswerBooking(BookingAction, frozen=True, kw_only=True, omit_defaults=True, tag="answer_booking"):
    """The receiving account accepts, with its card or without, or hands it back."""

    accept: bool
    with_card: bool = False
    words: str = ""


class SetMeeting(BookingAction, frozen=True, kw_only=True, omit_defaults=True, tag="set_meeting"):
    """Type in the meeting's parts, or take them away; checked as strictly as everything from outside."""

    meeting: Meeting | None = None


class EnterNegotiation(BookingAction, frozen=True, kw_only=True, omit_defaults=True, tag="enter_negotiation"):
    """I have entered: the first time is kept."""


class SaveOutcome(BookingAction, frozen=True, kw_only=True, omit_defaults=True, tag="save_outcome"):
    """What came of it: the receiver's or the main account's to write."""

    outcome: Outcome


# ---- the calendar of other programs --------------------------------------------------------------------------------


class RevokeFeed(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="revoke_feed"):
    """Make a secret calendar address worthless. Made with `POST /api/v1/calendar-feeds`, which alone says it."""

    feed: ActionId


class CalendarFeed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A secret calendar address of mine, without the secret."""

    id: ActionId
    whole: bool = False
    """The whole schedule; else mine."""
    made_at: str = ""
    """ISO 8601, UTC."""
    read_at: str = ""
    """When a program asked for it last, or empty."""


MAX_FEEDS = 10
"""Secret calendar addresses of one account."""


class NewFeed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Asks for a secret calendar address, under an id that its maker chooses."""

    id: ActionId
    whole: bool = False


class MadeFeed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The only answer that has the secret."""

    feed: CalendarFeed
    address: str
    """With scheme and host where the server knows its public one, else from `/` on."""


SlotAction = (
    CreateSlots
    | ChangeSlot
    | DeleteSlots
    | UndoSlots
    | SetBookingRules
    | BookSlot
    | OfferSlots
    | CancelBooking
    | ProposeTime
    | AnswerProposal
    | NameReceiver
    | AnswerBooking
    | SetMeeting
    | EnterNegotiation
    | SaveOutcome
    | RevokeFeed
)
