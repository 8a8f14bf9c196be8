"""The four-step guide as one picture: what is done has a tick, what is next is marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workstation.domain.overview import GuideStep, Step
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.icons import paint_icon

_DOT: Final = 28
_HEIGHT: Final = 84


class Steps(QWidget):
    """Shows steps from left to right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps: Sequence[GuideStep] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[GuideStep]) -> None:
        """Show these steps."""
        self.steps = steps
        said = (self.tr("{step}: done") if one.done else self.tr("{step}: still to do") for one in steps)
        self.setAccessibleName(", ".join(t.format(step=self.words(s.step)) for t, s in zip(said, steps, strict=True)))
        self.update()

    def words(self, step: Step) -> str:
        """Return what a step is called."""
        return {
            Step.COMPANY: self.tr("Company information"),
            Step.EXHIBITS: self.tr("Exhibits"),
            Step.TEMPLATE: self.tr("Display template"),
            Step.MATCHED: self.tr("Get matched"),
        }[step]

    def sizeHint(self) -> QSize:
        return QSize(380, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.steps:
            return
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / len(self.steps)
        following = next((at for at, one in enumerate(self.steps) if not one.done), -1)
        for at, one in enumerate(self.steps):
            middle = width * (at + 0.5)
            if at:
                before = self.steps[at - 1].done
                painter.setPen(QPen(colours.accent if before else colours.border, 2))
                y = _DOT / 2 + 4
                painter.drawLine(QPointF(middle - width + _DOT / 2 + 6, y), QPointF(middle - _DOT / 2 - 6, y))
            self._paint_dot(painter, QRectF(middle - _DOT / 2, 4, _DOT, _DOT), one, at, following=at == following)
            painter.setFont(text_font(Size.SMALL, bold=at == following))
            painter.setPen(colours.text if at == following else colours.muted)
            where = QRectF(middle - width / 2 + 2, _DOT + 10, width - 4, _HEIGHT - _DOT - 10)
            flags = Qt.AlignmentFlag.AlignHCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(where, flags, self.words(one.step))
        painter.end()

    def _paint_dot(self, painter: QPainter, dot: QRectF, one: GuideStep, at: int, *, following: bool) -> None:
        colours = tokens()
        painter.setPen(Qt.PenStyle.NoPen if one.done else QPen(colours.accent if following else colours.border, 2))
        painter.setBrush(colours.accent if one.done else colours.surface)
        painter.drawEllipse(dot)
        if one.done:
            paint_icon(painter, dot.toRect(), "check", colours.on_accent, 16)
            return
        painter.setFont(text_font(Size.SMALL, bold=True))
        painter.setPen(colours.accent_text if following else colours.muted)
        painter.drawText(QRect(dot.toRect()), Qt.AlignmentFlag.AlignCenter, str(at + 1))
