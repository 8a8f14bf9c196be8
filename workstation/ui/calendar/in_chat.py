"""What the chat offers about negotiations: offering slots, and the times that messages and lines speak of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal

from workstation.domain.errors import Refusal
from workstation.ui.calendar import block
from workstation.ui.chat import wording as chat_wording
from workstation.ui.chat.timeline import blocks
from workstation.ui.places import Place
from workstation.ui.tasks import Latest, spawn
from workstation.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from workstation.domain.clock import Clock
    from workstation.services.desk import Desk
    from workstation.services.views import ChatHead
    from workstation.ui.calendar.offer_dialog import Offer, OfferDialog
    from workstation.ui.chat.view import ChatView


class CalendarInChat(QObject):
    """Adds to a chat what negotiations need.

    Signals:
        place_wanted(Place): the calendar is to be opened there.
    """

    place_wanted = Signal(object)

    def __init__(self, desk: Desk, clock: Clock, chat: ChatView) -> None:
        super().__init__(chat)
        blocks.register(block.SlotsKind())
        chat_wording.know_timed_lines(block.line_templates, block.time_of)
        chat_wording.know_remarks(block.outcome_remarks)
        self._desk = desk
        self._clock = clock
        self._chat = chat
        self._head: ChatHead | None = None
        self._reading = Latest(self)
        self.dialog: OfferDialog | None = None
        self.button = IconButton("calendar_add", chat.composer)
        self.button.clicked.connect(self.offer)
        chat.composer.add_tool(self.button)
        chat.opened.connect(self._on_opened)
        chat.actions_.on_block(block.SCHEME, self._on_block)
        chat.installEventFilter(self)
        self._learning = Latest(self)
        self._learning.run(self._learn_zone())
        self.retranslate()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._reading.cancel()
        self._learning.cancel()

    async def _learn_zone(self) -> None:
        block.set_fair(await self._desk.calendar.zone())

    def _on_opened(self, head: ChatHead) -> None:
        self._head = head
        self.button.setVisible(head.buyer is not None)

    def _on_block(self, day: str) -> None:
        self.place_wanted.emit(Place(kind="calendar", day=date.fromisoformat(day)))

    def offer(self) -> None:
        """Choose slots for the buyer with whom the chat is."""
        head = self._head
        if head is not None and head.buyer is not None and self._chat.composer.writable:
            self._reading.run(self._open(head))

    async def _open(self, head: ChatHead) -> None:
        from workstation.services.calendar_views import SlotFilter, SlotStatus
        from workstation.ui.calendar.offer_dialog import OfferDialog

        listed = await self._desk.calendar.slots(SlotFilter(first=self._clock.now().date()))
        free = [one for one in listed.rows if one.status in (SlotStatus.FREE, SlotStatus.BOOKED)]
        if self._head is None or self._head.row.id != head.row.id or head.buyer is None:
            return
        now = self._clock.now()
        dialog = OfferDialog(head.buyer.name, free, listed.zone, head.buyer.time_zone, now, self._chat.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(lambda offer: spawn(self._send(dialog, head, offer), owner=dialog))
        dialog.destroyed.connect(self._on_gone)
        self.dialog = dialog
        dialog.open()

    def _on_gone(self) -> None:
        self.dialog = None

    async def _send(self, dialog: OfferDialog, head: ChatHead, offer: Offer) -> None:
        dialog.go.setEnabled(False)
        try:
            await self._desk.calendar.offer(head.row.id, offer.slots, text=offer.text, seen_n=self._chat.seen.n)
        except Refusal as refusal:
            dialog.refuse(refusal)
            return
        dialog.accept()
        self._chat.focus_composer()
        if self._head is not None and self._head.row.id == head.row.id:
            self._chat.feed.jump_to_newest()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.button.set_words(self.tr("Offer slots for a negotiation"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        return False
