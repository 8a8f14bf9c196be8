"""The composer: drafts stay with their buyer, and a text typed for one goes to him or to nobody."""

import asyncio
import random
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.chat import samples
from tests.ui.chat.conftest import MakeView
from tests.ui.chat.memory_desk import MemoryChat, Talk
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId
from workstation.domain.message import MAX_TEXT_CHARS
from workstation.services.views import Quote
from workstation.ui.chat.view import ChatView

Until = Callable[..., Coroutine[Any, Any, None]]


def chat_of(view: ChatView) -> MemoryChat:
    chat: Any = view._desk.chat
    assert isinstance(chat, MemoryChat)
    return chat


def talks(count: int) -> dict[int, Talk]:
    return {ref: Talk(items=samples.many(3)) for ref in range(1, count + 1)}


async def opened(view: ChatView, number: int, until: Until) -> None:
    ref = ConversationId(number)
    view.open_conversation(ref)
    await until(lambda: view._shown_ref == ref and view.composer._texts.of(ref).loaded)


async def test_what_is_typed_is_sent_to_whom_it_is_typed_for(make_view: MakeView, until: Until) -> None:
    view = make_view(talks(2))
    await opened(view, 1, until)
    QTest.keyClicks(view.composer.edit, "hello one")
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: chat_of(view).sent == [(1, "hello one")])
    assert view.composer.edit.toPlainText() == ""
    await until(lambda: view.timeline.rows.items[-1].text == "hello one")


async def test_500_random_switches_never_send_to_the_wrong_buyer(make_view: MakeView, until: Until) -> None:
    dice = random.Random(2)
    view = make_view(talks(12))
    chat = chat_of(view)
    number = 0
    for _ in range(500):
        ref = dice.randint(1, 12)
        view.open_conversation(ConversationId(ref))
        if dice.random() < 0.5:
            await until(lambda ref=ref: view._shown_ref == ref)
        for _ in range(dice.randint(0, 3)):
            number += 1
            QTest.keyClicks(view.composer.edit, f"[{ref}:{number}]")
            if dice.random() < 0.3:
                QApplication.sendEvent(view.composer.edit, QInputMethodEvent("zhong", []))
            if dice.random() < 0.5:
                QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: not view.composer._on_the_way)
    await view.save_drafts()
    assert len(chat.sent) > 50
    for ref, text in chat.sent:
        assert {part.split(":")[0] for part in text.strip("[]").split("][")} == {str(ref)}
    # What was typed is somewhere: sent, or a draft of the same conversation.
    kept = "".join(text for _, text in chat.sent) + "".join(talk.draft for talk in chat.talks.values())
    assert all(f":{n}]" in kept for n in range(1, number + 1))
    for ref, talk in chat.talks.items():
        assert all(part.startswith(f"{ref}:") for part in talk.draft.replace("\n", "").strip("[]").split("][") if part)


async def test_nothing_is_sent_before_its_conversation_is_on_the_screen(make_view: MakeView, until: Until) -> None:
    view = make_view(talks(2))
    await opened(view, 1, until)
    view.open_conversation(ConversationId(2))
    QTest.keyClicks(view.composer.edit, "too early")
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: view._shown_ref == 2)
    assert chat_of(view).sent == []
    assert view.composer.edit.toPlainText() == "too early"


async def test_drafts_come_back_from_the_disk(make_view: MakeView, until: Until) -> None:
    held = talks(2)
    held[1].draft = "half an offer"
    view = make_view(held)
    await opened(view, 1, until)
    assert view.composer.edit.toPlainText() == "half an offer"
    QTest.keyClicks(view.composer.edit, " more")
    await until(lambda: held[1].draft == "half an offer more")
    await opened(view, 2, until)
    assert view.composer.edit.toPlainText() == ""
    await opened(view, 1, until)
    assert view.composer.edit.toPlainText() == "half an offer more"


async def test_a_draft_that_comes_late_keeps_what_was_typed_meanwhile(make_view: MakeView, until: Until) -> None:
    held = talks(1)
    held[1].draft = "from yesterday"
    view = make_view(held)
    view.open_conversation(ConversationId(1))
    QTest.keyClicks(view.composer.edit, "today")
    await until(lambda: view.composer._texts.of(ConversationId(1)).loaded)
    assert view.composer.edit.toPlainText() == "from yesterday\ntoday"
    await view.save_drafts()
    assert held[1].draft == "from yesterday\ntoday"


async def test_sending_clears_the_draft_and_keeps_what_is_typed_next(make_view: MakeView, until: Until) -> None:
    held = talks(1)
    view = make_view(held)
    await opened(view, 1, until)
    QTest.keyClicks(view.composer.edit, "first")
    await until(lambda: held[1].draft == "first")
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    QTest.keyClicks(view.composer.edit, "second")
    await until(lambda: chat_of(view).sent == [(1, "first")] and held[1].draft == "second")


async def test_what_is_refused_comes_back_with_its_reason(make_view: MakeView, until: Until) -> None:
    held = talks(2)
    view = make_view(held)
    await opened(view, 1, until)
    chat_of(view).refusing = Refusal("disk_full")
    view.composer.set_reply(Quote(n=2, text="what?"))
    QTest.keyClicks(view.composer.edit, "an offer")
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    QTest.keyClicks(view.composer.edit, "PS")
    await until(lambda: "disk is full" in view.composer.notice.text)
    assert view.composer.edit.toPlainText() == "an offer\nPS"
    assert view.composer.reply.isVisible()
    await opened(view, 2, until)
    assert view.composer.edit.toPlainText() == ""
    assert not view.composer.reply.isVisible()
    assert not view.composer.notice.text


async def test_too_long_says_so_and_keeps_the_text(make_view: MakeView, until: Until) -> None:
    view = make_view(talks(1))
    await opened(view, 1, until)
    view.composer.edit.insertPlainText("x" * (MAX_TEXT_CHARS + 1))
    assert view.composer.counter.isVisible()
    assert not view.composer.send_button.isEnabled()
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    assert "10,001" in view.composer.notice.text
    assert chat_of(view).sent == []
    assert len(view.composer.edit.toPlainText()) == MAX_TEXT_CHARS + 1
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Backspace)
    assert not view.composer.notice.text, "it has been shortened"


async def test_read_only_says_why_and_keeps_the_draft_readable(make_view: MakeView, until: Until) -> None:
    held = talks(1)
    held[1].writable, held[1].reason, held[1].draft = False, "given_away", "unsent thoughts"
    view = make_view(held)
    await opened(view, 1, until)
    assert "handed" in view.composer._reason.text()
    assert view.composer.edit.isReadOnly()
    assert view.composer.edit.isVisible()
    assert not view.composer.send_button.isVisible()
    view.composer.send()
    assert chat_of(view).sent == []


def drop(view: ChatView, image: QImage | None = None, path: str = "", raw: bytes = b"") -> None:
    given = QMimeData()
    if image is not None:
        given.setImageData(image)
    if path:
        given.setUrls([QUrl.fromLocalFile(path)])
    if raw:
        given.setData("image/png", raw)
    view.composer.take_images(given)


async def test_images_wait_in_the_strip_and_leave_before_the_text(
    make_view: MakeView, until: Until, tmp_path: Any
) -> None:
    view = make_view(talks(2))
    await opened(view, 1, until)
    path = tmp_path / "bike.jpg"
    path.write_bytes(samples.picture())
    drop(view, path=str(path))
    drop(view, image=QImage.fromData(samples.picture()))
    await until(lambda: len(view.composer._texts.of(ConversationId(1)).images) == 2)
    assert view.composer.previews.isVisible()
    await opened(view, 2, until)
    assert not view.composer.previews.isVisible()
    await opened(view, 1, until)
    assert view.composer.previews.isVisible()
    QTest.keyClicks(view.composer.edit, "look")
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: chat_of(view).sent == [(1, "<image>"), (1, "<image>"), (1, "look")])
    assert not view.composer.previews.isVisible()


async def test_one_image_takes_the_text_as_its_caption(make_view: MakeView, until: Until) -> None:
    view = make_view(talks(1))
    await opened(view, 1, until)
    drop(view, raw=samples.picture())
    await until(lambda: view.composer._texts.of(ConversationId(1)).images)
    QTest.keyClicks(view.composer.edit, "this one")
    view.composer.send_button.click()
    await until(lambda: chat_of(view).sent == [(1, "<image>this one")])


@pytest.mark.qt_log_ignore("JPEG")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not an image",
        b"\x89PNG\r\n\x1a\n broken",
        samples.picture()[:40],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
async def test_what_is_no_image_is_refused_with_a_reason(
    make_view: MakeView, until: Until, tmp_path: Any, data: bytes
) -> None:
    view = make_view(talks(1))
    await opened(view, 1, until)
    path = tmp_path / "offer.png"
    path.write_bytes(data)
    drop(view, path=str(path))
    await until(lambda: view.composer.notice.text)
    assert "not an image" in view.composer.notice.text
    assert not view.composer._texts.of(ConversationId(1)).images


async def test_a_file_that_is_gone_or_too_large_is_refused(make_view: MakeView, until: Until, tmp_path: Any) -> None:
    view = make_view(talks(1))
    await opened(view, 1, until)
    drop(view, path=str(tmp_path / "gone.png"))
    await until(lambda: "cannot be read" in view.composer.notice.text)
    large = tmp_path / "large.png"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    drop(view, path=str(large))
    await until(lambda: "larger than" in view.composer.notice.text)


async def test_discarding_gives_the_text_back(make_view: MakeView, until: Until) -> None:
    held = talks(1)
    held[1].pending.append(
        samples.item(None, "never mind", waiting=5, mine=True, state="failed", action_id=samples.action_id(5))
    )
    view = make_view(held)
    await opened(view, 1, until)
    view.actions_.discard(view.timeline.rows.items[-1].key)
    await until(lambda: view.composer.edit.toPlainText() == "never mind")
    await until(lambda: [item.n for item in view.timeline.rows.items] == [1, 2, 3])


async def test_switching_while_a_draft_is_being_written_loses_nothing(make_view: MakeView, until: Until) -> None:
    held = talks(2)
    view = make_view(held)
    await opened(view, 1, until)
    gate = asyncio.Event()
    chat: Any = chat_of(view)
    write = chat.save_draft

    async def slow(ref: int, text: str) -> None:
        await gate.wait()
        await write(ref, text)

    chat.save_draft = slow
    QTest.keyClicks(view.composer.edit, "long thought")
    for ref in (2, 1, 2, 1):
        view.open_conversation(ConversationId(ref))
        await until(lambda ref=ref: view._shown_ref == ref)
    assert view.composer.edit.toPlainText() == "long thought"
    gate.set()
    QTest.keyClicks(view.composer.edit, ", continued")
    await view.save_drafts()
    assert held[1].draft == "long thought, continued"
