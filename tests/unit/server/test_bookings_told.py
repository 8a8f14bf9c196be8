"""Each change of a booking is told to its buyer once and truly: in the chat, by a letter, in calendars, on the page.

The table of docs/slots.md (*What the buyer is told*), row by row. All lives go on side by side, a step at a time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from functools import cached_property
from typing import NamedTuple

from tests.unit.server.booth import RECEIVES, Person
from tests.unit.server.booth import booth as booth
from tests.unit.server.post_office import Desk, event_in, text_of
from tests.unit.server.post_office import desk as desk
from tests.unit.server.post_office import post as post
from workstation.domain.account_actions import SetPermissions
from workstation.domain.booking import BuyerBooking, Outcome
from workstation.domain.ids import ActionId
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.slot_actions import (
    AnswerBooking,
    AnswerProposal,
    CancelBooking,
    EnterNegotiation,
    NameReceiver,
    ProposeTime,
    SaveOutcome,
    SetMeeting,
)
from workstation.server import booking_words
from workstation.server.queries import bookings

ROOM = Meeting(service=MeetingService.TENCENT, code="664079932")
WAITS, ASKED, SURE = (
    "Booked; the exhibitor names who receives you",
    "Booked; not confirmed yet",
    "Confirmed",
)
LOST = "Another person will be named; your time stays booked"


class Stage:
    """A booking, its buyer, and what was told so far."""

    def __init__(self, desk: Desk, number: int) -> None:
        self.booth = desk.booth
        self.person: Person = desk.booth.buyer()
        self.address = desk.address(self.person, f"life-{number}@casa.example")
        self._id: ActionId | None = None
        self.lines = 0
        self.sequence = -1

    @property
    def id(self) -> ActionId:
        assert self._id is not None
        return self._id

    def book(self) -> None:
        _person, self._id = self.booth.booked(who=self.person)

    @cached_property
    def uid(self) -> str:
        return self.booth.booking(self.id).uid

    @property
    def page(self) -> BuyerBooking:
        found: tuple[BuyerBooking, ...] = self.booth.read(bookings.of_buyer, self.person.id)
        [one] = found
        return one


Deed = Callable[[Stage], object]


def name(who: str) -> Deed:
    return lambda on: on.booth.act(on.booth.main, NameReceiver(booking=on.id, account_id=getattr(on.booth, who).id))


def answer(who: str, *, accept: bool) -> Deed:
    return lambda on: on.booth.act(getattr(on.booth, who), AnswerBooking(booking=on.id, accept=accept))


def propose(who: str) -> Deed:
    def deed(on: Stage) -> None:
        person = on.person if who == "buyer" else getattr(on.booth, who)
        on.booth.act(person, ProposeTime(booking=on.id, span=on.booth.span()))

    return deed


def agree(who: str, *, agree: bool = True) -> Deed:
    def deed(on: Stage) -> None:
        person = on.person if who == "buyer" else getattr(on.booth, who)
        on.booth.act(person, AnswerProposal(booking=on.id, agree=agree))

    return deed


def meet(meeting: Meeting | None) -> Deed:
    return lambda on: on.booth.act(on.booth.main, SetMeeting(booking=on.id, meeting=meeting))


def cancel(who: str) -> Deed:
    return lambda on: on.booth.act(
        on.person if who == "buyer" else on.booth.main, CancelBooking(booking=on.id, words="Sorry")
    )


def enabled(*, enabled: bool) -> Deed:
    return lambda on: on.booth.enable("bo", enabled=enabled)


def aside(on: Stage) -> None:
    """Do what is none of the buyer's business."""
    for one in (on.booth.ann, on.person):
        on.booth.act(one, EnterNegotiation(booking=on.id))
    on.booth.act(on.booth.ann, SaveOutcome(booking=on.id, outcome=Outcome(notes="Wants 40")))
    name("ann")(on)
    for ticks in (frozenset(), RECEIVES):  # what an account is to receive already stays its own
        on.booth.act(on.booth.main, SetPermissions(account_id=on.booth.ann.id, permissions=ticks))


def both(*deeds: Deed) -> Deed:
    def deed(on: Stage) -> None:
        for one in deeds:
            one(on)

    return deed


class Step(NamedTuple):
    """What happens, and what the buyer is told by that."""

    deed: Deed
    lines: tuple[str, ...]
    """Codes of lines in the chat, each with the flag that it sets."""
    letter: str
    """How its subject begins; empty for none."""
    calendar: str
    """`METHOD STATUS` of its attachment; empty for none."""
    page: str
    """How the booking stands on the page; empty once it was cancelled."""
    receiver: str = ""
    """Who receives the buyer by the page."""


def book(*more: Deed, lines: tuple[str, ...] = (), letter: str = "Booked: ") -> Step:
    deed: Deed = both(Stage.book, *more)
    return Step(deed, ("booked", *lines), letter, "REQUEST TENTATIVE", WAITS)


def named(who: str = "ann") -> Step:
    return Step(name(who), ("receiver_named",), "Negotiation: ", "REQUEST TENTATIVE", ASKED, NAMES[who])


def accepted(who: str = "ann") -> Step:
    deed = answer(who, accept=True)
    return Step(deed, ("booking_accepted",), "Confirmed: ", "REQUEST CONFIRMED", SURE, NAMES[who])


def lost(deed: Deed, line: str, page: str = LOST) -> Step:
    return Step(deed, (line,), "Another person will receive you: ", "REQUEST TENTATIVE", page)


NAMES = {"ann": "Ann An", "bo": "Bo Bo", "main": "Lan Zhou"}
BACK = answer("ann", accept=False)
TAKEN_TWICE = ("receiver_named", "receiver_lost")
LIVES: tuple[tuple[Step, ...], ...] = (
    # Handed back after it was accepted; another one is named, who accepts.
    (
        book(),
        named(),
        accepted(),
        lost(BACK, "receiver_lost was_confirmed"),
        named("bo"),
        accepted("bo"),
        lost(enabled(enabled=False), "receiver_lost was_confirmed"),
        Step(enabled(enabled=True), ("booking_accepted",), "Confirmed: ", "REQUEST CONFIRMED", SURE, NAMES["bo"]),
        Step(name("main"), ("booking_accepted",), "Confirmed: ", "REQUEST CONFIRMED", SURE, NAMES["main"]),
        Step(cancel("buyer"), ("booking_cancelled by_buyer",), "Cancelled: ", "CANCEL CANCELLED", ""),
    ),
    # Declined before an answer; named and declined at once is no letter; somebody else in place of one.
    (
        book(name("ann"), BACK, lines=TAKEN_TWICE)._replace(page=LOST),
        named("bo"),
        lost(answer("bo", accept=False), "receiver_lost"),
        Step(both(name("ann"), BACK), TAKEN_TWICE, "", "", LOST),
        named(),
        accepted(),
        named("main")._replace(
            lines=("booking_accepted",), letter="Confirmed: ", calendar="REQUEST CONFIRMED", page=SURE
        ),
        named("ann"),
        Step(cancel("main"), ("booking_cancelled",), "Cancelled: ", "CANCEL CANCELLED", ""),
    ),
    # Where they meet is told once it is confirmed.
    (
        book(),
        named(),
        Step(meet(ROOM), (), "", "", ASKED, NAMES["ann"]),
        accepted(),
        Step(meet(None), ("booking_meeting",), "Where you meet: ", "REQUEST CONFIRMED", SURE, NAMES["ann"]),
        Step(meet(ROOM), ("booking_meeting settled",), "Where you meet: ", "REQUEST CONFIRMED", SURE, NAMES["ann"]),
        Step(aside, (), "", "", SURE, NAMES["ann"]),
        lost(BACK, "receiver_lost was_confirmed"),
    ),
    # Another time: asked for by either side, refused, agreed to by one who receives and by one who doesn't.
    (
        book(name("ann"), lines=("receiver_named",), letter="Negotiation: ")._replace(
            page=ASKED, receiver=NAMES["ann"]
        ),
        accepted(),
        Step(propose("main"), ("booking_proposed",), "Another time proposed: ", "", SURE, NAMES["ann"]),
        Step(agree("buyer", agree=False), ("proposal_answered by_buyer",), "", "", SURE, NAMES["ann"]),
        Step(propose("buyer"), ("booking_proposed by_buyer",), "", "", SURE, NAMES["ann"]),
        Step(agree("main", agree=False), ("proposal_answered",), "The time stays as it was: ", "", SURE, NAMES["ann"]),
        Step(propose("buyer"), ("booking_proposed by_buyer",), "", "", SURE, NAMES["ann"]),
        Step(agree("ann"), ("booking_moved",), "New time: ", "REQUEST CONFIRMED", SURE, NAMES["ann"]),
        Step(
            both(propose("buyer"), agree("main")),
            ("booking_proposed by_buyer", "booking_moved unconfirmed"),
            "New time: ",
            "REQUEST TENTATIVE",
            ASKED,
            NAMES["ann"],
        ),
        Step(
            both(propose("main"), agree("buyer"), answer("ann", accept=False)),
            ("booking_proposed", "booking_moved by_buyer", "receiver_lost"),
            "New time: ",
            "REQUEST TENTATIVE",
            LOST,
        ),
    ),
)
FLAGS = ("was_confirmed", "settled", "unconfirmed", "by_buyer")


def said(on: Stage) -> tuple[str, ...]:
    """Return what was said in the chat since the last look."""
    every = on.booth.lines(on.id)
    fresh, on.lines = every[on.lines :], len(every)
    return tuple(" ".join((line.code, *(flag for flag in FLAGS if line.params.get(flag)))) for line in fresh)


def check_letter(on: Stage, step: Step, came: list[EmailMessage]) -> None:
    """See that the one letter says how things stand, and that its calendar follows the last one."""
    assert len(came) == bool(step.letter), [one["Subject"] for one in came]
    for letter in came:
        assert letter["Subject"].strip().startswith(step.letter)  # a long one begins on a line of its own
        text = text_of(letter)
        assert (f"Status: {step.page}" in text) == bool(step.page)
        assert (f"Receives you: {step.receiver}" in text) == bool(step.receiver)
        if step.calendar:
            method, event = event_in(letter)
            assert f"{method} {event['status']}" == step.calendar
            assert (str(event["uid"]), event["sequence"] > on.sequence) == (on.uid, True)
            assert step.page in str(event.get("description", ""))
            on.sequence = event["sequence"]


@contextmanager
def place(life: int, number: int, on: Stage) -> Iterator[None]:
    """Say where in the table something is wrong."""
    try:
        yield
    except AssertionError as error:
        error.add_note(f"life {life}, step {number}, {[line.code for line in on.booth.lines(on.id)]}")
        raise


def check(on: Stage, step: Step, came: list[EmailMessage]) -> None:
    assert said(on) == step.lines
    check_letter(on, step, came)
    seen = on.page
    assert booking_words.standing(seen.booking, "en", lost=seen.receiver_lost) == step.page
    assert (seen.receiver_en if step.page else "") == step.receiver
    assert (seen.booking.receiver_id is None) == (step.receiver == "" and step.page != "")
    if seen.booking.meeting is not None:
        assert step.page in (SURE, "")


def test_every_change_is_told_once_and_truly(desk: Desk) -> None:
    office = desk.office
    stages = [Stage(desk, number) for number in range(len(LIVES))]
    for number in range(max(len(life) for life in LIVES)):
        at_work = [(index, LIVES[index][number], on) for index, on in enumerate(stages) if number < len(LIVES[index])]
        for _index, step, on in at_work:
            step.deed(on)
        desk.turn()
        came = [(one["To"].addresses[0].addr_spec, one) for one in office.got]
        office.got.clear()
        for index, step, on in at_work:
            with place(index, number, on):
                check(on, step, [one for address, one in came if address == on.address])


def test_who_is_disabled_during_a_meeting_leaves_the_buyer_where_they_meet(desk: Desk) -> None:
    booth, on = desk.booth, Stage(desk, 99)
    for deed in (Stage.book, name("bo"), answer("bo", accept=True), meet(ROOM)):
        deed(on)
    desk.turn()
    with booth.at(booth.booking(on.id).starts_at + timedelta(minutes=5)):
        booth.enable("bo", enabled=False)
        assert booth.notices(booth.main, on.id)[-1] == "receiver_disabled"
        assert on.page.booking.meeting is not None
        assert [line.code for line in booth.lines(on.id)][-1] == "booking_meeting"
        booth.enable("bo", enabled=True)
