"""Writing, changing and deleting notes on a buyer; a private one goes to its author alone, none to the buyer."""

from typing import Any

from sqlalchemy import Row, select, update

from workstation.domain.account import AccountKind
from workstation.domain.actions import ActionResult, DeleteNote, SaveNote
from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.domain.events import NoteChanged
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.message import check_text
from workstation.domain.note import Note
from workstation.server.actions import ACCOUNTS, Doing, handles
from workstation.server.database import insert
from workstation.server.handlers.messages import number
from workstation.server.queries import conversations, notes
from workstation.server.queries.conversations import Seen
from workstation.server.schema import note
from workstation.server.writer import Tx

MAX_NOTES = 200
"""Of an account on a buyer: they all come with the conversation."""


@handles(SaveNote, ACCOUNTS)
def save_note(doing: Doing, action: SaveNote) -> ActionResult:
    """Write a note, or change one's own; who gave the conversation away writes for himself only."""
    tx, me = doing.tx, doing.caller.principal_id
    # The row is held, so that a note and a transfer at the same moment don't miss each other.
    where = conversations.seen(tx.conn, doing.caller, number(action.conversation), lock=True)
    head = where.conversation
    before = _mine(doing, where, action.note)
    if before is not None and before.deleted:
        raise Refusal("not_found")
    may = before is None or before.author_id == me
    if not may or head.kind is not ConversationKind.CUSTOMER or (action.shared and where.readable_to_n is not None):
        raise Refusal("not_allowed")
    values = {"text": check_text(action.text), "shared": action.shared, "n": head.last_n, "at": tx.now}
    if before is None:
        _make(doing, where, action.note, values)
    else:
        tx.conn.execute(update(note).where(note.c.id == action.note).values(rev=note.c.rev + 1, **values))
    _tell(tx, where, action.note, before)
    return doing.result(conversation_id=head.id)


@handles(DeleteNote, ACCOUNTS)
def delete_note(doing: Doing, action: DeleteNote) -> ActionResult:
    """Delete one's own note, or (main account) a shared one; one that is deleted already stays so."""
    tx, caller = doing.tx, doing.caller
    where = conversations.seen(tx.conn, caller, number(action.conversation), lock=True)
    before = _mine(doing, where, action.note)
    if before is None:
        raise Refusal("not_found")
    if before.author_id != caller.principal_id and caller.as_account().kind is not AccountKind.MAIN:
        raise Refusal("not_allowed")
    if not before.deleted:
        gone = {"deleted": True, "text": "", "at": tx.now}
        tx.conn.execute(update(note).where(note.c.id == action.note).values(rev=note.c.rev + 1, **gone))
        _tell(tx, where, action.note, before)
    return doing.result(conversation_id=where.conversation.id)


def _mine(doing: Doing, where: Seen, note_id: ActionId) -> Row[Any] | None:
    """Return the row of a note that the caller may see, `None` when nobody has made it."""
    row = notes.locked(doing.tx.conn, note_id)
    if row is None:
        return None
    in_time = where.readable_to_n is None or row.n <= where.readable_to_n
    sees = row.author_id == doing.caller.principal_id or (row.shared and in_time)
    if row.conversation_id != where.conversation.id or not sees:
        raise Refusal("not_found")
    return row


def _make(doing: Doing, where: Seen, note_id: ActionId, values: dict[str, Any]) -> None:
    conn, me = doing.tx.conn, doing.caller.principal_id
    if notes.count(conn, where.conversation.id, me) >= MAX_NOTES:
        raise Refusal("too_many", {"limit": MAX_NOTES})
    made = (
        insert(conn, note)
        .values(id=note_id, conversation_id=where.conversation.id, author_id=me, **values)
        .on_conflict_do_nothing(index_elements=[note.c.id])
        .returning(note.c.id)
    )
    if conn.execute(made).scalar() is None:
        raise Refusal("busy")


def _tell(tx: Tx, where: Seen, note_id: ActionId, before: Row[Any] | None) -> None:
    """Tell those who may see the note now what it is, and those who may no longer that it is gone."""
    row = tx.conn.execute(select(note).where(note.c.id == note_id)).one()
    had = _readers(tx, where, before) if before is not None else set()
    have = _readers(tx, where, row)
    gone = Note(
        id=row.id,
        rev=row.rev,
        conversation_id=row.conversation_id,
        author_id=row.author_id,
        at=row.at,
        deleted=True,
    )
    tx.emit(have, NoteChanged(note=notes.of_row(row)))
    tx.emit(had - have, NoteChanged(note=gone))


def _readers(tx: Tx, where: Seen, row: Row[Any]) -> set[PrincipalId]:
    """Return the author of a note and, if it is shared, who may see the conversation, or might when it was written."""
    if not row.shared:
        return {row.author_id}
    return {row.author_id, *where.accounts, *notes.past_readers(tx.conn, where.conversation.id, row.n)}
