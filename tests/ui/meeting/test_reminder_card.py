"""The card of reminders: it covers little, moves nothing, and no click meant for what lies below hits it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.ui.cards.opened import Until, opened
from workstation.domain.ids import new_action_id
from workstation.services.reminder_times import ReminderKind
from workstation.ui.meeting.reminder_lines import DISMISS, ENTER, NAME, Line, ReminderLines
from workstation.ui.widgets.floating import BELOW_HEAD, WIDTH
from workstation.ui.widgets.tab_order import go_through
from workstation.ui.widgets.toast import Toast

FIRST = (
    new_action_id(),
    "Negotiation with Ana Gómez begins in 12 min",
    "14:00 here\n07:00 there",
    ReminderKind.DUE,
    True,
)
SECOND = (
    new_action_id(),
    "Negotiation with a very long name of a company begins in 14 min",
    "",
    ReminderKind.DUE,
    True,
)


class Scene:
    """A window with a pane, a button below the card, and the card."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.window.resize(1024, 640)
        self.pane = QWidget(self.window)
        self.pane.setGeometry(64, 0, 960, 600)
        self.below = QPushButton("Work", self.pane)
        self.below.setGeometry(QRect(500, 60, 460, 400))
        self.card = ReminderLines(self.window, self.pane)
        self.acted: list[tuple[object, str]] = []
        self.card.acted.connect(lambda booking_id, action: self.acted.append((booking_id, action)))
        self.window.show()

    def show(self, *lines: Line) -> None:
        self.card.show_reminders(lines)
        QApplication.processEvents()

    def hit(self, widget: QWidget) -> QWidget | None:
        """Return what a click on the middle of a widget would hit."""
        return self.window.childAt(widget.mapTo(self.window, widget.rect().center()))


@pytest.fixture
def scene(qapp: QApplication) -> Iterator[Scene]:
    made = Scene()
    yield made
    made.window.close()
    made.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_it_stands_at_the_upper_right_and_is_as_high_as_its_words(scene: Scene) -> None:
    scene.show(FIRST)
    one = scene.card.geometry()
    assert (one.right(), one.top(), one.width()) == (1024 - 1 - 16, BELOW_HEAD, WIDTH)
    scene.show(FIRST, SECOND)
    assert scene.card.geometry().height() > one.height() + 40
    for label in scene.card.findChildren(QWidget):
        if label.isVisible() and label.hasHeightForWidth():
            assert label.height() >= label.heightForWidth(label.width())
    scene.pane.setGeometry(64, 55, 300, 545)
    assert scene.card.geometry().topLeft() == QPoint(64 + 16, 55 + BELOW_HEAD)
    assert scene.card.width() == 300 - 32
    scene.show()
    assert not scene.card.isVisible()


async def test_it_covers_no_tools_of_a_folder_of_cards(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, width=1024) as it:
        page = await it.folder_page(until)
        card = ReminderLines(it.window, it.window.screens)
        card.show_reminders((FIRST,))
        tools = (page.add_button, page.export_button, page.filters, page.look)

        def clear() -> bool:
            there = card.geometry()
            places = [QRect(one.mapTo(it.window, QPoint(0, 0)), one.size()) for one in tools]
            return all(not there.intersects(place) for place in places)

        await until(clear)
        below = card.y()
        page.filters.when.setCurrentIndex(page.filters.when.count() - 1)  # days of one's own: another row of filters
        page.filters.when.activated.emit(page.filters.when.count() - 1)
        await until(lambda: page.filters.since.isVisible() and card.y() > below and clear())
        it.view.open_mine()
        mine = it.view.my_card
        assert mine is not None
        await until(lambda: card.y() == BELOW_HEAD + it.window.screens.y() and mine.has_code)
        it.view.show_page("mine")
        it.window.show_screen("inbox")
        await until(lambda: card.y() == BELOW_HEAD + it.window.screens.y())
        it.window.show_screen("cards")
        await until(lambda: card.y() > below)
        card.deleteLater()


def test_a_click_meant_for_what_lies_below_goes_through(scene: Scene) -> None:
    scene.show(FIRST)
    enter = scene.card.lines[0].enter_button
    assert scene.hit(enter) is scene.below
    scene.card.arming.timeout.emit()
    assert scene.hit(enter) is enter
    scene.show(FIRST)
    assert scene.hit(enter) is enter, "the same, a minute later"
    scene.show(SECOND, FIRST)
    assert scene.hit(enter) is scene.below, "another line stands where one was about to click"
    scene.card.take_clicks()
    enter.click()
    scene.card.lines[1].close_button.click()
    assert scene.acted == [(SECOND[0], ENTER), (FIRST[0], DISMISS)]


def test_where_nobody_receives_somebody_is_named_from_it(scene: Scene) -> None:
    scene.show((*FIRST[:4], False))
    line = scene.card.lines[0]
    assert (line.enter_button.isVisible(), line.name_button.isVisible()) == (False, True)
    scene.card.take_clicks()
    line.name_button.click()
    assert scene.acted == [(FIRST[0], NAME)]


def test_keys_reach_it_first_and_it_is_called_by_what_it_says(scene: Scene) -> None:
    scene.show(FIRST)
    go_through((scene.card, scene.below))
    line = scene.card.lines[0]
    stops = [line.enter_button, line.snooze_button, line.close_button]
    scene.window.activateWindow()
    assert scene.card.accessibleName() == FIRST[1]
    chain: list[QWidget] = []
    widget = scene.below.nextInFocusChain()
    while widget is not None and widget is not scene.below:
        chain += [widget] if widget in stops else []
        widget = widget.nextInFocusChain()
    assert chain == stops


def test_what_is_said_in_passing_stands_below_it(scene: Scene) -> None:
    scene.show(FIRST)
    toast = Toast(scene.window, [scene.card])
    toast.say("A long sentence that is said in passing and needs the whole width of its line to be read")
    assert not toast.geometry().intersects(scene.card.geometry())
    scene.show()
    toast.say("A long sentence that is said in passing and needs the whole width of its line to be read")
    assert toast.y() < BELOW_HEAD
