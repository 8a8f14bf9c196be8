"""How many purchase intents wait for me: the figure at the entry of the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workstation.ui.team.access import has_intents
from workstation.ui.waiting_figure import WaitingFigure

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_AGAIN_MS: Final = 300_000
"""One whose deadline has passed waits for nobody any more."""


class Waiting(WaitingFigure):
    """Counts them, and counts anew when intents change."""

    def __init__(self, desk: Desk, bus: Bus, parent: QObject) -> None:
        super().__init__(desk, bus, parent, again_ms=_AGAIN_MS)

    def concerns(self, change: ChangeSet) -> bool:
        return bool(change.intents) or self._desk.me.id in change.accounts

    @property
    def asked(self) -> bool:
        return has_intents(self._desk.me)

    async def count(self) -> int:
        return (await self._desk.intents.counts()).awaiting_me
