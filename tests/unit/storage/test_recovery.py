"""Damaged, foreign, newer and unclean files: the cache begins anew, the user's words stay."""

import os
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection

from tests.helpers.builders import make_events, make_message, make_page, make_snapshot
from tests.unit.storage.conftest import KEY
from workstation.domain import actions as act
from workstation.domain.ids import ConversationId, new_action_id
from workstation.storage import cipher, conversations, drafts, inbound, messages, outbox
from workstation.storage.cipher import Use
from workstation.storage.errors import StorageDamaged, StorageNewer, StorageReadOnly
from workstation.storage.store import Store

ONE = ConversationId(1)
MANY = 400


def fill(folder: Path) -> None:
    """Make files with a cache of some size, an action and a draft."""
    store = Store.open(folder, KEY)
    said = [make_message(1, n, text=f"said {n} " * 20) for n in range(1, MANY + 1)]
    store.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(1, said)], as_of=5))
    store.write_blocking(inbound.finish_snapshot, 5)
    action = act.SendMessage(conversation=ONE, text="unsent")
    store.write_local_blocking(outbox.add, new_action_id(), action, now_ms=1)
    store.write_local_blocking(drafts.save, ONE, "half a sentence", now_ms=1)
    store.close()


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def noise(length: int) -> bytes:
    return Random(1).randbytes(length)


def emptied(cache: Path) -> None:
    cache.write_bytes(b"")


def cut_in_half(cache: Path) -> None:
    os.truncate(cache, cache.stat().st_size // 2 // 4096 * 4096)


def cut_in_a_page(cache: Path) -> None:
    os.truncate(cache, cache.stat().st_size - 1234)


def salt_overwritten(cache: Path) -> None:
    overwrite(cache, 0, noise(16))


def first_page_overwritten(cache: Path) -> None:
    overwrite(cache, 100, noise(2000))


def middle_overwritten(cache: Path) -> None:
    for page in range(30, cache.stat().st_size // 4096 - 10, 3):  # rows, not the schema
        overwrite(cache, page * 4096 + 64, noise(1000))


def all_noise(cache: Path) -> None:
    cache.write_bytes(noise(200_000))


def plain_database(cache: Path) -> None:
    cache.unlink()
    with closing(sqlite3.connect(cache)) as plain:
        plain.execute("CREATE TABLE meta (k, v)")
        plain.commit()


def of_another_key(cache: Path) -> None:
    cache.unlink()
    with closing(cipher.connect(cache, bytes(32), Use.CACHE_WRITER)) as other:
        other.execute("CREATE TABLE meta (k, v)")


def of_a_newer_version(cache: Path) -> None:
    with closing(cipher.connect(cache, KEY, Use.CACHE_WRITER)) as newer:
        newer.execute("PRAGMA user_version=99")


def without_a_table(cache: Path) -> None:
    with closing(cipher.connect(cache, KEY, Use.CACHE_WRITER)) as other:
        other.execute("DROP TABLE meta")


def noise_in_the_log(cache: Path) -> None:
    Path(f"{cache}-wal").write_bytes(noise(50_000))


def deleted(cache: Path) -> None:
    cache.unlink()


DAMAGES = [
    emptied,
    cut_in_half,
    cut_in_a_page,
    salt_overwritten,
    first_page_overwritten,
    middle_overwritten,
    all_noise,
    plain_database,
    of_another_key,
    of_a_newer_version,
    without_a_table,
    noise_in_the_log,
    deleted,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_whatever_happens_to_the_cache_the_desk_goes_on(folder: Path, damage: Callable[[Path], None]) -> None:
    fill(folder)
    damage(folder / "cache.db")

    store = Store.open(folder, KEY)
    try:
        told: list[bool] = []
        store.on_damage(lambda: told.append(True))
        if not store.rebuilt and not _is_whole(store):
            assert told == [True]
            store.rebuild_cache_blocking()
        else:
            assert not told
        if store.read_blocking(inbound.cursor) is None:  # a first sync fills it again
            said = [make_message(1, n) for n in range(1, 4)]
            store.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(1, said)], as_of=9))
            store.write_blocking(inbound.finish_snapshot, 9)
        assert len(store.read_blocking(messages.page, ONE).messages) >= 3
        assert store.check_blocking()
        assert store.read_local_blocking(drafts.load, ONE) == "half a sentence"
        (pending,) = store.read_local_blocking(outbox.messages)
        assert pending.action == act.SendMessage(conversation=ONE, text="unsent")
    finally:
        store.close()
    assert len(list(folder.glob("cache.bad-*.db"))) <= 1


def _is_whole(store: Store) -> bool:
    try:
        return store.check_blocking()
    except StorageDamaged:
        return False


def test_damage_met_while_working_is_told_once(folder: Path) -> None:
    fill(folder)
    middle_overwritten(folder / "cache.db")
    store = Store.open(folder, KEY)
    try:
        told: list[bool] = []
        store.on_damage(lambda: told.append(True))
        for _ in range(3):
            with pytest.raises(StorageDamaged):
                store.read_blocking(messages.page, ONE, limit=MANY)
        assert told == [True]
        store.rebuild_cache_blocking()
        assert store.read_blocking(conversations.counts)[5] == 0
    finally:
        store.close()


def test_only_the_last_damaged_cache_is_kept(folder: Path) -> None:
    for _ in range(3):
        fill(folder)
        first_page_overwritten(folder / "cache.db")
    Store.open(folder, KEY).close()
    assert len(list(folder.glob("cache.bad-*.db"))) == 1


# --- local.db ---


def many_words(folder: Path) -> None:
    store = Store.open(folder, KEY)

    def write(tx: Any) -> None:
        for n in range(200):
            drafts.save(tx, ConversationId(n + 1), f"draft {n} " * 30, now_ms=n)
            outbox.add(tx, new_action_id(), act.SendMessage(conversation=ONE, text=f"text {n} " * 30), now_ms=n)

    store.write_local_blocking(write)
    store.close()


def test_of_a_damaged_page_only_its_own_rows_are_lost(folder: Path) -> None:
    many_words(folder)
    path = folder / "local.db"
    overwrite(path, path.stat().st_size // 2 // 4096 * 4096 + 64, noise(500))

    store = Store.open(folder, KEY)
    try:
        kept = store.salvaged
        assert kept is not None
        actions, words = store.read_local_blocking(outbox.every), store.read_local_blocking(drafts.every)
        assert 380 < len(actions) + len(words) < 400
        assert (kept.kept["outbox"], kept.kept["drafts"]) == (len(actions), len(words))
        assert (folder / kept.set_aside).exists()
    finally:
        store.close()


def test_an_unreadable_local_file_is_kept_and_said(folder: Path) -> None:
    many_words(folder)
    first_page_overwritten(folder / "local.db")
    store = Store.open(folder, KEY)
    try:
        assert store.salvaged is not None
        assert (folder / store.salvaged.set_aside).exists()
        store.write_local_blocking(drafts.save, ONE, "goes on", now_ms=1)
    finally:
        store.close()


def test_a_newer_local_file_is_refused_and_left_alone(folder: Path) -> None:
    many_words(folder)
    with closing(cipher.connect(folder / "local.db", KEY, Use.LOCAL)) as newer:
        newer.execute("PRAGMA user_version=99")
    before = (folder / "local.db").read_bytes()
    with pytest.raises(StorageNewer):
        Store.open(folder, KEY)
    assert (folder / "local.db").read_bytes() == before


def test_an_unclean_exit_is_known_at_the_next_start(folder: Path) -> None:
    Store.open(folder, KEY).close()
    left = Store.open(folder, KEY)
    again = Store.open(folder, KEY)
    assert again.unclean
    assert again.check_blocking()
    again.close()
    left.close()


def test_a_folder_that_can_not_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageReadOnly):
        Store.open(tmp_path / "file" / "profile", KEY)


READ_ONLY = """
import os, sys
from pathlib import Path
from workstation.storage.errors import StorageReadOnly
from workstation.storage.store import Store
os.chdir(sys.argv[1])
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    Store.open(Path(sys.argv[2]), bytes(range(32)))
except StorageReadOnly as error:
    print(error.code)
"""


@pytest.mark.parametrize("which", ["profile", "new"])
def test_a_read_only_profile_is_said(tmp_path: Path, python: str, which: str) -> None:
    many_words(tmp_path / "profile")
    for path in [*(tmp_path / "profile").iterdir(), tmp_path / "profile", tmp_path]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        command = [python, "-c", READ_ONLY, str(tmp_path), which]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    finally:
        for path in (tmp_path, tmp_path / "profile"):
            path.chmod(0o755)
    assert (done.stdout.strip(), done.stderr) == ("read_only", "")


def test_what_is_written_meanwhile_is_not_taken_for_damage(synced: Store) -> None:
    def search(tx: Connection) -> object:
        return tx.exec_driver_sql("SELECT rowid FROM message_fts WHERE message_fts MATCH 'message' LIMIT 5").all()

    for n in range(4, 204):
        synced.read_blocking(search)  # a reader remembers how the index is made up …
        synced.write_blocking(inbound.apply, make_events(n + 7, [make_message(1, n)]))
        assert synced.check_blocking()  # … which is another way by now
