"""Reading a meeting from the invitation that a meeting client puts on the clipboard (domain.md §4)."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from workstation.domain.errors import Refusal
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.meeting_address import JITSI_HOSTS, AddressParts, read_address
from workstation.domain.meeting_link import check

MAX_INVITATION_CHARS: Final = 20_000
"""Of a pasted text no more is read."""

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
