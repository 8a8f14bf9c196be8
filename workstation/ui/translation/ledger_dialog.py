"""What has left for which engine: a table, and the same as a file for a spreadsheet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.services.sheet import csv_bytes
from workstation.ui.chat import people
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.file_dialog import file_dialog
from workstation.ui.formats import chat_time, clock_time
from workstation.ui.loop import Latest, spawn
from workstation.ui.refused import reason
from workstation.ui.theme import Size
from workstation.ui.translation import wording
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.fitting import fit_to_screen
from workstation.ui.widgets.table import Cell, Column, Row, Table
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.services.translation.privacy import LedgerLine

_COLUMNS = (
    Column("at", 150),
    Column("engine"),
    Column("languages", 170),
    Column("buyer", 160),
    Column("characters", 110, right=True),
)


class LedgerDialog(QDialog):
    """Shows it, newest first.

    Signals:
        done_well(str): something was done, in words.
    """

    done_well = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = Latest(self)
        self.lines: list[LedgerLine] = []
        self._buyers: dict[str, str] = {}
        self.setWindowTitle(self.tr("What has left for translation"))
        fit_to_screen(self, 860, 520)
        note = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        note.setText(
            self.tr("One line for each request, written before it leaves. The texts themselves are not kept here.")
        )
        self.notice = NoticeLine(self, reason)
        self.table = Table(_COLUMNS, self)
        self.table.setAccessibleName(self.windowTitle())
        self.table.rows_model.set_titles(
            {
                "at": self.tr("Time"),
                "engine": self.tr("Engine"),
                "languages": self.tr("Languages"),
                "buyer": self.tr("Buyer"),
                "characters": self.tr("Characters"),
            }
        )
        self.none = EmptyState(self)
        self.none.say("lock", self.tr("Nothing has left yet"), self.tr("The memory on this machine did all of it."))
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.none)
        self.stack.addWidget(self.table)
        self.sum = Words(self, tone="muted")
        self.export = QPushButton(self.tr("Export as CSV …"), self)
        self.export.clicked.connect(self._on_export)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self.sum, 1)
        bottom.addWidget(self.export)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (note, self.notice):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addLayout(bottom)
        self._reading.run(self._read())

    async def _read(self) -> None:
        self.lines = await self._desk.translation.privacy.ledger()
        for line in self.lines:
            if line.conversation not in self._buyers:
                self._buyers[line.conversation] = await self._buyer(line.conversation)
        self._show()

    async def _buyer(self, conversation: str) -> str:
        if not conversation.isdigit():
            return ""
        from workstation.domain.ids import ConversationId

        try:
            head = await self._desk.chat.head(ConversationId(int(conversation)))
        except Refusal:
            return ""
        return head.buyer.name if head is not None and head.buyer is not None else ""

    def _show(self) -> None:
        now = datetime.now(UTC)
        self.table.show_rows([Row(at, self._cells(line, now)) for at, line in enumerate(self.lines)])
        self.stack.setCurrentWidget(self.table if self.lines else self.none)
        self.export.setEnabled(bool(self.lines))
        count = wording.size(sum(line.characters for line in self.lines if not line.local))
        self.sum.setText(self.tr("{count} characters left this machine in all").format(count=count))

    def _cells(self, line: LedgerLine, now: datetime) -> tuple[Cell, ...]:
        day, time = chat_time(line.at, now), clock_time(line.at)
        where = self.tr("on this machine") if line.local else line.host
        return (
            Cell(day, note="" if day == time else time),
            Cell(isolated_name(line.engine), note=where),
            Cell(self._languages(line)),
            Cell(isolated_name(self._buyers.get(line.conversation, ""))),
            Cell(wording.size(line.characters)),
        )

    def _languages(self, line: LedgerLine) -> str:
        return f"{people.language_name(line.source)} → {people.language_name(line.target)}"

    def _on_export(self) -> None:
        dialog = file_dialog(self, self.tr("Export as CSV"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Table (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("translation-ledger.csv")
        dialog.fileSelected.connect(lambda name: spawn(self.keep(Path(name)), owner=self))
        dialog.open()

    async def keep(self, file: Path) -> None:
        """Write all lines into a file."""
        headings = (
            self.tr("Time"), self.tr("Engine"), self.tr("Kind"), self.tr("Host"), self.tr("Stayed on this machine"),
            self.tr("From"), self.tr("To"), self.tr("Buyer"), self.tr("Characters"),
        )  # fmt: skip
        yes, no = self.tr("yes"), self.tr("no")
        rows = [
            (
                line.at.astimezone(), line.engine, line.kind, line.host, yes if line.local else no, line.source,
                line.target, self._buyers.get(line.conversation, ""), line.characters,
            )
            for line in self.lines
        ]  # fmt: skip
        try:
            await self._desk.run_blocking(lambda: file.write_bytes(csv_bytes(headings, rows)))
        except OSError:
            self.notice.say(Refusal("read_only"))
        else:
            self.done_well.emit(self.tr("Kept as {file}").format(file=file.name))
            self.sum.setText(self.tr("Kept as {file}").format(file=isolated_name(file.name)))
