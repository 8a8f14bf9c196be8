"""What an export asks of the cache."""

from typing import Final

from sqlalchemy import Connection

from workstation.domain.ids import ConversationId

_NUMBERS: Final = "SELECT n FROM messages WHERE conversation_id = ? ORDER BY n"


def numbers(tx: Connection, conversation: ConversationId) -> tuple[int, ...]:
    """Return the numbers of all cached messages of a conversation, ascending; what lacks is on the server only."""
    return tuple(tx.exec_driver_sql(_NUMBERS, (conversation,)).scalars())
