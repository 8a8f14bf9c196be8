"""Two desks of one company at a real server: one writer at a time, hand-overs, who looks at what, why and what if."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.live_server import PASSWORD, Client, LiveServer, live_server
from tests.unit.services.test_desk import Heard
from tests.unit.services.test_desk import ring as ring
from workstation.domain.account import Exhibitor
from workstation.domain.actions import SendMessage, StartConversation
from workstation.domain.distribution import Association, Work
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.link import Phase
from workstation.domain.routing import Mode, Options
from workstation.services.desk import Desk, open_desk
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.services.views import ItemState

Until = Callable[..., Any]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("team")) as running:
        for login in ("north", "north.ann", "north.bo"):
            running.account(login)
        yield running


@asynccontextmanager
async def desk_of(server: LiveServer, login: str, folder: Path, until: Until) -> AsyncIterator[Desk]:
    folder = folder / login
    folder.mkdir()
    sign_in = SignIn(folder)
    await sign_in.sign_in(server.url, login, PASSWORD, False)
    desk = await open_desk(sign_in, SettingsService(folder), Heard())
    try:
        await until(lambda: desk.link.phase is Phase.ONLINE)
        yield desk
    finally:
        await desk.close()


def ask(server: LiveServer, number: str = "N-1") -> tuple[Client, ConversationId]:
    """Let a new buyer ask north about an exhibit (the first is Ann's)."""
    buyer = server.buyer()
    north = next(e for e in buyer.get("/api/v1/exhibitors", tuple[Exhibitor, ...]) if e.name_en == "North Lamps")
    exhibits = buyer.get(f"/api/v1/exhibitors/{north.id}/exhibits", tuple[Exhibit, ...])
    exhibit_id = next(one.id for one in exhibits if one.number == number)
    begun = buyer.act(StartConversation(exhibitor_id=north.id, exhibit_id=exhibit_id))
    assert begun.conversation_id is not None
    return buyer, begun.conversation_id


async def eventually(until: Until, condition: Callable[[], Any]) -> None:
    """Wait until an awaitable condition holds."""
    await until(condition)


async def people_of(desk: Desk) -> dict[str, PrincipalId]:
    return {one.login: one.id for one in await desk.team.accounts()}


@pytest.mark.timeout(900)
@pytest.mark.async_timeout(880)
async def test_two_press_send_within_fifty_milliseconds(
    server: LiveServer, tmp_path: Path, until: Until, trials: Callable[[int], int]
) -> None:
    async with (
        desk_of(server, "north", tmp_path, until) as main,
        desk_of(server, "north.ann", tmp_path, until) as ann,
    ):
        buyer, conversation = ask(server)
        for number in range(trials(1000)):
            asked = buyer.act(SendMessage(conversation=conversation, text=f"question {number}")).n

            async def both_see(asked: Any = asked) -> bool:
                return all([await last_n(desk, conversation) >= asked for desk in (main, ann)])

            await eventually(until, both_see)
            texts = {desk: f"{desk.me.login} answers {number}" for desk in (main, ann)}
            await asyncio.gather(
                *(desk.chat.send_text(conversation, text, seen_n=asked) for desk, text in texts.items())
            )
            accepted, kept = await settled(until, texts, conversation)
            assert (len(accepted), len(kept)) == (1, 1), number
            (loser,) = kept
            (item,) = await loser.chat.pending(conversation)
            assert item.problem is not None
            assert (item.text, item.state) == (texts[loser], ItemState.FAILED)
            assert item.problem.code in ("overtaken", "being_written")
            assert item.action_id is not None
            assert await loser.chat.discard(item.action_id) == texts[loser]
            await accepted[0].chat.looked_away(conversation)

            async def all_is_quiet() -> bool:
                return not [one for desk in (main, ann) for one in await pending(desk)]

            await eventually(until, all_is_quiet)


async def pending(desk: Desk) -> list[Any]:
    from workstation.storage import outbox

    return await desk._files.read_local(outbox.every)


async def last_n(desk: Desk, conversation: ConversationId) -> int:
    try:
        return (await desk.chat.head(conversation)).last_n
    except Refusal:
        return 0


async def settled(until: Until, texts: dict[Desk, str], conversation: ConversationId) -> tuple[list[Desk], list[Desk]]:
    """Wait until each desk knows what came of its text; return who was accepted and who keeps it."""

    async def known() -> bool:
        states = [[item.state for item in await desk.chat.pending(conversation)] for desk in texts]
        return all(not found or found == [ItemState.FAILED] for found in states)

    await eventually(until, known)
    kept = [desk for desk in texts if await desk.chat.pending(conversation)]
    return [desk for desk in texts if desk not in kept], kept


async def test_a_hand_over_with_note_and_unsent_text(server: LiveServer, tmp_path: Path, until: Until) -> None:
    _buyer, conversation = ask(server)
    async with (
        desk_of(server, "north.ann", tmp_path, until) as ann,
        desk_of(server, "north.bo", tmp_path, until) as bo,
    ):
        people = await people_of(ann)
        loads = {one.account.login: one.live for one in await ann.transfers.receivers(conversation)}
        assert (loads["north.ann"] or 0) >= 1
        await ann.chat.save_draft(conversation, "Dear Ana,")
        await ann.transfers.transfer(
            conversation, people["north.bo"], reason="on leave", note="3 % promised", draft="Dear Ana,"
        )

        async def is_bo_s() -> bool:
            return conversation in await bo.inbox.rows([conversation]) and bool(await bo.offers.about(conversation))

        await eventually(until, is_bo_s)
        assert [(note.text, note.author_name_en) for note in await bo.notes.list(conversation)] == [
            ("3 % promised", "Ann An")
        ]
        offer = await bo.offers.about(conversation)
        assert offer is not None
        assert (offer.role, offer.transfer.reason, offer.by and offer.by.login) == ("receiver", "on leave", "north.ann")
        assert await bo.offers.take_draft(offer.transfer.id) == "Dear Ana,"
        assert await bo.chat.draft(conversation) == "Dear Ana,"

        async def is_given_away() -> bool:
            return (await ann.chat.head(conversation)).read_only_reason == "given_away"

        await eventually(until, is_given_away)
        assert await ann.chat.draft(conversation) == "Dear Ana,", "the giver's text stays the giver's"

        async def is_settled() -> bool:
            from workstation.storage import team

            return not await pending(bo) and await bo._files.read(team.transfer, offer.transfer.id) is None

        await eventually(until, is_settled)
        (why, first) = await bo.distribution.trace(conversation)
        assert (why.rule, why.by_id, first.rule) == ("transfer", people["north.ann"], "exhibit")


async def test_asking_first_and_no(server: LiveServer, tmp_path: Path, until: Until) -> None:
    _buyer, conversation = ask(server)
    async with (
        desk_of(server, "north", tmp_path, until) as main,
        desk_of(server, "north.ann", tmp_path, until) as ann,
        desk_of(server, "north.bo", tmp_path, until) as bo,
    ):
        people = await people_of(main)
        await main.distribution.set_rules(ask_first=True)

        async def known(on: bool = True) -> bool:
            return (await ann.distribution.get()).ask_first is on and not await pending(main)

        await eventually(until, known)
        made = await ann.transfers.transfer(conversation, people["north.bo"], draft="Dear Ana,")

        async def asked() -> bool:
            return bool(await bo.offers.every()) and bool(await main.offers.every())

        await eventually(until, asked)
        (offer,) = await bo.offers.every()
        assert (offer.role, offer.transfer.buyer_name) == ("receiver", "Ana García")
        assert [one.role for one in await main.offers.every()] == ["watcher"]
        await bo.offers.answer(made, False, "no Spanish")

        async def came_back() -> bool:
            found = await ann.offers.about(conversation)
            return found is not None and found.transfer.state == "declined"

        await eventually(until, came_back)
        back = await ann.offers.about(conversation)
        assert back is not None
        assert (back.transfer.words, back.transfer.draft) == ("no Spanish", "Dear Ana,")
        assert (await ann.chat.head(conversation)).writable
        await main.distribution.set_rules(ask_first=False)
        await eventually(until, lambda: known(False))


async def test_who_looks_is_seen_by_who_may_write_there(server: LiveServer, tmp_path: Path, until: Until) -> None:
    buyer, conversation = ask(server)
    seq = buyer.log(0).last_seq
    async with (
        desk_of(server, "north", tmp_path, until) as main,
        desk_of(server, "north.ann", tmp_path, until) as ann,
    ):

        async def ann_sees(typing: bool = False, *, nobody: bool = False) -> bool:
            found = [(one.account.login, one.typing) for one in await ann.lookers.of(conversation)]
            return found == ([] if nobody else [("north", typing)])

        async def main_sees() -> bool:
            return [one.account.login for one in await main.lookers.of(conversation)] == ["north.ann"]

        ann.lookers.open(conversation)
        main.lookers.open(conversation)
        await eventually(until, ann_sees)
        await eventually(until, main_sees)  # who was there already answers the newcomer
        main.chat.typing(conversation)
        await eventually(until, lambda: ann_sees(True))
        main.lookers.open(None)
        await eventually(until, lambda: ann_sees(nobody=True))
        main.lookers.open(conversation)
        await eventually(until, ann_sees)
    assert "looking" not in str(buyer.log(seq))


async def test_what_if_and_new_rules(server: LiveServer, tmp_path: Path, until: Until) -> None:
    for _ in range(3):
        ask(server)
    async with desk_of(server, "north", tmp_path, until) as main:
        people = await people_of(main)
        rows = {row.exhibit.number: row for row in await main.distribution.exhibits() if row.exhibit}
        lamp = rows["N-1"].exhibit
        assert lamp is not None
        assert rows["N-1"].account_ids == (people["north.ann"],)
        same = await main.distribution.what_if(Work.MESSAGES, Mode.AUTOMATIC, Options())
        assert (same.considered >= 3, same.changed) == (True, 0)
        to_bo = Association(exhibit_id=lamp.id, account_ids=(people["north.bo"],))
        other = await main.distribution.what_if(Work.MESSAGES, Mode.AUTOMATIC, Options(), [to_bo])
        assert other.changed >= 3
        assert {row.would_id for row in other.rows if row.exhibit_id == lamp.id} == {people["north.bo"]}
        manual = await main.distribution.what_if(Work.MESSAGES, Mode.MANUAL, Options())
        assert {row.would_id for row in manual.rows} == {people["north"]}
        await main.distribution.associate([people["north.bo"]], exhibits=[lamp.id])

        async def at_the_server() -> bool:
            return not await pending(main)

        await eventually(until, at_the_server)
        _buyer, conversation = ask(server)
        (why,) = await main.distribution.trace(conversation)
        assert (why.owner_id, why.rule, why.exhibit_id) == (people["north.bo"], "exhibit", lamp.id)
        await main.distribution.associate([people["north.ann"]], exhibits=[lamp.id])
        await eventually(until, at_the_server)
