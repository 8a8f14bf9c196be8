"""How screens hear of changes: one typed channel, fed on the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from workstation.domain.changes import ChangeSet
from workstation.domain.link import LinkState
from workstation.domain.signals import Signal as DomainSignal

if TYPE_CHECKING:
    import asyncio

FLUSH_S: Final = 0.05
"""Changes reach the screens at most this often …"""
BURST_S: Final = 0.15
"""… and once a burst goes on, this often: each telling costs the screens the same, however much it tells."""


class Bus(QObject):
    """Tells every screen what changed.

    Signals:
        changed(ChangeSet): rows in the store changed.
        link_changed(LinkState): the link to the server changed.
        signalled(Signal): somebody types or comes and goes; not stored.
        language_changed(), theme_changed(): repaint texts or colours; widgets also get Qt's change events.
    """

    changed = Signal(object)
    link_changed = Signal(object)
    signalled = Signal(object)
    language_changed = Signal()
    theme_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pending: ChangeSet | None = None
        self._flush: asyncio.TimerHandle | None = None
        self._last_flush = float("-inf")
        self._pause_s = FLUSH_S

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let `post_…` be called from any thread; changes are delivered on this loop."""
        self._loop = loop

    def detach(self) -> None:
        """Deliver nothing more; what other threads still post is dropped."""
        self._loop = None
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
        self._pending = None

    def post_change(self, change: ChangeSet) -> None:
        """Hand in a change from any thread."""
        self._post(self.add_change, change)

    def post_link(self, state: LinkState) -> None:
        """Hand in the link's state from any thread."""
        self._post(self.link_changed.emit, state)

    def post_signal(self, signal: DomainSignal) -> None:
        """Hand in a passing signal from any thread."""
        self._post(self.signalled.emit, signal)

    def _post(self, deliver: object, value: object) -> None:
        loop = self._loop
        if loop is None or loop.is_closed():
            return
        try:
            loop.call_soon_threadsafe(self._deliver, deliver, value)
        except RuntimeError:
            return  # closed between the look and the call: nobody is left to tell

    def _deliver(self, deliver: object, value: object) -> None:
        if self._loop is not None and callable(deliver):
            deliver(value)

    def add_change(self, change: ChangeSet) -> None:
        """Take in a change on the GUI thread: the first goes out at once, a burst is joined."""
        self._pending = change if self._pending is None else self._pending | change
        if self._flush is not None or self._loop is None:
            if self._loop is None:
                self._send()
            return
        wait_s = self._last_flush + self._pause_s - self._loop.time()
        if wait_s <= 0:
            self._pause_s = FLUSH_S
            self._send()
        else:
            self._pause_s = BURST_S
            self._flush = self._loop.call_later(wait_s, self._send)

    def _send(self) -> None:
        self._flush = None
        change, self._pending = self._pending, None
        if change is None:
            return
        self.changed.emit(change)
        if self._loop is not None:
            # Counted from the end: however slow the screens are, input gets its share.
            self._last_flush = self._loop.time()
