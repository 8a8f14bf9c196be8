"""All the parts of a running server, wired once."""

import asyncio
import contextlib
import secrets
from collections.abc import Callable, Coroutine
from typing import Any

from workstation.domain.clock import Clock, SystemClock
from workstation.logs import logger
from workstation.server.administration import Administration
from workstation.server.auth import Auth, seen
from workstation.server.bus import Bus, NoBus
from workstation.server.calendar_feeds import CalendarFeeds
from workstation.server.caller import Callers, revoked_among
from workstation.server.config import Settings
from workstation.server.database import Database
from workstation.server.hub import Hub
from workstation.server.images import Images
from workstation.server.jobs import Jobs
from workstation.server.migrate import migrate
from workstation.server.passwords import Passwords
from workstation.server.presence import PresenceBook
from workstation.server.upkeep import plan_upkeep
from workstation.server.writer import Writer

SEEN_EVERY_S = 300.0

log = logger("server.platform")


def make_bus(settings: Settings, database: Database) -> Bus:
    """Return the bus that the settings ask for.

    Raises:
        ValueError: for an address that no bus understands.
    """
    kind = settings.bus or ("postgresql" if database.is_postgres else "")
    if not kind:
        return NoBus()
    if kind == "postgresql":
        from workstation.server.bus_postgres import PostgresBus

        return PostgresBus(database.url)
    if kind.startswith("nats://"):
        from workstation.server.bus_nats import NatsBus

        return NatsBus(kind)
    raise ValueError(f"no such bus: {kind}")


class Platform:
    """What routes work with; made by `create_app`, started and stopped with the application."""

    def __init__(
        self, settings: Settings, *, clock: Clock | None = None, pick: Callable[[int], int] = secrets.randbelow
    ) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        self.pick = pick
        self.database = Database(settings.database_url())
        self.callers = Callers(self.database, self.clock)
        self.hub = Hub(self.database, make_bus(settings, self.database), self.callers.forget)
        self.writer = Writer(self.database, self.clock, self.hub.committed)
        self.passwords = Passwords(settings.limits)
        self.images = Images(settings.limits.image_pixels)
        self.auth = Auth(self.database, self.writer, self.callers, self.passwords, settings.limits, self.clock)
        self.administration = Administration(self.writer, self.passwords)
        self.calendar_feeds = CalendarFeeds(self.database, self.writer, self.clock, settings)
        self.presence = PresenceBook(self.writer, self.hub, settings.limits)
        self.jobs = Jobs(self.database, self.writer, self.clock, settings.limits, settings.outside)
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Bring the tables up to date and begin."""
        await asyncio.to_thread(migrate, self.database)
        self.writer.start()
        await self.writer.write(plan_upkeep)
        await self.hub.start()
        self._tasks = [
            asyncio.create_task(self._every(self._heads_interval, self.hub.poll_heads)),
            asyncio.create_task(self._every(lambda: 1.0, self.presence.tick)),
            asyncio.create_task(self._every(lambda: self.settings.jobs_poll_s, self._do_jobs)),
            asyncio.create_task(self._every(lambda: self.settings.heartbeat_s, self._check_tokens)),
            asyncio.create_task(self._every(lambda: SEEN_EVERY_S, self._note_seen)),
        ]

    def _heads_interval(self) -> float:
        return self.settings.heads_poll_s if self.hub.bus_up() else self.settings.heads_poll_down_s

    async def _every(self, interval_s: Callable[[], float], what: Callable[[], Coroutine[Any, Any, None]]) -> None:
        while True:
            await asyncio.sleep(interval_s())
            try:
                await what()
            except Exception:  # a database that is away must not end the watch
                log.exception("a regular task failed")

    async def _do_jobs(self) -> None:
        await self.jobs.turn(wait=False)

    async def _check_tokens(self) -> None:
        """End the streams of tokens that no longer count, however that came about."""
        held = self.hub.tokens()
        if held:
            self.hub.end_tokens(await self.database.read(revoked_among, held, self.clock.now()))

    async def _note_seen(self) -> None:
        """Note whose desks are still there: a stream may stay open for days."""
        held = self.hub.tokens()
        if held:
            await self.writer.write(seen, sorted(held))

    async def stop(self) -> None:
        """Let go of everything, finishing what was accepted."""
        self.hub.close()
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await self.jobs.close()
        with contextlib.suppress(Exception):
            await self.presence.close()
        await asyncio.to_thread(self.writer.close)
        await self.hub.stop()
        self.passwords.close()
        self.images.close()
        self.database.close()
