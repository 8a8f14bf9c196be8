"""The ways a card names to reach somebody, as addresses that may be opened: built here, never taken as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from PySide6.QtCore import QUrl, QUrlQuery

from workstation.domain.card import CardContent, CardIm
from workstation.domain.card_files import phones
from workstation.domain.mail_address import mail_address
from workstation.ui.cards import wording
from workstation.ui.chat.links import safe_url

_TELEGRAM: Final = re.compile("[A-Za-z][A-Za-z0-9_]{3,31}")


class Way(NamedTuple):
    """One line of a card."""

    icon: str
    name: str
    shown: str
    copied: str
    """What is copied: the thing itself."""
    url: QUrl | None = None
    """What a click opens; `None`: nothing."""
    outside: bool = False
    """Leads to a web server: the address is shown before it is opened."""


def of(content: CardContent, side: str) -> list[Way]:
    """Return the ways of a card for a reader of that side."""
    found = [_phone(one.number, wording.phone_kind(one.kind), dial=one.kind != "fax") for one in content.phones]
    found += [Way("mail", wording.field("emails"), email, email, mail_url(email)) for email in content.emails]
    found += [_messenger(one) for one in content.ims]
    found += [_site(site) for site in content.websites]
    address = content.address(side)
    if address.strip():
        place = Way("location", wording.field("address"), address, address, map_url(address, content.country), True)
        found.append(place)
    if content.booth:
        found.append(Way("pin", wording.field("booth"), content.booth, content.booth))
    return found


def mail_url(email: str) -> QUrl | None:
    """Return the address that opens the mail program with a new message; `None` when this is no e-mail."""
    address = mail_address(email.strip())
    if not address:
        return None
    url = QUrl()
    url.setScheme("mailto")
    url.setPath(address, QUrl.ParsingMode.DecodedMode)
    return url


def site_url(site: str) -> QUrl | None:
    """Return a website's address: http(s) with a host, or `None`."""
    text = site.strip()
    return safe_url(text if "://" in text else f"https://{text}") if text else None


def map_url(address: str, country: str) -> QUrl:
    """Return the address of a map: the one that knows a country's streets best."""
    china = country == "CN"
    url = QUrl("https://uri.amap.com/search" if china else "https://www.openstreetmap.org/search")
    query = QUrlQuery()
    words = " ".join(address.split())
    query.addQueryItem("keyword" if china else "query", bytes(QUrl.toPercentEncoding(words).data()).decode())
    url.setQuery(query)
    return url


def fields(content: CardContent, side: str) -> list[tuple[str, str]]:
    """Return everything on a card that one may want to copy by itself: what it is called, and what it says."""
    who = (
        ("name", content.name(side)),
        ("title", content.title(side)),
        ("department", content.department(side)),
        ("company", content.company(side)),
    )
    found = [(wording.field(name), text) for name, text in who if text.strip()]
    found += [(way.name, way.copied) for way in of(content, side)]
    if content.about.strip():
        found.append((wording.field("about"), content.about))
    return found


def as_text(content: CardContent, side: str) -> str:
    """Return a card as lines to be pasted somewhere."""
    head: Iterable[str] = (
        content.name(side),
        content.title(side),
        content.department(side),
        content.company(side),
    )
    lines = [line for line in head if line.strip()]
    lines += [f"{way.name}: {' '.join(way.copied.split())}" for way in of(content, side)]
    return "\n".join(lines)


def _phone(number: str, name: str, *, dial: bool) -> Way:
    address = phones.address(number) if dial else ""
    return Way("phone", name, phones.shown(number), phones.shown(number), QUrl(address) if address else None)


def _messenger(one: CardIm) -> Way:
    url = chat_url(one)
    return Way("chat", wording.service(one.service), one.handle, one.handle, url, outside=url is not None)


def chat_url(one: CardIm) -> QUrl | None:
    """Return where a messenger begins a chat with somebody, `None` where it has no such address or this is no name."""
    if one.service == "whatsapp":
        number = phones.international(one.handle)
        return QUrl(f"https://wa.me/{number.removeprefix('+')}") if number else None
    if one.service == "telegram":
        name = one.handle.strip().removeprefix("@")
        return QUrl(f"https://t.me/{name}") if _TELEGRAM.fullmatch(name) else None
    return None


def _site(site: str) -> Way:
    url = site_url(site)
    return Way("globe", wording.field("websites"), site, site, url, outside=url is not None)
