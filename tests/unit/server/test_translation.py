"""The company's memory, policy and buyers' switches: who may change them, who hears of them, who never does."""

import pytest
from sqlalchemy import update

from tests.helpers.live_server import SMALL_FAIR, Client, LiveServer, code_of
from workstation.domain.actions import (
    Action,
    ActionRequest,
    ActionResult,
    RecallMessage,
    SendMessage,
    StartConversation,
    TransferConversation,
)
from workstation.domain.clock import SystemClock
from workstation.domain.conversation import ConversationPage
from workstation.domain.errors import Refusal
from workstation.domain.events import BuyerTranslationChanged, Snapshot, TranslationPolicyChanged, UnitsChanged
from workstation.domain.ids import ActionId, ConversationId, ExhibitorId, new_action_id
from workstation.domain.message import Original
from workstation.domain.translation.engines import EngineKind
from workstation.domain.translation.policy import Reach
from workstation.domain.translation_actions import (
    UNITS_AT_ONCE,
    DeleteUnits,
    SaveUnits,
    SetBuyerTranslation,
    SetTranslationPolicy,
    UnitDraft,
)
from workstation.server import auth, fairfile
from workstation.server.actions import perform
from workstation.server.caller import hash_of
from workstation.server.config import Limits
from workstation.server.database import Database
from workstation.server.fairimport import FairImport
from workstation.server.handlers import translation
from workstation.server.queries import accounts
from workstation.server.schema import principal
from workstation.server.writer import Tx, Writer

KINDS = (UnitsChanged, TranslationPolicyChanged, BuyerTranslationChanged)


class Office:
    """The people of one exhibitor, a buyer whom Ann serves, and another exhibitor."""

    def __init__(self, server: LiveServer) -> None:
        self.main, self.ann, self.bo = (server.account(login) for login in ("north", "north.ann", "north.bo"))
        self.south = server.account("south")
        snapshot = self.snapshot()
        lamp = next(one for one in snapshot.exhibits if one.number == "N-1")
        self.buyer = server.buyer()
        started = self.buyer.act(StartConversation(exhibitor_id=snapshot.exhibitor.id, exhibit_id=lamp.id))
        assert started.conversation_id is not None
        self.conversation: ConversationId = started.conversation_id
        ids = {one.login: one.id for one in snapshot.accounts}
        if self.head().conversation.owner_id != ids["north.ann"]:
            self.main.act(TransferConversation(conversation=self.conversation, to_id=ids["north.ann"]))
        everybody = (self.main, self.ann, self.bo, self.south, self.buyer)
        self._marks = {client: max((one.seq for one in client.whole_log()), default=0) for client in everybody}

    def snapshot(self) -> Snapshot:
        return self.main.get("/api/v1/snapshot", Snapshot)

    def head(self) -> ConversationPage:
        return self.main.get(f"/api/v1/conversations/{self.conversation}", ConversationPage)

    def heard(self, client: Client) -> list[object]:
        """Return what a log says of translation since the office was opened."""
        return [one.body for one in client.whole_log(self._marks[client]) if isinstance(one.body, KINDS)]


@pytest.fixture
def office(server: LiveServer) -> Office:
    return Office(server)


def draft(zh: str = "交期", en: str = "lead time", *, term: bool = True, id_: ActionId | None = None) -> UnitDraft:
    return UnitDraft(id=id_ or new_action_id(), texts={"zh-Hans": zh, "en": en}, term=term)


def refused(client: Client, action: Action) -> str:
    return code_of(client.try_act(action))


def test_everybody_of_the_company_adds_and_all_of_it_hear(office: Office) -> None:
    one = draft()
    office.bo.act(SaveUnits(units=(one,)))
    for client in (office.main, office.ann, office.bo):
        [event] = office.heard(client)
        assert isinstance(event, UnitsChanged)
        assert event.units[0].texts == one.texts
        assert event.units[0].term
    assert office.heard(office.south) == office.heard(office.buyer) == []
    assert one.id in {unit.id for unit in office.snapshot().units}
    assert one.id not in {unit.id for unit in office.south.get("/api/v1/snapshot", Snapshot).units}


def test_a_unit_stays_its_authors_whoever_mends_it(office: Office) -> None:
    one, own = draft(), draft("样品", "sample")
    office.bo.act(SaveUnits(units=(one,)))
    mended = draft(en="delivery time", id_=one.id)
    assert refused(office.ann, SaveUnits(units=(own, mended))) == "not_allowed"
    assert own.id not in {unit.id for unit in office.snapshot().units}, "all of an action or nothing"
    assert refused(office.ann, DeleteUnits(units=(one.id,))) == "not_allowed"
    office.main.act(SaveUnits(units=(mended,)))
    first, second = office.heard(office.main)
    assert isinstance(first, UnitsChanged)
    assert isinstance(second, UnitsChanged)
    assert second.units[0].texts == mended.texts
    assert second.units[0].rev > first.units[0].rev
    assert second.units[0].author_id == first.units[0].author_id
    office.bo.act(SaveUnits(units=(draft(en="time of delivery", id_=one.id),)))
    office.bo.act(DeleteUnits(units=(one.id,)))
    assert refused(office.ann, SaveUnits(units=(mended,))) == "not_allowed", "nor does a deleted one change hands"
    office.bo.act(SaveUnits(units=(one,)))
    office.main.act(DeleteUnits(units=(one.id,)))
    assert one.id not in {unit.id for unit in office.snapshot().units}
    last = office.heard(office.ann)[-1]
    assert isinstance(last, UnitsChanged)
    assert last.units[0].deleted
    assert last.units[0].texts == {}


def test_another_company_can_neither_change_nor_delete_nor_tell(office: Office) -> None:
    one = draft()
    office.bo.act(SaveUnits(units=(one,)))
    assert refused(office.south, SaveUnits(units=(draft(id_=one.id),))) == "not_found"
    assert refused(office.south, DeleteUnits(units=(one.id,))) == "not_found"
    assert refused(office.south, DeleteUnits(units=(new_action_id(),))) == "not_found"
    assert refused(office.buyer, SaveUnits(units=(one,))) == "not_allowed"


@pytest.mark.parametrize(
    ("units", "code"),
    [
        ((), "invalid_request"),
        ((UnitDraft(id=new_action_id(), texts={"en": "alone"}),), "invalid_request"),
        ((UnitDraft(id=new_action_id(), texts={"en": "x", "EN-gb!": "y"}),), "invalid_request"),
        ((UnitDraft(id=new_action_id(), texts={"en": "x", "es": "  "}),), "text_empty"),
        ((UnitDraft(id=new_action_id(), texts={"en": "x" * 121, "es": "y"}, term=True),), "text_too_long"),
        (tuple(draft() for _ in range(UNITS_AT_ONCE + 1)), "invalid_request"),
    ],
)
def test_what_is_no_unit_is_refused(office: Office, units: tuple[UnitDraft, ...], code: str) -> None:
    assert refused(office.main, SaveUnits(units=units)) == code


def test_only_the_main_account_sets_the_policy(office: Office) -> None:
    action = SetTranslationPolicy(reach=Reach.LOCAL, engines=(EngineKind.APERTIUM,), monthly_characters=5000)
    assert refused(office.ann, action) == "not_allowed"
    before = office.snapshot().translation_policy
    assert before is not None
    office.main.act(action)
    [event] = office.heard(office.bo)
    assert isinstance(event, TranslationPolicyChanged)
    assert (event.policy.reach, event.policy.engines, event.policy.monthly_characters) == (
        Reach.LOCAL,
        (EngineKind.APERTIUM,),
        5000,
    )
    assert event.policy.rev > before.rev
    assert office.snapshot().translation_policy == event.policy
    south = office.south.get("/api/v1/snapshot", Snapshot).translation_policy
    assert south is not None
    assert south.rev == 0


def test_owner_and_main_account_decide_for_a_buyer_who_never_hears_of_it(office: Office) -> None:
    action = SetBuyerTranslation(conversation=office.conversation, reach=Reach.NEVER, language="pt-BR")
    assert refused(office.bo, action) in ("not_allowed", "not_found")
    assert refused(office.south, action) == "not_found"
    office.ann.act(action)
    assert any(isinstance(event, BuyerTranslationChanged) for event in office.heard(office.main))
    assert office.heard(office.buyer) == []
    page = office.head()
    assert page.translation is not None
    assert (page.translation.reach, page.translation.language) == (Reach.NEVER, "pt-BR")
    for one in office.buyer.get("/api/v1/conversations", tuple[ConversationPage, ...]):
        assert one.translation is None
    bad = SetBuyerTranslation(conversation=office.conversation, language="klingon!")
    assert refused(office.ann, bad) == "invalid_request"


def test_what_was_typed_travels_with_its_translation(office: Office) -> None:
    original = Original(text="交期25天", language="zh-Hans")
    said = SendMessage(conversation=office.conversation, text="Lead time 25 days", original=original)
    n = office.ann.act(said).n
    for client in (office.main, office.buyer):
        page = client.get(f"/api/v1/conversations/{office.conversation}", ConversationPage)
        [message] = [one for one in page.messages if one.n == n]
        assert (message.text, message.original) == ("Lead time 25 days", original)
    office.ann.act(RecallMessage(conversation=office.conversation, message_id=message.id))
    page = office.buyer.get(f"/api/v1/conversations/{office.conversation}", ConversationPage)
    assert [one.original for one in page.messages if one.n == n] == [None]
    for bad in (Original(text="", language="zh-Hans"), Original(text="x", language="?!")):
        assert refused(office.ann, SendMessage(conversation=office.conversation, text="x", original=bad)) in (
            "invalid_request",
            "text_empty",
        )


def test_a_deleted_unit_that_comes_back_needs_room(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation, "MAX_UNITS", 1)
    writer = Writer(database, SystemClock(), lambda _what: None)
    writer.start()
    writer.submit(FairImport(fairfile.read(SMALL_FAIR), SMALL_FAIR.parent).run).result(30)

    def token(tx: Tx) -> bytes:
        (main, *_) = accounts.of_exhibitor(tx.conn, ExhibitorId(1), tx.now)
        tx.conn.execute(update(principal).where(principal.c.id == main.id).values(must_change_password=False))
        return hash_of(auth.issue(tx, main.id, "", 30)[0])

    held = writer.submit(token).result(30)

    def act(action: Action) -> ActionResult:
        request = ActionRequest(id=new_action_id(), action=action)
        return writer.submit(lambda tx: perform(tx, held, request, Limits(), lambda _n: 0)).result(30)

    try:
        gone, other = draft("旧词", "old term"), draft("新词", "new term")
        act(SaveUnits(units=(gone,)))
        act(DeleteUnits(units=(gone.id,)))
        act(SaveUnits(units=(other,)))
        with pytest.raises(Refusal, match="too_many"):
            act(SaveUnits(units=(gone,)))
        act(SaveUnits(units=(other,)))
    finally:
        writer.close()
