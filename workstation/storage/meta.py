"""Single values of the cache: cursor, whose it is, versions."""

from typing import Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from workstation.storage import schema

CURSOR: Final = "cursor"
SYNCED_AT: Final = "synced_at"
ME: Final = "me"
REVOKED: Final = "revoked"
SEARCH_VERSION: Final = "search_version"


def get(tx: Connection, name: str) -> str | None:
    """Return a value, `None` when it isn't set."""
    return tx.execute(select(schema.meta.c.v).where(schema.meta.c.k == name)).scalar()


def put(tx: Connection, name: str, value: str | int) -> None:
    """Set a value."""
    statement = insert(schema.meta).values(k=name, v=str(value))
    tx.execute(statement.on_conflict_do_update(index_elements=["k"], set_={"v": statement.excluded.v}))


def forget(tx: Connection, name: str) -> None:
    """Unset a value."""
    tx.execute(delete(schema.meta).where(schema.meta.c.k == name))
