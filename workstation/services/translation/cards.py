"""What stands on a business card, in one's own language: from memory and glossary alone, for cards never leave."""

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from workstation.domain.card import CardContent
from workstation.services.views import ConversationRef

if TYPE_CHECKING:
    from workstation.services.translation.service import TranslationService

_TWO_SIDED: Final = ("title", "department")
"""Names, companies and addresses are what they are in any language."""


class CardLine(Struct, frozen=True, kw_only=True):
    """One of a card's texts."""

    original: str
    known: str
    """In the language asked for; empty: neither card nor memory has it."""


async def in_memory(
    translation: "TranslationService", content: CardContent, target: str, conversation: ConversationRef | None = None
) -> tuple[CardLine, ...]:
    """Return the texts of a card with what they mean, as far as the card's other side or the memory knows.

    Raises:
        Refusal: `never_allowed`.
    """
    side, other = ("zh", "en") if target.startswith("zh") else ("en", "zh")
    pairs = [(getattr(content, f"{name}_{other}"), getattr(content, f"{name}_{side}")) for name in _TWO_SIDED]
    found = []
    for original, mine in (*pairs, (content.about, "")):
        made = None
        if original and not mine:
            made = await translation.known(original, target=target, conversation=conversation)
        if original or mine:
            found.append(CardLine(original=original or mine, known=mine or (made.text if made is not None else "")))
    return tuple(found)
