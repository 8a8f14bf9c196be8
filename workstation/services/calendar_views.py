"""What the calendar shows: slots and bookings with what is on its way laid over them, and what one may do with them."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from msgspec import Struct

from workstation.domain.account import Account, Presence
from workstation.domain.booking import Booking, BookingRules
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.slot import Slot
from workstation.domain.spoken import place
from workstation.domain.two_clocks import TwoClocks
from workstation.services.views import Fault


class SlotStatus(StrEnum):
    """What the list of slots filters by; exactly one holds."""

    FREE = "free"
    """To come, and nobody has booked it."""
    BOOKED = "booked"
    """To come, booked, with places left."""
    FULL = "full"
    """To come, no place left."""
    PAST = "past"
    """It has begun."""


class Fixed(StrEnum):
    """Why a slot can't be changed or deleted."""

    NOT = ""
    BOOKED = "booked"
    """It has bookings."""
    PAST = "past"
    NOT_ALLOWED = "not_allowed"
    """That is the main account's."""


class Awaits(StrEnum):
    """What a booking waits for from whoever looks at it."""

    NOTHING = ""
    RECEIVER = "receiver"
    """I (main account) name who receives the buyer."""
    OTHER_RECEIVER = "other_receiver"
    """Likewise: the receiver handed it back or was disabled."""
    ANSWER = "answer"
    """I accept or hand back."""
    PROPOSAL = "proposal"
    """I answer the buyer, who asked for another time."""


class Person(Struct, frozen=True, kw_only=True):
    """An account beside a booking; names are empty for one that isn't known any more."""

    id: PrincipalId
    name_zh: str = ""
    name_en: str = ""
    enabled: bool = True

    def name(self, language: str) -> str:
        """Return the name for a reader of that language (`zh…` or anything else)."""
        both = (self.name_zh, self.name_en) if language.startswith("zh") else (self.name_en, self.name_zh)
        return both[0] or both[1]


def person(accounts: Mapping[PrincipalId, Account], id_: PrincipalId | None) -> Person | None:
    """Return whose id that is by what is known of accounts; nobody for none."""
    if id_ is None:
        return None
    found = accounts.get(id_)
    if found is None:
        return Person(id=id_)
    return Person(id=id_, name_zh=found.name("zh"), name_en=found.name("en"), enabled=found.enabled)


class BookingView(Struct, frozen=True, kw_only=True):
    """A booking with what is on its way laid over it. Texts are raw: never interpret them."""

    booking: Booking
    clocks: TwoClocks
    """Of its own instant, the buyer's by the zone of the booking, else of the profile."""
    buyer_name: str = ""
    buyer_company: str = ""
    buyer_country: str = ""
    receiver: Person | None = None
    returned_by: Person | None = None
    mine: bool = False
    """I receive the buyer."""
    over: bool = False
    """Its end has passed."""
    running: bool = False
    """Between its beginning and its end, and not cancelled."""
    awaits: Awaits = Awaits.NOTHING
    """From me."""
    may_name: bool = False
    may_answer: bool = False
    """Accept: named, and not answered yet."""
    may_hand_back: bool = False
    """Before the start, also after having accepted."""
    may_cancel: bool = False
    """Also gates proposing another time: both end with the start."""
    may_answer_proposal: bool = False
    may_set_meeting: bool = False
    may_enter: bool = False
    """Accepted, with a meeting, not over by more than an hour; `meeting_link.check` still decides about the parts."""
    may_write_outcome: bool = False
    conversation_visible: bool = False
    """Its conversation is mine to open."""
    waiting: bool = False
    """A change of mine has not reached the server."""
    problem: Fault | None = None
    """Why the server refused my last change; `RefusalService.dismiss(action_id)` forgets it."""
    action_id: ActionId | None = None

    @property
    def id(self) -> ActionId:
        """The booking's."""
        return self.booking.id


class SlotView(Struct, frozen=True, kw_only=True):
    """A slot with what is on its way laid over it."""

    slot: Slot
    here: "tuple[datetime, datetime]"
    """Beginning and end on the fair's clock."""
    capacity: int
    """How many bookings it takes: the exhibitor's enabled accounts."""
    status: SlotStatus = SlotStatus.FREE
    fixed: Fixed = Fixed.NOT
    bookings: tuple[BookingView, ...] = ()
    """Those that hold a place and are mine to see: may be fewer than `slot.booked`."""
    waiting: bool = False
    problem: Fault | None = None
    action_id: ActionId | None = None

    @property
    def id(self) -> ActionId:
        """The slot's."""
        return self.slot.id

    @property
    def free(self) -> int:
        """Places left."""
        return max(self.capacity - self.slot.booked, 0)


class Rights(Struct, frozen=True, kw_only=True):
    """What the calendar offers me."""

    manage_slots: bool = False
    """Also who receives, and the rules: the main account's."""
    whole: bool = False
    """The whole schedule."""
    receive: bool = False
    """I may be named to receive buyers."""


class CalendarSpan(Struct, frozen=True, kw_only=True):
    """Some days of the calendar."""

    first: date
    last: date
    """Both included; of the fair's calendar."""
    zone: ZoneInfo
    """The fair's: everything here is shown in it."""
    now: datetime
    whole: bool
    """Bookings of all colleagues; else those that I receive."""
    rights: Rights
    capacity: int
    slots: tuple[SlotView, ...] = ()
    """Those that touch these days, in the order of time."""
    bookings: tuple[BookingView, ...] = ()
    """Cancelled ones are left out unless asked for."""


class SlotFilter(Struct, frozen=True, kw_only=True):
    """Which slots the list shows, and in which order of time."""

    first: date | None = None
    last: date | None = None
    """Of the fair's calendar, both included."""
    status: SlotStatus | None = None
    newest_first: bool = False


class SlotList(Struct, frozen=True, kw_only=True):
    """The list of slots, filtered."""

    rows: tuple[SlotView, ...]
    counts: dict[SlotStatus, int]
    """Within the days asked for, whatever the status asked for."""
    rights: Rights
    zone: ZoneInfo


class BookingCounts(Struct, frozen=True, kw_only=True):
    """Figures for the rail."""

    to_name: int = 0
    """Bookings without a receiver who can come (main account)."""
    to_answer: int = 0
    """I am named and have not answered."""
    proposals: int = 0
    """The buyer asks for another time, and I may answer."""

    @property
    def awaiting_me(self) -> int:
        """All of them together."""
        return self.to_name + self.to_answer + self.proposals


class ReceiverChoice(Struct, frozen=True, kw_only=True):
    """A colleague (or I) in the list of those who could receive a buyer; the best one first."""

    account: Account
    presence: Presence = Presence.OFFLINE
    problem: str = ""
    """Why not: empty, or `disabled`, `no_permission`, `busy` (`clashes` says with what)."""
    clashes: tuple[BookingView, ...] = ()
    """What this account receives at an overlapping time."""
    that_day: int = 0
    """Bookings to receive on that day of the fair."""
    to_come: int = 0
    """All that it receives from now on."""
    owner: bool = False
    """Serves the buyer's conversation."""
    current: bool = False
    """Is named now."""
    suggested: bool = False
    """The one to take: the conversation's owner if free, else whoever receives least that day."""
    languages: tuple[str, ...] = ()
    """The buyer's, the preferred one first."""

    @property
    def language_place(self) -> int:
        """The place of the first of the buyer's languages that this colleague speaks."""
        return place(self.account.speaks, self.languages)


class RulesView(Struct, frozen=True, kw_only=True):
    """How bookings find their receiver, with what is on its way laid over it."""

    rules: BookingRules
    editable: bool = False
    """The main account's."""
    waiting: bool = False
    problem: Fault | None = None
    action_id: ActionId | None = None


class AgendaDay(Struct, frozen=True, kw_only=True):
    """A day of an agenda to be printed."""

    day: date
    bookings: tuple[BookingView, ...] = ()
    free_slots: int = 0
    """Slots of that day with places left that have not begun."""


class Agenda(Struct, frozen=True, kw_only=True):
    """An agenda to be printed: days without a booking are left out."""

    first: date
    last: date
    zone: ZoneInfo
    made_at: datetime
    whole: bool
    days: tuple[AgendaDay, ...] = ()
    waiting: int = 0
    """Bookings in it with changes that have not reached the server."""
