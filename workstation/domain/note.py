"""Notes on a buyer: private, or shared in the company by choice (domain.md §2)."""

from datetime import datetime

from msgspec import Struct

from workstation.domain.ids import ActionId, ConversationId, PrincipalId


class Note(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an account wrote down about the buyer of a conversation; named by the action that made it.

    The buyer never gets it. A private one goes to its author alone.
    """

    id: ActionId
    rev: int
    conversation_id: ConversationId
    author_id: PrincipalId
    at: datetime
    """When it was written or changed last."""
    text: str = ""
    shared: bool = False
    deleted: bool = False
    """Gone, or no longer this reader's to see; then it has no text."""
