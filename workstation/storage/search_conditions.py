"""Conditions of a narrowed search: who said it, when, in whose conversations, archived ones or not."""

from datetime import datetime
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, or_

from workstation.domain.clock import from_ms
from workstation.domain.conversation import ConversationKind
from workstation.storage import documents, messages
from workstation.storage.schema import conversations
from workstation.storage.search_narrow import Narrowing, SaidBy

_FIRST: Final = -(2**63)


class Conditions(Struct, frozen=True):
    """What follows `WHERE …` in a search of messages, and its parameters in their order."""

    sql: str
    parameters: tuple[int, ...]
    lowest_id: int
    """Messages with smaller ids are too old; ids grow with time, so that the index is read no further."""


def of_messages(tx: Connection, wanted: Narrowing) -> Conditions:
    """Return the conditions on a message `m`."""
    parts: list[str] = []
    parameters: list[int] = []
    if wanted.said_by is not SaidBy.ANYONE:
        parts.append("m.from_buyer = ?")
        parameters.append(wanted.said_by is SaidBy.BUYERS)
    if wanted.said_by is SaidBy.US:
        parts.append("m.sender_id IS NOT NULL")
    if wanted.said_by is SaidBy.ME:
        parts.append("m.sender_id = ?")
        parameters.append(documents.me_id(tx) or 0)
    if wanted.since_ms is not None:
        parts.append("m.at >= ?")
        parameters.append(wanted.since_ms)
    inside, given = _inside(wanted)
    if inside:
        # Not correlated: looked up once, however many messages there are.
        parts.append(f"m.conversation_id IN (SELECT id FROM conversations WHERE {inside})")  # noqa: S608 - ours
        parameters += given
    lowest = _FIRST if wanted.since_ms is None else messages.first_id(wanted.since_ms)
    return Conditions("".join(f" AND {part}" for part in parts), tuple(parameters), lowest)


def of_conversations(wanted: Narrowing) -> list[ColumnElement[bool]]:
    """Return the conditions on a conversation."""
    c = conversations.c
    found: list[ColumnElement[bool]] = []
    if wanted.owner_id is not None:
        found.append(or_(c.owner_id == wanted.owner_id, c.kind == ConversationKind.COLLEAGUE.value))
    if wanted.archived is not None:
        found.append(c.archived_n.is_not(None) if wanted.archived else c.archived_n.is_(None))
    return found


def admits(tx: Connection, wanted: Narrowing, document: Any, *, by_buyer: bool = False) -> bool:
    """Tell whether a note, card … is not left out: a row of `search.Source`, written by a buyer or by one of us."""
    if wanted.said_by is not SaidBy.ANYONE and not _is_said_by(tx, wanted.said_by, document, by_buyer):
        return False
    if wanted.since_ms is not None and not _is_since(from_ms(wanted.since_ms), document.at):
        return False
    inside, parameters = _inside(wanted)
    if not inside:
        return True
    statement = f"SELECT 1 FROM conversations WHERE id = ? AND {inside}"  # noqa: S608 - ours
    return tx.exec_driver_sql(statement, (document.conversation_id, *parameters)).first() is not None


def _is_since(since: datetime, at: str | None) -> bool:
    return at is not None and datetime.fromisoformat(at) >= since


def _is_said_by(tx: Connection, said_by: SaidBy, document: Any, by_buyer: bool) -> bool:
    if by_buyer or said_by is SaidBy.BUYERS:
        return by_buyer and said_by is SaidBy.BUYERS
    if document.author_id is None:
        return False
    return said_by is SaidBy.US or document.author_id == documents.me_id(tx)


def _inside(wanted: Narrowing) -> tuple[str, list[int]]:
    """Return the same as `of_conversations` as text."""
    parts: list[str] = []
    parameters: list[int] = []
    if wanted.owner_id is not None:
        parts.append(f"(owner_id = ? OR kind = '{ConversationKind.COLLEAGUE.value}')")
        parameters.append(wanted.owner_id)
    if wanted.archived is not None:
        parts.append(f"archived_n IS {'NOT ' if wanted.archived else ''}NULL")
    return " AND ".join(parts), parameters
