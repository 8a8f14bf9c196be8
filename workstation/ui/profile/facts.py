"""A fact about a person: its name, its value, a button and a menu that copy it, perhaps a mark."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.profile.section import MARGIN
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

NAME_WIDTH: Final = 76
DONE_MS: Final = 1500
"""How long the button shows that it has copied."""
_BREAKS: Final = re.compile(r"(?<=[@.\-_/])(?=\w)")
_BREAK_HERE: Final = "\u200b"


def breakable(address: str) -> str:
    """Let an address go on in the next line where people would break it."""
    return _BREAKS.sub(_BREAK_HERE, address)


class CopyButton(IconButton):
    """Shows itself where the pointer or the keyboard is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("copy", parent, side=24)
        self._done = QTimer(self, singleShot=True, interval=DONE_MS)
        self._done.timeout.connect(lambda: self.set_icon_name("copy"))

    def copy(self, text: str) -> None:
        """Copy a text and show that it is done."""
        QGuiApplication.clipboard().setText(text)
        self.set_icon_name("check")
        self._done.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        parent = self.parentWidget()
        if self.hasFocus() or self._done.isActive() or (parent is not None and parent.underMouse()):
            super().paintEvent(event)


class Fact(QWidget):
    """Takes no room while it has no value."""

    def __init__(self, parent: QWidget | None = None, *, address: bool = False) -> None:
        super().__init__(parent)
        self._address = address
        self._raw = self._shown = ""
        self._name = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self._name.setFixedWidth(NAME_WIDTH)
        self._name.setContentsMargins(0, 2, 0, 0)
        self._value = Words(self, wrap=True)
        if not address:  # addresses are shown with places to break at, which must not be copied along
            self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._value.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._value.setMinimumWidth(1)
        self._mark = Words(self, size=Size.SMALL, tone="warning", wrap=True)
        self._mark.hide()
        self._copy = CopyButton(self)
        self._copy.clicked.connect(self.copy)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._value)
        column.addWidget(self._mark)
        line = QHBoxLayout(self)
        line.setContentsMargins(MARGIN, 3, 8, 3)
        line.setSpacing(8)
        line.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        line.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
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
        self._value.setText(breakable(self._shown) if self._address else self._shown)
        self._mark.setText(mark)
        self._mark.setVisible(bool(mark))
        self.setVisible(bool(value))
        self.setAccessibleName(": ".join(part for part in (name, self._shown, mark) if part))
        self._copy.set_words(self.tr("Copy: {name}").format(name=name))

    def copy(self) -> None:
        """Copy the value as it came."""
        self._copy.copy(self._raw)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy it."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        selected = self._value.selectedText()
        if selected:
            part = menu.addAction(icon("copy"), self.tr("Copy what is marked"))
            part.triggered.connect(lambda: QGuiApplication.clipboard().setText(selected))
        menu.addAction(icon("copy"), self.tr("Copy")).triggered.connect(self.copy)
        menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self._copy.update()
        return super().event(event)
