"""Following one's log: as an event stream, or by long-poll where a proxy doesn't let streams through."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from litestar import MediaType, Request, Response, get, post
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody, Parameter
from litestar.response import Stream
from sqlalchemy.exc import DBAPIError

from workstation.domain.entrance import Activity
from workstation.domain.errors import Problem, Refusal
from workstation.domain.events import LogPage, PresentNow
from workstation.logs import logger
from workstation.server.caller import Caller
from workstation.server.hub import Ended, Subscription
from workstation.server.parts import Platform
from workstation.server.permissions import SIGNED_IN
from workstation.server.queries import presences

log = logger("server.log")

MAX_WAIT_S = 25
MAX_NUMBER = 2**53
HEARTBEAT = "Workstation-Heartbeat"
"""Tells who follows how many seconds of silence there are at most."""
After = Annotated[int, Parameter(ge=0, le=MAX_NUMBER)]
NO_BUFFERING = [
    ResponseHeader(name="X-Accel-Buffering", value="no"),
    ResponseHeader(name="Cache-Control", value="no-store"),
]


def _page(lines: list[tuple[int, bytes]], signals: list[bytes], last: int) -> bytes:
    passed = b',"signals":[%s]' % b",".join(signals) if signals else b""
    return b'{"events":[%s],"last_seq":%d%s}' % (b",".join(frame for _seq, frame in lines), last, passed)


async def _present(caller: Caller, platform: Platform) -> bytes:
    """Return the signal that says who is there: what moved while one was not listening is in it."""
    there = await platform.database.read(presences.told_to, caller, platform.clock.now())
    return msgspec.json.encode(PresentNow(presences=there))


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
    subscription = platform.hub.poll(caller.principal_id, caller.token_hash, after)
    try:
        lines, signals = await subscription.take()
        if not wait:
            signals.insert(0, await _present(caller, platform))
        elif not lines:
            await platform.presence.came(caller.principal_id)
            if not signals:
                lines, signals = await _wait_for_something(subscription, wait)
    except Ended:
        lines, signals = [], []
    finally:
        platform.hub.rest(subscription)
        if wait:
            platform.presence.left(caller.principal_id, polling=True)
    return Response(_page(lines, signals, subscription.last), media_type=MediaType.JSON)


async def _wait_for_something(subscription: Subscription, wait_s: float) -> tuple[list[tuple[int, bytes]], list[bytes]]:
    until = asyncio.get_running_loop().time() + wait_s
    lines: list[tuple[int, bytes]] = []
    signals: list[bytes] = []
    while not lines and not signals and (left := until - asyncio.get_running_loop().time()) > 0:
        if await subscription.wait(left):
            lines, signals = await subscription.take()
    return lines, signals


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
        signals.insert(0, await _present(caller, platform))
    except Ended:
        lines, signals = [], []
        subscription.end("shutdown")
    except BaseException:
        platform.hub.unsubscribe(subscription)
        raise
    return Stream(
        _follow(platform, subscription, _frames(lines, signals)),
        media_type="text/event-stream",
        headers={HEARTBEAT: f"{platform.settings.heartbeat_s:g}"},
    )


@post("/api/v1/activity", opt=SIGNED_IN, status_code=204)
async def activity(
    data: JSONBody[Activity], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> None:
    """Say that nobody touches this desk any more (others see *away*), or that somebody does again."""
    await platform.presence.touched(caller.principal_id, idle=data.idle)


HANDLERS = [poll, stream, activity]
