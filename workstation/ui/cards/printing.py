"""Cards on paper: a sheet of ten with marks to cut along, backs behind the fronts, or one card a page; as PDF too."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import QLineF, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from workstation.domain.card import CardContent
from workstation.domain.errors import Refusal
from workstation.ui.cards import face
from workstation.ui.cards.face import Pictures

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

COLUMNS, ROWS = 2, 5
_DPI: Final = 600
_MARK_MM: Final = 4.0
_MM: Final = 25.4
_ONE: Final = QSizeF(face.WIDTH_MM, face.HEIGHT_MM)


def sides(content: CardContent) -> tuple[str, ...]:
    """Return the sides worth printing: both, or the one that there is."""
    zh = any((content.name_zh, content.title_zh, content.company_zh, content.address_zh))
    en = any((content.name_en, content.title_en, content.company_en, content.address_en))
    return ("zh", "en") if zh and en else ("zh",) if zh else ("en",)


def save_pdf(target: Path, content: CardContent, pictures: Pictures, *, sheet: bool) -> None:
    """Write a PDF; it is there whole or not at all.

    Args:
        target: the file.
        content, pictures: the card.
        sheet: ten on an A4 page; else each page is a card.

    Raises:
        Refusal: `export_failed`.
    """
    part = target.with_name(f".{target.name}.{uuid4().hex[:8]}.part")
    try:
        part.touch()
        writer = QPdfWriter(str(part))
        writer.setResolution(_DPI)
        writer.setTitle(content.name("en"))
        writer.setPageLayout(_layout(sheet))
        _paint(writer, _DPI, content, pictures, sheet=sheet)
        del writer
        os.replace(part, target)
    except OSError as error:
        raise Refusal("export_failed") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def print_cards(printer: QPrinter, content: CardContent, pictures: Pictures) -> None:
    """Print a sheet of ten.

    Raises:
        Refusal: `export_failed`: the printer does not begin.
    """
    printer.setFullPage(True)
    printer.setPageLayout(_layout(sheet=True))
    _paint(printer, printer.resolution(), content, pictures, sheet=True)


def _layout(sheet: bool) -> QPageLayout:
    size = (
        QPageSize(QPageSize.PageSizeId.A4)
        if sheet
        else QPageSize(_ONE, QPageSize.Unit.Millimeter, "card", QPageSize.SizeMatchPolicy.ExactMatch)
    )
    portrait = QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, portrait, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _paint(device: QPagedPaintDevice, dpi: int, content: CardContent, pictures: Pictures, *, sheet: bool) -> None:
    painter = QPainter()
    if not painter.begin(device):
        raise Refusal("export_failed")
    try:
        painter.scale(dpi / _MM, dpi / _MM)  # from here on in millimetres
        for page, side in enumerate(sides(content)):
            if page:
                device.newPage()
            if sheet:
                _paint_sheet(painter, content, side, pictures)
            else:
                face.paint_side(painter, QRectF(0, 0, _ONE.width(), _ONE.height()), content, side, pictures)
    finally:
        painter.end()


def _paint_sheet(painter: QPainter, content: CardContent, side: str, pictures: Pictures) -> None:
    """Ten cards in the middle of an A4 page, so that fronts and backs lie behind each other however it is turned."""
    left = (210 - COLUMNS * _ONE.width()) / 2
    top = (297 - ROWS * _ONE.height()) / 2
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y = left + column * _ONE.width(), top + row * _ONE.height()
            face.paint_side(painter, QRectF(x, y, _ONE.width(), _ONE.height()), content, side, pictures)
    painter.setPen(QPen(QColor("#9aa3ad"), 0.1))
    right, bottom = left + COLUMNS * _ONE.width(), top + ROWS * _ONE.height()
    for column in range(COLUMNS + 1):
        x = left + column * _ONE.width()
        painter.drawLine(QLineF(x, top - _MARK_MM - 1, x, top - 1))
        painter.drawLine(QLineF(x, bottom + 1, x, bottom + _MARK_MM + 1))
    for row in range(ROWS + 1):
        y = top + row * _ONE.height()
        painter.drawLine(QLineF(left - _MARK_MM - 1, y, left - 1, y))
        painter.drawLine(QLineF(right + 1, y, right + _MARK_MM + 1, y))
