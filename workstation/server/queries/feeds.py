"""Secret calendar addresses as the database has them."""

from typing import Any

from sqlalchemy import Connection, Row, func, select

from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.slot_actions import CalendarFeed
from workstation.server.schema import principal
from workstation.server.schema_slots import calendar_feed


def feed_of(row: Row[Any]) -> CalendarFeed:
    """Return an address from its row, without the secret."""
    return CalendarFeed(
        id=row.id,
        whole=row.whole,
        made_at=row.made_at.isoformat(),
        read_at="" if row.read_at is None else row.read_at.isoformat(),
    )


def of_account(conn: Connection, account_id: PrincipalId) -> tuple[CalendarFeed, ...]:
    """Return the addresses of an account, in the order in which they were made."""
    wanted = select(calendar_feed).where(calendar_feed.c.account_id == account_id)
    rows = conn.execute(wanted.order_by(calendar_feed.c.made_at, calendar_feed.c.id))
    return tuple(feed_of(row) for row in rows)


def count(conn: Connection, account_id: PrincipalId) -> int:
    """Return how many addresses an account has."""
    wanted = select(func.count()).select_from(calendar_feed).where(calendar_feed.c.account_id == account_id)
    return int(conn.execute(wanted).scalar_one())


def one(conn: Connection, id_: ActionId) -> Row[Any] | None:
    """Return the row of an address, whosesoever it is."""
    return conn.execute(select(calendar_feed).where(calendar_feed.c.id == id_)).one_or_none()


def by_hash(conn: Connection, secret_hash: bytes) -> Row[Any] | None:
    """Return the row of the address with that secret, with its account's `language`; none of a disabled account."""
    wanted = (
        select(calendar_feed, principal.c.language)
        .join_from(calendar_feed, principal, principal.c.id == calendar_feed.c.account_id)
        .where(calendar_feed.c.hash == secret_hash, principal.c.enabled)
    )
    return conn.execute(wanted).one_or_none()
