"""Telling people what became of a booking: notices in the message centres; whatever reaches further starts here too.

`told` is called in the transaction of every change, after it: what goes out by e-mail or SMS is planned there as a job.
"""

from typing import Any, Literal

from sqlalchemy import Row

from workstation.domain.clock import iso
from workstation.domain.ids import PrincipalId
from workstation.server import booking_mail
from workstation.server.queries import accounts
from workstation.server.telling import name_params, notify
from workstation.server.writer import Tx

What = Literal[
    "booked",
    "named",
    "accepted",
    "returned",
    "proposed",
    "proposal_refused",
    "moved",
    "cancelled",
    "meeting",
    "receiver_disabled",
    "receiver_enabled",
    "reminder",
]
Params = dict[str, str | int]

_BOTH: dict[str, str] = {
    "proposed": "booking_proposed",
    "proposal_refused": "proposal_refused",
    "moved": "booking_moved",
    "cancelled": "booking_cancelled",
}
"""Codes of notices that go to the main account and the receiver, but for who caused them."""


def params_of(row: Row[Any]) -> Params:
    """Return what every line and notice about a booking says: which, from when to when (ISO 8601, UTC)."""
    return {"booking": str(row.id), "starts_at": iso(row.starts_at), "ends_at": iso(row.ends_at)}


def was_at(row: Row[Any]) -> Params:
    """Return when a booking was before it moved, or is while another time is asked for."""
    return {"from_starts_at": iso(row.starts_at), "from_ends_at": iso(row.ends_at)}


def told(
    tx: Tx,
    row: Row[Any],
    what: What,
    *,
    by_id: PrincipalId | None = None,
    before: Row[Any] | None = None,
) -> None:
    """Tell those of the exhibitor whom a change concerns, and who did not cause it.

    Args:
        tx: of the change.
        row: the booking after it (`queries.bookings`).
        what: what happened: `named` also of another receiver in place of one, `meeting` when one meets elsewhere,
            `receiver_enabled` when one who was disabled is there again, `reminder` a quarter of an hour before it.
        by_id: whoever caused it; nobody for what the rules decided.
        before: the booking before it, where it was there.
    """
    booking_mail.told(tx, row, what, by_id=by_id, before=before)
    main_id = accounts.main_id(tx.conn, row.exhibitor_id)
    if code := _BOTH.get(what):
        more: Params = {} if before is None or what == "cancelled" else was_at(before)
        if what in ("proposed", "proposal_refused"):
            proposal = row.proposal or (before.proposal if before is not None else None)
            more |= {} if proposal is None else {"starts_at": iso(proposal.starts_at), "ends_at": iso(proposal.ends_at)}
        for reader_id in sorted({main_id, row.receiver_id} - {None, by_id}):
            _notify(tx, row, reader_id, code, {**more, **_words(row, what)})
    elif what == "booked":
        if row.receiver_id != main_id:
            _notify(tx, row, main_id, "booking", _words(row, what))
    elif what == "named":
        _named(tx, row, by_id, before)
    elif what in ("accepted", "returned") and main_id != by_id:
        more = {} if by_id is None else name_params(tx, by_id)
        _notify(tx, row, main_id, f"booking_{what}", {**more, **_words(row, what)})
    elif what == "receiver_disabled":
        _notify(tx, row, main_id, "receiver_disabled", name_params(tx, row.receiver_id))


def _words(row: Row[Any], what: What) -> Params:
    """Return what somebody said along, where anything was."""
    said: dict[What, str] = {
        "booked": row.words,
        "named": row.words,
        "returned": row.returned_words,
        "proposed": "" if row.proposal is None else row.proposal.words,
        "cancelled": row.cancelled_words,
    }
    return {"words": words} if (words := said.get(what, "")) else {}


def _named(tx: Tx, row: Row[Any], by_id: PrincipalId | None, before: Row[Any] | None) -> None:
    if row.receiver_id != by_id:
        _notify(tx, row, row.receiver_id, "receiver_named", _words(row, "named"))
    replaced = before.receiver_id if before is not None else None
    if replaced not in (None, row.receiver_id, by_id):
        _notify(tx, row, replaced, "receiver_replaced", name_params(tx, row.receiver_id))


def _notify(tx: Tx, row: Row[Any], reader_id: PrincipalId, code: str, more: Params) -> None:
    params = {**params_of(row), "buyer": row.buyer_name, "company": row.buyer_company, **more}
    sees_chat = reader_id in (row.owner_id, accounts.main_id(tx.conn, row.exhibitor_id))
    notify(tx, reader_id, code, params, row.conversation_id if sees_chat else None)
