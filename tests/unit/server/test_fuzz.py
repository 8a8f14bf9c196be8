"""Whatever is sent to the interface, by whomever: an answer it documents, and never a fault of the server."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from random import Random

import pytest
import requests

from tests.helpers.live_server import Client, LiveServer, live_server
from tests.helpers.openapi_values import Request, Values
from workstation.domain.actions import SendMessage, StartConversation
from workstation.domain.events import Snapshot

ENDLESS = ("/api/v1/stream",)
ENDS_A_CALLER = ("/sign-out", "/password")
"""What would leave nobody to ask."""
DISABLES = ("SetAccountEnabled",)
SLOW_S = 20.0
SHOWN = 12
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def stage(
    engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """A server that may be left in any state."""
    with ExitStack() as stack:
        url = "" if engine == "sqlite" else stack.enter_context(request.getfixturevalue("postgres").database())
        limits = {"uploads_per_hour": 0, "attempts": 100_000, "attempts_per_address": 100_000}
        yield stack.enter_context(live_server(tmp_path_factory.mktemp("fuzz"), database=url, limits=limits))


@pytest.fixture(scope="module")
def people(stage: LiveServer) -> dict[str, Client]:
    """One of each kind, with something to talk about."""
    main, sub, buyer = stage.account("north"), stage.account("north.ann"), stage.buyer()
    exhibitor = main.get("/api/v1/snapshot", Snapshot).exhibitor.id
    opened = buyer.act(StartConversation(exhibitor_id=exhibitor)).conversation_id
    assert opened is not None
    buyer.act(SendMessage(conversation=opened, text="Hello"))
    main.act(SendMessage(conversation=opened, text="Good morning"))
    return {"main": main, "sub": sub, "buyer": buyer, "nobody": stage.client()}


def send(client: Client, request: Request) -> requests.Response | None:
    """Send a request; None where HTTP itself refuses to carry it."""
    headers = {"Content-Type": request.media_type} if request.media_type else {}
    endless = request.path.startswith(ENDLESS)
    try:
        return client.call(
            request.method,
            request.path,
            params=request.params,
            data=request.body,
            headers=headers,
            stream=endless,
            timeout=SLOW_S,
        )
    except (requests.exceptions.InvalidURL, UnicodeError):
        return None


@pytest.mark.async_timeout(300)
def test_nothing_that_is_sent_makes_the_server_fail(
    stage: LiveServer, people: dict[str, Client], trials: Callable[[int], int]
) -> None:
    document = stage.client().call("GET", "/schema/openapi.json").json()
    counted, faults = Counter[int](), list[str]()
    operations = [one for one in Values(document, Random(0)).operations() if not one[1].endswith(ENDS_A_CALLER)]
    for round_ in range(trials(400)):
        for method, path in operations:
            seed = f"{round_} {method} {path}"
            rng = Random(seed)
            role = rng.choice(("main", "main", "sub", "buyer", "nobody"))
            request = Values(document, rng).request(method, path)
            if request.params.get("wait", "0") != "0":
                request.params["wait"] = "0"
            answer = send(people[role], request)
            if answer is None:
                continue
            counted[answer.status_code] += 1
            worded = answer.headers.get("Content-Type") == "application/problem+json" or not path.startswith("/api/")
            if answer.status_code >= 500 or (answer.status_code >= 400 and not worded):
                faults.append(f"{answer.status_code} seed {seed!r} as {role}: {request}")
            answer.close()
    assert not faults, "\n".join(faults[:SHOWN])
    assert counted[200] > sum(counted.values()) / 10, f"most of it was not even looked at: {counted}"


def test_actions_of_every_kind_are_answered(
    stage: LiveServer, people: dict[str, Client], trials: Callable[[int], int]
) -> None:
    """Most of what there is goes through one route: each kind gets its share."""
    document = stage.client().call("GET", "/schema/openapi.json").json()
    counted, faults = Counter[int](), list[str]()
    kinds = document["components"]["schemas"]["ActionRequest"]["properties"]["action"]["oneOf"]
    kinds = [kind for kind in kinds if not kind["$ref"].endswith(DISABLES)]
    for round_ in range(trials(200)):
        for kind in kinds:
            seed = f"{round_} {kind['$ref']}"
            rng = Random(seed)
            role = rng.choice(("main", "sub", "buyer"))
            values = Values(document, rng)
            body = {"id": values.value({"type": "string", "format": "uuid"}), "action": values.value(kind)}
            answer = people[role].call("POST", "/api/v1/actions", data=json.dumps(body), headers=JSON, timeout=SLOW_S)
            counted[answer.status_code] += 1
            if answer.status_code >= 500:
                faults.append(f"{answer.status_code} seed {seed!r} as {role}: {body}")
    assert not faults, "\n".join(faults[:SHOWN])
    assert counted[200] > sum(counted.values()) / 50, f"nothing came through: {counted}"
