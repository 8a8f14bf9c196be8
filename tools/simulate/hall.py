"""A fair for a simulation: one exhibitor with as many accounts as wanted, on a server process of its own."""

import secrets
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import msgspec

from tools.simulate.people import Person
from workstation.rehearsal.programs import Child, run_to_end
from workstation.remote.api import Api
from workstation.remote.session import Session

SECTIONS: Final = 4
EXHIBITS: Final = 12
MAIN: Final = "main"
_LIMITS: Final = {
    "conversations_per_hour": 0,
    "registrations_per_hour": 0,
    "presence_grace_s": 0.2,
}
_PERMISSIONS: Final = ["receive_messages"]


def fair_document(accounts: int) -> dict[str, Any]:
    """Return the fair: exhibits and sections have sub-accounts in turn, the last section has none."""

    def name(text: str) -> dict[str, str]:
        return {"zh": text, "en": text}

    subs = [f"sub{number}" for number in range(1, accounts)]
    sections = [{"key": f"section{i}", "code": str(i), "name": name(f"Section {i}")} for i in range(SECTIONS)]
    exhibits = [
        {
            "key": f"exhibit{i}",
            "number": f"X-{i}",
            "section": f"section{i % SECTIONS}",
            "name": name(f"Exhibit {i}"),
            "accounts": [subs[i % len(subs)], subs[(i * 3 + 1) % len(subs)]] if i % 3 and subs else [],
        }
        for i in range(EXHIBITS)
    ]
    people: list[dict[str, Any]] = [{"key": MAIN, "kind": "main", "login": MAIN, "name": name("Main")}]
    people += [
        {"key": sub, "kind": "sub", "login": sub, "name": name(sub), "permissions": _PERMISSIONS} for sub in subs
    ]
    return {
        "version": 1,
        "fair": {
            "key": "day",
            "number": 1,
            "name": name("Day"),
            "organisation": name("Day"),
            "time_zone": "Asia/Shanghai",
        },
        "sections": sections,
        "packages": [{"key": "all", "name": name("All"), "accounts": accounts}],
        "exhibitors": [
            {
                "key": "exhibitor",
                "name": name("Exhibitor"),
                "package": "all",
                "accounts": people,
                "sections": [
                    {"section": f"section{i}", "accounts": [sub for j, sub in enumerate(subs) if j % SECTIONS == i]}
                    for i in range(SECTIONS - 1)
                ],
                "exhibits": exhibits,
            }
        ],
    }


class Hall:
    """The running fair.

    Args:
        folder: of its data.
        accounts: of the exhibitor, main account included.
        database: URL; empty for SQLite in the folder.

    Attributes:
        url: of the server.
        staff: the accounts by login, signed in.
    """

    def __init__(self, folder: Path, accounts: int, database: str = "") -> None:
        self._folder = folder
        self._accounts = accounts
        self._database = ["--database", database] if database else []
        self._server: Child | None = None
        self.url = ""
        self.staff: dict[str, Person] = {}

    def open(self) -> None:
        """Import the fair, start the server, sign the accounts in.

        Raises:
            ProgramFailed: something of it did not work.
        """
        fair, first = self._folder / "fair.yaml", self._folder / "passwords.json"
        fair.write_bytes(msgspec.yaml.encode(fair_document(self._accounts)))
        data = ["--data", str(self._folder), *self._database]
        run_to_end(["admin", "import", str(fair), *data, "--passwords", str(first)])
        limits = msgspec.json.encode(_LIMITS).decode()
        self._server = Child(["serve", "--embedded", "--limits", limits, *data], log=self._folder / "server.log")
        self.url = str(self._server.ready()["url"])
        initial: dict[str, str] = msgspec.json.decode(first.read_bytes())
        with ThreadPoolExecutor(4) as pool:
            self.staff = {person.name: person for person in pool.map(self._sign_in, initial.items())}

    def _sign_in(self, who: tuple[str, str]) -> Person:
        login, password = who
        api = Api(Session(self.url))
        api.session.token = api.sign_in(login, password, "simulation").token
        chosen = secrets.token_urlsafe(12)
        api.change_password(password, chosen)
        return Person(login, api, chosen)

    def faults(self) -> list[str]:
        """Return what the server complained of."""
        log = self._folder / "server.log"
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
        return [line for line in lines if " ERROR " in line or " CRITICAL " in line]

    def close(self) -> None:
        """Let everybody go home."""
        for person in self.staff.values():
            person.close()
        if self._server is not None:
            self._server.stop()


@contextmanager
def open_hall(accounts: int, database: str = "") -> Iterator[Hall]:
    """Give an open hall in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ws-simulate-", ignore_cleanup_errors=True) as folder:
        hall = Hall(Path(folder), accounts, database)
        try:
            hall.open()
            yield hall
        finally:
            hall.close()
