"""A length of time as a number with its unit: 3 days rather than 4320 minutes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workstation.ui.widgets.buttons import Choice
from workstation.ui.widgets.fields import NumberField

UNITS: Final = (60, 3600, 86_400)
"""Seconds in a minute, an hour, a day."""


class Duration(QWidget):
    """Edits a length of time between two others.

    Signals:
        changed(int): the user wants so many seconds.
    """

    changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = UNITS[0], UNITS[-1]
        self._seconds = self._least
        self._showing = False
        self.number, self.unit = NumberField(self), Choice(self)
        self.number.setFixedWidth(84)
        self.unit.setMinimumWidth(96)
        self.number.valueChanged.connect(lambda value: self._take(value * self._factor))
        self.unit.activated.connect(self._on_unit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.number)
        line.addWidget(self.unit)
        self.setFocusProxy(self.number)

    @property
    def seconds(self) -> int:
        """How long it is, in seconds."""
        return self._seconds

    @property
    def _factor(self) -> int:
        return int(self.unit.currentData() or UNITS[0])

    def show_seconds(self, seconds: int, least: int, most: int) -> None:
        """Show a length of time, in the largest unit that tells it whole; from `least` to `most` may be chosen."""
        self._least, self._most = least, max(least, most)
        self._seconds = seconds
        self._fill()
        if self.number.hasFocus() and seconds % self._factor == 0:
            unit = self._factor  # what one types in doesn't change under one's hands
        else:
            unit = max((one for one in UNITS if seconds % one == 0), default=UNITS[0])
        self._show(unit)

    def _fill(self) -> None:
        """Offer the units in which at least one whole number is possible."""
        wanted = [one for one in UNITS if one == UNITS[0] or one <= self._most]
        if [self.unit.itemData(at) for at in range(self.unit.count())] != wanted:
            chosen = self._factor
            self.unit.clear()
            for one in wanted:
                self.unit.addItem("", one)
            self.unit.setCurrentIndex(max(0, self.unit.findData(chosen)))
            self.retranslate()

    def _show(self, unit: int) -> None:
        self._showing = True
        self.unit.setCurrentIndex(max(0, self.unit.findData(unit)))
        self.number.setRange(-(-self._least // unit), max(1, self._most // unit))
        self.number.setValue(max(1, round(self._seconds / unit)))
        self._showing = False

    def _on_unit(self, _index: int) -> None:
        self._show(self._factor)
        self._take(self.number.value() * self._factor)

    def _take(self, seconds: int) -> None:
        if not self._showing and seconds != self._seconds:
            self._seconds = seconds
            self.changed.emit(seconds)

    def setAccessibleName(self, name: str) -> None:
        """Name both parts after what they are for."""
        super().setAccessibleName(name)
        self.number.setAccessibleName(name)
        self.unit.setAccessibleName(self.tr("{what}, unit").format(what=name))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        words = {UNITS[0]: self.tr("minutes"), UNITS[1]: self.tr("hours"), UNITS[2]: self.tr("days")}
        for at in range(self.unit.count()):
            self.unit.setItemText(at, words[int(self.unit.itemData(at))])
        self.setAccessibleName(self.accessibleName())
