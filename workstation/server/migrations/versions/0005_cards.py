"""Business cards: versions of everybody's own, and the accounts' folders."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of cards, and the column of a message that brings one."""
    op.create_table(
        "card_version",
        sa.Column("id", _id(), nullable=False),
        sa.Column("rev", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("principal_id", _id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("photo_id", _id(), nullable=True),
        sa.Column("logo_id", _id(), nullable=True),
        sa.Column("derived", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["logo_id"], ["attachment.id"], name=op.f("fk_card_version_logo_id")),
        sa.ForeignKeyConstraint(["photo_id"], ["attachment.id"], name=op.f("fk_card_version_photo_id")),
        sa.ForeignKeyConstraint(["principal_id"], ["principal.id"], name=op.f("fk_card_version_principal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_version")),
        sa.UniqueConstraint("principal_id", "version", name=op.f("uq_card_version_principal_id_version")),
    )
    op.create_index(op.f("ix_card_version_logo_id"), "card_version", ["logo_id"], unique=False)
    op.create_index(op.f("ix_card_version_photo_id"), "card_version", ["photo_id"], unique=False)
    op.create_table(
        "held_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("exhibitor_id", _id(), nullable=False),
        sa.Column("holder_id", _id(), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("from_id", _id(), nullable=True),
        sa.Column("conversation_id", _id(), nullable=True),
        sa.Column("n", sa.BigInteger(), nullable=True),
        sa.Column("first_version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("photo_id", _id(), nullable=True),
        sa.Column("logo_id", _id(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("tags", sa.Text(), server_default="[]", nullable=False),
        sa.Column("follow_up", sa.String(length=10), server_default="", nullable=False),
        sa.Column("batch", sa.Uuid(), nullable=True),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_held_card_conversation_id")),
        sa.ForeignKeyConstraint(["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_held_card_exhibitor_id")),
        sa.ForeignKeyConstraint(["from_id"], ["principal.id"], name=op.f("fk_held_card_from_id")),
        sa.ForeignKeyConstraint(["holder_id"], ["account.id"], name=op.f("fk_held_card_holder_id")),
        sa.ForeignKeyConstraint(["logo_id"], ["attachment.id"], name=op.f("fk_held_card_logo_id")),
        sa.ForeignKeyConstraint(["photo_id"], ["attachment.id"], name=op.f("fk_held_card_photo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_card")),
        sa.UniqueConstraint("holder_id", "from_id", name=op.f("uq_held_card_holder_id_from_id")),
    )
    op.create_index("ix_held_card_exhibitor_id_id", "held_card", ["exhibitor_id", "id"], unique=False)
    op.create_index("ix_held_card_holder_id_batch", "held_card", ["holder_id", "batch"], unique=False)
    op.create_index("ix_held_card_merged_into", "held_card", ["merged_into"], unique=False)
    for column in ("conversation_id", "from_id", "logo_id", "photo_id"):
        op.create_index(op.f(f"ix_held_card_{column}"), "held_card", [column], unique=False)
    op.add_column("message", sa.Column("card_version_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_message_card_version_id"), "message", ["card_version_id"], unique=False)
