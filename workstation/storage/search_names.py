"""What buyers and colleagues are found by: names, companies, numbers, and Chinese names by their pinyin too."""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from workstation.domain.account import Account
from workstation.domain.buyer import Buyer
from workstation.domain.card import CardContent, HeldCard
from workstation.domain.intent import ReceivedIntent
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


def of_card(card: HeldCard) -> str:
    """Return the normal form of all that a business card in a folder is found by."""
    return of_content(card.content, card.note, card.tags)


def of_content(content: CardContent, note: str, tags: tuple[str, ...]) -> str:
    """Return the normal form of all that a card is found by, with what is kept about it."""
    names = (content.name_zh, content.name_en, content.company_zh, content.company_en)
    numbers = [one.number for one in content.phones]
    return _normal(words_of(content, note, tags), names, *numbers, *filter(None, map(_without_country, numbers)))


def words_of(content: CardContent, note: str, tags: tuple[str, ...]) -> list[str]:
    """Return what people would look for on a card and beside it, as it stands there."""
    found = (
        *(content.name_zh, content.name_en, content.company_zh, content.company_en),
        *(content.title_zh, content.title_en, content.department_zh, content.department_en),
        *content.emails,
        *(one.number for one in content.phones),
        *(one.handle for one in content.ims),
        *content.websites,
        *(content.address_zh, content.address_en, content.booth),
        *tags,
        note,
        content.about,
    )
    return [one for one in dict.fromkeys(found) if one]


def of_intent(received: ReceivedIntent) -> str:
    """Return the normal form of all that a purchase intent is found by."""
    names = (received.buyer_name, received.buyer_company, received.intent.wanted.title)
    return _normal(words_of_intent(received), names)


def words_of_intent(received: ReceivedIntent) -> list[str]:
    """Return what people would look for in a purchase intent, as it stands there."""
    wanted = received.intent.wanted
    found = (wanted.title, received.buyer_company, received.buyer_name, wanted.category, wanted.description)
    return [one for one in dict.fromkeys(found) if one]


def order_key(name: str) -> str:
    """Return by what a name stands in an alphabetical list: Chinese ones by their pinyin."""
    folded = search_text.fold(name).strip()
    if folded.isascii():
        return folded
    readings = traditional.readings()
    return "".join(f"{readings[c][0]} " if c in readings else c for c in folded)


def _without_country(number: str) -> str:
    """Return an international number as people at home say it; groups, for a country's code has one to three digits."""
    digits = number.removeprefix("+")
    return " ".join((digits[:1], digits[1:2], digits[2:3], digits[3:])) if number.startswith("+") else ""


def _normal(fields: Iterable[str], names: Iterable[str], *phones: str) -> str:
    words = [search_text.normal(field).strip() for field in fields if field]
    spoken = dict.fromkeys(word for name in names for word in _spoken(name))
    dialled = [number for phone in phones for number in _dialled(phone)]
    return f" {f' {BETWEEN} '.join([*words, *dialled, *spoken])} "


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
