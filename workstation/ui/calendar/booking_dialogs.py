"""What is asked before something is done about a booking: words for the buyer, another time, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QWidget

from workstation.domain.booking import MAX_WORDS_CHARS, Outcome
from workstation.domain.errors import Refusal
from workstation.domain.slot import MAX_SLOT_MINUTES, MIN_SLOT_MINUTES
from workstation.domain.two_clocks import two_clocks
from workstation.ui.calendar import times, wording
from workstation.ui.calendar.asking import Asking, words_field
from workstation.ui.widgets.buttons import Check, Choice
from workstation.ui.widgets.fields import CalendarField, NumberField, TimeField
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.calendar_views import BookingView, SlotView


class WordsDialog(Asking):
    """Asks for words that go with a decision; says who will read them. Decides with the words."""

    def __init__(self, title: str, go: str, consequence: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(title, go, parent)
        self.words = words_field(placeholder, placeholder, self)
        self.say_consequence(consequence)
        self.lay_out([self.words])
        self.words.setFocus()

    def decide(self) -> None:
        said = self.words.toPlainText().strip()
        if len(said) > MAX_WORDS_CHARS:
            self.refuse(Refusal("text_too_long", {"limit": MAX_WORDS_CHARS, "length": len(said)}))
            return
        self.decided.emit(said)


class Time(NamedTuple):
    """A time somebody chose."""

    starts_at: datetime
    ends_at: datetime
    words: str = ""


class TimeDialog(Asking):
    """Chooses a time: of a new slot, of an unbooked one that moves, or one that is proposed to a buyer.

    Decides with a `Time`. With a booking it says how the time reads for the buyer, and takes words for them.
    """

    def __init__(
        self,
        title: str,
        go: str,
        fair: ZoneInfo,
        now: datetime,
        span: tuple[datetime, datetime],
        *,
        booking: BookingView | None = None,
        free: Sequence[SlotView] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, go, parent)
        self._fair = fair
        self._now = now
        self._booking = booking
        self._free = list(free)
        self.slots = Choice(self)
        self.day = CalendarField(self)
        self.begins = TimeField(QTime(9, 0), self)
        self.minutes = NumberField(self)
        self.minutes.setRange(MIN_SLOT_MINUTES, MAX_SLOT_MINUTES)
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(self.tr(" min"))
        self.mind = Words(self, tone="warning", wrap=True)
        self.words = words_field(
            self.tr("Words for the buyer"), self.tr("Words for the buyer (may stay empty)"), self, 64
        )
        self.words.setVisible(booking is not None)
        self._show(*span)
        self._build()
        self._look()

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(10)
        if self._free:
            self.slots.addItem(self.tr("Another time"), None)
            for place, view in enumerate(self._free):
                begins, ends = view.here
                self.slots.addItem(f"{begins:%Y-%m-%d %H:%M}–{ends:%H:%M} · {wording.places(view)}", place)
            self._row(form, self.tr("One of the open slots"), self.slots)
            self.slots.activated.connect(self._on_slot)
        else:
            self.slots.hide()
        self._row(form, self.tr("Day"), self.day)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.begins)
        line.addWidget(self.minutes)
        bounds = Words(self, tone="muted")
        bounds.setText(wording.slot_bounds())
        line.addWidget(bounds)
        line.addStretch(1)
        label = Words(self)
        label.setText(self.tr("Begins, length"))
        label.setBuddy(self.begins)
        self.begins.setAccessibleName(self.tr("Begins"))
        self.minutes.setAccessibleName(self.tr("Length"))
        form.addRow(label, line)
        self.lay_out([form, self.mind, self.words])
        self.day.dateChanged.connect(self._on_typed)
        self.begins.timeChanged.connect(self._on_typed)
        self.minutes.valueChanged.connect(self._on_typed)

    def _row(self, form: QFormLayout, name: str, field: QWidget) -> None:
        label = Words(self)
        label.setText(name)
        label.setBuddy(field)
        field.setAccessibleName(name)
        form.addRow(label, field)

    def _show(self, starts_at: datetime, ends_at: datetime) -> None:
        begins = starts_at.astimezone(self._fair)
        for field in (self.day, self.begins, self.minutes):
            field.blockSignals(True)
        self.day.setDate(QDate(begins.year, begins.month, begins.day))
        self.begins.setTime(QTime(begins.hour, begins.minute))
        self.minutes.setValue(round((ends_at - starts_at).total_seconds() / 60))
        for field in (self.day, self.begins, self.minutes):
            field.blockSignals(False)

    @property
    def chosen(self) -> Time:
        """What the fields say."""
        day, at = self.day.date(), self.begins.time()
        local = datetime.combine(date(day.year(), day.month(), day.day()), time(at.hour(), at.minute()), self._fair)
        return Time(local, local + timedelta(minutes=self.minutes.value()), self.words.toPlainText().strip())

    def _on_slot(self) -> None:
        place = self.slots.currentData()
        if isinstance(place, int):
            slot = self._free[place].slot
            self._show(slot.starts_at, slot.ends_at)
        self._look()

    def _on_typed(self) -> None:
        self.slots.setCurrentIndex(0)
        self._look()

    def _look(self) -> None:
        chosen = self.chosen
        said: list[str] = []
        if chosen.starts_at <= self._now:
            said.append(self.tr("This time is past."))
        midnight = datetime.combine(chosen.starts_at.date() + timedelta(days=1), time(), self._fair)
        if chosen.ends_at > midnight:
            said.append(self.tr("A slot ends on the day on which it begins."))
        self.go.setEnabled(not said)
        if self._booking is not None:
            zone = self._booking.clocks.there.zone if self._booking.clocks.there is not None else ""
            clocks = two_clocks(chosen.starts_at, chosen.ends_at, fair=self._fair, buyer=zone, now=self._now)
            said += times.warnings(clocks)
            reads = times.there(clocks)
            promise = self.tr("The booking stays where it is until the buyer agrees.")
            self.say_consequence(
                self.tr("For the buyer: {time}.").format(time=reads) + " " + promise if reads else promise
            )
        self.mind.setText("\n".join(said))
        self.mind.setVisible(bool(said))

    def decide(self) -> None:
        self.decided.emit(self.chosen)


class OutcomeDialog(Asking):
    """What came of the meeting; decides with an `Outcome`."""

    def __init__(self, view: BookingView, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_head(self.tr("Negotiation with {buyer}").format(buyer=wording.buyer(view)))
        self.go.setText(self.tr("Save"))
        known = view.booking.outcome or Outcome()
        self.notes = words_field(self.tr("Notes"), self.tr("What was said and agreed"), self, 120)
        self.notes.setPlainText(known.notes)
        self.next_step = QLineEdit(known.next_step, self)
        self.next_step.setMaxLength(200)
        self.follows = Check(self)
        self.follows.setText(self.tr("Follow up on"))
        self.follow_up = CalendarField(self)
        self.follow_up.setAccessibleName(self.follows.text())
        wished = QDate.fromString(known.follow_up, "yyyy-MM-dd") if known.follow_up else QDate()
        begins = view.clocks.here.begins.date() + timedelta(days=7)
        self.follow_up.setDate(wished if wished.isValid() else QDate(begins.year, begins.month, begins.day))
        self.follows.setChecked(wished.isValid())
        self.follow_up.setEnabled(wished.isValid())
        self.follows.toggled.connect(self.follow_up.setEnabled)
        self.order = Check(self)
        self.order.setText(self.tr("An order was drafted"))
        self.order.setChecked(known.order_drafted)
        label = Words(self)
        label.setText(self.tr("Next step"))
        label.setBuddy(self.next_step)
        self.next_step.setAccessibleName(label.text())
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.follows)
        line.addWidget(self.follow_up)
        line.addStretch(1)
        self.say_consequence(self.tr("For your company alone: the buyer sees nothing of it."))
        self.lay_out([self.notes, label, self.next_step, line, self.order])
        self.notes.setFocus()

    def decide(self) -> None:
        day = self.follow_up.date().toString("yyyy-MM-dd") if self.follows.isChecked() else ""
        self.decided.emit(
            Outcome(
                notes=self.notes.toPlainText().strip(),
                follow_up=day,
                next_step=self.next_step.text().strip(),
                order_drafted=self.order.isChecked(),
            )
        )
