"""The folders of business cards, read page by page when a first sync or a permission asks for it."""

import threading
from collections.abc import Callable
from typing import Final

from workstation import logs
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ActionId
from workstation.remote.api import Api
from workstation.remote.errors import RemoteFault
from workstation.storage import cards
from workstation.storage.errors import StorageError
from workstation.storage.store import Store

PAUSE_S: Final = 0.02
"""Between pages, so that screens get their share of the interpreter."""
PAGE: Final = 200
AGAIN_S: Final = 3.0
"""After a page that did not come."""

log = logs.logger("sync.folders")


class Folders:
    """Reads all folders that one may see, from the beginning each time; broken off it begins again.

    Args:
        api, store: from where, to where.
        on_change: is told what each page changed.
    """

    def __init__(self, api: Api, store: Store, on_change: Callable[[ChangeSet], None]) -> None:
        self._api = api
        self._store = store
        self._on_change = on_change
        self._allowed = threading.Event()
        self._stopped = threading.Event()
        self._up = False

    def allow(self) -> None:
        """The link is up."""
        self._up = True
        self._allowed.set()

    def forbid(self) -> None:
        """The link is down."""
        self._up = False
        self._allowed.clear()

    def again(self) -> None:
        """There may be something to read."""
        if self._up:
            self._allowed.set()

    def stop(self) -> None:
        """Make `run` return."""
        self._stopped.set()
        self._allowed.set()

    def run(self) -> None:
        """Read what is asked for until `stop`. On a thread of its own."""
        while not self._stopped.is_set():
            self._allowed.wait()
            # Before looking: what is asked for from now on sets it again.
            self._allowed.clear()
            try:
                self._round()
            except RemoteFault as fault:
                log.info("folders: %s", fault)
                if fault.passing and not self._stopped.wait(AGAIN_S):
                    self.again()
            except StorageError as error:
                log.info("folders: %s", error.code)

    def _round(self) -> None:
        round_ = None if self._stopped.is_set() else self._store.read_blocking(cards.wanted_round)
        if round_ is None:
            return
        after: ActionId | None = None
        while True:
            page = self._api.cards(after, PAGE)
            changes = self._store.write_blocking(cards.store_page, page.cards, round_)
            if changes is None:
                self.again()
                return
            self._on_change(changes)
            after = page.next
            if after is None:
                self._on_change(self._store.write_blocking(cards.finish_round, round_))
                self.again()
                return
            if self._stopped.wait(PAUSE_S) or not self._up:
                return
