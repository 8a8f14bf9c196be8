"""Tables of what is done about accounts: the log, the automatic answers, the reports about buyers."""

from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Index, String, Table, Text, event

from workstation.domain.autoreply import AutoReply
from workstation.server.columns import BigId, Instant, Json, key, metadata, ref, rev, words

audit = Table(
    "audit",
    metadata,
    key(),
    ref("exhibitor_id", "exhibitor"),
    Column("at", Instant, nullable=False),
    Column("code", String(40), nullable=False),
    ref("actor_id", "principal", nullable=True),
    ref("account_id", "account", nullable=True),
    ref("conversation_id", "conversation", nullable=True),
    Column("params", Json(dict[str, str | int]), nullable=False, server_default="{}"),
    words("address", 100),
    words("device"),
    Index("ix_audit_exhibitor_id_id", "exhibitor_id", "id"),
)
"""Only ever added to: triggers refuse to change or delete a line."""

REFUSALS = {
    "sqlite": tuple(
        f"CREATE TRIGGER {name} BEFORE {change} ON audit"
        " BEGIN SELECT raise(ABORT, 'the log is only ever added to'); END"
        for name, change in (("audit_refuses_update", "UPDATE"), ("audit_refuses_delete", "DELETE"))
    ),
    "postgresql": (
        """
CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the log is only ever added to'; END $$
""",
        """
CREATE TRIGGER audit_refuses BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()
""",
    ),
}


@event.listens_for(audit, "after_create")
def _refuse_changes(_table: Table, conn: Connection, **_how: Any) -> None:
    for statement in REFUSALS[conn.dialect.name]:
        conn.exec_driver_sql(statement)


auto_reply = Table(
    "auto_reply",
    metadata,
    Column("exhibitor_id", BigId, ForeignKey("exhibitor.id"), primary_key=True, autoincrement=False),
    Column("whose", BigId, primary_key=True, autoincrement=False),
    rev(),
    Column("data", Json(AutoReply), nullable=False),
)
"""`whose` is an account, or 0 for the company's default."""

auto_reply_sent = Table(
    "auto_reply_sent",
    metadata,
    Column("conversation_id", BigId, ForeignKey("conversation.id"), primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
)
"""When a buyer was last answered automatically."""

report = Table(
    "report",
    metadata,
    key(),
    ref("conversation_id", "conversation", index=True),
    ref("reporter_id", "account"),
    Column("reason", String(40), nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("at", Instant, nullable=False),
)
"""What exhibitors tell the organiser about buyers."""
