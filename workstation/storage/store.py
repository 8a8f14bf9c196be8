"""The open local files of an account: who reads and writes them, and on which thread."""

import contextlib
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from workstation.storage import cipher, recovery, search_text
from workstation.storage.channel import Channel
from workstation.storage.cipher import Use
from workstation.storage.errors import StorageError, StorageReadOnly

P = ParamSpec("P")
R = TypeVar("R")
Work = Callable[Concatenate[Connection, P], R]


class Store:
    """`cache.db` (one writer, two readers), `local.db` and `images.db` (one thread each).

    Work is a function of a connection, run in one transaction on a thread of the file; what it returns must be frozen
    values. The awaitables serve the event loop, their `_blocking` twins worker threads (never from inside such work).

    Attributes:
        folder: where the files lie.
        rebuilt: the cache was damaged or of a newer version and begins empty.
        salvaged: what was kept of a damaged `local.db`, else `None`.
        unclean: the last exit was none: `check_blocking` should run when there is time.
    """

    def __init__(self, folder: Path, key: bytes, *, temporary: bool = False) -> None:
        self.folder = folder
        self.rebuilt = False
        self.salvaged: recovery.Salvage | None = None
        self.unclean = False
        self._key = key
        self._temporary = temporary
        self._closed = False
        self._damage_told = False
        self._on_damage: Callable[[], None] | None = None
        self._swap = threading.Lock()
        self._local = Channel("store-local", self._connector(recovery.LOCAL, Use.LOCAL))
        self._images = Channel("store-images", self._connector(recovery.IMAGES, Use.IMAGES))
        self._writer, self._readers = self._cache_channels()

    @classmethod
    def open(cls, folder: Path, key: bytes, *, temporary: bool = False) -> "Store":
        """Open the files, making, migrating or recovering them first. Blocks; call it on a worker thread.

        Args:
            folder: the profile's; made if it isn't there.
            key: 32 bytes.
            temporary: the files are deleted on closing (their key is kept nowhere).

        Raises:
            StorageNewer: `local.db` is of a newer version.
            StorageReadOnly, StorageFull, StorageBusy: of the disk.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StorageReadOnly(str(error)) from error
        salvaged = recovery.ensure_local(folder, key)
        rebuilt = recovery.ensure_cache(folder, key)
        recovery.ensure_images(folder, key)
        store = cls(folder, key, temporary=temporary)
        store.salvaged = salvaged
        store.rebuilt = rebuilt
        store.unclean = store._local.run_blocking(_begin_session)
        return store

    # --- cache.db ---

    async def read(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a reading of `cache.db`; cancelling the awaiting task interrupts it."""
        return await self._readers.run(work, *args, **kwargs)

    async def write(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a writing of `cache.db` in one transaction."""
        return await self._writer.run(work, *args, **kwargs)

    def read_blocking(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do as `read`, for a worker thread."""
        return self._readers.run_blocking(work, *args, **kwargs)

    def write_blocking(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do as `write`, for a worker thread."""
        return self._writer.run_blocking(work, *args, **kwargs)

    # --- local.db ---

    async def read_local(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a reading of `local.db`."""
        return await self._local.run(work, *args, **kwargs)

    async def write_local(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a writing of `local.db`; when it returns the disk has it."""
        return await self._local.run(work, *args, **kwargs)

    def read_local_blocking(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do as `read_local`, for a worker thread."""
        return self._local.run_blocking(work, *args, **kwargs)

    def write_local_blocking(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do as `write_local`, for a worker thread."""
        return self._local.run_blocking(work, *args, **kwargs)

    # --- images.db ---

    async def images(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run work on `images.db`."""
        return await self._images.run(work, *args, **kwargs)

    def images_blocking(self, work: Work[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do as `images`, for a worker thread."""
        return self._images.run_blocking(work, *args, **kwargs)

    # --- life ---

    def on_damage(self, listener: Callable[[], None]) -> None:
        """Name who is told, once and on one of the store's threads, that the cache is damaged.

        He should stop the sync, call `rebuild_cache_blocking` on a thread of his own, and sync afresh.
        """
        self._on_damage = listener

    def check_blocking(self) -> bool:
        """Check the cache after an unclean exit; damage is told to the listener. Blocks a reader for its time."""
        sound = self.read_blocking(recovery.is_sound)
        if not sound:
            self._cache_damaged()
        return sound

    def shrink_blocking(self) -> None:
        """Let go of what was read of the files and is only kept in case it is wanted again."""
        for channel in (self._writer, self._readers, self._local, self._images):
            with contextlib.suppress(StorageError):
                channel.shrink_blocking()

    def rebuild_cache_blocking(self) -> None:
        """Set the cache aside and begin an empty one; outbox and drafts are not touched."""
        with self._swap:
            self._close_cache()
            recovery.set_aside(self.folder / recovery.CACHE)
            recovery.ensure_cache(self.folder, self._key)
            self._damage_told = False
            self._writer, self._readers = self._cache_channels()

    def close(self) -> None:
        """Finish what is being written, give up what is being read, close the files."""
        with self._swap:
            if self._closed:
                return
            self._closed = True
            self._close_cache()
            self._images.close(_checkpoint)
            with contextlib.suppress(Exception):  # a full disk must not keep the desk from closing
                self._local.run_blocking(_end_session)
            self._local.close(_checkpoint)
        if self._temporary:
            shutil.rmtree(self.folder, ignore_errors=True)

    def shred(self) -> None:
        """Close and delete everything; whoever calls also destroys the key."""
        self.close()
        for name in (recovery.CACHE, recovery.LOCAL, recovery.IMAGES):
            recovery.delete(self.folder / name)

    def _cache_channels(self) -> tuple[Channel, Channel]:
        writer = Channel("store-writer", self._connect_writer, on_damaged=self._cache_damaged)
        readers = Channel(
            "store-reader",
            self._connector(recovery.CACHE, Use.CACHE_READER),
            threads=2,
            begin="BEGIN",
            reads_only=True,
            on_damaged=self._cache_damaged,
        )
        return writer, readers

    def _close_cache(self) -> None:
        self._readers.close()
        self._writer.close(_optimize_and_checkpoint)

    def _cache_damaged(self) -> None:
        if not self._damage_told and self._on_damage is not None:
            self._damage_told = True
            self._on_damage()

    def _connector(self, name: str, use: Use) -> Callable[[], Any]:
        return lambda: cipher.connect(self.folder / name, self._key, use)

    def _connect_writer(self) -> Any:
        connection = cipher.connect(self.folder / recovery.CACHE, self._key, Use.CACHE_WRITER)
        connection.create_function("search_split", 1, search_text.indexed, deterministic=True)
        return connection


def _begin_session(tx: Connection) -> bool:
    """Note that the files are in use; return whether the last session did not end as it should."""
    clean = tx.exec_driver_sql("SELECT v FROM meta WHERE k = 'clean_exit'").scalar()
    tx.exec_driver_sql("INSERT OR REPLACE INTO meta (k, v) VALUES ('clean_exit', '0')")
    return clean == "0"


def _end_session(tx: Connection) -> None:
    tx.exec_driver_sql("INSERT OR REPLACE INTO meta (k, v) VALUES ('clean_exit', '1')")


def _checkpoint(connection: Any) -> None:
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _optimize_and_checkpoint(connection: Any) -> None:
    connection.execute("PRAGMA optimize").fetchall()
    _checkpoint(connection)
