"""`workstation fetch`: a desk without a window. It signs in, fetches all there is into a profile, and leaves."""

import argparse
import asyncio
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from workstation import logs
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import SystemClock
from workstation.domain.errors import Refusal
from workstation.domain.link import LinkState, Phase
from workstation.services.sign_in import SignIn
from workstation.services.views import KeyKeeping
from workstation.storage.store import Store
from workstation.sync.backfill import Backfill
from workstation.sync.engine import Sync

LOOK_S = 0.25
SAY_EVERY_S = 2.0
GIVES_UP_AFTER_S = 120.0
"""Without anything coming."""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Who signs in where: the line on standard input. Nothing secret stands in an argument."""

    server: str
    login: str
    password: str
    passphrase: str = ""
    """For the key of the local files, on a machine without a keyring."""


class FetchFailed(Exception):
    """The history could not be fetched; the text says why."""


class Fetcher:
    """Watches the sync until nothing is missing any more."""

    def __init__(self, store: Store, sign_in: SignIn) -> None:
        self._phase = Phase.SIGNED_OUT
        self._problem = ""
        self._conversations = 0
        self._messages = 0
        self._moved_at = time.monotonic()
        self._sync = Sync(
            store,
            sign_in.connect,
            SystemClock(),
            on_change=self._changed,
            on_link=self._linked,
            on_signal=lambda _signal: None,
            history=False,
        )
        # The desk's own leaves pauses for the people at the screen; here is nobody to disturb.
        self._history = Backfill(sign_in.connect(), store, self._changed, pause_s=0.0)

    def run(self) -> None:
        """Fetch everything. Blocks; call it on a worker thread.

        Raises:
            FetchFailed: the server refuses, or nothing has come for long.
        """
        thread = threading.Thread(target=self._history.run, name="history", daemon=True)
        thread.start()
        self._sync.start()
        try:
            self._wait()
        finally:
            self._history.stop()
            self._sync.stop()
            thread.join(5.0)

    def _wait(self) -> None:
        said_at = time.monotonic()
        while not self._history.complete.wait(LOOK_S):
            if self._phase is Phase.ONLINE:
                self._history.allow()  # also after a fault, for which it rests
            if self._phase is Phase.SIGNED_OUT and self._problem:
                raise FetchFailed(self._problem)
            now = time.monotonic()
            if now - self._moved_at > GIVES_UP_AFTER_S:
                raise FetchFailed(
                    f"nothing has come for {GIVES_UP_AFTER_S:.0f} s: {self._problem or self._phase.value}"
                )
            if now - said_at > SAY_EVERY_S:
                said_at = now
                print(f"{self._conversations} conversations, {self._messages} messages", file=sys.stderr, flush=True)

    def _changed(self, changes: ChangeSet) -> None:
        self._moved_at = time.monotonic()
        self._messages += sum(len(numbers) for numbers in changes.messages.values())

    def _linked(self, state: LinkState) -> None:
        self._phase, self._problem = state.phase, state.problem_code
        self._conversations = max(self._conversations, state.done)


async def fetch(folder: Path, account: Account) -> None:
    """Sign in and fetch everything into the profile.

    Raises:
        Refusal: the sign-in failed.
        FetchFailed: the fetching did.
    """
    sign_in = SignIn(folder)
    try:
        await sign_in.sign_in(account.server, account.login, account.password, True, account.passphrase or None)
        if sign_in.key_state is KeyKeeping.MEMORY or sign_in.store is None:
            raise FetchFailed("this machine has no keyring, and no passphrase was given: nothing would be kept")
        if sign_in.must_change_password:
            raise FetchFailed("the first password has to be changed")
        await asyncio.to_thread(Fetcher(sign_in.store, sign_in).run)
        await asyncio.to_thread(sign_in.store.close)
    finally:
        await sign_in.close()


def parser() -> argparse.ArgumentParser:
    """Return the parser of `workstation fetch`."""
    result = argparse.ArgumentParser(
        prog="workstation fetch",
        description="Fetch all an account may see into a profile. Reads one JSON line from standard input:"
        ' {"server": …, "login": …, "password": …}.',
    )
    result.add_argument("--profile", type=Path, required=True, metavar="DIR", help="folder of the desk's files")
    return result


def main(argv: Sequence[str]) -> int:
    """Fetch, and return the exit status."""
    options = parser().parse_args(list(argv))
    folder: Path = options.profile
    try:
        account = msgspec.json.decode(sys.stdin.readline(), type=Account)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        logs.start(folder / "logs")
        asyncio.run(fetch(folder, account))
    except (FetchFailed, OSError, msgspec.MsgspecError) as fault:
        print(f"workstation fetch: {fault}", file=sys.stderr)
        return 1
    except Refusal as refusal:
        print(f"workstation fetch: {refusal.code} {refusal.params or ''}", file=sys.stderr)
        return 1
    finally:
        logs.stop()
    return 0
