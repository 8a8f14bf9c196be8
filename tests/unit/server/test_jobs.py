"""What is due later, with a clock of one's own: sessions that fall idle, jobs that fail, two replicas at once."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import insert, select

from workstation.domain.actions import ActionRequest, ActionResult, SendMessage, StartConversation
from workstation.domain.events import Event
from workstation.domain.ids import ConversationId, ExhibitorId, new_action_id
from workstation.server import auth, events, fairfile, handlers, jobs, upkeep
from workstation.server.actions import perform
from workstation.server.caller import hash_of
from workstation.server.config import Limits
from workstation.server.database import Database
from workstation.server.fairimport import FairImport
from workstation.server.jobs import Again, Job, Jobs, plan
from workstation.server.schema import attempt, buyer, conversation, job
from workstation.server.writer import Tx, Writer

FAIR = Path(__file__).parents[2] / "helpers" / "small_fair.yaml"
START = datetime(2026, 4, 15, 2, 0, tzinfo=UTC)
LIMITS = Limits(session_idle_s=3600)
assert handlers
assert upkeep


class Clock:
    """Goes on only when told."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()


class Bench:
    """A fair, its buyer, its writer and its jobs, without a server around them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = Clock()
        self.writer = Writer(database, self.clock, lambda what: None)
        self.writer.start()
        self.jobs = Jobs(database, self.writer, self.clock, LIMITS)
        task = FairImport(fairfile.read(FAIR), FAIR.parent)
        self.writer.submit(task.run).result(30)
        self.token = self.writer.submit(self._buyer).result(30)

    @staticmethod
    def _buyer(tx: Tx) -> bytes:
        number = auth.add_principal(
            tx.conn, tx.now, kind="buyer", login="b", password_hash="!", language="en", must_change=False
        )
        tx.conn.execute(insert(buyer), {"id": number, "name": "B"})
        return hash_of(auth.issue(tx, number, "", 30)[0])

    def act(self, action: Any) -> ActionResult:
        request = ActionRequest(id=new_action_id(), action=action)
        return self.writer.submit(perform, self.token, request, LIMITS, lambda count: 0).result(30)

    def turn(self, **later: float) -> int:
        """Let time pass, and do what is due then."""
        self.clock.at += timedelta(**later)
        return asyncio.run(self.jobs.turn())

    def live(self, conversation_id: ConversationId) -> bool:
        with self.database.reader.begin() as conn:
            return bool(conn.execute(select(conversation.c.live).where(conversation.c.id == conversation_id)).scalar())

    def planned(self) -> dict[str, tuple[datetime, int]]:
        with self.database.reader.begin() as conn:
            return {row.key: (row.due_at, row.attempts) for row in conn.execute(select(job))}


@pytest.fixture
def bench(database: Database) -> Iterator[Bench]:
    made = Bench(database)
    yield made
    made.writer.close()


def test_a_session_ends_after_its_idle_time(bench: Bench) -> None:
    opened = bench.act(StartConversation(exhibitor_id=ExhibitorId(1))).conversation_id
    assert opened is not None
    bench.clock.at += timedelta(minutes=50)
    bench.act(SendMessage(conversation=opened, text="still here"))
    assert bench.turn(minutes=20) == 1
    assert bench.live(opened), "something was said since"
    assert bench.turn(minutes=30) == 0, "planned anew for an hour after that"
    assert bench.turn(minutes=11) == 1
    assert not bench.live(opened)
    assert bench.planned() == {}
    lines = bench.database.read_blocking(events.after, _buyer_of(bench, opened), 0)
    assert b"session_closed" in lines[-1][1]
    bench.act(SendMessage(conversation=opened, text="I am back"))
    assert bench.live(opened)
    assert list(bench.planned()) == [f"session_idle:{opened}"]


def _buyer_of(bench: Bench, conversation_id: ConversationId) -> Any:
    with bench.database.reader.begin() as conn:
        return conn.execute(select(conversation.c.buyer_id).where(conversation.c.id == conversation_id)).scalar_one()


def register(name: str, done: list[str], *, fail: int = 0, again: timedelta | None = None) -> None:
    def work(tx: Tx, mine: Job, limits: Limits) -> None:
        done.append(f"{mine.key} {mine.attempts}")
        tx.conn.execute(insert(attempt), {"key": f"{mine.key} {len(done)}", "failed": 1, "since_at": tx.now})
        if len(done) <= fail:
            raise ValueError("not now")
        if again is not None:
            raise Again(tx.now + again)

    jobs.does(name)(work)


def test_a_job_is_planned_once_and_moved(bench: Bench) -> None:
    done: list[str] = []
    register("trial_once", done)
    for minutes in (10, 30):
        bench.writer.submit(plan, "k", "trial_once", START + timedelta(minutes=minutes)).result(30)
    assert bench.turn(minutes=20) == 0
    bench.writer.submit(plan, "k", "trial_once", START, keep=True).result(30)
    assert bench.turn(minutes=9) == 0
    assert bench.turn(minutes=2) == 1
    assert done == ["k 0"]
    bench.writer.submit(plan, "k", "trial_once", START).result(30)
    bench.writer.submit(jobs.cancel, "k").result(30)
    assert bench.turn(minutes=1) == 0


def test_a_failing_job_leaves_nothing_and_is_tried_again(bench: Bench, expect_log: Any) -> None:
    expect_log("failed", logger="workstation.server")
    done: list[str] = []
    register("trial_fail", done, fail=2)
    bench.writer.submit(plan, "k", "trial_fail", START).result(30)
    assert bench.turn() == 1
    assert bench.planned()["k"] == (START + timedelta(seconds=30), 1)
    assert bench.turn(seconds=29) == 0
    assert bench.turn(seconds=1) == 1
    assert bench.planned()["k"][1] == 2
    assert bench.turn(seconds=60) == 1
    assert done == ["k 0", "k 1", "k 2"]
    assert bench.planned() == {}
    with bench.database.reader.begin() as conn:
        assert [row.key for row in conn.execute(select(attempt.c.key))] == ["k 3"]


def test_a_regular_job_plans_itself(bench: Bench) -> None:
    done: list[str] = []
    register("trial_again", done, again=timedelta(hours=1))
    bench.writer.submit(plan, "k", "trial_again", START).result(30)
    assert [bench.turn(minutes=minutes) for minutes in (0, 59, 1, 60)] == [1, 0, 1, 1]
    assert len(done) == 3


def test_a_job_of_a_newer_version_is_left_alone(bench: Bench) -> None:
    bench.writer.submit(plan, "k", "from_the_future", START).result(30)
    assert bench.turn() == 1
    assert bench.planned()["k"] == (START + timedelta(hours=1), 0)


def test_two_replicas_do_a_job_once(engine: str, bench: Bench) -> None:
    if engine == "sqlite":
        return  # has one process
    done: list[str] = []
    register("trial_two", done)
    for number in range(30):
        bench.writer.submit(plan, f"k{number}", "trial_two", START).result(30)
    other_writer = Writer(bench.database, bench.clock, lambda what: None)
    other_writer.start()
    other = Jobs(bench.database, other_writer, bench.clock, LIMITS)

    async def both() -> None:
        await asyncio.gather(bench.jobs.turn(), other.turn())

    asyncio.run(both())
    other_writer.close()
    assert sorted(done) == sorted(f"k{number} 0" for number in range(30))


def test_upkeep_forgets_what_is_old_and_keeps_messages(bench: Bench) -> None:
    opened = bench.act(StartConversation(exhibitor_id=ExhibitorId(1))).conversation_id
    assert opened is not None
    sent = ActionRequest(id=new_action_id(), action=SendMessage(conversation=opened, text="kept"))
    first = bench.writer.submit(perform, bench.token, sent, LIMITS, lambda count: 0).result(30)
    bench.writer.submit(upkeep.plan_upkeep).result(30)
    owner = _buyer_of(bench, opened)
    last = bench.database.read_blocking(events.last_seq, owner)
    bench.turn(days=8)
    with pytest.raises(Exception, match="gone"):
        bench.database.read_blocking(events.after, owner, 0)
    kept = bench.database.read_blocking(events.after, owner, last)
    assert [type(Event) for _line in kept], "what came meanwhile is there"
    again = bench.writer.submit(perform, bench.token, sent, LIMITS, lambda count: 0).result(30)
    assert replace(again, seq=first.seq) == first
    assert "trim" in bench.planned()
