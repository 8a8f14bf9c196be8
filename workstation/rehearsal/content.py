"""What the rehearsal fair is made of: the fair's file, the buyers, and what they say in each language."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct

from workstation import paths
from workstation.domain.account import AccountKind, Permission
from workstation.domain.exhibit import Exhibit

LANGUAGES = ("zh", "en", "es", "ar", "ru", "pt", "fr")
_OF_THE_BUYER = frozenset(("port", "name", "company"))
_OF_THE_EXHIBIT = frozenset(("exhibit", "number", "moq", "lead_days"))
_OF_THE_DEAL = frozenset(("quantity", "trial", "more", "price", "target", "deal"))
VARIABLES = _OF_THE_BUYER | _OF_THE_EXHIBIT | _OF_THE_DEAL
"""What may stand in braces in the talk files. `trial` is fewer than the minimum order, `more` is more than `quantity`;
`target` ≤ `deal` ≤ `price`."""

_T = TypeVar("_T")


# ---- the fair ------------------------------------------------------------------------------------------------------


class _Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Texts(_Entry, frozen=True):
    """One text in the languages of the portal."""

    zh: str
    en: str
    es: str = ""

    def of(self, language: str) -> str:
        """Return the text for a reader of that language: zh, es where there is one, else English."""
        return {"zh": self.zh, "es": self.es}.get(language, self.en) or self.en


class Phase(_Entry, frozen=True):
    """A phase of the fair; both days belong to it, at the fair's place."""

    key: str
    number: int
    first_day: date
    last_day: date
    name: Texts


class Fair(_Entry, frozen=True):
    """The fair itself."""

    key: str
    number: int
    name: Texts
    organisation: Texts
    time_zone: str
    distribution_deadline: datetime
    phases: tuple[Phase, ...]


class Section(_Entry, frozen=True):
    """A trade section; `phase` is a phase's key."""

    key: str
    code: str
    phase: str
    name: Texts


class Package(_Entry, frozen=True):
    """What an exhibitor bought: how many accounts it may have."""

    key: str
    name: Texts
    accounts: int


class Staff(_Entry, frozen=True):
    """An account of an exhibitor; its password is made when it is imported."""

    key: str
    kind: AccountKind
    login: str
    name: Texts
    title: Texts
    mobile: str
    email: str
    language: str
    languages: tuple[str, ...]
    permissions: frozenset[Permission]


class Association(_Entry, frozen=True):
    """Which accounts answer for a section."""

    section: str
    accounts: tuple[str, ...]


class Price(_Entry, frozen=True):
    """A range in minor units of the currency (cents)."""

    min: int
    max: int
    currency: str


class Picture(_Entry, frozen=True):
    """A drawing recipe of `workstation.rehearsal.pictures` with its colours (`#rrggbb`)."""

    recipe: str
    colours: tuple[str, ...] = ()

    @property
    def spec(self) -> str:
        """The recipe with its colours in one word, as `pictures.draw` takes it."""
        return ":".join((self.recipe, ",".join(self.colours))) if self.colours else self.recipe


class Item(_Entry, frozen=True):
    """An exhibit; `section` and `accounts` are keys."""

    key: str
    number: str
    section: str
    name: Texts
    category: str
    price: Price
    unit: str
    moq: int
    lead_time_days: int
    keywords: tuple[str, ...]
    description: Texts
    picture: Picture
    accounts: tuple[str, ...]


class Exhibitor(_Entry, frozen=True):
    """A company at the fair with its accounts, associations and exhibits."""

    key: str
    name: Texts
    city: str
    booth: str
    website: str
    package: str
    about: Texts
    accounts: tuple[Staff, ...]
    sections: tuple[Association, ...]
    exhibits: tuple[Item, ...]


class FairFile(_Entry, frozen=True):
    """All of `fair.yaml`."""

    version: Literal[1]
    fair: Fair
    sections: tuple[Section, ...]
    packages: tuple[Package, ...]
    exhibitors: tuple[Exhibitor, ...]


# ---- buyers --------------------------------------------------------------------------------------------------------


class Temperament(StrEnum):
    """How a buyer writes: quickly, slowly, in few words or in many."""

    FAST = "fast"
    SLOW = "slow"
    TERSE = "terse"
    CHATTY = "chatty"


class Visitor(_Entry, frozen=True):
    """A buyer who takes part in the rehearsal; `sections` are keys of the fair's file."""

    key: str
    name: str
    latin: str
    gender: Literal["female", "male"]
    company: str
    country: str
    email: str
    phone: str
    languages: tuple[str, ...]
    time_zone: str
    port: str
    interests: tuple[str, ...]
    sections: tuple[str, ...]
    writes: Literal["zh", "en", "es", "ar", "ru", "pt", "fr"]
    temperament: Temperament


class _VisitorFile(_Entry, frozen=True):
    version: Literal[1]
    buyers: tuple[Visitor, ...]


# ---- talk ----------------------------------------------------------------------------------------------------------


class Phrases(_Entry, frozen=True):
    """All sentences of one language, by what they are good for; each thread line is `{who: text}`."""

    language: str
    openings: tuple[str, ...]
    questions: dict[str, tuple[str, ...]]
    replies: dict[str, tuple[str, ...]]
    captions: dict[str, tuple[str, ...]]
    thanks: tuple[str, ...]
    closings: tuple[str, ...]
    nudges: tuple[str, ...]
    threads: tuple[tuple[dict[Literal["buyer", "staff", "staff_zh", "staff_en"], str], ...], ...]


class TopicWords(_Entry, frozen=True):
    """By which words one sees that an answer is about a topic."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


class _TopicFile(_Entry, frozen=True):
    version: Literal[1]
    topics: dict[str, TopicWords]


_USUAL_MOQ, _USUAL_PRICE, _USUAL_LEAD_DAYS = 500, 700, 30


class Line(Struct, frozen=True):
    """One line of a finished conversation, in that language."""

    from_buyer: bool
    language: str
    text: str


class Subject(Struct, frozen=True, kw_only=True):
    """The exhibit talked about, as far as talk needs it; prices in minor units."""

    names: Texts
    number: str
    moq: int
    low: int
    high: int
    currency: str
    lead_days: int

    @classmethod
    def of_item(cls, item: Item) -> "Subject":
        """Make the subject of an exhibit of the fair's file."""
        return cls(
            names=item.name,
            number=item.number,
            moq=item.moq,
            low=item.price.min,
            high=item.price.max,
            currency=item.price.currency,
            lead_days=item.lead_time_days,
        )

    @classmethod
    def of_exhibit(cls, exhibit: Exhibit) -> "Subject":
        """Make the subject of an exhibit as the server shows it; what it leaves open gets a usual value."""
        low = exhibit.price_min_minor or _USUAL_PRICE
        return cls(
            names=Texts(zh=exhibit.name_zh, en=exhibit.name_en, es=exhibit.name_es),
            number=exhibit.number,
            moq=exhibit.moq or _USUAL_MOQ,
            low=low,
            high=max(low, exhibit.price_max_minor or low),
            currency=exhibit.currency,
            lead_days=exhibit.lead_time_days or _USUAL_LEAD_DAYS,
        )


# ---- files ---------------------------------------------------------------------------------------------------------


def _load(name: str, kind: type[_T]) -> _T:
    return msgspec.yaml.decode((paths.resources() / "rehearsal" / name).read_bytes(), type=kind)


@cache
def fair() -> FairFile:
    """Return the rehearsal fair as it is shipped."""
    return _load("fair.yaml", FairFile)


def picture_of(number: str) -> str:
    """Return the drawing recipe of the exhibit with that number, or an empty word when the fair has none."""
    items = (item for exhibitor in fair().exhibitors for item in exhibitor.exhibits)
    return next((item.picture.spec for item in items if item.number == number), "")


def fair_document(first_day: date | None = None) -> dict[str, Any]:
    """Return the content of the fair's file as plain data, all its dates moved so that phase 1 opens on that day."""
    document = _load("fair.yaml", dict[str, Any])
    if first_day is None:
        return document
    the_fair = document["fair"]
    by: timedelta = first_day - the_fair["phases"][0]["first_day"]
    the_fair["distribution_deadline"] += by
    for phase in the_fair["phases"]:
        phase["first_day"] += by
        phase["last_day"] += by
    return document


@cache
def visitors() -> tuple[Visitor, ...]:
    """Return the buyers who take part."""
    return _load("buyers.yaml", _VisitorFile).buyers


@cache
def phrases(language: str) -> Phrases:
    """Return the sentences of one of `LANGUAGES`."""
    return _load(f"talk_{language}.yaml", Phrases)


@cache
def topic_words() -> Mapping[str, TopicWords]:
    """Return the words by which topics are recognised, the topic that wins a tie first."""
    return _load("topics.yaml", _TopicFile).topics
