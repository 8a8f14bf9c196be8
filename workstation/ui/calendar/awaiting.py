"""How many bookings wait for a decision of mine: the figure at the calendar's entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from workstation.ui.tasks import Latest

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_REST_MS: Final = 300
_AGAIN_MS: Final = 60_000
"""A booking whose time has passed waits for nothing any more."""


class Awaiting(QObject):
    """Counts them, and counts anew when slots or bookings change.

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
        if change.everything or change.bookings or change.accounts:
            self._rest.start()

    def _look(self) -> None:
        self._reading.run(self._count())

    async def _count(self) -> None:
        self.counted.emit((await self._desk.calendar.counts()).awaiting_me)

    def forget(self) -> None:
        """Let go of the services before the window goes."""
        self._rest.stop()
        self._again.stop()
        self._reading.cancel()
