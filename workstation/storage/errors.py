"""What can go wrong with the local files, by blame: the disk's, the key's, the file's, or the order of events."""

from typing import Final

_FULL: Final = {13, 4874}  # SQLITE_FULL; SQLITE_IOERR_SHMSIZE: no room for the shared index of the log
_READ_ONLY: Final = {8, 14}  # SQLITE_READONLY, SQLITE_CANTOPEN
_DAMAGED: Final = {11, 26}  # SQLITE_CORRUPT, SQLITE_NOTADB
_DISK: Final = 10  # SQLITE_IOERR
_INTERRUPTED: Final = 9
_BUSY: Final = {5, 6}


class StorageError(Exception):
    """The local files could not be used.

    Attributes:
        code: stable name, as `LinkState.problem_code` and the screens use it.
    """

    code = "storage"


class StorageFull(StorageError):
    """The disk is full: nothing was written, what was there stands."""

    code = "disk_full"


class StorageReadOnly(StorageError):
    """The profile's folder can't be written."""

    code = "read_only"


class StorageDisk(StorageError):
    """The disk did not read or write as it should: a broken one, one that was pulled out, a quota."""

    code = "disk_error"


class StorageDamaged(StorageError):
    """A file is damaged, or is not encrypted with this key."""

    code = "damaged"


class StorageBusy(StorageError):
    """Another process holds the file."""

    code = "in_use"


class StorageNewer(StorageError):
    """The file was written by a newer version of the program.

    Attributes:
        found: version of the file.
        known: newest version this program knows.
    """

    code = "newer_files"

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"file has schema {found}, this program knows {known}")
        self.found = found
        self.known = known


class StorageClosed(StorageError):
    """The store was closed before the work began."""

    code = "closed"


class Interrupted(StorageError):
    """A reading was given up because nobody waits for it any more."""

    code = "interrupted"


class OutOfOrder(Exception):
    """Events don't continue what is stored, or contradict it; nothing of the batch was applied.

    Read the log again after `expected - 1`; if that doesn't help (or `expected` is `None`: there was no
    first sync), sync afresh.
    """

    def __init__(self, expected: int | None, got: int) -> None:
        super().__init__(f"expected {expected}, got {got}")
        self.expected = expected
        self.got = got


def from_driver(error: BaseException) -> StorageError | None:
    """Return the typed error for one of the driver's, `None` when it is rather our own fault (a wrong statement).

    Args:
        error: the driver's exception, with `sqlite_errorcode`.
    """
    extended = getattr(error, "sqlite_errorcode", None)
    if not isinstance(extended, int):
        return None
    code = extended & 0xFF
    text = str(error)
    if extended in _FULL or code in _FULL:
        return StorageFull(text)
    if code in _READ_ONLY:
        return StorageReadOnly(text)
    if code in _DAMAGED:
        return StorageDamaged(text)
    if code in _BUSY:
        return StorageBusy(text)
    if code == _DISK:
        return StorageDisk(text)
    if code == _INTERRUPTED:
        return Interrupted(text)
    return None
