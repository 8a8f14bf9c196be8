"""Stretches of the day in which an auto-reply is given, in the fair's time; none means always."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLocale, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.autoreply import DAYS, MAX_BANDS, MINUTES_A_DAY, Band
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.chips import ChipButton
from workstation.ui.widgets.fields import TimeField
from workstation.ui.widgets.flow import FlowLayout
from workstation.ui.widgets.words import Words

_FIRST: Final = Band(from_minute=9 * 60, to_minute=18 * 60, days=(0, 1, 2, 3, 4))


class _BandLine(QWidget):
    """One stretch: from, to, on which days.

    Signals:
        changed(), removed(): by the user.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.begin, self.end = TimeField(parent=self), TimeField(parent=self)
        self._dash = Words(self)
        self.days = [ChipButton(self) for _ in range(DAYS)]
        self.remove = IconButton("close", self, side=28)
        for edit in (self.begin, self.end):
            edit.setFixedWidth(76)
            edit.timeChanged.connect(lambda _time: self.changed.emit())
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (self.begin, self._dash, self.end):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.remove)
        chips = QWidget(self)
        flow = FlowLayout(chips)
        for chip in self.days:
            chip.clicked.connect(lambda _checked: self.changed.emit())
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(chips)
        self.remove.clicked.connect(self.removed)
        self.retranslate()

    def show_band(self, band: Band) -> None:
        """Show a stretch."""
        for edit, minute in ((self.begin, band.from_minute), (self.end, band.to_minute)):
            edit.blockSignals(True)
            edit.setTime(QTime(minute % MINUTES_A_DAY // 60, minute % 60))
            edit.blockSignals(False)
        for day, chip in enumerate(self.days):
            chip.setChecked(not band.days or day in band.days)

    def band(self) -> Band:
        """Return what it shows."""
        begin, end = (edit.time().hour() * 60 + edit.time().minute() for edit in (self.begin, self.end))
        days = tuple(day for day, chip in enumerate(self.days) if chip.isChecked())
        return Band(from_minute=begin, to_minute=end or MINUTES_A_DAY, days=() if len(days) == DAYS else days)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._dash.setText(self.tr("to", "between two times of day"))
        self.begin.setAccessibleName(self.tr("From"))
        self.end.setAccessibleName(self.tr("To"))
        self.remove.set_words(self.tr("Remove these hours"))
        for day, chip in enumerate(self.days):
            chip.setText(QLocale().dayName(day + 1, QLocale.FormatType.NarrowFormat))
            chip.setAccessibleName(QLocale().dayName(day + 1, QLocale.FormatType.LongFormat))
            chip.setToolTip(chip.accessibleName())
            chip.updateGeometry()


class Bands(QWidget):
    """Edits stretches.

    Signals:
        changed(): by the user.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[_BandLine] = []
        self._words = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.add = QPushButton(self)
        self.add.setProperty("kind", "link")
        self.add.clicked.connect(self._on_add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._words)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.retranslate()

    def show_bands(self, bands: Sequence[Band]) -> None:
        """Show stretches."""
        for line in self.lines:
            line.deleteLater()
        self.lines = []
        for band in bands:
            self._append(band)
        self._word()

    def bands(self) -> tuple[Band, ...]:
        """Return what is shown."""
        return tuple(line.band() for line in self.lines)

    def _append(self, band: Band) -> None:
        line = _BandLine(self)
        line.show_band(band)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._on_removed(line))
        self._column.insertWidget(1 + len(self.lines), line)
        self.lines.append(line)

    def _on_add(self) -> None:
        self._append(_FIRST)
        self._word()
        self.changed.emit()

    def _on_removed(self, line: _BandLine) -> None:
        self.lines.remove(line)
        line.deleteLater()
        self._word()
        self.changed.emit()

    def _word(self) -> None:
        if self.lines:
            self._words.setText(self.tr("Given at these times (Beijing time):"))
        else:
            self._words.setText(self.tr("Given at any time."))
        self.add.setText(self.tr("Other hours too") if self.lines else self.tr("Only at certain hours"))
        self.add.setVisible(len(self.lines) < MAX_BANDS)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        for line in self.lines:
            line.retranslate()
        self._word()
