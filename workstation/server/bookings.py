"""What happens to bookings whoever causes it: places in slots, receivers, and who hears of each change.

Rows are locked in this order: conversation, booking, exhibitor (where slots are made), slot, receiving account.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, insert, select, update

from workstation.domain.account import Account, Permission
from workstation.domain.booking import BookingState
from workstation.domain.errors import Refusal
from workstation.domain.events import SlotsChanged
from workstation.domain.ids import ActionId, ConversationId, ExhibitorId, PrincipalId
from workstation.domain.meeting import Meeting
from workstation.domain.slot import Slot
from workstation.server import booking_notices, meeting_making
from workstation.server.booking_readers import accounts_of
from workstation.server.booking_readers import tell as tell
from workstation.server.queries import accounts, conversations, slots
from workstation.server.queries import bookings as stored
from workstation.server.queries.conversations import Seen
from workstation.server.schema import account, conversation
from workstation.server.schema_slots import booking, slot
from workstation.server.telling import name_params, say
from workstation.server.writer import Tx

SLOTS_PER_EVENT = 500
Params = dict[str, str | int]


# --- who hears ---


def tell_slots(tx: Tx, exhibitor_id: ExhibitorId, changed: Iterable[Slot]) -> None:
    """Let every account of the exhibitor have its changed slots."""
    every, audience = tuple(changed), accounts.colleague_ids(tx.conn, exhibitor_id)
    for start in range(0, len(every), SLOTS_PER_EVENT):
        tx.emit(audience, SlotsChanged(slots=every[start : start + SLOTS_PER_EVENT]))


def say_there(tx: Tx, row: Row[Any], code: str, more: Params) -> None:
    """Add a line to the conversation that a booking belongs to."""
    say(tx, where_of(tx, row.conversation_id), code, {**booking_notices.params_of(row), **more})


def where_of(tx: Tx, conversation_id: ConversationId) -> Seen:
    """Return a conversation with a buyer, whoever asks, and hold its row."""
    row = tx.conn.execute(select(conversation).where(conversation.c.id == conversation_id).with_for_update()).one()
    return Seen(conversation=conversations.head_of(row), main_id=accounts.main_id(tx.conn, row.exhibitor_id))


# --- finding and changing ---


def held(tx: Tx, id_: ActionId) -> Row[Any]:
    """Return the row of a booking, and hold its conversation and itself.

    Raises:
        Refusal: `not_found`.
    """
    first = stored.one(tx.conn, id_)
    if first is None:
        raise Refusal("not_found")
    where_of(tx, first.conversation_id)
    row = stored.one(tx.conn, id_, lock=True)
    assert row is not None  # bookings are never deleted
    return row


def change(tx: Tx, row: Row[Any], *, significant: bool = False, **values: Any) -> Row[Any]:
    """Change a booking, let everybody concerned have it, and return it as it is now.

    `significant` is what calendars of other programs must learn: time, state, receiver, where one meets.
    """
    before = accounts_of(tx, row)
    if significant:
        values["sequence"] = booking.c.sequence + 1
    tx.conn.execute(update(booking).where(booking.c.id == row.id).values(rev=booking.c.rev + 1, **values))
    after = stored.one(tx.conn, row.id)
    assert after is not None
    tell(tx, after, before)
    return after


# --- places in slots ---


def take_place(tx: Tx, slot_id: ActionId) -> Row[Any]:
    """Take one place in a slot, and return its row; the count is checked where it is raised, so none is given twice.

    Raises:
        Refusal: `slot_gone`, `slot_full`.
    """
    row = tx.conn.execute(
        update(slot)
        .where(slot.c.id == slot_id, ~slot.c.deleted, slot.c.booked < slots.capacity(slot.c.exhibitor_id))
        .values(booked=slot.c.booked + 1, rev=slot.c.rev + 1)
        .returning(*slot.c)
    ).one_or_none()
    if row is None:
        known = slots.one(tx.conn, slot_id)
        raise Refusal("slot_full" if known is not None and not known.deleted else "slot_gone")
    tell_slots(tx, row.exhibitor_id, [slots.slot_of(row)])
    return row


def give_place_back(tx: Tx, slot_id: ActionId) -> None:
    """Let somebody else have a place in a slot."""
    row = tx.conn.execute(
        update(slot).where(slot.c.id == slot_id).values(booked=slot.c.booked - 1, rev=slot.c.rev + 1).returning(*slot.c)
    ).one()
    tell_slots(tx, row.exhibitor_id, [slots.slot_of(row)])


def add_slots(tx: Tx, exhibitor_id: ExhibitorId, wanted: list[dict[str, Any]]) -> None:
    """Keep new slots of an exhibitor whose row is held, and let its accounts know."""
    tx.conn.execute(insert(slot), [{"exhibitor_id": exhibitor_id, **one} for one in wanted])
    made = (Slot(id=one["id"], rev=1, **{key: one[key] for key in one if key != "id"}) for one in wanted)
    tell_slots(tx, exhibitor_id, made)


# --- the receiver ---


def hold_account(tx: Tx, account_id: PrincipalId) -> None:
    """Let one transaction at a time give an account something to receive."""
    tx.conn.execute(select(account.c.id).where(account.c.id == account_id).with_for_update(key_share=True))


def fit_to_receive(tx: Tx, row: Row[Any], account_id: PrincipalId) -> Account:
    """Return the account that is to receive a buyer, and hold its row.

    Raises:
        Refusal: `not_found` for another exhibitor's, `receiver_unfit`, `receiver_busy` with `account_id`.
    """
    hold_account(tx, account_id)
    one = accounts.by_id(tx.conn, account_id, tx.now)
    if one.exhibitor_id != row.exhibitor_id:
        raise Refusal("not_found")
    if not one.may(Permission.RECEIVE_BOOKINGS):
        raise Refusal("receiver_unfit", {"account_id": account_id})
    if stored.is_busy(tx.conn, account_id, row.starts_at, row.ends_at, but=row.id):
        raise Refusal("receiver_busy", {"account_id": account_id})
    return one


def name(tx: Tx, row: Row[Any], receiver_id: PrincipalId, *, by_rule: bool, by_id: PrincipalId | None) -> Row[Any]:
    """Make an account that is fit for it the receiver, in place of whoever it was, and tell everybody.

    Who names themselves has accepted with that.
    """
    myself = receiver_id == by_id
    after = change(
        tx,
        row,
        significant=True,
        state=(BookingState.ACCEPTED if myself else BookingState.NAMED).value,
        receiver_id=receiver_id,
        receiver_rev=booking.c.rev + 1,
        named_by_rule=by_rule,
        returned_by_id=None,
        returned_words="",
        receiver_disabled=False,
    )
    say_there(tx, after, "booking_accepted" if myself else "receiver_named", name_params(tx, receiver_id))
    booking_notices.told(tx, after, "named", by_id=by_id, before=row)
    meeting_making.receiver_set(tx, after)
    return after


def name_by_rule(tx: Tx, row: Row[Any], owner_id: PrincipalId | None, *, to_owner: bool) -> Row[Any]:
    """Name the only account there is, or the conversation's owner where that is wished and possible."""
    every = accounts.of_exhibitor(tx.conn, row.exhibitor_id, tx.now)
    enabled = [one.id for one in every if one.enabled]
    wanted = enabled[0] if len(enabled) == 1 else owner_id if to_owner else None
    if wanted is None:
        return row
    try:
        fit_to_receive(tx, row, wanted)
    except Refusal:
        return row
    return name(tx, row, wanted, by_rule=True, by_id=None)


def say_lost(tx: Tx, before: Row[Any], after: Row[Any]) -> None:
    """Say in the conversation that whoever was to receive the buyer can't; why is the exhibitor's affair."""
    confirmed = int(before.state == BookingState.ACCEPTED)
    say_there(tx, after, "receiver_lost", {**name_params(tx, before.receiver_id), "was_confirmed": confirmed})


def set_meeting(tx: Tx, row: Row[Any], meeting: Meeting | None, *, failed: str = "") -> Row[Any]:
    """Keep where a booking meets, in parts that `meeting_link.check` has let through; `failed` is why there are none.

    Those concerned are told when it is another place than before.
    """
    if row.meeting == meeting and row.meeting_failed == failed:
        return row
    moved = row.meeting != meeting
    after = change(tx, row, significant=moved, meeting=meeting, meeting_failed=failed)
    if moved:
        known = after.state == BookingState.ACCEPTED and not after.receiver_disabled
        if known and after.ends_at > tx.now:  # the buyer sees where one meets
            say_there(tx, after, "booking_meeting", {"settled": int(meeting is not None)})
        booking_notices.told(tx, after, "meeting", before=row)
    return after


# --- accounts come and go ---


def receiver_enabled(tx: Tx, one: Account) -> None:
    """Say of everything an account is to receive whether it was disabled meanwhile; no booking is cancelled by that.

    Buyers are told that another one is to be named, or that it is that account again.
    """
    for id_ in stored.to_come_of(tx.conn, one.id, tx.now):
        row = held(tx, id_)
        if row.receiver_id != one.id or row.state == BookingState.CANCELLED:
            continue
        if one.enabled:
            _back(tx, row)
        elif not row.receiver_disabled:
            _disabled(tx, row)


def _disabled(tx: Tx, row: Row[Any]) -> None:
    if row.starts_at <= tx.now:  # they have met: the buyer keeps where, and hears of nobody else
        booking_notices.told(tx, row, "receiver_disabled")
        return
    after = change(tx, row, significant=True, receiver_disabled=True)
    say_lost(tx, row, after)
    booking_notices.told(tx, after, "receiver_disabled", before=row)


def _back(tx: Tx, row: Row[Any]) -> None:
    if not row.receiver_disabled:
        return
    after = change(tx, row, significant=True, receiver_disabled=False)
    code = "booking_accepted" if after.state == BookingState.ACCEPTED else "receiver_named"
    say_there(tx, after, code, name_params(tx, after.receiver_id))
    booking_notices.told(tx, after, "receiver_enabled", before=row)
