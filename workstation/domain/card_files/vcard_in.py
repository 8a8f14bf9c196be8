"""Reads vCard 2.1, 3.0 and 4.0: what can be read comes in, what can't is named by its line, nothing is fetched."""

import base64
import binascii
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final
from urllib.parse import unquote

from msgspec.structs import replace

from workstation.domain.card import CardIm, CardPhone, NameParts, PhoneKind, has_han
from workstation.domain.card_files import countries
from workstation.domain.card_files.draft import Draft
from workstation.domain.card_files.lines import Line, binary_of, lines, split, unescaped, value_of
from workstation.domain.card_files.model import FileCard, Issue
from workstation.domain.card_files.vcard_out import parameter

_KEPT_CHARS: Final = 2_000
"""Of a property that has no place on a card; longer ones are keys and sounds."""
_NESTED: Final = "VCARD"
_SERVICES: Final = {"weixin": "wechat", "aim": "aim", "xmpp": "xmpp", "sip": "sip", "whatsapp": "whatsapp"}
_X_SERVICES: Final = (
    *("WECHAT", "WEIXIN", "WHATSAPP", "SKYPE", "QQ", "LINE", "TELEGRAM", "VIBER", "FACEBOOK", "LINKEDIN", "INSTAGRAM"),
    *("TWITTER", "KAKAOTALK", "ZALO", "SIGNAL", "TEAMS", "MSN", "ICQ", "JABBER", "AIM", "YAHOO"),
)
_SILENT: Final = frozenset({"VERSION", "PRODID", "REV", "PROFILE", "NAME", "SOURCE", "X-ABLABEL", "CLIENTPIDMAP"})
_SIDED: Final = {"FN": "name", "TITLE": "title", "X-ALT-FN": "name", "X-ALT-TITLE": "title"}


def read(stream: BinaryIO) -> Iterator[FileCard | Issue]:
    """Yield the cards of a file, and what was wrong with them, in the order of the file."""
    card: _Reading | None = None
    depth = 0
    for line in lines(stream):
        if line.name == "BEGIN" and line.raw.strip().upper() == b"VCARD":
            depth += 1
            if card is not None and depth == 2 and not card.nested:
                # The one before has no end: it is taken as far as it goes.
                yield from card.ended(complete=False)
                card, depth = None, 1
            card = card or _Reading(line.number)
        elif line.name == "END" and line.raw.strip().upper() == b"VCARD":
            depth = max(0, depth - 1)
            if card is not None and depth == 0:
                yield from card.ended()
                card = None
        elif card is None:
            if line.raw.strip() or line.name:
                yield Issue(line=line.number, code="outside", what=_shown(line))
        elif depth == 1:
            card.take(line)
    if card is not None:
        yield from card.ended(complete=False)


def _shown(line: Line) -> str:
    return line.name or value_of(line).text[:40]


class _Reading:
    """One card while its properties come in."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._lines: list[Line] = []
        self._version = ""
        self.nested = False
        self._issues: list[Issue] = []
        self._draft = Draft()
        self._org_like = False

    def take(self, line: Line) -> None:
        """Take in a property; it is understood when the card ends, for its version may come late."""
        if line.name == "VERSION":
            self._version = value_of(line).text.strip()
        self.nested = line.name == "AGENT" and not line.raw.strip()
        if not line.name:
            self._issues.append(Issue(line=line.number, code="not_a_property", what=_shown(line)))
        elif line.too_long:
            self._issues.append(Issue(line=line.number, code="too_long", what=line.name))
        elif line.name in ("PHOTO", "LOGO"):
            self._picture(line)
        else:
            self._lines.append(line)

    def ended(self, *, complete: bool = True) -> Iterator[FileCard | Issue]:
        """Yield the card and what was wrong with it."""
        if not complete:
            self._issues.append(Issue(line=self._number, code="not_ended"))
        old = self._version.startswith("2")
        for line in self._lines:
            self._understand(line, old)
        content, cut = self._draft.finished()
        self._issues += [Issue(line=self._number, code="value_cut", what=field) for field in cut]
        yield from sorted(self._issues, key=lambda issue: issue.line)
        if content is None:
            yield Issue(line=self._number, code="empty")
        else:
            yield replace(self._draft.file, content=content, line=self._number)

    # --- properties ---

    def _understand(self, line: Line, old: bool) -> None:
        if line.name in _SILENT:
            return
        found = value_of(line)
        if found.problem:
            self._issues.append(Issue(line=line.number, code=found.problem, what=line.name))
        handler = _HANDLERS.get(line.name)
        if handler is not None:
            handler(self, line, found.text, old)
        elif line.name in _SIDED:
            self._sided(_SIDED[line.name], line, unescaped(found.text, old=old))
        elif line.name.removeprefix("X-") in _X_SERVICES:
            self._im(line.name.removeprefix("X-"), unescaped(found.text, old=old))
        else:
            self._keep(line, found.text)

    def _keep(self, line: Line, text: str) -> None:
        """Keep what has no place on a card, so that it is written out again."""
        if len(text) > _KEPT_CHARS or line.is_base64:
            self._issues.append(Issue(line=line.number, code="left_out", what=line.name))
            return
        if line.is_quoted_printable:
            text = text.replace("\r\n", "\\n").replace("\n", "\\n")
        dropped = ("ENCODING", "CHARSET")
        shown = "".join(
            f";{name}={','.join(map(parameter, values))}"
            for name, values in line.parameters
            if name not in dropped and "quoted-printable" not in (value.lower() for value in values)
        )
        group = f"{line.group}." if line.group else ""
        self._draft.extra.append(f"{group}{line.name}{shown}:{text}")

    def _sided(self, field: str, line: Line, text: str) -> None:
        self._draft.set_side(field, text, line.first("LANGUAGE"))

    def _n(self, line: Line, text: str, old: bool) -> None:
        values = [unescaped(part, old=old).strip() for part in split(text, ";")][:5]
        self._draft.parts = NameParts(*values)

    def _org(self, line: Line, text: str, old: bool) -> None:
        parts = [unescaped(part, old=old).strip() for part in split(text, ";")]
        language = line.first("LANGUAGE")
        self._draft.set_side("company", parts[0], language)
        rest = " / ".join(part for part in parts[1:] if part)
        self._draft.set_side("department", rest, language or ("zh" if has_han(parts[0] + rest) else "en"))

    def _role(self, line: Line, text: str, old: bool) -> None:
        if self._draft.has_side("title"):
            self._keep(line, text)
        else:
            self._draft.set_side("title", unescaped(text, old=old), line.first("LANGUAGE"))

    def _tel(self, line: Line, text: str, old: bool) -> None:
        number = unescaped(text, old=old)
        if number.lower().startswith("tel:"):
            number = unquote(number[4:])
        types = {kind for value in line.all("TYPE") for kind in value.split(",")}
        self._draft.phones.append(CardPhone(number.strip(), _kind(types)))

    def _email(self, line: Line, text: str, old: bool) -> None:
        address = unescaped(text, old=old).strip()
        address = address[7:] if address.lower().startswith("mailto:") else address
        if address and "@" not in address:
            self._issues.append(Issue(line=line.number, code="email_odd", what=address[:40]))
        self._draft.emails.append(address)

    def _url(self, line: Line, text: str, old: bool) -> None:
        self._draft.websites.append(unescaped(text, old=old).strip())

    def _adr(self, line: Line, text: str, old: bool) -> None:
        parts = [unescaped(part, old=old).strip() for part in split(text, ";")]
        parts += [""] * (7 - len(parts))
        country = parts[6]
        code = line.first("CC").upper() or countries.code(country)
        if code:
            self._draft.country = self._draft.country or code
        shown = [part for part in (*parts[:6], "" if code else country) if part]
        language = line.first("LANGUAGE")
        self._draft.set_side("address", _joined(shown), language)

    def _label(self, line: Line, text: str, old: bool) -> None:
        if not self._draft.has_side("address"):
            self._draft.set_side("address", unescaped(text, old=old), line.first("LANGUAGE"))

    def _apple_country(self, line: Line, text: str, old: bool) -> None:
        code = countries.code(text)
        self._draft.country = code or self._draft.country

    def _note(self, line: Line, text: str, old: bool) -> None:
        self._draft.about.append(unescaped(text, old=old))

    def _categories(self, line: Line, text: str, old: bool) -> None:
        self._draft.sections += [unescaped(part, old=old).strip() for part in split(text, ",")]

    def _tags(self, line: Line, text: str, old: bool) -> None:
        tags = tuple(unescaped(part).strip() for part in split(text, ","))
        self._draft.file = replace(self._draft.file, tags=tuple(tag for tag in tags if tag))

    def _my_note(self, line: Line, text: str, old: bool) -> None:
        self._draft.file = replace(self._draft.file, note=unescaped(text))

    def _follow_up(self, line: Line, text: str, old: bool) -> None:
        self._draft.file = replace(self._draft.file, follow_up=text.strip())

    def _lang(self, line: Line, text: str, old: bool) -> None:
        self._draft.languages.append(unescaped(text, old=old).strip())

    def _tz(self, line: Line, text: str, old: bool) -> None:
        self._draft.time_zone = unescaped(text, old=old).strip()

    def _booth(self, line: Line, text: str, old: bool) -> None:
        self._draft.booth = unescaped(text, old=old).strip()

    def _uid(self, line: Line, text: str, old: bool) -> None:
        self._draft.uid = unescaped(text, old=old).strip()

    def _impp(self, line: Line, text: str, old: bool) -> None:
        scheme, _, handle = unescaped(text, old=old).partition(":")
        service = line.first("SERVICE-TYPE") or line.first("X-SERVICE-TYPE") or _SERVICES.get(scheme.lower(), scheme)
        self._im(service, unquote(line.first("USERNAME") or handle or scheme))

    def _social(self, line: Line, text: str, old: bool) -> None:
        service = line.first("SERVICE-TYPE") or line.first("TYPE")
        handle = unescaped(text, old=old)
        self._im(service or "profile", handle.removeprefix("x-apple:"))

    def _im(self, service: str, handle: str) -> None:
        name = service.strip().lower()
        self._draft.ims.append(CardIm({"weixin": "wechat"}.get(name, name), handle.strip()))

    # --- pictures ---

    def _picture(self, line: Line) -> None:
        field = line.name.lower()
        data = _picture_data(line)
        if data is None:
            # An address: it is kept, and never looked up.
            self._issues.append(Issue(line=line.number, code="picture_linked", what=line.name))
            self._keep(line, value_of(line).text)
        elif not data:
            self._issues.append(Issue(line=line.number, code="picture_unreadable", what=line.name))
        elif getattr(self._draft.file, field):
            self._issues.append(Issue(line=line.number, code="left_out", what=line.name))
        else:
            self._draft.file = replace(self._draft.file, **{field: data})


def _picture_data(line: Line) -> bytes | None:
    """Return the bytes of a picture, empty when they can't be read, `None` when only an address stands there."""
    if line.is_base64:
        return binary_of(line)
    start = line.raw[:200].lstrip()
    if start[:5].lower() == b"data:":
        head, comma, body = line.raw.partition(b",")
        if not comma or b";base64" not in head.lower().replace(b"\\;", b";"):
            return b""
        try:
            return base64.b64decode(bytes(body.translate(None, b" \t\r\n\\")))
        except (binascii.Error, ValueError):
            return b""
    return None


def _joined(parts: list[str]) -> str:
    if any(has_han(part) for part in parts):
        return " ".join(parts)
    return ", ".join(parts)


def _kind(types: set[str]) -> PhoneKind:
    if "fax" in types:
        return PhoneKind.FAX
    for names_, kind in (({"cell", "mobile", "iphone"}, PhoneKind.MOBILE), ({"work"}, PhoneKind.WORK)):
        if types & names_:
            return kind
    if "home" in types:
        return PhoneKind.HOME
    return PhoneKind.OTHER if types & {"other", "pager", "x-other"} else PhoneKind.WORK


_HANDLERS: Final[dict[str, Callable[[_Reading, Line, str, bool], None]]] = {
    "N": _Reading._n,
    "ORG": _Reading._org,
    "X-ALT-ORG": _Reading._org,
    "ROLE": _Reading._role,
    "TEL": _Reading._tel,
    "EMAIL": _Reading._email,
    "URL": _Reading._url,
    "ADR": _Reading._adr,
    "X-ALT-ADR": _Reading._adr,
    "LABEL": _Reading._label,
    "X-ABADR": _Reading._apple_country,
    "NOTE": _Reading._note,
    "CATEGORIES": _Reading._categories,
    "LANG": _Reading._lang,
    "X-LANG": _Reading._lang,
    "TZ": _Reading._tz,
    "UID": _Reading._uid,
    "IMPP": _Reading._impp,
    "SOCIALPROFILE": _Reading._social,
    "X-SOCIALPROFILE": _Reading._social,
    "X-BOOTH": _Reading._booth,
    "X-WORKSTATION-NOTE": _Reading._my_note,
    "X-WORKSTATION-TAGS": _Reading._tags,
    "X-WORKSTATION-FOLLOW-UP": _Reading._follow_up,
}
