"""The small fair without a server process: actions go straight to the writer, and the clock stands still."""

import asyncio
import contextlib
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
import pytest
from sqlalchemy import insert, select, update

from tests.helpers.live_server import SMALL_FAIR
from workstation.domain.account import Account, Permission
from workstation.domain.account_actions import SetAccountEnabled, SetPermissions
from workstation.domain.actions import Action, ActionRequest, ActionResult
from workstation.domain.booking import Booking
from workstation.domain.errors import Refusal
from workstation.domain.events import Body
from workstation.domain.ids import ActionId, PrincipalId, new_action_id
from workstation.domain.message import Message, SystemLine
from workstation.domain.slot import Slot, SlotSpan
from workstation.domain.slot_actions import BookSlot, CreateSlots
from workstation.server import auth, fairfile, handlers
from workstation.server.actions import perform
from workstation.server.caller import hash_of
from workstation.server.config import Limits, Meetings
from workstation.server.database import READERS, Database
from workstation.server.fairimport import FairImport
from workstation.server.jobs import Jobs
from workstation.server.queries import accounts, bookings, messages, slots
from workstation.server.schema import buyer, event, head, notice, principal
from workstation.server.writer import Tx, Writer

assert handlers
T = TypeVar("T")
BEGIN = datetime(2026, 10, 14, 4, 0, tzinfo=UTC)
"""Noon in Guangzhou."""
RECEIVES = frozenset(
    {Permission.RECEIVE_MESSAGES, Permission.MESSAGE_NOTICES, Permission.RECEIVE_BOOKINGS, Permission.MY_SCHEDULE}
)
LIMITS = Limits(
    conversations_per_hour=0,
    bookings_per_hour=0,
    meetings=Meetings(possible=("by_hand", "jitsi"), jitsi_host="meet.example.org"),
)


class HandClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()


class Person(NamedTuple):
    """Somebody who can act."""

    id: PrincipalId
    token: bytes


def register(tx: Tx, count: int) -> list[tuple[PrincipalId, str]]:
    """Make buyers that nobody knows the password of; return each with a token."""
    made = []
    for _ in range(count):
        login = f"{new_action_id()}@example.com"
        id_ = auth.add_principal(
            tx.conn, tx.now, kind="buyer", login=login, password_hash="!", language="en", must_change=False
        )
        named = {"name": "Ana", "company": "Casa", "country": "DE", "time_zone": "Europe/Berlin"}
        tx.conn.execute(insert(buyer).values(id=id_, email=login, **named))
        made.append((id_, auth.issue(tx, id_, "", 400)[0]))
    return made


def quick_buyers(url: str, count: int) -> list[str]:
    """Make buyers beside a server that runs on that database; return their tokens."""
    database = Database(url)
    try:
        with database.writer.begin() as conn:
            return [secret for _id, secret in register(Tx(conn, datetime.now(UTC)), count)]
    finally:
        database.close()


class Booth:
    """The exhibitors north and south; Ann and Bo of north may receive bookings, Cai may not."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = HandClock(BEGIN)
        self.writer = Writer(database, self.clock, lambda _committed: None)
        self.writer.start()
        self.write(FairImport(fairfile.read(SMALL_FAIR), SMALL_FAIR.parent).run)
        self._people = self.write(self._accounts)
        self.main, self.ann, self.bo, self.cai = (
            self._people[login] for login in ("north", "north.ann", "north.bo", "north.cai")
        )
        self.south, self.di = self._people["south"], self._people["south.di"]
        self.jobs = Jobs(database, self.writer, self.clock, LIMITS)
        self._days = 0
        self.turn()  # its thread is there before the first test
        for one in (self.ann, self.bo):
            self.act(self.main, SetPermissions(account_id=one.id, permissions=RECEIVES))

    @staticmethod
    def _accounts(tx: Tx) -> dict[str, Person]:
        tx.conn.execute(update(principal).values(must_change_password=False))
        found = {}
        for exhibitor in accounts.exhibitors(tx.conn):
            for one in accounts.of_exhibitor(tx.conn, exhibitor.id, tx.now):
                found[one.login] = Person(one.id, hash_of(auth.issue(tx, one.id, "", 400)[0]))
        return found

    def close(self) -> None:
        self.writer.close()

    def write(self, fn: Any) -> Any:
        """Run a write."""
        return self.writer.submit(fn).result(60)

    def read(self, fn: Any, *args: Any) -> Any:
        """Run a read."""
        return self.database.read_blocking(fn, *args)

    def buyers(self, count: int) -> list[Person]:
        """Register buyers, at no cost."""

        made: list[tuple[PrincipalId, str]] = self.write(lambda tx: register(tx, count))
        return [Person(id_, hash_of(secret)) for id_, secret in made]

    def buyer(self) -> Person:
        """Register a buyer."""
        return self.buyers(1)[0]

    def perform(self, tx: Tx, who: Person, action: Action, id_: ActionId) -> ActionResult:
        """Do an action in somebody's name."""
        return perform(tx, who.token, ActionRequest(id=id_, action=action), LIMITS, lambda _n: 0)

    def act(self, who: Person, action: Action, id_: ActionId | None = None) -> ActionResult:
        """Do an action that succeeds."""
        result: ActionResult = self.write(lambda tx: self.perform(tx, who, action, id_ or new_action_id()))
        return result

    def refused(self, who: Person, action: Action) -> str:
        """Do an action that is refused and return the code."""
        with pytest.raises(Refusal) as caught:
            self.act(who, action)
        return caught.value.code

    @contextlib.contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Be at another moment for a while."""
        before, self.clock.at = self.clock.at, moment
        try:
            yield
        finally:
            self.clock.at = before

    def enable(self, name: str, *, enabled: bool) -> None:
        """Disable the account of north under that name (`bo`), or enable it and sign it in again."""
        who: Person = getattr(self, name)
        self.act(self.main, SetAccountEnabled(account_id=who.id, enabled=enabled))
        if enabled:
            secret, _until = self.write(lambda tx: auth.issue(tx, who.id, "", 400))
            setattr(self, name, Person(who.id, hash_of(secret)))

    def turn(self) -> None:
        """Do the jobs that are due."""
        asyncio.run(self.jobs.turn())

    @property
    def last_day(self) -> int:
        """Return the day that was used last."""
        return self._days

    # --- what there is ---

    def span(self, minutes: int = 30, *, hour: int = 10, minute: int = 0, day: int | None = None) -> SlotSpan:
        """Return a time by the fair's clock, on a day of its own unless one is given."""
        if day is None:
            self._days += 1
            day = self._days
        midnight = BEGIN.replace(hour=16) + timedelta(days=day)
        starts_at = midnight + timedelta(hours=hour, minutes=minute)
        return SlotSpan(id=new_action_id(), starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes))

    def slot(self, who: Person | None = None, span: SlotSpan | None = None) -> SlotSpan:
        """Create a slot of north."""
        made = span or self.span()
        self.act(who or self.main, CreateSlots(slots=(made,)))
        return made

    def booked(self, slot: SlotSpan | None = None, *, who: Person | None = None) -> tuple[Person, ActionId]:
        """Book a slot, by a new buyer unless one is given."""
        person, booking = who or self.buyer(), new_action_id()
        self.act(person, BookSlot(slot=(slot or self.slot()).id, time_zone="Europe/Berlin"), booking)
        return person, booking

    def booking(self, id_: ActionId) -> Booking:
        """Return a booking as it is kept."""
        return bookings.booking_of(self.read(bookings.one, id_))

    def kept(self, id_: ActionId) -> Slot:
        """Return a slot as it is kept."""
        return slots.slot_of(self.read(lambda conn: conn.execute(slots.by_id(id_)).one()))

    def account(self, who: Person) -> Account:
        """Return an account."""
        found: Account = self.read(accounts.by_id, who.id, self.clock.at)
        return found

    def mark(self, who: Person) -> int:
        """Return where somebody's log is now."""
        wanted = select(head.c.last_seq).where(head.c.principal_id == who.id)
        return int(self.read(lambda conn: conn.execute(wanted).scalar_one()))

    def heard(self, who: Person, kind: type[T], after: int = 0) -> list[T]:
        """Return what a log says of a kind."""
        wanted = select(event.c.body).where(event.c.principal_id == who.id, event.c.seq > after).order_by(event.c.seq)
        bodies = [msgspec.json.decode(row.body, type=Body) for row in self.read(lambda c: c.execute(wanted).all())]
        return [body for body in bodies if isinstance(body, kind)]

    def said(self, booking: ActionId) -> list[Message]:
        """Return what is said in the conversation of a booking."""
        found: list[Message] = list(self.read(messages.page, self.booking(booking).conversation_id).messages)
        return found

    def lines(self, booking: ActionId) -> list[SystemLine]:
        """Return the lines about a booking, in the order in which they were said."""
        every = (one.system for one in self.said(booking))
        return [line for line in every if line is not None and line.params.get("booking") == str(booking)]

    def notices(self, who: Person, booking: ActionId) -> list[str]:
        """Return the codes of somebody's notices about a booking."""
        wanted = select(notice.c.code, notice.c.params).where(notice.c.principal_id == who.id).order_by(notice.c.id)
        rows = self.read(lambda conn: conn.execute(wanted).all())
        return [row.code for row in rows if row.params.get("booking") == str(booking)]


@pytest.fixture(scope="module")
def booth(engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booth]:
    """Give the booth, on either database."""
    if engine == "sqlite":
        file: Path = tmp_path_factory.mktemp("booth") / "booth.db"
        shutil.copy(request.getfixturevalue("prepared_files")("blank"), file)
        yield from _open(f"sqlite:///{file}")
        return
    blank = request.getfixturevalue("prepared_databases")("blank")
    with request.getfixturevalue("postgres").database(blank) as url:
        yield from _open(url)


def _open(url: str) -> Iterator[Booth]:
    database = Database(url)
    _start_readers(database)
    made = Booth(database)
    yield made
    made.close()
    database.close()


def _start_readers(database: Database) -> None:
    """Have all its threads there before the first test: whichever needs one first would be said to leave it running."""

    async def all_at_once() -> None:
        meeting = threading.Barrier(READERS)
        await asyncio.gather(*(database.read(lambda _conn: meeting.wait(30)) for _ in range(READERS)))

    asyncio.run(all_at_once())
