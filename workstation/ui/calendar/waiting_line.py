"""The line under the calendar's bar: how many bookings wait for a decision of mine, and the way to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from workstation.ui.calendar import times, wording
from workstation.ui.theme import tokens
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.ids import ActionId
    from workstation.services.calendar_views import BookingView

_HEIGHT: Final = 36


class WaitingLine(QWidget):
    """Goes through what waits, the next one first; hidden while nothing does.

    Signals:
        wanted(object): the `ActionId` of the booking to show.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: tuple[BookingView, ...] = ()
        self._shown: ActionId | None = None
        self.count = Words(self, bold=True)
        self.next = Words(self)
        self.next.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.go = QPushButton(self)
        self.go.setProperty("kind", "link")
        self.go.clicked.connect(self._on_go)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 2, 16, 2)
        line.setSpacing(12)
        line.addWidget(self.count)
        line.addWidget(self.next, 1)
        line.addWidget(self.go)
        self.setFixedHeight(_HEIGHT)  # the same with and without the way on
        self.hide()

    @property
    def following(self) -> BookingView | None:
        """The one after that which is shown, else the first; nothing where only the shown one waits."""
        keys = [view.id for view in self._waiting]
        if self._shown not in keys:
            return self._waiting[0] if self._waiting else None
        after = (keys.index(self._shown) + 1) % len(keys)
        return self._waiting[after] if len(keys) > 1 else None

    def show_waiting(self, waiting: Sequence[BookingView]) -> None:
        """Know what waits, in the order of time."""
        self._waiting = tuple(waiting)
        self.retranslate()

    def show_current(self, booking_id: ActionId | None) -> None:
        """Know which booking is looked at, so that the way leads to another."""
        if booking_id != self._shown:
            self._shown = booking_id
            self.retranslate()

    def _on_go(self) -> None:
        if self.following is not None:
            self.wanted.emit(self.following.id)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        following = self.following
        self.count.setText(self.tr("%n booking(s) wait for you", "", len(self._waiting)))
        self.next.setText(
            self.tr("Next: {buyer}, {when}").format(
                buyer=wording.buyer(following), when=times.when(following.clocks.here)
            )
            if following is not None
            else ""
        )
        self.go.setText(self.tr("Show"))
        self.go.setVisible(following is not None)
        self.setVisible(bool(self._waiting))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().accent_soft)
        painter.end()
