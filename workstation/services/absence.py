"""Watches how long a running desk is without its server."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from workstation.domain.clock import Clock, to_ms
from workstation.domain.errors import Refusal
from workstation.services.files import Files

LOOK_EVERY_S: Final = 600.0


class AbsenceWatch:
    """Looks every ten minutes; on the event loop.

    Args:
        files: the account's.
        clock: tells the time.
        is_online: whether the server is there.
        on_too_long: is told once, when the company's limit is passed.
    """

    def __init__(
        self, files: Files, clock: Clock, is_online: Callable[[], bool], on_too_long: Callable[[], None]
    ) -> None:
        self._files = files
        self._clock = clock
        self._is_online = is_online
        self._on_too_long = on_too_long
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Look no more."""
        task, self._task = self._task, None
        if task is not None and task is not asyncio.current_task():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def look(self) -> bool:
        """Tell whether the limit is passed."""
        from workstation.storage import absence

        if self._is_online():
            return False
        with suppress(Refusal):  # files that can't be read can't be shown either
            return await self._files.read(absence.too_long_now, to_ms(self._clock.now()))
        return False

    async def _run(self) -> None:
        while not await self.look():
            await asyncio.sleep(LOOK_EVERY_S)
        self._on_too_long()
