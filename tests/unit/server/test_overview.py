"""Every figure of the overview equals a recount over the rows, and the rows behind it are as many as it says."""

import random
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from tests.helpers.team_bench import START, TeamBench, team_bench
from workstation.domain.account_actions import BlockBuyer
from workstation.domain.actions import SendMessage
from workstation.domain.message import SYSTEM, TEXT
from workstation.domain.overview import Figure, Overview, OverviewRow, Step, Times, times_of
from workstation.server import auth
from workstation.server.database import Database
from workstation.server.queries import overview
from workstation.server.schema import buyer, conversation, message
from workstation.server.writer import Tx

SINCE, UNTIL = START - timedelta(days=3), START + timedelta(days=1)
COUNTRIES = ("ES", "US", "BR", "", "DE")
HOURS_AHEAD = 8
"""Of the fair's clock before UTC."""


@pytest.fixture
def prepared() -> str:
    return "fair"


@pytest.fixture
def bench(database: Database) -> Iterator[TeamBench]:
    with team_bench(database) as made:
        yield made


def random_line(rng: random.Random, staff: Sequence[int], buyer_id: int) -> dict[str, Any]:
    """Return a message of some kind: said by the buyer, by a person, automatically, or by nobody."""
    kind = rng.choices(["buyer", "person", "automatic", "system"], [5, 3, 1, 1])[0]
    return {
        "kind": SYSTEM if kind == "system" else TEXT,
        "sender_id": {"buyer": buyer_id, "system": None}.get(kind, rng.choice(staff)),
        "from_buyer": kind == "buyer",
        "automatic": kind == "automatic",
        "recalled": kind != "system" and rng.random() < 0.15,
        "text": "x",
    }


def fill(bench: TeamBench, seed: int, count: int = 40) -> None:
    """Write histories of all sorts, of this exhibitor and of another one."""
    rng = random.Random(seed)
    staff = [bench.ids[login] for login in ("north", "north.ann", "north.bo")]

    def write(tx: Tx) -> None:
        for number in range(count):
            who = auth.add_principal(
                tx.conn, START, kind="buyer", login=f"r{seed}-{number}", password_hash="!", language="en",
                must_change=False,
            )  # fmt: skip
            tx.conn.execute(insert(buyer), {"id": who, "name": f"Buyer {number}", "country": rng.choice(COUNTRIES)})
            foreign = rng.random() < 0.15
            at = SINCE + timedelta(hours=rng.uniform(-60, 90))
            head = {
                "kind": "customer",
                "exhibitor_id": bench.north + 1 if foreign else bench.north,
                "buyer_id": who,
                "owner_id": bench.ids["south"] if foreign else rng.choice([*staff, None]),
                "live": rng.random() < 0.5,
                "blocked": rng.random() < 0.1,
                "created_at": at,
                "last_at": at,
            }
            made = tx.conn.execute(insert(conversation).returning(conversation.c.id), head).scalar_one()
            n = 0
            for n in range(1, rng.randint(0, 14) + 1):
                at += timedelta(seconds=rng.choice([0, 5, 60, 900, 7200, 40_000]))
                line = random_line(rng, [bench.ids["south"]] if foreign else staff, who)
                tx.conn.execute(insert(message), {"conversation_id": made, "n": n, "at": at, **line})
            tx.conn.execute(update(conversation).where(conversation.c.id == made).values(last_n=n, last_at=at))

    bench.do(write)


class Recount:
    """The same figures, counted by going through every line of every conversation."""

    def __init__(self, bench: TeamBench) -> None:
        def rows(conn: Any) -> tuple[list[Any], list[Any]]:
            heads = conn.execute(
                select(conversation, buyer.c.country)
                .join(buyer, buyer.c.id == conversation.c.buyer_id)
                .where(conversation.c.exhibitor_id == bench.north)
            ).all()
            return heads, conn.execute(select(message).order_by(message.c.conversation_id, message.c.n)).all()

        heads, lines = bench.read(rows)
        self.heads = heads
        self.said: set[int] = set()
        self.waiting: dict[int, datetime] = {}
        self.waits: list[tuple[int, datetime, datetime | None, int | None]] = []
        for head in heads:
            self._walk(head, [line for line in lines if line.conversation_id == head.id])

    def _walk(self, head: Any, lines: list[Any]) -> None:
        began: datetime | None = None
        for line in lines:
            if line.kind != SYSTEM and SINCE <= line.at < UNTIL:
                self.said.add(head.id)
            if line.kind == SYSTEM or line.recalled or line.automatic:
                continue
            if line.from_buyer:
                began = began or line.at
            elif began is not None:
                self.waits.append((head.id, began, line.at, line.sender_id))
                began = None
        if began is not None:
            self.waits.append((head.id, began, None, None))
            if not head.blocked:
                self.waiting[head.id] = began

    @property
    def in_range(self) -> list[tuple[int, datetime, datetime | None, int | None]]:
        return [wait for wait in self.waits if SINCE <= wait[1] < UNTIL]


def seconds(waits: list[Any]) -> list[int]:
    return [int((answered - began).total_seconds()) for _id, began, answered, _by in waits if answered is not None]


def hour(at: datetime) -> int:
    return (at + timedelta(hours=HOURS_AHEAD)).hour


def check_times(times: Times, expected: list[int]) -> None:
    assert times.count == len(expected)
    if not expected:
        assert (times.median_s, times.p90_s) == (None, None)
        return
    ordered = sorted(expected)
    assert times.median_s == statistics.median_low(ordered)
    assert times.p90_s is not None
    assert sum(one <= times.p90_s for one in ordered) >= 0.9 * len(ordered)
    assert sum(one < times.p90_s for one in ordered) < 0.9 * len(ordered)


def figures(bench: TeamBench) -> Overview:
    found: Overview = bench.read(overview.overview, bench.north, bench.clock.now(), SINCE, UNTIL)
    return found


def rows(bench: TeamBench, figure: Figure, key: object = "") -> list[OverviewRow]:
    """Return all rows behind a figure, page by page; their number is said with each page."""
    known = bench.read(overview.facts, bench.north, SINCE, UNTIL)
    found: list[OverviewRow] = []
    while True:
        page = overview.page(known, figure, str(key), len(found), 7)
        found += page.rows
        if not page.rows:
            assert page.total == len(found)
            return found


@pytest.mark.parametrize("seed", range(6))
def test_every_figure_equals_a_recount(bench: TeamBench, seed: int) -> None:
    fill(bench, seed)
    shown, counted = figures(bench), Recount(bench)
    live = [head for head in counted.heads if head.live]
    assert shown.waiting == len(counted.waiting)
    assert shown.oldest_waiting_at == min(counted.waiting.values(), default=None)
    assert shown.live == len(live)
    assert shown.queued == sum(head.owner_id is None for head in live)
    assert shown.blocked == sum(head.blocked for head in counted.heads)
    assert shown.conversations == len(counted.said)
    new = {head.id for head in counted.heads if SINCE <= head.created_at < UNTIL}
    assert shown.begun == len(new & counted.said)
    assert shown.unanswered == sum(answered is None for _id, _began, answered, _by in counted.in_range)
    check_times(shown.responses, seconds(counted.in_range))
    for one in shown.accounts:
        mine = [head for head in counted.heads if head.owner_id == one.account_id]
        waiting = [counted.waiting[head.id] for head in mine if head.id in counted.waiting]
        assert (one.live, one.waiting) == (sum(head.live for head in mine), len(waiting))
        assert one.oldest_waiting_at == min(waiting, default=None)
        check_times(one.responses, seconds([wait for wait in counted.in_range if wait[3] == one.account_id]))
    by_hour = Counter(hour(began) for _id, began, _answered, _by in counted.in_range)
    assert {one.hour: one.waits for one in shown.hours} == by_hour
    for figure in shown.hours:
        check_times(figure.responses, seconds([wait for wait in counted.in_range if hour(wait[1]) == figure.hour]))
    assert [one.hour for one in shown.hours] == sorted(by_hour)
    countries = Counter(head.country for head in counted.heads if head.id in counted.said)
    assert {one.country: one.conversations for one in shown.countries} == countries
    assert [one.conversations for one in shown.countries] == sorted(countries.values(), reverse=True)


@pytest.mark.parametrize("seed", range(3))
def test_behind_every_figure_are_as_many_rows(bench: TeamBench, seed: int) -> None:
    fill(bench, seed)
    shown = figures(bench)
    for figure, count in (
        (Figure.WAITING, shown.waiting),
        (Figure.QUEUED, shown.queued),
        (Figure.LIVE, shown.live),
        (Figure.BLOCKED, shown.blocked),
        (Figure.CONVERSATIONS, shown.conversations),
        (Figure.BEGUN, shown.begun),
        (Figure.RESPONSES, shown.responses.count),
        (Figure.UNANSWERED, shown.unanswered),
    ):
        assert len(rows(bench, figure)) == count, figure
    for one in shown.accounts:
        assert len(rows(bench, Figure.ACCOUNT_LIVE, one.account_id)) == one.live
        assert len(rows(bench, Figure.ACCOUNT_WAITING, one.account_id)) == one.waiting
        answered = rows(bench, Figure.ACCOUNT_RESPONSES, one.account_id)
        assert times_of([row.response_s for row in answered if row.response_s is not None]) == one.responses
    for figures_ in shown.hours:
        assert len(rows(bench, Figure.HOUR_WAITS, figures_.hour)) == figures_.waits
        assert len(rows(bench, Figure.HOUR_RESPONSES, figures_.hour)) == figures_.responses.count
    for country in shown.countries:
        assert len(rows(bench, Figure.COUNTRY, country.country)) == country.conversations
    waiting = rows(bench, Figure.WAITING)
    assert [row.began_at for row in waiting] == sorted(row.began_at for row in waiting if row.began_at)
    assert {row.answered_by for row in rows(bench, Figure.RESPONSES)} <= set(bench.ids.values())


def test_of_an_empty_company(bench: TeamBench) -> None:
    shown = figures(bench)
    assert (shown.waiting, shown.live, shown.responses, shown.hours) == (0, 0, Times(), ())
    assert shown.accounts[0].account_id == bench.ids["north"]
    assert shown.time_zone == "Asia/Shanghai"
    assert [one.step for one in shown.guide] == list(Step)
    assert [one.done for one in shown.guide] == [False, True, False, False]


def test_through_the_rules_of_the_house(bench: TeamBench) -> None:
    """Nothing written by hand: a buyer asks, waits ten minutes, is answered, asks again, is blocked."""
    conversation_id = bench.ask("N-1")
    buyer_id = bench.head(conversation_id).buyer_id
    assert buyer_id is not None
    ann = bench.ids["north.ann"]
    shown = figures(bench)
    assert (shown.waiting, shown.begun, shown.unanswered) == (1, 1, 1)
    bench.clock.at += timedelta(minutes=10)
    bench.act("north.ann", SendMessage(conversation=conversation_id, text="9 USD"))
    shown = figures(bench)
    assert (shown.waiting, shown.unanswered, shown.responses) == (0, 0, Times(count=1, median_s=600, p90_s=600))
    (row,) = rows(bench, Figure.ACCOUNT_RESPONSES, ann)
    assert (row.response_s, row.answered_by, row.began_at) == (600, ann, START)
    assert [one.hour for one in shown.hours] == [10]
    bench.act(buyer_id, SendMessage(conversation=conversation_id, text="8?"))
    bench.act("north.ann", BlockBuyer(conversation=conversation_id, blocked=True))
    shown = figures(bench)
    assert (shown.waiting, shown.blocked, shown.live) == (0, 1, 0), "whoever is blocked waits for nobody"
    assert [one.done for one in shown.guide] == [False, True, False, False], "matched is who received an intent"


@pytest.mark.parametrize(
    ("count", "median", "p90"), [(1, 10, 10), (2, 10, 20), (3, 20, 30), (10, 50, 90), (11, 60, 100), (100, 500, 900)]
)
def test_ranks(count: int, median: int, p90: int) -> None:
    shuffled = [10 * (n + 1) for n in range(count)]
    random.Random(1).shuffle(shuffled)
    assert times_of(shuffled) == Times(count=count, median_s=median, p90_s=p90)


def test_instants_are_utc() -> None:
    assert START.tzinfo is UTC
