"""The team's screen: pages under tabs, each made when it is first opened, and only for whom it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.clock import Clock
from workstation.domain.ids import ConversationId
from workstation.services.views import ConversationRef
from workstation.ui.tasks import spawn
from workstation.ui.team.access import ACCOUNTS, DISTRIBUTION, HISTORY, LOG, OVERVIEW, QUEUE, REPLIES, pages_for
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Choice
from workstation.ui.widgets.tabs import Tabs
from workstation.ui.widgets.top_line import paint_top
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus
    from workstation.ui.team.page import Page


_TOP = 48


class TeamView(QWidget):
    """Shows one page at a time.

    Signals:
        conversation_wanted(object): show this conversation in the inbox.
        place_wanted(Place): this is to be opened.
        done(str, str, object): as `Page.done`.
    """

    conversation_wanted = Signal(object)
    place_wanted = Signal(object)
    done = Signal(str, str, object)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bus = bus
        self._clock = clock
        self.keys = pages_for(desk.me)
        self.pages: dict[str, Page] = {}
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = Words(self, size=Size.TITLE, bold=True)
        self.tabs = Tabs(self.keys, self)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tabs.chosen.connect(self.show_page)
        self.short = Choice(self)
        """In place of the tabs where these have no room."""
        for key in self.keys:
            self.short.addItem("", key)
        self.short.activated.connect(lambda index: self.show_page(str(self.short.itemData(index))))
        self.short.hide()
        self._stack = QStackedWidget(self)
        top = QWidget(self)
        line = QHBoxLayout(top)
        line.setContentsMargins(24, 8, 24, 0)
        line.setSpacing(16)
        line.addWidget(self._title)
        line.addWidget(self.tabs)
        line.addWidget(self.short, 1)
        line.addStretch(0)
        line.setAlignment(Qt.AlignmentFlag.AlignLeft)
        top.setMinimumHeight(_TOP)
        self._top = top
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(top)
        column.addWidget(self._stack, 1)
        self.retranslate()
        if self.keys:
            self.show_page(self.keys[0])

    def show_page(self, key: str) -> Page:
        """Turn to a page."""
        page = self.pages.get(key)
        if page is None:
            page = self.pages[key] = _make(key, self._desk, self._bus, self._clock, self)
            page.conversation_wanted.connect(self._on_conversation_wanted)
            page.place_wanted.connect(self.place_wanted)
            page.done.connect(self.done)
            page.retranslate()
            self._stack.addWidget(page)
        self.tabs.select(key)
        self.short.setCurrentIndex(self.keys.index(key))
        self._stack.setCurrentWidget(page)
        return page

    def _on_conversation_wanted(self, conversation: ConversationRef) -> None:
        if HISTORY in self.keys and isinstance(conversation, int):
            spawn(self._show_conversation(conversation), owner=self)
        else:
            self.conversation_wanted.emit(conversation)

    async def _show_conversation(self, conversation: ConversationId) -> None:
        """Show it in the inbox, or to who may only look at it among the company's."""
        if await self._desk.team.can_open(conversation) or not self.look_at(conversation):
            self.conversation_wanted.emit(conversation)

    def look_at(self, conversation: ConversationId) -> bool:
        """Show a conversation of the company's; tell whether one may."""
        from workstation.ui.team.history.page import HistoryPage

        page = self.show_page(HISTORY) if HISTORY in self.keys else None
        if isinstance(page, HistoryPage):
            page.open_conversation(conversation)
        return page is not None

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        for page in self.pages.values():
            page.forget()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._title.setText(self.tr("Team"))
        self.tabs.setAccessibleName(self.tr("Pages of the team"))
        words = {
            OVERVIEW: self.tr("Overview"),
            QUEUE: self.tr("Queue"),
            DISTRIBUTION: self.tr("Distribution"),
            ACCOUNTS: self.tr("Accounts"),
            REPLIES: self.tr("Auto-replies"),
            HISTORY: self.tr("Company's chats"),
            LOG: self.tr("Log"),
        }
        for key in self.keys:
            self.tabs.set_text(key, words[key])
            self.short.setItemText(self.keys.index(key), words[key])
        self.short.setAccessibleName(self.tr("Pages of the team"))
        self._fit(self.width())

    def _fit(self, width: int) -> None:
        room = width - self._title.sizeHint().width() - 64
        tabs = self.tabs.sizeHint().width() <= room
        self.tabs.setVisible(tabs)
        self.short.setVisible(not tabs)

    def minimumSizeHint(self) -> QSize:
        """As narrow as a page: the tabs give way."""
        return QSize(320, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_top(self, self._top)


def _make_overview(desk: Desk, bus: Bus, clock: Clock, team: TeamView) -> Page:
    from workstation.ui.team.overview.page import OverviewPage

    page = OverviewPage(desk, bus, clock, team)
    page.page_wanted.connect(team.show_page)
    return page


def _make(key: str, desk: Desk, bus: Bus, clock: Clock, parent: TeamView) -> Page:
    """Make a page; what it needs is imported when it is first opened."""
    if key == OVERVIEW:
        return _make_overview(desk, bus, clock, parent)
    if key == QUEUE:
        from workstation.ui.team.queue_page import QueuePage

        return QueuePage(desk, bus, clock, parent)
    if key == DISTRIBUTION:
        from workstation.ui.team.distribution.page import DistributionPage

        return DistributionPage(desk, bus, clock, parent)
    if key == ACCOUNTS:
        from workstation.ui.team.accounts.page import AccountsPage

        return AccountsPage(desk, bus, clock, parent)
    if key == REPLIES:
        from workstation.ui.team.replies.page import RepliesPage

        return RepliesPage(desk, bus, clock, parent)
    if key == HISTORY:
        from workstation.ui.team.history.page import HistoryPage

        return HistoryPage(desk, bus, clock, parent)
    from workstation.ui.team.log_page import LogPage

    return LogPage(desk, bus, clock, parent)
