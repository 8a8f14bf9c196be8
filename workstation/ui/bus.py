"""How screens hear of changes: one typed channel, fed on the GUI thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from workstation.domain.changes import ChangeSet
from workstation.domain.link import LinkState
from workstation.domain.signals import Signal as DomainSignal

if TYPE_CHECKING:
    import asyncio

FLUSH_S: Final = 0.05
"""Changes reach the screens at most this often …"""
BURST_S: Final = 0.25
"""… and the longer a burst goes on, the less often, down to this: each telling costs the screens the same, however
much it tells, and nobody reads that fast."""
CALM_S: Final = 0.5
"""After such a silence the next change is no part of the burst."""


class Bus(QObject):
    """Tells every screen what changed: the first change at once, those of a burst together.

    What is done in the window itself, which posts on the GUI thread, does not wait for the end of a burst's pause.

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
        self._gui = threading.get_ident()

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
        own = threading.get_ident() == self._gui
        self._post(self.add_own_change if own else self.add_change, change)

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
        self._take(change)
        if self._loop is None:
            self._send()
        elif self._flush is None:
            calm = self._loop.time() - self._last_flush > CALM_S
            self._pause_s = FLUSH_S if calm else min(BURST_S, 2 * self._pause_s)
            self._send_at(self._last_flush + self._pause_s)

    def add_own_change(self, change: ChangeSet) -> None:
        """Take in what the user did: in the middle of a burst too it shows at once, with all that waits."""
        self._take(change)
        if self._loop is None:
            self._send()
            return
        at = self._last_flush + FLUSH_S
        if self._flush is not None and at < self._flush.when():
            self._flush.cancel()
            self._flush = None
        if self._flush is None:
            self._send_at(at)

    def _take(self, change: ChangeSet) -> None:
        self._pending = change if self._pending is None else self._pending | change

    def _send_at(self, at: float) -> None:
        assert self._loop is not None
        wait_s = at - self._loop.time()
        if wait_s > 0:
            self._flush = self._loop.call_later(wait_s, self._send)
        else:
            self._send()

    def _send(self) -> None:
        self._flush = None
        change, self._pending = self._pending, None
        if change is None:
            return
        self.changed.emit(change)
        if self._loop is not None:
            # Counted from the end: however slow the screens are, input gets its share.
            self._last_flush = self._loop.time()
