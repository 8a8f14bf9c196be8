"""Getting to a place of a conversation that may be only on the server: a day, a message, what follows one."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from workstation.domain.clock import to_ms
from workstation.domain.events import MessagePage
from workstation.domain.ids import ConversationId
from workstation.services.files import Files
from workstation.services.history import HistoryService
from workstation.services.platform import Platform
from workstation.services.views import ConversationRef
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

PAGE: Final = 100


class Days(Struct, frozen=True, kw_only=True):
    """On which days something was said, in the machine's zone."""

    known: Mapping[date, int]
    """Days of what is on this machine, each with its first message, ascending."""
    perhaps: frozenset[date] = frozenset()
    """Days of which messages may be on the server alone."""


class JumpService:
    """Asks the server only for what is missing here.

    Args:
        files, platform, worker: the account's.
        history: knows the days of what is cached.
    """

    def __init__(self, files: Files, platform: Platform, worker: Worker, history: HistoryService) -> None:
        self._files = files
        self._platform = platform
        self._worker = worker
        self._history = history

    async def days(self, conversation: ConversationRef) -> Days:
        """Return the days one may go to."""
        known = await self._history.days(conversation)
        if not isinstance(conversation, int) or not await self._history.missing(conversation):
            return Days(known=known)
        begun = (await self._files.read(_begun_at, ConversationId(conversation))).astimezone().date()
        last = max(known, default=begun)
        span = (begun + timedelta(days=count) for count in range((last - begun).days + 1))
        return Days(known=known, perhaps=frozenset(day for day in span if day not in known))

    async def first_on(self, conversation: ConversationRef, day: date, zone: tzinfo | None = None) -> int | None:
        """Return the first message of a day or after it; `None` when nothing was said since.

        Args:
            conversation: which.
            day: in `zone`, default the machine's.
            zone: whose days.

        Raises:
            Refusal: `unreachable` and other codes of the link, when it is only on the server.
        """
        from workstation.storage import messages

        if not isinstance(conversation, int):
            return None
        moment = datetime.combine(day, time(), zone).astimezone()
        ref = ConversationId(conversation)
        found, sure = await self._files.read(messages.first_since, ref, to_ms(moment))
        if sure:
            return found
        await self._take(ref, await self._worker.run(self._platform.messages_since, ref, moment, PAGE))
        return (await self._files.read(messages.first_since, ref, to_ms(moment)))[0]

    async def fetch_around(self, conversation: ConversationRef, n: int) -> bool:
        """Load what stands around a message into the cache; return whether anything came.

        Raises:
            Refusal: `unreachable` and other codes of the link.
        """
        return await self.fetch_newer(conversation, max(0, n - PAGE // 2))

    async def fetch_newer(self, conversation: ConversationRef, after_n: int) -> bool:
        """Load what follows a message into the cache; return whether anything came.

        Raises:
            Refusal: `unreachable` and other codes of the link.
        """
        if not isinstance(conversation, int):
            return False
        ref = ConversationId(conversation)
        page = await self._worker.run(self._platform.messages_after, ref, after_n, PAGE)
        await self._take(ref, page)
        return bool(page.messages)

    async def _take(self, conversation: ConversationId, page: MessagePage) -> None:
        from workstation.storage import sync_queries

        await self._files.write(sync_queries.apply_history, conversation, page)


def _begun_at(tx: "Tx", conversation: ConversationId) -> datetime:
    from workstation.domain.clock import from_ms
    from workstation.storage import conversations

    head = conversations.get(tx, conversation)
    return head.created_at if head is not None else from_ms(0)
