"""The translation memory, its policy and what holds for one buyer, as the database has them."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Row, func, select

from workstation.domain.ids import ActionId, ConversationId, ExhibitorId
from workstation.domain.translation.memory import Unit
from workstation.domain.translation.policy import BuyerTranslation, TranslationPolicy
from workstation.server.schema_translation import buyer_translation, translation_policy, translation_unit


def unit_of(row: Row[Any]) -> Unit:
    """Return a unit from its row; a deleted one has no texts."""
    return Unit(
        id=row.id,
        rev=row.rev,
        texts={} if row.deleted else row.texts,
        term=row.term,
        author_id=row.author_id,
        deleted=row.deleted,
    )


def units(conn: Connection, exhibitor_id: ExhibitorId) -> tuple[Unit, ...]:
    """Return all units of a company that are not deleted."""
    wanted = select(translation_unit).where(
        translation_unit.c.exhibitor_id == exhibitor_id, ~translation_unit.c.deleted
    )
    return tuple(unit_of(row) for row in conn.execute(wanted.order_by(translation_unit.c.id)))


def locked(conn: Connection, ids: Iterable[ActionId]) -> dict[ActionId, Row[Any]]:
    """Return the rows of units, whosesoever they are, and hold them."""
    wanted = select(translation_unit).where(translation_unit.c.id.in_(list(ids))).order_by(translation_unit.c.id)
    return {row.id: row for row in conn.execute(wanted.with_for_update())}


def count(conn: Connection, exhibitor_id: ExhibitorId) -> int:
    """Return how many units a company has."""
    wanted = select(func.count()).select_from(translation_unit)
    return int(
        conn.execute(
            wanted.where(translation_unit.c.exhibitor_id == exhibitor_id, ~translation_unit.c.deleted)
        ).scalar_one()
    )


def policy(conn: Connection, exhibitor_id: ExhibitorId) -> TranslationPolicy:
    """Return the company's policy; `rev` 0 while nobody has decided."""
    row = conn.execute(
        select(translation_policy).where(translation_policy.c.exhibitor_id == exhibitor_id)
    ).one_or_none()
    return TranslationPolicy() if row is None else replace(row.data, rev=row.rev)


def of_buyers(conn: Connection, ids: Iterable[ConversationId]) -> dict[ConversationId, BuyerTranslation]:
    """Return what holds for the buyers of conversations, where somebody has decided something."""
    rows = conn.execute(select(buyer_translation).where(buyer_translation.c.conversation_id.in_(list(ids))))
    return {row.conversation_id: replace(row.data, rev=row.rev) for row in rows}
