"""What is done with the cards of a folder: the questions before, what is said after, the way back."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from workstation.domain.card import CardContent
from workstation.domain.errors import Refusal
from workstation.services.card_views import CardRow, Duplicates
from workstation.ui import formats
from workstation.ui.cards import wording
from workstation.ui.cards.face import Pictures
from workstation.ui.file_dialog import file_dialog
from workstation.ui.loop import spawn

if TYPE_CHECKING:
    from workstation.domain.ids import ActionId
    from workstation.services.card_import import ImportedBatch
    from workstation.services.desk import Desk
    from workstation.ui.cards.dialog import CardDialog
    from workstation.ui.cards.duplicates_dialog import DuplicatesDialog
    from workstation.ui.cards.edit_dialog import CardEditDialog
    from workstation.ui.cards.import_dialog import CardImportDialog


class CardDoing(QObject):
    """Opens one dialog at a time.

    Signals:
        done(str, str, object): something was done: words, the words of a button or nothing, what the button does.
        refused(object): a `Refusal`: why it came to nothing.
        card_wanted(object): this card is to be shown.
        told_apart(): some are not to be offered as the same any more.
    """

    done = Signal(str, str, object)
    refused = Signal(object)
    card_wanted = Signal(object)
    told_apart = Signal()

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self.dialog: CardDialog | None = None
        self._left: CardEditDialog | None = None
        self.duplicates: DuplicatesDialog | None = None
        self.question: QMessageBox | None = None

    def _open(self, dialog: CardDialog) -> None:
        if self._left is not None:
            self._left.deleteLater()
            self._left = None
        self.dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self) -> None:
        self.dialog = self.duplicates = None

    # ---- one card ----------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a card."""
        spawn(self._edit(None), owner=self)

    def edit(self, row: CardRow) -> None:
        """Have a card corrected."""
        spawn(self._edit(row), owner=self)

    async def _edit(self, row: CardRow | None) -> None:
        from workstation.ui.cards.edit_dialog import CardEditDialog
        from workstation.ui.cards.pictures import CardPictures

        async def save(content: CardContent, photo: bytes | None, logo: bytes | None) -> None:
            if row is None:
                card_id = await self._desk.cards.add(content, photo=photo, logo=logo)
                self.done.emit(self.tr("The card is in the folder"), "", None)
                self.card_wanted.emit(card_id)
            else:
                await self._desk.cards.change(row.id, content, photo=photo, logo=logo)

        pictures = Pictures()
        if row is not None:
            content = row.content
            pictures = await CardPictures(self._desk, self).of(
                content.photo, content.logo, row.photo_upload, row.logo_upload
            )
        sections = await self._desk.cards.sections()
        if self.dialog is None:
            content_now = None if row is None else row.content
            run = self._desk.run_blocking
            dialog = CardEditDialog(save, run, content_now, pictures, sections, self._over.window())
            dialog.rejected.connect(lambda: self._on_left(dialog))
            self._open(dialog)

    def _on_left(self, dialog: CardEditDialog) -> None:
        """What was typed and not saved can be gone on with, until another dialog is opened."""
        if dialog.changed:
            self._left = dialog
            self.done.emit(self.tr("The card was not saved"), self.tr("Go on typing"), self._go_on)

    def _go_on(self) -> None:
        left, self._left = self._left, None
        if left is not None:
            self._open(left)

    # ---- several -----------------------------------------------------------------------------------------------

    def delete(self, rows: Sequence[CardRow]) -> None:
        """Ask whether these are to be thrown away."""
        if not rows or self.question is not None:
            return
        words = self.tr("Delete %n card(s)?", "", len(rows))
        if len(rows) == 1:
            words = self.tr("Delete the card of {name}?").format(name=wording.name(rows[0].content))
        box = self._ask(self.tr("Delete cards"), words)
        box.setInformativeText(self.tr("They go from your folder with notes and tags, and cannot be brought back."))
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
        delete.clicked.connect(lambda: self.decide(self._delete([row.id for row in rows])))
        box.open()

    def _ask(self, title: str, words: str) -> QMessageBox:
        box = self.question = QMessageBox(self._over.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(title)
        box.setText(words)
        box.finished.connect(self._on_answered)
        return box

    def _on_answered(self) -> None:
        self.question = None

    async def _delete(self, ids: Sequence[ActionId]) -> None:
        await self._desk.cards.delete(ids)
        self.done.emit(self.tr("%n card(s) deleted", "", len(ids)), "", None)

    def export(self, rows: Sequence[CardRow]) -> None:
        """Ask where and how these are to be written."""
        from workstation.ui.cards.export_dialog import CardExportDialog

        if rows and self.dialog is None:
            self._open(CardExportDialog(self._desk, rows, self._over.window()))

    # ---- duplicates --------------------------------------------------------------------------------------------

    def merge(self, rows: Sequence[CardRow]) -> None:
        """Ask what one card for all of these should say."""
        from workstation.services.card_duplicates import proposed

        self.open_duplicates([Duplicates(rows=tuple(rows), reasons=(), proposed=proposed(rows))], chosen=True)

    def open_duplicates(self, groups: Sequence[Duplicates], *, chosen: bool = False) -> None:
        """Show cards that are perhaps one person's, side by side; `chosen`: the user put them together."""
        from workstation.ui.cards.duplicates_dialog import DuplicatesDialog

        if groups and self.dialog is None:
            dialog = DuplicatesDialog(groups, self._over.window(), chosen=chosen)
            dialog.merge_wanted.connect(lambda group, content: self.decide(self._merge(group, content)))
            dialog.distinct.connect(lambda group: self.decide(self._not_the_same(group)))
            self._open(dialog)
            self.duplicates = None if chosen else dialog

    def show_duplicates(self, groups: Sequence[Duplicates]) -> None:
        """Show what is found now, if the dialog is open."""
        if self.duplicates is not None:
            self.duplicates.show_groups(groups)

    async def _merge(self, group: Duplicates, content: CardContent) -> None:
        rows = group.rows
        notes = dict.fromkeys(row.note.strip() for row in rows if row.note.strip())
        tags = dict.fromkeys(tag for row in rows for tag in row.tags)
        days = sorted(row.follow_up for row in rows if row.follow_up)
        card_id = await self._desk.cards.merge(
            [row.id for row in rows],
            content,
            note="\n".join(notes),
            tags=tuple(tags),
            follow_up=days[0] if days else "",
        )
        words = self.tr("%n card(s) merged", "", len(rows))
        self.done.emit(words, self.tr("Undo"), lambda: self.decide(self._desk.cards.unmerge(card_id)))
        self.card_wanted.emit(card_id)

    async def _not_the_same(self, group: Duplicates) -> None:
        await self._desk.cards.not_the_same([row.id for row in group.rows])
        self.told_apart.emit()

    def unmerge(self, row: CardRow) -> None:
        """Let the cards that one stands for stand for themselves again."""
        self.decide(self._desk.cards.unmerge(row.id))

    # ---- files -------------------------------------------------------------------------------------------------

    def import_file(self) -> None:
        """Ask for files to import."""
        dialog = file_dialog(self._over, self.tr("Import cards"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Cards (*.vcf *.vcard *.csv *.txt)"), self.tr("All files (*)")])
        dialog.filesSelected.connect(lambda names: self.import_paths([Path(name) for name in names]))
        dialog.open()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Show what files (or folders of files) hold, and ask whether to import it."""
        self.decide(self._import(paths))

    async def _import(self, paths: Sequence[Path]) -> None:
        from workstation.ui.cards.import_dialog import CardImportDialog

        look = await self._desk.card_imports.look(*paths)
        if self.dialog is None:
            dialog = CardImportDialog(self._desk, look, self._over.window())
            dialog.finished.connect(lambda: self._on_imported(dialog))
            self._open(dialog)

    def _on_imported(self, dialog: CardImportDialog) -> None:
        """The way back stays open after the report was closed."""
        report = dialog.report
        if report is not None and report.added and not dialog.undone:
            words = self.tr("%n card(s) imported", "", report.added)
            self.done.emit(words, self.tr("Undo"), lambda: self.decide(self._undo_import(report.batch)))

    async def _undo_import(self, batch: ActionId) -> None:
        count = await self._desk.card_imports.undo(batch)
        self.done.emit(self.tr("%n imported card(s) taken out again", "", count), "", None)

    def undo_import(self, one: ImportedBatch) -> None:
        """Ask whether an import of before is to be undone."""
        if self.question is not None:
            return
        box = self._ask(self.tr("Undo an import"), self.tr("Take %n imported card(s) out again?", "", one.count))
        box.setInformativeText(
            self.tr("Imported {time}. They go from your folder with the notes and tags they got since.").format(
                time=formats.full_time(one.at)
            )
        )
        undo = box.addButton(self.tr("Undo the import"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
        undo.clicked.connect(lambda: self.decide(self._undo_import(one.batch)))
        box.open()

    # ---- within ------------------------------------------------------------------------------------------------

    def decide(self, deciding: Awaitable[object]) -> None:
        """Carry something out; say why if it comes to nothing."""
        spawn(self._decide(deciding), owner=self)

    async def _decide(self, deciding: Awaitable[object]) -> None:
        try:
            await deciding
        except Refusal as refusal:
            self.refused.emit(refusal)
