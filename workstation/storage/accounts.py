"""Cached accounts of one's exhibitor, and the exhibitor."""

from collections.abc import Iterable

from sqlalchemy import Connection

from workstation.domain.account import Account, Exhibitor
from workstation.domain.ids import PrincipalId
from workstation.storage import documents, schema


def store(tx: Connection, accounts: Iterable[Account], *, always: bool = False) -> None:
    """Insert or overwrite accounts."""
    documents.put(tx, schema.accounts, documents.rows_of(accounts), always=always)


def store_exhibitor(tx: Connection, exhibitor: Exhibitor, *, always: bool = False) -> None:
    """Insert or overwrite the exhibitor."""
    documents.put(tx, schema.exhibitors, documents.rows_of([exhibitor]), always=always)


def get(tx: Connection, id_: PrincipalId | None) -> Account | None:
    """Return an account, `None` if it isn't cached."""
    return documents.get(tx, schema.accounts, Account, id_)


def me(tx: Connection) -> Account | None:
    """Return the account whose cache this is, `None` before the first sync."""
    return get(tx, me_id(tx))


def me_id(tx: Connection) -> PrincipalId | None:
    """Return the id of the account whose cache this is."""
    found = documents.me_id(tx)
    return None if found is None else PrincipalId(found)


def every(tx: Connection) -> list[Account]:
    """Return all accounts by id."""
    return documents.every(tx, schema.accounts, Account)


def exhibitor(tx: Connection) -> Exhibitor | None:
    """Return my exhibitor, `None` before the first sync."""
    mine = me(tx)
    return None if mine is None else documents.get(tx, schema.exhibitors, Exhibitor, mine.exhibitor_id)
