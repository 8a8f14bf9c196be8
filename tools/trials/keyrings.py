"""Keyrings for desks under trial, chosen by PYTHON_KEYRING_BACKEND: one that keeps, one that is locked."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

FILE = "WORKSTATION_TRIAL_KEYRING"
"""Names the file of the keyring that keeps; nothing of it outlives the trial."""


class Kept(KeyringBackend):
    """Keeps secrets in a file, as a system's keyring does out of sight."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        return self._all().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write(self._all() | {f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        self._write({name: value for name, value in self._all().items() if name != f"{service} {username}"})

    def _all(self) -> dict[str, str]:
        file = Path(os.environ[FILE])
        read: dict[str, str] = json.loads(file.read_text("utf-8")) if file.exists() else {}
        return read

    def _write(self, secrets: dict[str, str]) -> None:
        Path(os.environ[FILE]).write_text(json.dumps(secrets), "utf-8")


class Locked(KeyringBackend):
    """Nobody has unlocked it."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("locked")

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked("locked")
