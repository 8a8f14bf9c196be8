"""How a notification reaches the user: by the tray, by the desktop's own service, else inside the window."""

from __future__ import annotations

import html
import sys
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from workstation.ui.session_bus import NoAnswer, SessionBus

SERVICE: Final = "org.freedesktop.Notifications"
PATH: Final = "/org/freedesktop/Notifications"
TRAYS: Final = "org.kde.StatusNotifierWatcher"
BUS: Final = "org.freedesktop.DBus"
ICON: Final = "workstation"
OPEN: Final = "default"
"""The action of a click on the notification itself."""


class DesktopNotices(QObject):
    """Shows one notification at a time; a new one takes the place of the one before.

    Linux asks by D-Bus, for Qt there is silent where no tray is: first a tray that speaks StatusNotifierItem, then the
    notification service itself. Other systems have their tray.

    Args:
        by_tray: shows title and text through the tray's icon; tells whether there is one.
        in_window: shows them inside the window.

    Signals:
        clicked(): the notification was clicked.
    """

    clicked = Signal()

    def __init__(
        self,
        by_tray: Callable[[str, str], bool],
        in_window: Callable[[str, str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._by_tray = by_tray
        self._in_window = in_window
        self._bus = SessionBus(self._hear)
        self._shown_id = 0
        self._markup: bool | None = None

    async def show(self, title: str, text: str) -> None:
        """Bring it before the user's eyes."""
        if sys.platform != "linux":
            shown = self._by_tray(title, text)
        else:
            shown = (await self._has_tray() and self._by_tray(title, text)) or await self._by_service(title, text)
        if not shown:
            self._in_window(title, text)

    async def close(self) -> None:
        """Let go of the desktop's bus."""
        await self._bus.close()

    async def _has_tray(self) -> bool:
        """Tell whether the tray shows messages: an old (XEmbed) one gets a balloon that Qt paints itself."""
        try:
            (there,) = await self._bus.call(BUS, "/org/freedesktop/DBus", BUS, "NameHasOwner", "s", (TRAYS,))
        except NoAnswer:
            return False
        return bool(there)

    async def _by_service(self, title: str, text: str) -> bool:
        try:
            if self._markup is None:
                await self._bus.listen(SERVICE)
                (able,) = await self._bus.call(SERVICE, PATH, SERVICE, "GetCapabilities")
                self._markup = "body-markup" in able
            body = html.escape(text, quote=False) if self._markup else text
            wishes: dict[str, tuple[str, Any]] = {
                "desktop-entry": ("s", ICON),
                "category": ("s", "im.received"),
                "suppress-sound": ("b", True),  # the desk plays the one that was chosen
            }
            actions = [OPEN, self.tr("Open")]
            given = ("Workstation", self._shown_id, ICON, title, body, actions, wishes, -1)
            (self._shown_id,) = await self._bus.call(SERVICE, PATH, SERVICE, "Notify", "susssasa{sv}i", given)
        except NoAnswer:
            self._markup = None
            return False
        return True

    def _hear(self, name: str, body: tuple[Any, ...]) -> None:
        if name == "ActionInvoked" and body[:2] == (self._shown_id, OPEN):
            self.clicked.emit()
        elif name == "NotificationClosed" and body[:1] == (self._shown_id,):
            self._shown_id = 0
