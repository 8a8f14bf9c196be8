"""Lengths of time: told in the largest unit that tells them whole, kept between their limits."""

import pytest
from PySide6.QtWidgets import QApplication

from workstation.ui.widgets.duration import UNITS, Duration

MINUTE, HOUR, DAY = UNITS


@pytest.mark.parametrize(
    ("seconds", "number", "unit"),
    [(60, 1, MINUTE), (90 * 60, 90, MINUTE), (3600, 1, HOUR), (72 * 3600, 3, DAY), (25 * 3600, 25, HOUR)],
)
def test_what_is_shown(qapp: QApplication, seconds: int, number: int, unit: int) -> None:
    field = Duration()
    field.show_seconds(seconds, MINUTE, 7 * DAY)
    assert (field.number.value(), field.unit.currentData(), field.seconds) == (number, unit, seconds)


def test_another_unit_keeps_the_number_in_its_limits_and_says_what_is_wanted(qapp: QApplication) -> None:
    field = Duration()
    told: list[int] = []
    field.changed.connect(told.append)
    field.show_seconds(30 * 60, 5 * MINUTE, 3 * DAY)
    assert told == []
    assert [field.unit.itemData(at) for at in range(field.unit.count())] == [MINUTE, HOUR, DAY]
    assert (field.number.minimum(), field.number.maximum()) == (5, 3 * 24 * 60)
    field.number.setValue(45)
    field.unit.setCurrentIndex(2)
    field.unit.activated.emit(2)
    assert (field.number.minimum(), field.number.maximum(), field.number.value()) == (1, 3, 1)
    assert told == [45 * MINUTE, DAY]
    field.show_seconds(600, MINUTE, HOUR // 2)
    assert [field.unit.itemData(at) for at in range(field.unit.count())] == [MINUTE], "an hour would be too much"
