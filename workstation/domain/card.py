"""Business cards: one's own with its versions, and those that are held in a folder (domain.md §3)."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.account import Account, Exhibitor
from workstation.domain.buyer import Buyer
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, AttachmentId, ConversationId, PrincipalId

MAX_LINE_CHARS: Final = 300
MAX_TEXT_CHARS: Final = 4_000
MAX_ENTRIES: Final = 20
"""Phones, addresses of mail, sites …, each."""
MAX_TAGS: Final = 30
MAX_TAG_CHARS: Final = 60
MAX_EXTRA_CHARS: Final = 16_000
MAX_CARDS_AT_ONCE: Final = 100
"""In one action."""

E = TypeVar("E")

_COUNTRY: Final = re.compile("[A-Z]{2}")
_SPACES: Final = re.compile(r"[^\S\n]+")
_HAN: Final = (("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))


class PhoneKind(StrEnum):
    """What a number is for."""

    MOBILE = "mobile"
    WORK = "work"
    HOME = "home"
    FAX = "fax"
    OTHER = "other"


class CardPhone(Struct, frozen=True, omit_defaults=True):
    """A number: E.164 (`+8613800138000`, perhaps `;ext=12`) where it could be read as one, else as it was written."""

    number: str
    kind: PhoneKind = PhoneKind.MOBILE


class CardIm(Struct, frozen=True, omit_defaults=True):
    """A name in a messaging service: `wechat`, `whatsapp`, `skype`, `line` … in small letters."""

    service: str
    handle: str


class NameParts(Struct, frozen=True, omit_defaults=True):
    """A name taken apart, where its whole form does not tell."""

    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""


class CardContent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stands on a card: a Chinese and an English side, and what both share."""

    name_zh: str = ""
    name_en: str = ""
    parts: NameParts | None = None
    title_zh: str = ""
    title_en: str = ""
    department_zh: str = ""
    department_en: str = ""
    company_zh: str = ""
    company_en: str = ""
    address_zh: str = ""
    address_en: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2, or empty."""
    phones: tuple[CardPhone, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    ims: tuple[CardIm, ...] = ()
    sections: tuple[str, ...] = ()
    """Codes of the fair's sections, or words of another fair's."""
    languages: tuple[str, ...] = ()
    """BCP 47, preferred first."""
    time_zone: str = ""
    booth: str = ""
    about: str = ""
    photo: AttachmentId | None = None
    logo: AttachmentId | None = None
    uid: str = ""
    """The UID that a card read from a file had there."""
    extra: tuple[str, ...] = ()
    """Properties of a read card that have no place here, as they stood; they are written out again."""

    def name(self, language: str) -> str:
        """Return the name for a reader of that language (`zh…` or anything else); the other one if that is empty."""
        return self._side("name", language) or (self.emails[0] if self.emails else "") or self.company(language)

    def title(self, language: str) -> str:
        """Return the title for a reader of that language, else the other one."""
        return self._side("title", language)

    def department(self, language: str) -> str:
        """Return the department for a reader of that language, else the other one."""
        return self._side("department", language)

    def company(self, language: str) -> str:
        """Return the company for a reader of that language, else the other one."""
        return self._side("company", language)

    def address(self, language: str) -> str:
        """Return the address for a reader of that language, else the other one."""
        return self._side("address", language)

    def _side(self, field: str, language: str) -> str:
        zh: str = getattr(self, f"{field}_zh")
        en: str = getattr(self, f"{field}_en")
        return (zh or en) if language.startswith("zh") else (en or zh)


class SharedCard(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A card in a message: the version that was handed over; later edits don't change it."""

    owner_id: PrincipalId
    version: int
    content: CardContent


class OwnCard(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody's own card as it is now."""

    owner_id: PrincipalId
    rev: int
    version: int
    at: datetime
    content: CardContent


class CardVersion(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An earlier state of a card that somebody handed over."""

    version: int
    at: datetime
    content: CardContent


class CardSource(StrEnum):
    """How a card came into a folder."""

    CHAT = "chat"
    IMPORT = "import"
    MANUAL = "manual"
    MERGE = "merge"


class HeldCard(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A card in an account's folder; named by the action that brought it (those from chats by the server)."""

    id: ActionId
    rev: int
    holder_id: PrincipalId
    source: CardSource
    received_at: datetime
    from_id: PrincipalId | None = None
    """Whose own card it is; new versions come by themselves, the earlier ones stay."""
    conversation_id: ConversationId | None = None
    n: int | None = None
    """The message that brought it."""
    version: int = 0
    content: CardContent = CardContent()
    earlier: tuple[CardVersion, ...] = ()
    """Ascending."""
    note: str = ""
    tags: tuple[str, ...] = ()
    follow_up: str = ""
    """`YYYY-MM-DD`, or empty."""
    batch: ActionId | None = None
    """The import that added it."""
    merged_into: ActionId | None = None
    """It stands in that card's place no longer, but is kept as its source."""
    deleted: bool = False
    """Gone, or no longer this reader's to see; then it has nothing else."""


class CardPage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page of all cards an account may see, by their ids."""

    cards: tuple[HeldCard, ...]
    next: ActionId | None = None
    """`after` of the next page; `None` on the last."""


def of_account(account: Account, exhibitor: Exhibitor | None) -> CardContent:
    """Return the card of an account that has not made one: what its profile says."""
    chinese = has_han(account.title)
    return CardContent(
        name_zh=account.name_zh,
        name_en=account.name_en,
        title_zh=account.title if chinese else "",
        title_en="" if chinese else account.title,
        company_zh=exhibitor.name_zh if exhibitor else "",
        company_en=exhibitor.name_en if exhibitor else "",
        phones=(_phone(account.mobile, "CN"),) if account.mobile else (),
        emails=(account.email,) if account.email else (),
        websites=(exhibitor.website,) if exhibitor and exhibitor.website else (),
        booth=exhibitor.booth if exhibitor else "",
        country="CN" if exhibitor else "",
    )


def of_buyer(buyer: Buyer) -> CardContent:
    """Return a buyer's card: what the profile says."""
    named, company = has_han(buyer.name), has_han(buyer.company)
    return CardContent(
        name_zh=buyer.name if named else "",
        name_en="" if named else buyer.name,
        company_zh=buyer.company if company else "",
        company_en="" if company else buyer.company,
        country=buyer.country if _COUNTRY.fullmatch(buyer.country) else "",
        phones=(_phone(buyer.phone, buyer.country),) if buyer.phone else (),
        emails=(buyer.email,) if buyer.email else (),
        languages=buyer.languages[:MAX_ENTRIES],
        time_zone=buyer.time_zone,
        sections=buyer.interests[:MAX_ENTRIES],
    )


def _phone(written: str, country: str) -> CardPhone:
    """Return a profile's number: a land line is not called a mobile."""
    from workstation.domain.card_files import phones  # its tables are large

    place = country if _COUNTRY.fullmatch(country) else ""
    return CardPhone(written, PhoneKind.WORK if phones.is_land_line(written, place) else PhoneKind.MOBILE)


def has_han(text: str) -> bool:
    """Tell whether a text has Chinese characters."""
    return any(first <= character <= last for character in text for first, last in _HAN)


def check_card(content: CardContent) -> CardContent:
    """Return the card as it may be kept: trimmed, without control characters, without empty or repeated entries.

    Raises:
        Refusal: `card_invalid` with `field`: it is too long, there are too many, or it can't be; with `field` `name`
            when there is nothing to call it by.
    """
    values = {field: _line(field, getattr(content, field)) for field in _LINES}
    for field in ("address_zh", "address_en", "about"):
        values[field] = _text(field, getattr(content, field))
    if values["country"] and not _COUNTRY.fullmatch(values["country"]):
        raise Refusal("card_invalid", {"field": "country"})
    phones = (CardPhone(_line("phones", one.number), one.kind) for one in content.phones)
    ims = (CardIm(_line("ims", one.service).lower(), _line("ims", one.handle)) for one in content.ims)
    checked = replace(
        content,
        **values,
        parts=_parts(content.parts) if values["name_zh"] or values["name_en"] else None,
        phones=_few("phones", (one for one in phones if one.number)),
        emails=_strings("emails", content.emails),
        websites=_strings("websites", content.websites),
        ims=_few("ims", (one for one in ims if one.handle)),
        sections=_strings("sections", content.sections),
        languages=_strings("languages", content.languages),
        extra=_extra(content.extra),
    )
    if not any((checked.name_zh, checked.name_en, checked.company_zh, checked.company_en, checked.emails)):
        raise Refusal("card_invalid", {"field": "name"})
    return checked


def check_note(text: str) -> str:
    """Return a note on a card as it may be kept.

    Raises:
        Refusal: `card_invalid` with `field` `note`.
    """
    return _text("note", text)


def check_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags trimmed, each once.

    Raises:
        Refusal: `card_invalid` with `field` `tags`.
    """
    found = tuple(dict.fromkeys(tag for tag in (" ".join(_plain(one).split()) for one in tags) if tag))
    if len(found) > MAX_TAGS or any(len(tag) > MAX_TAG_CHARS for tag in found):
        raise Refusal("card_invalid", {"field": "tags"})
    return found


def check_follow_up(day: str) -> str:
    """Return a day `YYYY-MM-DD`, or nothing for none.

    Raises:
        Refusal: `card_invalid` with `field` `follow_up`.
    """
    try:
        return date.fromisoformat(day).isoformat() if day else ""
    except ValueError as error:
        raise Refusal("card_invalid", {"field": "follow_up"}) from error


_LINES: Final = (
    "name_zh",
    "name_en",
    "title_zh",
    "title_en",
    "department_zh",
    "department_en",
    "company_zh",
    "company_en",
    "country",
    "time_zone",
    "booth",
    "uid",
)


def _plain(text: str) -> str:
    """Return a text without what can't be seen and does harm: controls and half characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _line(field: str, text: str) -> str:
    line = " ".join(_plain(text).split())
    if len(line) > MAX_LINE_CHARS:
        raise Refusal("card_invalid", {"field": field})
    return line


def _text(field: str, text: str) -> str:
    lines = _plain(text.replace("\r\n", "\n").replace("\r", "\n"))
    result = "\n".join(_SPACES.sub(" ", line).strip() for line in lines.split("\n")).strip()
    if len(result) > MAX_TEXT_CHARS:
        raise Refusal("card_invalid", {"field": field})
    return result


def _strings(field: str, found: Iterable[str]) -> tuple[str, ...]:
    lines = (_line(field, one) for one in found)
    return _few(field, (line for line in lines if line))


def _few(field: str, found: Iterable[E]) -> tuple[E, ...]:
    kept = tuple(dict.fromkeys(found))
    if len(kept) > MAX_ENTRIES:
        raise Refusal("card_invalid", {"field": field})
    return kept


def _parts(parts: NameParts | None) -> NameParts | None:
    if parts is None:
        return None
    checked = NameParts(*(_line("name", getattr(parts, field)) for field in NameParts.__struct_fields__))
    return None if checked == NameParts() else checked


def _extra(lines: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(line for line in (_plain(one).replace("\n", " ").strip() for one in lines) if line)
    if sum(map(len, kept)) > MAX_EXTRA_CHARS:
        raise Refusal("card_invalid", {"field": "extra"})
    return kept
