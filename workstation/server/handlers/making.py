"""Making the meetings of bookings: rooms on the configured Jitsi server, with names that nobody guesses."""

import secrets
from datetime import timedelta

import msgspec

from workstation.domain.booking import BookingState
from workstation.domain.ids import ActionId
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.meeting_link import check, jitsi_hosts
from workstation.server import bookings
from workstation.server.config import Limits
from workstation.server.jobs import Again, Job, does
from workstation.server.meeting_making import MAKE
from workstation.server.queries import bookings as stored
from workstation.server.writer import Tx

LATER = timedelta(hours=1)
ROOM_BYTES = 16


@does(MAKE)
def make_meeting(tx: Tx, job: Job, limits: Limits) -> None:
    """Make the meeting of a booking that has a receiver and none yet; a booking that moves keeps its room."""
    row = bookings.held(tx, msgspec.json.decode(job.payload, type=ActionId))
    if row.state == BookingState.CANCELLED or row.receiver_id is None or row.ends_at <= tx.now:
        return
    if row.meeting is not None:  # typed in meanwhile, or made before
        return
    if stored.rules(tx.conn, row.exhibitor_id, limits.meetings).meetings != "jitsi":
        raise Again(tx.now + LATER)
    host = limits.meetings.jitsi_host
    room = secrets.token_hex(ROOM_BYTES)
    wanted = Meeting(service=MeetingService.JITSI, code=room, address=f"https://{host}/{room}")
    bookings.set_meeting(tx, row, check(wanted, jitsi=jitsi_hosts(host)))
