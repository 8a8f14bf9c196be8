"""Notes on buyers as the database has them, and as each reader may see them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from workstation.domain.conversation import Conversation
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.note import Note
from workstation.server.schema import note, past_owner


def of_row(row: Row[Any]) -> Note:
    """Return a note from its row."""
    return Note(
        id=row.id,
        rev=row.rev,
        conversation_id=row.conversation_id,
        author_id=row.author_id,
        at=row.at,
        text=row.text,
        shared=row.shared,
        deleted=row.deleted,
    )


def of_conversations(
    conn: Connection, reader_id: PrincipalId, heads: Sequence[Conversation]
) -> dict[ConversationId, list[Note]]:
    """Return the reader's own notes and those shared with him, oldest first; nothing where he is the buyer.

    Who gave a conversation away sees of the shared ones those that were written by then.
    """
    ids = [head.id for head in heads if head.buyer_id not in (None, reader_id)]
    found: dict[ConversationId, list[Note]] = {}
    if not ids:
        return found
    mine = select(past_owner).where(past_owner.c.account_id == reader_id).subquery()
    in_time = or_(mine.c.readable_to_n.is_(None), note.c.n <= mine.c.readable_to_n)
    rows = conn.execute(
        select(note)
        .join_from(note, mine, mine.c.conversation_id == note.c.conversation_id, isouter=True)
        .where(
            note.c.conversation_id.in_(ids),
            ~note.c.deleted,
            or_(note.c.author_id == reader_id, and_(note.c.shared, in_time)),
        )
        .order_by(note.c.id)
    )
    for row in rows:
        found.setdefault(row.conversation_id, []).append(of_row(row))
    return found


def locked(conn: Connection, note_id: ActionId) -> Row[Any] | None:
    """Return the row of a note, whosesoever it is, and hold it; `None` when nobody has made it."""
    return conn.execute(select(note).where(note.c.id == note_id).with_for_update()).one_or_none()


def count(conn: Connection, conversation_id: ConversationId, author_id: PrincipalId) -> int:
    """Return how many notes an account has written on a buyer."""
    wanted = select(func.count()).select_from(note).where(note.c.author_id == author_id, ~note.c.deleted)
    return int(conn.execute(wanted.where(note.c.conversation_id == conversation_id)).scalar_one())


def past_readers(conn: Connection, conversation_id: ConversationId, n: int) -> set[PrincipalId]:
    """Return who gave the conversation away and may read it up to message `n` at least."""
    rows = conn.execute(
        select(past_owner.c.account_id).where(
            past_owner.c.conversation_id == conversation_id, past_owner.c.readable_to_n >= n
        )
    )
    return {PrincipalId(row.account_id) for row in rows}
