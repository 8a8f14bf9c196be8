"""Secret calendar addresses: made, revoked, and read by calendar programs that cannot sign in."""

import asyncio
import secrets
from datetime import datetime, timedelta

from icalendar import Calendar
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, delete, insert, update

from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.audit import Deed
from workstation.domain.booking import CALENDAR_PRODUCT, Booking
from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.events import FeedChanged
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.slot_actions import MAX_FEEDS, CalendarFeed, MadeFeed, NewFeed
from workstation.server import room
from workstation.server.audit import record
from workstation.server.booking_calendar import event_of, plain
from workstation.server.booking_words import TITLE
from workstation.server.caller import Caller, hash_of, load
from workstation.server.config import Settings
from workstation.server.database import Database
from workstation.server.pace import Pace
from workstation.server.queries import accounts, bookings
from workstation.server.queries import feeds as stored
from workstation.server.schema_slots import calendar_feed
from workstation.server.words import translate
from workstation.server.writer import Tx, Writer

SECRET_BYTES = 32
PATH = "/calendar/{secret}.ics"
ENDING = ".ics"
SHOWN_FOR = timedelta(days=30)
"""What ended longer ago is left out."""
MOST = 1000
"""Bookings in one answer."""
NOTED_EVERY = timedelta(minutes=1)
"""How exactly it is known when an address was read last."""
REFRESH = "PT15M"


def may_see_whole(me: Account) -> bool:
    """Tell whether the whole schedule is an account's to see."""
    return me.kind is AccountKind.MAIN or me.may(Permission.WHOLE_SCHEDULE)


# --- making and revoking ---


def make(tx: Tx, asker: Caller, wanted: NewFeed, secret: str) -> CalendarFeed:
    """Keep an address of the asker's under the hash of its secret.

    Raises:
        Refusal: `not_allowed`, `too_many` (`limit`), `action_id_reused`, or `not_found` for an id of somebody else's.
    """
    me = load(tx.conn, asker.token_hash, tx.now).as_account()
    if wanted.whole and not may_see_whole(me):
        raise Refusal("not_allowed")
    room.hold_person(tx, me.id)
    known = stored.one(tx.conn, wanted.id)
    if known is not None:
        raise Refusal("action_id_reused" if known.account_id == me.id else "not_found")
    if stored.count(tx.conn, me.id) >= MAX_FEEDS:
        raise Refusal("too_many", {"limit": MAX_FEEDS})
    values = {"id": wanted.id, "account_id": me.id, "whole": wanted.whole, "made_at": tx.now}
    tx.conn.execute(insert(calendar_feed).values(hash=hash_of(secret), **values))
    made = CalendarFeed(id=wanted.id, whole=wanted.whole, made_at=tx.now.isoformat())
    tx.emit([me.id], FeedChanged(feed=made))
    params = {"whole": int(wanted.whole)}
    record(tx, me.exhibitor_id, Deed.CALENDAR_ADDRESS_MADE, by=asker, account_id=me.id, params=params)
    return made


def revoke(tx: Tx, asker: Caller, id_: ActionId) -> None:
    """Make an address worthless.

    Raises:
        Refusal: `not_found`, also for somebody else's.
    """
    me = asker.as_account()
    if not _end(tx, me.id, calendar_feed.c.id == id_):
        raise Refusal("not_found")
    record(tx, me.exhibitor_id, Deed.CALENDAR_ADDRESS_ENDED, by=asker, account_id=me.id)


def end_all(tx: Tx, account_id: PrincipalId) -> None:
    """Make all addresses of an account worthless: whoever had its password may have made one."""
    _end(tx, account_id)


def _end(tx: Tx, account_id: PrincipalId, *which: ColumnElement[bool]) -> bool:
    wanted = delete(calendar_feed).where(calendar_feed.c.account_id == account_id, *which)
    ended = tx.conn.execute(wanted.returning(calendar_feed.c.id)).scalars().all()
    for id_ in ended:
        tx.emit([account_id], FeedChanged(feed=CalendarFeed(id=id_), gone=True))
    return bool(ended)


def note(tx: Tx, id_: ActionId) -> None:
    """Keep that an address is read now, unless that was known a moment ago or it is no more."""
    row = stored.one(tx.conn, id_)
    if row is None or not _is_news(row.read_at, tx.now):
        return
    tx.conn.execute(update(calendar_feed).where(calendar_feed.c.id == id_).values(read_at=tx.now))
    after = stored.one(tx.conn, id_)
    assert after is not None
    tx.emit([row.account_id], FeedChanged(feed=stored.feed_of(after)))


def _is_news(read_at: datetime | None, now: datetime) -> bool:
    return read_at is None or now - read_at >= NOTED_EVERY


# --- reading ---


class Schedule(Struct, frozen=True, kw_only=True):
    """What an address shows at a moment."""

    id: ActionId
    noted: bool
    """It is known already that it was read."""
    me: Account
    company: str
    language: str
    names: dict[PrincipalId, str]
    """Of who receives, where others' bookings are shown too."""
    bookings: tuple[Booking, ...]


def schedule(conn: Connection, secret_hash: bytes, now: datetime) -> Schedule | None:
    """Return what the address with that secret shows; `None` where there is none, or its account is disabled.

    Who may no longer see the whole schedule gets the own one.
    """
    row = stored.by_hash(conn, secret_hash)
    if row is None:
        return None
    me = accounts.by_id(conn, row.account_id, now)
    whole = row.whole and may_see_whole(me)
    company = accounts.exhibitor_by_id(conn, me.exhibitor_id)
    names = {}
    if whole:
        names = {one.id: one.name(row.language) for one in accounts.of_exhibitor(conn, me.exhibitor_id, now)}
    return Schedule(
        id=row.id,
        noted=not _is_news(row.read_at, now),
        me=me,
        company=(company.name_zh or company.name_en) if row.language == "zh" else (company.name_en or company.name_zh),
        language=row.language,
        names=names,
        bookings=bookings.scheduled(conn, me, now - SHOWN_FOR, MOST, whole=whole),
    )


def calendar_of(found: Schedule, now: datetime) -> bytes:
    """Return it as iCalendar: who comes when, without where one meets, remarks and ways to reach anybody."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", CALENDAR_PRODUCT)
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plain(found.company))
    calendar.add("x-published-ttl", REFRESH)
    for one in found.bookings:
        event = event_of(one, _title(found, one), now, private=False)
        if one.receiver_id != found.me.id:
            event.subcomponents.clear()  # nobody is reminded of what a colleague does
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _title(found: Schedule, one: Booking) -> str:
    who = plain(" · ".join(part for part in (one.buyer_name, one.buyer_company) if part))
    title = translate(found.language, TITLE).format(who=who)
    receiver = found.names.get(one.receiver_id, "") if one.receiver_id is not None else ""
    return f"{title} → {plain(receiver)}" if receiver else title


class CalendarFeeds:
    """Makes addresses, and answers the programs that ask for them."""

    def __init__(self, database: Database, writer: Writer, clock: Clock, settings: Settings) -> None:
        self._database = database
        self._writer = writer
        self._clock = clock
        self._public_url = settings.outside.public_url.rstrip("/")
        limits = settings.limits
        self._reads = Pace(limits.calendar_reads_per_minute, 60, clock)
        self._misses = Pace(limits.attempts_per_address, limits.attempts_window_s, clock)

    async def make(self, asker: Caller, wanted: NewFeed) -> MadeFeed:
        """Make an address; its secret is in this answer and nowhere else.

        Raises:
            Refusal: as the function `make`.
        """
        secret = secrets.token_urlsafe(SECRET_BYTES)
        made = await self._writer.write(make, asker, wanted, secret)
        return MadeFeed(feed=made, address=self._public_url + PATH.format(secret=secret))

    async def read(self, name: str, place: str) -> bytes:
        """Return what an address shows.

        Args:
            name: the last part of the address.
            place: where the request comes from; whoever guesses is told to wait.

        Raises:
            Refusal: `not_found` whatever is wrong with it, `too_many_requests` (`retry_after_s`).
        """
        secret_hash = hash_of(name.removesuffix(ENDING))
        now = self._clock.now()
        found = await self._database.read(schedule, secret_hash, now) if name.endswith(ENDING) else None
        wait_s = self._misses.take(place) if found is None else self._reads.take(secret_hash)
        if wait_s:
            raise Refusal("too_many_requests", {"retry_after_s": wait_s})
        if found is None:
            raise Refusal("not_found")
        data = await asyncio.to_thread(calendar_of, found, now)
        if not found.noted:
            await self._writer.write(note, found.id)
        return data
