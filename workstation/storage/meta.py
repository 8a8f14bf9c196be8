"""Single values of the cache: cursor, whose it is, versions. Plain SQL: every batch of events asks for some."""

from typing import Final

from sqlalchemy import Connection

CURSOR: Final = "cursor"
SYNCED_AT: Final = "synced_at"
ME: Final = "me"
REVOKED: Final = "revoked"
SEARCH_VERSION: Final = "search_version"


def get(tx: Connection, name: str) -> str | None:
    """Return a value, `None` when it isn't set."""
    return tx.exec_driver_sql("SELECT v FROM meta WHERE k = ?", (name,)).scalar()


def put(tx: Connection, name: str, value: str | int) -> None:
    """Set a value."""
    tx.exec_driver_sql(
        "INSERT INTO meta (k, v) VALUES (?, ?) ON CONFLICT DO UPDATE SET v = excluded.v", (name, str(value))
    )


def forget(tx: Connection, name: str) -> None:
    """Unset a value."""
    tx.exec_driver_sql("DELETE FROM meta WHERE k = ?", (name,))
