"""All writes go through one thread that commits many of them at once: ten times what a transaction each gives."""

import asyncio
import queue
import random
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from datetime import datetime
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from msgspec import Struct
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.events import Body, Signal
from workstation.domain.ids import PrincipalId
from workstation.logs import logger
from workstation.server import events
from workstation.server.database import Database

P = ParamSpec("P")
T = TypeVar("T")

BATCH = 64
RETRIES = 5
RETRIED = frozenset({"40001", "40P01", "55P03"})
"""Serialization failure, deadlock, lock time-out: the same again may well succeed."""

log = logger("server.writer")


class Committed(Struct, frozen=True):
    """What became true with a commit, for whoever listens."""

    entries: tuple[events.Entry, ...] = ()
    signals: tuple[tuple[tuple[PrincipalId, ...], Signal], ...] = ()
    revoked: tuple[bytes, ...] = ()
    """Hashes of tokens that no longer count."""
    stale: tuple[bytes, ...] = ()
    """Hashes of tokens whose holder is no longer what he was."""

    def __or__(self, other: "Committed") -> "Committed":
        """Return both together."""
        return Committed(
            self.entries + other.entries,
            self.signals + other.signals,
            self.revoked + other.revoked,
            self.stale + other.stale,
        )


class Tx:
    """One item's share of a transaction: its statements, and the changes it announces.

    Attributes:
        logged: after the commit, the last number the transaction took in each log it wrote into.
    """

    def __init__(self, conn: Connection, now: datetime, logged: Mapping[PrincipalId, int] | None = None) -> None:
        self.conn = conn
        self.now = now
        self.logged: Mapping[PrincipalId, int] = {} if logged is None else logged
        self.emissions: list[events.Emission] = []
        self.signals: list[tuple[tuple[PrincipalId, ...], Signal]] = []
        self.revoked: list[bytes] = []
        self.outdated: list[bytes] = []

    def emit(self, audience: Iterable[PrincipalId | None], body: Body) -> None:
        """Put a change into the logs of those who may see it."""
        self.emissions.append(events.emission(audience, body))

    def signal(self, audience: Iterable[PrincipalId], signal: Signal) -> None:
        """Let something pass by that no log keeps."""
        self.signals.append((tuple(sorted(set(audience))), signal))

    def revoke(self, token_hashes: Iterable[bytes]) -> None:
        """Say that these tokens no longer count."""
        self.revoked.extend(token_hashes)

    def stale(self, token_hashes: Iterable[bytes]) -> None:
        """Say that whoever holds these tokens may do other things from now on."""
        self.outdated.extend(token_hashes)


class _Item(Generic[T]):
    """A write that waits for its batch."""

    def __init__(self, fn: Callable[[Tx], T], lane: int) -> None:
        self.fn = fn
        self.lane = lane
        self.future: Future[T] = Future()
        self.outcome: Callable[[], None] | None = None

    def run(self, tx: Tx) -> None:
        """Do it inside a savepoint, so that its failure is its own."""
        value = self.fn(tx)
        self.outcome = lambda: self.future.set_result(value)

    def fail(self, error: BaseException) -> None:
        self.outcome = lambda: self.future.set_exception(error)

    def settle(self) -> None:
        """Tell who waits; he may have gone."""
        if self.outcome is not None and self.future.set_running_or_notify_cancel():
            self.outcome()


def _sqlstate(error: BaseException) -> str:
    return str(getattr(getattr(error, "orig", None), "sqlstate", "") or "")


class Writer:
    """The thread that writes.

    A function given to it may run more than once (the batch is run again after a deadlock or a lost connection): it
    does everything through its `Tx`, and a repeat must find by a key what an unnoticed commit has left.
    """

    def __init__(self, database: Database, clock: Clock, committed: Callable[[Committed], None]) -> None:
        self._database = database
        self._clock = clock
        self._committed = committed
        self._queue: queue.SimpleQueue[_Item[Any] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._loop, name="writer", daemon=True)
        self._closed = False

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def close(self) -> None:
        """Finish what is waiting, then end."""
        self._closed = True
        self._queue.put(None)
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def submit(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a write; the future holds its result once it is committed, or the error that undid it."""
        return self._submit(lambda tx: fn(tx, *args, **kwargs), 0)

    async def write(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a write and return its result once it is committed."""
        return await asyncio.wrap_future(self.submit(fn, *args, **kwargs))

    async def write_in_lane(self, lane: int, fn: Callable[[Tx], T]) -> T:
        """Run a write; those of a batch are run in the order of their lanes.

        Two replicas that lock the same conversations in the same order do not deadlock.
        """
        return await asyncio.wrap_future(self._submit(fn, lane))

    def _submit(self, fn: Callable[[Tx], T], lane: int) -> Future[T]:
        if self._closed:
            raise Refusal("busy")
        item = _Item(fn, lane)
        self._queue.put(item)
        return item.future

    def _loop(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = [first]
            ended = False
            while len(batch) < BATCH:
                try:
                    item = self._queue.get_nowait()
                except queue.Empty:
                    break
                if item is None:
                    ended = True
                    break
                batch.append(item)
            batch.sort(key=lambda item: item.lane)
            self._commit(batch)
            if ended:
                return

    def _commit(self, batch: list[_Item[Any]]) -> None:
        try:
            self._attempt(batch)
        except Exception as error:
            if len(batch) == 1:
                log.exception("a write failed")
                batch[0].fail(error)
            else:
                log.warning("a batch of %d failed, one by one now: %r", len(batch), error)
                for item in batch:
                    self._commit([item])
                return
        for item in batch:
            item.settle()

    def _attempt(self, batch: list[_Item[Any]]) -> None:
        for attempt in range(RETRIES):
            try:
                committed = self._transaction(batch)
                break
            except DBAPIError as error:
                again = _sqlstate(error) in RETRIED or error.connection_invalidated
                if not again or attempt == RETRIES - 1:
                    raise
                time.sleep(random.uniform(0.2, 1.0) * 0.01 * 2**attempt)
        if committed.entries or committed.signals or committed.revoked or committed.stale:
            self._committed(committed)

    def _transaction(self, batch: list[_Item[Any]]) -> Committed:
        now = self._clock.now()
        emissions: list[events.Emission] = []
        passing = Committed()
        logged: dict[PrincipalId, int] = {}
        with self._database.writer.begin() as conn:
            for item in batch:
                tx = Tx(conn, now, logged)
                if not self._run(item, tx):
                    continue
                emissions.extend(tx.emissions)
                if tx.signals or tx.revoked or tx.outdated:
                    passing |= Committed((), tuple(tx.signals), tuple(tx.revoked), tuple(tx.outdated))
            entries = events.append(conn, now, emissions)
            logged.update((entry.principal_id, entry.seq) for entry in entries)
        return passing | Committed(tuple(entries))

    @staticmethod
    def _run(item: _Item[Any], tx: Tx) -> bool:
        """Run an item in a savepoint; returns whether it counts.

        Only a refusal is sure to leave the rest of the transaction alone: after other errors the database may have
        rolled back all of it (SQLite does when the disk is full), so they end the batch, which is then run one by one.
        """
        tx.conn.exec_driver_sql("SAVEPOINT item")  # begin_nested compiles each anew
        try:
            item.run(tx)
        except Refusal as refusal:
            tx.conn.exec_driver_sql("ROLLBACK TO SAVEPOINT item")
            tx.conn.exec_driver_sql("RELEASE SAVEPOINT item")
            item.fail(refusal)
            return False
        tx.conn.exec_driver_sql("RELEASE SAVEPOINT item")
        return True
