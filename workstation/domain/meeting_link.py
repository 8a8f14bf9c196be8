"""Meeting links are built from checked parts, never passed on (domain.md §4).

Whoever a meeting comes from (typed in, the server, a meeting service's answer), `check` decides whether it is fit to be
stored or opened: call it before storing and before opening. Nothing here takes a ready client link.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Final
from urllib.parse import quote

from msgspec.structs import replace

from workstation.domain.errors import Refusal
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.meeting_address import JITSI_HOSTS, AddressParts, has_unseen, read_address, refusal

MAX_INVITATION_CHARS: Final = 20_000
"""Of a pasted text no more is read."""

_CODE: Final[Mapping[MeetingService, str]] = {
    MeetingService.TENCENT: r"[0-9]{9,12}",
    MeetingService.VOOV: r"[0-9]{9,12}",
    MeetingService.ZOOM: r"[0-9]{9,11}",
    MeetingService.TEAMS: r"[0-9]{9,15}",
    MeetingService.FEISHU: r"[0-9]{9}",
    MeetingService.LARK: r"[0-9]{9}",
    MeetingService.JITSI: r"[A-Za-z0-9_-]{3,128}",
}
_PASSCODE: Final = r"[A-Za-z0-9@*_.-]{1,32}"
_SHORT_PASSCODE: Final = r"[A-Za-z0-9]{4,6}"


def check(meeting: Meeting, *, jitsi: Collection[str] = JITSI_HOSTS) -> Meeting:
    """Return the meeting in the form that is stored: code without blanks and dashes, address built anew.

    A code that only the address names is filled in. Checking what was checked changes nothing.

    Args:
        meeting: from wherever.
        jitsi: Jitsi servers that count; see `jitsi_hosts`.

    Raises:
        Refusal: `meeting_invalid`. `field` is `code`, `passcode` or `address`; `why` is `missing`, `digits` (letters in
            a code of digits), `length`, `unseen`, `characters`, `differs` (the address names another code or another
            service), or what `read_address` says.
    """
    service = meeting.service
    parts = read_address(meeting.address, jitsi_hosts=jitsi) if meeting.address else None
    if parts is not None and parts.service is not service:
        raise refusal("address", "differs")
    code = _checked_code(service, meeting.code)
    named = parts.code if parts is not None else ""
    if code and named and code != named:
        raise refusal("code", "differs")
    code = code or named
    if parts is None and (not code or service is MeetingService.JITSI):
        raise refusal("address" if service is MeetingService.JITSI else "code", "missing")
    return replace(
        meeting,
        code=code,
        passcode=_checked_passcode(service, meeting.passcode),
        address=parts.address if parts is not None else "",
    )


def jitsi_hosts(configured: str) -> tuple[str, ...]:
    """Return the Jitsi servers that count where one is configured (`BookingRules.jitsi_host`), or none."""
    return (*JITSI_HOSTS, configured) if configured else JITSI_HOSTS


def launch_link(meeting: Meeting, *, jitsi: Collection[str] = JITSI_HOSTS) -> str | None:
    """Return the link that the service's own program understands, or `None` where only the web address is reliable.

    Raises:
        Refusal: as of `check`.
    """
    meeting = check(meeting, jitsi=jitsi)
    if not meeting.code:
        return None
    if meeting.service is MeetingService.TENCENT:
        return f"wemeet://page/inmeeting?meeting_code={meeting.code}"
    if meeting.service is MeetingService.ZOOM:
        secret = read_address(meeting.address).secret if meeting.address else ""
        secret = secret or meeting.passcode
        link = f"zoommtg://zoom.us/join?action=join&confno={meeting.code}"
        return f"{link}&pwd={quote(secret, safe='')}" if secret else link
    return None


def browser_link(meeting: Meeting, *, jitsi: Collection[str] = JITSI_HOSTS) -> str:
    """Return the `https` address where a browser joins the meeting.

    Raises:
        Refusal: as of `check`.
    """
    meeting = check(meeting, jitsi=jitsi)
    return meeting.address or _ADDRESS[meeting.service](meeting.code)


def client_scheme(service: MeetingService) -> str | None:
    """Return the scheme that the service's program registers on a machine, if links are built for it."""
    return {MeetingService.TENCENT: "wemeet", MeetingService.ZOOM: "zoommtg"}.get(service)


def spoken(code: str) -> str:
    """Return a code of digits in groups, as it is read aloud and printed on invitations: `664 079 932`."""
    if not re.fullmatch(r"[0-9]{9,15}", code):
        return code
    if len(code) == 11:
        return f"{code[:3]} {code[3:7]} {code[7:]}"
    groups = [code[at : at + 3] for at in range(0, len(code) - len(code) % 3, 3)]
    groups[-1] += code[len(code) - len(code) % 3 :]
    return " ".join(groups)


_ADDRESS: Final[Mapping[MeetingService, Callable[[str], str]]] = {
    MeetingService.TENCENT: lambda code: f"https://meeting.tencent.com/user-center/joining?meeting_code={code}",
    MeetingService.VOOV: lambda code: f"https://voovmeeting.com/r/{code}",
    MeetingService.ZOOM: lambda code: f"https://zoom.us/j/{code}",
    MeetingService.TEAMS: lambda code: f"https://teams.microsoft.com/meet/{code}",
    MeetingService.FEISHU: lambda code: f"https://vc.feishu.cn/j/{code}",
    MeetingService.LARK: lambda code: f"https://vc.larksuite.com/j/{code}",
}


def _checked_code(service: MeetingService, code: str) -> str:
    if has_unseen(code):
        raise refusal("code", "unseen")
    if service is not MeetingService.JITSI:
        code = re.sub("[ -]", "", code)
    if not code or re.fullmatch(_CODE[service], code):
        return code
    if service is MeetingService.JITSI:
        raise refusal("code", "characters")
    raise refusal("code", "length" if re.fullmatch("[0-9]+", code) else "digits")


def _checked_passcode(service: MeetingService, passcode: str) -> str:
    if has_unseen(passcode):
        raise refusal("passcode", "unseen")
    passcode = passcode.strip(" ")
    if not passcode:
        return ""
    if not re.fullmatch(_PASSCODE, passcode):
        raise refusal("passcode", "length" if re.fullmatch(r"[A-Za-z0-9@*_.-]{33,}", passcode) else "characters")
    short = service in (MeetingService.TENCENT, MeetingService.VOOV)
    if short and not re.fullmatch(_SHORT_PASSCODE, passcode):
        raise refusal("passcode", "length" if passcode.isalnum() else "characters")
    return passcode


# ---- reading an invitation -------------------------------------------------------------------------------------------

_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_ANY_ADDRESS: Final = re.compile(r"https://[!-~]+", re.IGNORECASE)
_TENCENT_LINE: Final = re.compile(r"#?\s*(?:腾讯会议|tencent\s?meeting)\s*:\s*([0-9][0-9 -]{7,18}[0-9])")
_VOOV_LINE: Final = re.compile(r"#?\s*voov\s?(?:meeting)?\s*(?:id)?\s*:\s*([0-9][0-9 -]{7,18}[0-9])")
_CODE_LINE: Final = re.compile(
    r"(?:会议\s?(?:号码?|id)|meeting\s(?:id|number|code|no\.?)|id de (?:la )?reunión)\s*:\s*([0-9][0-9 -]{7,18}[0-9])"
)
_PASSCODE_LINE: Final = re.compile(
    r"(?:密码|passcode|password|código de acceso|contraseña)\s*:\s*([a-z0-9@*_.-]{1,32})(?=[\s,;。)]|$)", re.IGNORECASE
)
_NAMES: Final[tuple[tuple[str, MeetingService], ...]] = (
    ("voov", MeetingService.VOOV),
    ("腾讯会议", MeetingService.TENCENT),
    ("tencent meeting", MeetingService.TENCENT),
    ("zoom", MeetingService.ZOOM),
    ("teams", MeetingService.TEAMS),
    ("飞书", MeetingService.FEISHU),
    ("feishu", MeetingService.FEISHU),
    ("lark", MeetingService.LARK),
)
_TIME_LINE: Final = re.compile(
    r"([0-9]{4})[/-]([0-9]{1,2})[/-]([0-9]{1,2})\s+([0-9]{1,2}):([0-9]{2})\s*[-~]\s*([0-9]{1,2}):([0-9]{2})\s*\(?\s*GMT\s*([+-])([0-9]{1,2}):?([0-9]{2})?"
)


def read_invitation(text: str, *, jitsi: Collection[str] = JITSI_HOSTS) -> Meeting | None:
    """Read the meeting from a pasted invitation, checked; `None` when none is named that can be used.

    Full-width digits and colons count as what they stand for. An invitation whose link and code contradict each other
    is not used.
    """
    text = text[:MAX_INVITATION_CHARS]
    folded = _folded(text)
    parts = next(_addresses(text, jitsi), None)
    service, code = _named_code(folded.lower(), parts)
    if service is None:
        return None
    found = _PASSCODE_LINE.search(folded)
    meeting = Meeting(
        service=service,
        code=code,
        passcode=found[1] if found else "",
        address=parts.address if parts is not None else "",
        made_by_hand=True,
    )
    try:
        return check(meeting, jitsi=jitsi)
    except Refusal:
        return None


def invitation_times(text: str) -> tuple[datetime, datetime] | None:
    """Return start and end that an invitation names together with their offset from GMT, in UTC."""
    found = _TIME_LINE.search(_folded(text[:MAX_INVITATION_CHARS]))
    if found is None:
        return None
    year, month, day, hour, minute, end_hour, end_minute = (int(found[at]) for at in range(1, 8))
    offset = timedelta(hours=int(found[9]), minutes=int(found[10] or 0))
    try:
        zone = timezone(offset if found[8] == "+" else -offset)
        start = datetime(year, month, day, hour, minute, tzinfo=zone)
        end = start.replace(hour=end_hour, minute=end_minute)
        if end <= start:
            end += timedelta(days=1)
        return start.astimezone(UTC), end.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _folded(text: str) -> str:
    """Full-width forms and the many blanks and dashes become the plain ones."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES)


def _addresses(text: str, jitsi: Collection[str]) -> Iterator[AddressParts]:
    for one in _ANY_ADDRESS.findall(text):
        try:
            yield read_address(one.rstrip(".,;:!?)]}>'\""), jitsi_hosts=jitsi)
        except Refusal:
            continue


def _named_code(text: str, parts: AddressParts | None) -> tuple[MeetingService | None, str]:
    """Return whose meeting the text speaks of and its code; the address, if there is one, decides whose it is."""
    tencent, voov, line = _TENCENT_LINE.search(text), _VOOV_LINE.search(text), _CODE_LINE.search(text)
    if parts is not None:
        both = parts.service in (MeetingService.TENCENT, MeetingService.VOOV)
        found = (tencent or voov or line) if both else line
        return parts.service, "" if found is None or parts.service is MeetingService.JITSI else found[1]
    if tencent is not None:
        return MeetingService.TENCENT, tencent[1]
    if voov is not None:
        return MeetingService.VOOV, voov[1]
    service = next((one for name, one in _NAMES if name in text), None)
    return (service, line[1]) if line is not None else (None, "")
