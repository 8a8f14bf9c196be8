"""Being away: said after a quarter of an hour without input, taken back at the first touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from workstation.domain.account import Presence
from workstation.domain.events import Signal as PassingSignal
from workstation.domain.link import LinkState, Phase
from workstation.domain.signals import PresenceMoved
from workstation.ui.bus import Bus
from workstation.ui.idle import IdleTime
from workstation.ui.loop import spawn

if TYPE_CHECKING:
    from workstation.services.desk import Desk

AWAY_AFTER_S: Final = 15 * 60.0
LOOK_MS: Final = 20_000
"""How often it is looked while somebody is there."""
LOOK_AGAIN_MS: Final = 1_000
"""How often while nobody is: who comes back is seen at once."""


class PresenceWatch(QObject):
    """Tells the server when nobody touches this machine any more, and when somebody does again.

    What was chosen by hand is not touched: the server applies it to who is on-line only.
    """

    def __init__(self, desk: Desk, bus: Bus, idle_time: IdleTime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._idle_time = idle_time
        self._online = desk.link.phase is Phase.ONLINE
        self._said: bool | None = None
        self.idle = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(lambda: spawn(self.look(), owner=self))
        self._timer.start()
        bus.link_changed.connect(self._on_link_changed)
        bus.signalled.connect(self._on_signalled)
        if self._online and desk.me.presence is Presence.AWAY:
            self._tell()  # perhaps left over from a desk that was killed while nobody was there

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    async def look(self) -> None:
        """See whether somebody is there."""
        idle_s = await self._idle_time()
        idle = idle_s is not None and idle_s >= AWAY_AFTER_S
        if idle is not self.idle:
            self.idle = idle
            self._timer.setInterval(LOOK_AGAIN_MS if idle else LOOK_MS)
            self._tell()

    def _tell(self) -> None:
        self._said = None
        if self._online:
            spawn(self._send(self.idle), owner=self)

    async def _send(self, idle: bool) -> None:
        if await self._desk.profile.report_activity(idle=idle):
            self._said = idle

    def _on_link_changed(self, state: LinkState) -> None:
        online = state.phase is Phase.ONLINE
        came, self._online = online and not self._online, online
        # The server forgets that nobody is there when the stream has ended.
        if came and (self.idle or self._said is not self.idle):
            self._tell()

    def _on_signalled(self, signal: PassingSignal) -> None:
        if not isinstance(signal, PresenceMoved) or signal.principal_id != self._desk.me.id:
            return
        if signal.presence is Presence.AWAY and not self.idle:
            self._tell()  # nobody is at another desk of this account, but somebody is at this one
