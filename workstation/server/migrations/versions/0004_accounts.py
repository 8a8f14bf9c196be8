"""The log, automatic answers, reports about buyers, devices, and how long a desk works off-line."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables and columns; the log refuses to be changed."""
    op.add_column("token", sa.Column("ended", sa.String(length=40), server_default="", nullable=False))
    op.add_column("token", sa.Column("address", sa.String(length=100), server_default="", nullable=False))
    op.add_column("token", sa.Column("last_seen_at", sa.BigInteger(), nullable=True))
    op.add_column("exhibitor", sa.Column("max_days_offline", sa.Integer(), server_default="30", nullable=False))
    op.add_column("account", sa.Column("client_id", sa.Uuid(), nullable=True))
    op.create_index("uq_account_client_id", "account", ["client_id"], unique=True)
    op.create_table(
        "audit",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("exhibitor_id", BIG_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("actor_id", BIG_ID, nullable=True),
        sa.Column("account_id", BIG_ID, nullable=True),
        sa.Column("conversation_id", BIG_ID, nullable=True),
        sa.Column("params", sa.Text(), server_default="{}", nullable=False),
        sa.Column("address", sa.String(length=100), server_default="", nullable=False),
        sa.Column("device", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_audit_account_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["principal.id"], name=op.f("fk_audit_actor_id")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_audit_conversation_id")),
        sa.ForeignKeyConstraint(["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_audit_exhibitor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_exhibitor_id_id", "audit", ["exhibitor_id", "id"], unique=False)
    _refuse_changes()
    op.create_table(
        "auto_reply",
        sa.Column("exhibitor_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("whose", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("rev", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_auto_reply_exhibitor_id")),
        sa.PrimaryKeyConstraint("exhibitor_id", "whose", name=op.f("pk_auto_reply")),
    )
    op.create_table(
        "auto_reply_sent",
        sa.Column("conversation_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_auto_reply_sent_conversation_id")
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_auto_reply_sent")),
    )
    op.create_table(
        "report",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("conversation_id", BIG_ID, nullable=False),
        sa.Column("reporter_id", BIG_ID, nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_report_conversation_id")),
        sa.ForeignKeyConstraint(["reporter_id"], ["account.id"], name=op.f("fk_report_reporter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_conversation_id"), "report", ["conversation_id"], unique=False)


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name, change in (("audit_refuses_update", "UPDATE"), ("audit_refuses_delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {change} ON audit"
                " BEGIN SELECT raise(ABORT, 'the log is only ever added to'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RAISE EXCEPTION 'the log is only ever added to'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_refuses BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()"
    )
