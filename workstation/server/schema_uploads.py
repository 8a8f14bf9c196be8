"""The table of images that are still arriving."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Uuid

from workstation.server.columns import BigId, Instant, metadata

upload_part = Table(
    "upload_part",
    metadata,
    Column("principal_id", BigId, ForeignKey("principal.id"), primary_key=True, autoincrement=False),
    Column("client_id", Uuid, primary_key=True),
    Column("total", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("touched_at", Instant, nullable=False, index=True),
)
"""In the database, so that any replica can take the next piece."""
