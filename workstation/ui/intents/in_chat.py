"""What the chat shows of purchase intents: the one it was started from, under its head and as cards among messages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from workstation.domain.ids import ActionId
from workstation.ui.chat.timeline import blocks
from workstation.ui.intents import block
from workstation.ui.intents.strip import IntentStrip
from workstation.ui.places import Place
from workstation.ui.tasks import Latest

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.services.views import ChatHead, ConversationRef
    from workstation.ui.bus import Bus
    from workstation.ui.chat.view import ChatView


class IntentsInChat(QObject):
    """Adds to a chat what intents need.

    Signals:
        place_wanted(Place): the intent is to be opened.
    """

    place_wanted = Signal(object)

    def __init__(self, desk: Desk, bus: Bus, chat: ChatView) -> None:
        super().__init__(chat)
        blocks.register(block.IntentKind())
        self._desk = desk
        self._ref: ConversationRef | None = None
        self._reading = Latest(self)
        self.strip = IntentStrip(chat)
        self.strip.opened.connect(self._open)
        chat.add_line(self.strip)
        chat.opened.connect(self._on_opened)
        chat.actions_.on_block(block.SCHEME, self._on_block)
        bus.changed.connect(self._on_changed)

    def _on_opened(self, head: ChatHead) -> None:
        if head.row.id != self._ref:
            self.strip.show_intent(None)
        self._ref = head.row.id
        self._look()

    def _on_changed(self, change: ChangeSet) -> None:
        if self._ref is not None and (change.everything or change.intents or self._ref in change.conversations):
            self._look()

    def _look(self) -> None:
        if self._ref is not None:
            self._reading.run(self._read(self._ref))

    async def _read(self, ref: ConversationRef) -> None:
        found = await self._desk.intents.of_conversation(ref)
        if ref == self._ref:
            self.strip.show_intent(found)

    def _on_block(self, value: str) -> None:
        self._open(ActionId(UUID(value)))

    def _open(self, intent_id: ActionId) -> None:
        self.place_wanted.emit(Place(kind="intent", intent=intent_id))

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._reading.cancel()
