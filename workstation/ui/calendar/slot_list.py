"""The list of slots: filtered by state and days, changed and deleted where nobody has booked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.two_clocks import FAIR_ZONE
from workstation.services.calendar_views import Fixed, SlotFilter, SlotList, SlotStatus
from workstation.ui.calendar import times, wording
from workstation.ui.formats import long_date
from workstation.ui.widgets.chips import ChipBar
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.fields import CalendarField
from workstation.ui.widgets.table import LOW_ROW_HEIGHT, Cell, Column, Row, Table
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.ids import ActionId
    from workstation.services.calendar_views import SlotView

_ALL = "all"
_COLUMNS = (Column("day", 260), Column("hours", 190), Column("places"), Column("state", 150))


class SlotListPage(QWidget):
    """Shows the slots.

    Signals:
        filter_changed(): other slots are wanted: see `wanted`.
        change_wanted(object): give this slot (its view) another time.
        delete_wanted(object): delete these slots (a tuple of ids).
        bookings_wanted(object): show the bookings of this slot (its view).
        new_wanted(): plan slots: there are none.
    """

    filter_changed = Signal()
    change_wanted = Signal(object)
    delete_wanted = Signal(object)
    bookings_wanted = Signal(object)
    new_wanted = Signal()

    def __init__(self, first: date, last: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fair = ZoneInfo(FAIR_ZONE)
        self._views: dict[ActionId, SlotView] = {}
        self._found: SlotList | None = None
        self.status = ChipBar(self)
        self.first, self.last = CalendarField(self), CalendarField(self)
        self.show_range(first, last)
        self.table = Table(_COLUMNS, self, several=True, row_height=LOW_ROW_HEIGHT)
        self.empty = EmptyState(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.why = Words(self, tone="muted", wrap=True)
        self.bookings, self.change, self.delete = QPushButton(self), QPushButton(self), QPushButton(self)
        dash = Words(self, tone="muted")
        dash.setText("–")
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 8)
        top.setSpacing(6)
        top.addWidget(self.status, 1)
        top.addWidget(self.first)
        top.addWidget(dash)
        top.addWidget(self.last)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(16, 8, 16, 12)
        bottom.setSpacing(8)
        bottom.addWidget(self.why, 1)
        for button in (self.bookings, self.change, self.delete):
            bottom.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        column.addLayout(bottom)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.status.chosen.connect(lambda _key: self.filter_changed.emit())
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day: self.filter_changed.emit())
        self.table.selection_moved.connect(self._show_state)
        self.table.activated_key.connect(self._on_activated)
        self.empty.acted.connect(self._on_empty)
        self.bookings.clicked.connect(lambda: self._one(self.bookings_wanted.emit))
        self.change.clicked.connect(lambda: self._one(self.change_wanted.emit))
        self.delete.clicked.connect(lambda: self.delete_wanted.emit(tuple(view.id for view in self.chosen)))

    def show_fair(self, zone: ZoneInfo) -> None:
        """Name the fair's time over the hours."""
        self._fair = zone
        self.retranslate()

    def show_range(self, first: date, last: date) -> None:
        """Begin with other days, without saying so by the signal."""
        for field, day in ((self.first, first), (self.last, last)):
            field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(False)

    def turn(self, by: int, today: date) -> None:
        """Show as many days before or after those, or as many from today on; without saying so by the signal."""
        wanted = self.wanted
        first, last = wanted.first or today, wanted.last or today
        length = max(last - first, timedelta(0))
        first = first + by * (length + timedelta(days=1)) if by else today
        self.show_range(first, first + length)

    @property
    def wanted(self) -> SlotFilter:
        """Which slots the filters ask for."""
        first, last = self.first.date(), self.last.date()
        key = self.status.key
        return SlotFilter(
            first=date(first.year(), first.month(), first.day()),
            last=date(last.year(), last.month(), last.day()),
            status=None if key in ("", _ALL) else SlotStatus(key),
        )

    @property
    def chosen(self) -> list[SlotView]:
        """The chosen slots."""
        return [view for view in self._views.values() if view.id in set(self.table.keys)]

    def show_slots(self, found: SlotList) -> None:
        """Show what was found."""
        self._views = {view.id: view for view in found.rows}
        for status in SlotStatus:
            self.status.set_count(str(status), found.counts.get(status, 0))
        self.table.show_rows([self._row(view) for view in found.rows])
        self._found = found
        self._word_empty()
        for button in (self.change, self.delete):
            button.setVisible(found.rights.manage_slots)
        self._show_state()

    def _row(self, view: SlotView) -> Row:
        begins, ends = view.here
        names = ", ".join(wording.buyer(one) for one in view.bookings)
        tone = "warning" if view.status is SlotStatus.FULL else "muted" if view.status is SlotStatus.PAST else "text"
        state = wording.sent_or_not(self._states()[view.status], waiting=view.waiting)
        return Row(
            view.id,
            (
                Cell(long_date(begins.date())),
                Cell(f"{begins:%H:%M}–{ends:%H:%M}", bold=True),
                Cell(wording.places(view) + (f" · {names}" if names else "")),
                Cell(state, tone=tone),
            ),
            faint=view.status is SlotStatus.PAST,
        )

    def _word_empty(self) -> None:
        """Say why there is no row, and offer the next step."""
        found = self._found
        self._stack.setCurrentWidget(self.empty if found is not None and not found.rows else self.table)
        if found is None or found.rows:
            return
        if any(found.counts.values()):
            self.empty.say("calendar", self.tr("No slot is in this state"), "", self.tr("Show all"))
        elif found.rights.manage_slots:
            self.empty.say(
                "calendar",
                self.tr("No slots on these days yet"),
                self.tr("Buyers book the times that you offer here, on your page or in a chat."),
                self.tr("New slots …"),
            )
        else:
            self.empty.say(
                "calendar", self.tr("No slots on these days yet"), self.tr("Your main account creates them.")
            )

    def _on_empty(self) -> None:
        if self._found is not None and any(self._found.counts.values()):
            self.status.select(_ALL)
            self.filter_changed.emit()
        else:
            self.new_wanted.emit()

    def _states(self) -> dict[SlotStatus, str]:
        return {
            SlotStatus.FREE: self.tr("Free"),
            SlotStatus.BOOKED: self.tr("Booked"),
            SlotStatus.FULL: self.tr("Full"),
            SlotStatus.PAST: self.tr("Past"),
        }

    def _show_state(self) -> None:
        chosen = self.chosen
        why = next((view.fixed for view in chosen if view.fixed is not Fixed.NOT), Fixed.NOT)
        self.why.setText(wording.fixed(why))
        self.bookings.setEnabled(len(chosen) == 1 and chosen[0].slot.booked > 0)
        self.change.setEnabled(len(chosen) == 1 and why is Fixed.NOT)
        self.delete.setEnabled(bool(chosen) and why is Fixed.NOT)
        for button in (self.change, self.delete):
            button.setToolTip(wording.fixed(why))

    def _one(self, tell: Callable[[SlotView], None]) -> None:
        chosen = self.chosen
        if len(chosen) == 1:
            tell(chosen[0])

    def _on_activated(self, key: object) -> None:
        view = next((one for one in self._views.values() if one.id == key), None)
        if view is not None and view.slot.booked:
            self.bookings_wanted.emit(view)
        elif view is not None and view.fixed is Fixed.NOT:
            self.change_wanted.emit(view)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.status.set_chips({_ALL: self.tr("All"), **{str(key): words for key, words in self._states().items()}})
        self.status.set_more_name(self.tr("More states"))
        self.status.setAccessibleName(self.tr("State of the slots"))
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        self.bookings.setText(self.tr("View bookings"))
        self.change.setText(self.tr("Change …"))
        self.delete.setText(self.tr("Delete"))
        self._word_empty()
        self.table.setAccessibleName(self.tr("Slots"))
        self.table.rows_model.set_titles(
            {
                "day": self.tr("Day"),
                "hours": times.fair_name(self._fair.key),
                "places": self.tr("Places taken"),
                "state": self.tr("State"),
            }
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
