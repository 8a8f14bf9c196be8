"""Fields of the sign-in window: labelled, and passwords that can be looked at."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from workstation.ui.theme import Size
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words


class Field(QWidget):
    """A label over a line edit, perhaps a hint below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Words(self, size=Size.SMALL, bold=True)
        self.edit = QLineEdit(self)
        self._label.setBuddy(self.edit)
        self._hint = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self._hint.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._label)
        layout.addWidget(self.edit)
        layout.addWidget(self._hint)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def set_words(self, label: str, hint: str = "") -> None:
        """Word the label and the hint."""
        self._label.setText(label)
        self._label.setVisible(bool(label))
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(hint)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))


class SecretField(Field):
    """A field whose text is hidden until one looks at it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._look = QAction(self)
        self._look.setCheckable(True)
        self._look.toggled.connect(self._on_look_toggled)
        self.edit.addAction(self._look, QLineEdit.ActionPosition.TrailingPosition)
        self._on_look_toggled(False)

    def set_look_words(self, words: str) -> None:
        """Word the eye."""
        self._look.setText(words)
        self._look.setToolTip(words)

    def _on_look_toggled(self, look: bool) -> None:
        self._look.setIcon(icon("eye_off" if look else "eye"))
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if look else QLineEdit.EchoMode.Password)
