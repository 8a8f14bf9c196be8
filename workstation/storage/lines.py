"""The list's query as plain SQL: the first look asks it of the driver itself, without waiting for SQLAlchemy."""

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

import msgspec

Execute = Callable[[str, tuple[Any, ...]], Iterable[Any]]
"""`Connection.exec_driver_sql`, or the driver connection's `execute`."""


class Line(NamedTuple):
    """A conversation as the list needs it; times in milliseconds since 1970 UTC, flags 0 or 1."""

    id: int
    kind: str
    title: str
    company: str
    country: str
    language: str
    other_id: int | None
    owner_id: int | None
    exhibitor_id: int
    last_n: int
    last_kind: str
    last_text: str
    last_system: str | None
    last_recalled: int
    last_ours: int
    last_at: int
    other_read_n: int
    read_n: int
    unread: int
    waiting_since: int | None
    starred: int
    pinned: int
    muted: int
    marked_unread: int
    tags: str
    archived: int
    readable_to_n: int | None
    blocked: int
    live: int
    shown_n: int
    exhibit_id: int | None
    """Which exhibit the message shown is about, where it is nothing but that."""


THESE: Final = "(SELECT value FROM json_each(?))"
"""The ids of a JSON list: one statement however many there are."""
_SELECT: Final = """
SELECT id, kind, title, company, country, language, other_id, owner_id, exhibitor_id, last_n, last_kind, last_text,
    last_system, last_recalled, last_ours, last_at, other_read_n, read_n, unread, waiting_since, starred, pinned, muted,
    marked_unread, tags, archived_n IS NOT NULL OR blocked, readable_to_n, blocked, live, shown_n,
    CASE last_kind WHEN 'exhibit' THEN
        (SELECT m.exhibit_id FROM messages AS m WHERE m.conversation_id = conversations.id AND m.n = shown_n) END
FROM conversations
"""
# The sign keeps an index away: nearly all rows are wanted, and read as they lie they come in the order of their ids.
_BY_KIND: Final = _SELECT + "WHERE +kind = ? AND (archived_n IS NOT NULL OR blocked) = ? ORDER BY id"
_BY_ID: Final = _SELECT + "WHERE id = ?"
_BY_IDS: Final = _SELECT + "WHERE id IN " + THESE
_UNREAD_AFTER: Final = """
SELECT count(*) FROM messages AS m JOIN conversations AS c ON c.id = m.conversation_id
WHERE m.conversation_id = ? AND m.n > ? AND NOT m.recalled
    AND (m.from_buyer OR (c.kind = 'colleague' AND m.sender_id = c.other_id))
"""
_FIRST_UNREAD: Final = """
SELECT m.n FROM messages AS m JOIN conversations AS c ON c.id = m.conversation_id
WHERE m.conversation_id = ? AND m.n > ? AND NOT m.recalled
    AND (m.from_buyer OR (c.kind = 'colleague' AND m.sender_id = c.other_id))
ORDER BY m.n LIMIT 1
"""
_KNOWN_ACTION: Final = "SELECT 1 FROM messages WHERE action_id = ?"
_ME: Final = "SELECT v FROM meta WHERE k = 'me'"
_COLLEAGUES: Final = "SELECT id, data FROM accounts"
_EXHIBITS: Final = "SELECT id, data FROM exhibits WHERE id IN (SELECT value FROM json_each(?))"
_PRESENT: Final = "SELECT id, presence FROM buyers WHERE presence <> 'offline'"


def of_kind(execute: Execute, kind: str, archived: bool) -> list[Line]:
    """Return all conversations of a kind that are (or aren't) archived or blocked, by id."""
    return [Line._make(row) for row in execute(_BY_KIND, (kind, int(archived)))]


def of_ids(execute: Execute, ids: Iterable[int]) -> list[Line]:
    """Return these conversations as far as they exist, in no order."""
    wanted = tuple(ids)
    if not wanted:
        return []
    rows = execute(_BY_ID, wanted) if len(wanted) == 1 else execute(_BY_IDS, (msgspec.json.encode(wanted).decode(),))
    return [Line._make(row) for row in rows]


def accounts(execute: Execute) -> dict[int, str]:
    """Return the JSON documents of all colleagues by id."""
    return {row[0]: row[1] for row in execute(_COLLEAGUES, ())}


def exhibits(execute: Execute, ids: Iterable[int]) -> dict[int, str]:
    """Return the JSON documents of these exhibits by id, as far as they are here."""
    return {row[0]: row[1] for row in execute(_EXHIBITS, (msgspec.json.encode(tuple(ids)).decode(),))}


def presences(execute: Execute) -> dict[int, str]:
    """Return the presence of the buyers who were not off-line when last heard of."""
    return {row[0]: row[1] for row in execute(_PRESENT, ())}


def unread_after(execute: Execute, id_: int, n: int) -> int:
    """Return how many messages after `n` are the other side's."""
    for row in execute(_UNREAD_AFTER, (id_, n)):
        return int(row[0])
    return 0


def first_unread_after(execute: Execute, id_: int, n: int) -> int | None:
    """Return the number of the other side's first message after `n`, without looking at those behind it."""
    for row in execute(_FIRST_UNREAD, (id_, n)):
        return int(row[0])
    return None


def known_actions(execute: Execute, ids: Iterable[bytes]) -> set[bytes]:
    """Return those of these actions whose message is in the cache."""
    return {id_ for id_ in ids for _ in execute(_KNOWN_ACTION, (id_,))}


def me_id(execute: Execute) -> int | None:
    """Return the id of the account whose cache this is, `None` before the first sync."""
    for row in execute(_ME, ()):
        return int(row[0])
    return None
