"""The group-commit writer and the dense logs, without HTTP, on both databases."""

import asyncio
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from typing import Any

import pytest
from sqlalchemy import insert, select, text

from workstation.domain.clock import SystemClock
from workstation.domain.conversation import ReadMark
from workstation.domain.errors import Refusal
from workstation.domain.events import ReadMoved
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.server import auth, events
from workstation.server.database import Database
from workstation.server.schema import attempt, event, head
from workstation.server.writer import Committed, Tx, Writer

MakeWriter = Callable[..., Writer]


@pytest.fixture
def make_writer(database: Database) -> Iterator[MakeWriter]:
    """Make running writers, each as another replica would have it."""
    made: list[Writer] = []

    def make(committed: Callable[[Committed], None] = lambda what: None) -> Writer:
        writer = Writer(database, SystemClock(), committed)
        writer.start()
        made.append(writer)
        return writer

    yield make
    for writer in made:
        writer.close()


@pytest.fixture
def people(make_writer: MakeWriter) -> list[PrincipalId]:
    """Six principals with empty logs."""
    writer = make_writer()

    def add(tx: Tx, number: int) -> PrincipalId:
        return auth.add_principal(
            tx.conn, tx.now, kind="buyer", login=f"p{number}", password_hash="!", language="en", must_change=False
        )

    return [writer.submit(add, number).result(30) for number in range(6)]


def moved(n: int) -> ReadMoved:
    return ReadMoved(read=ReadMark(conversation_id=ConversationId(1), reader_id=PrincipalId(1), n=n))


def count(tx: Tx, key: str) -> None:
    tx.conn.execute(insert(attempt), {"key": key, "failed": 1, "since_at": tx.now})


def keys(database: Database) -> set[str]:
    with database.reader.begin() as conn:
        return {row.key for row in conn.execute(select(attempt.c.key))}


def test_a_refusal_undoes_only_its_own_item(database: Database, make_writer: MakeWriter) -> None:
    writer = make_writer()
    gate = hold(writer)

    def refuse(tx: Tx) -> None:
        count(tx, "refused")
        raise Refusal("not_allowed")

    good = [writer.submit(count, f"good {number}") for number in range(5)]
    bad = writer.submit(refuse)
    more = writer.submit(count, "after")
    gate.set()
    wait([*good, more], 30)
    with pytest.raises(Refusal):
        bad.result(30)
    assert keys(database) == {"after", *(f"good {number}" for number in range(5))}


def hold(writer: Writer) -> threading.Event:
    """Keep the writer busy until the event is set, so that what is submitted meanwhile makes one batch."""
    gate, busy = threading.Event(), threading.Event()

    def block(tx: Tx) -> None:
        busy.set()
        gate.wait(30)

    writer.submit(block)
    assert busy.wait(30)
    return gate


def test_a_poisoned_item_fails_alone(database: Database, make_writer: MakeWriter, expect_log: Any) -> None:
    expect_log("one by one", logger="workstation.server.writer")
    expect_log("a write failed", logger="workstation.server.writer")
    writer = make_writer()
    gate = hold(writer)
    good = [writer.submit(count, f"good {number}") for number in range(3)]
    broken: list[Future[Any]] = [
        writer.submit(lambda tx: tx.conn.execute(text("SELECT * FROM no_such_table"))),
        writer.submit(lambda tx: 1 // 0),
        writer.submit(lambda tx: tx.conn.execute(insert(attempt), {"key": None})),
    ]
    more = [writer.submit(count, f"more {number}") for number in range(3)]
    gate.set()
    wait([*good, *more], 30)
    for future in broken:
        assert future.exception(30) is not None
    assert keys(database) == {f"{word} {number}" for word in ("good", "more") for number in range(3)}


def test_an_item_that_ruins_the_transaction_is_found_by_running_one_by_one(
    database: Database, make_writer: MakeWriter, expect_log: Any
) -> None:
    """The savepoint itself is lost here: only a transaction for each item helps the others."""
    expect_log("one by one", logger="workstation.server.writer")
    expect_log("a write failed", logger="workstation.server.writer")
    writer = make_writer()
    gate = hold(writer)
    good = [writer.submit(count, f"good {number}") for number in range(3)]
    ruin = writer.submit(lambda tx: tx.conn.exec_driver_sql("ROLLBACK"))
    more = writer.submit(count, "more")
    gate.set()
    wait([*good, more], 30)
    assert ruin.exception(30) is not None
    assert keys(database) == {"good 0", "good 1", "good 2", "more"}


def test_one_commit_tells_of_many_items_in_order(
    database: Database, make_writer: MakeWriter, people: list[PrincipalId]
) -> None:
    told: list[Committed] = []
    writer = make_writer(told.append)
    gate = hold(writer)
    futures = [writer.submit(Tx.emit, people[:3], moved(n)) for n in range(1, 11)]
    gate.set()
    wait(futures, 30)
    assert len(told) == 1
    assert [(entry.principal_id, entry.seq) for entry in told[0].entries] == [
        (principal_id, seq) for principal_id in people[:3] for seq in range(1, 11)
    ]


def test_eight_writers_make_dense_logs(
    engine: str, database: Database, make_writer: MakeWriter, people: list[PrincipalId], trials: Callable[[int], int]
) -> None:
    """Writers of several replicas (threads before one writer on SQLite), one item in ten refused, mixed audiences."""
    told: list[events.Entry] = []
    lock = threading.Lock()

    def tell(what: Committed) -> None:
        with lock:
            told.extend(what.entries)

    writers = [make_writer(tell) for _ in range(8)] if engine == "postgresql" else [make_writer(tell)] * 8
    each = trials(1000)
    futures: list[Future[None]] = []
    stop = threading.Event()
    holes: list[str] = []
    watchers = [threading.Thread(target=watch, args=(database, one, stop, holes)) for one in people]

    def work(writer: Writer, seed: int) -> None:
        rng = random.Random(seed)
        for n in range(each):
            audience = rng.sample(people, rng.randint(1, 4))
            refused = rng.random() < 0.1

            def item(tx: Tx, audience: list[PrincipalId] = audience, n: int = n, refused: bool = refused) -> None:
                tx.emit(audience, moved(n))
                if refused:
                    raise Refusal("not_allowed")

            future = writer.submit(item)
            with lock:
                futures.append(future)

    threads = [threading.Thread(target=work, args=(writer, seed)) for seed, writer in enumerate(writers)]
    for thread in [*watchers, *threads]:
        thread.start()
    for thread in threads:
        thread.join()
    wait(futures, 120)
    stop.set()
    for thread in watchers:
        thread.join()
    assert holes == []
    assert all(isinstance(future.exception(), (Refusal, type(None))) for future in futures)
    with database.reader.begin() as conn:
        stored = [tuple(row) for row in conn.execute(select(event.c.principal_id, event.c.seq))]
        heads = dict(tuple(row) for row in conn.execute(select(head.c.principal_id, head.c.last_seq)))
    assert sorted(stored) == sorted((entry.principal_id, entry.seq) for entry in told)
    for principal_id in people:
        numbers = sorted(seq for owner, seq in stored if owner == principal_id)
        assert numbers == list(range(1, len(numbers) + 1))
        assert heads[principal_id] == len(numbers)


def watch(database: Database, principal_id: PrincipalId, stop: threading.Event, holes: list[str]) -> None:
    """Read a log as a client does, `after` the last line seen: whatever it skips is lost for ever."""
    last = 0
    while True:
        ending = stop.is_set()
        lines = database.read_blocking(events.after, principal_id, last)
        for seq, _frame in lines:
            if seq != last + 1:
                holes.append(f"{principal_id}: {last} -> {seq}")
            last = seq
        if ending and not lines:
            return


def test_opposite_orders_of_locks_are_tried_again(
    engine: str, database: Database, make_writer: MakeWriter, people: list[PrincipalId]
) -> None:
    """Two replicas that lock the same two rows in opposite orders: a deadlock, of which nobody hears."""
    if engine == "sqlite":
        return  # has one writer
    first, second = make_writer(), make_writer()
    met = threading.Barrier(2)
    tries: list[int] = []

    def lock_both(tx: Tx, one: PrincipalId, other: PrincipalId) -> None:
        tx.conn.execute(select(head).where(head.c.principal_id == one).with_for_update())
        if len(tries) < 2:
            tries.append(1)
            met.wait(20)
        tx.conn.execute(select(head).where(head.c.principal_id == other).with_for_update())

    futures = [
        first.submit(lock_both, people[0], people[1]),
        second.submit(lock_both, people[1], people[0]),
    ]
    for future in futures:
        future.result(60)
    assert len(tries) == 2


async def test_a_write_is_awaited(database: Database, make_writer: MakeWriter) -> None:
    writer = make_writer()
    await asyncio.gather(*(writer.write(count, f"awaited {number}") for number in range(100)))
    assert len(keys(database)) == 100


def test_trimming_leaves_a_log_that_says_from_where(
    database: Database, make_writer: MakeWriter, people: list[PrincipalId]
) -> None:
    writer = make_writer()
    one, other = people[:2]
    for n in range(5):
        writer.submit(Tx.emit, [one], moved(n)).result(30)
    with database.writer.begin() as conn:
        moment = conn.execute(select(event.c.at).where(event.c.seq == 3)).scalar_one()
        conn.execute(event.update().where(event.c.seq <= 3).values(at=moment.replace(year=2020)))
        assert events.trim(conn, moment.replace(year=2021)) == 1
    read = database.read_blocking
    assert [seq for seq, _frame in read(events.after, one, 3)] == [4, 5]
    for gone in (0, 2, 6):
        with pytest.raises(Refusal, match="gone"):
            read(events.after, one, gone)
    assert read(events.after, other, 0) == []
    writer.submit(lambda tx: tx.emit([one], moved(9))).result(30)
    assert [seq for seq, _frame in read(events.after, one, 5)] == [6]
