"""Reminders of negotiations as people meet them: over the screens, on the desktop, in the tray's menu."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from workstation.domain.booking import BookingState
from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.services.reminder_times import Reminder, ReminderKind, attended
from workstation.ui.bus import Bus
from workstation.ui.calendar import wording as calendar_wording
from workstation.ui.desktop_notices import OPEN, DesktopNotices
from workstation.ui.loop import Latest, spawn
from workstation.ui.meeting import wording
from workstation.ui.meeting.in_chat import MeetingInChat
from workstation.ui.meeting.reminder_lines import DISMISS, ENTER, NAME, SNOOZE, ReminderLines
from workstation.ui.notices import in_quiet_hours
from workstation.ui.places import Place

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.calendar_views import BookingView
    from workstation.services.desk import Desk
    from workstation.ui.main_window import MainWindow
    from workstation.ui.palette_list import Entry
    from workstation.ui.tray import Tray

SNOOZE_S: Final = 5 * 60
_MINUTE_MS: Final = 60_000
_AHEAD: Final = timedelta(hours=24)
"""So far ahead the tray's menu names the next negotiation."""
_IDS: Final = "reminder:"
_NAMED: Final = 200
"""So many bookings are found by name in the palette."""


class Reminding(QObject):
    """Shows what `desk.reminders` says is due, and does what is chosen.

    Args:
        desk: whose negotiations.
        bus: tells what changes.
        clock: tells the time.
        window: over whose screens the lines stand.
        notices: shows them on the desktop.
        sound: plays the sound of a name.

    Signals:
        window_wanted(): bring the window to the front: something was chosen outside it.
    """

    window_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        bus: Bus,
        clock: Clock,
        window: MainWindow,
        notices: DesktopNotices,
        sound: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._window = window
        self._notices = notices
        self._sound = sound
        self._tray: Tray | None = None
        self._lines: ReminderLines | None = None
        self.in_chat: MeetingInChat | None = None
        self._due: dict[ActionId, Reminder] = {}
        self._mine: tuple[BookingView, ...] = ()
        self._waiting: tuple[BookingView, ...] = ()
        self._next: BookingView | None = None
        self._reading = Latest(self)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        bus.changed.connect(self._on_changed)
        bus.language_changed.connect(self._show)
        notices.acted.connect(self._on_acted_outside)
        self._undo = desk.reminders.on_due(self._on_due)
        window.more_actions.append(self._entries)

    def start(self) -> None:
        """Begin to remind."""
        chat = self._window.workplace.chat
        if chat is not None:
            self.in_chat = MeetingInChat(chat, self._clock.now)
            self.in_chat.enter_wanted.connect(lambda booking_id: self.act(booking_id, ENTER))
        self._desk.reminders.start()
        self._minute.start()
        self._reading.run(self._read())

    def stop(self) -> None:
        """Remind no more."""
        self._minute.stop()
        self._reading.cancel()
        self._undo()
        self._window.more_actions.remove(self._entries)
        if self.in_chat is not None:
            self.in_chat.show_mine(())
            self.in_chat = None
        if self._lines is not None:
            self._window.floating.remove(self._lines)
            self._lines.hide()
            self._lines.deleteLater()
            self._lines = None

    def set_tray(self, tray: Tray) -> None:
        """Name the next negotiation in this tray's menu."""
        self._tray = tray
        tray.next_wanted.connect(self.open_next)
        self._show_next()

    @property
    def due(self) -> tuple[Reminder, ...]:
        """What stands over the screens, the next to begin first."""
        return tuple(sorted(self._due.values(), key=lambda one: one.view.booking.starts_at))

    # ---- what is due -------------------------------------------------------------------------------------------------

    def _on_due(self, reminders: tuple[Reminder, ...]) -> None:
        for one in reminders:
            self._due[one.view.id] = one
        self._show()
        news = [one for one in reminders if not one.again]  # what stood there before the start is no news
        if not news:
            return
        settings = self._desk.settings.get()
        if not in_quiet_hours(settings.quiet_hours, self._clock.now().astimezone()):
            self._sound(settings.sound)
        if not self._window.isActiveWindow():
            for one in news:
                spawn(self._on_desktop(one), owner=self)

    async def _on_desktop(self, one: Reminder) -> None:
        await self._notices.remind(f"{_IDS}{one.view.id}", self.said(one), self.more(one), self._choices(one))

    def _choices(self, one: Reminder) -> list[tuple[str, str]]:
        if one.kind is ReminderKind.MISSED:
            return [(DISMISS, self.tr("I know"))]
        snooze = (SNOOZE, self.tr("In 5 minutes"))
        return [(ENTER, self.tr("Enter")) if one.view.mine else (NAME, self.tr("Name somebody")), snooze]

    def said(self, one: Reminder) -> str:
        """Return a reminder in one line."""
        name, time = calendar_wording.buyer(one.view), wording.time_of(one.view)
        if one.kind is ReminderKind.MISSED:
            return self.tr("Missed: negotiation with {name} at {time}").format(name=name, time=time)
        distance = wording.distance(one.view, self._clock.now())
        return self.tr("Negotiation with {name} {distance}").format(name=name, distance=distance)

    def more(self, one: Reminder) -> str:
        """Return when it is on both clocks, or what to do about one that nobody can receive."""
        if not one.view.mine:
            return self.tr("Nobody is named who can receive them: {when}").format(when=wording.here(one.view))
        parts = (wording.here(one.view), wording.there(one.view))
        return "\n".join(part for part in parts if part)

    # ---- what is chosen ----------------------------------------------------------------------------------------------

    def _on_acted_outside(self, key: str, action: str) -> None:
        if key.startswith(_IDS):
            if action != SNOOZE:
                self.window_wanted.emit()
            self.act(ActionId(UUID(key.removeprefix(_IDS))), action)

    def act(self, booking_id: ActionId, action: str) -> None:
        """Do what was chosen about a booking; opening it starts nothing, entering does."""
        due = self._due.get(booking_id)
        if action == NAME or (action == OPEN and due is not None and not due.view.mine):
            self._window.places.open(Place(kind="calendar", booking=booking_id))
            self._settle(booking_id, self._desk.reminders.dismiss(booking_id))
        elif action in (ENTER, OPEN):
            self._open(booking_id, start=action == ENTER)
            self._settle(booking_id, self._desk.reminders.dismiss(booking_id))
        elif action == SNOOZE:
            self._settle(booking_id, self._desk.reminders.snooze(booking_id, SNOOZE_S))
        elif action == DISMISS:
            self._settle(booking_id, self._desk.reminders.dismiss(booking_id))

    def open_next(self) -> None:
        """Lead to the next negotiation."""
        if self._next is not None:
            self.window_wanted.emit()
            self._open(self._next.id, start=True)

    def _entries(self) -> Iterator[Entry]:
        """Yield what the palette offers about negotiations."""
        from workstation.ui.meeting.help_pages import open_help
        from workstation.ui.meeting.readiness import open_readiness
        from workstation.ui.palette_list import DO, GO, Entry

        window, desk = self._window, self._desk
        if self._next is not None:
            words = self.tr("Enter the next negotiation")
            yield Entry("calendar", words, self._next_words(), self.open_next, group=GO, also="enter next negotiation")
        now = self._clock.now()
        coming = {one.id: one for one in (*self._waiting, *self._mine) if one.booking.ends_at > now}
        for one in list(coming.values())[:_NAMED]:
            words = self.tr("Booking: {buyer}").format(buyer=calendar_wording.buyer(one))
            lead = partial(window.places.open, Place(kind="calendar", booking=one.id))
            detail = " · ".join((wording.here(one), calendar_wording.state(one)))
            also = f"booking {one.buyer_company} {one.id}"
            yield Entry("calendar", words, detail, lead, group=GO, also=also, quiet=True)
        ready, helping = self.tr("Check my readiness for negotiations"), self.tr("Help with negotiations")
        yield Entry("check", ready, "", lambda: open_readiness(window, desk), group=DO, also="readiness meeting")
        yield Entry(
            "help", helping, "", lambda: open_help(window, desk=desk), group=DO, also="help negotiation meeting"
        )

    def _open(self, booking_id: ActionId, *, start: bool) -> None:
        from workstation.ui.meeting.enter import open_enter

        open_enter(self._window, self._desk, booking_id, start=start, now=self._clock.now)

    def _settle(self, booking_id: ActionId, work: Coroutine[Any, Any, None]) -> None:
        self._due.pop(booking_id, None)
        self._show()
        spawn(self._settled(booking_id, work), owner=self)

    async def _settled(self, booking_id: ActionId, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Refusal as refusal:
            if refusal.code != "not_found":  # gone meanwhile: nothing is left to say about it
                self._window.toast_words(wording.refused(refusal.code, refusal.params))
        await self._notices.withdraw(f"{_IDS}{booking_id}")

    # ---- what goes on ------------------------------------------------------------------------------------------------

    def _on_changed(self, change: ChangeSet) -> None:
        if change.bookings or change.everything or change.buyers:
            self._reading.run(self._read())

    def _on_minute(self) -> None:
        if self.in_chat is not None:
            self.in_chat.tick()
        self._show()
        self._show_next()

    async def _read(self) -> None:
        """Look at what is shown again: a booking may have been moved, cancelled, entered or taken from me."""
        try:
            self._mine = await self._desk.calendar.mine()
            self._waiting = await self._desk.calendar.awaiting_me()
            if self.in_chat is not None:
                self.in_chat.show_mine(self._mine)
            for booking_id, one in list(self._due.items()):
                view = await self._desk.calendar.booking(booking_id)
                if view is None or self._is_over(one, view):
                    del self._due[booking_id]
                    await self._notices.withdraw(f"{_IDS}{booking_id}")
        except Refusal:
            return  # closed, or being read afresh: looked at again with the next change
        self._show()
        self._show_next()

    def _is_over(self, one: Reminder, view: BookingView) -> bool:
        booking = view.booking
        return (
            booking.state is BookingState.CANCELLED
            or attended(booking)
            or booking.starts_at != one.view.booking.starts_at
        )

    def _show(self) -> None:
        if self._lines is None:
            if not self._due:
                return
            self._lines = ReminderLines(self._window, self._window.screens)
            self._lines.acted.connect(self.act)
            self._window.floating.append(self._lines)
        self._lines.show_reminders(
            [(one.view.id, self.said(one), self.more(one), one.kind, one.view.mine) for one in self.due]
        )

    def _show_next(self) -> None:
        now: datetime = self._clock.now()
        self._next = next(
            (one for one in self._mine if now < one.booking.ends_at and one.booking.starts_at < now + _AHEAD), None
        )
        if self._tray is not None:
            soon = self._next is not None and wording.about_time(self._next.booking, now)
            words = self.tr("Enter negotiation: {what}") if soon else self.tr("Next negotiation: {what}")
            self._tray.set_next(words.format(what=self._next_words()) if self._next is not None else "")

    def _next_words(self) -> str:
        if self._next is None:
            return ""
        return self.tr("{time}, {name}").format(
            time=wording.time_of(self._next), name=calendar_wording.buyer(self._next)
        )
