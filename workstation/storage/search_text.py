"""Folding and splitting text so that script, accents, width and letter forms make no difference to a search.

The index holds what `split` returns: words of one script each, folded, between single or more blanks. A character of
a script that is written without blanks is a word, so is an emoji or the sign of a currency. A query is split the same
way: each of its blank-separated terms is a phrase whose last word may be the beginning of one. So a text that the
index finds is exactly one in which `Query.is_in` finds the phrases.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from msgspec import Struct

from workstation.domain.errors import Refusal
from workstation.storage import traditional

VERSION: Final = 2
"""Kept beside the index; another one means: index anew in the background."""

MAX_QUERY_CHARS: Final = 500

_ARABIC: Final = str.maketrans("أإآٱىئؤةکی", "ااااييوهكي", "ـ")
_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n"}
)
"""Letters that people leave out with the accents, though Unicode doesn't take them apart."""
_UNSPACED: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),  # 々〆〇
    (0x3040, 0x30FF),  # kana
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),  # Han
    (0xAC00, 0xD7AF),  # Hangul
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_NO_WORD_IN_INDEX: Final = ((0x19B0, 0x19C9), (0x1CF2, 0x1CF3))
"""Letters by today's Unicode that FTS5's own table takes for marks."""
_SIGNS_FROM: Final = 0x2000
_PRIVATE: Final = 0xF0000
"""Signs are indexed as characters for private use, which FTS5 takes for letters; it takes most signs for blanks."""

_NUMBERS: Final = re.compile("([0-9]+)")
_RUNS: Final = re.compile("([0-9]+|[a-z]+)")
_OTHER_ALPHABET: Final = re.compile(
    "[^\0-\x7f\U000f0000-\U0010ffff" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _UNSPACED) + "]"
)


def _is_unspaced(code: int) -> bool:
    return any(first <= code <= last for first, last in _UNSPACED)


def _is_dropped(character: str) -> bool:
    """Tell whether a character is only a mark on others, or can't be seen."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return character != "\u200b"  # that one parts words
    return "\U0001f3fb" <= character <= "\U0001f3ff"  # colours of skin


def _folded(code: int) -> str:
    """Return one character folded: compatibility form, no case, no marks, plain letters, simplified Chinese."""
    character = chr(code)
    if 0xAC00 <= code <= 0xD7AF:  # Hangul syllables would fall apart into letters
        return character
    plain = unicodedata.normalize("NFKD", character).casefold()
    plain = "".join(c for c in plain if not _is_dropped(c))
    plain = plain.translate(_ARABIC).translate(_LETTERS)
    if plain >= "\u3400":
        table = traditional.simplified()
        plain = "".join(table.get(c, c) for c in plain)
    return plain


def _split(character: str) -> str:
    """Return one folded character as the index wants it."""
    code = ord(character)
    decimal = unicodedata.decimal(character, None)
    if decimal is not None:
        return str(decimal)
    if character.isalnum() and not any(first <= code <= last for first, last in _NO_WORD_IN_INDEX):
        return f" {character} " if _is_unspaced(code) else character
    category = unicodedata.category(character)
    if category == "Sc" or (category == "So" and code >= _SIGNS_FROM):
        return f" {chr(_PRIVATE + code % 0x10000 % 0xFFFE + 0x10000 * (code > 0xFFFF))} "
    return " "


class _FoldTable(dict[int, str]):
    """Filled as characters turn up: `str.translate` then runs at C speed."""

    def __missing__(self, code: int) -> str:
        self[code] = result = _folded(code)
        return result


class _SplitTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = result = "".join(map(_split, _folded(code)))
        return result


_fold_table: Final = _FoldTable()
split_table: Final = _SplitTable()
"""What `split` makes of each character, before words of digits and letters are parted."""


def fold(text: str) -> str:
    """Return the text without case, marks, width and letter variants (for comparing names and substrings)."""
    return text.lower() if text.isascii() else text.translate(_fold_table)


def split(text: str) -> str:
    """Return the text's folded words between blanks."""
    translated = text.translate(split_table)
    return " ".join((_NUMBERS if has_one_alphabet(translated) else _RUNS).split(translated))


@lru_cache(maxsize=512)
def indexed(text: str) -> str:
    """Return the same for the index, which asks twice for what has just come: for its list of words too."""
    return split(text)


def has_one_alphabet(translated: str) -> bool:
    """Tell whether what `split_table` made of a text has no letters beside a to z: then only digits must be parted."""
    return translated.isascii() or not _OTHER_ALPHABET.search(translated)


def normal(text: str) -> str:
    """Return the words of a text between single blanks, a blank at either end: what phrases are looked up in."""
    return f" {' '.join(split(text).split())} "


def may_go_on(word: str) -> bool:
    """Tell whether a word of the query may be the beginning of one: a Chinese character is always whole."""
    return not _is_unspaced(ord(word[-1]))


class Query(Struct, frozen=True):
    """What is looked for.

    Attributes:
        phrases: consecutive words each; the last may go on, which a Chinese character never does.
        ignored: terms of punctuation alone, which nothing can be found by.
    """

    phrases: tuple[tuple[str, ...], ...]
    ignored: tuple[str, ...] = ()

    @property
    def beginnings(self) -> tuple[str, ...]:
        """What the normal form of a text must contain, all of it."""
        return tuple(f" {' '.join(words)}" for words in self.phrases)

    def is_in(self, text: str) -> bool:
        """Tell whether every phrase is in the text, without the index."""
        there = normal(text)
        return all(beginning in there for beginning in self.beginnings)


def parse(text: str) -> Query:
    """Return what somebody looks for, as typed.

    Raises:
        Refusal: `query_too_long` with `limit`: leaving words out would find what was not asked for.
    """
    if len(text) > MAX_QUERY_CHARS:
        raise Refusal("query_too_long", {"limit": MAX_QUERY_CHARS})
    phrases: dict[tuple[str, ...], None] = {}
    ignored = []
    for term in text.split():
        words = tuple(split(term).split())
        if words:
            phrases[words] = None
        else:
            ignored.append(term)
    return Query(tuple(phrases), tuple(ignored))
