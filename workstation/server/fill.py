"""`workstation admin fill`: puts prepared histories into an empty fair, in bulk and without events.

For trials and for moving a fair over from another platform. Desks that are signed in already do not learn of it: their
logs are cut off, so that they read afresh.
"""

from collections.abc import Iterable, Iterator
from itertools import count, islice
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from workstation.domain.history import PastConversation
from workstation.domain.message import TEXT
from workstation.server import schema

PER_INSERT = 200
"""Conversations whose rows are written together."""


def fill(conn: Connection, histories: Iterable[PastConversation]) -> tuple[int, int]:
    """Write the histories in one transaction; return how many conversations and messages were added.

    Raises:
        KeyError: an exhibit's key or an account's login is not known.
    """
    filler = _Filler(conn)
    conversations = messages = 0
    source = iter(histories)
    while chunk := tuple(islice(source, PER_INSERT)):
        conversations += len(chunk)
        messages += filler.write(chunk)
    head = schema.head
    conn.execute(update(head).values(last_seq=head.c.last_seq + 1, min_seq=head.c.last_seq + 2))
    return conversations, messages


def _next(conn: Connection, table: Any) -> Iterator[int]:
    return count(int(conn.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0) + 1)


class _Filler:
    """Numbers rows by itself: the fair is not in use meanwhile."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._principals = _next(conn, schema.principal)
        self._conversations = _next(conn, schema.conversation)
        self._messages = _next(conn, schema.message)
        exhibits = conn.execute(select(schema.exhibit.c.key, schema.exhibit.c.id, schema.exhibit.c.exhibitor_id))
        self._exhibits = {row.key: (row.id, row.exhibitor_id) for row in exhibits}
        logins = conn.execute(select(schema.principal.c.login, schema.principal.c.id))
        self._logins = {row.login: row.id for row in logins}
        mains = conn.execute(select(schema.account.c.exhibitor_id, schema.account.c.id).filter_by(kind="main"))
        self._mains = {row.exhibitor_id: row.id for row in mains}

    def write(self, chunk: tuple[PastConversation, ...]) -> int:
        """Write some conversations with all that belongs to them."""
        rows: dict[Any, list[dict[str, Any]]] = {
            table: []
            for table in (
                schema.principal,
                schema.buyer,
                schema.head,
                schema.conversation,
                schema.message,
                schema.marks,
            )
        }
        for history in chunk:
            self._add(history, rows)
        for table, values in rows.items():
            if values:
                self._conn.execute(insert(table), values)
        return len(rows[schema.message])

    def _add(self, history: PastConversation, rows: dict[Any, list[dict[str, Any]]]) -> None:
        buyer, conversation = next(self._principals), next(self._conversations)
        exhibit, exhibitor = self._exhibits[history.exhibit]
        owner = self._logins[history.owner]
        first, last = history.messages[0].at, history.messages[-1].at
        rows[schema.principal].append(
            {
                "id": buyer,
                "kind": "buyer",
                "login": history.email,
                "login_norm": history.email.casefold(),
                "password_hash": "!",
                "language": history.languages[0],
                "created_at": first,
            }
        )
        rows[schema.buyer].append(
            {
                "id": buyer,
                "name": history.buyer,
                "company": history.company,
                "country": history.country,
                "email": history.email,
                "languages": history.languages,
                "time_zone": history.time_zone,
            }
        )
        rows[schema.head].append({"principal_id": buyer})
        rows[schema.conversation].append(
            {
                "id": conversation,
                "kind": "customer",
                "exhibitor_id": exhibitor,
                "buyer_id": buyer,
                "owner_id": owner,
                "exhibit_id": exhibit,
                "last_n": len(history.messages),
                "last_at": last,
                "created_at": first,
            }
        )
        for n, said in enumerate(history.messages, 1):
            rows[schema.message].append(
                {
                    "id": next(self._messages),
                    "conversation_id": conversation,
                    "n": n,
                    "kind": TEXT,
                    "at": said.at,
                    "sender_id": buyer if said.sender is None else self._logins[said.sender],
                    "from_buyer": said.sender is None,
                    "text": said.text,
                }
            )
        read_n = len(history.messages) - history.unread
        readers = {owner, self._mains[exhibitor], buyer}
        rows[schema.marks].extend(
            {"conversation_id": conversation, "principal_id": reader, "read_n": read_n} for reader in sorted(readers)
        )


def advance_sequences(conn: Connection) -> None:
    """Let PostgreSQL go on numbering after the rows that were numbered here."""
    if conn.dialect.name != "postgresql":
        return
    for table in (schema.principal, schema.conversation, schema.message):
        highest = select(func.max(table.c.id)).scalar_subquery()
        conn.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), highest)))
