"""The time as the server tells it: a machine whose clock is wrong still reminds in time."""

from collections.abc import Callable
from datetime import datetime, timedelta

from workstation.domain.clock import Clock


class TrueClock:
    """The machine's clock, corrected by what the server said last.

    Args:
        clock: the machine's.
        skew_s: by how many seconds the server's clock is ahead; 0 while it isn't known.
    """

    def __init__(self, clock: Clock, skew_s: Callable[[], float]) -> None:
        self._clock = clock
        self._skew_s = skew_s

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""
        return self._clock.now() + timedelta(seconds=self._skew_s())

    def monotonic(self) -> float:
        """Return seconds that never go back, for durations."""
        return self._clock.monotonic()
