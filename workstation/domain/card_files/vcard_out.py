"""Writes vCard 4.0 (RFC 6350) and 3.0 (RFC 2426)."""

import base64
import re
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Final

from workstation.domain.card import CardContent, PhoneKind
from workstation.domain.card_files import countries, names, phones
from workstation.domain.card_files.model import FileCard

FOLD: Final = 75
"""Octets of a line at most, without its end."""
_TYPES: Final = {
    PhoneKind.MOBILE: "cell",
    PhoneKind.WORK: "work",
    PhoneKind.HOME: "home",
    PhoneKind.FAX: "fax",
    PhoneKind.OTHER: "other",
}
_X_SERVICES: Final = ("wechat", "whatsapp", "skype", "qq", "line", "telegram", "viber", "facebook", "linkedin")
_QUOTED: Final = re.compile('[";:,^\n]')
_CARETS: Final = {"^": "^^", '"': "^'", "\n": "^n"}


class Version(StrEnum):
    """The vCard to write."""

    V4 = "4.0"
    V3 = "3.0"


def written(card: FileCard, version: Version, *, now: datetime | None = None) -> bytes:
    """Return a card as a vCard; its pictures stand in it."""
    out = _Writer(version)
    for line in _properties(card, version, now):
        out.add(line)
    return out.bytes()


class _Writer:
    """Folds lines."""

    def __init__(self, version: Version) -> None:
        self._lines = [b"BEGIN:VCARD", f"VERSION:{version.value}".encode()]

    def add(self, line: str) -> None:
        data = line.encode("utf-8", "replace")
        if len(data) <= FOLD:
            self._lines.append(data)
            return
        self._lines.extend(_folded(data))

    def bytes(self) -> bytes:
        return b"\r\n".join([*self._lines, b"END:VCARD", b""])


def _folded(data: bytes) -> Iterator[bytes]:
    """Yield a line in pieces, none of which ends inside a character."""
    start, room = 0, FOLD
    while start < len(data):
        end = min(start + room, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        yield (b"" if start == 0 else b" ") + data[start:end]
        start, room = end, FOLD - 1


def _properties(card: FileCard, version: Version, now: datetime | None) -> Iterator[str]:
    content, new = card.content, version is Version.V4
    yield from _names(content, new)
    yield from _sides("ORG", _org(content, "zh"), _org(content, "en"), new)
    yield from _sides("TITLE", _escaped(content.title_zh), _escaped(content.title_en), new)
    yield from _reachable(content, new)
    yield from _address(content, new)
    yield from (_im(one.service, one.handle, new) for one in content.ims)
    if content.sections:
        yield "CATEGORIES:" + ",".join(_escaped(one) for one in content.sections)
    for one in content.languages:
        yield f"{'LANG' if new else 'X-LANG'}:{_escaped(one)}"
    for name, value in (("TZ", content.time_zone), ("X-BOOTH", content.booth), ("NOTE", content.about)):
        if value:
            yield f"{name}:{_escaped(value)}"
    for name, data in (("PHOTO", card.photo), ("LOGO", card.logo)):
        if data:
            yield _picture(name, data, new)
    yield from _kept(card)
    yield from content.extra
    if content.uid:
        yield f"UID:{content.uid if new and _is_uri(content.uid) else _escaped(content.uid)}"
    if now is not None:
        yield f"REV:{now:%Y%m%dT%H%M%SZ}"


def _names(content: CardContent, new: bool) -> Iterator[str]:
    zh, en = content.name_zh, content.name_en
    shown = zh or en or content.company("zh") or content.emails[0]
    if zh or en:
        yield from _sides("FN", _escaped(zh), _escaped(en), new)
    else:
        yield f"FN:{_escaped(shown)}"
    parts = content.parts or names.parts_of(zh or en)
    values = (parts.family, parts.given, parts.additional, parts.prefix, parts.suffix)
    yield "N:" + ";".join(_escaped(value) for value in values)


def _sides(name: str, zh: str, en: str, new: bool) -> Iterator[str]:
    """Yield the Chinese and the English form: alternatives of each other in 4.0; 3.0 knows but one."""
    both = bool(zh and en)
    alternative = ";ALTID=1" if both and new else ""
    for at, (language, text) in enumerate((("zh", zh), ("en", en))):
        if text:
            prefix = "X-ALT-" if at and both and not new else ""
            yield f"{prefix}{name}{alternative};LANGUAGE={language}:{text}"


def _org(content: CardContent, side: str) -> str:
    company, department = getattr(content, f"company_{side}"), getattr(content, f"department_{side}")
    if not company and not department:
        return ""
    return _escaped(company) + (f";{_escaped(department)}" if department else "")


def _reachable(content: CardContent, new: bool) -> Iterator[str]:
    for phone in content.phones:
        kind = _TYPES[phone.kind]
        address = phones.address(phone.number) if phone.number.startswith("+") else ""
        if new and address:
            yield f"TEL;VALUE=uri;TYPE={kind}:{address}"
        else:
            text = phone.number.replace(phones.EXTENSION, " ext. ")
            yield f"TEL{';VALUE=text' if new else ''};TYPE={kind if new else kind.upper()}:{_escaped(text)}"
    for email in content.emails:
        yield f"EMAIL{'' if new else ';TYPE=INTERNET'}:{_escaped(email)}"
    for site in content.websites:
        yield f"URL:{site if _is_uri(site) else _escaped(site)}"


def _address(content: CardContent, new: bool) -> Iterator[str]:
    country = countries.name(content.country) if content.country else ""
    zh, en = (_adr(text, country) if text else "" for text in (content.address_zh, content.address_en))
    if not zh and not en:
        if not country:
            return
        zh, en = "", _adr("", country)
    lines = list(_sides("ADR", zh, en, new))
    if not content.country:
        yield from lines
    elif new:
        yield from (line.replace("ADR", f"ADR;CC={content.country}", 1) for line in lines)
    else:
        yield from ([f"item1.{lines[0]}", f"item1.X-ABADR:{content.country.lower()}", *lines[1:]])


def _adr(street: str, country: str) -> str:
    return f";;{_escaped(street)};;;;{_escaped(country)}"


def _im(service: str, handle: str, new: bool) -> str:
    if new:
        return f"SOCIALPROFILE;SERVICE-TYPE={parameter(service)};VALUE=text:{_escaped(handle)}"
    if service in _X_SERVICES:
        return f"X-{service.upper()}:{_escaped(handle)}"
    return f"X-SOCIALPROFILE;TYPE={parameter(service)}:{_escaped(handle)}"


def _picture(name: str, data: bytes, new: bool) -> str:
    kind = "png" if data[:8] == b"\x89PNG\r\n\x1a\n" else "gif" if data[:4] == b"GIF8" else "jpeg"
    text = base64.b64encode(data).decode("ascii")
    return f"{name}:data:image/{kind};base64,{text}" if new else f"{name};ENCODING=b;TYPE={kind.upper()}:{text}"


def _kept(card: FileCard) -> Iterator[str]:
    """Yield what one keeps about the card oneself."""
    if card.note:
        yield f"X-WORKSTATION-NOTE:{_escaped(card.note)}"
    if card.tags:
        yield "X-WORKSTATION-TAGS:" + ",".join(_escaped(tag) for tag in card.tags)
    if card.follow_up:
        yield f"X-WORKSTATION-FOLLOW-UP:{_escaped(card.follow_up)}"


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def parameter(text: str) -> str:
    """Return the value of a parameter: quoted where it must be, quotes as RFC 6868 has them."""
    if not _QUOTED.search(text):
        return text
    return '"' + "".join(_CARETS.get(character, character) for character in text) + '"'


def _is_uri(text: str) -> bool:
    scheme, colon, rest = text.partition(":")
    return bool(colon and rest) and scheme.isalnum() and not any(c.isspace() for c in text)
