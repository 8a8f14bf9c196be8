"""Cached buyers."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from workstation.domain.buyer import Buyer
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.storage import conversations, documents, schema

_FORGET_PRESENCE: Final = "UPDATE buyers SET presence = 'offline' WHERE presence <> 'offline'"
_UNNAMED: Final = """
SELECT b.data FROM conversations AS c JOIN buyers AS b ON b.id = c.buyer_id WHERE c.id = ? AND c.title = ''
"""


def store(tx: Connection, buyers: Sequence[Buyer], *, always: bool = False) -> None:
    """Insert or overwrite buyers and name their conversations after them."""
    rows = [{"id": b.id, "rev": b.rev, "presence": b.presence.value, "data": documents.encode(b)} for b in buyers]
    documents.put(tx, schema.buyers, rows, always=always)
    conversations.name_after_buyers(tx, buyers)


def name_new(tx: Connection, conversation: ConversationId) -> None:
    """Name a conversation that came without its buyer after the one that is cached."""
    for (data,) in tx.exec_driver_sql(_UNNAMED, (conversation,)):
        conversations.name_after_buyers(tx, [documents.decode(data, Buyer)])


def get(tx: Connection, id_: PrincipalId | None) -> Buyer | None:
    """Return a buyer, `None` if he isn't cached."""
    return documents.get(tx, schema.buyers, Buyer, id_)


def forget_presence(tx: Connection) -> None:
    """Nobody is known to be there any more: the link is down."""
    tx.exec_driver_sql(_FORGET_PRESENCE)
