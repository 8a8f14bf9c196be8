"""Bringing the local files up, whatever state they are in: the cache can be lost, the user's words may not."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection

from workstation.storage import cipher, migrations
from workstation.storage.cipher import Use
from workstation.storage.errors import StorageDamaged, StorageNewer

CACHE: Final = "cache.db"
LOCAL: Final = "local.db"
IMAGES: Final = "images.db"
_COMPANIONS: Final = ("-wal", "-shm")


class Salvage(Struct, frozen=True, kw_only=True):
    """What was kept of a damaged `local.db`; the damaged file itself stays beside it."""

    kept: dict[str, int]
    """Rows by table."""
    set_aside: str
    """Name of the damaged file."""


def ensure_cache(folder: Path, key: bytes) -> bool:
    """Make `cache.db` usable; tell whether it was thrown away (it is filled again by a first sync).

    Raises:
        StorageFull, StorageReadOnly, StorageBusy: of the disk.
    """
    return _ensure_rebuildable(
        folder / CACHE, key, Use.CACHE_WRITER, migrations.CACHE_STEPS, "SELECT v FROM meta LIMIT 1"
    )


def ensure_images(folder: Path, key: bytes) -> bool:
    """Make `images.db` usable; tell whether it was thrown away."""
    return _ensure_rebuildable(
        folder / IMAGES, key, Use.IMAGES, migrations.IMAGES_STEPS, "SELECT attachment_id FROM blobs LIMIT 1"
    )


def ensure_local(folder: Path, key: bytes) -> Salvage | None:
    """Make `local.db` usable; a damaged one is set aside for ever and what can be read of it is kept.

    Raises:
        StorageNewer: a newer version of the program wrote it; it is left alone.
        StorageFull, StorageReadOnly, StorageBusy: of the disk.
    """
    path = folder / LOCAL
    existed = path.exists()
    try:
        if _bring_up(path, key, Use.LOCAL, migrations.LOCAL_STEPS, "SELECT v FROM meta LIMIT 1") > 0 or not existed:
            return None
        empty = True
    except StorageDamaged:
        empty = False
    if empty:  # a file of no bytes opens as a valid, empty one
        return Salvage(kept={}, set_aside="")
    aside = set_aside(path, keep_others=True)
    _bring_up(path, key, Use.LOCAL, migrations.LOCAL_STEPS, "SELECT v FROM meta LIMIT 1")
    return Salvage(kept=_copy_readable(aside, path, key), set_aside=aside.name)


def is_sound(tx: Connection) -> bool:
    """Check the whole file (SQLite's `quick_check`); half a second for 200,000 messages, so so after a crash."""
    return tx.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"


def set_aside(path: Path, *, keep_others: bool = False) -> Path:
    """Rename a damaged file and its companions; return the new path.

    Args:
        path: the file; nobody may have it open.
        keep_others: else older damaged copies are deleted: one is enough to learn from.
    """
    if not keep_others:
        for old in path.parent.glob(f"{path.stem}.bad-*"):
            old.unlink(missing_ok=True)
    aside = path.with_name(f"{path.stem}.bad-{time.time_ns() // 1_000_000}{path.suffix}")
    for suffix in (*_COMPANIONS, ""):
        with contextlib.suppress(FileNotFoundError):
            os.replace(f"{path}{suffix}", f"{aside}{suffix}")
    return aside


def delete(path: Path) -> None:
    """Delete a file of the store with its companions and damaged copies."""
    for suffix in ("", *_COMPANIONS):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    for old in path.parent.glob(f"{path.stem}.bad-*"):
        old.unlink(missing_ok=True)


def _ensure_rebuildable(path: Path, key: bytes, use: Use, steps: list[str], probe: str) -> bool:
    existed = path.exists()
    try:
        return _bring_up(path, key, use, steps, probe) == 0 and existed
    except (StorageDamaged, StorageNewer):
        set_aside(path)
    _bring_up(path, key, use, steps, probe)
    return True


def _bring_up(path: Path, key: bytes, use: Use, steps: list[str], probe: str) -> int:
    """Open, migrate and probe a file; return the version it had."""
    try:
        with contextlib.closing(cipher.connect(path, key, use)) as connection, cipher.typed_errors():
            found = migrations.migrate(connection, steps)
            connection.execute(probe).fetchone()
            return found
    except cipher.driver.Error as error:  # a statement failed that can't: the tables aren't those of this version
        raise StorageDamaged(str(error)) from error


def _copy_readable(damaged: Path, fresh: Path, key: bytes) -> dict[str, int]:
    """Copy row by row what can be read; return how many by table."""
    kept: dict[str, int] = {}
    try:
        source = cipher.connect(damaged, key, Use.LOCAL)
    except StorageDamaged:
        return kept
    with contextlib.closing(source), contextlib.closing(cipher.connect(fresh, key, Use.LOCAL)) as target:
        tables = [name for (name,) in target.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if not table.startswith("sqlite_"):
                kept[table] = _copy_table(source, target, table)
    return kept


def _copy_table(source: Any, target: Any, table: str) -> int:
    """Copy a table from both its ends, so that one damaged page loses only its own rows."""
    columns = [row[1] for row in target.execute(f"PRAGMA table_info({table})")]
    known = {row[1] for row in _readable(source, f"PRAGMA table_info({table})")}
    shared = ", ".join(f'"{name}"' for name in columns if name in known)
    if not shared:
        return 0
    keys = [row[1] for row in target.execute(f"PRAGMA table_info({table})") if row[5]]
    copied = 0
    for direction in ("ASC", "DESC"):
        order = ", ".join(f'"{name}" {direction}' for name in keys)
        for row in _readable(source, f"SELECT {shared} FROM {table} ORDER BY {order}"):  # noqa: S608 - names of our own
            places = ", ".join("?" * len(row))
            done = target.execute(f"INSERT OR IGNORE INTO {table} ({shared}) VALUES ({places})", row)  # noqa: S608
            copied += done.rowcount
    return copied


def _readable(source: Any, statement: str) -> Iterator[tuple[Any, ...]]:
    """Yield rows until the first that can't be read."""
    with contextlib.suppress(cipher.driver.Error):
        yield from source.execute(statement)
