"""The calendar over a seeded desk.

`STORY_PAGE`: week, day, agenda, slots, batch, name, move, cancel, outcome, sub, feeds.
"""

import asyncio
import os
import tempfile
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QDialog

from tests.stories import calendar_box
from tests.stories.seeded_desk import SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.account import AccountKind
from workstation.domain.booking import BookingState
from workstation.domain.slot_actions import CalendarFeed
from workstation.ui.calendar import toolbar
from workstation.ui.calendar.view import CalendarView
from workstation.ui.late_screens import CALENDAR
from workstation.ui.main_window import MainWindow


async def _part(view: CalendarView, part: str, seeded: SeededDesk) -> None:
    if part in (toolbar.DAY, toolbar.AGENDA, toolbar.SLOTS):
        view.bar.views.select(part)
        view.renew()
    today = calendar_box.today().date()
    found = await seeded.desk.calendar.span(today - timedelta(days=3), today + timedelta(days=6), whole=True)
    coming = [one for one in found.bookings if not one.over]
    if part in (toolbar.WEEK, toolbar.DAY, toolbar.AGENDA, "named") and coming:
        wanted = BookingState.NAMED if part == "named" else BookingState.ACCEPTED
        view.open_booking(next((one for one in coming if one.booking.state is wanted), coming[0]).id)
    elif part == "feeds":
        await _feeds(view, seeded)
    elif part == "batch":
        view.open_new()
    elif part in ("name", "move", "cancel", "outcome"):
        past = part == "outcome"
        view.deeds.do(part, next(one for one in found.bookings if one.over is past))


async def _feeds(view: CalendarView, seeded: SeededDesk) -> None:
    made = seeded.now().isoformat()
    for at, whole in enumerate((False, True)):
        feed = CalendarFeed(id=calendar_box.number(3, at), whole=whole, made_at=made, read_at="" if whole else made)
        await seeded.desk.calendar_feeds.keep(feed)
    view.open_feeds()
    view.feeds.show_made("https://fair.example/calendar/" + "a1B2_" * 8 + "xyz.ics")


async def story(stage: Stage) -> None:
    """Show it."""
    part = os.environ.get("STORY_PAGE", "week")
    with tempfile.TemporaryDirectory() as name:
        kind = AccountKind.SUB if part == "sub" else AccountKind.MAIN
        seeded = SeededDesk(Path(name) / "desk", stage.bus, kind=kind)
        if part != "none":
            calendar_box.fill(seeded)
        window = MainWindow(stage.bus, seeded)
        window.resize(stage.size)
        window.show_desk(seeded.desk)
        window.close_wanted.connect(window.hide)
        window.show()
        window.show_screen(CALENDAR)
        view = window.late.calendar
        assert view is not None
        await stage.rest()
        await _part(view, part, seeded)
        await stage.rest()
        dialog = next((one for one in window.findChildren(QDialog) if one.isVisible()), None)
        await stage.show(dialog or window, resize=dialog is None)
        window.forget_desk()
        await asyncio.sleep(0)
        await seeded.close()


if __name__ == "__main__":
    play(story)
