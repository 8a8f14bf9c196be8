"""Business cards on the server: versions, handing over, folders, merging, and who sees what."""

import io
from typing import Any

import msgspec
import pytest

from tests.helpers.live_server import Client, LiveServer
from tests.unit.server.pictures import jpeg
from workstation.domain.account import Permission
from workstation.domain.account_actions import SetPermissions
from workstation.domain.actions import (
    Action,
    OpenColleagueChat,
    RecallMessage,
    SendMessage,
    SetProfile,
    StartConversation,
    UploadedImage,
)
from workstation.domain.card import CardContent, CardPage, CardPhone, CardSource, HeldCard
from workstation.domain.card_actions import (
    AddCards,
    ChangeCard,
    DeleteCards,
    KeepCard,
    MergeCards,
    NewCard,
    SaveMyCard,
    UnmergeCards,
)
from workstation.domain.card_files import vcard_in
from workstation.domain.card_files.model import FileCard
from workstation.domain.conversation import ConversationPage
from workstation.domain.events import (
    CardsGranted,
    CardsRevoked,
    HeldCardChanged,
    MessageChanged,
    NoticeChanged,
    OwnCardChanged,
    Snapshot,
)
from workstation.domain.ids import ActionId, AttachmentId, ConversationId, new_action_id
from workstation.domain.message import CARD, Message


class Office:
    """The people of one exhibitor, with a conversation that Ann serves."""

    def __init__(self, server: LiveServer) -> None:
        self.server = server
        self.main, self.ann, self.bo = (server.account(login) for login in ("north", "north.ann", "north.bo"))
        self.south = server.account("south")
        snapshot = self.main.get("/api/v1/snapshot", Snapshot)
        self.exhibitor = snapshot.exhibitor
        self.people = {one.login: one for one in snapshot.accounts}
        self.ids = {one.login: one.id for one in snapshot.accounts}
        self.lamp = next(one for one in snapshot.exhibits if one.number == "N-1")
        self.buyer, self.conversation = self.visit()
        self.marks = {client: client.whole_log()[-1].seq for client in (self.main, self.ann, self.buyer)}
        for client in (self.bo, self.south):
            self.marks[client] = client.get("/api/v1/snapshot", Snapshot).as_of

    def visit(self) -> tuple[Client, ConversationId]:
        buyer = self.server.buyer()
        started = buyer.act(StartConversation(exhibitor_id=self.exhibitor.id, exhibit_id=self.lamp.id))
        assert started.conversation_id is not None
        return buyer, started.conversation_id

    def heard(self, client: Client, kind: type) -> list[Any]:
        return [event.body for event in client.whole_log(self.marks[client]) if isinstance(event.body, kind)]

    def held(self, client: Client) -> list[HeldCard]:
        return [body.card for body in self.heard(client, HeldCardChanged)]

    def send(self, client: Client, conversation: ConversationId | None = None) -> Message:
        result = client.act(SendMessage(conversation=conversation or self.conversation, card=True))
        page = client.get(f"/api/v1/conversations/{conversation or self.conversation}", ConversationPage)
        return next(one for one in page.messages if one.id == result.message_id)

    def folder(self, client: Client) -> dict[ActionId, HeldCard]:
        """Read the folder page by page, two cards at a time."""
        found: dict[ActionId, HeldCard] = {}
        after: dict[str, str] = {}
        while True:
            page = client.get("/api/v1/cards", CardPage, limit=2, **after)
            found |= {one.id: one for one in page.cards}
            if page.next is None:
                return found
            after = {"after": str(page.next)}

    def add(self, client: Client, *names: str, batch: ActionId | None = None, **fields: Any) -> list[ActionId]:
        cards = tuple(NewCard(id=new_action_id(), content=CardContent(name_en=name, **fields)) for name in names)
        client.act(AddCards(cards=cards, batch=batch))
        return [one.id for one in cards]


@pytest.fixture
def office(server: LiveServer) -> Office:
    return Office(server)


def upload(client: Client) -> tuple[ActionId, int]:
    id_ = new_action_id()
    answer = client.call("PUT", f"/api/v1/uploads/{id_}", data=jpeg())
    return id_, msgspec.json.decode(answer.content, type=UploadedImage).attachment_id


def gets(client: Client, picture: int) -> bool:
    return client.call("GET", f"/api/v1/attachments/{picture}").status_code == 200


# --- handing over ---


def test_a_buyer_s_card_comes_from_the_profile_into_the_owner_s_folder(office: Office) -> None:
    said = office.send(office.buyer)
    assert said.kind == CARD
    assert said.card is not None
    assert said.card.version == 1
    content = said.card.content
    assert content.name("en")
    assert content.emails
    [mine] = office.held(office.ann)
    assert (mine.holder_id, mine.source, mine.from_id) == (office.ids["north.ann"], CardSource.CHAT, said.sender_id)
    assert (mine.conversation_id, mine.n, mine.content) == (office.conversation, said.n, content)
    assert office.held(office.main) == [mine], "the main account sees what its people received"
    for other in (office.bo, office.south, office.buyer):
        assert office.held(other) == []
        if other is not office.buyer:
            assert mine.id not in office.folder(other)
    assert office.folder(office.ann)[mine.id] == office.folder(office.main)[mine.id] == mine
    assert [body.notice.code for body in office.heard(office.ann, NoticeChanged)] == ["card_received"]
    office.send(office.buyer)
    assert len(office.held(office.ann)) == 1, "the same card again is the same card"


def test_what_was_handed_over_stays_and_the_folder_gets_the_new_version(office: Office) -> None:
    first = office.send(office.buyer)
    office.buyer.act(SetProfile(name_en="Ana Nueva"))
    second = office.send(office.buyer)
    assert first.card is not None
    assert second.card is not None
    assert (second.card.version, second.card.content.name_en) == (2, "Ana Nueva")
    page = office.ann.get(f"/api/v1/conversations/{office.conversation}", ConversationPage)
    assert [one.card for one in page.messages if one.kind == CARD] == [first.card, second.card]
    held = office.held(office.ann)[-1]
    assert (held.version, held.content) == (2, second.card.content)
    assert [(one.version, one.content) for one in held.earlier] == [(1, first.card.content)]


def test_my_card_goes_to_the_buyer_as_it_was_then(office: Office) -> None:
    first = CardContent(name_en="Ann An", company_en=office.exhibitor.name_en)
    office.ann.act(SaveMyCard(content=first))
    said = office.send(office.ann)
    assert said.card is not None
    assert said.card.content == first
    content = CardContent(name_en="Ann", emails=("ann@example.com",), phones=(CardPhone("+8613800138000"),))
    office.ann.act(SaveMyCard(content=content))
    heard = [body.message for body in office.heard(office.buyer, MessageChanged) if body.message.kind == CARD]
    assert [one.card for one in heard] == [said.card]
    again = office.send(office.ann)
    assert again.card is not None
    assert (again.card.version, again.card.content) == (said.card.version + 1, content)
    assert office.held(office.ann) == [], "nobody holds a card of his own"


def test_who_has_made_no_card_hands_over_that_of_the_profile(office: Office) -> None:
    page = office.main.get(f"/api/v1/conversations/{office.conversation}", ConversationPage)
    assert page.buyer is not None
    said = office.send(office.buyer)
    assert said.card is not None
    assert page.buyer.name in (said.card.content.name_en, said.card.content.name_zh)


def test_versions_nobody_was_sent_are_amended(office: Office) -> None:
    content = CardContent(name_en="First")
    office.bo.act(SaveMyCard(content=content))
    office.bo.act(SaveMyCard(content=CardContent(name_en="Second")))
    own = [body.card for body in office.heard(office.bo, OwnCardChanged)]
    assert own[0].version == own[1].version
    assert own[1].rev == own[0].rev + 1
    assert own[1].content.name_en == "Second"
    assert [body.card for body in office.heard(office.main, OwnCardChanged)] == own
    assert office.heard(office.ann, OwnCardChanged) == []
    assert {one.owner_id: one for one in office.main.get("/api/v1/snapshot", Snapshot).own_cards}[own[0].owner_id] == (
        own[1]
    )
    assert own[0].owner_id not in {one.owner_id for one in office.ann.get("/api/v1/snapshot", Snapshot).own_cards}


def test_a_colleague_s_card_goes_into_the_folder_and_follows_its_owner(office: Office) -> None:
    chat = office.main.act(OpenColleagueChat(account_id=office.ids["north.bo"])).conversation_id
    assert chat is not None
    office.main.act(SaveMyCard(content=CardContent(name_en="Chief", emails=(f"{new_action_id()}@example.com",))))
    said = office.send(office.main, chat)
    held = office.held(office.bo)[-1]
    assert held.from_id == office.ids["north"]
    office.main.act(SaveMyCard(content=CardContent(name_en="Chief", title_en="of all")))
    after = office.held(office.bo)[-1]
    assert after.id == held.id
    assert (after.version, after.content.title_en) == (held.version + 1, "of all")
    assert said.card is not None
    assert after.earlier[-1].content == said.card.content


def test_a_card_taken_back_leaves_the_folder(office: Office) -> None:
    said = office.send(office.buyer)
    office.buyer.act(RecallMessage(conversation=office.conversation, message_id=said.id))
    last = office.held(office.ann)[-1]
    assert last.deleted
    assert last.content == CardContent()
    assert last.id not in office.folder(office.ann)
    page = office.ann.get(f"/api/v1/conversations/{office.conversation}", ConversationPage)
    assert [one.card for one in page.messages if one.kind == CARD] == [None]
    office.send(office.buyer)
    assert not office.held(office.ann)[-1].deleted, "sent again it is there again"


def test_a_card_in_a_message_can_be_kept(office: Office) -> None:
    said = office.send(office.buyer)
    keep = KeepCard(conversation=office.conversation, card=new_action_id(), n=said.n)
    office.main.act(keep)
    mine = [one for one in office.held(office.main) if one.holder_id == office.ids["north"]]
    assert [(one.id, one.from_id, one.content) for one in mine] == [
        (keep.card, said.sender_id, said.card.content if said.card else None)
    ]
    office.main.act(KeepCard(conversation=office.conversation, card=new_action_id(), n=said.n))
    assert len([one for one in office.folder(office.main).values() if one.holder_id == office.ids["north"]]) >= 1
    for client, action, code in (
        (office.bo, keep, "not_found"),
        (office.south, keep, "not_found"),
        (office.buyer, keep, "not_allowed"),
        (office.ann, KeepCard(conversation=office.conversation, card=new_action_id(), n=1), "not_found"),
    ):
        assert client.refused(action) == code


@pytest.mark.parametrize("more", [{"text": "with a text"}, {"exhibit_id": 1}, {"attachment": new_action_id()}])
def test_a_card_goes_by_itself(office: Office, more: dict[str, Any]) -> None:
    assert office.ann.refused(SendMessage(conversation=office.conversation, card=True, **more)) in (
        "invalid_request",
        "attachment_not_ready",
        "not_found",
    )


# --- pictures ---


def test_a_card_s_picture_is_seen_by_those_who_see_the_card(office: Office) -> None:
    photo, first = upload(office.ann)
    office.ann.act(SaveMyCard(content=CardContent(name_en="Ann"), photo=photo))
    assert gets(office.ann, first)
    assert gets(office.main, first)
    assert not gets(office.bo, first)
    assert not gets(office.buyer, first)
    said = office.send(office.ann)
    assert said.card is not None
    assert said.card.content.photo == first
    assert gets(office.buyer, first)
    assert not gets(office.south, first)
    logo, second = upload(office.ann)
    kept = CardContent(name_en="Ann", photo=said.card.content.photo)
    office.ann.act(SaveMyCard(content=kept, logo=logo))
    assert office.heard(office.ann, OwnCardChanged)[-1].card.content == msgspec.structs.replace(kept, logo=second)
    assert not gets(office.buyer, second), "nobody was sent that one yet"
    stolen = CardContent(name_en="x", photo=said.card.content.photo)
    assert office.bo.refused(SaveMyCard(content=stolen)) == "not_found"
    assert office.bo.refused(SaveMyCard(content=CardContent(name_en="x"), photo=photo)) == "attachment_not_ready"


def test_pictures_come_after_imported_cards(office: Office) -> None:
    [id_] = office.add(office.ann, "Imported", batch=new_action_id())
    photo, number = upload(office.ann)
    office.ann.act(ChangeCard(card=id_, photo=photo))
    assert office.held(office.ann)[-1].content.photo == number
    assert gets(office.main, number)
    assert not gets(office.bo, number)
    changed = CardContent(name_en="Changed", photo=AttachmentId(number))
    office.ann.act(ChangeCard(card=id_, content=changed))
    assert office.held(office.ann)[-1].content == changed
    office.ann.act(DeleteCards(cards=(id_,)))
    assert not gets(office.main, number)
    assert not gets(office.ann, number), "gone for whoever brought it, too"


def test_no_picture_stays_that_no_card_shows(office: Office) -> None:
    """Those that a merged card, an earlier version or a message still shows do stay."""
    ids = office.add(office.ann, "One", "Two")
    (first, first_no), (second, second_no) = upload(office.ann), upload(office.ann)
    office.ann.act(ChangeCard(card=ids[0], photo=first))
    merged = new_action_id()
    content = CardContent(name_en="Both", photo=AttachmentId(first_no))
    office.ann.act(MergeCards(card=merged, sources=tuple(ids), content=content))
    office.ann.act(DeleteCards(cards=(merged,)))
    assert gets(office.ann, first_no), "the source came back with it"
    office.ann.act(ChangeCard(card=ids[0], photo=second))
    assert (gets(office.ann, first_no), gets(office.ann, second_no)) == (False, True)
    photo, number = upload(office.ann)
    office.ann.act(SaveMyCard(content=CardContent(name_en="Ann"), photo=photo))
    office.send(office.ann)
    office.ann.act(SaveMyCard(content=CardContent(name_en="Ann")))
    assert gets(office.buyer, number), "what was handed over stays with whoever has it"
    other, other_no = upload(office.ann)
    office.ann.act(SaveMyCard(content=CardContent(name_en="Ann"), photo=other))
    office.ann.act(SaveMyCard(content=CardContent(name_en="Ann")))
    assert not gets(office.ann, other_no), "taken off again before anybody got it"


# --- folders ---


def test_added_cards_are_one_s_own_and_the_company_s_to_see(office: Office) -> None:
    batch = new_action_id()
    ids = office.add(office.ann, "One", "Two", "Three", batch=batch)
    assert [one.id for one in office.held(office.ann)] == ids
    assert {one.batch for one in office.held(office.main)} == {batch}
    assert office.held(office.bo) == office.held(office.south) == []
    office.ann.act(ChangeCard(card=ids[0], note="met at the booth", tags=("A", " A ", "vip"), follow_up="2026-11-20"))
    changed = office.held(office.main)[-1]
    assert (changed.note, changed.tags, changed.follow_up) == ("met at the booth", ("A", "vip"), "2026-11-20")
    for other in (office.main, office.bo, office.south):
        for attempt in (
            ChangeCard(card=ids[0], note="x"),
            DeleteCards(cards=(ids[0],)),
            MergeCards(card=new_action_id(), sources=(ids[0], ids[1]), content=CardContent(name_en="x")),
            AddCards(cards=(NewCard(id=ids[0], content=CardContent(name_en="x")),)),
        ):
            assert other.refused(attempt) == "not_found"
    again = AddCards(cards=(NewCard(id=ids[1], content=CardContent(name_en="other")),))
    office.ann.act(again)
    assert office.folder(office.ann)[ids[1]].content.name_en == "Two", "a repeat adds nothing"
    office.ann.act(DeleteCards(cards=(ids[0], ids[1])))
    office.ann.act(DeleteCards(cards=(ids[0],)))
    assert ids[2] in office.folder(office.main)
    assert not {ids[0], ids[1]} & set(office.folder(office.main))


def test_what_another_keeps_can_t_be_rewritten(office: Office) -> None:
    office.send(office.buyer)
    held = office.held(office.ann)[-1]
    attempt = ChangeCard(card=held.id, content=CardContent(name_en="forged"))
    assert office.ann.refused(attempt) == "not_allowed"
    office.ann.act(ChangeCard(card=held.id, note="kept"))
    assert office.held(office.ann)[-1].content == held.content


def test_merging_keeps_the_sources_and_can_be_undone(office: Office) -> None:
    office.send(office.buyer)
    received = office.held(office.ann)[-1]
    [typed] = office.add(office.ann, "Ana", emails=("a@example.com",))
    merged = new_action_id()
    content = CardContent(name_en="Ana M", emails=("a@example.com",))
    office.ann.act(MergeCards(card=merged, sources=(received.id, typed), content=content, note="one person"))
    folder = office.folder(office.ann)
    assert folder[merged].content == content
    assert folder[merged].source is CardSource.MERGE
    assert folder[received.id].merged_into == folder[typed].merged_into == merged
    assert folder[received.id].content == received.content
    attempt = MergeCards(card=new_action_id(), sources=(received.id, typed), content=content)
    assert office.ann.refused(attempt) == "not_allowed"
    office.ann.act(UnmergeCards(card=merged))
    folder = office.folder(office.ann)
    assert merged not in folder
    assert folder[received.id].merged_into is folder[typed].merged_into is None
    assert office.ann.refused(UnmergeCards(card=typed)) == "not_allowed"
    office.ann.act(UnmergeCards(card=merged))


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (CardContent(), "name"),
        (CardContent(name_en="x" * 400), "name_en"),
        (CardContent(name_en="x", country="China"), "country"),
        (CardContent(name_en="x", phones=tuple(CardPhone(f"+8610{n}") for n in range(30))), "phones"),
        (CardContent(name_en="x", about="x" * 5000), "about"),
    ],
)
def test_cards_are_checked(office: Office, content: CardContent, field: str) -> None:
    attempts: list[Action] = [
        SaveMyCard(content=content), AddCards(cards=(NewCard(id=new_action_id(), content=content),))
    ]  # fmt: skip
    for attempt in attempts:
        answer = office.ann.try_act(attempt)
        assert (answer.json()["code"], answer.json()["params"]) == ("card_invalid", {"field": field})
    assert office.held(office.ann) == []


# --- permissions ---


def test_the_company_s_cards_can_be_given_and_taken(office: Office) -> None:
    ids = office.add(office.main, "The chief's")
    assert office.ann.call("GET", "/api/v1/cards", params={"limit": 1}).status_code == 200
    assert not set(ids) & set(office.folder(office.ann))
    before = office.people["north.ann"].permissions
    account = office.ids["north.ann"]
    office.main.act(SetPermissions(account_id=account, permissions=before | {Permission.COMPANY_CARDS}))
    assert len(office.heard(office.ann, CardsGranted)) == 1
    assert set(ids) <= set(office.folder(office.ann))
    more = office.add(office.main, "Another")
    assert [one.id for one in office.held(office.ann)] == more
    office.main.act(SetPermissions(account_id=account, permissions=before))
    assert len(office.heard(office.ann, CardsRevoked)) == 1
    assert not {*ids, *more} & set(office.folder(office.ann))
    assert office.heard(office.bo, CardsGranted) == []


def test_a_card_of_a_message_is_a_file_for_the_phone(office: Office) -> None:
    photo, _number = upload(office.ann)
    phones = (CardPhone("+8613800000000"),)
    content = CardContent(name_zh="安然", name_en="Ann An", emails=("ann@north.example",), phones=phones)
    office.ann.act(SaveMyCard(content=content, photo=photo))
    said = office.send(office.ann)
    path = f"/api/v1/conversations/{office.conversation}/messages/{said.n}/card"
    answer = office.buyer.call("GET", path)
    assert answer.headers["content-type"] == "text/vcard; charset=utf-8"
    assert answer.headers["content-disposition"] == "attachment; filename=\"card.vcf\"; filename*=UTF-8''Ann%20An.vcf"
    [read] = [one for one in vcard_in.read(io.BytesIO(answer.content)) if isinstance(one, FileCard)]
    assert (read.content.name_zh, read.content.name_en, read.content.phones) == ("安然", "Ann An", phones)
    assert read.photo[:2] == b"\xff\xd8", "with the picture, which is not fetched from anywhere"
    assert office.south.call("GET", path).status_code == 404
    assert office.bo.call("GET", path).status_code == 404
    assert office.buyer.call("GET", path.replace(f"/{said.n}/", "/1/")).status_code == 404
