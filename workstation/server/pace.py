"""How often somebody asks, counted in this process alone: it costs nothing, and is forgotten with it."""

from workstation.domain.clock import Clock

KNOWN = 20_000


class Pace:
    """Lets each key through so many times in a stretch of time.

    Args:
        most: in one stretch; 0 for no limit.
        window_s: length of a stretch, seconds.
        clock: whose `monotonic` counts.
    """

    def __init__(self, most: int, window_s: float, clock: Clock) -> None:
        self._most = most
        self._window_s = window_s
        self._clock = clock
        self._stretches: dict[bytes | str, tuple[float, int]] = {}

    def take(self, key: bytes | str) -> int:
        """Count once more; return 0, or after how many seconds to come again."""
        now = self._clock.monotonic()
        began, taken = self._stretches.get(key, (now, 0))
        if now - began >= self._window_s:
            began, taken = now, 0
        if self._most and taken >= self._most:
            return max(1, int(began + self._window_s - now) + 1)
        if key not in self._stretches and len(self._stretches) >= KNOWN:
            self._forget_old(now)
        self._stretches[key] = (began, taken + 1)
        return 0

    def _forget_old(self, now: float) -> None:
        """Make room: those that are over go, and if that isn't enough, all."""
        kept = {key: one for key, one in self._stretches.items() if now - one[0] < self._window_s}
        self._stretches = kept if len(kept) < KNOWN else {}
