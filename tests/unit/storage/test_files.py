"""Encryption, versions, threads and faults of the local files."""

import asyncio
import re
import time
from concurrent.futures import CancelledError
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import OperationalError

from tests.helpers.builders import make_message, make_page, make_snapshot
from tests.unit.storage.conftest import KEY
from workstation.domain.ids import ConversationId
from workstation.storage import cipher, conversations, inbound, messages, meta, migrations, schema
from workstation.storage.cipher import Use
from workstation.storage.errors import (
    Interrupted,
    StorageClosed,
    StorageDamaged,
    StorageError,
    StorageFull,
    StorageNewer,
)
from workstation.storage.store import Store

ONE = ConversationId(1)
SECRET = "最低价 FOB 12.5 USD"


def test_nothing_readable_lies_on_the_disk(store: Store, folder: Path) -> None:
    store.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(1, [make_message(text=SECRET)])]))
    store.close()

    assert {path.name for path in folder.iterdir()} == {"cache.db", "local.db", "images.db"}
    for path in folder.iterdir():
        data = path.read_bytes()
        assert SECRET.encode() not in data
        assert b"SQLite format 3" not in data
        assert b"conversations" not in data


def test_another_key_is_told_from_a_missing_file(store: Store, folder: Path) -> None:
    store.close()

    with pytest.raises(StorageDamaged):
        cipher.connect(folder / "cache.db", bytes(32), Use.LOCAL)


@pytest.mark.parametrize("key", [b"", b"short", bytes(31), bytes(33)])
def test_a_key_of_another_length_is_not_taken_as_a_passphrase(folder: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        cipher.connect(folder, key, Use.LOCAL)


def _shape(connection: Connection) -> dict[str, str]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {name: re.sub(r"[\s\"]+", "", sql) for name, sql in rows if not name.startswith(("sqlite_", "message_fts_"))}


@pytest.mark.parametrize("name", ["cache", "local", "images"])
def test_the_sum_of_the_steps_is_the_schema(name: str) -> None:
    engine = create_engine("sqlite://", module=cipher.driver)
    with engine.connect() as connection:
        getattr(schema, name).create_all(connection)
        if name == "cache":
            for statement in schema.SEARCH_DDL.strip().split("\n\n"):
                connection.exec_driver_sql(statement)
        expected = _shape(connection)
    engine.dispose()
    engine = create_engine("sqlite://", module=cipher.driver)
    with engine.connect() as connection:
        driver_connection = connection.connection.driver_connection
        assert migrations.migrate(driver_connection, getattr(migrations, f"{name.upper()}_STEPS")) == 0
        assert _shape(connection) == expected
    engine.dispose()


def test_steps_are_done_once_and_in_one_transaction_each(tmp_path: Path) -> None:
    steps = ["CREATE TABLE a (x INTEGER)"]
    with closing(cipher.connect(tmp_path / "a.db", KEY, Use.LOCAL)) as connection:
        assert migrations.migrate(connection, steps) == 0
        assert migrations.migrate(connection, steps) == 1
        broken = [*steps, "CREATE TABLE b (x INTEGER)\n\nCREATE TABLE a (x INTEGER)"]
        with pytest.raises(cipher.driver.OperationalError):
            migrations.migrate(connection, broken)
        assert not connection.in_transaction
        assert migrations.migrate(connection, [*steps, "CREATE TABLE b (x INTEGER)"]) == 1
        with pytest.raises(StorageNewer) as newer:
            migrations.migrate(connection, steps)
    assert (newer.value.found, newer.value.known) == (2, 1)


def test_a_failed_writing_leaves_nothing(synced: Store) -> None:
    def work(tx: Connection) -> None:
        tx.execute(schema.messages.delete())
        raise RuntimeError("in the midst")

    with pytest.raises(RuntimeError, match="in the midst"):
        synced.write_blocking(work)

    assert len(synced.read_blocking(messages.page, ONE).messages) == 3


def test_readers_can_not_write(synced: Store) -> None:
    with pytest.raises((StorageError, OperationalError), match="readonly"):
        synced.read_blocking(lambda tx: tx.execute(schema.messages.delete()))


def test_readers_go_on_while_a_long_writing_is_under_way(synced: Store) -> None:
    seen = []

    def work(tx: Connection) -> None:
        tx.execute(schema.messages.delete())
        seen.append(len(synced.read_blocking(messages.page, ONE).messages))

    synced.write_blocking(work)

    assert seen == [3]


ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"


async def test_a_reading_nobody_waits_for_is_interrupted(synced: Store) -> None:
    task = asyncio.create_task(synced.read(lambda tx: tx.exec_driver_sql(ENDLESS).scalar()))
    others = [asyncio.create_task(synced.read(lambda tx: tx.exec_driver_sql(ENDLESS).scalar())) for _ in range(3)]
    await asyncio.sleep(0.05)
    for stale in (task, *others):
        stale.cancel()
        with pytest.raises(asyncio.CancelledError):
            await stale

    assert len((await synced.read(messages.page, ONE)).messages) == 3


async def test_what_was_asked_to_be_written_is_written_though_nobody_waits(synced: Store) -> None:
    busy = asyncio.create_task(synced.write(lambda tx: time.sleep(0.05)))
    task = asyncio.create_task(synced.write(inbound.apply, []))
    stored = asyncio.create_task(synced.write(lambda tx: meta.put(tx, "mark", "there")))
    await asyncio.sleep(0)
    for given_up in (task, stored):
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
    await busy

    assert await synced.write(lambda tx: meta.get(tx, "mark")) == "there"


@pytest.mark.parametrize("begun", [True, False])
def test_closing_ends_an_endless_reading_and_refuses_further_work(synced: Store, *, begun: bool) -> None:
    future = synced._readers._submit(lambda tx: tx.exec_driver_sql(ENDLESS).scalar())[1]
    if begun:
        while not future.running():
            time.sleep(0.001)
    synced.close()

    with pytest.raises((Interrupted, CancelledError)):
        future.result()
    with pytest.raises(StorageClosed):
        synced.read_blocking(inbound.cursor)
    synced.close()


def test_a_full_disk_is_said_and_nothing_is_lost(synced: Store) -> None:
    def fill(tx: Connection) -> None:
        pages = tx.exec_driver_sql("PRAGMA page_count").scalar()
        tx.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    synced.write_blocking(fill)
    many = [make_message(1, n, text="long " * 500) for n in range(4, 300)]
    with pytest.raises(StorageFull):
        synced.write_blocking(inbound.apply_history, many)

    synced.write_blocking(lambda tx: tx.exec_driver_sql("PRAGMA max_page_count=1000000"))
    assert len(synced.read_blocking(messages.page, ONE, limit=400).messages) == 3
    synced.write_blocking(inbound.apply_history, many)
    assert len(synced.read_blocking(messages.page, ONE, limit=400).messages) == 299


def test_temporary_files_are_gone_after_closing(folder: Path) -> None:
    store = Store.open(folder / "session", KEY, temporary=True)
    assert (folder / "session" / "local.db").exists()
    store.close()
    assert not (folder / "session").exists()


def test_opening_again_finds_everything(synced: Store, folder: Path) -> None:
    synced.close()
    again = Store.open(folder, KEY)
    try:
        assert again.read_blocking(inbound.cursor) == 10
        assert not again.unclean
        assert not again.rebuilt
        assert again.salvaged is None
    finally:
        again.close()


def test_the_figures_of_the_list_are_read_from_their_index_alone(synced: Store) -> None:
    plan = synced.read_blocking(
        lambda tx: [row[3] for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {conversations._COUNTS}")]
    )
    assert "SCAN conversations USING COVERING INDEX ix_conversations_counted" in plan
