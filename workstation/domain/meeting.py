"""The meeting of a negotiation: checked parts a link is built from, never a link that somebody sent (domain.md §4)."""

from enum import StrEnum
from typing import Final

from msgspec import Struct

MAX_ADDRESS_CHARS: Final = 500


class MeetingService(StrEnum):
    """Whose client holds the meeting."""

    TENCENT = "tencent"
    VOOV = "voov"
    ZOOM = "zoom"
    TEAMS = "teams"
    FEISHU = "feishu"
    LARK = "lark"
    JITSI = "jitsi"


class Meeting(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A meeting's parts; `meeting_link.check` says whether they are fit to be used, whoever they come from."""

    service: MeetingService
    code: str = ""
    """Digits alone (Tencent Meeting 9 to 12, Zoom 9 to 11, Feishu and Lark 9), or the name of a Jitsi room."""
    passcode: str = ""
    address: str = ""
    """`https`, with a host of that service: where the browser joins."""
    made_by_hand: bool = False
    """Typed in, not made by the server."""
