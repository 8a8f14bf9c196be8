"""The desk, wired together: the one module that knows all its parts."""

import argparse
import asyncio
import locale
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from workstation import logs, paths
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock, SystemClock
from workstation.domain.link import LinkState
from workstation.domain.signals import Signal
from workstation.services.head_start import HeadStart
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.services.views import KeyKeeping, Start
from workstation.storage.profile_file import ProfileFile
from workstation.ui import runtime
from workstation.ui.bus import Bus
from workstation.ui.shell import Shell
from workstation.ui.single_instance import SingleInstance
from workstation.ui.trace import Trace

if TYPE_CHECKING:
    # What the first paint doesn't need is imported later.
    from workstation.rehearsal.programs import Child
    from workstation.services.desk import Desk

Then = Callable[["Application"], Awaitable[None]]
"""What to do with the running desk in place of waiting for the user to leave."""

NO_PROFILE = 1


class Application:
    """What the shell is made of; trials and screenshots hold on to it."""

    def __init__(self, options: argparse.Namespace, head_start: HeadStart | None = None) -> None:
        self.folder = paths.profile(options.profile, rehearsal=options.rehearsal)
        self.proposed_server: str = options.server or ""
        self.rehearsal: bool = options.rehearsal
        self.clock: Clock = SystemClock()
        self.bus = Bus()
        self.trace = Trace(options.trace)
        profile = ProfileFile(self.folder)
        wanted = {"language": options.language, "theme": options.theme}
        self._chosen = {name: value for name, value in wanted.items() if value}
        if self._chosen:
            profile.update(**self._chosen)
        self.settings = SettingsService(profile, default_language=_language_of_this_machine())
        self.sign_in = SignIn(self.folder, profile, head_start=head_start)
        self.shell: Shell | None = None
        self._fair: Child | None = None

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

    async def main(self, shell: Shell, then: Then | None) -> int:
        """Run the shell; with `then`, leave when that is through."""
        self.shell = shell
        self.bus.attach(asyncio.get_running_loop())
        self.trace.watch_window(shell.window)
        self.trace.watch_list(shell.window.workplace.inbox.list)
        if then is None:
            return await shell.run()
        running = asyncio.ensure_future(shell.run())
        try:
            await then(self)
        finally:
            shell.quit()
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


def _language_of_this_machine() -> str:
    return "zh_CN" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def _pictures(folder: Path) -> Then:
    """Return what takes some pictures of the screens and leaves."""

    from workstation.ui import gallery

    async def take(application: Application) -> None:
        assert application.shell is not None
        await gallery.signed_in(application.shell)
        await gallery.tour(application.shell, folder)

    return take


def run(options: argparse.Namespace, then: Then | None = None, *, head_start: HeadStart | None = None) -> int:
    """Show the desk until the user leaves; return the exit status."""
    qt = runtime.make_application()
    folder = paths.profile(options.profile, rehearsal=options.rehearsal)
    instance = SingleInstance(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not instance.acquire(sys.argv[1:]):
            return 0
    except OSError as error:
        print(f"The profile {folder} cannot be used: {error}", file=sys.stderr)
        return NO_PROFILE
    logs.start(folder / "logs")
    if then is None and options.screenshots is not None:
        then = _pictures(options.screenshots)
    application = Application(options, head_start)
    try:
        shell = Shell(qt, application)
        instance.started_again.connect(shell.raise_window)
        return runtime.run(qt, lambda: application.main(shell, then))
    finally:
        application.end()
        instance.release()
        logs.stop()
