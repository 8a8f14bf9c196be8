"""Cached memory and glossary of the company, its policy, and what holds for one buyer."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from workstation.domain.ids import ConversationId
from workstation.domain.translation.memory import Unit
from workstation.domain.translation.policy import BuyerTranslation, TranslationPolicy
from workstation.storage import documents, meta
from workstation.storage.schema import buyer_translations, translation_policies, translation_units

_decoder: Final = msgspec.json.Decoder(Unit)
_GLOSSARY: Final = "glossary_version"
_THE_POLICY: Final = 1


def store(tx: Connection, found: Iterable[Unit], *, always: bool = False) -> None:
    """Insert or overwrite units; a deleted one leaves a row that only remembers its `rev`."""
    rows = [{"id": one.id.bytes, "rev": one.rev, "data": documents.encode(one)} for one in found]
    if rows:
        tx.execute(documents.upsert(translation_units, always=always), rows)
        meta.put(tx, _GLOSSARY, version(tx) + 1)


def replace_all(tx: Connection, found: Sequence[Unit], policy: TranslationPolicy | None) -> None:
    """Put these in the place of all that was cached."""
    before = {unit.id: unit for unit in every(tx)}
    tx.execute(translation_units.delete())
    rows = [{"id": one.id.bytes, "rev": one.rev, "data": documents.encode(one)} for one in found]
    if rows:
        tx.execute(documents.upsert(translation_units), rows)
    if before != {one.id: one for one in found}:  # else what was translated by them holds
        meta.put(tx, _GLOSSARY, version(tx) + 1)
    tx.execute(translation_policies.delete())
    if policy is not None:
        store_policy(tx, policy)


def every(tx: Connection) -> list[Unit]:
    """Return all units, without the deleted ones."""
    found = tx.execute(select(translation_units.c.data).order_by(translation_units.c.id)).scalars()
    return [unit for unit in map(_decoder.decode, found) if not unit.deleted]


def version(tx: Connection) -> int:
    """Return how often memory and glossary have changed here: a cached translation depends on it."""
    return int(meta.get(tx, _GLOSSARY) or 0)


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
