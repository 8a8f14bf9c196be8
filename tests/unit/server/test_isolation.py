"""Who may call what: every route and every action by every role, and nobody reaches what is another's."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from litestar.handlers import HTTPRouteHandler

from tests.helpers.live_server import code_of
from tests.unit.server import foreign_cards, foreign_intents, foreign_slots, foreign_translation
from tests.unit.server.pictures import jpeg
from tests.unit.server.role_table import EXPECTED, OK, ROLES, SOME_DAYS
from tests.unit.server.worlds import ENDING, Mine, World, person
from tests.unit.server.worlds import world as world
from workstation.domain.account import Presence
from workstation.domain.account_actions import (
    BlockBuyer,
    EditAccount,
    ReportBuyer,
    ReportReason,
    SaveAutoReply,
    SetAccountEnabled,
    SetMaxDaysOffline,
    SetPermissions,
)
from workstation.domain.actions import (
    Action,
    CloseSession,
    DeleteNote,
    DeletePhrase,
    MarkNoticesRead,
    MarkRead,
    OpenColleagueChat,
    RecallMessage,
    ReleaseLease,
    SaveNote,
    SavePhrase,
    SendMessage,
    SetMarks,
    SetProfile,
    SetStatus,
    StartConversation,
    TransferConversation,
)
from workstation.domain.booking import BuyerBooking
from workstation.domain.buyer_actions import EditBuyerProfile
from workstation.domain.conversation import ConversationPage
from workstation.domain.events import Snapshot
from workstation.domain.ids import (
    ExhibitorId,
    new_action_id,
)
from workstation.domain.intent import BuyerIntent
from workstation.domain.slot import OpenSlot
from workstation.domain.team_actions import (
    AnswerTransfer,
    AssignConversation,
    SetAssociations,
    SetDistribution,
    SetTeamRules,
    SettleTransfer,
    TakeOver,
    WithdrawTransfer,
)
from workstation.server import actions as pipeline
from workstation.server import handlers
from workstation.server.app import create_app
from workstation.server.config import Settings
from workstation.server.permissions import Unguarded, Who, who_of

assert handlers

ACTIONS = (
    SendMessage,
    MarkRead,
    SetMarks,
    RecallMessage,
    ReleaseLease,
    CloseSession,
    TransferConversation,
    StartConversation,
    OpenColleagueChat,
    SetStatus,
    SetProfile,
    EditBuyerProfile,
    MarkNoticesRead,
    SavePhrase,
    DeletePhrase,
    SaveNote,
    DeleteNote,
    AssignConversation,
    TakeOver,
    AnswerTransfer,
    WithdrawTransfer,
    SettleTransfer,
    SetDistribution,
    SetTeamRules,
    SetAssociations,
    SetPermissions,
    SetAccountEnabled,
    EditAccount,
    SetMaxDaysOffline,
    SaveAutoReply,
    BlockBuyer,
    ReportBuyer,
    *foreign_cards.WHO_ACTS,
    *foreign_translation.WHO_ACTS,
    *foreign_slots.WHO_ACTS,
    *foreign_intents.WHO_ACTS,
)
EVERYBODY = frozenset({"main", "sub", "buyer"})
STAFF = frozenset({"main", "sub"})
MAIN = frozenset({"main"})
WHO_ACTS: dict[type, frozenset[str]] = {
    SendMessage: EVERYBODY,
    MarkRead: EVERYBODY,
    SetMarks: STAFF,
    RecallMessage: EVERYBODY,
    ReleaseLease: STAFF,
    CloseSession: STAFF,
    TransferConversation: STAFF,
    StartConversation: frozenset({"buyer"}),
    OpenColleagueChat: STAFF,
    SetStatus: STAFF,
    SetProfile: EVERYBODY,
    EditBuyerProfile: frozenset({"buyer"}),
    MarkNoticesRead: STAFF,
    SavePhrase: STAFF,
    DeletePhrase: STAFF,
    SaveNote: STAFF,
    DeleteNote: STAFF,
    AssignConversation: MAIN,
    TakeOver: MAIN,
    AnswerTransfer: STAFF,
    WithdrawTransfer: STAFF,
    SettleTransfer: STAFF,
    SetDistribution: MAIN,
    SetTeamRules: MAIN,
    SetAssociations: MAIN,
    SetPermissions: STAFF,
    SetAccountEnabled: STAFF,
    EditAccount: STAFF,
    SetMaxDaysOffline: frozenset({"main"}),
    SaveAutoReply: STAFF,
    BlockBuyer: STAFF,
    ReportBuyer: STAFF,
    **foreign_cards.WHO_ACTS,
    **foreign_translation.WHO_ACTS,
    **foreign_slots.WHO_ACTS,
    **foreign_intents.WHO_ACTS,
}


def routes(tmp_path: Path) -> dict[tuple[str, str], HTTPRouteHandler]:
    """Every route of the application, with its method."""
    app = create_app(Settings(data=tmp_path))
    found: dict[tuple[str, str], HTTPRouteHandler] = {}
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            for method in handler.http_methods - {"OPTIONS", "HEAD"}:
                found[method, str(route.path)] = handler
    return found


def test_every_route_names_whom_it_is_for_and_has_an_expectation(tmp_path: Path) -> None:
    found = routes(tmp_path)
    for handler in found.values():
        who_of(handler)
    pages = {
        key
        for key, handler in found.items()
        if who_of(handler) is Who.PAGE or key[1].startswith(("/schema", "/portal/"))
    }
    api = {key for key in found if key[1].startswith("/api/") or key[1] in ("/healthz", "/readyz")}
    assert api - set(EXPECTED) == set(), "a route without an expectation"
    assert set(EXPECTED) - api == set(), "an expectation without a route"
    assert set(found) - api - pages == set(), "neither of the interface nor a page"


def test_a_route_that_names_nobody_stops_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from litestar import get

    from workstation.server.routes import exhibits

    @get("/api/v1/open-to-all")
    async def forgotten() -> str:
        return ""

    monkeypatch.setattr(exhibits, "HANDLERS", [*exhibits.HANDLERS, forgotten])
    with pytest.raises(Unguarded, match="forgotten"):
        create_app(Settings(data=tmp_path))


def test_every_action_has_an_expectation() -> None:
    assert {action: kinds for action, (kinds, _permission) in pipeline.registered().items()} == WHO_ACTS
    assert set(WHO_ACTS) == set(ACTIONS) == set(Action.__args__)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("method", "path"), list(EXPECTED), ids=[f"{method} {path}" for method, path in EXPECTED])
def test_role_and_route(world: World, method: str, path: str, role: str) -> None:
    client = person(world, role, anew=path in ENDING)
    expected = EXPECTED[method, path][ROLES.index(role)]
    answer = client.call(method, fill(path, world.north), **request_for(path, world.north, role))
    with answer:
        if expected == OK:
            assert answer.status_code in (200, 204), answer.text
        else:
            assert code_of(answer) == expected


def fill(path: str, mine: Mine) -> str:
    numbers = {
        "conversation_id:int": mine.conversation,
        "attachment_id:int": mine.attachment,
        "exhibitor_id:int": mine.exhibitor,
        "client_id:uuid": uuid4(),
        "account_id:int": mine.colleague if path.endswith("/password") else mine.account,
        "device_id:str": "0" * 16,
        "n:int": 1,  # no card
        "intent_id:uuid": mine.intent,
    }
    return re.sub(r"\{([^}]*)\}", lambda match: str(numbers[match.group(1)]), path)


def request_for(path: str, mine: Mine, role: str) -> dict[str, Any]:
    requests: dict[str, dict[str, Any]] = {
        "/api/v1/sign-in": {"body": {"login": f"{uuid4().hex}", "password": "x"}},
        "/api/v1/register": {
            "body": {
                "name": "", "company": "", "country": "", "email": "", "password": "", "language": "", "time_zone": ""
            }
        },
        "/api/v1/password": {"body": {"old": "x", "new": "y"}},
        "/api/v1/email": {"body": {"email": "nowhere", "password": "x"}},
        "/api/v1/actions": {"body": {"id": str(uuid4()), "action": {"kind": "set_profile"}}},
        "/api/v1/uploads/{client_id:uuid}": {"data": jpeg()},
        "/api/v1/log": {"params": {"after": 0}},
        "/api/v1/stream": {"params": {"after": 0}, "stream": True},
        "/api/v1/typing": {"body": {"conversation_id": mine.conversation}},
        "/api/v1/activity": {"body": {"idle": False}},
        "/api/v1/looking": {"body": {"conversation_id": mine.conversation}},
        "/api/v1/distribution/what-if": {"body": {"mode": "manual"}},
        "/api/v1/calendar-feeds": {"body": {"id": str(uuid4())}},
        "/api/v1/accounts": {"body": {"id": str(uuid4()), "login": "north.new"}},
        "/api/v1/overview": {"params": SOME_DAYS},
        "/api/v1/overview/rows": {"params": {**SOME_DAYS, "figure": "waiting"}},
    }  # fmt: skip
    return requests.get(path, {})


FOREIGN_ROUTES = [
    ("GET", "/api/v1/conversations/{0.conversation}", None),
    ("GET", "/api/v1/conversations/{0.conversation}/messages", None),
    ("GET", "/api/v1/attachments/{0.attachment}", None),
    ("POST", "/api/v1/typing", lambda mine: {"conversation_id": mine.conversation}),
]


@pytest.mark.parametrize("role", ["main", "sub", "buyer"])
@pytest.mark.parametrize(("method", "path", "body"), FOREIGN_ROUTES, ids=[path for _m, path, _b in FOREIGN_ROUTES])
def test_foreign_numbers_in_routes_are_not_found(
    world: World, role: str, method: str, path: str, body: Callable[[Mine], Any] | None
) -> None:
    client = person(world, role)
    foreign = body(world.south) if body else None
    answer = client.call(method, path.format(world.south), foreign)
    assert answer.status_code == 404, "not 403: that something is there isn't told either"
    assert code_of(answer) == "not_found"
    own = client.call(method, path.format(world.north), body(world.north) if body else None)
    assert own.status_code in (200, 204), "the same with one's own numbers works"


FOREIGN_ACTIONS: list[tuple[str, Callable[[Mine, Mine], Action]]] = [
    ("send", lambda own, other: SendMessage(conversation=other.conversation, text="x")),
    ("send exhibit", lambda own, other: SendMessage(conversation=own.conversation, exhibit_id=other.exhibit)),
    ("reply", lambda own, other: SendMessage(conversation=own.conversation, text="x", reply_to_n=10**6)),
    ("read", lambda own, other: MarkRead(conversation=other.conversation, n=1)),
    ("marks", lambda own, other: SetMarks(conversation=other.conversation, starred=True)),
    ("recall there", lambda own, other: RecallMessage(conversation=other.conversation, message_id=other.message)),
    ("recall here", lambda own, other: RecallMessage(conversation=own.conversation, message_id=other.message)),
    ("lease", lambda own, other: ReleaseLease(conversation=other.conversation)),
    ("close", lambda own, other: CloseSession(conversation=other.conversation)),
    ("take", lambda own, other: TransferConversation(conversation=other.conversation, to_id=own.account)),
    ("give", lambda own, other: TransferConversation(conversation=own.conversation, to_id=other.account)),
    ("start", lambda own, other: StartConversation(exhibitor_id=own.exhibitor, exhibit_id=other.exhibit)),
    ("start nowhere", lambda own, other: StartConversation(exhibitor_id=ExhibitorId(10**9))),
    ("colleague", lambda own, other: OpenColleagueChat(account_id=other.account)),
    ("notices", lambda own, other: MarkNoticesRead(ids=(other.notice,))),
    ("phrase", lambda own, other: SavePhrase(phrase=other.phrase, title="x", en="x")),
    ("delete phrase", lambda own, other: DeletePhrase(phrase=other.phrase)),
    ("note there", lambda own, other: SaveNote(conversation=other.conversation, note=new_action_id(), text="x")),
    ("note here", lambda own, other: SaveNote(conversation=own.conversation, note=other.note, text="x")),
    ("delete note", lambda own, other: DeleteNote(conversation=own.conversation, note=other.note)),
    ("permissions", lambda own, other: SetPermissions(account_id=other.account, permissions=frozenset())),
    ("disable", lambda own, other: SetAccountEnabled(account_id=other.account, enabled=False)),
    ("edit account", lambda own, other: EditAccount(account_id=other.account, title="x")),
    ("auto-reply", lambda own, other: SaveAutoReply(account_id=other.account)),
    ("block", lambda own, other: BlockBuyer(conversation=other.conversation, blocked=True)),
    ("report", lambda own, other: ReportBuyer(conversation=other.conversation, reason=ReportReason.SPAM)),
    *foreign_cards.FOREIGN,
    *foreign_translation.FOREIGN,
    *foreign_slots.FOREIGN,
    *foreign_intents.FOREIGN,
]
NEEDS_PERMISSION = (SetPermissions, SetAccountEnabled, EditAccount)
"""The sub-account of these tests hasn't the one for them."""


@pytest.mark.parametrize("role", ["main", "sub", "buyer"])
@pytest.mark.parametrize("make", [make for _name, make in FOREIGN_ACTIONS], ids=[name for name, _m in FOREIGN_ACTIONS])
def test_foreign_numbers_in_actions_are_not_found(
    world: World, role: str, make: Callable[[Mine, Mine], Action]
) -> None:
    action = make(world.north, world.south)
    may = role in WHO_ACTS[type(action)] and not (role == "sub" and isinstance(action, NEEDS_PERMISSION))
    expected = "not_found" if may else "not_allowed"
    assert person(world, role).refused(action) == expected


@pytest.mark.parametrize("role", ["main", "sub"])
def test_a_foreign_conversation_can_t_be_shown(world: World, role: str) -> None:
    action = SendMessage(conversation=world.north.chat, link_conversation_id=world.south.conversation)
    assert person(world, role).refused(action) == "not_found"


def test_another_s_upload_can_t_be_sent(world: World) -> None:
    action = SendMessage(conversation=world.north.conversation, attachment=world.south.upload)
    for role in ("main", "sub", "buyer"):
        assert person(world, role).refused(action) == "attachment_not_ready"


def test_a_colleague_without_part_sees_nothing(world: World) -> None:
    """The same exhibitor, but neither owner nor main account."""
    bo = world.server.account("north.bo")
    for path in (
        "conversations/{0.conversation}",
        "conversations/{0.conversation}/messages",
        "attachments/{0.attachment}",
    ):
        assert bo.call("GET", f"/api/v1/{path}".format(world.north)).status_code == 404
    ids = {page.conversation.id for page in bo.get("/api/v1/snapshot", Snapshot).conversations}
    assert world.north.conversation not in ids


def test_snapshots_and_lists_hold_only_one_s_own(world: World) -> None:
    for role in ("main", "sub"):
        snapshot = person(world, role).get("/api/v1/snapshot", Snapshot)
        assert {one.exhibitor_id for one in snapshot.accounts} == {world.north.exhibitor}
        assert {one.exhibitor_id for one in snapshot.exhibits} == {world.north.exhibitor}
        assert {page.conversation.exhibitor_id for page in snapshot.conversations} == {world.north.exhibitor}
        assert [one.id for one in snapshot.slots] == [world.north.slot]
        assert [one.id for one in snapshot.bookings] == [world.north.booking]
        assert [one.id for one in snapshot.intents] == [world.north.intent]
    pages = person(world, "buyer").get("/api/v1/conversations", tuple[ConversationPage, ...])
    assert [page.conversation.id for page in pages] == [world.north.conversation]
    [mine] = person(world, "buyer").get("/api/v1/bookings", tuple[BuyerBooking, ...])
    assert (mine.booking.id, mine.booking.outcome) == (world.north.booking, None)
    [wanted] = person(world, "buyer").get("/api/v1/intents", tuple[BuyerIntent, ...])
    assert (wanted.intent.id, wanted.received) == (world.north.intent, 1)
    path = f"/api/v1/exhibitors/{world.south.exhibitor}/slots"
    [theirs] = person(world, "buyer").get(path, tuple[OpenSlot, ...])
    assert (theirs.id, theirs.free, theirs.mine) == (world.south.slot, True, False)


def test_logs_hold_only_one_s_own(world: World) -> None:
    for role in ("main", "sub", "buyer"):
        text = msgspec.json.encode(person(world, role).whole_log()).decode()
        assert f'"conversation_id":{world.south.conversation},' not in text
        assert str(world.south.phrase) not in text
        assert str(world.south.note) not in text
        assert str(world.south.card) not in text
        assert str(world.south.slot) not in text
        assert str(world.south.booking) not in text
        assert str(world.south.intent) not in text
        assert ("secret of the company" in text) is (role != "buyer")


def test_presence_is_told_to_those_concerned(world: World) -> None:
    assert person(world, "sub").act(SetStatus(status=Presence.ONLINE)).conversation_id is None
    assert person(world, "buyer").act(SetProfile(name_en="Ana")).conversation_id is None
