"""What the calendar's dialogs share: a title, why something was refused, the parts, and two buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.errors import Refusal
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.refused import reason
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

WIDTH: Final = 480


class Asking(QDialog):
    """Stays open, with what was typed, until its decision is on its way.

    Signals:
        decided(object): what the user decided; answer with `accept` or `refuse`.
    """

    decided = Signal(object)

    def __init__(self, title: str, go: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.title = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self.title.setText(title)
        self.notice = NoticeLine(self, reason)
        self.consequence = Words(self, wrap=True)
        self._box = QFrame(self)
        self._box.setProperty("soft", "true")
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self.consequence)
        self._box.hide()
        self.go, self._cancel = QPushButton(self), QPushButton(self)
        self.go.setText(go)
        self.go.setProperty("kind", "primary")
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setAutoDefault(False)
        self.go.clicked.connect(self.decide)
        self._cancel.clicked.connect(self.reject)

    def lay_out(self, parts: Sequence[QWidget | QLayout]) -> None:
        """Put the parts between the title and the buttons."""
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.notice)
        for part in parts:
            if isinstance(part, QLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
        column.addWidget(self._box)
        column.addSpacing(4)
        column.addLayout(buttons)

    def say_consequence(self, words: str) -> None:
        """Say what will happen to whom."""
        self.consequence.setText(words)
        self._box.setVisible(bool(words))

    def decide(self) -> None:
        """Tell what was decided."""
        raise NotImplementedError

    def refuse(self, refusal: Refusal) -> None:
        """Stay open and say why it came to nothing."""
        self.notice.say(refusal)
        self.go.setEnabled(True)


def words_field(name: str, placeholder: str, parent: QWidget, height: int = 84) -> QPlainTextEdit:
    """Return a field for some lines."""
    field = QPlainTextEdit(parent)
    field.setTabChangesFocus(True)
    field.setFixedHeight(height)
    field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(name)
    return field
