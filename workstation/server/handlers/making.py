"""Making the meetings of bookings: rooms on the configured Jitsi server, or meetings at Tencent Meeting.

What Tencent Meeting holds is brought into line with the booking as it is, however often it changes meanwhile; a meeting
that turns out to be one too many is cancelled again.
"""

import secrets
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import Row

from workstation.domain.booking import BookingState
from workstation.domain.ids import ActionId
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.meeting_link import check, jitsi_hosts
from workstation.server import bookings, meeting_making, tencent_meetings
from workstation.server.config import Limits, Outside, Tencent
from workstation.server.jobs import Again, Errand, Job, reaches_outside
from workstation.server.meeting_making import DROP, MAKE
from workstation.server.outbound import Declined, Gone, Unanswered
from workstation.server.queries import accounts
from workstation.server.queries import bookings as stored
from workstation.server.tencent_meetings import Made
from workstation.server.writer import Tx

LATER = timedelta(hours=1)
ROOM_BYTES = 16


@reaches_outside(MAKE)
def make_meeting(tx: Tx, job: Job, limits: Limits, outside: Outside) -> Errand | None:
    """Make the meeting of a booking that has a receiver and none yet; one that moves keeps its room or its code."""
    row = bookings.held(tx, msgspec.json.decode(job.payload, type=ActionId))
    if row.ends_at <= tx.now:
        return None
    how = stored.rules(tx.conn, row.exhibitor_id, limits.meetings).meetings
    there = meeting_making.held_for(tx, row.id)
    if there is not None:
        if outside.tencent is None:
            return None
        if _is_wanted(row) and how == "tencent":
            return _moving(tx, row, there, outside.tencent)
        row = _give_up(tx, row, there.meeting_id)
    if row.state == BookingState.CANCELLED or row.receiver_id is None:
        return None
    if row.meeting is not None:  # typed in meanwhile, or made before
        return None
    if how == "tencent" and outside.tencent is not None:
        return _making(tx, row, outside.tencent, limits)
    if how != "jitsi":
        raise Again(tx.now + LATER)
    host = limits.meetings.jitsi_host
    room = secrets.token_hex(ROOM_BYTES)
    wanted = Meeting(service=MeetingService.JITSI, code=room, address=f"https://{host}/{room}")
    bookings.set_meeting(tx, row, check(wanted, jitsi=jitsi_hosts(host)))
    return None


@reaches_outside(DROP)
def drop_meeting(tx: Tx, job: Job, _limits: Limits, outside: Outside) -> Errand | None:
    """Cancel a meeting at Tencent Meeting that no booking needs."""
    tencent = outside.tencent
    if tencent is None:
        return None
    return Errand(partial(tencent_meetings.cancel, tencent, msgspec.json.decode(job.payload, type=str), tx.now))


def _is_wanted(row: Row[Any]) -> bool:
    """Tell whether a booking still meets where the service made it a meeting."""
    return row.state != BookingState.CANCELLED and row.meeting is not None and not row.meeting.made_by_hand


def _give_up(tx: Tx, row: Row[Any], meeting_id: str) -> Row[Any]:
    """Plan to cancel what the service holds; what was typed in stays, and so does what a cancelled booking says."""
    meeting_making.forget(tx, row.id)
    meeting_making.drop(tx, meeting_id)
    return bookings.set_meeting(tx, row, None) if _is_wanted(row) else row


def _subject(tx: Tx, row: Row[Any]) -> str:
    """Return the exhibitor's name: what a buyer typed goes to no other service."""
    one = accounts.exhibitor_by_id(tx.conn, row.exhibitor_id)
    return one.name_zh or one.name_en


# --- a new meeting ---


def _making(tx: Tx, row: Row[Any], tencent: Tencent, limits: Limits) -> Errand:
    starts_at, ends_at = row.starts_at, row.ends_at
    return Errand(
        partial(tencent_meetings.create, tencent, _subject(tx, row), starts_at, ends_at, tx.now),
        done=partial(_made, row.id, starts_at, ends_at, limits),
        failed=partial(_failed, row.id),
    )


def _made(id_: ActionId, starts_at: datetime, ends_at: datetime, limits: Limits, tx: Tx, made: Made) -> None:
    """Keep a new meeting, unless the booking has gone on without it."""
    row = bookings.held(tx, id_)
    there = meeting_making.held_for(tx, id_)
    how = stored.rules(tx.conn, row.exhibitor_id, limits.meetings).meetings
    needless = row.state == BookingState.CANCELLED or row.meeting is not None or how != "tencent"
    if there is not None or needless:
        meeting_making.drop(tx, made.id)
    elif made.meeting is None:
        meeting_making.drop(tx, made.id)
        bookings.set_meeting(tx, row, None, failed="service_answer")
        return
    else:
        meeting_making.keep(tx, id_, made.id, starts_at, ends_at)
        row = bookings.set_meeting(tx, row, made.meeting)
    if there is not None or (row.starts_at, row.ends_at) != (starts_at, ends_at) or how != "tencent":
        meeting_making.plan_for(tx, id_)


def _failed(id_: ActionId, tx: Tx, error: Exception) -> None:
    """Keep why there is no meeting, or why it is not moved, unless nobody needs it any more."""
    row = bookings.held(tx, id_)
    if row.state == BookingState.CANCELLED or (row.meeting is not None and row.meeting.made_by_hand):
        return
    code = error.code if isinstance(error, Unanswered | Declined) else "service_answer"
    bookings.set_meeting(tx, row, row.meeting, failed=code)


# --- another time ---


def _moving(tx: Tx, row: Row[Any], there: Row[Any], tencent: Tencent) -> Errand | None:
    id_, starts_at, ends_at = there.meeting_id, row.starts_at, row.ends_at
    if (there.starts_at, there.ends_at) == (starts_at, ends_at):
        return None
    return Errand(
        partial(tencent_meetings.move, tencent, id_, _subject(tx, row), starts_at, ends_at, tx.now),
        done=partial(_moved, row.id, id_, starts_at, ends_at),
        failed=partial(_not_moved, row.id, id_),
    )


def _moved(id_: ActionId, meeting_id: str, starts_at: datetime, ends_at: datetime, tx: Tx, _answer: None) -> None:
    row = bookings.held(tx, id_)
    there = meeting_making.held_for(tx, id_)
    if there is None or there.meeting_id != meeting_id:
        return
    meeting_making.keep(tx, id_, meeting_id, starts_at, ends_at)
    row = bookings.set_meeting(tx, row, row.meeting)
    if (row.starts_at, row.ends_at) != (starts_at, ends_at):
        meeting_making.plan_for(tx, id_)


def _not_moved(id_: ActionId, meeting_id: str, tx: Tx, error: Exception) -> None:
    """Plan another meeting for one that was deleted at the service; else keep why it stays where it is."""
    row = bookings.held(tx, id_)
    there = meeting_making.held_for(tx, id_)
    if there is None or there.meeting_id != meeting_id:
        return
    if not isinstance(error, Gone):
        _failed(id_, tx, error)
        return
    meeting_making.forget(tx, id_)
    if _is_wanted(row):
        bookings.set_meeting(tx, row, None)
    meeting_making.plan_for(tx, id_)
