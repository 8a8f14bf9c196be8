"""The chat in the real window at a real server: what is typed arrives as it was typed, and what can't is kept."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.live_server import Client, LiveServer, live_server
from tests.helpers.real_desk import RealDesk, account_of, ask, real_desk
from tests.ui.chat.working import Until
from workstation.domain.events import MessagePage
from workstation.domain.ids import ConversationId
from workstation.domain.message import CONVERSATION, IMAGE, MAX_TEXT_CHARS, TEXT, Message
from workstation.ui.chat.view import ChatView

FAMILY = "👨‍👩‍👧‍👦🏳️‍🌈👩🏽‍🚀🇨🇳🇪🇸1️⃣"
TEXTS = (
    "x" * MAX_TEXT_CHARS,
    "字" * MAX_TEXT_CHARS,
    FAMILY * 40,
    "مرحبا FB-20 × 500 — 您好 <b>not bold</b> &amp; \u2067isolated\u2069",
    "a\u202eb \u200d\u200b end",
    "line\n\n\nline\ttab",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server")) as running:
        for login in ("north", "north.ann", "north.bo"):
            running.account(login)
        yield running


def chat_of(desk: RealDesk) -> ChatView:
    chat = desk.window.workplace.chat
    assert chat is not None
    return chat


def said_by_us(buyer: Client, conversation: ConversationId) -> list[Message]:
    """Return what the buyer has been told, oldest first."""
    page = buyer.get(f"/api/v1/conversations/{conversation}/messages", MessagePage, after=0, limit=200)
    return [message for message in page.messages if not message.from_buyer and message.system is None]


async def heard(buyer: Client, conversation: ConversationId, count: int, until: Until) -> list[Message]:
    """Wait until the buyer has been told so much."""
    await until(lambda: len(said_by_us(buyer, conversation)) >= count)
    return said_by_us(buyer, conversation)


async def test_long_and_strange_texts_arrive_as_they_were_typed(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    buyer, conversation = ask(server)
    async with real_desk(server, tmp_path / "north") as desk:
        await desk.listed(conversation)
        await desk.open_chat(conversation)
        edit = chat_of(desk).composer.edit
        for text in TEXTS:
            given = QMimeData()
            given.setText(text)
            edit.insertFromMimeData(given)
            QTest.keyClick(edit, Qt.Key.Key_Return)
        told = await heard(buyer, conversation, len(TEXTS), until)
        assert [message.text for message in told] == list(TEXTS)
        rows = chat_of(desk).timeline.rows
        await until(lambda: [item.text for item in rows.items if item.mine and item.n is not None] == list(TEXTS))
        too_long = "y" * (MAX_TEXT_CHARS + 1)
        edit.setPlainText(too_long)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        assert chat_of(desk).composer.notice.text
        assert edit.toPlainText() == too_long
        assert len(said_by_us(buyer, conversation)) == len(TEXTS)


@pytest.mark.qt_log_ignore("Corrupt JPEG data")
async def test_several_pictures_leave_in_order_and_one_that_is_cut_short_is_refused(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    buyer, conversation = ask(server)
    async with real_desk(server, tmp_path / "north") as desk:
        await desk.listed(conversation)
        await desk.open_chat(conversation)
        composer = chat_of(desk).composer
        for width in (300, 200):
            given = QMimeData()
            given.setData("image/jpeg", _with_place(width))
            composer.take_images(given)
        whole = _with_place(900)
        given = QMimeData()
        given.setData("image/jpeg", whole[: len(whole) * 9 // 10])
        composer.take_images(given)
        assert composer.ref is not None
        waiting = composer._texts.of(composer.ref)
        await until(lambda: len(waiting.images) == 2 and composer.notice.text)
        assert "damaged" in composer.notice.text
        QTest.keyClicks(composer.edit, "these two")
        QTest.keyClick(composer.edit, Qt.Key.Key_Return)
        told = await heard(buyer, conversation, 3, until)
        assert [message.kind for message in told] == [IMAGE, IMAGE, TEXT]
        sizes = []
        for message in told[:2]:
            assert message.attachment is not None
            data = buyer.call("GET", f"/api/v1/attachments/{message.attachment.id}").content
            assert b"Secret camera" not in data
            sizes.append(Image.open(io.BytesIO(data)).width)
        assert sizes == [300, 200]
        await until(lambda: not waiting.images and composer.edit.toPlainText() == "")


def _with_place(width: int) -> bytes:
    """Return a photograph that tells where it was taken, and by what."""
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    exif.get_ifd(0x8825)[1] = "N"
    stream = io.BytesIO()
    Image.effect_noise((width, 150), 60).convert("RGB").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


async def test_a_link_among_colleagues_opens_once_it_is_theirs(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    """The main account shows a buyer's conversation to one who may not see it; then hands it over."""
    _buyer, conversation = ask(server, name="Maria Ferretti")
    bo = account_of(server, "north.bo").id
    async with (
        real_desk(server, tmp_path / "main") as main,
        real_desk(server, tmp_path / "bo", "north.bo") as other,
    ):
        await main.listed(conversation)
        chat = await main.desk.team.open_chat(bo)
        await main.desk.team.share(chat, conversation, "look at this")
        inbox = other.window.workplace.inbox
        await until(lambda: inbox.feed.counts.unread_colleagues == 1)
        inbox._on_tab_chosen("colleague")
        await until(lambda: len(inbox.model) == 1)
        other.window.open_conversation(inbox.model.row(0).id)
        rows = chat_of(other).timeline.rows
        await until(lambda: any(item.kind == CONVERSATION for item in rows.items))
        item = next(item for item in rows.items if item.kind == CONVERSATION)
        assert (item.text, item.linked) == ("look at this", None)
        chat_of(other).actions_._on_block(f"conversation:{conversation}")
        await until(lambda: "not yours to see" in chat_of(other).composer.notice.text)
        await main.desk.transfers.transfer(conversation, bo)
        await until(lambda: any(item.linked is not None and item.linked.title for item in rows.items))
        chat_of(other).actions_._on_block(f"conversation:{conversation}")
        await until(lambda: other.window.workplace.open_id == conversation)
