"""The lines over a list of purchase intents: words to look for, their state, and what else narrows it down."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workstation.domain.ids import ExhibitId, PrincipalId, SectionId
from workstation.services.intent_views import (
    OPEN,
    IntentChoices,
    IntentFilter,
    IntentFolder,
    IntentOrder,
    IntentStatus,
)
from workstation.ui import formats
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.intents import wording
from workstation.ui.widgets.buttons import Choice
from workstation.ui.widgets.chips import ChipBar
from workstation.ui.widgets.search_field import SearchField

_TYPING_MS: Final = 120
OPEN_ONES: Final = "open"
ALL_ONES: Final = "all"
NOBODY: Final = 0
_COUNTRY_FROM, _EXHIBIT_FROM, _SECTION_FROM = 700, 600, 380
"""Widths from which there is room for these."""


class IntentFilters(QWidget):
    """What of a list is wanted.

    Signals:
        changed(): something else is wanted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = IntentFolder.RECEIVED
        self._choices = IntentChoices()
        self._assigns = False
        self.search = SearchField(self)
        self.search.setMinimumWidth(140)
        self.states = ChipBar(self)
        self.section, self.country, self.owner, self.exhibit, self.order = (Choice(self) for _ in range(5))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self.setMinimumWidth(1)
        self._build()
        self._typing.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.states.chosen.connect(lambda _key: self.changed.emit())
        for choice in (self.section, self.country, self.owner, self.exhibit, self.order):
            choice.activated.connect(lambda _index: self.changed.emit())
        self.retranslate()

    def _build(self) -> None:
        for order in IntentOrder:
            self.order.addItem("", str(order))
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for line in (upper, lower):
            line.setSpacing(8)
        upper.addWidget(self.search, 3)
        for choice in (self.section, self.country, self.owner, self.exhibit):
            choice.setMinimumWidth(84)
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(5)
            upper.addWidget(choice, 2)
        lower.addWidget(self.states, 1)
        lower.addWidget(self.order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(upper)
        column.addLayout(lower)

    # ---- what is wanted ----------------------------------------------------------------------------------------

    @property
    def wanted(self) -> IntentFilter:
        """What is asked for."""
        owner, section, exhibit = (one.currentData() for one in (self.owner, self.section, self.exhibit))
        state = self.states.key
        return IntentFilter(
            folder=self._folder,
            status=IntentStatus(state) if state not in ("", OPEN_ONES, ALL_ONES) else None,
            open_only=state == OPEN_ONES,
            section_id=SectionId(section) if isinstance(section, int) else None,
            country=self.country.currentData() or "",
            owner_id=PrincipalId(owner) if isinstance(owner, int) and owner != NOBODY else None,
            unassigned=owner == NOBODY and isinstance(owner, int),
            exhibit_id=ExhibitId(exhibit) if isinstance(exhibit, int) else None,
            text=self.search.text(),
            order=IntentOrder(self.order.currentData() or IntentOrder.NEWEST),
        )

    @property
    def narrowed(self) -> bool:
        """Whether less is wanted than all open ones of the list."""
        plain = IntentFilter(folder=self._folder, open_only=True, order=self.wanted.order)
        return self.wanted not in (plain, IntentFilter(folder=self._folder, order=self.wanted.order))

    def set_folder(self, folder: IntentFolder) -> None:
        """Be about another list."""
        self._folder = folder
        self.owner.setVisible(folder is not IntentFolder.RECEIVED)

    def clear(self) -> None:
        """Want all of the list."""
        self.search.clear()
        for choice in (self.section, self.country, self.owner, self.exhibit):
            choice.setCurrentIndex(0)
        self.states.select(ALL_ONES)
        self.changed.emit()

    def want_unassigned(self) -> None:
        """Want those that are nobody's."""
        self.states.select(OPEN_ONES)
        self.owner.setCurrentIndex(max(0, self.owner.findData(NOBODY)))
        self.changed.emit()

    def show_counts(self, counts: dict[IntentStatus, int]) -> None:
        """Show how many there are in each state."""
        self.states.set_count(OPEN_ONES, sum(counts.get(one, 0) for one in OPEN))
        for one in IntentStatus:
            self.states.set_count(str(one), counts.get(one, 0))

    def offer(self, choices: IntentChoices, *, assigns: bool) -> None:
        """Offer what there is to filter by.

        Args:
            choices: in the list.
            assigns: I say whose they are: those that are nobody's are offered too.
        """
        if (choices, assigns) != (self._choices, self._assigns):
            self._choices, self._assigns = choices, assigns
            self._fill()

    def _fill(self) -> None:
        found = self._choices
        sections = [(isolated_name(one_line(wording.section_name(one), 60)), int(one.id)) for one in found.sections]
        self.section.refill(self.tr("All sections"), sections)
        self.country.refill(self.tr("All countries"), [(formats.country_name(one), one) for one in found.countries])
        people: list[tuple[str, object]] = [(wording.person(one), int(one.id)) for one in found.owners]
        if self._assigns:
            people.insert(0, (self.tr("Nobody yet"), NOBODY))
        self.owner.refill(self.tr("All colleagues"), people)
        exhibits = [(_exhibit_words(one), int(one.id)) for one in found.exhibits]
        self.exhibit.refill(self.tr("All exhibits"), exhibits)

    # ---- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.search.setPlaceholderText(self.tr("What is wanted, by whom"))
        self.search.setAccessibleName(self.tr("Search the purchase intents"))
        chips = {OPEN_ONES: self.tr("Open"), **{str(one): wording.status(one) for one in IntentStatus}}
        self.states.set_chips(chips | {ALL_ONES: self.tr("All")})
        self.states.set_more_name(self.tr("More states"))
        self.states.setAccessibleName(self.tr("State"))
        orders = {
            str(IntentOrder.NEWEST): self.tr("Newest first"),
            str(IntentOrder.DEADLINE): self.tr("Nearest deadline first"),
            str(IntentOrder.MATCH): self.tr("Best match first"),
        }
        for at in range(self.order.count()):
            self.order.setItemText(at, orders[self.order.itemData(at)])
        for choice, name in (
            (self.section, self.tr("Section")),
            (self.country, self.tr("The buyer's country")),
            (self.owner, self.tr("Whose it is")),
            (self.exhibit, self.tr("Matched exhibit")),
            (self.order, self.tr("Order")),
        ):
            choice.setAccessibleName(name)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave what is asked least out where there is no room."""
        width = self.width()
        self.country.setVisible(width >= _COUNTRY_FROM)
        self.exhibit.setVisible(width >= _EXHIBIT_FROM)
        self.section.setVisible(width >= _SECTION_FROM)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _exhibit_words(exhibit: object) -> str:
    from workstation.domain.exhibit import Exhibit

    assert isinstance(exhibit, Exhibit)
    number = isolated_name(one_line(exhibit.number, 40))
    return f"{wording.exhibit_name(exhibit)} {number}".rstrip()
