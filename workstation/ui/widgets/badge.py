"""Badges: a count in a pill, painted or as a widget."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from workstation.ui.theme import Size, text_font, tokens

HEIGHT: Final = 20
DOT: Final = 10
"""Across: a mark without a count."""


def badge_text(count: int) -> str:
    """Return the count as a badge shows it: 99 at most, then 99+."""
    return str(count) if count < 100 else "99+"


def badge_width(count: int) -> int:
    """Return the width of the pill for a count, 0 for none."""
    if count <= 0:
        return 0
    return max(HEIGHT, QFontMetrics(text_font(Size.SMALL, bold=True)).horizontalAdvance(badge_text(count)) + 12)


def paint_badge(painter: QPainter, right: int, centre_y: int, count: int, *, quiet: bool = False) -> QRect:
    """Paint a pill ending at `right`; a quiet one (muted conversation) is grey. Returns where it is."""
    width = badge_width(count)
    rect = QRect(right - width, centre_y - HEIGHT // 2, width, HEIGHT)
    if not width:
        return rect
    colours = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.border if quiet else colours.badge)
    painter.drawRoundedRect(QRectF(rect), HEIGHT / 2, HEIGHT / 2)
    painter.setPen(QColor(colours.text if quiet else colours.on_badge))
    painter.setFont(text_font(Size.SMALL, bold=True))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, badge_text(count))
    painter.restore()
    return rect


def paint_dot(painter: QPainter, right: int, centre_y: int, *, quiet: bool = False) -> QRect:
    """Paint a mark without a count, in the middle of where a pill of one digit stands. Returns where it is."""
    left = right - (HEIGHT + DOT) // 2
    rect = QRect(left, centre_y - DOT // 2, DOT, DOT)
    colours = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.muted if quiet else colours.badge)
    painter.drawEllipse(QRectF(rect))
    painter.restore()
    return rect


class Badge(QWidget):
    """A count; takes no room while it is zero."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self.setVisible(False)

    @property
    def count(self) -> int:
        """What it shows."""
        return self._count

    def show_count(self, count: int, accessible_name: str) -> None:
        """Show a count, worded for assistive tools."""
        self._count = count
        self.setAccessibleName(accessible_name)
        self.setFixedSize(self.sizeHint())
        self.setVisible(count > 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(badge_width(self._count), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, self.width(), self.height() // 2, self._count)
        painter.end()
