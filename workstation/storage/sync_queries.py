"""What filling up older history asks of the cache: where messages are missing, and how to put them in."""

from typing import Final

from sqlalchemy import Connection

from workstation.domain.changes import ChangeSet
from workstation.domain.events import MessagePage
from workstation.domain.ids import ConversationId
from workstation.storage import conversations, inbound, messages

_WITH_HOLES: Final = """
SELECT c.id FROM conversations AS c JOIN
    (SELECT conversation_id FROM messages GROUP BY conversation_id HAVING count(*) < max(n)) AS h
    ON h.conversation_id = c.id
ORDER BY c.last_at DESC
"""


def with_holes(tx: Connection) -> list[ConversationId]:
    """Return the conversations of which some message is only on the server, most recent first."""
    return [ConversationId(row[0]) for row in tx.exec_driver_sql(_WITH_HOLES)]


def hole_before(tx: Connection, conversation: ConversationId) -> int | None:
    """Return the message before which the newest hole lies, `None` when nothing is missing."""
    oldest = messages.oldest_unbroken_n(tx, conversation)
    return None if oldest is None or oldest <= 1 else oldest


def apply_history(tx: Connection, conversation: ConversationId, page: MessagePage) -> ChangeSet:
    """Put a page of history into the cache; one of a conversation that was taken away meanwhile is dropped."""
    if conversations.get(tx, conversation) is None:
        return ChangeSet()
    return inbound.apply_history(tx, page.messages)
