"""Bringing a file into the memory: looked at first, then added with progress, and undone as a whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.services.translation.exchange import Brought, UnreadableFile
from workstation.ui.chat import people
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.formats import enumerated
from workstation.ui.loop import Latest, spawn
from workstation.ui.refused import reason
from workstation.ui.translation.unit_wording import why_skipped
from workstation.ui.widgets.table import LOW_ROW_HEIGHT, Cell, Column, Row, Table
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk

_SHOWN: Final = 500
_COLUMNS: Final = (Column("what", 90), Column("one"), Column("other"))


class Bringing(QWidget):
    """What a file holds, what of it is skipped and why, and the button that adds the rest.

    Signals:
        closed(): one goes back to the list.
        changed(): units were added, or taken back.
    """

    closed = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = Latest(self)
        self.brought: Brought | None = None
        self._name = ""
        self._added = False
        self.title = Words(self, bold=True)
        self.summary = Words(self, wrap=True)
        self.skipped = Words(self, tone="warning", wrap=True)
        self.notice = NoticeLine(self, reason)
        self.table = Table(_COLUMNS, self, row_height=LOW_ROW_HEIGHT)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.add, self.undo, self.back = QPushButton(self), QPushButton(self), QPushButton(self)
        self.add.setProperty("kind", "primary")
        self.add.clicked.connect(lambda: spawn(self.add_all(), owner=self))
        self.undo.clicked.connect(lambda: spawn(self.take_back(), owner=self))
        self.back.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add, self.undo, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.title, self.summary, self.skipped, self.notice):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        self.retranslate()

    def open_file(self, file: Path) -> None:
        """Read a file and show what it holds."""
        self._name, self.brought, self._added = file.name, None, False
        self.notice.clear()
        self.table.show_rows([])
        self._show()
        self._reading.run(self._read(file))

    async def _read(self, file: Path) -> None:
        try:
            data = await self._desk.run_blocking(file.read_bytes)
            self.brought = await self._desk.translation.library.read(data, file.name)
        except OSError:
            self.notice.say(Refusal("file_unreadable"))
        except UnreadableFile as fault:
            self.notice.say(Refusal("no_memory_file", {"line": fault.line}))
        self._show()

    async def add_all(self) -> None:
        """Add what the file holds; it is in the outbox when this returns, on-line or not."""
        if self.brought is None:
            return
        self.add.setEnabled(False)
        self.bar.setRange(0, len(self.brought.units))
        self.bar.setValue(0)
        self.bar.show()
        try:
            await self._desk.translation.library.save(self.brought.units, self.bar.setValue)
        except Refusal as refusal:
            self.notice.say(refusal)
        self._added = True
        self.bar.hide()
        self.changed.emit()
        self._show()

    async def take_back(self) -> None:
        """Delete exactly what was added."""
        if self.brought is None:
            return
        self.undo.setEnabled(False)
        try:
            await self._desk.translation.library.take_back(self.brought.units)
        except Refusal as refusal:
            self.notice.say(refusal)
        self.undo.setEnabled(True)
        self.brought = None
        self.changed.emit()
        self.closed.emit()

    def _show(self) -> None:
        brought = self.brought
        self.title.setText(isolated_name(self._name))
        self.add.setVisible(not self._added)
        self.undo.setVisible(self._added)
        self.add.setEnabled(brought is not None and bool(brought.units))
        self.skipped.setVisible(brought is not None and bool(brought.skipped))
        self.back.setText(self.tr("Back to the list"))
        if brought is None:
            self.summary.setText("" if self.notice.text else self.tr("Reading …"))
            return
        self._word_summary(brought)
        rows = [
            Row(f"s{at}", (Cell(self.tr("line {line}").format(line=one.line), tone="warning"), Cell(why_skipped(one))))
            for at, one in enumerate(brought.skipped[:_SHOWN])
        ]
        for unit in brought.units[:_SHOWN]:
            first, second = list(unit.texts.values())[:2]
            kind = self.tr("Term") if unit.term else self.tr("Sentence")
            rows.append(Row(str(unit.id), (Cell(kind, tone="muted"), Cell(one_line(first)), Cell(one_line(second)))))
        self.table.show_rows(rows)

    def _word_summary(self, brought: Brought) -> None:
        terms = sum(unit.term for unit in brought.units)
        sentences = self.tr("%n sentence(s)", "", len(brought.units) - terms)
        counted = enumerated([sentences, self.tr("%n term(s)", "", terms)])
        languages = Counter(language for unit in brought.units for language in unit.texts)
        names = enumerated([people.language_name(language) for language, _ in languages.most_common(6)])
        template = self.tr("Added: {counted}") if self._added else self.tr("The file holds {counted} ({languages}).")
        self.summary.setText(template.format(counted=counted, languages=names))
        self.add.setText(self.tr("Add %n", "", len(brought.units)))
        if brought.skipped:
            reasons = Counter(why_skipped(one) for one in brought.skipped)
            parts = [f"{words} ({count})" for words, count in reasons.most_common()]
            skipped = self.tr("%n line(s) will be skipped: {reasons}", "", len(brought.skipped))
            self.skipped.setText(skipped.format(reasons=enumerated(parts)))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.table.setAccessibleName(self.tr("What the file holds"))
        self.table.rows_model.set_titles({"what": "", "one": self.tr("One language"), "other": self.tr("Another")})
        self.add.setText(self.tr("Add"))
        self.undo.setText(self.tr("Undo: delete what was added"))
        self._show()
