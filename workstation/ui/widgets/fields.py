"""Fields for numbers, times and dates whose text keeps clear of the edge, as in the other fields."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QSpinBox, QTimeEdit, QWidget

_MARGIN = 8


def _pad(field: QAbstractSpinBox) -> None:
    field.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)


class Number(QSpinBox):
    """A whole number; the wheel changes it only while it has the focus, else it scrolls the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _pad(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TimeOfDay(QTimeEdit):
    """Hours and minutes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        _pad(self)


class Day(QDateEdit):
    """A date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("yyyy-MM-dd")
        _pad(self)
