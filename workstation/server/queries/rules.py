"""How exhibitors share out their work, as the database has it."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from workstation.domain.distribution import Association, Distribution, Sharing, Work
from workstation.domain.ids import ExhibitId, ExhibitorId, PrincipalId, SectionId
from workstation.domain.routing import Mode, Options
from workstation.server.config import Limits
from workstation.server.database import AnyRow
from workstation.server.schema import account, exhibit, exhibit_account, exhibitor, fair, section_account

COLUMNS = {
    Work.MESSAGES: ("distribution", "routing_options"),
    Work.INTENTS: ("intents_distribution", "intents_options"),
}
"""Where mode and options of a kind of work stand."""

_FAIR = select(fair.c.distribution_deadline_at, fair.c.session_idle_s).order_by(fair.c.id.desc()).limit(1)


def lock(conn: Connection, exhibitor_id: ExhibitorId) -> None:
    """Let one transaction at a time decide who gets an exhibitor's waiting buyers, or change its rules.

    Who frees an account and who finds none free must not miss each other.
    """
    if conn.dialect.name == "postgresql":
        conn.execute(select(exhibitor.c.id).where(exhibitor.c.id == exhibitor_id).with_for_update(key_share=True))


def _sharing(row: Row[Any], work: Work) -> Sharing:
    mode, options = COLUMNS[work]
    return Sharing(mode=Mode(getattr(row, mode)), options=msgspec.json.decode(getattr(row, options), type=Options))


def sharing(conn: Connection, exhibitor_id: ExhibitorId, work: Work) -> Sharing:
    """Return how one kind of work is shared out."""
    return _sharing(conn.execute(select(exhibitor).where(exhibitor.c.id == exhibitor_id)).one(), work)


def idle_s(conn: Connection, exhibitor_id: ExhibitorId, limits: Limits) -> int:
    """Return after how many seconds of silence a session with this exhibitor ends."""
    own = conn.execute(select(exhibitor.c.session_idle_s).where(exhibitor.c.id == exhibitor_id)).scalar()
    most = _most_idle_s(conn.execute(_FAIR).one_or_none(), limits)
    return most if own is None else min(own, most)


def _most_idle_s(row: AnyRow | None, limits: Limits) -> int:
    return limits.session_idle_s if row is None or row.session_idle_s is None else int(row.session_idle_s)


def distribution(conn: Connection, exhibitor_id: ExhibitorId, limits: Limits) -> Distribution:
    """Return the rules of an exhibitor, with the organiser's deadline and idle time."""
    row = conn.execute(select(exhibitor).where(exhibitor.c.id == exhibitor_id)).one()
    organiser = conn.execute(_FAIR).one_or_none()
    most = _most_idle_s(organiser, limits)
    return Distribution(
        id=exhibitor_id,
        rev=row.distribution_rev,
        messages=_sharing(row, Work.MESSAGES),
        intents=_sharing(row, Work.INTENTS),
        fixed_at=None if organiser is None else organiser.distribution_deadline_at,
        session_idle_s=most if row.session_idle_s is None else min(row.session_idle_s, most),
        session_idle_most_s=most,
        ask_first=row.ask_first,
        answer_s=row.answer_s,
    )


def associations(conn: Connection, exhibitor_id: ExhibitorId, rev: int) -> tuple[Association, ...]:
    """Return who is associated with what at an exhibitor whose rules have this `rev`; targets without accounts not."""
    found: list[Association] = []
    for kind, ids in by_target(conn, exhibitor_id).items():
        name, number = kind
        if name == "exhibit":
            found.append(Association(exhibit_id=ExhibitId(number), account_ids=ids, rev=rev))
        else:
            found.append(Association(section_id=SectionId(number), account_ids=ids, rev=rev))
    return tuple(found)


def by_target(conn: Connection, exhibitor_id: ExhibitorId) -> dict[tuple[str, int], tuple[PrincipalId, ...]]:
    """Return the associated accounts by `("exhibit", number)` and `("section", number)`."""
    found: dict[tuple[str, int], list[PrincipalId]] = {}
    exhibits = (
        select(exhibit_account.c.exhibit_id, exhibit_account.c.account_id)
        .join(exhibit, exhibit.c.id == exhibit_account.c.exhibit_id)
        .where(exhibit.c.exhibitor_id == exhibitor_id)
        .order_by(exhibit_account.c.exhibit_id, exhibit_account.c.account_id)
    )
    for row in conn.execute(exhibits):
        found.setdefault(("exhibit", row.exhibit_id), []).append(PrincipalId(row.account_id))
    sections = (
        select(section_account.c.section_id, section_account.c.account_id)
        .join(account, account.c.id == section_account.c.account_id)
        .where(account.c.exhibitor_id == exhibitor_id)
        .order_by(section_account.c.section_id, section_account.c.account_id)
    )
    for row in conn.execute(sections):
        found.setdefault(("section", row.section_id), []).append(PrincipalId(row.account_id))
    return {target: tuple(ids) for target, ids in found.items()}
