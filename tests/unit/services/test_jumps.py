"""Going to a day or message that is only on the server: asked for once, kept, said when the server can't be asked."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.helpers.headless import Headless, start_chat
from tests.helpers.live_server import LiveServer, live_server
from workstation.domain.actions import SendMessage
from workstation.domain.clock import SystemClock, to_ms
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId
from workstation.remote.api import Api
from workstation.remote.session import Session
from workstation.services.chat import ChatService
from workstation.services.files import Files
from workstation.services.history import HistoryService
from workstation.services.jumps import JumpService
from workstation.services.outgoing import Outgoing
from workstation.services.platform import Platform
from workstation.services.presences import Presences
from workstation.services.worker import Worker

SAID = 260
FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""Ten messages a day from then on."""


class Room:
    """A desk that has the newest page only, and the services that look at it."""

    def __init__(self, desk: Headless, conversation: ConversationId) -> None:
        self.desk = desk
        self.conversation = conversation
        self.worker = Worker(2, "room")
        self.calls = 0
        files = Files(desk.store)
        outgoing = Outgoing(files, SystemClock(), lambda change: None, lambda: None)
        self.platform = Platform(self._connect)
        self.chat = ChatService(files, outgoing, self.platform, self.worker, Presences(), SystemClock())
        self.jumps = JumpService(files, self.platform, self.worker, HistoryService(files, self.chat))
        self.away = False

    def _connect(self) -> Api:
        if self.away:
            raise Refusal("unreachable")
        return Api(Session(self.desk.url, self.desk.token))


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveServer, ConversationId]]:
    with live_server(tmp_path_factory.mktemp("server")) as server:
        yield server, _long_talk(server)


@pytest.fixture
def room(talk: tuple[LiveServer, ConversationId], tmp_path: Path) -> Iterator[Room]:
    server, conversation = talk
    desk = Headless(tmp_path / "desk", server.url, server.account("north").token).online()
    made = Room(desk, conversation)
    yield made
    made.platform.close()
    made.worker.close()
    desk.close()


def _long_talk(server: LiveServer) -> ConversationId:
    buyer = server.buyer()
    conversation = start_chat(buyer, server.account("north"), "1")
    for number in range(2, SAID + 1):
        buyer.act(SendMessage(conversation=conversation, text=str(number)))
    database = sqlite3.connect(next(server.data.glob("*.db")))
    with database:
        for n in range(1, SAID + 10):
            at = to_ms(FIRST + timedelta(days=n // 10))
            database.execute("UPDATE message SET at = ? WHERE conversation_id = ? AND n = ?", (at, conversation, n))
        database.execute("UPDATE conversation SET created_at = ? WHERE id = ?", (to_ms(FIRST), conversation))
    database.close()
    return conversation


async def test_a_day_that_is_only_on_the_server_is_fetched_once(room: Room) -> None:
    jumps, ref = room.jumps, room.conversation
    days = await jumps.days(ref)
    assert min(days.known) > date(2026, 1, 10)
    assert {date(2026, 1, 3), date(2026, 1, 10)} <= days.perhaps
    assert not days.perhaps & set(days.known)
    room.away = True
    with pytest.raises(Refusal, match="unreachable"):
        await jumps.first_on(ref, date(2026, 1, 5), UTC)
    room.away = False
    n = await jumps.first_on(ref, date(2026, 1, 5), UTC)
    assert n == 40
    page = await room.chat.page(ref, around_n=n, limit=20)
    assert page.items[0].n == 40, "nothing before it is here yet"
    assert page.older_on_server
    room.away = True
    assert await jumps.first_on(ref, date(2026, 1, 6), UTC) == 50, "that came along"
    room.away = False
    newest = await room.chat.page(ref, limit=5)
    assert not newest.more_after
    assert await jumps.first_on(ref, date(2027, 1, 1), UTC) is None


async def test_a_hole_is_seen_and_filled_from_both_sides(room: Room) -> None:
    jumps, ref = room.jumps, room.conversation
    assert await jumps.fetch_around(ref, 60)
    page = await room.chat.page(ref, after_n=109, limit=50)
    assert [item.n for item in page.items] == [110]
    beyond = await room.chat.page(ref, after_n=110, limit=50)
    assert not beyond.items
    assert beyond.more_after
    assert beyond.newer_on_server
    assert await jumps.fetch_newer(ref, 110)
    beyond = await room.chat.page(ref, after_n=110, limit=50)
    assert [item.n for item in beyond.items] == list(range(111, 161))
    assert not beyond.newer_on_server
