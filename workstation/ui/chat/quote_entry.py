"""A quote for the message: asks for it, and gives the text to the conversation it was made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workstation.services.views import ConversationRef
from workstation.ui.chat.composer import Composer
from workstation.ui.chat.feed import Feed
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.chat.wording import local_day, now, own_name
from workstation.ui.loop import spawn

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.services.views import ChatHead
    from workstation.ui.chat.quote_dialog import QuoteDialog, QuoteHabits


class QuoteEntry(QObject):
    """Opens the dialog for the open conversation, filled from the exhibit it is about."""

    def __init__(self, desk: Desk, feed: Feed, composer: Composer) -> None:
        super().__init__(composer)
        self._desk = desk
        self._feed = feed
        self._composer = composer
        self._habits: QuoteHabits | None = None
        self.dialog: QuoteDialog | None = None
        composer.quote_button.clicked.connect(self.open)

    def open(self) -> None:
        """Ask for a quote."""
        if self._feed.head is not None and self._composer.ref is not None and self._composer.writable:
            spawn(self._open(self._composer.ref, self._feed.head), owner=self)

    async def _open(self, ref: ConversationRef, head: ChatHead) -> None:
        from workstation.ui.chat.quote_dialog import QuoteDialog, QuoteHabits, with_place

        exhibitor = await self._desk.profile.exhibitor()
        if self.dialog is not None or ref != self._composer.ref:
            return
        habits = with_place(self._habits or QuoteHabits(), "" if exhibitor is None else exhibitor.city)
        languages = head.buyer.languages if head.buyer is not None else ()
        name = isolated_name(head.row.title) or own_name(head.row.colleague_name_zh, head.row.colleague_name_en)
        today = local_day(now())
        language = next(iter(languages), "en")[:2]
        dialog = QuoteDialog(name, head.exhibit, language, habits, today, self._composer.window())
        self.dialog = dialog
        dialog.made.connect(lambda text, habits: self._take(ref, text, habits))
        dialog.finished.connect(self._on_finished)
        dialog.open()
        dialog.item.setFocus()

    def _take(self, ref: ConversationRef, text: str, habits: QuoteHabits) -> None:
        """Put it into the message to the buyer it was made for, whoever is on the screen by now."""
        self._habits = habits
        self._composer.put_text(ref, text)

    def _on_finished(self) -> None:
        self.dialog = None
        self._composer.take_focus()
