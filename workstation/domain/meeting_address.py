"""Which web addresses may be a meeting: an exact list of hosts, and of each host the few forms it has.

An address that passes is built anew from the parts that were recognised; what else stood in it is dropped.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from typing import Final
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from msgspec import Struct

from workstation.domain.errors import Refusal
from workstation.domain.meeting import MAX_ADDRESS_CHARS, MeetingService

JITSI_HOSTS: Final = ("meet.jit.si", "8x8.vc")
"""Public Jitsi servers; the fair's own comes from the server's configuration."""


class AddressParts(Struct, frozen=True, kw_only=True):
    """What an address says: the address built anew, and the meeting's code and secret if it carries them."""

    service: MeetingService
    address: str
    code: str = ""
    secret: str = ""
    """Zoom's and Teams' ticket in the address: not what a person types."""


def refusal(field: str, why: str, **params: str | int) -> Refusal:
    """Return the refusal of a meeting's part; `why` is worded by whoever shows it."""
    return Refusal("meeting_invalid", {"field": field, "why": why, **params})


def has_unseen(text: str) -> bool:
    """Tell whether there are control characters, marks of direction, or others that cannot be seen."""
    return any(unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for one in text)


def read_address(address: str, *, jitsi_hosts: Collection[str] = JITSI_HOSTS) -> AddressParts:
    """Recognise an address of a meeting.

    Args:
        address: as it was typed, pasted or received.
        jitsi_hosts: Jitsi servers that count, each with `:port` if it has one of its own.

    Raises:
        Refusal: `meeting_invalid` with `field` `address` and `why`: `too_long`, `unseen`, `scheme`, `user_info`,
            `host_letters`, `host` (with `host` as the network knows it), `port`, `characters`, `form`.
    """
    parts = _split(address)
    host = (parts.hostname or "").rstrip()
    service = service_of_host(host)
    if service is None:
        if not _is_one_of(parts, jitsi_hosts):
            raise refusal("address", "host", host=host[:100])
        service = MeetingService.JITSI
    elif _port(parts) not in (None, 443):
        raise refusal("address", "port")
    found = _FORMS[service](parts, host)
    if found is None:
        raise refusal("address", "form")
    return found


def service_of_host(host: str) -> MeetingService | None:
    """Return whose host that is, all but Jitsi's."""
    for service, hosts in _HOSTS.items():
        if host in hosts:
            return service
    for service, endings in _ENDINGS.items():
        if host.endswith(endings) and re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host):
            return service
    return None


def network_host(address: str) -> str:
    """Return the host of any address as the network knows it (letters of other scripts as `xn--…`), or nothing."""
    try:
        host = urlsplit(address).hostname or ""
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""


# ---- before anything is recognised -----------------------------------------------------------------------------------

_HOSTS: Final[Mapping[MeetingService, tuple[str, ...]]] = {
    MeetingService.TENCENT: ("meeting.tencent.com",),
    MeetingService.VOOV: ("voovmeeting.com",),
    MeetingService.ZOOM: ("zoom.us", "zoom.com.cn"),
    MeetingService.TEAMS: ("teams.microsoft.com", "teams.live.com", "teams.cloud.microsoft"),
    MeetingService.FEISHU: ("vc.feishu.cn",),
    MeetingService.LARK: ("vc.larksuite.com",),
}
_ENDINGS: Final[Mapping[MeetingService, tuple[str, ...]]] = {
    MeetingService.VOOV: (".voovmeeting.com",),
    MeetingService.ZOOM: (".zoom.us", ".zoom.com.cn"),
}
_URL: Final = re.compile(r"[A-Za-z0-9:/?#\[\]@!$&'()*+,;=._~%-]+")


def _split(address: str) -> SplitResult:
    if len(address) > MAX_ADDRESS_CHARS:
        raise refusal("address", "too_long", limit=MAX_ADDRESS_CHARS)
    if has_unseen(address):
        raise refusal("address", "unseen")
    if not address.lower().startswith("https://"):
        raise refusal("address", "scheme")
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        raise refusal("address", "characters") from None
    if "@" in parts.netloc:
        raise refusal("address", "user_info")
    if not host.isascii():
        raise refusal("address", "host_letters", host=network_host(address)[:100])
    if not _URL.fullmatch(address):
        raise refusal("address", "characters")
    return parts


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise refusal("address", "port") from None


def _is_one_of(parts: SplitResult, hosts: Collection[str]) -> bool:
    port = _port(parts)
    name = parts.hostname or ""
    return (name if port in (None, 443) else f"{name}:{port}") in {host.lower() for host in hosts}


# ---- the forms -------------------------------------------------------------------------------------------------------


def _tencent(parts: SplitResult, host: str) -> AddressParts | None:
    joined = re.fullmatch(r"/user-center/joining/?", parts.path)
    if joined:
        code = _value(parts, "meeting_code", r"[0-9]{9,12}")
        return _tencent_code(MeetingService.TENCENT, f"https://{host}", code) if code else None
    return _planned(MeetingService.TENCENT, parts, host, r"dm|p")


def _voov(parts: SplitResult, host: str) -> AddressParts | None:
    return _planned(MeetingService.VOOV, parts, host, r"dm|p|r")


def _planned(service: MeetingService, parts: SplitResult, host: str, kinds: str) -> AddressParts | None:
    """`/dm/…` is a planned meeting whose last part says nothing about its code; digits are the code itself."""
    found = re.fullmatch(rf"/({kinds})/([A-Za-z0-9_-]{{4,64}})/?", parts.path)
    if found is None:
        return None
    kind, name = found.groups()
    code = name if re.fullmatch(r"[0-9]{9,12}", name) else ""
    if kind != "dm" and not code:
        return None
    return AddressParts(service=service, address=f"https://{host}/{kind}/{name}", code=code)


def _tencent_code(service: MeetingService, base: str, code: str) -> AddressParts:
    return AddressParts(
        service=service, address=f"{base}/user-center/joining?meeting_code={quote(code, safe='')}", code=code
    )


def _zoom(parts: SplitResult, host: str) -> AddressParts | None:
    found = re.fullmatch(r"/(?:(j|w)/([0-9]{9,11})|my/([A-Za-z0-9._-]{1,64}))/?", parts.path)
    if found is None:
        return None
    kind, code, room = found.groups()
    secret = _value(parts, "pwd", r"[A-Za-z0-9._~=-]{1,128}")
    base = f"https://{host}/{kind}/{code}" if code else f"https://{host}/my/{room}"
    address = f"{base}?pwd={quote(secret, safe='')}" if secret else base
    return AddressParts(service=MeetingService.ZOOM, address=address, code=code or "", secret=secret)


def _teams(parts: SplitResult, host: str) -> AddressParts | None:
    short = re.fullmatch(r"/meet/([0-9]{9,15})/?", parts.path)
    if short:
        secret = _value(parts, "p", r"[A-Za-z0-9]{1,64}")
        address = f"https://{host}/meet/{short[1]}" + (f"?p={secret}" if secret else "")
        return AddressParts(service=MeetingService.TEAMS, address=address, code=short[1], secret=secret)
    long = re.fullmatch(r"/l/meetup-join/([^/]{1,200})/([^/]{1,40})/?", parts.path)
    if long is None or host == "teams.live.com":
        return None
    thread, message = (unquote(one) for one in long.groups())
    if not re.fullmatch(r"[A-Za-z0-9:@._=+-]+", thread) or not re.fullmatch(r"[0-9]+", message):
        return None
    address = f"https://{host}/l/meetup-join/{quote(thread, safe='')}/{message}"
    context = _value(parts, "context", r'\{[A-Za-z0-9":,._ -]{2,200}\}')
    return AddressParts(
        service=MeetingService.TEAMS, address=address + (f"?context={quote(context, safe='')}" if context else "")
    )


def _by_nine_digits(service: MeetingService) -> Callable[[SplitResult, str], AddressParts | None]:
    def read(parts: SplitResult, host: str) -> AddressParts | None:
        found = re.fullmatch(r"/j/([0-9]{9})/?", parts.path)
        return found and AddressParts(service=service, address=f"https://{host}/j/{found[1]}", code=found[1])

    return read


def _jitsi(parts: SplitResult, host: str) -> AddressParts | None:
    found = re.fullmatch(r"/([A-Za-z0-9_-]{1,128}/)?([A-Za-z0-9_-]{3,128})", parts.path)
    if found is None:
        return None
    port = _port(parts)
    place = host if port in (None, 443) else f"{host}:{port}"
    return AddressParts(
        service=MeetingService.JITSI, address=f"https://{place}/{found[1] or ''}{found[2]}", code=found[2]
    )


_FORMS: Final[Mapping[MeetingService, Callable[[SplitResult, str], AddressParts | None]]] = {
    MeetingService.TENCENT: _tencent,
    MeetingService.VOOV: _voov,
    MeetingService.ZOOM: _zoom,
    MeetingService.TEAMS: _teams,
    MeetingService.FEISHU: _by_nine_digits(MeetingService.FEISHU),
    MeetingService.LARK: _by_nine_digits(MeetingService.LARK),
    MeetingService.JITSI: _jitsi,
}


def _value(parts: SplitResult, name: str, form: str) -> str:
    """Return a value of the query; nothing when it is absent.

    Raises:
        Refusal: `meeting_invalid` (`form`) when it is there and not of that form, or twice.
    """
    values = parse_qs(parts.query, keep_blank_values=False, max_num_fields=50).get(name, [])
    if not values:
        return ""
    if len(values) > 1 or not re.fullmatch(form, values[0]):
        raise refusal("address", "form")
    return values[0]
