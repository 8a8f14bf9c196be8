"""Meeting links are built from checked parts, never passed on (domain.md §4).

Whoever a meeting comes from (typed in, the server, a meeting service's answer), `check` decides whether it is fit to be
stored or opened: call it before storing and before opening. Nothing here takes a ready client link.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Final
from urllib.parse import quote

from msgspec.structs import replace

from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.meeting_address import JITSI_HOSTS, has_unseen, read_address, refusal

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
