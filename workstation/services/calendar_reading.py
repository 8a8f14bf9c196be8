"""Reading the calendar: every question is answered from one look at the local files, on a thread of theirs."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.domain.slot_batch import Preview, SlotPlan, preview
from workstation.services import calendar_overlay
from workstation.services.calendar_board import Board
from workstation.services.calendar_views import (
    Agenda,
    BookingCounts,
    BookingView,
    CalendarSpan,
    ReceiverChoice,
    RulesView,
    SlotFilter,
    SlotList,
    SlotView,
)
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.presences import Presences
from workstation.services.views import ConversationRef

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

P = ParamSpec("P")
R = TypeVar("R")


class CalendarReader:
    """What changes here is told by `ChangeSet.slots` (slots and rules) and `ChangeSet.bookings`.

    Names of buyers and receivers change with `ChangeSet.buyers` and `.accounts` (capacity too).
    """

    def __init__(self, files: Files, outgoing: Outgoing, presences: Presences, clock: Clock) -> None:
        self._files = files
        self._outgoing = outgoing
        self._presences = presences
        self._clock = clock

    # --- reading ---

    async def week(self, start: date, *, whole: bool = False, cancelled: bool = False) -> CalendarSpan:
        """Return seven days from `start` on (of the fair's calendar)."""
        return await self.span(start, start + timedelta(days=6), whole=whole, cancelled=cancelled)

    async def span(self, first: date, last: date, *, whole: bool = False, cancelled: bool = False) -> CalendarSpan:
        """Return some days, both included; without the right to it `whole` counts for nothing.

        Args:
            first: of the fair's calendar.
            last: likewise.
            whole: the bookings of all colleagues; else those that I receive.
            cancelled: cancelled bookings too.
        """
        return await self._ask(_span, first, last, whole=whole, cancelled=cancelled)

    async def agenda(self, first: date, last: date, *, whole: bool = False) -> Agenda:
        """Return what is to be printed of some days, both included."""
        return await self._ask(_agenda, first, last, whole=whole)

    async def slots(self, wanted: SlotFilter | None = None) -> SlotList:
        """Return the list of slots."""
        return await self._ask(Board.slot_list, wanted or SlotFilter())

    async def slot(self, slot_id: ActionId) -> SlotView | None:
        """Return a slot, `None` if there is none."""
        return await self._ask(Board.slot, slot_id)

    async def booking(self, booking_id: ActionId) -> BookingView | None:
        """Return a booking, `None` if there is none that I may see."""
        return await self._ask_bookings(Board.booking, booking_id)

    async def of_conversation(self, conversation: ConversationRef) -> tuple[BookingView, ...]:
        """Return the bookings of a conversation's buyer: those to come in the order of time, then the last ones."""
        if not isinstance(conversation, int):
            return ()
        return await self._ask_bookings(Board.of_conversation, conversation)

    async def mine(self) -> tuple[BookingView, ...]:
        """Return all that I receive in the order of time, past ones too; cancelled ones are left out."""
        return tuple(await self._ask_bookings(Board.mine))

    async def awaiting_me(self) -> tuple[BookingView, ...]:
        """Return the bookings that wait for a decision of mine, the next one first."""
        return await self._ask_bookings(Board.awaiting)

    async def counts(self) -> BookingCounts:
        """Return how many bookings wait for what from me."""
        return await self._ask_bookings(Board.counts)

    async def suggest_receivers(self, booking_id: ActionId) -> tuple[ReceiverChoice, ...]:
        """Return who could receive a buyer, with clashes and load, the best one first.

        Raises:
            Refusal: `not_found`.
        """
        found = await self._ask_bookings(Board.receivers, booking_id)
        return tuple(replace(one, presence=self._presences.of(one.account.id, one.account.presence)) for one in found)

    async def rules(self) -> RulesView:
        """Return how bookings find their receiver and where meetings are made."""
        return await self._ask_bookings(Board.rules)

    async def zone(self) -> ZoneInfo:
        """Return the fair's zone."""
        return await self._ask_bookings(_zone)

    async def preview(self, plan: SlotPlan) -> Preview:
        """Return what would come of a plan; nothing is created.

        Raises:
            Refusal: `slot_length`, `slot_plan` (`field`), `slots_too_many` (`limit`, `given`).
        """
        return await self._ask(_preview, plan)

    # --- within ---

    async def _ask(self, question: "Callable[Concatenate[Board, P], R]", *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what the calendar says of something; computed on a thread of the files."""
        return await self._on_board(lambda board: question(board, *args, **kwargs), with_slots=True)

    async def _ask_bookings(
        self, question: "Callable[Concatenate[Board, P], R]", *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Do as `_ask` where slots don't matter: there are more of them than of bookings."""
        return await self._on_board(lambda board: question(board, *args, **kwargs), with_slots=False)

    async def _on_board(self, question: "Callable[[Board], R]", *, with_slots: bool) -> R:
        # The outbox first: what moves from there into the cache meanwhile is recognised, never missed.
        pending = await self._files.read_local(calendar_overlay.on_their_way)
        now = self._clock.now()
        now_ms = self._outgoing.now_ms  # by the machine's clock, as what was queued is stamped

        def work(tx: "Tx") -> R:
            over = calendar_overlay.still_over(tx, pending, now_ms)
            return question(Board(calendar_overlay.stored(tx, with_slots=with_slots), over, now))

        return await self._files.read(work)

    async def _one(self, booking_id: ActionId) -> BookingView:
        found = await self.booking(booking_id)
        if found is None:
            raise Refusal("not_found")
        return found


def _span(board: Board, first: date, last: date, *, whole: bool, cancelled: bool) -> CalendarSpan:
    return board.span(first, last, whole=whole, cancelled=cancelled)


def _agenda(board: Board, first: date, last: date, *, whole: bool) -> Agenda:
    return board.agenda(first, last, whole=whole)


def _zone(board: Board) -> ZoneInfo:
    return board.zone


def _preview(board: Board, plan: SlotPlan) -> Preview:
    return preview(plan, place=board.zone, existing=board.slots, now=board.now)
