"""The real desk, brought into one state and photographed: `python -m tools.trials.state_desk STATE --into FILE …`.

Standard input holds a JSON line with what the state needs (`Given`).
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from workstation import cli
from workstation.app import Application
from workstation.domain.clock import Clock, SystemClock
from workstation.domain.link import Phase
from workstation.services.desk import Desk
from workstation.services.views import InboxFilter
from workstation.start import run
from workstation.storage.store import Store
from workstation.ui import cannot_start, gallery
from workstation.ui.main_window import MainWindow
from workstation.ui.sign_in.window import SignInWindow

Act = Callable[[Application], Awaitable[QWidget]]
"""Brings the desk into the state and returns what to photograph."""

SMALL_FILES: Final = 4 * 1024
"""Bytes a file may grow to where a disk is broken."""
OFFER: Final = (
    "Thank you for waiting. Our offer: LED candle set of 3, USD 3.10 per set FOB Shenzhen from 2,000 sets, lead time "
    "25 days after deposit, 30 % deposit by T/T, balance before shipment. Samples leave within three days by courier. "
)
NOBODYS_WORDS: Final = "zzzz qqqq"


class Given(Struct, frozen=True, kw_only=True):
    """Who signs in where."""

    server: str
    login: str
    password: str


class FastClock(SystemClock):
    """A clock that is eight hours ahead."""

    def now(self) -> datetime:
        return super().now() + timedelta(hours=8)


async def sign_in_window(application: Application) -> SignInWindow:
    """Wait for the sign-in window and return it."""
    shell = application.shell
    await gallery.until(lambda: shell.sign_in_window is not None and shell.sign_in_window.isVisible())
    assert shell.sign_in_window is not None
    return shell.sign_in_window


async def on_line(application: Application) -> MainWindow:
    """Wait until the known account is on-line and its list is there."""
    shell = application.shell
    await gallery.signed_in(shell)
    return shell.window


async def with_banner(application: Application, key: str = "link") -> MainWindow:
    """Wait until the banner says something, with a conversation open below it."""
    shell = application.shell
    await gallery.until(lambda: shell.desk is not None)
    await gallery.until(lambda: key in shell.window.banner.shown)
    await open_first(shell.window)
    return shell.window


async def open_first(window: MainWindow) -> None:
    """Open the first conversation of the list."""
    await gallery.until(lambda: window.workplace.inbox.model.rowCount() > 0)
    window.workplace.step(1)
    await asyncio.sleep(gallery.LOAD_S)


class States:
    """Every state by its name; a method's name is the picture's."""

    def __init__(self, given: Given) -> None:
        self._given = given

    async def refused(self, application: Application) -> QWidget:
        """Signing in does not work, whatever the reason: the window says why."""
        window = await sign_in_window(application)
        page = window.credentials
        page.login.edit.setText(self._given.login)
        page.password.edit.setText(self._given.password)
        page.remember.setChecked(False)
        page.main.click()
        await gallery.until(lambda: not window.busy and bool(window.error.text()))
        return window

    async def new_machine(self, application: Application) -> QWidget:
        """Signed in for the first time here, and the first answer is still to come."""
        window = await sign_in_window(application)
        page = window.credentials
        page.login.edit.setText(self._given.login)
        page.password.edit.setText(self._given.password)
        page.main.click()
        shell = application.shell
        await gallery.until(lambda: shell.desk is not None and shell.window.status.state.phase is Phase.SYNCING)
        return shell.window

    async def empty(self, application: Application) -> QWidget:
        """Nobody has written yet."""
        window = await self.new_machine_done(application)
        await gallery.until(lambda: bool(window.workplace.inbox.empty.title))
        return window

    async def new_machine_done(self, application: Application) -> MainWindow:
        """Signed in for the first time here, and everything is there."""
        window = await sign_in_window(application)
        page = window.credentials
        page.login.edit.setText(self._given.login)
        page.password.edit.setText(self._given.password)
        page.main.click()
        shell = application.shell
        await gallery.until(lambda: shell.desk is not None and shell.window.status.state.phase is Phase.ONLINE)
        return shell.window

    async def trouble(self, application: Application) -> QWidget:
        """The local files can't be opened: the window says why."""
        window = await sign_in_window(application)
        await gallery.until(lambda: window.page is window.trouble)
        return window

    async def passphrase(self, application: Application) -> QWidget:
        """The key is kept under a passphrase."""
        window = await sign_in_window(application)
        await gallery.until(lambda: window.page is window.passphrase)
        return window

    async def banner(self, application: Application) -> QWidget:
        """Something is wrong with the link: the banner says what."""
        return await with_banner(application)

    async def salvaged(self, application: Application) -> QWidget:
        """A file was damaged, and what could be read of it was kept."""
        return await with_banner(application, "salvaged")

    async def made_anew(self, application: Application) -> QWidget:
        """The cache was damaged: it is fetched again."""
        shell = application.shell
        await gallery.until(lambda: shell.desk is not None and shell.window.status.state.phase is Phase.SYNCING)
        return shell.window

    async def signed_out(self, application: Application) -> QWidget:
        """The token counts no more: everything stays readable."""
        return await with_banner(application)

    async def wrong_clock(self, application: Application) -> QWidget:
        """This machine's clock is eight hours ahead."""
        clock: Clock = FastClock()
        application.clock = clock
        return await with_banner(application)

    async def polling(self, application: Application) -> QWidget:
        """The network cuts long connections."""
        window = await on_line(application)
        await gallery.until(lambda: not window.status.state.streaming)
        await open_first(window)
        return window

    async def waiting(self, application: Application) -> QWidget:
        """Off-line, and three answers wait to leave."""
        window = await with_banner(application)
        desk = _desk(application)
        row = (await desk.inbox.list(InboxFilter()))[0]
        for text in ("Good morning, your samples leave today.", "Tracking number follows.", "样品今天寄出。"):
            await desk.chat.send_text(row.id, text)
        await gallery.until(lambda: window.status.state.waiting == 3)
        await asyncio.sleep(gallery.LOAD_S)
        return window

    async def disk_full(self, application: Application) -> QWidget:
        """The disk fills up while one works."""
        window = await on_line(application)
        await open_first(window)
        desk, store = _desk(application), application.sign_in.store
        assert store is not None
        await store.write(_fill)
        row = (await desk.inbox.list(InboxFilter()))[0]
        for _ in range(12):
            await desk.chat.send_text(row.id, OFFER * 20)
        await gallery.until(lambda: window.status.state.problem_code == "disk_full")
        return window

    async def nothing_found(self, application: Application) -> QWidget:
        """Nothing anywhere holds these words."""
        window = await on_line(application)
        window.workplace.inbox.focus_search()
        window.workplace.inbox.search.setText(NOBODYS_WORDS)
        await asyncio.sleep(gallery.LOAD_S)
        return window

    async def working(self, application: Application) -> QWidget:
        """All is well."""
        window = await on_line(application)
        await open_first(window)
        return window


def _desk(application: Application) -> Desk:
    desk = application.shell.desk
    assert desk is not None
    return desk


def _fill(tx: Connection) -> None:
    """Let the cache grow no more."""
    pages = tx.exec_driver_sql("PRAGMA page_count").scalar()
    tx.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def photograph(
    act: Act, into: Path, size: tuple[int, int], *, own_size: bool
) -> Callable[[Application], Awaitable[None]]:
    """Return what brings a running desk into a state and keeps the picture."""

    async def take(application: Application) -> None:
        application.shell.window.resize(*size)
        try:
            shown = await act(application)
        except TimeoutError:
            await _keep_where_it_stopped(application, into)
            raise
        if not own_size:
            shown.resize(*size)
        let_files_grow(True)
        await gallery.keep(shown, into)

    return take


def let_files_grow(may: bool) -> None:
    """Break the disk, or mend it: a write beyond some bytes fails."""
    import resource  # POSIX alone has it

    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most if may else SMALL_FILES, most))


async def _keep_where_it_stopped(application: Application, into: Path) -> None:
    shell = application.shell
    for name, widget in (("window", shell.window), ("sign-in", shell.sign_in_window)):
        if widget is not None:
            await gallery.keep(widget, into.with_name(f"failed-{into.stem}-{name}.png"))


def cannot_start_picture(name: str, profile: Path, into: Path, language: str, theme: str) -> int:
    """Show why there can be no desk at all, and keep the picture."""
    from PySide6.QtCore import QTimer

    from workstation.ui.front import make_application

    app = make_application()
    problem = cannot_start.unusable(profile) if name == "unusable" else cannot_start.hung()
    box = cannot_start.tell(app, problem, language, theme)

    def keep() -> None:
        box.grab().save(str(into))
        app.quit()

    QTimer.singleShot(500, keep)
    return app.exec()


def make_newer(profile: Path) -> int:
    """Let the profile's files look as if a newer program had written them."""
    from workstation.services.sign_in import SignIn

    async def write() -> None:
        sign_in = SignIn(profile)
        await sign_in.resume()
        assert isinstance(sign_in.store, Store)
        await sign_in.store.write_local(lambda tx: tx.exec_driver_sql("PRAGMA user_version = 9999"))
        await sign_in.close()

    asyncio.run(write())
    return 0


def main() -> int:
    """Bring the desk into the state that the arguments name."""
    parser = argparse.ArgumentParser(description="The real desk in one state.")
    parser.add_argument("state")
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--language", default="en")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--broken-disk", action="store_true", help="nothing can be written from the start")
    options = parser.parse_args()
    given = msgspec.json.decode(sys.stdin.readline() or "{}", type=Given)
    if options.state == "newer":
        return make_newer(options.profile)
    if options.state in ("unusable", "hung"):
        return cannot_start_picture(options.state, options.profile, options.into, options.language, options.theme)
    words = ["--profile", str(options.profile), "--language", options.language, "--theme", options.theme]
    desk = cli.parser().parse_args([*words, "--server", given.server])
    if options.broken_disk:
        let_files_grow(False)
    width, height = options.size.split("x")
    act: Act = getattr(States(given), options.state)
    own_size = options.state in ("refused", "trouble", "passphrase")
    return run(desk, photograph(act, options.into, (int(width), int(height)), own_size=own_size))


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)  # a picture was taken: nobody waits for what a state left hanging
