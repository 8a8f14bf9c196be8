"""The company's log, read."""

from sqlalchemy import Connection, or_, select

from workstation.domain.audit import AuditFilter, AuditPage, Entry
from workstation.domain.ids import ExhibitorId
from workstation.server.schema import buyer, conversation
from workstation.server.schema_accounts import audit


def page(conn: Connection, exhibitor_id: ExhibitorId, wanted: AuditFilter, before: int | None, limit: int) -> AuditPage:
    """Return lines of a company's log that fit, newest first, older than line `before`."""
    found = (
        select(audit, buyer.c.name.label("buyer_name"))
        .join_from(audit, conversation, conversation.c.id == audit.c.conversation_id, isouter=True)
        .join(buyer, buyer.c.id == conversation.c.buyer_id, isouter=True)
        .where(audit.c.exhibitor_id == exhibitor_id)
        .order_by(audit.c.id.desc())
        .limit(limit + 1)
    )
    if wanted.codes:
        found = found.where(audit.c.code.in_(wanted.codes))
    if wanted.account_id is not None:
        found = found.where(or_(audit.c.actor_id == wanted.account_id, audit.c.account_id == wanted.account_id))
    if wanted.since is not None:
        found = found.where(audit.c.at >= wanted.since)
    if wanted.until is not None:
        found = found.where(audit.c.at < wanted.until)
    if before is not None:
        found = found.where(audit.c.id < before)
    rows = conn.execute(found).all()
    entries = tuple(
        Entry(
            id=row.id,
            at=row.at,
            code=row.code,
            actor_id=row.actor_id,
            account_id=row.account_id,
            conversation_id=row.conversation_id,
            buyer_name=row.buyer_name or "",
            params=row.params,
            address=row.address,
            device=row.device,
        )
        for row in rows[:limit]
    )
    return AuditPage(entries=entries, more=len(rows) > limit)
