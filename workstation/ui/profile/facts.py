"""A fact about a person: its name, its value, a button that copies it, perhaps a mark."""

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

_BREAKS = re.compile(r"(?<=[@.\-_/])(?=\w)")
_BREAK_HERE = "\u200b"


def _breakable(address: str) -> str:
    """Let an address go on in the next line where people would break it."""
    return _BREAKS.sub(_BREAK_HERE, address)


class Fact(QWidget):
    """Takes no room while it has no value."""

    def __init__(self, icon_name: str, parent: QWidget | None = None, *, copyable: bool = False) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._raw = self._shown = ""
        self._sign = QLabel(self)
        self._name = Words(self, size=Size.SMALL, tone="muted")
        self._value = Words(self, wrap=True)
        if not copyable:  # addresses are shown with places to break at, which must not be copied along
            self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._value.setMinimumWidth(1)
        self._mark = Words(self, size=Size.SMALL, tone="warning", wrap=True)
        self._mark.hide()
        self._copy = IconButton("copy", self, side=28) if copyable else None
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addWidget(self._value)
        column.addWidget(self._mark)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 4, 12, 4)
        line.setSpacing(12)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        if self._copy is not None:
            line.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignVCenter)
            self._copy.clicked.connect(self.copy)
        self.restyle()
        self.hide()

    @property
    def value(self) -> str:
        """What it shows; empty while it has none."""
        return self._shown if not self.isHidden() else ""

    @property
    def mark(self) -> str:
        """What is said about the value."""
        return self._mark.text() if not self._mark.isHidden() else ""

    def show_value(self, name: str, value: str, mark: str = "", *, own: bool = False) -> None:
        """Show a value under a name; `own` says that the value is worded here and needs no guarding."""
        self._raw = value
        self._name.setText(name)
        self._shown = value if own else isolated_name(value)
        self._value.setText(self._shown if self._copy is None else _breakable(self._shown))
        self._mark.setText(mark)
        self._mark.setVisible(bool(mark))
        self.setVisible(bool(value))
        self.setAccessibleName(": ".join(part for part in (name, self._shown, mark) if part))
        if self._copy is not None:
            self._copy.set_words(self.tr("Copy"))

    def copy(self) -> None:
        """Copy the value as it came."""
        QGuiApplication.clipboard().setText(self._raw)

    def restyle(self) -> None:
        """Take the theme's colours."""
        self._sign.setPixmap(icon(self._icon_name).pixmap(18, 18))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() is QEvent.Type.PaletteChange:
            self.restyle()
        super().changeEvent(event)
