"""Auto-replies and log over a real server: written, tried, sent to a buyer, found in the log, taken along."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.helpers.live_server import LiveServer
from tests.helpers.real_desk import ask, id_of
from tests.ui.team.conftest import OpenPage, team_of
from workstation.domain.account import Permission
from workstation.domain.account_actions import SetPermissions
from workstation.domain.audit import Deed
from workstation.domain.events import MessagePage, Snapshot
from workstation.ui.team.log_wording import KINDS

Until = Callable[..., Any]


async def test_the_company_s_answer_is_tried_saved_sent_and_taken_back(
    open_page: OpenPage, server: LiveServer, until: Until
) -> None:
    async with open_page("replies") as (desk, page):
        editor = page.editor
        assert not editor.save.isVisible()
        editor.offline.on.click()
        editor.offline.pair.zh.setPlainText("稍后回复您。")
        editor.offline.pair.en.setPlainText("We answer tomorrow.")
        await until(lambda: editor.preview.said == "We answer tomorrow.")
        editor.preview.language.setCurrentIndex(0)
        editor.preview.changed.emit()
        await until(lambda: editor.preview.said == "稍后回复您。")
        assert editor.save.isVisible()
        editor.save.click()
        await until(lambda: desk.window.toast.isVisible())
        await until(lambda: not editor.save.isVisible())

        def answered() -> bool:
            buyer, conversation = ask(server, exhibit="N-2", language="es")
            found = buyer.get(f"/api/v1/conversations/{conversation}/messages", MessagePage).messages
            return any(message.automatic and message.text == "We answer tomorrow." for message in found)

        await until(answered)
        desk.window.toast.button.click()
        await until(lambda: not editor.offline.on.isChecked())


async def test_an_account_has_texts_and_hours_of_its_own(open_page: OpenPage, server: LiveServer, until: Until) -> None:
    bo = id_of(server, "north.bo")
    async with open_page("replies") as (desk, page):
        page.whose.setCurrentIndex(page.whose.findData(int(bo)))
        page.whose.activated.emit(page.whose.currentIndex())
        editor = page.editor
        await until(lambda: editor.whose.isVisible())
        assert not editor.online.isVisible(), "the company's are not edited here"
        editor.whose.segment("own").click()
        editor.online.on.click()
        editor.online.pair.en.setPlainText("One moment.")
        editor.online.bands.add.click()
        assert len(editor.online.reply().bands) == 1
        editor.online.bands.lines[0].days[0].click()
        assert editor.online.reply().bands[0].days == (0, 1, 2, 3, 4)[1:]
        editor.save.click()
        await until(lambda: not editor.save.isVisible())
        kept = (await desk.desk.auto_replies.get(bo)).reply
        assert kept.own
        assert kept.online.texts.en == "One moment."
        editor.online.bands.lines[0].remove.click()
        editor.discard.click()
        assert len(editor.online.bands.lines) == 1
        editor.whose.segment("company").click()
        assert editor.save.isVisible()
        editor.save.click()
        await until(lambda: not editor.save.isVisible())
        assert not (await desk.desk.auto_replies.get(bo)).reply.own

        def told() -> bool:
            known = server.account("north").get("/api/v1/snapshot", Snapshot).auto_replies
            return not any(one.own for one in known if one.account_id == bo)

        await until(told)  # else it stays on this desk, and the next test meets Bo's own


async def test_the_log_is_filtered_and_taken_along(
    open_page: OpenPage, server: LiveServer, until: Until, tmp_path: Path
) -> None:
    cai = id_of(server, "north.cai")
    server.account("north").act(SetPermissions(account_id=cai, permissions=frozenset({Permission.MY_SCHEDULE})))
    ask(server, name="Somebody")
    async with open_page("log") as (desk, page):
        codes = {entry.code for entry in page.entries}
        assert {Deed.PERMISSIONS_CHANGED, Deed.ASSIGNED, Deed.SIGNED_IN} <= codes
        page.kind.segment("accounts").click()
        await until(lambda: {entry.code for entry in page.entries} <= set(KINDS["accounts"]))
        said = [row.cells[2].text for row in page.table.rows_model.rows]
        assert "What Cai Qing may do was changed: now also My schedule; no more –" in said
        file = tmp_path / "log.csv"
        await page.keep(file)
        table = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
        assert len(table) == len(page.entries) + 1
        page.kind.segment("buyers").click()
        await until(lambda: page.entries and {entry.code for entry in page.entries} <= set(KINDS["buyers"]))
        entry = next(one for one in page.entries if one.conversation_id is not None)
        page.table.activated_key.emit(entry.id)
        await until(lambda: desk.window.workplace.open_id == entry.conversation_id)
        team_of(desk)
        page.dated.click()
        page.since.setDate(page.since.date().addDays(-60))
        page.until.setDate(page.since.date())
        await until(lambda: not page.entries)


def test_every_deed_is_below_one_head() -> None:
    below = [deed for deeds in KINDS.values() for deed in deeds]
    assert len(below) == len(set(below))
    assert set(Deed) == set(below)
