"""The platform's notices in the message centre."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from workstation.domain.actions import MarkNoticesRead
from workstation.domain.ids import NoticeId
from workstation.domain.notice import Notice
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing

if TYPE_CHECKING:
    from workstation.storage.tx import Tx


class NoticeService:
    """The message centre."""

    def __init__(self, files: Files, outgoing: Outgoing) -> None:
        self._files = files
        self._outgoing = outgoing

    async def list(self, *, unread_only: bool = False, limit: int = 200) -> "list[Notice]":
        """Return the notices, newest first, read marks on their way laid over."""
        from workstation.storage import notices

        reading = await self._files.read_local(_being_read)
        found = await self._files.read(notices.newest, unread_only=unread_only, limit=limit)
        laid_over = [replace(n, read=True) if n.id in reading else n for n in found]
        return [n for n in laid_over if not (unread_only and n.read)]

    async def mark_read(self, ids: tuple[NoticeId, ...]) -> None:
        """I have read these (queued)."""
        if ids:
            await self._outgoing.queue(MarkNoticesRead(ids=ids))


def _being_read(tx: "Tx") -> set[NoticeId]:
    from workstation.storage import outbox

    return {
        id_ for pending in outbox.every(tx) if isinstance(pending.action, MarkNoticesRead) for id_ in pending.action.ids
    }
