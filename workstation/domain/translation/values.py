"""What a protected stretch means, so that `6.40美元` and `USD 6.40` are the same and `500 g` and `500 kg` are not."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from workstation.domain.translation.measures import (
    CHINESE_DIGITS,
    CHINESE_MULTIPLIERS,
    CURRENCIES,
    MONTHS,
    MULTIPLIERS,
    SMALL_WORDS,
    SPELT_OUT,
    UNITS,
)
from workstation.domain.translation.tokens import NUMBER, Kind, Token, plain

COMMA_LANGUAGES: Final = frozenset({"es", "pt", "fr", "ru", "de", "it", "tr", "vi", "id", "pl", "uk", "nl"})
"""Languages that usually write 1.234,50."""

_NUMBER: Final = re.compile(NUMBER)
_SCALES: Final = {"万": 10_000, "亿": 10**8, "千": 1000, "百": 100, "k": 1000, "million": 10**6, "thousand": 1000,
                  "millones": 10**6, "mil": 1000}  # fmt: skip
_SCALES_LONGEST_FIRST: Final = tuple(sorted(_SCALES.items(), key=lambda item: -len(item[0])))
_WORD: Final = re.compile(r"[a-zà-ɏ]+|[^\s\da-zà-ɏ]+", re.IGNORECASE)

Value = tuple[str, ...]
"""A meaning: comparable, made of strings."""


def numbers(written: str, language: str) -> frozenset[Decimal]:
    """Return what a written number may mean to a reader of a language.

    `1.250,50` and `1,250.50` have one meaning. `1,500` has the language's own: one and a half in Spanish.
    """
    digits = written.replace(" ", "").replace("'", "")
    points = [sign for sign in digits if sign in ".,"]
    if not points:
        return _decimals(digits)
    last = points[-1]
    if len(set(points)) == 2:  # both signs: the last one parts the fraction
        other = "." if last == "," else ","
        return _decimals(digits.replace(other, "").replace(last, "."))
    if len(points) > 1:
        return _decimals(digits.replace(last, ""))
    whole, _, rest = digits.partition(last)
    if len(rest) != 3 or whole == "0" or len(whole) > 3:
        return _decimals(f"{whole}.{rest}")
    decimal = "," if language.split("-")[0] in COMMA_LANGUAGES else "."
    return _decimals(f"{whole}.{rest}" if last == decimal else whole + rest)


def _decimals(*written: str) -> frozenset[Decimal]:
    try:
        return frozenset(Decimal(one).normalize() for one in written)
    except InvalidOperation:
        return frozenset()


def _scaled(token: str, language: str) -> tuple[frozenset[Decimal], str]:
    """Return the number in a stretch with its multiplier applied, and the words that are left."""
    match = _NUMBER.search(token)
    if not match:
        return frozenset(), token
    found, before, after = numbers(match[0], language), token[: match.start()], token[match.end() :].lstrip(" -")
    length, factor = scale_at(after)
    if length:
        found = frozenset((value * factor).normalize() for value in found)
        after = after[length:]
    if before.rstrip().endswith("-"):
        found, before = frozenset(-value for value in found), before.rstrip()[:-1]
    return found, f"{before} {after}".strip()


def scale_at(after: str) -> tuple[int, int]:
    """Return how long the multiplier is that what stands after a number begins with (`万`, ` million`), and what it is.

    `(0, 1)`: there is none.
    """
    lead = len(after) - len(after.lstrip())
    lower = after[lead:].lower()
    for word, factor in _SCALES_LONGEST_FIRST:
        if lower.startswith(word) and not _is_unit(lower):
            return lead + len(word), factor
    return 0, 1


def _is_unit(word: str) -> bool:
    return word.strip().lower() in UNITS


def _figure(token: str, language: str) -> frozenset[Value]:
    found, rest = _scaled(token, language)
    unit = UNITS.get(rest.lower().strip(), "")
    return frozenset(("figure", str(value), unit) for value in found)


def _money(token: str, language: str) -> frozenset[Value]:
    found, rest = _scaled(token, language)
    currency = CURRENCIES.get(rest.lower().strip(), rest.lower().strip())
    return frozenset(("money", str(value), currency) for value in found)


def _date(token: str) -> frozenset[Value]:
    lower = token.lower()
    month = next((MONTHS[word] for word in re.findall(r"[^\W\d_]+", lower) if word in MONTHS), None)
    figures = [int(one) for one in re.findall(r"\d+", lower)]
    if month is not None:
        day, year = figures[0], figures[1] if len(figures) > 1 else 0
        return frozenset([_day(year, month, day)])
    if "月" in lower:
        return frozenset([_day(figures[0] if len(figures) == 3 else 0, figures[-2], figures[-1])])
    if figures[0] > 999:
        return frozenset([_day(*figures)])
    first, second, year = figures
    return frozenset([_day(year, second, first), _day(year, first, second)])


def _day(year: int, month: int, day: int) -> Value:
    return ("date", str(year + 2000 if 0 < year < 100 else year), str(month), str(day))


def _time(token: str) -> frozenset[Value]:
    hour, minute = (int(one) for one in re.findall(r"\d+", token)[:2])
    lower = token.lower()
    if ("下午" in token or re.search(r"p\.?m", lower)) and hour < 12:
        hour += 12
    if ("上午" in token or re.search(r"a\.?m", lower)) and hour == 12:
        hour = 0
    return frozenset([("time", str(hour), str(minute))])


def meanings(token: Token, language: str) -> frozenset[Value]:
    """Return what a protected stretch may mean; two stretches agree when they share one."""
    simple = plain(token.text)
    if token.kind is Kind.MONEY:
        return _money(simple, language)
    if token.kind is Kind.FIGURE:
        return _figure(simple, language)
    if token.kind is Kind.DATE:
        return _date(simple)
    if token.kind is Kind.TIME:
        return _time(simple)
    if token.kind is Kind.PHONE:
        return frozenset([("phone", re.sub(r"\D", "", simple))])
    if token.kind is Kind.SIZE:
        return frozenset([("size", *re.findall(r"\d+(?:\.\d+)?", simple), _unit_of(simple))])
    if token.kind is Kind.LINK:
        return frozenset([("link", token.text)])  # what comes after the host tells capitals from small letters
    return frozenset([(token.kind.value, simple.casefold())])


def unit_word(token: Token) -> str:
    """Return the word or sign of a figure's unit as it stands there, in small letters; "" when there is none."""
    _, rest = _scaled(plain(token.text), "en")
    return rest.lower().strip()


def _unit_of(size: str) -> str:
    words = _WORD.findall(size)
    return UNITS.get(words[-1].lower().strip(), "") if words else ""


_CHINESE: Final = re.compile(r"[零一二两三四五六七八九十百千万亿]+")
_SPELT: Final = re.compile(
    rf"\b(?:(?:{'|'.join([*SMALL_WORDS, *SPELT_OUT, *MULTIPLIERS])}|and|y|-)[\s-]*)+\b", re.IGNORECASE
)


def spelt_out(text: str) -> frozenset[Decimal]:
    """Return the numbers from ten on that a text spells out, in Chinese (`五百`), English or Spanish."""
    found = {_chinese(match[0].replace("两", "二")) for match in _CHINESE.finditer(text)}
    found |= {_latin(match[0]) for match in _SPELT.finditer(text)}
    return frozenset(Decimal(value).normalize() for value in found if value >= 10)


def _chinese(word: str) -> int:
    total = section = digit = 0
    for sign in word:
        if sign in CHINESE_DIGITS:
            digit = CHINESE_DIGITS.index(sign)
        elif (factor := CHINESE_MULTIPLIERS[sign]) >= 10_000:
            total += (section + digit or 1) * factor
            section = digit = 0
        else:
            section += (digit or 1) * factor
            digit = 0
    return total + section + digit


def _latin(words: str) -> int:
    total = current = 0
    for word in re.findall(r"[^\W\d_]+", words.lower()):
        if word in MULTIPLIERS:
            factor = MULTIPLIERS[word]
            current = (current or 1) * factor
            if factor >= 1000:
                total, current = total + current, 0
        else:
            current += SMALL_WORDS.get(word, 0) or SPELT_OUT.get(word, 0)
    return total + current
