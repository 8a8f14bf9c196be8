"""A transaction, as those hand it around who may not know what it is made of."""

from typing import TypeAlias

from sqlalchemy import Connection

Tx: TypeAlias = Connection
"""Goes from the store into query functions; opaque outside of `workstation.storage`."""
