"""What connections keep in memory of their files is given back, and what was written stays written."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from tests.helpers.fresh_store import fresh_store
from workstation.services import memory
from workstation.storage.errors import StorageClosed
from workstation.storage.store import Store


def _write(tx: Connection) -> None:
    tx.exec_driver_sql("CREATE TABLE many (n INTEGER PRIMARY KEY, body BLOB)")
    tx.exec_driver_sql(
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 400)"
        " INSERT INTO many SELECT n, zeroblob(3000) FROM c"
    )


def _sum(tx: Connection) -> int:
    return int(tx.exec_driver_sql("SELECT sum(length(body)) FROM many").scalar_one())


def test_what_is_kept_of_the_files_is_given_back_and_read_again(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    try:
        store.write_blocking(_write)
        assert store.read_blocking(_sum) == 400 * 3000
        asked: list[str] = []
        with store._readers._engine.connect() as connection:
            driver_connection: Any = connection.connection.driver_connection
            driver_connection.set_trace_callback(asked.append)
        store.shrink_blocking()
        memory.give_back()
        assert asked == ["PRAGMA shrink_memory"]  # of the very connection that reads
        assert store.read_blocking(_sum) == 400 * 3000
    finally:
        store.close()


def test_closed_files_have_nothing_to_give_back(tmp_path: Path) -> None:
    store: Store = fresh_store(tmp_path)
    store.close()
    store.shrink_blocking()  # the desk is left while it rests
    with pytest.raises(StorageClosed):
        store._local.shrink_blocking()
