"""What the calendar's dialogs that decide share: the parts, what will happen to whom, and two buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.ui.widgets.dialog import Dialog
from workstation.ui.widgets.words import Words

WIDTH: Final = 480


class Asking(Dialog):
    """Stays open, with what was typed, until its decision is on its way.

    Signals:
        decided(object): what the user decided; answer with `accept` or `refuse`.
    """

    decided = Signal(object)

    def __init__(self, title: str, go: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_head(title)
        self.setMinimumWidth(WIDTH)
        self.consequence = Words(self, wrap=True)
        self._box = QFrame(self)
        self._box.setProperty("soft", "true")
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self.consequence)
        self._box.hide()
        cancel = self.add_button()
        cancel.setText(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.go = self.add_button(kind="primary")
        self.go.setText(go)
        self.go.clicked.connect(self.decide)
        for enter in ("Ctrl+Return", "Ctrl+Enter"):  # in a field of lines Enter alone begins another line
            QShortcut(QKeySequence(enter), self).activated.connect(self.go.click)

    def lay_out(self, parts: Sequence[QWidget | QLayout]) -> None:
        """Put the parts between the title and the buttons."""
        for part in parts:
            if isinstance(part, QLayout):
                self.body.addLayout(part)
            else:
                self.body.addWidget(part)
        self.body.addWidget(self._box)

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
