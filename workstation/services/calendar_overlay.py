"""Slots and bookings with what is on its way laid over them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain import slot_actions as act
from workstation.domain.account import Account
from workstation.domain.booking import Booking, BookingRules, BookingState, CancelledBy, Proposal
from workstation.domain.buyer import Buyer
from workstation.domain.clock import from_ms
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.slot import Slot
from workstation.services.views import Fault

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx

_CHANGES = (
    act.CreateSlots
    | act.ChangeSlot
    | act.DeleteSlots
    | act.UndoSlots
    | act.SetBookingRules
    | act.BookingAction
)  # fmt: skip


class Stored(Struct, frozen=True, kw_only=True):
    """What the cache says."""

    me: Account | None
    accounts: dict[PrincipalId, Account]
    slots: list[Slot]
    bookings: list[Booking]
    buyers: dict[PrincipalId, Buyer]
    """Of the bookings, as far as they are known."""
    owners: dict[ConversationId, PrincipalId | None]
    """Of the bookings' conversations that are mine to open: who serves them."""
    rules: BookingRules
    zone: str
    """IANA name of the fair's zone, or empty."""


class Mark(Struct, frozen=True, kw_only=True):
    """What lies over one thing."""

    action_id: ActionId
    waiting: bool = False
    problem: Fault | None = None


def on_their_way(tx: "Tx") -> "list[Pending]":
    """Return what changes the calendar and has not come back; reads `local.db`."""
    from workstation.storage import outbox

    found = [*outbox.of_lane(tx, act.SLOTS_LANE), *outbox.of_lanes(tx, "booking:")]
    return sorted((one for one in found if isinstance(one.action, _CHANGES)), key=lambda one: one.seq)


def still_over(tx: "Tx", pending: "Iterable[Pending]", now_ms: int) -> "list[Pending]":
    """Return those of the changes that the cache does not show yet: an event may be quicker than the answer."""
    from workstation.storage import inbound, reconcile

    cursor = inbound.cursor(tx)
    return [one for one in pending if reconcile.lies_over(one, cursor, now_ms)]


def stored(tx: "Tx", *, with_slots: bool = True) -> Stored:
    """Return what the cache says of all bookings and slots (where they are wanted): of one exhibitor, never many."""
    from workstation.storage import accounts, calendar

    exhibitor = accounts.exhibitor(tx)
    return Stored(
        me=accounts.me(tx),
        accounts={one.id: one for one in accounts.every(tx)},
        slots=calendar.every_slot(tx) if with_slots else [],
        bookings=calendar.every_booking(tx),
        buyers={one.id: one for one in calendar.buyers(tx)},
        owners=calendar.owners(tx),
        rules=calendar.rules(tx) or BookingRules(),
        zone="" if exhibitor is None else exhibitor.time_zone,
    )


class Laid:
    """Lays changes over what is stored, in their order.

    Attributes:
        slots, bookings: as they will be.
        rules: likewise.
        marks: what lies over a slot or booking.
        rules_mark: what lies over the rules.
    """

    def __init__(self, known: Stored, pending: "Iterable[Pending]" = ()) -> None:
        self._known = known
        self.slots = {one.id: one for one in known.slots}
        self.bookings = {one.id: one for one in known.bookings}
        self.rules = known.rules
        self.marks: dict[ActionId, Mark] = {}
        self.rules_mark: Mark | None = None
        for change in pending:
            self._lay(change)

    def _lay(self, change: "Pending") -> None:
        refused = change.state.value in ("refused", "failed")
        problem = Fault(code=change.problem_code, params=change.problem_params) if refused else None
        mark = Mark(action_id=change.id, waiting=not refused and change.state.value != "sent", problem=problem)
        if not refused:
            self._do(change)
        if isinstance(change.action, act.SetBookingRules):
            self.rules_mark = mark
        for id_ in _targets(change.action):
            self.marks[id_] = mark

    def _do(self, change: "Pending") -> None:
        match change.action:
            case act.CreateSlots(slots=spans):
                for span in spans:
                    made = Slot(id=span.id, rev=0, starts_at=span.starts_at, ends_at=span.ends_at, batch=change.id)
                    self.slots.setdefault(span.id, made)
            case act.ChangeSlot(slot=span) if span.id in self.slots:
                moved = replace(self.slots[span.id], starts_at=span.starts_at, ends_at=span.ends_at)
                self.slots[span.id] = moved
            case act.DeleteSlots(ids=ids):
                for id_ in ids:
                    self.slots.pop(id_, None)
            case act.UndoSlots(batch=batch):
                kept = {id_: one for id_, one in self.slots.items() if one.batch != batch or one.booked}
                self.slots = kept
            case act.SetBookingRules():
                self.rules = rules_with(self.rules, change.action)
            case act.BookingAction(booking=id_) if id_ in self.bookings and self.bookings[id_].holds_a_place:
                self.bookings[id_] = self._changed(self.bookings[id_], change)

    def _changed(self, booking: Booking, change: "Pending") -> Booking:
        """Return a booking as one action will leave it."""
        me = None if self._known.me is None else self._known.me.id
        match change.action:
            case act.CancelBooking(words=words):
                return replace(
                    booking,
                    state=BookingState.CANCELLED,
                    cancelled_by=CancelledBy.EXHIBITOR,
                    cancelled_words=words,
                    proposal=None,
                )
            case act.NameReceiver(account_id=account_id):
                return replace(
                    booking,
                    state=BookingState.ACCEPTED if account_id == me else BookingState.NAMED,
                    receiver_id=account_id,
                    returned_by_id=None,
                    returned_words="",
                    receiver_disabled=False,
                )
            case act.AnswerBooking(accept=True):
                return replace(booking, state=BookingState.ACCEPTED)
            case act.AnswerBooking(words=words):
                return replace(
                    booking,
                    state=BookingState.PENDING,
                    receiver_id=None,
                    returned_by_id=me,
                    returned_words=words,
                )
            case act.EnterNegotiation() if booking.entered_at is None:
                return replace(booking, entered_at=from_ms(change.created_at))
            case act.SaveOutcome(outcome=outcome):
                return replace(booking, outcome=replace(outcome, by_id=me, at=from_ms(change.created_at)))
            case _:
                return _moved(booking, change.action, me)


def _moved(booking: Booking, action: object, me: PrincipalId | None) -> Booking:
    """Return a booking as an action about its time or its meeting will leave it."""
    match action:
        case act.ProposeTime(span=span, words=words):
            asked = Proposal(by_buyer=False, starts_at=span.starts_at, ends_at=span.ends_at, words=words)
            return replace(booking, proposal=asked)
        case act.AnswerProposal(agree=True) if booking.proposal is not None:
            at = booking.proposal
            # Whoever receives the buyer has to agree as well.
            asked_again = booking.receiver_id not in (None, me)
            state = BookingState.NAMED if asked_again else booking.state
            return replace(booking, starts_at=at.starts_at, ends_at=at.ends_at, state=state, proposal=None)
        case act.AnswerProposal():
            return replace(booking, proposal=None)
        case act.SetMeeting(meeting=meeting):
            by_hand = None if meeting is None else replace(meeting, made_by_hand=True)
            return replace(booking, meeting=by_hand, meeting_failed="")
        case _:
            return booking


def rules_with(rules: BookingRules, change: act.SetBookingRules) -> BookingRules:
    """Return the rules as a change will leave them."""
    return replace(
        rules,
        to_owner=rules.to_owner if change.to_owner is None else change.to_owner,
        meetings=rules.meetings if change.meetings is None else change.meetings,
    )


def _targets(action: object) -> tuple[ActionId, ...]:
    match action:
        case act.CreateSlots(slots=spans):
            return tuple(one.id for one in spans)
        case act.ChangeSlot(slot=span):
            return (span.id,)
        case act.DeleteSlots(ids=ids):
            return ids
        case act.BookingAction(booking=id_):
            return (id_,)
        case _:
            return ()
