"""Finding one's way in a conversation: its images, its days, the tags in use, what of it is only on the server."""

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from workstation.domain.ids import ConversationId
from workstation.domain.message import Attachment
from workstation.storage import sync_queries

_IMAGES: Final = """
SELECT n, at, from_buyer, text, attachment FROM messages
WHERE conversation_id = ? AND n < ? AND attachment IS NOT NULL AND NOT recalled ORDER BY n DESC LIMIT ?
"""
_COUNT: Final = """
SELECT count(*) FROM messages WHERE conversation_id = ? AND attachment IS NOT NULL AND NOT recalled
"""
_TIMES: Final = "SELECT n, at FROM messages WHERE conversation_id = ? ORDER BY n"
_SAID: Final = """
SELECT n, at, from_buyer, CASE WHEN recalled THEN '' ELSE substr(text, 1, 120) END AS text FROM messages
WHERE conversation_id = ? AND kind <> 'system' ORDER BY n
"""
_MISSING: Final = "SELECT max(n) - count(*) FROM messages WHERE conversation_id = ?"
_TAGS: Final = """
SELECT t.value FROM conversations AS c, json_each(c.tags) AS t WHERE c.tags <> '[]'
GROUP BY t.value ORDER BY count(*) DESC, t.value LIMIT ?
"""
_END: Final = 2**62
_attachment: Final = msgspec.json.Decoder(Attachment)


class CachedImage(Struct, frozen=True, kw_only=True):
    """An image of a conversation."""

    n: int
    """The message's number."""
    at_ms: int
    from_buyer: bool
    text: str
    attachment: Attachment


def images(
    tx: Connection, conversation: ConversationId, before_n: int | None, limit: int
) -> tuple[list[CachedImage], int]:
    """Return images of the cached conversation, the newest first, and how many there are in all."""
    rows = tx.exec_driver_sql(_IMAGES, (conversation, _END if before_n is None else before_n, limit))
    found = [
        CachedImage(
            n=row.n,
            at_ms=row.at,
            from_buyer=bool(row.from_buyer),
            text=row.text,
            attachment=_attachment.decode(row.attachment),
        )
        for row in rows
    ]
    return found, tx.exec_driver_sql(_COUNT, (conversation,)).scalar() or 0


def times(tx: Connection, conversation: ConversationId) -> Sequence[tuple[int, int]]:
    """Return number and time (milliseconds since 1970 UTC) of every cached message, ascending."""
    return [(row.n, row.at) for row in tx.exec_driver_sql(_TIMES, (conversation,))]


def said(tx: Connection, conversation: ConversationId) -> Sequence[tuple[int, int, bool, str]]:
    """Return of every cached message, ascending: number, time (ms), whether the buyer's, the beginning of its text."""
    rows = tx.exec_driver_sql(_SAID, (conversation,))
    return [(row.n, row.at, bool(row.from_buyer), row.text) for row in rows]


def missing(tx: Connection, conversation: ConversationId) -> int:
    """Return how many messages of a conversation are only on the server."""
    left: int | None = tx.exec_driver_sql(_MISSING, (conversation,)).scalar()
    return left or 0


def incomplete(tx: Connection) -> list[ConversationId]:
    """Return the conversations of which some message is only on the server, most recent first."""
    return sync_queries.with_holes(tx)


def tags(tx: Connection, limit: int) -> list[str]:
    """Return the tags in use, the most used first."""
    return list(tx.exec_driver_sql(_TAGS, (limit,)).scalars())
