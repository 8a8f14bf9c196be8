"""A desktop of one's own for a test: an X server, a session bus, an unlocked keyring; each ends with its context."""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.parts import part, program

_END_S = 5


@contextlib.contextmanager
def ending(process: "subprocess.Popen[str]") -> Iterator["subprocess.Popen[str]"]:
    """End the process with the context: asked first, then made to."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()


@contextlib.contextmanager
def x_server(size: str = "1920x1080x24") -> Iterator[str]:
    """Run Xvfb and give its DISPLAY; the server chooses a free number itself."""
    command = [str(part("xvfb")), "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with ending(server):
        assert server.stdout
        number = server.stdout.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}"


@contextlib.contextmanager
def session_bus() -> Iterator[dict[str, str]]:
    """Run a session bus and give the environment of programs on it, with a home and a runtime folder of their own."""
    with tempfile.TemporaryDirectory(prefix="ws-bus-", ignore_cleanup_errors=True) as folder:
        environment = private_folders(Path(folder))
        command = [str(program("dbus-daemon")), "--session", "--nofork", "--print-address"]
        daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})
        with ending(daemon):
            assert daemon.stdout
            address = daemon.stdout.readline().strip()
            if not address:
                raise RuntimeError("the session bus did not start")
            yield {**environment, "DBUS_SESSION_BUS_ADDRESS": address}


@contextlib.contextmanager
def unlocked_keyring() -> Iterator[dict[str, str]]:
    """Run a session bus with an unlocked gnome-keyring on it and give the environment of programs that use it."""
    with session_bus() as environment:
        command = [str(part("keyring")), "--unlock", "--components=secrets", "--foreground"]
        daemon = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **environment},
        )
        with ending(daemon):
            assert daemon.stdin
            assert daemon.stdout
            daemon.stdin.write("password")  # of a keyring that ends with the test
            daemon.stdin.close()
            daemon.stdout.readline()  # it names its control socket when it is there
            yield environment


def private_folders(folder: Path) -> dict[str, str]:
    """Make the folders of a user who is only this test, and return the environment that names them."""
    names = {
        "HOME": "home",
        "XDG_CONFIG_HOME": "home/.config",
        "XDG_DATA_HOME": "home/.local/share",
        "XDG_CACHE_HOME": "home/.cache",
        "XDG_STATE_HOME": "home/.local/state",
        "XDG_RUNTIME_DIR": "run",
    }
    environment = {}
    for variable, name in names.items():
        path = folder / name
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        environment[variable] = str(path)
    return environment
