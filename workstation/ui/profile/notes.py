"""The notes on a buyer: one's own and those that colleagues share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock
from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.services.notes import NoteDraft, NoteRow
from workstation.services.views import ChatHead, ConversationRef
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.loop import Latest, spawn
from workstation.ui.profile.note_card import NoteCard
from workstation.ui.profile.note_edit import NoteEdit
from workstation.ui.profile.section import Section
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.notes import NotesService

UNDO_MS: Final = 8000
"""How long a deleted note can be had back."""
KEEP_MS: Final = 600
"""How long typing must rest before a note being written is kept on the disk."""
SHOWN: Final = 5


class _Deleted(QWidget):
    """Says that a note is gone, and brings it back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = Words(self, size=Size.SMALL, tone="muted")
        self.undo = QPushButton(self)
        self.undo.setProperty("kind", "link")
        self.undo.setProperty("small", "true")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._words, 1)
        line.addWidget(self.undo)
        self.hide()

    def word(self, gone: str, undo: str) -> None:
        """Word it anew."""
        self._words.setText(gone)
        self.undo.setText(undo)


class NotesSection(Section):
    """Lists, adds, changes and deletes notes; works off-line."""

    def __init__(self, notes: NotesService, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("note", parent)
        self._notes = notes
        self._clock = clock
        self._ref: ConversationRef | None = None
        self._reading = Latest(self)
        self._asked = self._shown = 0
        self._deleting: tuple[ConversationRef, ActionId] | None = None
        self._all = False
        self.rows: list[NoteRow] = []
        self.cards: list[NoteCard] = []
        self.edit = NoteEdit(self)
        self.trouble = NoticeLine(self)
        self.deleted = _Deleted(self)
        self.more = QPushButton(self)
        self.more.setProperty("kind", "link")
        self.more.setProperty("small", "true")
        self.more.hide()
        for part in (self.edit, self.trouble, self.deleted, self.more):
            self.body.addWidget(part)
        self._undo_time = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._undo_time.timeout.connect(self.settle)
        self._keep_time = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep_time.timeout.connect(self.keep)
        self.edit.changed.connect(lambda _draft: self._keep_time.start())
        self.edit.given_up.connect(self.keep)
        self.edit.saved.connect(lambda draft: spawn(self._save(draft), owner=self))
        self.deleted.undo.clicked.connect(self.undo)
        self.more.clicked.connect(self._on_more)
        self.retranslate()

    # ---- showing -----------------------------------------------------------------------------------------------

    def show_head(self, head: ChatHead | None) -> None:
        """Show the notes on this buyer; another one's note being written is kept for him."""
        super().show_head(head)
        about_buyer = head is not None and head.row.kind is ConversationKind.CUSTOMER
        ref = head.row.id if head is not None and about_buyer else None
        self.set_shown(ref is not None)
        if head is not None:
            self.edit.allow_sharing(head.read_only_reason != "given_away")
        if ref == self._ref:
            return
        self.keep()
        self.settle()
        self._ref = ref
        self._all = False
        self.rows = []
        self._show()
        self.trouble.clear()
        self.edit.show_draft(NoteDraft())
        self._keep_time.stop()
        if ref is not None:
            self._reading.run(self._open(ref))

    def on_changed(self, change: ChangeSet) -> None:
        """Read them again when they are others."""
        ref = self._ref
        if ref is None:
            return
        lane = any(str(ref) in name for name in change.outbox)
        if ref in change.notes or lane or change.accounts or change.everything:
            self._reading.run(self._read(ref))

    async def _open(self, ref: ConversationRef) -> None:
        try:
            draft = await self._notes.draft(ref)
        except Refusal:
            draft = NoteDraft()
        if ref == self._ref and draft.text:
            self.edit.show_draft(draft)
            self._keep_time.stop()
        await self._read(ref)

    async def _read(self, ref: ConversationRef) -> None:
        self._asked += 1
        asked = self._asked
        try:
            rows = await self._notes.list(ref)
        except Refusal as refusal:
            self.trouble.say(refusal)
            return
        if ref == self._ref and asked > self._shown:  # else what was asked later came first, and knows more
            self._shown = asked
            self.rows = rows
            self._show()

    def _show(self) -> None:
        gone = self._deleting[1] if self._deleting is not None else None
        visible = [row for row in self.rows if row.id != gone]
        now = self._clock.now()
        shown = visible if self._all else visible[:SHOWN]
        known = {card.row.id: card for card in self.cards}
        kept = []
        for place, row in enumerate(shown):
            card = known.pop(row.id, None)
            if card is None:
                card = self._card(row)
            else:
                card.show_row(row, now)
            self.body.insertWidget(3 + place, card)
            kept.append(card)
        for card in known.values():
            card.hide()
            card.deleteLater()
        self.cards = kept
        self.more.setVisible(len(visible) > len(shown))
        self.heading.setText(self._title(len(visible)))

    def _card(self, row: NoteRow) -> NoteCard:
        card = NoteCard(row, self._clock.now(), self)
        card.edit_wanted.connect(lambda: self._change(card.row))
        card.delete_wanted.connect(lambda: self._delete(card.row))
        card.again_wanted.connect(lambda: spawn(self._save_again(card.row), owner=self))
        card.dismiss_wanted.connect(lambda: spawn(self._dismiss(card.row), owner=self))
        return card

    def _on_more(self) -> None:
        self._all = True
        self._show()

    # ---- writing -----------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Put the cursor where a note is written."""
        self.edit.write(self.edit.draft)

    def _change(self, row: NoteRow) -> None:
        self.edit.write(NoteDraft(text=row.text, shared=row.shared, note_id=row.id))

    def keep(self) -> None:
        """Keep what is being written, on the disk."""
        self._keep_time.stop()
        if self._ref is not None:
            spawn(self._keep(self._ref, self.edit.draft))

    async def _keep(self, ref: ConversationRef, draft: NoteDraft) -> None:
        try:
            await self._notes.save_draft(ref, draft)
        except Refusal as refusal:
            if refusal.code != "closed":
                self.trouble.say(refusal)

    async def _save(self, draft: NoteDraft) -> None:
        ref = self._ref
        if ref is None:
            return
        try:
            await self._notes.save(ref, draft.text.strip(), note_id=draft.note_id, shared=draft.shared)
        except Refusal as refusal:
            self.trouble.say(refusal)
            return
        if ref == self._ref:
            self.trouble.clear()
            if self.edit.draft == draft:
                self.edit.clear()  # else the next note is being typed already
            await self._read(ref)

    async def _save_again(self, row: NoteRow) -> None:
        if self._ref is not None:
            try:
                await self._notes.save_again(self._ref, row)
            except Refusal as refusal:
                self.trouble.say(refusal)

    async def _dismiss(self, row: NoteRow) -> None:
        if self._ref is not None:
            await self._notes.dismiss(self._ref, row)

    # ---- deleting ----------------------------------------------------------------------------------------------

    def _delete(self, row: NoteRow) -> None:
        """Take a note out of sight; it is deleted when it can no longer be had back."""
        self.settle()
        if self._ref is not None:
            self._deleting = (self._ref, row.id)
            self._undo_time.start()
            self.deleted.show()
            self._show()
            self.deleted.undo.setFocus()

    def undo(self) -> None:
        """Bring the note back."""
        self._deleting = None
        self._undo_time.stop()
        self.deleted.hide()
        self._show()

    def settle(self) -> None:
        """Delete what was taken out of sight."""
        deleting, self._deleting = self._deleting, None
        self._undo_time.stop()
        self.deleted.hide()
        if deleting is not None:
            spawn(self._really_delete(*deleting))

    async def _really_delete(self, ref: ConversationRef, note_id: ActionId) -> None:
        try:
            await self._notes.delete(ref, note_id)
        except Refusal as refusal:
            if refusal.code not in ("closed", "not_found"):
                self.trouble.say(refusal)

    # ---- words -------------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Keep what is being written and delete what is to go before the screen goes."""
        self.keep()
        self.settle()
        self._reading.cancel()
        self._ref = None

    def _title(self, count: int) -> str:
        return self.tr("Notes ({count})").format(count=count) if count else self.tr("Notes")

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self._title(len(self.rows)))
        self.deleted.word(self.tr("The note is deleted"), self.tr("Undo"))
        self.more.setText(self.tr("Show all notes"))
