"""Fields for numbers, times of day and dates, with arrows that can be seen and hit in both themes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTime
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat, QTransform, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QDateTimeEdit, QSpinBox, QTimeEdit, QToolButton, QWidget

from workstation.ui.theme import tokens
from workstation.ui.widgets.icons import icon, paint_icon

ARROWS: Final = 24
"""Width of the arrows' column; the style sheet leaves as much room."""
_ICON: Final = 12
_MARGIN: Final = 8
_FIGURES: Final = {QDateTimeEdit.Section.YearSection: 4}
"""How many figures a part of a date has; two, where it is not named."""
_SEPARATORS: Final = ("-", "/", ".", ":", " ")


def _pad(field: QAbstractSpinBox) -> None:
    """Keep the text clear of the edge, as in the other fields."""
    field.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)


def _paint_arrows(field: QAbstractSpinBox) -> None:
    steps = QAbstractSpinBox.StepEnabledFlag
    painter = QPainter(field)
    half = field.height() // 2
    x = field.width() - ARROWS / 2
    for flag, y, angle in ((steps.StepUpEnabled, half / 2 + 2.5, 180), (steps.StepDownEnabled, half * 1.5 - 1.5, 0)):
        painter.setTransform(QTransform.fromTranslate(x, y).rotate(angle))
        painter.setOpacity(1.0 if field.isEnabled() and field.stepEnabled() & flag else 0.4)
        paint_icon(painter, QRect(-_ICON // 2, -_ICON // 2, _ICON, _ICON), "chevron_down", tokens().muted, _ICON)
    painter.end()


def _is_for(field: QAbstractSpinBox, event: QWheelEvent) -> bool:
    """Tell whether the wheel turns the field: only while it has the focus, else the page scrolls."""
    if not field.hasFocus():
        event.ignore()
        return False
    return True


class _Typing:
    """Takes figures as people type them; Qt itself drops what goes into a part that is full."""

    def __init__(self, field: QDateTimeEdit) -> None:
        self._field = field
        self._went_on = False

    def takes(self, event: QKeyEvent) -> bool:
        """Prepare the field for a key; false: it has said with the figure before what this separator says."""
        field, went_on = self._field, self._went_on
        self._went_on = False
        if not event.text().isdigit():
            return not (went_on and event.text() in _SEPARATORS)
        chosen, part = field.lineEdit().selectedText(), field.currentSection()
        if chosen == field.text():
            field.setSelectedSection(field.sectionAt(0))
        elif not chosen and len(field.sectionText(part)) == _FIGURES.get(part, 2):
            field.setSelectedSection(part)
        return True

    def took(self, event: QKeyEvent, before: int) -> None:
        """See whether a figure was the last of its part."""
        self._went_on = event.text().isdigit() and self._field.currentSectionIndex() > before


class NumberField(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _pad(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_arrows(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if _is_for(self, event):
            super().wheelEvent(event)


class TimeField(QTimeEdit):
    """A time of day, in steps of the hour or of five minutes, wherever the caret stands; it goes round at midnight."""

    def __init__(self, time: QTime | None = None, parent: QWidget | None = None) -> None:
        super().__init__(time or QTime(0, 0), parent)
        self.setDisplayFormat("HH:mm")
        self.setWrapping(True)
        self._typing = _Typing(self)
        _pad(self)

    def stepBy(self, steps: int) -> None:
        minutes = self.currentSection() is QTimeEdit.Section.MinuteSection
        super().stepBy(steps * (5 if minutes else 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._typing.takes(event):
            before = self.currentSectionIndex()
            super().keyPressEvent(event)
            self._typing.took(event, before)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_arrows(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if _is_for(self, event):
            super().wheelEvent(event)


class DayField(QDateEdit):
    """A date, stepped by the part in which the caret stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("yyyy-MM-dd")
        self._typing = _Typing(self)
        _pad(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._typing.takes(event):
            before = self.currentSectionIndex()
            super().keyPressEvent(event)
            self._typing.took(event, before)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_arrows(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if _is_for(self, event):
            super().wheelEvent(event)


class CalendarField(DayField):
    """A date that opens a calendar to choose it from, by its arrow or Alt and the arrow key down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self._dressed = False

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(2 * _MARGIN, 0)  # Qt does not count the margin of the text

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def dress(self) -> None:
        """Make the calendar look like the rest before it is seen; to make it with the field would cost too much."""
        if self._dressed:
            return
        self._dressed = True
        calendar = self.calendarWidget()
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, QTextCharFormat())  # Qt's red can't be read in the dark
        for name, sign in (("qt_calendar_prevmonth", "chevron_left"), ("qt_calendar_nextmonth", "chevron_right")):
            button = calendar.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(icon(sign))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.dress()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.dress()
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QDateEdit.paintEvent(self, event)
        painter = QPainter(self)
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        where = QRect(self.width() - ARROWS + (ARROWS - _ICON) // 2, (self.height() - _ICON) // 2, _ICON, _ICON)
        paint_icon(painter, where, "chevron_down", tokens().muted, _ICON)
        painter.end()
