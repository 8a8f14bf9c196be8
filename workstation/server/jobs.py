"""What is due later: rows written by whatever causes them, claimed by one replica, done with an injected clock.

A job's row goes in the same transaction as what it does, so it happens exactly once. What reaches outside (an e-mail)
is claimed first and done between two transactions: at least once.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, or_, select, update

from workstation.domain.clock import Clock
from workstation.logs import logger
from workstation.server.config import Limits
from workstation.server.database import Database, insert
from workstation.server.schema import job
from workstation.server.writer import Tx, Writer

PER_TURN = 50
MAX_ATTEMPTS = 20
PAUSE_S = 30.0
LONGEST_PAUSE_S = 3600.0

log = logger("server.jobs")


class Job(Struct, frozen=True):
    """A job that is due."""

    id: int
    key: str
    kind: str
    payload: str
    attempts: int


class Again(Exception):
    """The job isn't over: do it again at that moment."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


Handler = Callable[[Tx, Job, Limits], None]
_handlers: dict[str, Handler] = {}


def does(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of a kind; it may raise `Again`."""

    def register(fn: Handler) -> Handler:
        _handlers[kind] = fn
        return fn

    return register


def plan(tx: Tx, key: str, kind: str, due_at: datetime, payload: Any = None, *, keep: bool = False) -> None:
    """Plan a job, in the transaction that causes it; one that is planned under the key already moves to that moment.

    `keep` leaves the moment of one that is planned already.
    """
    values = {"kind": kind, "due_at": due_at, "payload": msgspec.json.encode(payload).decode(), "attempts": 0}
    statement = insert(tx.conn, job).values(key=key, **values)
    if keep:
        tx.conn.execute(statement.on_conflict_do_nothing(index_elements=[job.c.key]))
    else:
        moved = {**values, "claimed_until": None}
        tx.conn.execute(statement.on_conflict_do_update(index_elements=[job.c.key], set_=moved))


def cancel(tx: Tx, key: str) -> None:
    """Forget a job; nothing happens when it isn't planned."""
    tx.conn.execute(delete(job).where(job.c.key == key))


class Jobs:
    """Looks for what is due, and does it."""

    def __init__(self, database: Database, writer: Writer, clock: Clock, limits: Limits) -> None:
        self._database = database
        self._writer = writer
        self._clock = clock
        self._limits = limits

    async def turn(self) -> int:
        """Do what is due, each job in a transaction of its own; returns how many were looked at."""
        due = await self._database.read(_due, self._clock.now())
        for number in due:
            try:
                await self._writer.write(self._do, number)
            except Exception as error:  # whatever a job stumbles over, the others go on
                log.warning("a job failed: %s", type(error).__name__)
                await self._writer.write(self._failed, number)
        return len(due)

    def _do(self, tx: Tx, number: int) -> None:
        """Do one job unless another replica has it, or it is no longer due."""
        row = tx.conn.execute(
            select(job).where(job.c.id == number, job.c.due_at <= tx.now).with_for_update(skip_locked=True)
        ).one_or_none()
        if row is None:
            return
        mine = Job(row.id, row.key, row.kind, row.payload, row.attempts)
        handler = _handlers.get(mine.kind)
        if handler is None:  # of a newer version: leave it to a replica that knows it
            _postpone(tx, number, tx.now + timedelta(seconds=LONGEST_PAUSE_S))
            return
        try:
            handler(tx, mine, self._limits)
        except Again as again:
            _postpone(tx, number, again.at, attempts=0)
        else:
            tx.conn.execute(delete(job).where(job.c.id == number))

    def _failed(self, tx: Tx, number: int) -> None:
        row = tx.conn.execute(select(job).where(job.c.id == number)).one_or_none()
        if row is None:
            return
        if row.attempts + 1 >= MAX_ATTEMPTS:
            log.error("job %s was given up after %d attempts", row.key, row.attempts + 1)
            tx.conn.execute(delete(job).where(job.c.id == number))
            return
        pause_s = min(LONGEST_PAUSE_S, PAUSE_S * 2**row.attempts)
        _postpone(tx, number, tx.now + timedelta(seconds=pause_s), attempts=row.attempts + 1)


def _due(conn: Connection, now: datetime) -> list[int]:
    rows = conn.execute(
        select(job.c.id)
        .where(job.c.due_at <= now, or_(job.c.claimed_until.is_(None), job.c.claimed_until <= now))
        .order_by(job.c.due_at, job.c.id)
        .limit(PER_TURN)
    )
    return [row.id for row in rows]


def _postpone(tx: Tx, number: int, at: datetime, *, attempts: int | None = None) -> None:
    values: dict[str, Any] = {"due_at": at, "claimed_until": None}
    if attempts is not None:
        values["attempts"] = attempts
    tx.conn.execute(update(job).where(job.c.id == number).values(**values))
