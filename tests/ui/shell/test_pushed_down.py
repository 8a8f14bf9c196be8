"""A line that comes above the screens pushes their heads down; what one reads below stays where it stands."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.ui.chat import samples
from tests.ui.chat.conftest import run_here
from tests.ui.inbox.rows import StillClock, make_row
from workstation.services.views import ListOrder
from workstation.ui.chat.timeline.area import TimelineArea
from workstation.ui.chat.timeline.pictures import Pictures
from workstation.ui.inbox.delegate import ROW_HEIGHT, InboxDelegate
from workstation.ui.inbox.list_view import InboxList
from workstation.ui.inbox.model import InboxModel
from workstation.ui.widgets.viewport import PushedDown

LINE = 56


async def _picture(_key: str, _full: bool) -> bytes:
    return samples.picture()


class Stand:
    """A line that is hidden, and below it a pane: a head, a view, and a foot."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.line, self.pane = QWidget(self.window), QWidget(self.window)
        self.line.setFixedHeight(LINE)
        self.line.hide()
        column = QVBoxLayout(self.window)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self.pane, 1)
        self.head = QWidget(self.pane)
        self.head.setFixedHeight(40)

    def fill(self, view: QWidget) -> None:
        inner = QVBoxLayout(self.pane)
        inner.addWidget(self.head)
        inner.addWidget(view, 1)
        self.window.resize(420, 640)
        self.window.show()

    def turn(self, shown: bool) -> None:
        """Let the line come or go."""
        self.line.setVisible(shown)
        self.lay_out()

    def lay_out(self) -> None:
        for widget in (self.window, self.pane):
            layout = widget.layout()
            assert layout is not None
            layout.activate()

    def down_to(self, view: QWidget, y: float) -> float:
        """Return where a place of a view stands in the window."""
        return view.mapTo(self.window, QPoint(0, 0)).y() + y


@pytest.fixture
def stand(qapp: QApplication) -> Iterator[Stand]:
    made = Stand()
    yield made
    for area in made.window.findChildren(TimelineArea):
        area.rest()
    made.window.close()
    made.window.deleteLater()


def listed(stand: Stand) -> InboxList:
    model, delegate = InboxModel(StillClock()), InboxDelegate(StillClock())
    view = InboxList(model, delegate, stand.pane)
    model.setParent(view)
    delegate.setParent(view)
    stand.fill(view)
    model.replace([make_row(n) for n in range(1, 201)], ListOrder.RECENT)
    view.updateGeometries()
    assert view.verticalScrollBar().maximum() > 100 * ROW_HEIGHT
    return view


def row_at(stand: Stand, view: InboxList, position: int) -> float:
    return stand.down_to(view.viewport(), position * ROW_HEIGHT - view.verticalScrollBar().value())


def test_rows_stay_when_the_line_comes_and_goes(stand: Stand) -> None:
    view = listed(stand)
    bar = view.verticalScrollBar()
    for value in (500, bar.maximum() - 3, bar.maximum()):
        bar.setValue(value)
        before = row_at(stand, view, 10)
        for shown in (True, False):
            stand.turn(shown)
            assert row_at(stand, view, 10) == before, (value, shown)


def test_at_the_top_the_first_row_stays_in_sight(stand: Stand) -> None:
    view = listed(stand)
    stand.turn(True)
    assert view.verticalScrollBar().value() == 0
    stand.turn(False)
    assert view.verticalScrollBar().value() == 0


def test_a_row_that_is_about_to_be_chosen_stays_even_at_the_top(stand: Stand) -> None:
    view = listed(stand)
    before = row_at(stand, view, 2)
    view.hold.stir()
    stand.turn(True)
    assert row_at(stand, view, 2) == before
    view.hold.leave()
    assert view.verticalScrollBar().value() == 0, "nobody chooses any more: the newest is in sight again"
    view.hold.stir()
    stand.turn(False)
    stand.turn(True)
    view.verticalScrollBar().setValue(300)
    view.hold.leave()
    assert view.verticalScrollBar().value() == 300, "who has scrolled on is left in peace"


def test_what_is_read_in_a_conversation_stays(stand: Stand) -> None:
    area = TimelineArea(Pictures(_picture, run_here), samples.ME, stand.pane)
    area.pictures.setParent(area)
    stand.fill(area)
    area.show_items(samples.many(60), customer=True)
    bar = area.verticalScrollBar()
    for value in (bar.maximum(), bar.maximum() // 2, 400):
        bar.setValue(value)
        key = area.rows.items[area.visible_rows()[2]].key
        before = stand.down_to(area.viewport(), area.row_rect(key).top())
        for shown in (True, False):
            stand.turn(shown)
            assert stand.down_to(area.viewport(), area.row_rect(key).top()) == before, (value, shown)
    assert not area.at_bottom


def test_a_line_within_the_pane_moves_what_was_opened_there_but_not_what_one_reads(stand: Stand) -> None:
    area = TimelineArea(Pictures(_picture, run_here), samples.ME, stand.pane)
    area.pictures.setParent(area)
    stand.fill(area)
    area.show_items(samples.many(60), customer=True)

    def top() -> float:
        return area.row_rect("m:30").top()

    area.scroll_to("m:30", share=0.12)
    before = top()
    stand.head.setFixedHeight(80)
    stand.lay_out()
    assert top() == before, "the same place of a lower view"
    area.verticalScrollBar().setValue(area.verticalScrollBar().value() - 30)
    on_screen = stand.down_to(area.viewport(), top())
    for height in (120, 40):
        stand.head.setFixedHeight(height)
        stand.lay_out()
        assert stand.down_to(area.viewport(), top()) == on_screen, height


def test_no_other_cause_counts(stand: Stand) -> None:
    view = listed(stand)
    known = PushedDown(stand.pane)

    def by(before: tuple[int, int], after: tuple[int, int]) -> int:
        return known.by(QResizeEvent(QSize(*after), QSize(*before)))

    assert by((300, 500), (300, 444)) == 0, "where it stood before is not known"
    assert by((300, 500), (300, 444)) == 0, "the bottom came up"
    stand.turn(True)
    assert by((300, 500), (300, 490)) == 0, "the bottom went down"
    stand.turn(False)
    assert by((280, 444), (300, 500)) == -LINE, "wider as well"
    stand.turn(True)
    assert by((300, 500), (300, 444)) == LINE
    view.verticalScrollBar().setValue(500)
    before = view.verticalScrollBar().value()
    stand.head.setFixedHeight(80)
    stand.lay_out()
    assert view.verticalScrollBar().value() == before, "the pane's own head has grown"
