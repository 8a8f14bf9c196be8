"""Whether to follow the log by event stream or by long-poll: what hostile proxies let through."""

from typing import Final

ATTEMPTS_WITHOUT_OK: Final = 2
CUTS_IN_A_ROW: Final = 3
EARLY_CUT_S: Final = 30.0
STREAM_AGAIN_S: Final = 60.0
STREAM_AGAIN_AT_MOST_S: Final = 900.0
LONGEST_WAIT_S: Final = 25.0


class Route:
    """Decides by what happened; not thread-safe.

    Event stream first. Two attempts to which the first bytes did not come in time, or three streams in a row that
    were cut early, and it is long-poll; the stream is tried again after a minute, then after ever longer times.
    """

    def __init__(self) -> None:
        self.streaming = True
        self.wait_s = LONGEST_WAIT_S
        """How long to ask the server to hold a poll."""
        self._silent = 0
        self._cut = 0
        self._again_s = STREAM_AGAIN_S
        self._again_at = 0.0

    def stream_silent(self, now: float) -> None:
        """The request went out, but no stream began."""
        self._silent += 1
        if self._silent >= ATTEMPTS_WITHOUT_OK:
            self._poll(now)

    def stream_began(self) -> None:
        """The first bytes came."""
        self._silent = 0

    def stream_cut(self, lived_s: float, now: float) -> None:
        """A stream ended without a word."""
        if lived_s >= EARLY_CUT_S:
            self._cut = 0
            self._again_s = STREAM_AGAIN_S
            return
        self._cut += 1
        if self._cut >= CUTS_IN_A_ROW:
            self._poll(now)

    def poll_cut(self, asked_s: float, lived_s: float) -> None:
        """A poll that the server should have held so long was cut.

        Before its time: ask for shorter ones, well below what the proxy allows. After it: the server itself was silent,
        which says nothing about streams.
        """
        if lived_s < asked_s + 1.0:
            self.wait_s = float(int(min(self.wait_s, lived_s) / 2))
        else:
            self._again_at, self._again_s = 0.0, STREAM_AGAIN_S

    def try_stream(self, now: float) -> bool:
        """Tell (and note) whether it is time to try the stream again."""
        if not self.streaming and now >= self._again_at:
            self._start_over()
            # One failure is enough to go back.
            self._silent = ATTEMPTS_WITHOUT_OK - 1
            self._cut = CUTS_IN_A_ROW - 1
        return self.streaming

    def network_changed(self) -> None:
        """Another network may have no such proxy."""
        self._start_over()
        self._again_s = STREAM_AGAIN_S

    def _start_over(self) -> None:
        self.streaming = True
        self.wait_s = LONGEST_WAIT_S
        self._silent = self._cut = 0

    def _poll(self, now: float) -> None:
        self.streaming = False
        self._again_at = now + self._again_s
        self._again_s = min(STREAM_AGAIN_AT_MOST_S, self._again_s * 2)
