"""Handing a conversation to a colleague: what both of them, and the main account, know of it (domain.md §2)."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from workstation.domain.ids import ActionId, ConversationId, PrincipalId

MAX_REASON_CHARS: Final = 1000


class TransferState(StrEnum):
    """Where it stands."""

    ASKED = "asked"
    """The receiver has not answered; the giver serves the buyer meanwhile."""
    DONE = "done"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    """The time for an answer has passed: the conversation stayed with the giver."""
    WITHDRAWN = "withdrawn"
    """By the giver or the main account, or because the conversation went elsewhere meanwhile."""


class Transfer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One hand-over."""

    id: ActionId
    """Of the action that began it; also the number of its hand-over note, if it has one."""
    rev: int
    conversation_id: ConversationId
    from_id: PrincipalId | None = None
    """Whose it was; `None` from the queue."""
    by_id: PrincipalId
    """Who decided: the owner or the main account."""
    to_id: PrincipalId
    reason: str = ""
    note: str = ""
    draft: str = ""
    """The giver's unsent text; for giver and receiver alone."""
    state: TransferState
    at: datetime
    answer_by: datetime | None = None
    """When asking ends."""
    words: str = ""
    """The receiver's, with a refusal."""
    buyer_name: str = ""
    buyer_company: str = ""
    buyer_country: str = ""
    buyer_languages: tuple[str, ...] = ()
    """Of the buyer, for a receiver who does not see the conversation yet."""
    over: bool = False
    """Nobody has anything to do about it any more: desks forget it."""
