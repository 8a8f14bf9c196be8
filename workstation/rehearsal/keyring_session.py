"""A session bus with a keyring of its own, kept in a folder: where a fixture's key lives (Linux)."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workstation.rehearsal.programs import ProgramFailed

_END_S = 5.0
_UNLOCK = "fixture"
"""Opens the keyring of generated data; it guards nothing but that."""


@contextmanager
def keyring_session(folder: Path) -> Iterator[dict[str, str]]:
    """Give the environment of programs that use the keyring kept in `folder`.

    Raises:
        ProgramFailed: dbus-daemon or gnome-keyring-daemon is not installed, or does not start.
    """
    environment = {**os.environ, **_folders(folder)}
    bus_command = [_program("dbus-daemon"), "--session", "--nofork", "--print-address"]
    bus = subprocess.Popen(bus_command, stdout=subprocess.PIPE, env=environment, text=True)
    try:
        environment["DBUS_SESSION_BUS_ADDRESS"] = _first_line(bus, "dbus-daemon")
        keyring_command = [_program("gnome-keyring-daemon"), "--unlock", "--components=secrets", "--foreground"]
        keyring = subprocess.Popen(
            keyring_command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
        )
        try:
            assert keyring.stdin is not None
            keyring.stdin.write(_UNLOCK)
            keyring.stdin.close()
            _first_line(keyring, "gnome-keyring-daemon")
            yield environment
        finally:
            _end(keyring)
    finally:
        _end(bus)


def _folders(folder: Path) -> dict[str, str]:
    places = {
        "HOME": folder / "home",
        "XDG_DATA_HOME": folder / "home/.local/share",
        "XDG_CONFIG_HOME": folder / "home/.config",
        "XDG_CACHE_HOME": folder / "home/.cache",
        "XDG_RUNTIME_DIR": folder / "run",
    }
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {name: str(place) for name, place in places.items()}


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ProgramFailed(f"{name} is not installed (Debian: apt-get install dbus gnome-keyring)")
    return found


def _first_line(process: "subprocess.Popen[str]", name: str) -> str:
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    if not line:
        raise ProgramFailed(f"{name} did not start")
    return line


def _end(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.wait(_END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
