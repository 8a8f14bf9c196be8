"""What of a protected stretch goes past the engine, and what it is to translate: the figure is kept, its words are not.

`25天` in a Spanish sentence is no use to its reader: the 25 stands behind a mark, `天` is the engine's. Signs that are
read anywhere (`kg`, `%`, `USD`) stay with their figure; dates and times of day are written as the reader writes them.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from workstation.domain.translation.measures import CURRENCIES, UNITS
from workstation.domain.translation.tokens import NUMBER, Kind, Token, plain
from workstation.domain.translation.values import meanings, numbers, scale_at

_SIGN_WORDS: Final = (
    "pc|pcs|ctn|ctns|kg|kgs|g|t|lb|lbs|km|m|cm|mm|ft|m2|m²|m3|m³|cbm|sqm|l|ml|w|kw|v|hz|k|lm|mah|°c|℃|%|h|hr|hrs|min"
    "|us$|us $|hk$|r$|rmb|usd|eur|gbp|cny|jpy|hkd|brl|rub|inr|aed|mxn|krw|try|vnd"
)
_SIGNS: Final = frozenset(_SIGN_WORDS.split("|"))
_ANY_LETTER: Final = re.compile(r"[^\W\d_]")
_NUMBER: Final = re.compile(NUMBER)
_TWO_WAYS: Final = re.compile(r"\d{1,3}[.,]\d{3}")
_EDGES: Final = re.compile(r"\d+(?:\.\d+)?(?:\s?[x*]\s?\d+(?:\.\d+)?)+")
_HALF_DAY: Final = re.compile(r"[上下]午|\b[ap]\.?m\b", re.IGNORECASE)
_SECONDS: Final = re.compile(r":\d{2}:")

_MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
           "noviembre", "diciembre"),
    "pt": ("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
           "novembro", "dezembro"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
           "novembre", "décembre"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
           "ноября", "декабря"),
}  # fmt: skip
"""As a date writes them."""


class Carried(NamedTuple):
    """A stretch in three: words for the engine, what its mark stands for, words for the engine."""

    before: str
    kept: str
    after: str


def carry(token: Token, source: str, target: str) -> Carried:
    """Return how a stretch travels from one language to another (BCP 47); within one it stays as it is."""
    if _base(source) == _base(target):
        return Carried("", token.text, "")
    parted = _PARTED.get(token.kind)
    return parted(token, source, target) if parted else Carried("", token.text, "")


def is_sign(word: str) -> bool:
    """Tell whether a unit or currency is read in any language: `kg`, `%`, `USD`, `€`; not `天`, `days`, `dólares`."""
    simple = _simple(word)
    return simple in _SIGNS or not _ANY_LETTER.search(simple)


def _base(language: str) -> str:
    return language.split("-")[0]


def _amount(token: Token, source: str, target: str) -> Carried:
    """Part a figure or a sum of money from words of its language; a multiplier (`5万`) is reckoned in."""
    match = _NUMBER.search(plain(token.text))
    if match is None:
        return Carried("", token.text, "")
    before, number, after = token.text[: match.start()], match[0], token.text[match.end() :]
    if before and not is_sign(before):
        if _simple(before) not in CURRENCIES:
            return Carried("", token.text, "")
        outside, before = before, ""
    else:
        outside = ""
    length, factor = scale_at(after)
    values = numbers(number, source)
    if length and _simple(after[:length]) != "k" and len(values) == 1:
        number = f"{(next(iter(values)) * factor).normalize():f}"
        after = after[length:]
    elif len(values) == 1:
        number = _clear(number, next(iter(values)), source, target)
    if after and not is_sign(after) and _is_known(after):
        return Carried(outside, before + number, after)
    return Carried(outside, before + number + after, "")


def _clear(number: str, value: Decimal, source: str, target: str) -> str:
    """Write a number that has another value in the reader's language (`1,250`) so that it has one in all: `1250`.

    Spanish is written both ways, so what a Spanish writer meant is left to whoever reads.
    """
    if not _TWO_WAYS.fullmatch(number) or _base(source) == "es" or numbers(number, target) == frozenset([value]):
        return number
    written = f"{value:f}"
    return number if _TWO_WAYS.fullmatch(written) else written


def _is_known(word: str) -> bool:
    return _simple(word) in UNITS or _simple(word) in CURRENCIES


def _simple(word: str) -> str:
    return plain(word).strip(" -").lower()


def _size(token: Token, _source: str, _target: str) -> Carried:
    match = _EDGES.match(plain(token.text))
    after = "" if match is None else token.text[match.end() :]
    if not after or is_sign(after):
        return Carried("", token.text, "")
    return Carried("", token.text[: -len(after)], after)


def _date(token: Token, source: str, target: str) -> Carried:
    """Write a date with a month's name, or with 月 and 日, as the reader does; one of figures alone stays."""
    said = meanings(token, source)
    simple = plain(token.text)
    if len(said) != 1 or not _ANY_LETTER.search(simple):
        return Carried("", token.text, "")
    [(_, year, month, day)] = said
    return Carried("", _written(int(year), int(month), int(day), _base(target)), "")


def _written(year: int, month: int, day: int, language: str) -> str:
    if language in ("zh", "ja"):
        return f"{year}年{month}月{day}日" if year else f"{month}月{day}日"
    if language not in _MONTHS and year:
        return f"{year}-{month:02}-{day:02}"
    name = _MONTHS.get(language, _MONTHS["en"])[month - 1]
    of = " de " if language in ("es", "pt") else " "
    return f"{day}{of}{name}" + (f"{of}{year}" if year else "")


def _time(token: Token, source: str, _target: str) -> Carried:
    """Write a time of day by 24 hours: `下午3:00` and `3:00 pm` are 15:00 anywhere."""
    simple = plain(token.text)
    if not _HALF_DAY.search(simple) or _SECONDS.search(simple):
        return Carried("", token.text, "")
    [(_, hour, minute)] = meanings(token, source)
    return Carried("", f"{hour}:{int(minute):02}", "")


_PARTED: Final[Mapping[Kind, Callable[[Token, str, str], Carried]]] = {
    Kind.FIGURE: _amount,
    Kind.MONEY: _amount,
    Kind.SIZE: _size,
    Kind.DATE: _date,
    Kind.TIME: _time,
}
