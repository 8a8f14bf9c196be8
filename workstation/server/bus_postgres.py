"""The bus of replicas on PostgreSQL: LISTEN and NOTIFY on connections of their own, after the commit."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import msgspec
import psycopg
from psycopg import AsyncConnection, sql
from sqlalchemy import URL

from workstation.logs import logger
from workstation.server.bus import MAX_NOTIFY_BYTES, Hint, fitting

CHANNEL = "workstation"
QUEUE = 4096
AGAIN_S = 0.5

log = logger("server.bus")
_hint = msgspec.json.Decoder(Hint)


class PostgresBus:
    """Hints by the database's own notifications: no further server is needed.

    Never inside the transaction that writes: notifying takes a lock there that all commits wait for.
    """

    def __init__(self, url: URL) -> None:
        self._conninfo = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._queue: asyncio.Queue[Hint] = asyncio.Queue(QUEUE)
        self._tasks: list[asyncio.Task[None]] = []
        self._listening = False

    async def start(self, heard: Callable[[Hint], None], reconnected: Callable[[], None]) -> None:
        """Begin to listen, and to send what is queued."""
        self._tasks = [
            asyncio.create_task(self._again(lambda: self._listen(heard, reconnected))),
            asyncio.create_task(self._again(self._send)),
        ]

    def publish(self, hint: Hint) -> None:
        """Tell the others, soon."""
        with contextlib.suppress(asyncio.QueueFull):  # they look at the heads by themselves
            self._queue.put_nowait(hint)

    def up(self) -> bool:
        """Tell whether hints can be expected to arrive."""
        return self._listening

    async def stop(self) -> None:
        """Let go of the connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _again(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do it again after every failure, until cancelled."""
        while True:
            try:
                await work()
            except (psycopg.Error, OSError) as error:
                log.warning("the bus is down: %s", type(error).__name__)
            await asyncio.sleep(AGAIN_S)

    async def _connect(self) -> AsyncConnection[tuple[object, ...]]:
        return await AsyncConnection.connect(self._conninfo, autocommit=True)

    async def _listen(self, heard: Callable[[Hint], None], reconnected: Callable[[], None]) -> None:
        async with await self._connect() as connection:
            await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
            self._listening = True
            reconnected()
            try:
                async for notification in connection.notifies():
                    self._hear(notification.payload, heard, reconnected)
            finally:
                self._listening = False

    @staticmethod
    def _hear(payload: str, heard: Callable[[Hint], None], reconnected: Callable[[], None]) -> None:
        try:
            heard(_hint.decode(payload))
        except msgspec.MsgspecError:
            log.warning("a notification could not be read")  # of a newer version, perhaps
            reconnected()

    async def _send(self) -> None:
        async with await self._connect() as connection:
            while True:
                hints = [await self._queue.get()]
                while not self._queue.empty():
                    hints.append(self._queue.get_nowait())
                payloads = [payload.decode() for hint in hints for payload in fitting(hint, MAX_NOTIFY_BYTES)]
                async with connection.cursor() as cursor:
                    await cursor.executemany("SELECT pg_notify(%s, %s)", [(CHANNEL, one) for one in payloads])
