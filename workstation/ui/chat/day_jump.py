"""Going to a day: a calendar over the timeline, with what is here marked and what may be on the server offered too."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from workstation.services.jumps import JumpService
from workstation.ui.chat.feed import Feed
from workstation.ui.chat.timeline.area import TimelineArea
from workstation.ui.chat.wording import local_day
from workstation.ui.loop import spawn

if TYPE_CHECKING:
    from workstation.ui.widgets.day_picker import DayPicker


class DayJump(QObject):
    """Opens the calendar at the day one looks at."""

    def __init__(self, jumps: JumpService, feed: Feed, timeline: TimelineArea) -> None:
        super().__init__(timeline)
        self._jumps = jumps
        self._feed = feed
        self._timeline = timeline
        self.picker: DayPicker | None = None

    def choose(self) -> None:
        """Let choose a day."""
        if self._feed.ref is not None:
            spawn(self._offer(), owner=self)

    async def _offer(self) -> None:
        ref = self._feed.ref
        if ref is None:
            return
        days = await self._jumps.days(ref)
        if ref != self._feed.ref:
            return
        if self.picker is None:
            from workstation.ui.widgets.day_picker import DayPicker

            self.picker = DayPicker(self._timeline)
            self.picker.chosen.connect(self._feed.go_to_day)
        picker, view = self.picker, self._timeline.viewport()
        corner = view.mapToGlobal(QPoint((view.width() - picker.sizeHint().width()) // 2, 44))
        picker.open_at(days.known, self._day_in_view(), corner, days.perhaps)

    def _day_in_view(self) -> date | None:
        visible = self._timeline.visible_rows()
        rows = self._timeline.geometry_.rows
        return local_day(rows[visible[0]].item.at) if visible and rows else None
