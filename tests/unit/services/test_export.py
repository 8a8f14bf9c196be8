"""A conversation as files of the user's own: whole, escaped, checkable, honest about what is missing."""

import asyncio
import hashlib
import io
import json
import stat
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.helpers.builders import make_answer, make_buyer, make_image_message, make_message, make_page
from tests.unit.services.conftest import ONE, THREE, Bench
from workstation.domain.clock import to_ms
from workstation.domain.errors import Refusal
from workstation.domain.ids import AttachmentId, ConversationId, new_action_id
from workstation.domain.message import SYSTEM, SystemLine
from workstation.services.export import HASHES, ExportProgress, ExportService, ExportWords
from workstation.services.export_package import Package
from workstation.services.files import Files
from workstation.services.views import TimelineItem
from workstation.storage import blobs

NASTY = '<script>alert("x")</script> & <img src=x onerror=alert(1)> \u202egnp.exe \x01 {braces} %s'


def body(item: TimelineItem) -> str:
    if item.recalled:
        return "[recalled]"
    return f"[{item.system.code}]" if item.system is not None else item.text


WORDS = ExportWords(
    language="en",
    title="Ahmed <b>& Co</b>",
    facts=(("Company", 'Gulf "Trading" <i>'), ("Exported", "15 April 2026")),
    sender=lambda item: "You" if item.mine else "Ahmed <b>",
    body=body,
    automatic="automatic",
    not_sent="not sent",
    picture_missing="picture not on this machine",
    messages_missing="messages {first} to {last} are not on this machine",
)


class Reading(HTMLParser):
    """Collects what a browser would make of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.sources: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.sources += [value or "" for name, value in attrs if name == "src"]

    def handle_data(self, data: str) -> None:
        self.text += data


def picture(colour: str = "red") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(stream, "JPEG")
    return stream.getvalue()


def keep(bench: Bench, attachment_id: int, size: str, data: bytes) -> None:
    bench.store.images_blocking(
        blobs.put, AttachmentId(attachment_id), size, data, now_ms=to_ms(bench.clock.now()), limit_bytes=10**9
    )


@pytest.fixture
def export(bench: Bench) -> ExportService:
    """Give the service over a conversation that has everything."""
    said = [
        make_message(1, 1, rev=2, text=NASTY),
        make_answer(1, 2, rev=2, text="مرحبا أحمد", reply_to_n=1, automatic=True),
        make_image_message(1, 3, rev=2, attachment_id=500, text="look"),
        make_image_message(1, 4, attachment_id=501),
        make_image_message(1, 5, attachment_id=502),
        make_message(1, 6, text="", recalled=True),
        make_message(
            1, 9, kind=SYSTEM, sender_id=None, from_buyer=False, text="", system=SystemLine(code="session_closed")
        ),
        make_message(1, 10, kind="hologram", text="of another kind"),
    ]
    bench.sync(make_page(1, said, buyer=make_buyer(101, rev=2, name="Ahmed")), make_page(2, 3), make_page(3, 3))
    keep(bench, 500, "full", picture())
    keep(bench, 501, "thumb", picture("blue"))
    return ExportService(Files(bench.store), bench.chat, bench.worker, bench.clock)


def files_in(path: Path) -> dict[str, bytes]:
    if path.is_file():
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}
    return {found.relative_to(path).as_posix(): found.read_bytes() for found in path.rglob("*") if found.is_file()}


@pytest.mark.parametrize("name", ["会话 Ahmed", "会话 Ahmed.zip"])
async def test_everything_is_there_and_what_is_missing_is_named(
    export: ExportService, tmp_path: Path, name: str
) -> None:
    told: list[ExportProgress] = []
    target = tmp_path / name
    done = await export.export(ONE, target, WORDS, on_progress=told.append)
    files = files_in(target)
    assert set(files) == {
        "conversation.html",
        "conversation.json",
        "images/000003-500.jpg",
        "images/000004-501.jpg",
        HASHES,
    }
    assert (done.path, done.messages, done.images) == (target, 8, 2)
    assert done.missing_messages == ((7, 8),)
    assert done.missing_images == (4, 5)
    assert not done.complete
    assert told == [ExportProgress(done=0, total=8), ExportProgress(done=8, total=8)]
    assert {path.name for path in tmp_path.iterdir()} == {name, "profile"}


async def test_the_hashes_are_those_of_the_files(export: ExportService, tmp_path: Path) -> None:
    await export.export(ONE, tmp_path / "out", WORDS)
    files = files_in(tmp_path / "out")
    listed = {name: found for found, name in (line.split("  ") for line in files.pop(HASHES).decode().splitlines())}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    said = json.loads(files["conversation.json"])["messages"]
    assert {m["image"]: m["image_sha256"] for m in said if "image" in m}.items() <= listed.items()


async def test_the_page_says_everything_and_does_nothing(export: ExportService, tmp_path: Path) -> None:
    await export.export(ONE, tmp_path / "out", WORDS)
    page = (tmp_path / "out" / "conversation.html").read_text(encoding="utf-8")
    reading = Reading(page)
    assert "script" not in reading.tags
    assert not {name for name in reading.attributes if name.startswith("on")}
    assert reading.sources == ["images/000003-500.jpg", "images/000004-501.jpg"]
    assert "default-src 'none'" in page.replace("&#x27;", "'")
    assert "\x01" not in page
    for said in (
        NASTY.replace("\x01", "\ufffd"),
        "مرحبا أحمد",
        "look",
        "[recalled]",
        "[session_closed]",
        "of another kind",
        "Ahmed <b>& Co</b>",
        'Gulf "Trading" <i>',
        "picture not on this machine",
        "messages 7 to 8 are not on this machine",
        "automatic",
    ):
        assert said in reading.text
    assert reading.text.index("[recalled]") < reading.text.index("messages 7 to 8") < reading.text.index("[session")


async def test_the_data_is_what_was_said(export: ExportService, tmp_path: Path) -> None:
    await export.export(ONE, tmp_path / "out", WORDS)
    data = json.loads((tmp_path / "out" / "conversation.json").read_bytes())
    assert [m["n"] for m in data["messages"]] == [1, 2, 3, 4, 5, 6, 9, 10]
    assert data["messages"][0]["text"] == NASTY
    assert data["messages"][1] | {"at": ""} == {
        "n": 2, "at": "", "kind": "text", "sender": "You", "ours": True, "text": "مرحبا أحمد", "reply_to_n": 1,
        "automatic": True, "state": "sent",
    }  # fmt: skip
    assert data["messages"][3]["image_small"]
    assert data["messages"][4]["image_missing"]
    assert data["missing_messages"] == [[7, 8]]
    assert data["missing_images"] == [4, 5]
    assert data["buyer"]["name"] == "Ahmed"
    assert data["exported_at"].endswith("Z")


async def test_what_has_not_left_yet_is_marked(bench: Bench, export: ExportService, tmp_path: Path) -> None:
    await bench.chat.send_text(THREE, "on its way")
    done = await export.export(THREE, tmp_path / "out", WORDS)
    assert done.messages == 4
    assert done.complete
    reading = Reading((tmp_path / "out" / "conversation.html").read_text(encoding="utf-8"))
    assert "not sent" in reading.text
    data = json.loads((tmp_path / "out" / "conversation.json").read_bytes())
    assert (data["messages"][-1]["n"], data["messages"][-1]["state"]) == (None, "waiting")


async def test_a_long_conversation_says_how_far_it_is(bench: Bench, tmp_path: Path) -> None:
    said = [make_message(4, n, text=f"line {n}") for n in range(1, 451)]
    bench.sync(make_page(4, said))
    told: list[int] = []
    service = ExportService(Files(bench.store), bench.chat, bench.worker, bench.clock)
    done = await service.export(ConversationId(4), tmp_path / "out", WORDS, on_progress=lambda p: told.append(p.done))
    assert told == [0, 200, 400, 450]
    assert (done.messages, done.complete) == (450, True)
    text = Reading((tmp_path / "out" / "conversation.html").read_text(encoding="utf-8")).text
    places = [text.index(f"line {n}") for n in (1, 2, 200, 201, 400, 401, 450)]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["out", "out.zip"])
async def test_cancelling_leaves_nothing(bench: Bench, tmp_path: Path, until: Any, name: str) -> None:
    bench.sync(make_page(4, [make_message(4, n) for n in range(1, 451)]))
    service = ExportService(Files(bench.store), bench.chat, bench.worker, bench.clock)
    told: list[int] = []

    def cancel_soon(progress: ExportProgress) -> None:
        told.append(progress.done)
        if progress.done:
            task.cancel()

    task = asyncio.create_task(service.export(ConversationId(4), tmp_path / name, WORDS, on_progress=cancel_soon))
    with pytest.raises(asyncio.CancelledError):
        await task
    assert told == [0, 200]
    await until(lambda: [path.name for path in tmp_path.iterdir()] == ["profile"])


async def test_pictures_are_fetched_if_wanted_until_the_server_is_gone(
    bench: Bench, export: ExportService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    async def image(attachment_id: int, size: str) -> bytes:
        asked.append(attachment_id)
        if attachment_id == 501:
            return picture("green")
        raise Refusal("unreachable")

    monkeypatch.setattr(bench.chat, "image", image)
    done = await export.export(ONE, tmp_path / "one", WORDS)
    assert asked == []
    done = await export.export(ONE, tmp_path / "two", WORDS, fetch_images=True)
    assert asked == [501, 502]
    assert done.missing_images == (5,)


async def test_a_folder_with_something_in_it_is_left_alone(export: ExportService, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(Refusal, match="folder_not_empty"):
        await export.export(ONE, tmp_path / "out", WORDS)
    assert files_in(tmp_path / "out") == {"mine.txt": b"mine"}


async def test_an_empty_folder_and_an_older_zip_are_replaced(export: ExportService, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out.zip").write_text("older")
    for name in ("out", "out.zip"):
        await export.export(ONE, tmp_path / name, WORDS)
        assert "conversation.html" in files_in(tmp_path / name)


async def test_what_the_disk_refuses_is_said(
    export: ExportService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, until: Any
) -> None:
    with pytest.raises(Refusal, match="export_failed"):
        await export.export(ONE, tmp_path / "nowhere" / "out.zip", WORDS)
    with pytest.raises(Refusal, match="not_found"):
        await export.export(ConversationId(99), tmp_path / "out", WORDS)
    with pytest.raises(Refusal, match="not_found"):
        await export.export(new_action_id(), tmp_path / "out", WORDS)

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Refusal, match="disk_full"):
        await export.export(ONE, tmp_path / "out", WORDS)
    await until(lambda: [path.name for path in tmp_path.iterdir()] == ["profile"])


def test_nothing_is_added_to_what_was_discarded(tmp_path: Path) -> None:
    package = Package(tmp_path / "out.zip")
    package.discard()
    package.discard()
    with pytest.raises(Refusal, match="export_failed"):
        package.add("a", b"a")
    with pytest.raises(Refusal, match="export_failed"):
        package.finish()
    assert list(tmp_path.iterdir()) == []


def test_what_is_finished_stays(tmp_path: Path) -> None:
    package = Package(tmp_path / "out")
    package.add("a", b"a")
    package.finish()
    package.discard()
    assert (tmp_path / "out" / "a").read_bytes() == b"a"
    assert stat.S_ISDIR((tmp_path / "out").stat().st_mode)
