"""The card of whoever receives a buyer, handed over along with accepting."""

from typing import Any

from sqlalchemy import Row

from workstation.domain.events import MessageChanged
from workstation.domain.message import CARD
from workstation.server import bookings, cards
from workstation.server.actions import Doing
from workstation.server.queries import messages


def send_along(doing: Doing, row: Row[Any]) -> None:
    """Show the caller's card in a booking's conversation, also where somebody else has it."""
    tx = doing.tx
    where = bookings.where_of(tx, row.conversation_id)
    if where.conversation.blocked:
        return
    said = messages.add(
        tx,
        row.conversation_id,
        kind=CARD,
        sender_id=doing.caller.principal_id,
        action_id=doing.id,
        card=cards.current(tx, doing.caller),
    )
    tx.emit(where.audience, MessageChanged(message=said))
