"""A bad network: a real TCP proxy on this machine that cuts, stalls, loses answers or answers in another's place."""

import asyncio
import contextlib
import random
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

PIECE = 64 * 1024


def http_answer(status: str, body: bytes, media_type: str = "application/json", *headers: str) -> bytes:
    """Return a whole HTTP answer after which the connection ends."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


def event_stream(*pieces: bytes) -> bytes:
    """Return the beginning of an event stream that ends with its connection, as through an HTTP/1.0 proxy."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    return head + b"".join(pieces)


@dataclass
class Counters:
    """What has happened so far."""

    connections: int = 0
    requests: list[str] = field(default_factory=list)
    """First lines of the first request of each connection."""
    cut: int = 0
    answered: int = 0
    """Answers given in the server's place."""
    bytes_up: int = 0
    bytes_down: int = 0


class BadNetwork:
    """A proxy to one server; its faults are attributes that may be changed at any time from any thread.

    Attributes:
        cut_after_s: end each connection after that many seconds (a number, or the bounds of a random one).
        cut_down_at: end a connection as soon as that many bytes of its answers have passed (0: the answer is lost
            whole, after the server has done the work).
        cuts_left: how many connections `cut_down_at` ends before it is over; None for all.
        stalled: connections are accepted, nothing passes.
        refusing: connections are ended at once.
        answer: given a request's head, returns the bytes to answer in the server's place, or None to pass it on.
        hold_open: keep a connection open after `answer`'s bytes, saying nothing more.
    """

    def __init__(self, target: str = "http://127.0.0.1:9", *, seed: int = 1) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 80)
        self.cut_after_s: float | tuple[float, float] | None = None
        self.cut_down_at: int | None = None
        self.cuts_left: int | None = None
        self.stalled = False
        self.refusing = False
        self.answer: Callable[[bytes], bytes | None] | None = None
        self.hold_open = False
        self.counters = Counters()
        self._random = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bad-network", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(60)

    def retarget(self, target: str) -> None:
        """Pass later connections on to another server (restarted on another port)."""
        parts = urlsplit(target)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 80)

    def drop_all(self) -> None:
        """End all connections that are open now."""
        self._loop.call_soon_threadsafe(self._drop_all)

    @contextlib.contextmanager
    def broken(self) -> Iterator[None]:
        """While the context lasts there is no network."""
        self.refusing = True
        self.drop_all()
        yield
        self.refusing = False

    # ------------------------------------------------------------------ on the proxy's thread

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._accepted, sock=self._socket))
        self._loop.call_soon(self._ready.set)
        self._loop.run_forever()
        # Not `server.close()` first: a connection accepted a moment ago would be left open by asyncio.
        self._loop.remove_reader(self._socket.fileno())
        self._loop.run_until_complete(self._end())
        server.close()
        self._loop.close()

    async def _end(self) -> None:
        while len(asyncio.all_tasks()) > 1:
            self._drop_all()
            for task in tuple(self._tasks):
                task.cancel()
            await asyncio.sleep(0)
        await asyncio.sleep(0)

    def _drop_all(self) -> None:
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        self.counters.connections += 1
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            # Ends are what this proxy is for. Its own end too: asyncio reports a server's cancelled task as an error.
            return
        finally:
            self._writers.discard(writer)
            self._tasks.discard(task)
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.refusing:
            self.counters.cut += 1
            return
        cut = self._loop.call_later(self._lifetime_s(), self._cut, writer) if self.cut_after_s is not None else None
        try:
            while self.stalled:
                await asyncio.sleep(0.01)
            head = await reader.readuntil(b"\r\n\r\n")
            self.counters.requests.append(head.split(b"\r\n", 1)[0].decode("latin-1"))
            instead = self.answer(head) if self.answer is not None else None
            if instead is not None:
                await self._answer(head, instead, reader, writer)
            else:
                await self._pass_on(head, reader, writer)
        finally:
            if cut is not None:
                cut.cancel()

    def _lifetime_s(self) -> float:
        if isinstance(self.cut_after_s, tuple):
            return self._random.uniform(*self.cut_after_s)
        return self.cut_after_s or 0.0

    def _cut(self, writer: asyncio.StreamWriter) -> None:
        self.counters.cut += 1
        writer.transport.abort()

    async def _answer(
        self, head: bytes, instead: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        length = next(
            (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
        )
        await reader.readexactly(length)
        self.counters.answered += 1
        writer.write(instead)
        await writer.drain()
        if self.hold_open:
            await reader.read()
        writer.close()
        await writer.wait_closed()

    async def _pass_on(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_connection(*self._target)
        self._writers.add(server_writer)
        try:
            # Where some requests are answered in the server's place, each comes on a connection of its own.
            last = self.answer is not None
            server_writer.write(head.replace(b"Connection: keep-alive", b"Connection: close") if last else head)
            up = asyncio.ensure_future(self._pump_up(reader, server_writer))
            try:
                await self._pump_down(server_reader, writer)
            finally:
                up.cancel()
                await asyncio.gather(up, return_exceptions=True)
        finally:
            self._writers.discard(server_writer)
            server_writer.transport.abort()

    async def _pump_up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(PIECE):
            await self._held()
            self.counters.bytes_up += len(piece)
            writer.write(piece)
            await writer.drain()
        writer.transport.abort()

    async def _pump_down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        passed = 0
        while piece := await reader.read(PIECE):
            await self._held()
            limit = self.cut_down_at if self.cuts_left is None or self.cuts_left > 0 else None
            if limit is not None and passed + len(piece) > limit:
                writer.write(piece[: limit - passed])
                await writer.drain()
                if self.cuts_left is not None:
                    self.cuts_left -= 1
                self.counters.cut += 1
                # Close rather than abort: the bytes before the cut shall arrive.
                writer.close()
                await writer.wait_closed()
                return
            passed += len(piece)
            self.counters.bytes_down += len(piece)
            writer.write(piece)
            await writer.drain()

    async def _held(self) -> None:
        while self.stalled:
            await asyncio.sleep(0.01)
