"""What exhibitors have told the organiser about buyers."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, select

from workstation.domain.ids import ConversationId, PrincipalId
from workstation.server.schema import account, buyer, conversation, exhibitor, principal
from workstation.server.schema_accounts import report


class Report(Struct, frozen=True, kw_only=True):
    """A report as the organiser reads it."""

    id: int
    at: datetime
    reason: str
    text: str
    buyer_id: PrincipalId
    buyer: str
    company: str
    country: str
    email: str
    enabled: bool
    """Whether the buyer may sign in."""
    exhibitor: str
    reporter: str
    """Login of the account."""
    conversation_id: ConversationId
    blocked: bool
    """Whether the exhibitor has blocked the buyer."""


def every(conn: Connection) -> Iterator[Report]:
    """Yield all reports, oldest first."""
    reporter = principal.alias("reporter")
    rows = conn.execute(
        select(
            report,
            buyer.c.id.label("buyer_id"),
            buyer.c.name,
            buyer.c.company,
            buyer.c.country,
            buyer.c.email,
            principal.c.enabled,
            exhibitor.c.name_zh,
            exhibitor.c.name_en,
            reporter.c.login,
            conversation.c.blocked,
        )
        .join_from(report, conversation, conversation.c.id == report.c.conversation_id)
        .join(buyer, buyer.c.id == conversation.c.buyer_id)
        .join(principal, principal.c.id == buyer.c.id)
        .join(exhibitor, exhibitor.c.id == conversation.c.exhibitor_id)
        .join(account, account.c.id == report.c.reporter_id)
        .join(reporter, reporter.c.id == account.c.id)
        .order_by(report.c.id)
    )
    for row in rows:
        yield Report(
            id=row.id,
            at=row.at,
            reason=row.reason,
            text=row.text,
            buyer_id=row.buyer_id,
            buyer=row.name,
            company=row.company,
            country=row.country,
            email=row.email,
            enabled=row.enabled,
            exhibitor=row.name_en or row.name_zh,
            reporter=row.login,
            conversation_id=row.conversation_id,
            blocked=row.blocked,
        )
