"""Secret calendar addresses on the screen: made, copied once, revoked; the server has tests of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.ui.calendar.opened import opened
from workstation.domain.account import AccountKind
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.domain.slot_actions import CalendarFeed, MadeFeed, NewFeed, RevokeFeed
from workstation.ui.calendar.feeds_dialog import FeedsDialog

Until = Callable[..., Any]
ADDRESS = "https://fair.example/calendar/{id}.ics"


class Answers:
    """The server's side of making an address."""

    def __init__(self) -> None:
        self.refused = False
        self.wanted: list[NewFeed] = []

    def make_calendar_feed(self, wanted: NewFeed) -> MadeFeed:
        if self.refused:
            raise Refusal("too_many", {"limit": 10})
        self.wanted.append(wanted)
        made = CalendarFeed(id=wanted.id, whole=wanted.whole, made_at="2026-10-14T04:00:00+00:00")
        return MadeFeed(feed=made, address=ADDRESS.format(id=wanted.id))


async def test_an_address_is_made_copied_once_and_revoked(
    qapp: QApplication, profile: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(profile, until, kind=AccountKind.MAIN) as it:
        answers = Answers()
        monkeypatch.setattr(it.seeded.desk.calendar_feeds, "_platform", answers)
        it.view.open_feeds()
        dialog = it.view.feeds
        assert isinstance(dialog, FeedsDialog)
        await until(lambda: dialog.empty.isVisibleTo(dialog))
        assert not dialog.box.isVisibleTo(dialog)
        dialog.make_whole.click()
        await until(lambda: dialog.box.isVisibleTo(dialog) and dialog.rows)
        [wanted] = answers.wanted
        assert (wanted.whole, dialog.rows[0].feed.id) == (True, wanted.id)
        dialog.box.copy.click()
        assert QGuiApplication.clipboard().text() == ADDRESS.format(id=wanted.id)
        answers.refused = True
        dialog.make_mine.click()
        await until(lambda: dialog.notice.isVisibleTo(dialog))
        assert dialog.make_mine.isEnabled()

        dialog.rows[0].revoke.click()
        assert it.queued(RevokeFeed) == []
        dialog.rows[0].revoke.click()
        await until(lambda: not dialog.rows)
        assert it.queued(RevokeFeed) == [RevokeFeed(feed=ActionId(wanted.id))]
        assert not dialog.box.field.text()
        dialog.reject()
