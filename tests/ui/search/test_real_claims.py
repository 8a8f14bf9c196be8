"""What the search promises, typed into the window over a real desk: scripts, accents, widths, names, notes."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_events, make_message
from tests.stories.rich_desk import ODD, RICH, enrich
from tests.stories.seeded_desk import NOW
from tests.ui.shell.test_main_window import Open, opened
from workstation.domain.ids import ConversationId
from workstation.storage import inbound
from workstation.ui.search.findings import Kind
from workstation.ui.search.view import SearchPane

Until = Callable[..., Any]


@asynccontextmanager
async def searching(folder: Path, until: Until, text: str) -> AsyncIterator[tuple[Open, SearchPane]]:
    async with opened(folder, until, customers=6) as it:
        enrich(it.seeded)
        it.seeded.store.write_blocking(
            lambda tx: tx.exec_driver_sql("UPDATE conversations SET archived_n = last_n WHERE id = 4")
        )
        field = it.window.workplace.inbox.search
        field.setFocus()
        field.setText(text)
        await until(lambda: it.window.workplace.inbox.results is not None)
        results = it.window.workplace.inbox.results
        assert results is not None
        await until(lambda: results.isVisible() and not results.searching)
        yield it, results


def rows(pane: SearchPane, kind: Kind) -> set[tuple[object, object]]:
    return {(row.row.id if row.row else None, row.n) for row in pane.model.rows if row.kind is kind}


@pytest.mark.parametrize(
    ("text", "messages", "names"),
    [
        ("定", {(4, 7)}, set()),
        ("定金", {(4, 7)}, set()),
        ("鐵路", {(4, 7)}, set()),
        ("铁路12306", {(4, 7)}, set()),
        ("12306", {(4, 7)}, set()),
        ("plazo", {(4, 6)}, set()),
        ("lampara", {(4, 4)}, set()),
        ("ＣＩＦ ｖｅｒａ", {(4, 8), (4, 9)}, set()),
        ("cif 29.40", {(4, 9)}, set()),
        ("cif nowhere", set(), set()),
        ("hernandez", set(), {(4, None)}),
        ("luminico", set(), {(4, None)}),
        ("陳志明", set(), {(6, None)}),
        ("czm", set(), {(6, None)}),
        ("oльга", set(), set()),
        ("ОЛЬГА", set(), {(3, None)}),
        ("buyer4@", set(), {(4, None)}),
    ],
)
async def test_what_is_typed_is_found(
    qapp: QApplication, profile: Path, until: Until, text: str, messages: set[Any], names: set[Any]
) -> None:
    async with searching(profile, until, text) as (_, pane):
        assert rows(pane, Kind.MESSAGE) == messages
        assert rows(pane, Kind.CONVERSATION) == names


async def test_notes_are_found_and_lead_to_them(qapp: QApplication, profile: Path, until: Until) -> None:
    async with searching(profile, until, "linen UL") as (it, pane):
        assert rows(pane, Kind.DOCUMENT) == {(4, None)}
        QTest.keyClick(it.window.workplace.inbox.search, Qt.Key.Key_Return)
        await until(lambda: it.window.workplace.open_id == RICH)
        panel = it.window.workplace.profile
        assert panel is not None
        await until(lambda: panel.person.sections["notes"].isVisible())


async def test_html_and_odd_names_are_only_text(qapp: QApplication, profile: Path, until: Until) -> None:
    async with searching(profile, until, "script alert") as (_, pane):
        (note,) = [row for row in pane.model.rows if row.kind is Kind.DOCUMENT]
        assert note.row is not None
        assert note.row.id == ODD
        assert note.second.startswith("<script>alert(1)</script>")
        assert not set("\u202e\u202c\u2066\u2069") & set(note.text)


async def test_what_comes_in_while_one_searches_is_there(qapp: QApplication, profile: Path, until: Until) -> None:
    async with searching(profile, until, "cif") as (it, pane):
        assert rows(pane, Kind.MESSAGE) == {(4, 8), (4, 9)}
        QTest.keyClick(it.window.workplace.inbox.search, Qt.Key.Key_Down)
        key = pane._current_key()
        store = it.seeded.store
        first = (store.read_blocking(inbound.cursor) or 0) + 1
        news = [make_message(2, 4, text="CIF Felixstowe?", at=NOW)]
        it.bus.post_change(store.write_blocking(inbound.apply, make_events(first, news)))
        await until(lambda: (ConversationId(2), 4) in rows(pane, Kind.MESSAGE))
        assert pane._current_key() == key
