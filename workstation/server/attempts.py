"""Counting before doing: an attempt is booked first, so that a hundred at once get no more than their share."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, delete, literal, or_, select, update

from workstation.domain.errors import Refusal
from workstation.server.columns import Instant
from workstation.server.database import insert
from workstation.server.schema import attempt
from workstation.server.writer import Tx


def key_of_login(login_norm: Any) -> Any:
    """Return the key under which wrong passwords of a login are booked (also of a column of logins)."""
    return "a:" + login_norm


def reserve(tx: Tx, key: str, limit: int, window_s: int, lock_s: int, *, code: str = "locked") -> int:
    """Book one attempt under the key, and return how many there are by now.

    The one that reaches the limit is still let through, later ones are not.

    Raises:
        Refusal: with the given code and `retry_after_s`, while it is locked.
    """
    expired = or_(attempt.c.since_at <= tx.now - timedelta(seconds=window_s), attempt.c.locked_until <= tx.now)
    full = attempt.c.failed + 1 >= limit
    now = literal(tx.now, Instant())  # inside CASE the column's type is not taken over by itself
    locked_until = literal(tx.now + timedelta(seconds=lock_s), Instant())
    row = tx.conn.execute(
        insert(tx.conn, attempt)
        .values(
            key=key,
            failed=1,
            since_at=tx.now,
            locked_until=tx.now + timedelta(seconds=lock_s) if limit <= 1 else None,
        )
        .on_conflict_do_update(
            index_elements=[attempt.c.key],
            set_={
                "failed": case((expired, 1), else_=attempt.c.failed + 1),
                "since_at": case((expired, now), else_=attempt.c.since_at),
                "locked_until": case((expired, None), (full, locked_until), else_=None),
            },
            where=or_(attempt.c.locked_until.is_(None), attempt.c.locked_until <= tx.now),
        )
        .returning(attempt.c.failed)
    ).one_or_none()
    if row is None:
        raise Refusal(code, {"retry_after_s": _retry_after_s(tx.conn, key, tx.now)})
    return int(row.failed)


def _retry_after_s(conn: Connection, key: str, now: datetime) -> int:
    until = conn.execute(select(attempt.c.locked_until).where(attempt.c.key == key)).scalar()
    return max(1, int((until - now).total_seconds()) + 1) if until else 1


def clear(tx: Tx, key: str) -> None:
    """Forget what was booked under the key: it went well."""
    tx.conn.execute(delete(attempt).where(attempt.c.key == key))


def give_back(tx: Tx, key: str) -> None:
    """Take back one booking that went well, leaving those of others."""
    tx.conn.execute(
        update(attempt)
        .where(attempt.c.key == key, attempt.c.failed > 0)
        .values(failed=attempt.c.failed - 1, locked_until=None)
    )


def sweep(tx: Tx, before: datetime) -> None:
    """Forget what nobody will ask for again."""
    tx.conn.execute(
        delete(attempt).where(
            attempt.c.since_at < before, or_(attempt.c.locked_until.is_(None), attempt.c.locked_until < before)
        )
    )
