"""The platform's notices, and which notification to show for what arrived."""

from typing import TYPE_CHECKING

from workstation.domain.ids import NoticeId
from workstation.domain.notice import Notice

if TYPE_CHECKING:
    from workstation.services.outgoing import Outgoing
    from workstation.storage.store import Store


class NoticeService:
    """The message centre."""

    def __init__(self, store: "Store", outgoing: "Outgoing") -> None:
        self._store = store
        self._outgoing = outgoing

    async def list(self, *, unread_only: bool = False, limit: int = 200) -> "list[Notice]":
        """Return the notices, newest first, read marks on their way laid over."""
        raise NotImplementedError

    async def mark_read(self, ids: tuple[NoticeId, ...]) -> None:
        """I have read these (queued)."""
        raise NotImplementedError
