"""Purchase intents: what buyers want, and what each exhibitor that it is matched to does about it (domain.md §5)."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from workstation.domain.ids import ActionId, AttachmentId, ConversationId, ExhibitId, PrincipalId
from workstation.domain.message import Attachment as Attachment
from workstation.domain.message import SharedIntent as SharedIntent
from workstation.domain.message import Wanted as Wanted

MAX_TITLE_CHARS: Final = 200
MAX_DESCRIPTION_CHARS: Final = 4_000
MAX_IMAGES: Final = 6
MAX_MATCHES: Final = 10
"""Exhibits of one exhibitor that an intent is matched with, the best ones."""
MAX_EXHIBITORS: Final = 50
"""Exhibitors that one intent goes to, those that match best."""


class IntentState(StrEnum):
    """Where an exhibitor stands with an intent that it received."""

    NEW = "new"
    """Nobody who received it has opened it."""
    SEEN = "seen"
    CONTACTED = "contacted"
    """A card was sent, or a chat was started from it."""
    DONE = "done"


class IntentEnd(StrEnum):
    """Why the buyer wants no more answers."""

    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """Its deadline has passed."""


class Intent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A purchase intent as its buyer published it."""

    id: ActionId
    """Of the action that published it."""
    rev: int
    buyer_id: PrincipalId
    at: datetime
    wanted: Wanted
    images: tuple[Attachment, ...] = ()
    ended: IntentEnd | None = None


class Match(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An exhibit that fits an intent, and why."""

    exhibit_id: ExhibitId
    score: int
    """0 to 100."""
    reasons: tuple[str, ...] = ()
    """Codes: `section`, `category`, `words`, `price`, `quantity`, `complete`; the weightiest first."""
    words: tuple[str, ...] = ()
    """The words that both have, for `words`."""


class ReceivedIntent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An intent as an exhibitor has it: what it matches, whose it is, and what was done about it.

    Who may not see details (permission `intent_details`) gets it without description, price, quantity, images and
    the buyer's name (`reduced`).
    """

    intent: Intent
    rev: int
    """Of this exhibitor's copy; grows also when the intent itself changes."""
    matches: tuple[Match, ...] = ()
    """Best first; empty: matched by section alone."""
    received_at: datetime
    state: IntentState = IntentState.NEW
    owner_id: PrincipalId | None = None
    """Who deals with it; `None`: it waits to be assigned."""
    rule: str = ""
    """`routing.Rule` that decided, or `assign`."""
    seen_at: datetime | None = None
    card_sent_at: datetime | None = None
    chat_at: datetime | None = None
    """When a chat was started from it, by either side."""
    conversation_id: ConversationId | None = None
    """The conversation with its buyer, once there is one."""
    done_at: datetime | None = None
    done_by_id: PrincipalId | None = None
    done_words: str = ""
    buyer_name: str = ""
    buyer_company: str = ""
    buyer_country: str = ""
    buyer_zone: str = ""
    buyer_languages: tuple[str, ...] = ()
    """BCP 47, the one they prefer first."""
    reduced: bool = False
    gone: bool = False
    """No longer this account's to see: desks forget it."""

    @property
    def id(self) -> ActionId:
        """The intent's: within one exhibitor it names this too."""
        return self.intent.id

    @property
    def open(self) -> bool:
        """Tell whether somebody still has to do something about it."""
        return self.state is not IntentState.DONE and self.intent.ended is None


class BuyerIntent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An intent in its buyer's own list (`GET /api/v1/intents`), with how many exhibitors received and answered it."""

    intent: Intent
    received: int = 0
    contacted: int = 0


class NewIntent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is published: the form and its pictures (client ids of complete uploads, or attachments it has already)."""

    wanted: Wanted
    uploads: tuple[ActionId, ...] = ()
    kept: tuple[AttachmentId, ...] = ()
