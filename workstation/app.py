"""The desk, wired together: the one module that knows all its parts. Imported when the first window stands."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from workstation.domain.changes import ChangeSet
from workstation.domain.link import LinkState
from workstation.domain.signals import Signal
from workstation.services.sign_in import SignIn
from workstation.services.views import KeyKeeping, Start
from workstation.ui import runtime
from workstation.ui.shell import Shell

if TYPE_CHECKING:
    from workstation.begun import Begun
    from workstation.rehearsal.programs import Child
    from workstation.services.desk import Desk

Then = Callable[["Application"], Awaitable[None]]
"""What to do with the running desk in place of waiting for the user to leave."""


class Application:
    """What the shell is made of; trials and screenshots hold on to it."""

    def __init__(self, qt: QApplication, begun: "Begun") -> None:
        self.folder = begun.folder
        self.proposed_server: str = begun.options.server or ""
        self.rehearsal: bool = begun.options.rehearsal
        self.clock = begun.clock
        self.bus = begun.bus
        self.trace = begun.trace
        self.settings = begun.settings
        self.sign_in = SignIn(self.folder, begun.profile, head_start=begun.head_start)
        self.shell = Shell(qt, self, begun.front)
        self._chosen = begun.chosen
        self._fair: Child | None = None

    def run(self, qt: QApplication, then: Then | None) -> int:
        """Run until the user leaves; return the exit status."""
        return runtime.run(qt, lambda: self._main(then))

    async def open_desk(self) -> "Desk":
        """Return the services of the account whose files are open, and begin to sync."""
        from workstation.services.desk import open_desk

        desk = await open_desk(self.sign_in, self.settings, self, self.clock)
        if self._chosen:  # asked for at this start: more recent than what the account's files say
            await self.settings.update(**self._chosen)
        return desk

    # --- what the services tell, on any thread ---

    def post_change(self, change: ChangeSet) -> None:
        """The local files changed."""
        self.bus.post_change(change)

    def post_link(self, state: LinkState) -> None:
        """The link changed."""
        self.trace.link(state)
        self.bus.post_link(state)

    def post_signal(self, signal: Signal) -> None:
        """Somebody types, or comes and goes."""
        self.bus.post_signal(signal)

    # --- life ---

    async def _main(self, then: Then | None) -> int:
        """Run the shell; with `then`, leave when that is through."""
        self.bus.attach(asyncio.get_running_loop())
        if then is None:
            return await self.shell.run()
        running = asyncio.ensure_future(self.shell.run())
        try:
            await then(self)
        finally:
            self.shell.quit()
            await running
        return 0

    async def enter_rehearsal(self) -> None:
        """Start the rehearsal fair as a program of its own, and sign in to it."""
        from workstation.rehearsal.programs import Child

        folder = self.folder.parent / "fair"
        self._fair = Child(["rehearsal", "--embedded", "--folder", str(folder)], log=self.folder / "rehearsal.log")
        with ThreadPoolExecutor(1) as waiting:
            ready = await asyncio.get_running_loop().run_in_executor(waiting, self._fair.ready)
        print(f"Buyer's page of the rehearsal fair: {ready['portal']}", flush=True)
        if self.sign_in.known() is not None and await self.sign_in.resume() is Start.READY:
            return
        remember = await self.sign_in.keeping() is KeyKeeping.KEYRING
        await self.sign_in.sign_in(ready["url"], ready["login"], ready["password"], remember)

    def end(self) -> None:
        """End what was started beside the desk."""
        if self._fair is not None:
            self._fair.stop()


def pictures(folder: Path) -> Then:
    """Return what takes some pictures of the screens and leaves."""

    from workstation.ui import gallery

    async def take(application: Application) -> None:
        await gallery.signed_in(application.shell)
        await gallery.tour(application.shell, folder)

    return take
