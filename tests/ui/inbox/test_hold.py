"""Rows keep their places while somebody is about to choose one: what they say changes at once, moves come after."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.inbox.conftest import Pane
from tests.ui.inbox.rows import NOON, StillClock, make_row
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ConversationId
from workstation.services.views import InboxRow, ListOrder
from workstation.ui.inbox.delegate import ROW_HEIGHT, InboxDelegate
from workstation.ui.inbox.list_view import InboxList
from workstation.ui.inbox.model import InboxModel, sort_key

LONG_MS = 3_600_000
HERE = QPoint(100, 2 * ROW_HEIGHT + 10)
"""Over the third row."""


class Scene:
    """A list whose holds end only when the test says so."""

    def __init__(self, count: int = 200) -> None:
        self.model = InboxModel(StillClock())
        self.view = InboxList(self.model, InboxDelegate(StillClock()))
        self.view.hold.rest.setInterval(LONG_MS)
        self.view.hold.most.setInterval(LONG_MS)
        self.view.resize(320, 700)
        self.view.show()
        self.model.replace([make_row(n) for n in range(1, count + 1)], ListOrder.RECENT)

    def bring(self, *rows: InboxRow, gone: tuple[int, ...] = ()) -> None:
        found = {row.id: row for row in rows}
        self.view.bring([*found, *map(ConversationId, gone)], found)

    def first(self, count: int = 5) -> list[int]:
        return [int(str(one)) for one in self.model.ids()[:count]]

    def mouse(self, kind: QEvent.Type, buttons: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, QPointF(HERE), QPointF(HERE), button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.view.viewport(), event)

    def rest(self) -> None:
        """Let the time pass after which a pointer rests."""
        self.view.hold.rest.stop()
        self.view.hold.rest.timeout.emit()


@pytest.fixture
def scene(qapp: QApplication) -> Iterator[Scene]:
    made = Scene()
    yield made
    made.view.close()
    made.view.deleteLater()


def newer(number: int, minutes: int = 1) -> InboxRow:
    return make_row(number, last_text="I wait", unread=3, last_at=NOON + timedelta(minutes=minutes))


def test_nothing_is_held_while_nobody_points(scene: Scene) -> None:
    scene.bring(newer(50))
    assert scene.first(2) == [50, 1]


def test_under_the_pointer_rows_say_the_news_and_stay(scene: Scene) -> None:
    scene.mouse(QEvent.Type.MouseMove)
    scene.bring(newer(5, 2), newer(300), gone=(2,))
    assert scene.first() == [1, 2, 3, 4, 5]
    assert (scene.model.row(4).unread, scene.model.row(4).last_text) == (3, "I wait")
    assert {row.id for row in scene.model.up_to_date()} == {*range(1, 201), 300} - {2}
    seen = list[object]()
    scene.view.chosen.connect(seen.append)
    QTest.mouseClick(scene.view.viewport(), Qt.MouseButton.LeftButton, pos=HERE)
    assert seen == [3], "the click opens the one that was pointed at"
    scene.view.mark_open(ConversationId(3))
    assert scene.first() == [1, 2, 3, 4, 5]
    scene.rest()
    assert scene.first() == [5, 300, 1, 3, 4]
    assert scene.view.current_id == 3


def test_it_is_held_for_a_few_seconds_at_most(scene: Scene) -> None:
    scene.mouse(QEvent.Type.MouseMove)
    assert not scene.view.hold.most.isActive()
    scene.bring(newer(7))
    assert scene.view.hold.most.isActive()
    scene.view.hold.most.timeout.emit()
    assert scene.first(2) == [7, 1]
    scene.bring(newer(9, 2))
    assert scene.first(2) == [7, 1], "the pointer still moves"


def test_a_pressed_button_an_open_menu_and_keys_hold_too(scene: Scene) -> None:
    hold = scene.view.hold
    scene.mouse(QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton)
    scene.rest()
    scene.bring(newer(7))
    assert scene.first(1) == [1]
    scene.mouse(QEvent.Type.MouseButtonRelease)
    assert scene.first(1) == [1], "a double click finds the same row"
    scene.rest()
    assert scene.first(1) == [7]

    menu = QMenu(scene.view)
    hold.keep_for(menu)
    hold.leave()
    scene.bring(newer(8, 2))
    assert scene.first(1) == [7]
    menu.aboutToHide.emit()
    scene.rest()
    assert scene.first(1) == [8]

    scene.view.mark_open(ConversationId(8))
    QTest.keyClick(scene.view, Qt.Key.Key_Down)
    scene.bring(newer(20, 3))
    QTest.keyClick(scene.view, Qt.Key.Key_Down)
    assert scene.view.current_id == 1, "the second below 8 and 7, as it was seen"
    scene.rest()
    assert (scene.first(4), scene.view.current_id) == ([20, 8, 7, 1], 1)


def test_leaving_lets_go_at_once_and_what_came_back_stays(scene: Scene) -> None:
    scene.mouse(QEvent.Type.MouseMove)
    scene.bring(newer(7), gone=(4,))
    scene.bring(make_row(7), make_row(4))
    QApplication.sendEvent(scene.view, QEvent(QEvent.Type.Leave))
    assert scene.first(8) == [1, 2, 3, 4, 5, 6, 7, 8]
    scene.mouse(QEvent.Type.MouseMove)
    scene.bring(newer(7))
    QApplication.sendEvent(scene.view, QEvent(QEvent.Type.Leave))
    assert scene.first(2) == [7, 1]


def test_many_that_wait_come_at_once(scene: Scene) -> None:
    scene.view.mark_open(ConversationId(3))
    scene.mouse(QEvent.Type.MouseMove)
    scene.bring(*(newer(number, number) for number in range(100, 180)))
    assert scene.first() == [1, 2, 3, 4, 5]
    scene.rest()
    assert scene.first() == [179, 178, 177, 176, 175]
    keys = [sort_key(scene.model.row(at), ListOrder.RECENT) for at in range(len(scene.model))]
    assert keys == sorted(keys)
    assert (len(scene.model), scene.view.current_id) == (200, 3)


def test_who_is_opened_elsewhere_is_seen_at_once(scene: Scene) -> None:
    scene.mouse(QEvent.Type.MouseMove)
    scene.bring(newer(300))
    assert scene.first(1) == [1]
    scene.view.mark_open(ConversationId(300))
    assert (scene.first(1), scene.view.current_id) == ([300], 300)


async def test_a_list_read_afresh_is_held_and_another_filter_is_not(make_pane: Callable[..., Pane]) -> None:
    pane = make_pane()
    await pane.settle()
    pane.view.list.hold.rest.setInterval(LONG_MS)
    pane.view.list.hold.most.setInterval(LONG_MS)
    pane.view.list.hold.stir()
    pane.inbox.put(newer(9))
    await pane.view.feed.load()
    assert (pane.view.model.row(0).id, pane.view.model.row(8).unread) == (1, 3)
    await pane.view.show_filter(pane.view.filter)
    assert pane.view.model.row(0).id == 9
    pane.inbox.put(newer(11, 2))
    pane.bus.changed.emit(ChangeSet(conversations=frozenset({ConversationId(11)})))
    await pane.settle()
    assert pane.view.model.row(0).id == 9
    pane.view.list.hold.leave()
    assert pane.view.model.row(0).id == 11
