"""What buyers and colleagues are found by: names, companies, numbers, and Chinese names by their pinyin too."""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from workstation.domain.account import Account
from workstation.domain.buyer import Buyer
from workstation.storage import search_text, traditional

BETWEEN: Final = "|"
"""Parts fields, so that no phrase reaches from one into the next; no word holds it."""

_HAN: Final = re.compile("[\u3400-\u9fff]+")
_DIGITS: Final = re.compile("[0-9]+")
_MOST_CHARACTERS: Final = 24
_MOST_DOUBLE: Final = 3
_SYLLABLES: Final = 4
_INITIALS: Final = 8


def of_buyer(buyer: Buyer) -> str:
    """Return the normal form (`search_text.normal`) of all that a buyer is found by."""
    names = (buyer.name, buyer.company)
    return _normal((*names, buyer.email, buyer.badge_number, buyer.phone), names, buyer.phone)


def of_account(account: Account) -> str:
    """Return the normal form of all that a colleague is found by."""
    names = (account.name_zh, account.name_en)
    return _normal((*names, account.login, account.title), names, account.mobile)


def _normal(fields: Iterable[str], names: Iterable[str], phone: str) -> str:
    words = [search_text.normal(field).strip() for field in fields if field]
    spoken = dict.fromkeys(word for name in names for word in _spoken(name))
    return f" {f' {BETWEEN} '.join([*words, *_dialled(phone), *spoken])} "


def _spoken(name: str) -> Iterator[str]:
    """Yield syllables and initials of the Chinese in a name, from each character on: lifang, lf, fang, f."""
    if name.isascii():
        return
    readings = traditional.readings()
    for run in _HAN.findall(search_text.fold(name)):
        for syllables in _variants([readings.get(character, ("",)) for character in run[:_MOST_CHARACTERS]]):
            for begin in range(len(syllables)):
                yield "".join(syllables[begin : begin + _SYLLABLES])
                yield "".join(syllable[:1] for syllable in syllables[begin : begin + _INITIALS])


def _variants(readings: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read characters some of which have two readings."""
    several = [place for place, each in enumerate(readings) if len(each) > 1]
    for place in several[_MOST_DOUBLE:]:
        readings[place] = readings[place][:1]
    return product(*readings)


def _dialled(phone: str) -> Iterator[str]:
    """Yield the digits of a phone number in one piece, from each group of them on."""
    groups = _DIGITS.findall(search_text.fold(phone))
    for begin in range(len(groups) - 1):
        yield "".join(groups[begin:])
