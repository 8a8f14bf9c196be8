"""Rules of distribution for both kinds of work, the queue, what was known at each decision, transfers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns and make the table of transfers."""
    op.add_column("fair", sa.Column("session_idle_s", sa.Integer(), nullable=True))
    for column in (
        sa.Column("intents_distribution", sa.String(length=20), server_default="automatic", nullable=False),
        sa.Column("intents_options", sa.Text(), server_default="{}", nullable=False),
        sa.Column("distribution_rev", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("ask_first", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("answer_s", sa.Integer(), server_default="120", nullable=False),
        sa.Column("session_idle_s", sa.Integer(), nullable=True),
    ):
        op.add_column("exhibitor", column)
    op.add_column("conversation", sa.Column("queued_at", sa.BigInteger(), nullable=True))
    where = sa.text("queued_at IS NOT NULL")
    op.create_index(
        op.f("ix_conversation_queued"),
        "conversation",
        ["exhibitor_id", "queued_at"],
        sqlite_where=where,
        postgresql_where=where,
    )
    op.execute("UPDATE conversation SET queued_at = last_at WHERE kind = 'customer' AND live AND owner_id IS NULL")
    for column in (
        sa.Column("exhibitor_id", sa.BigInteger(), nullable=True),
        sa.Column("work", sa.String(length=20), server_default="messages", nullable=False),
        sa.Column("cause", sa.String(length=20), server_default="buyer", nullable=False),
        sa.Column("n", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("from_id", sa.BigInteger(), nullable=True),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("mode", sa.String(length=20), server_default="automatic", nullable=False),
        sa.Column("exhibit_id", sa.BigInteger(), nullable=True),
        sa.Column("section_id", sa.BigInteger(), nullable=True),
        sa.Column("facts", sa.Text(), server_default="", nullable=False),
    ):
        op.add_column("decision", column)
    op.execute(
        "UPDATE decision SET exhibitor_id ="
        " (SELECT c.exhibitor_id FROM conversation AS c WHERE c.id = decision.conversation_id)"
    )
    op.create_index(op.f("ix_decision_exhibitor_id"), "decision", ["exhibitor_id", "id"], unique=False)
    _create_transfers()


def _create_transfers() -> None:
    op.create_table(
        "transfer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("exhibitor_id", BIG, nullable=False),
        sa.Column("conversation_id", BIG, nullable=False),
        sa.Column("from_id", BIG, nullable=True),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("to_id", BIG, nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("draft", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answer_by", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("closed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_transfer_by_id")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_transfer_conversation_id")),
        sa.ForeignKeyConstraint(["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_transfer_exhibitor_id")),
        sa.ForeignKeyConstraint(["from_id"], ["account.id"], name=op.f("fk_transfer_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["account.id"], name=op.f("fk_transfer_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
    )
    op.create_index(op.f("ix_transfer_conversation_id"), "transfer", ["conversation_id"], unique=False)
    asked, still_open = sa.text("state = 'asked'"), sa.text("NOT closed")
    op.create_index(
        op.f("uq_transfer_asked"),
        "transfer",
        ["conversation_id"],
        unique=True,
        sqlite_where=asked,
        postgresql_where=asked,
    )
    op.create_index(
        op.f("ix_transfer_open"),
        "transfer",
        ["exhibitor_id"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
