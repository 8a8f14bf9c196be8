"""The Profile tab: who it is, where, what time it is there, how to reach him, what he asked about."""

from datetime import UTC, datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workstation.domain.account import Account
from workstation.domain.buyer import Buyer
from workstation.services.views import ChatHead
from workstation.ui import formats
from workstation.ui.chat import people, wording
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.profile.facts import Fact
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.avatar import Avatar
from workstation.ui.widgets.words import Words

_FACTS = (
    ("time", "clock", False),
    ("country", "globe", False),
    ("languages", "translate", False),
    ("email", "mail", True),
    ("phone", "phone", True),
    ("badge", "card", True),
    ("interests", "tag", False),
    ("exhibit", "box", False),
    ("owner", "team", False),
)


class PersonTab(QScrollArea):
    """Shows one person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head: ChatHead | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = _Ground(self)
        self._avatar = Avatar(64, self._inside)
        self._name = Words(self._inside, size=Size.TITLE, bold=True, wrap=True)
        self._company = Words(self._inside, tone="muted", wrap=True)
        for label in (self._name, self._company):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = {name: Fact(icon, self._inside, copyable=copyable) for name, icon, copyable in _FACTS}
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 20, 0, 20)
        column.setSpacing(4)
        column.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        names = QVBoxLayout()
        names.setContentsMargins(16, 0, 16, 0)
        names.addWidget(self._name)
        names.addWidget(self._company)
        column.addLayout(names)
        column.addSpacing(12)
        for fact in self.facts.values():
            column.addWidget(fact)
        column.addStretch()
        self.setWidget(self._inside)

    @property
    def name(self) -> str:
        """Whose profile it shows."""
        return self._name.text()

    def show_head(self, head: ChatHead | None) -> None:
        """Show the other side of a conversation."""
        same = _person(head) == _person(self._head)
        self._head = head
        if not same:
            self.retranslate()

    def tick(self) -> None:
        """Show his time anew."""
        if self._head is not None and self._head.buyer is not None:
            self._show_time(self._head.buyer)

    def retranslate(self) -> None:
        """Word it anew."""
        head = self._head
        for fact in self.facts.values():
            fact.hide()
        self._avatar.setVisible(head is not None)
        self._name.setText("")
        self._company.setText("")
        if head is None:
            return
        row = head.row
        name = row.title or wording.own_name(row.colleague_name_zh, row.colleague_name_en)
        self._avatar.show_person(name, int(row.other_id or 0), presence=row.presence)
        self._name.setText(isolated_name(name))
        if head.buyer is not None:
            self._show_buyer(head, head.buyer)
        elif head.colleague is not None:
            self._show_colleague(head.colleague)

    def _show_buyer(self, head: ChatHead, buyer: Buyer) -> None:
        facts = self.facts
        self._company.setText(isolated_name(buyer.company))
        self._show_time(buyer)
        facts["country"].show_value(self.tr("Country"), formats.country_name(buyer.country), own=True)
        languages = ", ".join(dict.fromkeys(people.language_name(code) for code in buyer.languages))
        facts["languages"].show_value(self.tr("Languages"), languages, own=True)
        unverified = (
            "" if buyer.email_verified or not buyer.email else self.tr("Not verified; anybody may have typed it")
        )
        facts["email"].show_value(self.tr("E-mail"), buyer.email, unverified)
        facts["phone"].show_value(self.tr("Phone"), buyer.phone)
        facts["badge"].show_value(self.tr("Badge"), buyer.badge_number)
        facts["interests"].show_value(self.tr("Interested in"), ", ".join(buyer.interests))
        if head.exhibit is not None:
            exhibit = head.exhibit
            language = "zh" if wording.in_chinese() else "en"
            parts = [isolated_name(one_line(exhibit.name(language))), " · ".join(people.terms(exhibit))]
            facts["exhibit"].show_value(self.tr("Came from this exhibit"), "\n".join(parts), own=True)
        else:
            facts["exhibit"].show_value(self.tr("Came from"), self.tr("your company's page"), own=True)
        if head.owner is not None:
            owner = wording.own_name(head.owner.name_zh, head.owner.name_en)
            facts["owner"].show_value(self.tr("Served by"), owner, own=True)
        else:
            facts["owner"].show_value(self.tr("Served by"), self.tr("nobody yet"), own=True)

    def _show_time(self, buyer: Buyer) -> None:
        now = datetime.now(UTC)
        local = people.local_time(buyer.time_zone, now)
        asleep = self.tr("It is night there") if people.is_night(buyer.time_zone, now) else ""
        place = buyer.time_zone.replace("_", " ").rpartition("/")[2]
        text = self.tr("{time} in {place}").format(time=local, place=place) if local else ""
        self.facts["time"].show_value(self.tr("Time there now"), text, asleep, own=True)

    def _show_colleague(self, colleague: Account) -> None:
        self._company.setText(isolated_name(colleague.title))
        self.facts["phone"].show_value(self.tr("Mobile"), colleague.mobile)
        self.facts["email"].show_value(self.tr("E-mail"), colleague.email)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _person(head: ChatHead | None) -> tuple[object, ...] | None:
    """Return what of a head is shown here: new messages change heads all the time, and nothing of this."""
    if head is None:
        return None
    row = head.row
    names = (row.title, row.colleague_name_zh, row.colleague_name_en)
    return (*names, row.other_id, row.presence, head.buyer, head.colleague, head.exhibit, head.owner)


class _Ground(QWidget):
    """Paints the panel's ground."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().surface)
        painter.end()
