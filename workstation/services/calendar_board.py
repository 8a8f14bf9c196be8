"""The calendar as one reading of the files shows it: who may do what with which slot and booking."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from workstation.domain.account import Account, AccountKind, Permission, Presence
from workstation.domain.booking import Booking, BookingState
from workstation.domain.clock import EPOCH
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.slot import Slot
from workstation.domain.two_clocks import day_span, fair_zone, two_clocks
from workstation.services.calendar_overlay import Laid, Stored
from workstation.services.calendar_views import (
    Agenda,
    AgendaDay,
    Awaits,
    BookingCounts,
    BookingView,
    CalendarSpan,
    Fixed,
    ReceiverChoice,
    Rights,
    RulesView,
    SlotFilter,
    SlotList,
    SlotStatus,
    SlotView,
    person,
)

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending

ENTER_AFTER_END: Final = timedelta(hours=1)
"""A meeting is not cut off at its end: so long one may still enter it."""


class Board:
    """Everything of the calendar at one moment.

    Args:
        known: what the cache says.
        pending: what is on its way.
        now: aware.
    """

    def __init__(self, known: Stored, pending: "Iterable[Pending]", now: datetime) -> None:
        self._known = known
        self._laid = Laid(known, pending)
        self.now = now
        self.zone: ZoneInfo = fair_zone(known.zone)
        self.me = known.me
        main = self.me is not None and self.me.enabled and self.me.kind is AccountKind.MAIN
        self.rights = Rights(
            manage_slots=main,
            whole=main or (self.me is not None and self.me.may(Permission.WHOLE_SCHEDULE)),
            receive=self.me is not None and self.me.may(Permission.RECEIVE_BOOKINGS),
        )
        self.capacity = sum(1 for one in known.accounts.values() if one.enabled)
        self._views: dict[ActionId, BookingView] = {}

    # --- bookings ---

    @property
    def slots(self) -> list[Slot]:
        """All slots with what is on its way, in the order of time."""
        return sorted(self._laid.slots.values(), key=lambda one: one.starts_at)

    @property
    def bookings(self) -> list[Booking]:
        """All bookings that I may see with what is on its way, in the order of time."""
        return sorted(self._laid.bookings.values(), key=lambda one: (one.starts_at, one.at))

    def booking(self, id_: ActionId) -> BookingView | None:
        """Return a booking, `None` if there is none that I may see."""
        found = self._laid.bookings.get(id_)
        return None if found is None else self.view(found)

    def view(self, booking: Booking) -> BookingView:
        """Return a booking as the screens want it."""
        if booking.id not in self._views:
            self._views[booking.id] = self._view(booking)
        return self._views[booking.id]

    def _view(self, booking: Booking) -> BookingView:
        me = self.me
        buyer = self._known.buyers.get(booking.buyer_id)
        mine = me is not None and booking.receiver_id == me.id
        ours = mine or self.rights.manage_slots
        held = booking.holds_a_place
        to_come = held and booking.starts_at > self.now
        over = booking.ends_at <= self.now
        mark = self._laid.marks.get(booking.id)
        clocks = two_clocks(
            booking.starts_at,
            booking.ends_at,
            fair=self.zone,
            buyer=booking.buyer_zone or ("" if buyer is None else buyer.time_zone),
            now=self.now,
        )
        return BookingView(
            booking=booking,
            clocks=clocks,
            buyer_name=booking.buyer_name if buyer is None else buyer.name,
            buyer_company=booking.buyer_company if buyer is None else buyer.company,
            buyer_country=booking.buyer_country if buyer is None else buyer.country,
            receiver=person(self._known.accounts, booking.receiver_id),
            returned_by=person(self._known.accounts, booking.returned_by_id),
            mine=mine,
            over=over,
            running=held and booking.starts_at <= self.now < booking.ends_at,
            awaits=self._awaits(booking),
            may_name=held and not over and self.rights.manage_slots,
            may_answer=mine and booking.state is BookingState.NAMED and not over,
            may_hand_back=mine and to_come,
            may_cancel=to_come and ours,
            may_answer_proposal=to_come and ours and booking.proposal is not None and booking.proposal.by_buyer,
            may_set_meeting=held and not over and ours,
            may_enter=held and ours and booking.meeting is not None and self.now < booking.ends_at + ENTER_AFTER_END,
            may_write_outcome=held and ours and booking.starts_at <= self.now,
            conversation_visible=booking.conversation_id in self._known.owners,
            waiting=mark is not None and mark.waiting,
            problem=None if mark is None else mark.problem,
            action_id=None if mark is None else mark.action_id,
        )

    def _awaits(self, booking: Booking) -> Awaits:
        mine = self.me is not None and booking.receiver_id == self.me.id
        if not booking.holds_a_place or booking.ends_at <= self.now:
            return Awaits.NOTHING
        main = self.rights.manage_slots
        if booking.proposal is not None and booking.proposal.by_buyer and (main or mine):
            return Awaits.PROPOSAL
        if mine and booking.state is BookingState.NAMED:
            return Awaits.ANSWER
        if not main:
            return Awaits.NOTHING
        if booking.receiver_disabled or booking.returned_by_id is not None:
            return Awaits.OTHER_RECEIVER
        return Awaits.RECEIVER if booking.receiver_id is None else Awaits.NOTHING

    def of_conversation(self, conversation: ConversationId) -> tuple[BookingView, ...]:
        """Return the bookings of a conversation's buyer, those to come first, then the last ones."""
        found = [self.view(one) for one in self.bookings if one.conversation_id == conversation]
        to_come = [one for one in found if not one.over and one.booking.holds_a_place]
        rest = [one for one in found if one.over or not one.booking.holds_a_place]
        return (*to_come, *reversed(rest))

    def mine(self) -> list[BookingView]:
        """Return what I receive, in the order of time; cancelled ones are left out."""
        me = self.me
        return [self.view(one) for one in self.bookings if me and one.receiver_id == me.id and one.holds_a_place]

    def awaiting(self) -> tuple[BookingView, ...]:
        """Return the bookings that wait for a decision of mine, the next one first."""
        return tuple(self.view(one) for one in self.bookings if self._awaits(one) is not Awaits.NOTHING)

    def counts(self) -> BookingCounts:
        """Return how many bookings wait for what from me."""
        found = Counter(map(self._awaits, self.bookings))
        return BookingCounts(
            to_name=found[Awaits.RECEIVER] + found[Awaits.OTHER_RECEIVER],
            to_answer=found[Awaits.ANSWER],
            proposals=found[Awaits.PROPOSAL],
        )

    # --- slots ---

    def slot(self, id_: ActionId) -> SlotView | None:
        """Return a slot, `None` if there is none."""
        found = self._laid.slots.get(id_)
        return None if found is None else self.slot_view(found)

    def slot_view(self, slot: Slot) -> SlotView:
        """Return a slot as the screens want it."""
        mark = self._laid.marks.get(slot.id)
        return SlotView(
            slot=slot,
            here=(slot.starts_at.astimezone(self.zone), slot.ends_at.astimezone(self.zone)),
            capacity=self.capacity,
            status=self._status(slot),
            fixed=self._fixed(slot),
            bookings=tuple(self.view(one) for one in self._by_slot.get(slot.id, ())),
            waiting=mark is not None and mark.waiting,
            problem=None if mark is None else mark.problem,
            action_id=None if mark is None else mark.action_id,
        )

    @cached_property
    def _by_slot(self) -> dict[ActionId, list[Booking]]:
        found: defaultdict[ActionId, list[Booking]] = defaultdict(list)
        for one in self.bookings:
            if one.holds_a_place:
                found[one.slot_id].append(one)
        return dict(found)

    def _status(self, slot: Slot) -> SlotStatus:
        if slot.starts_at <= self.now:
            return SlotStatus.PAST
        if slot.booked >= self.capacity:
            return SlotStatus.FULL
        return SlotStatus.BOOKED if slot.booked else SlotStatus.FREE

    def _fixed(self, slot: Slot) -> Fixed:
        if not self.rights.manage_slots:
            return Fixed.NOT_ALLOWED
        if slot.booked:
            return Fixed.BOOKED
        return Fixed.PAST if slot.starts_at <= self.now else Fixed.NOT

    def slot_list(self, wanted: SlotFilter) -> SlotList:
        """Return the list of slots."""
        begin, end = self._between(wanted.first, wanted.last)
        within = [self.slot_view(one) for one in self.slots if one.starts_at < end and one.ends_at > begin]
        counts = Counter(one.status for one in within)
        rows = [one for one in within if wanted.status in (None, one.status)]
        return SlotList(
            rows=tuple(reversed(rows) if wanted.newest_first else rows),
            counts={status: counts[status] for status in SlotStatus},
            rights=self.rights,
            zone=self.zone,
        )

    # --- days ---

    def span(self, first: date, last: date, *, whole: bool, cancelled: bool = False) -> CalendarSpan:
        """Return some days."""
        whole = whole and self.rights.whole
        begin, end = self._between(first, last)
        bookings = [one for one in self.bookings if one.starts_at < end and one.ends_at > begin]
        views = [self.view(one) for one in bookings if cancelled or one.holds_a_place]
        return CalendarSpan(
            first=first,
            last=last,
            zone=self.zone,
            now=self.now,
            whole=whole,
            rights=self.rights,
            capacity=self.capacity,
            slots=tuple(self.slot_view(one) for one in self.slots if one.starts_at < end and one.ends_at > begin),
            bookings=tuple(one for one in views if whole or one.mine),
        )

    def agenda(self, first: date, last: date, *, whole: bool) -> Agenda:
        """Return an agenda to be printed."""
        span = self.span(first, last, whole=whole)
        by_day: defaultdict[date, list[BookingView]] = defaultdict(list)
        for one in span.bookings:
            by_day[one.clocks.here.begins.date()].append(one)
        free = Counter(
            one.here[0].date() for one in span.slots if one.status in (SlotStatus.FREE, SlotStatus.BOOKED)
        )  # fmt: skip
        days = sorted(day for day in by_day if first <= day <= last)
        return Agenda(
            first=first,
            last=last,
            zone=self.zone,
            made_at=self.now,
            whole=span.whole,
            days=tuple(AgendaDay(day=day, bookings=tuple(by_day[day]), free_slots=free[day]) for day in days),
            waiting=sum(1 for one in span.bookings if one.waiting),
        )

    def _between(self, first: date | None, last: date | None) -> tuple[datetime, datetime]:
        begin = EPOCH if first is None else day_span(first, self.zone)[0]
        end = EPOCH.replace(year=9000) if last is None else day_span(last, self.zone)[1]
        return begin, end

    def rules(self) -> RulesView:
        """Return how bookings find their receiver."""
        mark = self._laid.rules_mark
        return RulesView(
            rules=self._laid.rules,
            editable=self.rights.manage_slots,
            waiting=mark is not None and mark.waiting,
            problem=None if mark is None else mark.problem,
            action_id=None if mark is None else mark.action_id,
        )

    # --- who receives ---

    def receivers(self, booking_id: ActionId) -> list[ReceiverChoice]:
        """Return who could receive a buyer, the best one first.

        Raises:
            Refusal: `not_found`.
        """
        booking = self._laid.bookings.get(booking_id)
        if booking is None:
            raise Refusal("not_found")
        received: defaultdict[PrincipalId, list[Booking]] = defaultdict(list)
        for one in self.bookings:
            if one.receiver_id is not None and one.holds_a_place and one.id != booking_id:
                received[one.receiver_id].append(one)
        owner = self._known.owners.get(booking.conversation_id)
        found = [
            self._choice(account, booking, received[account.id], owner=account.id == owner)
            for account in self._known.accounts.values()
        ]
        fit = sorted(
            (one for one in found if not one.problem and not one.current),
            key=lambda one: (not one.owner, one.that_day, one.language_place, one.to_come, one.account.id),
        )
        best = fit[0].account.id if fit and not any(one.current and not one.problem for one in found) else None
        marked = (_suggested(one) if one.account.id == best else one for one in found)
        return sorted(marked, key=_by_fitness)

    def _choice(self, account: Account, booking: Booking, received: list[Booking], *, owner: bool) -> ReceiverChoice:
        clashes = [one for one in received if one.starts_at < booking.ends_at and one.ends_at > booking.starts_at]
        day = booking.starts_at.astimezone(self.zone).date()
        buyer = self._known.buyers.get(booking.buyer_id)
        problem = "busy" if clashes else ""
        if not account.may(Permission.RECEIVE_BOOKINGS):
            problem = "no_permission" if account.enabled else "disabled"
        return ReceiverChoice(
            account=account,
            presence=Presence.OFFLINE,
            problem=problem,
            clashes=tuple(self.view(one) for one in clashes),
            that_day=sum(1 for one in received if one.starts_at.astimezone(self.zone).date() == day),
            to_come=sum(1 for one in received if one.ends_at > self.now),
            owner=owner,
            current=booking.receiver_id == account.id,
            languages=() if buyer is None else buyer.languages,
        )


def _suggested(choice: ReceiverChoice) -> ReceiverChoice:
    from msgspec.structs import replace

    return replace(choice, suggested=True)


def _by_fitness(choice: ReceiverChoice) -> tuple[bool, bool, bool, int, int, int, int]:
    """Sort the suggested one first, then who is free by what there is to do, then those who can't."""
    return (
        not choice.suggested,
        bool(choice.problem),
        not choice.owner,
        choice.that_day,
        choice.language_place,
        choice.to_come,
        choice.account.id,
    )
