"""The pane behind a field: typing, latest wins, keys, what it says when there is nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tests.ui.inbox.rows import NOON, StillClock
from tests.ui.search.answers import HeldSearch, desk_of, group, hit, name
from workstation.domain.errors import Refusal
from workstation.domain.link import LinkState, Phase
from workstation.services.search import FoundInside, Progress, SearchResult
from workstation.ui.search.findings import Kind
from workstation.ui.search.view import SearchPane

Until = Callable[..., Any]
FOUND = SearchResult(conversations=(name(1, (0, 5)),), groups=(group(3, 9, 8, 7, more=2), group(4, 5)), before=77)


class Bench:
    """A field, the pane that follows it, and a search that can be held."""

    def __init__(self) -> None:
        self.search = HeldSearch()
        self.window = QWidget()
        self.field = QLineEdit(self.window)
        self.pane = SearchPane(self.field, desk_of(self.search), StillClock(), self.window)
        self.pane.show_link(LinkState(phase=Phase.OFFLINE, as_of=NOON))
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.field)
        layout.addWidget(self.pane)
        self.window.resize(340, 700)
        self.window.show()
        self.field.setFocus()
        self.opened: list[tuple[object, object]] = []
        self.left: list[bool] = []
        self.found: list[bool] = []
        self.pane.chosen.connect(lambda conversation, n: self.opened.append((conversation, n)))
        self.pane.left.connect(lambda: self.left.append(True))
        self.pane.found.connect(lambda: self.found.append(True))

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.field, key)

    @property
    def current(self) -> tuple[object, object]:
        row = self.pane.model.rows[self.pane.list.currentIndex().row()]
        return row.row.id if row.row is not None else None, row.n


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.pane.stop()
    made.window.close()
    made.window.deleteLater()


async def test_typing_is_searched_once_it_rests(bench: Bench, until: Until) -> None:
    bench.search.answers["abc"] = FOUND
    QTest.keyClicks(bench.field, "abc")
    await until(lambda: bench.found)
    assert bench.search.asked == ["abc"]
    assert bench.current == (1, None)


async def test_the_latest_wins(bench: Bench, until: Until) -> None:
    bench.search.hold("old")
    bench.search.answers |= {"old": FOUND, "new": SearchResult(groups=(group(8, 1),))}
    bench.field.setText("old")
    await until(lambda: bench.search.asked == ["old"])
    bench.field.setText("new")
    await until(lambda: bench.found)
    bench.search.gates["old"].set()
    await until(lambda: not bench.pane.searching)
    assert bench.search.given_up == ["old"]
    assert [row.row.id for row in bench.pane.model.rows if row.row is not None] == [8, 8]


async def test_keys_walk_and_open(bench: Bench, until: Until) -> None:
    bench.search.answers["x"] = FOUND
    bench.field.setText("x")
    await until(lambda: bench.found)
    bench.press(Qt.Key.Key_Down)
    assert bench.current == (3, 9), "the headings are passed over"
    assert bench.field.hasFocus()
    bench.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert bench.opened == [(3, 8)]
    bench.press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Enter)
    assert bench.opened[1:] == [(1, None)]
    bench.press(Qt.Key.Key_Escape)
    assert (bench.field.text(), bench.left) == ("", [True])
    assert bench.pane.model.rows == []


async def test_enter_waits_for_what_was_typed(bench: Bench, until: Until) -> None:
    gate = bench.search.hold("new")
    bench.search.answers |= {"old": FOUND, "new": SearchResult(groups=(group(8, 1),))}
    bench.field.setText("old")
    await until(lambda: bench.found)
    bench.field.setText("new")
    bench.press(Qt.Key.Key_Return)
    await until(lambda: bench.search.asked == ["old", "new"])
    assert bench.opened == [], "never what was found for something else"
    gate.set()
    await until(lambda: bench.opened)
    assert bench.opened == [(8, 1)]


async def test_more_comes_in_its_place(bench: Bench, until: Until) -> None:
    bench.search.answers |= {"x": FOUND, "x before 77": SearchResult(groups=(group(5, 2),))}
    bench.search.inside = FoundInside(hits=tuple(hit(3, n) for n in range(5, 10)))
    bench.field.setText("x")
    await until(lambda: bench.found)
    bench.press(*[Qt.Key.Key_Down] * 4, Qt.Key.Key_Return)
    await until(lambda: bench.current == (3, 6))
    bench.press(*[Qt.Key.Key_Down] * 3, Qt.Key.Key_Return)
    await until(lambda: bench.current == (5, 2))
    assert bench.opened == []


async def test_more_of_the_old_never_stops_the_new(bench: Bench, until: Until) -> None:
    bench.search.answers |= {"old": FOUND, "new": SearchResult(groups=(group(8, 1),))}
    gate = bench.search.hold("new")
    bench.field.setText("old")
    await until(lambda: bench.found)
    bench.field.setText("new")
    await until(lambda: bench.search.asked == ["old", "new"])
    last = len(bench.pane.model.rows) - 1
    assert bench.pane.model.rows[last].kind is Kind.MORE
    bench.pane.list.clicked.emit(bench.pane.model.index(last, 0))
    gate.set()
    await until(lambda: len(bench.found) == 2)
    assert bench.search.asked == ["old", "new"]
    assert bench.current == (8, 1)


async def test_it_says_what_an_answer_leaves_out(bench: Bench, until: Until) -> None:
    bench.search.answers["x -"] = SearchResult(
        groups=FOUND.groups, complete=False, progress=Progress(done=40, total=100), ignored=("-",)
    )
    bench.field.setText("x -")
    await until(lambda: bench.found)
    assert bench.pane.status.text().splitlines() == [
        "Still indexing, 40 %: older messages may be missing.", "Not looked for: -"
    ]  # fmt: skip
    bench.press(Qt.Key.Key_Down)
    bench.search.answers["x -"] = FOUND
    await until(lambda: len(bench.found) == 2)
    assert not bench.pane.status.isVisible()
    assert bench.current == (3, 8), "the cursor stays on its message"


@pytest.mark.parametrize(
    ("answer", "text", "as_of", "title"),
    [
        (SearchResult(), "zz", NOON, "Nothing found"),
        (SearchResult(ignored=("-",)), "-", NOON, "There is nothing to look for"),
        (SearchResult(), "zz", None, "Nothing is on this machine yet"),
        (Refusal("query_too_long", {"limit": 500}), "zz", NOON, "That is too much to look for"),
    ],
)
async def test_it_says_why_there_is_nothing(
    bench: Bench, until: Until, answer: Any, text: str, as_of: Any, title: str
) -> None:
    bench.pane.show_link(LinkState(phase=Phase.OFFLINE, as_of=as_of))
    bench.search.answers[text] = answer
    bench.field.setText(text)
    await until(lambda: bench.found)
    assert bench.pane.empty.isVisible()
    assert bench.pane.empty.title == title
