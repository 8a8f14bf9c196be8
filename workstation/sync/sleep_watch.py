"""Noticing that the machine has slept: then connections are dead and nobody says so."""

import threading
from collections.abc import Callable
from typing import Final

from workstation.domain.clock import Clock

TICK_S: Final = 5.0
JUMP_S: Final = 10.0


class SleepWatch:
    """Looks at both clocks now and then and tells of a jump.

    While a machine sleeps the wall clock goes on; the monotonic one stands still on some systems and goes on on others.
    Either way the wall clock has moved further than the wait should have taken.

    Args:
        clock: tells the time.
        on_jump: called when the machine has slept, or the clock was set.
        on_tick: called at each look, for what is due now and then anyway.
        tick_s: how often to look: cheap, and short against the time a person takes to look at the screen.
    """

    def __init__(
        self, clock: Clock, on_jump: Callable[[], None], on_tick: Callable[[], None], tick_s: float = TICK_S
    ) -> None:
        self._clock = clock
        self._on_jump = on_jump
        self._on_tick = on_tick
        self._tick_s = tick_s
        self._stopped = threading.Event()

    def run(self) -> None:
        """Watch until `stop`. On a thread of its own."""
        wall = self._clock.now()
        while not self._stopped.wait(self._tick_s):
            now = self._clock.now()
            passed_s = (now - wall).total_seconds()
            wall = now
            if abs(passed_s - self._tick_s) >= JUMP_S:
                self._on_jump()
            self._on_tick()

    def stop(self) -> None:
        """Make `run` return."""
        self._stopped.set()
