"""The files of an account: set aside when another one signs in to the profile, brought back when it returns."""

import hashlib
import os
import shutil
import time
from pathlib import Path
from typing import Final

from workstation.storage.errors import StorageReadOnly

_ASIDE: Final = "accounts"
_SESSION: Final = "session"
_NAMES: Final = ("key.json", "cache.db", "local.db", "images.db")
_SUFFIXES: Final = ("", "-wal", "-shm")


def name_of(server: str, login: str) -> str:
    """Return a folder's name for an account that tells nothing of it."""
    return hashlib.sha256(f"{server}\n{login}".encode()).hexdigest()[:16]


def has_files(folder: Path) -> bool:
    """Tell whether an account's files lie in the folder."""
    return any((folder / name).exists() for name in _NAMES)


def set_aside(folder: Path, account: str) -> None:
    """Move the account's files out of the way, whole: nothing typed is lost by another one's signing in."""
    target = folder / _ASIDE / account
    if target.exists():
        target = target.with_name(f"{account}.{time.time_ns() // 1_000_000}")
    _move(folder, target)


def bring_back(folder: Path, account: str) -> None:
    """Move an account's files back, if there are any."""
    source = folder / _ASIDE / account
    if source.exists():
        _move(source, folder)
        shutil.rmtree(source, ignore_errors=True)


def session_folder(folder: Path) -> Path:
    """Return where files lie whose key is kept nowhere; what an earlier session left there is deleted."""
    session = folder / _SESSION
    shutil.rmtree(session, ignore_errors=True)
    return session


def _move(source: Path, target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in _NAMES:
            for suffix in _SUFFIXES:
                if (source / f"{name}{suffix}").exists():
                    os.replace(source / f"{name}{suffix}", target / f"{name}{suffix}")
    except OSError as error:
        raise StorageReadOnly(str(error)) from error
