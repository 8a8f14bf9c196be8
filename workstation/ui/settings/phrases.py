"""The phrases among the settings: listed, added, changed, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.errors import Refusal
from workstation.ui.chat import wording
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.settings.phrase_dialog import PhraseDialog, Written
from workstation.ui.tasks import spawn
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.services.phrases import PhraseRow
    from workstation.ui.bus import Bus


class PhrasesSection(QWidget):
    """One's own phrases and the company's; what waits to leave or was refused says so."""

    def __init__(self, desk: Desk, bus: Bus, *, may_share: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._may_share = may_share
        self._asked = 0
        self.rows: list[PhraseRow] = []
        self.dialog: PhraseDialog | None = None
        self._title = Words(self, bold=True)
        self._empty = Words(tone="muted", wrap=True)
        self.notice = NoticeLine()
        self.list = QListWidget()
        self.list.setFixedHeight(220)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_button, self.edit_button, self.delete_button = QPushButton(), QPushButton(), QPushButton()
        self.usual_button = QPushButton()
        self._build()
        self.list.currentRowChanged.connect(lambda _row: self._show_state())
        self.list.itemActivated.connect(lambda _item: self.edit_current())
        self.add_button.clicked.connect(lambda: self._open(None))
        self.usual_button.clicked.connect(lambda: spawn(self._add_usual(), owner=self))
        self.edit_button.clicked.connect(self.edit_current)
        self.delete_button.clicked.connect(self._on_delete)
        bus.changed.connect(self._on_changed)
        self.retranslate()
        self._renew()

    def _build(self) -> None:
        card = QFrame(self)
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(12)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add_button, self.usual_button, self.edit_button, self.delete_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self._empty, self.notice, self.list):
            inside.addWidget(part)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(card)

    # ---- showing ---------------------------------------------------------------------------------------------------

    def _on_changed(self, change: ChangeSet) -> None:
        if change.phrases or change.everything or change.outbox:
            self._renew()

    def _renew(self) -> None:
        self._asked += 1
        spawn(self._read(self._asked), owner=self)

    async def _read(self, asked: int) -> None:
        try:
            rows = await self._desk.phrases.list("zh" if wording.in_chinese() else "en")
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        if asked != self._asked:
            return
        current = self._current()
        self.rows = rows
        self.list.clear()
        for row in rows:
            self.list.addItem(QListWidgetItem(self._line(row)))
        same = (at for at, row in enumerate(rows) if current is not None and row.phrase.id == current.phrase.id)
        self.list.setCurrentRow(next(same, 0 if rows else -1))
        self._show_state()

    def _line(self, row: PhraseRow) -> str:
        marks = []
        if row.phrase.shortcut:
            marks.append(f"/{one_line(row.phrase.shortcut)}")
        if row.shared:
            marks.append(self.tr("company"))
        if row.waiting:
            marks.append(self.tr("waiting to leave"))
        if row.problem is not None:
            marks.append(wording.fault(row.problem))
        return " · ".join([isolated_name(row.phrase.title) or one_line(row.text, 60), *marks])

    def _current(self) -> PhraseRow | None:
        at = self.list.currentRow()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def _show_state(self) -> None:
        row = self._current()
        may = row is not None and row.changeable
        self.list.setVisible(bool(self.rows))
        self._empty.setVisible(not self.rows)
        self.usual_button.setVisible(not self.rows)
        self.edit_button.setEnabled(may)
        self.delete_button.setEnabled(may)
        refused = row is not None and row.problem is not None
        self.delete_button.setText(self.tr("Discard the change") if refused else self.tr("Delete"))

    # ---- changing --------------------------------------------------------------------------------------------------

    def edit_current(self) -> None:
        """Open the chosen phrase to be changed."""
        row = self._current()
        if row is not None and row.changeable:
            self._open(row)

    def _open(self, row: PhraseRow | None) -> None:
        phrase = row.phrase if row is not None else None
        dialog = self.dialog = PhraseDialog(phrase, may_share=self._may_share, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.written.connect(lambda written: spawn(self._save(dialog, row, written), owner=dialog))
        dialog.open()

    async def _add_usual(self) -> None:
        try:
            await self._desk.phrases.add_usual(shared=self._may_share)
        except Refusal as refusal:
            self.notice.say(refusal)
        self._renew()

    async def _save(self, dialog: PhraseDialog, row: PhraseRow | None, written: Written) -> None:
        try:
            await self._desk.phrases.save(
                row.phrase.id if row is not None else None,
                shortcut=written.shortcut,
                title=written.title,
                zh=written.zh,
                en=written.en,
                shared=written.shared and self._may_share,
            )
            if row is not None and row.problem is not None and row.action_id is not None:
                # Not before: a phrase that never reached the server is known by the refused change alone.
                await self._desk.refusals.dismiss(row.action_id)
        except Refusal as refusal:
            dialog.refuse(refusal)
            return
        dialog.accept()
        self.notice.clear()
        self._renew()

    def _on_delete(self) -> None:
        row = self._current()
        if row is None or not row.changeable:
            return
        if row.problem is not None:
            spawn(self.remove(row), owner=self)
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Delete a phrase"))
        box.setText(self.tr("Delete “{title}”? It cannot be brought back.").format(title=one_line(row.phrase.title)))
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        delete.clicked.connect(lambda: spawn(self.remove(row), owner=self))
        box.open()

    async def remove(self, row: PhraseRow) -> None:
        """Delete a phrase, or drop the change of it that was refused."""
        try:
            if row.problem is not None and row.action_id is not None:
                await self._desk.refusals.dismiss(row.action_id)
            else:
                await self._desk.phrases.delete(row.phrase.id)
        except Refusal as refusal:
            self.notice.say(refusal)
        self._renew()

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._title.setText(self.tr("Phrases"))
        self._empty.setText(self.tr("There are none yet. Add answers that you give often, then type / to use them."))
        self.list.setAccessibleName(self.tr("Phrases"))
        self.add_button.setText(self.tr("Add …"))
        self.edit_button.setText(self.tr("Change …"))
        usual = self.tr("Take the usual ones for the company"), self.tr("Take the usual ones")
        self.usual_button.setText(usual[0] if self._may_share else usual[1])
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self._renew()
        super().changeEvent(event)
