"""A server for each module, the main account's window on it, and its pages."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.live_server import LiveServer, live_server
from tests.helpers.qt_loop import until
from tests.helpers.real_desk import RealDesk, real_desk
from workstation.ui.main_window import TEAM
from workstation.ui.team.view import TeamView

OpenPage = Callable[..., AbstractAsyncContextManager[tuple[RealDesk, Any]]]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server")) as running:
        for login in ("north", "north.ann", "north.bo", "north.cai"):
            running.account(login)
        yield running


def team_of(desk: RealDesk) -> TeamView:
    """Return the team's screen, opened."""
    desk.window.show_screen(TEAM)
    team = desk.window.late.team
    assert team is not None
    return team


@pytest.fixture
def open_page(qapp: QApplication, server: LiveServer, tmp_path: Path) -> OpenPage:
    """Open a page of the team's screen in the window of an account and wait until it shows something."""

    @asynccontextmanager
    async def opened(key: str, login: str = "north") -> AsyncIterator[tuple[RealDesk, Any]]:
        async with real_desk(server, tmp_path / login, login) as desk:
            page = team_of(desk).show_page(key)
            await until(lambda: page.shown)
            yield desk, page

    return opened
