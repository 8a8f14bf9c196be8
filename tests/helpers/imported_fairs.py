"""Fairs that a process of its own brought into a database once: whoever wants one again gets a copy of that."""

import atexit
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url


def bring(fair: Path, data: Path, database: str = "") -> dict[str, str]:
    """Run `workstation admin import`, as an organiser does; returns the first passwords by login."""
    more = ["--database", database] if database else []
    return _run(["admin", "import", str(fair), "--data", str(data), *more])


def copy(fair: Path, data: Path, database: str = "") -> dict[str, str]:
    """Do the same with a database in which nothing is yet; the first time in this process it is brought there."""
    if database:
        return _copy_database(fair, make_url(database))
    if (data / "workstation.db").exists():
        return bring(fair, data)
    made, passwords = _in_folder(fair)
    shutil.copytree(made, data, dirs_exist_ok=True)
    return dict(passwords)


@cache
def _in_folder(fair: Path) -> tuple[Path, dict[str, str]]:
    folder = Path(tempfile.mkdtemp(prefix="ws-fair-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder, bring(fair, folder)


def _copy_database(fair: Path, url: URL) -> dict[str, str]:
    folder = str(url.query["host"])
    template, passwords = _in_cluster(fair, folder, str(url.username))
    with _connect(folder, str(url.username)) as connection:
        wanted = sql.Identifier(str(url.database))
        connection.execute(sql.SQL("DROP DATABASE {}").format(wanted))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(wanted, sql.Identifier(template)))
    return dict(passwords)


@cache
def _in_cluster(fair: Path, folder: str, user: str) -> tuple[str, dict[str, str]]:
    name = f"fair_{fair.stem}"
    with _connect(folder, user) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    with tempfile.TemporaryDirectory(prefix="ws-fair-") as data:
        return name, bring(fair, Path(data), f"postgresql+psycopg://{user}@/{name}?host={folder}")


def _connect(folder: str, user: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(host=folder, user=user, dbname="postgres", autocommit=True)


def _run(words: Sequence[str]) -> dict[str, str]:
    done = subprocess.run([sys.executable, "-m", "workstation", *words], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    passwords: dict[str, str] = json.loads(done.stdout)
    return passwords
