"""What measurements inside a desk hold on to: its parts, its paintings, how late its thread is."""

import asyncio
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from sqlalchemy import Connection

from workstation.app import Application
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ConversationId
from workstation.domain.link import Phase
from workstation.services.desk import Desk
from workstation.services.views import ConversationRef
from workstation.ui.chat.view import ChatView
from workstation.ui.workplace import Workplace

Result = dict[str, float]

LOOK_S: Final = 0.02
LONGEST_S: Final = 50.0
CALM_S: Final = 0.5
CALM_CPU_S: Final = 0.015
TICK_MS: Final = 5


class Probe:
    """What the measurements hold on to."""

    def __init__(self, application: Application, conversations: list[int]) -> None:
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

    async def rested(self) -> None:
        """Wait until the desk has given back the memory it does not need, as it does by itself in a pause."""
        watch = self._shell.watch
        assert watch is not None
        rested: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        connection = watch.resting.rested.connect(lambda: None if rested.done() else rested.set_result(None))
        try:
            await asyncio.wait_for(rested, LONGEST_S)
        finally:
            QObject.disconnect(connection)

    async def ready(self) -> None:
        """Tell that measuring begins; returns at once."""
        say({"ready": 1.0})

    async def pause(self) -> None:
        """Tell that something can be measured, and wait until it was."""
        await self.ready()
        await self.told()

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
        return await self.turn_to(conversation)

    async def turn_to(self, conversation: ConversationRef) -> tuple[float, float]:
        """Do the same without looking for the row first."""
        painted = Painted(self.chat.timeline.viewport(), lambda: self._shows(conversation))
        wall, cpu = time.perf_counter(), time.process_time()
        self.workplace.open_conversation(conversation)
        await asyncio.wait_for(painted.seen, LONGEST_S)
        return (painted.cpu - cpu) * 1000, (painted.wall - wall) * 1000

    async def long_conversations(self) -> list[int]:
        """Return the ids of the conversations of 500 messages that are in the list."""
        return await self.query("SELECT id FROM conversations WHERE last_n = 500 AND archived_n IS NULL ORDER BY id")

    def _shows(self, conversation: ConversationRef) -> bool:
        head = self.chat.feed.head
        return head is not None and head.row.id == conversation and bool(self.chat.timeline.rows.items)

    async def receive(self, count: int) -> "Received":
        """Say `ready`, wait until so many messages have come and are shown; return what that took."""
        counter = Arrivals()
        self._bus.changed.connect(counter.add)
        before, began = time.process_time(), time.monotonic()
        await self.ready()
        await counter.reach(count)
        await until(lambda: not self.workplace.inbox.feed.reading, "the list")
        shown = self.workplace.open_id
        if isinstance(shown, int) and (numbers := counter.numbers.get(ConversationId(shown))):
            await until(lambda: (self.chat.timeline.rows.last_n or 0) >= max(numbers), "the timeline")
        await asyncio.sleep(0)
        used = time.process_time() - before
        self._bus.changed.disconnect(counter.add)
        return Received(used, time.monotonic() - began, counter.told)


class Received(NamedTuple):
    """What receiving took: seconds of CPU and by the clock, and how often the screens were told."""

    cpu_s: float
    wall_s: float
    told: int


class Arrivals:
    """Counts what the bus tells of."""

    def __init__(self) -> None:
        self.numbers: dict[ConversationId, set[int]] = {}
        self.told = 0
        self._more = asyncio.Event()

    @property
    def count(self) -> int:
        return sum(map(len, self.numbers.values()))

    def add(self, change: ChangeSet) -> None:
        self.told += 1
        for conversation, numbers in change.messages.items():
            self.numbers.setdefault(conversation, set()).update(numbers)
        self._more.set()

    async def reach(self, count: int) -> None:
        """Wait until so many have come; looking again and again would be counted as the desk's work.

        Raises:
            TimeoutError: they don't come.
        """
        async with asyncio.timeout(LONGEST_S):
            while self.count < count:
                self._more.clear()
                await self._more.wait()


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
