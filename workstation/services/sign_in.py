"""Signing in and out, and opening the account's local files."""

from pathlib import Path
from typing import TYPE_CHECKING

from workstation.domain.account import Account
from workstation.services.views import KeyKeeping, KnownAccount, Start

if TYPE_CHECKING:
    from workstation.storage.store import Store


class SignIn:
    """Knows the profile's account, its key and its token.

    Attributes:
        store: the open local files, else `None`.
        me: the signed-in account as far as it is known (off-line: from the cache).
        token: bearer token for the server, empty when signed out.
        server: address of the server, or empty.
        key_state: where the key is kept; `None` while no files are open. `MEMORY` must be said before anything is typed.
        must_change_password: whether the server wants a new password before anything else.
    """

    store: "Store | None" = None
    me: Account | None = None
    token: str = ""
    server: str = ""
    key_state: KeyKeeping | None = None
    must_change_password: bool = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def known(self) -> KnownAccount | None:
        """Return the account whose files lie here; reads one small file."""
        raise NotImplementedError

    async def keeping(self) -> KeyKeeping:
        """Tell what "remember" can mean on this machine: `KEYRING`, else `PASSPHRASE` (a local one has to be asked for)."""
        raise NotImplementedError

    async def resume(self, passphrase: str | None = None) -> Start:
        """Open the known account's files without the network; after `READY` or `SIGNED_OUT` the store is open."""
        raise NotImplementedError

    async def sign_in(
        self, server: str, login: str, password: str, remember: bool, passphrase: str | None = None
    ) -> Account:
        """Sign in at the server, make or open the local files, keep token and key as wished.

        Args:
            server: address, with or without scheme.
            login: account.
            password: sent to the server only, never kept.
            remember: `False` keeps key and token in memory only.
            passphrase: wraps the key where there is no keyring; without it such a machine keeps nothing (`MEMORY`).

        Raises:
            Refusal: `wrong_credentials`, `locked` (`retry_after_s`), `account_disabled`, `unreachable`, `not_our_server`,
                `server_fault`, `keyring_locked`, `not_an_account` (a buyer's login), `address_invalid`, `wrong_passphrase`.
        """
        raise NotImplementedError

    async def change_password(self, old: str, new: str) -> None:
        """Change the password at the server.

        Raises:
            Refusal: `wrong_credentials`, `password_too_weak`, `unreachable` …
        """
        raise NotImplementedError

    async def unsent(self) -> int:
        """Return how many messages and drafts would stay behind on signing out."""
        raise NotImplementedError

    async def sign_out(self, *, erase: bool = False) -> None:
        """Give the token back (without waiting for a dead network) and forget it.

        Args:
            erase: also delete the key and the local files, drafts and unsent messages with them.
        """
        raise NotImplementedError

    async def close(self) -> None:
        """Close the local files; at most half a second."""
        raise NotImplementedError
