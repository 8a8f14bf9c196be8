"""Searches that leave something out: who said it, when, whose conversation, archived or not."""

from datetime import timedelta

import pytest

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    NOON,
    at,
    make_answer,
    make_buyer,
    make_colleague_chat,
    make_conversation,
    make_message,
    make_note,
    make_page,
)
from tests.helpers.intent_builders import make_intent, make_wanted
from tests.unit.services.conftest import ONE, Bench
from workstation.domain.clock import to_ms
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.services.files import Files
from workstation.services.search import Narrowing, SaidBy, SearchResult, SearchService
from workstation.storage import intents

TEN, ELEVEN, CHAT = ConversationId(10), ConversationId(11), ConversationId(12)
WORD = "lead"


@pytest.fixture
def search(bench: Bench) -> SearchService:
    """Give two buyers, one mine and one a colleague's (archived), and a chat with a colleague."""
    old = NOON - timedelta(days=40)
    mine = [
        make_message(10, 1, text=f"{WORD} time?", at=old),
        make_answer(10, 2, text=f"{WORD} time 30 days", at=old + timedelta(hours=1)),
        make_answer(10, 3, text=f"{WORD}: shorter", sender_id=PrincipalId(COLLEAGUE), at=at(5)),
        make_message(10, 4, text=f"a good {WORD}", at=at(6)),
    ]
    others = make_conversation(11, owner_id=PrincipalId(COLLEAGUE))
    bench.sync(
        make_page(
            10, mine, buyer=make_buyer(110, name=f"{WORD} Smith"), notes=(make_note(10, text=f"{WORD} of the day"),)
        ),
        make_page(11, [make_message(11, 1, text=WORD, at=at(1))], conversation=others),
        make_page(12, [make_answer(12, 1, text=WORD, at=at(2))], conversation=make_colleague_chat(12), buyer=None),
    )
    bench.store.write_blocking(
        lambda tx: tx.exec_driver_sql("UPDATE conversations SET archived_n = last_n WHERE id = ?", (ELEVEN,))
    )
    return SearchService(Files(bench.store), bench.inbox)


def said(result: SearchResult) -> set[tuple[int, int]]:
    return {(hit.conversation_id, hit.n) for group in result.groups for hit in group.hits}


@pytest.mark.parametrize(
    ("narrowing", "expected", "names", "notes"),
    [
        (Narrowing(), {(10, 2), (10, 3), (10, 4), (11, 1), (12, 1)}, 1, 1),
        (Narrowing(said_by=SaidBy.BUYERS), {(10, 1), (10, 4), (11, 1)}, 0, 0),
        (Narrowing(said_by=SaidBy.US), {(10, 2), (10, 3), (12, 1)}, 0, 1),
        (Narrowing(said_by=SaidBy.ME), {(10, 2), (12, 1)}, 0, 1),
        (Narrowing(since_ms=to_ms(NOON)), {(10, 3), (10, 4), (11, 1), (12, 1)}, 0, 1),
        (Narrowing(since_ms=to_ms(at(2))), {(10, 3), (10, 4), (12, 1)}, 0, 0),
        (Narrowing(owner_id=ME), {(10, 2), (10, 3), (10, 4), (12, 1)}, 1, 1),
        (Narrowing(owner_id=PrincipalId(COLLEAGUE)), {(11, 1), (12, 1)}, 0, 0),
        (Narrowing(archived=True), {(11, 1)}, 0, 0),
        (Narrowing(archived=False), {(10, 2), (10, 3), (10, 4), (12, 1)}, 1, 1),
        (Narrowing(archived=True, owner_id=ME), set(), 0, 0),
    ],
    ids=str,
)
async def test_what_is_left_out(
    search: SearchService, narrowing: Narrowing, expected: set[tuple[int, int]], names: int, notes: int
) -> None:
    found = await search.find(WORD, narrowing=narrowing)
    assert said(found) == expected
    assert (len(found.conversations), len(found.documents)) == (names, notes)
    assert sum(len(group.hits) + group.more for group in found.groups) >= len(expected)


async def test_pages_of_a_narrowed_search_leave_out_the_same(search: SearchService) -> None:
    seen: list[tuple[int, int]] = []
    narrowing, before = Narrowing(said_by=SaidBy.US), None
    while True:
        page = await search.find(WORD, limit=1, before=before, narrowing=narrowing)
        seen += sorted(said(page))
        before = page.before
        if before is None:
            break
    assert seen == [(10, 3), (12, 1), (10, 2)]


async def test_people_are_found_alone_archived_ones_too(bench: Bench, search: SearchService) -> None:
    assert [hit.row.id for hit in await search.find_people(WORD)] == [TEN]
    assert [hit.row.id for hit in await search.find_people("buyer 111")] == [ELEVEN]
    assert (await search.find_people("buyer 111"))[0].row.archived
    assert await search.find_people("") == []
    assert ONE in {hit.row.id for hit in await search.find_people("buyer")}


@pytest.mark.parametrize(
    ("narrowing", "found"),
    [
        (Narrowing(), [1, 2]),
        (Narrowing(said_by=SaidBy.BUYERS), [1, 2]),
        (Narrowing(said_by=SaidBy.US), []),
        (Narrowing(said_by=SaidBy.ME), []),
        (Narrowing(said_by=SaidBy.BUYERS, since_ms=to_ms(at(2))), [1]),
        (Narrowing(said_by=SaidBy.BUYERS, archived=True), [2]),
    ],
    ids=str,
)
async def test_a_purchase_intent_is_said_by_its_buyer(
    bench: Bench, search: SearchService, narrowing: Narrowing, found: list[int]
) -> None:
    received = [
        make_intent(
            wanted=make_wanted(title=f"Lamps, pewter {number}"), conversation_id=conversation, received_at=at(when)
        )
        for number, conversation, when in ((1, TEN, 3), (2, ELEVEN, 1))
    ]
    bench.store.write_blocking(intents.store, received)
    result = await search.find("pewter", narrowing=narrowing)
    assert [int(hit.snippet.text.split("pewter ")[1][0]) for hit in result.documents] == found
