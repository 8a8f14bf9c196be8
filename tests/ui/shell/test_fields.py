"""Fields of times and days: what is typed over everything counts."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateTimeEdit

from workstation.ui.widgets.fields import DayField, TimeField


@pytest.mark.parametrize(
    ("make", "typed", "shown"),
    [
        (lambda: TimeField(QTime(18, 0)), "0835", "08:35"),
        (lambda: TimeField(QTime(18, 0)), "2359", "23:59"),
        (DayField, "20270305", "2027-03-05"),
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
