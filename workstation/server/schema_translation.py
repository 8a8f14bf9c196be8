"""The tables of translation: the company's memory and glossary, its policy, and what holds for one buyer."""

from sqlalchemy import Column, ForeignKey, Table, Uuid

from workstation.domain.translation.policy import BuyerTranslation, TranslationPolicy
from workstation.server.columns import BigId, Json, flag, metadata, ref, rev

translation_unit = Table(
    "translation_unit",
    metadata,
    Column("id", Uuid, primary_key=True),
    rev(),
    ref("exhibitor_id", "exhibitor", index=True),
    ref("author_id", "account"),
    Column("texts", Json(dict[str, str]), nullable=False),
    flag("term"),
    flag("deleted"),
)

translation_policy = Table(
    "translation_policy",
    metadata,
    Column("exhibitor_id", BigId, ForeignKey("exhibitor.id"), primary_key=True, autoincrement=False),
    rev(),
    Column("data", Json(TranslationPolicy), nullable=False),
)

buyer_translation = Table(
    "buyer_translation",
    metadata,
    Column("conversation_id", BigId, ForeignKey("conversation.id"), primary_key=True, autoincrement=False),
    rev(),
    Column("data", Json(BuyerTranslation), nullable=False),
)
