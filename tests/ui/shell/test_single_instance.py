"""One process per profile: the second raises the first, a killed one leaves nothing in the way."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from workstation.ui import single_instance
from workstation.ui.single_instance import SingleInstance, channel_name

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from workstation.ui.single_instance import SingleInstance
app = QCoreApplication([])
one = SingleInstance(Path(sys.argv[1]))
got = one.acquire(sys.argv[2:])
print("first" if got else "second", flush=True)
if got:
    one.listen()
    sys.stdin.readline()
"""


def start(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(folder), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


async def test_a_second_click_waits_for_the_first_to_be_ready(
    qapp: QApplication, profile: Path, until: Callable[..., Any]
) -> None:
    first, told = SingleInstance(profile), list[list[str]]()
    first.started_again.connect(told.append)
    assert first.acquire()
    second = start(profile, "again")
    QTimer.singleShot(1_500, first, first.listen)
    await until(lambda: second.poll() is not None)
    assert second.communicate()[0] == "second\n"
    assert told == [["again"]]
    first.release()


async def test_a_second_start_hands_over_and_leaves(
    qapp: QApplication, profile: Path, until: Callable[..., Any]
) -> None:
    first, told = SingleInstance(profile), list[list[str]]()
    first.started_again.connect(told.append)
    assert first.acquire()
    first.listen()
    second = start(profile, "--server", "https://fair.test")
    await until(lambda: second.poll() is not None)
    assert second.stdout is not None
    assert second.communicate()[0] == "second\n"
    assert told == [["--server", "https://fair.test"]]
    first.release()


def test_other_profiles_are_free(qapp: QApplication, profile: Path, tmp_path: Path) -> None:
    other = tmp_path / "资料 夹"
    other.mkdir()
    assert channel_name(profile) != channel_name(other)
    one, two = SingleInstance(profile), SingleInstance(other)
    assert one.acquire()
    assert two.acquire()
    one.release()
    two.release()


def test_a_killed_process_leaves_nothing_in_the_way(qapp: QApplication, profile: Path) -> None:
    killed = start(profile)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "first\n"
    killed.kill()
    killed.communicate()
    one = SingleInstance(profile)
    assert one.acquire()
    one.release()


def test_a_hung_first_process_is_left_alone(
    qapp: QApplication, profile: Path, expect_log: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "STARTING_MS", 300)
    hung = start(profile)  # waits for a line and never answers
    assert hung.stdout is not None
    assert hung.stdout.readline() == "first\n"
    expect_log("does not answer", logger="workstation.ui")
    one = SingleInstance(profile)
    assert not one.acquire()
    assert one.silent, "which is said on the screen"
    assert hung.poll() is None
    hung.communicate("\n")


def test_a_released_profile_can_be_taken_again(qapp: QApplication, profile: Path) -> None:
    for _ in range(2):
        one = SingleInstance(profile)
        assert one.acquire()
        one.release()


def test_nonsense_on_the_channel_is_dropped(qapp: QApplication, profile: Path, until_blocking: Any) -> None:
    from PySide6.QtNetwork import QLocalSocket

    one, told = SingleInstance(profile), list[list[str]]()
    one.started_again.connect(told.append)
    assert one.acquire()
    one.listen()
    socket = QLocalSocket()
    socket.connectToServer(channel_name(profile))
    socket.write(b"{not json\n")
    socket.flush()
    until_blocking(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert told == []
    one.release()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders are another matter there")
def test_a_read_only_profile_is_told(qapp: QApplication, profile: Path) -> None:
    import os

    profile.chmod(0o500)
    try:
        if os.access(profile, os.W_OK):  # the superuser may write everywhere
            return
        with pytest.raises(PermissionError):
            SingleInstance(profile).acquire()
    finally:
        profile.chmod(0o700)
