"""Folding and splitting text so that one Chinese character, accents, Arabic and width make no difference to a search.

The index holds what `split` returns: folded text with each character of a script without blanks as its own word.
A query is split the same way and asked as phrases, so every hit is a real one (except across punctuation).
"""

import re
import unicodedata
from typing import Final

VERSION: Final = 1
"""Kept beside the index; another one means: index anew in the background."""

_ARABIC: Final = str.maketrans("أإآٱىئؤةکی", "ااااييوهكي", "ـ")
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
_WORD: Final = re.compile(r"[^\W_]+")


def _is_unspaced(code: int) -> bool:
    return any(first <= code <= last for first, last in _UNSPACED)


def _folded(code: int) -> str:
    """Return one character folded: compatibility form, no case, no marks, plain Arabic letters."""
    character = chr(code)
    if 0xAC00 <= code <= 0xD7AF:  # Hangul syllables would fall apart into letters
        return character
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(c for c in plain if unicodedata.category(c) != "Mn").translate(_ARABIC)


class _FoldTable(dict[int, str]):
    """Filled as characters turn up: `str.translate` then runs at C speed."""

    def __missing__(self, code: int) -> str:
        self[code] = result = _folded(code)
        return result


class _SplitTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        result = _folded(code)
        if len(result) == 1 and _is_unspaced(ord(result)):
            result = f" {result} "
        self[code] = result
        return result


_fold_table: Final = _FoldTable()
_split_table: Final = _SplitTable()


def fold(text: str) -> str:
    """Return the text without case, marks, width and letter variants (for comparing names and substrings)."""
    return text.lower() if text.isascii() else text.translate(_fold_table)


def split(text: str) -> str:
    """Return the folded text with blanks around each character of a script that doesn't write any."""
    return text.lower() if text.isascii() else text.translate(_split_table)


def match_expression(query: str) -> str:
    """Return the FTS5 expression that finds every word of the query; empty when it holds no word.

    Latin words match as prefixes, Chinese ones as they stand; nothing the user types reaches FTS5's syntax.
    """
    phrases = []
    for term in query.split():
        words = _WORD.findall(split(term))
        if words:
            prefix = "" if _is_unspaced(ord(words[-1][-1])) else "*"
            phrases.append('"' + " ".join(words) + '"' + prefix)
    return " ".join(phrases)
