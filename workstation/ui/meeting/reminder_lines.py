"""A card over the screens, a line for each negotiation that is near, until something is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.ids import ActionId
from workstation.services.reminder_times import ReminderKind
from workstation.ui.meeting.parts import Sign
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.floating import Floating
from workstation.ui.widgets.words import Words

ENTER: Final = "enter"
SNOOZE: Final = "snooze"
NAME: Final = "name"
DISMISS: Final = "dismiss"
SHOWN: Final = 2
"""More than these are counted: the screens need their room."""

Line = tuple[ActionId, str, str, ReminderKind, bool]
"""Booking, what is said, more about it, how late it is, whether I receive the buyer."""


class ReminderLines(Floating):
    """Floats over the screens and moves nothing; is not there while there is nothing to say.

    Args:
        window: it is a child of.
        over: the screens.

    Signals:
        acted(object, str): something was chosen for the booking with that id: `ENTER`, `NAME`, `SNOOZE`, `DISMISS`.
    """

    acted = Signal(object, str)

    def __init__(self, window: QWidget, over: QWidget) -> None:
        super().__init__(window, over)
        self.lines: list[_Line] = []
        self._ids: list[ActionId] = []
        self._count = 0
        self._rest = Words(self, size=Size.SMALL, tone="muted")
        self._rest.setContentsMargins(46, 0, 16, 8)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._rest)

    def show_reminders(self, found: Sequence[Line]) -> None:
        """Show these, the next to begin first."""
        ids = [one[0] for one in found]
        fresh, moved = set(ids) - set(self._ids), ids != self._ids
        self._ids = ids
        self._count = len(found)
        while len(self.lines) < min(len(found), SHOWN):
            line = _Line(self)
            line.acted.connect(self.acted)
            self._column.insertWidget(len(self.lines), line)
            self.lines.append(line)
        for at, line in enumerate(self.lines):
            line.setVisible(at < len(found))
            if at < len(found):
                line.show_reminder(found[at], first=at == 0)
        self.retranslate()
        if found:
            self.float_up(fresh=moved)
        else:
            self.hide()
        if fresh:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def retranslate(self) -> None:
        """Word it anew."""
        more = self._count - SHOWN
        self._rest.setVisible(more > 0)
        if more > 0:
            self._rest.setText(self.tr("%n more", "", more))
        if self.lines and self._count:
            self.setAccessibleName(self.lines[0].said)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class _Line(QWidget):
    """One negotiation."""

    acted = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._id: ActionId | None = None
        self._kind = ReminderKind.DUE
        self._first = True
        self._sign = Sign("calendar", "accent_text", self, side=20)
        self._said = Words(self, bold=True, wrap=True)
        self._more = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        for label in (self._said, self._more):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.enter_button, self.name_button, self.snooze_button = (QPushButton(self) for _ in range(3))
        for main in (self.enter_button, self.name_button):
            main.setProperty("kind", "primary")
        self.close_button = IconButton("close", self, side=28)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._said)
        words.addWidget(self._more)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.enter_button)
        choices.addWidget(self.name_button)
        choices.addWidget(self.snooze_button)
        choices.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 8, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(words, 0, 1)
        grid.addWidget(self.close_button, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(choices, 1, 1, 1, 2)
        for button, action in (
            (self.enter_button, ENTER),
            (self.name_button, NAME),
            (self.snooze_button, SNOOZE),
            (self.close_button, DISMISS),
        ):
            button.clicked.connect(lambda _checked=False, action=action: self.acted.emit(self._id, action))
        self.retranslate()

    @property
    def said(self) -> str:
        """What it says."""
        return self._said.text()

    def show_reminder(self, line: Line, *, first: bool) -> None:
        """Show another one, or the same anew; `first` is the uppermost of the card."""
        self._first = first
        self._id, said, more, self._kind, mine = line
        self._said.setText(said)
        self._more.setText(more)
        missed = self._kind is ReminderKind.MISSED
        self._sign.set_sign("warning" if missed or not mine else "calendar", "warning" if missed else "accent_text")
        self.snooze_button.setVisible(not missed)
        self.enter_button.setVisible(mine and not missed)
        self.name_button.setVisible(not mine and not missed)
        self.update()

    def retranslate(self) -> None:
        """Word it anew."""
        self.enter_button.setText(self.tr("Enter"))
        self.name_button.setText(self.tr("Name somebody"))
        self.snooze_button.setText(self.tr("In 5 minutes"))
        self.snooze_button.setToolTip(self.tr("Remind me again in 5 minutes"))
        self.close_button.set_words(self.tr("I know"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._first:
            painter = QPainter(self)
            painter.fillRect(16, 0, self.width() - 32, 1, tokens().border)
            painter.end()
