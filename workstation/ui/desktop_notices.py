"""How a notification reaches the user: by the tray, by the desktop's own service, else inside the window."""

from __future__ import annotations

import html
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
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
_URGENT: Final = 2


class DesktopNotices(QObject):
    """Shows one notification of messages at a time; a new one takes the place of the one before. Reminders have a key
    and stay beside it, each in place of the one before of the same key.

    Linux asks by D-Bus, for Qt there is silent where no tray is: first a tray that speaks StatusNotifierItem, then the
    notification service itself. Other systems have their tray.

    Args:
        by_tray: shows title and text through the tray's icon; tells whether there is one.
        in_window: shows them inside the window.

    Signals:
        clicked(): the notification was clicked.
        acted(str, str): something was chosen in a reminder: its key, and the action (`OPEN`: itself was clicked).
    """

    clicked = Signal()
    acted = Signal(str, str)

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
        self._reminders: dict[str, int] = {}
        self._in_tray = ""
        self._markup: bool | None = None

    async def show(self, title: str, text: str) -> None:
        """Bring it before the user's eyes."""
        if sys.platform != "linux":
            shown = self._in_the_tray("", title, text)
        else:
            shown = await self._has_tray() and self._in_the_tray("", title, text)
            if not shown and (made := await self._by_service(title, text, self._shown_id, ())) is not None:
                self._shown_id, shown = made, True
        if not shown:
            self._in_window(title, text)

    async def remind(self, key: str, title: str, text: str, actions: Sequence[tuple[str, str]]) -> bool:
        """Show a reminder that stays until something is done about it; tell whether there was a place for it.

        The notification service comes first: a tray's message has no buttons.

        Args:
            key: what it is about.
            title: of the notification.
            text: of the notification.
            actions: name and words of each button.
        """
        if sys.platform == "linux":
            made = await self._by_service(title, text, self._reminders.get(key, 0), actions)
            if made is not None:
                self._reminders[key] = made
                return True
            if not await self._has_tray():
                return False
        return self._in_the_tray(key, title, text)

    async def withdraw(self, key: str) -> None:
        """Take a reminder away: it was dealt with here."""
        shown = self._reminders.pop(key, 0)
        if shown:
            with suppress(NoAnswer):
                await self._bus.call(SERVICE, PATH, SERVICE, "CloseNotification", "u", (shown,))

    def tray_clicked(self) -> None:
        """The message that the tray showed last was clicked."""
        if self._in_tray:
            self.acted.emit(self._in_tray, OPEN)
        else:
            self.clicked.emit()

    async def close(self) -> None:
        """Take the reminders away, for their buttons would do nothing any more, and let go of the desktop's bus."""
        for key in list(self._reminders):
            await self.withdraw(key)
        await self._bus.close()

    async def _has_tray(self) -> bool:
        """Tell whether the tray shows messages: an old (XEmbed) one gets a balloon that Qt paints itself."""
        try:
            (there,) = await self._bus.call(BUS, "/org/freedesktop/DBus", BUS, "NameHasOwner", "s", (TRAYS,))
        except NoAnswer:
            return False
        return bool(there)

    def _in_the_tray(self, key: str, title: str, text: str) -> bool:
        shown = self._by_tray(title, text)
        if shown:
            self._in_tray = key
        return shown

    async def _by_service(self, title: str, text: str, replaced: int, buttons: Sequence[tuple[str, str]]) -> int | None:
        """Return the number the service gave it, `None` when there is no service."""
        try:
            if self._markup is None:
                await self._bus.listen(SERVICE)
                (able,) = await self._bus.call(SERVICE, PATH, SERVICE, "GetCapabilities")
                self._markup = "body-markup" in able
            body = html.escape(text, quote=False) if self._markup else text
            wishes: dict[str, tuple[str, Any]] = {
                "desktop-entry": ("s", ICON),
                "category": ("s", "im.received" if not buttons else "x-workstation.reminder"),
                "suppress-sound": ("b", True),  # the desk plays the one that was chosen
            }
            if buttons:
                wishes["urgency"] = ("y", _URGENT)
            actions = [OPEN, self.tr("Open"), *(one for button in buttons for one in button)]
            given = ("Workstation", replaced, ICON, title, body, actions, wishes, 0 if buttons else -1)
            (made,) = await self._bus.call(SERVICE, PATH, SERVICE, "Notify", "susssasa{sv}i", given)
        except NoAnswer:
            self._markup = None
            return None
        return int(made)

    def _hear(self, name: str, body: tuple[Any, ...]) -> None:
        about, key = body[:1], next((key for key, made in self._reminders.items() if body[:1] == (made,)), None)
        if name == "ActionInvoked" and key is not None:
            self.acted.emit(key, str(body[1]))
        elif name == "ActionInvoked" and body[:2] == (self._shown_id, OPEN):
            self.clicked.emit()
        elif name == "NotificationClosed" and key is not None:
            del self._reminders[key]
        elif name == "NotificationClosed" and about == (self._shown_id,):
            self._shown_id = 0
