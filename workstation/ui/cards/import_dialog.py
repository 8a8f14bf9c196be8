"""Importing a file of cards: what it holds, how far it is, what came of it line by line, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QProgressBar, QWidget

from workstation.domain.card_files import phones
from workstation.domain.card_files.model import FileCard, Issue
from workstation.domain.errors import Refusal
from workstation.services.card_files import csv_in
from workstation.services.card_import import ImportProgress, ImportReport
from workstation.services.card_reading import FileLook
from workstation.ui import formats
from workstation.ui.cards import file_wording, wording
from workstation.ui.cards.dialog import CardDialog
from workstation.ui.cards.mapping import ColumnMapping
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.loop import Latest
from workstation.ui.theme import Size
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.table import Cell, Column, Row, Table
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk

_SIZE: Final = (720, 660)
_CARDS: Final = (Column("name"), Column("company"), Column("reach", 220))
_ISSUES: Final = (Column("line", 130), Column("what"))
_FILES: Final = (Column("line", 270), Column("what"))
"""Where there are several files: their names stand before the lines."""
_BAR: Final = 1000
_SOME: Final = 142
"""Room for the heads and two cards, in pixels."""


class CardImportDialog(CardDialog):
    """Asks, imports, reports; closing it while it imports stops it, what was added stays and can be undone."""

    def __init__(self, desk: Desk, look: FileLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._look = look
        self._cancelled = False
        self.report: ImportReport | None = None
        self.undone = False
        self._progress: ImportProgress | None = None
        self._running, self._undoing = Latest(self), Latest(self)
        # A second click comes where Import was: then another button stands there.
        self._second = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._second.timeout.connect(self._on_second)
        self.mapping = ColumnMapping(look.table, self) if look.table is not None else None
        self._first = Words(self, size=Size.SMALL, tone="muted")
        self.cards = Table(_CARDS, self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _BAR)
        self.said = Words(self, bold=True, wrap=True)
        self.more = Words(self, tone="muted", wrap=True)
        self._several = len(look.paths) + len(look.issues) > 1
        self.issues = Table(_FILES if self._several else _ISSUES, self, row_height=34)
        self.undo_button, self.copy_button = self.add_button(), self.add_button()
        self.close_button = self.add_button()
        self.go_button = self.add_button(kind="primary")
        for widget in (self.said, self.more, self.bar):
            self.body.addWidget(widget)
        if self.mapping is not None:
            self.body.addWidget(self.mapping, 3)
            self.mapping.changed.connect(self._show_cards)
        self.body.addWidget(self._first)
        self._framed = {table: _framed(table, self) for table in (self.cards, self.issues)}
        for frame in self._framed.values():
            self.body.addWidget(frame, 2)
        self._framed[self.cards].setMinimumHeight(_SOME)  # the first cards change with what is chosen above them
        self._rest = QWidget(self)  # holds the words up where no table stands below them
        self.body.addWidget(self._rest, 2)
        self.go_button.clicked.connect(self.start)
        self.close_button.clicked.connect(self._on_close)
        self.undo_button.clicked.connect(self.undo)
        self.copy_button.clicked.connect(self._copy)
        self.fit(*_SIZE)
        self.retranslate()

    # ---- before ------------------------------------------------------------------------------------------------

    def _show_cards(self) -> None:
        cards = self._look.cards
        if self._look.table is not None and self.mapping is not None:
            cards = csv_in.first_cards(self.mapping.table, self.mapping.mapping)
        self.cards.show_rows([_row(at, card) for at, card in enumerate(cards)])
        self.go_button.setEnabled(bool(cards))
        if not cards:
            self._first.setText(self.tr("Say which column holds the name, the company or the e-mail."))
        else:
            self._first.setText(self.tr("The first cards, as they will be in your folder:"))

    # ---- importing ---------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Import it."""
        if self.report is None and not self._running.running:
            self.notice.clear()
            self._second.start()
            self._progress = ImportProgress(done=0, total=self._look.size, added=0)
            self._show()
            self._running.run(self._run())

    async def _run(self) -> None:
        look, mapping = self._look, self.mapping.mapping if self.mapping is not None else ()
        if self.mapping is not None:
            look = replace(look, table=self.mapping.table)
        try:
            self.report = await self._desk.card_imports.run(
                look, mapping, progress=self._on_progress, cancelled=lambda: self._cancelled
            )
        except Refusal as refusal:
            self.notice.say(refusal)
        self._progress = None
        self._show()

    def _on_progress(self, progress: ImportProgress) -> None:
        self._progress = progress
        self._show_progress()

    def undo(self) -> None:
        """Take out of the folder exactly what was added."""
        if self.report is not None and not self.undone and not self._undoing.running:
            self._undoing.run(self._undo(self.report))

    async def _undo(self, report: ImportReport) -> None:
        try:
            await self._desk.card_imports.undo(report.batch)
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        self.undone = True
        self._show()

    def _on_close(self) -> None:
        if self._progress is not None:
            self._cancelled = True  # it stops after the piece it is at, and says what it has added
            self.close_button.setEnabled(False)
        else:
            self.done(0)

    def reject(self) -> None:
        """Esc while it runs stops it; else it closes."""
        if self._progress is not None:
            self._on_close()
        else:
            super().reject()

    def _copy(self) -> None:
        lines = [self.said.text(), self.more.text()]
        if self.report is not None:
            lines += [f"{self._place(one)}\t{file_wording.issue(one)}" for one in self.report.issues]
        QGuiApplication.clipboard().setText("\n".join(line for line in lines if line))

    # ---- words -------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        running, report = self._progress is not None, self.report
        asking = not running and report is None
        if self.mapping is not None:
            self.mapping.setVisible(asking)
        for widget in (self._first, self._framed[self.cards], self.go_button):
            widget.setVisible(asking)
        self.bar.setVisible(running)
        self.said.setVisible(not asking)
        self._framed[self.issues].setVisible(report is not None and bool(report.issues))
        self._rest.setVisible(not asking and (report is None or not report.issues))
        self.more.setVisible(report is not None)
        self.undo_button.setVisible(report is not None and report.added > 0 and not self.undone)
        self.copy_button.setVisible(report is not None and bool(report.issues))
        self._show_close()
        self.close_button.setText(self.tr("Close") if report is not None else self.tr("Cancel"))
        if running:
            self._show_progress()
        elif report is not None:
            self._show_report(report)

    def _on_second(self) -> None:
        self._show_close()
        focused = self.focusWidget()
        if focused is None or not focused.isVisibleTo(self):  # it was on Import
            self.close_button.setFocus()

    def _show_close(self) -> None:
        self.close_button.setEnabled(not self._second.isActive() and not (self._cancelled and self.report is None))

    def _show_progress(self) -> None:
        now = self._progress
        if now is not None:
            self.bar.setValue(round(_BAR * now.done / now.total) if now.total else 0)
            self.said.setText(self.tr("%n card(s) added so far …", "", now.added))

    def _show_report(self, report: ImportReport) -> None:
        if self.undone:
            self.said.setText(self.tr("Undone: your folder is as it was before."))
        elif report.cancelled:
            self.said.setText(self.tr("Stopped: %n card(s) were added before.", "", report.added))
        else:
            self.said.setText(self.tr("%n card(s) added to your folder.", "", report.added))
        facts = []
        if report.known:
            facts.append(self.tr("%n card(s) were there already, just the same.", "", report.known))
        if report.pictures:
            facts.append(self.tr("%n picture(s) follow on their own.", "", report.pictures))
        if report.more_issues:
            facts.append(self.tr("%n more line(s) had something wrong.", "", report.more_issues))
        if report.cancelled and not self.undone:
            facts.append(self.tr("The rest of the file was not read; import it again to add what is missing."))
        elif self.mapping is not None and self.mapping.left_out and not self.undone:
            facts.append(self.tr("%n column(s) were left out, as chosen.", "", self.mapping.left_out))
        elif report.added and not report.issues and not self.undone:
            facts.append(self.tr("Nothing in the file was left out."))
        self.more.setText(" ".join(facts))
        self.more.setVisible(bool(facts))
        self.issues.show_rows(
            [Row(at, (Cell(self._place(one)), Cell(file_wording.issue(one)))) for at, one in enumerate(report.issues)]
        )

    def _place(self, one: Issue) -> str:
        """Return where in the files something was wrong."""
        line = self.tr("Line {number}").format(number=formats.number(one.line)) if one.line else ""
        name = isolated_name(one_line(one.file, 80))
        return (
            self.tr("{file}, line {number}").format(file=name, number=formats.number(one.line))
            if line and name
            else line or name
        )

    def _name(self) -> str:
        paths = self._look.paths
        if len(paths) > 1:
            return self.tr("%n file(s)", "", len(paths))
        return isolated_name(one_line(paths[0].name, 80))

    def retranslate(self) -> None:
        look = self._look
        name = self._name()
        facts = [file_wording.size(look.size)]
        if look.table is not None:
            facts.append(self.tr("table, characters as {encoding}").format(encoding=_charset(look.table.encoding)))
        else:
            facts.append("vCard")
        self.set_head(self.tr("Import cards"), self.tr("Import {name}").format(name=name), " · ".join(facts))
        self.cards.setAccessibleName(self.tr("The first cards"))
        self.cards.rows_model.set_titles(
            {
                "name": wording.field("name"),
                "company": wording.field("company"),
                "reach": self.tr("Phone, e-mail"),
            }
        )
        self.issues.setAccessibleName(self.tr("Lines with something wrong"))
        self.issues.rows_model.set_titles({"line": self.tr("Line"), "what": self.tr("What was wrong")})
        self.go_button.setText(self.tr("Import"))
        self.undo_button.setText(self.tr("Undo the import"))
        self.copy_button.setText(self.tr("Copy the report"))
        if self.mapping is not None:
            self.mapping.retranslate()
        self._show_cards()
        self._show()


def _charset(encoding: str) -> str:
    """Return how people call an encoding."""
    return encoding.upper().removesuffix("-SIG")


def _framed(table: Table, parent: QWidget) -> Card:
    card = Card(parent)
    card.hide_head()
    card.body.addWidget(table)
    return card


def _row(at: int, card: FileCard) -> Row:
    content = card.content
    phone = phones.shown(content.phones[0].number) if content.phones else ""
    email = one_line(content.emails[0], 120) if content.emails else ""
    title = isolated_name(one_line(content.title(wording.side()), 80))
    return Row(
        at,
        (
            Cell(wording.name(content), note=title, bold=True),
            Cell(wording.company(content), note=formats.country_name(content.country)),
            Cell(phone or email, note=email if phone else ""),
        ),
    )
