"""Encrypted connections to the local files. Knows the driver, not SQLAlchemy, so that the first look is quick."""

import contextlib
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as _driver

from workstation.storage.errors import from_driver

driver: Final[Any] = _driver

KEY_BYTES: Final = 32
_KEY_HEX: Final = re.compile(r"[0-9a-f]{64}")


class Use(Enum):
    """What a connection is for; decides its pragmas."""

    CACHE_WRITER = ("synchronous=NORMAL", "cache_size=-8192", "wal_autocheckpoint=4000", "journal_size_limit=16777216")
    CACHE_READER = ("query_only=ON", "cache_size=-2048")
    LOCAL = ("synchronous=FULL", "fullfsync=ON", "cache_size=-1024")
    """What only this machine knows must survive a power failure."""
    IMAGES = ("synchronous=NORMAL", "cache_size=-1024", "journal_size_limit=16777216")


def connect(path: Path, key: bytes, use: Use) -> Any:
    """Open an encrypted file, making it if it isn't there; transactions are begun by hand.

    Args:
        path: the file.
        key: 32 random bytes, used raw.
        use: what for.

    Raises:
        StorageError: by kind; a wrong key and a damaged first page are the same to the driver (`StorageDamaged`).
        ValueError: for a key of another length (SQLCipher would silently take it as a passphrase).
    """
    key_hex = key.hex()
    if not _KEY_HEX.fullmatch(key_hex):
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    with typed_errors():
        connection = driver.connect(
            str(path), check_same_thread=False, isolation_level=None, timeout=5.0, cached_statements=256
        )
        try:
            _prepare(connection, key_hex, use)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: Any, key_hex: str, use: Use) -> None:
    connection.execute("PRAGMA cipher_log_level=NONE")  # else SQLCipher writes to stderr
    connection.execute(f"PRAGMA key=\"x'{key_hex}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master")  # the first read is where a wrong key shows
    if use is not Use.CACHE_READER:
        connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")
    for pragma in use.value:
        connection.execute(f"PRAGMA {pragma}")


@contextlib.contextmanager
def typed_errors() -> Iterator[None]:
    """Turn the driver's errors into `StorageError`s."""
    try:
        yield
    except driver.Error as error:
        typed = from_driver(error)
        if typed is None:
            raise
        raise typed from error
