"""The one window: rail, banner, screens, status line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.account import Account, Presence
from workstation.domain.clock import Clock
from workstation.domain.link import LinkState, Phase
from workstation.services.desk import Desk
from workstation.services.views import InboxCounts, InboxFilter
from workstation.ui import shortcuts
from workstation.ui.account_menu import AccountMenu
from workstation.ui.banner import Banner
from workstation.ui.bus import Bus
from workstation.ui.command_palette import CommandPalette, Entry
from workstation.ui.inbox import wording as inbox_wording
from workstation.ui.loop import spawn
from workstation.ui.problems import link_problem
from workstation.ui.rail import Rail
from workstation.ui.settings.view import SettingsView
from workstation.ui.status_line import StatusLine
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.toast import Toast
from workstation.ui.workplace import Workplace

TITLE: Final = "Workstation"
INBOX: Final = "inbox"
SETTINGS: Final = "settings"


class MainWindow(QMainWindow):
    """Shows a desk; stands empty until there is one.

    Signals:
        close_wanted(): the window's cross was pressed.
        quit_wanted(), sign_in_wanted(), sign_out_wanted(): chosen in menu or banner.
        counts_changed(InboxCounts): figures for the tray.
    """

    close_wanted = Signal()
    quit_wanted = Signal()
    sign_in_wanted = Signal()
    sign_out_wanted = Signal()
    counts_changed = Signal(object)

    def __init__(self, bus: Bus, clock: Clock) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self._bus = bus
        self._clock = clock
        self._desk: Desk | None = None
        self.workplace: Workplace | None = None
        self.settings: SettingsView | None = None
        self.rail = Rail(self)
        self.banner = Banner(self)
        self.status = StatusLine(clock, self)
        self.screens = QStackedWidget(self)
        self.opening = EmptyState(self)
        self.toast = Toast(self)
        self.palette_box = CommandPalette(self)
        self._menu = AccountMenu(self)
        self._keys = shortcuts.ShortcutList(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.rail.add(INBOX, "inbox")
        self.rail.add(SETTINGS, "settings", bottom=True)
        self.rail.select(INBOX)
        self.screens.addWidget(self.opening)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.banner)
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
        self.resize(1280, 800)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_screen)
        self.rail.me_clicked.connect(self._open_menu)
        self.banner.acted.connect(self._on_banner_acted)
        self.status.retry_wanted.connect(self._wake)
        self._bus.link_changed.connect(self._on_link_changed)
        self._bus.changed.connect(lambda _change: self._refresh_me())
        self._menu.status_chosen.connect(self._on_status_chosen)
        self._menu.settings_wanted.connect(lambda: self.show_screen(SETTINGS))
        self._menu.shortcuts_wanted.connect(self._keys.open)
        self._menu.sign_out_wanted.connect(self.sign_out_wanted)
        self._menu.quit_wanted.connect(self.quit_wanted)
        self.palette_box.closed.connect(self._give_focus_back)
        shortcuts.bind(
            self,
            {
                "palette": self.open_palette,
                "next_unanswered": self._on_next_unanswered,
                "previous": lambda: self._step(-1),
                "next": lambda: self._step(1),
                "search": self._on_search,
                "panel": self._toggle_panel,
                "settings": lambda: self.show_screen(SETTINGS),
                "help": self._keys.open,
                "quit": self.quit_wanted.emit,
            },
        )

    # ---- desk --------------------------------------------------------------------------------------------------

    @property
    def desk(self) -> Desk | None:
        """The desk it shows."""
        return self._desk

    def show_desk(self, desk: Desk) -> None:
        """Show a signed-in account."""
        self.forget_desk()
        self._desk = desk
        self.workplace = Workplace(desk, self._bus, self._clock, self)
        self.workplace.inbox.counts_changed.connect(self._on_counts_changed)
        self.settings = SettingsView(desk.settings, self)
        self.screens.addWidget(self.workplace)
        self.screens.addWidget(self.settings)
        self._on_link_changed(desk.link)
        self._show_me(desk.me)
        self.show_screen(INBOX)
        self.workplace.inbox.load().add_done_callback(lambda _task: self._focus_list())

    def _focus_list(self) -> None:
        if self.workplace is not None and self.focusWidget() in (None, self.rail.me):
            self.workplace.inbox.list.setFocus()

    def forget_desk(self) -> None:
        """Show nothing of the account any more."""
        workplace, self.workplace = self.workplace, None
        settings, self.settings = self.settings, None
        self._desk = None
        self.screens.setCurrentWidget(self.opening)
        for screen in (workplace, settings):
            if screen is not None:
                screen.forget()
                self.screens.removeWidget(screen)
                screen.deleteLater()
        self.rail.me.show_person("", 0, Presence.OFFLINE)

    def show_screen(self, key: str) -> None:
        """Turn to a screen."""
        screen = {INBOX: self.workplace, SETTINGS: self.settings}.get(key)
        if screen is None:
            self.rail.select(INBOX)
            return
        self.screens.setCurrentWidget(screen)
        self.rail.select(key)

    def _show_me(self, me: Account) -> None:
        name = me.name(QLocale().name())
        self.rail.me.show_person(name, me.id, self._my_presence(me))
        self.rail.me.setAccessibleName(self.tr("{name}: status and menu").format(name=name))
        self.rail.me.setToolTip(name)

    def _my_presence(self, me: Account) -> Presence:
        online = self.status.state.phase in (Phase.ONLINE, Phase.SYNCING)
        if not online:
            return Presence.OFFLINE
        return me.presence if me.presence is not Presence.OFFLINE else Presence.ONLINE

    def _refresh_me(self) -> None:
        if self._desk is not None:
            self._show_me(self._desk.me)

    # ---- what the user does ------------------------------------------------------------------------------------

    def _open_menu(self) -> None:
        if self._desk is not None:
            self._menu.offer(self._desk.me, self.rail.me.mapToGlobal(QPoint(self.rail.me.width() + 4, 0)))

    def _on_status_chosen(self, presence: Presence) -> None:
        if self._desk is not None:
            spawn(self._desk.profile.set_status(presence), owner=self)

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
        if self.workplace is not None:
            self.show_screen(INBOX)
            self.workplace.step(by)

    def _on_search(self) -> None:
        if self.workplace is not None:
            self.show_screen(INBOX)
            while not self.workplace.inbox.isVisible() and self.workplace.step_back():
                pass
            self.workplace.inbox.focus_search()

    def _on_next_unanswered(self) -> None:
        if self.workplace is not None:
            self.show_screen(INBOX)
            spawn(self._go_to_next_unanswered(self.workplace), owner=self)

    async def _go_to_next_unanswered(self, workplace: Workplace) -> None:
        if not await workplace.open_next_unanswered():
            self.toast.say(self.tr("Every buyer has been answered"))

    def open_palette(self) -> None:
        """Offer to go to a conversation or to run an action."""
        if self.workplace is not None:
            self.palette_box.open_with(self._actions())
            spawn(self._add_people(self.workplace), owner=self)

    def _actions(self) -> Iterator[Entry]:
        yield Entry("bolt", shortcuts.wording("next_unanswered"), "Ctrl+J", self._on_next_unanswered)
        yield Entry("settings", shortcuts.wording("settings"), "", lambda: self.show_screen(SETTINGS))
        yield Entry("keyboard", shortcuts.wording("help"), "F1", self._keys.open)
        yield Entry("panel_right", shortcuts.wording("panel"), "Ctrl+I", self._toggle_panel)
        yield Entry("sync", self.tr("Ask the server now"), "", self._wake)
        yield Entry("sign_out", self.tr("Sign out…"), "", self.sign_out_wanted.emit)

    async def _add_people(self, workplace: Workplace) -> None:
        if self._desk is None:
            return
        rows = await self._desk.inbox.list(InboxFilter())
        people = [
            Entry(
                "user",
                inbox_wording.title(row),
                inbox_wording.company(row),
                lambda row=row: workplace.open_conversation(row.id, enter=True),  # type: ignore[misc]
            )
            for row in rows
        ]
        self.palette_box.add(people)

    def _toggle_panel(self) -> None:
        if self.workplace is not None:
            self.workplace.toggle_panel()

    def _give_focus_back(self) -> None:
        if self.workplace is not None and self.workplace.open_id is not None:
            self.workplace.chat.focus_composer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Whatever a screen has not used: Esc steps back.
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        else:
            super().keyPressEvent(event)

    def _step_back(self) -> None:
        if self.workplace is None:
            return
        if self.screens.currentWidget() is not self.workplace:
            self.show_screen(INBOX)
        elif self.workplace.inbox.search.text():
            self.workplace.inbox.search.clear()
        elif not self.workplace.step_back():
            self.workplace.inbox.list.setFocus()

    # ---- what happens ------------------------------------------------------------------------------------------

    def _on_link_changed(self, state: LinkState) -> None:
        self.status.show_state(state)
        self.banner.tell("link", link_problem(state, self._clock.now()))
        self.status.offer_retry(self.banner.shown != "link")
        self._refresh_me()

    def _on_counts_changed(self, counts: InboxCounts) -> None:
        unread = counts.unread_customers + counts.unread_colleagues
        self.rail.set_count(INBOX, unread)
        said = self.tr("%n with something unread", "", unread)
        self.rail.set_words(INBOX, self.tr("Inbox"), self.tr("Inbox, {count}").format(count=said) if unread else "")
        self.counts_changed.emit(counts)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.setWindowTitle(TITLE)
        self.rail.setAccessibleName(self.tr("Screens"))
        self.rail.set_words(INBOX, self.tr("Inbox"))
        self.rail.set_words(SETTINGS, self.tr("Settings"))
        self.opening.say("inbox", self.tr("Opening your desk"), "")
        self.banner.set_close_words(self.tr("Put this away"))
        self.banner.tell("link", link_problem(self.status.state, self._clock.now()) if self._desk else None)
        self._refresh_me()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.palette_box.close_palette()
        self.toast.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_wanted.emit()
