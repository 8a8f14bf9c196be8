"""What is typed and not sent yet, per conversation: each text has an owner and can be sent to nobody else."""

from dataclasses import dataclass, field

from workstation.domain.errors import Refusal
from workstation.domain.message import Original
from workstation.services.views import ConversationRef, Quote
from workstation.ui.chat.incoming_images import GivenImage


@dataclass(slots=True)
class Unsent:
    """What waits in one conversation's composer."""

    text: str = ""
    reply: Quote | None = None
    images: list[GivenImage] = field(default_factory=list)
    loaded: bool = False
    """Whether the draft on disk has been read."""


@dataclass(frozen=True)
class Parcel:
    """What one press of *send* takes along; its addressee can't be changed."""

    to: ConversationRef
    text: str
    """As it was typed."""
    reply: Quote | None
    images: tuple[GivenImage, ...]
    seen_n: int | None
    translated: str = ""
    """What leaves in its place; then `original` goes along."""
    original: Original | None = None


class UnsentTexts:
    """Keeps what waits, by conversation, as long as the desk is open.

    What has been read from the disk once is not read again: a reading could overtake a writing still under way.
    """

    def __init__(self) -> None:
        self._by_ref: dict[ConversationRef, Unsent] = {}

    def of(self, ref: ConversationRef) -> Unsent:
        """Return what waits in a conversation."""
        return self._by_ref.setdefault(ref, Unsent())


def joined(first: str, second: str) -> str:
    """Return two texts as one, nothing lost."""
    if not first or not second:
        return first or second
    return f"{first}\n{second}"


def check_addressee(typed_for: ConversationRef | None, shown: ConversationRef | None) -> ConversationRef:
    """Return to whom a text may be sent: the one it was typed for, and only while his conversation is on the screen.

    Raises:
        Refusal: `not_shown`.
    """
    if typed_for is None or typed_for != shown:
        raise Refusal("not_shown")
    return typed_for
