"""Sections and exhibits as the database has them."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit, Section
from workstation.domain.ids import ExhibitId, ExhibitorId
from workstation.server.schema import exhibit, section


def sections(conn: Connection) -> tuple[Section, ...]:
    """Return all sections of the fair by their codes."""
    rows = conn.execute(select(section).order_by(section.c.code, section.c.id))
    return tuple(
        Section(
            id=row.id, code=row.code, name_zh=row.name_zh, name_en=row.name_en, name_es=row.name_es, phase=row.phase
        )
        for row in rows
    )


def _exhibit(row: Row[Any]) -> Exhibit:
    return Exhibit(
        id=row.id,
        rev=row.rev,
        exhibitor_id=row.exhibitor_id,
        section_id=row.section_id,
        number=row.number,
        name_zh=row.name_zh,
        name_en=row.name_en,
        name_es=row.name_es,
        about_zh=row.about_zh,
        about_en=row.about_en,
        about_es=row.about_es,
        category=row.category,
        price_min_minor=row.price_min_minor,
        price_max_minor=row.price_max_minor,
        currency=row.currency,
        unit=row.unit,
        moq=row.moq,
        lead_time_days=row.lead_time_days,
        keywords=row.keywords,
        picture_id=row.picture_id,
        listed=row.listed,
    )


def of_rows(rows: Iterable[Row[Any]]) -> tuple[Exhibit, ...]:
    """Return exhibits from their rows."""
    return tuple(_exhibit(row) for row in rows)


def of_exhibitor(conn: Connection, exhibitor_id: ExhibitorId, *, listed_only: bool = False) -> tuple[Exhibit, ...]:
    """Return the exhibits of an exhibitor; buyers see only what is listed."""
    wanted = select(exhibit).where(exhibit.c.exhibitor_id == exhibitor_id).order_by(exhibit.c.id)
    if listed_only:
        wanted = wanted.where(exhibit.c.listed)
    return tuple(_exhibit(row) for row in conn.execute(wanted))


def by_ids(conn: Connection, ids: Collection[int]) -> tuple[Exhibit, ...]:
    """Return exhibits of whoever, listed or not, in the order of their numbers."""
    rows = conn.execute(select(exhibit).where(exhibit.c.id.in_(ids)).order_by(exhibit.c.id))
    return tuple(_exhibit(row) for row in rows)


def by_id(conn: Connection, exhibit_id: ExhibitId, exhibitor_id: ExhibitorId) -> Exhibit:
    """Return an exhibit of that exhibitor.

    Raises:
        Refusal: `not_found`, also when it is somebody else's.
    """
    row = conn.execute(
        select(exhibit).where(exhibit.c.id == exhibit_id, exhibit.c.exhibitor_id == exhibitor_id)
    ).one_or_none()
    if row is None:
        raise Refusal("not_found")
    return _exhibit(row)
