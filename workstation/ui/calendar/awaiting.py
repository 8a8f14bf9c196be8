"""How many bookings wait for a decision of mine: the figure at the calendar's entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workstation.ui.waiting_figure import WaitingFigure

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_AGAIN_MS: Final = 60_000
"""A booking whose time has passed waits for nothing any more."""


class Awaiting(WaitingFigure):
    """Counts them, and counts anew when slots or bookings change."""

    def __init__(self, desk: Desk, bus: Bus, parent: QObject) -> None:
        super().__init__(desk, bus, parent, again_ms=_AGAIN_MS)

    def concerns(self, change: ChangeSet) -> bool:
        return bool(change.bookings or change.accounts)

    async def count(self) -> int:
        return (await self._desk.calendar.counts()).awaiting_me
