"""A plot of bars lying one under another: a colleague's response time, a country's buyers, somebody's load."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from workstation.ui.team.charts.mark import Mark, MarkButton
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.words import Words

ROW: Final = 36
_BAR: Final = 10
_AVATAR: Final = 24
_GAP: Final = 12


class _Bar(MarkButton):
    """One bar: avatar, label, bar, figure."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label_width = 120
        self.figure_width = 60
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(260, ROW)

    def bar_rect(self) -> QRect:
        """Where a full bar would stand."""
        left = 8 + self.label_width + _GAP
        right = self.width() - 8 - self.figure_width - _GAP
        return QRect(left, (ROW - _BAR) // 2, max(24, right - left), _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        left, width = 8, self.label_width
        if self.mark.seed is not None:
            where = QRect(left, (ROW - _AVATAR) // 2, _AVATAR, _AVATAR)
            paint_avatar(painter, where, self.mark.label, self.mark.seed)
            left, width = left + _AVATAR + 8, width - _AVATAR - 8
        painter.setFont(text_font(Size.BODY))
        painter.setPen(colours.text)
        label = painter.fontMetrics().elidedText(self.mark.label, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, 0, width, ROW), Qt.AlignmentFlag.AlignVCenter, label)
        self._paint_bar(painter)
        painter.setFont(text_font(Size.SMALL, bold=True))
        painter.setPen(colours.text if self.mark.value is not None else colours.muted)
        figure = QRect(self.width() - 8 - self.figure_width, 0, self.figure_width, ROW)
        painter.drawText(figure, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.mark.value_text)
        painter.end()

    def _paint_bar(self, painter: QPainter) -> None:
        colours = tokens()
        full = QRectF(self.bar_rect())
        radius = _BAR / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.hover if not self.underMouse() else colours.border)
        painter.drawRoundedRect(full, radius, radius)
        if self.mark.further is not None and self.further_share > 0:
            painter.setBrush(colours.selection)
            painter.drawRoundedRect(_part(full, self.further_share), radius, radius)
        if self.mark.value:
            painter.setBrush(colours.accent)
            painter.drawRoundedRect(_part(full, self.share), radius, radius)


def _part(full: QRectF, share: float) -> QRectF:
    return QRectF(full.left(), full.top(), max(full.height(), full.width() * share), full.height())


class BarChart(QWidget):
    """Shows marks as bars on one scale.

    Signals:
        chosen(object): a bar was clicked (its key).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: list[_Bar] = []
        self._empty = Words(self, tone="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMinimumHeight(2 * ROW)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)

    @property
    def marks(self) -> list[Mark]:
        """What it shows."""
        return [one.mark for one in self.bars if not one.isHidden()]

    def show_marks(self, marks: Sequence[Mark], empty: str, scale: float | None = None) -> None:
        """Show marks; `empty` says why there are none; without a scale the longest fills the plot."""
        while len(self.bars) < len(marks):
            bar = _Bar(self)
            bar.clicked.connect(lambda _checked=False, bar=bar: self.chosen.emit(bar.mark.key))
            self._column.insertWidget(len(self.bars), bar)
            self.bars.append(bar)
        for bar in self.bars[len(marks) :]:
            bar.hide()
        most = scale or max((max(m.value or 0.0, m.further or 0.0) for m in marks), default=0.0)
        for bar, mark in zip(self.bars, marks, strict=False):
            bar.show_mark(mark, most)
            bar.show()
        self._empty.setText(empty)
        self._empty.setVisible(not marks)
        self._share_width()

    def _share_width(self) -> None:
        """Give labels what they need, up to two fifths, and figures the widest of them."""
        shown = [bar for bar in self.bars if not bar.isHidden()]
        body, small = self.fontMetrics(), text_font(Size.SMALL, bold=True)
        figures = QFontMetrics(small)
        labels = (body.horizontalAdvance(b.mark.label) + (32 if b.mark.seed is not None else 0) for b in shown)
        label = max(labels, default=0)
        figure = max((figures.horizontalAdvance(b.mark.value_text) for b in shown), default=0) + 4
        room = max(90, int(self.width() * 0.4))
        for bar in shown:
            bar.label_width, bar.figure_width = min(label + 4, room), figure
            bar.update()

    def resizeEvent(self, event: object) -> None:
        self._share_width()
