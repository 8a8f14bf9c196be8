"""The whole desk without its screens, at a real server: what a buyer says arrives, what one answers leaves."""

import io
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import keyring
import pytest
from PIL import Image

from tests.helpers.bad_network import BadNetwork
from tests.helpers.event_stream import Follower
from tests.helpers.live_server import PASSWORD, Client, LiveServer, live_server
from tests.unit.storage.test_keys import MemoryKeyring
from workstation.domain import actions as act
from workstation.domain.account import Exhibitor, Presence
from workstation.domain.changes import ChangeSet
from workstation.domain.conversation import ConversationPage
from workstation.domain.events import MessagePage, Signal
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ConversationId
from workstation.domain.link import LinkState, Phase
from workstation.domain.signals import PresentNow
from workstation.services.desk import Desk, open_desk
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.services.views import InboxFilter, InboxRow, ItemState, Start
from workstation.storage import clearing


class Heard:
    """What a desk tells its screens."""

    def __init__(self) -> None:
        self.changes: list[ChangeSet] = []
        self.links: list[LinkState] = []
        self.signals: list[Signal] = []

    def post_change(self, change: ChangeSet) -> None:
        self.changes.append(change)

    def post_link(self, state: LinkState) -> None:
        self.links.append(state)

    def post_signal(self, signal: Signal) -> None:
        self.signals.append(signal)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server")) as running:
        running.account("north")
        yield running


@pytest.fixture(autouse=True)
def ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@asynccontextmanager
async def desk_of(server: LiveServer, profile: Path) -> AsyncIterator[tuple[Desk, Heard]]:
    """Give the desk of the main account, as the program opens it."""
    sign_in, settings, heard = SignIn(profile), SettingsService(profile), Heard()
    if await sign_in.resume() is not Start.READY:
        await sign_in.sign_in(server.url, "north", PASSWORD, True)
    desk = await open_desk(sign_in, settings, heard)
    try:
        yield desk, heard
    finally:
        await desk.close()


def ask(server: LiveServer, text: str) -> tuple[Client, ConversationId]:
    """Let a new buyer ask north about its lamp."""
    buyer = server.buyer()
    north = next(e for e in buyer.get("/api/v1/exhibitors", tuple[Exhibitor, ...]) if e.name_en == "North Lamps")
    exhibits = buyer.get(f"/api/v1/exhibitors/{north.id}/exhibits", tuple[Exhibit, ...])
    begun = buyer.act(act.StartConversation(exhibitor_id=north.id, exhibit_id=exhibits[0].id))
    assert begun.conversation_id is not None
    buyer.act(act.SendMessage(conversation=begun.conversation_id, text=text))
    return buyer, begun.conversation_id


def said(buyer: Client, conversation: ConversationId) -> list[str]:
    page = buyer.get(f"/api/v1/conversations/{conversation}/messages", MessagePage)
    return [m.text for m in page.messages if not m.from_buyer and m.sender_id is not None and not m.automatic]


async def has_left(desk: Desk, conversation: ConversationId) -> bool:
    """Tell whether nothing said there waits to leave."""
    return not await desk.chat.pending(conversation)


async def test_from_the_buyers_question_to_his_reading_the_answer(
    server: LiveServer, profile: Path, until: Callable[..., Any]
) -> None:
    async with desk_of(server, profile) as (desk, _):
        await until(lambda: desk.link.phase is Phase.ONLINE)
        buyer, conversation = ask(server, "How much for 500 lamps?")

        async def row_of() -> InboxRow:
            return (await desk.inbox.rows([conversation]))[conversation]

        async def is_asked() -> bool:
            return bool((await row_of()).last_text)

        await until(is_asked)
        row = await row_of()
        assert (row.last_text, row.unread, row.title) == ("How much for 500 lamps?", 2, "Ana García")
        head = await desk.chat.head(conversation)
        assert head.exhibit is not None
        await desk.chat.mark_read(conversation, head.last_n)
        sent = await desk.chat.send_text(conversation, "12 USD, FOB Ningbo", seen_n=head.last_n)

        async def state() -> ItemState:
            items = (await desk.chat.page(conversation)).items
            (mine,) = [item for item in items if item.action_id == sent]
            return mine.state

        await until(partial(has_left, desk, conversation))
        assert await state() is ItemState.SENT
        assert said(buyer, conversation) == ["12 USD, FOB Ningbo"]
        head = await desk.chat.head(conversation)
        buyer.act(act.MarkRead(conversation=conversation, n=head.last_n))

        async def is_read() -> bool:
            return await state() is ItemState.READ

        await until(is_read)
        row = await row_of()
        assert (row.last_state, row.unread, row.waiting_since, row.unsent) == (ItemState.READ, 0, None, 0)


async def test_pictures_both_ways(server: LiveServer, profile: Path, until: Callable[..., Any]) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (900, 600), "blue").save(stream, "JPEG")
    async with desk_of(server, profile) as (desk, heard):
        await until(lambda: desk.link.phase is Phase.ONLINE)
        _, conversation = ask(server, "A picture, please")
        await until(lambda: any(conversation in change.messages for change in heard.changes))
        sent = await desk.chat.send_image(conversation, stream.getvalue(), "our lamp")
        await until(partial(has_left, desk, conversation))
        (item,) = [i for i in (await desk.chat.page(conversation)).items if i.action_id == sent]
        assert (item.kind, item.text) == ("image", "our lamp")
        assert item.attachment is not None
        full = await desk.chat.image(item.attachment.id)
        thumb = await desk.chat.image(item.attachment.id, "thumb")
        assert Image.open(io.BytesIO(full)).size == (900, 600)
        assert Image.open(io.BytesIO(thumb)).width <= 320


async def test_what_is_typed_offline_leaves_in_order_when_the_link_is_back(
    server: LiveServer, profile: Path, until: Callable[..., Any]
) -> None:
    buyer, conversation = ask(server, "Are you there?")
    async with desk_of(server, profile) as (desk, _):
        await until(lambda: desk.link.phase is Phase.ONLINE)
        assert conversation in await desk.inbox.rows([conversation])

    sign_in = SignIn(profile)
    assert await sign_in.resume() is Start.READY
    offline = await open_offline(sign_in)
    texts = [f"answer {n}" for n in range(20)]
    for text in texts:
        await offline.chat.send_text(conversation, text)
    assert [i.text for i in await offline.chat.pending(conversation)] == texts
    assert said(buyer, conversation) == []
    await offline.close()

    async with desk_of(server, profile) as (desk, _):
        await until(lambda: len(said(buyer, conversation)) == 20)
        assert said(buyer, conversation) == texts
        await until(partial(has_left, desk, conversation))
        items = [i.text for i in (await desk.chat.page(conversation)).items if i.mine]
        assert items == texts


async def open_offline(sign_in: SignIn) -> Desk:
    """Open a desk that never reaches its server."""
    token, sign_in.token = sign_in.token, "of nobody"
    server, sign_in.server = sign_in.server, "http://127.0.0.1:9"
    desk = await open_desk(sign_in, SettingsService(sign_in._folder), Heard())
    sign_in.token, sign_in.server = token, server
    return desk


async def test_older_history_is_fetched_on_demand(server: LiveServer, profile: Path, until: Callable[..., Any]) -> None:
    buyer, conversation = ask(server, "first")
    for n in range(60):
        buyer.act(act.SendMessage(conversation=conversation, text=f"more {n}"))
    async with desk_of(server, profile) as (desk, _):
        await until(lambda: desk.link.phase is Phase.ONLINE)
        while (page := await desk.chat.page(conversation, limit=200)).older_on_server:
            await desk.chat.fetch_older(conversation, page.items[0].n)
        assert [i.text for i in page.items if i.kind == "text" and i.from_buyer] == [
            "first",
            *(f"more {n}" for n in range(60)),
        ]
        whole = buyer.get(f"/api/v1/conversations/{conversation}", ConversationPage)
        assert page.items[-1].n == whole.conversation.last_n
        assert len(await desk.inbox.list(InboxFilter())) >= 1


async def test_a_desk_closes_at_once_and_can_be_opened_again(server: LiveServer, profile: Path) -> None:
    for _ in range(2):
        async with desk_of(server, profile) as (desk, _):
            assert desk.me.login == "north"


async def test_who_one_is_stays_known_while_everything_is_read_afresh(server: LiveServer, profile: Path) -> None:
    async with desk_of(server, profile) as (desk, _):
        me = desk.me
        await desk.profile._files.write(clearing.clear, "permission")  # as the server has it done, before it tells anew
        assert (await desk.refresh_me()).id == me.id


async def test_who_is_there_is_known_after_the_link_was_down(
    server: LiveServer, profile: Path, until: Callable[..., Any]
) -> None:
    """Whoever came or went meanwhile said so to nobody here: the stream begins with who is there."""
    heard = Heard()
    with BadNetwork(server.url) as network:
        sign_in = SignIn(profile)
        await sign_in.sign_in(network.url, "north", server.passwords["north"], True)
        desk = await open_desk(sign_in, SettingsService(profile), heard)
        await until(lambda: desk.link.phase is Phase.ONLINE)
        ann = next(one for one in await desk.team.accounts() if one.login == "north.ann")
        assert ann.presence is Presence.OFFLINE
        network.refusing = True
        network.drop_all()
        await until(lambda: heard.signals[-1] == PresentNow())  # off-line nobody is known to be there
        assert desk.link.phase is Phase.OFFLINE
        account = server.account("north.ann")
        with Follower(account, account.log(0).last_seq) as follower:
            await until(lambda: follower.signals)
            network.refusing = False
            desk.sync_control.wake()
            await until(lambda: desk.team.presence(ann.id) is Presence.ONLINE)
            await desk.close()
