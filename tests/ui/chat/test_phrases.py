"""Phrases by `/`, over a real desk on real encrypted files."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.builders import make_phrase
from tests.ui.chat.test_real_desk import Room
from workstation.domain.ids import ConversationId
from workstation.domain.phrase import Phrase
from workstation.storage import drafts, phrases
from workstation.ui.places import Place

Until = Callable[..., Coroutine[Any, Any, None]]
ARAB, CHINESE = 1, 6
"""Buyers whose first languages these are."""
GREETING = make_phrase(shortcut="hi", title="Greeting", zh="您好，我是{me}", en="Hello, I am {me}")
OFFER = make_phrase(shortcut="price", title="Price", zh="", en="From {moq} pieces on: {price} each, {price}!")
LEAD = make_phrase(shortcut="lead", title="Lead time", zh="交期{lead_days}天", en="{lead_days} days 🙂")


async def room_of(qtbot: QtBot, folder: Path, until: Until, ref: int = ARAB, *more: Phrase) -> Room:
    room = Room(qtbot, folder)
    room.seeded.store.write_blocking(phrases.replace_all, [GREETING, OFFER, LEAD, *more])
    await room.open(ref, until)
    # What the disk holds for him has been read.
    await until(lambda: room.view.composer._texts.of(ConversationId(ref)).loaded)
    return room


async def offered(room: Room, until: Until, *titles: str) -> None:
    popup = room.view.phrases.popup
    await until(lambda: popup.isVisible() and [row.phrase.title for row in popup.rows] == list(titles))


async def test_a_slash_offers_and_enter_puts_the_filled_phrase_in(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    room = await room_of(qtbot, tmp_path, until)
    edit = room.view.composer.edit
    QTest.keyClicks(edit, "/")
    await offered(room, until, "Greeting", "Lead time", "Price")
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    await until(lambda: edit.toPlainText() == "30 days 🙂")
    assert not room.view.phrases.popup.isVisible()
    QTest.keyClicks(edit, " /hi")
    await offered(room, until, "Greeting")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    await until(lambda: edit.toPlainText() == "30 days 🙂 Hello, I am Fang Wang")
    assert edit.hasFocus()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    await until(lambda: room.queued() == [(ARAB, "30 days 🙂 Hello, I am Fang Wang")])
    await room.close()


async def test_chinese_buyers_get_the_chinese_text_by_the_mouse(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    room = await room_of(qtbot, tmp_path, until, CHINESE)
    edit, popup = room.view.composer.edit, room.view.phrases.popup
    edit.insertPlainText("／lead")
    await offered(room, until, "Lead time")
    where = popup.list.visualRect(popup.list.model().index(0, 0)).center()
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    await until(lambda: edit.toPlainText() == "交期30天")
    await room.close()


async def test_what_is_missing_is_selected_and_does_not_leave(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    room = await room_of(qtbot, tmp_path, until)
    edit, composer = room.view.composer.edit, room.view.composer
    edit.insertPlainText("🙂 /price")
    await offered(room, until, "Price")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    whole = "🙂 From 100 pieces on: {price} each, {price}!"
    await until(lambda: edit.toPlainText() == whole)
    assert edit.textCursor().selectedText() == "{price}"
    first = edit.textCursor().selectionStart()
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert "price" in composer.notice.text
    assert edit.toPlainText() == whole
    assert (edit.textCursor().selectedText(), edit.textCursor().selectionStart()) == ("{price}", first)
    QTest.keyClicks(edit, "USD 3")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.textCursor().selectedText() == "{price}"
    assert room.queued() == []
    QTest.keyClicks(edit, "3.00")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    await until(lambda: room.queued() == [(ARAB, "🙂 From 100 pieces on: USD 3 each, 3.00!")])
    assert composer.notice.text == ""
    await room.close()


async def test_enter_faster_than_the_list_waits_for_it(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    room = await room_of(qtbot, tmp_path, until)
    edit = room.view.composer.edit
    QTest.keyClicks(edit, "/hi")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    await until(lambda: edit.toPlainText() == "Hello, I am Fang Wang")
    assert room.queued() == []
    edit.clear()
    QTest.keyClicks(edit, "/nothing-of-it")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    await until(lambda: room.queued() == [(ARAB, "/nothing-of-it")])
    await room.close()


async def test_slashes_elsewhere_escape_and_composing_offer_nothing(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    room = await room_of(qtbot, tmp_path, until)
    edit, entry = room.view.composer.edit, room.view.phrases
    for text in ("1/2", "https://hi", "/ ", "and/or"):
        edit.clear()
        QTest.keyClicks(edit, text)
        assert entry._begun() is None
        assert not entry._asking
    edit.clear()
    QTest.keyClicks(edit, "/h")
    await offered(room, until, "Greeting")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert not entry.popup.isVisible()
    QTest.keyClicks(edit, "i")
    assert not entry._asking
    edit.clear()
    QTest.keyClicks(edit, "/h")
    await offered(room, until, "Greeting")
    QApplication.sendEvent(edit, QInputMethodEvent("ni", []))
    assert not entry.popup.isVisible()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert not entry._asking
    assert edit.toPlainText() == "/h"
    done = QInputMethodEvent("", [])
    done.setCommitString("i")
    QApplication.sendEvent(edit, done)
    await offered(room, until, "Greeting")
    assert edit.toPlainText() == "/hi"
    await room.close()


async def test_a_phrase_chosen_for_one_buyer_never_lands_with_another(
    qtbot: QtBot, until: Until, tmp_path: Path
) -> None:
    room = await room_of(qtbot, tmp_path, until)
    edit = room.view.composer.edit
    QTest.keyClicks(edit, "/hi")
    await offered(room, until, "Greeting")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    await room.open(3, until)
    await until(lambda: not room.view.phrases._inserting)
    assert edit.toPlainText() == ""
    await room.view.save_drafts()
    assert room.seeded.store.read_local_blocking(drafts.load, ConversationId(ARAB)) == "/hi"
    await room.close()


async def test_a_slash_without_phrases_says_how_to_make_one_and_is_not_sent(
    qtbot: QtBot, until: Until, tmp_path: Path
) -> None:
    room = Room(qtbot, tmp_path)
    await room.open(ARAB, until)
    room.seeded.store.write_blocking(phrases.replace_all, [])
    edit, popup = room.view.composer.edit, room.view.phrases.popup
    wanted: list[object] = []
    room.view.place_wanted.connect(wanted.append)
    edit.clear()
    QTest.keyClicks(edit, "/")
    QTest.keyClick(edit, Qt.Key.Key_Return)  # perhaps before it is known that there are none
    await until(lambda: popup.says_none)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert popup.says_none
    assert edit.toPlainText() == "/"
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert "opens your phrases" in room.view.composer.notice.text
    assert edit.toPlainText() == "/"
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert not room.view.composer.notice.text
    edit.insertPlainText("／")
    await until(lambda: popup.says_none)
    popup.make.click()
    assert wanted == [Place(kind="phrases")]
    assert not popup.isVisible()
    popup.usual.click()
    await until(lambda: any(row.phrase.shortcut == "moq" for row in popup.rows))
    assert popup.isVisible()
    QTest.keyClicks(edit, "x")
    await until(lambda: not popup.isVisible())
    QTest.keyClick(edit, Qt.Key.Key_Return)
    await until(lambda: (ARAB, "／x") in room.queued())
    await room.close()


async def test_a_closing_window_takes_the_list_first(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    """What the field still says afterwards, losing the focus and its text, finds no list any more."""
    room = await room_of(qtbot, tmp_path, until)
    edit = room.view.composer.edit
    QTest.keyClicks(edit, "Hello /hi")
    await offered(room, until, "Greeting")
    shiboken6.delete(room.view.phrases.popup)
    edit.setPlainText("")
    QTest.keyClicks(edit, "/hi")
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QApplication.sendEvent(edit, QFocusEvent(QEvent.Type.FocusOut))
    room.view.phrases.close()
    await room.close()
