"""The company's translation memory and glossary, its policy, and what holds for one buyer."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0003"
branch_labels = None
depends_on = None


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the three tables, and the column of what was typed before it was translated."""
    op.create_table(
        "translation_unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("exhibitor_id", _id(), nullable=False),
        sa.Column("author_id", _id(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("term", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.ForeignKeyConstraint(["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_translation_unit_exhibitor_id")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_translation_unit_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation_unit")),
    )
    op.create_index(op.f("ix_translation_unit_exhibitor_id"), "translation_unit", ["exhibitor_id"], unique=False)
    op.create_table(
        "translation_policy",
        sa.Column("exhibitor_id", _id(), autoincrement=False, nullable=False),
        sa.Column("rev", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_translation_policy_exhibitor_id")),
        sa.PrimaryKeyConstraint("exhibitor_id", name=op.f("pk_translation_policy")),
    )
    op.create_table(
        "buyer_translation",
        sa.Column("conversation_id", _id(), autoincrement=False, nullable=False),
        sa.Column("rev", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_buyer_translation_conversation_id")
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_buyer_translation")),
    )
    op.add_column("message", sa.Column("original", sa.Text(), nullable=True))
