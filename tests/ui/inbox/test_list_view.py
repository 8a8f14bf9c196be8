"""The list on the screen: selection and place stay, keys work, rows lie where they should."""

import random
from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.inbox.rows import NOON, StillClock, make_row
from workstation.domain.ids import ConversationId
from workstation.services.views import ItemState, ListOrder
from workstation.ui.inbox.delegate import ROW_HEIGHT, InboxDelegate
from workstation.ui.inbox.list_view import InboxList
from workstation.ui.inbox.model import InboxModel
from workstation.ui.inbox.wording import spoken
from workstation.ui.widgets.badge import paint_dot


@pytest.fixture
def view(qapp: QApplication) -> Iterator[InboxList]:
    model, delegate = InboxModel(StillClock()), InboxDelegate(StillClock())
    made = InboxList(model, delegate)
    model.setParent(made)
    delegate.setParent(made)
    made.resize(320, 700)
    made.show()
    model.replace([make_row(n) for n in range(1, 2001)], ListOrder.RECENT)
    yield made
    made.hide()


def model_of(view: InboxList) -> InboxModel:
    model = view.model()
    assert isinstance(model, InboxModel)
    return model


def pour(view: InboxList, number: int, **changes: object) -> None:
    row = make_row(number, **changes)
    view.change(lambda: model_of(view).update([row.id], {row.id: row}), [row.id])


def test_rows_are_all_of_one_height(view: InboxList) -> None:
    assert view.verticalScrollBar().maximum() == 2000 * ROW_HEIGHT - view.viewport().height()
    assert view.columnWidth(0) == view.viewport().width()


def test_500_updates_leave_selection_and_place_alone(view: InboxList) -> None:
    dice = random.Random(5)
    view.mark_open(ConversationId(700))
    bar = view.verticalScrollBar()
    bar.setValue(698 * ROW_HEIGHT + 13)
    seen = list[object]()
    view.chosen.connect(seen.append)
    view.browsed.connect(seen.append)

    def offset() -> int:
        return model_of(view).position(ConversationId(700)) * ROW_HEIGHT - bar.value()

    before = offset()
    others = [n for n in range(1, 2001) if n != 700]
    for step in range(500):
        chosen = dice.choice(others)
        at = NOON + timedelta(seconds=step) if dice.random() < 0.7 else NOON - timedelta(days=step + 3)
        pour(view, chosen, last_at=at, unread=1)
        assert view.current_id == 700
        assert offset() == before
    assert view.selectionModel().selectedRows()[0].row() == model_of(view).position(ConversationId(700))
    assert seen == []


def test_at_the_top_the_newest_stays_in_sight(view: InboxList) -> None:
    for number in (50, 90, 1500):
        pour(view, number, last_at=NOON + timedelta(seconds=number))
        assert view.verticalScrollBar().value() == 0
        assert model_of(view).row(0).id == number


def test_a_vanishing_row_hands_its_cursor_to_nobody(view: InboxList) -> None:
    view.mark_open(ConversationId(5))
    seen = list[object]()
    view.chosen.connect(seen.append)
    view.browsed.connect(seen.append)
    view.change(lambda: model_of(view).update([ConversationId(5)], {}), [ConversationId(5)])
    assert view.current_id is None
    assert seen == []


def test_a_reset_keeps_the_place(view: InboxList) -> None:
    view.mark_open(ConversationId(30))
    view.verticalScrollBar().setValue(28 * ROW_HEIGHT + 5)
    rows = [make_row(n) for n in range(1, 2001)] + [make_row(3000, last_at=NOON + timedelta(hours=1))]
    view.change(lambda: model_of(view).replace(rows, ListOrder.RECENT))
    assert view.current_id == 30
    assert view.verticalScrollBar().value() == 29 * ROW_HEIGHT + 5


def test_a_click_opens_at_once(view: InboxList) -> None:
    seen = list[object]()
    view.chosen.connect(seen.append)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 2 * ROW_HEIGHT + 10))
    assert seen == [3]


def test_a_click_on_the_open_one_goes_into_the_chat(view: InboxList) -> None:
    third = model_of(view).row(2).id
    view.mark_open(third)
    chosen, entered = list[object](), list[object]()
    view.chosen.connect(chosen.append)
    view.entered_chat.connect(entered.append)
    where = view.visualRect(model_of(view).index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert (chosen, entered) == ([], [third])


def test_letters_lead_to_nobody_else(view: InboxList) -> None:
    third = model_of(view).row(2).id
    view.mark_open(third)
    names = {str(model_of(view).index(at, 0).data())[:1] for at in range(10)}
    for letter in sorted(filter(None, names)):
        QTest.keyClicks(view, letter)
        assert view.current_id == third, letter


async def test_arrows_open_what_they_rest_on(view: InboxList, signalled) -> None:
    view.mark_open(ConversationId(1))
    seen = list[object]()
    view.browsed.connect(seen.append)

    def press() -> None:
        for _ in range(4):
            QTest.keyClick(view, Qt.Key.Key_Down)

    (conversation,) = await signalled(view.browsed, act=press)
    assert conversation == 5
    assert seen == [5], "what was passed by is not opened"


def test_enter_goes_into_the_chat(view: InboxList) -> None:
    view.mark_open(ConversationId(2))
    seen = list[object]()
    view.entered_chat.connect(seen.append)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert seen == [2]


@pytest.mark.parametrize("width", [260, 320, 520])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": "Wolfeschlegelsteinhausenbergerdorff " * 3, "company": "Very Long Company " * 9, "unread": 1234},
        {"title": "محمد بن عبد الله آل سعود الكبير", "last_text": "هل يمكنكم إرسال الكتالوج؟ " * 9, "pinned": True},
        {"draft": "half a sentence " * 20, "starred": True, "pinned": True, "muted": True, "unread": 3},
        {"last_text": "half a sentence " * 20, "marked_unread": True},
        {"waiting_since": NOON - timedelta(days=3), "unread": 7, "country": "", "company": ""},
        {"last_kind": "", "last_at": None},
        {"last_kind": "hologram", "last_text": "x", "unsent": 2, "last_state": ItemState.FAILED},
    ],
    ids=["plain", "long", "arabic", "marks", "marked", "waiting", "empty", "unknown"],
)
def test_nothing_overlaps_and_nothing_leaves_the_row(view: InboxList, width: int, changes: dict[str, object]) -> None:
    delegate = view.itemDelegate()
    assert isinstance(delegate, InboxDelegate)
    layout = delegate.layout(make_row(1, **changes), width)
    places = [piece.rect for piece in layout.pieces] + [place for place, _, _ in layout.marks]
    places += [layout.chip[0]] if layout.chip else []
    places += [layout.clock[0]] if layout.clock else []
    places += [dot_place(layout.badge_right)] if layout.row.marked_unread else []
    whole = QRect(0, 0, width, ROW_HEIGHT)
    for place in places:
        assert whole.contains(place), place
    for first in places:
        for second in places:
            if first is not second:
                apart = not first.adjusted(0, 3, 0, -3).intersects(second.adjusted(0, 3, 0, -3))
                assert apart, (first, second)


def dot_place(right: int) -> QRect:
    """Paint the mark of what is marked as unread beside a row's last line; return where it stands."""
    image = QImage(400, ROW_HEIGHT * 2, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    place = paint_dot(painter, right, 56)
    painter.end()
    return place


def test_what_is_marked_as_unread_stands_out_without_a_number(view: InboxList) -> None:
    delegate = view.itemDelegate()
    assert isinstance(delegate, InboxDelegate)
    plain, marked = (delegate.layout(make_row(1, marked_unread=on), 320) for on in (False, True))
    name = next(piece for piece in marked.pieces if piece.text == "Buyer 1")
    words = next(piece for piece in marked.pieces if piece.text == "Question 1")
    assert (name.bold, words.token) == (True, "text")
    assert {piece.bold for piece in plain.pieces} == {False}
    assert "marked as unread" in spoken(make_row(1, marked_unread=True), NOON)
    assert "unread" not in spoken(make_row(1), NOON)


def test_a_draft_shows_in_another_colour(view: InboxList) -> None:
    delegate = view.itemDelegate()
    assert isinstance(delegate, InboxDelegate)
    layout = delegate.layout(make_row(1, draft="half"), 320)
    assert "draft" in {piece.token for piece in layout.pieces}
    assert "half" in [piece.text for piece in layout.pieces]


def test_waiting_too_long_is_marked(view: InboxList) -> None:
    delegate = view.itemDelegate()
    assert isinstance(delegate, InboxDelegate)
    row = make_row(1, waiting_since=NOON - timedelta(minutes=14))
    clock = delegate.layout(row, 320).clock
    assert clock is not None
    assert not clock[2]
    delegate.set_waiting_minutes(10)
    clock = delegate.layout(msgspec.structs.replace(row), 320).clock
    assert clock is not None
    assert clock[2]
