"""Cached purchase intents: those the exhibitor received, as far as they are mine to see."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select

from workstation.domain.clock import to_ms
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.intent import ReceivedIntent
from workstation.storage import documents, search_names
from workstation.storage.schema import intents

_received: Final = msgspec.json.Decoder(ReceivedIntent)
_DOOM: Final = """
INSERT OR IGNORE INTO doomed_images (attachment_id)
SELECT image.value ->> '$.id' FROM intents, json_each(intents.data, '$.intent.images') AS image
"""


def replace_all(tx: Connection, found: Iterable[ReceivedIntent]) -> set[ActionId]:
    """Put these in the place of all that were cached; return the ids of both."""
    before = {one.id: one for one in every(tx)}
    now = {one.id: one for one in found if not one.gone}
    _forget(tx, [one for one in before.values() if one.id not in now])
    tx.execute(intents.delete())
    store(tx, now.values())
    return before.keys() | now.keys()


def store(tx: Connection, found: Iterable[ReceivedIntent]) -> None:
    """Insert, overwrite or (those no longer mine to see, of whatever `rev`) forget intents."""
    all_of_them = list(found)
    gone = [known for one in all_of_them if one.gone and (known := get(tx, one.id)) is not None]
    _forget(tx, gone)
    rows = [_values(one) for one in all_of_them if not one.gone]
    if rows:
        tx.execute(documents.upsert(intents), rows)


def every(tx: Connection) -> list[ReceivedIntent]:
    """Return all intents that I may see, the last received first."""
    newest = select(intents.c.data).order_by(intents.c.received_at.desc(), intents.c.id.desc())
    return [_received.decode(data) for data in tx.execute(newest).scalars()]


def get(tx: Connection, id_: ActionId) -> ReceivedIntent | None:
    """Return an intent, `None` if there is none that I may see."""
    data = tx.execute(select(intents.c.data).where(intents.c.id == id_.bytes)).scalar()
    return None if data is None else _received.decode(data)


def of_buyer(tx: Connection, buyer_id: PrincipalId) -> list[ReceivedIntent]:
    """Return a buyer's intents, the last received first."""
    theirs = select(intents.c.data).where(intents.c.buyer_id == buyer_id)
    newest = theirs.order_by(intents.c.received_at.desc(), intents.c.id.desc())
    return [_received.decode(data) for data in tx.execute(newest).scalars()]


def found(tx: Connection, beginnings: Iterable[str]) -> set[ActionId]:
    """Return the intents that hold all of these beginnings of words (`search_text.Query.beginnings`)."""
    conditions = (func.instr(intents.c.name_fold, beginning) > 0 for beginning in beginnings)
    return {ActionId(UUID(bytes=id_)) for id_ in tx.execute(select(intents.c.id).where(*conditions)).scalars()}


def at_row(tx: Connection, number: int) -> ActionId | None:
    """Return the intent that a search found under that number."""
    row = tx.exec_driver_sql("SELECT id FROM intents WHERE rowid = ?", (number,)).first()
    return None if row is None else ActionId(UUID(bytes=row.id))


def fold_anew(tx: Connection) -> None:
    """Compute again what all of them are found by: the way texts are folded has changed."""
    rows = [{"fold": search_names.of_intent(one), "id": one.id.bytes} for one in every(tx)]
    if rows:
        tx.exec_driver_sql("UPDATE intents SET name_fold = :fold WHERE id = :id", rows)


def doom_pictures(tx: Connection) -> None:
    """Note the pictures of all of them for deletion."""
    tx.exec_driver_sql(_DOOM)


# --- within ---


def _values(one: ReceivedIntent) -> dict[str, Any]:
    return {
        "id": one.id.bytes,
        "rev": one.rev,
        "buyer_id": one.intent.buyer_id,
        "received_at": to_ms(one.received_at),
        "name_fold": search_names.of_intent(one),
        "words": "\n".join(search_names.words_of_intent(one)),
        "data": documents.encode(one),
    }


def _forget(tx: Connection, gone: Iterable[ReceivedIntent]) -> None:
    for one in gone:
        pictures = [(image.id,) for image in one.intent.images]
        if pictures:
            tx.exec_driver_sql("INSERT OR IGNORE INTO doomed_images (attachment_id) VALUES (?)", pictures)
        tx.execute(intents.delete().where(intents.c.id == one.id.bytes))
