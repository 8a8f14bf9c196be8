"""Away after a quarter of an hour without a touch, back at the first: told to the server, never over a choice."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.builders import make_account
from workstation.domain.account import Presence
from workstation.domain.events import PresenceMoved
from workstation.domain.ids import PrincipalId
from workstation.domain.link import LinkState, Phase
from workstation.services.desk import Desk
from workstation.ui.bus import Bus
from workstation.ui.idle import InputSeen
from workstation.ui.presence import AWAY_AFTER_S, LOOK_AGAIN_MS, LOOK_MS, PresenceWatch

Until = Callable[..., Any]
ONLINE, OFFLINE = LinkState(phase=Phase.ONLINE), LinkState(phase=Phase.OFFLINE)


class Watched:
    """A watch whose idle time is set by hand, and what it told the server."""

    def __init__(self, presence: Presence = Presence.ONLINE, link: LinkState = ONLINE) -> None:
        self.told, self.reached, self.idle_for_s = list[bool](), True, 0.0
        self.bus = Bus()
        desk = SimpleNamespace(me=make_account(1, presence=presence), link=link, profile=self)
        self.watch = PresenceWatch(cast(Desk, desk), self.bus, self.idle_s)

    async def idle_s(self) -> float:
        return self.idle_for_s

    async def report_activity(self, *, idle: bool) -> bool:
        self.told.append(idle)
        return self.reached

    async def at(self, idle_s: float) -> None:
        self.idle_for_s = idle_s
        await self.watch.look()


async def test_away_after_a_quarter_of_an_hour_and_back(qapp: QApplication, until: Until) -> None:
    watched = Watched()
    for idle_s in (0.0, 600.0, AWAY_AFTER_S - 1):
        await watched.at(idle_s)
    assert watched.told == []
    for idle_s in (AWAY_AFTER_S, AWAY_AFTER_S + 20, AWAY_AFTER_S + 3600):
        await watched.at(idle_s)
    await until(lambda: watched.told == [True])
    assert watched.watch._timer.interval() == LOOK_AGAIN_MS, "who comes back is seen at once"
    await watched.at(0.4)
    await until(lambda: watched.told == [True, False])
    assert watched.watch._timer.interval() == LOOK_MS
    watched.watch.stop()


async def test_a_machine_that_does_not_tell_is_never_away(qapp: QApplication) -> None:
    watched = Watched()

    async def unknown() -> None:
        return None

    watched.watch._idle_time = unknown
    await watched.watch.look()
    assert not watched.watch.idle
    watched.watch.stop()


async def test_it_is_told_again_after_the_link_was_down(qapp: QApplication, until: Until) -> None:
    """The server forgets it with the stream."""
    watched = Watched()
    await watched.at(AWAY_AFTER_S)
    await until(lambda: watched.told == [True])
    watched.bus.link_changed.emit(OFFLINE)
    watched.bus.link_changed.emit(ONLINE)
    await until(lambda: watched.told == [True, True])
    watched.bus.link_changed.emit(OFFLINE)
    await watched.at(0)
    assert watched.told == [True, True], "nobody hears it off-line"
    watched.bus.link_changed.emit(ONLINE)
    await until(lambda: watched.told == [True, True, False])
    watched.bus.link_changed.emit(ONLINE)
    assert len(watched.told) == 3
    watched.watch.stop()


async def test_what_was_not_heard_is_told_with_the_next_link(qapp: QApplication, until: Until) -> None:
    watched = Watched()
    watched.reached = False
    await watched.at(AWAY_AFTER_S)
    await watched.at(0)
    await until(lambda: watched.told == [True, False])
    watched.reached = True
    watched.bus.link_changed.emit(OFFLINE)
    watched.bus.link_changed.emit(ONLINE)
    await until(lambda: watched.told == [True, False, False])
    watched.watch.stop()


async def test_what_a_killed_desk_left_is_taken_back(qapp: QApplication, until: Until) -> None:
    watched = Watched(presence=Presence.AWAY)
    await until(lambda: watched.told == [False])
    watched.watch.stop()


async def test_another_desk_of_mine_that_is_left_alone_does_not_make_me_away(qapp: QApplication, until: Until) -> None:
    watched = Watched()
    watched.bus.signalled.emit(PresenceMoved(principal_id=PrincipalId(1), presence=Presence.AWAY))
    await until(lambda: watched.told == [False])
    watched.bus.signalled.emit(PresenceMoved(principal_id=PrincipalId(2), presence=Presence.AWAY))
    await watched.at(AWAY_AFTER_S)
    await until(lambda: watched.told == [False, True])
    watched.bus.signalled.emit(PresenceMoved(principal_id=PrincipalId(1), presence=Presence.AWAY))
    assert watched.told == [False, True]
    watched.watch.stop()


async def test_input_in_the_window_counts_where_the_system_tells_nothing(qapp: QApplication) -> None:
    window = QWidget()
    window.show()
    handle = window.windowHandle()
    seen = InputSeen(handle)
    seen._at -= 5000
    QApplication.sendEvent(handle, QEvent(QEvent.Type.UpdateRequest))
    assert (await seen.idle_s() or 0) >= 5000
    QTest.keyClick(handle, Qt.Key.Key_A)
    assert (await seen.idle_s() or 5000) < 5000
    window.close()


ASK = """
import asyncio, sys
from PySide6.QtWidgets import QApplication
from workstation.ui.idle import system_idle
app = QApplication([])
idle_time = system_idle()
for line in sys.stdin:
    print(asyncio.run(idle_time()), flush=True)
"""


@pytest.mark.requires("xvfb", "xdotool")
@pytest.mark.skipif(sys.platform != "linux", reason="X11")
def test_x_tells_how_long_nobody_was_there(display: str, until_blocking: Until, tmp_path: Path) -> None:
    import os

    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    environment.pop("WAYLAND_DISPLAY", None)
    asking = subprocess.Popen(
        [sys.executable, "-c", ASK], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def idle_s() -> float:
        assert asking.stdin is not None
        assert asking.stdout is not None
        asking.stdin.write("\n")
        asking.stdin.flush()
        return float(asking.stdout.readline())

    try:
        until_blocking(lambda: idle_s() > 1.0)
        before = idle_s()
        subprocess.run(["xdotool", "key", "shift"], env=environment, check=True)
        assert idle_s() < before
    finally:
        asking.communicate("")
