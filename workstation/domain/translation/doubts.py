"""Compares a translation with its original: every figure, date, number, address and term must be there, once."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from msgspec import Struct

from workstation.domain.translation.carrying import is_sign
from workstation.domain.translation.measures import COUNTED, UNITS
from workstation.domain.translation.tokens import Kind, Token, find
from workstation.domain.translation.values import meanings, spelt_out, unit_word


class Fault(StrEnum):
    """What is wrong with a protected stretch."""

    MISSING = "missing"
    ADDED = "added"
    MOVED = "moved"
    """All are there, in another order: which price belongs to which quantity?"""


class Doubt(Struct, frozen=True, kw_only=True):
    """A reason to look twice before a translation is believed or sent."""

    fault: Fault
    kind: Kind
    text: str
    """The stretch: of the original when it is missing or moved, of the translation when it was added."""


_CALENDAR: Final = ("年", "日", "号", "год", "года")
"""After the figure of a year or a day of the month other languages say nothing."""
_MEASURED: Final = ("zh", "en", "es")
"""Languages whose units are all known here; of others there may be a form that is not."""
_ORDERED = (Kind.MONEY, Kind.FIGURE, Kind.MODEL)


def doubts(
    original: str, translation: str, source: str, target: str, terms: Mapping[str, str] | None = None
) -> tuple[Doubt, ...]:
    """Return what changed, vanished or appeared; nothing when all is well.

    Args:
        source: the original's language (BCP 47).
        target: the translation's language.
        terms: the glossary for this pair: translation by word.
    """
    terms = terms or {}
    ours = [token for token in find(original, terms) if token.kind is not Kind.TERM]
    theirs = list(find(translation))
    pairs, missing, added = _pair(ours, theirs, _Sides(original, translation, source, target))
    missing, spelt_here = _without(missing, spelt_out(translation), source)
    added, spelt_there = _without(added, spelt_out(original), target)
    found = [Doubt(fault=Fault.MISSING, kind=one.kind, text=one.text) for one in missing]
    found += [Doubt(fault=Fault.ADDED, kind=one.kind, text=one.text) for one in added]
    found += _lost_words(original, translation, ours, theirs, spelt_here | spelt_there, source, target)
    found += _lost_terms(original, translation, terms)
    if not found:
        found += _moved(pairs)
    return tuple(found)


Pairs = list[tuple[int, int, Token]]


class _Sides(NamedTuple):
    """The two texts that are compared, and their languages."""

    original: str
    translation: str
    source: str
    target: str


def _pair(ours: Sequence[Token], theirs: Sequence[Token], sides: _Sides) -> tuple[Pairs, list[Token], list[Token]]:
    """Match stretches that mean the same; a figure may lack the unit that the other one has."""
    left = [(index, token, meanings(token, sides.target)) for index, token in enumerate(theirs)]
    pairs: Pairs = []
    rest: list[tuple[int, Token]] = []
    for index, token in enumerate(ours):
        meant = meanings(token, sides.source)
        hit = next((one for one in left if one[1].text == token.text or meant & one[2]), None)
        if hit:
            left.remove(hit)
            pairs.append((index, hit[0], token))
        else:
            rest.append((index, token))
    missing = []
    for index, token in rest:
        hit = next((one for one in left if _loosely(token, one[1], sides)), None)
        if hit:
            left.remove(hit)
            pairs.append((index, hit[0], token))
        else:
            missing.append(token)
    return pairs, missing, [token for _, token, _ in left]


def _loosely(ours: Token, theirs: Token, sides: _Sides) -> bool:
    """Tell whether two figures are one number, one of them without the unit, and the unit may be missing there."""
    if ours.kind is not Kind.FIGURE or theirs.kind is not Kind.FIGURE:
        return False
    for _, number, unit in meanings(ours, sides.source):
        for _, other_number, other_unit in meanings(theirs, sides.target):
            if number != other_number or (unit and other_unit):
                continue
            if unit:
                return _may_lack(unit, ours, sides.translation, sides.target)
            return _may_lack(other_unit, theirs, sides.original, sides.source)
    return False


def _may_lack(unit: str, token: Token, text: str, language: str) -> bool:
    """Tell whether a figure in a text may lack a unit that stands beside the same figure on the other side.

    Args:
        token: the figure with its unit.
        text: the whole text in which it lacks it.
        language: that text's.
    """
    word = unit_word(token)
    if unit in COUNTED or word in _CALENDAR:
        return True
    if is_sign(word):
        return False
    if language.split("-")[0] not in _MEASURED:
        return True
    return any(name in text.casefold() for name in _names(unit))  # `5 a 10 días`, `30 more minutes`


@cache
def _names(unit: str) -> tuple[str, ...]:
    return tuple(word for word, name in UNITS.items() if name == unit and (len(word) > 2 or not word.isascii()))


def _without(tokens: list[Token], words: frozenset[Decimal], language: str) -> tuple[list[Token], frozenset[Decimal]]:
    """Return the stretches whose number the other side does not spell out, and the numbers that it does."""
    kept, used = [], set()
    for token in tokens:
        values = {
            Decimal(value[1]) for value in meanings(token, language) if value[0] in ("figure", "money") and value[1]
        }
        if hit := values & words:
            used |= hit
        else:
            kept.append(token)
    return kept, frozenset(used)


def _lost_words(
    original: str,
    translation: str,
    ours: Sequence[Token],
    theirs: Sequence[Token],
    used: frozenset[Decimal],
    source: str,
    target: str,
) -> list[Doubt]:
    """Doubt numbers spelt out on both sides that are not the same, in languages whose numerals are known here."""
    readable = {"zh", "en", "es"}
    if source.split("-")[0] not in readable or target.split("-")[0] not in readable:
        return []
    here, there = spelt_out(original) - used, spelt_out(translation) - used
    if not here or not there or here & there:
        return []
    return [Doubt(fault=Fault.MISSING, kind=Kind.FIGURE, text=str(value)) for value in sorted(here - there)]


def _lost_terms(original: str, translation: str, terms: Mapping[str, str]) -> list[Doubt]:
    there = translation.casefold()
    by_fold = {word.casefold(): meaning for word, meaning in terms.items()}
    found = {token.text.casefold(): token for token in find(original, terms) if token.kind is Kind.TERM}
    return [
        Doubt(fault=Fault.MISSING, kind=Kind.TERM, text=token.text)
        for word, token in found.items()
        if by_fold[word].casefold() not in there
    ]


def _moved(pairs: Pairs) -> list[Doubt]:
    """Doubt stretches of one kind whose order changed while another kind's did not follow."""
    found = []
    for kind in _ORDERED:
        places = [place for _, place, token in sorted(pairs, key=lambda pair: pair[0]) if token.kind is kind]
        if places != sorted(places):
            first = next(token for _, _, token in sorted(pairs, key=lambda pair: pair[0]) if token.kind is kind)
            found.append(Doubt(fault=Fault.MOVED, kind=kind, text=first.text))
    return found
