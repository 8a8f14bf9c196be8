"""Brings the tables up to date when a server starts; by Alembic, which is imported only when there is work for it."""

import re
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from workstation.logs import logger
from workstation.server.database import Database

FOLDER = Path(__file__).with_name("migrations")
LOCK = 0x776F726B
"""Replicas that start together go one after the other."""

log = logger("server.migrate")


class SchemaTooNew(Exception):
    """The database was written by a newer version: this one must not touch it."""


_FOLLOWS = re.compile(r'^down_revision = (?:"(\w+)"|None)$', re.MULTILINE)


@cache
def _chain() -> dict[str, str | None]:
    """Return every migration and the one it follows; not their numbers but this is their order."""
    found: dict[str, str | None] = {}
    for file in (FOLDER / "versions").glob("[0-9]*.py"):
        match = _FOLLOWS.search(file.read_text(encoding="utf-8"))
        found[file.name[:4]] = match.group(1) if match else None
    return found


def newest() -> str:
    """Return the number of the newest migration: the one that no other follows."""
    (last,) = set(_chain()) - set(_chain().values())
    return last


def current(conn: Connection) -> str | None:
    """Return the number of the migration that the tables are at; `None` for an empty database."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    return conn.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(database: Database) -> None:
    """Create or change the tables as this version needs them.

    Raises:
        SchemaTooNew: a newer version has been here.
    """
    wanted = newest()
    with database.reader.connect() as conn:
        found = current(conn)
    if found == wanted:
        return
    if found is not None and found not in _chain():
        raise SchemaTooNew(f"the database is at {found}, this version knows {wanted}: install the newer one again")
    with database.writer.begin() as conn:
        if database.is_postgres:
            conn.execute(text("SET LOCAL lock_timeout = 0"))
            conn.execute(text("SET LOCAL statement_timeout = 0"))
            conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        _upgrade(conn)
    log.info("tables brought from %s to %s", found or "nothing", wanted)


def _upgrade(conn: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", FOLDER.as_posix().replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, "head")
