"""A plot of columns side by side over a time axis: what each hour of the day was like."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workstation.ui.team.charts.mark import Mark, MarkButton
from workstation.ui.theme import Size, text_font, tokens

HEIGHT: Final = 200
_AXIS: Final = 24
"""Room below the columns for their labels."""
_TOP: Final = 10
_STEPS_S: Final = (10, 20, 30, 60, 120, 240, 360, 600, 1200, 1800, 2400, 3600, 7200, 14_400, 28_800, 43_200, 86_400)
"""Tops of the plot, in seconds: their halves are round too."""


def nice_scale(most: float) -> float:
    """Return a round span not below the greatest one, in seconds: what the plot's top stands for."""
    found = next((step for step in _STEPS_S if step >= most), None)
    if found is not None:
        return float(found)
    return math.ceil(most / _STEPS_S[-1]) * float(_STEPS_S[-1])


class _Column(MarkButton):
    """One column; it answers over its whole height, however short it is."""

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        width = min(22.0, self.width() * 0.62)
        if self.further_share > 0:
            painter.setBrush(colours.selection)
            _column(painter, self._rect(width, self.further_share))
        if self.share > 0:
            painter.setBrush(colours.accent)
            _column(painter, self._rect(width, self.share))
        painter.end()

    def _rect(self, width: float, share: float) -> QRectF:
        room = self.height() - _TOP
        height = max(3.0, room * share)
        return QRectF((self.width() - width) / 2, self.height() - height, width, height)


def _column(painter: QPainter, rect: QRectF) -> None:
    """Paint a column with round shoulders and square feet."""
    radius = min(4.0, rect.width() / 2, rect.height())
    painter.drawRoundedRect(rect, radius, radius)
    feet = min(radius, rect.height() / 2)
    painter.drawRect(QRectF(rect.left(), rect.bottom() - feet, rect.width(), feet))


class ColumnChart(QWidget):
    """Shows marks as columns with grid lines behind.

    Signals:
        chosen(object): a column was clicked (its key).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: list[_Column] = []
        self._scale = 1.0
        self._figure: Callable[[float], str] = str
        self._empty = ""
        self._left = 40
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(420, HEIGHT)

    @property
    def marks(self) -> list[Mark]:
        """What it shows."""
        return [one.mark for one in self.columns if not one.isHidden()]

    def show_marks(self, marks: Sequence[Mark], empty: str, figure: Callable[[float], str]) -> None:
        """Show marks in their order; `figure` words a value of the scale, `empty` says why there are none."""
        self._figure, self._empty = figure, empty
        while len(self.columns) < len(marks):
            column = _Column(self)
            column.clicked.connect(lambda _checked=False, column=column: self.chosen.emit(column.mark.key))
            self.columns.append(column)
        most = max((max(m.value or 0.0, m.further or 0.0) for m in marks), default=0.0)
        self._scale = nice_scale(most)
        for index, column in enumerate(self.columns):
            column.setVisible(index < len(marks))
            if index < len(marks):
                column.show_mark(marks[index], self._scale)
        self._empty = "" if any(m.value is not None for m in marks) else empty
        self._place()
        self.update()

    def _shown(self) -> list[_Column]:
        return [column for column in self.columns if not column.isHidden()]

    def _place(self) -> None:
        metrics = QFontMetrics(text_font(Size.SMALL))
        self._left = max((metrics.horizontalAdvance(text) for text, _ in self._lines()), default=0) + 12
        shown = self._shown()
        if not shown:
            return
        step = (self.width() - self._left) / len(shown)
        for index, column in enumerate(shown):
            left = round(self._left + index * step)
            right = round(self._left + (index + 1) * step)
            column.setGeometry(left, 0, max(4, right - left), self.height() - _AXIS)

    def _lines(self) -> list[tuple[str, float]]:
        """Return the figures of the grid lines and their share of the height."""
        return [(self._figure(self._scale * share), share) for share in (0.5, 1.0)]

    def resizeEvent(self, event: object) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setFont(text_font(Size.SMALL))
        bottom = self.height() - _AXIS
        if self._empty:
            painter.setPen(colours.muted)
            flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(QRect(0, 0, self.width(), bottom), flags, self._empty)
        else:
            self._paint_grid(painter, bottom)
        painter.setPen(QPen(colours.border, 1))
        painter.drawLine(QPointF(self._left, bottom), QPointF(self.width(), bottom))
        self._paint_axis(painter, bottom)
        painter.end()

    def _paint_grid(self, painter: QPainter, bottom: int) -> None:
        colours = tokens()
        for text, share in self._lines():
            y = bottom - (bottom - _TOP) * share
            painter.setPen(QPen(colours.border, 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(self._left, y), QPointF(self.width(), y))
            painter.setPen(colours.muted)
            where = QRectF(0, y - 9, self._left - 8, 18)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_axis(self, painter: QPainter, bottom: int) -> None:
        painter.setPen(tokens().muted)
        metrics = painter.fontMetrics()
        free_from = 0
        for column in self._shown():
            middle = column.geometry().center().x()
            half = metrics.horizontalAdvance(column.mark.label) // 2 + 1
            if middle - half < free_from or middle + half > self.width() + 6:
                continue
            where = QRect(middle - half, bottom + 4, 2 * half, _AXIS - 4)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, column.mark.label)
            free_from = middle + half + 8
