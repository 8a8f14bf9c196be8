"""A screen that reads when it is seen, and again when what it shows or the language has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from workstation.ui.tasks import Latest

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.ui.bus import Bus


class ReadWhenSeen(QWidget):
    """Others derive from it, and say what is read and which changes concern it.

    Args:
        rest_ms: a change is read after so many milliseconds, together with those that came meanwhile.
    """

    def __init__(self, bus: Bus, parent: QWidget | None = None, *, rest_ms: int) -> None:
        super().__init__(parent)
        self._stale = True
        self._reading = Latest(self)
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._follow)
        bus.changed.connect(self._on_changed)

    def concerned(self, change: ChangeSet) -> bool:
        """Tell whether a change is about what is shown."""
        raise NotImplementedError

    async def _read(self) -> None:
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        raise NotImplementedError

    def _follow(self) -> None:
        """Read what has changed."""
        self.renew()

    def renew(self) -> None:
        """Read what is wanted: now if it is seen, else when it will be."""
        self._stale = True
        if self.isVisible():
            self._stale = False
            self._reading.run(self._read())

    def _on_changed(self, change: ChangeSet) -> None:
        if self.concerned(change):
            self._stale = True
            if self.isVisible() and not self._rest.isActive():
                self._rest.start()  # not anew: many changes one after the other never rest

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.renew()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.renew()
        super().changeEvent(event)

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._rest.stop()
        self._reading.cancel()
