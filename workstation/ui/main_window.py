"""The one window: rail, banner, screens, status line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.account import Account
from workstation.domain.clock import Clock
from workstation.domain.link import LinkState
from workstation.services.views import Chip, ConversationRef, InboxCounts, InboxFilter, InboxRow
from workstation.ui import shortcuts
from workstation.ui.bus import Bus
from workstation.ui.late_screens import CALENDAR as CALENDAR
from workstation.ui.late_screens import CARDS as CARDS
from workstation.ui.late_screens import INTENTS as INTENTS
from workstation.ui.late_screens import NOTICES as NOTICES
from workstation.ui.late_screens import SETTINGS as SETTINGS
from workstation.ui.late_screens import TEAM as TEAM
from workstation.ui.late_screens import LateScreens
from workstation.ui.places import Place, Places
from workstation.ui.rail import INBOX as INBOX
from workstation.ui.rail import Rail, RailWords
from workstation.ui.status_line import StatusLine
from workstation.ui.tasks import spawn
from workstation.ui.team.access import QUEUE, has_intents, pages_for
from workstation.ui.workplace import Workplace

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.services.transfer_offers import Offer
    from workstation.ui.banner import Banner
    from workstation.ui.command_palette import CommandPalette, Entry
    from workstation.ui.me_at_window import MeAtWindow
    from workstation.ui.problems import Problem
    from workstation.ui.transfer.at_window import WindowOffers
    from workstation.ui.widgets.toast import Toast
    from workstation.ui.window_actions import WindowActions

TITLE: Final = "Workstation"
BEST_SIZE: Final = (1440, 900)
RECENT: Final = 7
"""Conversations opened last that the palette offers."""


class MainWindow(QMainWindow):
    """Shows a desk; until there is one, what was read early.

    Signals:
        close_wanted(): the window's cross was pressed.
        quit_wanted(), sign_in_wanted(), sign_out_wanted(): chosen in menu or banner.
        counts_changed(InboxCounts): figures for the tray.
        toast_clicked(): what was said in passing was clicked.
    """

    close_wanted = Signal()
    quit_wanted = Signal()
    sign_in_wanted = Signal()
    sign_out_wanted = Signal()
    counts_changed = Signal(object)
    toast_clicked = Signal()

    def __init__(self, bus: Bus, clock: Clock) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self._bus = bus
        self._clock = clock
        self._desk: Desk | None = None
        self.places = Places()
        self.places.add("conversation", self._open_place)
        self.places.add("note", self._open_note)
        self.places.add("team", lambda _place: self.show_screen(TEAM))
        self.workplace = Workplace(bus, clock, self)
        self.palette_box: CommandPalette | None = None
        self._actions: WindowActions | None = None
        self.more_actions: list[Callable[[], Iterable[Entry]]] = []
        """What other screens add to the palette, made each time it opens."""
        self.floating: list[QWidget] = []
        """Cards over the screens, which keys reach before all else."""
        self.opened_last: list[ConversationRef] = []
        self._toast: Toast | None = None
        self._banner: Banner | None = None
        self.me: MeAtWindow | None = None
        self.offers: WindowOffers | None = None
        self.rail = Rail(self)
        self._rail_words = RailWords(self.rail)
        self.status = StatusLine(clock, self)
        self.screens = QStackedWidget(self)
        self.late = LateScreens(bus, clock, self.screens, self.places)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.rail.add(INBOX, "inbox")
        self.rail.add(NOTICES, "bell")
        self.rail.add(CALENDAR, "calendar")
        self.rail.add(INTENTS, "intent").hide()
        self.rail.add(CARDS, "card")
        self.rail.add(TEAM, "team").hide()
        self.rail.add(SETTINGS, "settings", bottom=True)
        self.rail.select(INBOX)
        self._take_workplace(self.workplace)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self._right = right
        right.addWidget(self.screens, 1)
        right.addWidget(self.status)
        centre = QWidget(self)
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(centre)
        self.setMinimumSize(480, 480)
        self._fill_screen()

    def _fill_screen(self) -> None:
        """Begin with as much as is good to work in, and no more than there is."""
        self.resize(self.screen().availableGeometry().size().boundedTo(QSize(*BEST_SIZE)))

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_screen)
        self.late.conversation_wanted.connect(self.open_conversation)
        self.late.screen_wanted.connect(self.show_screen)
        self.late.message_wanted.connect(self.open_conversation)
        self.late.done.connect(lambda words, action, run: self.toast.say(words, action, run))
        self.status.retry_wanted.connect(self._wake)
        self.status.queue_wanted.connect(self._on_queue_wanted)
        self._bus.link_changed.connect(self._on_link_changed)
        self.commands: dict[str, Callable[[], object]] = {
            "palette": self.open_palette,
            "next_unanswered": self._on_next_unanswered,
            "previous": lambda: self._step(-1),
            "next": lambda: self._step(1),
            "search": self._on_search,
            "search_here": lambda: self.workplace.search_conversation(),
            "panel": lambda: self.workplace.toggle_panel(),
            "transfer": self._transfer,
            "card": lambda: self.workplace.send_card(),
            "translate": self._translate,
            "unread": lambda: self.workplace.turn_unread(),
            "settings": lambda: self.show_screen(SETTINGS),
            "help": self.show_shortcuts,
            "quit": self.quit_wanted.emit,
        }
        shortcuts.bind(self, self.commands)

    # ---- desk --------------------------------------------------------------------------------------------------

    @property
    def desk(self) -> Desk | None:
        """The desk it shows."""
        return self._desk

    def show_early(self, rows: Iterable[InboxRow]) -> None:
        """Show rows of the list before there is a desk."""
        self.workplace.inbox.feed.show_early(rows)

    def show_desk(self, desk: Desk) -> None:
        """Show a signed-in account."""
        if self._desk is not None:
            self.forget_desk()
        self._desk = desk
        self.workplace.attach(desk)
        self._show_me(desk)
        self._show_offers(desk)
        self._on_link_changed(desk.link)
        self.show_screen(INBOX)
        if self.focusWidget() in (None, self.rail.me):
            self.workplace.inbox.focus_list()

    def forget_desk(self) -> None:
        """Show nothing of the account any more."""
        self._desk = None
        self.opened_last.clear()
        if self._actions is not None:
            self._actions.forget()
        workplace, self.workplace = self.workplace, Workplace(self._bus, self._clock, self)
        offers, self.offers = self.offers, None
        me, self.me = self.me, None
        self._take_workplace(self.workplace)
        self.show_screen(INBOX)
        workplace.forget()
        self.late.forget()
        self.screens.removeWidget(workplace)
        workplace.deleteLater()
        if offers is not None:
            offers.forget()
            offers.deleteLater()
        if me is not None:
            me.forget()
        self.rail.set_count(NOTICES, 0)
        self._rail_words.show_intents(0)
        self.rail.button(TEAM).hide()
        self.rail.button(INTENTS).hide()
        self._on_link_changed(LinkState())

    def _take_workplace(self, workplace: Workplace) -> None:
        workplace.inbox.counts_changed.connect(self._on_counts_changed)
        workplace.inbox.place_chosen.connect(self.places.open)
        workplace.opened.connect(self._note_opened)
        workplace.card_wanted.connect(self.late.open_card)
        workplace.my_card_wanted.connect(self.late.open_my_card)
        workplace.place_wanted.connect(self.places.open)
        workplace.awaiting.connect(lambda count: self.rail.set_count(CALENDAR, count))
        workplace.intents_waiting.connect(self._rail_words.show_intents)
        self.screens.addWidget(workplace)

    def show_screen(self, key: str) -> None:
        """Turn to a screen."""
        page = self.late.page(key, self._desk) if self._desk is not None else None
        if page is None:
            key = INBOX
        self.screens.setCurrentWidget(page or self.workplace)
        if page is not None and key in (TEAM, INTENTS):
            page.setFocus()  # else Qt gives it to the first of the tabs
        self.rail.select(key)

    def _show_offers(self, desk: Desk) -> None:
        from workstation.ui.transfer.at_window import WindowOffers

        self.offers = WindowOffers(desk, self._bus, self._clock, self)
        self.offers.again.connect(self._on_offer_again)
        self.places.add("transfer", self.offers.open_place)
        self.add_on_top(self.offers)
        self.workplace.said.connect(self.toast_words)

    def _show_me(self, desk: Desk) -> None:
        from workstation.ui.me_at_window import MeAtWindow

        self.me = MeAtWindow(desk, self._bus, self)
        self.me.renewed.connect(self._show_screens_of)
        self._show_screens_of(desk.me)

    def _show_screens_of(self, me: Account) -> None:
        allowed = bool(pages_for(me))
        self.rail.button(TEAM).setVisible(allowed)
        self.rail.button(INTENTS).setVisible(has_intents(me))
        gone = [None if allowed else self.late.team, None if has_intents(me) else self.late.intents]
        if self.screens.currentWidget() in gone:
            self.show_screen(INBOX)  # the permission has gone meanwhile

    # ---- what the user does ------------------------------------------------------------------------------------

    def show_shortcuts(self) -> None:
        """List the keys."""
        from workstation.ui.shortcut_list import ShortcutList

        sends = self._desk is None or self._desk.settings.get().enter_sends
        keys = ShortcutList(self, enter_sends=sends)
        keys.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys.open()

    def _on_banner_acted(self, action: str) -> None:
        if action == "retry":
            self._wake()
        elif action == "sign_in":
            self.sign_in_wanted.emit()
        elif action == "quit":
            self.quit_wanted.emit()

    def _wake(self) -> None:
        if self._desk is not None:
            self._desk.sync_control.wake()

    def _step(self, by: int) -> None:
        self.show_screen(INBOX)
        self.workplace.step(by)

    def _on_queue_wanted(self) -> None:
        if self._desk is not None and QUEUE in pages_for(self._desk.me):
            self.open_team(QUEUE)
            return
        self.show_screen(INBOX)
        self.workplace.show_list()
        self.workplace.inbox.show_filter(InboxFilter(chip=Chip.UNASSIGNED))

    def open_team(self, page: str) -> None:
        """Turn to a page of the team's screen, for whom it is meant."""
        self.show_screen(TEAM)
        if self.late.team is not None and page in self.late.team.keys:
            self.late.team.show_page(page)

    def _on_search(self) -> None:
        if not self.late.focus_search():
            self.show_screen(INBOX)
            self.workplace.show_list()
            self.workplace.inbox.focus_search()

    def _on_next_unanswered(self) -> None:
        self.show_screen(INBOX)
        if not self.workplace.open_next_in_hand():
            spawn(self._go_to_next_unanswered(), owner=self)

    async def _go_to_next_unanswered(self) -> None:
        if not await self.workplace.open_next_unanswered():
            self.toast.say(self.tr("Every buyer has been answered"))

    def open_palette(self) -> None:
        """Offer to go to a conversation or to run an action."""
        if self._desk is None:
            return
        if self.palette_box is None:
            from workstation.ui.command_palette import CommandPalette

            self.palette_box = CommandPalette(self)
            self.palette_box.closed.connect(self.workplace_focus)
        if self._actions is None:
            from workstation.ui.window_actions import WindowActions

            self._actions = WindowActions(self)
            self.palette_box.ran.connect(self._actions.note_run)
        self.palette_box.open_with(self._actions.entries(), self._actions.find)

    def _note_opened(self, conversation: ConversationRef) -> None:
        if conversation in self.opened_last:
            self.opened_last.remove(conversation)
        self.opened_last.insert(0, conversation)
        del self.opened_last[RECENT:]

    def open_conversation(self, conversation: ConversationRef, n: int | None = None) -> None:
        """Turn to a conversation, at message `n` if given, ready to write."""
        self.show_screen(INBOX)
        self.workplace.open_conversation(conversation, enter=True, n=n)

    def _translate(self) -> None:
        if self.workplace.chat is not None:
            self.workplace.chat.languages.reader.toggle_current()

    def _transfer(self) -> None:
        if self.workplace.transfer is not None:
            self.show_screen(INBOX)
            self.workplace.transfer.open_dialog()

    def _on_offer_again(self, offer: Offer) -> None:
        self.open_conversation(offer.transfer.conversation_id)
        if self.workplace.transfer is not None:
            self.workplace.transfer.open_when_shown(offer.transfer.conversation_id)

    def toast_words(self, words: str) -> None:
        """Say something in passing."""
        self.toast.say(words)

    def _open_place(self, place: Place) -> None:
        if place.conversation is not None:
            self.open_conversation(place.conversation, n=place.n)

    def _open_note(self, place: Place) -> None:
        self._open_place(place)
        self.workplace.show_notes()

    def workplace_focus(self) -> None:
        """Put the focus back where one works."""
        if self.screens.currentWidget() is self.workplace:
            self.workplace.focus_chat()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Put the stops in order when the Tab key is pressed: not at the start, and with what came since."""
        from workstation.ui.widgets.tab_order import go_through

        go_through((*self.floating, self.status, self.rail, *self.workplace.in_reading_order()))
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Whatever a screen has not used: Esc steps back.
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        else:
            super().keyPressEvent(event)

    def _step_back(self) -> None:
        if self.screens.currentWidget() is not self.workplace:
            self.show_screen(INBOX)
        elif self.workplace.inbox.search.text():
            self.workplace.inbox.search.clear()
        elif not self.workplace.step_back():
            self.workplace.inbox.list.setFocus()

    # ---- what happens ------------------------------------------------------------------------------------------

    def _on_link_changed(self, state: LinkState) -> None:
        self.status.show_state(state)
        self._show_link_problem(state)
        if self.me is not None:
            self.me.show()

    def _show_link_problem(self, state: LinkState) -> None:
        from workstation.ui.problems import link_problem

        self.tell("link", link_problem(state, self._clock.now()) if self._desk is not None else None)
        self.status.offer_retry(self._banner is None or "link" not in self._banner.shown)

    def tell(self, key: str, problem: Problem | None) -> None:
        """Say a problem in the banner, or that it is over."""
        if problem is not None or self._banner is not None:
            self.banner.tell(key, problem)

    def add_on_top(self, line: QWidget) -> None:
        """Let a line stand over the screens."""
        self._right.insertWidget(self._right.indexOf(self.screens), line)

    @property
    def banner(self) -> Banner:
        """The line over the screens; made when there is something to say."""
        if self._banner is None:
            from workstation.ui.banner import Banner

            self._banner = Banner(self)
            self._banner.acted.connect(self._on_banner_acted)
            self._right.insertWidget(0, self._banner)
        return self._banner

    @property
    def toast(self) -> Toast:
        """What says something in passing; made when there is something to say."""
        if self._toast is None:
            from workstation.ui.widgets.toast import Toast

            self._toast = Toast(self, self.floating, lambda: not self.workplace.isVisible())
            self._toast.clicked.connect(self.toast_clicked)
        return self._toast

    def _on_counts_changed(self, counts: InboxCounts) -> None:
        self._rail_words.show_unread(counts.unread_customers + counts.unread_colleagues)
        self.rail.set_count(NOTICES, counts.unread_notices)
        self.status.show_queue(counts.unassigned)
        self.counts_changed.emit(counts)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.setWindowTitle(TITLE)
        self._rail_words.retranslate()
        if self._desk is not None:
            self._show_link_problem(self.status.state)
        if self.me is not None:
            self.me.show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.palette_box is not None:
            self.palette_box.close_palette()
        if self._toast is not None:
            self._toast.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_wanted.emit()
