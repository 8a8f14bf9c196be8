"""Cached phrases: one's own and the company's."""

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from workstation.domain.ids import ActionId
from workstation.domain.phrase import Phrase
from workstation.storage import documents
from workstation.storage.schema import phrases

_decoder: Final = msgspec.json.Decoder(Phrase)
_FORGET: Final = "DELETE FROM phrases WHERE id = ? AND rev < ?"


def store(tx: Connection, found: Sequence[Phrase], *, always: bool = False) -> None:
    """Insert, overwrite or (deleted ones) forget phrases, in their order."""
    for one in found:
        if one.deleted:
            tx.exec_driver_sql(_FORGET, (one.id.bytes, one.rev))
        else:
            row = {"id": one.id.bytes, "rev": one.rev, "data": documents.encode(one)}
            tx.execute(documents.upsert(phrases, always=always), row)


def replace_all(tx: Connection, found: Sequence[Phrase]) -> None:
    """Put these in the place of all that were cached."""
    tx.execute(phrases.delete())
    store(tx, found)


def every(tx: Connection) -> list[Phrase]:
    """Return all phrases in the order in which they were made."""
    return [_decoder.decode(data) for data in tx.execute(select(phrases.c.data).order_by(phrases.c.id)).scalars()]


def get(tx: Connection, id_: ActionId) -> Phrase | None:
    """Return a phrase, `None` if there is none."""
    data = tx.execute(select(phrases.c.data).where(phrases.c.id == id_.bytes)).scalar()
    return None if data is None else _decoder.decode(data)
