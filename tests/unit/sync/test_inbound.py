"""Events reach the cache in batches, each telling once what it changed."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.builders import make_event, make_message, make_page, make_snapshot
from tests.helpers.fresh_store import fresh_store
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import SystemClock
from workstation.domain.ids import ConversationId
from workstation.storage import clearing
from workstation.storage import inbound as stored
from workstation.sync.inbound import BATCH, COLLECT_S, LONG_COLLECT_S, Inbound, Pace
from workstation.sync.link import Link


class Receiving:
    """An inbound side on a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self.store = fresh_store(folder)
        self.store.write_blocking(stored.apply_snapshot, make_snapshot([make_page(1)]))
        self.store.write_blocking(stored.finish_snapshot, 0)
        self.changes: list[ChangeSet] = []
        self.gaps: list[int] = []
        self.unusable = threading.Event()
        self.told = threading.Condition()
        self.inbound = Inbound(
            self.store,
            Link(lambda state: None, SystemClock()),
            settle=ChangeSet,
            on_change=lambda change: self._note(self.changes, change),
            on_gap=lambda after: self._note(self.gaps, after),
            on_unusable=self.unusable.set,
            on_revoked=lambda: None,
            on_cards_granted=lambda: None,
            on_assigned=lambda: None,
        )
        self.thread = threading.Thread(target=self.inbound.run)

    def _note(self, where: list[Any], what: object) -> None:
        with self.told:
            where.append(what)
            self.told.notify_all()

    def cursor(self) -> int | None:
        return self.store.read_blocking(stored.cursor)

    def wait_for_cursor(self, n: int) -> None:
        with self.told:
            assert self.told.wait_for(lambda: self.cursor() == n, 20), self.cursor()


@pytest.fixture
def receiving(tmp_path: Path) -> Iterator[Receiving]:
    one = Receiving(tmp_path)
    yield one
    one.inbound.stop()
    if one.thread.ident:
        one.thread.join(60)
    one.store.close()


def events(first: int, last: int):
    return tuple(make_event(seq, make_message(1, seq + 1)) for seq in range(first, last + 1))


def test_a_flood_is_taken_in_batches(receiving: Receiving) -> None:
    receiving.inbound.begin(0)
    for first in range(1, 1000, 10):
        receiving.inbound.received(events(first, first + 9))
    receiving.thread.start()
    with receiving.told:  # a batch is told after it has been written
        assert receiving.told.wait_for(lambda: len(receiving.changes) >= 5, 20)
    assert receiving.cursor() == 1000
    assert [len(change.messages[ConversationId(1)]) for change in receiving.changes] == [BATCH] * 5


def test_the_stream_waits_while_too_much_is_queued(receiving: Receiving) -> None:
    receiving.inbound.begin(0)
    passed: list[int] = []

    def stream() -> None:
        for first in range(1, 4001, 100):
            receiving.inbound.received(events(first, first + 99))
            passed.append(first)

    thread = threading.Thread(target=stream)
    thread.start()
    while len(passed) < 19:
        threading.Event().wait(0.005)
    assert passed[-1] < 2001
    receiving.thread.start()
    thread.join(30)
    receiving.wait_for_cursor(4000)


def test_what_does_not_continue_is_left_and_asked_for_again(receiving: Receiving) -> None:
    receiving.inbound.begin(5)  # the stream was begun too late
    receiving.thread.start()
    receiving.inbound.received(events(6, 7))
    with receiving.told:
        assert receiving.told.wait_for(lambda: receiving.gaps == [0], 20)
    receiving.inbound.received(events(8, 9))  # read before the stream was told
    receiving.inbound.received(events(1, 9))
    receiving.wait_for_cursor(9)
    assert receiving.gaps == [0]


def test_halting_forgets_what_is_queued(receiving: Receiving) -> None:
    receiving.inbound.begin(0)
    receiving.inbound.received(events(1, 3))
    receiving.inbound.halt()
    receiving.inbound.received(events(4, 5))
    receiving.thread.start()
    receiving.inbound.begin(0)
    receiving.inbound.received(events(1, 2))
    receiving.wait_for_cursor(2)


def test_a_log_without_a_first_sync_is_unusable(receiving: Receiving) -> None:
    receiving.store.write_blocking(clearing.void_cursor)
    receiving.inbound.begin(0)
    receiving.thread.start()
    receiving.inbound.received(events(1, 1))
    assert receiving.unusable.wait(20)


def test_the_first_event_is_applied_at_once_and_a_long_burst_in_larger_batches() -> None:
    pace, now, waited = Pace(), 100.0, []
    for _ in range(16):  # events come all the time, applying takes 10 ms
        waited.append(round(max(0.0, pace.due() - now), 3))
        now = max(now, pace.due())
        pace.begins(now)
        now += 0.01
        pace.ended(now)
    assert waited[0] == 0
    assert waited[1:10] == [COLLECT_S] * 9
    assert waited[-3:] == [LONG_COLLECT_S] * 3
    assert sorted(waited) == waited
    assert pace.due() <= now + LONG_COLLECT_S
    pace.begins(now + 2)  # after a silence it begins anew
    pace.ended(now + 2.01)
    assert pace.due() == pytest.approx(now + 2.01 + COLLECT_S)


def test_what_comes_now_and_then_is_never_kept_waiting() -> None:
    pace, now = Pace(), 100.0
    for _ in range(20):
        assert pace.due() <= now
        pace.begins(now)
        pace.ended(now + 0.01)
        now += LONG_COLLECT_S + 0.02
