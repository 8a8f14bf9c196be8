"""Fields of times and days: what is typed over everything counts."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QDateTimeEdit, QToolButton

from workstation.ui.widgets.fields import CalendarField, DayField, TimeField


@pytest.mark.parametrize(
    ("make", "typed", "shown"),
    [
        (lambda: TimeField(QTime(18, 0)), "0835", "08:35"),
        (lambda: TimeField(QTime(18, 0)), "2359", "23:59"),
        (lambda: TimeField(QTime(18, 0)), "08:35", "08:35"),
        (DayField, "20270305", "2027-03-05"),
        (DayField, "2027-03-05", "2027-03-05"),
        (CalendarField, "20270305", "2027-03-05"),
    ],
)
def test_what_is_typed_over_everything_fills_the_parts_from_the_first_on(
    qapp: QApplication, make: Callable[[], QDateTimeEdit], typed: str, shown: str
) -> None:
    field = make()
    field.show()
    field.selectAll()
    QTest.keyClicks(field, typed)
    assert field.text() == shown
    field.deleteLater()


@pytest.mark.parametrize(
    ("caret", "typed", "shown"),
    [
        (0, "20991231", "2099-12-31"),
        (4, "2031", "2031-11-05"),  # after the year, as a click leaves it
        (6, "02", "2026-02-05"),
        (10, "28", "2026-11-28"),
        (2, "2099-12-31", "2099-12-31"),
    ],
)
def test_what_is_typed_where_the_caret_stands_fills_that_part_anew(
    qapp: QApplication, caret: int, typed: str, shown: str
) -> None:
    field = DayField()
    field.setDate(QDate(2026, 11, 5))
    field.show()
    field.lineEdit().setCursorPosition(caret)
    QTest.keyClicks(field, typed)
    assert field.text() == field.date().toString("yyyy-MM-dd") == shown
    field.deleteLater()


def test_the_calendar_has_no_colour_that_the_theme_does_not_know(qapp: QApplication) -> None:
    field = CalendarField()
    line = field.lineEdit()
    field.resize(field.sizeHint())
    field.show()
    assert line.fontMetrics().horizontalAdvance(field.text()) <= line.width() - line.textMargins().left()
    assert field.findChildren(QCalendarWidget) == []  # not before it is asked for
    field.dress()
    weekend = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
    formats = [field.calendarWidget().weekdayTextFormat(day) for day in weekend]
    assert [one.foreground().style() for one in formats] == [Qt.BrushStyle.NoBrush] * 2
    arrows = ("qt_calendar_prevmonth", "qt_calendar_nextmonth")
    assert all(field.calendarWidget().findChild(QToolButton, name) for name in arrows)  # Qt still calls them so
    field.deleteLater()
