"""From the sign-in window to the open desk and out again, with a real server and real files."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.helpers.live_server import PASSWORD, LiveServer, live_server
from tests.helpers.logfail import LogWatch
from workstation.domain.account import Exhibitor
from workstation.domain.actions import SendMessage, StartConversation
from workstation.domain.administration import Device
from workstation.domain.clock import Clock, SystemClock
from workstation.domain.entrance import Me
from workstation.domain.events import Snapshot
from workstation.domain.link import Phase
from workstation.services.desk import Desk, open_desk
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.services.views import CloseTo
from workstation.storage.profile_file import ProfileFile
from workstation.ui import shell as shell_module
from workstation.ui.bus import Bus
from workstation.ui.front import Front
from workstation.ui.shell import Shell
from workstation.ui.tray import Tray

Until = Callable[..., Any]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server"), arguments=("--heartbeat", "1")) as live:
        yield live


CLOSE_S = shell_module.CLOSE_S


@pytest.fixture(autouse=True)
def _closes_in_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a desk that is only slow on a busy machine: being left behind is looked at by a test of its own."""
    monkeypatch.setattr(shell_module, "CLOSE_S", 30.0)


class Parts:
    """What the composition root gives the shell."""

    rehearsal = False

    def __init__(self, folder: Path, server: str) -> None:
        self.folder = folder
        profile = ProfileFile(folder)
        self.settings = SettingsService(profile, default_language="en")
        self.sign_in = SignIn(folder, profile)
        self.bus = Bus()
        self.clock: Clock = SystemClock()
        self.proposed_server = server

    async def enter_rehearsal(self) -> None:
        raise RuntimeError("there is no rehearsal here")

    async def open_desk(self) -> Desk:
        return await open_desk(self.sign_in, self.settings, self.bus, self.clock)


class Running:
    """The shell, being run."""

    def __init__(self, qapp: QApplication, folder: Path, server: str) -> None:
        self.parts = Parts(folder, server)
        self.parts.bus.attach(asyncio.get_running_loop())
        front = Front(qapp, self.parts.settings.get(), self.parts.bus, self.parts.clock, folder)
        self.shell = Shell(qapp, self.parts, front)
        self.task = asyncio.ensure_future(self.shell.run())

    def sign_in(self, login: str, password: str) -> None:
        """Fill in the window and press the button."""
        window = self.shell.sign_in_window
        assert window is not None
        page = window.credentials
        page.login.edit.setText(login)
        page.password.edit.setText(password)
        page.main.click()

    def error(self) -> str:
        window = self.shell.sign_in_window
        return window.error.text() if window is not None and not window.error.isHidden() else ""

    async def leave(self) -> None:
        self.shell.quit()
        assert await self.task == 0
        self.shell.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        before = asyncio.current_task()
        while [task for task in asyncio.all_tasks() if task is not before]:
            await asyncio.sleep(0.01)


async def test_from_a_first_password_to_a_live_list_and_out(
    qapp: QApplication, profile: Path, server: LiveServer, until: Until
) -> None:
    running = Running(qapp, profile, server.url)
    shell = running.shell
    await until(lambda: shell.sign_in_window is not None and shell.sign_in_window.isVisible())
    assert not shell.window.isVisible()

    running.sign_in("north", "not the password")
    await until(lambda: "not right" in running.error())
    running.sign_in("north", server.passwords["north"])
    window = shell.sign_in_window
    assert window is not None
    await until(lambda: window.page is window.new_password)
    window.new_password.new.edit.setText(PASSWORD)
    window.new_password.again.edit.setText(PASSWORD)
    window.new_password.main.click()
    await until(lambda: shell.window.isVisible() and shell.desk is not None)
    server.passwords["north"] = PASSWORD
    assert shell.window.banner.shown[0] == "keeping", "nothing can be kept here, and that is said first"

    await until(lambda: shell.window.status.state.phase is Phase.ONLINE)
    inbox = shell.window.workplace.inbox
    await until(lambda: inbox.empty.title == "No buyer has written yet")

    buyer = server.buyer(name="Ana García")
    north = buyer.get("/api/v1/exhibitors", tuple[Exhibitor, ...])[0]
    begun = buyer.act(StartConversation(exhibitor_id=north.id)).conversation_id
    assert begun is not None
    buyer.act(SendMessage(conversation=begun, text="Is the lamp dimmable?"))
    await until(
        lambda: [r.last_text for r in map(inbox.model.row, range(len(inbox.model)))][:1] == ["Is the lamp dimmable?"]
    )
    await until(lambda: shell.window.rail.button("inbox").count == 1)
    await running.leave()


async def test_who_left_before_choosing_a_password_is_led_back_to_it(
    qapp: QApplication, profile: Path, tmp_path: Path, until: Until
) -> None:
    with live_server(tmp_path / "server", arguments=("--heartbeat", "1")) as server:
        first = Running(qapp, profile, server.url)
        await until(lambda: first.shell.sign_in_window is not None)
        window = first.shell.sign_in_window
        assert window is not None
        await until(lambda: not window.credentials.passphrase.isHidden())
        window.credentials.passphrase.edit.setText("opens my files")
        first.sign_in("north", server.passwords["north"])
        await until(lambda: window.page is window.new_password)
        window.close()
        assert await first.task == 0
        await first.leave()

        again = Running(qapp, profile, server.url)
        shell = again.shell
        await until(lambda: shell.sign_in_window is not None)
        window = shell.sign_in_window
        assert window is not None
        window.passphrase.passphrase.edit.setText("opens my files")
        window.passphrase.main.click()
        await until(lambda: shell.desk is not None)
        await until(lambda: shell.sign_in_window is not None and shell.sign_in_window is not window)
        window = shell.sign_in_window
        assert window is not None
        assert window.page is window.new_password
        assert shell.window.banner.lines[0].title.text() == "A new password is needed"
        window.new_password.old.edit.setText(server.passwords["north"])
        window.new_password.new.edit.setText(PASSWORD)
        window.new_password.again.edit.setText(PASSWORD)
        window.new_password.main.click()
        await until(lambda: shell.window.status.state.phase is Phase.ONLINE)
        assert shell.sign_in_window is None
        await again.leave()


async def test_what_was_open_is_open_again(qapp: QApplication, profile: Path, tmp_path: Path, until: Until) -> None:
    with live_server(tmp_path / "server", arguments=("--heartbeat", "1")) as server:
        account = server.account("north")
        exhibitor = account.get("/api/v1/snapshot", Snapshot).exhibitor.id
        chats = [server.buyer().act(StartConversation(exhibitor_id=exhibitor)).conversation_id for _ in range(3)]
        first = Running(qapp, profile, server.url)
        await until(lambda: first.shell.sign_in_window is not None)
        window = first.shell.sign_in_window
        assert window is not None
        await until(lambda: not window.credentials.passphrase.isHidden())
        window.credentials.passphrase.edit.setText("opens my files")
        first.sign_in("north", PASSWORD)
        await until(lambda: first.shell.window.workplace.inbox.model.rowCount() == 3)
        assert first.shell.window.workplace.open_id is None
        assert chats[1] is not None
        watch = first.shell.watch
        assert watch is not None
        watch._remind()  # as it does some seconds later; what it made must still be there when it is stopped
        first.shell.window.open_conversation(chats[1])
        await first.leave()

        again = Running(qapp, profile, server.url)
        await until(lambda: again.shell.sign_in_window is not None)
        window = again.shell.sign_in_window
        assert window is not None
        window.passphrase.passphrase.edit.setText("opens my files")
        window.passphrase.main.click()
        await until(lambda: again.shell.window.workplace.open_id == chats[1])
        await again.leave()


async def test_signing_out_asks_and_leads_back(
    qapp: QApplication, profile: Path, server: LiveServer, until: Until
) -> None:
    server.account("south")
    running = Running(qapp, profile, server.url)
    shell = running.shell
    await until(lambda: shell.sign_in_window is not None)
    running.sign_in("south", PASSWORD)
    await until(lambda: shell.desk is not None)
    shell.window.sign_out_wanted.emit()
    await until(lambda: shell._question is not None)
    question = shell._question
    assert question is not None
    question.box.setChecked(True)
    question.leave.click()
    await until(lambda: shell.desk is None and shell.sign_in_window is not None)
    assert not shell.window.isVisible()
    assert not list(profile.glob("*.db"))
    running.sign_in("south", PASSWORD)
    await until(lambda: shell.desk is not None)
    await running.leave()


async def test_a_server_that_is_gone_is_told_and_typing_goes_on(
    qapp: QApplication, profile: Path, tmp_path: Path, until: Until
) -> None:
    with live_server(tmp_path / "server", arguments=("--heartbeat", "1")) as server:
        server.account("north")
        running = Running(qapp, profile, server.url)
        shell = running.shell
        await until(lambda: shell.sign_in_window is not None)
        running.sign_in("north", PASSWORD)
        await until(lambda: shell.window.status.state.phase is Phase.ONLINE)
        server.kill()
        await until(lambda: shell.window.status.state.phase is Phase.OFFLINE)
        assert shell.window.status.text.startswith("Offline")
        server.start()
        shell.window.status.retry_wanted.emit()
        await until(lambda: shell.window.status.state.phase is Phase.ONLINE)
        await running.leave()


async def test_an_address_without_a_server_is_told(qapp: QApplication, profile: Path, until: Until) -> None:
    running = Running(qapp, profile, "http://127.0.0.1:9")
    await until(lambda: running.shell.sign_in_window is not None)
    running.sign_in("north", PASSWORD)
    await until(lambda: "does not answer" in running.error())
    await running.leave()


async def test_a_desk_that_hangs_is_left_behind_within_a_second(
    qapp: QApplication,
    profile: Path,
    server: LiveServer,
    until: Until,
    monkeypatch: pytest.MonkeyPatch,
    log_watch: LogWatch,
) -> None:
    server.account("south.di")
    running = Running(qapp, profile, server.url)
    shell = running.shell
    await until(lambda: shell.sign_in_window is not None)
    running.sign_in("south.di", PASSWORD)
    await until(lambda: shell.desk is not None and shell.window.status.state.phase is Phase.ONLINE)
    desk, watch = shell.desk, shell.watch
    assert desk is not None
    assert watch is not None
    stop_watching, given_up = watch.stop, asyncio.Event()

    async def hang() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            given_up.set()
            await stop_watching()

    assert CLOSE_S < 1
    monkeypatch.setattr(shell_module, "CLOSE_S", CLOSE_S)
    monkeypatch.setattr(watch, "stop", hang)
    log_watch.expect("did not close in time")
    shell.quit()
    assert await running.task == 0
    assert given_up.is_set()
    await desk.stop()
    await running.leave()


async def test_closing_the_sign_in_window_ends_the_program(qapp: QApplication, profile: Path, until: Until) -> None:
    running = Running(qapp, profile, "")
    await until(lambda: running.shell.sign_in_window is not None)
    assert running.shell.sign_in_window is not None
    running.shell.sign_in_window.close()
    assert await running.task == 0
    await running.leave()


async def test_the_cross_quits_where_there_is_no_tray(
    qapp: QApplication, profile: Path, server: LiveServer, until: Until
) -> None:
    server.account("south.di")
    running = Running(qapp, profile, server.url)
    shell = running.shell
    await until(lambda: shell.sign_in_window is not None)
    running.sign_in("south.di", PASSWORD)
    await until(lambda: shell.desk is not None and shell.tray is not None)
    await running.parts.settings.update(close_to=CloseTo.TRAY)
    assert shell.tray is not None
    assert not shell.tray.available, "no tray where there is no screen"
    shell.window.close()
    assert await running.task == 0
    await running.leave()


async def test_the_cross_hides_the_window_or_quits_as_was_chosen(
    qapp: QApplication, profile: Path, server: LiveServer, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.account("south.di")
    running = Running(qapp, profile, server.url)
    shell = running.shell
    await until(lambda: shell.sign_in_window is not None)
    running.sign_in("south.di", PASSWORD)
    await until(lambda: shell.desk is not None and shell.tray is not None and shell.window.isVisible())
    monkeypatch.setattr(Tray, "available", True)
    await running.parts.settings.update(close_to=CloseTo.TRAY)
    shell.window.close()
    assert not shell.window.isVisible()
    assert not running.task.done()
    assert shell.desk is not None
    assert shell.tray is not None
    shell.tray.open_wanted.emit()
    assert shell.window.isVisible()
    await running.parts.settings.update(close_to=CloseTo.QUIT)
    shell.window.close()
    assert await running.task == 0
    await running.leave()


async def test_language_and_theme_follow_the_settings_at_once(qapp: QApplication, profile: Path, until: Until) -> None:
    running = Running(qapp, profile, "")
    await until(lambda: running.shell.sign_in_window is not None)
    window = running.shell.sign_in_window
    assert window is not None
    window._language.click()
    await until(lambda: window.credentials.main.text() == "登录")
    await running.parts.settings.update(language="en", theme="dark")
    await until(lambda: window.credentials.main.text() == "Sign in")
    assert qapp.palette().window().color().lightness() < 60
    await running.parts.settings.update(theme="light")
    await running.leave()


async def test_a_desk_that_is_signed_out_from_another_place_is_closed_with_the_reason(
    qapp: QApplication, profile: Path, server: LiveServer, until: Until
) -> None:
    running = Running(qapp, profile, server.url)
    shell = running.shell
    await until(lambda: shell.sign_in_window is not None and shell.sign_in_window.isVisible())
    elsewhere = server.account("north.bo")
    running.sign_in("north.bo", PASSWORD)
    await until(lambda: shell.window.status.state.phase is Phase.ONLINE)
    me = elsewhere.get("/api/v1/me", Me).account
    assert me is not None
    devices = f"/api/v1/accounts/{me.id}/devices"
    for device in elsewhere.get(devices, tuple[Device, ...]):
        if not device.current:
            elsewhere.call("POST", f"{devices}/{device.id}/sign-out")
    await until(lambda: shell.sign_in_window is not None and shell.desk is None)
    window = shell.sign_in_window
    assert window is not None
    await until(lambda: window.isVisible() and window.page is window.trouble)
    assert "signed out from another place" in window.trouble.title.text()
    assert not shell.window.isVisible()
    assert not (profile / "session").exists(), "nothing is left of it"
    window.trouble.main.click()
    assert window.page is window.credentials
    await running.leave()
