"""The menu about oneself: status, card, settings, shortcuts, signing out."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from workstation.domain.account import Account, AccountKind, Presence
from workstation.ui.inbox.wording import presence_name
from workstation.ui.theme import text_font
from workstation.ui.widgets.icons import icon

_DOTS = {
    Presence.ONLINE: "success",
    Presence.BUSY: "danger",
    Presence.AWAY: "warning",
    Presence.DND: "danger",
}
_SIGNS = {Presence.DND: "dnd"}
"""Those that have another sign than a dot."""


class AccountMenu(QMenu):
    """What the avatar offers.

    Signals:
        status_chosen(Presence): I am on-line, busy or away.
        card_wanted(), settings_wanted(), shortcuts_wanted(), sign_out_wanted(), quit_wanted(): the entry was chosen.
    """

    status_chosen = Signal(object)
    card_wanted = Signal()
    settings_wanted = Signal()
    shortcuts_wanted = Signal()
    sign_out_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.aboutToHide.connect(self.deleteLater)

    def offer(self, me: Account, where: QPoint) -> None:
        """Open at a global position."""
        self.clear()
        name = self.addAction(me.name(QLocale().name()))
        name.setEnabled(False)
        kind = self.tr("Main account") if me.kind is AccountKind.MAIN else self.tr("Sub-account")
        who = self.addAction(self.tr("{login} · {kind}").format(login=me.login, kind=kind))
        who.setEnabled(False)
        self.addSeparator()
        group = QActionGroup(self)
        for presence, token in _DOTS.items():
            action = self.addAction(icon(_SIGNS.get(presence, "dot"), token), presence_name(presence))
            if presence is Presence.DND:
                action.setText(self.tr("Do not disturb: no new buyers"))
            action.setCheckable(True)
            action.setChecked(me.presence is presence)
            action.setFont(text_font(bold=me.presence is presence))
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, presence=presence: self.status_chosen.emit(presence))
        self.addSeparator()
        self.addAction(icon("card"), self.tr("My card")).triggered.connect(self.card_wanted)
        self.addAction(icon("settings"), self.tr("Settings")).triggered.connect(self.settings_wanted)
        self.addAction(icon("keyboard"), self.tr("Keyboard shortcuts")).triggered.connect(self.shortcuts_wanted)
        self.addSeparator()
        self.addAction(icon("sign_out"), self.tr("Sign out…")).triggered.connect(self.sign_out_wanted)
        self.addAction(icon("close"), self.tr("Quit")).triggered.connect(self.quit_wanted)
        self.popup(where)
