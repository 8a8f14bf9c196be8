"""The migrations make exactly the tables that the code knows, on both databases."""

import functools
import re
from collections.abc import Callable

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text

from workstation.server import handlers
from workstation.server import migrate as migrate_module
from workstation.server.database import Database
from workstation.server.migrate import FOLDER, SchemaTooNew, migrate, newest
from workstation.server.schema import metadata

assert handlers  # importing it brings the tables of all nouns


def test_migrations_make_the_tables_of_the_schema(engine: str, database: Database) -> None:
    # SQLite's defaults come back in another spelling: they are compared below, as SQLite's own statements.
    options = {"compare_type": True, "compare_server_default": engine == "postgresql"}
    with database.writer.connect() as conn:
        context = MigrationContext.configure(conn, opts=options)
        differences = compare_metadata(context, metadata)
    assert differences == []


def test_checks_and_options_are_in_the_migrations(engine: str, database: Database, tmp_path) -> None:
    """What the comparison above does not look at: CHECK constraints, partial indexes, WITHOUT ROWID."""
    if engine != "sqlite":
        return  # compared by SQLite's own statements
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    metadata.create_all(other.writer)
    statement = text("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' AND sql IS NOT NULL")
    texts = []
    for one in (database, other):
        with one.reader.connect() as conn:
            texts.append({(row.type, row.name): _tokens(row.sql) for row in conn.execute(statement)})
    other.close()
    assert texts[0] == texts[1]


def _tokens(statement: str) -> list[str]:
    """Return what a statement is made of; SQLite puts the name of a table that was made anew and renamed in quotes."""
    bare = re.sub(r'^CREATE TABLE "(\w+)"', r"CREATE TABLE \1", statement)
    return sorted(re.findall(r"\w+|[^\s\w()]", bare))


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database)
    with database.reader.connect() as conn:
        assert migrate_module.current(conn) == newest()


def test_a_database_of_before_keeps_its_messages(empty_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first tables to the newest, with rows in them."""
    rows = (
        "INSERT INTO exhibitor (id, name_zh, name_en) VALUES (1, '北', 'North')",
        (
            "INSERT INTO principal (id, kind, login, login_norm, password_hash, created_at)"
            " VALUES (1, 'main', 'n', 'n', '!', 0), (2, 'sub', 'a', 'a', '!', 0)"
        ),
        "INSERT INTO account (id, exhibitor_id, kind) VALUES (1, 1, 'main'), (2, 1, 'sub')",
        (
            "INSERT INTO conversation (id, kind, exhibitor_id, first_id, second_id, last_at, created_at)"
            " VALUES (1, 'colleague', 1, 1, 2, 0, 0)"
        ),
        "INSERT INTO message (conversation_id, n, kind, at, text) VALUES (1, 1, 'text', 0, 'kept')",
    )
    opened = Database(empty_database_url)
    with monkeypatch.context() as before:
        before.setattr(command, "upgrade", functools.partial(_upgrade_to, command.upgrade, "0001"))
        migrate(opened)
    with opened.writer.begin() as conn:
        assert migrate_module.current(conn) == "0001"
        for row in rows:
            conn.execute(text(row))
    migrate(opened)
    with opened.reader.connect() as conn:
        assert migrate_module.current(conn) == newest()
        assert conn.execute(text("SELECT text, link_conversation_id FROM message")).one() == ("kept", None)
        assert conn.execute(text("SELECT count(*) FROM note")).scalar() == 0
    opened.close()


def _upgrade_to(upgrade: Callable[[Config, str], None], revision: str, config: Config, _newest: str) -> None:
    upgrade(config, revision)


def test_a_newer_database_is_refused(database: Database) -> None:
    with database.writer.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNew):
        migrate(database)


def test_migrations_name_no_code_of_ours() -> None:
    for file in (FOLDER / "versions").glob("[0-9]*.py"):
        assert "workstation" not in file.read_text(encoding="utf-8"), file.name
