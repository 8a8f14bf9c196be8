"""Brings the tables up to date when a server starts."""

from workstation.server.database import Database
from workstation.server.schema import metadata


def migrate(database: Database) -> None:
    """Create or change the tables as this version needs them."""
    metadata.create_all(database.writer)
