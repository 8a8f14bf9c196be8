"""Reading the platform's notices."""

from sqlalchemy import update

from workstation.domain.actions import ActionResult, MarkNoticesRead
from workstation.domain.errors import Refusal
from workstation.domain.events import NoticeChanged
from workstation.server.actions import ACCOUNTS, Doing, handles
from workstation.server.queries import notices
from workstation.server.schema import notice

AT_ONCE = 500


@handles(MarkNoticesRead, ACCOUNTS)
def mark_notices_read(doing: Doing, action: MarkNoticesRead) -> ActionResult:
    """Mark one's own notices as read; those that are read already stay as they are."""
    if len(action.ids) > AT_ONCE:
        raise Refusal("invalid_request", {"field": "ids"})
    tx, me = doing.tx, doing.caller.principal_id
    mine = notices.by_ids(tx.conn, me, action.ids)
    if len(mine) != len(set(action.ids)):
        raise Refusal("not_found")
    unread = [one.id for one in mine if not one.read]
    tx.conn.execute(update(notice).where(notice.c.id.in_(unread)).values(read=True, rev=notice.c.rev + 1))
    for one in notices.by_ids(tx.conn, me, unread):
        tx.emit([me], NoticeChanged(notice=one))
    return doing.result()
