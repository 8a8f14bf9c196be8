"""The dense log of each principal: appended last in a transaction, read by sequence number, trimmed from the front."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from workstation.domain.clock import from_ms, to_ms
from workstation.domain.errors import Refusal
from workstation.domain.events import Body
from workstation.domain.ids import PrincipalId
from workstation.server.schema import event, head

PAGE = 200
TRIMMED = 500
"""Logs that are trimmed in one transaction."""


_TAKE = (
    update(head)
    .where(head.c.principal_id == bindparam("whose"))
    .values(last_seq=head.c.last_seq + bindparam("count"))
    .returning(head.c.last_seq)
)
_ADD = insert(event)


class Emission(NamedTuple):
    """A change on its way into the logs of those who may see it."""

    audience: tuple[PrincipalId, ...]
    body: str


class Entry(NamedTuple):
    """A line of a log: `frame` is the `Event` as JSON."""

    principal_id: PrincipalId
    seq: int
    frame: bytes


def emission(audience: Iterable[PrincipalId | None], body: Body) -> Emission:
    """Return the change as it will stand in each log; nobody gets it twice."""
    wanted = {principal_id for principal_id in audience if principal_id is not None}
    return Emission(tuple(sorted(wanted)), msgspec.json.encode(body).decode())


def frame(seq: int, at: datetime, body: str) -> bytes:
    """Return an `Event` as JSON, without taking its body apart."""
    return b'{"seq":%d,"at":%s,"body":%s}' % (seq, msgspec.json.encode(at), body.encode())


def append(conn: Connection, at: datetime, emissions: Sequence[Emission]) -> list[Entry]:
    """Write the changes of a transaction into the logs; the last thing it does before it commits.

    The counters' rows are locked in sorted order, and a number is taken only by who holds the row until his commit:
    that makes the logs dense, and visible in the order of their numbers.
    """
    at = from_ms(to_ms(at))  # as it will be read again
    bodies: dict[PrincipalId, list[str]] = defaultdict(list)
    for audience, body in emissions:
        for principal_id in audience:
            bodies[principal_id].append(body)
    entries: list[Entry] = []
    rows: list[dict[str, object]] = []
    for principal_id in sorted(bodies):
        mine = bodies[principal_id]
        last = conn.execute(_TAKE, {"whose": principal_id, "count": len(mine)}).scalar_one()
        for seq, body in enumerate(mine, last - len(mine) + 1):
            rows.append({"principal_id": principal_id, "seq": seq, "at": at, "body": body})
            entries.append(Entry(principal_id, seq, frame(seq, at, body)))
    if rows:
        conn.execute(_ADD, rows)
    return entries


def last_seq(conn: Connection, principal_id: PrincipalId) -> int:
    """Return the number of the newest line of a log."""
    return int(conn.execute(select(head.c.last_seq).where(head.c.principal_id == principal_id)).scalar_one())


def last_seqs(conn: Connection, principal_ids: Sequence[PrincipalId]) -> dict[PrincipalId, int]:
    """Return the newest numbers of many logs at once."""
    if conn.dialect.name == "postgresql":
        wanted = head.c.principal_id == func.any(list(principal_ids))
        rows = conn.execute(select(head.c.principal_id, head.c.last_seq).where(wanted))
        return {PrincipalId(row.principal_id): row.last_seq for row in rows}
    found: dict[PrincipalId, int] = {}
    for start in range(0, len(principal_ids), 500):
        part = principal_ids[start : start + 500]
        rows = conn.execute(select(head.c.principal_id, head.c.last_seq).where(head.c.principal_id.in_(part)))
        found.update({PrincipalId(row.principal_id): row.last_seq for row in rows})
    return found


def after(conn: Connection, principal_id: PrincipalId, seq: int, limit: int = PAGE) -> list[tuple[int, bytes]]:
    """Return the lines that follow `seq`, oldest first.

    Raises:
        Refusal: `gone` when the log no longer reaches back that far, or never came as far (another database).
    """
    known = conn.execute(
        select(head.c.last_seq, head.c.min_seq).where(head.c.principal_id == principal_id)
    ).one_or_none()
    if known is None or seq > known.last_seq or seq + 1 < known.min_seq:
        raise Refusal("gone")
    rows = conn.execute(
        select(event.c.seq, event.c.at, event.c.body)
        .where(event.c.principal_id == principal_id, event.c.seq > seq)
        .order_by(event.c.seq)
        .limit(limit)
    )
    return [(row.seq, frame(row.seq, row.at, row.body)) for row in rows]


def trim(conn: Connection, before: datetime, limit: int = TRIMMED) -> int:
    """Forget lines older than `before`, of at most `limit` logs; returns how many logs were trimmed."""
    stale = (
        select(event.c.principal_id, func.max(event.c.seq).label("seq"))
        .where(event.c.at < before)
        .group_by(event.c.principal_id)
        .order_by(event.c.principal_id)
        .limit(limit)
    )
    rows = conn.execute(stale).all()
    for row in rows:
        conn.execute(update(head).where(head.c.principal_id == row.principal_id).values(min_seq=row.seq + 1))
        conn.execute(delete(event).where(event.c.principal_id == row.principal_id, event.c.seq <= row.seq))
    return len(rows)
