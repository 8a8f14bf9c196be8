"""A card that floats over the screens at the upper right and moves nothing."""

from __future__ import annotations

from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QStackedWidget, QWidget

from workstation.ui.theme import tokens

WIDTH: Final = 372
ARM_MS: Final = 800
"""So long after something new shows, clicks are still meant for what lies below and go through."""
BELOW_HEAD: Final = 76
"""Clear of a screen's heading and what stands in it."""
_EDGE: Final = 16
_GAP: Final = 8
_CORNER: Final = 10


@runtime_checkable
class HasTools(Protocol):
    """A screen with a row of tools below its heading."""

    def tools_end(self) -> int:
        """Return how far down its tools reach, in pixels from its top."""


class Floating(QWidget):
    """Stands over a pane of a window, clear of the pane's heading; in a pane of screens also of a screen's tools.

    Args:
        window: it is a child of.
        over: the pane.
    """

    def __init__(self, window: QWidget, over: QWidget) -> None:
        super().__init__(window)
        self._over = over
        self.arming = QTimer(self, singleShot=True, interval=ARM_MS)
        self.arming.timeout.connect(self.take_clicks)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(28)
        shadow.setOffset(0, 6)
        shadow.setColor(tokens().shadow)
        self._shadow = shadow
        self.setGraphicsEffect(shadow)
        over.installEventFilter(self)
        if isinstance(over, QStackedWidget):
            over.currentChanged.connect(self._place_later)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.place)
        self.hide()

    def float_up(self, *, fresh: bool) -> None:
        """Come into sight; with something fresh, let clicks through that were meant for what lies below."""
        if fresh:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.arming.start()
        self.show()
        self.raise_()
        self.place()

    def take_clicks(self) -> None:
        """Be clicked from now on."""
        self.arming.stop()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)

    def place(self) -> None:
        """Stand where it belongs, as high as its words need."""
        room = QRect(self._over.mapTo(self.window(), self._over.rect().topLeft()), self._over.size())
        width = min(WIDTH, room.width() - 2 * _EDGE)
        layout = self.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        height = layout.totalHeightForWidth(width) if layout is not None and wraps else self.sizeHint().height()
        self.setGeometry(room.right() + 1 - _EDGE - width, room.top() + self._below(), width, height)

    def _below(self) -> int:
        screen = self._over.currentWidget() if isinstance(self._over, QStackedWidget) else None
        return max(BELOW_HEAD, screen.tools_end() + _GAP if isinstance(screen, HasTools) else 0)

    def _place_later(self) -> None:
        """Stand where it belongs when what lies below has been laid out."""
        if self.isVisible():
            self._later.start()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:  # it has other words
            self.place()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self.place()
        elif event.type() is QEvent.Type.LayoutRequest:
            self._place_later()
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._shadow.setColor(tokens().shadow)
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.take_clicks()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.border, 1))
        painter.setBrush(colours.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        painter.end()
