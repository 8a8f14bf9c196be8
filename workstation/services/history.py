"""Finding one's way in what was said: images, days, tags in use, and fetching what is only on the server."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from workstation.domain.clock import from_ms
from workstation.domain.ids import ConversationId
from workstation.domain.message import Attachment
from workstation.services.chat import ChatService
from workstation.services.files import Files
from workstation.services.views import ConversationRef

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

IMAGES: Final = 60
TAGS: Final = 100


class SharedImage(Struct, frozen=True, kw_only=True):
    """An image that was sent in a conversation."""

    n: int
    at: datetime
    from_buyer: bool
    text: str
    attachment: Attachment


class SharedImages(Struct, frozen=True, kw_only=True):
    """Images of a conversation as far as it is on this machine."""

    images: tuple[SharedImage, ...] = ()
    """The newest first."""
    total: int = 0


class HistoryDay(Struct, frozen=True, kw_only=True):
    """A day on which something was said."""

    day: date
    n: int
    """The number of its first message."""
    at: datetime
    messages: int
    """How many there are of that day, lines of the platform not counted."""
    text: str
    """The beginning of what the buyer said first with words, else of what we did; empty where there were none."""


class HistoryService:
    """Works on the local files; only `fetch` needs the server."""

    def __init__(self, files: Files, chat: ChatService) -> None:
        self._files = files
        self._chat = chat

    async def images(
        self, conversation: ConversationRef, *, before_n: int | None = None, limit: int = IMAGES
    ) -> SharedImages:
        """Return the newest images, or those before a message."""
        from workstation.storage import history

        resolved = await self._resolved(conversation)
        if resolved is None:
            return SharedImages()
        found, total = await self._files.read(history.images, resolved, before_n, limit)
        made = (
            SharedImage(
                n=one.n, at=from_ms(one.at_ms), from_buyer=one.from_buyer, text=one.text, attachment=one.attachment
            )
            for one in found
        )
        return SharedImages(images=tuple(made), total=total)

    async def days(self, conversation: ConversationRef, zone: tzinfo | None = None) -> dict[date, int]:
        """Return the days on which something was said, each with the number of its first message, ascending.

        Args:
            conversation: which.
            zone: whose days; default: the machine's.
        """
        resolved = await self._resolved(conversation)
        return {} if resolved is None else await self._files.read(_days, resolved, zone)

    async def by_day(self, conversation: ConversationRef, zone: tzinfo | None = None) -> list[HistoryDay]:
        """Return the days on which people said something, the latest first.

        Args:
            conversation: which.
            zone: whose days; default: the machine's.
        """
        resolved = await self._resolved(conversation)
        return [] if resolved is None else await self._files.read(_by_day, resolved, zone)

    async def missing(self, conversation: ConversationRef) -> int:
        """Return how many messages of a conversation are only on the server."""
        from workstation.storage import history

        resolved = await self._resolved(conversation)
        return 0 if resolved is None else await self._files.read(history.missing, resolved)

    async def incomplete(self) -> list[ConversationId]:
        """Return the conversations of which messages are only on the server, the most recent first."""
        from workstation.storage import history

        return await self._files.read(history.incomplete)

    async def fetch(self, conversation: ConversationRef, on_left: Callable[[int], None] = lambda _: None) -> None:
        """Bring everything of a conversation onto this machine; cancelling keeps what has come.

        Args:
            conversation: which.
            on_left: told after each page how many messages are still missing.

        Raises:
            Refusal: `unreachable` and other codes of the link.
        """
        left = await self.missing(conversation)
        while left:
            came = await self._chat.fetch_older(conversation)
            before, left = left, await self.missing(conversation)
            on_left(left)
            if not came or left >= before:  # what is still missing can't be had
                return

    async def tags(self) -> list[str]:
        """Return the tags that I use, the most used first."""
        from workstation.storage import history

        return await self._files.read(history.tags, TAGS)

    async def _resolved(self, conversation: ConversationRef) -> ConversationId | None:
        """Return the server's id, `None` while it has none (nothing of it is in the cache then)."""
        from workstation.storage import conversations

        if isinstance(conversation, int):
            return ConversationId(conversation)
        return await self._files.read(conversations.resolve, conversation)


def _days(tx: "Tx", conversation: ConversationId, zone: tzinfo | None) -> dict[date, int]:
    from workstation.storage import history

    found: dict[date, int] = {}
    for n, at_ms in history.times(tx, conversation):
        found.setdefault(from_ms(at_ms).astimezone(zone).date(), n)
    return dict(sorted(found.items()))


def _by_day(tx: "Tx", conversation: ConversationId, zone: tzinfo | None) -> list[HistoryDay]:
    from workstation.storage import history

    days = groupby(history.said(tx, conversation), lambda one: from_ms(one[1]).astimezone(zone).date())
    return [_day(day, list(said)) for day, said in days][::-1]


def _day(day: date, said: Sequence[tuple[int, int, bool, str]]) -> HistoryDay:
    worded = [(from_buyer, text) for _, _, from_buyer, text in said if text.strip()]
    text = next((text for from_buyer, text in worded if from_buyer), worded[0][1] if worded else "")
    return HistoryDay(day=day, n=said[0][0], at=from_ms(said[0][1]), messages=len(said), text=text)
