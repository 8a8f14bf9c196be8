"""A private PostgreSQL: a real cluster in a temporary folder, started once for all tests that want one."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

from tests.helpers.parts import program

USER = "trial"
_SETTINGS = (
    "-c listen_addresses='' -c shared_buffers=16MB -c max_connections=200 -c log_min_messages=fatal"
    # The machine isn't switched off under a test, and a server that is killed loses nothing by these.
    " -c fsync=off -c full_page_writes=off"
)


class Cluster:
    """A running cluster; gives out databases."""

    def __init__(self, folder: Path, as_user: list[str]) -> None:
        self.folder = folder
        self._as_user = as_user

    def _run(self, name: str, *words: str) -> None:
        tool = program(name)
        assert tool is not None, f"{name} is missing beside initdb"
        done = subprocess.run(
            [*self._as_user, str(tool), *words],
            cwd=self.folder,
            env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{name}: {done.stdout}"

    def start(self) -> None:
        """Make the cluster and start it on a Unix socket in its folder."""
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        self.resume()

    def resume(self) -> None:
        """Start it (again)."""
        log = str(self.folder / "log")
        options = f"{_SETTINGS} -k {self.folder}"
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-l", log, "-o", options, "-w", "start")

    def stop(self) -> None:
        """Stop it, whoever is connected."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def url(self, database: str) -> str:
        """Return the SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self.folder}"

    def connect(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        """Return a connection of one's own."""
        return psycopg.connect(host=str(self.folder), user=USER, dbname=database, autocommit=True)

    @contextlib.contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """Give the URL of a database, empty or the copy of another, that is dropped afterwards."""
        name = f"t{uuid4().hex[:12]}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with self.connect() as connection:
            connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield self.url(name)
        finally:
            with self.connect() as connection:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _unprivileged() -> tuple[list[str], int | None]:
    """Return how to run a program as somebody who is not root (PostgreSQL refuses root), and who that is."""
    if os.name != "posix" or os.geteuid() != 0:
        return [], None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"], user.pw_uid
    raise AssertionError("no user to run PostgreSQL as")


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """Give a running cluster that vanishes afterwards."""
    # A short path: a socket's name may not be longer than about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    as_user, uid = _unprivileged()
    if uid is not None:
        os.chown(folder, uid, -1)
    running = Cluster(folder, as_user)
    try:
        running.start()
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
