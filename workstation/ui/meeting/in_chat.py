"""A line in the chat while a negotiation with its buyer is near: when it is, and the way in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from workstation.ui.meeting import wording
from workstation.ui.meeting.parts import Sign
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.calendar_views import BookingView
    from workstation.services.views import ChatHead
    from workstation.ui.chat.view import ChatView

AHEAD: Final = timedelta(hours=2)
"""So long before its beginning it is said."""


class MeetingInChat(QWidget):
    """Takes no room while no negotiation of mine with this buyer is near.

    Args:
        chat: where it stands.
        now: tells the time.

    Signals:
        enter_wanted(object): enter the booking with this id.
    """

    enter_wanted = Signal(object)

    def __init__(self, chat: ChatView, now: Callable[[], datetime]) -> None:
        super().__init__(chat)
        self._now = now
        self._mine: Sequence[BookingView] = ()
        self._conversation: object = None
        self._view: BookingView | None = None
        self._words = Words(self, size=Size.SMALL, wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.button = QPushButton(self)
        self.button.setProperty("small", "true")
        self.button.clicked.connect(self._on_clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 12, 6)
        line.setSpacing(10)
        line.addWidget(Sign("calendar", "accent_text", self), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        line.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()
        chat.add_line(self)
        chat.opened.connect(self._on_opened)
        if chat.feed.head is not None:
            self._conversation = chat.feed.head.row.id

    @property
    def said(self) -> str:
        """What it says; empty while there is nothing to say."""
        return "" if self.isHidden() else self._words.text()

    def show_mine(self, mine: Sequence[BookingView]) -> None:
        """Take note of what I receive, in the order of time."""
        self._mine = mine
        self.tick()

    def tick(self) -> None:
        """Some time has passed."""
        now = self._now()
        self._view = next((one for one in self._mine if self._is_near(one, now)), None)
        self.setVisible(self._view is not None)
        if self._view is not None:
            self.button.setText(self.tr("Enter"))
            self._words.setText(
                self.tr("Negotiation: {when} · {distance}").format(
                    when=wording.here(self._view), distance=wording.distance(self._view, now)
                )
            )

    def _is_near(self, view: BookingView, now: datetime) -> bool:
        booking = view.booking
        here = booking.conversation_id == self._conversation
        return here and booking.starts_at - AHEAD <= now < booking.ends_at

    def _on_opened(self, head: ChatHead) -> None:
        self._conversation = head.row.id
        self.tick()

    def _on_clicked(self) -> None:
        if self._view is not None:
            self.enter_wanted.emit(self._view.id)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.tick()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().accent_soft)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens().border)
        painter.end()
