"""What is done about slots and bookings, with the dialogs that it takes; from the calendar, a chat or a notice."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from workstation.domain.account import AccountKind
from workstation.domain.booking import BookingRules, Outcome
from workstation.domain.errors import Refusal
from workstation.services.calendar_views import SlotFilter, SlotStatus
from workstation.ui.calendar import times, wording
from workstation.ui.calendar.asking import Asking
from workstation.ui.tasks import spawn

if TYPE_CHECKING:
    from workstation.domain.clock import Clock
    from workstation.domain.ids import ActionId, PrincipalId
    from workstation.domain.slot_batch import SlotPlan
    from workstation.services.calendar_views import BookingView, SlotView
    from workstation.services.desk import Desk
    from workstation.ui.calendar.batch_dialog import BatchDialog
    from workstation.ui.calendar.booking_dialogs import Time
    from workstation.ui.calendar.saving import Saving

R = TypeVar("R")
Undo = Callable[[], Coroutine[Any, Any, object]]


class Deeds(QObject):
    """Carries decisions out.

    Signals:
        done(str, str, object): something was done: words, the words of a button or nothing, what the button does.
        refused(object): a decision without a dialog came to nothing: the `Refusal`.
        conversation_wanted(object): show this conversation in the inbox.
        made(object): slots were made, from this day on.

    Attributes:
        dialog: the one that is open, if any.
    """

    done = Signal(str, str, object)
    refused = Signal(object)
    conversation_wanted = Signal(object)
    made = Signal(object)

    def __init__(self, desk: Desk, clock: Clock, saving: Saving, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._saving = saving
        self._clock = clock
        self._over = parent
        self.dialog: Asking | BatchDialog | None = None

    # ---- slots -----------------------------------------------------------------------------------------------------

    def create(self, starts_at: datetime, ends_at: datetime) -> None:
        """Create a slot that was drawn."""
        spawn(self._create(starts_at, ends_at), owner=self)

    async def _create(self, starts_at: datetime, ends_at: datetime) -> None:
        slot_id = await self._try(self._desk.calendar.create(starts_at, ends_at))
        if slot_id is not None:
            self._say(self.tr("Slot created"), lambda: self._desk.calendar.delete((slot_id,)))

    def move(self, view: SlotView, starts_at: datetime, ends_at: datetime) -> None:
        """Give a slot the time to which it was dragged."""
        spawn(self._move(view, starts_at, ends_at), owner=self)

    async def _move(self, view: SlotView, starts_at: datetime, ends_at: datetime) -> None:
        before = view.slot
        if await self._did(self._desk.calendar.change(view.id, starts_at, ends_at)):
            self._say(
                self.tr("Slot moved"), lambda: self._desk.calendar.change(view.id, before.starts_at, before.ends_at)
            )

    def delete(self, ids: tuple[ActionId, ...]) -> None:
        """Delete slots that nobody has booked."""
        spawn(self._delete(ids), owner=self)

    async def _delete(self, ids: tuple[ActionId, ...]) -> None:
        spans = [view.slot for id_ in ids if (view := await self._desk.calendar.slot(id_)) is not None]

        async def undo() -> None:
            for slot in spans:
                await self._desk.calendar.create(slot.starts_at, slot.ends_at)

        if await self._did(self._desk.calendar.delete(ids)):
            self._say(self.tr("%n slot(s) deleted", "", len(ids)), undo)

    def open_change(self, view: SlotView) -> None:
        """Ask for another time of a slot."""
        spawn(self._open_change(view), owner=self)

    async def _open_change(self, view: SlotView) -> None:
        from workstation.ui.calendar.booking_dialogs import TimeDialog

        zone = await self._desk.calendar.zone()
        span = (view.slot.starts_at, view.slot.ends_at)
        title, go = self.tr("Change the slot"), self.tr("Change")
        dialog = TimeDialog(title, go, zone, self._clock.now(), span, parent=self._over)

        async def decide(time: Time) -> None:
            await self._desk.calendar.change(view.id, time.starts_at, time.ends_at)
            self._say(self.tr("Slot moved"), lambda: self._desk.calendar.change(view.id, *span))

        self._open(dialog, decide)

    def open_batch(self, first: date) -> None:
        """Ask for many slots, from a day on."""
        spawn(self._open_batch(first), owner=self)

    async def _open_batch(self, first: date) -> None:
        from workstation.ui.calendar.batch_dialog import BatchDialog
        from workstation.ui.calendar.phases import coming

        there = await self._desk.calendar.slots()
        phases = coming((await self._desk.calendar.rules()).rules, first)
        existing = [view.slot for view in there.rows]
        dialog = BatchDialog(there.zone, phases, existing, self._clock.now, first, self._over)

        async def decide(plan: SlotPlan) -> None:
            batch, count = await self._desk.calendar.create_batch(plan)
            if batch is not None:
                self.made.emit(min(one.starts_at for one in dialog.preview.new).astimezone(there.zone).date())
                self._say(self.tr("%n slot(s) created", "", count), lambda: self._desk.calendar.undo(batch))

        self._open(dialog, decide)

    # ---- bookings --------------------------------------------------------------------------------------------------

    def do(self, deed: str, view: BookingView) -> None:
        """Do one of `booking_panel.DEEDS` about a booking, or ask what it takes."""
        calendar = self._desk.calendar
        simple: dict[str, Callable[[], Coroutine[Any, Any, object]]] = {
            "accept": lambda: calendar.answer(view.id, True),
            "accept_card": lambda: calendar.answer(view.id, True, with_card=True),
            "agree": lambda: calendar.answer_proposal(view.id, True),
        }
        asking: dict[str, Callable[[BookingView], Coroutine[Any, Any, None]]] = {
            "name": self._open_receiver,
            "return": self._open_return,
            "disagree": self._open_disagree,
            "move": self._open_move,
            "outcome": self._open_outcome,
            "cancel": self._open_cancel,
        }
        if deed in simple:
            words = self.tr("Agreed") if deed == "agree" else self.tr("Accepted")
            spawn(self._do(simple[deed](), words), owner=self)
        elif deed in asking:
            spawn(asking[deed](view), owner=self)
        elif deed == "conversation":
            self.conversation_wanted.emit(view.booking.conversation_id)
        elif deed == "translate":
            self._translate(view)
        elif deed == "file":
            self._saving.open_booking(view)
        elif deed == "enter":
            from workstation.ui.meeting.enter import open_enter

            open_enter(self._over, self._desk, view.id)
        elif deed == "meeting":
            from workstation.ui.meeting.form import open_meeting_form

            open_meeting_form(self._over, self._desk, view.id)

    def _translate(self, view: BookingView) -> None:
        from workstation.ui.chat.translating.selection import SelectionPopup

        popup = SelectionPopup(self._desk, view.booking.words, "", view.booking.conversation_id, self._over)
        popup.show_at(QCursor.pos())

    async def _do(self, deciding: Coroutine[Any, Any, object], words: str) -> None:
        if await self._did(deciding):
            self.done.emit(words, "", None)

    async def _open_receiver(self, view: BookingView) -> None:
        from workstation.ui.calendar.receiver_dialog import ReceiverDialog

        choices = await self._try(self._desk.calendar.suggest_receivers(view.id))
        if choices is None:
            return
        names = {one.account.id: one.account for one in choices}
        dialog = ReceiverDialog(view, choices, self._desk.me.id, self._clock.now(), self._over)

        async def decide(account_id: PrincipalId) -> None:
            await self._desk.calendar.name(view.id, account_id, with_card=dialog.card_along)
            name = names[account_id].name(times.reader())
            self.done.emit(self.tr("{name} receives {buyer}").format(name=name, buyer=wording.buyer(view)), "", None)

        self._open(dialog, decide)

    async def _open_return(self, view: BookingView) -> None:
        await self._open_words(
            self.tr("Hand the booking back"),
            self.tr("Hand back"),
            self.tr("The booking waits until you name somebody else. The buyer is told so, and keeps the time.")
            if self._desk.me.kind is AccountKind.MAIN
            else self.tr("Your main account names somebody else. The buyer is told so, and keeps the time."),
            self.tr("Why, for your company alone (may stay empty)"),
            lambda words: self._desk.calendar.answer(view.id, False, words=words),
            self.tr("Handed back"),
        )

    async def _open_disagree(self, view: BookingView) -> None:
        await self._open_words(
            self.tr("Keep the time"),
            self.tr("Keep"),
            self.tr("The booking stays where it is; the buyer is told."),
            self.tr("Words for the buyer (may stay empty)"),
            lambda words: self._desk.calendar.answer_proposal(view.id, False, words=words),
            self.tr("The booking stays where it is"),
        )

    async def _open_cancel(self, view: BookingView) -> None:
        buyer, when = wording.buyer(view), times.when(view.clocks.here)
        consequence = self.tr(
            "{buyer} is told that the negotiation on {when} will not take place; the place is free again."
        )
        await self._open_words(
            self.tr("Cancel the booking"),
            self.tr("Cancel the booking"),
            consequence.format(buyer=buyer, when=when),
            self.tr("Words for the buyer (may stay empty)"),
            lambda words: self._desk.calendar.cancel(view.id, words=words),
            self.tr("Booking cancelled"),
        )

    async def _open_words(
        self,
        title: str,
        go: str,
        consequence: str,
        placeholder: str,
        doing: Callable[[str], Coroutine[Any, Any, object]],
        said: str,
    ) -> None:
        from workstation.ui.calendar.booking_dialogs import WordsDialog

        async def decide(words: str) -> None:
            await doing(words)
            self.done.emit(said, "", None)

        self._open(WordsDialog(title, go, consequence, placeholder, self._over), decide)

    async def _open_move(self, view: BookingView) -> None:
        from workstation.ui.calendar.booking_dialogs import TimeDialog

        open_ones = await self._desk.calendar.slots(SlotFilter(first=self._clock.now().date()))
        free = [one for one in open_ones.rows if one.status in (SlotStatus.FREE, SlotStatus.BOOKED)]
        span = (view.booking.starts_at, view.booking.ends_at)
        title, go = self.tr("Propose another time to {buyer}"), self.tr("Propose")
        dialog = TimeDialog(
            title.format(buyer=wording.buyer(view)),
            go,
            open_ones.zone,
            self._clock.now(),
            span,
            booking=view,
            free=free,
            parent=self._over,
        )

        async def decide(time: Time) -> None:
            await self._desk.calendar.propose(view.id, time.starts_at, time.ends_at, words=time.words)
            self.done.emit(self.tr("The buyer is asked"), "", None)

        self._open(dialog, decide)

    async def _open_outcome(self, view: BookingView) -> None:
        from workstation.ui.calendar.booking_dialogs import OutcomeDialog

        async def decide(outcome: Outcome) -> None:
            await self._desk.calendar.save_outcome(
                view.id,
                notes=outcome.notes,
                follow_up=date.fromisoformat(outcome.follow_up) if outcome.follow_up else None,
                next_step=outcome.next_step,
                order_drafted=outcome.order_drafted,
            )
            self.done.emit(self.tr("Saved"), "", None)

        self._open(OutcomeDialog(view, self._over), decide)

    # ---- rules and help --------------------------------------------------------------------------------------------

    def add_rules(self, menu: QMenu, rules: BookingRules) -> None:
        """Add to a menu who receives by itself, and how meetings are made."""
        calendar = self._desk.calendar
        owner = menu.addAction(self.tr("Whoever serves the buyer receives them, if free"))
        owner.setCheckable(True)
        owner.setChecked(rules.to_owner)
        done = self.tr("Changed; it holds for bookings from now on")
        owner.toggled.connect(lambda on: spawn(self._do(calendar.set_rules(to_owner=on), done), owner=self))
        names: dict[str, str] = {
            "by_hand": self.tr("Meetings: typed in by hand"),
            "tencent": self.tr("Meetings: made in Tencent Meeting"),
            "jitsi": self.tr("Meetings: a room on the fair's Jitsi server"),
        }
        for key in rules.meetings_possible if len(rules.meetings_possible) > 1 else ():
            way = menu.addAction(names.get(key, key))
            way.setCheckable(True)
            way.setChecked(key == rules.meetings)
            way.triggered.connect(
                lambda _on, key=key: spawn(self._do(calendar.set_rules(meetings=key), done), owner=self)
            )

    def open_readiness(self) -> None:
        """See whether everything is there that a negotiation takes."""
        from workstation.ui.meeting.readiness import open_readiness

        open_readiness(self._over, self._desk)

    def open_help(self) -> None:
        """Say how a negotiation works."""
        from workstation.ui.meeting.help_pages import open_help

        open_help(self._over, desk=self._desk)

    # ---- carrying out ----------------------------------------------------------------------------------------------

    def _open(self, dialog: Asking | BatchDialog, decide: Callable[[Any], Coroutine[Any, Any, None]]) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(lambda decision: spawn(self._decide(dialog, decide(decision)), owner=dialog))
        dialog.destroyed.connect(self._on_gone)
        dialog.open()

    def _on_gone(self) -> None:
        self.dialog = None

    async def _decide(self, dialog: Asking | BatchDialog, deciding: Coroutine[Any, Any, None]) -> None:
        dialog.go.setEnabled(False)
        try:
            await deciding
        except Refusal as refusal:
            dialog.go.setEnabled(True)
            dialog.refuse(refusal)
        else:
            dialog.accept()

    async def _did(self, deciding: Coroutine[Any, Any, object]) -> bool:
        try:
            await deciding
        except Refusal as refusal:
            self.refused.emit(refusal)
            return False
        return True

    async def _try(self, deciding: Coroutine[Any, Any, R]) -> R | None:
        try:
            return await deciding
        except Refusal as refusal:
            self.refused.emit(refusal)
            return None

    def _say(self, words: str, undo: Undo) -> None:
        self.done.emit(words, self.tr("Undo"), lambda: spawn(self._did(undo()), owner=self))
