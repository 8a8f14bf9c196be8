"""Tables as CSV files that a spreadsheet opens as they are meant: UTF-8 with a mark, and no cell that is a formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from typing import Final

Cell = str | int | float | datetime | None
MARK: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


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


def zone_of(name: str) -> tzinfo:
    """Return the zone of that IANA name."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _text(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, str):
        # A blank before it doesn't keep every spreadsheet from calculating.
        return f"'{cell}" if cell.lstrip(" \u00a0\u3000").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell
    return cell
