"""A booth with letters: a real SMTP server takes them, and what stands in them is read back."""

import asyncio
import email
import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from icalendar import Calendar
from sqlalchemy import delete, select, update

from tests.unit.server.booth import LIMITS, Booth, Person
from workstation.server.config import Mail, Outside
from workstation.server.jobs import Jobs
from workstation.server.schema import account, buyer, job, principal

LATER = timedelta(seconds=30)


class PostOffice:
    """Takes e-mails, or refuses them as told."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            message = email.message_from_bytes(envelope.content, policy=default)
            assert isinstance(message, EmailMessage)
            assert envelope.rcpt_tos == [message["To"].addresses[0].addr_spec]
            self.got.append(message)
        return self.answer

    def take(self, address: str) -> EmailMessage:
        """Return the one e-mail that came for somebody, and forget all."""
        [found] = [one for one in self.got if one["To"].addresses[0].addr_spec == address]
        self.got.clear()
        return found


@pytest.fixture(scope="module")
def post() -> Iterator[tuple[PostOffice, int]]:
    office = PostOffice()
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield office, port
    finally:
        controller.stop()


class Desk:
    """The booth with its letters."""

    def __init__(self, booth: Booth, office: PostOffice, outside: Outside) -> None:
        self.booth = booth
        self.office = office
        self.jobs = Jobs(booth.database, booth.writer, booth.clock, LIMITS, outside)

    def turn(self, later: timedelta = LATER) -> None:
        self.booth.clock.at += later
        asyncio.run(self.jobs.turn())

    def address(self, who: Person, text: str, *, language: str = "en") -> str:
        """Give an account or a buyer an address and a language."""

        def write(tx: Any) -> None:
            tx.conn.execute(update(principal).where(principal.c.id == who.id).values(language=language))
            for table in (account, buyer):
                tx.conn.execute(update(table).where(table.c.id == who.id).values(email=text))

        self.booth.write(write)
        return text

    def planned(self, kind: str) -> list[int]:
        """Return how often each job of a kind was tried."""
        wanted = select(job.c.attempts).where(job.c.kind == kind)
        return [row.attempts for row in self.booth.read(lambda conn: conn.execute(wanted).all())]


@pytest.fixture
def desk(booth: Booth, post: tuple[PostOffice, int]) -> Iterator[Desk]:
    office, port = post
    mail = Mail(host="127.0.0.1", port=port, security="none", sender="fair@fair.example", timeout_s=60)
    before = booth.clock.at
    made = Desk(booth, office, Outside(mail=mail, public_url="https://fair.example"))
    asyncio.run(Jobs(booth.database, booth.writer, booth.clock, LIMITS).turn())
    booth.write(_without_addresses)
    yield made
    office.answer = "250 OK"
    made.turn()
    asyncio.run(made.jobs.close())
    office.got.clear()
    booth.clock.at = before


def _without_addresses(tx: Any) -> None:
    """Forget whom earlier tests gave an address, and what waits for them."""
    for table in (account, buyer):
        tx.conn.execute(update(table).values(email=""))
    tx.conn.execute(delete(job).where(job.c.kind.in_(("booking_mail", "booking_sms"))))


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def event_in(message: EmailMessage) -> tuple[str, Any]:
    """Return the method and the event of the calendar in an e-mail."""
    [part] = [one for one in message.walk() if one.get_content_type() == "text/calendar"]
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    calendar = Calendar.from_ical(payload)
    assert calendar["method"] == part.get_param("method")
    [event] = calendar.walk("VEVENT")
    return str(calendar["method"]), event
