"""An image that comes in pieces: it goes on where it was cut, at any replica, and nobody sees another's."""

import contextlib
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
import requests
from PIL import Image

from tests.helpers.bad_network import BadNetwork
from tests.helpers.live_server import Client, LiveServer, code_of, live_server
from workstation.domain.actions import UploadedImage, UploadProgress
from workstation.domain.ids import new_action_id
from workstation.remote.api import PIECE, Api
from workstation.remote.errors import RemoteFault
from workstation.remote.session import Session
from workstation.server.queries.uploads import AT_ONCE


def noise(side: int = 640) -> bytes:
    """An image that can't be made small."""
    rng = random.Random(side)
    with io.BytesIO() as out:
        Image.frombytes("RGB", (side, side), rng.randbytes(side * side * 3)).save(out, "PNG")
        return out.getvalue()


def put(client: Client, client_id: UUID, piece: bytes, begin: int, total: int) -> requests.Response:
    place = f"bytes {begin}-{begin + len(piece) - 1}/{total}"
    return client.call("PUT", f"/api/v1/uploads/{client_id}", data=piece, headers={"Content-Range": place})


def progress(client: Client, client_id: UUID) -> tuple[int, int]:
    found = client.get(f"/api/v1/uploads/{client_id}", UploadProgress)
    return found.received, found.total


def test_pieces_make_an_image(server: LiveServer) -> None:
    buyer, client_id, data = server.buyer(), new_action_id(), noise()
    assert progress(buyer, client_id) == (0, 0)
    first = put(buyer, client_id, data[:1000], 0, len(data))
    assert first.json()["received"] == 1000
    assert put(buyer, client_id, data[:1000], 0, len(data)).json()["received"] == 1000, "the same again"
    assert put(buyer, client_id, b"x" * 10, 5000, len(data)).json()["received"] == 1000, "one that does not follow"
    assert progress(buyer, client_id) == (1000, len(data))
    assert progress(server.buyer(), client_id) == (0, 0), "nobody sees another's"
    whole = put(buyer, client_id, data[1000:], 1000, len(data))
    assert whole.status_code == 200, whole.text
    made = whole.json()
    assert (made["width"], made["height"]) == (640, 640)
    again = put(buyer, client_id, data[1000:], 1000, len(data))
    assert again.json() == made, "the answer to the last piece was lost"
    told = buyer.get(f"/api/v1/uploads/{client_id}", UploadProgress)
    assert told.received == 0, "nothing is left of the pieces"
    assert msgspec.to_builtins(told.image, str_keys=True) == made
    same = buyer.call("PUT", f"/api/v1/uploads/{client_id}", data=data)
    assert same.json() == made


def test_another_image_under_the_same_name_begins_anew(server: LiveServer) -> None:
    buyer, client_id, data = server.buyer(), new_action_id(), noise(64)
    put(buyer, client_id, b"z" * 700, 0, 7000)
    assert put(buyer, client_id, data, 0, len(data)).json()["width"] == 64


@pytest.mark.parametrize(
    "place",
    ["bytes 0-9/5", "bytes 5-1/100", "bytes */100", "0-9/100", "bytes 0-99/100", f"bytes 0-9/{10**11}", "bytes 0-9/-1"],
)
def test_a_place_that_makes_no_sense_is_refused(server: LiveServer, place: str) -> None:
    answer = server.buyer().call(
        "PUT", f"/api/v1/uploads/{new_action_id()}", data=b"0123456789", headers={"Content-Range": place}
    )
    assert code_of(answer) == "invalid_request"


def test_too_much_is_refused_with_the_first_piece(server: LiveServer) -> None:
    buyer = server.buyer()
    assert code_of(put(buyer, new_action_id(), b"x" * 10, 0, 21 * 1024 * 1024)) == "image_too_large"


def test_what_is_no_image_is_refused_in_the_end_and_forgotten_when_it_is_old(server: LiveServer) -> None:
    buyer, client_id = server.buyer(), new_action_id()
    put(buyer, client_id, b"no" * 50, 0, 150)
    assert code_of(put(buyer, client_id, b"!" * 50, 100, 150)) == "image_unreadable"


def test_only_a_few_are_under_way_at_once(server: LiveServer) -> None:
    buyer, ids = server.buyer(), [new_action_id() for _ in range(AT_ONCE + 2)]
    for client_id in ids:
        put(buyer, client_id, b"x" * 10, 0, 100)
    assert [progress(buyer, client_id)[0] for client_id in ids] == [0, 0] + [10] * AT_ONCE


def test_a_server_that_was_killed_goes_on(tmp_path: Path) -> None:
    with live_server(tmp_path) as server:
        buyer, client_id, data = server.buyer(), new_action_id(), noise(128)
        put(buyer, client_id, data[:5000], 0, len(data))
        server.kill()
        server.start()
        assert progress(buyer, client_id) == (5000, len(data))
        assert put(buyer, client_id, data[5000:], 5000, len(data)).json()["width"] == 128


def test_a_desk_sends_no_byte_twice_that_arrived(server: LiveServer, expect_log: Callable[..., Any]) -> None:
    """Every connection is cut in its second answer: the server has the piece, the desk does not know."""
    expect_log("Failed to parse headers", logger="urllib3.connection", optional=True)  # if it is cut in their midst
    buyer, client_id, data = server.buyer(), new_action_id(), noise(900)
    assert len(data) > 6 * PIECE
    arrived: UploadedImage | None = None
    with BadNetwork(server.url) as network:
        network.cut_down_at = 900
        for _ in range(20):
            api = Api(Session(network.url, buyer.token))
            with contextlib.suppress(RemoteFault):
                arrived = api.upload(client_id, data, "image/png")
            api.session.close()
            if arrived is not None:
                break
        assert arrived is not None
        assert (arrived.width, arrived.height) == (900, 900)
        assert network.counters.cut >= 3
        assert network.counters.bytes_up < 1.1 * len(data)


def test_a_small_image_still_goes_in_one(server: LiveServer) -> None:
    buyer, data = server.buyer(), noise(64)
    with BadNetwork(server.url) as network:
        api = Api(Session(network.url, buyer.token))
        assert api.upload(new_action_id(), data, "image/png").width == 64
        api.session.close()
        assert len(network.counters.requests) == 1
