"""What one may not do isn't shown; a permission that goes takes its pages with it; off-line a page says why."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.helpers.builders import make_account
from tests.helpers.live_server import LiveServer
from tests.helpers.real_desk import id_of, real_desk
from tests.ui.team.conftest import OpenPage, team_of
from workstation.domain.account import AccountKind, Permission
from workstation.domain.account_actions import SetPermissions
from workstation.domain.link import LinkState, Phase
from workstation.domain.team_actions import SetTeamRules
from workstation.ui.main_window import INBOX, TEAM
from workstation.ui.team.access import ACCOUNTS, HISTORY, LOG, OVERVIEW, REPLIES, pages_for
from workstation.ui.team.log_page import LogPage

Until = Callable[..., Any]
P = Permission


@pytest.mark.parametrize(
    ("permissions", "pages"),
    [
        ((), ()),
        ((P.RECEIVE_MESSAGES,), ()),
        ((P.OVERVIEW,), (OVERVIEW,)),
        ((P.MANAGE_ACCOUNTS,), (ACCOUNTS, REPLIES)),
        ((P.AUDIT_LOG, P.OVERVIEW), (OVERVIEW, LOG)),
        ((P.COMPANY_HISTORY,), (HISTORY,)),
    ],
)
def test_pages_follow_the_permissions(permissions: tuple[Permission, ...], pages: tuple[str, ...]) -> None:
    account = make_account(5, kind=AccountKind.SUB, permissions=frozenset(permissions))
    assert pages_for(account) == pages
    assert pages_for(make_account(5, kind=AccountKind.MAIN, enabled=False)) == ()
    assert len(pages_for(make_account(1))) == 6


async def test_the_entry_comes_and_goes_with_the_permission(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    main, cai = server.account("north"), id_of(server, "north.cai")
    async with real_desk(server, tmp_path / "cai", "north.cai") as desk:
        entry = desk.window.rail.button(TEAM)
        assert entry.isHidden()
        desk.window.show_screen(TEAM)
        assert desk.window.screens.currentWidget() is desk.window.workplace, "asked for by whatever else: not there"
        main.act(SetPermissions(account_id=cai, permissions=frozenset({P.OVERVIEW})))
        await until(lambda: not entry.isHidden())
        team = team_of(desk)
        assert team.keys == (OVERVIEW,)
        page: Any = team.show_page(OVERVIEW)
        await until(lambda: page.shown)
        assert not page.quick.isVisible(), "the switches are the main account's"
        main.act(SetPermissions(account_id=cai, permissions=frozenset()))
        await until(lambda: desk.window.screens.currentWidget() is desk.window.workplace)
        assert entry.isHidden()
        assert desk.window.rail.button(INBOX).isChecked()


async def test_a_stale_click_is_refused_in_words(open_page: OpenPage, server: LiveServer, until: Until) -> None:
    main, cai = server.account("north"), id_of(server, "north.cai")
    main.act(SetPermissions(account_id=cai, permissions=frozenset({P.MANAGE_ACCOUNTS})))
    async with open_page(ACCOUNTS, "north.cai") as (desk, page):
        desk.desk.sync_control.stop()  # the desk does not learn that it may no more
        main.act(SetPermissions(account_id=cai, permissions=frozenset()))
        page.open_new()
        dialog = page.dialog
        dialog.fields["login"].setText("north.dora")
        dialog.fields["name_en"].setText("Dora")
        dialog.go.click()
        await until(lambda: dialog.notice.text)
        assert dialog.notice.text.startswith("You may not do this any more")
        assert dialog.fields["login"].text() == "north.dora"
        dialog.reject()


async def test_off_line_a_page_of_the_server_says_so_and_the_others_work(
    open_page: OpenPage, server: LiveServer, until: Until
) -> None:
    async with open_page("queue") as (desk, _page):
        platform = desk.desk._platform
        connect, platform._connect = platform._connect, _no_network
        platform._api = None
        team = team_of(desk)
        log = team.show_page(LOG)
        assert isinstance(log, LogPage)
        await until(lambda: log.empty.title == "The server is needed for this page")
        assert not log.shown
        assert any("on-line" in label.text() for label in log.empty.findChildren(QLabel))
        distribution = team.show_page("distribution")
        await until(lambda: distribution.shown)
        replies = team.show_page(REPLIES)
        await until(lambda: replies.shown)
        platform._connect = connect
        assert team.show_page(LOG) is log
        await until(lambda: log.shown)
        lines = len(log.entries)
        team.show_page("queue")
        server.account("north").act(SetTeamRules(ask_first=True))
        server.account("north").act(SetTeamRules(ask_first=False))
        team.show_page(LOG)
        await until(lambda: len(log.entries) >= lines + 2)


async def test_a_page_without_the_server_is_filled_when_it_is_there(open_page: OpenPage, until: Until) -> None:
    async with open_page("queue") as (desk, _page):
        platform = desk.desk._platform
        connect, platform._connect = platform._connect, _no_network
        platform._api = None
        log = team_of(desk).show_page(LOG)
        await until(lambda: log.empty.title == "The server is needed for this page")
        platform._connect = connect
        desk.bus.link_changed.emit(LinkState(phase=Phase.ONLINE))
        await until(lambda: log.shown)


def _no_network() -> Any:
    from workstation.domain.errors import Refusal

    raise Refusal("unreachable")
