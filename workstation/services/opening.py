"""Opening an account's files, step by step and blocking: for worker threads."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from workstation.domain.account import Account, SignedIn
from workstation.domain.clock import to_ms
from workstation.domain.errors import Refusal
from workstation.services.views import KeyKeeping, Start
from workstation.storage import account_files, keys
from workstation.storage.errors import (
    StorageBusy,
    StorageDamaged,
    StorageDisk,
    StorageError,
    StorageFull,
    StorageNewer,
    StorageReadOnly,
)
from workstation.storage.keys import Key, KeyUnavailable
from workstation.storage.profile_file import ProfileFile

if TYPE_CHECKING:
    from workstation.storage.store import Store
    from workstation.storage.tx import Tx

_ME: Final = "me"

_KEY_STARTS: Final = {
    "passphrase_needed": Start.NEEDS_PASSPHRASE,
    "wrong_passphrase": Start.WRONG_PASSPHRASE,
    "keyring_locked": Start.KEYRING_LOCKED,
    "key_lost": Start.KEY_LOST,
}
_FILE_STARTS: Final = {
    StorageNewer: Start.NEWER_FILES,
    StorageReadOnly: Start.READ_ONLY,
    StorageBusy: Start.READ_ONLY,
    StorageFull: Start.DISK_FULL,
    StorageDisk: Start.DISK_ERROR,
    StorageDamaged: Start.DAMAGED,
}


class Opened(Struct, frozen=True, kw_only=True):
    """An account's open files."""

    store: "Store"
    keeping: KeyKeeping
    token: str
    me: Account | None


def resume(folder: Path, unlock: Callable[[], Key | None], server: str, login: str) -> Opened | Start:
    """Open the files of the profile's account, or say what is in the way.

    Args:
        folder: the profile's.
        unlock: gives the key, or raises `KeyUnavailable`.
        server: the account's.
        login: the account's.
    """
    try:
        key = unlock()
        return Start.FRESH if key is None else _open(folder, key, server, login)
    except KeyUnavailable as reason:
        return _KEY_STARTS[reason.code]
    except StorageError as error:
        return _FILE_STARTS.get(type(error), Start.DAMAGED)


def for_account(
    folder: Path, profile: ProfileFile, server: str, login: str, remember: bool, passphrase: str | None
) -> Opened:
    """Open an account's files after its sign-in; make them if there are none that can be opened.

    Raises:
        Refusal: `keyring_locked`.
        StorageError: of files or disk.
    """
    if not remember:
        return _open_session(folder, server, login)
    old = (profile.data.server, profile.data.login)
    if account_files.has_files(folder) and old != (server, login):
        account_files.set_aside(folder, account_files.name_of(*old))
        account_files.bring_back(folder, account_files.name_of(server, login))
    try:
        key = _existing_key(folder, passphrase)
        if key is None:
            if account_files.has_files(folder):  # nobody can open them any more; they are kept all the same
                account_files.set_aside(folder, account_files.name_of(server, login))
            key = keys.make(folder, remember=True, passphrase=passphrase)
    except KeyUnavailable as reason:
        raise Refusal(reason.code) from reason
    if key.keeping is KeyKeeping.MEMORY:
        return _open_session(folder, server, login)
    return _open(folder, key, server, login)


def keep(store: "Store", server: str, login: str, answer: SignedIn, *, remember: bool) -> None:
    """Keep the token and who one is."""
    assert answer.account is not None
    if remember:
        store.write_local_blocking(_save_token, server, login, answer)
    store.write_local_blocking(_save_me, answer.account)
    store.write_blocking(_note_me, answer.account)


def leave(store: "Store", folder: Path, server: str, login: str, erase: bool) -> None:
    """Forget the token and close the files; erasing destroys key and files."""
    from workstation.storage import tokens

    if erase:
        store.shred()
        keys.destroy(folder)
        return
    with contextlib.suppress(StorageError):
        store.write_local_blocking(tokens.forget, server, login)
    store.close()


def destroy(store: "Store", folder: Path) -> None:
    """Delete an account's files, and the key they were written with."""
    if store.folder == folder:  # a session that keeps nothing has its own folder, and its key nowhere
        keys.destroy(folder)
    with contextlib.suppress(StorageError):
        store.shred()


def unsent(tx: "Tx") -> int:
    """Return how many drafts and unsent messages there are."""
    from workstation.storage import drafts, outbox

    return len(drafts.every(tx)) + sum(p.state is not outbox.State.SENT for p in outbox.messages(tx))


def _existing_key(folder: Path, passphrase: str | None) -> Key | None:
    try:
        return keys.unlock(folder, passphrase)
    except KeyUnavailable as reason:
        if reason.code == "keyring_locked":
            raise
        return None


def _open_session(folder: Path, server: str, login: str) -> Opened:
    key = keys.make(folder, remember=False)
    return _open(account_files.session_folder(folder), key, server, login)


def _open(folder: Path, key: Key, server: str, login: str) -> Opened:
    from workstation.storage import accounts, tokens
    from workstation.storage.store import Store

    store = Store.open(folder, key.secret, temporary=key.keeping is KeyKeeping.MEMORY)
    token = store.read_local_blocking(tokens.load, server, login)
    try:
        me = store.read_blocking(accounts.me)
    except StorageDamaged:
        # The server has all of it: set aside, fetched again. What only this machine knows lies in another file.
        store.rebuild_cache_blocking()
        store.rebuilt = True
        me = None
    if me is None and (me := store.read_local_blocking(_load_me)) is not None:
        store.write_blocking(_note_me, me)
    return Opened(store=store, keeping=key.keeping, token=token.token if token else "", me=me)


def _save_token(tx: "Tx", server: str, login: str, answer: SignedIn) -> None:
    from workstation.storage import tokens

    kept = tokens.Token(token=answer.token, principal_id=answer.principal_id, expires_at=to_ms(answer.expires_at))
    tokens.save(tx, server, login, kept)


def _save_me(tx: "Tx", account: Account) -> None:
    from workstation.storage import settings

    settings.put(tx, _ME, msgspec.json.encode(account).decode())


def _load_me(tx: "Tx") -> Account | None:
    from workstation.storage import settings

    kept = settings.get(tx, _ME)
    return None if kept is None else msgspec.json.decode(kept, type=Account)


def _note_me(tx: "Tx", account: Account) -> None:
    """Let the cache know whose it is before its first sync."""
    from workstation.storage import accounts, meta

    meta.put(tx, meta.ME, account.id)
    accounts.store(tx, [account])
