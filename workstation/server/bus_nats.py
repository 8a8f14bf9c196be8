"""The bus of many replicas: NATS core, which forgets what nobody heard (and that is all that is wanted)."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from workstation.logs import logger
from workstation.server.bus import Hint, fitting

SUBJECT = "workstation.hints"
MAX_BYTES = 200_000
RECONNECT_S = 1
PENDING_BYTES = 2 * 1024 * 1024

Heard = Callable[[Msg], Awaitable[None]]
Failed = Callable[[Exception], Awaitable[None]]

log = logger("server.bus")
_hint = msgspec.json.Decoder(Hint)


class NatsBus:
    """Hints over a NATS server; its client reconnects by itself."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client: Client | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._sending: set[asyncio.Task[None]] = set()

    async def start(self, heard: Callable[[Hint], None], reconnected: Callable[[], None]) -> None:
        """Begin to listen; a server that isn't there yet is tried again in the background."""

        async def hear(message: Msg) -> None:
            try:
                heard(_hint.decode(message.data))
            except msgspec.MsgspecError:
                log.warning("a hint could not be read")  # of a newer version, perhaps
                reconnected()

        async def back() -> None:
            reconnected()

        async def failed(error: Exception) -> None:
            log.warning("the bus: %s", type(error).__name__)

        self._client = Client()
        self._connecting = asyncio.create_task(self._connect(self._client, hear, back, failed))

    async def _connect(self, client: Client, hear: Heard, back: Callable[[], Awaitable[None]], failed: Failed) -> None:
        while True:
            try:
                await client.connect(
                    self._url,
                    max_reconnect_attempts=-1,
                    reconnect_time_wait=RECONNECT_S,
                    reconnected_cb=back,
                    error_cb=failed,
                    pending_size=PENDING_BYTES,
                )
                await client.subscribe(SUBJECT, cb=hear)
                await back()
                return
            except (OSError, NatsError, TimeoutError) as error:
                await failed(error)
                await asyncio.sleep(RECONNECT_S)

    def publish(self, hint: Hint) -> None:
        """Tell the others, soon; while the bus is down they look at the heads by themselves."""
        if self._client is None or not self._client.is_connected:
            return
        for payload in fitting(hint, MAX_BYTES):
            task = asyncio.ensure_future(self._client.publish(SUBJECT, payload))
            self._sending.add(task)
            task.add_done_callback(self._sent)

    def _sent(self, task: "asyncio.Task[None]") -> None:
        self._sending.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.warning("a hint was not sent: %s", type(task.exception()).__name__)

    def up(self) -> bool:
        """Tell whether hints can be expected to arrive."""
        return self._client is not None and self._client.is_connected

    async def stop(self) -> None:
        """Let go of the connection."""
        if self._connecting is not None:
            self._connecting.cancel()
            await asyncio.gather(self._connecting, return_exceptions=True)
        if self._client is not None:
            with contextlib.suppress(Exception):
                await self._client.close()
