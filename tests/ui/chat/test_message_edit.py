"""The field one types in: Enter by policy, input methods, pasting."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workstation.ui.chat.message_edit import CAPACITY, MessageEdit

CONTROL, SHIFT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def edit(qtbot: QtBot) -> MessageEdit:
    made = MessageEdit()
    qtbot.addWidget(made)
    made.resize(400, 60)
    made.show()
    return made


@pytest.fixture
def submitted(edit: MessageEdit) -> list[str]:
    said: list[str] = []
    edit.submitted.connect(lambda: said.append(edit.toPlainText()))
    return said


def pasted(text: str) -> QMimeData:
    given = QMimeData()
    given.setText(text)
    return given


@pytest.mark.parametrize(
    ("enter_sends", "modifier", "sends"),
    [
        (True, PLAIN, True),
        (True, SHIFT, False),
        (True, CONTROL, False),
        (False, PLAIN, False),
        (False, SHIFT, False),
        (False, CONTROL, True),
    ],
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_does_what_the_setting_says(
    edit: MessageEdit,
    submitted: list[str],
    enter_sends: bool,
    modifier: Qt.KeyboardModifier,
    sends: bool,
    key: Qt.Key,
) -> None:
    edit.enter_sends = enter_sends
    edit.setPlainText("hello")
    edit.take_over("hello")
    QTest.keyClick(edit, key, modifier)
    assert submitted == (["hello"] if sends else [])
    assert edit.toPlainText() == ("hello" if sends else "hello\n")


def test_enter_never_sends_while_an_input_method_composes(edit: MessageEdit, submitted: list[str]) -> None:
    for step in ("n", "ni", "ni h", "ni hao"):
        QApplication.sendEvent(edit, QInputMethodEvent(step, []))
        QTest.keyClick(edit, Qt.Key.Key_Return)
        assert submitted == []
    committed = QInputMethodEvent("", [])
    committed.setCommitString("你好")
    QApplication.sendEvent(edit, committed)
    assert edit.toPlainText() == "你好"
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert submitted == ["你好"]


def test_what_is_composed_never_moves_to_another_text(edit: MessageEdit) -> None:
    QApplication.sendEvent(edit, QInputMethodEvent("ni", []))
    edit.take_over("for somebody else")
    assert edit.toPlainText() == "for somebody else"
    assert not edit.composing


def test_a_million_characters_are_refused_whole(edit: MessageEdit) -> None:
    refused: list[tuple[str, dict[str, int]]] = []
    edit.refused.connect(lambda code, params: refused.append((code, params)))
    edit.take_over("before")
    edit.insertFromMimeData(pasted("x" * 1_000_000))
    assert edit.toPlainText() == "before"
    assert refused == [("paste_too_long", {"length": 1_000_000, "limit": 10_000})]
    edit.insertFromMimeData(pasted("y" * (CAPACITY - 6)))
    assert len(edit.toPlainText()) == CAPACITY
    assert len(refused) == 1


def test_a_paste_is_plain_and_harmless(edit: MessageEdit) -> None:
    given = pasted("a\x00b <b>c</b>")
    given.setHtml("<b>other</b>")
    edit.insertFromMimeData(given)
    assert edit.toPlainText() == "ab <b>c</b>"


def test_pictures_and_files_are_handed_on(edit: MessageEdit) -> None:
    given_on: list[QMimeData] = []
    edit.images_given.connect(given_on.append)
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/tmp/a.png")])
    both = pasted("a cell of a sheet")
    both.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    for given in (picture, files, both):
        assert edit.canInsertFromMimeData(given)
        edit.insertFromMimeData(given)
    assert len(given_on) == 2
    assert edit.toPlainText() == "a cell of a sheet"


def test_it_grows_with_its_text_up_to_eight_lines(edit: MessageEdit) -> None:
    heights = []
    for lines in (1, 3, 8, 30):
        edit.take_over("\n".join("x" * lines))
        heights.append(edit.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
