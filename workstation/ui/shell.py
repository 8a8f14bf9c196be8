"""The desk as the user meets it: sign-in, window, tray, notifications, and the way out."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.link import ENDED_FOR_GOOD, LOCKED_OFFLINE, LinkState
from workstation.services.views import CloseTo, Start
from workstation.ui.bus import Bus
from workstation.ui.front import Front
from workstation.ui.tasks import spawn

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.services.settings import SettingsService
    from workstation.services.sign_in import SignIn
    from workstation.ui.desk_watch import DeskWatch
    from workstation.ui.notices import Place as MessagePlace
    from workstation.ui.places import Place as ScreenPlace
    from workstation.ui.sign_in.leaving import LeavingQuestion
    from workstation.ui.sign_in.window import SignInWindow
    from workstation.ui.tray import Tray

log = logging.getLogger("workstation.ui")

PUT_OUT: Final = ENDED_FOR_GOOD | {LOCKED_OFFLINE}
"""What ends the desk at once, whatever one is doing."""
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
    """Whether a rehearsal fair is to be started and signed in to."""

    async def enter_rehearsal(self) -> None:
        """Start the rehearsal fair and sign in to it; raises whatever kept it from starting."""

    async def open_desk(self) -> Desk:
        """Return the services of the account whose files are open, and begin to sync."""


class Shell(QObject):
    """Leads from the start of the program to its end."""

    def __init__(self, app: QApplication, parts: Parts, front: Front) -> None:
        super().__init__(app)
        self._app = app
        self._parts = parts
        self._stop = asyncio.Event()
        self.theme = front.theme
        self.language = front.language
        self.window = front.window
        self.desk: Desk | None = None
        self.sign_in_window: SignInWindow | None = None
        self.tray: Tray | None = None
        self.watch: DeskWatch | None = None
        self._question: LeavingQuestion | None = None
        self._asked_for = ""
        self._state = front.state
        self._undo_settings = parts.settings.on_change(lambda _before, after: front.show_look(after))
        self.theme.changed.connect(parts.bus.theme_changed)
        self.language.changed.connect(parts.bus.language_changed)
        self.window.close_wanted.connect(self._on_close_wanted)
        self.window.quit_wanted.connect(self.quit)
        parts.bus.link_changed.connect(self._on_link_changed)
        self.window.sign_in_wanted.connect(self.ask_to_sign_in)
        self.window.sign_out_wanted.connect(lambda: spawn(self._offer_sign_out(), owner=self))

    # ---- life --------------------------------------------------------------------------------------------------

    async def run(self) -> int:
        """Show the desk and return when the user leaves."""
        try:
            if self._parts.rehearsal:
                self.window.show()
                await self._rehearse()
            elif self._parts.sign_in.known() is None:
                self.ask_to_sign_in()
            else:
                await self._resume()
            self._show_tray()
            await self._stop.wait()
        finally:
            await self._end()
        return 0

    def quit(self) -> None:
        """End the program."""
        self._stop.set()

    async def _resume(self) -> None:
        self.window.show()
        inbox = self.window.workplace.inbox
        if not len(inbox.model) and (rows := await self._parts.sign_in.first_rows()):
            self.window.show_early(rows)
        start = await self._parts.sign_in.resume()
        opened = start in (Start.READY, Start.SIGNED_OUT) and self._parts.sign_in.me is not None
        if opened:
            await self._enter()
        else:
            self.window.hide()
        if start is not Start.READY:
            self.ask_to_sign_in(start)

    async def _rehearse(self) -> None:
        self.window.workplace.inbox.empty.say(
            "sync", self.tr("Starting the rehearsal fair"), self.tr("The first start takes a little longer.")
        )
        self.window.workplace.inbox.empty.show_progress(0)
        try:
            await self._parts.enter_rehearsal()
        except Exception:  # whatever it was, the user is told and may go on with another server
            log.exception("the rehearsal fair did not start")
            self.window.hide()
            self.ask_to_sign_in()
            assert self.sign_in_window is not None
            from workstation.ui.problems import rehearsal_problem

            self.sign_in_window.show_trouble(rehearsal_problem())
        else:
            await self._enter()

    async def _enter(self) -> None:
        """Show the account that is open now."""
        await _import_screens()
        from workstation.ui.problems import keeping_problem, salvaged_problem

        desk = self.desk = await self._parts.open_desk()
        self.window.show_desk(desk)
        self._state.restore_panes(self.window)
        sign_in = self._parts.sign_in
        keeping = sign_in.key_state
        self.window.tell("keeping", keeping_problem(keeping) if keeping is not None else None)
        self.window.tell("salvaged", salvaged_problem() if sign_in.salvaged else None)
        self._watch(desk)
        await self._reopen(desk)

    async def _reopen(self, desk: Desk) -> None:
        """Show what was open when the desk was left, unless something has been opened meanwhile."""
        conversation = await desk.last_open.get()
        if conversation is not None and self.desk is desk and self.window.workplace.open_id is None:
            self.window.workplace.open_conversation(conversation, as_left=True)

    def _watch(self, desk: Desk) -> None:
        from workstation.ui.desk_watch import DeskWatch

        self.watch = DeskWatch(desk, self._parts.bus, self._parts.clock, self.window, self)
        self.watch.opened.connect(self._on_notification_opened)
        if self.tray is not None:
            self.watch.set_tray(self.tray)

    async def _leave_desk(self) -> None:
        """Close the desk, whatever hangs; sign-in stays usable."""
        desk, self.desk = self.desk, None
        watch, self.watch = self.watch, None
        try:
            async with asyncio.timeout(CLOSE_S):
                if watch is not None:
                    try:
                        await watch.stop()
                    finally:
                        watch.deleteLater()  # not before: it waits for the disk, and its timers go with it
                if self.window.workplace.chat is not None:
                    with suppress(Refusal):  # the files are gone, or can't be written: there is nowhere to
                        await self.window.workplace.chat.save_drafts()
                if desk is not None:
                    await desk.stop()
        except TimeoutError:
            log.warning("the desk did not close in time")
        self.window.forget_desk()

    async def _end(self) -> None:
        self._state.save(self.window)
        self.window.hide()
        if self.tray is not None:
            self.tray.hide()
        self._close_sign_in()
        await self._leave_desk()
        await self._parts.sign_in.close()
        self._undo_settings()
        self._parts.bus.detach()
        self.window.deleteLater()

    # ---- signing in and out ------------------------------------------------------------------------------------

    def ask_to_sign_in(self, start: Start = Start.FRESH) -> None:
        """Open the sign-in window, beside the desk if that is open."""
        if self.sign_in_window is None:
            from workstation.ui.sign_in.window import SignInWindow
            from workstation.ui.tray import app_icon

            window = SignInWindow(self._parts.sign_in, self._parts.settings, self._parts.proposed_server)
            window.setWindowIcon(app_icon())
            window.ready.connect(lambda: spawn(self._on_signed_in(), owner=self))
            window.left.connect(self._on_sign_in_left)
            window.quit_wanted.connect(self.quit)
            self.sign_in_window = window
            # Another account's files would be opened under the desk's eyes: one signs out of this one first.
            window.credentials.lock_account(self.desk is not None)
            if self.desk is not None and self._parts.sign_in.must_change_password:
                window.ask_new_password()
            else:
                window.begin(start)
        self.sign_in_window.show()
        self.sign_in_window.raise_()
        self.sign_in_window.activateWindow()

    def _on_link_changed(self, state: LinkState) -> None:
        """Lead back to choosing a password: who left before that was begun knows no other way in."""
        code = state.problem_code if self.desk is not None else ""
        asked, self._asked_for = self._asked_for, code
        if code in PUT_OUT and asked != code:
            spawn(self._put_out(code), owner=self)
        elif code == "must_change_password" and asked != code and self.sign_in_window is None:
            self.ask_to_sign_in()

    async def _put_out(self, code: str) -> None:
        """Leave the desk: its files are deleted by order of the server, or shut until somebody has signed in."""
        from workstation.ui.problems import put_out_problem

        self._close_sign_in()
        await self._leave_desk()
        self.window.hide()
        self.ask_to_sign_in()
        assert self.sign_in_window is not None
        self.sign_in_window.show_trouble(put_out_problem(code))

    async def _on_signed_in(self) -> None:
        self._close_sign_in()
        if self.desk is None:
            self.window.show()
            await self._enter()
        self.raise_window()

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
        from workstation.ui.sign_in.leaving import LeavingQuestion

        unsent = await self._parts.sign_in.unsent()
        question = self._question = LeavingQuestion(unsent, self.window)
        question.finished.connect(self._on_sign_out_answered)
        question.open()

    def _on_sign_out_answered(self) -> None:
        question, self._question = self._question, None
        if question is None:
            return
        if question.wanted:
            spawn(self._sign_out(erase=question.erase), owner=self)
        question.deleteLater()

    async def _sign_out(self, *, erase: bool) -> None:
        await self._leave_desk()
        await self._parts.sign_in.sign_out(erase=erase)
        self.window.hide()
        self.ask_to_sign_in()

    # ---- window and tray ---------------------------------------------------------------------------------------

    def raise_window(self) -> None:
        """Bring the window (or, signed out, the sign-in window) to the front."""
        alone = self.desk is None and self.sign_in_window is not None
        window = self.sign_in_window if alone and self.sign_in_window is not None else self.window
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    def _show_tray(self) -> None:
        from workstation.ui.tray import Tray, app_icon

        self._app.setWindowIcon(app_icon())
        tray = self.tray = Tray(self)
        self.language.changed.connect(tray.retranslate)
        self.window.counts_changed.connect(lambda counts: tray.set_unread(counts.unread_messages))
        tray.set_unread(self.window.workplace.inbox.feed.counts.unread_messages)
        tray.open_wanted.connect(self.raise_window)
        tray.quit_wanted.connect(self.quit)
        if self.watch is not None:
            self.watch.set_tray(tray)
        tray.show()

    def _on_close_wanted(self) -> None:
        to_tray = self._parts.settings.get().close_to is CloseTo.TRAY
        if to_tray and self.tray is not None and self.tray.available:
            self.window.hide()
        else:
            self.quit()

    def _on_notification_opened(self, place: MessagePlace | ScreenPlace | None) -> None:
        from workstation.ui.places import Place as ScreenPlace

        self.raise_window()
        if isinstance(place, ScreenPlace):
            self.window.places.open(place)
        elif place is not None:
            self.window.open_conversation(place.conversation, place.n)


async def _import_screens() -> None:
    """Load what only a desk needs, piece by piece, so that the list can be painted and used meanwhile."""
    await asyncio.sleep(0)
    import workstation.ui.chat.timeline.area

    await asyncio.sleep(0)
    import workstation.ui.chat.view

    await asyncio.sleep(0)
    import workstation.ui.profile.view  # noqa: F401  # read now, so that opening a buyer waits for nothing

    await asyncio.sleep(0)
