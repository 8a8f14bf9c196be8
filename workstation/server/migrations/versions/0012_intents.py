"""Purchase intents: who wants what, who received it, and the chats and decisions about them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _rev() -> sa.Column[int]:
    return sa.Column("rev", sa.BigInteger(), server_default="1", nullable=False)


def upgrade() -> None:
    """Create the three tables, and let messages, conversations and decisions be about an intent."""
    op.create_table(
        "intent",
        sa.Column("id", sa.Uuid(), nullable=False),
        _rev(),
        sa.Column("buyer_id", _id(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("ended", sa.String(length=20), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], name=op.f("fk_intent_buyer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intent")),
    )
    op.create_index(op.f("ix_intent_buyer_id"), "intent", ["buyer_id"], unique=False)
    op.create_table(
        "intent_image",
        sa.Column("intent_id", sa.Uuid(), nullable=False),
        sa.Column("attachment_id", _id(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"], name=op.f("fk_intent_image_attachment_id")),
        sa.ForeignKeyConstraint(["intent_id"], ["intent.id"], name=op.f("fk_intent_image_intent_id")),
        sa.PrimaryKeyConstraint("intent_id", "attachment_id", name=op.f("pk_intent_image")),
    )
    op.create_index(op.f("ix_intent_image_attachment_id"), "intent_image", ["attachment_id"], unique=False)
    _received()
    op.add_column("message", sa.Column("intent", sa.Text(), nullable=True))
    op.add_column("conversation", sa.Column("intent_id", sa.Uuid(), nullable=True))
    with op.batch_alter_table("decision") as decision:
        decision.alter_column("conversation_id", existing_type=_id(), nullable=True)
        decision.add_column(sa.Column("intent_id", sa.Uuid(), nullable=True))
        decision.create_index(op.f("ix_decision_intent_id"), ["intent_id"], unique=False)


def _received() -> None:
    op.create_table(
        "received_intent",
        sa.Column("intent_id", sa.Uuid(), nullable=False),
        sa.Column("exhibitor_id", _id(), nullable=False),
        _rev(),
        sa.Column("matches", sa.Text(), server_default="[]", nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=20), server_default="new", nullable=False),
        sa.Column("owner_id", _id(), nullable=True),
        sa.Column("owner_rev", sa.Integer(), server_default="1", nullable=False),
        sa.Column("rule", sa.String(length=40), server_default="", nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("card_sent_at", sa.BigInteger(), nullable=True),
        sa.Column("chat_at", sa.BigInteger(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("done_by_id", _id(), nullable=True),
        sa.Column("done_words", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["done_by_id"], ["account.id"], name=op.f("fk_received_intent_done_by_id")),
        sa.ForeignKeyConstraint(["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_received_intent_exhibitor_id")),
        sa.ForeignKeyConstraint(["intent_id"], ["intent.id"], name=op.f("fk_received_intent_intent_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_received_intent_owner_id")),
        sa.PrimaryKeyConstraint("intent_id", "exhibitor_id", name=op.f("pk_received_intent")),
    )
    op.create_index(
        "ix_received_intent_exhibitor_id_received_at", "received_intent", ["exhibitor_id", "received_at"], unique=False
    )
    op.create_index("ix_received_intent_owner_id", "received_intent", ["owner_id"], unique=False)
    nobodys = sa.text("owner_id IS NULL")
    op.create_index(
        "ix_received_intent_waiting",
        "received_intent",
        ["exhibitor_id", "received_at"],
        unique=False,
        sqlite_where=nobodys,
        postgresql_where=nobodys,
    )


def downgrade() -> None:
    """Never gone: the platform's migrations lead forwards only."""
    raise NotImplementedError
