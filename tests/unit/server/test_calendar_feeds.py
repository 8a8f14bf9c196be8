"""Secret calendar addresses: what a calendar program without sign-in is shown, and when it is shown nothing."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from icalendar import Calendar
from msgspec.structs import replace
from sqlalchemy import select

from tests.helpers.live_server import LiveServer, code_of
from tests.unit.server.booth import LIMITS, RECEIVES, Booth, Person
from tests.unit.server.booth import booth as booth
from workstation import logs
from workstation.domain.account import Permission
from workstation.domain.account_actions import SetPermissions
from workstation.domain.administration import FirstPassword
from workstation.domain.audit import AuditPage, Deed
from workstation.domain.errors import Refusal
from workstation.domain.events import FeedChanged, Snapshot
from workstation.domain.ids import ActionId, new_action_id
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.slot_actions import (
    MAX_FEEDS,
    AnswerBooking,
    CancelBooking,
    MadeFeed,
    NameReceiver,
    NewFeed,
    RevokeFeed,
    SetMeeting,
)
from workstation.remote.api import Api
from workstation.remote.session import Session
from workstation.server.calendar_feeds import CalendarFeeds
from workstation.server.caller import load
from workstation.server.config import Outside, Settings
from workstation.server.queries import feeds as stored
from workstation.server.schema_slots import calendar_feed

PUBLIC = "https://fair.example"
MEETING = Meeting(
    service=MeetingService.TENCENT, code="664079932", passcode="Kx4Qz", address="https://meeting.tencent.com/dm/x7Gq2"
)


class Reader:
    """The booth with its calendar addresses."""

    def __init__(self, booth: Booth) -> None:
        self.booth = booth
        limits = replace(LIMITS, attempts_per_address=3, calendar_reads_per_minute=5)
        settings = Settings(data=Path(), limits=limits, outside=Outside(public_url=f"{PUBLIC}/"))
        self.feeds = CalendarFeeds(booth.database, booth.writer, booth.clock, settings)

    def make(self, who: Person, *, whole: bool = False, id_: ActionId | None = None) -> MadeFeed:
        caller = self.booth.read(load, who.token, self.booth.clock.at)
        return asyncio.run(self.feeds.make(caller, NewFeed(id=id_ or new_action_id(), whole=whole)))

    def refused(self, who: Person, **how: Any) -> str:
        with pytest.raises(Refusal) as caught:
            self.make(who, **how)
        return caught.value.code

    def text(self, made: MadeFeed) -> str:
        name = made.address.removeprefix(f"{PUBLIC}/calendar/")
        return asyncio.run(self.feeds.read(name, "192.0.2.1")).decode()

    def seen(self, made: MadeFeed) -> dict[str, Any]:
        """Return the events by their UID, as a calendar program reads them."""
        return {str(one["UID"]): one for one in Calendar.from_ical(self.text(made)).walk("VEVENT")}

    def code(self, made: MadeFeed, name: str = "", place: str = "192.0.2.1") -> str:
        with pytest.raises(Refusal) as caught:
            asyncio.run(self.feeds.read(name or made.address.rpartition("/")[2], place))
        return caught.value.code


@pytest.fixture
def reader(booth: Booth) -> Iterator[Reader]:
    yield Reader(booth)
    booth.clock.at += timedelta(minutes=2)  # no limit reaches the next test


def test_it_shows_who_comes_when_and_nothing_that_is_nobody_elses(booth: Booth, reader: Reader) -> None:
    _buyer, mine = booth.booked()
    _other, colleagues = booth.booked()
    _third, called_off = booth.booked()
    for id_, who in ((mine, booth.ann), (colleagues, booth.bo), (called_off, booth.ann)):
        booth.act(booth.main, NameReceiver(booking=id_, account_id=who.id))
    booth.act(booth.ann, AnswerBooking(booking=mine, accept=True))
    booth.act(booth.main, SetMeeting(booking=mine, meeting=MEETING))
    booth.act(booth.main, CancelBooking(booking=called_off))

    own, whole = reader.make(booth.ann), reader.make(booth.main, whole=True)
    kept, colleagues_kept, gone = (booth.booking(id_) for id_ in (mine, colleagues, called_off))
    seen = reader.seen(own)
    assert kept.uid in seen
    assert not {colleagues_kept.uid, gone.uid} & set(seen)
    event = seen[kept.uid]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (kept.starts_at, kept.ends_at)
    assert (event["STATUS"], int(event["SEQUENCE"])) == ("CONFIRMED", kept.sequence)
    assert "Ana" in event["SUMMARY"]
    assert "Casa" in event["SUMMARY"]
    everything = reader.seen(whole)
    assert {kept.uid, colleagues_kept.uid} <= set(everything)
    assert not everything[colleagues_kept.uid].walk("VALARM")
    for text in (reader.text(own), reader.text(whole)):
        unfolded = text.replace("\r\n ", "")
        for hidden in ("Kx4Qz", "664079932", "664 079 932", "664-079-932", "meeting.tencent", "@example.com", "http"):
            assert hidden not in unfolded, hidden
    with booth.at(kept.ends_at + timedelta(days=31)):
        assert kept.uid not in reader.seen(own)


def test_the_secret_is_nowhere_and_its_account_hears_of_it(booth: Booth, reader: Reader) -> None:
    mark = booth.mark(booth.bo)
    made = reader.make(booth.bo)
    secret = made.address.rpartition("/")[2].removesuffix(".ics")
    assert made.address.startswith(f"{PUBLIC}/calendar/")
    assert len(secret) >= 43
    row = booth.read(lambda conn: conn.execute(select(calendar_feed).where(calendar_feed.c.id == made.feed.id)).one())
    assert not any(secret in str(value) or secret.encode() in bytes(row.hash) for value in row)
    assert secret not in logs.redact(f"GET /calendar/{secret}.ics failed")
    assert "ab" not in logs.redact("GET /calendar/ab.ics failed").replace("calendar", "")
    assert logs.redact("workstation/ui/calendar/view.py") == "workstation/ui/calendar/view.py"

    begun = booth.clock.at
    reader.text(made)
    reader.text(made)  # within the minute: not noted again
    assert [bool(one.feed.read_at) for one in booth.heard(booth.bo, FeedChanged, mark)] == [False, True]
    with booth.at(begun + timedelta(seconds=61)):
        reader.text(made)
    read_at = booth.heard(booth.bo, FeedChanged, mark)[-1].feed.read_at
    assert datetime.fromisoformat(read_at) == begun + timedelta(seconds=61)
    assert made.feed.id in [one.id for one in booth.read(stored.of_account, booth.bo.id)]

    assert reader.refused(booth.bo, id_=made.feed.id) == "action_id_reused"
    assert reader.refused(booth.ann, id_=made.feed.id) == "not_found"
    assert booth.refused(booth.ann, RevokeFeed(feed=made.feed.id)) == "not_found"
    booth.act(booth.bo, RevokeFeed(feed=made.feed.id))
    assert booth.heard(booth.bo, FeedChanged, mark)[-1].gone
    assert reader.code(made) == "not_found"
    assert made.feed.id not in [one.feed.id for one in booth.heard(booth.main, FeedChanged)]


def test_rights_are_looked_at_whenever_it_is_read(booth: Booth, reader: Reader) -> None:
    _buyer, id_ = booth.booked()
    booth.act(booth.main, NameReceiver(booking=id_, account_id=booth.ann.id))
    uid = booth.booking(id_).uid
    assert reader.refused(booth.bo, whole=True) == "not_allowed"
    booth.act(booth.main, SetPermissions(account_id=booth.bo.id, permissions=RECEIVES | {Permission.WHOLE_SCHEDULE}))
    made = reader.make(booth.bo, whole=True)
    assert uid in reader.seen(made)
    booth.act(booth.main, SetPermissions(account_id=booth.bo.id, permissions=RECEIVES))
    assert uid not in reader.seen(made)
    booth.enable("bo", enabled=False)
    assert reader.code(made) == "not_found"
    booth.enable("bo", enabled=True)
    assert uid not in reader.seen(made)


def test_limits(booth: Booth, reader: Reader) -> None:
    made = [reader.make(booth.di) for _ in range(MAX_FEEDS)]
    assert reader.refused(booth.di) == "too_many"
    for _ in range(5):
        reader.text(made[0])
    assert reader.code(made[0]) == "too_many_requests"
    guesses = ["x", f"{'A' * 43}.ics", made[1].address.rpartition("/")[2].removesuffix(".ics"), "y.ics"]
    answers = [reader.code(made[0], name, "192.0.2.9") for name in guesses]
    assert answers == ["not_found", "not_found", "not_found", "too_many_requests"]
    assert reader.text(made[1])  # whoever guesses beside it does not close it
    booth.clock.at += timedelta(minutes=1)
    assert reader.text(made[0])


def test_over_http_without_signing_in(server: LiveServer) -> None:
    main = server.account("north")
    session = Session(server.url, main.token)
    made = Api(session).make_calendar_feed(NewFeed(id=new_action_id()))
    session.close()
    assert made.address.startswith(f"{server.url}/calendar/")
    path = made.address.removeprefix(server.url)
    nobody = server.client()
    got = nobody.call("GET", path)
    assert (got.status_code, got.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "private" in got.headers["Cache-Control"]
    Calendar.from_ical(got.text)
    assert [one.id for one in main.get("/api/v1/snapshot", Snapshot).calendar_feeds][-1] == made.feed.id
    main.act(RevokeFeed(feed=made.feed.id))
    revoked, unknown = nobody.call("GET", path), nobody.call("GET", f"/calendar/{'A' * 43}.ics")
    assert code_of(revoked) == code_of(unknown) == "not_found"
    assert revoked.content == unknown.content
    assert made.address.rpartition("/")[2].removesuffix(".ics") not in server.log_text()
    logged = [one.code for one in main.get("/api/v1/audit", AuditPage).entries]
    assert logged.index(Deed.CALENDAR_ADDRESS_ENDED) < logged.index(Deed.CALENDAR_ADDRESS_MADE)  # newest first


def test_a_new_first_password_ends_them(server: LiveServer) -> None:
    main, bo = server.account("north"), server.account("north.bo")
    bo_id = bo.get("/api/v1/snapshot", Snapshot).me.id
    session = Session(server.url, bo.token)
    made = Api(session).make_calendar_feed(NewFeed(id=new_action_id()))
    session.close()
    path = made.address.removeprefix(server.url)
    assert server.client().call("GET", path).status_code == 200
    answer = main.call("POST", f"/api/v1/accounts/{bo_id}/password")
    server.passwords["north.bo"] = msgspec.json.decode(answer.content, type=FirstPassword).password
    server._tokens.pop("north.bo")
    assert code_of(server.client().call("GET", path)) == "not_found"
