"""Finding what a translation may not change: figures, money, dates, model numbers, Incoterms, addresses, terms."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import Final

from msgspec import Struct

from workstation.domain.quote import INCOTERMS
from workstation.domain.translation.measures import CURRENCIES, MONTHS, UNITS


class Kind(StrEnum):
    """What a protected stretch of text is."""

    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"
    TERM = "term"
    """A word of the company's glossary."""
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    SIZE = "size"
    """Edges such as `30x20x10`."""
    MODEL = "model"
    """A model number, a norm, a container's size: letters and digits in one."""
    INCOTERM = "incoterm"
    FIGURE = "figure"
    """A number, with its unit if one stands there."""


class Token(Struct, frozen=True, kw_only=True):
    """A protected stretch of a text; offsets count Unicode characters."""

    kind: Kind
    start: int
    end: int
    text: str


_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_OTHER_DIGITS: Final = {first + value: ord("0") + value for first in (0x660, 0x6F0, 0x966) for value in range(10)}
_SPACES: Final = dict.fromkeys((0xA0, 0x202F, 0x2009, 0x3000), ord(" "))
_PLAIN: Final = {
    **_FULL_WIDTH, **_OTHER_DIGITS, **_SPACES,
    ord("×"): ord("x"), ord("−"): ord("-"), ord("–"): ord("-"), ord("٫"): ord("."), ord("٬"): ord(","),
    ord("٪"): ord("%"),
}  # fmt: skip


def plain(text: str) -> str:
    """Return the text with digits, letters and signs of other widths and scripts as ASCII; its length stays."""
    return text.translate(_PLAIN)


def _words(words: Iterable[str]) -> str:
    """Return a pattern for any of the words; those of letters do not go on with a letter (Chinese ones may)."""
    by_length = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(
        re.escape(word) + (r"(?![A-Za-zÀ-ɏͰ-ӿ])" if word[-1].isalpha() and not "一" <= word[-1] <= "鿿" else "")
        for word in by_length
    )


# Possessive and bounded: a line of thousands of digits must not take thousands of steps for each of them.
NUMBER: Final = r"\d{1,15}+(?:[.,']\d{1,15}+){0,6}+(?: (?=\d{3}(?!\d))\d{3}){0,5}+(?:[.,]\d{1,15}+)?+"
_ALONE: Final = r"(?<![A-Za-z0-9])"
_CURRENCY: Final = _words(CURRENCIES)
_UNIT: Final = _words(UNITS)
_MONTH: Final = _words(MONTHS)
_SCALE: Final = r"(?:\s?(?:[万亿千百]|k(?![A-Za-z])|million|thousand|millones|mil(?![A-Za-zÀ-ɏ])))?"

_PATTERNS: Final[tuple[tuple[Kind, str], ...]] = (
    (Kind.LINK, r"(?:https?://|www\.)[^\s<>\"'，。；、！？（）【】《》]*[^\s<>\"'，。；、！？（）【】《》.,;:!?)\]]"),
    (Kind.EMAIL, r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"),
    (Kind.PHONE, r"(?<![\w+])(?<!\d )(?:\+|00)[1-9]\d{0,2}(?:[ -]?\(?\d{1,4}\)?){2,6}(?!\d)"),
    (Kind.PHONE, r"(?<![\w-])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\w-])"),
    (Kind.DATE, r"(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|(?<![\d/.-])\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d)"),
    (Kind.DATE, r"(?:\d{2,4}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?[日号]"),
    (Kind.DATE, rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s(?:de\s|of\s)?(?:{_MONTH})\.?(?:,?\s(?:de\s)?\d{{4}})?"),
    (Kind.DATE, rf"(?<![A-Za-z])(?:{_MONTH})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s\d{{4}})?"),
    (Kind.TIME, r"(?:[上下]午\s?)?(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])(?:\s?[ap]\.?m\.?(?![a-z]))?"),
    (Kind.MONEY, rf"(?<![A-Za-z])(?:{_CURRENCY})\s?(?<![\d])-?{NUMBER}{_SCALE}"),
    (Kind.MONEY, rf"{_ALONE}{NUMBER}{_SCALE}\s?(?:{_CURRENCY})"),
    (Kind.SIZE, rf"{_ALONE}\d+(?:\.\d+)?(?:\s?[x*]\s?\d+(?:\.\d+)?)+(?:\s?(?:{_UNIT}))?"),
    (Kind.INCOTERM, rf"(?<![A-Za-z])(?-i:{'|'.join(INCOTERMS)})(?![A-Za-z])"),
    (
        Kind.MODEL,
        (
            r"(?<![A-Za-z0-9])[A-Za-z]{1,8}(?:[-/]?[A-Za-z]+)*[-/]?\d[A-Za-z0-9]*"
            r"(?:[-/.][A-Za-z0-9]*\d[A-Za-z0-9]*|-[A-Z]{1,4}(?![A-Za-z]))*"
        ),
    ),
    (Kind.FIGURE, rf"(?:(?<=[\s(（:：约])|^)-(?={NUMBER}\s?(?:°|℃|%)){NUMBER}\s?(?:°[CF]|℃|%)"),
    (Kind.FIGURE, rf"{_ALONE}{NUMBER}{_SCALE}(?:\s|-(?=[A-Za-z]))?(?:{_UNIT})"),
    (Kind.MODEL, r"(?<![A-Za-z0-9.,])\d+(?!(?:st|nd|rd|th|x|k)(?![A-Za-z0-9]))[A-Za-z]{1,4}\d*(?![A-Za-z])"),
    (Kind.FIGURE, rf"(?<![A-Za-z]){NUMBER}{_SCALE}"),
)  # fmt: skip
_MAYBE: Final = re.compile(rf"\d|@|://|www\.|{'|'.join(INCOTERMS)}", re.IGNORECASE)
"""Text without any of these has nothing to find but terms: most short sentences."""


@cache
def _compiled() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """Return the patterns ready for use; compiling takes a tenth of a second, which no start waits for."""
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)


def _matches(kind: Kind, pattern: re.Pattern[str], text: str) -> Iterator[Token]:
    for match in pattern.finditer(text):
        yield Token(kind=kind, start=match.start(), end=match.end(), text=match[0])


def _terms(text: str, terms: Iterable[str]) -> Iterator[Token]:
    folded = text.casefold()  # of some thousand terms few stand in a text: a pattern is made for those alone
    there = {term for term in terms if term.strip() and term.casefold() in folded}
    for term in sorted(there, key=lambda term: (-len(term), term)):
        edge = term[0].isascii() and term[0].isalnum(), term[-1].isascii() and term[-1].isalnum()
        pattern = (r"(?<![A-Za-z0-9])" if edge[0] else "") + re.escape(term) + (r"(?![A-Za-z0-9])" if edge[1] else "")
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield Token(kind=Kind.TERM, start=match.start(), end=match.end(), text=match[0])


def find(text: str, terms: Iterable[str] = ()) -> tuple[Token, ...]:
    """Return the protected stretches of a text in their order; none overlaps another.

    Args:
        text: any language; full-width and Arabic digits count as digits.
        terms: words of the glossary in the text's language.
    """
    simple = plain(text)
    terms = tuple(terms)
    if not terms and not _MAYBE.search(simple):
        return ()
    taken: list[Token] = []
    free = bytearray(b"\x01" * len(text))

    def take(tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.end > token.start and all(free[token.start : token.end]):
                free[token.start : token.end] = bytes(token.end - token.start)
                taken.append(
                    Token(kind=token.kind, start=token.start, end=token.end, text=text[token.start : token.end])
                )

    compiled = _compiled()
    for kind, pattern in compiled[:4]:
        take(_matches(kind, pattern, simple))
    take(_terms(simple, terms))
    for kind, pattern in compiled[4:]:
        take(_matches(kind, pattern, simple))
    return tuple(sorted(taken, key=lambda token: token.start))
