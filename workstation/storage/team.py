"""Cached rules of distribution, associations, and transfers that somebody still has to do something about."""

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from workstation.domain.distribution import Association, Distribution
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.transfer import Transfer
from workstation.storage import documents
from workstation.storage.schema import associations, conversations, distributions, transfers

_association: Final = msgspec.json.Decoder(Association)
_transfer: Final = msgspec.json.Decoder(Transfer)
_FORGET: Final = "DELETE FROM transfers WHERE id = ? AND rev < ?"


def store_distribution(tx: Connection, found: Distribution, *, always: bool = False) -> None:
    """Insert or overwrite the rules."""
    documents.put(tx, distributions, documents.rows_of([found]), always=always)


def distribution(tx: Connection) -> Distribution | None:
    """Return the rules of my exhibitor, `None` before the first sync."""
    data = tx.execute(select(distributions.c.data)).scalar()
    return None if data is None else documents.decode(data, Distribution)


def store_associations(tx: Connection, found: Sequence[Association]) -> None:
    """Insert or overwrite associations; those that have ended stay as empty ones, so that none comes back."""
    for one in found:
        kind, number = one.target
        row = {"target": f"{kind}:{number}", "rev": one.rev, "data": documents.encode(one)}
        tx.execute(documents.upsert(associations, "target"), row)


def replace_associations(tx: Connection, found: Sequence[Association]) -> None:
    """Put these in the place of all that were cached."""
    tx.execute(associations.delete())
    store_associations(tx, found)


def every_association(tx: Connection) -> list[Association]:
    """Return all associations."""
    rows = tx.execute(select(associations.c.data).order_by(associations.c.target)).scalars()
    return [_association.decode(data) for data in rows]


def store_transfer(tx: Connection, found: Transfer) -> None:
    """Insert, overwrite or (one that is over) forget a transfer."""
    if found.over:
        tx.exec_driver_sql(_FORGET, (found.id.bytes, found.rev))
    else:
        row = {"id": found.id.bytes, "rev": found.rev, "data": documents.encode(found)}
        tx.execute(documents.upsert(transfers), row)


def replace_transfers(tx: Connection, found: Sequence[Transfer]) -> None:
    """Put these in the place of all that were cached."""
    tx.execute(transfers.delete())
    for one in found:
        store_transfer(tx, one)


def every_transfer(tx: Connection) -> list[Transfer]:
    """Return the transfers in the order in which they were begun."""
    return [_transfer.decode(data) for data in tx.execute(select(transfers.c.data).order_by(transfers.c.id)).scalars()]


def transfer(tx: Connection, id_: ActionId) -> Transfer | None:
    """Return a transfer, `None` if there is none (or nothing to do about it any more)."""
    data = tx.execute(select(transfers.c.data).where(transfers.c.id == id_.bytes)).scalar()
    return None if data is None else _transfer.decode(data)


def queued(tx: Connection) -> list[ConversationId]:
    """Return the conversations that wait in the queue, the longest waiting first."""
    waiting = select(conversations.c.id).where(conversations.c.queued_at.is_not(None))
    return [ConversationId(id_) for id_ in tx.execute(waiting.order_by(conversations.c.queued_at)).scalars()]


def loads(tx: Connection) -> dict[PrincipalId, tuple[int, int]]:
    """Return by owner how many live conversations are cached, and in how many of them the buyer waits."""
    rows = tx.exec_driver_sql(
        "SELECT owner_id, count(*), count(waiting_since) FROM conversations"
        " WHERE kind = 'customer' AND live AND owner_id IS NOT NULL GROUP BY owner_id"
    )
    return {PrincipalId(owner_id): (live, waiting) for owner_id, live, waiting in rows}
