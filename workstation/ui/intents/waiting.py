"""How many purchase intents wait for me: the figure at the entry of the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from workstation.ui.tasks import Latest
from workstation.ui.team.access import has_intents

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_REST_MS: Final = 300
_AGAIN_MS: Final = 300_000
"""One whose deadline has passed waits for nobody any more."""


class Waiting(QObject):
    """Counts them, and counts anew when intents change.

    Signals:
        counted(int): so many wait.
    """

    counted = Signal(int)

    def __init__(self, desk: Desk, bus: Bus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = Latest(self)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self._look)
        bus.changed.connect(self._on_changed)
        self._rest.start()
        self._again.start()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.everything or change.intents or self._desk.me.id in change.accounts:
            self._rest.start()

    def _look(self) -> None:
        if has_intents(self._desk.me):
            self._reading.run(self._count())
        else:
            self.counted.emit(0)

    async def _count(self) -> None:
        self.counted.emit((await self._desk.intents.counts()).awaiting_me)

    def forget(self) -> None:
        """Let go of the services before the window goes."""
        self._rest.stop()
        self._again.stop()
        self._reading.cancel()
