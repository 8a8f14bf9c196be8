"""Blocking and reporting a buyer from the chat's menu, and saying in the chat that one is blocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.ui.inbox.wording import title as row_title
from workstation.ui.tasks import Latest, spawn
from workstation.ui.theme import tokens
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.services.views import ChatHead
    from workstation.ui.bus import Bus
    from workstation.ui.chat.view import ChatView
    from workstation.ui.transfer.block_dialog import BlockDialog, Verdict


class BlockedLine(QWidget):
    """Stands over the messages of a buyer who is blocked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel(self)
        self.words = Words(self, wrap=True)
        self.button = QPushButton(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 12, 6)
        line.setSpacing(10)
        line.addWidget(self._sign)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)
        self.restyle()
        self.hide()

    def restyle(self) -> None:
        """Take the theme's colours."""
        self._sign.setPixmap(icon("block", "danger").pixmap(18, 18))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self.restyle()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().danger_soft)
        painter.end()


def _standing(head: ChatHead) -> tuple[object, ...]:
    """Return what decides about blocking; a head is another with every message."""
    return head.row.id, head.row.owner_id, head.writable, head.read_only_reason


class BlockingInChat(QObject):
    """Adds it to a chat.

    Signals:
        said(str): something was done, in words.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, bus: Bus, chat: ChatView) -> None:
        super().__init__(chat)
        self._desk = desk
        self._chat = chat
        self._head: ChatHead | None = None
        self._reading = Latest(self)
        self.dialog: BlockDialog | None = None
        self.line = BlockedLine(chat)
        chat.add_line(self.line)
        menu = chat.header.menu
        self.block_action, self.report_action = QAction(icon("block"), "", menu), QAction(icon("warning"), "", menu)
        for action in (self.block_action, self.report_action):
            action.setVisible(False)
            menu.addAction(action)
        self.block_action.triggered.connect(lambda: self.open_dialog(reporting=False))
        self.report_action.triggered.connect(lambda: self.open_dialog(reporting=True))
        self.line.button.clicked.connect(lambda: spawn(self._unblock(), owner=self))
        chat.opened.connect(self._on_opened)
        bus.changed.connect(self._on_changed)
        chat.installEventFilter(self)
        self.retranslate()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._reading.cancel()

    def _on_opened(self, head: ChatHead) -> None:
        before, self._head = self._head, head
        if before is None or _standing(before) != _standing(head):
            self._renew()

    def _on_changed(self, change: ChangeSet) -> None:
        lane = f"conversation:{self._head.row.id}" if self._head is not None else ""
        if lane in change.outbox:
            self._renew()

    def _renew(self) -> None:
        if self._head is not None:
            self._reading.run(self._read(self._head))

    async def _read(self, head: ChatHead) -> None:
        customer = head.row.kind is ConversationKind.CUSTOMER
        mine = head.writable or head.read_only_reason == "blocked"
        may = customer and mine and await self._desk.blocking.may(head.row.id)
        blocked = customer and await self._desk.blocking.is_blocked(head.row.id)
        self.block_action.setVisible(may and not blocked)
        self.report_action.setVisible(may)
        self.line.setVisible(blocked)
        self.line.button.setVisible(may)

    def open_dialog(self, *, reporting: bool) -> None:
        """Ask what is to be done about the buyer."""
        from workstation.ui.transfer.block_dialog import BlockDialog

        head = self._head
        if head is None or self.dialog is not None:
            return
        dialog = self.dialog = BlockDialog(row_title(head.row), reporting=reporting, parent=self._chat.window())
        dialog.decided.connect(lambda verdict: spawn(self._carry_out(dialog, head, verdict), owner=dialog))
        dialog.finished.connect(self._on_closed)
        dialog.open()

    async def _carry_out(self, dialog: BlockDialog, head: ChatHead, verdict: Verdict) -> None:
        try:
            if verdict.report is not None:
                await self._desk.blocking.report(head.row.id, verdict.report, verdict.text)
            if verdict.block:
                await self._desk.blocking.block(head.row.id)
        except Refusal as refusal:
            dialog.refuse(refusal)
            return
        dialog.accept()
        if verdict.report is not None:
            self.said.emit(self.tr("The organiser has been told about {buyer}").format(buyer=row_title(head.row)))
        self._renew()

    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    async def _unblock(self) -> None:
        if self._head is None:
            return
        try:
            await self._desk.blocking.unblock(self._head.row.id)
        except Refusal as refusal:
            self._chat.composer.notice.say(refusal)
        self._renew()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.block_action.setText(self.tr("Block this buyer …"))
        self.report_action.setText(self.tr("Report to the organiser …"))
        self.line.words.setText(self.tr("This buyer is blocked and can write to nobody of your company."))
        self.line.button.setText(self.tr("Let the buyer write again"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)
