"""What the chat offers about who serves the buyer: handing over, assigning, taking over, ending, and who else looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction

from workstation.domain.account import AccountKind
from workstation.domain.clock import Clock
from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.ui.chat.wording import own_name
from workstation.ui.inbox.wording import title as row_title
from workstation.ui.tasks import Latest, spawn
from workstation.ui.transfer.lookers_line import LookersLine
from workstation.ui.transfer.offers import Offers, concerns_anywhere
from workstation.ui.widgets.icons import icon

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.services.transfer_offers import Offer
    from workstation.services.views import ChatHead, ConversationRef
    from workstation.ui.bus import Bus
    from workstation.ui.chat.view import ChatView
    from workstation.ui.transfer.dialog import Handover, Subject, TransferDialog


class TransferInChat(QObject):
    """Adds to a chat what the team needs.

    Signals:
        said(str): something was done, in words, to be said in passing.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, chat: ChatView) -> None:
        super().__init__(chat)
        self._desk = desk
        self._chat = chat
        self._head: ChatHead | None = None
        self._wanted_for: ConversationRef | None = None
        self._reading = Latest(self)
        self.dialog: TransferDialog | None = None
        self.lookers = LookersLine(chat)
        self.offers = Offers(desk, bus, clock, self._belongs, chat)
        chat.add_line(self.lookers)
        chat.add_line(self.offers)
        menu = chat.header.menu
        self.assign_action = QAction(icon("transfer"), "", menu)
        self.take_action = QAction(icon("user_add"), "", menu)
        self.end_action = QAction(icon("checks"), "", menu)
        for action in (self.assign_action, self.take_action, self.end_action):
            action.setVisible(False)
            menu.addAction(action)
        self.assign_action.triggered.connect(lambda: self.open_dialog(assigning=True))
        self.take_action.triggered.connect(lambda: spawn(self._take_over(), owner=self))
        self.end_action.triggered.connect(lambda: spawn(self._end_session(), owner=self))
        chat.header.offer_transfer(True)
        chat.transfer_requested.connect(lambda _ref: self.open_dialog())
        chat.opened.connect(self._on_opened)
        self.offers.again.connect(lambda _offer: self.open_dialog())
        self.offers.taken.connect(self._on_draft_taken)
        self._undo = desk.lookers.on_change(lambda _conversation: self._renew_lookers())
        chat.installEventFilter(self)
        self.retranslate()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._undo()
        self._undo = lambda: None
        self._reading.cancel()
        self.offers.forget()
        self._desk.lookers.open(None)

    # ---- which conversation ----------------------------------------------------------------------------------------

    @property
    def _main(self) -> bool:
        return self._desk.me.kind is AccountKind.MAIN

    def _on_opened(self, head: ChatHead) -> None:
        other = self._head is None or self._head.row.id != head.row.id
        self._head = head
        customer = head.row.kind is ConversationKind.CUSTOMER
        self.assign_action.setVisible(self._main and customer and not head.row.mine)
        self.take_action.setVisible(self._main and customer and not head.row.mine)
        self.end_action.setVisible(customer and head.writable and head.row.live)
        if self._wanted_for == head.row.id:
            self._wanted_for = None
            self.open_dialog()
        if other:
            self.lookers.show_lookers(())
            self._renew_lookers()
            self.offers.renew()
        self._look()

    def _look(self) -> None:
        """Say that this conversation is looked at, while it is."""
        head = self._head
        seen = head is not None and self._chat.isVisible() and self._chat.isActiveWindow() and head.writable
        self._desk.lookers.open(head.row.id if seen and head is not None else None)

    def _renew_lookers(self) -> None:
        if self._head is not None:
            self._reading.run(self._read_lookers(self._head.row.id))

    async def _read_lookers(self, ref: ConversationRef) -> None:
        found = await self._desk.lookers.of(ref)
        if self._head is not None and self._head.row.id == ref:
            self.lookers.show_lookers(found)

    def _belongs(self, offer: Offer) -> bool:
        here = self._head is not None and offer.transfer.conversation_id == self._head.row.id
        return here and not concerns_anywhere(offer)

    # ---- handing over ----------------------------------------------------------------------------------------------

    def may_transfer(self) -> bool:
        """Tell whether the open conversation may be handed over or assigned."""
        head = self._head
        return head is not None and head.writable and head.row.kind is ConversationKind.CUSTOMER

    def open_dialog(self, *, assigning: bool | None = None) -> None:
        """Ask to whom; without a word about it the main account assigns what isn't its own."""
        from workstation.ui.transfer.dialog import TransferDialog

        head = self._head
        if head is None or not self.may_transfer() or self.dialog is not None:
            return
        if assigning is None:
            assigning = self._main and not head.row.mine
        subject = self._subject(head, assigning=assigning)
        dialog = self.dialog = TransferDialog(subject, self._chat.window())
        dialog.decided.connect(lambda handover: spawn(self._hand_over(dialog, head, handover), owner=dialog))
        dialog.finished.connect(self._on_dialog_closed)
        dialog.open()
        spawn(self._fill(dialog, head, subject), owner=dialog)

    def open_when_shown(self, conversation: ConversationRef) -> None:
        """Ask to whom as soon as that conversation is on the screen."""
        if self._head is not None and self._head.row.id == conversation:
            self.open_dialog()
        else:
            self._wanted_for = conversation

    def _subject(self, head: ChatHead, *, assigning: bool) -> Subject:
        from workstation.ui.transfer.dialog import Subject

        languages = tuple(head.buyer.languages) if head.buyer is not None else ()
        draft = "" if assigning else self._chat.composer.edit.toPlainText().strip()
        return Subject(names=(row_title(head.row),), languages=languages, assigning=assigning, draft=draft)

    async def _fill(self, dialog: TransferDialog, head: ChatHead, subject: Subject) -> None:
        me, transfers = self._desk.me.id, self._desk.transfers

        async def show(ask_loads: bool) -> None:
            known = await transfers.receivers(head.row.id, ask_loads=ask_loads)
            dialog.show_receivers([one for one in known if subject.assigning or one.account.id != me])

        try:
            await show(ask_loads=False)
            dialog.show_note(await transfers.prefill(head.row.id))
            if not subject.assigning:
                rules = await self._desk.distribution.get()
                dialog.show_subject(replace(subject, ask_s=rules.answer_s if rules.ask_first else None))
            await show(ask_loads=True)
        except Refusal as refusal:
            dialog.refuse(refusal)

    async def _hand_over(self, dialog: TransferDialog, head: ChatHead, handover: Handover) -> None:
        to, words = handover.to_id, {"reason": handover.reason, "note": handover.note}
        try:
            if dialog.assigning:
                await self._desk.transfers.assign((head.row.id,), to, **words)
            else:
                await self._desk.transfers.transfer(head.row.id, to, draft=handover.draft, **words)
        except Refusal as refusal:
            dialog.refuse(refusal)
            return
        dialog.accept()

    def _on_dialog_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
        self._chat.focus_composer()

    # ---- the rest of the menu --------------------------------------------------------------------------------------

    async def _take_over(self) -> None:
        head = self._head
        if head is None:
            return
        owner = own_name(head.row.owner_name_zh, head.row.owner_name_en)
        try:
            await self._desk.transfers.take_over(head.row.id)
        except Refusal as refusal:
            self._chat.composer.notice.say(refusal)
            return
        if owner:
            self.said.emit(self.tr("You serve this buyer now, in place of {name}").format(name=owner))
        else:
            self.said.emit(self.tr("You serve this buyer now"))

    async def _end_session(self) -> None:
        if self._head is None:
            return
        try:
            await self._desk.transfers.end_session(self._head.row.id)
        except Refusal as refusal:
            self._chat.composer.notice.say(refusal)
            return
        self.said.emit(self.tr("The session is ended; the buyer's next message is distributed anew"))

    def _on_draft_taken(self, offer: Offer) -> None:
        self._chat.composer.put_text(offer.transfer.conversation_id, offer.transfer.draft)
        self._chat.focus_composer()

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.assign_action.setText(self.tr("Assign to a colleague …"))
        self.take_action.setText(self.tr("Take over"))
        self.end_action.setText(self.tr("End the session"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ActivationChange):
            self._look()
        return super().eventFilter(watched, event)
