"""The desk as the user meets it: sign-in, window, tray, notifications, and the way out."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox

from workstation.domain.clock import Clock
from workstation.domain.link import Phase
from workstation.services.desk import Desk
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.services.views import CloseTo, Settings, Start
from workstation.ui.bus import Bus
from workstation.ui.language import Language
from workstation.ui.loop import spawn
from workstation.ui.main_window import MainWindow
from workstation.ui.notices import Notifier
from workstation.ui.problems import keeping_problem, start_problem
from workstation.ui.sign_in.window import SignInWindow
from workstation.ui.theme import Theme
from workstation.ui.tray import Tray, app_icon
from workstation.ui.widgets.buttons import Check
from workstation.ui.window_state import WindowState

log = logging.getLogger("workstation.ui")

CLOSE_S: Final = 0.9
"""How long a desk may take to close; then it is left behind."""


class Parts(Protocol):
    """What the composition root gives the shell."""

    folder: Path
    sign_in: SignIn
    settings: SettingsService
    bus: Bus
    clock: Clock
    proposed_server: str
    rehearsal: bool
    """Whether the desk signs in by itself, to a fair on this machine."""

    async def enter_rehearsal(self) -> None:
        """Start the rehearsal fair and sign in to it."""

    async def open_desk(self) -> Desk:
        """Return the services of the account that is signed in or whose files are open; begins to sync."""


class Shell(QObject):
    """Leads from the start of the program to its end."""

    def __init__(self, app: QApplication, parts: Parts) -> None:
        super().__init__(app)
        self._app = app
        self._parts = parts
        self._stop = asyncio.Event()
        self.theme = Theme(app)
        self.language = Language(app, self.theme)
        self.desk: Desk | None = None
        self.sign_in_window: SignInWindow | None = None
        self._notifier: Notifier | None = None
        self._question: QMessageBox | None = None
        self._show_look(parts.settings.get())
        self.window = MainWindow(parts.bus, parts.clock)
        self.tray = Tray(self)
        self._state = WindowState(parts.folder / "window.json")
        self._connect()

    def _connect(self) -> None:
        self._undo_settings = self._parts.settings.on_change(lambda _before, after: self._show_look(after))
        self.theme.changed.connect(self._parts.bus.theme_changed)
        self.language.changed.connect(self._parts.bus.language_changed)
        self.language.changed.connect(self.tray.retranslate)
        self.window.close_wanted.connect(self._on_close_wanted)
        self.window.quit_wanted.connect(self.quit)
        self.window.sign_in_wanted.connect(self.ask_to_sign_in)
        self.window.sign_out_wanted.connect(lambda: spawn(self._offer_sign_out(), owner=self))
        self.window.counts_changed.connect(lambda counts: self.tray.set_unread(counts.unread_messages))
        self.tray.open_wanted.connect(self.raise_window)
        self.tray.quit_wanted.connect(self.quit)
        self.tray.message_clicked.connect(self._on_notification_clicked)
        self.window.toast.clicked.connect(self._on_notification_clicked)

    def _show_look(self, settings: Settings) -> None:
        self.theme.apply(settings.theme)
        self.language.use(settings.language)

    # ---- life --------------------------------------------------------------------------------------------------

    async def run(self) -> int:
        """Show the desk and return when the user leaves."""
        self._app.setWindowIcon(app_icon())
        self._state.restore(self.window)
        try:
            if self._parts.rehearsal:
                self.window.show()
                await self._painted()
                await self._parts.enter_rehearsal()
                await self._enter()
            elif self._parts.sign_in.known() is None:
                self.ask_to_sign_in()
            else:
                self.window.show()
                await self._painted()
                await self._resume()
            self.tray.show()
            await self._stop.wait()
        finally:
            await self._end()
        return 0

    async def _painted(self) -> None:
        """Let the window be painted before anything heavy is read."""
        for _ in range(3):
            await asyncio.sleep(0)
        self.window.repaint()

    def quit(self) -> None:
        """End the program."""
        self._stop.set()

    async def _resume(self) -> None:
        start = await self._parts.sign_in.resume()
        if start in (Start.READY, Start.SIGNED_OUT, Start.DAMAGED):
            await self._enter()
            if start is Start.DAMAGED:
                self.window.banner.tell("start", start_problem(start))
            if start is Start.SIGNED_OUT:
                self.ask_to_sign_in()
        else:
            self.window.hide()
            self.ask_to_sign_in(start)

    async def _enter(self) -> None:
        """Show the account that is open now."""
        desk = self.desk = await self._parts.open_desk()
        self.window.show_desk(desk)
        self._state.restore_panes(self.window)
        keeping = self._parts.sign_in.key_state
        self.window.banner.tell("keeping", keeping_problem(keeping) if keeping is not None else None)
        self._notifier = Notifier(
            desk, self._parts.bus, self._parts.clock, self._notify, self.window.isActiveWindow, parent=self
        )
        self._notifier.opened.connect(self._on_notification_opened)
        self.raise_window()

    async def _leave_desk(self) -> None:
        desk, self.desk = self.desk, None
        if self._notifier is not None:
            self._notifier.stop()
            self._notifier.deleteLater()
            self._notifier = None
        try:
            async with asyncio.timeout(CLOSE_S):
                if self.window.workplace is not None:
                    await self.window.workplace.chat.save_drafts()
                self.window.forget_desk()
                if desk is not None:
                    await desk.close()
        except TimeoutError:
            log.warning("the desk did not close in time")
            self.window.forget_desk()

    async def _end(self) -> None:
        self._state.save(self.window)
        self._undo_settings()
        self.window.hide()
        self.tray.hide()
        self._close_sign_in()
        await self._leave_desk()
        self._parts.bus.detach()
        self.window.deleteLater()

    # ---- signing in and out ------------------------------------------------------------------------------------

    def ask_to_sign_in(self, start: Start = Start.FRESH) -> None:
        """Open the sign-in window, beside the desk if that is open."""
        if self.sign_in_window is None:
            window = SignInWindow(self._parts.sign_in, self._parts.settings, self._parts.proposed_server)
            window.ready.connect(lambda: spawn(self._on_signed_in(), owner=self))
            window.left.connect(self._on_sign_in_left)
            window.quit_wanted.connect(self.quit)
            window.setWindowIcon(app_icon())
            self.sign_in_window = window
            if self.desk is not None and self._parts.sign_in.must_change_password:
                window.ask_new_password()
            else:
                window.begin(start)
        self.sign_in_window.show()
        self.sign_in_window.raise_()
        self.sign_in_window.activateWindow()

    async def _on_signed_in(self) -> None:
        self._close_sign_in()
        self.window.show()
        await self._leave_desk()
        await self._enter()

    def _close_sign_in(self) -> None:
        window, self.sign_in_window = self.sign_in_window, None
        if window is not None:
            window.blockSignals(True)
            window.close()
            window.deleteLater()

    def _on_sign_in_left(self) -> None:
        self._close_sign_in()
        if self.desk is None:
            self.quit()

    async def _offer_sign_out(self) -> None:
        if self.desk is None or self._question is not None:
            return
        unsent = await self._parts.sign_in.unsent()
        box = QMessageBox(self.window)
        box.setWindowTitle(self.tr("Sign out"))
        box.setTextFormat(box.textFormat().PlainText)
        box.setText(self.tr("Sign out of this desk?"))
        told = self.tr("Your conversations stay on this machine, encrypted, and open again when you sign in.")
        if unsent:
            told += "\n" + self.tr("%n message(s) or draft(s) have not left yet; they wait for you.", "", unsent)
        box.setInformativeText(told)
        erase = Check(self.tr("Also erase everything on this machine"), box)
        box.setCheckBox(erase)
        leave = box.addButton(self.tr("Sign out"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        self._question = box
        box.finished.connect(lambda _code: self._on_sign_out_answered(box, box.clickedButton() is leave, erase))
        box.open()

    def _on_sign_out_answered(self, box: QMessageBox, wanted: bool, erase: Check) -> None:
        self._question = None
        everything = erase.isChecked()
        box.deleteLater()
        if wanted:
            spawn(self._sign_out(erase=everything), owner=self)

    async def _sign_out(self, *, erase: bool) -> None:
        await self._leave_desk()
        await self._parts.sign_in.sign_out(erase=erase)
        self.window.hide()
        self.ask_to_sign_in()

    # ---- window ------------------------------------------------------------------------------------------------

    def raise_window(self) -> None:
        """Bring the window (or, signed out, the sign-in window) to the front."""
        window = self.window if self.desk is not None or self.sign_in_window is None else self.sign_in_window
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    def _on_close_wanted(self) -> None:
        if self._parts.settings.get().close_to is CloseTo.TRAY and self.tray.available:
            self.window.hide()
        else:
            self.quit()

    def _notify(self, title: str, text: str) -> None:
        if not self.tray.notify(title, text) and self.window.isVisible():
            self.window.toast.say(f"{title}: {text}")
        self._app.alert(self.window)

    def _on_notification_clicked(self) -> None:
        if self._notifier is not None:
            self._notifier.clicked()

    def _on_notification_opened(self, conversation: object) -> None:
        self.raise_window()
        if conversation is not None and self.window.workplace is not None:
            self.window.workplace.open_conversation(conversation, enter=True)  # type: ignore[arg-type]  # Signal(object)

    @property
    def is_online(self) -> bool:
        """Whether the link is up, for those who wait for it."""
        return self.desk is not None and self.window.status.state.phase is Phase.ONLINE
