"""The agenda on paper or as PDF: a document whose texts are put in as they are, never as markup."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QMarginsF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTableFormat,
)

from workstation.domain.errors import Refusal
from workstation.ui.calendar import times, wording
from workstation.ui.formats import full_time, long_date

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from workstation.services.calendar_views import Agenda, BookingView

_MARGIN_MM: Final = 15.0
_SHARES: Final = (30, 31, 19, 20)
"""Of the width: time, buyer, receiver, state."""
_INK: Final = QColor("#1b1f24")
_GREY: Final = QColor("#5b6470")


def _format(points: float, *, bold: bool = False, colour: QColor = _INK) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontPointSize(points)
    form.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    form.setForeground(colour)
    return form


def document(agenda: Agenda, owner: str) -> QTextDocument:
    """Return the agenda as a document; `owner` is whose it is."""
    translate = QCoreApplication.translate
    made = QTextDocument()
    cursor = QTextCursor(made)
    kind = translate("Paper", "Whole schedule") if agenda.whole else translate("Paper", "My schedule")
    cursor.insertText(translate("Paper", "Negotiations"), _format(16, bold=True))
    cursor.insertBlock()
    days = f"{long_date(agenda.first)} – {long_date(agenda.last)}"
    line = " · ".join((kind, owner, days, times.fair_name(agenda.zone.key)))
    cursor.insertText(line, _format(9, colour=_GREY))
    for day in agenda.days:
        heading = QTextBlockFormat()
        heading.setTopMargin(14)
        heading.setBottomMargin(4)
        cursor.insertBlock(heading)
        cursor.insertText(long_date(day.day), _format(12, bold=True))
        _table(cursor, day.bookings)
        cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertBlock()
    if not agenda.days:
        cursor.insertText(translate("Paper", "No negotiations in these days."), _format(10))
        cursor.insertBlock()
    cursor.insertText(
        translate("Paper", "As of {time}").format(time=full_time(agenda.made_at)), _format(8, colour=_GREY)
    )
    return made


def _table(cursor: QTextCursor, bookings: tuple[BookingView, ...]) -> None:
    form = QTextTableFormat()
    form.setBorder(0)
    form.setCellPadding(4)
    form.setCellSpacing(0)
    form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in _SHARES])
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table = cursor.insertTable(max(1, len(bookings)), 4, form)
    for row, view in enumerate(bookings):
        cells = (
            (times.hours(view.clocks.here), times.there(view.clocks)),
            (wording.buyer(view), view.buyer_company),
            (wording.named(view.receiver) or "–", ""),
            (wording.state(view), ""),
        )
        for column, (text, note) in enumerate(cells):
            at = table.cellAt(row, column).firstCursorPosition()
            at.insertText(text, _format(10, bold=column < 2))
            if note:
                at.insertBlock()
                at.insertText(note, _format(8, colour=_GREY))


def _layout() -> QPageLayout:
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def _print(paper: QPrinter | QPdfWriter, made: QTextDocument) -> None:
    """Fill the pages; without their size Qt would add margins of its own and page numbers too small to read."""
    laid = made.clone()
    laid.documentLayout().setPaintDevice(paper)
    laid.setDocumentMargin(0)
    laid.setPageSize(QSizeF(paper.width(), paper.height()))
    laid.print_(paper)


def save_pdf(target: Path, made: QTextDocument) -> None:
    """Write a PDF; it is there whole or not at all.

    Raises:
        Refusal: `export_failed`.
    """
    part = target.with_name(f".{target.name}.{uuid4().hex[:8]}.part")
    try:
        part.touch()
        writer = QPdfWriter(str(part))
        writer.setTitle(QCoreApplication.translate("Paper", "Negotiations"))
        writer.setPageLayout(_layout())
        _print(writer, made)
        del writer
        os.replace(part, target)
    except OSError as error:
        raise Refusal("export_failed") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def print_on(printer: QPrinter, made: QTextDocument) -> None:
    """Print the agenda."""
    printer.setPageLayout(_layout())
    _print(printer, made)
