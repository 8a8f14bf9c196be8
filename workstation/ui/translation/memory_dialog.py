"""The editor of memory and glossary: a list to search, a form beside it, files in and out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.errors import Refusal
from workstation.domain.translation_actions import UnitDraft
from workstation.services.translation.library import Found, Kind, UnitRow
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.timeline.plain_text import one_line
from workstation.ui.chat.translating.wording import my_language
from workstation.ui.file_dialog import file_dialog
from workstation.ui.formats import number
from workstation.ui.loop import Latest, spawn
from workstation.ui.refused import reason
from workstation.ui.theme import Size
from workstation.ui.translation.bringing import Bringing
from workstation.ui.translation.unit_form import UnitForm
from workstation.ui.translation.unit_wording import state_of, whose
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.fitting import fit_to_screen
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.table import Cell, Column, Row, Table
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_PAUSE_MS: Final = 150
_COLUMNS: Final = (Column("mine"), Column("other"), Column("whose", 130))


class MemoryDialog(QDialog):
    """One window, nothing over it: the form stands beside the list, a file's preview in the place of both.

    Signals:
        done_well(str): something was done, in words.
    """

    done_well = Signal(str)

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = Latest(self)
        self.found = Found(rows=(), count=0, total=0)
        self.setWindowTitle(self.tr("Memory and glossary"))
        fit_to_screen(self, 980, 580)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.renew)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.kind = Segmented(tuple(kind.value for kind in Kind), self)
        self.notice = NoticeLine(self, reason)
        self.table = Table(_COLUMNS, self)
        self.none = EmptyState(self)
        self.lists = QStackedWidget(self)
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.none)
        self.form = UnitForm(self)
        self.bringing = Bringing(desk, self)
        self.count = Words(self, size=Size.SMALL, tone="muted")
        self.new, self.bring, self.give = QPushButton(self), QPushButton(self), QPushButton(self)
        self.pages = QStackedWidget(self)
        self._build()
        self._connect(bus)
        self._word()
        self.renew()

    def _build(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.kind)
        column.addWidget(self.lists, 1)
        column.addWidget(self.count)
        right = QWidget(self)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(12, 0, 0, 0)
        beside.addWidget(self.form)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([580, 360])
        self.splitter.setChildrenCollapsible(False)
        self.pages.addWidget(self.splitter)
        self.pages.addWidget(self.bringing)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        for button in (self.new, self.bring, self.give):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        bottom.addStretch(1)
        self.close_button = QPushButton(self)
        self.close_button.setAutoDefault(False)
        bottom.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(self.notice)
        whole.addWidget(self.pages, 1)
        whole.addLayout(bottom)
        self.setTabOrder(self.search, self.table)
        self.setTabOrder(self.table, self.form)
        self.search.setFocus()

    def _connect(self, bus: Bus) -> None:
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self.kind.chosen.connect(lambda _key: self.renew())
        self.table.selection_moved.connect(self._on_chosen)
        self.form.written.connect(lambda draft: spawn(self.save(draft), owner=self))
        self.form.delete_wanted.connect(lambda row: spawn(self.delete(row), owner=self))
        self.new.clicked.connect(self.begin)
        self.bring.clicked.connect(self._on_bring)
        self.give.clicked.connect(self._on_give)
        self.bringing.closed.connect(self._on_back)
        self.bringing.changed.connect(self.renew)
        self.close_button.clicked.connect(self.accept)
        bus.changed.connect(self._on_changed)

    # ---- showing ---------------------------------------------------------------------------------------------------

    def _on_changed(self, change: ChangeSet) -> None:
        if change.translation or change.everything or "units" in change.outbox:
            self._timer.start()

    def renew(self) -> None:
        """Search anew."""
        self._reading.run(self._read(self.search.text(), Kind(self.kind.key)))

    async def _read(self, query: str, kind: Kind) -> None:
        try:
            self.found = await self._desk.translation.library.find(query, kind)
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        self.table.show_rows([self._line(row) for row in self.found.rows])
        self.lists.setCurrentWidget(self.table if self.found.rows else self.none)
        if query:
            self.none.say("search", self.tr("Nothing fits"), self.tr("Search for other words, or look at all."))
        else:
            self.none.say(
                "translate",
                self.tr("Nothing of your own yet"),
                self.tr("Mend a translation in a chat, or add one."),
            )
        self._show_count()
        kept = self._row(next(iter(self.table.keys), None))
        if kept is not None and not self.form.is_changed and self.form.row is not None:
            self.form.show_row(kept)

    def _show_count(self) -> None:
        found = self.found
        words = self.tr("{count} of {total}").format(count=number(found.count), total=number(found.total))
        if found.count > len(found.rows):
            words += " · " + self.tr("the first {shown} are listed").format(shown=number(len(found.rows)))
        self.count.setText(words)

    def _line(self, row: UnitRow) -> Row:
        mine = my_language()
        texts = row.unit.texts
        own = texts.get(mine) or next(iter(texts.values()), "")
        others = [text for language, text in texts.items() if language != mine and text != own]
        state = state_of(row)
        tone = "danger" if row.problem is not None else "muted"
        return Row(
            row.unit.id,
            (
                Cell(one_line(own), bold=row.unit.term),
                Cell(one_line(others[0]) if others else "", note=one_line(others[1]) if len(others) > 1 else ""),
                Cell(whose(row), note=state, tone=tone),
            ),
        )

    def _row(self, key: object) -> UnitRow | None:
        return next((row for row in self.found.rows if row.unit.id == key), None)

    def _on_chosen(self) -> None:
        row = self._row(next(iter(self.table.keys), None))
        shown = self.form.row
        if row is not None and (shown is None or shown.unit.id != row.unit.id):
            self.form.show_row(row)

    # ---- changing --------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a new one."""
        self._on_back()
        self.table.clearSelection()
        self.form.show_row(None)
        self.form.fields[my_language()].setFocus()

    async def save(self, draft: UnitDraft) -> None:
        """Keep what was written."""
        row = self.form.row
        try:
            await self._desk.translation.library.save([draft])
            if row is not None and row.problem is not None and row.action_id is not None:
                await self._desk.refusals.dismiss(row.action_id)
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        self.notice.clear()
        await self._read(self.search.text(), Kind(self.kind.key))
        self.table.choose({draft.id})
        kept = self._row(draft.id)
        self.form.show_row(kept)

    async def delete(self, row: UnitRow | None) -> None:
        """Delete a unit, or forget the change of it that was refused."""
        if row is None:
            return
        try:
            if row.problem is not None and row.action_id is not None:
                await self._desk.refusals.dismiss(row.action_id)
            else:
                await self._desk.translation.library.delete([row.unit.id])
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        self.form.show_row(None)
        self.table.clearSelection()
        self.renew()

    # ---- files -----------------------------------------------------------------------------------------------------

    def _on_bring(self) -> None:
        dialog = file_dialog(self, self.tr("Bring in a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Translation memory or table (*.tmx *.xml *.csv)"))
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.open()

    def open_file(self, file: Path) -> None:
        """Show what a file holds."""
        self.bringing.open_file(file)
        self.pages.setCurrentWidget(self.bringing)
        self._show_buttons()

    def _on_back(self) -> None:
        self.pages.setCurrentWidget(self.splitter)
        self._show_buttons()

    def _show_buttons(self) -> None:
        listed = self.pages.currentWidget() is self.splitter
        for button in (self.new, self.bring, self.give):
            button.setVisible(listed)

    def _on_give(self) -> None:
        dialog = file_dialog(self, self.tr("Keep what is listed as a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Translation memory (*.tmx)"), self.tr("Table (*.csv)")])
        dialog.setDefaultSuffix("tmx")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("csv" if "csv" in chosen else "tmx"))
        dialog.selectFile("memory.tmx")
        dialog.fileSelected.connect(lambda name: spawn(self.keep(Path(name)), owner=self))
        dialog.open()

    async def keep(self, file: Path) -> None:
        """Write what is listed (without limit) into a file: TMX or CSV by its name."""
        kind, query = Kind(self.kind.key), self.search.text()
        try:
            made = await self._desk.translation.library.written(file.name, datetime.now(UTC), query, kind)
            await self._desk.run_blocking(lambda: file.write_bytes(made))
        except OSError:
            self.notice.say(Refusal("read_only"))
        except Refusal as refusal:
            self.notice.say(refusal)
        else:
            self.count.setText(self.tr("Kept as {file}").format(file=file.name))
            self.done_well.emit(self.tr("Kept as {file}").format(file=file.name))

    def done(self, result: int) -> None:
        """Close; a search under way is left."""
        self._timer.stop()
        self._reading.cancel()
        super().done(result)

    def _word(self) -> None:
        self.search.setPlaceholderText(self.tr("Search in all languages"))
        self.search.setAccessibleName(self.tr("Search in memory and glossary"))
        self.kind.set_texts(
            self.tr("Show"),
            {
                Kind.ALL.value: self.tr("All"),
                Kind.SENTENCES.value: self.tr("Sentences"),
                Kind.TERMS.value: self.tr("Terms"),
                Kind.OURS.value: self.tr("Our company's"),
            },
        )
        self.table.setAccessibleName(self.tr("Memory and glossary"))
        self.table.rows_model.set_titles(
            {"mine": self.tr("My language"), "other": self.tr("Other languages"), "whose": self.tr("Whose")}
        )
        self.new.setText(self.tr("New"))
        self.bring.setText(self.tr("Bring in a file …"))
        self.give.setText(self.tr("Keep as a file …"))
        self.close_button.setText(self.tr("Close"))
