"""The small parts: noticing sleep, and saying how the link stands."""

import threading
from datetime import UTC, datetime, timedelta

from workstation.domain.clock import SystemClock
from workstation.domain.link import LinkState, Phase
from workstation.sync.link import Link
from workstation.sync.sleep_watch import SleepWatch


class JumpingClock(SystemClock):
    """A clock that a test can set."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self.read = threading.Semaphore(0)

    def now(self) -> datetime:
        self.read.release()
        return datetime.now(UTC) + self.ahead


def test_a_jump_of_the_clock_is_noticed_once() -> None:
    clock, jumped = JumpingClock(), threading.Semaphore(0)
    watch = SleepWatch(clock, jumped.release, lambda: None, tick_s=0.02)
    thread = threading.Thread(target=watch.run)
    thread.start()
    for _ in range(2):  # it has looked at the clock before it jumps, and what it saw is kept
        assert clock.read.acquire(timeout=20)
    clock.ahead = timedelta(hours=8)
    assert jumped.acquire(timeout=20)
    clock.ahead = timedelta(0)
    assert jumped.acquire(timeout=20)
    watch.stop()
    thread.join(20)
    assert not jumped.acquire(blocking=False)


def test_the_link_says_each_state_once_and_the_worst_problem_first() -> None:
    states: list[LinkState] = []
    link = Link(states.append, SystemClock())
    link.connecting()
    link.connecting()
    link.skew(300.2)
    link.offline("unreachable", 5.0)
    link.storage("cache", "disk_full")
    link.storage("local", "")
    link.online(streaming=True)
    link.storage("cache", "")
    link.skew(0.3)
    assert [(s.phase, s.problem_code) for s in states] == [
        (Phase.CONNECTING, ""),
        (Phase.CONNECTING, "wrong_clock"),
        (Phase.OFFLINE, "unreachable"),
        (Phase.OFFLINE, "disk_full"),
        (Phase.ONLINE, "disk_full"),
        (Phase.ONLINE, "wrong_clock"),
        (Phase.ONLINE, ""),
    ]
    assert states[2].retry_at is not None
    assert states[4].retry_at is None
