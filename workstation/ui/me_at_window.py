"""Oneself at the window: name and presence on rail and status line, and the menu behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QPoint, Signal

from workstation.domain.account import Account, Presence
from workstation.domain.changes import ChangeSet
from workstation.domain.link import Phase
from workstation.domain.signals import PresenceMoved, PresentNow
from workstation.ui.late_screens import SETTINGS
from workstation.ui.tasks import Latest, spawn

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus
    from workstation.ui.main_window import MainWindow


class MeAtWindow(QObject):
    """Made with the desk, forgotten with it.

    Signals:
        renewed(Account): what is known of the account was read again.
    """

    renewed = Signal(object)

    def __init__(self, desk: Desk, bus: Bus, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._bus = bus
        self._rail = window.rail
        self._status = window.status
        self._window = window
        self._reading = Latest(self)
        self._rail.me_clicked.connect(self._open_menu)
        self._status.status_wanted.connect(self.set_status)
        bus.changed.connect(self._on_changed)
        bus.signalled.connect(self._on_signalled)

    def show(self) -> None:
        """Show what is known."""
        me = self._desk.me
        name, presence = me.name(QLocale().name()), self._presence(me)
        self._rail.me.show_person(name, me.id, presence)
        self._rail.me.setAccessibleName(self.tr("{name}: status and menu").format(name=name))
        self._rail.me.setToolTip(name)
        self._status.show_presence(presence)

    def _presence(self, me: Account) -> Presence:
        if self._status.state.phase not in (Phase.ONLINE, Phase.SYNCING):
            return Presence.OFFLINE
        return me.presence if me.presence is not Presence.OFFLINE else Presence.ONLINE

    def set_status(self, presence: Presence) -> None:
        """Be on-line, busy or away."""
        spawn(self._desk.profile.set_status(presence), owner=self)

    def _on_changed(self, change: ChangeSet) -> None:
        if change.everything or self._desk.me.id in change.accounts or "self" in change.outbox:
            self._reading.run(self._read())

    def _on_signalled(self, signal: object) -> None:
        mine = isinstance(signal, PresenceMoved) and signal.principal_id == self._desk.me.id
        if mine or isinstance(signal, PresentNow):
            self._reading.run(self._read())

    async def _read(self) -> None:
        me = await self._desk.refresh_me()
        self.show()
        self.renewed.emit(me)

    def _open_menu(self) -> None:
        from workstation.ui.account_menu import AccountMenu

        menu, window = AccountMenu(self._window), self._window
        menu.status_chosen.connect(self.set_status)
        menu.card_wanted.connect(window.late.open_my_card)
        menu.settings_wanted.connect(lambda: window.show_screen(SETTINGS))
        menu.shortcuts_wanted.connect(window.show_shortcuts)
        menu.sign_out_wanted.connect(window.sign_out_wanted)
        menu.quit_wanted.connect(window.quit_wanted)
        menu.offer(self._desk.me, self._rail.me.mapToGlobal(QPoint(self._rail.me.width() + 4, 0)))

    def forget(self) -> None:
        """Let go of the services before it goes."""
        self._reading.cancel()
        self._rail.me_clicked.disconnect(self._open_menu)
        self._status.status_wanted.disconnect(self.set_status)
        self._bus.changed.disconnect(self._on_changed)
        self._bus.signalled.disconnect(self._on_signalled)
        self._rail.me.show_person("", 0, Presence.OFFLINE)
        self.deleteLater()
