"""The calendar's screen: days, agenda or slots, and beside them the booking one has chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.account import AccountKind
from workstation.domain.errors import Refusal
from workstation.domain.two_clocks import FAIR_ZONE
from workstation.domain.two_clocks import zone as zone_of
from workstation.services.calendar_views import Fixed
from workstation.ui.calendar import contents, times, toolbar, wording
from workstation.ui.calendar.agenda import Agenda
from workstation.ui.calendar.blocks import Block, Target
from workstation.ui.calendar.booking_panel import BookingPanel
from workstation.ui.calendar.day_head import DayHead
from workstation.ui.calendar.deeds import Deeds
from workstation.ui.calendar.grid import DayGrid
from workstation.ui.calendar.saving import Saving, Stretch
from workstation.ui.calendar.slot_list import SlotListPage
from workstation.ui.calendar.waiting_line import WaitingLine
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.meeting.lead_choice import LeadChoice
from workstation.ui.read_when_seen import ReadWhenSeen
from workstation.ui.refused import reason
from workstation.ui.tasks import spawn
from workstation.ui.theme import tokens

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.domain.clock import Clock
    from workstation.domain.ids import ActionId
    from workstation.services.calendar_views import BookingView, CalendarSpan, SlotView
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_WEEK: Final = 7
_AGENDA_DAYS: Final = 14
_MINUTE_MS: Final = 60_000
_REST_MS: Final = 120
_PANEL_FROM: Final = 860
"""Below this width the booking stands over the calendar, not beside it."""


class CalendarView(ReadWhenSeen):
    """Signals:
    conversation_wanted(object): show this conversation in the inbox.
    done(str, str, object): something was done: words, the words of a button or nothing, what the button does.
    """

    conversation_wanted = Signal(object)
    done = Signal(str, str, object)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(bus, parent, rest_ms=_REST_MS)
        self._desk = desk
        self._bus = bus
        self._clock = clock
        self._fair = ZoneInfo(FAIR_ZONE)
        self._span: CalendarSpan | None = None
        self._slots: dict[ActionId, SlotView] = {}
        self._bookings: dict[ActionId, BookingView] = {}
        self._wanted: ActionId | None = None
        self._ranged = False
        self._to_panel = False
        manage = desk.me.kind is AccountKind.MAIN
        self.bar = toolbar.CalendarBar(self)
        self.notice = NoticeLine(self, reason)
        self.waiting = WaitingLine(self)
        self.grid = DayGrid(self._fair, clock, may_change=manage, parent=self)
        self.head = DayHead(self._fair, clock, self)
        self.agenda = Agenda(self)
        self._day = clock.now().astimezone(self._fair).date()
        self.slots = SlotListPage(self._day, self._day + timedelta(days=60), self)
        self.panel = BookingPanel(self)
        self.panel.hide()
        self.lead = LeadChoice(desk, self.panel)
        self.panel.add_more(self.lead)
        self.saving = Saving(desk, self)
        self.deeds = Deeds(desk, clock, self.saving, self)
        self.bar.show_rights(manage=manage, whole=manage)
        if manage:
            self.bar.whose.select(toolbar.WHOLE)
        self._lay_out()
        self._connect()
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self.renew)
        self.retranslate()

    def _lay_out(self) -> None:
        days = QWidget(self)
        column = QVBoxLayout(days)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.grid, 1)
        self._days = days
        self._stack = QStackedWidget(self)
        for page in (days, self.agenda, self.slots):
            self._stack.addWidget(page)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.waiting)
        whole.addWidget(self.notice)
        whole.addLayout(middle, 1)

    def _connect(self) -> None:
        bar, grid, agenda, slots, deeds = self.bar, self.grid, self.agenda, self.slots, self.deeds
        bar.view_chosen.connect(lambda _key: self.renew())
        bar.whose_chosen.connect(lambda _key: self.renew())
        bar.turned.connect(self._turn)
        bar.new_wanted.connect(self.open_new)
        bar.print_wanted.connect(lambda: self.saving.open_print(self._stretch))
        bar.more_wanted.connect(self._open_more)
        self.head.day_chosen.connect(self.open_day)
        grid.chosen.connect(self._on_chosen)
        grid.opened.connect(self._on_opened)
        grid.drawn.connect(deeds.create)
        grid.dragged.connect(self._on_dragged)
        grid.menu_wanted.connect(self._open_menu)
        agenda.chosen.connect(self._show_booking)
        agenda.opened.connect(self._show_booking)
        agenda.menu_wanted.connect(self._open_agenda_menu)
        slots.filter_changed.connect(self.renew)
        slots.change_wanted.connect(deeds.open_change)
        slots.delete_wanted.connect(deeds.delete)
        slots.bookings_wanted.connect(self._on_bookings)
        slots.new_wanted.connect(self.open_new)
        self.panel.wanted.connect(deeds.do)
        self.panel.closed.connect(lambda: self._show_booking(None))
        self.waiting.wanted.connect(self.open_booking)
        deeds.done.connect(self.done)
        deeds.done.connect(lambda *_said: self.notice.clear())  # what was refused before is over
        deeds.refused.connect(self.notice.say)
        deeds.made.connect(self._on_made)
        self.saving.done.connect(self.done)
        self.saving.refused.connect(self.notice.say)
        deeds.conversation_wanted.connect(self.conversation_wanted)

    # ---- which days ------------------------------------------------------------------------------------------------

    @property
    def days(self) -> list[date]:
        """The days in view, of the fair's calendar."""
        key = self.bar.views.key
        if key == toolbar.DAY:
            return [self._day]
        if key == toolbar.WEEK:
            first = self._day - timedelta(days=self._day.weekday())
            return [first + timedelta(days=i) for i in range(_WEEK)]
        if key == toolbar.SLOTS:  # its filters say which
            wanted = self.slots.wanted
            return [wanted.first or self._day, wanted.last or self._day]
        return [self._day + timedelta(days=i) for i in range(_AGENDA_DAYS)]

    def _turn(self, by: int) -> None:
        today = self._clock.now().astimezone(self._fair).date()
        if self.bar.views.key == toolbar.SLOTS:
            self.slots.turn(by, today)
            self.renew()
            return
        step = {toolbar.DAY: 1, toolbar.WEEK: _WEEK}.get(self.bar.views.key, _AGENDA_DAYS)
        self._day = self._day + timedelta(days=by * step) if by else today
        if self.bar.views.key == toolbar.WEEK:  # another view of that week begins where the week does
            days = self.days
            self._day = today if today in days else days[0]
        if not by:
            self.grid.scroll_anew()
        self.renew()

    def _on_made(self, first: date) -> None:
        """What was made is to be seen, wherever its days are."""
        if self.bar.views.key in (toolbar.WEEK, toolbar.DAY) and first not in self.days:
            self._day = first
            self.renew()

    def open_day(self, day: date) -> None:
        """Turn to one day."""
        self._day = day
        self.bar.views.select(toolbar.DAY)
        self.renew()

    def open_booking(self, booking_id: ActionId) -> None:
        """Turn to a booking and show it; the keyboard goes there too, but for who goes on through what waits."""
        self._wanted = booking_id
        self._to_panel = not self.waiting.isAncestorOf(self.focusWidget() or self)
        spawn(self._go_to(booking_id), owner=self)

    async def _go_to(self, booking_id: ActionId) -> None:
        view = await self._desk.calendar.booking(booking_id)
        if view is None:
            self.notice.say(Refusal("not_found"))
            return
        self._day = view.clocks.here.begins.date()
        if self.bar.views.key == toolbar.SLOTS:
            self.bar.views.select(toolbar.WEEK)
        if not view.mine:
            self.bar.whose.select(toolbar.WHOLE)
        self.grid.leave_current()  # else its going from sight would close what is to be shown
        self.renew()

    # ---- reading ---------------------------------------------------------------------------------------------------

    async def _read(self) -> None:
        calendar = self._desk.calendar
        whole = self.bar.whose.key == toolbar.WHOLE
        cancelled = self.bar.views.key == toolbar.AGENDA
        try:
            if self.bar.views.key == toolbar.SLOTS and not self._ranged:
                await self._show_fair_days()
            days = self.days
            span = await calendar.span(days[0], days[-1], whole=whole, cancelled=cancelled)
            listed = await calendar.slots(self.slots.wanted) if self.bar.views.key == toolbar.SLOTS else None
            if self._wanted is not None and (wanted := await calendar.booking(self._wanted)) is not None:
                self._bookings[wanted.id] = wanted
            waiting = await calendar.awaiting_me()
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        self._take(span)
        self.waiting.show_waiting(waiting)
        if listed is not None:
            self.slots.show_slots(listed)
            self._slots |= {view.id: view for view in listed.rows}
        self._show(days, span)

    async def _show_fair_days(self) -> None:
        """The list begins with the fair's days (domain.md §4)."""
        from workstation.ui.calendar.phases import fair_days

        days = fair_days((await self._desk.calendar.rules()).rules)
        if days is not None:
            self.slots.show_range(days.first, days.last)
        self._ranged = True

    def _take(self, span: CalendarSpan) -> None:
        self._span = span
        self._slots = {view.id: view for view in span.slots}
        wanted = [view for view in self._bookings.values() if view.id == self._wanted]  # perhaps on another day
        beside = [view for slot in span.slots for view in slot.bookings]
        self._bookings = {view.id: view for view in (*wanted, *beside, *span.bookings)}
        if span.zone != self._fair:
            self._fair = span.zone
            for part in (self.grid, self.head, self.slots):
                part.show_fair(span.zone)

    def _show(self, days: Sequence[date], span: CalendarSpan) -> None:
        key = self.bar.views.key
        self.bar.show_rights(manage=span.rights.manage_slots, whole=span.rights.whole)
        self.bar.show_days(days[0], days[-1])
        if key in (toolbar.WEEK, toolbar.DAY):
            self._stack.setCurrentWidget(self._days)
            if tuple(days) != self.grid.grid.days:
                self.grid.show_days(days)
            self.grid.show_blocks(self._blocks(span))
            self.grid.show_hint(self._hint(days, span))
            self.head.show_days(days, contents.counts(span))
        elif key == toolbar.AGENDA:
            self._stack.setCurrentWidget(self.agenda)
            self.agenda.show_bookings(span.bookings)
        else:
            self._stack.setCurrentWidget(self.slots)
        self._show_booking(self._wanted)

    def _hint(self, days: Sequence[date], span: CalendarSpan) -> str:
        """Say why the days are empty, and what to do about it."""
        if days[-1] < self._clock.now().astimezone(self._fair).date():
            return self.tr("There were no slots on these days.")
        if span.rights.manage_slots:
            return self.tr("No slots on these days yet. Drag over the hours to make one, or press New slots for many.")
        return self.tr("No slots on these days yet. Your main account creates them.")

    def _blocks(self, span: CalendarSpan) -> list[Block]:
        """In one's own schedule others' bookings count as places taken, and are not named."""
        mine = {view.id for view in span.bookings}
        found = []
        for block in contents.blocks(span):
            found.append(block._replace(chips=tuple(chip for chip in block.chips if chip.booking_id in mine)))
        return found

    def concerned(self, change: ChangeSet) -> bool:
        return change.everything or bool(change.slots or change.bookings or change.accounts or change.buyers)

    # ---- one booking -----------------------------------------------------------------------------------------------

    def _show_booking(self, booking_id: ActionId | None) -> None:
        self._wanted = booking_id
        view = self._bookings.get(booking_id) if booking_id is not None else None
        self.panel.show_booking(view)
        self.lead.show_booking(view)
        self.waiting.show_current(booking_id)
        other = zone_of(view.clocks.there.zone) if view is not None and view.clocks.there is not None else None
        self.grid.show_other(other)
        name = times.place(view.clocks.there.zone) if view is not None and view.clocks.there is not None else ""
        self.head.show_clocks(times.fair_name_short(self._fair.key), name, other)
        self.head.set_margin(self.grid.verticalScrollBar().width())
        if view is None:
            return
        if self._to_panel:
            self._to_panel = False
            self.panel.setFocus(Qt.FocusReason.OtherFocusReason)
        target = Target(view.booking.slot_id, view.id)
        if self.grid.current != target and self._stack.currentWidget() is self._days:
            self.grid.go_to(target)
        elif self._stack.currentWidget() is self.agenda and self.agenda.current != view.id:
            self.agenda.choose(view.id)

    def _on_chosen(self, target: Target | None) -> None:
        booking_id = target.booking_id if target is not None else None
        if booking_id is not None or self._wanted is not None:
            self._show_booking(booking_id)

    def _on_opened(self, target: Target) -> None:
        if target.booking_id is not None:
            self._show_booking(target.booking_id)
            self.panel.setFocus()
            return
        view = self._slots.get(target.slot_id)
        if view is not None and view.fixed is Fixed.NOT:
            self.deeds.open_change(view)
        elif view is not None and view.bookings:
            self._show_booking(view.bookings[0].id)

    def _on_bookings(self, view: SlotView) -> None:
        self._day = view.here[0].date()
        self.bar.views.select(toolbar.DAY)
        self._wanted = view.bookings[0].id if view.bookings else None
        self.grid.leave_current()
        self.renew()

    def _on_dragged(self, slot_id: ActionId, starts_at: datetime, ends_at: datetime) -> None:
        view = self._slots.get(slot_id)
        if view is not None:
            self.deeds.move(view, starts_at, ends_at)

    # ---- menus -----------------------------------------------------------------------------------------------------

    def _open_menu(self, at: object, where: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if isinstance(at, Target):
            self._fill_menu(menu, at)
        elif isinstance(at, datetime) and self._span is not None and self._span.rights.manage_slots:
            create = menu.addAction(self.tr("Create a slot here"))
            create.triggered.connect(lambda: self.deeds.create(at, at + timedelta(minutes=30)))
            menu.addAction(self.tr("New slots …")).triggered.connect(self.open_new)
        if not menu.isEmpty():
            menu.popup(where)

    def _open_agenda_menu(self, booking_id: ActionId | None, where: QPoint) -> None:
        view = self._bookings.get(booking_id) if booking_id is not None else None
        if view is not None:
            self._show_booking(view.id)  # the menu offers what the panel's buttons do
            self._open_menu(Target(view.booking.slot_id, view.id), where)

    def _fill_menu(self, menu: QMenu, target: Target) -> None:
        booking = self._bookings.get(target.booking_id) if target.booking_id is not None else None
        if booking is not None:
            offered = self.panel.offered(booking)
            for deed, button in self.panel.buttons.items():
                if deed in offered:
                    action = menu.addAction(button.text())
                    action.triggered.connect(
                        lambda _checked=False, deed=deed, booking=booking: self.deeds.do(deed, booking)
                    )
            return
        view = self._slots.get(target.slot_id)
        if view is None:
            return
        menu.setToolTipsVisible(True)
        change = menu.addAction(self.tr("Change …"))
        change.triggered.connect(lambda: self.deeds.open_change(view))
        delete = menu.addAction(self.tr("Delete"))
        delete.triggered.connect(lambda: self.deeds.delete((view.id,)))
        for action in (change, delete):
            action.setEnabled(view.fixed is Fixed.NOT)
            action.setToolTip(wording.fixed(view.fixed))
        if view.bookings:
            menu.addAction(self.tr("View bookings")).triggered.connect(lambda: self._on_bookings(view))

    def open_new(self) -> None:
        """Plan many slots."""
        self.deeds.open_batch(max(self._day, self._clock.now().astimezone(self._fair).date()))

    def _open_more(self) -> None:
        spawn(self._fill_more(), owner=self)

    async def _fill_more(self) -> None:
        rules = await self._desk.calendar.rules()
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if rules.editable:
            self.deeds.add_rules(menu, rules.rules)
            menu.addSeparator()
        pdf, file = (
            menu.addAction(self.tr("Save the agenda as PDF …")),
            menu.addAction(self.tr("Save for another calendar …")),
        )
        pdf.triggered.connect(lambda: self.saving.open_pdf(self._stretch))
        file.triggered.connect(lambda: self.saving.open_days(self._stretch))
        menu.addAction(self.tr("Subscribe in another calendar …")).triggered.connect(self.open_feeds)
        menu.addSeparator()
        menu.addAction(self.tr("Ready for a negotiation?")).triggered.connect(self.deeds.open_readiness)
        menu.addAction(self.tr("How a negotiation works")).triggered.connect(self.deeds.open_help)
        menu.popup(self.bar.more.mapToGlobal(QPoint(0, self.bar.more.height() + 2)))

    def open_feeds(self) -> None:
        """Show one's secret calendar addresses."""
        from workstation.ui.calendar.feeds_dialog import FeedsDialog

        whole = self._span is not None and self._span.rights.whole
        self.feeds = FeedsDialog(self._desk.calendar_feeds, self._bus, whole=whole, parent=self)
        self.feeds.open()

    @property
    def _stretch(self) -> Stretch:
        days = self.days
        return Stretch(days[0], days[-1], self.bar.whose.key == toolbar.WHOLE)

    # ---- events ----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.grid.setAccessibleName(self.tr("Slots and bookings"))
        self._show_booking(self._wanted)

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        super().forget()
        self._minute.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack.setVisible(self.width() >= _PANEL_FROM or self.panel.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.panel.isHidden():  # a step back is the panel first
            self._show_booking(None)
            (self.grid if self._stack.currentWidget() is self._days else self._stack).setFocus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.fillRect(self.bar.geometry(), colours.surface)
        painter.fillRect(0, self.bar.geometry().bottom(), self.width(), 1, colours.border)
        painter.end()
