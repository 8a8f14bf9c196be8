"""Older history, fetched while nothing else is to do, so that it can be read and searched off-line."""

import threading
from collections.abc import Callable
from typing import Final

from workstation import logs
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ConversationId
from workstation.remote.api import Api
from workstation.remote.errors import Refused, RemoteFault
from workstation.storage import sync_queries
from workstation.storage.store import Store
from workstation.sync.in_background import InBackground

PAUSE_S: Final = 0.1
PAGE: Final = 200

log = logs.logger("sync.backfill")


class Backfill(InBackground):
    """Goes through the conversations with holes, newest first, a page at a time.

    Args:
        api, store: from where, to where.
        on_change: is told what each page changed.
        pause_s: between pages.
    """

    what = "history"

    def __init__(
        self, api: Api, store: Store, on_change: Callable[[ChangeSet], None], pause_s: float = PAUSE_S
    ) -> None:
        super().__init__(api, store, on_change)
        self._pause_s = pause_s
        self._refused: set[ConversationId] = set()
        self.complete = threading.Event()
        """Set while nothing that can be had is missing."""

    def again(self) -> None:
        """There may be new holes."""
        self._refused.clear()
        self.complete.clear()
        super().again()

    def _failed(self, fault: RemoteFault | None) -> None:
        self._rest()

    def _round(self) -> None:
        todo = [c for c in self._store.read_blocking(sync_queries.with_holes) if c not in self._refused]
        if not todo:
            self.complete.set()
            self._rest()
        for conversation_id in todo:
            if not self._allowed.is_set() or self._stopped.wait(self._pause_s):
                return
            self._page(conversation_id)

    def _page(self, conversation_id: ConversationId) -> None:
        before = self._store.read_blocking(sync_queries.hole_before, conversation_id)
        if before is None:
            return
        try:
            page = self._api.messages(conversation_id, before=before, limit=PAGE)
        except Refused as refused:
            log.info("history of %d: %s", conversation_id, refused.code)
            self._refused.add(conversation_id)
            return
        if not page.messages:
            self._refused.add(conversation_id)
            return
        self._on_change(self._store.write_blocking(sync_queries.apply_history, conversation_id, page))
