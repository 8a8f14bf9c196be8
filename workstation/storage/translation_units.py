"""Cached memory and glossary of the company, its policy, and what holds for one buyer."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from workstation.domain.ids import ActionId, ConversationId
from workstation.domain.translation.memory import SHAPES, Unit, shape
from workstation.domain.translation.policy import BuyerTranslation, TranslationPolicy
from workstation.storage import documents
from workstation.storage.schema import buyer_translations, translation_policies, translation_units

_decoder: Final = msgspec.json.Decoder(Unit)
_shapes_decoder: Final = msgspec.json.Decoder(tuple[int, dict[str, str]])
_THE_POLICY: Final = 1
_FEW: Final = 500
"""More units than these are read with all the others: a statement takes only so many parameters."""


def store(tx: Connection, found: Iterable[Unit], *, always: bool = False) -> None:
    """Insert or overwrite units; a deleted one leaves a row that only remembers its `rev`."""
    rows = [
        {"id": one.id.bytes, "rev": one.rev, "data": documents.encode(one), "shapes": _shapes(one)} for one in found
    ]
    if rows:
        tx.execute(documents.upsert(translation_units, always=always), rows)


def replace_all(tx: Connection, found: Sequence[Unit], policy: TranslationPolicy | None) -> None:
    """Put these in the place of all that was cached."""
    tx.execute(translation_units.delete())
    rows = [{"id": one.id.bytes, "rev": one.rev, "data": documents.encode(one)} for one in found]
    if rows:
        tx.execute(documents.upsert(translation_units), rows)
    tx.execute(translation_policies.delete())
    if policy is not None:
        store_policy(tx, policy)


def every(tx: Connection) -> list[Unit]:
    """Return all units, without the deleted ones."""
    found = tx.execute(select(translation_units.c.data).order_by(translation_units.c.id)).scalars()
    return [unit for unit in map(_decoder.decode, found) if not unit.deleted]


def some(tx: Connection, ids: Sequence[ActionId]) -> list[Unit]:
    """Return those of these units that are known here, the deleted ones too."""
    c = translation_units.c
    found = tx.execute(select(c.data).where(c.id.in_([id_.bytes for id_ in ids]))).scalars()
    return [_decoder.decode(data) for data in found]


def revs(tx: Connection) -> dict[bytes, int]:
    """Return the revision of every unit, of the deleted ones too, by the bytes of its id (making ids takes longer)."""
    found = tx.exec_driver_sql("SELECT id, rev FROM translation_units")
    return {row[0]: row[1] for row in found}


def with_shapes(tx: Connection, ids: Sequence[bytes] | None = None) -> list[tuple[Unit, dict[str, str]]]:
    """Return these units (default: all), deleted ones too, with the shapes of their texts: those cost most to make."""
    c = translation_units.c
    wanted = select(c.data, c.shapes)
    if ids is not None and len(ids) <= _FEW:
        wanted = wanted.where(c.id.in_(ids))
    units = ((_decoder.decode(data), shapes) for data, shapes in tx.execute(wanted))
    return [(unit, _kept(unit, shapes)) for unit, shapes in units]


def _shapes(unit: Unit) -> str:
    made = {language: shape(text) for language, text in unit.texts.items()}
    return documents.encode((SHAPES, made))


def _kept(unit: Unit, shapes: str) -> dict[str, str]:
    made_by, kept = _shapes_decoder.decode(shapes) if shapes else (0, {})
    return kept if made_by == SHAPES else {language: shape(text) for language, text in unit.texts.items()}


def store_policy(tx: Connection, policy: TranslationPolicy) -> None:
    """Keep the company's policy, unless a newer one is here."""
    row = {"id": _THE_POLICY, "rev": policy.rev, "data": documents.encode(policy)}
    tx.execute(documents.upsert(translation_policies), row)


def policy(tx: Connection) -> TranslationPolicy:
    """Return the company's policy; the default while nobody has decided."""
    return documents.get(tx, translation_policies, TranslationPolicy, _THE_POLICY) or TranslationPolicy()


def store_buyer(tx: Connection, conversation_id: ConversationId, found: BuyerTranslation) -> None:
    """Keep what holds for a buyer, unless something newer is here."""
    row = {"id": conversation_id, "rev": found.rev, "data": documents.encode(found)}
    tx.execute(documents.upsert(buyer_translations), row)


def of_buyer(tx: Connection, conversation_id: ConversationId) -> BuyerTranslation:
    """Return what holds for the buyer of a conversation."""
    return documents.get(tx, buyer_translations, BuyerTranslation, conversation_id) or BuyerTranslation()
