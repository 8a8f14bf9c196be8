"""Following the log: event stream, or long-poll where proxies don't let streams through; dense and in order."""

import threading
import time
from typing import Final, Protocol

import msgspec

from workstation import logs
from workstation.domain.errors import Problem
from workstation.domain.events import Event, Signal
from workstation.remote.api import Api
from workstation.remote.errors import Cancelled, LogGone, RemoteFault, ServerFault, SignedOut, Unreachable
from workstation.remote.frames import Frame, Frames, FrameTooLarge
from workstation.remote.retry import Backoff
from workstation.remote.route import Route
from workstation.remote.session import Streamed

HEARTBEAT_S: Final = 10.0
"""How often a server gives a sign of life that doesn't say how often."""
HEARTBEAT: Final = "Workstation-Heartbeat"
MISSED_BEATS: Final = 2.4
"""A peer is given up when nothing came for so many heartbeats: one may be late, two are missing."""
LEAST_SILENCE_S: Final = 4.0
"""A wireless network may stop for a moment."""
FIRST_BYTES_S: Final = 5.0
EMPTY_POLL_PAUSE_S: Final = 1.0
"""Between polls that may not wait at the server."""
SAME_GAPS: Final = 3
BURST_S: Final = 0.05
REST_S: Final = 0.03
"""Events that follow each other faster than `BURST_S` are read every `REST_S`."""

log = logs.logger("remote.stream")
_event = msgspec.json.Decoder(Event)
_signal: msgspec.json.Decoder[Signal] = msgspec.json.Decoder(Signal)


class _End(msgspec.Struct, frozen=True):
    code: str = ""


class _Gap(RemoteFault):
    """An event was left out: read again from the last one."""

    code = "server_fault"


class Listener(Protocol):
    """Who is told what comes; called on the stream's thread."""

    def received(self, events: tuple[Event, ...]) -> None:
        """Events that follow the last one without a gap."""

    def signalled(self, signal: Signal) -> None:
        """Something that passes by."""

    def connected(self, streaming: bool) -> None:
        """A connection has begun to deliver, by stream or by long-poll."""

    def lost(self, fault: RemoteFault, retry_in_s: float) -> None:
        """No connection; not called when the first try after a cut succeeds, unless silence came before it."""


class Stream:
    """Follows one caller's log with a session of its own.

    Args:
        api, listener: what is called, who is told.
        heartbeat_s: how often the server gives a sign of life; by default what it says itself.
        first_bytes_s: how long a stream may take to begin.
        backoff, route: how long to wait after failures, and which way to go.

    Attributes:
        after: number of the last event handed on.
        heard_at: when bytes came last (seconds since 1970), or 0.
    """

    def __init__(
        self,
        api: Api,
        listener: Listener,
        *,
        heartbeat_s: float | None = None,
        first_bytes_s: float = FIRST_BYTES_S,
        backoff: Backoff | None = None,
        route: Route | None = None,
    ) -> None:
        self.after = 0
        self.heard_at = 0.0
        self._api = api
        self._listener = listener
        self._silence_s = None if heartbeat_s is None else MISSED_BEATS * heartbeat_s
        self._first_bytes_s = first_bytes_s
        self._backoff = backoff or Backoff()
        self._route = route or Route()
        self._stopped = threading.Event()
        self._left = threading.Event()
        self._nudged = threading.Event()
        self._was_up = False
        self._came_at = 0.0
        self._rewind_to: int | None = None
        self._gap_at, self._gaps = -1, 0

    def run(self, after: int) -> None:
        """Deliver what comes after `after` until `leave` or `stop`; reconnects by itself.

        Raises:
            LogGone: the log can't be followed from there; a snapshot is needed.
            SignedOut, Refused: the server wants no more of this caller.
        """
        self.after = after
        while not self._stopped.is_set() and not self._left.is_set():
            self._rewind()
            try:
                if self._route.try_stream(time.monotonic()):
                    self._follow()
                else:
                    self._poll()
            except _Gap as gap:
                self._count_gap()
                self._pause(gap)
            except RemoteFault as fault:
                if self._stopped.is_set():
                    return
                if not fault.passing:
                    raise
                self._pause(fault)
        self._left.clear()

    def nudge(self) -> None:
        """Try again right now, on a new connection: the network or the hour has changed. From any thread."""
        self._nudged.set()
        self._api.session.interrupt()

    def rewind(self, after: int) -> None:
        """Deliver again from there: what was handed on could not be used. From any thread."""
        self._rewind_to = after
        self.nudge()

    def leave(self) -> None:
        """Make `run` (this or the next one) return; it may be called again. From any thread."""
        self._left.set()
        self.nudge()

    def stop(self) -> None:
        """Make `run` return for good and at once, whatever it waits for. From any thread; does not block."""
        self._stopped.set()
        self._nudged.set()
        self._api.session.cancel()

    # ------------------------------------------------------------------ event stream

    def _follow(self) -> None:
        began = silence_s = 0.0
        try:
            with self._api.stream(self.after, first_timeout_s=self._first_bytes_s) as streamed:
                piece = streamed.read()
                if piece:
                    began = time.monotonic()
                    self._route.stream_began()
                    silence_s = self._silence_s or _silence_s(streamed.headers.get(HEARTBEAT, ""))
                    streamed.set_timeout(silence_s)
                    self._up(streaming=True)
                    self._read(streamed, piece)
            fault: RemoteFault = Unreachable("stream ended")
        except (LogGone, SignedOut, Cancelled, _Gap):
            raise
        except RemoteFault as error:
            fault = error
        if began and time.monotonic() - self._came_at >= silence_s:
            self._was_up = False  # it has been dead for as long: say so before the next try
        self._note_cut(fault, began)
        raise fault

    def _note_cut(self, fault: RemoteFault, began: float) -> None:
        now = time.monotonic()
        if self._nudged.is_set():
            return
        if began:
            if isinstance(fault, Unreachable):
                self._route.stream_cut(now - began, now)
        elif not isinstance(fault, Unreachable) or fault.sent:
            self._route.stream_silent(now)
        if not self._route.streaming:
            log.info("event streams do not get through (%s); polling", fault)

    def _read(self, streamed: Streamed, piece: bytes) -> None:
        frames = Frames()
        rested_at = came_at = 0.0
        while piece:
            self.heard_at = time.time()
            self._came_at = time.monotonic()
            try:
                found = frames.feed(piece)
            except FrameTooLarge as error:
                raise ServerFault("endless frame") from error
            self._take(found)
            now = time.monotonic()
            if now - came_at < BURST_S and now - rested_at > REST_S:
                # In a burst let some events gather, instead of waking up for each.
                time.sleep(REST_S)
                rested_at = time.monotonic()
            came_at = now
            piece = streamed.read()

    def _take(self, frames: list[Frame]) -> None:
        events: list[Event] = []
        try:
            for frame in frames:
                if frame.event == "log":
                    self._append(events, _decode(frame.data))
                elif frame.event == "signal":
                    self._signal(frame.data)
                elif frame.event == "end":
                    _end(frame.data)
        finally:
            # What came before a fault is good.
            self._hand_on(events)

    def _append(self, events: list[Event], event: Event) -> None:
        last = events[-1].seq if events else self.after
        if event.seq <= last:
            return
        if event.seq != last + 1:
            raise _Gap(f"{event.seq} after {last}")
        events.append(event)

    def _hand_on(self, events: list[Event]) -> None:
        if events and not self._stopped.is_set():
            self._listener.received(tuple(events))
            self.after = events[-1].seq

    def _signal(self, data: bytes | msgspec.Raw) -> None:
        try:
            signal = _signal.decode(data)
        except msgspec.MsgspecError:
            return  # of a kind that a newer server knows
        self._listener.signalled(signal)

    # ------------------------------------------------------------------ long-poll

    def _poll(self) -> None:
        wait_s = self._route.wait_s if self._was_up else 0.0
        began = time.monotonic()
        try:
            page = self._api.log(self.after, wait_s)
        except Unreachable as fault:
            if fault.sent and not self._nudged.is_set():
                self._route.poll_cut(wait_s, time.monotonic() - began)
            raise
        self.heard_at = time.time()
        self._up(streaming=False)
        events: list[Event] = []
        try:
            for event in page.events:
                self._append(events, event)
        finally:
            self._hand_on(events)
        for signal in page.signals:
            self._signal(signal)
        if not events and self._route.wait_s < 1.0:
            self._wait(EMPTY_POLL_PAUSE_S)

    # ------------------------------------------------------------------ ups and downs

    def _up(self, *, streaming: bool) -> None:
        self._backoff.reset()
        self._was_up = True
        self._listener.connected(streaming)

    def _pause(self, fault: RemoteFault) -> None:
        if self._nudged.is_set():
            self._start_over()
            return
        delay_s = self._backoff.next_s(fault.retry_after_s)
        log.info("connection lost: %s; again in %.1f s", fault, delay_s)
        if not self._was_up:
            self._listener.lost(fault, delay_s)
        self._was_up = False
        self._wait(delay_s)

    def _wait(self, seconds: float) -> None:
        if self._nudged.wait(seconds):
            self._start_over()

    def _start_over(self) -> None:
        self._nudged.clear()
        self._backoff.reset()
        self._route.network_changed()

    def _rewind(self) -> None:
        if self._rewind_to is not None:
            self.after, self._rewind_to = self._rewind_to, None

    def _count_gap(self) -> None:
        self._gaps = self._gaps + 1 if self._gap_at == self.after else 1
        self._gap_at = self.after
        if self._gaps >= SAME_GAPS:
            self._gaps = 0
            raise LogGone("the log has a hole")


def _silence_s(heartbeat: str) -> float:
    """Return how long a server may be silent that says how often it gives a sign of life."""
    try:
        every_s = float(heartbeat)
    except ValueError:
        every_s = HEARTBEAT_S
    return max(LEAST_SILENCE_S, MISSED_BEATS * every_s) if 0 < every_s < 3600 else MISSED_BEATS * HEARTBEAT_S


def _decode(data: bytes) -> Event:
    try:
        return _event.decode(data)
    except msgspec.ValidationError as error:
        # An event of a kind that only a newer desk knows: what it changed is in a snapshot.
        raise LogGone("unknown event") from error
    except msgspec.MsgspecError as error:
        raise _Gap("half an event") from error


def _end(data: bytes) -> None:
    """Raise what the server's last word means."""
    try:
        end = msgspec.json.decode(data, type=_End)
    except msgspec.MsgspecError:
        end = _End()
    if end.code == "not_signed_in":
        raise SignedOut(Problem(code=end.code, status=401))
    raise ServerFault(end.code or "ended")
