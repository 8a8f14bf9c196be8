"""The pane of the list: search, tabs, filter chips, rows, and why there are none."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QPoint, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.account import Account, AccountKind
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock
from workstation.domain.conversation import ConversationKind
from workstation.domain.events import PresenceMoved
from workstation.domain.link import LinkState
from workstation.services.desk import Desk
from workstation.services.views import Chip, ConversationRef, InboxCounts, InboxFilter, ListOrder
from workstation.ui.bus import Bus
from workstation.ui.inbox.delegate import InboxDelegate
from workstation.ui.inbox.emptiness import Emptiness, explain
from workstation.ui.inbox.list_menu import ListMenu
from workstation.ui.inbox.list_view import InboxList
from workstation.ui.inbox.model import InboxModel
from workstation.ui.inbox.row_menu import fill_row_menu
from workstation.ui.loop import Latest, spawn
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.chips import ChipBar
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.tabs import Tabs

CUSTOMERS: Final = ConversationKind.CUSTOMER.value
COLLEAGUES: Final = ConversationKind.COLLEAGUE.value
BULK: Final = 300
"""From so many changed rows on, reading the whole list is cheaper."""
MINUTE_MS: Final = 30_000
"""How often waiting clocks are painted anew."""


class InboxView(QWidget):
    """The list of conversations of a signed-in account.

    Signals:
        conversation_chosen(object): open this conversation.
        conversation_browsed(object): open it, the list keeps the focus.
        chat_entered(object): open it and put the focus into the composer.
        counts_changed(InboxCounts): figures for rail, tray and title.
    """

    conversation_chosen = Signal(object)
    conversation_browsed = Signal(object)
    chat_entered = Signal(object)
    counts_changed = Signal(object)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._filter = InboxFilter()
        self._counts = InboxCounts()
        self._link = desk.link
        self._loaded = False
        self._generation = 0
        self._pending: set[ConversationRef] = set()
        self._updating = False
        self._reload = Latest(self)
        self._counting: asyncio.Task[None] | None = None
        self._count_again = False
        self.open_id: ConversationRef | None = None
        self._build()
        self.retranslate()
        bus.changed.connect(self._on_changed)
        bus.link_changed.connect(self._on_link_changed)
        bus.signalled.connect(self._on_signalled)
        bus.theme_changed.connect(self._on_look_changed)
        self._undo_settings = desk.settings.on_change(lambda _before, _after: self._on_settings_changed())
        self._on_settings_changed()
        self._show_what_is_there()

    def _build(self) -> None:
        self.setMinimumWidth(260)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._on_search_changed)
        self._sort = IconButton("filter", self)
        self._sort_menu = ListMenu(self._desk.me, self)
        self._sort_menu.changed.connect(self._on_sort_changed)
        self._sort.clicked.connect(self._open_sort_menu)
        self._new_chat = IconButton("plus", self)
        self._new_chat.clicked.connect(lambda: spawn(self._offer_colleagues(), owner=self))
        self._new_chat.hide()
        self.tabs = Tabs((CUSTOMERS, COLLEAGUES), self)
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.chips = ChipBar(self)
        self.chips.chosen.connect(self._on_chip_chosen)
        self.model = InboxModel(self._clock, self)
        self.delegate = InboxDelegate(self._clock, self)
        self.list = InboxList(self.model, self.delegate, self)
        self.list.chosen.connect(self.conversation_chosen)
        self.list.browsed.connect(self.conversation_browsed)
        self.list.entered_chat.connect(self.chat_entered)
        self.list.menu_wanted.connect(self._open_row_menu)
        self.empty = EmptyState(self)
        self.empty.acted.connect(self._on_empty_acted)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 12, 8, 4)
        top.setSpacing(4)
        top.addWidget(self.search, 1)
        top.addWidget(self._new_chat)
        top.addWidget(self._sort)
        chips = QHBoxLayout()
        chips.setContentsMargins(12, 8, 12, 8)
        chips.addWidget(self.chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.tabs)
        layout.addLayout(chips)
        layout.addWidget(self._stack, 1)
        self.setTabOrder(self.search, self._sort)

    # ---- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.search.setPlaceholderText(self.tr("Search names"))
        self.search.setAccessibleName(self.tr("Search names and companies"))
        self._sort.set_words(self.tr("Sort and narrow the list"))
        self._new_chat.set_words(self.tr("Write to a colleague"))
        self.list.setAccessibleName(self.tr("Conversations"))
        self.tabs.set_text(CUSTOMERS, self.tr("Customers"))
        self.tabs.set_text(COLLEAGUES, self.tr("Colleagues"))
        self.chips.set_more_name(self.tr("More filters"))
        self.chips.set_chips(self._chip_texts())
        self.delegate.forget()
        self.model.retell()
        self._show_counts()
        self._show_what_is_there()

    def _chip_texts(self) -> dict[str, str]:
        texts = {
            Chip.ALL: self.tr("All"),
            Chip.UNANSWERED: self.tr("Unanswered"),
            Chip.UNREAD: self.tr("Unread"),
            Chip.MINE: self.tr("Mine"),
            Chip.UNASSIGNED: self.tr("Unassigned"),
            Chip.STARRED: self.tr("Starred"),
            Chip.ARCHIVED: self.tr("Archived"),
        }
        if self._filter.kind is ConversationKind.COLLEAGUE:
            wanted: tuple[Chip, ...] = (Chip.ALL, Chip.UNREAD, Chip.STARRED)
        elif self._desk.me.kind is AccountKind.MAIN:
            wanted = tuple(texts)
        else:
            wanted = tuple(chip for chip in texts if chip is not Chip.UNASSIGNED)
        return {chip.value: texts[chip] for chip in wanted}

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # ---- what is shown -----------------------------------------------------------------------------------------

    @property
    def filter(self) -> InboxFilter:
        """Which rows are wanted."""
        return self._filter

    @property
    def counts(self) -> InboxCounts:
        """The figures as they were last read."""
        return self._counts

    @property
    def reading(self) -> bool:
        """Whether rows or figures are being read."""
        return self._updating or (self._counting is not None and not self._counting.done())

    def load(self) -> asyncio.Task[None]:
        """Read the list afresh."""
        self._generation += 1
        return self._reload.run(self._load(self._generation))

    async def _load(self, generation: int) -> None:
        rows = await self._desk.inbox.list(self._filter)
        if generation != self._generation:
            return
        self._pending.clear()
        self._loaded = True
        self.list.change(lambda: self.model.replace(rows, self._filter.order))
        self._show_what_is_there()
        self._recount()

    def show_filter(self, wanted: InboxFilter) -> asyncio.Task[None]:
        """Show other rows."""
        self._filter = wanted
        self._loaded = False
        self.tabs.select(wanted.kind.value)
        self._new_chat.setVisible(wanted.kind is ConversationKind.COLLEAGUE)
        self.chips.set_chips(self._chip_texts())
        self.chips.select(wanted.chip.value)
        self._show_counts()
        self._sort.set_lit(wanted.order is not ListOrder.RECENT or wanted.owner_id is not None)
        self.list.verticalScrollBar().setValue(0)
        return self.load()

    def mark_open(self, conversation: ConversationRef | None) -> None:
        """Show which conversation is open; the one left behind leaves the list if it no longer belongs there."""
        previous, self.open_id = self.open_id, conversation
        self.list.mark_open(conversation)
        if conversation is not None:
            self.list.reveal(conversation)
        if previous is not None and previous != conversation:
            self._want_update([previous])

    def step(self, by: int) -> ConversationRef | None:
        """Return the conversation that many rows below the open one, `None` where the list ends."""
        position = self.model.position(self.open_id)
        target = position + by if position >= 0 else (0 if by > 0 else -1)
        return self.model.row(target).id if 0 <= target < len(self.model) else None

    async def next_unanswered(self) -> ConversationRef | None:
        """Return the conversation that has been waiting longest, other than the open one; `None` if nobody waits."""
        rows = await self._desk.inbox.list(InboxFilter(chip=Chip.UNANSWERED, order=ListOrder.WAITING))
        wanted = sorted(
            (row for row in rows if row.writable and row.waiting_since is not None),
            key=lambda row: (not row.mine, row.waiting_since),
        )
        others = [row.id for row in wanted if row.id != self.open_id]
        return others[0] if others else None

    def focus_search(self) -> None:
        """Put the focus into the search box."""
        self.search.setFocus()
        self.search.selectAll()

    # ---- changes -----------------------------------------------------------------------------------------------

    def _on_changed(self, change: ChangeSet) -> None:
        if change.everything:
            self.load()
            return
        ids: set[ConversationRef] = set(change.conversations)
        people = change.buyers | change.accounts
        if people:
            ids.update(row.id for row in map(self.model.row, range(len(self.model))) if row.other_id in people)
        if ids:
            self._want_update(ids)
        if ids or change.notices or change.outbox:
            self._recount()

    def _want_update(self, ids: Iterable[ConversationRef]) -> None:
        self._pending.update(ids)
        if len(self._pending) > BULK:
            self.load()
        elif not self._updating:
            self._updating = True
            spawn(self._update(), owner=self)

    async def _update(self) -> None:
        try:
            while self._pending:
                ids, self._pending = self._pending, set()
                generation = self._generation
                rows = dict(await self._desk.inbox.matching(self._filter, ids))
                if self.open_id in ids and self.open_id not in rows and self._belongs_here(self.open_id):
                    # An answered buyer stays in the list of unanswered ones until one turns to another.
                    rows |= await self._desk.inbox.rows([self.open_id])
                if generation == self._generation:
                    self.list.change(lambda ids=ids, rows=rows: self.model.update(ids, rows), ids)  # type: ignore[misc]
                    self._show_what_is_there()
        finally:
            self._updating = False

    def _belongs_here(self, conversation: ConversationRef | None) -> bool:
        return self.model.position(conversation) >= 0

    def _recount(self) -> None:
        if self._counting is not None and not self._counting.done():
            self._count_again = True
            return
        self._counting = spawn(self._count(), owner=self)

    async def _count(self) -> None:
        while True:
            self._count_again = False
            self._counts = await self._desk.inbox.counts()
            self._show_counts()
            self.counts_changed.emit(self._counts)
            if not self._count_again:
                return
            await asyncio.sleep(0.25)

    def _on_link_changed(self, state: LinkState) -> None:
        self._link = state
        if not len(self.model):
            self._show_what_is_there()

    def _on_signalled(self, signal: object) -> None:
        if isinstance(signal, PresenceMoved):
            self.model.set_presence(signal.principal_id, signal.presence)

    def _on_look_changed(self) -> None:
        self.delegate.forget()
        self._show_what_is_there()
        self.list.viewport().update()

    def _on_settings_changed(self) -> None:
        self.delegate.set_waiting_minutes(self._desk.settings.get().waiting_minutes)
        self.list.viewport().update()

    def _on_minute(self) -> None:
        if self.isVisible():
            self.delegate.forget()
            self.list.viewport().update()

    def showEvent(self, event: object) -> None:
        self._minute.start()

    def hideEvent(self, event: object) -> None:
        self._minute.stop()

    def forget(self) -> None:
        """Let go of the services before the view goes."""
        self._undo_settings()
        self._reload.cancel()

    # ---- what the user does ------------------------------------------------------------------------------------

    def _on_tab_chosen(self, key: str) -> None:
        self.show_filter(InboxFilter(kind=ConversationKind(key)))

    def _on_chip_chosen(self, key: str) -> None:
        wanted = self._filter
        self.show_filter(InboxFilter(kind=wanted.kind, chip=Chip(key), owner_id=wanted.owner_id, order=wanted.order))

    def _on_search_changed(self, text: str) -> None:
        self.list.change(lambda: self.model.narrow(text))
        self._show_what_is_there()

    def _open_sort_menu(self) -> None:
        self._sort_menu.offer(self._filter, self._sort.mapToGlobal(QPoint(0, self._sort.height() + 2)))
        spawn(self._name_colleagues(), owner=self)

    async def _name_colleagues(self) -> None:
        if self._desk.me.kind is AccountKind.MAIN:
            self._sort_menu.name_colleagues(await self._desk.team.accounts())

    def _on_sort_changed(self, wanted: InboxFilter) -> None:
        self.show_filter(wanted)

    def _open_row_menu(self, conversation: ConversationRef, where: QPoint) -> None:
        position = self.model.position(conversation)
        if position < 0:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        fill_row_menu(menu, self.model.row(position), self._desk.inbox)
        menu.popup(where)

    async def _offer_colleagues(self) -> None:
        accounts = [account for account in await self._desk.team.accounts() if account.id != self._desk.me.id]
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for account in accounts:
            action = menu.addAction(account.name(QLocale().name()))
            action.triggered.connect(lambda _checked=False, who=account: spawn(self._write_to(who), owner=self))
        if not accounts:
            menu.addAction(self.tr("You have no colleagues on this platform yet")).setEnabled(False)
        menu.popup(self._new_chat.mapToGlobal(QPoint(0, self._new_chat.height() + 2)))

    async def _write_to(self, account: Account) -> None:
        conversation = await self._desk.team.open_chat(account.id)
        self._want_update([conversation])
        self.chat_entered.emit(conversation)

    def _on_empty_acted(self) -> None:
        emptiness = self._emptiness()
        if emptiness is Emptiness.NO_MATCH:
            self.search.clear()
        elif emptiness is Emptiness.FILTERED:
            self.show_filter(InboxFilter(kind=self._filter.kind))
        elif emptiness is Emptiness.NO_COLLEAGUES:
            spawn(self._offer_colleagues(), owner=self)
        else:
            self._desk.sync_control.wake()

    # ---- counts and emptiness ----------------------------------------------------------------------------------

    def _show_counts(self) -> None:
        counts = self._counts
        for key, count in ((CUSTOMERS, counts.unread_customers), (COLLEAGUES, counts.unread_colleagues)):
            word = self.tr("Customers") if key == CUSTOMERS else self.tr("Colleagues")
            said = self.tr("%n with something unread", "", count)
            self.tabs.set_count(key, count, f"{word}, {said}" if count else word)
        if self._filter.kind is ConversationKind.CUSTOMER:
            self.chips.set_count(Chip.UNANSWERED.value, counts.waiting)
            self.chips.set_count(Chip.UNASSIGNED.value, counts.unassigned)
        else:
            self.chips.set_count(Chip.UNANSWERED.value, 0)

    def _emptiness(self) -> Emptiness | None:
        if len(self.model):
            return None
        return Emptiness.of(
            loaded=self._loaded, link=self._link, needle=bool(self.model.hidden_count), wanted=self._filter
        )

    def _show_what_is_there(self) -> None:
        emptiness = self._emptiness()
        if emptiness is None:
            self._stack.setCurrentWidget(self.list)
            return
        explain(self.empty, emptiness, self._filter, self._link)
        self._stack.setCurrentWidget(self.empty)
