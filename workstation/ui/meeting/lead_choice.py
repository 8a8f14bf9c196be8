"""How long before a negotiation one is reminded: the usual time in the settings, another one for a booking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.domain.booking import BookingState
from workstation.domain.errors import Refusal
from workstation.services.reminder_times import NEVER
from workstation.ui.loop import Latest, spawn
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Choice
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.ids import ActionId
    from workstation.services.calendar_views import BookingView
    from workstation.services.desk import Desk

LEADS: Final = (0, 5 * 60, 10 * 60, 15 * 60, 30 * 60, 60 * 60, 24 * 3600, NEVER)
"""Seconds before the beginning."""


def lead_name(seconds: int) -> str:
    """Return a time before the beginning in words."""
    translate = QCoreApplication.translate
    if seconds == NEVER:
        return translate("Lead", "Never")
    if seconds == 0:
        return translate("Lead", "When it begins")
    if seconds >= 24 * 3600:
        return translate("Lead", "A day before")
    if seconds >= 3600 and not seconds % 3600:
        return translate("Lead", "{count} h before").format(count=seconds // 3600)
    return translate("Lead", "{count} min before").format(count=seconds // 60)


class LeadChoice(QWidget):
    """When to be reminded of the booking that is shown; takes no room for one that reminds nobody here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._booking_id: ActionId | None = None
        self._reading = Latest(self)
        self._label = Words(self, size=Size.SMALL, tone="muted")
        self.choice = Choice(self)
        for seconds in (None, *LEADS):
            self.choice.addItem("", seconds)
        self.choice.activated.connect(self._on_chosen)
        self._label.setBuddy(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(self.choice)
        self.retranslate()
        self.hide()

    def show_booking(self, view: BookingView | None) -> None:
        """Show a booking's time, or nothing."""
        alive = view is not None and view.booking.state is not BookingState.CANCELLED and not view.over
        self._booking_id = view.id if view is not None and alive and view.mine and not view.running else None
        if self._booking_id is None:
            self.hide()
        else:
            self._reading.run(self._read(self._booking_id))

    async def _read(self, booking_id: ActionId) -> None:
        try:
            time = await self._desk.reminders.time_of(booking_id)
        except Refusal:
            self.hide()
            return
        index = self.choice.findData(time.before_s) if time.own else 0
        self.choice.setCurrentIndex(max(index, 0))
        self.retranslate()
        self.show()

    def _on_chosen(self, index: int) -> None:
        if self._booking_id is not None:
            spawn(self._set(self._booking_id, self.choice.itemData(index)), owner=self)

    async def _set(self, booking_id: ActionId, seconds: int | None) -> None:
        try:
            await self._desk.reminders.set_time(booking_id, seconds)
        except Refusal:  # gone meanwhile: the panel says so itself
            return
        if booking_id == self._booking_id:
            await self._read(booking_id)

    def retranslate(self) -> None:
        """Word it anew."""
        usual = lead_name(self._desk.settings.get().remind_before_s)
        self._label.setText(self.tr("Remind me"))
        self.choice.setAccessibleName(self.tr("Remind me"))
        for at, seconds in enumerate((None, *LEADS)):
            words = self.tr("As usual: {when}").format(when=usual) if seconds is None else lead_name(seconds)
            self.choice.setItemText(at, words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
