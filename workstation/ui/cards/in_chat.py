"""What the chat offers about business cards: sending mine, and opening those that were handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal

from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId
from workstation.ui.cards import block
from workstation.ui.cards.face import Pictures
from workstation.ui.chat.timeline import blocks
from workstation.ui.chat.wording import own_name
from workstation.ui.loop import Latest, spawn
from workstation.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.services.views import ChatHead, ConversationRef
    from workstation.ui.cards.pictures import CardPictures
    from workstation.ui.cards.send_strip import SendStrip
    from workstation.ui.chat.view import ChatView


class CardsInChat(QObject):
    """Adds to a chat what cards need.

    Signals:
        card_wanted(object): this card is to be opened in the folder.
        my_card_wanted(): my own card is to be opened.
    """

    card_wanted = Signal(object)
    my_card_wanted = Signal()

    def __init__(self, desk: Desk, chat: ChatView) -> None:
        super().__init__(chat)
        blocks.register(block.CardKind())
        self._desk = desk
        self._chat = chat
        self._head: ChatHead | None = None
        self._for: ConversationRef | None = None
        self._reading = Latest(self)
        self.strip: SendStrip | None = None
        self._pictures: CardPictures | None = None
        self.button = IconButton("card", chat.composer)
        self.button.clicked.connect(self.offer)
        chat.composer.add_tool(self.button)
        chat.opened.connect(self._on_opened)
        chat.actions_.on_block(block.SCHEME, self._on_block)
        chat.installEventFilter(self)
        self.retranslate()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._reading.cancel()
        if self.strip is not None:
            self.strip.stop()

    def _on_opened(self, head: ChatHead) -> None:
        if self.strip is not None and self._for is not None and head.row.id != self._for:
            self.strip.stop()  # what was about to leave was meant for somebody else
        self._head = head

    # ---- sending -----------------------------------------------------------------------------------------------

    def offer(self) -> None:
        """Show my card, about to leave for whom the chat is with; asked again it leaves at once."""
        head = self._head
        if self.strip is not None and self.strip.waiting:
            self.strip.agree()
        elif head is not None and self._chat.composer.writable:
            self._for = head.row.id
            self._reading.run(self._offer(head))

    async def _offer(self, head: ChatHead) -> None:
        from workstation.ui.cards.pictures import CardPictures
        from workstation.ui.cards.send_strip import SendStrip

        mine = await self._desk.cards.mine()
        self._pictures = self._pictures or CardPictures(self._desk, self)
        if self.strip is None:
            self.strip = SendStrip(self._chat)
            self._chat.add_foot(self.strip)
            self.strip.agreed.connect(lambda: spawn(self._send(), owner=self))
            self.strip.stopped.connect(self._chat.focus_composer)
            self.strip.edit_wanted.connect(self.my_card_wanted)
        if self._for == head.row.id and self._head is not None and self._head.row.id == head.row.id:
            self.strip.offer(mine.content, Pictures(), _side_for(head), _name(head))
            # Shown at once, and with the pictures as soon as they are there: nothing here waits for the network.
            found = self._pictures
            pictures = await found.of(mine.content.photo, mine.content.logo, mine.photo_upload, mine.logo_upload)
            if self._for == head.row.id:
                self.strip.preview.show_card(mine.content, pictures)

    async def _send(self) -> None:
        target, self._for = self._for, None
        if target is None:
            return
        self._chat.focus_composer()
        try:
            await self._desk.chat.send_card(target, seen_n=self._chat.seen.n)
        except Refusal as refusal:
            self._chat.composer.notice.say(refusal)
        else:
            self._chat.feed.jump_to_newest()

    # ---- opening -----------------------------------------------------------------------------------------------

    def _on_block(self, value: str) -> None:
        conversation = self._head.row.id if self._head is not None else None
        if value == block.MINE:
            self.my_card_wanted.emit()
        elif isinstance(conversation, int):
            spawn(self._open(ConversationId(conversation), int(value)), owner=self)

    async def _open(self, conversation: ConversationId, n: int) -> None:
        try:
            self.card_wanted.emit(await self._desk.cards.open_from_chat(conversation, n))
        except Refusal as refusal:
            if refusal.code == "not_allowed":
                self.my_card_wanted.emit()
            else:
                self._chat.composer.notice.say(refusal)

    # ---- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.button.set_words(self.tr("Send my business card (Ctrl+B)"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        return False


def _side_for(head: ChatHead) -> str:
    """Return the side that the receiver reads."""
    if head.colleague is not None:
        return "zh" if head.colleague.language.startswith("zh") else "en"
    return "zh" if head.row.language.startswith("zh") else "en"


def _name(head: ChatHead) -> str:
    from workstation.ui.chat.timeline.plain_text import isolated_name

    row = head.row
    return isolated_name(row.title) or own_name(row.colleague_name_zh, row.colleague_name_en)
