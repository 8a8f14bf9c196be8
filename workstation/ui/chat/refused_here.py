"""Says in the chat what came to nothing there besides messages, until it is dismissed: a recall that came too late."""

from typing import Final

from PySide6.QtCore import QObject

from workstation.domain.changes import ChangeSet
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.services.refusals import RefusalService
from workstation.services.views import ConversationRef
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.loop import Latest, spawn

KINDS: Final = ("recall_message",)
"""What is decided in the timeline; other deeds are told over the whole window, or where they were done."""


class RefusedHere(QObject):
    """Shows refused deeds of one conversation in its notice line, one after another."""

    def __init__(self, refusals: RefusalService, notice: NoticeLine) -> None:
        super().__init__(notice)
        self._refusals = refusals
        self._notice = notice
        self._refs: set[ConversationRef] = set()
        self._shown: ActionId | None = None
        self._reading = Latest(self)
        notice.dismissed.connect(self._on_dismissed)

    def show_for(self, refs: set[ConversationRef]) -> None:
        """Look after a conversation, under all the names it goes by; none: after nothing."""
        if refs != self._refs:
            self._refs = refs
            self._shown = None
            self._read()

    def on_changed(self, change: ChangeSet) -> None:
        """Something in the outbox is another."""
        if change.everything or any(f"conversation:{ref}" in change.outbox for ref in self._refs):
            self._read()

    def _read(self) -> None:
        if self._refs:
            self._reading.run(self._look(frozenset(self._refs)))
        else:
            self._reading.cancel()

    async def _look(self, refs: frozenset[ConversationRef]) -> None:
        refused = [one for one in await self._refusals.list() if one.kind in KINDS and one.conversation in refs]
        if refs == self._refs and refused:
            self._shown = refused[0].action_id
            self._notice.say(Refusal(refused[0].problem.code, refused[0].problem.params))

    def _on_dismissed(self) -> None:
        if self._shown is not None:
            shown, self._shown = self._shown, None
            spawn(self._dismiss(shown), owner=self)

    async def _dismiss(self, action_id: ActionId) -> None:
        await self._refusals.dismiss(action_id)
        self._read()

    def rest(self) -> None:
        """Read nothing more."""
        self._refs = set()
        self._reading.cancel()
