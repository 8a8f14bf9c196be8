"""What a write to the local store changed: each screen decides what of it to repaint."""

from msgspec import Struct

from workstation.domain.ids import ActionId, ConversationId, PrincipalId


class ChangeSet(Struct, frozen=True, kw_only=True):
    """Ids of what changed; `everything` after a rebuild, a first sync's end or a remote wipe."""

    conversations: frozenset[ConversationId] = frozenset()
    """Rows of the list whose head, marks, preview, draft or unsent count changed (also new and vanished ones)."""
    messages: dict[ConversationId, frozenset[int]] = {}
    """Numbers `n` of messages new or changed, by conversation."""
    outbox: frozenset[str] = frozenset()
    """Lanes whose waiting actions changed."""
    buyers: frozenset[PrincipalId] = frozenset()
    accounts: frozenset[PrincipalId] = frozenset()
    notes: frozenset[ConversationId] = frozenset()
    """Conversations whose notes changed."""
    notices: bool = False
    exhibits: bool = False
    phrases: bool = False
    distribution: bool = False
    """The rules of distribution, or who is associated with what."""
    transfers: bool = False
    auto_replies: bool = False
    cards: bool = False
    """Business cards, one's own or in a folder."""
    translation: bool = False
    """The memory, the glossary, the policy, or what holds for a buyer."""
    slots: bool = False
    """Negotiation slots, or the rules of booking."""
    bookings: frozenset[ActionId] = frozenset()
    calendar_feeds: bool = False
    """One's own secret calendar addresses."""
    intents: frozenset[ActionId] = frozenset()
    """Purchase intents received, or changed, or no longer mine to see."""
    everything: bool = False

    def __or__(self, other: "ChangeSet") -> "ChangeSet":
        """Return both together."""
        messages = dict(self.messages)
        for conversation_id, numbers in other.messages.items():
            messages[conversation_id] = messages.get(conversation_id, frozenset()) | numbers
        return ChangeSet(
            conversations=self.conversations | other.conversations,
            messages=messages,
            outbox=self.outbox | other.outbox,
            buyers=self.buyers | other.buyers,
            accounts=self.accounts | other.accounts,
            notes=self.notes | other.notes,
            notices=self.notices or other.notices,
            exhibits=self.exhibits or other.exhibits,
            phrases=self.phrases or other.phrases,
            distribution=self.distribution or other.distribution,
            transfers=self.transfers or other.transfers,
            auto_replies=self.auto_replies or other.auto_replies,
            cards=self.cards or other.cards,
            translation=self.translation or other.translation,
            slots=self.slots or other.slots,
            bookings=self.bookings | other.bookings,
            calendar_feeds=self.calendar_feeds or other.calendar_feeds,
            intents=self.intents | other.intents,
            everything=self.everything or other.everything,
        )
