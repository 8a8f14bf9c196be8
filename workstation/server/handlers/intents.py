"""Purchase intents: publishing, changing and withdrawing them; seeing, assigning and finishing what one received."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import msgspec
from sqlalchemy import Row, delete, insert, select, update

from workstation.domain.account import Permission
from workstation.domain.actions import ActionResult
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, AttachmentId, ExhibitorId
from workstation.domain.intent import MAX_IMAGES, IntentEnd, IntentState, NewIntent, Wanted
from workstation.domain.intent_actions import (
    AssignIntent,
    ChangeIntent,
    MarkIntentDone,
    PublishIntent,
    SeeIntent,
    WithdrawIntent,
)
from workstation.domain.intent_rules import check_wanted, day_of
from workstation.domain.matching import fits
from workstation.server import attempts, distribution, intents, room, unused
from workstation.server.actions import ACCOUNTS, BUYERS, MAIN, Doing, handles
from workstation.server.config import Limits
from workstation.server.handlers.bookings import words_of
from workstation.server.intent_spreading import spread
from workstation.server.jobs import Job, cancel, does, plan
from workstation.server.queries import accounts, attachments, buyer_intents, slots
from workstation.server.queries import intents as stored
from workstation.server.schema import section
from workstation.server.schema_intents import intent, intent_image
from workstation.server.writer import Tx

EXPIRY = "intent_expiry"
"""The job that ends an intent after its deadline."""
HOUR_S = 3600
MAX_OPEN = 100
"""Intents that one buyer has at the same time."""


# --- the buyer's ---


@handles(PublishIntent, BUYERS)
def publish(doing: Doing, action: PublishIntent) -> ActionResult:
    """Keep what a buyer wants, and let those exhibitors have it that show what fits."""
    tx, buyer_id = doing.tx, doing.caller.principal_id
    _check_pace(doing)
    room.hold_person(tx, buyer_id)
    if buyer_intents.count_open(tx.conn, buyer_id) >= MAX_OPEN:
        raise Refusal("too_many", {"limit": MAX_OPEN})
    wanted = _checked(doing, action.new.wanted)
    pictures = _pictures(doing, action.new, frozenset())
    if stored.published(tx.conn, doing.id) is not None:
        raise Refusal("action_id_reused")
    tx.conn.execute(insert(intent), {"id": doing.id, "buyer_id": buyer_id, "at": tx.now, "wanted": wanted})
    _keep_pictures(tx, doing.id, pictures)
    _watch_deadline(tx, doing.id, wanted)
    spread(tx, doing.id, _fitting(tx, wanted), doing.pick)
    return doing.result()


@handles(ChangeIntent, BUYERS)
def change(doing: Doing, action: ChangeIntent) -> ActionResult:
    """Change what a buyer wants: who has it keeps it, others whom it fits now get it too; an expired one is open again.

    Raises:
        Refusal: `intent_over` for one that was withdrawn.
    """
    tx = doing.tx
    row = _own(doing, action.intent)
    if row.ended == IntentEnd.WITHDRAWN:
        raise Refusal("intent_over")
    wanted = _checked(doing, action.new.wanted)
    had = {one.id for one in stored.images(tx.conn, [row.id]).get(row.id, ())}
    pictures = _pictures(doing, action.new, had)
    if row.ended is None and row.wanted == wanted and not action.new.uploads and set(pictures) == had:
        return doing.result()
    _check_pace(doing)
    values = {"wanted": wanted, "ended": None, "ended_at": None, "rev": intent.c.rev + 1}
    tx.conn.execute(update(intent).where(intent.c.id == row.id).values(**values))
    tx.conn.execute(delete(intent_image).where(intent_image.c.intent_id == row.id))
    _keep_pictures(tx, row.id, pictures)
    unused.drop(tx, had - set(pictures))
    _watch_deadline(tx, row.id, wanted)
    known = stored.receiver_ids(tx.conn, row.id)
    spread(tx, row.id, [*known, *(one for one in _fitting(tx, wanted) if one not in known)], doing.pick)
    return doing.result()


@handles(WithdrawIntent, BUYERS)
def withdraw(doing: Doing, action: WithdrawIntent) -> ActionResult:
    """Want no more answers; one that has ended stays as it is."""
    row = _own(doing, action.intent)
    if row.ended is None:
        cancel(doing.tx, f"{EXPIRY}:{row.id}")
        _end(doing.tx, row.id, IntentEnd.WITHDRAWN, doing.pick)
    return doing.result()


@does(EXPIRY)
def expire(tx: Tx, job: Job, _limits: Limits) -> None:
    """End an intent whose deadline has passed."""
    row = stored.published(tx.conn, msgspec.json.decode(job.payload, type=ActionId), lock=True)
    if row is not None and row.ended is None:
        _end(tx, row.id, IntentEnd.EXPIRED, lambda _count: 0)


def _end(tx: Tx, id_: ActionId, why: IntentEnd, pick: intents.Pick) -> None:
    tx.conn.execute(
        update(intent).where(intent.c.id == id_).values(ended=why.value, ended_at=tx.now, rev=intent.c.rev + 1)
    )
    spread(tx, id_, stored.receiver_ids(tx.conn, id_), pick)


def _own(doing: Doing, id_: ActionId) -> Row[Any]:
    """Return the row of the caller's own intent, and hold it."""
    row = stored.published(doing.tx.conn, id_, lock=True)
    if row is None or row.buyer_id != doing.caller.principal_id:
        raise Refusal("not_found")
    return row


def _check_pace(doing: Doing) -> None:
    """Keep a buyer from making many look at his wishes without end.

    Raises:
        Refusal: `too_many_requests`.
    """
    limit = doing.limits.intents_per_hour
    if limit:
        key = f"i:{doing.caller.principal_id}"
        attempts.reserve(doing.tx, key, limit, HOUR_S, HOUR_S, code="too_many_requests")


def _checked(doing: Doing, wanted: Wanted) -> Wanted:
    conn = doing.tx.conn
    number = wanted.section_id
    if number is not None and conn.execute(select(section.c.id).where(section.c.id == number)).first() is None:
        raise Refusal("invalid_request", {"field": "section_id"})
    return check_wanted(wanted, doing.tx.now.astimezone(slots.zone(conn)).date())


def _pictures(doing: Doing, new: NewIntent, had: frozenset[AttachmentId] | set[AttachmentId]) -> list[AttachmentId]:
    """Return the pictures of an intent: those it keeps, and uploads that are complete.

    Raises:
        Refusal: `too_many` with `limit`, `not_found` for one that it had not, `attachment_not_ready`.
    """
    if len(new.kept) + len(new.uploads) > MAX_IMAGES:
        raise Refusal("too_many", {"limit": MAX_IMAGES})
    if not set(new.kept) <= had:
        raise Refusal("not_found")
    found = list(new.kept)
    for client_id in new.uploads:
        row = attachments.upload_of(doing.tx.conn, doing.caller.principal_id, client_id)
        if row is None:
            raise Refusal("attachment_not_ready")
        found.append(AttachmentId(row.id))
    return list(dict.fromkeys(found))


def _keep_pictures(tx: Tx, id_: ActionId, pictures: list[AttachmentId]) -> None:
    if pictures:
        rows = [{"intent_id": id_, "attachment_id": one, "position": at} for at, one in enumerate(pictures)]
        tx.conn.execute(insert(intent_image), rows)


def _watch_deadline(tx: Tx, id_: ActionId, wanted: Wanted) -> None:
    """Plan the end of an intent: when its last day is over where the fair is."""
    key, day = f"{EXPIRY}:{id_}", day_of(wanted.deadline)
    if day is None:
        cancel(tx, key)
        return
    over = datetime.combine(day + timedelta(days=1), time(), slots.zone(tx.conn)).astimezone(UTC)
    plan(tx, key, EXPIRY, over, id_)


def _fitting(tx: Tx, wanted: Wanted) -> list[ExhibitorId]:
    """Return the exhibitors that an intent fits, the best first."""
    return [one.exhibitor_id for one in fits(wanted, stored.candidates(tx.conn, wanted))]


# --- the exhibitor's ---


def mine(doing: Doing, id_: ActionId, permission: Permission | None = None, *, lock: bool = True) -> Row[Any]:
    """Return the row of an intent that the caller may see and do something about, and hold it.

    Raises:
        Refusal: `not_found`, `not_allowed` without the permission.
    """
    me = doing.caller.as_account()
    row = stored.one(doing.tx.conn, id_, me.exhibitor_id, lock=lock)
    if row is None or not stored.sees(row, me):
        raise Refusal("not_found")
    if permission is not None and not me.may(permission):
        raise Refusal("not_allowed")
    return row


@handles(SeeIntent, ACCOUNTS)
def see(doing: Doing, action: SeeIntent) -> ActionResult:
    """Keep when the owner opened it first; whoever else looks at it changes nothing."""
    row = mine(doing, action.intent)
    if row.owner_id == doing.caller.principal_id and row.seen_at is None:
        state = IntentState.SEEN.value if row.state == IntentState.NEW else row.state
        intents.change(doing.tx, row, seen_at=doing.tx.now, state=state)
    return doing.result(conversation_id=row.conversation_id)


@handles(AssignIntent, MAIN)
def assign(doing: Doing, action: AssignIntent) -> ActionResult:
    """Say whose an intent is, at any time; whose it is already stays so."""
    tx = doing.tx
    row = mine(doing, action.intent)
    to = accounts.by_id(tx.conn, action.account_id, tx.now)
    if to.exhibitor_id != row.exhibitor_id:
        raise Refusal("not_found")
    if row.owner_id == to.id:
        return doing.result(conversation_id=row.conversation_id)
    if action.rev is not None and row.owner_rev > action.rev:
        raise Refusal("intent_changed", {"account_id": row.owner_id or 0})
    receives = to.may(Permission.RECEIVE_INTENTS)
    if not receives or not distribution.hold_receiver(tx, to.id, Permission.RECEIVE_INTENTS):
        raise Refusal("intent_unfit", {"account_id": to.id})
    intents.assign(tx, row, to.id, by=doing.caller)
    intents.serve(tx, row.exhibitor_id, doing.pick)
    return doing.result(conversation_id=row.conversation_id)


@handles(MarkIntentDone, ACCOUNTS)
def mark_done(doing: Doing, action: MarkIntentDone) -> ActionResult:
    """Have done with an intent, or take that back."""
    tx, words = doing.tx, words_of(action.words)
    row = mine(doing, action.intent, Permission.INTENT_DONE)
    if (row.state == IntentState.DONE) == action.done:
        return doing.result(conversation_id=row.conversation_id)
    if action.done:
        by = doing.caller.principal_id
        intents.change(tx, row, state=IntentState.DONE.value, done_at=tx.now, done_by_id=by, done_words=words)
        intents.serve(tx, row.exhibitor_id, doing.pick)
    else:
        state = _state_before(row).value
        intents.change(tx, row, state=state, done_at=None, done_by_id=None, done_words="")
    return doing.result(conversation_id=row.conversation_id)


def _state_before(row: Row[Any]) -> IntentState:
    if row.card_sent_at is not None or row.chat_at is not None:
        return IntentState.CONTACTED
    return IntentState.NEW if row.seen_at is None else IntentState.SEEN
