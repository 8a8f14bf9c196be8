"""What is read in the background while the link is up, on a thread of its own."""

import threading
from collections.abc import Callable

from workstation import logs
from workstation.domain.changes import ChangeSet
from workstation.remote.api import Api
from workstation.remote.errors import RemoteFault
from workstation.storage.errors import StorageError
from workstation.storage.store import Store

log = logs.logger("sync.background")


class InBackground:
    """Goes on while the link is up and rests while it is down; a subclass says what a round of it is.

    Args:
        api, store: from where, to where.
        on_change: is told what each page changed.
    """

    what = ""
    """Names it in the log."""

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
        """Work until `stop`. On a thread of its own."""
        while not self._stopped.is_set():
            self._allowed.wait()
            try:
                self._round()
            except RemoteFault as fault:
                log.info("%s: %s", self.what, fault)
                self._failed(fault)
            except StorageError as error:
                log.info("%s: %s", self.what, error.code)
                self._failed(None)

    def _round(self) -> None:
        """Read what there is to read now.

        Raises:
            RemoteFault, StorageError: it came to nothing this time.
        """
        raise NotImplementedError

    def _failed(self, fault: RemoteFault | None) -> None:
        """A round came to nothing: by the network, or (`None`) by the files."""

    def _rest(self) -> None:
        """Wait until there may be something to read."""
        if not self._stopped.is_set():
            self._allowed.clear()
