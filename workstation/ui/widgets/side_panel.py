"""What the panels beside a list share: they scroll up and down alone, and a line parts them from the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from workstation.ui.theme import tokens


def upright(inside: QWidget, panel: QWidget) -> QScrollArea:
    """Return what scrolls `inside` up and down, a child of the panel."""
    area = QScrollArea(panel)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


def paint_side(panel: QWidget) -> None:
    """Paint the panel's ground and the line at its left; called while the panel is painted."""
    colours = tokens()
    painter = QPainter(panel)
    painter.fillRect(panel.rect(), colours.surface)
    painter.fillRect(0, 0, 1, panel.height(), colours.border)
    painter.end()
