"""Conversations: one record per (buyer, exhibitor) for ever, or one per pair of colleagues (domain.md §2)."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.buyer import Buyer
from workstation.domain.ids import (
    ActionId,
    ConversationId,
    ExhibitId,
    ExhibitorId,
    PrincipalId,
)
from workstation.domain.message import Message
from workstation.domain.note import Note
from workstation.domain.translation.policy import BuyerTranslation


class ConversationKind(StrEnum):
    """With a buyer, or between two accounts of one exhibitor."""

    CUSTOMER = "customer"
    COLLEAGUE = "colleague"


class Conversation(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The slow-moving head of a conversation; what was said last is read from its messages."""

    id: ConversationId
    rev: int
    kind: ConversationKind
    exhibitor_id: ExhibitorId
    created_at: datetime
    buyer_id: PrincipalId | None = None
    participant_ids: tuple[PrincipalId, ...] = ()
    """The two accounts of a colleague conversation."""
    owner_id: PrincipalId | None = None
    queued_at: datetime | None = None
    """Since when the buyer waits in the queue for somebody to serve him."""
    exhibit_id: ExhibitId | None = None
    """The exhibit the buyer asked about last."""
    intent_id: ActionId | None = None
    """The buyer's purchase intent that a chat was started from last; `None` again when the buyer has asked about an
    exhibit since."""
    channel: str = "web"
    live: bool = True
    """Whether a session is open; while it is, the owner keeps the buyer."""
    last_n: int = 0
    blocked: bool = False
    client_id: ActionId | None = None
    """The desk's name for it, when it was begun off-line."""


class Marks(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one account keeps about a conversation for itself."""

    conversation_id: ConversationId
    rev: int
    read_n: int = 0
    starred: bool = False
    pinned: bool = False
    muted: bool = False
    marked_unread: bool = False
    """To be looked at again, though all of it was read."""
    tags: tuple[str, ...] = ()


class ReadMark(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How far somebody has read; only ever grows."""

    conversation_id: ConversationId
    reader_id: PrincipalId
    n: int


class ConversationPage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A conversation as a desk first gets it: head, buyer, marks, reading positions and newest messages."""

    conversation: Conversation
    marks: Marks
    buyer: Buyer | None = None
    reads: tuple[ReadMark, ...] = ()
    messages: tuple[Message, ...] = ()
    """Newest page, ascending by `n`."""
    notes: tuple[Note, ...] = ()
    """All that the reader may see, oldest first; never for a buyer."""
    translation: BuyerTranslation | None = None
    """What somebody has decided for the buyer; never for a buyer."""
    readable_to_n: int | None = None
    """Set for one who gave the conversation away: what came later is not his."""


class CompanyPage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Conversations of the company, for who may look into its history; each with its last message."""

    conversations: tuple[ConversationPage, ...]
    next: str | None = None
    """Cursor of the next page; `None` on the last."""


def may_write(account: Account, conversation: Conversation) -> bool:
    """Tell whether the account may write there: owner or main account, or a participant (architecture.md)."""
    if conversation.kind is ConversationKind.COLLEAGUE:
        return (
            account.enabled
            and account.exhibitor_id == conversation.exhibitor_id
            and account.id in conversation.participant_ids
        )
    return not conversation.blocked and may_serve(account, conversation)


def may_serve(account: Account, conversation: Conversation) -> bool:
    """Tell whether the buyer is this account's to deal with: its own, or anybody's for the main account."""
    if not account.enabled or account.exhibitor_id != conversation.exhibitor_id:
        return False
    if account.kind is AccountKind.MAIN:
        return True
    return account.id == conversation.owner_id and account.may(Permission.RECEIVE_MESSAGES)
