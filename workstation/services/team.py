"""Colleagues: accounts, presence, chats among them, transfer."""

from typing import TYPE_CHECKING

from workstation.domain.account import Account, Presence
from workstation.domain.events import PresenceMoved
from workstation.domain.ids import PrincipalId
from workstation.services.views import ConversationRef

if TYPE_CHECKING:
    from workstation.services.outgoing import Outgoing
    from workstation.storage.store import Store


class TeamService:
    """The accounts of one's exhibitor."""

    def __init__(self, store: "Store", outgoing: "Outgoing", me_id: PrincipalId) -> None:
        self._store = store
        self._outgoing = outgoing
        self._me_id = me_id

    async def accounts(self) -> list[Account]:
        """Return all accounts, the main account first, then by name; presence as of now."""
        raise NotImplementedError

    def presence(self, principal_id: PrincipalId) -> Presence | None:
        """Return what a signal said last about somebody, `None` when none came since the link is up."""
        raise NotImplementedError

    def moved(self, signal: PresenceMoved) -> None:
        """Take note of somebody's presence."""
        raise NotImplementedError

    async def open_chat(self, account_id: PrincipalId) -> ConversationRef:
        """Return the chat with a colleague; begins it if there is none (off-line under its client id)."""
        raise NotImplementedError

    async def transfer(self, conversation: ConversationRef, to_id: PrincipalId, reason: str = "") -> None:
        """Hand a conversation to a colleague (queued).

        Raises:
            Refusal: `not_allowed` when neither owner nor main account.
        """
        raise NotImplementedError
