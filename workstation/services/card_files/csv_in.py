"""Reads tables of cards, whoever wrote them: any charset and separator, columns as they are mapped."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.card import CardIm, CardPhone, NameParts, has_han
from workstation.domain.card_files import columns, countries, names
from workstation.domain.card_files.columns import LISTS, PHONES, Column
from workstation.domain.card_files.draft import Draft
from workstation.domain.card_files.lines import decoded
from workstation.domain.card_files.model import FileCard, Issue
from workstation.services.sheet import unguarded

SAMPLE_BYTES: Final = 256 * 1024
SAMPLE_ROWS: Final = 8
MOST_COLUMNS: Final = 200
_MOST_LINES: Final = 200
"""Lines of one row: more, and a quotation mark was never closed."""
_NO_COUNTRY: Final = "X-COUNTRY:"
_SEPARATORS: Final = ",;\t|"
_SEVERAL: Final = re.compile(r"\s*(?:;|；|:::|\n)\s*")
_SERVICE: Final = re.compile(r"([\w .-]+?)\s*[:：]\s*(\S.*)", re.DOTALL)
_SIDED: Final = {
    Column.NAME: "name",
    Column.TITLE: "title",
    Column.DEPARTMENT: "department",
    Column.COMPANY: "company",
    Column.ADDRESS: "address",
}


class Table(Struct, frozen=True, kw_only=True):
    """A table as it was found: what is needed to read it, and what it looks like."""

    encoding: str
    separator: str
    headings: tuple[str, ...]
    """Empty names (`""`) when the first row is a card already."""
    has_headings: bool
    rows: tuple[tuple[str, ...], ...]
    """The first ones."""
    mapping: tuple[Column | None, ...]
    """What each column seems to hold."""
    country: str = ""
    """Where numbers without a country's code belong, in rows that name none: ISO 3166-1 alpha-2, or empty."""


def look(stream: BinaryIO) -> Table:
    """Return what a table looks like; the stream is read from its beginning, and no further than needed."""
    stream.seek(0)
    data = stream.read(SAMPLE_BYTES)
    encoding = _encoding(data)
    text = data.decode(encoding, "ignore").removeprefix("\ufeff")
    separator = _separator(text)
    found = [tuple(cells) for cells, _, _ in _rows(io.StringIO(text, newline=""), separator) if cells is not None]
    first = found[0] if found else ()
    mapping = columns.meant(first)
    # Headings are words that we know, or at least no row that has an e-mail or a number in it.
    has_headings = sum(one is not None for one in mapping) >= 2 or not any(_looks_like_data(cell) for cell in first)
    width = max((len(row) for row in found[: SAMPLE_ROWS + 1]), default=0)
    blank = ("",) * width
    return Table(
        encoding=encoding,
        separator=separator,
        headings=(first + blank)[:width] if has_headings else blank,
        has_headings=has_headings,
        rows=tuple(found[1 if has_headings else 0 :][:SAMPLE_ROWS]),
        mapping=(mapping + (None,) * width)[:width] if has_headings else _guessed(found[:SAMPLE_ROWS], width),
    )


def read(stream: BinaryIO, table: Table, mapping: Sequence[Column | None]) -> Iterator[FileCard | Issue]:
    """Yield the cards of a table, a row each, and what was wrong.

    Args:
        stream: read from its beginning.
        table: as `look` returned it.
        mapping: what each column holds; `None` leaves one out.
    """
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=table.encoding, errors="replace", newline="")
    try:
        first = True
        for cells, number, raw in _rows(text, table.separator):
            if cells is None:
                yield Issue(line=number, code="row_unreadable", what=raw[:40])
                continue
            if first and table.has_headings:
                first = False
                continue
            first = False
            if any(cell.strip() for cell in cells):
                yield from _card(cells, mapping, number, table.country)
    finally:
        text.detach()


def first_cards(table: Table, mapping: Sequence[Column | None]) -> tuple[FileCard, ...]:
    """Return what the first rows become when the columns hold this."""
    found = (one for cells in table.rows for one in _card(cells, mapping, 0, table.country))
    return tuple(one for one in found if isinstance(one, FileCard))


def _card(
    cells: Sequence[str], mapping: Sequence[Column | None], number: int, country: str
) -> Iterator[FileCard | Issue]:
    draft = Draft(country)
    family = given = ""
    replaced = False
    for cell, column in zip(cells, mapping, strict=False):
        value = unguarded(cell.removeprefix("\ufeff")).strip()
        replaced = replaced or "\ufffd" in value
        if not value or column is None:
            continue
        if column is Column.FAMILY:
            family = value
        elif column is Column.GIVEN:
            given = value
        else:
            _put(draft, column, value)
    if family or given:
        parts = NameParts(family=family, given=given)
        draft.parts = parts
        if not draft.has_side("name"):
            draft.set_side("name", names.whole(parts))
    content, cut = draft.finished()
    if replaced:
        yield Issue(line=number, code="encoding_unknown")
    yield from (Issue(line=number, code="value_cut", what=field) for field in cut)
    yield from _odd(draft, number)
    if content is None:
        yield Issue(line=number, code="empty")
    else:
        yield replace(draft.file, content=content, line=number)


def _odd(draft: Draft, number: int) -> Iterator[Issue]:
    """Yield what is kept but can't be what its column says: often the column is another."""
    for email in draft.emails:
        if "@" not in email:
            yield Issue(line=number, code="email_odd", what=email[:40])
    for line in draft.extra:
        if line.startswith(_NO_COUNTRY):
            yield Issue(line=number, code="country_unknown", what=line.removeprefix(_NO_COUNTRY)[:40])


def _put(draft: Draft, column: Column, value: str) -> None:
    several = [one for one in _SEVERAL.split(value) if one]
    if column in _SIDED:
        draft.set_side(_SIDED[column], value)
    elif column.value.endswith(("_zh", "_en")):
        field, _, side = column.value.rpartition("_")
        draft.set_side(field, value, side)
    elif column in PHONES:
        draft.phones += [CardPhone(unguarded(one), PHONES[column]) for one in several]
    elif column in LISTS:
        getattr(draft, LISTS[column]).extend(several)
    elif column in (Column.WECHAT, Column.WHATSAPP):
        draft.ims += [CardIm(column.value, unguarded(one)) for one in several]
    else:
        _put_other(draft, column, value, several)


def _put_other(draft: Draft, column: Column, value: str, several: list[str]) -> None:
    match column:
        case Column.OTHER_IM:
            for one in several:
                found = _SERVICE.fullmatch(one)
                draft.ims.append(CardIm(found[1].lower(), found[2]) if found else CardIm("other", one))
        case Column.COUNTRY:
            code = countries.code(value)
            draft.country = code
            if not code:
                draft.extra.append(f"{_NO_COUNTRY}{value}")
        case Column.BOOTH:
            draft.booth = value
        case Column.ABOUT:
            draft.about.append(value)
        case Column.NOTE:
            draft.file = replace(draft.file, note="\n".join(filter(None, (draft.file.note, value))))
        case Column.TAGS:
            draft.file = replace(draft.file, tags=(*draft.file.tags, *several))
        case Column.FOLLOW_UP:
            draft.file = replace(draft.file, follow_up=value)


# --- rows ---


def _rows(text: "io.TextIOBase", separator: str) -> Iterator[tuple[list[str] | None, int, str]]:
    """Yield rows with the number of their first line; `None` for a line that can't be read as one.

    A quotation mark that is never closed would swallow the rest of the file: then the lines are read one by one.
    """
    number = 0
    lines = iter(text)
    for line in lines:
        number += 1
        begun, collected = number, [line]
        while _is_open("".join(collected), separator) and len(collected) < _MOST_LINES:
            following = next(lines, None)
            if following is None:
                break
            number += 1
            collected.append(following)
        whole = "".join(collected)
        if not _is_open(whole, separator):
            yield _parsed(whole, separator), begun, whole
            continue
        for at, one in enumerate(collected):
            cells = None if _is_open(one, separator) else _parsed(one, separator)
            yield cells, begun + at, one


def _is_open(text: str, separator: str) -> bool:
    """Tell whether a quotation mark is open at the end; inside a cell without one at its beginning it means nothing."""
    if '"' not in text:
        return False
    inside, before = False, separator
    for character in text:
        if character == '"' and (inside or before in (separator, "\n", "\r", '"')):
            inside = not inside
        before = character
    return inside


def _parsed(text: str, separator: str) -> list[str] | None:
    try:
        rows = list(csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=separator))
    except csv.Error:
        return None
    cells = [cell for row in rows for cell in row]
    return cells[:MOST_COLUMNS]


# --- guesses ---


def _encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if data[:3] == b"\xef\xbb\xbf":
        return "utf-8-sig"
    whole = data[: data.rfind(b"\n") + 1] or data
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        guess, _ = decoded(whole[:4096])
        return "gb18030" if has_han(guess) else "cp1252"
    return "utf-8"


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    return max(_SEPARATORS, key=lambda one: (outside.count(one), one == ","))


def _looks_like_data(cell: str) -> bool:
    return "@" in cell or sum(character.isdigit() for character in cell) >= 6


def _guessed(rows: Sequence[Sequence[str]], width: int) -> tuple[Column | None, ...]:
    """Return what columns without headings seem to hold, by what stands in them."""
    result: list[Column | None] = []
    for at in range(width):
        cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
        result.append(_of_cells(cells, result))
    return tuple(result)


def _of_cells(cells: Sequence[str], before: Sequence[Column | None]) -> Column | None:
    if not cells:
        return None
    if all("@" in cell for cell in cells):
        return Column.EMAIL
    if all(sum(character.isdigit() for character in cell) >= 6 for cell in cells):
        return Column.MOBILE if Column.MOBILE not in before else Column.WORK_PHONE
    if all(cell.lower().startswith(("http", "www.")) for cell in cells):
        return Column.WEBSITE
    for column in (Column.NAME, Column.COMPANY, Column.TITLE):
        if column not in before:
            return column
    return None
