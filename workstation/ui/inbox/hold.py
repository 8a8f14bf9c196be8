"""When rows may not move: while somebody is about to choose one of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu

REST_MS: Final = 1000
"""A pointer or a key that has rested so long is about to choose nothing."""
MOST_MS: Final = 4000
"""What waits for a place is shown at the latest after so long."""


class Hold(QObject):
    """Knows whether pointer or keys are at work on the rows.

    Signals:
        ended(): what waits may move now.
    """

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pressed = False
        self._menus = 0
        self.rest = QTimer(self, singleShot=True, interval=REST_MS)
        self.rest.timeout.connect(self._end)
        self.most = QTimer(self, singleShot=True, interval=MOST_MS)
        self.most.timeout.connect(self._on_most)

    @property
    def on(self) -> bool:
        """Whether rows keep their places now."""
        return self._pressed or self._menus > 0 or self.rest.isActive()

    def stir(self) -> None:
        """The pointer moved over the rows, or a key moved among them."""
        self.rest.start()

    def press(self) -> None:
        """A button went down on a row."""
        self._pressed = True
        self.rest.start()

    def lift(self) -> None:
        """The button came up again."""
        self._pressed = False
        self.rest.start()

    def leave(self) -> None:
        """The pointer left the rows."""
        self.rest.stop()
        self._end()

    def keep_for(self, menu: QMenu) -> None:
        """Hold as long as a row's menu is open."""
        self._menus += 1
        self._pressed = False  # the menu takes the button's release
        menu.aboutToHide.connect(self._on_menu_closed)

    def note_waiting(self) -> None:
        """Something waits for its place from now on."""
        if not self.most.isActive():
            self.most.start()

    def _on_menu_closed(self) -> None:
        self._menus -= 1
        self.rest.start()

    def _end(self) -> None:
        if not self.on:
            self.most.stop()
            self.ended.emit()

    def _on_most(self) -> None:
        self._pressed = False  # its release may have gone elsewhere
        self.ended.emit()
