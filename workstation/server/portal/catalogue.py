"""What anyone may browse: the fair, its exhibitors and what they show."""

from collections.abc import Collection
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, Select, Text, cast, exists, func, or_, select

from workstation.domain.account import Exhibitor
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit, Section
from workstation.domain.ids import AttachmentId, ExhibitId, ExhibitorId, SectionId
from workstation.server.queries import accounts, exhibits
from workstation.server.schema import attachment, blob, exhibit, exhibitor, fair, phase

PER_PAGE = 24
MAX_WORDS = 8
MOST_PAGES = 100_000
PICTURES = 4
"""Shown beside an exhibitor."""


class Name(Struct, frozen=True):
    """A name in three languages, for whatever has one and is no thing of the domain."""

    name_zh: str = ""
    name_en: str = ""
    name_es: str = ""


class Phase(Struct, frozen=True):
    """A stretch of days of the fair, as `YYYY-MM-DD`."""

    name: Name
    first_day: str
    last_day: str


class Fair(Struct, frozen=True):
    """The fair itself."""

    name: Name
    phases: tuple[Phase, ...] = ()


class Shown(Struct, frozen=True):
    """An exhibit and who shows it."""

    exhibit: Exhibit
    exhibitor: Exhibitor


class Company(Struct, frozen=True):
    """An exhibitor and some of its pictures."""

    exhibitor: Exhibitor
    pictures: tuple[AttachmentId, ...] = ()


class Wanted(Struct, frozen=True):
    """What somebody browses for."""

    query: str = ""
    section_id: int | None = None
    show: str = ""
    """`exhibitors`, or anything else for exhibits."""
    page: int = 1


class View(Struct, frozen=True):
    """A page of the catalogue."""

    query: str
    section_id: int | None
    show: str
    page: int
    pages: int
    exhibit_count: int
    exhibitor_count: int
    sections: tuple[Section, ...]
    """Those in which something is shown."""
    exhibits: tuple[Shown, ...] = ()
    exhibitors: tuple[Company, ...] = ()


def the_fair(conn: Connection) -> Fair:
    """Return the fair; nameless before it was imported."""
    row = conn.execute(select(fair).order_by(fair.c.number.desc(), fair.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        return Fair(Name())
    rows = conn.execute(select(phase).where(phase.c.fair_id == row.id).order_by(phase.c.first_day))
    return Fair(_name(row), tuple(Phase(_name(one), one.first_day, one.last_day) for one in rows))


def _name(row: Row[Any]) -> Name:
    return Name(row.name_zh, row.name_en, row.name_es)


def _like(word: str) -> str:
    escaped = word.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _matching_exhibits(wanted: Wanted) -> Select[Any]:
    """Listed exhibits in whose names, numbers or keywords every word of the query occurs."""
    found = select(exhibit.c.id).join_from(exhibit, exhibitor).where(exhibit.c.listed)
    if wanted.section_id is not None:
        found = found.where(exhibit.c.section_id == wanted.section_id)
    fields = (
        exhibit.c.name_zh,
        exhibit.c.name_en,
        exhibit.c.name_es,
        exhibit.c.number,
        exhibit.c.category,
        cast(exhibit.c.keywords, Text),
        exhibitor.c.name_zh,
        exhibitor.c.name_en,
    )
    for word in wanted.query.split()[:MAX_WORDS]:
        found = found.where(or_(*(func.lower(field).like(_like(word), escape="\\") for field in fields)))
    return found


def _matching_exhibitors(wanted: Wanted) -> Select[Any]:
    """Exhibitors whose own words or one of whose exhibits match."""
    found = select(exhibitor.c.id)
    theirs = exists().where(exhibit.c.exhibitor_id == exhibitor.c.id, exhibit.c.listed)
    if wanted.section_id is not None:
        found = found.where(theirs.where(exhibit.c.section_id == wanted.section_id))
    own = (exhibitor.c.name_zh, exhibitor.c.name_en, exhibitor.c.city, exhibitor.c.booth)
    shown = (exhibit.c.name_zh, exhibit.c.name_en, exhibit.c.name_es, exhibit.c.number, cast(exhibit.c.keywords, Text))
    for word in wanted.query.split()[:MAX_WORDS]:
        like = _like(word)
        by_exhibit = theirs.where(or_(*(func.lower(field).like(like, escape="\\") for field in shown)))
        by_name = (func.lower(field).like(like, escape="\\") for field in own)
        found = found.where(or_(*by_name, by_exhibit))
    return found


def _count(conn: Connection, ids: Select[Any]) -> int:
    return conn.execute(select(func.count()).select_from(ids.subquery())).scalar_one()


def browse(conn: Connection, wanted: Wanted) -> View:
    """Return the page of the catalogue that somebody asks for."""
    goods, companies = _matching_exhibits(wanted), _matching_exhibitors(wanted)
    exhibit_count, exhibitor_count = _count(conn, goods), _count(conn, companies)
    by_company = wanted.show == "exhibitors"
    pages = max(1, -(-(exhibitor_count if by_company else exhibit_count) // PER_PAGE))
    page = min(max(1, wanted.page), pages)
    offset = (page - 1) * PER_PAGE
    ids = companies.order_by(exhibitor.c.id) if by_company else goods.order_by(exhibit.c.id)
    found = conn.execute(ids.limit(PER_PAGE).offset(offset)).scalars().all()
    return View(
        query=wanted.query,
        section_id=wanted.section_id,
        show="exhibitors" if by_company else "",
        page=page,
        pages=pages,
        exhibit_count=exhibit_count,
        exhibitor_count=exhibitor_count,
        sections=_used_sections(conn),
        exhibits=() if by_company else _shown(conn, found),
        exhibitors=_companies(conn, found) if by_company else (),
    )


def _used_sections(conn: Connection) -> tuple[Section, ...]:
    used = set(conn.execute(select(exhibit.c.section_id).where(exhibit.c.listed).distinct()).scalars())
    return tuple(one for one in exhibits.sections(conn) if one.id in used)


def exhibitors_by_ids(conn: Connection, ids: Collection[int]) -> dict[int, Exhibitor]:
    """Return exhibitors by their numbers."""
    return {one: accounts.exhibitor_by_id(conn, ExhibitorId(one)) for one in sorted(set(ids))}


def _shown(conn: Connection, ids: Collection[int]) -> tuple[Shown, ...]:
    goods = exhibits.by_ids(conn, ids)
    companies = exhibitors_by_ids(conn, {one.exhibitor_id for one in goods})
    return tuple(Shown(one, companies[one.exhibitor_id]) for one in goods)


def _companies(conn: Connection, ids: Collection[int]) -> tuple[Company, ...]:
    pictures: dict[int, list[AttachmentId]] = {}
    rows = conn.execute(
        select(exhibit.c.exhibitor_id, exhibit.c.picture_id)
        .where(exhibit.c.exhibitor_id.in_(ids), exhibit.c.listed, exhibit.c.picture_id.is_not(None))
        .order_by(exhibit.c.id)
    )
    for row in rows:
        pictures.setdefault(row.exhibitor_id, []).append(row.picture_id)
    companies = exhibitors_by_ids(conn, ids)
    return tuple(Company(companies[one], tuple(pictures.get(one, ())[:PICTURES])) for one in sorted(companies))


class ExhibitPage(Struct, frozen=True):
    """An exhibit, who shows it, and what else he shows."""

    exhibit: Exhibit
    exhibitor: Exhibitor
    section: Section | None
    others: tuple[Exhibit, ...]


def exhibit_page(conn: Connection, exhibit_id: ExhibitId) -> ExhibitPage:
    """Return what the page of a listed exhibit shows.

    Raises:
        Refusal: `not_found`.
    """
    owner = conn.execute(
        select(exhibit.c.exhibitor_id).where(exhibit.c.id == exhibit_id, exhibit.c.listed)
    ).scalar_one_or_none()
    if owner is None:
        raise Refusal("not_found")
    goods = exhibits.of_exhibitor(conn, ExhibitorId(owner), listed_only=True)
    this = next(one for one in goods if one.id == exhibit_id)
    # First what is of the same section.
    others = sorted((one for one in goods if one.id != exhibit_id), key=lambda one: one.section_id != this.section_id)
    return ExhibitPage(
        exhibit=this,
        exhibitor=accounts.exhibitor_by_id(conn, this.exhibitor_id),
        section=_section(conn, this.section_id),
        others=tuple(others[:4]),
    )


def _section(conn: Connection, section_id: SectionId) -> Section | None:
    return next((one for one in exhibits.sections(conn) if one.id == section_id), None)


def exhibitor_page(conn: Connection, exhibitor_id: ExhibitorId) -> tuple[Exhibitor, tuple[Exhibit, ...]]:
    """Return an exhibitor and what it shows.

    Raises:
        Refusal: `not_found`.
    """
    company = accounts.exhibitor_by_id(conn, exhibitor_id)
    return company, exhibits.of_exhibitor(conn, exhibitor_id, listed_only=True)


def picture(conn: Connection, attachment_id: AttachmentId, size: str) -> tuple[bytes, str]:
    """Return the bytes and media type of an exhibit's picture; no other image is ever given out here.

    Raises:
        Refusal: `not_found`.
    """
    row = conn.execute(
        select(blob.c.data, attachment.c.media_type)
        .join_from(blob, attachment, blob.c.attachment_id == attachment.c.id)
        .where(
            blob.c.attachment_id == attachment_id,
            blob.c.size == size,
            exists().where(exhibit.c.picture_id == attachment.c.id, exhibit.c.listed),
        )
    ).one_or_none()
    if row is None:
        raise Refusal("not_found")
    return bytes(row.data), row.media_type
