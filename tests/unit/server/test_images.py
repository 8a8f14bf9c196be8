"""Images: the good ones come back clean and small, the bad ones are refused; through HTTP."""

import io
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import msgspec
import pytest
import requests
from PIL import Image

from tests.helpers.live_server import Client, LiveServer, code_of
from tests.unit.server.pictures import drawn, encoded, jpeg
from workstation.domain.actions import RecallMessage, SendMessage, StartConversation, UploadedImage
from workstation.domain.conversation import ConversationPage
from workstation.domain.events import Snapshot
from workstation.domain.ids import ActionId, ConversationId, new_action_id
from workstation.domain.message import Attachment

PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def put(client: Client, data: bytes, client_id: UUID | None = None) -> requests.Response:
    return client.call("PUT", f"/api/v1/uploads/{client_id or new_action_id()}", data=data)


def chat(server: LiveServer) -> tuple[Client, ConversationId]:
    south = server.account("south").get("/api/v1/snapshot", Snapshot).exhibitor.id
    buyer = server.buyer()
    opened = buyer.act(StartConversation(exhibitor_id=south)).conversation_id
    assert opened is not None
    return buyer, opened


def send(client: Client, conversation_id: ConversationId, data: bytes, caption: str = "") -> Attachment:
    client_id = new_action_id()
    answer = put(client, data, client_id)
    assert answer.status_code == 200, answer.text
    client.act(SendMessage(conversation=conversation_id, attachment=client_id, text=caption))
    page = client.get(f"/api/v1/conversations/{conversation_id}", ConversationPage)
    attachment = page.messages[-1].attachment
    assert attachment is not None
    assert page.messages[-1].kind == "image"
    assert page.messages[-1].text == caption
    return attachment


def fetch(client: Client, attachment: Attachment, size: str = "full") -> tuple[Image.Image, requests.Response]:
    answer = client.call("GET", f"/api/v1/attachments/{attachment.id}", params={"size": size})
    assert answer.status_code == 200
    picture = Image.open(io.BytesIO(answer.content))
    picture.load()
    return picture, answer


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_arrives_in_both_sizes(server: LiveServer, form: str) -> None:
    buyer, conversation_id = chat(server)
    attachment = send(buyer, conversation_id, encoded(drawn(900, 600), form), "what is this?")
    reader = server.account("south")
    full, answer = fetch(reader, attachment)
    assert full.size == (attachment.width, attachment.height) == (900, 600)
    assert len(answer.content) == attachment.size_bytes
    assert answer.headers["Content-Type"] == attachment.media_type
    assert full.format in ("JPEG", "PNG")
    thumb, _answer = fetch(reader, attachment, "thumb")
    assert thumb.size == (attachment.thumb_width, attachment.thumb_height) == (320, 213)
    left, right = full.convert("RGB").getpixel((100, 300)), full.convert("RGB").getpixel((800, 300))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] > 180 > right[0]


def test_a_large_photo_is_made_smaller(server: LiveServer) -> None:
    buyer, conversation_id = chat(server)
    attachment = send(buyer, conversation_id, jpeg(5000, 2500))
    assert (attachment.width, attachment.height) == (2048, 1024)
    assert fetch(buyer, attachment)[0].size == (2048, 1024)


def test_a_photo_is_upright_and_tells_nothing_of_the_place(server: LiveServer) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "in our warehouse"
    exif[0x8825] = {1: "N", 2: (22.0, 50.0, 10.0), 3: "E", 4: (113.0, 8.0, 0.0)}
    buyer, conversation_id = chat(server)
    attachment = send(buyer, conversation_id, jpeg(60, 40, exif=exif, comment=b"secret comment"))
    full, answer = fetch(buyer, attachment)
    assert full.size == (40, 60)
    assert not full.getexif()
    assert b"warehouse" not in answer.content
    assert b"secret" not in answer.content
    assert b"Exif" not in answer.content


def test_transparency_is_kept(server: LiveServer) -> None:
    picture = drawn(100, 100, "RGBA")
    picture.putpixel((5, 5), (0, 0, 0, 0))
    buyer, conversation_id = chat(server)
    full, answer = fetch(buyer, send(buyer, conversation_id, encoded(picture, "PNG")))
    assert answer.headers["Content-Type"] == "image/png"
    assert full.convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 0)


def test_the_first_frame_of_an_animation_is_taken(server: LiveServer) -> None:
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    buyer, conversation_id = chat(server)
    full, _answer = fetch(buyer, send(buyer, conversation_id, data))
    assert full.convert("RGB").getpixel((25, 25)) == (255, 0, 0)
    assert getattr(full, "n_frames", 1) == 1


def test_answers_can_t_be_taken_for_a_page(server: LiveServer) -> None:
    buyer, conversation_id = chat(server)
    _picture, answer = fetch(buyer, send(buyer, conversation_id, jpeg()))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"].startswith("private")


BAD: dict[str, bytes] = {
    "nothing": b"",
    "text": b"just words",
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!DOCTYPE html><html><body>hello</body></html>",
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "half a jpeg": jpeg(400, 400)[: len(jpeg(400, 400)) // 2],
    "half a png": encoded(drawn(400, 400), "PNG")[:300],
    "head only": PNG_HEAD,
    "bmp": encoded(drawn(), "BMP"),
    "tiff": encoded(drawn(), "TIFF"),
    "ico": encoded(drawn(32, 32), "ICO"),
    "gif and page": encoded(drawn(), "GIF") + b"<html><script>alert(1)</script></html>",
    "jpeg and page": jpeg(comment=b"<SCRIPT src=x></SCRIPT>"),
    "random": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("name", list(BAD))
def test_what_is_no_picture_is_refused(server: LiveServer, name: str) -> None:
    answer = put(server.buyer(), BAD[name])
    assert answer.status_code == 422
    assert code_of(answer) == "image_unreadable"


def bomb(width: int, height: int) -> bytes:
    """A small file that says it is a huge picture."""
    data = bytearray(encoded(drawn(1, 1), "PNG"))
    data[16:24] = struct.pack(">II", width, height)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    return bytes(data)


@pytest.mark.parametrize("size", [(50_000, 50_000), (8_000, 6_000), (2**31 - 1, 1)])
def test_a_bomb_is_refused_by_its_header(server: LiveServer, size: tuple[int, int]) -> None:
    answer = put(server.buyer(), bomb(*size))
    assert answer.status_code == 422
    assert code_of(answer) in ("image_too_many_pixels", "image_unreadable")


def test_too_many_bytes_are_refused_without_being_read(server: LiveServer) -> None:
    def endless() -> Any:
        for _ in range(400):
            yield b"x" * 65536

    client = server.buyer()
    answer = client.call("PUT", f"/api/v1/uploads/{new_action_id()}", data=b"x" * (21 * 1024 * 1024))
    assert answer.status_code == 413
    assert code_of(answer) == "image_too_large"
    try:
        answer = client.call("PUT", f"/api/v1/uploads/{new_action_id()}", data=endless())
    except requests.ConnectionError:
        return  # hung up while we still sent
    assert answer.status_code == 413


def test_an_upload_sent_again_is_the_same(server: LiveServer) -> None:
    buyer, client_id, data = server.buyer(), new_action_id(), jpeg(300, 200)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda client: put(client, data, client_id), [buyer.twin() for _ in range(8)]))
    assert {answer.status_code for answer in answers} == {200}
    assert len({msgspec.json.decode(answer.content, type=UploadedImage) for answer in answers}) == 1
    other = put(buyer, jpeg(301, 200), client_id)
    assert other.status_code == 409
    assert code_of(other) == "action_id_reused"


def test_a_message_waits_for_its_picture(server: LiveServer) -> None:
    buyer, conversation_id = chat(server)
    action = SendMessage(conversation=conversation_id, attachment=ActionId(new_action_id()))
    assert buyer.refused(action) == "attachment_not_ready"


def test_a_recalled_picture_is_gone_for_the_reader(server: LiveServer) -> None:
    buyer, conversation_id = chat(server)
    attachment = send(buyer, conversation_id, jpeg())
    reader = server.account("south")
    fetch(reader, attachment)
    page = buyer.get(f"/api/v1/conversations/{conversation_id}", ConversationPage)
    buyer.act(RecallMessage(conversation=conversation_id, message_id=page.messages[-1].id))
    assert reader.call("GET", f"/api/v1/attachments/{attachment.id}").status_code == 404


def test_an_upload_that_was_not_sent_is_its_owner_s_alone(server: LiveServer) -> None:
    buyer = server.buyer()
    image = msgspec.json.decode(put(buyer, jpeg()).content, type=UploadedImage)
    assert buyer.call("GET", f"/api/v1/attachments/{image.attachment_id}").status_code == 200
    assert server.account("south").call("GET", f"/api/v1/attachments/{image.attachment_id}").status_code == 404
