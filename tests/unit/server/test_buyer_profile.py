"""Buyers change their profile: who follows, what becomes of the cards they handed over, and what is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

import msgspec
import pytest
from msgspec.structs import replace

from tests.helpers.live_server import PASSWORD, Client, LiveServer, code_of
from tests.unit.server.booth import LIMITS, Booth, Person
from tests.unit.server.booth import booth as booth
from tests.unit.server.intents_at_booth import publish
from tests.unit.server.intents_at_booth import settled as settled
from workstation.domain.account import Permission
from workstation.domain.account_actions import SetPermissions
from workstation.domain.actions import (
    ActionRequest,
    SendMessage,
    SetProfile,
    StartConversation,
    TransferConversation,
)
from workstation.domain.buyer_actions import EditBuyerProfile
from workstation.domain.card import HeldCard
from workstation.domain.conversation import ConversationPage
from workstation.domain.entrance import EmailChange, Me
from workstation.domain.errors import Problem, Refusal
from workstation.domain.events import (
    BookingChanged,
    BuyerChanged,
    HeldCardChanged,
    IntentChanged,
    Snapshot,
    TransferChanged,
)
from workstation.domain.ids import ConversationId, ExhibitId, new_action_id
from workstation.domain.slot_actions import NameReceiver
from workstation.domain.team_actions import SetTeamRules
from workstation.server.actions import perform
from workstation.server.queries import buyers

T = TypeVar("T")
NEW = EditBuyerProfile(
    name="Ana Nueva", company="广东凌丰电器", country="MX", phone="+52 55 1234 5678", languages=("es", "en"),
    time_zone="America/Mexico_City", badge_number="V26-1", interests=("LED lamps",),
)  # fmt: skip


class Fair:
    """A buyer with something at north and at south, and what everybody's log says from now on."""

    def __init__(self, booth: Booth) -> None:
        self.booth = booth
        self.buyer = booth.buyer()
        self.people = {
            "buyer": self.buyer, "main": booth.main, "ann": booth.ann, "bo": booth.bo, "cai": booth.cai,
            "south": booth.south, "di": booth.di,
        }  # fmt: skip
        self.look_from_here()

    def look_from_here(self) -> None:
        self.marks = {name: self.booth.mark(who) for name, who in self.people.items()}

    def chat(self, exhibitor_of: Person, exhibit: ExhibitId | None = None) -> ConversationId:
        exhibitor = self.booth.account(exhibitor_of).exhibitor_id
        start = StartConversation(exhibitor_id=exhibitor, exhibit_id=exhibit)
        number = self.booth.act(self.buyer, start).conversation_id
        assert number is not None
        return number

    def edit(self, **changes: Any) -> None:
        self.booth.act(self.buyer, EditBuyerProfile(**changes))

    def heard(self, name: str, kind: type[T]) -> list[T]:
        return self.booth.heard(self.people[name], kind, self.marks[name])

    def who_heard(self, kind: type) -> set[str]:
        return {name for name in self.people if self.heard(name, kind)}

    def cards(self, name: str) -> list[HeldCard]:
        return [body.card for body in self.heard(name, HeldCardChanged)]


@pytest.fixture
def fair(booth: Booth) -> Fair:
    return Fair(booth)


LAMP = ExhibitId(1)
"""Ann's, of north."""


def test_whoever_serves_the_buyer_has_the_new_profile(fair: Fair) -> None:
    fair.chat(fair.booth.main, LAMP)
    fair.chat(fair.booth.south)
    before = fair.booth.read(buyers.by_id, fair.buyer.id, fair.booth.clock.at)
    fair.look_from_here()
    id_ = new_action_id()
    fair.booth.act(fair.buyer, NEW, id_)
    fair.booth.act(fair.buyer, NEW, id_)
    after = fair.booth.read(buyers.by_id, fair.buyer.id, fair.booth.clock.at)
    asked = {name: value for name, value in msgspec.structs.asdict(NEW).items() if name != "rev"}
    assert {name: getattr(after, name) for name in asked} == asked
    assert (after.rev, after.email) == (before.rev + 1, before.email)
    assert fair.who_heard(BuyerChanged) == {"buyer", "main", "ann", "south"}
    for name in fair.who_heard(BuyerChanged):
        assert [body.buyer for body in fair.heard(name, BuyerChanged)] == [after], "once, though it came twice"


def test_nothing_new_is_no_change(fair: Fair) -> None:
    conversation = fair.chat(fair.booth.main, LAMP)
    fair.booth.act(fair.buyer, SendMessage(conversation=conversation, card=True))
    fair.look_from_here()
    fair.edit(name=" Ana ", company="Casa", country="DE", phone="")
    fair.edit()
    fair.booth.act(fair.buyer, SetProfile(language="es"))
    assert fair.who_heard(BuyerChanged) | fair.who_heard(HeldCardChanged) == set()


def test_a_card_that_somebody_holds_gets_a_version_and_the_old_one_stays(fair: Fair) -> None:
    north, south = fair.chat(fair.booth.main, LAMP), fair.chat(fair.booth.south)
    for conversation in (north, south):
        fair.booth.act(fair.buyer, SendMessage(conversation=conversation, card=True))
    fair.look_from_here()
    fair.edit(name="Ana Nueva", phone="+52 55 1234 5678")
    for name, count in (("ann", 1), ("main", 1), ("south", 1), ("bo", 0), ("buyer", 0)):
        assert len(fair.cards(name)) == count, name
    [held] = fair.cards("ann")
    assert (held.version, held.content.name_en, held.content.phones[0].number) == (2, "Ana Nueva", "+52 55 1234 5678")
    assert [(one.version, one.content.name_en, one.content.phones) for one in held.earlier] == [(1, "Ana", ())]
    with fair.booth.at(fair.booth.clock.at + timedelta(minutes=5)):
        fair.edit(company="Casa Nueva")
    with fair.booth.at(fair.booth.clock.at + timedelta(hours=1)):
        fair.edit(interests=("kettles",))
        fair.edit(badge_number="V26-2")
    found = [(one.version, one.content.company_en, one.content.sections) for one in fair.cards("ann")]
    assert found == [
        (2, "Casa", ()),
        (2, "Casa Nueva", ()),  # within ten minutes, and nobody was sent it
        (3, "Casa Nueva", ("kettles",)),
    ], "what is not on a card makes none"
    fair.booth.act(fair.buyer, SendMessage(conversation=north, card=True))
    assert len(fair.cards("ann")) == 3, "the one that is handed over is there already"


def test_a_card_that_nobody_has_gets_no_version(fair: Fair) -> None:
    conversation = fair.chat(fair.booth.main, LAMP)
    fair.edit(name="Ana Nueva")
    fair.look_from_here()
    fair.booth.act(fair.buyer, SendMessage(conversation=conversation, card=True))
    assert [(one.version, one.content.name_en, one.earlier) for one in fair.cards("ann")] == [(1, "Ana Nueva", ())]


def test_who_receives_a_booking_reads_the_new_name_and_no_more(fair: Fair) -> None:
    booth = fair.booth
    _, booking = booth.booked(who=fair.buyer)
    booth.act(booth.main, NameReceiver(booking=booking, account_id=booth.bo.id))
    kept = booth.booking(booking)
    fair.look_from_here()
    fair.edit(phone="+52 55 1234 5678", languages=("es",))
    assert fair.who_heard(BookingChanged) == set(), "a number is none of its concern"
    fair.edit(name="Ana Nueva", country="MX")
    now = booth.booking(booking)
    assert (now.rev, now.buyer_name, now.buyer_country) == (kept.rev + 1, "Ana Nueva", "MX")
    assert [body.booking for body in fair.heard("bo", BookingChanged)] == [now]
    assert fair.who_heard(BookingChanged) == {"buyer", "main", "bo"}
    assert "bo" not in fair.who_heard(BuyerChanged)
    booth.act(booth.main, NameReceiver(booking=booking, account_id=booth.ann.id, rev=kept.rev))


def test_who_has_an_intent_of_the_buyer_reads_the_new_name(fair: Fair) -> None:
    booth = fair.booth
    _, id_ = publish(booth, who=fair.buyer)
    fair.look_from_here()
    fair.edit(name="Ana Nueva", time_zone="America/Mexico_City")
    assert fair.who_heard(IntentChanged) == {"main", "ann"}
    [seen] = [body.intent for body in fair.heard("ann", IntentChanged)]
    assert (seen.id, seen.buyer_name, seen.buyer_zone) == (id_, "Ana Nueva", "America/Mexico_City")
    ticks = booth.account(booth.ann).permissions
    booth.act(booth.main, SetPermissions(account_id=booth.ann.id, permissions=ticks - {Permission.INTENT_DETAILS}))
    fair.look_from_here()
    fair.edit(name="Ana Otra", company="Otra Casa")
    [seen] = [body.intent for body in fair.heard("ann", IntentChanged)]
    assert (seen.reduced, seen.buyer_name, seen.buyer_company) == (True, "", "Otra Casa")


def test_hand_overs_and_those_who_gave_the_buyer_away_follow(fair: Fair) -> None:
    booth = fair.booth
    conversation = fair.chat(booth.main, LAMP)
    booth.act(booth.ann, TransferConversation(conversation=conversation, to_id=booth.bo.id))
    ticks = booth.account(booth.cai).permissions
    booth.act(booth.main, SetPermissions(account_id=booth.cai.id, permissions=ticks | {Permission.RECEIVE_MESSAGES}))
    booth.act(booth.main, SetTeamRules(ask_first=True, answer_s=120))
    fair.look_from_here()
    booth.act(booth.bo, TransferConversation(conversation=conversation, to_id=booth.cai.id))
    fair.edit(name="Ana Nueva")
    booth.act(booth.main, SetTeamRules(ask_first=False, answer_s=120))
    booth.act(booth.main, SetPermissions(account_id=booth.cai.id, permissions=ticks))
    assert fair.who_heard(BuyerChanged) == {"buyer", "main", "ann", "bo"}
    asked, renamed = [body.transfer for body in fair.heard("cai", TransferChanged)]
    assert (renamed.id, renamed.buyer_name, renamed.rev) == (asked.id, "Ana Nueva", asked.rev + 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "A\x07"}, "name"),
        ({"company": "x" * 201}, "company"),
        ({"country": "Spain"}, "country"),
        ({"phone": "12345"}, "phone"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"languages": ("<script>",)}, "languages"),
        ({"interests": ("x" * 101,)}, "interests"),
    ],
)
def test_what_can_t_be_kept_is_named(fair: Fair, change: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as caught:
        fair.edit(**{"company": "Otra", **change})
    assert (caught.value.code, caught.value.params) == ("invalid_request", {"field": field})
    assert fair.booth.read(buyers.by_id, fair.buyer.id, fair.booth.clock.at).company == "Casa"


def test_a_number_is_looked_at_again_with_its_country(fair: Fair) -> None:
    fair.edit(country="VN", phone="0912 345 678")
    with pytest.raises(Refusal) as caught:
        fair.edit(country="US")
    assert caught.value.params == {"field": "phone"}
    fair.edit(country="US", phone="+84 912 345 678")


def test_an_old_page_overwrites_nothing(fair: Fair) -> None:
    fair.edit(name="Ana Nueva", rev=1)
    assert fair.booth.refused(fair.buyer, EditBuyerProfile(company="Otra", rev=1)) == "profile_changed"
    fair.edit(name="Ana Nueva", rev=1)  # what it says is there already
    fair.edit(company="Otra", rev=2)


def test_changes_come_within_measure(fair: Fair) -> None:
    few = replace(LIMITS, profile_changes_per_hour=2)

    def edit(action: EditBuyerProfile | SetProfile) -> None:
        asked = ActionRequest(id=new_action_id(), action=action)
        fair.booth.write(lambda tx: perform(tx, fair.buyer.token, asked, few, lambda _n: 0))

    edit(EditBuyerProfile(name="A"))
    edit(EditBuyerProfile(name="A"))  # changes nothing, and is not counted
    edit(SetProfile(name_en="B"))
    with pytest.raises(Refusal) as caught:
        edit(EditBuyerProfile(name="C"))
    assert caught.value.code == "too_many_requests"
    with fair.booth.at(fair.booth.clock.at + timedelta(hours=2)):
        edit(EditBuyerProfile(name="D"))


# --- the e-mail, by which they sign in ---


@pytest.fixture
def change_email(server: LiveServer) -> Callable[..., Any]:
    def change(who: Client, email: str, password: str = PASSWORD) -> Any:
        return who.call("POST", "/api/v1/email", EmailChange(email=email, password=password))

    return change


def test_a_buyer_signs_in_with_the_new_address(server: LiveServer, change_email: Callable[..., Any]) -> None:
    old, new = (f"{uuid4().hex}@example.com" for _ in range(2))
    buyer, ann = server.buyer(email=old), server.account("north.ann")
    north = ann.get("/api/v1/snapshot", Snapshot)
    lamp = next(one.id for one in north.exhibits if one.number == "N-1")
    chat = buyer.act(StartConversation(exhibitor_id=north.exhibitor.id, exhibit_id=lamp)).conversation_id
    assert chat is not None
    buyer.act(SendMessage(conversation=chat, card=True))
    since = ann.whole_log()[-1].seq
    assert change_email(buyer, f" {new} ").status_code == 204
    assert change_email(buyer, new).status_code == 204, "again it changes nothing"
    assert server.sign_in(new.upper(), PASSWORD).principal_id
    gone = server.client().call("POST", "/api/v1/sign-in", {"login": old, "password": PASSWORD})
    assert code_of(gone) == "wrong_credentials"
    me = buyer.get("/api/v1/me", Me).buyer
    assert me is not None
    assert (me.email, me.email_verified) == (new, False)
    bodies = [event.body for event in ann.whole_log(since)]
    assert [body.buyer.email for body in bodies if isinstance(body, BuyerChanged)] == [new]
    [card] = [body.card for body in bodies if isinstance(body, HeldCardChanged)]
    assert (card.version, card.content.emails, card.earlier[0].content.emails) == (2, (new,), (old,))
    page = ann.get(f"/api/v1/conversations/{chat}", ConversationPage)
    assert [one.card.content.emails for one in page.messages if one.card is not None] == [(old,)], "as it was sent"
    server.buyer(email=old)


def test_an_address_of_somebody_else_is_told_to_who_knows_their_password(
    server: LiveServer, change_email: Callable[..., Any]
) -> None:
    taken, mine = (f"{uuid4().hex}@example.com" for _ in range(2))
    server.buyer(email=taken)
    buyer = server.buyer(email=mine)
    answer = change_email(buyer, taken.upper(), "not this one")
    problem = msgspec.json.decode(answer.content, type=Problem)
    assert (problem.code, problem.params["attempts_left"]) == ("wrong_credentials", 9)
    assert code_of(change_email(buyer, taken.upper())) == "login_taken"
    assert code_of(change_email(buyer, "north")) == "invalid_request"
    assert code_of(change_email(server.account("north"), mine)) == "not_allowed"
    me = buyer.get("/api/v1/me", Me).buyer
    assert me is not None
    assert me.email == mine
    assert server.sign_in(mine, PASSWORD).principal_id
    for _ in range(9):
        change_email(buyer, taken, "not this one")
    left = msgspec.json.decode(change_email(buyer, taken, "nor this").content, type=Problem).params["attempts_left"]
    assert left == 0
    assert code_of(change_email(buyer, taken)) == "locked", "guessing ends here as at the door"
