"""The list of conversations: rows, counts and marks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workstation.domain.ids import PrincipalId
from workstation.services.views import ConversationRef, InboxCounts, InboxFilter, InboxRow

if TYPE_CHECKING:
    from workstation.services.outgoing import Outgoing
    from workstation.storage.store import Store


class InboxService:
    """Reads the list from the store with the outbox laid over it; never waits for the network."""

    def __init__(self, store: "Store", outgoing: "Outgoing", me_id: PrincipalId) -> None:
        self._store = store
        self._outgoing = outgoing
        self._me_id = me_id

    async def list(self, wanted: InboxFilter) -> "list[InboxRow]":
        """Return the rows in their order, pinned first."""
        raise NotImplementedError

    async def rows(self, ids: Iterable[ConversationRef]) -> dict[ConversationRef, InboxRow]:
        """Return these rows afresh, whatever the filter; a vanished one is missing from the answer."""
        raise NotImplementedError

    async def matching(self, wanted: InboxFilter, ids: Iterable[ConversationRef]) -> dict[ConversationRef, InboxRow]:
        """Return those of these rows that belong into the filtered list (for updating single rows of it)."""
        raise NotImplementedError

    async def counts(self) -> InboxCounts:
        """Return the figures for rail, tabs, chips and tray."""
        raise NotImplementedError

    async def set_marks(
        self,
        conversation: ConversationRef,
        *,
        starred: bool | None = None,
        pinned: bool | None = None,
        muted: bool | None = None,
        tags: tuple[str, ...] | None = None,
    ) -> None:
        """Star, pin, mute or tag; `None` leaves a mark as it is. Shown at once, sent by the outbox."""
        raise NotImplementedError
