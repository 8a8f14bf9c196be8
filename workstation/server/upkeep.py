"""The platform's own regular work: sessions that fall idle, logs that grow long, counts nobody asks for any more."""

from datetime import timedelta

import msgspec
from sqlalchemy import delete, select

from workstation.server import attempts, events
from workstation.server.config import Limits
from workstation.server.handlers.sessions import IDLE, close_session
from workstation.server.jobs import Again, Job, does, plan
from workstation.server.queries import conversations, rules, uploads
from workstation.server.queries.conversations import Seen
from workstation.server.schema import account, action_done, conversation, token
from workstation.server.writer import Tx

TRIM = "trim"
TRIM_EVERY = timedelta(hours=1)
ACTIONS_KEPT = timedelta(days=90)
ENDED_KEPT = timedelta(days=400)
"""A lost machine that comes back after a year is still told to delete its files."""
PARTS_KEPT = timedelta(days=2)
"""Half an image whose sender has been away for so long is sent anew."""
KEPT_FOR_EVER = ("send_message", "offer_slots", "start_conversation", "open_colleague_chat")
"""Sent again after years by a desk that was away, they still find what they made."""


def plan_upkeep(tx: Tx) -> None:
    """Make sure that the regular work is planned."""
    plan(tx, TRIM, TRIM, tx.now + TRIM_EVERY, keep=True)


@does(TRIM)
def trim(tx: Tx, _job: Job, limits: Limits) -> None:
    """Forget what is older than it needs to be."""
    full = events.trim(tx.conn, tx.now - timedelta(seconds=limits.log_keep_s)) >= events.TRIMMED
    tx.conn.execute(
        delete(action_done).where(action_done.c.at < tx.now - ACTIONS_KEPT, action_done.c.kind.not_in(KEPT_FOR_EVER))
    )
    tx.conn.execute(delete(token).where(token.c.expires_at < tx.now - timedelta(days=1), token.c.ended == ""))
    tx.conn.execute(delete(token).where(token.c.expires_at < tx.now - ENDED_KEPT))
    attempts.sweep(tx, tx.now - timedelta(days=1))
    uploads.sweep(tx, tx.now - PARTS_KEPT)
    raise Again(tx.now if full else tx.now + TRIM_EVERY)


@does(IDLE)
def end_idle_session(tx: Tx, job: Job, limits: Limits) -> None:
    """End a session in which nothing was said for the set time; look again later when something was."""
    number = msgspec.json.decode(job.payload, type=int)
    row = tx.conn.execute(select(conversation).where(conversation.c.id == number).with_for_update()).one_or_none()
    if row is None or not row.live:
        return
    idle_at = row.last_at + timedelta(seconds=rules.idle_s(tx.conn, row.exhibitor_id, limits))
    if idle_at > tx.now:
        raise Again(idle_at)
    main_id = tx.conn.execute(
        select(account.c.id).where(account.c.exhibitor_id == row.exhibitor_id, account.c.kind == "main")
    ).scalar()
    close_session(tx, Seen(conversation=conversations.head_of(row), main_id=main_id))
