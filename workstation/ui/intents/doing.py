"""What is done about purchase intents: a card that is shown before it leaves, a chat that opens, done and undone."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.link import Phase
from workstation.ui.intents import wording
from workstation.ui.tasks import Latest, spawn

if TYPE_CHECKING:
    from workstation.domain.ids import ActionId, PrincipalId
    from workstation.services.desk import Desk
    from workstation.services.intent_views import IntentView
    from workstation.ui.cards.pictures import CardPictures
    from workstation.ui.cards.send_strip import SendStrip
    from workstation.ui.intents.assign_dialog import AssignDialog

Undo = Callable[[], Coroutine[Any, Any, object]]


class IntentDoing(QObject):
    """Carries decisions out.

    Signals:
        done(str, str, object): something was done: words, the words of a button or nothing, what the button does.
        refused(object): a decision came to nothing: the `Refusal`.
        conversation_wanted(object): show this conversation in the inbox.
        my_card_wanted(): my own card is to be changed.

    Attributes:
        strip: the card about to leave, if one was ever offered.
        dialog: the one that is open, if any.
    """

    done = Signal(str, str, object)
    refused = Signal(object)
    conversation_wanted = Signal(object)
    my_card_wanted = Signal()

    def __init__(self, desk: Desk, over: QWidget, foot: QVBoxLayout) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self._foot = foot
        self._offering = Latest(self)
        self._card_for: ActionId | None = None
        self._chat_for: ActionId | None = None
        self._pictures: CardPictures | None = None
        self.strip: SendStrip | None = None
        self.dialog: AssignDialog | None = None

    # ---- a card ----------------------------------------------------------------------------------------------------

    def offer_card(self, view: IntentView) -> None:
        """Show my card, about to leave for the buyer; asked again it leaves at once."""
        if self.strip is not None and self.strip.waiting and self._card_for == view.id:
            self.strip.agree()
        else:
            self._card_for = view.id
            self._offering.run(self._offer(view))

    async def _offer(self, view: IntentView) -> None:
        from workstation.ui.cards.pictures import CardPictures
        from workstation.ui.cards.send_strip import SendStrip

        mine = await self._desk.cards.mine()
        self._pictures = self._pictures or CardPictures(self._desk, self)
        pictures = await self._pictures.of(mine.content.photo, mine.content.logo, mine.photo_upload, mine.logo_upload)
        if self.strip is None:
            self.strip = SendStrip(self._over)
            self.strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self._foot.addWidget(self.strip)
            self.strip.agreed.connect(self._on_agreed)
            self.strip.edit_wanted.connect(self.my_card_wanted)
        if self._card_for == view.id:
            side = "zh" if view.wanted.language.startswith("zh") else "en"
            self.strip.offer(mine.content, pictures, side, wording.buyer(view))

    def _on_agreed(self) -> None:
        target, self._card_for = self._card_for, None
        if target is not None:
            spawn(self._do(self._desk.intents.send_card(target), self.tr("Your card is on its way")), owner=self)

    def left(self, intent_id: ActionId | None) -> None:
        """Another intent is looked at: what was about to leave was meant for somebody else."""
        if self.strip is not None and self._card_for is not None and self._card_for != intent_id:
            self._card_for = None
            self.strip.stop()

    # ---- a chat ----------------------------------------------------------------------------------------------------

    def chat(self, view: IntentView) -> None:
        """Start the chat with the buyer and go there; one that was started opens at once."""
        if view.conversation_id is not None and (view.received.chat_at is not None or not view.may_chat):
            self.conversation_wanted.emit(view.conversation_id)
        else:
            self._chat_for = view.id
            spawn(self._start(view), owner=self)

    async def _start(self, view: IntentView) -> None:
        try:
            await self._desk.intents.start_chat(view.id)
        except Refusal as refusal:
            self._chat_for = None
            self.refused.emit(refusal)
            return
        if self._desk.link.phase not in (Phase.ONLINE, Phase.SYNCING):
            self._chat_for = None
            self.done.emit(self.tr("You are off-line: the chat is started as soon as you are back"), "", None)

    def look(self, view: IntentView) -> None:
        """An intent has changed: go to its chat, if that was wanted and is there now."""
        if self._chat_for != view.id:
            return
        if view.problem is not None:
            self._chat_for = None
        elif view.conversation_id is not None and view.received.chat_at is not None and not view.chat_waiting:
            self._chat_for = None
            self.conversation_wanted.emit(view.conversation_id)

    # ---- done ------------------------------------------------------------------------------------------------------

    def finish(self, views: Sequence[IntentView]) -> None:
        """Mark intents as done; when all are done already, take that back."""
        mine = [one for one in views if one.may_finish]
        if mine:
            spawn(self._finish(mine, not all(one.is_done for one in mine)), owner=self)

    async def _finish(self, views: Sequence[IntentView], done: bool) -> None:
        changed = [one.id for one in views if one.is_done is not done]

        async def mark(done: bool) -> None:
            for id_ in changed:
                await self._desk.intents.mark_done(id_, done=done)

        try:
            await mark(done)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        words = self.tr("%n intent(s) marked as done", "", len(changed))
        if not done:
            words = self.tr("%n intent(s) opened again", "", len(changed))
        self._say(words, lambda: mark(not done))

    # ---- whose -----------------------------------------------------------------------------------------------------

    def assign(self, views: Sequence[IntentView]) -> None:
        """Ask whose these intents are to be."""
        mine = [one for one in views if one.may_assign]
        if mine:
            spawn(self._open_assign(mine), owner=self)

    async def _open_assign(self, views: Sequence[IntentView]) -> None:
        from workstation.ui.intents.assign_dialog import AssignDialog

        ids = [one.id for one in views]
        choices = await self._desk.intents.assignees(ids)
        names = {one.account.id: one.account for one in choices}
        dialog = AssignDialog(views, choices, self._over.window())
        dialog.decided.connect(lambda who: spawn(self._assign(dialog, ids, who, names), owner=dialog))
        dialog.destroyed.connect(self._on_gone)
        self.dialog = dialog
        dialog.open()

    def _on_gone(self) -> None:
        self.dialog = None

    async def _assign(
        self, dialog: AssignDialog, ids: Sequence[ActionId], who: PrincipalId, names: dict[PrincipalId, Any]
    ) -> None:
        from workstation.ui.chat.wording import own_name

        dialog.go.setEnabled(False)
        try:
            given = await self._desk.intents.assign(ids, who)
        except Refusal as refusal:
            dialog.refuse(refusal)
            return
        dialog.accept()
        account = names[who]
        words = self.tr("%n intent(s) assigned to {name}", "", len(given))
        undo = [one for one in given if one.from_id is not None]
        run: Undo | None = (lambda: self._desk.intents.take_back(given)) if undo else None
        self._say(words.format(name=own_name(account.name_zh, account.name_en)), run)

    # ---- within ----------------------------------------------------------------------------------------------------

    async def _do(self, deciding: Coroutine[Any, Any, object], words: str) -> None:
        try:
            await deciding
        except Refusal as refusal:
            self.refused.emit(refusal)
        else:
            self.done.emit(words, "", None)

    def _say(self, words: str, undo: Undo | None) -> None:
        if undo is None:
            self.done.emit(words, "", None)
        else:
            self.done.emit(words, self.tr("Undo"), lambda: spawn(self._undone(undo), owner=self))

    async def _undone(self, undo: Undo) -> None:
        try:
            await undo()
        except Refusal as refusal:
            self.refused.emit(refusal)

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._offering.cancel()
        if self.strip is not None:
            self._card_for = None
            self.strip.stop()
