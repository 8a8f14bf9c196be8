"""How long to wait before the next try: exponential back-off with full jitter."""

from tenacity import RetryCallState, Retrying, wait_random_exponential


class Backoff:
    """Counts failures in a row and says how long to wait after each; not thread-safe.

    The strategy is tenacity's "full jitter": uniformly between 0 and `base_s * 2**failures`, at most `cap_s`. Its
    `Retrying` loop is not used, because what resets the count here (the first bytes of a stream, a wake-up) and
    what ends a wait early is not the return of one function.
    """

    def __init__(self, base_s: float = 0.25, cap_s: float = 30.0) -> None:
        self.failures = 0
        self._wait = wait_random_exponential(multiplier=base_s, max=cap_s)
        self._state = RetryCallState(Retrying(), None, (), {})

    def next_s(self, at_least_s: float = 0.0) -> float:
        """Count a failure and return the seconds to wait, never less than what the server asked for."""
        self.failures += 1
        self._state.attempt_number = self.failures
        return max(at_least_s, float(self._wait(self._state)))

    def reset(self) -> None:
        """Forget the failures: something worked."""
        self.failures = 0
