"""The platform's notices in the message centre."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.actions import MarkNoticesRead
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ActionId, ConversationId, NoticeId
from workstation.domain.notice import Notice
from workstation.domain.transfer import TransferState
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

AT_ONCE: Final = 200
"""Notices marked by one action."""

_PLACES: Final = {
    "booking": "calendar",
    "receiver_named": "calendar",
    "deadline": "overview",
    "intent_matched": "intents",
    "intent_assigned": "intents",
    "card_received": "cards",
}
"""Which screen the kinds lead to that are not about a conversation."""


class Target(Struct, frozen=True, kw_only=True):
    """Where a click on a notice leads."""

    place: str
    """`conversation`, `transfer`, `calendar`, `card`, `cards`, `intents`, `overview`; empty: nowhere, or it is no
    longer mine to see."""
    conversation: ConversationId | None = None
    card: ActionId | None = None
    booking: ActionId | None = None
    intent: ActionId | None = None


class NoticeService:
    """The message centre."""

    def __init__(self, files: Files, outgoing: Outgoing) -> None:
        self._files = files
        self._outgoing = outgoing

    async def list(self, *, unread_only: bool = False, kinds: Collection[str] = (), limit: int = 200) -> "list[Notice]":
        """Return the notices, newest first, read marks on their way laid over.

        Args:
            unread_only: only those.
            kinds: only these kinds (`Notice.code`); default: all.
            limit: at most so many.
        """
        from workstation.storage import notices

        reading = await self._files.read_local(_being_read)
        # Those whose mark is on its way are unread in the cache still: so many more must be read there.
        found = await self._files.read(
            notices.newest, unread_only=unread_only, codes=tuple(kinds), limit=limit + len(reading)
        )
        laid_over = [replace(n, read=True) if n.id in reading else n for n in found]
        return [n for n in laid_over if not (unread_only and n.read)][:limit]

    async def unread(self) -> int:
        """Return how many are unread, read marks on their way laid over."""
        return len(await self._unread_ids())

    async def kinds(self) -> Sequence[str]:
        """Return the kinds of notices that there are (for the filter), by name."""
        from workstation.storage import notices

        return await self._files.read(notices.kinds)

    async def mark_read(self, ids: tuple[NoticeId, ...]) -> None:
        """I have read these (queued)."""
        for start in range(0, len(ids), AT_ONCE):
            await self._outgoing.queue(MarkNoticesRead(ids=ids[start : start + AT_ONCE]))
        if ids:
            self._outgoing.changed(ChangeSet(notices=True), queued=False)

    async def mark_all_read(self) -> None:
        """I have read all that there are (queued)."""
        await self.mark_read(tuple(await self._unread_ids()))

    async def where(self, notice: Notice) -> Target:
        """Return where a notice leads; nowhere when its conversation is not (or no longer) on this desk."""
        from workstation.storage import cards, conversations

        about = _about(notice)
        if booking := str(notice.params.get("booking", "")):
            return Target(place="calendar", conversation=about, booking=ActionId(UUID(booking)))
        if intent := str(notice.params.get("intent", "")):
            return await self._intent(ActionId(UUID(intent)))
        if about is None:
            return Target(place=_PLACES.get(notice.code, ""))
        if notice.code == "card_received":
            card = await self._files.read(cards.of_message, about, _number(notice, "n"))
            if card is not None:
                return Target(place="card", card=card)
        if notice.code == "transfer_asked" and await self._files.read(_asks_me, about):
            return Target(place="transfer", conversation=about)
        if await self._files.read(conversations.get, about) is None:
            return Target(place="")
        return Target(place="conversation", conversation=about)

    async def _intent(self, intent: ActionId) -> Target:
        from workstation.storage import intents

        there = await self._files.read(intents.get, intent) is not None
        return Target(place="intents", intent=intent) if there else Target(place="")

    async def _unread_ids(self) -> Sequence[NoticeId]:
        from workstation.storage import notices

        reading = await self._files.read_local(_being_read)
        return [id_ for id_ in await self._files.read(notices.unread) if id_ not in reading]


def _number(notice: Notice, name: str) -> int | None:
    value = notice.params.get(name)
    return value if isinstance(value, int) else None


def _about(notice: Notice) -> ConversationId | None:
    """Return the conversation that a notice is about, also one that its reader may not see (yet)."""
    named = _number(notice, "conversation_id")
    return notice.conversation_id or (None if named is None else ConversationId(named))


def _asks_me(tx: "Tx", conversation: ConversationId) -> bool:
    from workstation.storage import accounts, team

    me = accounts.me_id(tx)
    return any(
        one.conversation_id == conversation and one.to_id == me and one.state is TransferState.ASKED
        for one in team.every_transfer(tx)
    )


def _being_read(tx: "Tx") -> set[NoticeId]:
    from workstation.storage import outbox

    return {
        id_ for pending in outbox.every(tx) if isinstance(pending.action, MarkNoticesRead) for id_ in pending.action.ids
    }
