"""The real server as a process of its own on a loopback port, with a small fair in it."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import msgspec
import requests

from tests.helpers import imported_fairs
from workstation.domain.account import SignedIn
from workstation.domain.actions import Action, ActionRequest, ActionResult
from workstation.domain.entrance import Registration
from workstation.domain.events import Event, LogPage
from workstation.domain.ids import ActionId, new_action_id

SMALL_FAIR = Path(__file__).with_name("small_fair.yaml")
PASSWORD = "a lamp for every desk"
TRIAL_LIMITS = {"registrations_per_hour": 0, "conversations_per_hour": 0, "hash_kib": 8, "hash_rounds": 1}
"""What is in the way of many people from one address, or costs them seconds, has tests of its own."""
T = TypeVar("T")


class Client:
    """Somebody who speaks HTTP with the server; not to be shared between threads."""

    def __init__(self, url: str, token: str = "", language: str = "en") -> None:
        self.url = url
        self.token = token
        self.http = requests.Session()
        self.http.headers["Accept-Language"] = language
        if token:
            self.http.headers["Authorization"] = f"Bearer {token}"

    def twin(self) -> "Client":
        """Return another client of the same person, for another thread."""
        return Client(self.url, self.token)

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> requests.Response:
        """Send a request; `body` is encoded as JSON."""
        data = None if body is None else msgspec.json.encode(body)
        headers = {"Content-Type": "application/json"} if data is not None else {}
        headers.update(more.pop("headers", {}))
        more.setdefault("timeout", 60)
        return self.http.request(method, f"{self.url}{path}", data=more.pop("data", data), headers=headers, **more)

    def get(self, path: str, kind: type[T], **params: Any) -> T:
        """Return a decoded answer; anything but success fails."""
        answer = self.call("GET", path, params=params)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text}"
        return msgspec.json.decode(answer.content, type=kind)

    def try_act(self, action: Action, action_id: ActionId | None = None) -> requests.Response:
        """Send an action and return the answer, whatever it is."""
        return self.call("POST", "/api/v1/actions", ActionRequest(id=action_id or new_action_id(), action=action))

    def act(self, action: Action, action_id: ActionId | None = None) -> ActionResult:
        """Do an action that succeeds."""
        answer = self.try_act(action, action_id)
        assert answer.status_code == 200, f"{action}: {answer.status_code} {answer.text}"
        return msgspec.json.decode(answer.content, type=ActionResult)

    def refused(self, action: Action) -> str:
        """Do an action that is refused and return the code."""
        return code_of(self.try_act(action))

    def log(self, after: int = 0, wait: int = 0) -> LogPage:
        """Return the log after a line."""
        return self.get("/api/v1/log", LogPage, after=after, wait=wait)

    def whole_log(self, after: int = 0) -> list[Event]:
        """Return all lines after one, page by page, checked to be dense."""
        found: list[Event] = []
        while events := self.log(after).events:
            assert [event.seq for event in events] == list(range(after + 1, after + 1 + len(events)))
            found.extend(events)
            after = events[-1].seq
        return found

    def close(self) -> None:
        """Let go of the connections."""
        self.http.close()


def code_of(answer: requests.Response) -> str:
    """Return the code of a refusal; anything but a problem document fails."""
    assert answer.headers["Content-Type"] == "application/problem+json", f"{answer.status_code} {answer.text}"
    assert answer.status_code >= 400
    code: str = answer.json()["code"]
    return code


class LiveServer:
    """A server process that can be killed and started again on the same data and port."""

    def __init__(
        self, data: Path, *, database: str = "", arguments: tuple[str, ...] = (), limits: dict[str, Any] | None = None
    ) -> None:
        self.data = data
        self._limits = {**TRIAL_LIMITS, **(limits or {})}
        self.url = ""
        self.passwords: dict[str, str] = {}
        self._database = ["--database", database] if database else []
        self._arguments = arguments
        self._port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._tokens: dict[str, str] = {}
        self._clients: list[Client] = []
        self.log_file = data / "stderr.log"

    def import_fair(self, fair: Path = SMALL_FAIR) -> None:
        """Bring a fair into the database."""
        self.passwords.update(imported_fairs.copy(fair, self.data, "".join(self._database[1:])))

    def start(self) -> None:
        """Start it; returns when it is ready."""
        self.data.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "workstation", "serve", "--embedded", "--data", str(self.data)]
        command += ["--port", str(self._port), "--limits", json.dumps(self._limits)]
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, *self._database, *self._arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"the server did not start: {self.log_text()[-3000:]}"
        self.url = json.loads(line)["url"]
        self._port = int(self.url.rpartition(":")[2])

    @property
    def pid(self) -> int:
        """Return its process id."""
        assert self._process is not None
        return self._process.pid

    def database_url(self) -> str:
        """Return the URL of its database."""
        return self._database[1] if self._database else f"sqlite:///{self.data / 'workstation.db'}"

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._finish()

    def stop(self) -> int:
        """End it by closing its standard input; returns its exit status."""
        if self._process is None:
            return 0
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(60)
        finally:
            self._process.kill()
            status = self._finish()
        return status

    def _finish(self) -> int:
        assert self._process is not None
        status = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process = None
        return status

    def close(self) -> None:
        """Let go of everything."""
        for client in self._clients:
            client.close()
        self.stop()

    def log_text(self) -> str:
        """Return what the server wrote to its standard error."""
        return self.log_file.read_text(encoding="utf-8", errors="replace") if self.log_file.exists() else ""

    def client(self, token: str = "", language: str = "en") -> Client:
        """Return a client, of nobody unless a token is given."""
        made = Client(self.url, token, language)
        self._clients.append(made)
        return made

    def sign_in(self, login: str, password: str) -> SignedIn:
        """Sign in with a password that is right."""
        answer = self.client().call("POST", "/api/v1/sign-in", {"login": login, "password": password})
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=SignedIn)

    def account(self, login: str) -> Client:
        """Return a client of an account that has changed its first password."""
        if login not in self._tokens:
            self._tokens[login] = self._first_sign_in(login)
        return self.client(self._tokens[login])

    def _first_sign_in(self, login: str) -> str:
        token = self.sign_in(login, self.passwords[login]).token
        if self.passwords[login] != PASSWORD:
            change = {"old": self.passwords[login], "new": PASSWORD}
            answer = self.client(token).call("POST", "/api/v1/password", change)
            assert answer.status_code == 204, answer.text
            self.passwords[login] = PASSWORD
        return token

    def buyer(self, **fields: Any) -> Client:
        """Register a new buyer and return a client of his."""
        values = {
            "name": "Ana García",
            "company": "Casa Luz",
            "country": "ES",
            "email": f"{uuid4().hex}@example.com",
            "password": PASSWORD,
            "language": "es",
            "time_zone": "Europe/Madrid",
            **fields,
        }
        answer = self.client().call("POST", "/api/v1/register", Registration(**values))
        assert answer.status_code == 200, answer.text
        return self.client(msgspec.json.decode(answer.content, type=SignedIn).token)


@contextlib.contextmanager
def live_server(
    data: Path,
    *,
    database: str = "",
    fair: Path | None = SMALL_FAIR,
    arguments: tuple[str, ...] = (),
    limits: dict[str, Any] | None = None,
) -> Iterator[LiveServer]:
    """Give a running server with a fair in it (`limits` as in `server.config.Limits`); an error in its log fails."""
    server = LiveServer(data, database=database, arguments=arguments, limits=limits)
    if fair is not None:
        server.import_fair(fair)
    server.start()
    try:
        yield server
    finally:
        server.close()
    faults = [line for line in server.log_text().splitlines() if " ERROR " in line or " CRITICAL " in line]
    assert not faults, "\n".join(faults) + server.log_text()[-4000:]
