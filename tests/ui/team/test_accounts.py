"""Accounts over a real server: made, disabled, given ticks and passwords, signed out elsewhere; each can be undone."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QGuiApplication

from tests.helpers.live_server import PASSWORD, LiveServer
from tests.helpers.real_desk import account_of, id_of
from tests.ui.team.conftest import OpenPage, team_of
from workstation.domain.account import Permission
from workstation.domain.events import Snapshot
from workstation.domain.permission_tree import PRESETS, Preset

Until = Callable[..., Any]


def choose(page: Any, login: str) -> None:
    """Choose an account in the list."""
    key = next(int(row.account.id) for row in page.rows.values() if row.account.login == login)
    page.table.choose({key})


async def test_an_account_is_made_and_its_password_shown_once(
    open_page: OpenPage, server: LiveServer, until: Until
) -> None:
    async with open_page("accounts") as (_desk, page):
        used = page.meter.used
        page.new.click()
        dialog = page.dialog
        assert not dialog.go.isEnabled()
        dialog.fields["login"].setText("north.ann")
        dialog.fields["name_zh"].setText("新同事")
        dialog.go.click()
        await until(lambda: dialog.notice.text == "This sign-in name is taken. Choose another one.")
        dialog.fields["login"].setText("north.eva")
        dialog.ticks.presets[Preset.READ_ONLY].click()
        dialog.go.click()
        await until(lambda: dialog.box.isVisible())
        password = dialog.box.password.text()
        dialog.box.copy.click()
        assert QGuiApplication.clipboard().text() == password
        signed = server.sign_in("north.eva", password)
        assert signed.must_change_password
        assert signed.account is not None
        assert signed.account.permissions == PRESETS[Preset.READ_ONLY]
        dialog.reject()
        await until(lambda: page.meter.used == used + 1)
        await until(lambda: any(row.account.login == "north.eva" for row in page.rows.values()))


async def test_disabling_ticks_and_fields_can_be_taken_back(
    open_page: OpenPage, server: LiveServer, until: Until
) -> None:
    cai = id_of(server, "north.cai")
    async with open_page("accounts") as (desk, page):
        toast = desk.window.toast
        choose(page, "north.cai")
        await until(lambda: page.details.row is not None and page.details.row.account.id == cai)
        details = page.details
        details.ticks.checks[Permission.INTENT_DETAILS].click()
        assert details.ticks.ticks == {Permission.RECEIVE_INTENTS, Permission.INTENT_DETAILS}, "with what it grows from"
        details.save_ticks.click()
        await until(lambda: account_of(server, "north.cai").permissions == details.ticks.ticks)
        await until(lambda: toast.isVisible())
        toast.button.click()
        await until(lambda: account_of(server, "north.cai").permissions == frozenset())
        details.fields["title"].setText("Interpreter")
        details.fields["title"].textEdited.emit("Interpreter")
        details.save.click()
        await until(lambda: account_of(server, "north.cai").title == "Interpreter")
        details.languages.add.activated.emit(details.languages.add.findText("Russian"))
        assert details.changed_fields() == {"languages": ("ru",)}
        details.save.click()
        await until(lambda: account_of(server, "north.cai").languages == ("ru",))
        details.switch.click()
        await until(lambda: toast.text == "Cai Qing is disabled")
        await until(lambda: not page.rows[cai].account.enabled)
        await until(lambda: details.switch.text() == "Enable")
        toast.button.click()
        await until(lambda: page.rows[cai].account.enabled)

        def enabled_there() -> bool:
            known = server.account("north").get("/api/v1/snapshot", Snapshot).accounts
            return next(one.enabled for one in known if one.id == cai)

        await until(enabled_there)  # else it stays on this desk, and the next test meets somebody disabled
        server._tokens.pop("north.cai", None)  # disabling has ended them


async def test_a_lost_laptop_is_signed_out_and_a_password_given_anew(
    open_page: OpenPage, server: LiveServer, until: Until
) -> None:
    server.sign_in("north.bo", PASSWORD)
    async with open_page("accounts") as (_desk, page):
        choose(page, "north.bo")
        await until(lambda: page.details.row.account.login == "north.bo")
        lines = page.details.devices.lines
        await until(lambda: [line.isVisible() for line in lines].count(True) >= 2)
        shown = [line.isVisible() for line in lines].count(True)
        lines[0].button.click()
        await until(lambda: [line.isVisible() for line in lines].count(True) == shown - 1)
        page.open_reset()
        dialog = page.dialog
        assert not dialog.box.isVisible()
        dialog.go.click()
        await until(lambda: dialog.box.isVisible())
        assert server.sign_in("north.bo", dialog.box.password.text()).must_change_password
        server.passwords["north.bo"] = dialog.box.password.text()
        server._tokens.pop("north.bo", None)
        dialog.reject()


async def test_locks_are_shown(open_page: OpenPage, server: LiveServer, until: Until) -> None:
    for _ in range(10):
        server.client().call("POST", "/api/v1/sign-in", {"login": "north.cai", "password": "wrong password"})
    async with open_page("accounts") as (_desk, page):

        def states() -> list[tuple[str, str]]:
            return [(row.cells[1].text, row.cells[1].note) for row in page.table.rows_model.rows]

        await until(lambda: any(state == "Locked" for state, _note in states()))
        [note] = [note for state, note in states() if state == "Locked"]
        assert note.startswith("until ")
        assert note.endswith("; 10 wrong passwords")


async def test_what_no_change_tells_is_asked_again(open_page: OpenPage, server: LiveServer, until: Until) -> None:
    """Where somebody is signed in, and who is locked, is seen without saving anything first."""
    ann = id_of(server, "north.ann")
    async with open_page("accounts") as (desk, page):
        await until(lambda: ann in page._states)
        before = page._states[ann].devices
        server.sign_in("north.ann", PASSWORD)
        team = team_of(desk)
        team.show_page("queue")
        team.show_page("accounts")
        await until(lambda: page._states[ann].devices == before + 1)
        server.sign_in("north.ann", PASSWORD)
        page._timer.timeout.emit()
        await until(lambda: page._states[ann].devices == before + 2)
        assert page._timer.isActive()
        team.show_page("queue")
        assert not page._timer.isActive(), "nothing is asked for a page that is not seen"
