"""Phrases as the database has them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from workstation.domain.account import Account
from workstation.domain.ids import ActionId, ExhibitorId, PrincipalId
from workstation.domain.phrase import Phrase
from workstation.server.queries import accounts
from workstation.server.schema import phrase


def of_row(row: Row[Any]) -> Phrase:
    """Return a phrase from its row."""
    return Phrase(
        id=row.id,
        rev=row.rev,
        owner_id=row.owner_id,
        shortcut=row.shortcut,
        title=row.title,
        zh=row.zh,
        en=row.en,
        deleted=row.deleted,
    )


def of_account(conn: Connection, me: Account) -> tuple[Phrase, ...]:
    """Return an account's own phrases and those of its company."""
    rows = conn.execute(
        select(phrase)
        .where(
            phrase.c.exhibitor_id == me.exhibitor_id,
            or_(phrase.c.owner_id.is_(None), phrase.c.owner_id == me.id),
            ~phrase.c.deleted,
        )
        .order_by(phrase.c.id)
    )
    return tuple(of_row(row) for row in rows)


def locked(conn: Connection, phrase_id: ActionId) -> Row[Any] | None:
    """Return the row of a phrase, whosesoever it is, and hold it; `None` when nobody has made it."""
    return conn.execute(select(phrase).where(phrase.c.id == phrase_id).with_for_update()).one_or_none()


def count(conn: Connection, exhibitor_id: ExhibitorId, owner_id: PrincipalId | None) -> int:
    """Return how many phrases an account, or (`None`) the company, has."""
    whose = phrase.c.owner_id.is_(None) if owner_id is None else phrase.c.owner_id == owner_id
    wanted = select(func.count()).select_from(phrase).where(phrase.c.exhibitor_id == exhibitor_id, whose)
    return int(conn.execute(wanted.where(~phrase.c.deleted)).scalar_one())


def readers(conn: Connection, exhibitor_id: ExhibitorId, owner_id: PrincipalId | None) -> Iterable[PrincipalId]:
    """Return who may see a phrase of this owner."""
    return accounts.colleague_ids(conn, exhibitor_id) if owner_id is None else (owner_id,)
