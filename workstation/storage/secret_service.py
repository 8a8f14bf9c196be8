"""The usual keyring of Linux, asked straight for what `keyring` has put there.

`keyring` finds out first which of many keyrings there is; every start would wait for that longer than for the answer.
"""

import os
from contextlib import closing
from pathlib import Path
from typing import Final

_NAME: Final = "keyring.backends.SecretService.Keyring"


class Locked(Exception):
    """The user did not unlock the keyring."""


def find(service: str, name: str) -> str | None:
    """Return a secret; `None` when there is none, or no such keyring, or the user has chosen another one.

    Blocks while the user is asked to unlock the keyring.

    Raises:
        Locked: he didn't.
    """
    if _another_is_chosen():
        return None
    try:
        import secretstorage
        from jeepney import DBusErrorResponse
    except ImportError:
        return None
    try:
        with closing(secretstorage.dbus_init()) as bus:
            for item in secretstorage.search_items(bus, {"service": service, "username": name}):
                try:
                    return item.get_secret().decode()
                except secretstorage.LockedException:
                    if item.unlock():
                        raise Locked from None
                    return item.get_secret().decode()
    except (secretstorage.SecretStorageException, DBusErrorResponse, RuntimeError, OSError):
        pass
    return None


def _another_is_chosen() -> bool:
    """Tell whether `keyring` has been told by environment or file which keyring to use."""
    configured = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config", "python_keyring", "keyringrc.cfg")
    return os.environ.get("PYTHON_KEYRING_BACKEND", _NAME) != _NAME or configured.exists()
