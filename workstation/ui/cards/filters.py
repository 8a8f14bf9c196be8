"""The line over a folder: words to look for, and what narrows it down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, QEvent, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from workstation.domain.ids import PrincipalId
from workstation.services.card_views import CardFilter, CardOrder, Choices, Folder
from workstation.ui import formats
from workstation.ui.cards import wording
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.chat.wording import own_name
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Check, Choice
from workstation.ui.widgets.fields import CalendarField
from workstation.ui.widgets.flow import FlowLayout
from workstation.ui.widgets.search_field import SearchField
from workstation.ui.widgets.words import Words

_TYPING_MS: Final = 120
_DAY_WIDTH: Final = 132
_DAYS: Final = {"today": 0, "week": 6, "month": 29}
BETWEEN: Final = "between"


class CardFilters(QWidget):
    """What of a folder is wanted.

    Attributes:
        search: the field; whoever shows the filters places it.

    Signals:
        changed(): something else is wanted.
    """

    changed = Signal()

    def __init__(self, folder: Folder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.search = SearchField(self)
        self.country, self.section, self.tag, self.owner = (Choice(self) for _ in range(4))
        self.when, self.order = Choice(self), Choice(self)
        self.since, self.until = CalendarField(self), CalendarField(self)
        self.follow_up = Check(self)
        self.count = Words(self, size=Size.SMALL, tone="muted")
        self.every = QPushButton(self)
        self.every.setProperty("kind", "link")
        for widget in (self.count, self.every):
            widget.hide()
        self._counted = (0, 0)
        self._choices = Choices()
        self._sections: Mapping[str, str] = {}
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        today = wording.today()
        for edit, back in ((self.since, 7), (self.until, 0)):
            edit.setFixedWidth(_DAY_WIDTH)
            edit.setDate(QDate(today.year, today.month, today.day).addDays(-back))
            edit.hide()
        for key in ("", *_DAYS, BETWEEN):
            self.when.addItem("", key)
        for order in CardOrder:
            if order is not CardOrder.FOLLOW_UP or self._folder is Folder.MINE:
                self.order.addItem("", str(order))
        self.search.setMinimumWidth(120)
        self.follow_up.setMinimumHeight(self.order.sizeHint().height())
        for choice in (self.country, self.section, self.tag, self.owner, self.when, self.order):
            choice.setMaximumWidth(180)
        people = self._folder is Folder.PEOPLE
        for widget, shown in (
            (self.tag, not people),
            (self.follow_up, self._folder is Folder.MINE),
            (self.owner, self._folder is Folder.COMPANY),
            (self.when, not people),
            (self.country, not people),
            (self.section, not people),
        ):
            widget.setVisible(shown)
        flow = FlowLayout(self, spacing=8)
        in_line: tuple[QWidget, ...] = (
            self.country,
            self.section,
            self.tag,
            self.owner,
            self.when,
            self.since,
            self.until,
            self.follow_up,
            self.order,
            self.count,
            self.every,
        )
        self.count.setMinimumHeight(self.order.sizeHint().height())
        for one in in_line:
            flow.addWidget(one)

    def _connect(self) -> None:
        self._typing.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        for choice in (self.country, self.section, self.tag, self.owner, self.order):
            choice.activated.connect(lambda _index: self.changed.emit())
        self.when.activated.connect(self._on_when)
        for edit in (self.since, self.until):
            edit.dateChanged.connect(lambda _date: self.changed.emit())
        self.follow_up.clicked.connect(lambda _checked: self.changed.emit())
        self.every.clicked.connect(self.clear)

    def _on_when(self) -> None:
        between = self.when.currentData() == BETWEEN
        self.since.setVisible(between)
        self.until.setVisible(between)
        self.changed.emit()

    # ---- what is wanted ----------------------------------------------------------------------------------------

    @property
    def wanted(self) -> CardFilter:
        """What is asked for."""
        owner = self.owner.currentData()
        since, until = self._days()
        return CardFilter(
            folder=self._folder,
            text=self.search.text(),
            country=self.country.currentData() or "",
            section=self.section.currentData() or "",
            tag=self.tag.currentData() or "",
            owner_id=PrincipalId(owner) if isinstance(owner, int) else None,
            since=since,
            until=until,
            follow_up=self.follow_up.isChecked(),
            order=CardOrder(self.order.currentData() or CardOrder.RECENT),
        )

    @property
    def narrowed(self) -> bool:
        """Whether less than the whole folder is wanted."""
        plain = CardFilter(folder=self._folder, order=self.wanted.order)
        return self.wanted != plain

    def _days(self) -> tuple[date | None, date | None]:
        key = self.when.currentData()
        if key == BETWEEN:
            first, last = (date(*edit.date().getDate()) for edit in (self.since, self.until))
            return min(first, last), max(first, last)
        if key in _DAYS:
            return wording.today() - timedelta(days=_DAYS[key]), None
        return None, None

    def sort(self, order: str) -> None:
        """Want another order, if there is such a one here."""
        at = self.order.findData(order)
        if at >= 0 and at != self.order.currentIndex():
            self.order.setCurrentIndex(at)
            self.changed.emit()

    def show_count(self, shown: int, total: int) -> None:
        """Say how many cards are shown, and of how many."""
        self._counted = (shown, total)
        ask = self.tr("Search %n card(s): name, company, phone, note; initials of pinyin too", "", total)
        self.search.setPlaceholderText(ask)
        words = self.tr("{shown} of {total}").format(shown=formats.number(shown), total=formats.number(total))
        self.count.setText(words)
        for widget in (self.count, self.every):
            widget.setVisible(self.narrowed)

    def clear(self) -> None:
        """Want the whole folder."""
        self.search.clear()
        for choice in (self.country, self.section, self.tag, self.owner, self.when):
            choice.setCurrentIndex(0)
        self.follow_up.setChecked(False)
        self._on_when()

    def offer(self, choices: Choices, sections: Mapping[str, str]) -> None:
        """Offer what there is to filter by.

        Args:
            choices: in the folder.
            sections: names by their codes.
        """
        if (choices, sections) != (self._choices, self._sections):
            self._choices, self._sections = choices, sections
            self._fill()

    def _fill(self) -> None:
        found = self._choices
        countries = sorted((formats.country_name(code), code) for code in found.countries)
        self.country.refill(self.tr("All countries"), countries)
        sections = [(self._sections.get(code, code), code) for code in found.sections]
        self.section.refill(self.tr("All sections"), [(isolated_name(one_line(n, 60)), code) for n, code in sections])
        self.tag.refill(self.tr("All tags"), [(isolated_name(one_line(tag, 40)), tag) for tag in found.tags])
        people = [(own_name(zh, en), int(id_)) for id_, zh, en in found.owners]
        self.owner.refill(self.tr("Received by anybody"), people)

    # ---- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.search.setAccessibleName(self.tr("Search the cards"))
        whens = {
            "": self.tr("Received any time"),
            "today": self.tr("Received today"),
            "week": self.tr("Received in 7 days"),
            "month": self.tr("Received in 30 days"),
            BETWEEN: self.tr("Received between …"),
        }
        for at in range(self.when.count()):
            self.when.setItemText(at, whens[self.when.itemData(at)])
        orders = {
            str(CardOrder.RECENT): self.tr("Newest first"),
            str(CardOrder.NAME): self.tr("By name"),
            str(CardOrder.COMPANY): self.tr("By company"),
            str(CardOrder.FOLLOW_UP): self.tr("By day of follow-up"),
        }
        for at in range(self.order.count()):
            self.order.setItemText(at, orders[self.order.itemData(at)])
        self.follow_up.setText(self.tr("To follow up"))
        names = {
            self.country: wording.field("country"),
            self.section: wording.field("sections"),
            self.tag: wording.field("tags"),
            self.owner: self.tr("Received by"),
            self.when: self.tr("When received"),
            self.order: self.tr("Order"),
        }
        for choice, name in names.items():
            choice.setAccessibleName(name)
        self.every.setText(self.tr("Show all"))
        self.show_count(*self._counted)
        self.since.setAccessibleName(self.tr("From that day on"))
        self.until.setAccessibleName(self.tr("Up to that day"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
