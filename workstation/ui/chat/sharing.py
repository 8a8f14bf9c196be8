"""Sharing the open conversation with a colleague, from the menu behind "more"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.services.views import ChatHead
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.loop import spawn
from workstation.ui.widgets.icons import icon

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.ui.chat.share_dialog import ShareDialog


class Sharing(QObject):
    """Offers it for conversations with buyers.

    Signals:
        said(str): it was done, to be said in passing.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, menu: QMenu, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self._head: ChatHead | None = None
        self.dialog: ShareDialog | None = None
        # Not `menu.addAction(icon, text)`: what a menu has made is now and then taken for deleted while it is there.
        self.action = QAction(icon("team"), "", menu)
        menu.addAction(self.action)
        self.action.triggered.connect(self.open)
        self.retranslate()

    def show_head(self, head: ChatHead | None) -> None:
        """Take note of what is open."""
        self._head = head
        customer = head is not None and head.row.kind is ConversationKind.CUSTOMER
        self.action.setVisible(customer and head is not None and isinstance(head.row.id, int))

    def open(self) -> None:
        """Ask with whom."""
        from workstation.ui.chat.share_dialog import ShareDialog

        head = self._head
        if head is None or not isinstance(head.row.id, int) or self.dialog is not None:
            return
        conversation = ConversationId(head.row.id)
        dialog = self.dialog = ShareDialog(isolated_name(head.row.title), head.row.owner_id, self._over.window())
        dialog.decided.connect(
            lambda to, words: spawn(self._share(dialog, conversation, PrincipalId(to), words), owner=self)
        )
        dialog.finished.connect(self._on_finished)
        dialog.open()
        spawn(self._fill(dialog), owner=dialog)

    async def _fill(self, dialog: ShareDialog) -> None:
        dialog.show_colleagues(one for one in await self._desk.team.accounts() if one.id != self._desk.me.id)

    async def _share(self, dialog: ShareDialog, conversation: ConversationId, to: PrincipalId, words: str) -> None:
        try:
            chat = await self._desk.team.open_chat(to)
            await self._desk.team.share(chat, conversation, words)
        except Refusal as refusal:
            dialog.refuse(refusal)
            return
        dialog.accept()
        names = {one.id: one.name(QLocale().name()) for one in await self._desk.team.accounts()}
        self.said.emit(self.tr("Shared with {name}").format(name=isolated_name(names.get(to, ""))))

    def _on_finished(self) -> None:
        self.dialog = None

    def retranslate(self) -> None:
        """Word it anew."""
        self.action.setText(self.tr("Share with a colleague …"))
