"""The inbox screen: list, chat and profile side by side, folding away where the window is narrow."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock
from workstation.services.desk import Desk
from workstation.services.views import ConversationRef
from workstation.ui.bus import Bus
from workstation.ui.chat.view import ChatView
from workstation.ui.inbox.view import InboxView
from workstation.ui.profile.view import ProfileView
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.words import Words

PANEL_FROM: Final = 1180
"""Window width from which the profile stands beside the chat by itself."""
LIST_FROM: Final = 860
"""Window width from which the list stands beside the chat."""
ALL_THREE_FROM: Final = 1000
"""Window width from which the profile, asked for, has room beside list and chat."""
LIST_WIDTH: Final = 320
PANEL_WIDTH: Final = 300


class Workplace(QWidget):
    """Where the talking is done.

    Signals:
        opened(object): this conversation is shown now (its id).
    """

    opened = Signal(object)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_id: ConversationRef | None = None
        self._panel_when_wide = True
        self._panel_when_narrow = False
        self._at_list = True
        self._browsing = False
        self.inbox = InboxView(desk, bus, clock, self)
        self.chat = ChatView(desk, bus)
        self.profile = ProfileView(desk, bus)
        self._build()
        self.inbox.conversation_chosen.connect(self.open_conversation)
        self.inbox.conversation_browsed.connect(self._on_browsed)
        self.inbox.chat_entered.connect(lambda conversation: self.open_conversation(conversation, enter=True))
        self.chat.opened.connect(self._on_opened)
        self.chat.profile_requested.connect(self.toggle_panel)
        self.chat.stepped_back.connect(self._on_chat_left)
        bus.changed.connect(self._on_changed)
        self.retranslate()

    def _build(self) -> None:
        self._back = IconButton("back", self)
        self._back.clicked.connect(self.step_back)
        self._back_words = Words(self, bold=True)
        self._back_bar = QWidget(self)
        bar = QHBoxLayout(self._back_bar)
        bar.setContentsMargins(8, 4, 8, 4)
        bar.addWidget(self._back)
        bar.addWidget(self._back_words, 1)
        self.chat.setMinimumWidth(320)
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._back_bar)
        column.addWidget(self.chat, 1)
        self._centre = centre
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane, stretch in ((self.inbox, 0), (centre, 1), (self.profile, 0)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(self.splitter.indexOf(pane), stretch)
        self.splitter.setSizes([LIST_WIDTH, 640, PANEL_WIDTH])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self._arrange()

    # ---- conversations -----------------------------------------------------------------------------------------

    @property
    def open_id(self) -> ConversationRef | None:
        """The conversation in the chat."""
        return self._open_id

    def open_conversation(self, conversation: ConversationRef, *, enter: bool = False) -> None:
        """Show a conversation; `enter` puts the focus into its composer."""
        changed = conversation != self._open_id
        self._open_id = conversation
        self._at_list = False
        self.inbox.mark_open(conversation)
        self._arrange()
        if changed:
            self.chat.open_conversation(conversation)
            self.profile.open_conversation(conversation)
            self.opened.emit(conversation)
        if enter:
            self.chat.focus_composer()

    def _on_browsed(self, conversation: ConversationRef) -> None:
        self._browsing = True
        self.open_conversation(conversation)

    def _on_opened(self, _head: object) -> None:
        # The chat takes the focus when it has something to show; who walks through the list keeps it there.
        if self._browsing:
            self._browsing = False
            self.inbox.list.setFocus()

    def _on_chat_left(self) -> None:
        if not self.step_back():
            self.inbox.list.setFocus()

    def step(self, by: int) -> None:
        """Open the conversation that many rows below."""
        target = self.inbox.step(by)
        if target is not None:
            self.open_conversation(target, enter=True)

    async def open_next_unanswered(self) -> bool:
        """Open the buyer who has been waiting longest; tell whether there was one."""
        target = await self.inbox.next_unanswered()
        if target is None:
            return False
        self.open_conversation(target, enter=True)
        return True

    def _on_changed(self, change: ChangeSet) -> None:
        if change.everything and self._open_id is not None:
            self._arrange()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self.inbox.forget()

    # ---- folding -----------------------------------------------------------------------------------------------

    def toggle_panel(self) -> None:
        """Show or hide the buyer's profile."""
        if self._width() >= PANEL_FROM:
            self._panel_when_wide = not self._panel_when_wide
        else:
            self._panel_when_narrow = not self._panel_when_narrow
        self._arrange()

    def step_back(self) -> bool:
        """Undo the last step of a narrow window: fold the profile, go back to the list. Tell whether there was one."""
        if self._panel_when_narrow and self._width() < PANEL_FROM:
            self._panel_when_narrow = False
        elif self._width() < LIST_FROM and not self._at_list:
            self._at_list = True
        else:
            return False
        self._arrange()
        if self._at_list:
            self.inbox.list.setFocus()
        return True

    def _width(self) -> int:
        return self.window().width()

    def _arrange(self) -> None:
        width = self._width()
        talking = self._open_id is not None
        panel = talking and (self._panel_when_wide if width >= PANEL_FROM else self._panel_when_narrow)
        one_at_a_time = width < LIST_FROM
        at_list = one_at_a_time and (self._at_list or not talking)
        self.profile.setVisible(panel and not at_list)
        self.inbox.setVisible(at_list or (not one_at_a_time and not (panel and width < ALL_THREE_FROM)))
        self._centre.setVisible(not at_list and not (panel and one_at_a_time))
        self._back_bar.setVisible(one_at_a_time and not at_list)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # ---- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._back.set_words(self.tr("Back to the list"))
        self._back_words.setText(self.tr("Conversations"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange,):
            self.retranslate()
        super().changeEvent(event)
