"""The pane of the list: search, tabs, filter chips, rows, and why there are none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QPalette, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.account import AccountKind
from workstation.domain.clock import Clock
from workstation.domain.conversation import ConversationKind
from workstation.domain.link import LinkState
from workstation.domain.signals import PresenceMoved, PresentNow
from workstation.services.views import Chip, ConversationRef, InboxCounts, InboxFilter, ListOrder
from workstation.ui.bus import Bus
from workstation.ui.inbox.delegate import InboxDelegate
from workstation.ui.inbox.emptiness import Emptiness, explain
from workstation.ui.inbox.feed import InboxFeed
from workstation.ui.inbox.list_view import InboxList
from workstation.ui.inbox.menus import ListMenus
from workstation.ui.inbox.model import InboxModel
from workstation.ui.inbox.narrowed import ListFoot, NarrowedLine
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.chips import ChipBar
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    import asyncio

    from workstation.services.desk import Desk
    from workstation.ui.search.view import SearchPane

CUSTOMERS: Final = ConversationKind.CUSTOMER.value
COLLEAGUES: Final = ConversationKind.COLLEAGUE.value
CLOCK_MS: Final = 30_000
"""How often waiting clocks are painted anew."""


class InboxView(QWidget):
    """The list of conversations; shows what it is given until it is attached to a desk.

    Signals:
        conversation_chosen(object): open this conversation.
        conversation_browsed(object): open it, the list keeps the focus.
        chat_entered(object): open it and put the focus into the composer.
        message_chosen(object, int): open it at message `n`, a hit of the search.
        place_chosen(Place): open a note, a card … that the search found.
        counts_changed(InboxCounts): figures for rail, tray and title.
    """

    conversation_chosen = Signal(object)
    conversation_browsed = Signal(object)
    chat_entered = Signal(object)
    message_chosen = Signal(object, int)
    place_chosen = Signal(object)
    counts_changed = Signal(object)

    def __init__(self, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._link = LinkState()
        self._clock_of_day = clock
        self._bus = bus
        self.results: SearchPane | None = None
        """What was found; made when something is looked for."""
        self._undo_settings: Callable[[], None] | None = None
        self.model = InboxModel(clock, self)
        self.delegate = InboxDelegate(clock, self)
        self.list = InboxList(self.model, self.delegate, self)
        self.feed = InboxFeed(bus, self.list, self.model)
        self._build()
        self._lay_out()
        self._connect(bus)
        self.retranslate()

    def _build(self) -> None:
        self.setMinimumWidth(260)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.search = QLineEdit(self)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._sort = IconButton("filter", self)
        self._new_chat = IconButton("plus", self)
        self._new_chat.hide()
        self.tabs = Tabs((CUSTOMERS, COLLEAGUES), self)
        self.chips = ChipBar(self)
        self.narrowed = NarrowedLine(self)
        self.foot = ListFoot(self)
        self.menus = ListMenus(self._new_chat)
        self.empty = EmptyState(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._clock = QTimer(self, interval=CLOCK_MS)

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
        layout.addWidget(self.narrowed)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.foot)
        self.setTabOrder(self.search, self._sort)

    def _connect(self, bus: Bus) -> None:
        self.search.textChanged.connect(self._on_search_changed)
        self.search.returnPressed.connect(self._on_search_entered)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.list.take_keys)
        self._sort.clicked.connect(lambda: self.menus.open_sort_menu(self.filter, self._sort))
        self._new_chat.clicked.connect(self.menus.open_colleagues)
        self.menus.filter_wanted.connect(self.show_filter)
        self.menus.chat_begun.connect(self._on_chat_begun)
        self.narrowed.undone.connect(
            lambda: self.show_filter(InboxFilter(kind=self.filter.kind, chip=self.filter.chip))
        )
        self.foot.archive_wanted.connect(lambda: self.show_filter(InboxFilter(chip=Chip.ARCHIVED)))
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.chips.chosen.connect(self._on_chip_chosen)
        self.list.chosen.connect(self.conversation_chosen)
        self.list.browsed.connect(self.conversation_browsed)
        self.list.entered_chat.connect(self.chat_entered)
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self.empty.acted.connect(self._on_empty_acted)
        self.feed.refreshed.connect(self._show_what_is_there)
        self.feed.counted.connect(self._on_counted)
        self._clock.timeout.connect(self._on_time_passed)
        bus.link_changed.connect(self._on_link_changed)
        bus.signalled.connect(self._on_signalled)
        bus.theme_changed.connect(self._on_look_changed)

    def attach(self, desk: Desk) -> asyncio.Task[None]:
        """Follow a desk; what was shown early stays until its rows are read."""
        self._desk = desk
        self.search.setClearButtonEnabled(True)  # looks for its icon, which the first paint need not wait for
        self._link = desk.link
        self.menus.attach(desk)
        self._undo_settings = desk.settings.on_change(lambda _before, _after: self._on_settings_changed(desk))
        self._on_settings_changed(desk)
        self.chips.set_chips(self._chip_texts())
        self.list.change(lambda: self.model.narrow(""))
        self._on_search_changed(self.search.text())
        return self.feed.attach(desk.inbox)

    def forget(self) -> None:
        """Let go of the desk before the pane goes."""
        self.feed.stop()
        if self.results is not None:
            self.results.forget()
        if self._undo_settings is not None:
            self._undo_settings()
            self._undo_settings = None

    # ---- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.search.setPlaceholderText(self.tr("Search buyers and messages"))
        self.search.setAccessibleName(self.tr("Search buyers and messages"))
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
        wanted = list(texts)
        if self.filter.kind is ConversationKind.COLLEAGUE:
            wanted = [Chip.ALL, Chip.UNREAD, Chip.STARRED]
        elif not self._is_main:
            wanted.remove(Chip.UNASSIGNED)
        return {chip.value: texts[chip] for chip in wanted}

    @property
    def _is_main(self) -> bool:
        return self._desk is not None and self._desk.me.kind is AccountKind.MAIN

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # ---- what is shown -----------------------------------------------------------------------------------------

    @property
    def filter(self) -> InboxFilter:
        """Which rows are wanted."""
        return self.feed.filter

    def show_filter(self, wanted: InboxFilter) -> asyncio.Task[None]:
        """Show other rows."""
        reading = self.feed.turn_to(wanted)
        self.tabs.select(wanted.kind.value)
        self._new_chat.setVisible(wanted.kind is ConversationKind.COLLEAGUE)
        self.chips.set_chips(self._chip_texts())
        self.chips.select(wanted.chip.value)
        self._show_counts()
        self.narrowed.show_filter(wanted, self.menus.name_of(wanted.owner_id))
        self._sort.set_lit(wanted.order is not ListOrder.RECENT or wanted.owner_id is not None or bool(wanted.tag))
        return reading

    def mark_open(self, conversation: ConversationRef | None) -> None:
        """Show which conversation is open; the one left behind leaves the list if it no longer belongs there."""
        previous, self.feed.open_id = self.feed.open_id, conversation
        self.list.mark_open(conversation)
        if conversation is not None:
            self.list.reveal(conversation)
        if previous is not None and previous != conversation:
            self.feed.want([previous])

    def step(self, by: int) -> ConversationRef | None:
        """Return the conversation that many rows below the open one, `None` where the list ends."""
        position = self.model.position(self.feed.open_id)
        target = position + by if position >= 0 else (0 if by > 0 else -1)
        return self.model.row(target).id if 0 <= target < len(self.model) else None

    def leave_hit(self, conversation: ConversationRef) -> None:
        """Another conversation than the one that was found is opened: no hit stands out any more."""
        if self.results is not None:
            self.results.leave_hit(conversation)

    def focus_search(self) -> None:
        """Put the focus into the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def focus_list(self) -> None:
        """Put the focus where one walks through rows: the list, or what was found."""
        if self.results is not None and self._stack.currentWidget() is self.results:
            self.search.setFocus()
        else:
            self.list.setFocus()

    def _emptiness(self) -> Emptiness | None:
        if len(self.model):
            return None
        return Emptiness.of(
            loaded=self.feed.loaded, link=self._link, needle=bool(self.model.hidden_count), wanted=self.filter
        )

    def _show_what_is_there(self) -> None:
        if self.results is not None and self._stack.currentWidget() is self.results:
            return
        emptiness = self._emptiness()
        if emptiness is None:
            self._stack.setCurrentWidget(self.list)
            self.empty.say("inbox", "", "")
            return
        explain(self.empty, emptiness, self.filter, self._link)
        self._stack.setCurrentWidget(self.empty)

    def _on_counted(self, counts: InboxCounts) -> None:
        self._show_counts()
        self.counts_changed.emit(counts)

    def _show_counts(self) -> None:
        counts = self.feed.counts
        for key, count in ((CUSTOMERS, counts.unread_customers), (COLLEAGUES, counts.unread_colleagues)):
            word = self.tr("Customers") if key == CUSTOMERS else self.tr("Colleagues")
            said = self.tr("%n with something unread", "", count)
            self.tabs.set_count(key, count, f"{word}, {said}" if count else word)
        customers = self.filter.kind is ConversationKind.CUSTOMER
        self.chips.set_count(Chip.UNANSWERED.value, counts.waiting if customers else 0)
        self.chips.set_count(Chip.UNASSIGNED.value, counts.unassigned if customers else 0)
        self.foot.show_counts(counts, self.filter)

    # ---- what happens ------------------------------------------------------------------------------------------

    def _on_link_changed(self, state: LinkState) -> None:
        self._link = state
        if self.results is not None:
            self.results.show_link(state)
        if not len(self.model):
            self._show_what_is_there()

    def _on_signalled(self, signal: object) -> None:
        if isinstance(signal, PresenceMoved):
            self.model.set_presence(signal.principal_id, signal.presence)
        elif isinstance(signal, PresentNow):
            self.model.set_presences(signal.presences)

    def _on_look_changed(self) -> None:
        self.delegate.forget()
        self._show_what_is_there()
        self.list.viewport().update()

    def _on_time_passed(self) -> None:
        for conversation in self.delegate.forget_past():
            position = self.model.position(conversation)
            if position >= 0:
                self.list.update(self.model.index(position, 0))
        self._show_what_is_there()

    def _on_settings_changed(self, desk: Desk) -> None:
        self.delegate.set_waiting_minutes(desk.settings.get().waiting_minutes)
        self.list.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    # ---- what the user does ------------------------------------------------------------------------------------

    def _on_tab_chosen(self, key: str) -> None:
        self.show_filter(InboxFilter(kind=ConversationKind(key)))

    def _on_chip_chosen(self, key: str) -> None:
        now = self.filter
        self.show_filter(replace(now, chip=Chip(key)))

    def _on_search_changed(self, text: str) -> None:
        if self._desk is None:  # early rows can be narrowed before there is anything to search
            self.list.change(lambda: self.model.narrow(text))
            self._show_what_is_there()
        elif self.results is None and text.strip():
            self._begin_searching(self._desk, text)

    def _begin_searching(self, desk: Desk, text: str) -> None:
        from workstation.ui.search.view import SearchPane

        results = self.results = SearchPane(self.search, desk, self._clock_of_day, self)
        self._bus.changed.connect(results.on_changed)
        self._stack.addWidget(results)
        results.show_link(self._link)
        results.found.connect(lambda: self._turn_to(results))
        results.left.connect(lambda: self._turn_to(self.list))
        results.chosen.connect(self._on_hit_chosen)
        results.place_chosen.connect(self.place_chosen)
        results.look_for(text)

    def _turn_to(self, shown: QWidget) -> None:
        """Show what was found in place of the list and what narrows it, or the list again as it was."""
        listed = shown is self.list
        self.narrowed.setVisible(listed and bool(self.narrowed.text))
        self.tabs.setVisible(listed)
        self.chips.setVisible(listed)
        self._stack.setCurrentWidget(shown)
        self._show_what_is_there()

    def _on_hit_chosen(self, conversation: ConversationRef, n: int | None) -> None:
        if n is None:
            self.chat_entered.emit(conversation)
        else:
            self.message_chosen.emit(conversation, n)

    def _on_search_entered(self) -> None:
        # Once there is a desk the answer of the search takes the key: the list isn't what was looked for.
        if self.results is None and self.search.text().strip() and len(self.model):
            self.list.entered_chat.emit(self.model.row(0).id)

    def _on_menu_wanted(self, conversation: ConversationRef, where: QPoint) -> None:
        position = self.model.position(conversation)
        if position >= 0 and (menu := self.menus.open_row_menu(self.model.row(position), where)) is not None:
            self.list.hold.keep_for(menu)

    def _on_chat_begun(self, conversation: ConversationRef) -> None:
        self.feed.want([conversation])
        self.chat_entered.emit(conversation)

    def _on_empty_acted(self) -> None:
        emptiness = self._emptiness()
        if emptiness is Emptiness.NO_MATCH:
            self.search.clear()
        elif emptiness is Emptiness.FILTERED:
            self.show_filter(InboxFilter(kind=self.filter.kind))
        elif emptiness is Emptiness.NO_COLLEAGUES:
            self.menus.open_colleagues()
        elif self._desk is not None:
            self._desk.sync_control.wake()
