"""Colleagues: accounts, presence, chats among them."""

from msgspec.structs import replace

from workstation.domain.account import Account, AccountKind, Presence
from workstation.domain.actions import OpenColleagueChat, SendMessage
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.message import check_text
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.presences import Presences
from workstation.services.views import ConversationRef


class TeamService:
    """The accounts of one's exhibitor."""

    def __init__(self, files: Files, outgoing: Outgoing, presences: Presences) -> None:
        self._files = files
        self._outgoing = outgoing
        self._presences = presences

    async def accounts(self) -> list[Account]:
        """Return all accounts, the main account first, then by name; presence as of now."""
        from workstation.storage import accounts

        found = [
            replace(account, presence=self._presences.of(account.id, account.presence))
            for account in await self._files.read(accounts.every)
        ]
        return sorted(found, key=lambda a: (a.kind is not AccountKind.MAIN, a.name("zh"), a.id))

    def presence(self, principal_id: PrincipalId) -> Presence | None:
        """Return what a signal said last about somebody, `None` when none came since the link is up."""
        return self._presences.heard(principal_id)

    async def open_chat(self, account_id: PrincipalId) -> ConversationRef:
        """Return the chat with a colleague; begins it if there is none (off-line under its client id).

        Raises:
            Refusal: `not_found` for an account that isn't a colleague's.
        """
        from workstation.storage import accounts, conversations, outbox

        me = await self._files.read(accounts.me_id)
        if account_id == me or await self._files.read(accounts.get, account_id) is None:
            raise Refusal("not_found")
        existing = await self._files.read(conversations.with_colleague, account_id)
        if existing is not None:
            return existing
        for pending in await self._files.read_local(outbox.every):
            if isinstance(pending.action, OpenColleagueChat) and pending.action.account_id == account_id:
                return pending.id
        return await self._outgoing.queue(OpenColleagueChat(account_id=account_id))

    async def share(self, chat: ConversationRef, conversation: ConversationId, comment: str = "") -> ActionId:
        """Show a conversation with a buyer to a colleague, as a link in the chat with him (queued).

        The link carries nothing of the conversation: who may not see it learns its number and no more.

        Raises:
            Refusal: `not_found`: not on this desk; `not_allowed`: no chat with a colleague, or no conversation with a
                buyer; `text_too_long`, `text_invalid` (comment).
        """
        from workstation.domain.conversation import ConversationKind
        from workstation.storage import conversations

        if comment.strip():
            check_text(comment)
        resolved = chat
        if not isinstance(chat, int):
            resolved = await self._files.read(conversations.resolve, chat) or chat
        head = await self._files.read(conversations.get, resolved) if isinstance(resolved, int) else None
        if isinstance(resolved, int) and (head is None or head.kind is not ConversationKind.COLLEAGUE):
            raise Refusal("not_found" if head is None else "not_allowed")
        linked = await self._files.read(conversations.get, conversation)
        if linked is None or linked.kind is not ConversationKind.CUSTOMER:
            raise Refusal("not_found" if linked is None else "not_allowed")
        text = comment if comment.strip() else ""
        return await self._outgoing.queue(
            SendMessage(conversation=resolved, text=text, link_conversation_id=conversation)
        )

    async def can_open(self, conversation: ConversationId) -> bool:
        """Tell whether a conversation that a link leads to is mine to see (all of those are on this desk)."""
        from workstation.storage import conversations

        return await self._files.read(conversations.get, conversation) is not None
