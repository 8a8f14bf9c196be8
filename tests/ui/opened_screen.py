"""A screen alone, over a real desk without a network."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from tests.stories.seeded_desk import SeededDesk
from workstation.domain.account import AccountKind
from workstation.storage import outbox
from workstation.ui.bus import Bus
from workstation.ui.read_when_seen import ReadWhenSeen

Until = Callable[..., Any]


class OpenedScreen:
    """What lies behind a screen, and what it said was done."""

    def __init__(self, folder: Path, kind: AccountKind) -> None:
        self.bus = Bus()
        self.bus.attach(asyncio.get_running_loop())
        self.seeded = SeededDesk(folder / "desk", self.bus, customers=12, kind=kind)
        self.done: list[tuple[str, str, Callable[[], object] | None]] = []

    def note_done(self, words: str, button: str, run: Callable[[], object] | None) -> None:
        """Keep what the screen said was done."""
        self.done.append((words, button, run))

    def undo(self) -> None:
        """Press *Undo* of what was said last."""
        undo = self.done[-1][2]
        assert undo is not None
        undo()

    def pending(self, kind: type) -> list[outbox.Pending]:
        """Return what of a kind waits to leave, as it stands in the outbox."""
        waiting = self.seeded.store.read_local_blocking(outbox.every)
        return [pending for pending in waiting if isinstance(pending.action, kind)]

    def queued(self, kind: type) -> list[Any]:
        """Return the actions of a kind that wait to leave."""
        return [pending.action for pending in self.pending(kind)]

    @asynccontextmanager
    async def showing(self, view: ReadWhenSeen) -> AsyncIterator[None]:
        """Show the screen, and put everything away afterwards."""
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.resize(1300, 700)
        view.show()
        try:
            yield
        finally:
            view.forget()
            view.hide()
            await self.seeded.close()
            view.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            self.bus.detach()
