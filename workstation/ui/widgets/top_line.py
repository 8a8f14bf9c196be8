"""The ground of a screen's top line, and the line that parts it from what stands below."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from workstation.ui.theme import tokens


def paint_top(screen: QWidget, top: QWidget) -> None:
    """Paint it behind `top`, a child of the screen; called while the screen is painted."""
    colours = tokens()
    painter = QPainter(screen)
    painter.fillRect(top.geometry(), colours.surface)
    painter.fillRect(0, top.geometry().bottom() + 1, screen.width(), 1, colours.border)
    painter.end()
