"""The calendar over a real desk, without a network."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.stories import calendar_box
from tests.ui.opened_screen import OpenedScreen, Until
from workstation.domain.account import AccountKind
from workstation.domain.booking import Booking
from workstation.ui.calendar.view import CalendarView


class Opened(OpenedScreen):
    """The screen, and what lies behind it."""

    def __init__(self, folder: Path, kind: AccountKind) -> None:
        super().__init__(folder, kind)
        self.slots, self.bookings = calendar_box.fill(self.seeded)
        self.view = CalendarView(self.seeded.desk, self.bus, self.seeded)
        self.view.done.connect(self.note_done)

    @property
    def coming(self) -> list[Booking]:
        """Bookings whose time is to come."""
        return [one for one in self.bookings if one.starts_at > self.seeded.now()]


@asynccontextmanager
async def opened(folder: Path, until: Until, *, kind: AccountKind = AccountKind.MAIN) -> AsyncIterator[Opened]:
    """Open it, at the week of tomorrow."""
    made = Opened(folder, kind)
    async with made.showing(made.view):
        made.view.open_day(calendar_box.tomorrow())
        await until(lambda: made.view.grid.blocks)
        try:
            yield made
        finally:
            if made.view.deeds.dialog is not None:
                made.view.deeds.dialog.reject()
