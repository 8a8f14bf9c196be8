"""`profile.json`: what must be known before the encrypted files are open. Nothing secret."""

import os
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from workstation.storage.errors import StorageFull, StorageReadOnly

PROFILE_FILE: Final = "profile.json"
_ENOSPC: Final = 28


class ProfileData(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whose files these are, and how the first window looks."""

    server: str = ""
    login: str = ""
    language: str = ""
    theme: str = ""
    signed_out: bool = False
    """By the user's wish: nothing is shown before he signs in again."""


class ProfileFile:
    """The file in a profile's folder; an unreadable one counts as empty. Several may look at one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / PROFILE_FILE

    @property
    def data(self) -> ProfileData:
        """What the file says now; reads it."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=ProfileData)
        except (OSError, msgspec.DecodeError):
            return ProfileData()

    def update(self, **changes: Any) -> None:
        """Change some fields and write the file at once.

        Raises:
            StorageReadOnly, StorageFull: of the disk; nothing changed.
        """
        before = self.data
        data = replace(before, **changes)
        if data == before:
            return
        temporary = self._path.with_suffix(".new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            temporary.write_bytes(msgspec.json.encode(data))
            os.replace(temporary, self._path)
        except OSError as error:
            kind = StorageFull if error.errno == _ENOSPC else StorageReadOnly
            raise kind(str(error)) from error
