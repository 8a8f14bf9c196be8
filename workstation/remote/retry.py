"""How long to wait before the next try: exponential back-off with full jitter."""

from typing import Final

from tenacity import RetryCallState, Retrying, wait_random_exponential

CAP_S: Final = 30.0

_retrying: Final = Retrying()


def jittered_s(failures: int, base_s: float = 0.25, cap_s: float = CAP_S) -> float:
    """Return how long to wait after so many failures in a row: tenacity's "full jitter".

    Uniformly between 0 and `base_s * 2**(failures - 1)`, at most `cap_s`. Tenacity's `Retrying` loop is used where one
    function is called until it returns (the pages of a first sync); for streams and lanes what resets the count and
    what ends a wait early is something else.
    """
    state = RetryCallState(_retrying, None, (), {})
    state.attempt_number = failures
    return float(wait_random_exponential(multiplier=base_s, max=cap_s)(state))


class Backoff:
    """Counts failures in a row and says how long to wait after each; not thread-safe."""

    def __init__(self, base_s: float = 0.25, cap_s: float = CAP_S) -> None:
        self.failures = 0
        self._base_s = base_s
        self._cap_s = cap_s

    def next_s(self, at_least_s: float = 0.0) -> float:
        """Count a failure and return the seconds to wait, never less than what the server asked for."""
        self.failures += 1
        return max(at_least_s, jittered_s(self.failures, self._base_s, self._cap_s))

    def reset(self) -> None:
        """Forget the failures: something worked."""
        self.failures = 0
