"""A server under trial: a process of its own with a small fair, which can be killed and comes back where it was."""

import secrets
import subprocess
import time
from pathlib import Path
from typing import Any, Final

import msgspec

from workstation.rehearsal.programs import ProgramFailed, command, run_to_end
from workstation.remote.api import Api
from workstation.remote.errors import RemoteFault
from workstation.remote.session import Session

MAIN_LOGIN: Final = "main"
_UP_S: Final = 60.0
_LOOK_S: Final = 0.05
_LIMITS: Final = '{"conversations_per_hour": 0, "uploads_per_hour": 0}'
_NAME: Final = {"zh": "试验", "en": "Trial"}


def fair_document() -> dict[str, Any]:
    """Return the smallest fair a buyer and a salesperson can meet at."""
    return {
        "version": 1,
        "fair": {"key": "trial", "number": 1, "name": _NAME, "organisation": _NAME, "time_zone": "Asia/Shanghai"},
        "sections": [{"key": "section", "code": "1", "name": _NAME}],
        "exhibitors": [
            {
                "key": "exhibitor",
                "name": _NAME,
                "accounts": [{"key": "main", "kind": "main", "login": MAIN_LOGIN, "name": _NAME}],
                "exhibits": [{"key": "exhibit", "number": "T-1", "section": "section", "name": _NAME}],
            }
        ],
    }


class Platform:
    """Runs `workstation serve` on SQLite.

    Args:
        folder: of its data.

    Attributes:
        url: its address, the same after each start.
        password: of the main account.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""
        self.password = ""

    def open(self) -> None:
        """Import the fair, start, and change the first password.

        Raises:
            ProgramFailed: something of it did not work.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        fair, first = self._folder / "fair.yaml", self._folder / "passwords.json"
        fair.write_bytes(msgspec.yaml.encode(fair_document()))
        run_to_end(["admin", "import", str(fair), "--data", str(self._folder), "--passwords", str(first)])
        self.start()
        initial: dict[str, str] = msgspec.json.decode(first.read_bytes())
        self.password = secrets.token_urlsafe(12)
        api = self.signed_in(initial[MAIN_LOGIN])
        api.change_password(initial[MAIN_LOGIN], self.password)
        api.session.close()

    def start(self) -> None:
        """Start the process; the first time wait until it says where it listens, later only until it has begun."""
        port = self.url.rpartition(":")[2] or "0"
        words = ["serve", "--embedded", "--port", port, "--data", str(self._folder), "--limits", _LIMITS]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command(words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        assert self._process.stdout is not None
        if not self.url:
            line = self._process.stdout.readline()
            if not line:
                raise ProgramFailed(f"the server did not start: {self.last_words()}")
            self.url = msgspec.json.decode(line)["url"]

    def kill(self) -> None:
        """Kill the process as a power cut would.

        Raises:
            ProgramFailed: it had ended by itself.
        """
        process = self._process
        assert process is not None
        if process.poll() is not None:
            raise ProgramFailed(f"the server ended by itself with {process.returncode}: {self.last_words()}")
        process.kill()
        self._finish(process)

    def wait_until_up(self) -> None:
        """Wait until it answers.

        Raises:
            ProgramFailed: it doesn't.
        """
        deadline = time.monotonic() + _UP_S
        session = Session(self.url)
        try:
            while time.monotonic() < deadline:
                try:
                    Api(session).hello()
                except RemoteFault:
                    time.sleep(_LOOK_S)
                else:
                    return
        finally:
            session.close()
        raise ProgramFailed(f"the server does not answer: {self.last_words()}")

    def signed_in(self, password: str = "") -> Api:
        """Return the main account's calls."""
        api = Api(Session(self.url))
        api.session.token = api.sign_in(MAIN_LOGIN, password or self.password, "trial").token
        return api

    def last_words(self) -> str:
        """Return the end of what the server wrote to its standard error."""
        return self._log.read_text(encoding="utf-8", errors="replace")[-2000:] if self._log.exists() else ""

    def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        self._finish(process)

    @staticmethod
    def _finish(process: "subprocess.Popen[bytes]") -> None:
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None and not stream.closed:
                stream.close()
