"""The line over the grid: which day each column is, and where the buyer's calendar differs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QEvent, QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workstation.ui.calendar.geometry import RULER, Grid
from workstation.ui.calendar.grid_paint import other_dates
from workstation.ui.formats import long_date
from workstation.ui.theme import Size, text_font, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workstation.domain.clock import Clock

HEIGHT: Final = 52
_ROOMY: Final = 96
"""From this width on a column has room for the month, and for how many bookings there are."""


class DayHead(QWidget):
    """Names the days of a `DayGrid`; a click opens one of them.

    Signals:
        day_chosen(object): a `date`.
    """

    day_chosen = Signal(object)

    def __init__(self, fair: ZoneInfo, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fair = fair
        self._clock = clock
        self._days: tuple[date, ...] = ()
        self._counts: dict[date, int] = {}
        self._other: ZoneInfo | None = None
        self._clocks = ("", "")
        self._place = 0
        self._margin = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT)

    def show_fair(self, zone: ZoneInfo) -> None:
        """Know today by the fair's zone."""
        self._fair = zone
        self.update()

    def show_days(self, days: Sequence[date], counts: dict[date, int]) -> None:
        """Name these days, each with how many bookings it has."""
        self._days, self._counts = tuple(days), counts
        self._place = min(self._place, max(0, len(self._days) - 1))
        self._word()
        self.update()

    def show_clocks(self, fair: str, other: str, zone: ZoneInfo | None) -> None:
        """Name the columns of hours: the fair's, and the buyer's if there is one."""
        self._clocks, self._other = (fair, other), zone
        self.update()

    def set_margin(self, pixels: int) -> None:
        """Leave so much at the right, where the grid has its scroll bar."""
        self._margin = pixels
        self.update()

    def _grid(self) -> Grid:
        return Grid(self._days, self.width() - self._margin, 60, 2 if self._other is not None else 1)

    def day_at(self, x: int) -> date | None:
        """Return the day over whose column a place is."""
        grid = self._grid()
        for index, day in enumerate(self._days):
            left, width = grid.column(index)
            if left <= x < left + width:
                return day
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, grid = tokens(), self._grid()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colours.surface)
        painter.setPen(colours.muted)
        painter.setFont(text_font(Size.SMALL))
        metrics = painter.fontMetrics()
        names = (self._clocks[1], self._clocks[0]) if self._other is not None else (self._clocks[0],)
        for index, name in enumerate(names):
            where = QRect(index * RULER + 2, 0, RULER - 8, HEIGHT - 6)
            flags = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignBottom.value
            lines = name if " " in name else metrics.elidedText(name, Qt.TextElideMode.ElideRight, where.width())
            painter.drawText(where, flags | Qt.TextFlag.TextWordWrap.value, lines)
        today = self._clock.now().astimezone(self._fair).date()
        for index, day in enumerate(self._days):
            left, width = grid.column(index)
            self._paint_day(
                painter, day, QRect(left, 0, width, HEIGHT), today=day == today, current=index == self._place
            )
        painter.setPen(QPen(colours.border, 1))
        painter.drawLine(0, HEIGHT - 1, self.width(), HEIGHT - 1)
        painter.end()

    def _paint_day(self, painter: QPainter, day: date, where: QRect, *, today: bool, current: bool) -> None:
        colours = tokens()
        if current and self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(where).adjusted(2, 2, -2, -4), 6, 6)
        qday = QDate(day.year, day.month, day.day)
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.accent_text if today else colours.muted)
        name = QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
        upper, lower = where.adjusted(8, 5, -8, 0), where.adjusted(8, 22, -8, -4)
        painter.drawText(upper, Qt.AlignmentFlag.AlignTop, name)
        self._paint_theirs(painter, day, upper.adjusted(painter.fontMetrics().horizontalAdvance(name) + 6, 0, 6, 0))
        painter.setPen(colours.accent_text if today else colours.muted)
        count = self._counts.get(day, 0)
        if count and where.width() >= _ROOMY:
            painter.drawText(
                upper, (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), QLocale().toString(count)
            )
        painter.setFont(text_font(Size.TITLE, bold=True))
        painter.setPen(colours.accent_text if today else colours.text)
        pattern = self.tr("d MMM", "day and month over a column, Qt pattern")
        words = QLocale().toString(qday, pattern if where.width() >= _ROOMY else "d")
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_theirs(self, painter: QPainter, day: date, room: QRect) -> None:
        """Name the buyer's weekdays beside the fair's: in short, in one letter, or not at all, as there is room."""
        painter.setPen(tokens().warning)
        for length in (QLocale.FormatType.ShortFormat, QLocale.FormatType.NarrowFormat):
            theirs = self._theirs(day, length)
            if painter.fontMetrics().horizontalAdvance(theirs) <= room.width():
                painter.drawText(room, Qt.AlignmentFlag.AlignTop, theirs)
                return

    def _theirs(self, day: date, length: QLocale.FormatType) -> str:
        """Return the buyer's weekdays of a fair day, where they are others."""
        if self._other is None:
            return ""
        first, last = other_dates(day, self._fair, self._other)
        if first == day == last:
            return ""
        days = dict.fromkeys((first, last))  # by the day: Saturday and Sunday share a letter
        return "/".join(QLocale().dayName(one.isoweekday(), length) for one in days)

    def _word(self) -> None:
        if self._days:
            self.setAccessibleName(long_date(self._days[self._place]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._days:
            by = -1 if key is Qt.Key.Key_Left else 1
            self._place = max(0, min(len(self._days) - 1, self._place + by))
            self._word()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._days:
            self.day_chosen.emit(self._days[self._place])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint().x())
        if day is not None:
            self.day_chosen.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.day_at(event.position().toPoint().x()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._word()
            self.update()
        super().changeEvent(event)
