"""Tables as CSV files that a spreadsheet opens as they are meant: UTF-8 with a mark, and no cell that is a formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from typing import Final

Cell = str | int | float | datetime | None
MARK: Final = "\ufeff"
GUARD: Final = "'"
"""Before a cell that begins as a formula: spreadsheets show it and don't run it; `unguarded` takes it off."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", GUARD)
_BLANKS: Final = " \u00a0\u3000"


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as a file's bytes.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers.
    """
    import csv

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_text(one) for one in headings])
    writer.writerows([_text(one) for one in row] for row in rows)
    return (MARK + buffer.getvalue()).encode("utf-8", "replace")


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return GUARD + text if _begins_as_formula(text) else text


def unguarded(text: str) -> str:
    """Return a cell as it was before it was guarded."""
    return text[1:] if text.startswith(GUARD) and _begins_as_formula(text[1:]) else text


def _begins_as_formula(text: str) -> bool:
    # A blank before it doesn't keep every spreadsheet from calculating.
    return text.lstrip(_BLANKS).startswith(_FORMULA)


def zone_of(name: str) -> tzinfo:
    """Return the zone of that IANA name."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _text(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    return guarded(cell) if isinstance(cell, str) else cell
