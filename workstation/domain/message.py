"""Messages: what is said in a conversation. Replies are text and images only (domain.md §2)."""

from datetime import datetime
from typing import Final

from msgspec import Struct

from workstation.domain.card import SharedCard
from workstation.domain.errors import Refusal
from workstation.domain.ids import (
    ActionId,
    AttachmentId,
    ConversationId,
    ExhibitId,
    MessageId,
    PrincipalId,
    SectionId,
)

TEXT: Final = "text"
IMAGE: Final = "image"
CARD: Final = "card"
EXHIBIT: Final = "exhibit"
CONVERSATION: Final = "conversation"
"""A link to a conversation with a buyer, among colleagues."""
SLOTS: Final = "slots"
"""An offer of negotiation slots: the buyer answers it with one click."""
INTENT: Final = "intent"
"""A purchase intent of the buyer, from which the chat was started."""
SYSTEM: Final = "system"
"""Message kinds are plain strings: a kind one doesn't know is shown as "other message" and never vanishes."""

MAX_TEXT_CHARS: Final = 10_000


class Attachment(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An image that was uploaded; sizes in pixels and bytes."""

    id: AttachmentId
    media_type: str
    size_bytes: int
    width: int
    height: int
    thumb_width: int
    thumb_height: int


class Original(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was typed, where a translation of it was sent."""

    text: str
    language: str
    """BCP 47."""


class SystemLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line nobody typed, worded by each viewer from its code and parameters.

    `assigned` and `transferred` (`account_id`, `name_zh`, `name_en` of who serves the buyer now), `queued`,
    `session_closed`. `queued` and `transferred` may have a `text`: the company's words for the buyer, in his language.

    About a booking, each with `booking` (its id), `starts_at` and `ends_at` (ISO 8601, UTC): `booked` (perhaps the
    buyer's `words`); `receiver_named` and `booking_accepted` (`account_id`, `name_zh`, `name_en`); `receiver_lost` (the
    same, of who can't receive the buyer; `was_confirmed` 0 or 1): another one is to be named; `booking_proposed`
    (the time asked for; `from_starts_at`, `from_ends_at` of the booking; `by_buyer` 0 or 1; perhaps `words`);
    `proposal_answered` (the same, who answered no; `agreed` 0); `booking_moved` (they agreed: `from_starts_at`,
    `from_ends_at` as it was, `by_buyer` of who agreed; `unconfirmed` 1 where it was confirmed and has to be anew);
    `booking_meeting` (`settled` 0 or 1: whether it says now where one meets); `booking_cancelled` (`by_buyer`; perhaps
    `words`).
    """

    code: str
    params: dict[str, str | int] = {}


class OfferedSlot(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A slot in a message that offers it: as it was then."""

    id: ActionId
    starts_at: datetime
    ends_at: datetime


class Wanted(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a buyer wants, as the form asks it; prices in minor units of the currency (cents)."""

    title: str
    section_id: SectionId | None = None
    """The category: a trade section of the fair."""
    category: str = ""
    """In the buyer's words, below the section."""
    quantity: int | None = None
    unit: str = ""
    target_price_minor: int | None = None
    """For one unit."""
    currency: str = "USD"
    destination: str = ""
    """ISO 3166-1 alpha-2, or empty."""
    deadline: str = ""
    """`YYYY-MM-DD` up to which offers are welcome (of the fair's calendar, included), or empty."""
    description: str = ""
    language: str = ""
    """BCP 47 of title and description, as the buyer's page was; empty: to be detected."""


class SharedIntent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An intent in a message (kind `intent`): as it was when the chat was started from it."""

    id: ActionId
    wanted: Wanted


class Message(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message; `n` is its number in the conversation, dense and growing from 1."""

    id: MessageId
    conversation_id: ConversationId
    n: int
    rev: int
    kind: str
    at: datetime
    sender_id: PrincipalId | None = None
    """`None` for system lines."""
    from_buyer: bool = False
    action_id: ActionId | None = None
    text: str = ""
    original: Original | None = None
    """Set when `text` is a translation that its writer sent."""
    attachment: Attachment | None = None
    exhibit_id: ExhibitId | None = None
    link_conversation_id: ConversationId | None = None
    """Of kind `conversation`: its number and nothing of what is in it; who may not see it learns no more."""
    card: SharedCard | None = None
    """Of kind `card`: as it was when it was handed over."""
    slots: tuple[OfferedSlot, ...] = ()
    """Of kind `slots`: those offered, as they were then."""
    intent: SharedIntent | None = None
    """Of kind `intent`: as it was when the chat was started from it."""
    system: SystemLine | None = None
    reply_to_n: int | None = None
    automatic: bool = False
    recalled: bool = False


def check_text(text: str) -> str:
    """Return the text as it may be sent.

    Raises:
        Refusal: `text_empty`, `text_too_long` or `text_invalid` (NUL or a lone surrogate).
    """
    if not text.strip():
        raise Refusal("text_empty")
    if len(text) > MAX_TEXT_CHARS:
        raise Refusal("text_too_long", {"limit": MAX_TEXT_CHARS, "length": len(text)})
    if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise Refusal("text_invalid")
    return text
