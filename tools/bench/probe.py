"""A desk that measures itself: the real composition with a probe beside it, started by `tools.bench.inside`.

Says one JSON line when it is ready and one with the result; reads one line from standard input in between.
"""

import argparse
import asyncio
import contextlib
import statistics
import sys
import time
import traceback
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from sqlalchemy import Connection

from tools.bench import floors
from tools.bench.figures import percentile
from workstation.app import Application, run
from workstation.cli import parser
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ConversationId
from workstation.domain.link import Phase
from workstation.services.desk import Desk
from workstation.ui.chat.view import ChatView
from workstation.ui.workplace import Workplace

Result = dict[str, float]

LOOK_S: Final = 0.02
LONGEST_S: Final = 50.0
CALM_S: Final = 0.5
CALM_CPU_S: Final = 0.015
TICK_MS: Final = 5
ROUNDS: Final = 5
UPDATES: Final = 200
STEP_PX: Final = 120


class Probe:
    """What the measurements hold on to."""

    def __init__(self, application: Application, conversations: list[int]) -> None:
        assert application.shell is not None
        self._shell = application.shell
        self._sign_in = application.sign_in
        self._bus = application.bus
        self._talk = ThreadPoolExecutor(1)
        self.conversations = [ConversationId(id_) for id_ in conversations]

    @property
    def workplace(self) -> Workplace:
        return self._shell.window.workplace

    @property
    def chat(self) -> ChatView:
        assert self.workplace.chat is not None
        return self.workplace.chat

    @property
    def desk(self) -> Desk:
        assert self._shell.desk is not None
        return self._shell.desk

    async def calm(self) -> None:
        """Wait until the desk is on-line, the list is there and nothing works any more."""
        await until(lambda: self._shell.desk is not None and self.workplace.chat is not None, "the desk")
        await until(lambda: self.desk.link.phase is Phase.ONLINE, "the link")
        await until(lambda: len(self.workplace.inbox.model) > 0, "the list")
        while True:
            before = time.process_time()
            await asyncio.sleep(CALM_S)
            if time.process_time() - before <= CALM_CPU_S:
                return

    async def ready(self) -> None:
        """Tell that measuring begins; returns at once."""
        say({"ready": 1.0})

    async def told(self) -> str:
        """Wait for a line from who asked for the measurement."""
        return await asyncio.wrap_future(self._talk.submit(sys.stdin.readline))

    async def query(self, statement: str, *values: int) -> list[Any]:
        """Read the cache."""
        store = self._sign_in.store
        assert store is not None

        def rows(tx: Connection) -> list[Any]:
            return [row[0] for row in tx.exec_driver_sql(statement, values)]

        return await store.read(rows)

    async def open(self, conversation: ConversationId) -> tuple[float, float]:
        """Open a conversation; return CPU and wall-clock milliseconds until its messages are painted.

        As for one who clicks on it, its row is in sight before.
        """
        self.workplace.inbox.list.reveal(conversation)
        await asyncio.sleep(CALM_S)
        painted = Painted(self.chat.timeline.viewport(), lambda: self._shows(conversation))
        wall, cpu = time.perf_counter(), time.process_time()
        self.workplace.open_conversation(conversation)
        await asyncio.wait_for(painted.seen, LONGEST_S)
        return (painted.cpu - cpu) * 1000, (painted.wall - wall) * 1000

    def _shows(self, conversation: ConversationId) -> bool:
        head = self.chat.feed.head
        return head is not None and head.row.id == conversation and bool(self.chat.timeline.rows.items)

    async def receive(self, count: int) -> float:
        """Say `ready`, wait until so many messages have come and are shown; return the CPU seconds since."""
        counter = Arrivals()
        self._bus.changed.connect(counter.add)
        before = time.process_time()
        await self.ready()
        await until(lambda: counter.count >= count and not self.workplace.inbox.feed.reading, "the messages")
        shown = self.workplace.open_id
        if isinstance(shown, int) and (numbers := counter.numbers.get(ConversationId(shown))):
            await until(lambda: (self.chat.timeline.rows.last_n or 0) >= max(numbers), "the timeline")
        await asyncio.sleep(0)
        used = time.process_time() - before
        self._bus.changed.disconnect(counter.add)
        return used


class Arrivals:
    """Counts what the bus tells of."""

    def __init__(self) -> None:
        self.numbers: dict[ConversationId, set[int]] = {}

    @property
    def count(self) -> int:
        return sum(map(len, self.numbers.values()))

    def add(self, change: ChangeSet) -> None:
        for conversation, numbers in change.messages.items():
            self.numbers.setdefault(conversation, set()).update(numbers)


class Painted(QObject):
    """Notes when a widget has been painted while something holds."""

    def __init__(self, widget: QObject, holds: Callable[[], bool]) -> None:
        super().__init__()
        self._widget = widget
        self._holds = holds
        self._loop = asyncio.get_running_loop()
        self.seen: asyncio.Future[None] = self._loop.create_future()
        self.cpu = self.wall = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.seen.done() and self._holds():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._note)  # the paint follows this event
        return False

    def _note(self) -> None:
        self.cpu, self.wall = time.process_time(), time.perf_counter()
        if not self.seen.done():
            self.seen.set_result(None)


class Lag(QObject):
    """Measures how late the GUI thread comes to a timer."""

    def __init__(self) -> None:
        super().__init__()
        self.late_ms: list[float] = []
        self._due = 0.0
        self._timer = QTimer(self, singleShot=True, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin."""
        self._due = time.perf_counter() + TICK_MS / 1000
        self._timer.start()

    def _tick(self) -> None:
        self.late_ms.append(max(0.0, (time.perf_counter() - self._due) * 1000))
        self.start()

    def stop(self) -> list[float]:
        """End and return the delays in milliseconds."""
        self._timer.stop()
        taken, self.late_ms = self.late_ms, []
        return taken


async def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: it doesn't.
    """
    deadline = time.monotonic() + LONGEST_S
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited in vain for {what}")
        await asyncio.sleep(LOOK_S)


def say(what: Result) -> None:
    """Tell who asked."""
    print(msgspec.json.encode(what).decode(), flush=True)


# ---- what is measured ----------------------------------------------------------------------------------------------


async def open_500(probe: Probe) -> Result:
    """Open long conversations, each for the first time; then scroll through the last one up to its beginning."""
    long_ones = await probe.query("SELECT id FROM conversations WHERE last_n = 500 ORDER BY id")
    taken = [await probe.open(ConversationId(id_)) for id_ in long_ones[: ROUNDS + 1]][1:]
    floor = floors.lay_out_all(
        await probe.query("SELECT text FROM messages WHERE conversation_id = ? ORDER BY n", long_ones[ROUNDS]),
        probe.chat.timeline.viewport().width(),
        probe.chat.timeline.font(),
    )
    worst, first = await _scroll_up(probe)
    return {
        "cpu_ms": statistics.median(cpu for cpu, _ in taken),
        "wall_ms": statistics.median(wall for _, wall in taken),
        "floor_ms": floor,
        "worst_frame_ms": worst,
        "first_n": float(first),
    }


async def _scroll_up(probe: Probe) -> tuple[float, int]:
    """Scroll to the first message; return the most CPU milliseconds the GUI thread spent on one step, and where it got.

    A step is a frame: the scroll bar moves, what has come is laid out, and the view is painted.
    """
    timeline = probe.chat.timeline
    bar = timeline.verticalScrollBar()
    worst = 0.0
    deadline = time.monotonic() + LONGEST_S
    while (timeline.rows.first_n or 2) > 1 or bar.value() > 0:
        if time.monotonic() > deadline:
            break
        before = time.thread_time()
        bar.setValue(max(0, bar.value() - STEP_PX))
        timeline.viewport().repaint()
        await asyncio.sleep(0)
        worst = max(worst, (time.thread_time() - before) * 1000)
        await asyncio.sleep(0.004)
    return worst, timeline.rows.first_n or 0


async def receive_one(probe: Probe) -> Result:
    """1000 messages of one buyer, his conversation open."""
    await probe.open(probe.conversations[0])
    return await _receive(probe)


async def receive_spread(probe: Probe) -> Result:
    """1000 messages of 100 buyers, another conversation open."""
    long_ones = await probe.query("SELECT id FROM conversations WHERE last_n = 500 ORDER BY id LIMIT 1")
    await probe.open(ConversationId(long_ones[0]))
    return await _receive(probe)


async def _receive(probe: Probe) -> Result:
    taken = []
    for _ in range(3):
        await probe.calm()
        taken.append(await probe.receive(1000))
    return {"cpu_s": statistics.median(taken), "most_s": max(taken)}


async def gui_lag(probe: Probe) -> Result:
    """How late the GUI thread comes to its timers while messages pour in, one of their conversations open."""
    await probe.open(probe.conversations[0])
    await probe.calm()
    lag = Lag()
    lag.start()
    await asyncio.sleep(2.0)
    quiet = lag.stop()
    await probe.ready()
    lag.start()
    await probe.told()
    busy = lag.stop()
    return {
        "p50_ms": percentile(busy, 0.5),
        "p95_ms": percentile(busy, 0.95),
        "p99_ms": percentile(busy, 0.99),
        "worst_ms": max(busy),
        "quiet_p99_ms": percentile(quiet, 0.99),
    }


async def row_update(probe: Probe) -> Result:
    """One row of the list changes and goes to the top."""
    return floors.row_updates(probe.workplace.inbox, UPDATES)


WHAT: Final[dict[str, Callable[[Probe], Awaitable[Result]]]] = {
    "open_500": open_500,
    "receive_one": receive_one,
    "receive_spread": receive_spread,
    "gui_lag": gui_lag,
    "row_update": row_update,
}


def main() -> int:
    """Run the desk and measure."""
    own = argparse.ArgumentParser(description=__doc__)
    own.add_argument("--what", choices=WHAT, required=True)
    own.add_argument("--profile", required=True)
    own.add_argument("--conversations", default="", help="ids, with commas between")
    options = own.parse_args()
    failed: list[BaseException] = []

    async def then(application: Application) -> None:
        probe = Probe(application, [int(id_) for id_ in options.conversations.split(",") if id_])
        try:
            await probe.calm()
            say(await WHAT[options.what](probe))
        except Exception as fault:
            failed.append(fault)

    status = run(parser().parse_args(["--profile", options.profile]), then)
    for fault in failed:
        traceback.print_exception(fault)
    return status or len(failed)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
