"""A private NATS server on a loopback port."""

import contextlib
import socket
import subprocess
from collections.abc import Iterator

from tests.helpers.parts import program
from tests.helpers.qt_loop import until_blocking


class Nats:
    """A NATS server that can be killed and started again on the same port."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return its address."""
        return f"nats://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        tool = program("nats-server")
        assert tool is not None
        self._process = subprocess.Popen(
            [str(tool), "-a", "127.0.0.1", "-p", str(self.port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until_blocking(self._answers)

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def kill(self) -> None:
        """End it at once."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextlib.contextmanager
def nats_server() -> Iterator[Nats]:
    """Give a running NATS server."""
    server = Nats()
    server.start()
    try:
        yield server
    finally:
        server.kill()
