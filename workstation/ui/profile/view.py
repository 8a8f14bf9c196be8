"""The panel beside the chat, with its two tabs."""

import asyncio
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock, SystemClock
from workstation.domain.errors import Refusal
from workstation.domain.link import LinkState, Phase
from workstation.services.desk import Desk
from workstation.services.views import ChatHead, ConversationRef
from workstation.ui.bus import Bus
from workstation.ui.loop import Latest
from workstation.ui.profile.history import HistoryTab
from workstation.ui.profile.notes import NotesSection
from workstation.ui.profile.person import PersonTab
from workstation.ui.theme import tokens
from workstation.ui.widgets.tabs import Tabs

PROFILE: Final = "profile"
HISTORY: Final = "history"
_TICK_MS: Final = 20_000
CHAT_FIRST_S: Final = 0.06
"""How much later than the chat a conversation's profile is read: the chat is what was asked for."""
REST_S: Final = 0.3
"""A head that is shown already is read again when the conversation has rested for so long."""


class ProfileView(QWidget):
    """Shows the other side of the open conversation.

    Signals:
        message_chosen(object, int): show message `n` of this conversation in the chat.
        words_wanted(str): mark the words of this query there, or (empty) none.
        place_wanted(Place): this is to be opened.
    """

    message_chosen = Signal(object, int)
    words_wanted = Signal(str)
    place_wanted = Signal(object)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._missed = ChangeSet()
        self._wall_clock = clock or SystemClock()
        self._ref: ConversationRef | None = None
        self._head: ChatHead | None = None
        self._stale = False
        self._reading = Latest(self)
        self.tabs = Tabs((PROFILE, HISTORY), self)
        self.person = PersonTab(desk, self._wall_clock, self)
        self.history = HistoryTab(desk, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.person)
        self._stack.addWidget(self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(240)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.person.tick)
        self.tabs.chosen.connect(self._on_tab_chosen)
        for section in self.person.sections.values():
            section.place_wanted.connect(self.place_wanted)
        self.history.message_chosen.connect(lambda n: self.message_chosen.emit(self._ref, n))
        self.history.words_wanted.connect(self.words_wanted)
        self.history.export_wanted.connect(self.export)
        bus.changed.connect(self._on_changed)
        bus.link_changed.connect(self._on_link_changed)
        bus.language_changed.connect(self.retranslate)
        self.retranslate()

    def open_conversation(self, ref: ConversationRef | None) -> None:
        """Show who is on the other side there."""
        if ref == self._ref:
            return
        self._ref = ref
        self._head = None
        self._missed = ChangeSet()
        self._reading.cancel()
        self.history.open_conversation(ref)
        self._refresh()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._clock.stop()
        self._reading.cancel()
        self.person.forget()
        self.history.forget()
        self._ref = None

    def search(self) -> None:
        """Show the history tab, ready to type."""
        self.tabs.select(HISTORY)
        self._on_tab_chosen(HISTORY)
        self.history.field.setFocus()

    def pick_day(self) -> None:
        """Show the history tab with its calendar open."""
        self.tabs.select(HISTORY)
        self._on_tab_chosen(HISTORY)
        self.history.pick_day()

    def show_notes(self) -> None:
        """Show the profile tab where the notes are."""
        self.tabs.select(PROFILE)
        self._on_tab_chosen(PROFILE)
        self.person.ensureWidgetVisible(self.person.sections["notes"])

    def write_note(self) -> None:
        """Show the profile tab, ready to write a note."""
        self.show_notes()
        section = self.person.sections["notes"]
        if isinstance(section, NotesSection):
            section.write()

    def add_tag(self) -> None:
        """Show the profile tab, ready to type a tag."""
        self.tabs.select(PROFILE)
        self._on_tab_chosen(PROFILE)
        self.person.tags.open_field()

    def export(self) -> None:
        """Ask where the conversation is to be written, and write it."""
        if self._head is not None and self._ref is not None:
            from workstation.ui.profile.export_dialog import ExportDialog

            dialog = ExportDialog(self._desk, self._ref, self._head, self._wall_clock, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _on_tab_chosen(self, key: str) -> None:
        self._stack.setCurrentIndex(1 if key == HISTORY else 0)

    def _on_changed(self, change: ChangeSet) -> None:
        if self._ref is None:
            return
        people = {self._head.row.other_id, self._head.row.owner_id} if self._head is not None else set()
        if self.isVisible():
            self.person.on_changed(change)
            self.history.on_changed(change)
        else:
            self._missed |= change
        concerned = self._ref in change.conversations or bool(people & (change.buyers | change.accounts))
        if concerned or change.everything or change.exhibits:
            self._refresh()

    def _on_link_changed(self, state: LinkState) -> None:
        if state.phase is Phase.ONLINE and self._ref is not None and self.isVisible():
            self.person.link_is_up()

    def _refresh(self) -> None:
        """Read the head, or note that it has to be read when the panel is seen."""
        self._stale = True
        if self._ref is None:
            self.person.show_head(None)
        elif self.isVisible():
            self._stale = False
            self._reading.run(self._read(self._ref))

    async def _read(self, ref: ConversationRef) -> None:
        await asyncio.sleep(CHAT_FIRST_S if self._head is None else REST_S)
        try:
            head = await self._desk.chat.head(ref)
        except Refusal:
            head = None  # gone from this desk; the chat says so
        if ref == self._ref and head != self._head:
            self._head = head
            self.person.show_head(head)
            self.history.show_head(head)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was left unread while it was hidden."""
        super().showEvent(event)
        self._clock.start()
        missed, self._missed = self._missed, ChangeSet()
        if missed != ChangeSet():
            self.person.on_changed(missed)
            self.history.on_changed(missed)
        self.person.tick()
        if self._stale:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clocks."""
        super().hideEvent(event)
        self._clock.stop()

    def retranslate(self) -> None:
        """Word it anew."""
        self.tabs.set_text(PROFILE, self.tr("Profile"))
        self.tabs.set_text(HISTORY, self.tr("History"))
        self.person.retranslate()
        self.history.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line towards the chat."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().surface)
        painter.setPen(tokens().border)
        painter.drawLine(0, 0, 0, self.height())
        painter.end()
