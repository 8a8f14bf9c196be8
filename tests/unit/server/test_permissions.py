"""What each tick opens, and what it doesn't: asked of the running server, on both databases."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from tests.helpers.live_server import Client, LiveServer, code_of
from tests.unit.server.pictures import jpeg
from workstation.domain.account import Permission
from workstation.domain.account_actions import SetAccountEnabled, SetPermissions
from workstation.domain.actions import (
    MarkRead,
    OpenColleagueChat,
    SaveNote,
    SendMessage,
    SetMarks,
    StartConversation,
    TransferConversation,
    UploadedImage,
)
from workstation.domain.administration import FirstPassword, NewAccount
from workstation.domain.conversation import CompanyPage, ConversationPage
from workstation.domain.events import MessagePage, Snapshot
from workstation.domain.ids import ConversationId, PrincipalId, new_action_id
from workstation.domain.permission_tree import TREE, branches

P = Permission
ENFORCED_BY_OTHERS = {
    # Their tables, actions and routes come with their nouns, and so do their tests.
    P.RECEIVE_BOOKINGS,
    P.MY_SCHEDULE,
    P.WHOLE_SCHEDULE,
    P.MATCHED_EXHIBITS,
    P.RECEIVE_INTENTS,
    P.INTENT_DETAILS,
    P.INTENT_SEND_CARD,
    P.INTENT_CHAT,
    P.INTENT_DONE,
    P.DISPLAY_CENTRE,
    P.RECOMMEND,
    P.INVITE,
    P.LIVE_STREAMS,
    P.COMPANY_CARDS,
}
HERE = {P.RECEIVE_MESSAGES, P.MESSAGE_NOTICES, P.COMPANY_HISTORY, P.OVERVIEW, P.AUDIT_LOG, P.MANAGE_ACCOUNTS}
DAYS = {"since": "2026-04-01T00:00:00Z", "until": "2026-04-02T00:00:00Z"}
Hire = Callable[..., tuple[PrincipalId, Client]]


@pytest.fixture
def main(server: LiveServer) -> Client:
    return server.account("north")


@pytest.fixture
def hire(server: LiveServer, main: Client, request: pytest.FixtureRequest) -> Hire:
    """Make sub-accounts with some ticks; they are disabled afterwards, to leave room in the package."""

    def make(*ticks: Permission) -> tuple[PrincipalId, Client]:
        login = f"north.{uuid4().hex[:10]}"
        wanted = NewAccount(id=new_action_id(), login=login, name_en="Sub", permissions=frozenset(ticks))
        made = msgspec.json.decode(main.call("POST", "/api/v1/accounts", wanted).content, type=FirstPassword)
        server.passwords[login] = made.password
        request.addfinalizer(lambda: main.act(SetAccountEnabled(account_id=made.account.id, enabled=False)))
        return made.account.id, server.account(login)

    return make


def talk(server: LiveServer, main: Client, owner_id: PrincipalId) -> tuple[Client, ConversationId]:
    """Return a buyer and his conversation with that account."""
    buyer = server.buyer()
    exhibitor = main.get("/api/v1/snapshot", Snapshot).exhibitor.id
    conversation = buyer.act(StartConversation(exhibitor_id=exhibitor)).conversation_id
    assert conversation is not None
    buyer.act(SendMessage(conversation=conversation, text="How much?"))
    main.act(TransferConversation(conversation=conversation, to_id=owner_id))
    return buyer, conversation


def seen(client: Client) -> set[ConversationId]:
    return {page.conversation.id for page in client.get("/api/v1/snapshot", Snapshot).conversations}


def test_no_permission_is_forgotten() -> None:
    assert {branch.permission for branch, _parent in branches()} == HERE | ENFORCED_BY_OTHERS == set(P)
    assert TREE


def test_receive_messages(server: LiveServer, main: Client, hire: Hire) -> None:
    number, client = hire(P.RECEIVE_MESSAGES)
    buyer, conversation = talk(server, main, number)
    assert conversation in seen(client)
    client.act(SendMessage(conversation=conversation, text="9 USD"))
    main.act(SetPermissions(account_id=number, permissions=frozenset()))
    assert seen(client) == set()
    for action in (
        SendMessage(conversation=conversation, text="x"),
        MarkRead(conversation=conversation, n=1),
        SetMarks(conversation=conversation, starred=True),
        SaveNote(conversation=conversation, note=new_action_id(), text="x"),
    ):
        assert client.refused(action) == "not_found"
    assert code_of(client.call("GET", f"/api/v1/conversations/{conversation}")) == "not_found"
    assert main.refused(TransferConversation(conversation=conversation, to_id=number)).startswith("transfer")
    now = main.get(f"/api/v1/conversations/{conversation}", ConversationPage).conversation
    assert now.owner_id != number, "somebody else serves the buyer, at once"
    assert now.live
    buyer.act(SendMessage(conversation=conversation, text="Still there?"))
    me = main.get("/api/v1/snapshot", Snapshot).me.id
    chat = client.act(OpenColleagueChat(account_id=me)).conversation_id
    assert chat is not None
    assert seen(client) == {chat}, "colleagues may talk"


def test_message_notices(server: LiveServer, main: Client, hire: Hire) -> None:
    without, silent = hire(P.RECEIVE_MESSAGES)
    with_, told = hire(P.RECEIVE_MESSAGES, P.MESSAGE_NOTICES)
    talk(server, main, without)
    talk(server, main, with_)
    assert silent.get("/api/v1/snapshot", Snapshot).notices == ()
    assert [one.code for one in told.get("/api/v1/snapshot", Snapshot).notices] == ["transferred"]
    main.act(SetPermissions(account_id=with_, permissions=frozenset({P.RECEIVE_MESSAGES})))
    assert told.get("/api/v1/snapshot", Snapshot).notices == ()


def test_company_history_is_for_looking_only(server: LiveServer, main: Client, hire: Hire) -> None:
    owner, owning = hire(P.RECEIVE_MESSAGES)
    buyer, conversation = talk(server, main, owner)
    upload = new_action_id()
    image = msgspec.json.decode(buyer.call("PUT", f"/api/v1/uploads/{upload}", data=jpeg()).content, type=UploadedImage)
    buyer.act(SendMessage(conversation=conversation, attachment=upload))
    _number, reader = hire(P.COMPANY_HISTORY)
    _number, stranger = hire()
    path = f"/api/v1/conversations/{conversation}"
    places = (path, f"{path}/messages", f"{path}/assignments", f"/api/v1/attachments/{image.attachment_id}?size=full")
    for place in places:
        assert reader.call("GET", place).status_code == 200, place
        assert code_of(stranger.call("GET", place)) == "not_found", place
    assert seen(reader) == set(), "it is asked for each time, and lies on no desk"
    assert reader.refused(SendMessage(conversation=conversation, text="x")) == "not_found"
    assert reader.refused(MarkRead(conversation=conversation, n=1)) == "not_found"
    buyer_name = reader.get(path, ConversationPage).buyer
    assert buyer_name is not None
    listing = "/api/v1/company/conversations"

    def listed(words: str) -> dict[int, str]:
        found = reader.get(f"{listing}?words={words}", CompanyPage).conversations
        return {page.conversation.id: page.messages[-1].kind for page in found}

    assert listed("")[conversation] == "image"
    assert listed(buyer_name.name.upper()).get(conversation) == "image"
    assert listed("nobody%20is%20named%20so") == listed("%25") == {}
    assert code_of(stranger.call("GET", listing)) == "not_allowed"
    chat = owning.act(OpenColleagueChat(account_id=main.get("/api/v1/snapshot", Snapshot).me.id)).conversation_id
    assert code_of(reader.call("GET", f"/api/v1/conversations/{chat}")) == "not_found", "colleagues' chats are theirs"
    assert chat not in listed("")
    other = server.account("south").get("/api/v1/snapshot", Snapshot).conversations
    assert not {page.conversation.id for page in other} & set(listed(""))
    for page in other:
        assert code_of(reader.call("GET", f"/api/v1/conversations/{page.conversation.id}")) == "not_found"


def test_who_gave_a_conversation_away_reads_on_only_with_the_company_s_history(
    server: LiveServer, main: Client, hire: Hire
) -> None:
    number, giver = hire(P.RECEIVE_MESSAGES)
    receiver, _client = hire(P.RECEIVE_MESSAGES)
    buyer, conversation = talk(server, main, number)
    giver.act(TransferConversation(conversation=conversation, to_id=receiver))
    buyer.act(SendMessage(conversation=conversation, text="For the new one"))

    def texts() -> list[str]:
        head = giver.get(f"/api/v1/conversations/{conversation}", ConversationPage)
        page = giver.get(f"/api/v1/conversations/{conversation}/messages", MessagePage)
        assert [one.text for one in head.messages] == [one.text for one in page.messages]
        return [one.text for one in page.messages if one.text]

    assert "For the new one" not in texts()
    main.act(SetPermissions(account_id=number, permissions=frozenset({P.RECEIVE_MESSAGES, P.COMPANY_HISTORY})))
    assert "For the new one" in texts()


ROUTES: list[tuple[Permission, str, str, Any]] = [
    (P.OVERVIEW, "GET", "/api/v1/overview", DAYS),
    (P.OVERVIEW, "GET", "/api/v1/overview/rows", {**DAYS, "figure": "live"}),
    (P.AUDIT_LOG, "GET", "/api/v1/audit", {}),
    (P.MANAGE_ACCOUNTS, "GET", "/api/v1/accounts", {}),
]


def test_routes_open_with_their_tick_and_no_other(hire: Hire) -> None:
    for tick in {one for one, *_rest in ROUTES}:
        _number, client = hire(tick)
        for needed, method, path, params in ROUTES:
            answer = client.call(method, path, params=params)
            if needed is tick:
                assert answer.status_code == 200, path
            else:
                assert code_of(answer) == "not_allowed", path
