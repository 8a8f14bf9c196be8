"""A desk under trial: all of the desk but its window, typing away until it is killed or told to finish.

Reads JSON lines from standard input: first `Orders`, then `Finish` (twice: without and with `upto`). Answers with a
JSON line each time: `{"ready": true}`, `{"left": […]}`, `{"complete": true}`.
"""

import argparse
import asyncio
import io
import os
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from typing import Final

import msgspec
from msgspec import Struct
from PIL import Image
from sqlalchemy import Connection

from tools.trials.plan import Plan
from workstation import logs
from workstation.domain.changes import ChangeSet
from workstation.domain.conversation import ConversationKind
from workstation.domain.events import Signal
from workstation.domain.ids import ConversationId
from workstation.domain.link import LinkState
from workstation.services.desk import Desk, open_desk
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.services.views import InboxFilter, Start
from workstation.storage import inbound, outbox, sending, sync_queries
from workstation.storage.profile_file import ProfileFile
from workstation.storage.store import Store

TYPISTS: Final = 3
"""Write at the same time, each in conversations of its own."""
PAUSE_S: Final = 0.2
LOOK_S: Final = 0.05
FINISH_S: Final = 180.0


class Orders(Struct, frozen=True, kw_only=True):
    """Who the desk is; the passphrase opens its files after a kill, without a keyring."""

    server: str
    login: str
    password: str
    passphrase: str


class Finish(Struct, frozen=True, kw_only=True):
    """Type no more, let everything leave; with `upto`, wait for the log up to there and end."""

    upto: int | None = None


class Deaf:
    """Nobody looks at this desk."""

    def post_change(self, change: ChangeSet) -> None: ...

    def post_link(self, state: LinkState) -> None: ...

    def post_signal(self, signal: Signal) -> None: ...


class Typist:
    """Writes, drafts and reads in its share of the conversations."""

    def __init__(self, desk: Desk, plan: Plan, rng: Random, share: int) -> None:
        self._desk = desk
        self._plan = plan
        self._rng = rng
        self._share = share

    async def run(self) -> None:
        """Go on until cancelled."""
        deeds = (self._send, self._send_image, self._draft, self._read)
        while True:
            rows = await self._desk.inbox.list(InboxFilter(kind=ConversationKind.CUSTOMER))
            mine = [
                ConversationId(row.id) for row in rows if isinstance(row.id, int) and row.id % TYPISTS == self._share
            ]
            for _ in range(10 if mine else 0):
                deed = self._rng.choices(deeds, weights=(60, 4, 20, 16))[0]
                await deed(self._rng.choice(mine))
                await asyncio.sleep(self._rng.expovariate(1 / PAUSE_S))
            await asyncio.sleep(LOOK_S)

    async def _send(self, conversation: ConversationId) -> None:
        line = self._plan.intend("send", conversation)
        await self._desk.chat.send_text(conversation, line.text)
        self._plan.done(line)

    async def _send_image(self, conversation: ConversationId) -> None:
        picture = io.BytesIO()
        Image.new("RGB", (32, 32), self._rng.randrange(1 << 24)).save(picture, "PNG")
        line = self._plan.intend("image", conversation)
        await self._desk.chat.send_image(conversation, picture.getvalue(), line.text)
        self._plan.done(line)

    async def _draft(self, conversation: ConversationId) -> None:
        line = self._plan.intend("draft", conversation)
        await self._desk.chat.save_draft(conversation, line.text)
        self._plan.done(line)

    async def _read(self, conversation: ConversationId) -> None:
        page = await self._desk.chat.page(conversation)
        newest = max((item.n for item in page.items if item.n is not None), default=0)
        await self._desk.chat.mark_read(conversation, newest)


async def open_signed_in(profile: Path, orders: Orders) -> SignIn:
    """Return the account's open files: as they were left, else new ones after a sign-in."""
    sign_in = SignIn(profile)
    start = await sign_in.resume(orders.passphrase)
    if start is not Start.READY:
        if start is not Start.FRESH:
            print(f"the files opened as {start.value}", file=sys.stderr)
        await sign_in.sign_in(orders.server, orders.login, orders.password, True, orders.passphrase)
    return sign_in


async def main(profile: Path, plan_file: Path, seed: int) -> None:
    """Run one life of the desk."""
    loop = asyncio.get_running_loop()
    orders = msgspec.json.decode(await loop.run_in_executor(None, sys.stdin.readline), type=Orders)
    sign_in = await open_signed_in(profile, orders)
    assert sign_in.store is not None
    desk = await open_desk(sign_in, SettingsService(ProfileFile(profile)), Deaf())
    plan = Plan(plan_file)
    _say({"ready": True})
    rng = Random(seed)
    typists = [asyncio.create_task(Typist(desk, plan, Random(rng.random()), share).run()) for share in range(TYPISTS)]
    stopped = loop.run_in_executor(None, sys.stdin.readline)
    await asyncio.wait([*typists, stopped], return_when=asyncio.FIRST_COMPLETED)
    for typist in typists:
        if typist.done() and (fault := typist.exception()):
            traceback.print_exception(fault)
            os._exit(1)  # the thread that reads our orders can't be ended otherwise
        typist.cancel()
    await asyncio.gather(*typists, return_exceptions=True)
    if await stopped:
        _say({"left": await _drain(sign_in.store)})
        upto = msgspec.json.decode(await loop.run_in_executor(None, sys.stdin.readline), type=Finish).upto
        _say({"complete": await _catch_up(sign_in.store, upto or 0)})
    await desk.close()
    plan.close()


async def _drain(store: Store) -> list[str]:
    """Wait until the outbox is empty; return what does not leave it."""
    deadline = time.monotonic() + FINISH_S
    while time.monotonic() < deadline:
        if await store.read_local(sending.is_empty):
            return []
        await asyncio.sleep(LOOK_S)
    left = Counter(await store.read_local(_left))
    return [f"{count} × {what}" for what, count in left.items()]


def _left(tx: Connection) -> list[str]:
    return [f"{type(one.action).__name__} {one.state.value} {one.problem_code}" for one in outbox.every(tx)]


async def _catch_up(store: Store, upto: int) -> bool:
    """Wait until the log is applied up to there and no history is missing."""
    deadline = time.monotonic() + FINISH_S
    while time.monotonic() < deadline:
        if (await store.read(inbound.cursor) or 0) >= upto and not await store.read(sync_queries.with_holes):
            return True
        await asyncio.sleep(LOOK_S)
    return False


def _say(what: dict[str, object]) -> None:
    print(msgspec.json.encode(what).decode(), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="A desk under trial.")
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--plan", type=Path, required=True)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    logs.start(options.profile / "logs", echo=sys.stderr)
    asyncio.run(main(options.profile, options.plan, options.seed))
