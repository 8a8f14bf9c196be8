"""What goes on beside the screens while a desk is open: notifications, reminders, their sound, and being away."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.services.views import ConversationRef
from workstation.ui import sounds
from workstation.ui.bus import Bus
from workstation.ui.desktop_notices import DesktopNotices
from workstation.ui.loop import spawn
from workstation.ui.main_window import MainWindow
from workstation.ui.notices import Notifier
from workstation.ui.resting import Resting
from workstation.ui.tray import Tray

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.ui.intents.telling import IntentTelling
    from workstation.ui.meeting.reminding import Reminding
    from workstation.ui.presence import PresenceWatch

REST_MS: Final = 2_000
"""How long a conversation stays open before it is noted: who walks through the list writes nothing."""
REMIND_AFTER_S: Final = 1.0
"""Reminders wait until the first screens stand …"""
LOOK_AFTER_S: Final = 1.2
"""… and looking for people who are away until after that."""


class DeskWatch(QObject):
    """Runs from the desk's opening to its end.

    Signals:
        opened(object): a notification was clicked: its `Place`, or `None` for just the window.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bus = bus
        self._window = window
        self._tray: Tray | None = None
        self._toasted = ""
        self._clock = clock
        self.presence: PresenceWatch | None = None
        self.reminding: Reminding | None = None
        self.intents: IntentTelling | None = None
        self.shown_by = DesktopNotices(self._by_tray, self._in_window, self)
        self.notifier = Notifier(desk, bus, clock, self._show, window.isActiveWindow, self)
        self.notifier.opened.connect(self.opened)
        self.shown_by.clicked.connect(self.notifier.clicked)
        window.toast_clicked.connect(self._on_toast_clicked)
        self._opened: ConversationRef | None = None
        self._rested = QTimer(self, singleShot=True, interval=REST_MS)
        self._rested.timeout.connect(lambda: spawn(self._keep_open()))
        window.workplace.opened.connect(self._on_opened)
        self.resting = Resting(desk.rest, self)
        window.workplace.opened.connect(self.resting.opened)
        loop = asyncio.get_running_loop()
        self._later = [
            loop.call_later(REMIND_AFTER_S, self._remind),
            loop.call_later(LOOK_AFTER_S, self._watch_presence),
        ]

    def set_tray(self, tray: Tray) -> None:
        """Notify by this tray too, where it can."""
        self._tray = tray
        tray.message_clicked.connect(self.shown_by.tray_clicked)
        if self.reminding is not None:
            self.reminding.set_tray(tray)

    async def stop(self) -> None:
        """End it."""
        if self._rested.isActive():
            self._rested.stop()
            await self._keep_open()
        for later in self._later:
            later.cancel()
        self.resting.stop()
        self.notifier.stop()
        if self.reminding is not None:
            self.reminding.stop()
        if self.intents is not None:
            self.intents.stop()
        if self.presence is not None:
            self.presence.stop()
        await self.shown_by.close()

    def _remind(self) -> None:
        from workstation.ui.meeting.reminding import Reminding

        window = self._window
        reminding = self.reminding = Reminding(
            self._desk, self._bus, self._clock, window, self.shown_by, self._sound, self
        )
        reminding.window_wanted.connect(lambda: self.opened.emit(None))
        if self._tray is not None:
            reminding.set_tray(self._tray)
        reminding.start()
        self._tell_of_intents()

    def _tell_of_intents(self) -> None:
        from workstation.ui.intents.telling import IntentTelling

        tell, looking = self.notifier.tell, self._window.isActiveWindow
        self.intents = IntentTelling(self._desk, self._bus, self._clock, tell, looking, self)

    def _sound(self, name: str) -> None:
        sounds.play(name)
        QApplication.alert(self._window)

    def _watch_presence(self) -> None:
        from workstation.ui.idle import InputSeen, system_idle
        from workstation.ui.presence import PresenceWatch

        idle_time, window = system_idle(), self._window.windowHandle()
        if idle_time is None and window is not None:
            idle_time = InputSeen(window, self).idle_s
        if idle_time is not None:
            self.presence = PresenceWatch(self._desk, self._bus, idle_time, self)

    def _on_opened(self, conversation: ConversationRef) -> None:
        self._opened = conversation
        self._rested.start()

    async def _keep_open(self) -> None:
        if self._opened is not None:
            with suppress(Refusal):  # a full disk is told elsewhere; this is no reason to say it again
                await self._desk.last_open.keep(self._opened)

    async def _show(self, title: str, text: str, sound: str) -> None:
        self._sound(sound)
        await self.shown_by.show(title, text)

    def _by_tray(self, title: str, text: str) -> bool:
        return self._tray is not None and self._tray.notify(title, text)

    def _in_window(self, title: str, text: str) -> None:
        if self._window.isVisible():
            self._toasted = self.tr("{title}: {text}").format(title=title, text=text)
            self._window.toast.say(self._toasted)

    def _on_toast_clicked(self) -> None:
        if self._window.toast.text == self._toasted:
            self.notifier.clicked()
