"""Chooses a day among those on which there is something, month by month."""

from __future__ import annotations

from bisect import bisect_left
from calendar import Calendar
from collections.abc import Collection
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workstation.ui import formats
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.words import Words

CELL: Final = 34
_WEEK: Final = 7
_ROWS: Final = 6


class _Month(QWidget):
    """The days of one month; arrow keys go from one that has something to the next.

    Signals:
        moved(): another day (perhaps of another month) is current.
        chosen(object): a `date`.
    """

    moved = Signal()
    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.days: list[date] = []
        self.perhaps: frozenset[date] = frozenset()
        self.current = date(2026, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_WEEK * CELL, (_ROWS + 1) * CELL - 8)

    def _first_weekday(self) -> int:
        return QLocale().firstDayOfWeek().value - 1

    def cells(self) -> list[date]:
        """Return the days shown, week after week."""
        year, month = self.current.year, self.current.month
        return list(Calendar(self._first_weekday()).itermonthdates(year, month))[: _WEEK * _ROWS]

    def _cell(self, place: int) -> QRect:
        row, column = divmod(place, _WEEK)
        if self.isRightToLeft():
            column = _WEEK - 1 - column
        return QRect(column * CELL, 26 + row * CELL, CELL, CELL)

    def day_at(self, where: QPoint) -> date | None:
        """Return the day with something at a point."""
        for place, day in enumerate(self.cells()):
            if self._cell(place).contains(where) and day in self.days:
                return day
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.muted)
        for column in range(_WEEK):
            name = QLocale().dayName((self._first_weekday() + column) % _WEEK + 1, QLocale.FormatType.NarrowFormat)
            left = _WEEK - 1 - column if self.isRightToLeft() else column
            painter.drawText(QRect(left * CELL, 0, CELL, 22), Qt.AlignmentFlag.AlignCenter, name)
        for place, day in enumerate(self.cells()):
            box = self._cell(place)
            there = day in self.days
            ring = QRectF(box).adjusted(3, 3, -3, -3)
            if day == self.current:
                painter.setPen(QPen(colours.focus, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(colours.accent_soft)
                painter.drawRoundedRect(ring, 6, 6)
            painter.setFont(text_font(Size.SMALL, bold=there and day not in self.perhaps))
            painter.setPen(colours.text if there else colours.strong_border)
            painter.setOpacity(1.0 if day.month == self.current.month else 0.45)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))
            if there and day not in self.perhaps:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.accent)
                painter.drawEllipse(QRectF(box.center().x() - 1, box.bottom() - 7, 4, 4))
            painter.setOpacity(1.0)
        painter.end()

    def go_to(self, day: date) -> None:
        """Make a day current."""
        self.current = day
        self.moved.emit()
        self.update()

    def step(self, by: int) -> None:
        """Go so many days with something on."""
        place = bisect_left(self.days, self.current)
        if by > 0 and (place == len(self.days) or self.days[place] != self.current):
            place -= 1
        if self.days:
            self.go_to(self.days[max(0, min(len(self.days) - 1, place + by))])

    def turn(self, months: int) -> None:
        """Go to the next month that has something, in a direction."""
        here = (self.current.year, self.current.month)
        if months > 0:
            target = next((day for day in self.days if (day.year, day.month) > here), None)
        else:
            target = next((day for day in reversed(self.days) if (day.year, day.month) < here), None)
        if target is not None:
            self.go_to(target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.go_to(day)
            self.chosen.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.day_at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if key in steps:
            self.step(steps[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.days:
            self.go_to(self.days[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)


class DayPicker(QFrame):
    """Pops up under a button.

    Signals:
        chosen(object): a `date` on which there is something.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.month = _Month(self)
        self.title = Words(self, bold=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back, self.on = IconButton("chevron_left", self, side=28), IconButton("chevron_right", self, side=28)
        self.back.clicked.connect(lambda: self.month.turn(-1))
        self.on.clicked.connect(lambda: self.month.turn(1))
        self.month.moved.connect(self._word)
        self.month.chosen.connect(self._on_chosen)
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        top.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.addLayout(top)
        column.addWidget(self.month)
        self.retranslate()

    def open_at(
        self, days: Collection[date], current: date | None, where: QPoint, perhaps: Collection[date] = ()
    ) -> None:
        """Open with these days to choose from, below a point of the screen; on some there is perhaps something."""
        self.month.days = sorted({*days, *perhaps})
        self.month.perhaps = frozenset(perhaps)
        if not self.month.days:
            return
        self.month.go_to(current or self.month.days[-1])
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left() + 4, min(where.x(), room.right() - self.width() - 4))
        self.move(left, min(where.y(), room.bottom() - self.height() - 4))
        self.show()
        self.month.setFocus()

    def _on_chosen(self, day: date) -> None:
        if day in self.month.days:
            self.close()
            self.chosen.emit(day)

    def _word(self) -> None:
        month = self.month
        day = month.current
        pattern = self.tr("MMMM yyyy", "month and year, Qt pattern")
        self.title.setText(QLocale().toString(QDate(day.year, day.month, 1), pattern))
        here = (day.year, day.month)
        days = month.days
        self.back.setEnabled(bool(days) and (days[0].year, days[0].month) < here)
        self.on.setEnabled(bool(days) and (days[-1].year, days[-1].month) > here)
        words = self.tr("{day}, arrow keys go to days with messages")
        month.setAccessibleName(words.format(day=formats.long_date(day)))

    def retranslate(self) -> None:
        """Word it anew."""
        self.back.set_words(self.tr("Earlier month"))
        self.on.set_words(self.tr("Later month"))
        self._word()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.strong_border, 1))
        painter.setBrush(colours.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
