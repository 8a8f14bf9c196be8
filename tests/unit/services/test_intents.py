"""Purchase intents on the desk: the lists, what one may do, and what waits to leave."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    NOON,
    make_account,
    make_attachment,
    make_conversation,
    make_exhibit,
    make_section,
)
from tests.helpers.intent_builders import make_intent, make_wanted
from tests.unit.services.calendar_bench import become, refuse_last
from tests.unit.services.conftest import ONE, Bench
from workstation.domain import events as ev
from workstation.domain.account import AccountKind, Permission, Presence
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, AttachmentId, ExhibitId, PrincipalId, SectionId
from workstation.domain.intent import IntentEnd, IntentState, Match, ReceivedIntent
from workstation.domain.intent_actions import AssignIntent, MarkIntentDone, SeeIntent, SendIntentCard, StartIntentChat
from workstation.services.intent_views import (
    IntentFilter,
    IntentFolder,
    IntentList,
    IntentOrder,
    IntentStatus,
    IntentView,
)
from workstation.storage import blobs, intents
from workstation.storage import search as store_search
from workstation.storage.reconcile import settle_blocking, shred_blocking
from workstation.storage.search_text import parse

ALL_PERMISSIONS = (
    Permission.RECEIVE_MESSAGES,
    Permission.RECEIVE_INTENTS,
    Permission.INTENT_DETAILS,
    Permission.INTENT_SEND_CARD,
    Permission.INTENT_CHAT,
    Permission.INTENT_DONE,
    Permission.MATCHED_EXHIBITS,
)
ALL = IntentFilter(folder=IntentFolder.ALL)


def told(bench: Bench, *found: ReceivedIntent) -> None:
    bench.hear(*(ev.IntentChanged(intent=one) for one in found))


async def one(bench: Bench, id_: ActionId) -> IntentView:
    found = await bench.intents.get(id_)
    assert found is not None
    return found


def titles(found: IntentList) -> list[str]:
    return [row.view.wanted.title for row in found.rows]


def some(bench: Bench) -> list[ReceivedIntent]:
    """Five intents that differ in all that lists filter and sort by."""
    bench.hear(ev.ExhibitChanged(exhibit=make_exhibit(1)), ev.ExhibitChanged(exhibit=make_exhibit(2)))
    of_two = (Match(exhibit_id=ExhibitId(2), score=95), Match(exhibit_id=ExhibitId(1), score=40))
    found = [
        make_intent(1, wanted=make_wanted(title="lamps", deadline="2026-04-20")),
        make_intent(2, wanted=make_wanted(title="黄铜落地灯", deadline=""), owner_id=None,
                    received_at=NOON + timedelta(hours=1), buyer_country="CN", buyer_name="陈志明"),
        make_intent(3, wanted=make_wanted(title="shades", section_id=SectionId(2), deadline="2026-04-16"),
                    owner_id=PrincipalId(COLLEAGUE), matches=of_two, received_at=NOON + timedelta(hours=2)),
        make_intent(1, wanted=make_wanted(title="old", deadline="2026-04-01"), received_at=NOON - timedelta(hours=1)),
        make_intent(1, wanted=make_wanted(title="done"), state=IntentState.DONE, received_at=NOON - timedelta(days=1)),
    ]  # fmt: skip
    told(bench, *found)
    return found


# --- lists ---


async def test_the_lists_filter_sort_and_count(bench: Bench) -> None:
    some(bench)
    found = await bench.intents.list(ALL)
    assert titles(found) == ["shades", "黄铜落地灯", "lamps", "old", "done"]
    assert {status: count for status, count in found.counts.items() if count} == {
        IntentStatus.NEW: 3, IntentStatus.DONE: 1, IntentStatus.ENDED: 1,
    }  # fmt: skip
    assert found.total == 5
    assert [one.id for one in found.choices.exhibits] == [1, 2]
    assert found.choices.countries == ("IT", "CN")
    assert [one.id for one in found.choices.owners] == [ME, COLLEAGUE]

    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"folder": IntentFolder.RECEIVED}, ["lamps", "old", "done"]),
        ({"order": IntentOrder.DEADLINE}, ["shades", "lamps", "done", "黄铜落地灯", "old"]),
        ({"order": IntentOrder.MATCH}, ["shades", "黄铜落地灯", "lamps", "old", "done"]),
        ({"open_only": True}, ["shades", "黄铜落地灯", "lamps"]),
        ({"status": IntentStatus.ENDED}, ["old"]),
        ({"section_id": SectionId(2)}, ["shades"]),
        ({"country": "CN"}, ["黄铜落地灯"]),
        ({"owner_id": PrincipalId(COLLEAGUE)}, ["shades"]),
        ({"unassigned": True}, ["黄铜落地灯"]),
        ({"exhibit_id": ExhibitId(2)}, ["shades"]),
        ({"text": "落地"}, ["黄铜落地灯"]),
        ({"text": "czm"}, ["黄铜落地灯"]),
        ({"text": "company 3"}, ["shades"]),
        ({"text": "nothing like it"}, []),
    ]
    for wanted, expected in cases:
        assert titles(await bench.intents.list(replace(ALL, **wanted))) == expected, wanted

    pairs = await bench.intents.list(IntentFilter(folder=IntentFolder.MATCHED, order=IntentOrder.MATCH))
    assert [(row.view.wanted.title, row.match.exhibit_id) for row in pairs.rows if row.match][:2] == [
        ("shades", 2), ("黄铜落地灯", 1),
    ]  # fmt: skip
    assert len(pairs.rows) == 6
    only = await bench.intents.list(IntentFilter(folder=IntentFolder.MATCHED, exhibit_id=ExhibitId(2)))
    assert titles(only) == ["shades"]


async def test_deadlines_are_days_of_the_fair(bench: Bench) -> None:
    id_ = make_intent(1).id
    told(bench, make_intent(1, id=id_, wanted=make_wanted(deadline="2026-04-15")))
    bench.clock.at = NOON.replace(hour=15, minute=59)  # 23:59 there
    assert ((await one(bench, id_)).days_left, (await one(bench, id_)).ended) == (0, None)
    bench.clock.go(60)
    found = await one(bench, id_)
    assert (found.days_left, found.ended, found.status) == (-1, IntentEnd.EXPIRED, IntentStatus.ENDED)
    assert (found.may_send_card, found.may_chat, found.may_finish) == (False, False, True)
    with pytest.raises(Refusal, match="intent_over"):
        await bench.intents.start_chat(id_)


async def test_what_one_may_not_see_or_do_is_not_offered(bench: Bench) -> None:
    mine = make_intent(1)
    told(bench, mine, make_intent(2, owner_id=PrincipalId(COLLEAGUE)))
    become(bench)
    assert (await bench.intents.list(ALL)).rights.folders == ()
    assert (await bench.intents.counts()).awaiting_me == 0
    become(bench, *ALL_PERMISSIONS)
    found = await bench.intents.list(ALL)
    assert found.rights.folders == (IntentFolder.RECEIVED, IntentFolder.MATCHED)
    assert found.rows == ()
    assert [row.view.id for row in (await bench.intents.list(IntentFilter())).rows] == [mine.id]
    shown = await one(bench, mine.id)
    assert (shown.may_send_card, shown.may_chat, shown.may_finish, shown.may_assign) == (True, True, True, False)
    with pytest.raises(Refusal, match="not_allowed"):
        await bench.intents.assign([mine.id], PrincipalId(COLLEAGUE))
    for rev, (missing, name, do) in enumerate((
        (Permission.INTENT_SEND_CARD, "may_send_card", bench.intents.send_card),
        (Permission.INTENT_CHAT, "may_chat", bench.intents.start_chat),
        (Permission.INTENT_DONE, "may_finish", bench.intents.mark_done),
    )):  # fmt: skip
        rest = [each for each in ALL_PERMISSIONS if each is not missing]
        me = make_account(rev=50 + rev, kind=AccountKind.SUB, permissions=frozenset(rest))
        bench.hear(ev.AccountChanged(account=me))
        assert not getattr(await one(bench, mine.id), name)
        with pytest.raises(Refusal, match="not_allowed"):
            await do(mine.id)
    assert not bench.outbox()


async def test_counts_for_the_rail(bench: Bench) -> None:
    some(bench)
    found = await bench.intents.counts()
    assert (found.new, found.to_assign, found.awaiting_me) == (1, 1, 2)


# --- doing ---


async def test_what_is_done_shows_at_once_and_leaves_in_one_lane(bench: Bench) -> None:
    mine = make_intent(1)
    told(bench, mine)
    await bench.intents.see(mine.id)
    await bench.intents.see(mine.id)
    assert (await one(bench, mine.id)).status is IntentStatus.SEEN
    await bench.intents.send_card(mine.id)
    shown = await one(bench, mine.id)
    assert (shown.status, shown.received.card_sent_at, shown.waiting) == (IntentStatus.CONTACTED, NOON, True)
    await bench.intents.start_chat(mine.id)
    await bench.intents.start_chat(mine.id)
    assert (await one(bench, mine.id)).chat_waiting
    await bench.intents.mark_done(mine.id, words=" ordered ")
    shown = await one(bench, mine.id)
    assert (shown.status, shown.received.done_words, shown.done_by and shown.done_by.id) == (
        IntentStatus.DONE, "ordered", ME,
    )  # fmt: skip
    await bench.intents.mark_done(mine.id, done=False)
    assert (await one(bench, mine.id)).status is IntentStatus.CONTACTED
    assert [(type(each.action), each.lane) for each in bench.outbox()] == [
        (kind, f"intent:{mine.id}")
        for kind in (SeeIntent, SendIntentCard, StartIntentChat, MarkIntentDone, MarkIntentDone)
    ]
    assert mine.id in bench.changes[-1].intents


async def test_a_change_gives_way_to_what_the_server_says(bench: Bench) -> None:
    mine = make_intent(1)
    told(bench, mine)
    await bench.intents.send_card(mine.id)
    bench.confirm(bench.outbox()[0].id)
    assert [each.state.value for each in bench.outbox()] == ["sent"], "until its event has come"
    assert not (await one(bench, mine.id)).waiting
    later = NOON + timedelta(seconds=3)
    told(bench, replace(mine, rev=2, state=IntentState.CONTACTED, card_sent_at=later))
    settle_blocking(bench.store, now_ms=bench.outgoing.now_ms)
    assert bench.outbox() == []
    assert (await one(bench, mine.id)).received.card_sent_at == later


async def test_a_refusal_is_said_and_its_effect_is_gone(bench: Bench) -> None:
    mine = make_intent(1)
    told(bench, mine)
    await bench.intents.start_chat(mine.id)
    refuse_last(bench, "served_by_other")
    shown = await one(bench, mine.id)
    assert (shown.status, shown.problem and shown.problem.code, shown.refused, shown.chat_waiting) == (
        IntentStatus.NEW, "served_by_other", "start_intent_chat", False,
    )  # fmt: skip
    assert shown.action_id is not None
    await bench.refusals.dismiss(shown.action_id)
    assert (await one(bench, mine.id)).problem is None
    await bench.intents.see(mine.id)
    refuse_last(bench, "not_found")
    assert bench.outbox() == [], "nobody has to decide anything"


async def test_among_equals_who_speaks_the_buyers_language_comes_first(bench: Bench) -> None:
    spanish, other = make_intent(1, owner_id=None, buyer_languages=("es",)), make_intent(2, owner_id=None)
    told(bench, spanish, other)
    bench.hear(
        ev.AccountChanged(account=make_account(COLLEAGUE, rev=8, languages=("zh",))),
        ev.AccountChanged(account=make_account(3, languages=("zh", "es"))),
    )
    for id_ in (COLLEAGUE, 3):
        bench.presences.moved(PrincipalId(id_), Presence.BUSY)
    one = [each for each in await bench.intents.assignees([spanish.id]) if each.account.id != ME]
    assert [(each.account.id, each.languages) for each in one] == [(3, ("es",)), (COLLEAGUE, ("es",))]
    both = [each for each in await bench.intents.assignees([spanish.id, other.id]) if each.account.id != ME]
    assert [(each.account.id, each.languages) for each in both] == [(COLLEAGUE, ()), (3, ())], "of no one language"


async def test_assigning_several_and_taking_it_back(bench: Bench) -> None:
    first, second = make_intent(1, owner_id=None), make_intent(2)
    told(bench, first, second)
    choices = await bench.intents.assignees([first.id, second.id])
    assert {(each.account.id, each.open, each.current, each.suggested) for each in choices} == {
        (COLLEAGUE, 0, False, True), (ME, 1, False, False),
    }  # fmt: skip
    given = await bench.intents.assign([first.id, second.id, first.id], PrincipalId(COLLEAGUE))
    assert [(each.intent, each.from_id) for each in given] == [(first.id, None), (second.id, ME)]
    assert [row.view.owner and row.view.owner.id for row in (await bench.intents.list(ALL)).rows] == [COLLEAGUE] * 2
    assert await bench.intents.assign([first.id], PrincipalId(COLLEAGUE)) == [], "has it already"
    await bench.intents.take_back(given)
    actions = [each.action for each in bench.outbox()]
    assert actions[-1] == AssignIntent(intent=second.id, account_id=PrincipalId(ME))
    assert len(actions) == 3
    assert actions[0] == AssignIntent(intent=first.id, account_id=PrincipalId(COLLEAGUE), rev=1)
    bench.hear(ev.AccountChanged(account=make_account(COLLEAGUE, rev=9, enabled=False)))
    with pytest.raises(Refusal, match="intent_unfit"):
        await bench.intents.assign([first.id], PrincipalId(COLLEAGUE))
    with pytest.raises(Refusal, match="not_found"):
        await bench.intents.assign([first.id], PrincipalId(99))


# --- what is kept ---


async def test_one_that_is_no_longer_mine_to_see_is_gone_with_its_pictures(bench: Bench) -> None:
    picture = make_attachment(77)
    mine = make_intent(1, images=(picture,), wanted=make_wanted(description="crimson velvet"))
    told(bench, mine)
    bench.store.images_blocking(blobs.put, AttachmentId(77), "thumb", b"x", now_ms=1, limit_bytes=10**6)
    found = bench.store.read_blocking(store_search.find, parse("velvet"), limit=9, before=None)
    assert [(hit.kind, hit.conversation_id) for hit in found.documents] == [("intent", None)]
    assert await bench.intents.of_hit(found.documents[0].id) == mine.id

    told(bench, replace(mine, gone=True))
    assert await bench.intents.get(mine.id) is None
    shred_blocking(bench.store)
    assert bench.store.images_blocking(blobs.get, AttachmentId(77), "thumb", now_ms=2) is None
    found = bench.store.read_blocking(store_search.find, parse("velvet"), limit=9, before=None)
    assert found.documents == ()


async def test_a_snapshot_is_the_truth_and_older_news_changes_nothing(bench: Bench) -> None:
    kept, dropped = make_intent(1, rev=5), make_intent(2)
    told(bench, kept, dropped)
    told(bench, replace(kept, rev=4, state=IntentState.DONE))
    assert (await one(bench, kept.id)).status is IntentStatus.NEW
    bench.sync(intents=(replace(kept, rev=2, state=IntentState.SEEN),), sections=(make_section(1),))
    shown = await one(bench, kept.id)
    assert (shown.status, shown.section and shown.section.name_en) == (IntentStatus.SEEN, "Lighting")
    assert await bench.intents.get(dropped.id) is None
    bench.hear(ev.Revoked(reason="account_disabled"))
    assert bench.store.read_blocking(intents.every) == []


async def test_the_conversation_knows_its_intent_and_the_intent_its_conversation(bench: Bench) -> None:
    mine = make_intent(1)
    told(bench, mine)
    assert (await one(bench, mine.id)).conversation_id == ONE
    assert await bench.intents.of_conversation(ONE) is None
    bench.hear(ev.ConversationChanged(conversation=make_conversation(1, rev=9, intent_id=mine.id)))
    found = await bench.intents.of_conversation(ONE)
    assert found is not None
    assert found.id == mine.id
    assert [each.id for each in await bench.intents.of_buyer(PrincipalId(101))] == [mine.id]
