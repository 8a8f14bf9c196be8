"""The inbox screen: list, chat and profile side by side, folding away where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from workstation.domain.clock import Clock
from workstation.services.views import ConversationRef
from workstation.ui.bus import Bus
from workstation.ui.inbox.view import InboxView
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.ui.calendar.awaiting import Awaiting
    from workstation.ui.calendar.in_chat import CalendarInChat
    from workstation.ui.cards.in_chat import CardsInChat
    from workstation.ui.chat.view import ChatView
    from workstation.ui.inbox.read_marks import ReadMarks
    from workstation.ui.intents.in_chat import IntentsInChat
    from workstation.ui.intents.waiting import Waiting
    from workstation.ui.profile.view import ProfileView
    from workstation.ui.transfer.blocking import BlockingInChat
    from workstation.ui.transfer.in_chat import TransferInChat

PANEL_FROM: Final = 1180
"""Window width from which the profile stands beside the chat by itself."""
LIST_FROM: Final = 860
"""Window width from which the list stands beside the chat."""
ALL_THREE_FROM: Final = 1000
"""Window width from which the profile, asked for, has room beside list and chat."""
LIST_WIDTH: Final = 320
PANEL_WIDTH: Final = 300
CHAT_MIN_WIDTH: Final = 320


class Workplace(QWidget):
    """Where the talking is done; only the list until it is attached to a desk.

    Signals:
        opened(object): this conversation is shown now (its id).
        said(str): something was done, to be said in passing.
        card_wanted(object): this business card (its id) is to be shown.
        my_card_wanted(): my own card is to be shown.
        place_wanted(Place): this is to be opened.
        awaiting(int): so many bookings wait for a decision of mine.
        intents_waiting(int): so many purchase intents wait for me to look at them.
    """

    opened = Signal(object)
    said = Signal(str)
    card_wanted = Signal(object)
    my_card_wanted = Signal()
    place_wanted = Signal(object)
    awaiting = Signal(int)
    intents_waiting = Signal(int)

    def __init__(self, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._clock = clock
        self._desk: Desk | None = None
        self._open_id: ConversationRef | None = None
        self._panel_when_wide = True
        self._panel_when_narrow = False
        self._at_list = True
        self._browsing = False
        self._shared = False
        self.inbox = InboxView(bus, clock, self)
        self.chat: ChatView | None = None
        self.profile: ProfileView | None = None
        self.transfer: TransferInChat | None = None
        self.blocking: BlockingInChat | None = None
        self.cards: CardsInChat | None = None
        self.calendar: CalendarInChat | None = None
        self.intents: IntentsInChat | None = None
        self.read_marks: ReadMarks | None = None
        self._awaiting: Awaiting | None = None
        self._waiting: Waiting | None = None
        self._build()
        self.inbox.conversation_chosen.connect(self.open_conversation)
        self.inbox.conversation_browsed.connect(self._on_browsed)
        self.inbox.message_chosen.connect(self._open_hit)
        self.inbox.search.textChanged.connect(self._on_search_changed)
        self.inbox.chat_entered.connect(lambda conversation: self.open_conversation(conversation, enter=True))
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
        self._centre = QWidget(self)
        self._centre.setBackgroundRole(QPalette.ColorRole.Base)
        self._centre.setAutoFillBackground(True)
        self._column = QVBoxLayout(self._centre)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._back_bar)
        self._column.addStretch(0)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.inbox)
        self.splitter.addWidget(self._centre)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self._arrange()

    def attach(self, desk: Desk) -> None:
        """Show a desk's conversations; opens the one that was wanted while there was no desk."""
        from workstation.ui.calendar.awaiting import Awaiting
        from workstation.ui.calendar.in_chat import CalendarInChat
        from workstation.ui.cards.in_chat import CardsInChat
        from workstation.ui.chat.view import ChatView
        from workstation.ui.inbox.read_marks import ReadMarks
        from workstation.ui.intents.in_chat import IntentsInChat
        from workstation.ui.intents.waiting import Waiting
        from workstation.ui.profile.view import ProfileView
        from workstation.ui.transfer.blocking import BlockingInChat
        from workstation.ui.transfer.in_chat import TransferInChat

        self._desk = desk
        chat = self.chat = ChatView(desk, self._bus, self._centre)
        self.profile = ProfileView(desk, self._bus, self._clock, self.splitter)
        chat.setMinimumWidth(CHAT_MIN_WIDTH)
        self.read_marks = ReadMarks(desk, self.inbox, chat)
        self.read_marks.said.connect(self.said)
        self.transfer = TransferInChat(desk, self._bus, self._clock, chat)
        self.transfer.said.connect(self.said)
        self.blocking = BlockingInChat(desk, self._bus, chat)
        self.blocking.said.connect(self.said)
        self.cards = CardsInChat(desk, chat)
        self.cards.card_wanted.connect(self.card_wanted)
        self.cards.my_card_wanted.connect(self.my_card_wanted)
        self.calendar = CalendarInChat(desk, self._clock, chat)
        self.calendar.place_wanted.connect(self.place_wanted)
        self._awaiting = Awaiting(desk, self._bus, self)
        self._awaiting.counted.connect(self.awaiting)
        self.intents = IntentsInChat(desk, self._bus, chat)
        self.intents.place_wanted.connect(self.place_wanted)
        self._waiting = Waiting(desk, self._bus, self)
        self._waiting.counted.connect(self.intents_waiting)
        self._column.insertWidget(1, chat, 1)
        self.splitter.addWidget(self.profile)
        self.splitter.setStretchFactor(2, 0)
        self._share_width()
        chat.opened.connect(self._on_opened)
        chat.profile_requested.connect(self.toggle_panel)
        chat.stepped_back.connect(self._on_chat_left)
        chat.said.connect(self.said)
        chat.place_wanted.connect(self.inbox.place_chosen)
        chat.conversation_wanted.connect(lambda conversation: self.open_conversation(conversation, enter=True))
        self.profile.message_chosen.connect(chat.open_conversation)
        self.profile.place_wanted.connect(self.place_wanted)
        self.profile.words_wanted.connect(chat.mark_words)
        chat.header.minute_passed.connect(self.profile.person.tick)
        self.inbox.attach(desk)
        if self._open_id is not None:
            self._show_conversation(self._open_id)
        self._arrange()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self.inbox.forget()
        for added in (
            self.transfer,
            self.blocking,
            self.cards,
            self.calendar,
            self.intents,
            self._awaiting,
            self._waiting,
        ):
            if added is not None:
                added.forget()
        for pane in (self.chat, self.profile):
            if pane is not None:
                pane.forget()

    # ---- conversations -----------------------------------------------------------------------------------------

    @property
    def open_id(self) -> ConversationRef | None:
        """The conversation in the chat."""
        return self._open_id

    def open_conversation(
        self,
        conversation: ConversationRef,
        *,
        enter: bool = False,
        n: int | None = None,
        found: bool = False,
        as_left: bool = False,
    ) -> None:
        """Show a conversation, at message `n` if given; `enter` puts the focus into its composer.

        Unless it was `found` by the search, no hit of that stands out any more; unless it is shown `as_left` (nobody
        has asked for it now), it is no longer marked as unread.
        """
        if not found:
            self.inbox.leave_hit(conversation)
        if self.read_marks is not None and not as_left:
            self.read_marks.come_to(conversation)
        changed = conversation != self._open_id
        self._open_id = conversation
        self._at_list = False
        self.inbox.mark_open(conversation)
        self._arrange()
        if changed:
            self._show_conversation(conversation, n)
        elif n is not None and self.chat is not None:
            self.chat.open_conversation(conversation, n)
        if enter and self.chat is not None:
            self.chat.focus_composer()

    def _open_hit(self, conversation: ConversationRef, n: int) -> None:
        """Show a message that was found, its words marked."""
        self.open_conversation(conversation, enter=True, n=n, found=True)
        if self.chat is not None:
            self.chat.mark_words(self.inbox.search.text())

    def _on_search_changed(self, text: str) -> None:
        if not text.strip() and self.chat is not None:
            self.chat.mark_words("")

    def _show_conversation(self, conversation: ConversationRef, n: int | None = None) -> None:
        if self._desk is None or self.chat is None or self.profile is None:
            return
        self.chat.open_conversation(conversation, n)
        self.profile.open_conversation(conversation)
        self._desk.showing(conversation)
        self.opened.emit(conversation)

    def _on_browsed(self, conversation: ConversationRef) -> None:
        self._browsing = True
        self.open_conversation(conversation)

    def _on_opened(self, _head: object) -> None:
        # The chat takes the focus when it has something to show; who walks through the list keeps it there.
        if self._browsing:
            self._browsing = False
            self.inbox.focus_list()

    def step(self, by: int) -> None:
        """Open the conversation that many rows below."""
        target = self.inbox.step(by)
        if target is not None:
            self.open_conversation(target, enter=True)

    def open_next_in_hand(self) -> bool:
        """Open the buyer who has been waiting longest if the list shows him; tell whether it does."""
        target = self.inbox.feed.next_unanswered_in_hand()
        if target is not None:
            self.open_conversation(target, enter=True)
        return target is not None

    async def open_next_unanswered(self) -> bool:
        """Open the buyer who has been waiting longest; tell whether there was one."""
        target = await self.inbox.feed.next_unanswered()
        if target is None:
            return False
        self.open_conversation(target, enter=True)
        return True

    def send_card(self) -> None:
        """Offer to send my business card to whom the chat is with."""
        if self.cards is not None and self.isVisible():
            self.cards.offer()

    def turn_unread(self) -> None:
        """Mark the conversation one is at as unread, or as read if it is that."""
        if self.read_marks is not None and self.isVisible():
            self.read_marks.turn(self._open_id)

    def focus_chat(self) -> None:
        """Put the focus where one types, or into the list when nothing is open."""
        if self.chat is not None and self._open_id is not None:
            self.chat.focus_composer()
        else:
            self.inbox.focus_list()

    def in_reading_order(self) -> list[QWidget]:
        """Return the panes as the Tab key goes through them."""
        inbox = self.inbox
        panes: list[QWidget | None] = [inbox.search, inbox, inbox.list]
        if self.chat is not None:
            panes += [self.chat.header, self.chat.timeline, self.chat.composer]
        return [pane for pane in (*panes, self.profile) if pane is not None]

    # ---- folding -----------------------------------------------------------------------------------------------

    def toggle_panel(self) -> None:
        """Show or hide the buyer's profile."""
        if self._width() >= PANEL_FROM:
            self._panel_when_wide = not self._panel_when_wide
        else:
            self._panel_when_narrow = not self._panel_when_narrow
        self._arrange()

    def _panel(self) -> ProfileView | None:
        """Bring the profile of the open conversation into sight."""
        if self.profile is None or self._open_id is None:
            return None
        if not self.profile.isVisible():
            self.toggle_panel()
        return self.profile

    def search_conversation(self) -> None:
        """Bring the profile into sight, its search ready to type into."""
        if (panel := self._panel()) is not None:
            panel.search()

    def show_notes(self) -> None:
        """Bring the notes on the open buyer into sight."""
        if (panel := self._panel()) is not None:
            panel.show_notes()

    def write_note(self) -> None:
        """Let a note on the open buyer be written."""
        if (panel := self._panel()) is not None:
            panel.write_note()

    def add_tag(self) -> None:
        """Let a tag be put on the open buyer."""
        if (panel := self._panel()) is not None:
            panel.add_tag()

    def pick_day(self) -> None:
        """Let a day of the open conversation be chosen."""
        if (panel := self._panel()) is not None:
            panel.pick_day()

    def export_conversation(self) -> None:
        """Let the open conversation be written into files."""
        if (panel := self._panel()) is not None:
            panel.export()

    def show_list(self) -> None:
        """Bring the list into sight, however narrow the window is."""
        while not self.inbox.isVisible() and self.step_back():
            pass

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
            self.inbox.focus_list()
        return True

    def _on_chat_left(self) -> None:
        if not self.step_back():
            self.inbox.focus_list()

    def _share_width(self) -> None:
        """Give list and profile their usual widths, the chat the rest."""
        panel = PANEL_WIDTH if self.profile is not None else 0
        rest = max(CHAT_MIN_WIDTH, self.width() - LIST_WIDTH - panel)
        self.splitter.setSizes([LIST_WIDTH, rest, panel] if panel else [LIST_WIDTH, rest])

    def _width(self) -> int:
        return self.window().width()

    def _arrange(self) -> None:
        width = self._width()
        talking = self._open_id is not None
        panel = talking and (self._panel_when_wide if width >= PANEL_FROM else self._panel_when_narrow)
        one_at_a_time = width < LIST_FROM
        at_list = one_at_a_time and (self._at_list or not talking)
        if self.profile is not None:
            self.profile.setVisible(panel and not at_list)
        self.inbox.setVisible(at_list or (not one_at_a_time and not (panel and width < ALL_THREE_FROM)))
        self._centre.setVisible(not at_list and not (panel and one_at_a_time))
        self._back_bar.setVisible(one_at_a_time and not at_list)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if not self._shared:
            self._shared = self.isVisible()
            self._share_width()

    # ---- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._back.set_words(self.tr("Back to the list"))
        self._back_words.setText(self.tr("Conversations"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
