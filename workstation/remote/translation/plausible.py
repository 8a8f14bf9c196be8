"""Does an answer look like a translation at all? Engines say 200 to nonsense too."""

import re
import unicodedata
from typing import Final

from workstation.domain.translation.masking import PLAIN_MARKS

_SCRIPTS: Final = {
    "zh": ("CJK",), "ja": ("CJK", "HIRAGANA", "KATAKANA"), "ko": ("HANGUL",), "ru": ("CYRILLIC",), "uk": ("CYRILLIC",),
    "ar": ("ARABIC",), "fa": ("ARABIC",), "hi": ("DEVANAGARI",), "th": ("THAI",), "el": ("GREEK",), "he": ("HEBREW",),
}  # fmt: skip
_TAG: Final = re.compile(r"<(?:!doctype|html|body|div|span|p|br|script|b|i)\b[^>]*>", re.IGNORECASE)


def is_plausible(text: str, answer: str, target: str) -> bool:
    """Tell whether an answer may be a translation of a text: not empty, not an echo, right script, sensible length."""
    said, wanted = _letters(text), _letters(answer)
    if not said:
        return True
    if not wanted or (_TAG.search(answer) and not _TAG.search(text)):
        return False
    if len(said) > 3 and said.casefold() == wanted.casefold() and not _in_script(said, target):
        return False
    if not 0.08 <= len(wanted) / len(said) <= 14:
        return False
    return _in_script(wanted, target)


def is_echo(text: str, answer: str) -> bool:
    """Tell whether an answer is the text itself."""
    return _letters(text).casefold() == _letters(answer).casefold()


def _letters(text: str) -> str:
    plain = PLAIN_MARKS.sub("", text)
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] == "L")


def _in_script(letters: str, language: str) -> bool:
    """Tell whether a good part of the letters is of the language's script; names in Latin letters may stand in any."""
    wanted = _SCRIPTS.get(language.split("-")[0], ("LATIN",))
    right = sum(unicodedata.name(sign, "").startswith(wanted) for sign in letters)
    latin = sum(unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
    if wanted == ("LATIN",):
        return latin >= len(letters) * 0.6
    return right > 0 and right + latin >= len(letters) * 0.8 and right >= latin * 0.15
