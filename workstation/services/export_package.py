"""A folder or a zip file that is there whole or not at all, with a list of the SHA-256 hashes of what is in it."""

import errno
import hashlib
import os
import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

from workstation.domain.errors import Refusal

HASHES: Final = "SHA256SUMS"
_READ_ONLY: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL: Final = {errno.ENOSPC, errno.EDQUOT}


class Package:
    """Collects files beside the target and puts them in its place when all are there. Blocks; any one thread at a time.

    Args:
        target: a path that ends with `.zip` becomes a zip file (and replaces an older one), any other a folder, which
            must be new or empty.

    Raises:
        Refusal: `folder_not_empty`; `disk_full`, `read_only`, `export_failed` (here and from every call).
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._part = target.with_name(f".{target.name}.{uuid4().hex[:8]}.part")
        self._hashes: dict[str, str] = {}
        self._lock = threading.Lock()
        self._ended = False
        self._zip: zipfile.ZipFile | None = None
        with file_refusals():
            if target.suffix.lower() == ".zip":
                self._zip = zipfile.ZipFile(self._part, "x", zipfile.ZIP_DEFLATED)
            else:
                _check_free(target)
                self._part.mkdir(parents=True)

    def add(self, name: str, data: bytes) -> str:
        """Add a file, whose name may hold one folder, and return its hash."""
        with self._lock, file_refusals():
            self._check_open()
            self._write(name, data)
        self._hashes[name] = found = hashlib.sha256(data).hexdigest()
        return found

    def finish(self) -> None:
        """Add the list of hashes (as `sha256sum --check` reads it) and put all into the target's place."""
        with self._lock, file_refusals():
            self._check_open()
            lines = "".join(f"{found}  {name}\n" for name, found in sorted(self._hashes.items()))
            self._write(HASHES, lines.encode())
            if self._zip is None:
                _check_free(self._target)
                if self._target.exists():
                    self._target.rmdir()
            else:
                self._zip.close()
            os.replace(self._part, self._target)
            self._ended = True

    def discard(self) -> None:
        """Leave nothing behind, unless it was finished; what is being written ends first."""
        with self._lock:
            if self._ended:
                return
            self._ended = True
            if self._zip is None:
                shutil.rmtree(self._part, ignore_errors=True)
                return
            try:
                self._zip.close()
            except OSError:  # a full disk: the rest goes with the file
                pass
            finally:
                self._part.unlink(missing_ok=True)

    def _write(self, name: str, data: bytes) -> None:
        if self._zip is not None:
            packed = name.startswith("images/")  # they are packed already
            self._zip.writestr(name, data, zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)
            return
        path = self._part / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    def _check_open(self) -> None:
        if self._ended:
            raise Refusal("export_failed")


def _check_free(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal("folder_not_empty")


@contextmanager
def file_refusals() -> Iterator[None]:
    """Turn what the system says of files into refusals: `disk_full`, `read_only`, `export_failed`."""
    try:
        yield
    except OSError as error:
        code = "disk_full" if error.errno in _FULL else "read_only" if error.errno in _READ_ONLY else "export_failed"
        raise Refusal(code) from error
