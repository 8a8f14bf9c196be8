"""Marks conversations as read or unread, and takes the mark away when one comes back to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workstation.ui.tasks import spawn

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.services.views import ChatHead, ConversationRef, InboxRow
    from workstation.ui.chat.view import ChatView
    from workstation.ui.inbox.view import InboxView


async def mark(desk: Desk, row: InboxRow, *, read: bool) -> None:
    """Mark what was said there as read, or the conversation as unread: the buyer hears of the first alone."""
    if row.marked_unread is read:
        await desk.inbox.set_marks(row.id, marked_unread=not read)
    if read and row.unread:
        await desk.chat.mark_read(row.id, row.last_n)


class ReadMarks(QObject):
    """Serves the conversation that is open, and the key.

    Signals:
        said(str): what was done, to be said in passing.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, inbox: InboxView, chat: ChatView) -> None:
        super().__init__(chat)
        self._desk = desk
        self._inbox = inbox
        self._chat = chat
        self._come_to: ConversationRef | None = None
        chat.opened.connect(self._on_opened)

    def come_to(self, conversation: ConversationRef) -> None:
        """Somebody turns to a conversation: its mark has done its service."""
        head = self._chat.feed.head
        if head is not None and conversation in (self._chat.feed.ref, head.row.id):
            self._clear(head.row)
        else:
            self._come_to = conversation

    def turn(self, conversation: ConversationRef | None) -> None:
        """Mark the row under the list's cursor, else the open conversation, as unread, or as read if it is that."""
        listed = self._inbox.list
        row = self._row(listed.current_id if listed.hasFocus() else None) or self._row(conversation)
        if row is None:
            return
        spawn(mark(self._desk, row, read=row.is_unread), owner=self)
        self.said.emit(self.tr("Marked as read") if row.is_unread else self.tr("Marked as unread"))

    def _row(self, conversation: ConversationRef | None) -> InboxRow | None:
        position = self._inbox.model.position(conversation)
        if position >= 0:
            return self._inbox.model.row(position)
        head = self._chat.feed.head
        shown = head is not None and conversation in (self._chat.feed.ref, head.row.id)
        return head.row if head is not None and shown else None

    def _on_opened(self, head: ChatHead) -> None:
        if self._come_to is not None and self._come_to in (self._chat.feed.ref, head.row.id):
            self._come_to = None
            self._clear(head.row)

    def _clear(self, row: InboxRow) -> None:
        if row.marked_unread:
            spawn(self._desk.inbox.set_marks(row.id, marked_unread=False), owner=self)
