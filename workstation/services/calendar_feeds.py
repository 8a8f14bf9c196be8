"""My secret calendar addresses, without the secret itself: the server says that once, when it makes one."""

from typing import TYPE_CHECKING

from workstation.domain.ids import ActionId, new_action_id
from workstation.domain.slot_actions import CalendarFeed, MadeFeed, NewFeed, RevokeFeed
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.platform import Platform
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.tx import Tx


class CalendarFeeds:
    """Lists and revokes, which both work off-line; makes new ones, which takes the server."""

    def __init__(self, files: Files, outgoing: Outgoing, platform: Platform, worker: Worker) -> None:
        self._files = files
        self._outgoing = outgoing
        self._platform = platform
        self._worker = worker

    async def make(self, *, whole: bool = False) -> MadeFeed:
        """Have an address made, of my schedule or the whole one; the answer alone has it in full.

        Raises:
            Refusal: `not_allowed`, `too_many` (`limit`), `unreachable` and what else the network does.
        """
        made = await self._worker.run(self._platform.make_calendar_feed, NewFeed(id=new_action_id(), whole=whole))
        await self.keep(made.feed)
        return made

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
        # What the server has confirmed is not to come back from the cache before its event is here.
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
