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

_FIRST_FAULT: Final = """
SELECT q.quick_check FROM sqlite_schema AS s, pragma_quick_check(s.name) AS q
WHERE s.type = 'table' AND s.rootpage > 0 AND q.quick_check <> 'ok' LIMIT 1
"""
"""The tables of the search index are among them. Asked of the whole file, the index would check itself against what
this connection remembers of it, and take for damage what another one has just written."""


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
        found = _bring_up(path, key, Use.LOCAL, migrations.LOCAL_STEPS, "PRAGMA quick_check(1)", "ok")
    except StorageDamaged:
        return salvage_local(folder, key)
    if existed and found == 0:  # a file of no bytes opens as a valid, empty one
        return Salvage(kept={}, set_aside="")
    return None


def salvage_local(folder: Path, key: bytes) -> Salvage:
    """Set `local.db` aside and copy what can be read of it into a new one; nobody may have it open."""
    path = folder / LOCAL
    aside = set_aside(path, keep_others=True)
    _bring_up(path, key, Use.LOCAL, migrations.LOCAL_STEPS, "PRAGMA quick_check(1)", "ok")
    return Salvage(kept=_copy_readable(aside, path, key), set_aside=aside.name)


def is_sound(tx: Connection) -> bool:
    """Check the whole file, table by table; a quarter of a second for 200,000 messages, so so after a crash."""
    return tx.exec_driver_sql(_FIRST_FAULT).first() is None


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


def _bring_up(path: Path, key: bytes, use: Use, steps: list[str], probe: str, sound: str | None = None) -> int:
    """Open, migrate and probe a file (the probe must answer `sound`, if that is given); return the version it had."""
    try:
        with contextlib.closing(cipher.connect(path, key, use)) as connection, cipher.typed_errors():
            found = migrations.migrate(connection, steps)
            answer = connection.execute(probe).fetchone()
            if sound is not None and answer[0] != sound:
                raise StorageDamaged(str(answer[0]))
            return found
    except cipher.driver.Error as error:  # a statement failed that can't: the tables aren't those of this version
        raise StorageDamaged(str(error)) from error


def _copy_readable(damaged: Path, fresh: Path, key: bytes) -> dict[str, int]:
    """Copy row by row what can be read; return how many by table."""
    kept: dict[str, int] = {}
    with contextlib.closing(cipher.connect(fresh, key, Use.LOCAL)) as target:
        tables = [name for (name,) in target.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if not table.startswith("sqlite_"):
                kept[table] = _copy_table(damaged, key, target, table)
    return kept


def _copy_table(damaged: Path, key: bytes, target: Any, table: str) -> int:
    """Copy a table from both its ends, so that one damaged page loses only its own rows."""
    described = target.execute(f"PRAGMA table_info({table})").fetchall()
    known = {row[1] for row in _readable(damaged, key, f"PRAGMA table_info({table})")}
    shared = ", ".join(f'"{row[1]}"' for row in described if row[1] in known)
    if not shared:
        return 0
    copied = 0
    for direction in ("ASC", "DESC"):
        order = ", ".join(f'"{row[1]}" {direction}' for row in described if row[5])
        # The names are our own schema's.
        for row in _readable(damaged, key, f"SELECT {shared} FROM {table} ORDER BY {order}"):  # noqa: S608 - names out of our own schema
            places = ", ".join("?" * len(row))
            done = target.execute(f"INSERT OR IGNORE INTO {table} ({shared}) VALUES ({places})", row)  # noqa: S608 - names out of our own schema
            copied += done.rowcount
    return copied


def _readable(damaged: Path, key: bytes, statement: str) -> Iterator[tuple[Any, ...]]:
    """Yield rows until the first that can't be read; a connection that met damage is of no further use."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.suppress(cipher.driver.Error, StorageDamaged))
        source = stack.enter_context(contextlib.closing(cipher.connect(damaged, key, Use.LOCAL)))
        yield from source.execute(statement)
