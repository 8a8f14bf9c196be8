"""The line over the calendar: which view, which days, whose, and what can be made."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from workstation.ui.formats import long_date
from workstation.ui.theme import Size, text_font
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.words import Words

WEEK: Final = "week"
DAY: Final = "day"
AGENDA: Final = "agenda"
SLOTS: Final = "slots"
MINE: Final = "mine"
WHOLE: Final = "whole"


class FittingWords(Words):
    """A title in the fullest of several wordings that fits; nothing rather than half of one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, size=Size.TITLE, bold=True)
        self._offered: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def offer(self, *wordings: str) -> None:
        """Say one of these, the fullest first."""
        self._offered = wordings
        self.setAccessibleName(wordings[0] if wordings else "")
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(text_font(Size.TITLE, bold=True))
        fitting = (words for words in self._offered if metrics.horizontalAdvance(words) <= self.width())
        self.setText(next(fitting, ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class CalendarBar(QWidget):
    """Signals:
    view_chosen(str), whose_chosen(str): another of the keys.
    turned(int): a step back or on; 0 is today.
    new_wanted(), print_wanted(), more_wanted(): the buttons at the right.
    """

    view_chosen = Signal(str)
    whose_chosen = Signal(str)
    turned = Signal(int)
    new_wanted = Signal()
    print_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = Segmented((WEEK, DAY, AGENDA, SLOTS), self)
        self.whose = Segmented((MINE, WHOLE), self)
        self.back, self.on = IconButton("chevron_left", self), IconButton("chevron_right", self)
        self.today = QPushButton(self)
        self.title = FittingWords(self)
        self.new = QPushButton(self)
        self.new.setProperty("kind", "primary")
        self.print_button, self.more = IconButton("print", self), IconButton("more", self)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 16, 8)
        line.setSpacing(8)
        for part in (self.back, self.today, self.on):
            line.addWidget(part)
        line.addWidget(self.title, 1)
        right: tuple[QWidget, ...] = (self.whose, self.views, self.print_button, self.more, self.new)
        for one in right:
            line.addWidget(one)
        self.views.chosen.connect(self.view_chosen)
        self.whose.chosen.connect(self.whose_chosen)
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        self.today.clicked.connect(lambda: self.turned.emit(0))
        self.new.clicked.connect(self.new_wanted)
        self.print_button.clicked.connect(self.print_wanted)
        self.more.clicked.connect(self.more_wanted)
        self._days = (date(2026, 1, 1), date(2026, 1, 1))
        self.retranslate()

    def show_days(self, first: date, last: date) -> None:
        """Name the days in view."""
        self._days = (first, last)
        begin, end = (QDate(day.year, day.month, day.day) for day in (first, last))
        spoken, short = QLocale().toString, self.tr("d MMM", "day and month, Qt pattern")
        if first == last:
            self.title.offer(long_date(first), spoken(begin, short))
            return
        until = self.tr("d MMM yyyy", "last day of a range, Qt pattern")
        pattern = self.tr("d MMM", "day and month in a range, Qt pattern")
        if first.year != last.year:
            self.title.offer(
                " – ".join(long_date(day) for day in (first, last)), f"{spoken(begin, short)} – {spoken(end, short)}"
            )
            return
        self.title.offer(
            f"{spoken(begin, pattern)} – {spoken(end, until)}",
            f"{spoken(begin, short)} – {spoken(end, short)}",
            spoken(begin, self.tr("MMM yyyy", "month and year, Qt pattern")),
        )

    def show_rights(self, *, manage: bool, whole: bool) -> None:
        """Offer what the account may do."""
        self.new.setVisible(manage)
        self.whose.setVisible(whole)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.views.set_texts(
            self.tr("View"),
            {
                WEEK: self.tr("Week"),
                DAY: self.tr("Day"),
                AGENDA: self.tr("Agenda"),
                SLOTS: self.tr("Slots"),
            },
        )
        self.whose.set_texts(self.tr("Whose"), {MINE: self.tr("My schedule"), WHOLE: self.tr("Whole schedule")})
        self.back.set_words(self.tr("Earlier"))
        self.on.set_words(self.tr("Later"))
        self.today.setText(self.tr("Today"))
        self.new.setText(self.tr("New slots …"))
        self.print_button.set_words(self.tr("Print the agenda"))
        self.more.set_words(self.tr("More"))
        self.show_days(*self._days)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
