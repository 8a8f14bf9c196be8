"""Which exhibits fit a purchase intent, how well, and why. Pure (domain.md §5: the fuller an exhibit, the better)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ExhibitorId
from workstation.domain.intent import MAX_EXHIBITORS, MAX_MATCHES, Match, Wanted

SECTION: Final = 25
WORDS: Final = 40
CATEGORY: Final = 10
PRICE: Final = 10
QUANTITY: Final = 5
COMPLETE: Final = 10
"""Points that each reason gives at most; together a hundred."""
WORDS_ENOUGH: Final = 3
"""So many words of the title in common are as good as all."""
BESIDE: Final = 0.34
"""What a word counts that stands in one of the descriptions alone."""
LEAST_WEIGHT: Final = 0.3
"""Of words in common: one that both only describe themselves with is chance."""
LEAST_ELSEWHERE: Final = 20
"""Points for words from which an exhibit of another section is looked at."""
DEARER: Final = 1.25
"""So many times the target price is still worth an offer."""
MAX_WORDS_SHOWN: Final = 6
_PARTS: Final = re.compile(r"[^\W_]+")
_HAN: Final = re.compile("([\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")


class Goods(Struct, frozen=True):
    """The words of an exhibit: those it is called by, and those it is described with."""

    names: frozenset[str]
    about: frozenset[str]
    category: frozenset[str]


class Asked(Struct, frozen=True):
    """The words of an intent, each with how the buyer wrote it."""

    title: Mapping[str, str]
    category: Mapping[str, str]
    about: Mapping[str, str]


class Fit(Struct, frozen=True):
    """An exhibitor that an intent goes to."""

    exhibitor_id: ExhibitorId
    matches: tuple[Match, ...]
    """Best first; none: it shows something in the section, but nothing that fits."""


def _folded(word: str) -> str:
    """Return a Latin word without case, accents, and what makes it a plural."""
    bare = "".join(one for one in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(one))
    if len(bare) > 3 and bare.endswith("s") and not bare.endswith("ss"):
        bare = bare[:-1]
    if len(bare) > 3 and bare[-1] in "ey":
        bare = bare[:-1] + ("i" if bare[-1] == "y" else "")
    return bare


_SAYS_NOTHING: Final = (
    # English and Spanish
    "of to in on at by or is we an my it de la el en un lo se al no si le te su me"
    " the and for with from our your this that are was not per pcs piece set unit need want wanted looking buy please"
    " los las del con para por una unos unas que sus como pieza unidad unidades busco buscamos necesito quiero"
    " one two three four five six ten dos tres cuatro cinco seis diez"
    # Chinese, two characters at a time
    " 我们 需要 采购 求购 寻找 供应 要求 以及 或者 可以 优质 批发 大量 订购"
)
_EMPTY_WORDS: Final = frozenset(map(_folded, _SAYS_NOTHING.split()))


def words_of(text: str) -> dict[str, str]:
    """Return the words of a text, folded, each with the way it is written.

    Case, accents and width don't count, an English or Spanish plural neither; Chinese is cut into words of two
    characters. Numbers, single letters and words that say nothing are left out.
    """
    found: dict[str, str] = {}
    for part in _PARTS.findall(unicodedata.normalize("NFKC", text)):
        for piece in _HAN.split(part):
            if _HAN.fullmatch(piece):
                pairs = [piece] if len(piece) == 1 else [piece[at : at + 2] for at in range(len(piece) - 1)]
                found.update((one, one) for one in pairs if one not in _EMPTY_WORDS)
            elif len(piece) > 1 and not piece.isdecimal() and (word := _folded(piece)) not in _EMPTY_WORDS:
                found.setdefault(word, piece.lower())
    return found


@lru_cache(20_000)
def _goods(exhibit: Exhibit) -> Goods:
    names = " ".join((exhibit.name_zh, exhibit.name_en, exhibit.name_es, *exhibit.keywords))
    about = f"{exhibit.about_zh} {exhibit.about_en} {exhibit.about_es}"
    category = frozenset(words_of(exhibit.category))
    return Goods(frozenset(words_of(names)) | category, frozenset(words_of(about)), category)


def asked(wanted: Wanted) -> Asked:
    """Return the words of an intent."""
    return Asked(words_of(wanted.title), words_of(wanted.category), words_of(wanted.description))


def completeness(exhibit: Exhibit) -> int:
    """Return how much is told about an exhibit, in percent."""
    told = (
        bool(exhibit.name_zh),
        bool(exhibit.name_en),
        bool(exhibit.name_es),
        bool(exhibit.about_zh or exhibit.about_en or exhibit.about_es),
        bool(exhibit.category),
        exhibit.price_min_minor is not None,
        exhibit.moq is not None,
        exhibit.lead_time_days is not None,
        len(exhibit.keywords) > 1,
        exhibit.picture_id is not None,
    )
    return 100 * sum(told) // len(told)


def match(wanted: Wanted, words: Asked, exhibit: Exhibit) -> Match | None:
    """Return how well an exhibit fits, `None` when it doesn't.

    One that fits has words in common with the intent; one of another section has to have many.
    """
    points: dict[str, int] = {}
    common: list[str] = []
    goods = _goods(exhibit)
    points["words"] = _word_points(words, goods, common)
    points["category"] = CATEGORY if words.category.keys() & (goods.names | goods.category) else 0
    same_section = wanted.section_id is not None and wanted.section_id == exhibit.section_id
    points["section"] = SECTION if same_section else 0
    if not (points["words"] or points["category"]) or (not same_section and points["words"] < LEAST_ELSEWHERE):
        return None
    points["price"] = _price_points(wanted, exhibit)
    fits_quantity = wanted.quantity is not None and exhibit.moq is not None and wanted.quantity >= exhibit.moq
    points["quantity"] = QUANTITY if fits_quantity else 0
    points["complete"] = COMPLETE * completeness(exhibit) // 100
    reasons = sorted((name for name, count in points.items() if count), key=lambda name: -points[name])
    return Match(
        exhibit_id=exhibit.id,
        score=sum(points.values()),
        reasons=tuple(reasons),
        words=tuple(_joined(common, wanted)[:MAX_WORDS_SHOWN]),
    )


def _joined(common: Iterable[str], wanted: Wanted) -> list[str]:
    """Return words in common with Chinese ones as they were written, not cut into twos."""
    written = unicodedata.normalize("NFKC", f"{wanted.title}\n{wanted.category}\n{wanted.description}")
    found: list[str] = []
    for word in common:
        longer = found[-1] + word[1:] if found and len(word) == 2 and found[-1].endswith(word[0]) else ""
        if _HAN.fullmatch(longer) and longer in written:
            found[-1] = longer
        else:
            found.append(word)
    return found


def _word_points(words: Asked, goods: Goods, common: list[str]) -> int:
    """Return the points for words in common, and put them into `common` as the buyer wrote them."""
    weight = 0.0
    for asked_for, strong in ((words.title, 1.0), (words.category, 1.0), (words.about, BESIDE)):
        for word, written in asked_for.items():
            count = strong if word in goods.names else BESIDE * strong if word in goods.about else 0.0
            if count and written not in common:
                weight += count
                common.append(written)
    if weight < LEAST_WEIGHT:
        return 0
    return round(WORDS * min(1.0, weight / max(1, min(len(words.title), WORDS_ENOUGH))))


def _price_points(wanted: Wanted, exhibit: Exhibit) -> int:
    target, least = wanted.target_price_minor, exhibit.price_min_minor
    if target is None or least is None or wanted.currency != exhibit.currency:
        return 0
    if least <= target:
        return PRICE
    return PRICE // 2 if least <= target * DEARER else 0


def best_of(wanted: Wanted, exhibits: Iterable[Exhibit]) -> tuple[Match, ...]:
    """Return those of one exhibitor's exhibits that fit, best first, at most `MAX_MATCHES`."""
    words = asked(wanted)
    found = (match(wanted, words, one) for one in exhibits)
    return _sorted(one for one in found if one is not None)


def _sorted(found: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(found, key=lambda one: (-one.score, one.exhibit_id))[:MAX_MATCHES])


def fits(wanted: Wanted, exhibits: Iterable[Exhibit]) -> list[Fit]:
    """Return the exhibitors that an intent goes to, at most `MAX_EXHIBITORS`.

    Those with exhibits that fit come first, the best first; then those that show something in its section.
    """
    words = asked(wanted)
    matches: dict[ExhibitorId, list[Match]] = {}
    for one in exhibits:
        found = match(wanted, words, one)
        if found is not None:
            matches.setdefault(one.exhibitor_id, []).append(found)
        elif wanted.section_id is not None and one.section_id == wanted.section_id:
            matches.setdefault(one.exhibitor_id, [])
    made = [Fit(exhibitor_id, _sorted(of)) for exhibitor_id, of in matches.items()]
    made.sort(key=lambda fit: (-(fit.matches[0].score if fit.matches else 0), fit.exhibitor_id))
    return made[:MAX_EXHIBITORS]
