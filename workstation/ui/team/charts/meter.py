"""A meter: how much of what is allowed is used, as a bar of places."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workstation.ui.theme import tokens

_HEIGHT: Final = 10
_PLACES: Final = 24
"""Up to so many places are drawn singly."""


class Meter(QWidget):
    """Shows used of limit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.used = 0
        self.limit = 1
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_use(self, used: int, limit: int, said: str) -> None:
        """Show how much is used, worded for assistive tools and the tooltip."""
        self.used, self.limit = used, max(1, limit)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        filled = colours.warning if self.used >= self.limit else colours.accent
        if self.limit > _PLACES:
            painter.setBrush(colours.border)
            painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
            painter.setBrush(filled)
            width = self.width() * min(1.0, self.used / self.limit)
            painter.drawRoundedRect(QRectF(0, 0, width, _HEIGHT), 5, 5)
        else:
            step = self.width() / self.limit
            for place in range(self.limit):
                painter.setBrush(filled if place < self.used else colours.border)
                painter.drawRoundedRect(QRectF(place * step, 0, step - 3, _HEIGHT), 3, 3)
        painter.end()
