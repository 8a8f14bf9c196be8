"""A titled part of the profile."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.changes import ChangeSet
from workstation.services.views import ChatHead
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import paint_icon
from workstation.ui.widgets.words import Words

MARGIN = 16
"""Left and right of everything in the panel, in pixels."""


class _Sign(QWidget):
    """The icon of a heading."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(QSize(16, 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRect(0, 0, 16, 16), self._name, tokens().muted, 16)
        painter.end()


class Section(QWidget):
    """Shows something of the open conversation's other side; takes no room while there is nothing to show.

    Others derive from it: they put widgets into `body`, word the heading in `retranslate` and call `set_shown`.

    Signals:
        place_wanted(Place): this is to be opened.
    """

    place_wanted = Signal(object)

    def __init__(self, icon_name: str, parent: QWidget | None = None, *, action_icon: str = "") -> None:
        super().__init__(parent)
        self.head: ChatHead | None = None
        self.heading = Words(self, size=Size.SMALL, bold=True, tone="muted")
        self.action = IconButton(action_icon or "plus", self, side=26)
        self.action.setVisible(bool(action_icon))
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(6)
        top.addWidget(_Sign(icon_name, self))
        top.addWidget(self.heading, 1)
        top.addWidget(self.action)
        self._top = top
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, 12, 4)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(self.body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_head(self, head: ChatHead | None) -> None:
        """Show what belongs to this conversation; called again whenever its head has changed."""
        self.head = head

    def on_changed(self, change: ChangeSet) -> None:
        """Something changed while the profile is seen."""

    def link_is_up(self) -> None:
        """The server can be reached again."""

    def tick(self) -> None:
        """Some time has passed."""

    def forget(self) -> None:
        """Let go of the services before the screen goes."""

    def set_shown(self, shown: bool) -> None:
        """Take room, or none."""
        self.setVisible(shown)

    def retranslate(self) -> None:
        """Word it anew."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line that parts it from what stands above."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(tokens().border)
        painter.drawLine(MARGIN, 0, self.width() - 12, 0)
        painter.end()


def top_aligned(widget: QWidget) -> tuple[QWidget, int, Qt.AlignmentFlag]:
    """Return the arguments that keep a widget at the top of its place in a layout."""
    return widget, 0, Qt.AlignmentFlag.AlignTop
