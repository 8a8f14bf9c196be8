"""The log arrives once, whole and in order, whatever lies between; and who can't go on says why."""

import itertools
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import msgspec
import pytest

from tests.helpers.bad_network import BadNetwork, event_stream, http_answer
from workstation.domain.conversation import ReadMark
from workstation.domain.events import Event, LogPage, ReadMoved, Signal, Typing
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.remote import stream
from workstation.remote.api import Api
from workstation.remote.errors import LogGone, RemoteFault, SignedOut
from workstation.remote.retry import Backoff
from workstation.remote.session import Session
from workstation.remote.stream import Stream, _silence_s

AT = datetime(2026, 4, 15, 9, 30, tzinfo=UTC)
OK = b": ok\n\n"
BEAT = b": beat\n\n"


def event(seq: int) -> Event:
    read = ReadMark(conversation_id=ConversationId(1), reader_id=PrincipalId(2), n=seq)
    return Event(seq=seq, at=AT, body=ReadMoved(read=read))


def frame(seq: int) -> bytes:
    return b"id: %d\nevent: log\ndata: %s\n\n" % (seq, msgspec.json.encode(event(seq)))


class Recorder:
    """A listener that keeps what it hears and lets a test wait for it."""

    def __init__(self) -> None:
        self.seqs: list[int] = []
        self.signals: list[Signal] = []
        self.ups: list[bool] = []
        self.faults: list[str] = []
        self.changed = threading.Condition()

    def received(self, events: tuple[Event, ...]) -> None:
        self._note(lambda: self.seqs.extend(e.seq for e in events))

    def signalled(self, signal: Signal) -> None:
        self._note(lambda: self.signals.append(signal))

    def connected(self, streaming: bool) -> None:
        self._note(lambda: self.ups.append(streaming))

    def lost(self, fault: RemoteFault, retry_in_s: float) -> None:
        self._note(lambda: self.faults.append(fault.code))

    def _note(self, what: Callable[[], None]) -> None:
        with self.changed:
            what()
            self.changed.notify_all()

    def wait(self, condition: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(condition, 20), (self.seqs, self.ups, self.faults)


class Following:
    """A stream on a thread of its own, and what it ended with."""

    def __init__(self, url: str, *, heartbeat_s: float | None = None, first_bytes_s: float = 5.0) -> None:
        self.heard = Recorder()
        self.stream = Stream(
            Api(Session(url, "t")),
            self.heard,
            heartbeat_s=heartbeat_s,
            first_bytes_s=first_bytes_s,
            backoff=Backoff(base_s=0.01, cap_s=0.05),
        )
        self.ended_by: Exception | None = None
        self.thread = threading.Thread(target=self._run, name="following")

    def _run(self) -> None:
        try:
            self.stream.run(0)
        except RemoteFault as fault:
            self.ended_by = fault

    def end(self) -> Exception | None:
        """Wait for the stream's own end."""
        self.thread.join(20)
        assert not self.thread.is_alive()
        return self.ended_by


@contextmanager
def following(network: BadNetwork, **how: float) -> Iterator[Following]:
    follower = Following(network.url, **how)
    follower.thread.start()
    yield follower
    follower.stream.stop()
    follower.thread.join(60)
    follower.stream._api.session.close()
    assert not follower.thread.is_alive()


def after_of(head: bytes) -> int:
    found = re.search(rb"after=(\d+)", head)
    assert found
    return int(found[1])


def is_stream(head: bytes) -> bool:
    return head.startswith(b"GET /api/v1/stream?")


def log_answer(after: int, last: int) -> bytes:
    page = LogPage(events=tuple(event(n) for n in range(after + 1, last + 1)), last_seq=last)
    return http_answer("200 OK", msgspec.json.encode(page))


def test_delivers_each_event_once_in_order_and_passes_signals_on() -> None:
    typing = Typing(conversation_id=ConversationId(1), principal_id=PrincipalId(2))
    signal = b"event: signal\ndata: %s\n\n" % msgspec.json.encode(typing)
    unknown = b'event: signal\ndata: {"kind":"of a newer server"}\n\n'
    with BadNetwork() as network:
        network.hold_open = True
        network.answer = lambda head: event_stream(
            OK, frame(1), frame(2), frame(2), BEAT, frame(1), signal, unknown, frame(3)
        )
        with following(network) as follower:
            follower.heard.wait(lambda: follower.heard.seqs == [1, 2, 3])
            assert follower.heard.signals == [typing]
            assert follower.heard.ups == [True]
            assert follower.stream.heard_at > 0


@pytest.mark.parametrize(
    "fault", [frame(5), b'event: log\ndata: {"seq":3,"at":"2026-04-1\n\n', frame(3)[:20]], ids=["gap", "half", "cut"]
)
def test_what_does_not_continue_is_read_again(fault: bytes) -> None:
    afters: list[int] = []

    def answer(head: bytes) -> bytes:
        after = after_of(head)
        afters.append(after)
        if after == 0:
            return event_stream(OK, frame(1), frame(2), fault)
        network.hold_open = True
        return event_stream(OK, frame(3), frame(4))

    with BadNetwork() as network:
        network.answer = answer
        with following(network) as follower:
            follower.heard.wait(lambda: follower.heard.seqs == [1, 2, 3, 4])
            assert afters == [0, 2]
            # The first try after a cut succeeded: nobody was told of a loss.
            assert follower.heard.faults == []


def test_a_hole_that_stays_asks_for_a_snapshot() -> None:
    with BadNetwork() as network:
        network.answer = lambda head: (
            event_stream(OK, frame(1), frame(3)) if after_of(head) == 0 else event_stream(OK, frame(3))
        )
        with following(network) as follower:
            assert isinstance(follower.end(), LogGone)
            assert follower.heard.seqs == [1]


def test_an_event_of_an_unknown_kind_asks_for_a_snapshot() -> None:
    newer = b'event: log\ndata: {"seq":2,"at":"2026-04-15T09:30:00Z","body":{"kind":"of a newer server"}}\n\n'
    with BadNetwork() as network:
        network.answer = lambda head: event_stream(OK, frame(1), newer)
        with following(network) as follower:
            assert isinstance(follower.end(), LogGone)
            assert follower.heard.seqs == [1]


def test_gone_is_told() -> None:
    body = b'{"code":"gone","status":410}'
    with BadNetwork() as network:
        network.answer = lambda head: http_answer("410 Gone", body, "application/problem+json")
        with following(network) as follower:
            assert isinstance(follower.end(), LogGone)


def test_the_servers_last_word_signs_out() -> None:
    with BadNetwork() as network:
        network.answer = lambda head: event_stream(OK, b'event: end\ndata: {"code":"not_signed_in"}\n\n')
        with following(network) as follower:
            assert isinstance(follower.end(), SignedOut)


def test_long_poll_takes_over_where_streams_stay_silent() -> None:
    counts = itertools.count(1)

    def answer(head: bytes) -> bytes:
        # A buffering proxy: the request is taken, and nothing comes.
        network.hold_open = is_stream(head)
        return b"" if is_stream(head) else log_answer(after_of(head), next(counts))

    with BadNetwork() as network:
        network.answer = answer
        with following(network, first_bytes_s=0.1) as follower:
            follower.heard.wait(lambda: len(follower.heard.seqs) >= 5)
            assert follower.heard.seqs[:5] == [1, 2, 3, 4, 5]
            assert set(follower.heard.ups) == {False}
        streams = [r for r in network.counters.requests if "stream" in r]
        assert len(streams) == 2


def test_long_poll_takes_over_where_streams_are_cut_early() -> None:
    def answer(head: bytes) -> bytes:
        after = after_of(head)
        return event_stream(OK, frame(after + 1)) if is_stream(head) else log_answer(after, after + 1)

    with BadNetwork() as network:
        network.answer = answer
        with following(network) as follower:
            follower.heard.wait(lambda: len(follower.heard.seqs) >= 8)
            assert follower.heard.seqs[:8] == list(range(1, 9))
            follower.heard.wait(lambda: False in follower.heard.ups)
        streams = [r for r in network.counters.requests if "stream" in r]
        assert len(streams) == 3


def test_a_peer_that_falls_silent_is_given_up_after_its_missing_heartbeat() -> None:
    def answer(head: bytes) -> bytes:
        return event_stream(OK, frame(after_of(head) + 1))

    with BadNetwork() as network:
        network.hold_open = True
        network.answer = answer
        with following(network, heartbeat_s=0.1) as follower:
            follower.heard.wait(lambda: len(follower.heard.seqs) >= 2)
            assert follower.heard.seqs[:2] == [1, 2]


@pytest.mark.parametrize(
    ("told", "silence_s"),
    [("5", 12.0), ("10", 24.0), ("0.2", 4.0), ("", 24.0), ("soon", 24.0), ("nan", 24.0), ("-3", 24.0), ("1e9", 24.0)],
)
def test_the_server_says_how_long_it_may_be_silent(told: str, silence_s: float) -> None:
    assert _silence_s(told) == silence_s


def test_a_silent_peer_is_told_as_lost_before_the_next_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LEAST_SILENCE_S", 0.2)
    began = event_stream(OK).replace(b"\r\n\r\n", b"\r\nWorkstation-Heartbeat: 0.05\r\n\r\n", 1)
    with BadNetwork() as network:
        network.hold_open = True
        network.answer = lambda _head: began
        with following(network) as follower:
            follower.heard.wait(lambda: "unreachable" in follower.heard.faults and len(follower.heard.ups) >= 2)


def test_a_cut_that_is_mended_at_once_is_not_told() -> None:
    with BadNetwork() as network:
        network.hold_open = True
        network.answer = lambda head: event_stream(OK, frame(after_of(head) + 1))
        with following(network) as follower:
            follower.heard.wait(lambda: bool(follower.heard.seqs))
            network.drop_all()
            follower.heard.wait(lambda: len(follower.heard.ups) >= 2)
            assert follower.heard.faults == []


def test_tells_when_there_is_no_connection_and_when_there_is_one_again() -> None:
    with BadNetwork() as network:
        network.refusing = True
        with following(network) as follower:
            follower.heard.wait(lambda: "unreachable" in follower.heard.faults)
            network.hold_open = True
            network.answer = lambda head: event_stream(OK, frame(1))
            network.refusing = False
            follower.heard.wait(lambda: follower.heard.seqs == [1])


def test_a_nudge_ends_the_wait() -> None:
    with BadNetwork() as network:
        network.refusing = True
        follower = Following(network.url)
        follower.stream._backoff = Backoff(base_s=1e6, cap_s=1e6)
        follower.thread.start()
        follower.heard.wait(lambda: bool(follower.heard.faults))
        network.hold_open = True
        network.answer = lambda head: event_stream(OK, frame(1))
        network.refusing = False
        follower.stream.nudge()
        follower.heard.wait(lambda: follower.heard.seqs == [1])
        follower.stream.stop()
        assert follower.end() is None
        follower.stream._api.session.close()


def test_rewinding_delivers_again_from_there() -> None:
    with BadNetwork() as network:
        network.hold_open = True
        network.answer = lambda head: event_stream(OK, *(frame(n) for n in range(after_of(head) + 1, 5)))
        with following(network) as follower:
            follower.heard.wait(lambda: follower.heard.seqs == [1, 2, 3, 4])
            follower.stream.rewind(2)
            follower.heard.wait(lambda: follower.heard.seqs == [1, 2, 3, 4, 3, 4])
