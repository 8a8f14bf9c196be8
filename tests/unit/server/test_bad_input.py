"""Whatever comes in, the answer is a problem document and never a failure of ours."""

import json
import random
import socket
from typing import Any

import pytest

from tests.helpers.live_server import Client, LiveServer, code_of
from workstation.domain.actions import StartConversation
from workstation.domain.events import Snapshot
from workstation.domain.ids import new_action_id

MANY = "x" * 1_000_000


@pytest.fixture
def talk(server: LiveServer) -> tuple[Client, int]:
    south = server.account("south").get("/api/v1/snapshot", Snapshot).exhibitor.id
    buyer = server.buyer()
    opened = buyer.act(StartConversation(exhibitor_id=south)).conversation_id
    assert opened is not None
    return buyer, opened


def action(**fields: Any) -> dict[str, Any]:
    return {"id": str(new_action_id()), "action": {"kind": "send_message", **fields}}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text_empty"),
        (" \n\t ", "text_empty"),
        ("x" * 10_001, "text_too_long"),
        ("a\x00b", "text_invalid"),
        (MANY, "too_large"),
    ],
    ids=["empty", "blank", "long", "NUL", "huge"],
)
def test_texts(talk: tuple[Client, int], text: str, code: str) -> None:
    buyer, conversation = talk
    assert code_of(buyer.call("POST", "/api/v1/actions", action(conversation=conversation, text=text))) == code


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe{}",
        b'{"id":1}',
        b'{"id":"not a uuid","action":{"kind":"set_profile"}}',
        b'{"id":"01a20008-1468-7150-a8c4-cb8f99bf1bb8"}',
        b'{"id":"01a20008-1468-7150-a8c4-cb8f99bf1bb8","action":{"kind":"mark_read","conversation":1,"n":"x"}}',
        b'{"id":"01a20008-1468-7150-a8c4-cb8f99bf1bb8","action":{"kind":"mark_read","conversation":[],"n":1}}',
        b'{"id":"01a20008-1468-7150-a8c4-cb8f99bf1bb8","action":{"kind":"set_profile","title":"\\ud800"}}',
        b'{"a":' * 3000 + b"1" + b"}" * 3000,
        b"[" * 100_000,
    ],
)
def test_bodies_that_are_no_action(server: LiveServer, raw: bytes) -> None:
    answer = server.buyer().call("POST", "/api/v1/actions", data=raw, headers={"Content-Type": "application/json"})
    assert answer.status_code in (413, 422), answer.text
    assert code_of(answer) in ("invalid_request", "text_invalid", "too_large")


@pytest.mark.parametrize("number", [0, -1, 2**53, 2**53 + 1, 2**63, 2**64, 10**30, -(2**63)])
def test_numbers_that_no_row_has(talk: tuple[Client, int], number: int) -> None:
    buyer, conversation = talk
    for body in (
        action(conversation=number, text="x"),
        action(conversation=conversation, text="x", reply_to_n=number),
        action(conversation=conversation, text="x", exhibit_id=number),
    ):
        answer = buyer.call("POST", "/api/v1/actions", body)
        assert answer.status_code in (404, 422), answer.text
    for path in (f"conversations/{number}", f"conversations/{number}/messages", f"attachments/{number}"):
        assert buyer.call("GET", f"/api/v1/{path}").status_code in (404, 422)
    for query in (f"before={number}", f"after={number}", f"limit={number}"):
        answer = buyer.call("GET", f"/api/v1/conversations/{conversation}/messages?{query}")
        assert answer.status_code in (200, 422), answer.text


@pytest.mark.parametrize("since", ["x", "2026-01-01T00:00:00", "", "9999-99-99T00:00:00Z", "0001-01-01T00:00:00Z"])
def test_moments_that_are_none(talk: tuple[Client, int], since: str) -> None:
    buyer, conversation = talk
    answer = buyer.call("GET", f"/api/v1/conversations/{conversation}/messages?since={since}")
    assert answer.status_code in (200, 422), answer.text


@pytest.mark.parametrize("cursor", ["x", "MQ==", "a.b.c", "MS4yLjM=", "é", "MS4xMDAwMDAwMDAwMDAwMDAwMDAwMDAwLjE="])
def test_cursors_from_elsewhere(server: LiveServer, cursor: str) -> None:
    answer = server.account("south").call("GET", "/api/v1/snapshot", params={"cursor": cursor})
    assert answer.status_code in (200, 422), answer.text


@pytest.mark.parametrize("field", ["login", "password", "device"])
@pytest.mark.parametrize("value", ["\x00", MANY, 5, None, [], {"a": 1}])
def test_sign_in_with_anything(server: LiveServer, field: str, value: Any) -> None:
    body = {"login": "somebody", "password": "something", field: value}
    answer = server.client().call("POST", "/api/v1/sign-in", body)
    assert answer.status_code in (401, 413, 422, 429), answer.text
    code_of(answer)


def test_unknown_addresses_and_methods(server: LiveServer) -> None:
    client = server.buyer()
    assert code_of(client.call("GET", "/api/v1/nothing")) == "not_found"
    assert code_of(client.call("GET", "/api/v1/conversations/abc")) == "not_found"
    assert code_of(client.call("DELETE", "/api/v1/me")) == "method_not_allowed"
    assert client.call("PUT", "/api/v1/uploads/not-a-uuid", data=b"x").status_code in (404, 422)


def test_another_host_s_name_is_not_ours(server: LiveServer) -> None:
    """A page elsewhere that has its name point to this machine gets nothing."""
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", ""):
        assert server.client().call("GET", "/healthz", headers={"Host": host}).status_code in (400, 421)
    port = server.url.rpartition(":")[2]
    for host in (f"localhost:{port}", f"127.0.0.1:{port}"):
        assert server.client().call("GET", "/healthz", headers={"Host": host}).status_code == 200


def test_no_page_elsewhere_may_read_answers(server: LiveServer) -> None:
    answer = server.buyer().call("GET", "/api/v1/me", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_noise_on_the_wire(server: LiveServer) -> None:
    """Random bytes, broken heads, and clients that hang up: the server goes on."""
    rng = random.Random(5)
    host, port = server.url.removeprefix("http://").split(":")
    lines = [
        b"GET / HTTP/1.1\r\n",
        b"Host: x\r\n",
        b"Content-Length: -5\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"\r\n",
    ]
    for _ in range(40):
        noise = b"".join(rng.choice([*lines, rng.randbytes(30)]) for _ in range(rng.randint(1, 8)))
        with socket.create_connection((host, int(port)), timeout=60) as connection:
            connection.sendall(noise)
    body = json.dumps(action(conversation=1, text="never ends")).encode()
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(b"POST /api/v1/actions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999\r\n\r\n" + body)
    assert server.client().call("GET", "/readyz").status_code == 200
