"""Brings the tables up to date when a server starts; by Alembic, which is imported only when there is work for it."""

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


def newest() -> str:
    """Return the number of the newest migration."""
    return max(file.name[:4] for file in (FOLDER / "versions").glob("[0-9]*.py"))


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
    if found is not None and found > wanted:
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
