"""The key of the local files: 32 random bytes, wrapped by a secret in the keyring or by scrypt of a local passphrase.

`key.json` holds the wrapped key and nothing secret. Where neither is to be had the key lives in memory only, and so
does what is typed: whoever asks for a key learns which it is.
"""

import contextlib
import hashlib
import os
import secrets
import sys
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from msgspec import Struct

from workstation.storage import secret_service
from workstation.storage.errors import StorageReadOnly

R = TypeVar("R")

KEY_FILE: Final = "key.json"
SERVICE: Final = "workstation"
"""Under this name the keyring shows our secrets to its owner."""
TIMEOUT_S: Final = 20.0
"""A locked keyring may ask the user for its password, and blocks as long as he thinks."""
_PROBE_TIMEOUT_S: Final = 5.0
_SCRYPT_N: Final = 2**15


class KeyKeeping(StrEnum):
    """Where the key of the local files is kept."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"
    MEMORY = "memory"
    """Nowhere: what is typed in this session is gone with it."""


class KeyUnavailable(Exception):
    """The key can't be had now.

    Attributes:
        code: `keyring_locked` (no answer, or the user said no), `key_lost` (the keyring has no such secret, or
            another), `passphrase_needed`, `wrong_passphrase`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Key(Struct, frozen=True, kw_only=True):
    """An unwrapped key and where it is kept."""

    secret: bytes
    keeping: KeyKeeping

    def __repr__(self) -> str:
        return f"Key({self.keeping.value})"


class _KeyFile(Struct, frozen=True, kw_only=True):
    version: int = 1
    keeping: KeyKeeping
    name: str
    """Of the secret in the keyring."""
    fingerprint: str
    salt: str
    nonce: str
    wrapped: str
    scrypt_n: int = _SCRYPT_N


def kept(folder: Path) -> KeyKeeping | None:
    """Tell how the profile's key is kept, `None` when there is none."""
    file = _read(folder)
    return None if file is None else file.keeping


def keyring_available(timeout_s: float = _PROBE_TIMEOUT_S) -> bool:
    """Tell whether this machine has a keyring worth the name (not a plain file, not one that forgets)."""
    try:
        return _in_thread(_has_backend, timeout_s)
    except KeyUnavailable:
        return False


def make(folder: Path, *, remember: bool, passphrase: str | None = None, timeout_s: float = TIMEOUT_S) -> Key:
    """Make a new key and keep it as well as can be: in the keyring, else under the passphrase, else in memory.

    Args:
        folder: the profile's.
        remember: `False` keeps it in memory only.
        passphrase: for a machine without a keyring.
        timeout_s: how long the keyring may take.

    Raises:
        KeyUnavailable: `keyring_locked`.
        StorageReadOnly: `key.json` can't be written.
    """
    secret = secrets.token_bytes(32)
    if not remember:
        return Key(secret=secret, keeping=KeyKeeping.MEMORY)
    name, salt = secrets.token_hex(8), secrets.token_bytes(16)
    if keyring_available():
        wrapping = secrets.token_bytes(32)
        _in_thread(lambda: _keyring_set(name, wrapping.hex()), timeout_s)
        keeping = KeyKeeping.KEYRING
    elif passphrase:
        wrapping = _stretch(passphrase, salt, _SCRYPT_N)
        keeping = KeyKeeping.PASSPHRASE
    else:
        return Key(secret=secret, keeping=KeyKeeping.MEMORY)
    _write(folder, _wrap(secret, wrapping, keeping, name, salt))
    return Key(secret=secret, keeping=keeping)


def unlock(folder: Path, passphrase: str | None = None, timeout_s: float = TIMEOUT_S) -> Key | None:
    """Return the profile's key, `None` when it has none.

    Raises:
        KeyUnavailable: with the reason.
    """
    file = _read(folder)
    if file is None:
        return None
    salt = b64decode(file.salt)
    if file.keeping is KeyKeeping.PASSPHRASE:
        if not passphrase:
            raise KeyUnavailable("passphrase_needed")
        wrapping, wrong = _stretch(passphrase, salt, file.scrypt_n), "wrong_passphrase"
    else:
        found = _in_thread(lambda: _keyring_get(file.name), timeout_s)
        if found is None:
            raise KeyUnavailable("key_lost")
        wrapping, wrong = bytes.fromhex(found), "key_lost"
    secret = _unwrap(file, wrapping)
    if secret is None or fingerprint(secret) != file.fingerprint:
        raise KeyUnavailable(wrong)
    return Key(secret=secret, keeping=file.keeping)


def destroy(folder: Path, timeout_s: float = TIMEOUT_S) -> None:
    """Destroy the profile's key: whatever is encrypted with it can't be read any more, by anybody."""
    file = _read(folder)
    if file is not None and file.keeping is KeyKeeping.KEYRING:
        with contextlib.suppress(KeyUnavailable):
            _in_thread(lambda: _keyring_delete(file.name), timeout_s)
    (folder / KEY_FILE).unlink(missing_ok=True)


def fingerprint(secret: bytes) -> str:
    """Return what tells a changed key from a damaged file, and tells nothing of the key."""
    return hashlib.sha256(b"workstation key fingerprint" + secret).hexdigest()[:16]


def _wrap(secret: bytes, wrapping: bytes, keeping: KeyKeeping, name: str, salt: bytes) -> _KeyFile:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(12)
    return _KeyFile(
        keeping=keeping,
        name=name,
        fingerprint=fingerprint(secret),
        salt=b64encode(salt).decode(),
        nonce=b64encode(nonce).decode(),
        wrapped=b64encode(AESGCM(wrapping).encrypt(nonce, secret, name.encode())).decode(),
    )


def _unwrap(file: _KeyFile, wrapping: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(wrapping).decrypt(b64decode(file.nonce), b64decode(file.wrapped), file.name.encode())
    except (InvalidTag, ValueError):
        return None


def _stretch(passphrase: str, salt: bytes, n: int) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=n, r=8, p=1, maxmem=128 * n * 8 * 2, dklen=32)


def _read(folder: Path) -> _KeyFile | None:
    try:
        data = (folder / KEY_FILE).read_bytes()
    except FileNotFoundError:
        return None
    try:
        return msgspec.json.decode(data, type=_KeyFile)
    except msgspec.DecodeError as error:
        raise KeyUnavailable("key_lost") from error


def _write(folder: Path, file: _KeyFile) -> None:
    temporary = folder / f"{KEY_FILE}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(msgspec.json.encode(file))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, folder / KEY_FILE)
    except PermissionError as error:
        raise StorageReadOnly(str(error)) from error


def _in_thread(work: Callable[[], R], timeout_s: float) -> R:
    """Run a call of the keyring in a thread of its own and leave it behind when it takes too long."""
    results: list[R] = []
    errors: list[BaseException] = []

    def call() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=call, name="keyring", daemon=True)
    thread.start()
    thread.join(timeout_s)
    if results:
        return results[0]
    raise KeyUnavailable("keyring_locked") from (errors[0] if errors else None)


def _has_backend() -> bool:
    import keyring
    from keyring.backends import chainer, fail, null

    backend = keyring.get_keyring()
    if isinstance(backend, chainer.ChainerBackend):
        return any(_trustworthy(type(one)) for one in backend.backends)
    return not isinstance(backend, fail.Keyring | null.Keyring) and _trustworthy(type(backend))


def _trustworthy(backend: type) -> bool:
    return not backend.__module__.startswith("keyrings.alt")  # those write plain files


def _keyring_set(name: str, value: str) -> None:
    import keyring

    keyring.set_password(SERVICE, name, value)
    if keyring.get_password(SERVICE, name) != value:
        raise KeyUnavailable("keyring_locked")


def _keyring_get(name: str) -> str | None:
    if sys.platform == "linux" and (found := secret_service.find(SERVICE, name)) is not None:
        return found
    import keyring

    return keyring.get_password(SERVICE, name)


def _keyring_delete(name: str) -> None:
    import keyring

    keyring.delete_password(SERVICE, name)
