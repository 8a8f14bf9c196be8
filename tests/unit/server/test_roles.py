"""Every role at every route and every action: who may is answered, who may not is told so, and nobody is forgotten."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from tests.helpers.live_server import Client, code_of
from tests.unit.server.role_table import DENIED, EXPECTED, MUST, OK, ROLES, UNKNOWN
from tests.unit.server.test_isolation import (
    WHO_ACTS,
    fill,
    request_for,
)
from tests.unit.server.worlds import ENDING, World, person
from tests.unit.server.worlds import world as world
from workstation.domain.account import Account, Permission
from workstation.domain.account_actions import EditAccount, SetAccountEnabled, SetPermissions
from workstation.domain.actions import Action, ActionRequest
from workstation.domain.administration import FirstPassword, NewAccount
from workstation.domain.errors import STATUS
from workstation.domain.events import Snapshot
from workstation.domain.ids import PrincipalId, new_action_id
from workstation.server import actions as pipeline
from workstation.server.permissions import PERMISSION

NEEDED: dict[type, Permission] = {
    SetPermissions: Permission.MANAGE_ACCOUNTS,
    SetAccountEnabled: Permission.MANAGE_ACCOUNTS,
    EditAccount: Permission.MANAGE_ACCOUNTS,
}
"""Actions for which a sub-account needs a tick."""

OF_LEAD: dict[tuple[str, str], str] = {
    # May look into a colleague's conversation, not write there.
    ("POST", "/api/v1/typing"): "not_found",
    ("POST", "/api/v1/looking"): "not_found",
    ("POST", "/api/v1/distribution/what-if"): DENIED,
    # The colleague's.
    ("GET", "/api/v1/intents/{intent_id:uuid}/assignments"): "not_found",
}
"""What a sub-account with every tick is answered, where that isn't what the main account is."""
OF_ONES_OWN = ("{conversation_id:int}", "{attachment_id:int}", "{account_id:int}", "{intent_id:uuid}")
"""Numbers in an address that mean nothing to another exhibitor."""
MORE_ROLES = ("lead", "other", "disabled")


def hire(world: World, login: str, permissions: frozenset[Permission]) -> Client:
    """Give the north another sub-account that has chosen its password."""
    wanted = NewAccount(id=new_action_id(), login=login, name_en=login, permissions=permissions)
    main = world.server.account("north")
    answer = main.call("POST", "/api/v1/accounts", wanted)
    assert answer.status_code == 200, answer.text
    world.server.passwords[login] = msgspec.json.decode(answer.content, type=FirstPassword).password
    return world.server.account(login)


@pytest.fixture(scope="module")
def lead(world: World) -> Client:
    """Give a sub-account that has every tick."""
    return hire(world, f"north.lead{uuid4().hex[:6]}", frozenset(Permission))


@pytest.fixture(scope="module")
def disabled(world: World) -> Client:
    """Give a sub-account that was disabled while it was signed in."""
    login = f"north.gone{uuid4().hex[:6]}"
    client = hire(world, login, frozenset(Permission))
    number = client.get("/api/v1/snapshot", Snapshot).me.id
    world.server.account("north").act(SetAccountEnabled(account_id=number, enabled=False))
    return client


@pytest.fixture
def anybody(world: World, lead: Client, disabled: Client) -> Callable[..., Client]:
    """Give whoever has the role, signed in `anew` where a route ends the token."""

    def of(role: str, *, anew: bool = False) -> Client:
        if role == "disabled":
            return disabled
        if role == "lead":
            if not anew:
                return lead
            return world.client(lead.get("/api/v1/snapshot", Snapshot).me.login, anew=True)
        if role == "other":
            return world.client("south", anew=anew)
        return person(world, role, anew=anew)

    return of


def expected_of(method: str, path: str, role: str) -> str:
    """Return the answer of a route to one of the further roles, from what the table says of the others."""
    nobody, _new, main, _sub, _buyer = EXPECTED[method, path]
    if role == "disabled":
        return "account_disabled" if nobody == UNKNOWN else nobody
    if role == "lead":
        return OF_LEAD.get((method, path), main)
    foreign = path in ("/api/v1/typing", "/api/v1/looking") or any(part in path for part in OF_ONES_OWN)
    return "not_found" if foreign and main != DENIED else main


@pytest.mark.parametrize("role", MORE_ROLES)
@pytest.mark.parametrize(("method", "path"), list(EXPECTED), ids=[f"{method} {path}" for method, path in EXPECTED])
def test_further_role_and_route(
    world: World, anybody: Callable[..., Client], method: str, path: str, role: str
) -> None:
    expected = expected_of(method, path, role)
    client = anybody(role, anew=path in ENDING)
    answer = client.call(method, fill(path, world.north), **request_for(path, world.north, role))
    with answer:
        if expected == OK:
            assert answer.status_code in (200, 204), answer.text
        else:
            assert code_of(answer) == expected


@pytest.mark.parametrize("path", sorted({path for _method, path in EXPECTED if "{account_id" in path}))
def test_another_exhibitors_account_is_not_there(world: World, path: str) -> None:
    method = next(method for method, known in EXPECTED if known == path)
    answer = person(world, "main").call(method, fill(path, world.south))
    assert code_of(answer) == "not_found"


def test_what_the_tables_say_is_what_the_server_asks(tmp_path: Any) -> None:
    """A route that asks for a tick is closed to the sub-account without any, an action likewise."""
    from tests.unit.server.test_isolation import routes

    for key, handler in routes(tmp_path).items():
        if handler.opt.get(PERMISSION) is not None:
            assert EXPECTED[key][ROLES.index("sub")] == DENIED, key
    asked = {action: permission for action, (_kinds, permission) in pipeline.registered().items() if permission}
    assert asked == NEEDED


# --- actions ---

NOWHERE = 10**9
SAMPLES: dict[str, Any] = {
    "text": "x",
    "reason": "spam",
    "status": "busy",
    "ids": [NOWHERE],
    "permissions": [],
    "enabled": False,
    "blocked": True,
    "accept": True,
    "agree": True,
    "span": {"id": str(uuid4()), "starts_at": "2026-10-24T09:00:00Z", "ends_at": "2026-10-24T09:30:00Z"},
    "slot": {"id": str(uuid4()), "starts_at": "2026-10-24T09:00:00Z", "ends_at": "2026-10-24T09:30:00Z"},
    "work": "messages",
    "new": {"wanted": {"title": "x"}},
    "days": 31,
    "associations": [{"exhibit_id": NOWHERE, "account_ids": [NOWHERE]}],
}
"""By field; any other required one gets a number (or an id) that nobody has."""


def nowhere(action: Any) -> dict[str, Any]:
    """Return an action of that kind, on what isn't there, as it is sent."""
    made: dict[str, Any] = {"kind": str(action.__struct_config__.tag)}
    for field in msgspec.structs.fields(action):
        if not field.required and field.name != "account_id":
            continue
        candidate: Any
        for candidate in (SAMPLES.get(field.name), NOWHERE, str(uuid4()), "x", {}, [], [NOWHERE], [str(uuid4())]):
            if candidate is None:
                continue
            try:
                msgspec.convert(candidate, field.type)
            except msgspec.ValidationError:
                continue
            made[field.name] = candidate
            break
    msgspec.convert({"id": str(uuid4()), "action": made}, ActionRequest)
    return made


def may(role: str, action: type) -> bool:
    """Tell what the tables say."""
    kinds = WHO_ACTS[action]
    kind = {"other": "main", "lead": "sub"}.get(role, role)
    return kind in kinds and not (role == "sub" and action in NEEDED)


@pytest.mark.parametrize("role", [*ROLES, *MORE_ROLES])
@pytest.mark.parametrize("action", Action.__args__, ids=[one.__name__ for one in Action.__args__])
def test_role_and_action(anybody: Callable[..., Client], role: str, action: type) -> None:
    answer = anybody(role).call("POST", "/api/v1/actions", {"id": str(uuid4()), "action": nowhere(action)})
    always = {"nobody": UNKNOWN, "new": MUST, "disabled": "account_disabled"}
    if role in always:
        assert code_of(answer) == always[role]
    elif not may(role, action):
        assert code_of(answer) == DENIED
    elif answer.status_code != 200:
        code = code_of(answer)
        assert code != DENIED
        assert STATUS[code] not in (401, 500), code


# --- what no tick opens ---


def colleagues(client: Client) -> dict[str, Account]:
    return {one.login: one for one in client.get("/api/v1/snapshot", Snapshot).accounts}


def test_nobody_gives_more_than_he_has_or_changes_himself_or_the_main_account(world: World) -> None:
    some = frozenset({Permission.MANAGE_ACCOUNTS, Permission.RECEIVE_MESSAGES})
    manager = hire(world, f"north.man{uuid4().hex[:6]}", some)
    known = colleagues(manager)
    me = manager.get("/api/v1/snapshot", Snapshot).me
    main, bo = known["north"], known["north.bo"]
    assert manager.refused(SetPermissions(account_id=me.id, permissions=frozenset(Permission))) == DENIED
    assert manager.refused(SetPermissions(account_id=bo.id, permissions=frozenset(Permission))) == DENIED
    assert manager.refused(SetAccountEnabled(account_id=main.id, enabled=False)) == DENIED
    assert manager.refused(EditAccount(account_id=main.id, title="x")) == DENIED
    assert manager.refused(SetAccountEnabled(account_id=me.id, enabled=False)) == DENIED
    assert code_of(manager.call("POST", f"/api/v1/accounts/{main.id}/password")) == DENIED
    assert code_of(manager.call("GET", f"/api/v1/accounts/{main.id}/devices")) == DENIED
    wanted = NewAccount(id=new_action_id(), login="x.y.z", name_en="X", permissions=frozenset({Permission.OVERVIEW}))
    assert code_of(manager.call("POST", "/api/v1/accounts", wanted)) == DENIED
    manager.act(SetPermissions(account_id=bo.id, permissions=bo.permissions | {Permission.MANAGE_ACCOUNTS}))
    manager.act(SetPermissions(account_id=bo.id, permissions=bo.permissions))
    assert manager.refused(SetPermissions(account_id=PrincipalId(NOWHERE), permissions=some)) == "not_found"
