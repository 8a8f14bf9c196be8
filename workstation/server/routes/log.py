"""Following one's log: as an event stream, or by long-poll where a proxy doesn't let streams through."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from litestar import MediaType, Request, Response, get
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import Parameter
from litestar.response import Stream
from sqlalchemy.exc import DBAPIError

from workstation.domain.errors import Problem, Refusal
from workstation.domain.events import LogPage
from workstation.logs import logger
from workstation.server.caller import Caller
from workstation.server.hub import Ended, Subscription
from workstation.server.parts import Platform
from workstation.server.permissions import SIGNED_IN

log = logger("server.log")

MAX_WAIT_S = 25
MAX_NUMBER = 2**53
After = Annotated[int, Parameter(ge=0, le=MAX_NUMBER)]
NO_BUFFERING = [
    ResponseHeader(name="X-Accel-Buffering", value="no"),
    ResponseHeader(name="Cache-Control", value="no-store"),
]


def _page(lines: list[tuple[int, bytes]], last: int) -> bytes:
    return b'{"events":[%s],"last_seq":%d}' % (b",".join(frame for _seq, frame in lines), last)


@get(
    "/api/v1/log",
    opt=SIGNED_IN,
    responses={
        200: ResponseSpec(LogPage, description="What follows, oldest first; empty when nothing came in time"),
        410: ResponseSpec(Problem, description="gone: take a snapshot"),
    },
)
async def poll(
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
    after: After,
    wait: Annotated[int, Parameter(ge=0, le=MAX_WAIT_S)] = 0,
) -> Response[bytes]:
    """Return what follows line `after`, waiting up to `wait` seconds for something to come."""
    subscription = platform.hub.subscribe(caller.principal_id, caller.token_hash, after)
    try:
        lines, _signals = await subscription.take()
        if not lines and wait:
            await platform.presence.came(caller.principal_id)
            lines = await _wait_for_lines(subscription, wait)
    except Ended:
        lines = []
    finally:
        platform.hub.unsubscribe(subscription)
        if wait:
            platform.presence.left(caller.principal_id, polling=True)
    return Response(_page(lines, subscription.last), media_type=MediaType.JSON)


async def _wait_for_lines(subscription: Subscription, wait_s: float) -> list[tuple[int, bytes]]:
    until = asyncio.get_running_loop().time() + wait_s
    lines: list[tuple[int, bytes]] = []
    while not lines and (left := until - asyncio.get_running_loop().time()) > 0:
        if await subscription.wait(left):
            lines, _signals = await subscription.take()
    return lines


def _frames(lines: list[tuple[int, bytes]], signals: list[bytes]) -> bytes:
    logged = [b"id: %d\nevent: log\ndata: %s\n\n" % line for line in lines]
    passing = [b"event: signal\ndata: %s\n\n" % signal for signal in signals]
    return b"".join(logged + passing)


async def _follow(platform: Platform, subscription: Subscription, first: bytes) -> AsyncIterator[bytes]:
    try:
        yield b": ok\n\n" + first
        while True:
            if not await subscription.wait(platform.settings.heartbeat_s):
                yield b": beat\n\n"
                continue
            lines, signals = await subscription.take()
            if lines or signals:
                yield _frames(lines, signals)
    except Ended as ended:
        yield b"event: end\ndata: %s\n\n" % msgspec.json.encode({"code": ended.code})
    except (Refusal, DBAPIError) as error:  # trimmed meanwhile, or no database: he asks again and is told
        log.warning("a stream was cut: %s", error.code if isinstance(error, Refusal) else type(error).__name__)
    finally:
        platform.hub.unsubscribe(subscription)
        platform.presence.left(subscription.principal_id)


@get(
    "/api/v1/stream",
    opt=SIGNED_IN,
    media_type="text/event-stream",
    response_headers=NO_BUFFERING,
    responses={
        200: ResponseSpec(bytes, description="Server-sent events: log, signal, end", media_type=MediaType.TEXT),
        410: ResponseSpec(Problem, description="gone: take a snapshot"),
    },
)
async def stream(
    request: Request[Any, Any, Any], caller: NamedDependency[Caller], platform: NamedDependency[Platform], after: After
) -> Stream:
    """Follow the log from line `after` on, as server-sent events; signals pass by in between."""
    subscription = platform.hub.subscribe(caller.principal_id, caller.token_hash, after)
    try:
        lines, signals = await subscription.take()
        await platform.presence.came(caller.principal_id)
    except Ended:
        lines, signals = [], []
        subscription.end("shutdown")
    except BaseException:
        platform.hub.unsubscribe(subscription)
        raise
    return Stream(_follow(platform, subscription, _frames(lines, signals)), media_type="text/event-stream")


HANDLERS = [poll, stream]
