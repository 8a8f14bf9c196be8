"""A session bus with a keyring of its own, kept in a folder: where a fixture's key lives (Linux)."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from workstation.rehearsal.programs import ProgramFailed

_START_S = 20.0
_END_S = 5.0
_LOOK_S = 0.05
_UNLOCK = "fixture"
"""Opens the keyring of generated data; it guards nothing but that."""


@contextmanager
def keyring_session(folder: Path) -> Iterator[dict[str, str]]:
    """Give the environment of programs that use the keyring kept in `folder`.

    Raises:
        ProgramFailed: dbus-daemon or gnome-keyring-daemon is not installed, or does not start.
    """
    with ExitStack() as stack:
        # Sockets have short names: the runtime folder can't lie in a folder of any length.
        runtime = stack.enter_context(tempfile.TemporaryDirectory(prefix="ws-run-", ignore_cleanup_errors=True))
        environment = {**os.environ, **_folders(folder), "XDG_RUNTIME_DIR": runtime}
        environment.pop("PYTHON_KEYRING_BACKEND", None)
        bus = stack.enter_context(
            _running([_program("dbus-daemon"), "--session", "--nofork", "--print-address"], environment)
        )
        environment["DBUS_SESSION_BUS_ADDRESS"] = _address(bus)
        keyring = stack.enter_context(
            _running(
                [_program("gnome-keyring-daemon"), "--unlock", "--components=secrets", "--foreground"], environment
            )
        )
        assert keyring.stdin is not None
        keyring.stdin.write(_UNLOCK)
        keyring.stdin.close()
        _wait_for_secrets(keyring, environment)
        yield environment


def _folders(folder: Path) -> dict[str, str]:
    places = {
        "HOME": folder / "home",
        "XDG_DATA_HOME": folder / "home/.local/share",
        "XDG_CONFIG_HOME": folder / "home/.config",
        "XDG_CACHE_HOME": folder / "home/.cache",
    }
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {name: str(place) for name, place in places.items()}


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ProgramFailed(f"{name} is not installed (Debian: apt-get install dbus gnome-keyring)")
    return found


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()


def _address(bus: "subprocess.Popen[str]") -> str:
    assert bus.stdout is not None
    line = bus.stdout.readline().strip()
    if not line:
        raise ProgramFailed("dbus-daemon did not start")
    return line


def _wait_for_secrets(keyring: "subprocess.Popen[str]", environment: dict[str, str]) -> None:
    """Wait until the keyring answers on the bus: asked before, the bus would start another, locked one."""
    ask = [
        _program("dbus-send"),
        "--session",
        "--print-reply=literal",
        "--dest=org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus.NameHasOwner",
        "string:org.freedesktop.secrets",
    ]
    deadline = time.monotonic() + _START_S
    while keyring.poll() is None and time.monotonic() < deadline:
        answer = subprocess.run(ask, env=environment, capture_output=True, text=True, check=False)
        if "true" in answer.stdout:
            return
        time.sleep(_LOOK_S)
    raise ProgramFailed("gnome-keyring-daemon did not start")
