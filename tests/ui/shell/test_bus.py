"""The bus: changes come on the GUI thread, bursts as one."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextvars import Context
from itertools import pairwise
from typing import TypeVarTuple

import pytest
from PySide6.QtWidgets import QApplication

from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ConversationId
from workstation.domain.link import LinkState, Phase
from workstation.ui.bus import BURST_S, CALM_S, FLUSH_S, Bus

Ts = TypeVarTuple("Ts")


class HandDriven(asyncio.BaseEventLoop):
    """A loop whose clock the test moves on; calls run in the order they are due."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0
        self.due: list[asyncio.TimerHandle] = []

    def time(self) -> float:
        return self.now

    def call_later(
        self, delay: float, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        handle = asyncio.TimerHandle(self.now + delay, callback, args, self, context)
        self.due.append(handle)
        return handle

    def call_soon_threadsafe(
        self, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        return self.call_later(0, callback, *args)

    def go_to(self, when: float) -> None:
        """Let the time pass and run what falls due."""
        while self.due and min(handle.when() for handle in self.due) <= when + 1e-9:
            handle = min(self.due, key=asyncio.TimerHandle.when)
            self.due.remove(handle)
            self.now = max(self.now, handle.when())
            if not handle.cancelled():
                handle._run()
        self.now = max(self.now, when)


class Told:
    """A bus on a hand-driven loop, and when it told what."""

    def __init__(self) -> None:
        self.loop, self.bus = HandDriven(), Bus()
        self.bus.attach(self.loop)
        self.at: list[float] = []
        self.numbers: list[set[int]] = []
        self.bus.changed.connect(self._note)

    def _note(self, told: ChangeSet) -> None:
        self.at.append(self.loop.now)
        self.numbers.append(set(told.conversations))

    def flood(self, seconds: float, every_s: float = 0.01) -> None:
        """Let changes come from elsewhere for so long."""
        end = self.loop.now + seconds
        while self.loop.now < end - 1e-9:
            self.bus.add_change(change(len(self.at)))
            self.loop.go_to(self.loop.now + every_s)


@pytest.fixture
def told(qapp: QApplication) -> Iterator[Told]:
    one = Told()
    yield one
    one.loop.close()


def change(number: int) -> ChangeSet:
    return ChangeSet(conversations=frozenset({ConversationId(number)}))


async def test_the_first_change_comes_at_once_and_a_burst_joined(qapp: QApplication) -> None:
    bus, seen = Bus(), list[ChangeSet]()
    bus.changed.connect(seen.append)
    bus.attach(asyncio.get_running_loop())

    def work() -> None:
        for number in range(100):
            bus.post_change(change(number))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    while {n for one in seen for n in one.conversations} != set(range(100)):
        await asyncio.sleep(0.005)
    assert seen[0].conversations == {0}
    assert len(seen) <= 3
    bus.detach()


async def test_changes_arrive_on_the_gui_thread(qapp: QApplication) -> None:
    bus, where = Bus(), list[int]()
    bus.link_changed.connect(lambda _state: where.append(threading.get_ident()))
    bus.attach(asyncio.get_running_loop())
    thread = threading.Thread(target=lambda: bus.post_link(LinkState(phase=Phase.ONLINE)))
    thread.start()
    thread.join()
    while not where:
        await asyncio.sleep(0.005)
    assert where == [threading.get_ident()]
    bus.detach()


async def test_nothing_comes_after_detaching(qapp: QApplication) -> None:
    bus, seen = Bus(), list[ChangeSet]()
    bus.changed.connect(seen.append)
    bus.attach(asyncio.get_running_loop())
    bus.post_change(change(1))
    bus.post_change(change(2))
    bus.detach()
    bus.post_change(change(3))
    await asyncio.sleep(0.1)
    assert seen == []


def test_the_longer_a_burst_goes_on_the_less_often_it_is_told(told: Told) -> None:
    told.flood(3.0)
    told.loop.go_to(told.loop.now + 1)
    pauses = [later - earlier for earlier, later in pairwise(told.at)]
    assert told.at[0] == 1000.0, "the first at once"
    assert pauses[0] <= 2 * FLUSH_S + 1e-6
    assert pauses[-3:] == pytest.approx([BURST_S] * 3)
    assert all(later >= earlier - 1e-6 for earlier, later in pairwise(pauses))


def test_after_a_silence_the_next_change_shows_at_once_again(told: Told) -> None:
    told.flood(2.0)
    told.loop.go_to(told.loop.now + CALM_S + BURST_S)
    before = told.loop.now
    told.bus.add_change(change(7))
    assert told.at[-1] == before
    assert told.numbers[-1] == {7}


def test_changes_further_apart_than_the_pause_do_not_wait(told: Told) -> None:
    for _ in range(10):
        before = told.loop.now
        told.bus.add_change(change(1))
        assert told.at[-1] == before
        told.loop.go_to(before + BURST_S + 0.01)


def test_what_one_does_oneself_shows_at_once_in_the_middle_of_a_burst(told: Told) -> None:
    told.flood(3.0)
    told.loop.go_to(told.at[-1] + FLUSH_S)
    told.bus.add_change(change(5))
    before = told.loop.now
    told.bus.post_change(change(6))  # on this thread, the GUI's
    told.loop.go_to(before)
    assert told.at[-1] == before
    assert told.numbers[-1] >= {5, 6}, "with all that waited"
    count = len(told.at)
    told.loop.go_to(before + 2)
    assert len(told.at) == count, "nothing is told twice"


def test_one_s_own_changes_are_joined_too_when_they_pour(told: Told) -> None:
    for number in range(100):
        told.bus.add_own_change(change(number))
        told.loop.go_to(told.loop.now + 0.005)
    assert len(told.at) <= 0.5 / FLUSH_S + 2
    assert set().union(*told.numbers) | {99} == set(range(100))


def test_what_other_threads_post_waits_for_the_pause_of_a_burst(told: Told) -> None:
    told.flood(3.0)
    told.loop.go_to(told.at[-1] + FLUSH_S)
    count, before = len(told.at), told.loop.now
    thread = threading.Thread(target=lambda: told.bus.post_change(change(6)))
    thread.start()
    thread.join()
    told.loop.go_to(before)
    assert len(told.at) == count
    told.loop.go_to(before + BURST_S)
    assert len(told.at) == count + 1
    assert 6 in told.numbers[-1]
