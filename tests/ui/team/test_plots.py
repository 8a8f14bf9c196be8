"""Plots, tables and pickers by themselves: what they show, and what keys and clicks do."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from tests.helpers.builders import make_account
from workstation.domain.account import Presence
from workstation.services.transfers import Receiver
from workstation.ui.team.charts.bars import BarChart
from workstation.ui.team.charts.columns import ColumnChart, nice_scale
from workstation.ui.team.charts.mark import Mark
from workstation.ui.team.charts.meter import Meter
from workstation.ui.team.charts.tile import Tile
from workstation.ui.team.colleague_card import MIME, ColleagueCard
from workstation.ui.team.spans import figure
from workstation.ui.widgets.people import PeoplePicker, Person
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.table import Cell, Column, Row, Table
from workstation.ui.widgets.toast import Toast

MARKS = [Mark("a", "Ann", 60, "1 min", 180), Mark("b", "Bo", 120, "2 min", 240), Mark("c", "Cai", None, "–")]


def test_bars_share_a_scale_and_answer_clicks_and_keys(qtbot: QtBot, until_blocking: Callable[..., None]) -> None:
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.show()
    chart.activateWindow()
    until_blocking(chart.isActiveWindow)
    chart.show_marks(MARKS, "nothing")
    assert [(bar.share, bar.further_share) for bar in chart.bars] == [(0.25, 0.75), (0.5, 1.0), (0.0, 0.0)]
    assert chart.bars[0].accessibleName() == "Ann: 1 min"
    spy = QSignalSpy(chart.chosen)
    QTest.mouseClick(chart.bars[1], Qt.MouseButton.LeftButton)
    chart.bars[0].setFocus()
    QTest.keyClick(chart.bars[0], Qt.Key.Key_Down)
    assert chart.bars[1].hasFocus()
    QTest.keyClick(chart.bars[1], Qt.Key.Key_Return)
    assert [spy.at(at)[0] for at in range(spy.count())] == ["b", "b"]
    chart.show_marks(MARKS[:1], "nothing")
    assert [mark.key for mark in chart.marks] == ["a"]
    chart.show_marks([], "nothing")
    assert chart.marks == []


def test_columns_stand_on_a_round_scale(qtbot: QtBot) -> None:
    chart = ColumnChart()
    qtbot.addWidget(chart)
    chart.resize(500, 220)
    chart.show()
    chart.show_marks(MARKS, "nothing", figure)
    assert [column.further_share for column in chart.columns] == [0.75, 1.0, 0.0]
    spy = QSignalSpy(chart.chosen)
    QTest.mouseClick(chart.columns[2], Qt.MouseButton.LeftButton)
    assert spy.at(0)[0] == "c"
    assert not chart.grab().isNull()
    assert [nice_scale(most) for most in (0, 7, 61, 240, 1000, 90_000)] == [10, 10, 120, 240, 1200, 172_800]


def test_spans_are_figures_in_one_unit() -> None:
    assert [figure(s) for s in (None, 0, 45, 60, 150, 840, 3600, 5400)] == [
        "–", "0 s", "45 s", "1 min", "2.5 min", "14 min", "1 h", "1.5 h",
    ]  # fmt: skip


def test_tile_and_meter_say_what_they_show(qtbot: QtBot) -> None:
    tile, meter = Tile("clock"), Meter()
    for widget in (tile, meter):
        qtbot.addWidget(widget)
        widget.resize(180, 112)
        widget.show()
    tile.set_words("Waiting")
    tile.show_figure("7", "oldest 14 min", "danger")
    assert tile.accessibleName() == "Waiting: 7 oldest 14 min"
    meter.show_use(4, 12, "4 of 12")
    assert meter.accessibleName() == "4 of 12"
    assert not tile.grab().isNull()
    assert not meter.grab().isNull()


def test_a_table_keeps_what_is_chosen_while_rows_come_and_go(qtbot: QtBot) -> None:
    table = Table((Column("name"), Column("figure", 80, right=True)), several=True, mime=MIME)
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()

    def rows(*keys: int) -> list[Row]:
        return [Row(key, (Cell(f"row {key}", note="note", seed=key), Cell(str(key)))) for key in keys]

    table.show_rows(rows(1, 2, 3))
    table.choose({2, 3})
    assert table.keys == [2, 3]
    table.show_rows(rows(9, 3, 2))
    assert table.keys == [3, 2]
    table.show_rows(rows(9, 3))
    assert table.keys == [3]
    data = table.rows_model.mimeData([table.rows_model.index(0, 0), table.rows_model.index(1, 1)])
    assert bytes(data.data(MIME).data()) == b"9\n3"
    spy = QSignalSpy(table.activated_key)
    table.setFocus()
    table.setCurrentIndex(table.rows_model.index(1, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert spy.at(0)[0] == 3
    assert not table.grab().isNull()


def people() -> list[Person]:
    return [
        Person(1, "Ann", possible=False),
        Person(2, "Bo", "online", "3 chats", Presence.ONLINE),
        Person(3, "Bea"),
    ]


def matches(id_: int, query: str) -> bool:
    return {1: "ann", 2: "bo", 3: "bea"}[id_].startswith(query)


def test_a_picker_finds_skips_the_impossible_and_takes_enter(qtbot: QtBot) -> None:
    picker = PeoplePicker(matches)
    qtbot.addWidget(picker)
    picker.show()
    picker.show_people(people())
    marked = [picker.current]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(picker.field, key)
        marked.append(picker.current)
    assert [one and one.id for one in marked] == [2, 3, 2, 2], "who can't be chosen is stepped over"
    chosen, entered = QSignalSpy(picker.chosen), QSignalSpy(picker.entered)
    QTest.keyClicks(picker.field, "be")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert chosen.at(0)[0] == 3
    picker.field.setText("ann")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert (chosen.count(), entered.count()) == (1, 1)
    picker.field.setText("zzz")
    assert picker.current is None
    assert not picker.grab().isNull()


def test_a_picker_of_several_ticks(qtbot: QtBot) -> None:
    picker = PeoplePicker(matches, several=True)
    qtbot.addWidget(picker)
    picker.show()
    picker.show_people(people())
    picker.tick({3})
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert picker.ticked == {2, 3}
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert picker.ticked == {3}


def test_a_switch_tells_only_of_what_the_user_chose(qtbot: QtBot) -> None:
    switch = Segmented(("a", "b"))
    qtbot.addWidget(switch)
    switch.set_texts("Which", {"a": "First", "b": "Second"})
    switch.show()
    spy = QSignalSpy(switch.chosen)
    switch.select("b")
    assert (switch.key, spy.count()) == ("b", 0)
    switch.segment("b").click()
    assert spy.count() == 0
    QTest.keyClick(switch.segment("a"), Qt.Key.Key_Return)
    assert (switch.key, spy.at(0)[0]) == ("a", "a")
    assert switch.segment("a").accessibleName() == "Which: First"


def test_a_toast_takes_back(qtbot: QtBot) -> None:
    over = BarChart()
    qtbot.addWidget(over)
    over.resize(600, 400)
    over.show()
    toast, undone = Toast(over), []
    toast.say("Done", "Undo", lambda: undone.append(1))
    assert toast.button.isVisible()
    toast.button.click()
    toast.button.click()
    assert undone == [1]
    assert not toast.isVisible()
    toast.say("Just so")
    assert not toast.button.isVisible()
    toast.hide()


def test_a_colleague_takes_what_is_dropped(qtbot: QtBot) -> None:
    card = ColleagueCard()
    qtbot.addWidget(card)
    card.resize(240, 64)
    card.show()
    account = make_account(7, name_en="Bo Bo")
    card.show_receiver(Receiver(account=account, presence=Presence.ONLINE, live=3, waiting=2, full=True), 10)
    assert card.accessibleName() == "Bo Bo, 3 conversations · 2 waiting · full"
    data = QMimeData()
    data.setData(MIME, b"4\n5")
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    spy = QSignalSpy(card.given)
    card.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), Qt.DropAction.MoveAction, data, buttons, keys))
    assert not card.grab().isNull()
    card.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.MoveAction, data, buttons, keys))
    assert spy.at(0) == [7, (4, 5)]
    card.show_receiver(Receiver(account=account, presence=Presence.OFFLINE, problem="disabled"), 10)
    assert not card.isEnabled()
