"""Which column of a table holds what: its heading, what stands in it, and a choice."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workstation.domain.card_files.columns import Column
from workstation.services.card_files.csv_in import Table
from workstation.ui.cards import file_wording
from workstation.ui.cards.country_box import CountryBox
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Choice
from workstation.ui.widgets.words import Words

_SAMPLES = 3


class ColumnMapping(QFrame):
    """Asks.

    Signals:
        changed(): something else was chosen.
    """

    changed = Signal()

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.choices: list[Choice] = []
        self._heads = [Words(self, size=Size.SMALL, tone="muted") for _ in range(3)]
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for at, head in enumerate(self._heads):
            grid.addWidget(head, 0, at)
        for at in range(len(table.headings)):
            self._add_row(grid, at)
        grid.setRowStretch(len(table.headings) + 1, 1)
        self._calls, self.country = Words(self, wrap=True), CountryBox(self)
        self.country.setMinimumWidth(200)
        self.country.currentIndexChanged.connect(lambda _index: self.changed.emit())
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(scroll, 1)
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 0)
        below.setSpacing(14)
        below.addWidget(self._calls, 1)
        below.addWidget(self.country)
        column.addLayout(below)
        self.retranslate()

    def _add_row(self, grid: QGridLayout, at: int) -> None:
        table = self._table
        heading = Words(self, bold=True, wrap=True)
        number = self.tr("Column {number}").format(number=at + 1)
        heading.setText(isolated_name(one_line(table.headings[at], 60)) or number)
        samples = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        found = [row[at].strip() for row in table.rows if at < len(row) and row[at].strip()]
        samples.setText(" · ".join(isolated_name(one_line(one, 40)) for one in found[:_SAMPLES]) or "–")
        choice = Choice(self)
        choice.setMinimumWidth(190)
        for one in (None, *Column):
            choice.addItem("", one)
        chosen = table.mapping[at]
        choice.setCurrentIndex(0 if chosen is None else 1 + list(Column).index(chosen))
        choice.setAccessibleName(heading.text())
        choice.activated.connect(lambda _index: self.changed.emit())
        self.choices.append(choice)
        for place, widget in enumerate((heading, samples, choice)):
            grid.addWidget(widget, at + 1, place)

    @property
    def mapping(self) -> tuple[Column | None, ...]:
        """What each column holds."""
        every = (None, *Column)
        return tuple(every[choice.currentIndex()] for choice in self.choices)

    @property
    def table(self) -> Table:
        """The table with where its numbers belong."""
        return replace(self._table, country=self.country.code)

    @property
    def left_out(self) -> int:
        """How many columns with something in them are not imported."""
        rows = self._table.rows
        return sum(
            held is None and any(at < len(row) and row[at].strip() for row in rows)
            for at, held in enumerate(self.mapping)
        )

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._calls.setText(self.tr("Numbers without a country code are from"))
        self.country.setAccessibleName(self._calls.text())
        line = self.country.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Leave as written"))
        words = (self.tr("Column in the file"), self.tr("What stands there"), self.tr("Goes to"))
        for head, text in zip(self._heads, words, strict=True):
            head.setText(text)
        for choice in self.choices:
            for at, one in enumerate((None, *Column)):
                choice.setItemText(at, file_wording.column(one))
