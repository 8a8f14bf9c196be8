"""Notifications on a real session bus, to a service that is strict about what it gets."""

import asyncio
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.desktop import session_bus
from tests.helpers.fake_desktop import NOTIFY, FakeDesktop, fake_desktop
from workstation.ui import sounds
from workstation.ui.desktop_notices import DesktopNotices
from workstation.ui.idle import system_idle

Until = Callable[..., Any]
pytestmark = [
    pytest.mark.requires("bus"),
    pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such bus"),
]


class Shown:
    """A notifier's way to the user, with a tray that may be there."""

    def __init__(self, tray: bool = False) -> None:
        self.trayed, self.toasted, self.clicked = list[str](), list[str](), list[bool]()
        self._tray = tray
        self.notices = DesktopNotices(self._by_tray, lambda title, text: self.toasted.append(f"{title}|{text}"))
        self.notices.clicked.connect(lambda: self.clicked.append(True))

    def _by_tray(self, title: str, text: str) -> bool:
        if self._tray:
            self.trayed.append(f"{title}|{text}")
        return self._tray


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    with session_bus() as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield {**os.environ, **environment}


@contextmanager
def desktop(bus: dict[str, str], *arguments: str) -> Iterator[FakeDesktop]:
    with fake_desktop(bus, *arguments) as made:
        yield made


async def test_the_service_gets_exactly_what_it_expects(qapp: QApplication, bus: dict[str, str], until: Until) -> None:
    with desktop(bus) as service:
        shown = Shown()
        await shown.notices.show("Ana García", "FOB <b>price</b> & MOQ?")
        await shown.notices.close()
        await until(lambda: len(service.notified()) == 1)
    (call,) = service.notified()
    assert call["signature"] == NOTIFY
    name, replaces, icon, title, body, actions, wishes, timeout = call["body"]
    assert (name, replaces, icon, title, timeout) == ("Workstation", 0, "workstation", "Ana García", -1)
    assert body == "FOB <b>price</b> & MOQ?", "a service without markup shows the text as it is"
    assert actions == ["default", "Open"]
    assert wishes["desktop-entry"] == ["s", "workstation"]
    assert shown.toasted == []


async def test_markup_of_buyers_is_text(qapp: QApplication, bus: dict[str, str], until: Until) -> None:
    with desktop(bus, "--markup") as service:
        shown = Shown()
        await shown.notices.show("Ana", '<a href="x">click</a>')
        await shown.notices.close()
        await until(lambda: len(service.notified()) == 1)
    assert service.notified()[0]["body"][4] == '&lt;a href="x"&gt;click&lt;/a&gt;'


async def test_a_click_is_heard_and_the_next_takes_its_place(
    qapp: QApplication, bus: dict[str, str], until: Until
) -> None:
    with desktop(bus) as service:
        shown = Shown()
        await shown.notices.show("Ana", "1")
        service.send("ActionInvoked", "us", 8, "default")  # another program's
        service.send("ActionInvoked", "us", 7, "default")
        await until(lambda: shown.clicked == [True])
        await shown.notices.show("Ana", "2")
        service.send("NotificationClosed", "uu", 7, 2)
        await until(lambda: shown.notices._shown_id == 0)
        await shown.notices.show("Ana", "3")
        await shown.notices.close()
        await until(lambda: len(service.notified()) == 3)
    assert [call["body"][1] for call in service.notified()] == [0, 7, 0]


async def test_a_tray_that_shows_messages_comes_first(qapp: QApplication, bus: dict[str, str]) -> None:
    with desktop(bus, "--tray") as service:
        shown = Shown(tray=True)
        await shown.notices.show("Ana", "1")
        await shown.notices.close()
    assert shown.trayed == ["Ana|1"]
    assert service.notified() == []


async def test_an_old_tray_does_not_swallow_it(qapp: QApplication, bus: dict[str, str], until: Until) -> None:
    with desktop(bus) as service:
        shown = Shown(tray=True)
        await shown.notices.show("Ana", "1")
        await shown.notices.close()
        await until(lambda: len(service.notified()) == 1)
    assert shown.trayed == []


async def test_without_a_service_it_is_said_in_the_window(qapp: QApplication, bus: dict[str, str]) -> None:
    shown = Shown()
    await shown.notices.show("Ana", "nobody answers")
    await shown.notices.close()
    assert shown.toasted == ["Ana|nobody answers"]


async def test_without_a_bus_it_is_said_in_the_window(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    shown = Shown()
    await shown.notices.show("Ana", "no bus")
    assert shown.toasted == ["Ana|no bus"]


async def test_a_service_that_comes_back_is_used_again(qapp: QApplication, bus: dict[str, str], until: Until) -> None:
    shown = Shown()
    await shown.notices.show("Ana", "1")
    with desktop(bus) as service:
        await shown.notices.show("Ana", "2")
        await until(lambda: len(service.notified()) == 1)
    await shown.notices.show("Ana", "3")
    await shown.notices.close()
    assert shown.toasted == ["Ana|1", "Ana|3"]


TRAY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from workstation.ui.tray import Tray
app = QApplication([])
tray = Tray(app)
tray.show()
def tell():
    print(tray.available, tray.notify("Ana", "in the tray"), flush=True)
    QTimer.singleShot(1500, app.quit)
QTimer.singleShot(500, tell)
app.exec()
"""


@pytest.mark.requires("xvfb")
async def test_qt_s_tray_notifies_where_there_is_a_watcher(
    qapp: QApplication, bus: dict[str, str], display: str, until: Until
) -> None:
    """The order relies on it: with a StatusNotifierWatcher a message of the tray becomes a real notification."""
    with desktop(bus, "--tray") as service:
        environment = {**bus, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        telling = await asyncio.create_subprocess_exec(
            sys.executable, "-c", TRAY, env=environment, stdout=asyncio.subprocess.PIPE
        )
        told, _ = await telling.communicate()
        assert told == b"True True\n"
        await until(lambda: len(service.notified()) == 1)
    assert service.notified()[0]["body"][3:5] == ["Ana", "in the tray"]


async def test_gnome_tells_how_long_nobody_was_there(
    qapp: QApplication, bus: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    idle_time = system_idle()
    assert idle_time is not None
    assert await idle_time() is None, "no compositor answers"
    with desktop(bus, "--idle-ms", "90500"):
        assert await idle_time() == 90.5


def test_one_of_our_sounds_is_played_by_the_desktop_s_player(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, until_blocking: Until
) -> None:
    player, played = tmp_path / "paplay", tmp_path / "played"
    player.write_text(f'#!/bin/sh\necho "$1" > {played}\n')
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/nonexistent")
    for name in sounds.OURS:
        played.unlink(missing_ok=True)
        sounds.play(name)
        until_blocking(lambda: played.exists() and played.read_text().strip())
        assert Path(played.read_text().strip()) == sounds.file_of(name)
    sounds.play("")
    sounds.play("default")


def test_our_sounds_are_short_and_made_by_the_tool() -> None:
    import wave

    for name in sounds.OURS:
        with wave.open(str(sounds.file_of(name))) as file:
            assert 0.1 < file.getnframes() / file.getframerate() < 1


async def test_reminders_have_buttons_and_stay_beside_messages(
    qapp: QApplication, bus: dict[str, str], until: Until
) -> None:
    buttons = [("enter", "Enter"), ("snooze", "In 5 minutes")]
    with desktop(bus, "--tray") as service:
        shown = Shown(tray=True)
        acted: list[tuple[str, str]] = []
        shown.notices.acted.connect(lambda key, action: acted.append((key, action)))
        assert await shown.notices.remind("a", "Negotiation with Ana", "14:00", buttons)
        service.send("ActionInvoked", "us", 7, "snooze")
        await until(lambda: acted == [("a", "snooze")])
        await shown.notices.withdraw("a")
        await shown.notices.withdraw("a")
        assert await shown.notices.remind("a", "Negotiation with Ana", "14:00", buttons)
        service.send("NotificationClosed", "uu", 7, 2)
        await until(lambda: shown.notices._reminders == {})
        assert await shown.notices.remind("b", "Negotiation with Bo", "15:00", buttons)
        await shown.notices.close()
        await until(lambda: len(service.notified()) == 3)
    assert shown.clicked == []
    body = service.notified()[0]["body"]
    assert body[5] == ["default", "Open", "enter", "Enter", "snooze", "In 5 minutes"]
    assert body[6]["urgency"] == ["y", 2]
    assert body[7] == 0, "until something is done about it"
    assert [call["method"] for call in service.calls].count("CloseNotification") == 2, (
        "taken away by hand, and at the end"
    )


async def test_a_reminder_in_a_tray_is_told_from_a_message(
    qapp: QApplication, bus: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Shown(tray=True)
    monkeypatch.setattr(sys, "platform", "darwin")
    acted: list[tuple[str, str]] = []
    shown.notices.acted.connect(lambda key, action: acted.append((key, action)))
    assert await shown.notices.remind("a", "Negotiation", "14:00", [("enter", "Enter")])
    shown.notices.tray_clicked()
    await shown.notices.show("Ana", "1")
    shown.notices.tray_clicked()
    assert (acted, shown.clicked) == ([("a", "default")], [True])
    monkeypatch.setattr(sys, "platform", "linux")
    alone = Shown()
    assert not await alone.notices.remind("a", "Negotiation", "14:00", [])
    await alone.notices.close()
