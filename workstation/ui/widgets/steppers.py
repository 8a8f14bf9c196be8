"""Fields for a number or a time of day, with arrows that can be seen and hit in both themes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QTime
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QTimeEdit, QWidget

from workstation.ui.theme import tokens
from workstation.ui.widgets.icons import paint_icon

ARROWS: Final = 24
"""Width of the arrows' column; the style sheet leaves as much room."""
_ICON: Final = 12


def _paint_arrows(field: QAbstractSpinBox) -> None:
    able = field.stepEnabled()
    painter = QPainter(field)
    half = field.height() // 2
    column = QRect(field.width() - ARROWS - 1, 2, ARROWS, half - 2)
    for up in (True, False):
        flag = (
            QAbstractSpinBox.StepEnabledFlag.StepUpEnabled if up else QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        )
        painter.save()
        painter.setOpacity(1.0 if field.isEnabled() and able & flag else 0.4)
        if up:
            painter.translate(column.center().x() + 0.5, column.center().y() + 1.5)
            painter.rotate(180)
        else:
            painter.translate(column.center().x() + 0.5, half + column.height() / 2 - 0.5)
        paint_icon(painter, QRect(-_ICON // 2, -_ICON // 2, _ICON, _ICON), "chevron_down", tokens().muted, _ICON)
        painter.restore()
    painter.end()


class NumberField(QSpinBox):
    """A whole number; the wheel turns it only while it has the focus, else the page scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(8, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_arrows(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TimeField(QTimeEdit):
    """A time of day, in steps of the hour or of five minutes, wherever the caret stands; it goes round at midnight."""

    def __init__(self, time: QTime, parent: QWidget | None = None) -> None:
        super().__init__(time, parent)
        self.setDisplayFormat("HH:mm")
        self.setWrapping(True)
        self.lineEdit().setTextMargins(8, 0, 0, 0)

    def stepBy(self, steps: int) -> None:
        minutes = self.currentSection() is QTimeEdit.Section.MinuteSection
        super().stepBy(steps * (5 if minutes else 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_arrows(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
