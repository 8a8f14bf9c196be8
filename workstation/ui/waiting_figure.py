"""A figure at an entry of the rail: how much of something waits for me."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from workstation.ui.tasks import Latest

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_REST_MS: Final = 300


class WaitingFigure(QObject):
    """Counts what waits, and counts anew when it may have become another figure; others say what is counted.

    Args:
        again_ms: milliseconds after which it is counted anew even if nothing was said to have changed.

    Signals:
        counted(int): so many wait.
    """

    counted = Signal(int)

    def __init__(self, desk: Desk, bus: Bus, parent: QObject, *, again_ms: int) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = Latest(self)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        self._again = QTimer(self, interval=again_ms)
        self._again.timeout.connect(self._look)
        bus.changed.connect(self._on_changed)
        self._rest.start()
        self._again.start()

    def concerns(self, change: ChangeSet) -> bool:
        """Tell whether the figure may be another one after a change."""
        raise NotImplementedError

    @property
    def asked(self) -> bool:
        """Whether anything can wait for me at all; if not, the figure is nought."""
        return True

    async def count(self) -> int:
        """Return how many wait."""
        raise NotImplementedError

    def _on_changed(self, change: ChangeSet) -> None:
        if change.everything or self.concerns(change):
            self._rest.start()

    def _look(self) -> None:
        if self.asked:
            self._reading.run(self._tell())
        else:
            self.counted.emit(0)

    async def _tell(self) -> None:
        self.counted.emit(await self.count())

    def forget(self) -> None:
        """Let go of the services before the window goes."""
        self._rest.stop()
        self._again.stop()
        self._reading.cancel()
