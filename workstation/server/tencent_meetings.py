"""The meetings of the fair's application at Tencent Meeting: made, moved and cancelled by its REST API."""

import re
from datetime import datetime
from typing import Any

from msgspec import Struct

from workstation.domain.errors import Refusal
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.meeting_link import check
from workstation.server.config import Tencent
from workstation.server.outbound import Declined, Gone, ask_tencent

PATH = "/v1/meetings"
FROM_PC = 1
PLANNED = 0
NOT_NEEDED = 1
SUBJECT_CHARS = 80


class Made(Struct, frozen=True):
    """A meeting that the service holds now."""

    id: str
    meeting: Meeting | None
    """`None` where the parts it named are not fit to be used."""


def create(tencent: Tencent, subject: str, starts_at: datetime, ends_at: datetime, now: datetime) -> Made:
    """Have a meeting made that people may enter before its host.

    Raises:
        Unanswered: not this time; if the answer alone was lost, there is a meeting that nobody knows of.
        Declined: never, or it was made without naming an id.
    """
    content = {
        **_who(tencent),
        **_when(subject, starts_at, ends_at),
        "type": PLANNED,
        "settings": {"allow_in_before_host": True, "auto_in_waiting_room": False},
    }
    return _read(ask_tencent(tencent, "POST", PATH, content, now))


def move(tencent: Tencent, id_: str, subject: str, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Move a meeting; its code stays.

    Raises:
        Unanswered: not this time.
        Gone: it is not there any more.
        Declined: never.
    """
    ask_tencent(tencent, "PUT", f"{PATH}/{id_}", {**_who(tencent), **_when(subject, starts_at, ends_at)}, now)


def cancel(tencent: Tencent, id_: str, now: datetime) -> None:
    """Cancel a meeting; one that is not there any more is cancelled.

    Raises:
        Unanswered: not this time.
        Declined: never.
    """
    try:
        ask_tencent(tencent, "POST", f"{PATH}/{id_}/cancel", {**_who(tencent), "reason_code": NOT_NEEDED}, now)
    except Gone:
        return


def _who(tencent: Tencent) -> dict[str, Any]:
    return {"userid": tencent.user_id, "instanceid": FROM_PC}


def _when(subject: str, starts_at: datetime, ends_at: datetime) -> dict[str, Any]:
    """Whole seconds since 1970, as text."""
    times = {"start_time": str(int(starts_at.timestamp())), "end_time": str(int(ends_at.timestamp()))}
    return {"subject": subject[:SUBJECT_CHARS], **times}


def _read(answer: Any) -> Made:
    found = answer.get("meeting_info_list") if isinstance(answer, dict) else None
    one = found[0] if isinstance(found, list) and found and isinstance(found[0], dict) else {}
    id_, code, passcode, address = (
        str(one.get(name) or "") for name in ("meeting_id", "meeting_code", "password", "join_url")
    )
    if not re.fullmatch("[0-9]{1,64}", id_):  # it becomes a part of addresses
        raise Declined("service_answer")
    try:
        meeting = check(
            Meeting(service=MeetingService.TENCENT, code=code, passcode=passcode, address=address), jitsi=()
        )
    except Refusal:
        return Made(id_, None)
    return Made(id_, meeting if meeting.code else None)
