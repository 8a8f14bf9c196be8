"""Cached automatic answers: one's own and the company's, a manager's desk all."""

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from workstation.domain.autoreply import AutoReply
from workstation.domain.ids import PrincipalId
from workstation.storage import documents
from workstation.storage.schema import auto_replies

_decoder: Final = msgspec.json.Decoder(AutoReply)


def store(tx: Connection, found: Sequence[AutoReply], *, always: bool = False) -> None:
    """Insert or overwrite answers; the company's lie under 0."""
    rows = [{"id": one.account_id or 0, "rev": one.rev, "data": documents.encode(one)} for one in found]
    documents.put(tx, auto_replies, rows, always=always)


def replace_all(tx: Connection, found: Sequence[AutoReply]) -> None:
    """Put these in the place of all that were cached."""
    tx.execute(auto_replies.delete())
    store(tx, found)


def every(tx: Connection) -> dict[PrincipalId | None, AutoReply]:
    """Return all answers by account; the company's under `None`."""
    found = (_decoder.decode(data) for data in tx.execute(select(auto_replies.c.data)).scalars())
    return {one.account_id: one for one in found}
