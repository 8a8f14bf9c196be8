"""The database behind one set of statements: SQLite in a file, or PostgreSQL."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, Row, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.pool import QueuePool

P = ParamSpec("P")
T = TypeVar("T")

AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns."""

READERS = 4
WRITER_OPTIONS = "-c lock_timeout=5000 -c idle_in_transaction_session_timeout=5000 -c statement_timeout=30000"
"""A hung replica may not hold a counter, and with it everybody's log."""
READER_OPTIONS = (
    "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"
    " -c idle_in_transaction_session_timeout=30000 -c statement_timeout=30000"
)


INSERTS: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def insert(conn: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that knows ON CONFLICT, in the dialect of the connection."""
    return INSERTS[conn.dialect.name](table)


def _sqlite_engine(url: str, *, read_only: bool) -> Engine:
    engine = create_engine(
        url, connect_args={"check_same_thread": False, "timeout": 30.0}, poolclass=QueuePool, pool_size=READERS
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # The driver's own ideas of when a transaction begins are switched off: see `begin`.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")  # what is acknowledged survives a loss of power
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA cache_size=-8192")
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    # A deferred transaction that reads and then writes fails with "locked" at once, whatever the time-out.
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def emit_begin(conn: Connection) -> None:
        conn.exec_driver_sql(begin)

    return engine


def _postgres_engine(url: str, *, read_only: bool) -> Engine:
    return create_engine(
        url,
        connect_args={"options": READER_OPTIONS if read_only else WRITER_OPTIONS},
        pool_size=READERS,
        pool_pre_ping=read_only,  # the writer finds out by itself, and runs its batch again
    )


class Database:
    """Engines for the writer and for the readers, and the threads of the readers."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.url = parsed
        self.is_postgres = parsed.get_backend_name() == "postgresql"
        make = _postgres_engine if self.is_postgres else _sqlite_engine
        text = parsed.render_as_string(hide_password=False)
        self.writer = make(text, read_only=False)
        self.reader = make(text, read_only=True)
        self._threads = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    def read_blocking(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn` in one read transaction on this thread and return what it returns."""
        with self.reader.begin() as conn:
            return fn(conn, *args, **kwargs)

    async def read(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn` in one read transaction on a reader thread and return what it returns."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: self.read_blocking(fn, *args, **kwargs))

    def close(self) -> None:
        """Let go of the threads and connections."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self.reader.dispose()
        self.writer.dispose()
