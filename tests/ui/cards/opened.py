"""The window over a real desk with a box of cards, without a network."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.stories import card_box
from tests.stories.seeded_desk import SeededDesk
from workstation.domain.account import AccountKind
from workstation.domain.card import HeldCard
from workstation.services.card_views import Folder
from workstation.storage import outbox
from workstation.ui.bus import Bus
from workstation.ui.cards.folder_page import FolderPage
from workstation.ui.cards.view import CardsView
from workstation.ui.late_screens import CARDS
from workstation.ui.main_window import MainWindow

Until = Callable[..., Any]
COUNT = 26


class Opened:
    """The window, and what lies behind it."""

    def __init__(self, folder: Path, kind: AccountKind, *, cards: bool) -> None:
        self.folder = folder
        self.bus = Bus()
        self.bus.attach(asyncio.get_running_loop())
        self.seeded = SeededDesk(folder / "desk", self.bus, customers=3, kind=kind)
        self.held: list[HeldCard] = card_box.fill(self.seeded, count=COUNT) if cards else []
        if cards:
            card_box.hand_over(self.seeded, self.held)
        self.window = MainWindow(self.bus, self.seeded)

    @property
    def desk(self) -> Any:
        return self.seeded.desk

    @property
    def view(self) -> CardsView:
        """The cards' screen."""
        self.window.show_screen(CARDS)
        assert self.window.late.cards is not None
        return self.window.late.cards

    async def folder_page(self, until: Until, folder: Folder = Folder.MINE) -> FolderPage:
        """Return a folder's page when it has read."""
        self.view.show_page(str(folder))
        page = self.view.folder(str(folder))
        await until(lambda: page.model.rows)
        return page


def queued(it: Opened, kind: type[Any]) -> list[Any]:
    """Return the actions of a kind that wait to leave."""
    waiting = it.seeded.store.read_local_blocking(outbox.every)
    return [pending.action for pending in waiting if isinstance(pending.action, kind)]


@asynccontextmanager
async def opened(
    folder: Path, until: Until, *, kind: AccountKind = AccountKind.MAIN, cards: bool = True, width: int = 1366
) -> AsyncIterator[Opened]:
    """Open it."""
    made = Opened(folder, kind, cards=cards)
    made.window.resize(width, 768)
    made.window.show()
    made.window.activateWindow()
    made.window.show_desk(made.desk)
    await until(lambda: made.window.workplace.inbox.feed.loaded)
    try:
        yield made
    finally:
        chat = made.window.workplace.chat
        assert chat is not None
        await chat.save_drafts()
        made.window.forget_desk()
        made.window.hide()
        await made.seeded.close()
        made.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        made.bus.detach()
