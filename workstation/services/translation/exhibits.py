"""What an exhibit is called, and what is said of it, in a language its exhibitor may not have written."""

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit
from workstation.domain.translation.translated import Translation
from workstation.services.views import ConversationRef

if TYPE_CHECKING:
    from workstation.services.translation.service import TranslationService

_WRITTEN: Final = ("en", "zh-Hans", "es")
"""What exhibits are written in; engines know English best."""
_FROM_CHINESE: Final = ("zh", "ja", "ko")
_TRY_ANOTHER: Final = ("engine_pair", "no_engine", "local_only", "engine_nonsense")
"""From another of the exhibit's languages there may be a translation all the same."""


class ExhibitWords(Struct, frozen=True, kw_only=True):
    """Name and description in the language that was asked for."""

    name: str
    about: str
    made: tuple[Translation, ...] = ()
    """Those of the two that were translated; what isn't among them are the exhibitor's own words."""


async def in_language(
    translation: "TranslationService", exhibit: Exhibit, target: str, conversation: ConversationRef | None = None
) -> ExhibitWords:
    """Return an exhibit's name and description in a language: the exhibitor's own words where there are any.

    Args:
        target: BCP 47.
        conversation: where it is asked for: its buyer's switch counts.

    Raises:
        Refusal: as `TranslationService.translate`.
    """
    name, about = exhibit.own_words(target)
    made: list[Translation] = []
    if not name:
        made.append(await _from_any(translation, exhibit, 0, target, conversation))
        name = made[-1].text
    if not about and any(exhibit.own_words(language)[1] for language in _WRITTEN):
        made.append(await _from_any(translation, exhibit, 1, target, conversation))
        about = made[-1].text
    return ExhibitWords(name=name, about=about, made=tuple(made))


async def _from_any(
    translation: "TranslationService", exhibit: Exhibit, which: int, target: str, conversation: ConversationRef | None
) -> Translation:
    order = ("zh-Hans", "en", "es") if target.startswith(_FROM_CHINESE) else _WRITTEN
    reason = Refusal("nothing_to_translate")
    for source in order:
        text = exhibit.own_words(source)[which]
        if not text:
            continue
        try:
            return await translation.translate(text, target=target, source=source, conversation=conversation)
        except Refusal as refusal:
            if refusal.code not in _TRY_ANOTHER:
                raise
            reason = refusal
    raise reason
