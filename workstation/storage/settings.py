"""The account's settings on this machine: JSON values by name."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from workstation.storage.schema import settings


def every(tx: Connection) -> dict[str, str]:
    """Return all settings as JSON texts."""
    return {row.name: row.value for row in tx.execute(select(settings))}


def get(tx: Connection, name: str) -> str | None:
    """Return one setting as JSON text, `None` when it was never set."""
    return tx.execute(select(settings.c.value).where(settings.c.name == name)).scalar()


def put(tx: Connection, name: str, value: str) -> None:
    """Set one, given as JSON text."""
    statement = insert(settings).values(name=name, value=value)
    tx.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value}))
