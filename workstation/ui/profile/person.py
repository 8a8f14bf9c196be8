"""The Profile tab: who it is, what time it is there, how to reach them, and what we know of them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workstation.domain.account import Account
from workstation.domain.buyer import Buyer
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock
from workstation.services.views import ChatHead
from workstation.ui import formats
from workstation.ui.chat import people, wording
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.profile.clocks import ClockStrip
from workstation.ui.profile.facts import Fact
from workstation.ui.profile.section import MARGIN, Section
from workstation.ui.profile.sections import SECTIONS
from workstation.ui.profile.tags import TagLine
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.avatar import Avatar
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk

_FACTS = (
    ("email", True),
    ("phone", True),
    ("country", False),
    ("languages", False),
    ("badge", True),
    ("interests", False),
    ("channel", False),
    ("exhibit", False),
    ("owner", False),
)
"""Names, and whether it is an address that may break anywhere."""
_LONGEST_NAME = 80
_LONGEST_COMPANY = 120
"""Characters shown; a tooltip has the rest."""


class PersonTab(QScrollArea):
    """Shows one person."""

    def __init__(self, desk: Desk, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._head: ChatHead | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = _Ground(self)
        self._avatar = Avatar(52, self._inside)
        self._name = Words(self._inside, size=Size.TITLE, bold=True, wrap=True)
        self._company = Words(self._inside, tone="muted", wrap=True)
        for label in (self._name, self._company):
            label.setMinimumWidth(1)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tags = TagLine(desk.inbox, desk.history, self._inside)
        self.clocks = ClockStrip(self._inside)
        self.facts = {name: Fact(self._inside, address=address) for name, address in _FACTS}
        self.sections: dict[str, Section] = {name: make(desk, clock, self._inside) for name, make in SECTIONS.items()}
        self._lay_out()
        self.setWidget(self._inside)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._company)
        names.addStretch(1)
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 16, 12, 12)
        top.setSpacing(12)
        top.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 20)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.tags)
        column.addSpacing(12)
        column.addWidget(self.clocks)
        column.addSpacing(2)
        for fact in self.facts.values():
            column.addWidget(fact)
        column.addSpacing(8)
        for section in self.sections.values():
            column.addWidget(section)
        column.addStretch()

    @property
    def name(self) -> str:
        """Whose profile it shows."""
        return self._name.text()

    def show_head(self, head: ChatHead | None) -> None:
        """Show the other side of a conversation."""
        same = _person(head) == _person(self._head)
        other = head is None or self._head is None or head.row.id != self._head.row.id
        self._head = head
        self.tags.show_head(head)
        if not same:
            self.retranslate()
        for section in self.sections.values():
            section.show_head(head)
        if other:
            self.verticalScrollBar().setValue(0)

    def on_changed(self, change: ChangeSet) -> None:
        """Let the parts look whether it concerns them."""
        for section in self.sections.values():
            section.on_changed(change)

    def link_is_up(self) -> None:
        """Let the parts ask for what could not be had off-line."""
        for section in self.sections.values():
            section.link_is_up()

    def tick(self) -> None:
        """Show the time anew."""
        if self._head is not None and self._head.buyer is not None:
            self.clocks.show_time(self._head.buyer.time_zone, self._clock.now())
        for section in self.sections.values():
            section.tick()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        for section in self.sections.values():
            section.forget()

    def retranslate(self) -> None:
        """Word it anew."""
        head = self._head
        for fact in self.facts.values():
            fact.hide()
        self.clocks.hide()
        self._avatar.setVisible(head is not None)
        self._name.setText("")
        self._company.setText("")
        if head is None:
            return
        row = head.row
        name = row.title or wording.own_name(row.colleague_name_zh, row.colleague_name_en)
        self._avatar.show_person(name, int(row.other_id or 0), presence=row.presence)
        _show_cut(self._name, name, _LONGEST_NAME)
        if head.buyer is not None:
            self._show_buyer(head, head.buyer)
        elif head.colleague is not None:
            self._show_colleague(head.colleague)
        self._company.setVisible(bool(self._company.text()))

    def _show_buyer(self, head: ChatHead, buyer: Buyer) -> None:
        facts = self.facts
        _show_cut(self._company, buyer.company, _LONGEST_COMPANY)
        self.clocks.show_time(buyer.time_zone, self._clock.now())
        unverified = (
            "" if buyer.email_verified or not buyer.email else self.tr("Not verified; anybody may have typed it")
        )
        facts["email"].show_value(self.tr("E-mail"), buyer.email, unverified)
        facts["phone"].show_value(self.tr("Phone"), buyer.phone)
        facts["country"].show_value(self.tr("Country"), formats.country_name(buyer.country), own=True)
        languages = formats.enumerated(dict.fromkeys(people.language_name(code) for code in buyer.languages))
        facts["languages"].show_value(self.tr("Languages"), languages, own=True)
        facts["badge"].show_value(self.tr("Badge"), buyer.badge_number)
        facts["interests"].show_value(self.tr("Interested in"), formats.enumerated(buyer.interests))
        facts["channel"].show_value(self.tr("Writes from"), _channel(head.channel), own=True)
        self._show_origin(head)
        owner = head.owner
        name = wording.own_name(owner.name_zh, owner.name_en) if owner is not None else self.tr("nobody yet")
        if head.read_only_reason == "given_away":  # what is kept of it names who served them last: me
            name = self.tr("a colleague, since you handed them over")
        facts["owner"].show_value(self.tr("Served by"), name, own=True)

    def _show_origin(self, head: ChatHead) -> None:
        came_from = self.tr("Came from")
        exhibit = head.exhibit
        if exhibit is None:
            self.facts["exhibit"].show_value(came_from, self.tr("your company's page"), own=True)
            return
        name = isolated_name(one_line(exhibit.name("zh" if wording.in_chinese() else "en")))
        number = isolated_name(one_line(exhibit.number, 40))
        price, *rest = people.terms(exhibit)
        said = "\n".join(line for line in (f"{name} {number}".rstrip(), price, formats.enumerated(rest)) if line)
        self.facts["exhibit"].show_value(came_from, said, own=True)

    def _show_colleague(self, colleague: Account) -> None:
        _show_cut(self._company, colleague.title, _LONGEST_COMPANY)
        self.facts["phone"].show_value(self.tr("Mobile"), colleague.mobile)
        self.facts["email"].show_value(self.tr("E-mail"), colleague.email)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _show_cut(label: Words, text: str, limit: int) -> None:
    """Show a name on a few lines, all of it in the tooltip."""
    whole = isolated_name(text)
    label.setText(whole if len(text) <= limit else isolated_name(f"{text[: limit - 1].rstrip()}…"))
    label.setToolTip("" if len(text) <= limit else escape(whole))


def _channel(code: str) -> str:
    """Return where a buyer writes from, for a code of the server; one that isn't known is shown as it is."""
    translate = QCoreApplication.translate
    return {"web": translate("PersonTab", "the fair's web page")}.get(code, isolated_name(one_line(code, 40)))


def _person(head: ChatHead | None) -> tuple[object, ...] | None:
    """Return what of a head is shown here: new messages change heads all the time, and nothing of this."""
    if head is None:
        return None
    row = head.row
    names = (row.title, row.colleague_name_zh, row.colleague_name_en)
    return (
        *names,
        row.other_id,
        row.presence,
        head.buyer,
        head.colleague,
        head.exhibit,
        head.owner,
        head.channel,
        head.read_only_reason,
    )


class _Ground(QWidget):
    """Paints the panel's ground."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().surface)
        painter.end()
