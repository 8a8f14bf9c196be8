"""Cached exhibits and sections."""

from collections.abc import Iterable

from sqlalchemy import Connection

from workstation.domain.exhibit import Exhibit, Section
from workstation.domain.ids import ExhibitId
from workstation.storage import documents, schema


def store(tx: Connection, exhibits: Iterable[Exhibit], *, always: bool = False) -> None:
    """Insert or overwrite exhibits."""
    documents.put(tx, schema.exhibits, documents.rows_of(exhibits), always=always)


def store_sections(tx: Connection, sections: Iterable[Section]) -> None:
    """Put the fair's sections in the place of the old ones."""
    rows = documents.rows_of(sections)
    if rows:
        tx.execute(schema.sections.delete())
        documents.put(tx, schema.sections, rows)


def get(tx: Connection, id_: ExhibitId | None) -> Exhibit | None:
    """Return an exhibit, `None` if it isn't cached."""
    return documents.get(tx, schema.exhibits, Exhibit, id_)


def every(tx: Connection) -> list[Exhibit]:
    """Return all exhibits by id."""
    return documents.every(tx, schema.exhibits, Exhibit)


def sections(tx: Connection) -> list[Section]:
    """Return the fair's sections by id."""
    return documents.every(tx, schema.sections, Section)
