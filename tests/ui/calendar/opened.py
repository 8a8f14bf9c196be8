"""The calendar over a real desk, without a network."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from tests.stories import calendar_box
from tests.stories.seeded_desk import SeededDesk
from workstation.domain.account import AccountKind
from workstation.domain.booking import Booking
from workstation.storage import outbox
from workstation.ui.bus import Bus
from workstation.ui.calendar.view import CalendarView

Until = Callable[..., Any]


class Opened:
    """The screen, and what lies behind it."""

    def __init__(self, folder: Path, kind: AccountKind) -> None:
        self.bus = Bus()
        self.bus.attach(asyncio.get_running_loop())
        self.seeded = SeededDesk(folder / "desk", self.bus, customers=12, kind=kind)
        self.slots, self.bookings = calendar_box.fill(self.seeded)
        self.view = CalendarView(self.seeded.desk, self.bus, self.seeded)
        self.done: list[tuple[str, str, Callable[[], object] | None]] = []
        self.view.done.connect(lambda *said: self.done.append(said))

    @property
    def coming(self) -> list[Booking]:
        """Bookings whose time is to come."""
        return [one for one in self.bookings if one.starts_at > self.seeded.now()]

    def undo(self) -> None:
        """Press *Undo* of what was said last."""
        undo = self.done[-1][2]
        assert undo is not None
        undo()

    def queued(self, kind: type) -> list[Any]:
        """Return the actions of a kind that wait to leave."""
        waiting = self.seeded.store.read_local_blocking(outbox.every)
        return [pending.action for pending in waiting if isinstance(pending.action, kind)]


@asynccontextmanager
async def opened(folder: Path, until: Until, *, kind: AccountKind = AccountKind.MAIN) -> AsyncIterator[Opened]:
    """Open it, at the week of tomorrow."""
    made = Opened(folder, kind)
    made.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    made.view.resize(1300, 700)
    made.view.show()
    made.view.open_day(calendar_box.tomorrow())
    await until(lambda: made.view.grid.blocks)
    try:
        yield made
    finally:
        if made.view.deeds.dialog is not None:
            made.view.deeds.dialog.reject()
        made.view.forget()
        made.view.hide()
        await made.seeded.close()
        made.view.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        made.bus.detach()
