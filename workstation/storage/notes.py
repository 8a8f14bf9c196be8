"""Cached notes on buyers: one's own and those that colleagues share."""

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, select

from workstation.domain.ids import ActionId, ConversationId
from workstation.domain.note import Note
from workstation.storage import documents
from workstation.storage.schema import notes

_decoder: Final = msgspec.json.Decoder(Note)
_FORGET: Final = "DELETE FROM notes WHERE id = ? AND rev < ?"


def store(tx: Connection, found: Sequence[Note], *, always: bool = False) -> None:
    """Insert, overwrite or (deleted ones) forget notes, in their order."""
    for one in found:
        if one.deleted:
            tx.exec_driver_sql(_FORGET, (one.id.bytes, one.rev))
        else:
            values = {"id": one.id.bytes, "rev": one.rev, "conversation_id": one.conversation_id}
            tx.execute(documents.upsert(notes, always=always), values | {"data": documents.encode(one)})


def forget_of(tx: Connection, conversations: Sequence[ConversationId]) -> None:
    """Forget all notes of these conversations: those that may be seen come with their pages."""
    if conversations:
        tx.execute(delete(notes).where(notes.c.conversation_id.in_(conversations)))


def of_conversation(tx: Connection, conversation: ConversationId) -> list[Note]:
    """Return the notes on a buyer in the order in which they were made."""
    statement = select(notes.c.data).where(notes.c.conversation_id == conversation).order_by(notes.c.id)
    return [_decoder.decode(data) for data in tx.execute(statement).scalars()]


def get(tx: Connection, id_: ActionId) -> Note | None:
    """Return a note, `None` if there is none."""
    data = tx.execute(select(notes.c.data).where(notes.c.id == id_.bytes)).scalar()
    return None if data is None else _decoder.decode(data)
