"""Chooses the moments in which the desk gives memory back: when nobody would notice."""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from workstation.ui.loop import Latest

START_MS: Final = 10_000
"""After this long a start is over, and what it needed is not needed again."""
MANY: Final = 50
"""So many conversations leave enough behind to give it back in the next pause …"""
PAUSE_MS: Final = 2_000
"""… which is this long without another one."""
QUIET_MS: Final = 60_000
"""After fewer, so long without another one."""
AT_LAST_MS: Final = 15 * 60_000
"""Searches and lists leave something behind too."""


class Resting(QObject):
    """Lets the desk rest after its start, after conversations were opened, and now and then.

    Args:
        rest: gives memory back.

    Signals:
        rested(): it has been given back.
    """

    rested = Signal()

    def __init__(self, rest: Callable[[], Awaitable[None]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rest = rest
        self._opened = 0
        self._resting = Latest(self)
        self._timer = QTimer(self, singleShot=True, interval=START_MS)
        self._timer.timeout.connect(lambda: self._resting.run(self._give_back()))
        self._timer.start()

    def opened(self, _conversation: object = None) -> None:
        """A conversation was opened: not now."""
        self._opened += 1
        self._timer.start(PAUSE_MS if self._opened >= MANY else QUIET_MS)

    def stop(self) -> None:
        """Rest no more."""
        self._timer.stop()
        self._resting.cancel()

    async def _give_back(self) -> None:
        self._opened = 0
        self._timer.start(AT_LAST_MS)
        if not gc.isenabled():  # nobody else looks among the oldest, see `ui/garbage.py`
            gc.collect()
        await self._rest()
        self.rested.emit()
