"""Who among the rehearsal's buyers has registered, and how each gets in again."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from workstation.domain.entrance import Registration
from workstation.rehearsal.content import Visitor
from workstation.remote.api import Api
from workstation.remote.session import Session


class Passwords(msgspec.Struct):
    """The buyers' passwords by their key: who is in here has registered before."""

    of: dict[str, str] = {}


class Guests:
    """The buyers' passwords, kept in the fair's folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "buyers.json"
        self._lock = threading.Lock()
        self._passwords = Passwords()
        if self._file.exists():
            self._passwords = msgspec.json.decode(self._file.read_bytes(), type=Passwords)

    @contextmanager
    def visit(self, url: str, visitor: Visitor) -> Iterator[Api]:
        """Let a buyer in at a fair, and out again.

        Raises:
            RemoteFault: as `enter`.
        """
        session = Session(url, language=visitor.writes)
        try:
            api = Api(session)
            self.enter(api, visitor)
            yield api
            api.sign_out()
        finally:
            session.close()

    def enter(self, api: Api, visitor: Visitor) -> None:
        """Sign a buyer in; one who comes for the first time is registered.

        Raises:
            RemoteFault: the server can't be reached, or lets nobody in.
        """
        known = self._passwords.of.get(visitor.key)
        if known:
            api.session.token = api.sign_in(visitor.email, known, "rehearsal").token
            return
        password = secrets.token_urlsafe(12)
        api.session.token = api.register(_registration(visitor, password)).token
        with self._lock:
            self._passwords.of[visitor.key] = password
            self._file.touch(mode=0o600)
            self._file.write_bytes(msgspec.json.encode(self._passwords))


def _registration(visitor: Visitor, password: str) -> Registration:
    return Registration(
        name=visitor.name,
        company=visitor.company,
        country=visitor.country,
        email=visitor.email,
        password=password,
        language=visitor.writes,
        time_zone=visitor.time_zone,
        phone=visitor.phone,
        languages=visitor.languages,
        interests=visitor.interests,
    )
