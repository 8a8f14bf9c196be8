"""The folders of business cards, read page by page when a first sync or a permission asks for it."""

from typing import Final

from workstation.domain.ids import ActionId
from workstation.remote.errors import RemoteFault
from workstation.storage import cards
from workstation.sync.in_background import InBackground

PAUSE_S: Final = 0.02
"""Between pages, so that screens get their share of the interpreter."""
PAGE: Final = 200
AGAIN_S: Final = 3.0
"""After a page that did not come."""


class Folders(InBackground):
    """Reads all folders that one may see, from the beginning each time; broken off it begins again."""

    what = "folders"

    def _failed(self, fault: RemoteFault | None) -> None:
        if fault is not None and fault.passing and not self._stopped.wait(AGAIN_S):
            self.again()

    def _round(self) -> None:
        self._rest()  # before looking: what is asked for from now on ends it
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
