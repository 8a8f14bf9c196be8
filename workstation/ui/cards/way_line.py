"""One way to reach somebody: its sign, what it is, opened by a click, copied by the button at its end."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workstation.ui.cards.ways import Way
from workstation.ui.chat.links import LinkDialog
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.profile.facts import CopyButton, breakable
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.icons import paint_icon
from workstation.ui.widgets.words import Words

SIGN: Final = 28


class _Opener(QAbstractButton):
    """The sign; the keyboard opens the way with it."""

    def __init__(self, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setFixedSize(SIGN, SIGN)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled():
            painter.setPen(colours.focus if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colours.hover if self.underMouse() else colours.accent_soft)
            painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        tone = colours.on_accent_soft if self.isEnabled() else colours.muted
        paint_icon(painter, self.rect(), self._icon_name, tone, 16)
        painter.end()


class WayLine(QWidget):
    """Shows one way.

    Signals:
        failed(str): the machine has nothing to open it with; what it was, to be said in passing.
    """

    failed = Signal(str)

    def __init__(self, way: Way, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way = way
        self.opener = _Opener(way.icon, self)
        self.opener.setEnabled(way.url is not None)
        self.opener.clicked.connect(self.open)
        self._value = Words(self, wrap=True)
        self._value.setMinimumWidth(1)
        self._value.setText(breakable(isolated_name(one_line(way.shown, 400))))
        self._name = Words(self, size=Size.SMALL, tone="muted")
        self._name.setText(way.name)
        self.copy_button = CopyButton(self)
        self.copy_button.clicked.connect(lambda: self.copy_button.copy(way.copied))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._value)
        column.addWidget(self._name)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 3, 0, 3)
        line.setSpacing(10)
        line.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        line.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if way.url is not None:
            self._value.setCursor(Qt.CursorShape.PointingHandCursor)
            self._value.set_tone("accent")
        self.retranslate()

    def open(self) -> None:
        """Open it: a web server only after its real name was shown."""
        if self.way.url is None:
            return
        if self.way.outside:
            LinkDialog(self.way.url, self.window()).open()
        elif not QDesktopServices.openUrl(QUrl(self.way.url)):
            self.copy_button.copy(self.way.copied)
            self.failed.emit(self.way.shown)

    def retranslate(self) -> None:
        """Word it anew."""
        self.copy_button.set_words(self.tr("Copy: {name}").format(name=self.way.name))
        words = {
            "phone": self.tr("Call {what}"),
            "mail": self.tr("Write to {what}"),
            "globe": self.tr("Open {what}"),
            "chat": self.tr("Chat with {what}"),
            "location": self.tr("Show on a map"),
        }.get(self.way.icon, "{what}")
        said = words.format(what=isolated_name(one_line(self.way.shown, 120)))
        self.opener.setToolTip(said if self.way.url is not None else "")
        self.opener.setAccessibleName(said)
        self.setAccessibleName(f"{self.way.name}: {self.way.shown}")

    def mouseReleaseEvent(self, event: object) -> None:
        if self._value.underMouse():
            self.open()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.copy_button.update()
        return super().event(event)
