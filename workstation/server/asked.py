"""Hand-overs that ask the receiver first: begun, told to those concerned, ended."""

from typing import Any

from sqlalchemy import Row, update

from workstation.domain.events import TransferChanged
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.transfer import TransferState
from workstation.server.jobs import cancel
from workstation.server.queries import accounts, transfers
from workstation.server.schema import transfer
from workstation.server.telling import name_params, notify
from workstation.server.writer import Tx

ANSWER = "transfer_answer"
"""The job that ends the asking."""


def job_key(id_: ActionId) -> str:
    """Return the key of the job that ends the asking."""
    return f"{ANSWER}:{id_}"


def tell(tx: Tx, id_: ActionId) -> None:
    """Let those concerned know how a hand-over stands."""
    row = transfers.one(tx.conn, id_)
    if row is None:
        return
    for reader_id in sorted(transfers.concerned(row, accounts.main_id(tx.conn, row.exhibitor_id))):
        tx.emit([reader_id], TransferChanged(transfer=transfers.seen_by(row, reader_id)))


def buyer_changed(tx: Tx, buyer_id: PrincipalId) -> None:
    """Bring the hand-overs of a buyer, which name the buyer, to those they still concern."""
    for id_ in transfers.touched_of_buyer(tx.conn, buyer_id):
        tell(tx, id_)


def end(tx: Tx, row: Row[Any], state: TransferState, *, closed: bool, words: str = "") -> None:
    """End the asking: from now on it is `state`, for ever."""
    values: dict[str, Any] = {"state": state, "closed": closed, "words": words, "rev": transfer.c.rev + 1}
    if closed:
        values["draft"] = ""
    tx.conn.execute(update(transfer).where(transfer.c.id == row.id).values(**values))
    cancel(tx, job_key(row.id))
    tell(tx, row.id)


def withdraw(tx: Tx, conversation_id: ConversationId) -> None:
    """End the asking about a conversation that goes elsewhere; the one who was asked is told."""
    row = transfers.asked_of(tx.conn, conversation_id)
    if row is not None:
        end(tx, row, TransferState.WITHDRAWN, closed=True)
        tell_back(tx, row, row.to_id, "transfer_withdrawn", row.by_id)


def settle_returned(tx: Tx, conversation_id: ConversationId) -> None:
    """Have done with what came back from a colleague once it was decided anew: nobody has to know of it any more."""
    rows = tx.conn.execute(
        update(transfer)
        .where(
            transfer.c.conversation_id == conversation_id,
            transfer.c.state.in_((TransferState.DECLINED, TransferState.UNANSWERED)),
            ~transfer.c.closed,
        )
        .values(closed=True, draft="", rev=transfer.c.rev + 1)
        .returning(transfer.c.id)
    )
    for row in rows.all():
        tell(tx, row.id)


def tell_back(tx: Tx, row: Row[Any], reader_id: PrincipalId, code: str, other_id: PrincipalId) -> None:
    """Put a notice about a hand-over into a message centre, naming the other side and the buyer."""
    other = name_params(tx, other_id)
    params: dict[str, str | int] = {"by_zh": other["name_zh"], "by_en": other["name_en"], "buyer": row.buyer_name}
    params["conversation_id"] = row.conversation_id  # whether the reader may see it, or ever will, is another thing
    if row.words:
        params["reason"] = row.words
    about = row.conversation_id if reader_id != row.to_id else None
    notify(tx, reader_id, code, params, about)
