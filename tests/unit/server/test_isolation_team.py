"""Nobody reaches what is another's by what the team does: transfers, assignments, rules, lookers."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.helpers.live_server import code_of
from tests.unit.server.test_isolation import WHO_ACTS
from tests.unit.server.worlds import Mine, World, person
from tests.unit.server.worlds import world as world
from workstation.domain.actions import Action
from workstation.domain.distribution import Association, Work
from workstation.domain.ids import ExhibitId, PrincipalId
from workstation.domain.routing import Options
from workstation.domain.team_actions import (
    AnswerTransfer,
    AssignConversation,
    SetAssociations,
    SetDistribution,
    SettleTransfer,
    TakeOver,
    WithdrawTransfer,
)

FOREIGN_TEAM_ROUTES = [
    ("GET", "/api/v1/conversations/{0.conversation}/assignments", None),
    ("POST", "/api/v1/looking", lambda mine: {"conversation_id": mine.conversation}),
]


@pytest.mark.parametrize("role", ["main", "sub"])
@pytest.mark.parametrize(("method", "path", "body"), FOREIGN_TEAM_ROUTES)
def test_foreign_numbers_in_the_team_s_routes_are_not_found(
    world: World, role: str, method: str, path: str, body: Callable[[Mine], Any] | None
) -> None:
    client = person(world, role)
    answer = client.call(method, path.format(world.south), body(world.south) if body else None)
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
    own = client.call(method, path.format(world.north), body(world.north) if body else None)
    assert own.status_code in (200, 204)


@pytest.mark.parametrize(
    "rules",
    [
        lambda own, other: {"options": {"emergency_id": other.account}},
        lambda own, other: {"associations": [{"exhibit_id": other.exhibit, "account_ids": [own.account]}]},
        lambda own, other: {"associations": [{"exhibit_id": own.exhibit, "account_ids": [other.account]}]},
    ],
    ids=["emergency", "exhibit", "account"],
)
def test_foreign_numbers_in_other_rules_are_not_found(world: World, rules: Callable[[Mine, Mine], Any]) -> None:
    asked = {"mode": "automatic", **rules(world.north, world.south)}
    assert code_of(person(world, "main").call("POST", "/api/v1/distribution/what-if", asked)) == "not_found"
    asked = {"mode": "automatic", **rules(world.north, world.north)}
    assert person(world, "main").call("POST", "/api/v1/distribution/what-if", asked).status_code == 200


def associate(exhibit: ExhibitId, account: PrincipalId) -> SetAssociations:
    return SetAssociations(associations=(Association(exhibit_id=exhibit, account_ids=(account,)),))


FOREIGN_ACTIONS: list[tuple[str, Callable[[Mine, Mine], Action]]] = [
    ("assign", lambda own, other: AssignConversation(conversation=other.conversation, to_id=own.account)),
    (
        "assign to",
        lambda own, other: AssignConversation(conversation=own.conversation, to_id=other.account, from_id=own.account),
    ),
    ("take over", lambda own, other: TakeOver(conversation=other.conversation)),
    ("accept", lambda own, other: AnswerTransfer(transfer=other.transfer, accept=True)),
    ("withdraw", lambda own, other: WithdrawTransfer(transfer=other.transfer)),
    ("settle", lambda own, other: SettleTransfer(transfer=other.transfer)),
    (
        "emergency account",
        lambda own, other: SetDistribution(work=Work.MESSAGES, options=Options(emergency_id=other.account)),
    ),
    ("associate exhibit", lambda own, other: associate(other.exhibit, own.account)),
    ("associate account", lambda own, other: associate(own.exhibit, other.account)),
]


@pytest.mark.parametrize("role", ["main", "sub", "buyer"])
@pytest.mark.parametrize("make", [make for _name, make in FOREIGN_ACTIONS], ids=[name for name, _m in FOREIGN_ACTIONS])
def test_foreign_numbers_in_the_team_s_actions_are_not_found(
    world: World, role: str, make: Callable[[Mine, Mine], Action]
) -> None:
    action = make(world.north, world.south)
    expected = "not_found" if role in WHO_ACTS[type(action)] else "not_allowed"
    assert person(world, role).refused(action) == expected
