"""What is due later: rows written by whatever causes them, claimed by one replica, done with an injected clock.

A job's row goes in the same transaction as what it does, so it happens exactly once. What reaches outside (an e-mail)
is claimed first and done between two transactions: at least once.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, update

from workstation.domain.clock import Clock
from workstation.logs import logger
from workstation.server.config import Limits, Outside
from workstation.server.database import Database, insert
from workstation.server.schema import job
from workstation.server.writer import Tx, Writer

PER_TURN = 50
ROUNDS = 20
"""Letters that pile up must not keep a reminder waiting for turns."""
MAX_ATTEMPTS = 20
PAUSE_S = 30.0
LONGEST_PAUSE_S = 3600.0
CLAIM = timedelta(minutes=10)
"""So long nobody else does what reaches outside; longer than everything that waits for an answer there."""
AT_ONCE = 4
"""Errands that are out at the same time: a mail server that hangs must not hold up the others."""

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


class Hopeless(Exception):
    """What an errand was for will not come about however often it is tried."""


class Errand(Struct, frozen=True):
    """The part of a job that reaches outside, between two transactions."""

    run: Callable[[], Any]
    """On a thread of its own, without the database; whatever it raises but `Hopeless` is tried again later."""
    done: Callable[[Tx, Any], None] | None = None
    """Keeps what `run` returned; it is called although the job was planned anew meanwhile, and may raise `Again`."""
    failed: Callable[[Tx, Exception], None] | None = None
    """Keeps that it failed, this time."""


class Claim(Struct, frozen=True):
    """An errand that this replica does until then."""

    number: int
    until: datetime
    errand: Errand


Handler = Callable[[Tx, Job, Limits], None]
Sender = Callable[[Tx, Job, Limits, Outside], Errand | None]
_handlers: dict[str, Handler] = {}
_senders: dict[str, Sender] = {}


def does(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of a kind; it may raise `Again`."""

    def register(fn: Handler) -> Handler:
        _handlers[kind] = fn
        return fn

    return register


def reaches_outside(kind: str) -> Callable[[Sender], Sender]:
    """Register the function that prepares the errand of jobs of a kind, or finds that there is nothing to do."""

    def register(fn: Sender) -> Sender:
        _senders[kind] = fn
        return fn

    return register


def waiting(tx: Tx, key: str) -> str | None:
    """Return the payload of a job that is planned under the key and not being done, as JSON."""
    wanted = select(job.c.payload).where(job.c.key == key, job.c.claimed_until.is_(None))
    return tx.conn.execute(wanted).scalar()


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

    def __init__(
        self, database: Database, writer: Writer, clock: Clock, limits: Limits, outside: Outside | None = None
    ) -> None:
        self._database = database
        self._writer = writer
        self._clock = clock
        self._limits = limits
        self._outside = outside or Outside()
        self._threads: ThreadPoolExecutor | None = None
        self._errands: set[asyncio.Task[None]] = set()

    async def turn(self, *, wait: bool = True) -> int:
        """Do what is due, each job in a transaction of its own; returns how many were looked at.

        `wait` is for the errands too; else they go on beside, and what is due later does not wait for them.
        """
        looked_at = 0
        for _round in range(ROUNDS):
            due = await self._database.read(_due, self._clock.now())
            looked_at += len(due)
            await self._do_each(due)
            if len(due) < PER_TURN:
                break
        if wait and self._errands:
            await asyncio.gather(*self._errands)
        return looked_at

    async def _do_each(self, due: list[int]) -> None:
        for number in due:
            try:
                claim = await self._writer.write(self._do, number)
            except Exception as error:  # whatever a job stumbles over, the others go on
                log.warning("a job failed: %s", type(error).__name__)
                await self._writer.write(self._failed, number)
            else:
                if claim is not None:
                    task = asyncio.create_task(self._send(claim))
                    self._errands.add(task)
                    task.add_done_callback(self._errands.discard)

    async def close(self) -> None:
        """Leave the errands that are out to themselves; what is not known to be done is done again."""
        out = bool(self._errands)
        for task in self._errands:
            task.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
        if self._threads is not None:
            self._threads.shutdown(wait=not out, cancel_futures=True)
            self._threads = None

    async def _send(self, claim: Claim) -> None:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="errand")
        try:
            value = await asyncio.get_running_loop().run_in_executor(self._threads, claim.errand.run)
            await self._writer.write(self._done, claim, value)
        except Exception as error:
            log.warning("an errand failed: %s", type(error).__name__)
            await self._writer.write(self._errand_failed, claim, error)

    def _do(self, tx: Tx, number: int) -> Claim | None:
        """Do one job, or claim its errand, unless another replica has it, or it is no longer due."""
        row = tx.conn.execute(
            select(job).where(job.c.id == number, _is_due(tx.now)).with_for_update(skip_locked=True)
        ).one_or_none()
        if row is None:
            return None
        mine = Job(row.id, row.key, row.kind, row.payload, row.attempts)
        handler, sender = _handlers.get(mine.kind), _senders.get(mine.kind)
        if handler is None and sender is None:  # of a newer version: leave it to a replica that knows it
            _postpone(tx, number, tx.now + timedelta(seconds=LONGEST_PAUSE_S))
            return None
        try:
            if sender is not None:
                errand = sender(tx, mine, self._limits, self._outside)
                if errand is not None:
                    until = tx.now + CLAIM
                    tx.conn.execute(update(job).where(job.c.id == number).values(claimed_until=until))
                    return Claim(number, until, errand)
            elif handler is not None:
                handler(tx, mine, self._limits)
        except Again as again:
            _postpone(tx, number, again.at, attempts=0)
        else:
            tx.conn.execute(delete(job).where(job.c.id == number))
        return None

    def _done(self, tx: Tx, claim: Claim, value: Any) -> None:
        again = None
        try:
            if claim.errand.done is not None:
                claim.errand.done(tx, value)
        except Again as later:
            again = later.at
        if not _holds(tx, claim):  # planned anew meanwhile
            return
        if again is None:
            tx.conn.execute(delete(job).where(job.c.id == claim.number))
        else:
            _postpone(tx, claim.number, again, attempts=0)

    def _errand_failed(self, tx: Tx, claim: Claim, error: Exception) -> None:
        if claim.errand.failed is not None:
            claim.errand.failed(tx, error)
        if not _holds(tx, claim):
            return
        if isinstance(error, Hopeless):
            tx.conn.execute(delete(job).where(job.c.id == claim.number))
        else:
            self._failed(tx, claim.number)

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


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(job.c.due_at <= now, or_(job.c.claimed_until.is_(None), job.c.claimed_until <= now))


def _holds(tx: Tx, claim: Claim) -> bool:
    mine = select(job.c.id).where(job.c.id == claim.number, job.c.claimed_until == claim.until)
    return tx.conn.execute(mine.with_for_update()).first() is not None


def _due(conn: Connection, now: datetime) -> list[int]:
    rows = conn.execute(select(job.c.id).where(_is_due(now)).order_by(job.c.due_at, job.c.id).limit(PER_TURN))
    return [row.id for row in rows]


def _postpone(tx: Tx, number: int, at: datetime, *, attempts: int | None = None) -> None:
    values: dict[str, Any] = {"due_at": at, "claimed_until": None}
    if attempts is not None:
        values["attempts"] = attempts
    tx.conn.execute(update(job).where(job.c.id == number).values(**values))
