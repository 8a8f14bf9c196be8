"""The timeline on the screen: what one reads stays, what one selects is what one copies."""

import itertools
import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.chat import samples
from tests.ui.chat.conftest import MakeArea
from workstation.services.views import Fault, ItemState, TimelineItem
from workstation.ui.chat.timeline import accessible
from workstation.ui.chat.timeline.area import TimelineArea
from workstation.ui.chat.timeline.selection import Spot
from workstation.ui.chat.timeline.targets import Kind


def place(area: TimelineArea, key: str) -> float:
    """Return where an item stands in the viewport."""
    return area.row_rect(key).top()


def first_seen(area: TimelineArea) -> str:
    visible = area.visible_rows()
    return area.rows.items[visible[1 if len(visible) > 1 else 0]].key


def point_of(area: TimelineArea, key: str, offset: int) -> QPoint:
    """Return where a caret stands in the viewport."""
    index = area.rows.index(key)
    assert index is not None
    placed = area.layout_at(index).texts[0]
    caret = placed.block.caret(offset).translated(placed.origin).translated(0, place(area, key))
    return caret.center().toPoint()


def drag(area: TimelineArea, start: QPoint, end: QPoint) -> None:
    view = area.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for at in (QPoint((start + end) / 2), end):
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(view.mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, move)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


# ---- scrolling -----------------------------------------------------------------------------------------------------


def test_opens_at_the_newest(make_area: MakeArea) -> None:
    area = make_area(samples.many(60))
    assert area.at_bottom
    assert place(area, "m:60") < area.viewport().height()
    bottom = area.row_rect("m:60").bottom()
    assert area.viewport().height() - 12 < bottom <= area.viewport().height()


def test_few_messages_stand_at_the_bottom(make_area: MakeArea) -> None:
    area = make_area(samples.many(2))
    assert area.verticalScrollBar().maximum() == 0
    assert area.row_rect("m:2").bottom() > area.viewport().height() - 12


def test_prepending_does_not_move_what_is_seen(make_area: MakeArea) -> None:
    area = make_area(samples.many(60, first=101))
    bar = area.verticalScrollBar()
    for value in (bar.maximum() // 2, 37, 0):
        bar.setValue(value)
        key = first_seen(area)
        before = place(area, key)
        area.rows.prepend(samples.many(50, first=(area.rows.first_n or 0) - 50))
        area.rows_changed()
        assert place(area, key) == before


def test_guessed_rows_don_t_move_what_is_seen_when_they_are_laid_out(make_area: MakeArea) -> None:
    area = make_area(samples.many(300))
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum() // 2)
    key = first_seen(area)
    before = place(area, key)
    assert area.geometry_.inexact
    while area.geometry_.inexact:
        area._on_idle()
    assert place(area, key) == before


def test_scrolling_up_shows_every_message_once_and_without_jumps(make_area: MakeArea) -> None:
    area = make_area(samples.many(300))
    bar = area.verticalScrollBar()
    seen: set[str] = set()
    while bar.value() > 0:
        keys = [area.rows.items[i].key for i in area.visible_rows()]
        seen.update(keys)
        middle = keys[len(keys) // 2]
        before, value = place(area, middle), bar.value()
        bar.setValue(value - 90)
        moved = place(area, middle) - before
        assert moved == 90 or bar.value() == 0
    seen.update(area.rows.items[i].key for i in area.visible_rows())
    assert len(seen) == 300


def test_appending_sticks_to_the_bottom_only_when_there(make_area: MakeArea) -> None:
    area = make_area(samples.many(60))
    area.rows.merge(samples.many(5, first=61))
    area.rows_changed()
    assert area.at_bottom
    area.verticalScrollBar().setValue(200)
    key = first_seen(area)
    before = place(area, key)
    area.rows.merge(samples.many(5, first=66))
    area.rows_changed()
    assert place(area, key) == before
    area.scroll_to_bottom()
    assert place(area, "m:70") < area.viewport().height()


def test_resizing_keeps_the_first_message_in_view(make_area: MakeArea) -> None:
    area = make_area(samples.many(200))
    area.verticalScrollBar().setValue(2000)
    key = area.rows.items[area.visible_rows()[0]].key
    before = place(area, key)
    for width in (500, 380, 900, 640):
        area.resize(width, 600)
        assert place(area, key) == before
    area.scroll_to_bottom()
    area.resize(420, 500)
    assert area.at_bottom


def test_random_changes_keep_place_and_order(make_area: MakeArea) -> None:
    dice = random.Random(11)
    area = make_area(samples.many(40, first=500))
    bar = area.verticalScrollBar()
    for _ in range(120):
        bar.setValue(dice.randint(0, bar.maximum()))
        stuck = area.at_bottom
        key = first_seen(area)
        before = place(area, key)
        action = dice.choice(["prepend", "append", "change", "resize"])
        if action == "prepend":
            area.rows.prepend(samples.many(7, first=(area.rows.first_n or 0) - 7))
        elif action == "append":
            area.rows.merge(samples.many(3, first=(area.rows.last_n or 0) + 1))
        elif action == "change":
            below = area.rows.items[-1]
            area.rows.merge([samples.item(below.n, "changed " * dice.randint(1, 60), at=below.at)])
        else:
            area.resize(640, dice.randint(300, 800))
        area.rows_changed()
        if not stuck and area.rows.index(key) is not None and not area.at_bottom and action != "resize":
            assert place(area, key) == before, action
        tops = area.geometry_.tops
        assert all(a < b for a, b in itertools.pairwise(tops))
        assert [item.n for item in area.rows.items] == sorted(item.n or 0 for item in area.rows.items)


def test_jumping_shows_the_message(make_area: MakeArea) -> None:
    area = make_area(samples.many(300))
    assert area.scroll_to("m:20")
    assert QRectF(area.viewport().rect()).contains(area.row_rect("m:20").center())
    assert not area.scroll_to("m:999")
    area.scroll_to("m:300")
    assert area.at_bottom


def test_asks_for_more_near_the_ends(make_area: MakeArea) -> None:
    area = make_area()
    asked: list[str] = []
    area.older_requested.connect(lambda: asked.append("older"))
    area.newer_requested.connect(lambda: asked.append("newer"))
    area.rows.more_before = area.rows.more_after = True
    area.show_items(samples.many(200), customer=True)
    asked.clear()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert asked == []
    bar.setValue(100)
    assert asked == ["older"]
    asked.clear()
    bar.setValue(bar.maximum() - 100)
    assert asked == ["newer"]


# ---- selection -----------------------------------------------------------------------------------------------------


def test_selecting_across_bubbles_copies_exactly_that(make_area: MakeArea) -> None:
    items = [
        samples.item(1, "first line\nsecond"),
        samples.item(2, "中间 😀 的消息", mine=True),
        samples.item(3, "last one"),
    ]
    area = make_area(items)
    drag(area, point_of(area, "m:1", 6), point_of(area, "m:3", 4))
    assert area.selected_text() == "line\nsecond\n中间 😀 的消息\nlast"
    drag(area, point_of(area, "m:3", 4), point_of(area, "m:1", 6))
    assert area.selected_text() == "line\nsecond\n中间 😀 的消息\nlast"


def test_random_selections_equal_the_text_between(make_area: MakeArea) -> None:
    dice = random.Random(7)
    items = [samples.item(n, text, mine=n % 2 == 0) for n, text in enumerate(samples.TEXTS, 1)]
    area = make_area(items, height=1000)
    for _ in range(60):
        spots = []
        for _ in range(2):
            row = dice.randrange(len(items))
            spots.append((row, dice.randrange(len(items[row].text) + 1)))
        (first, start), (last, end) = sorted(spots)
        raw = [item.text for item in items[first : last + 1]]
        raw[-1] = raw[-1][:end]
        raw[0] = raw[0][start:]
        area.selection.start(Spot(items[first].key, 0, utf16(items[first].text, start)))
        area.selection.extend(Spot(items[last].key, 0, utf16(items[last].text, end)))
        pieces = [piece for at, piece in enumerate(raw) if piece or 0 < at < len(raw) - 1]
        assert area.selected_text() == "\n".join(pieces)


def utf16(text: str, position: int) -> int:
    return len(text[:position].encode("utf-16-le")) // 2


def test_the_selection_follows_its_messages(make_area: MakeArea) -> None:
    waiting = samples.item(None, "on its way", waiting=9, mine=True, action_id=samples.action_id(9))
    area = make_area([*samples.many(30, first=101), waiting])
    area.selection.start(Spot("m:130", 0, 0))
    area.selection.extend(Spot(waiting.key, 0, 5))
    text = area.selected_text()
    area.rows.prepend(samples.many(20, first=81))
    area.rows_changed()
    assert area.selected_text() == text
    arrived = samples.item(131, "on its way", mine=True, action_id=samples.action_id(9))
    area.rows_changed(area.rows.merge([arrived], []))
    assert area.selected_text() == text


def test_double_click_takes_the_word_and_a_third_the_message(make_area: MakeArea) -> None:
    area = make_area([samples.item(1, "FOB Ningbo 286 USD")])
    at = point_of(area, "m:1", 6)
    QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseDClick(area.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert area.selected_text() == "Ningbo"
    QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert area.selected_text() == "FOB Ningbo 286 USD"


def test_all_is_copied_with_placeholders_for_pictures(make_area: MakeArea) -> None:
    items = [
        samples.item(1, "one"),
        samples.item(2, kind="image", attachment=samples.attachment(1)),
        samples.item(3, "two"),
    ]
    area = make_area(items)
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(area, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "one\n[Image]\ntwo"


def test_selecting_by_keyboard(make_area: MakeArea) -> None:
    area = make_area([samples.item(1, "one two"), samples.item(2, "three")])
    area.setFocus()
    area.set_current("m:1")
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(area, Qt.Key.Key_Right, shift | control)
    assert area.selected_text() == "one "
    QTest.keyClick(area, Qt.Key.Key_Right, shift)
    assert area.selected_text() == "one t"
    QTest.keyClick(area, Qt.Key.Key_Down, shift)
    QTest.keyClick(area, Qt.Key.Key_Down, shift)
    QTest.keyClick(area, Qt.Key.Key_Right, shift)
    assert area.selected_text() == "one two\nt"
    QTest.keyClick(area, Qt.Key.Key_Left, shift)
    assert area.selected_text() == "one two"
    QTest.keyClick(area, Qt.Key.Key_Home, shift)
    QTest.keyClick(area, Qt.Key.Key_Escape)
    assert area.selected_text() == ""


# ---- activating ----------------------------------------------------------------------------------------------------


@pytest.fixture
def failed() -> list[TimelineItem]:
    return [
        samples.item(1, "see https://example.com/x"),
        samples.item(
            None,
            "offer",
            waiting=2,
            mine=True,
            state=ItemState.FAILED,
            problem=Fault(code="overtaken"),
            action_id=samples.action_id(2),
        ),
    ]


def test_targets_answer_to_the_mouse(make_area: MakeArea, failed: list[TimelineItem]) -> None:
    area = make_area(failed)
    activated: list[tuple[Kind, str]] = []
    area.activated.connect(lambda target: activated.append((target.kind, target.value)))
    for index in (0, 1):
        lay = area.layout_at(index)
        for target in lay.targets:
            at = target.boxes[0].center() + QPointF(0, place(area, lay.row.item.key))
            QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at.toPoint())
    key = failed[1].key
    assert activated == [
        (Kind.LINK, "https://example.com/x"),
        (Kind.DAY, "2026-03-03"),
        (Kind.RETRY, key),
        (Kind.COPY, key),
        (Kind.DISCARD, key),
    ]


def test_dragging_over_a_link_selects_and_opens_nothing(make_area: MakeArea, failed: list[TimelineItem]) -> None:
    area = make_area(failed)
    activated: list[object] = []
    area.activated.connect(activated.append)
    drag(area, point_of(area, "m:1", 8), point_of(area, "m:1", 16))
    assert len(area.selected_text()) > 5
    assert area.selected_text() in "https://example.com"
    assert activated == []


def test_targets_answer_to_the_keyboard(
    make_area: MakeArea, failed: list[TimelineItem], until_blocking: Callable[..., None]
) -> None:
    area = make_area(failed)
    area.activateWindow()
    until_blocking(area.isActiveWindow)
    area.clearFocus()
    area.setFocus(Qt.FocusReason.TabFocusReason)
    activated: list[Kind] = []
    area.activated.connect(lambda target: activated.append(target.kind))
    assert area.current == failed[1].key
    for _ in range(3):
        QTest.keyClick(area, Qt.Key.Key_Right)
        QTest.keyClick(area, Qt.Key.Key_Return)
    QTest.keyClick(area, Qt.Key.Key_Delete)
    QTest.keyClick(area, Qt.Key.Key_Up)
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert activated == [Kind.RETRY, Kind.COPY, Kind.DISCARD, Kind.DISCARD, Kind.LINK]


# ---- painting and assistive tools ----------------------------------------------------------------------------------


def test_everything_is_painted(make_area: MakeArea) -> None:
    area = make_area(samples.everything(), width=720, height=1900)
    area.select_all()
    area.setFocus()
    area.set_current("m:12")
    image = QImage(area.size(), QImage.Format.Format_ARGB32)
    area.render(image)
    ground = area.style_.colours.surface.rgb()
    inked = sum(image.pixel(x, y) != ground for x in range(0, 700, 7) for y in range(0, 1900, 7))
    assert inked > 3000


def test_a_changed_look_is_taken_over(make_area: MakeArea) -> None:
    area = make_area(samples.many(50))
    area.verticalScrollBar().setValue(300)
    key = first_seen(area)
    before = place(area, key)
    area.restyle()
    assert place(area, key) == before


def test_assistive_tools_find_each_message(make_area: MakeArea) -> None:
    accessible.install()
    area = make_area(samples.everything(), height=1900)
    area.setAccessibleName("Messages")
    root = QAccessible.queryAccessibleInterface(area)
    assert root.role() is QAccessible.Role.List
    assert root.text(QAccessible.Text.Name) == "Messages"
    assert root.childCount() == len(samples.everything())
    names = [root.child(i).text(QAccessible.Text.Name) for i in range(root.childCount())]
    assert all(names)
    assert any("Not sent" in name and "colleague" in name for name in names)
    child = root.child(3)
    assert child.role() is QAccessible.Role.ListItem
    box = child.rect()
    found = root.childAt(box.center().x(), box.center().y())
    assert root.indexOfChild(found) == 3
    area.rows.prepend([samples.item(0, "older")])
    area.rows_changed()
    assert root.indexOfChild(child) == 4
