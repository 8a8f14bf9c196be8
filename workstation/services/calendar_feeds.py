"""My secret calendar addresses, without the secret itself: the server says that once, when it makes one."""

from typing import TYPE_CHECKING

from workstation.domain.ids import ActionId
from workstation.domain.slot_actions import CalendarFeed, RevokeFeed
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing

if TYPE_CHECKING:
    from workstation.storage.tx import Tx


class CalendarFeeds:
    """Lists and revokes; both work off-line."""

    def __init__(self, files: Files, outgoing: Outgoing) -> None:
        self._files = files
        self._outgoing = outgoing

    async def list(self) -> tuple[CalendarFeed, ...]:
        """Return my addresses in the order in which they were made; those being revoked are left out."""
        revoked = await self._files.read_local(_being_revoked)
        return tuple(one for one in await self._files.read(_every) if one.id not in revoked)

    async def keep(self, feed: CalendarFeed) -> None:
        """Take in an address that the server has just made."""
        from workstation.storage import calendar

        await self._files.write(calendar.store_feed, feed)

    async def revoke(self, feed_id: ActionId) -> None:
        """Make an address worthless (queued)."""
        from workstation.storage import calendar

        await self._outgoing.queue(RevokeFeed(feed=feed_id))
        # No event tells of it: what the server has confirmed is not to come back from the cache.
        await self._files.write(calendar.forget_feed, feed_id)


def _every(tx: "Tx") -> list[CalendarFeed]:
    from workstation.storage import calendar

    return calendar.every_feed(tx)


def _being_revoked(tx: "Tx") -> set[ActionId]:
    from workstation.storage import outbox

    refused = (outbox.State.REFUSED, outbox.State.FAILED)
    return {
        one.action.feed
        for one in outbox.of_lane(tx, "self")
        if isinstance(one.action, RevokeFeed) and one.state not in refused
    }
