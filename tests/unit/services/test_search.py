"""One search over names and everything said, as the screens ask it."""

import asyncio
from typing import Any

import pytest

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    make_account,
    make_buyer,
    make_colleague_chat,
    make_message,
    make_page,
)
from tests.unit.services.conftest import ONE, TWO, Bench
from workstation.domain import events as ev
from workstation.domain.errors import Refusal
from workstation.domain.ids import new_action_id
from workstation.services import search as service
from workstation.services.files import Files
from workstation.services.search import Progress, SearchResult, SearchService
from workstation.storage import meta, search_text


@pytest.fixture
def search(bench: Bench) -> SearchService:
    ahmed = make_buyer(101, rev=2, name="Ahmed Al-Rashid", company="Gulf Trading")
    said = [make_message(1, n, rev=2, text=text) for n, text in enumerate(("您好", "請問報價？", "FOB上海 price"), 1)]
    more = [make_message(2, n, rev=2, text=f"报价 {n}") for n in range(1, 6)]
    chat = make_page(4, 0, conversation=make_colleague_chat(4), buyer=None)
    accounts = (make_account(), make_account(COLLEAGUE, rev=2, name_zh="王小明", name_en="Wang Xiaoming"))
    bench.sync(
        make_page(1, said, buyer=ahmed), make_page(2, more), make_page(3, 3), chat, accounts=accounts, me=accounts[0]
    )
    bench.store.write_blocking(meta.put, meta.SEARCH_VERSION, search_text.VERSION)
    return SearchService(Files(bench.store), bench.inbox)


async def test_finds_names_and_messages_together(bench: Bench, search: SearchService) -> None:
    bench.hear(ev.MessageChanged(message=make_message(2, 6, text="Ahmed asked for a 報價")))
    found = await search.find("ahmed")
    assert [(hit.row.id, hit.row.title) for hit in found.conversations] == [(ONE, "Ahmed Al-Rashid")]
    assert found.conversations[0].title_ranges == ((0, 5),)
    assert [(group.row.id, [hit.n for hit in group.hits], group.more) for group in found.groups] == [(TWO, [6], 0)]
    hit = found.groups[0].hits[0]
    assert (hit.snippet.text, hit.snippet.ranges) == ("Ahmed asked for a 報價", ((0, 5),))
    assert found.complete


async def test_groups_by_conversation_newest_first(search: SearchService) -> None:
    found = await search.find("报价")
    assert [(group.row.id, [hit.n for hit in group.hits], group.more) for group in found.groups] == [
        (TWO, [5, 4, 3], 2),
        (ONE, [2], 0),
    ]
    assert [found.groups[1].hits[0].snippet.text[a:b] for a, b in found.groups[1].hits[0].ranges] == ["報價"]


async def test_pages_follow_on_each_other(search: SearchService) -> None:
    first = await search.find("报价", limit=2)
    assert [hit.n for group in first.groups for hit in group.hits] == [5, 4]
    second = await search.find("报价", limit=2, before=first.before)
    assert [hit.n for group in second.groups for hit in group.hits] == [3, 2]
    third = await search.find("报价", limit=2, before=second.before)
    assert [(hit.conversation_id, hit.n) for group in third.groups for hit in group.hits] == [(ONE, 2), (TWO, 1)]
    assert third.before is None


async def test_finds_colleagues_and_the_company(search: SearchService) -> None:
    found = await search.find("xiaoming")
    assert [hit.row.colleague_name_en for hit in found.conversations] == ["Wang Xiaoming"]
    found = await search.find("gulf ahmed")
    assert found.conversations[0].company_ranges == ((0, 4),)
    assert found.conversations[0].title_ranges == ((0, 5),)


async def test_nothing_is_looked_for_when_nothing_is_asked(search: SearchService) -> None:
    assert await search.find("") == SearchResult()
    assert await search.find(" - ?") == SearchResult(ignored=("-", "?"))
    assert (await search.find("报价 -")).ignored == ("-",)
    with pytest.raises(Refusal, match="query_too_long"):
        await search.find("a" * 501)


async def test_one_conversation(bench: Bench, search: SearchService) -> None:
    found = await search.find_in(TWO, "报价")
    assert found.ns == (1, 2, 3, 4, 5)
    assert not found.older_on_server
    assert all(hit.ranges == ((0, 2),) for hit in found.hits)
    bench.hear(ev.MessageChanged(message=make_message(2, 9, text="later")))
    assert (await search.find_in(TWO, "报价")).older_on_server
    assert (await search.find_in(TWO, "-")).ignored == ("-",)
    assert (await search.find_in(new_action_id(), "报价")).ns == ()


async def test_a_chat_begun_offline_is_found_under_either_name(bench: Bench, search: SearchService) -> None:
    client_id = new_action_id()
    begun = make_colleague_chat(5, client_id=client_id)
    bench.hear(
        ev.ConversationChanged(conversation=begun),
        ev.MessageChanged(message=make_message(5, 1, from_buyer=False, sender_id=COLLEAGUE, text="报价呢")),
    )
    assert (await search.find_in(client_id, "报价")).ns == (1,)
    assert (await search.find_in(begun.id, "报价")).ns == (1,)


async def test_a_conversation_taken_away_meanwhile_is_passed_over(
    bench: Bench, search: SearchService, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = bench.inbox.rows

    async def later(ids: Any) -> Any:
        bench.hear(ev.Revoked(conversation_ids=(TWO,), reason="transferred"))
        return await rows(ids)

    monkeypatch.setattr(bench.inbox, "rows", later)
    assert [group.row.id for group in (await search.find("报价")).groups] == [ONE]


async def test_a_stale_search_is_given_up(search: SearchService) -> None:
    stale = [asyncio.create_task(search.find("price")) for _ in range(20)]
    await asyncio.sleep(0)
    for task in stale:
        task.cancel()
    await asyncio.gather(*stale, return_exceptions=True)
    assert (await search.find("price")).groups


async def test_an_outdated_index_says_so_and_is_brought_up_to_date(
    bench: Bench, search: SearchService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "BREATH_S", 0.0)
    bench.store.write_blocking(meta.put, meta.SEARCH_VERSION, 1)
    found = await search.find("报价")
    assert not found.complete
    assert found.progress == Progress(done=0, total=1)
    search.begin_indexing()  # one at a time
    while await search.index_progress() is not None:
        await asyncio.sleep(0.01)
    assert (await search.find("报价")).complete
    await search.stop_indexing()


async def test_indexing_stops_when_asked_and_when_the_files_close(bench: Bench, search: SearchService) -> None:
    bench.store.write_blocking(meta.put, meta.SEARCH_VERSION, 1)
    search.begin_indexing()
    await search.stop_indexing()
    assert await search.index_progress() is not None
    await search.stop_indexing()

    bench.store.close()
    search.begin_indexing()
    with pytest.raises(Refusal, match="closed"):
        await search.find("price")
    await search.stop_indexing()


def test_me_is_not_among_the_colleagues_found(bench: Bench, search: SearchService) -> None:
    assert asyncio.run(search.find(f"account{ME}")).conversations == ()
