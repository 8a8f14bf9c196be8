"""Results follow what is said meanwhile, filters narrow them, older history is fetched when wanted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from tests.ui.inbox.rows import NOON
from tests.ui.search.answers import group, hit, name
from tests.ui.search.test_pane import FOUND, Bench, bench
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import to_ms
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.link import LinkState, Phase
from workstation.services.search import DocumentHit, FoundInside, Narrowing, SaidBy, SearchResult, Snippet
from workstation.ui.places import Place, Places
from workstation.ui.search.filters import since
from workstation.ui.search.findings import Kind

__all__ = ["bench"]
Until = Callable[..., Any]
SAID = ChangeSet(messages={ConversationId(9): frozenset({1})})


async def test_what_comes_meanwhile_is_found_and_the_cursor_stays(bench: Bench, until: Until) -> None:
    many = tuple(group(conversation, 3, 2, 1) for conversation in range(10, 30))
    bench.search.answers["x"] = SearchResult(groups=many)
    bench.field.setText("x")
    await until(lambda: bench.found)
    bench.press(*[Qt.Key.Key_Down] * 30)
    before = bench.current
    assert before == (20, 3)
    top = bench.pane.list.visualRect(bench.pane.list.currentIndex()).top()
    bench.search.answers["x"] = SearchResult(conversations=(name(9),), groups=(group(9, 1), *many))
    bench.pane.on_changed(SAID)
    await until(lambda: len(bench.found) == 2)
    assert bench.current == before
    assert bench.pane.list.visualRect(bench.pane.list.currentIndex()).top() == top, "nothing jumps under one's eyes"
    assert bench.pane.model.rows[1].row is not None
    assert bench.pane.model.rows[1].row.id == 9


async def test_what_was_opened_stays_open(bench: Bench, until: Until) -> None:
    bench.search.answers |= {"x": FOUND, "x before 77": SearchResult(groups=(group(5, 2),))}
    bench.search.inside = FoundInside(hits=tuple(hit(3, n) for n in range(5, 10)))
    bench.field.setText("x")
    await until(lambda: bench.found)
    rows = bench.pane.model.rows
    for kind in (Kind.MORE_INSIDE, Kind.MORE):
        rows = bench.pane.model.rows
        place = next(at for at, row in enumerate(rows) if row.kind is kind)
        bench.pane.list.clicked.emit(bench.pane.model.index(place, 0))
        await until(lambda: not bench.pane.searching)
    before = [row.key for row in bench.pane.model.rows]
    assert (5, 2) in [(row.row.id, row.n) for row in bench.pane.model.rows if row.row is not None]
    asked = len(bench.search.asked)
    bench.pane.on_changed(SAID)
    await until(lambda: len(bench.found) == 2)
    assert bench.search.asked[asked:] == ["x", "x before 77"]
    assert [row.key for row in bench.pane.model.rows] == before


async def test_news_never_stops_the_first_answer(bench: Bench, until: Until) -> None:
    gate = bench.search.hold("slow")
    bench.search.answers["slow"] = FOUND
    bench.field.setText("slow")
    await until(lambda: bench.search.asked == ["slow"])
    for _ in range(3):
        bench.pane.on_changed(SAID)
        bench.pane._news.timeout.emit()
    assert bench.search.given_up == []
    gate.set()
    await until(lambda: len(bench.found) >= 2)
    assert bench.search.asked[:2] == ["slow", "slow"]


async def test_changes_are_nothing_to_a_field_without_words(bench: Bench, until: Until) -> None:
    bench.pane.on_changed(SAID)
    assert not bench.pane._news.isActive()


def chosen(bench: Bench, chip: Any, words: str) -> None:
    """Choose from a chip's menu as a hand does."""
    chip.click()
    menu = bench.pane.filters.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


async def test_filters_narrow_what_is_looked_for(bench: Bench, until: Until) -> None:
    bench.search.answers["x"] = FOUND
    bench.field.setText("x")
    await until(lambda: bench.found)
    filters = bench.pane.filters
    assert not filters.in_force
    chosen(bench, filters.who_chip, "Said by buyers")
    await until(lambda: len(bench.found) == 2)
    assert bench.search.narrowed[-1] == Narrowing(said_by=SaidBy.BUYERS)
    assert (filters.who_chip.accessibleName(), filters.who_chip.isChecked()) == ("Said by buyers", True)
    chosen(bench, filters.when_chip, "Last 7 days")
    chosen(bench, filters.archived_chip, "Archived ones only")
    filters.mine_chip.click()
    await until(lambda: not bench.pane.searching)
    begin = since("week", NOON)
    assert begin is not None
    assert bench.search.narrowed[-1] == Narrowing(
        said_by=SaidBy.BUYERS, since_ms=to_ms(begin), owner_id=PrincipalId(1), archived=True
    )
    bench.search.answers["y"] = SearchResult()
    bench.field.setText("y")
    await until(lambda: bench.pane.empty.isVisible())
    assert bench.pane.empty.title == "Nothing found so"
    bench.pane.empty.button.click()
    await until(lambda: bench.search.narrowed[-1] == Narrowing())
    assert not filters.in_force
    assert not filters.mine_chip.isChecked()


@pytest.mark.parametrize(("when", "days"), [("today", 0), ("week", 7), ("month", 30), ("year", 365)])
def test_times_begin_with_a_day(when: str, days: int) -> None:
    begin = since(when, NOON)
    assert begin is not None
    local = NOON.astimezone()
    assert (begin.hour, begin.minute) == (0, 0)
    assert begin.date() == local.date() - timedelta(days=days)
    assert since("any", NOON) is None


async def test_enter_after_a_filter_waits_for_its_answer(bench: Bench, until: Until) -> None:
    bench.search.answers["x"] = FOUND
    bench.field.setText("x")
    await until(lambda: bench.found)
    gate = bench.search.hold("x")
    bench.search.answers["x"] = SearchResult(groups=(group(8, 1),))
    bench.pane.filters.mine_chip.click()
    bench.press(Qt.Key.Key_Return)
    assert bench.opened == []
    gate.set()
    await until(lambda: bench.opened == [(8, 1)])


async def test_notes_and_cards_have_their_places(bench: Bench, until: Until) -> None:
    def found(kind: str, id_: int, conversation: int | None) -> DocumentHit:
        place = ConversationId(conversation) if conversation is not None else None
        snippet = Snippet("brass lamps", ((0, 5),), cut_before=False, cut_after=False)
        return DocumentHit(kind=kind, id=id_, conversation_id=place, snippet=snippet)

    hits = (found("card", 3, None), found("note", 1, 4), found("card", 2, 5), found("hologram", 9, 4))
    bench.search.answers["brass"] = SearchResult(documents=hits)
    bench.field.setText("brass")
    await until(lambda: bench.found)
    rows = [(row.kind, row.text) for row in bench.pane.model.rows]
    headings = [text for kind, text in rows if kind is Kind.HEADING]
    assert headings == ["Business cards", "Notes", "Other things"]
    assert [text for kind, text in rows if kind is Kind.DOCUMENT][:2] == ["brass lamps", "brass lamps"]
    places: list[Place] = []
    bench.pane.place_chosen.connect(places.append)
    bench.press(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert places == [
        Place(kind="card", id=3), Place(kind="note", conversation=ConversationId(4), id=1),
    ]  # fmt: skip


async def test_older_history_is_fetched_when_wanted(bench: Bench, until: Until) -> None:
    bench.search.holes = [ConversationId(n) for n in (3, 4, 5)]
    bench.search.answers["x"] = FOUND
    older = bench.pane.older
    assert older.isHidden()
    bench.field.setText("x")
    await until(older.isVisible)
    assert "3 conversations" in older.words.text()
    assert older.button.isHidden(), "nothing can be fetched off-line"
    bench.pane.show_link(LinkState(phase=Phase.ONLINE, as_of=NOON))
    assert older.button.isVisible()
    bench.search.fetching = Refusal("unreachable")
    older.button.click()
    await until(lambda: not older.fetching)
    assert "fetched on-line" in older.words.text()
    bench.search.fetching = None
    before = len(bench.found)
    older.button.click()
    await until(older.isHidden)
    assert bench.search.fetched == [3, 4, 5]
    await until(lambda: len(bench.found) > before)


def test_a_known_place_is_opened_else_its_conversation() -> None:
    places = Places()
    seen: list[tuple[str, object]] = []
    assert not places.open(Place(kind="card", id=1))
    places.add("conversation", lambda place: seen.append(("conversation", place.conversation)))
    assert places.open(Place(kind="card", id=1, conversation=ConversationId(3)))
    places.add("card", lambda place: seen.append(("card", place.id)))
    assert places.open(replace(Place(kind="card", id=1), conversation=ConversationId(3)))
    assert not places.can_open(Place(kind="booking", id=1))
    assert seen == [("conversation", 3), ("card", 1)]
