"""The state of the link: what the threads of the sync report, put together for the status line."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from msgspec.structs import replace

from workstation.domain.clock import Clock
from workstation.domain.link import LinkState, Phase

WRONG_CLOCK_S: Final = 90.0
"""From this difference on times on the screen mislead."""


class Link:
    """Holds the present `LinkState` and tells each new one, in order.

    Every method may be called from any thread; `on_link` is called on that thread and must be quick (it only passes
    the state on). Codes in `problem_code`: `unreachable`, `untrusted`, `not_our_server`, `server_fault`,
    `not_signed_in`, `account_disabled`, `must_change_password`, `wrong_clock`, and of the local files `disk_full`,
    `read_only`, `damaged`, `storage`.
    """

    def __init__(self, on_link: Callable[[LinkState], None], clock: Clock) -> None:
        self._on_link = on_link
        self._clock = clock
        self._lock = threading.RLock()
        self._state = LinkState()
        self._fault = ""
        self._storage: dict[str, str] = {}

    @property
    def state(self) -> LinkState:
        """The present state."""
        return self._state

    def connecting(self) -> None:
        """A first answer is awaited; an earlier fault stays said until then."""
        self._change(phase=Phase.CONNECTING, retry_at=None)

    def syncing(self, done: int, total: int) -> None:
        """A first sync has loaded `done` of `total` conversations."""
        with self._lock:
            self._fault = ""
            self._change(phase=Phase.SYNCING, done=done, total=total, retry_at=None)

    def online(self, *, streaming: bool) -> None:
        """The log is being followed."""
        with self._lock:
            self._fault = ""
            self._change(phase=Phase.ONLINE, streaming=streaming, retry_at=None, done=0, total=0)

    def offline(self, code: str, retry_in_s: float | None = None) -> None:
        """There is no answer (or a wrong one); tried again in `retry_in_s`."""
        with self._lock:
            self._fault = code
            retry_at = None if retry_in_s is None else self._clock.now() + timedelta(seconds=retry_in_s)
            self._change(phase=Phase.OFFLINE, retry_at=retry_at)

    def signed_out(self, code: str) -> None:
        """The server wants no more of this token; somebody has to do something."""
        with self._lock:
            self._fault = code
            self._change(phase=Phase.SIGNED_OUT, retry_at=None)

    def storage(self, file: str, code: str) -> None:
        """A local file (`cache`, `local`) can't be written for this reason, or can again (empty)."""
        with self._lock:
            if self._storage.get(file, "") != code:
                self._storage[file] = code
                self._change()

    def skew(self, seconds: float) -> None:
        """The server's clock minus ours; differences below a second are noise of the way there."""
        self._change(clock_skew_s=float(round(seconds)))

    def waiting(self, count: int) -> None:
        """So many actions wait in the outbox."""
        self._change(waiting=count)

    def complete_until(self, at: datetime) -> None:
        """Until then the cache holds everything."""
        self._change(as_of=at)

    def _change(self, **changes: Any) -> None:
        with self._lock:
            state = replace(self._state, **changes)
            state = replace(state, problem_code=self._problem(state))
            if state != self._state:
                self._state = state
                self._on_link(state)

    def _problem(self, state: LinkState) -> str:
        # What keeps words from being stored comes first, then why there is no link; a wrong clock only misleads.
        clock = "wrong_clock" if abs(state.clock_skew_s) >= WRONG_CLOCK_S else ""
        storage = next((code for code in self._storage.values() if code), "")
        return storage or self._fault or clock
