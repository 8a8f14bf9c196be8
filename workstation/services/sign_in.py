"""Signing in and out, and opening the account's local files."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.domain.account import Account, SignedIn
from workstation.domain.clock import Clock, SystemClock, to_ms
from workstation.domain.errors import Refusal
from workstation.services import opening
from workstation.services.faults import remote_refusals, storage_refusals
from workstation.services.head_start import HeadStart
from workstation.services.opening import Opened
from workstation.services.views import InboxRow, KeyKeeping, KnownAccount, Start
from workstation.services.worker import Worker
from workstation.storage import absence, keys
from workstation.storage.errors import StorageError
from workstation.storage.keys import Key
from workstation.storage.profile_file import ProfileFile

if TYPE_CHECKING:
    from workstation.remote.api import Api
    from workstation.storage.store import Store


class SignIn:
    """Knows the profile's account, its key and its token.

    Args:
        folder: the profile's.
        profile: its `profile.json`, if somebody else uses it too.
        head_start: what was begun before the window.
        ca: certificate authority to trust instead of the system's.

    Attributes:
        store: the open local files, else `None`.
        me: the signed-in account as far as it is known (off-line: from the cache).
        token: bearer token for the server, empty when signed out.
        server: address of the server, or empty.
        login: the account's, or empty.
        key_state: where the key is kept; `None` while no files are open. `MEMORY` must be said before anything is
            typed.
        must_change_password: whether the server wants a new password before anything else.
        locked: whether the desk was without the server for longer than the company allows; signing in there ends it.
        salvaged: whether `local.db` was damaged and only what could be read was kept (say so once).
    """

    def __init__(
        self,
        folder: Path,
        profile: ProfileFile | None = None,
        *,
        head_start: HeadStart | None = None,
        ca: Path | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._folder = folder
        self._profile = profile or ProfileFile(folder)
        self._head_start = head_start
        self._ca = ca
        self._clock = clock or SystemClock()
        self._worker = Worker(2, "sign-in")
        self._busy = asyncio.Lock()
        self._calling: Api | None = None
        self._renewed: list[Callable[[], None]] = []
        self.store: Store | None = None
        self.me: Account | None = None
        self.token = ""
        self.server = self._profile.data.server
        self.login = self._profile.data.login
        self.key_state: KeyKeeping | None = None
        self.must_change_password = False
        self.locked = False
        self.salvaged = False

    def known(self) -> KnownAccount | None:
        """Return the account whose files lie here; reads one small file."""
        data = self._profile.data
        if not data.login:
            return None
        try:
            keeping = keys.kept(self._folder) or KeyKeeping.MEMORY
        except keys.KeyUnavailable:
            keeping = KeyKeeping.MEMORY
        return KnownAccount(server=data.server, login=data.login, language=data.language, keeping=keeping)

    async def keeping(self) -> KeyKeeping:
        """Tell what "remember" can mean here: `KEYRING`, else `PASSPHRASE` (a local one has to be asked for)."""
        available = await self._worker.run(keys.keyring_available)
        return KeyKeeping.KEYRING if available else KeyKeeping.PASSPHRASE

    async def first_rows(self) -> list[InboxRow]:
        """Return the customers' list as it was left, as early as can be; empty when it can't be had like that."""
        if self._head_start is None:
            self._head_start = HeadStart(self._folder)
        head_start = self._head_start
        if not head_start.wait(0):
            await self._worker.run(head_start.wait)
        return head_start.rows

    async def resume(self, passphrase: str | None = None) -> Start:
        """Open the known account's files without the network; after `READY` or `SIGNED_OUT` the store is open.

        Args:
            passphrase: when the key is kept under one.
        """
        data = self._profile.data
        if data.login == "" or data.signed_out:
            return Start.FRESH
        async with self._busy:
            if self.store is None:
                unlock = self._unlocker(passphrase)
                opened = await self._worker.run(opening.resume, self._folder, unlock, self.server, self.login)
                if isinstance(opened, Start):
                    return opened
                self._take(opened)
                with storage_refusals():
                    self.locked = await opened.store.read(absence.too_long_now, self.now_ms())
            if self.locked:
                return Start.LOCKED
            return Start.READY if self.token and self.me is not None else Start.SIGNED_OUT

    def _unlocker(self, passphrase: str | None) -> Callable[[], Key | None]:
        """Return what gives the key: the head start if there was one, which answers once only."""
        head_start, self._head_start = self._head_start, None
        if head_start is None or passphrase is not None:
            return partial(keys.unlock, self._folder, passphrase)
        return head_start.key

    async def sign_in(
        self, server: str, login: str, password: str, remember: bool, passphrase: str | None = None
    ) -> Account:
        """Sign in at the server, make or open the local files, keep token and key as wished.

        Another account's files are set aside whole and come back when it signs in again.

        Args:
            server: address, with or without scheme.
            login: account.
            password: sent to the server only, never kept.
            remember: `False` keeps key and token in memory only.
            passphrase: wraps the key where there is no keyring; without it such a machine keeps nothing (`MEMORY`).

        Raises:
            Refusal: `wrong_credentials`, `locked` (`retry_after_s`), `account_disabled`, `unreachable`,
                `not_our_server`, `server_fault`, `keyring_locked`, `not_an_account` (a buyer's login),
                `address_invalid`, `disk_full`, `read_only`, `newer_files`.
        """
        async with self._busy:
            address = complete_address(server)
            answer = await self._worker.run(self._ask, address, login, password)
            if answer.account is None:
                raise Refusal("not_an_account")
            await self._open_for(address, login, answer.account, remember, passphrase)
            with storage_refusals():
                await self._worker.run(self._keep, answer, remember)
            self.locked = False
            self.must_change_password = answer.must_change_password
            for renewed in self._renewed:
                renewed()
            return answer.account

    async def change_password(self, old: str, new: str) -> None:
        """Change the password at the server.

        Raises:
            Refusal: `wrong_credentials`, `password_too_weak`, `unreachable` …
        """

        await self._worker.run(self._change_password, old, new)
        self.must_change_password = False
        for renewed in self._renewed:
            renewed()

    async def unsent(self) -> int:
        """Return how many messages and drafts would stay behind on signing out."""
        if self.store is None:
            return 0
        with storage_refusals():
            return await self.store.read_local(opening.unsent)

    async def sign_out(self, *, erase: bool = False) -> None:
        """Give the token back (without waiting for a dead network) and forget it; the files are closed.

        Args:
            erase: also delete the key and the local files, drafts and unsent messages with them.
        """
        token, self.token = self.token, ""
        if token:
            self._worker.post(lambda: _give_back(self.connect(token)))
        async with self._busy:
            store, self.store = self.store, None
            if store is not None:
                await self._worker.run(opening.leave, store, self._folder, self.server, self.login, erase)
            with suppress(StorageError):
                self._profile.update(login="" if erase else self.login, signed_out=True)
            self.login = "" if erase else self.login
            self.me = None
            self.key_state = None

    def destroy(self) -> None:
        """Delete key and local files at once, as the server has ordered for this account or device; on any thread."""
        store, self.store = self.store, None
        self.token = ""
        if store is None:
            return
        opening.destroy(store, self._folder)
        with suppress(StorageError):
            self._profile.update(login="", signed_out=True)
        self.login, self.me, self.key_state = "", None, None

    def lock(self) -> None:
        """Forget the token: what is here isn't shown before one has signed in at the server."""
        self.token = ""
        self.locked = True

    def now_ms(self) -> int:
        """Return this machine's time, milliseconds since 1970 UTC."""
        return to_ms(self._clock.now())

    async def close(self) -> None:
        """Close the local files; at most half a second."""
        if self._calling is not None:
            self._calling.session.close()
        store, self.store = self.store, None
        if store is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._worker.run(store.close), 0.5)
        self._worker.close()

    def connect(self, token: str | None = None) -> "Api":
        """Return calls to the account's server with its token (or this one). Imports `requests`: call on a worker."""
        from workstation.remote.api import Api
        from workstation.remote.session import Session

        language = self._profile.data.language or "en"
        with remote_refusals():
            return Api(Session(self.server, token or self.token or None, language=language, ca=self._ca))

    def on_renewed(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener()` after the token became another one or the password was changed; return what undoes it."""
        self._renewed.append(listener)
        return lambda: self._renewed.remove(listener)

    def _ask(self, address: str, login: str, password: str) -> SignedIn:
        from workstation.remote.api import Api
        from workstation.remote.session import Session

        with remote_refusals():
            self._calling = Api(Session(address, language=self._profile.data.language or "en", ca=self._ca))
            try:
                self._calling.hello()
                return self._calling.sign_in(login, password, device=socket.gethostname())
            finally:
                self._calling.session.close()
                self._calling = None

    def _change_password(self, old: str, new: str) -> None:
        api = self.connect()
        try:
            with remote_refusals():
                api.change_password(old, new)
        finally:
            api.session.close()

    async def _open_for(
        self, address: str, login: str, account: Account, remember: bool, passphrase: str | None
    ) -> None:
        same = (address, login) == (self.server, self.login)
        if self.store is not None and same:
            self.me = account
            return
        if self.store is not None:
            store, self.store = self.store, None
            await self._worker.run(store.close)
        with storage_refusals():
            opened = await self._worker.run(
                opening.for_account, self._folder, self._profile, address, login, remember, passphrase
            )
        self._take(opened)
        self.server, self.login, self.me = address, login, account

    def _keep(self, answer: SignedIn, remember: bool) -> None:
        assert self.store is not None
        assert answer.account is not None
        self.token = answer.token
        opening.keep(self.store, self.server, self.login, answer, remember=remember)
        self.store.write_blocking(absence.note, self.now_ms())
        if self.key_state is not KeyKeeping.MEMORY:
            self._profile.update(server=self.server, login=self.login, signed_out=False)

    def _take(self, opened: Opened) -> None:
        self.store = opened.store
        self.key_state = opened.keeping
        self.token = opened.token
        self.me = opened.me
        self.salvaged = opened.store.salvaged is not None


def complete_address(server: str) -> str:
    """Return an address with its scheme: http for this machine, https for any other."""
    bare = server.strip().rstrip("/")
    if "://" in bare or not bare:
        return bare
    host = bare.partition("/")[0].rpartition(":")[0] or bare.partition("/")[0]
    here = host in ("localhost", "[::1]") or host.startswith("127.")
    return f"{'http' if here else 'https'}://{bare}"


def _give_back(api: "Api") -> None:
    """Have a token revoked, if the server can be reached."""
    with remote_refusals():
        try:
            api.sign_out()
        finally:
            api.session.close()
