"""E-mails and text messages about bookings: a real SMTP server reads them, a calendar of theirs is read back."""

import asyncio
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from sqlalchemy import select, update

from tests.unit.server.booth import LIMITS, Booth
from tests.unit.server.booth import booth as booth
from tests.unit.server.post_office import Desk, PostOffice, event_in, text_of
from tests.unit.server.post_office import desk as desk
from tests.unit.server.post_office import post as post
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.slot_actions import (
    AnswerBooking,
    CancelBooking,
    NameReceiver,
    ProposeTime,
    SetBookingRules,
    SetMeeting,
)
from workstation.server.config import Outside, Sms
from workstation.server.jobs import Jobs
from workstation.server.schema import account, buyer, job

SECRET = "Kx4Qz"


def test_from_the_booking_to_its_end(desk: Desk) -> None:
    booth, office = desk.booth, desk.office
    ann, bo = desk.address(booth.ann, "ann@north.example", language="zh_CN"), desk.address(booth.bo, "bo@north.example")
    person, booking = booth.booked()
    theirs = desk.address(person, "ana@casa.example", language="es")

    desk.turn()
    first = office.take(theirs)
    method, event = event_in(first)
    assert (method, event["status"], str(event["uid"])) == ("REQUEST", "TENTATIVE", booth.booking(booking).uid)
    assert event.decoded("dtstart") == booth.booking(booking).starts_at
    assert first["Subject"].startswith("Reserva: ")
    assert "Europe/Berlin (GMT+2)" in text_of(first)
    assert "hora de Pekín (GMT+8)" in text_of(first)
    assert "https://fair.example" in text_of(first)

    booth.act(booth.main, NameReceiver(booking=booking, account_id=booth.ann.id))
    meeting = Meeting(service=MeetingService.TENCENT, code="664079932", passcode=SECRET)
    booth.act(booth.ann, SetMeeting(booking=booking, meeting=meeting))
    desk.turn()
    named = next(one for one in office.got if one["To"].addresses[0].addr_spec == ann)
    assert "664 079 932" not in text_of(office.take(theirs))  # nothing about the meeting before it is accepted
    assert named["Subject"].startswith("洽谈：Ana")
    assert f"密码: {SECRET}" in text_of(named)
    _method, mine = event_in(named)
    assert mine["sequence"] > event["sequence"]
    assert SECRET not in mine.to_ical().decode()
    [alarm] = mine.walk("VALARM")
    assert alarm.decoded("trigger") == -timedelta(minutes=15)

    booth.act(booth.ann, AnswerBooking(booking=booking, accept=True))
    desk.turn()
    _method, confirmed = event_in(accepted := office.take(theirs))
    assert (confirmed["status"], str(confirmed["uid"])) == ("CONFIRMED", str(event["uid"]))
    assert "664 079 932" in text_of(accepted)

    booth.act(booth.main, NameReceiver(booking=booking, account_id=booth.bo.id))
    desk.turn()
    dropped = next(one for one in office.got if one["To"].addresses[0].addr_spec == ann)
    assert event_in(dropped)[0] == "CANCEL"
    assert SECRET not in text_of(dropped)
    assert event_in(office.take(bo))[0] == "REQUEST"

    # A quarter of an hour before, both are told, once; nothing has changed for their calendars.
    desk.turn(booth.booking(booking).starts_at - timedelta(minutes=15) - booth.clock.at)
    desk.turn(timedelta(0))
    soon = {one["To"].addresses[0].addr_spec: one for one in office.got}
    assert (len(office.got), set(soon)) == (2, {theirs, bo})
    assert not [part for part in soon[bo].walk() if part.get_content_type() == "text/calendar"]
    office.got.clear()

    booth.act(person, CancelBooking(booking=booking))
    desk.turn()
    method, last = event_in(office.take(bo))
    assert (method, last["status"], str(last["uid"])) == ("CANCEL", "CANCELLED", str(event["uid"]))
    assert last["sequence"] > confirmed["sequence"]


def test_what_is_asked_goes_to_the_other_side(desk: Desk) -> None:
    booth, office = desk.booth, desk.office
    ann = desk.address(booth.ann, "ann@north.example")
    person, booking = booth.booked()
    desk.address(person, "ana@casa.example")
    booth.act(booth.main, NameReceiver(booking=booking, account_id=booth.ann.id))
    desk.turn()
    office.got.clear()
    booth.act(person, ProposeTime(booking=booking, span=booth.span(), words="Better for us"))
    desk.turn()
    [asked] = office.got
    assert asked["To"].addresses[0].addr_spec == ann
    assert "Proposed: " in text_of(asked)


def test_a_letter_that_is_not_taken_goes_again_as_the_same(desk: Desk, expect_log: Any) -> None:
    expect_log("an errand failed", logger="workstation.server")
    booth, office = desk.booth, desk.office
    person, booking = booth.booked()
    theirs = desk.address(person, "late@casa.example")
    office.answer = "451 not now"
    desk.turn()
    assert desk.planned("booking_mail") == [1]
    [key] = booth.read(lambda conn: conn.execute(select(job.c.payload).where(job.c.kind == "booking_mail")).all())
    office.answer = "250 OK"
    desk.turn(timedelta(minutes=2))
    came = office.take(theirs)
    assert came["Message-ID"] == f"<{json.loads(key.payload)['id']}@fair.example>"
    booth.act(person, CancelBooking(booking=booking))
    office.answer = "550 never"
    desk.turn()
    assert desk.planned("booking_mail") == []  # refused for good: not tried for days


def test_nothing_typed_adds_a_header_or_goes_to_another(desk: Desk) -> None:
    booth, office = desk.booth, desk.office
    ann = desk.address(booth.ann, "ann@north.example")
    person, booking = booth.booked()
    desk.address(person, "a@b.example\r\nBcc: all@victim.example")
    evil = "Ana\r\nBcc: all@victim.example\r\n\r\nbody\u2028x"
    booth.write(lambda tx: tx.conn.execute(update(buyer).where(buyer.c.id == person.id).values(name=evil)))
    booth.act(booth.main, NameReceiver(booking=booking, account_id=booth.ann.id))
    desk.turn()
    [named] = office.got  # the buyer has no address that could be meant
    assert (named["To"].addresses[0].addr_spec, named["Bcc"]) == (ann, None)
    assert "Ana Bcc: all@victim.example body x" in named["Subject"]
    assert "\r\nBcc" not in event_in(named)[1].to_ical().decode()


class Gateway(BaseHTTPRequestHandler):
    """A text message gateway that takes what is well formed."""

    got: list[dict[str, str]]
    status: int

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        right = self.headers["Authorization"] == "Bearer key" and self.headers["Idempotency-Key"] == body["id"]
        status = type(self).status if right and set(body) == {"to", "text", "from", "id"} else 400
        if status == 200:
            type(self).got.append(body)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        pass


def test_text_messages_by_the_gateway(booth: Booth, expect_log: Any) -> None:
    expect_log("an errand failed", logger="workstation.server")
    Gateway.got, Gateway.status = [], 503
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    before = booth.clock.at
    sms = Sms(url=f"http://127.0.0.1:{server.server_port}/send", token="key", sender="Fair")
    desk = Desk(booth, PostOffice(), Outside(sms=sms))
    asyncio.run(Jobs(booth.database, booth.writer, booth.clock, LIMITS).turn())
    try:
        person, booking = booth.booked()
        number = update(account).where(account.c.id == booth.ann.id).values(mobile="138 0013 8000")
        booth.write(lambda tx: tx.conn.execute(number))
        booth.act(booth.main, NameReceiver(booking=booking, account_id=booth.ann.id))
        desk.turn()
        assert (Gateway.got, desk.planned("booking_sms")) == ([], [1])
        Gateway.status = 200
        desk.turn(timedelta(minutes=2))
        [sent] = Gateway.got
        assert (sent["to"], sent["from"]) == ("+8613800138000", "Fair")
        assert "Ana · Casa" in sent["text"]
        theirs = update(buyer).where(buyer.c.id == person.id).values(phone="+49 1512 3456789")
        booth.write(lambda tx: tx.conn.execute(theirs))
        for accept in (True, False):
            booth.act(booth.ann, AnswerBooking(booking=booking, accept=accept))
            desk.turn()
        assert [one["to"] for one in Gateway.got] == ["+8613800138000", "+4915123456789"]
        assert Gateway.got[-1]["text"].startswith("Another person will receive you: North Lamps, ")
    finally:
        asyncio.run(desk.jobs.close())
        server.shutdown()
        thread.join()
        server.server_close()
        booth.clock.at = before


def test_a_room_is_made_once_a_receiver_is_named(booth: Booth) -> None:
    booth.act(booth.main, SetBookingRules(meetings="jitsi"))
    rooms = set()
    for _ in range(2):
        _person, booking = booth.booked()
        booth.act(booth.main, NameReceiver(booking=booking, account_id=booth.ann.id))
        booth.turn()
        made = booth.booking(booking).meeting
        assert made is not None
        assert made.address == f"https://meet.example.org/{made.code}"
        assert len(bytes.fromhex(made.code)) == 16
        rooms.add(made.code)
        booth.act(booth.main, NameReceiver(booking=booking, account_id=booth.bo.id))
        booth.turn()
        assert booth.booking(booking).meeting == made
    assert len(rooms) == 2
    booth.act(booth.main, SetBookingRules(meetings="by_hand"))
