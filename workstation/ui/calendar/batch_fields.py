"""The fields of a plan of slots: days, weekdays, hours, length, lunch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale, QTime, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QWidget

from workstation.domain.slot import MAX_SLOT_MINUTES, MIN_SLOT_MINUTES, SLOT_MINUTES
from workstation.domain.slot_batch import EVERY_DAY, Days, Pause, SlotPlan
from workstation.ui.calendar import times, wording
from workstation.ui.formats import long_date
from workstation.ui.widgets.buttons import Check, Choice
from workstation.ui.widgets.chips import ChipButton
from workstation.ui.widgets.fields import DayField, NumberField, TimeField
from workstation.ui.widgets.words import Words

_OWN: Final = "own"


class Phase(NamedTuple):
    """A stretch of the fair's days one can choose by name."""

    name: str
    days: Days


def _time(field: TimeField) -> time:
    shown = field.time()
    return time(shown.hour(), shown.minute())


def _day(field: DayField) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())


class BatchFields(QWidget):
    """Edits a `SlotPlan`.

    Signals:
        changed(): the plan is another one now.
    """

    changed = Signal()

    def __init__(self, phases: Sequence[Phase], first: date, fair: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fair = fair
        self._phases = list(phases)
        self.phase = Choice(self)
        self.first, self.last = DayField(self), DayField(self)
        self.weekdays = [ChipButton(self) for _ in range(7)]
        self.begins, self.ends = TimeField(QTime(9, 0), self), TimeField(QTime(18, 0), self)
        self.minutes, self.gap = NumberField(self), NumberField(self)
        self.lunch = Check(self)
        self.lunch_begins, self.lunch_ends = TimeField(QTime(12, 0), self), TimeField(QTime(13, 0), self)
        self._fill(first)
        self._lay_out()
        self._connect()

    def _fill(self, first: date) -> None:
        for place, phase in enumerate(self._phases):
            self.phase.addItem(phase.name, place)
        self.phase.addItem(self.tr("Days of my own choice"), _OWN)
        coming = next((i for i, phase in enumerate(self._phases) if phase.days.last >= first), None)
        days = self._phases[coming].days if coming is not None else Days(first=first, last=first + timedelta(days=4))
        self.phase.setCurrentIndex(coming if coming is not None else self.phase.count() - 1)
        self._show_days(days)
        self.minutes.setRange(MIN_SLOT_MINUTES, MAX_SLOT_MINUTES)
        self.minutes.setSingleStep(5)
        self.minutes.setValue(SLOT_MINUTES)
        self.minutes.setSuffix(self.tr(" min"))
        self.gap.setRange(0, 240)
        self.gap.setSingleStep(5)
        self.gap.setSuffix(self.tr(" min"))
        self.lunch.setChecked(True)
        for day, button in enumerate(self.weekdays):
            button.setText(QLocale().dayName(day + 1, QLocale.FormatType.ShortFormat))
            button.setAccessibleName(QLocale().dayName(day + 1))
            button.setChecked(True)

    def _show_days(self, days: Days) -> None:
        self._length = (days.last - days.first).days
        for field, day in ((self.first, days.first), (self.last, days.last)):
            field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.setToolTip(long_date(day))
            field.blockSignals(False)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(12)
        if self._phases:
            self._row(form, self.tr("Phase of the fair"), self.phase)
        self._row(form, self.tr("Days"), self.first, "–", self.last)
        self._row(form, self.tr("On"), *self.weekdays)
        self._row(
            form, self.tr("Hours, {zone}").format(zone=times.fair_name(self._fair.key)), self.begins, "–", self.ends
        )
        self._row(form, self.tr("Length of a slot"), self.minutes, wording.slot_bounds())
        self._row(form, self.tr("Pause between slots"), self.gap)
        self.lunch.setText(self.tr("Lunch"))
        self._row(form, "", self.lunch, self.lunch_begins, "–", self.lunch_ends)
        names = {
            self.first: self.tr("First day"),
            self.last: self.tr("Last day"),
            self.begins: self.tr("From"),
            self.ends: self.tr("Until"),
            self.lunch_begins: self.tr("Lunch begins"),
            self.lunch_ends: self.tr("Lunch ends"),
        }
        for field, name in names.items():
            field.setAccessibleName(name)

    def _row(self, form: QFormLayout, name: str, *parts: QWidget | str) -> None:
        label = Words(self)
        label.setText(name)
        line = QHBoxLayout()
        line.setSpacing(6)
        widgets = [part for part in parts if isinstance(part, QWidget)]
        for part in parts:
            if isinstance(part, str):
                dash = Words(self, tone="muted")
                dash.setText(part)
                line.addWidget(dash)
            else:
                line.addWidget(part)
                if not part.accessibleName():
                    part.setAccessibleName(name)
        line.addStretch(1)
        label.setBuddy(widgets[0])
        form.addRow(label, line)

    def _connect(self) -> None:
        self.phase.activated.connect(self._on_phase)
        self.first.dateChanged.connect(self._on_first)
        self.last.dateChanged.connect(self._on_day)
        for button in self.weekdays:
            button.toggled.connect(lambda _on: self.changed.emit())
        for field in (self.begins, self.ends, self.lunch_begins, self.lunch_ends):
            field.timeChanged.connect(lambda _time: self.changed.emit())
        for number in (self.minutes, self.gap):
            number.valueChanged.connect(lambda _value: self.changed.emit())
        self.lunch.toggled.connect(self._on_lunch)

    def _on_phase(self) -> None:
        place = self.phase.currentData()
        if isinstance(place, int):
            self._show_days(self._phases[place].days)
            self.changed.emit()

    def _on_first(self, first: QDate) -> None:
        """A first day behind the last one takes the last one along: as many days as there were."""
        if first > self.last.date():
            self.last.blockSignals(True)
            self.last.setDate(first.addDays(self._length))
            self.last.blockSignals(False)
        self._on_day()

    def _on_day(self) -> None:
        self.phase.setCurrentIndex(self.phase.count() - 1)
        self._length = max(0, self.first.date().daysTo(self.last.date()))
        for field in (self.first, self.last):
            field.setToolTip(long_date(_day(field)))
        self.changed.emit()

    def _on_lunch(self, on: bool) -> None:
        self.lunch_begins.setEnabled(on)
        self.lunch_ends.setEnabled(on)
        self.changed.emit()

    @property
    def plan(self) -> SlotPlan:
        """What the fields say."""
        on = frozenset(day for day, button in enumerate(self.weekdays) if button.isChecked())
        lunch = Pause(begins=_time(self.lunch_begins), ends=_time(self.lunch_ends))
        return SlotPlan(
            days=(Days(first=_day(self.first), last=_day(self.last)),),
            weekdays=on if len(on) < 7 else EVERY_DAY,
            begins=_time(self.begins),
            ends=_time(self.ends),
            minutes=self.minutes.value(),
            gap_minutes=self.gap.value(),
            pauses=(lunch,) if self.lunch.isChecked() else (),
        )
