"""Keeping a buyer away from one's company, and reporting one to the organiser."""

from typing import TYPE_CHECKING

from workstation.domain.account_actions import BlockBuyer, ReportBuyer, ReportReason
from workstation.domain.conversation import Conversation, ConversationKind, may_serve
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId
from workstation.domain.message import check_text
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.views import ConversationRef

if TYPE_CHECKING:
    from workstation.storage.tx import Tx


class BlockingService:
    """Works on the local files alone; decisions leave through the outbox and show at once."""

    def __init__(self, files: Files, outgoing: Outgoing) -> None:
        self._files = files
        self._outgoing = outgoing

    async def is_blocked(self, conversation: ConversationRef) -> bool:
        """Tell whether the buyer of a conversation is (or is about to be) kept away."""
        head = await self._head(conversation)
        waiting = await self._files.read_local(_on_its_way, head.id)
        return head.blocked if waiting is None else waiting

    async def may(self, conversation: ConversationRef) -> bool:
        """Tell whether I may block and report the buyer: as owner of the conversation or main account."""
        from workstation.storage import accounts

        me = await self._files.read(accounts.me)
        try:
            head = await self._head(conversation)
        except Refusal:
            return False
        return me is not None and may_serve(me, head)

    async def block(self, conversation: ConversationRef) -> ActionId:
        """Let the buyer write to the company no more; the session ends (queued).

        Raises:
            Refusal: `not_allowed`, `not_found`.
        """
        return await self._outgoing.queue(BlockBuyer(conversation=await self._checked(conversation), blocked=True))

    async def unblock(self, conversation: ConversationRef) -> ActionId:
        """Let the buyer write again (queued).

        Raises:
            Refusal: `not_allowed`, `not_found`.
        """
        return await self._outgoing.queue(BlockBuyer(conversation=await self._checked(conversation), blocked=False))

    async def report(self, conversation: ConversationRef, reason: ReportReason, text: str = "") -> ActionId:
        """Tell the organiser about the buyer (queued).

        Raises:
            Refusal: `not_allowed`, `not_found`, `text_too_long` (2000 characters), `text_invalid`.
        """
        if text.strip():
            check_text(text)
        if len(text.strip()) > 2000:
            raise Refusal("text_too_long", {"limit": 2000, "length": len(text.strip())})
        return await self._outgoing.queue(
            ReportBuyer(conversation=await self._checked(conversation), reason=reason, text=text.strip())
        )

    async def _head(self, conversation: ConversationRef) -> Conversation:
        from workstation.storage import conversations

        head = await self._files.read(conversations.get, conversation) if isinstance(conversation, int) else None
        if head is None or head.kind is not ConversationKind.CUSTOMER:
            raise Refusal("not_found")
        return head

    async def _checked(self, conversation: ConversationRef) -> ConversationId:
        head = await self._head(conversation)
        if not await self.may(conversation):
            raise Refusal("not_allowed")
        return head.id


def _on_its_way(tx: "Tx", conversation: ConversationId) -> bool | None:
    """Return what the last decision that waits will make of it."""
    from workstation.storage import outbox

    blocked = None
    for one in outbox.for_conversation(tx, conversation):
        if isinstance(one.action, BlockBuyer) and one.state.value not in ("refused", "failed"):
            blocked = one.action.blocked
    return blocked
