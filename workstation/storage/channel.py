"""Threads of their own with connections of their own to one file: work goes in as functions, results come out."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.pool import QueuePool

from workstation.storage import cipher
from workstation.storage.errors import Interrupted, StorageClosed, StorageDamaged, StorageError, from_driver

P = ParamSpec("P")
R = TypeVar("R")
INTERRUPT_EVERY_S = 0.02

Work = Callable[Concatenate[Connection, P], R]


class _Job:
    """One piece of work; can be interrupted while, and only while, it has a connection."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._driver_connection: Any = None
        self._given_up = False
        self.done = threading.Event()

    def begins(self, driver_connection: Any) -> None:
        with self._lock:
            if self._given_up:
                raise Interrupted("given up before it began")
            self._driver_connection = driver_connection

    def ends(self) -> None:
        with self._lock:
            self._driver_connection = None

    def give_up(self) -> None:
        with self._lock:
            self._given_up = True
            if self._driver_connection is not None:
                self._driver_connection.interrupt()


class Channel:
    """Runs work on one file, each piece in one transaction.

    Args:
        name: of its threads.
        connect: opens a driver's connection.
        threads: how many, each with a connection.
        begin: statement that begins a transaction.
        reads_only: a reading nobody waits for any more is interrupted; a writing always runs to its end.
        on_damaged: called (in the worker's thread) when the file turns out to be damaged.
    """

    def __init__(
        self,
        name: str,
        connect: Callable[[], Any],
        *,
        threads: int = 1,
        begin: str = "BEGIN IMMEDIATE",
        reads_only: bool = False,
        on_damaged: Callable[[], None] | None = None,
    ) -> None:
        self._reads_only = reads_only
        self._on_damaged = on_damaged
        self._engine = _make_engine(connect, threads, begin)
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._open: set[_Job] = set()

    async def run(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the work and return its result.

        Raises:
            StorageError: what the file or the disk did; nothing of the work took effect.
        """
        job, future = self._submit(work, *args, **kwargs)
        if not self._reads_only:
            # What was asked to be written is written, even if the one who asked has gone away.
            return await asyncio.shield(asyncio.wrap_future(future))
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            job.give_up()
            raise

    def run_blocking(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do the same for a caller on a worker thread."""
        try:
            return self._submit(work, *args, **kwargs)[1].result()
        except CancelledError as error:  # the files were closed before it began
            raise StorageClosed from error

    def shrink_blocking(self) -> None:
        """Let go of the pages that connections nobody uses now hold in memory; not for work of this channel itself.

        Raises:
            StorageError: of the file.
        """
        try:
            self._executor.submit(self._shrink).result()
        except (RuntimeError, CancelledError) as error:
            raise StorageClosed from error

    def close(self, last_work: Callable[[Any], None] | None = None) -> None:
        """End the threads and close the connections; readings are interrupted, writings finished.

        Args:
            last_work: done with a driver's connection after all else; its errors don't hinder closing.
        """
        if self._reads_only:
            self._executor.shutdown(wait=False, cancel_futures=True)
            for job in list(self._open):
                self._end(job)
        self._executor.shutdown(wait=True)
        if last_work is not None:
            self._do_last(last_work)
        self._engine.dispose()

    def _end(self, job: _Job) -> None:
        """Interrupt a reading until it has ended: between two statements it does not notice."""
        while not job.done.is_set():
            job.give_up()
            job.done.wait(INTERRUPT_EVERY_S)

    def _shrink(self) -> None:
        held_already = False  # by this thread; what others work with is left alone
        with ExitStack() as held, suppress(NoneFree):
            while not held_already or self._idle():
                connection = held.enter_context(self._engine.connect())
                held_already = True
                driver_connection: Any = connection.connection.driver_connection
                with cipher.typed_errors():
                    driver_connection.execute("PRAGMA shrink_memory").fetchall()

    def _idle(self) -> int:
        """Return how many connections are open and not in use."""
        assert isinstance(self._engine.pool, QueuePool)
        return self._engine.pool.checkedin()

    def _do_last(self, last_work: Callable[[Any], None]) -> None:
        try:
            connection = self._engine.raw_connection()
        except (StorageError, DBAPIError):
            return
        try:
            last_work(connection.driver_connection)
        except cipher.driver.Error:
            connection.invalidate()
        finally:
            connection.close()

    def _submit(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> tuple[_Job, "Future[R]"]:
        job = _Job()
        self._open.add(job)  # before a thread can have it: closing finds every reading that may run
        try:
            future = self._executor.submit(self._perform, job, lambda tx: work(tx, *args, **kwargs))
        except RuntimeError as error:
            self._forget(job)
            raise StorageClosed from error
        future.add_done_callback(lambda _: self._forget(job))
        return job, future

    def _forget(self, job: _Job) -> None:
        self._open.discard(job)
        job.done.set()

    def _perform(self, job: _Job, work: Callable[[Connection], R]) -> R:
        try:
            with self._engine.connect() as connection:
                job.begins(connection.connection.driver_connection)
                try:
                    with connection.begin():
                        return work(connection)
                except DBAPIError as error:
                    raise self._typed(connection, error) from error
                finally:
                    job.ends()
        except StorageDamaged:
            if self._on_damaged is not None:
                self._on_damaged()
            raise

    def _typed(self, connection: Connection, error: DBAPIError) -> Exception:
        typed = from_driver(error.orig) if error.orig is not None else None
        if isinstance(typed, StorageDamaged):
            connection.invalidate()  # the driver's connection can't be used any more
        return typed or error


def _make_engine(connect: Callable[[], Any], threads: int, begin: str) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        module=cipher.driver,
        creator=connect,
        poolclass=QueuePool,
        pool_size=threads,
        max_overflow=0,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
