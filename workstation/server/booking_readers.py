"""Who may see a booking, and hears of it: main account, whole schedule, receiver, conversation's owner, the buyer."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from workstation.domain.account import Account
from workstation.domain.events import BookingChanged
from workstation.domain.ids import ConversationId, ExhibitorId, PrincipalId
from workstation.server.queries import accounts
from workstation.server.queries import bookings as stored
from workstation.server.writer import Tx


def accounts_of(tx: Tx, row: Row[Any]) -> set[PrincipalId]:
    """Return the accounts that may see a booking."""
    return {one.id for one in accounts.of_exhibitor(tx.conn, row.exhibitor_id, tx.now) if stored.sees(row, one)}


def tell(tx: Tx, row: Row[Any], before: Iterable[PrincipalId] = ()) -> None:
    """Let everybody who may see a booking have it, and those who could `before` and no longer may forget it."""
    now = accounts_of(tx, row)
    _bring(tx, row, now)
    if lost := set(before) - now:
        tx.emit(lost, BookingChanged(booking=stored.gone(row)))


def _bring(tx: Tx, row: Row[Any], account_ids: Iterable[PrincipalId]) -> None:
    seen = stored.booking_of(row)
    tx.emit(account_ids, BookingChanged(booking=seen))
    tx.emit([row.buyer_id], BookingChanged(booking=stored.for_buyer(seen)))


def buyer_changed(tx: Tx, buyer_id: PrincipalId) -> None:
    """Bring a buyer's bookings, which name the buyer, to everybody who may see them."""
    teams: dict[ExhibitorId, tuple[Account, ...]] = {}
    for row in stored.touched_of_buyer(tx.conn, buyer_id):
        if row.exhibitor_id not in teams:
            teams[row.exhibitor_id] = accounts.of_exhibitor(tx.conn, row.exhibitor_id, tx.now)
        _bring(tx, row, [one.id for one in teams[row.exhibitor_id] if stored.sees(row, one)])


def owner_changed(
    tx: Tx, conversation_id: ConversationId, before_id: PrincipalId | None, after_id: PrincipalId | None
) -> None:
    """Bring the bookings of a conversation to its new owner; the old one keeps those that concern it otherwise."""
    if before_id == after_id:
        return
    for row in stored.of_conversation(tx.conn, conversation_id):
        readers = accounts_of(tx, row)
        if after_id is not None:
            tx.emit([after_id], BookingChanged(booking=stored.booking_of(row)))
        if before_id is not None and before_id not in readers:
            tx.emit([before_id], BookingChanged(booking=stored.gone(row)))
