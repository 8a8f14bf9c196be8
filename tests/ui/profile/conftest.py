"""The panel over a real desk of which much is known."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_events
from tests.stories.rich_desk import RICH, enrich
from tests.stories.seeded_desk import SeededDesk
from workstation.services.views import ChatHead, ConversationRef
from workstation.storage import inbound
from workstation.ui.bus import Bus
from workstation.ui.profile.images import ImagesSection
from workstation.ui.profile.notes import NotesSection
from workstation.ui.profile.view import ProfileView

Until = Callable[..., Any]


class Panel:
    """The panel, and what it stands on."""

    def __init__(self, folder: Path) -> None:
        self.bus = Bus()
        self.bus.attach(asyncio.get_running_loop())
        self.seeded = SeededDesk(folder, self.bus, customers=6)
        enrich(self.seeded)
        self.view = ProfileView(self.seeded.desk, self.bus, self.seeded)
        self.view.resize(300, 760)
        self.view.show()

    @property
    def desk(self) -> Any:
        return self.seeded.desk

    @property
    def head(self) -> ChatHead:
        """What the panel has read."""
        head = self.view._head
        assert head is not None
        return head

    @property
    def notes(self) -> NotesSection:
        section = self.view.person.sections["notes"]
        assert isinstance(section, NotesSection)
        return section

    @property
    def images(self) -> ImagesSection:
        section = self.view.person.sections["images"]
        assert isinstance(section, ImagesSection)
        return section

    def value(self, name: str) -> str:
        return self.view.person.facts[name].value

    def hear(self, *bodies: Any) -> None:
        """Apply what the server says, as the link does."""
        first = (self.seeded.store.read_blocking(inbound.cursor) or 0) + 1
        self.bus.post_change(self.seeded.store.write_blocking(inbound.apply, make_events(first, bodies)))


Open = Callable[..., AbstractAsyncContextManager[Panel]]


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path, until: Until) -> Open:
    """Give a panel that shows a conversation."""

    @asynccontextmanager
    async def make(ref: ConversationRef = RICH) -> AsyncIterator[Panel]:
        panel = Panel(tmp_path / "profile")
        panel.view.open_conversation(ref)
        await until(lambda: panel.view.person.name)
        try:
            yield panel
        finally:
            panel.view.forget()
            panel.view.hide()
            me = asyncio.current_task()
            await until(lambda: asyncio.all_tasks() <= {me})  # what is still read is read from open files
            await panel.seeded.close()
            panel.view.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            await asyncio.sleep(0.02)
            panel.bus.detach()

    return make
