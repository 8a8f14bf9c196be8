"""The overview over a real server: every figure equals its rows, every mark opens them."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.live_server import LiveServer
from tests.helpers.real_desk import ask, want
from tests.ui.team.conftest import OpenPage
from workstation.domain import actions as act
from workstation.domain.distribution import Work
from workstation.domain.overview import Figure
from workstation.domain.routing import Mode
from workstation.ui.team.overview import figures

Until = Callable[..., Any]


async def test_every_figure_opens_as_many_rows(
    open_page: OpenPage, server: LiveServer, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        _buyer, conversation = ask(server, name=f"Buyer {number}", country="IT" if number < 3 else "ES")
        if number < 3:
            server.account("north.ann").act(act.SendMessage(conversation=conversation, text="Good morning"))
    async with open_page("overview") as (desk, page):
        desk.window.resize(1024, 640)
        await until(lambda: page.area.width() <= 1024)
        await until(lambda: all(tile.title_fits() for tile in page.tiles.values()))
        assert int(page.tiles[Figure.LIVE].figure) >= 5
        assert int(page.tiles[Figure.WAITING].figure) >= 2
        asked = [(figure, "", int(tile.figure)) for figure, tile in page.tiles.items() if tile.figure.isdigit()]
        asked += [(Figure.COUNTRY, mark.key, mark.value) for mark in page.countries.marks]
        asked += [(Figure.ACCOUNT_LIVE, mark.key, mark.further) for mark in page.load.marks if mark.further]
        assert len(asked) >= 8
        for figure, key, count in asked:
            page.open_rows(figure, key)
            dialog = page.dialog
            await until(lambda dialog=dialog: dialog.total is not None)
            assert (dialog.total, len(dialog.rows)) == (count, count), (figure, key)
            dialog.reject()
        listed = [mark.key for mark in page.countries.marks]
        monkeypatch.setattr(figures, "COUNTRIES", len(listed) - 2)
        page.renew()
        await until(lambda: [mark.key for mark in page.countries.marks] == [*listed[:-2], figures.MORE])
        page.countries.bars[len(listed) - 2].click()
        assert [mark.key for mark in page.countries.marks] == listed
        page.by_account.bars[0].click()
        dialog = page.dialog
        assert dialog.windowTitle() == "Answers of Ann An"
        await until(lambda: dialog.total is not None)
        assert dialog.total == 3
        file = tmp_path / "rows.csv"
        await dialog.keep(file)
        table = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
        assert len(table) == 4
        assert table[0][:2] == ["Conversation", "Buyer"]
        dialog.table.activated_key.emit(0)
        await until(lambda: desk.window.workplace.open_id == dialog.rows[0].conversation_id)
        assert desk.window.screens.currentWidget() is desk.window.workplace
        await page.keep(tmp_path / "all.csv")
        assert len((tmp_path / "all.csv").read_text("utf-8-sig").splitlines()) == 5


async def test_a_state_of_intents_opens_them_and_a_row_leads_to_one(
    open_page: OpenPage, server: LiveServer, until: Until
) -> None:
    wanted = want(server, "Desk lamps for a hotel")
    async with open_page("overview") as (desk, page):
        await until(lambda: [(mark.key, mark.value) for mark in page.intents.marks] == [("new", 1)])
        page.intents.bars[0].click()
        dialog = page.dialog
        await until(lambda: dialog.total is not None)
        assert [row.intent_id for row in dialog.rows] == [wanted]
        [row] = dialog.table.rows_model.rows
        assert row.cells[0].text == "Desk lamps for a hotel"
        assert [dialog.table.isColumnHidden(at) for at in range(5)] == [False] * 3 + [True] * 2
        dialog.table.activated_key.emit(0)
        await until(lambda: desk.window.late.intents is not None and desk.window.late.intents.detail.view is not None)
        screen = desk.window.late.intents
        assert screen is not None
        assert desk.window.screens.currentWidget() is screen
        assert screen.detail.view is not None
        assert screen.detail.view.id == wanted


async def test_a_mode_is_switched_and_taken_back(open_page: OpenPage, until: Until) -> None:
    async with open_page("overview") as (desk, page):
        page.quick.switches[Work.INTENTS].segment("manual").click()

        async def mode() -> Mode:
            return (await desk.desk.distribution.get()).intents.mode

        await until(lambda: desk.window.toast.isVisible())
        assert await mode() is Mode.MANUAL
        assert desk.window.toast.button.text() == "Undo"
        desk.window.toast.button.click()
        await until(lambda: page.quick.switches[Work.INTENTS].key == "automatic")
        assert await mode() is Mode.AUTOMATIC
        page.quick.more.click()
        team = desk.window.late.team
        assert team is not None
        assert team.tabs.key == "distribution"


async def test_what_a_mark_says_is_the_whole_of_it(open_page: OpenPage, server: LiveServer, until: Until) -> None:
    ask(server, name="Somebody")
    async with open_page("overview") as (_desk, page):
        people = {one.id: one for one in await page.desk.team.accounts()}
        said = [mark.said for mark in figures.load_by_account(page.overview, people)]
        assert any("waiting for an answer" in one for one in said)
        assert figures.countries(page.overview)[-1].label in {"Spain", "Italy"}
        page.range.segment("week").click()
        await until(lambda: page.overview.until - page.overview.since > page.clock.now() - page.clock.now())
        assert (page.days.last - page.days.first).days == 6
