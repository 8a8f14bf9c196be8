"""Phrases and quotes: found as one types, filled for the right buyer, changed off-line."""

from typing import Any

import pytest

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    make_account,
    make_colleague_chat,
    make_conversation,
    make_exhibit,
    make_page,
    make_phrase,
)
from tests.unit.services.conftest import ONE, TWO, Bench
from workstation.domain import actions as act
from workstation.domain import events as ev
from workstation.domain.account import AccountKind
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, new_action_id
from workstation.domain.phrase import Phrase, unfilled
from workstation.storage import outbox


async def refused(coroutine: Any) -> Refusal:
    with pytest.raises(Refusal) as said:
        await coroutine
    return said.value


def know(bench: Bench, *phrases: Phrase) -> None:
    bench.hear(*(ev.PhraseChanged(phrase=one) for one in phrases))


async def titles(bench: Bench, query: str = "", language: str = "zh") -> list[str]:
    return [row.phrase.title for row in await bench.phrases.list(language, query)]


async def test_the_shortcut_counts_first_then_title_then_text(bench: Bench) -> None:
    know(
        bench,
        make_phrase(shortcut="price", title="A"),
        make_phrase(shortcut="pr", title="B", owner_id=ME),
        make_phrase(shortcut="x", title="Price list"),
        make_phrase(shortcut="y", title="D", zh="價格面議", en="The prices"),
        make_phrase(shortcut="z", title="E", zh="无", en="none"),
        make_phrase(shortcut="price2", title="F", owner_id=ME),
    )
    assert await titles(bench, "/pr") == ["B", "F", "A", "Price list", "D"]
    assert await titles(bench, "ＰＲＩＣＥ") == ["A", "F", "Price list", "D"]
    assert await titles(bench, "价格") == ["D"]
    assert await titles(bench, "nothing of it") == []
    assert await titles(bench) == ["B", "F", "A", "Price list", "D", "E"]


async def test_each_language_has_its_text(bench: Bench) -> None:
    know(bench, make_phrase(title="both"), make_phrase(title="only", shortcut="z", zh="只有中文", en=""))
    assert [row.text for row in await bench.phrases.list("zh_CN")] == ["您好", "只有中文"]
    assert [row.text for row in await bench.phrases.list("en")] == ["Hello", "只有中文"]


async def test_it_is_filled_with_what_this_conversation_knows(bench: Bench) -> None:
    exhibit = make_exhibit(
        7, price_min_minor=120, price_max_minor=1_234_550, unit="pc", moq=1000, lead_time_days=0, name_zh="落地灯"
    )
    bench.hear(
        ev.ExhibitChanged(exhibit=exhibit),
        ev.ConversationChanged(conversation=make_conversation(1, rev=2, exhibit_id=ExhibitId(7))),
    )
    everything = make_phrase(
        zh="{buyer}|{company}|{exhibit}|{number}|{moq}|{price}|{lead_days}|{me}", en="{exhibit} {me}"
    )
    filled = await bench.phrases.filled(everything, ONE, "zh")
    assert filled == "Buyer 101|Company 101|落地灯|LX-007|1,000 件|USD 1.20 – 12,345.50 / 件|0|李1"
    assert await bench.phrases.filled(everything, ONE, "en") == "Floor lamp 7 Li 1"

    says = await refused(bench.phrases.filled(everything, TWO, "zh"))
    assert (says.code, says.params) == ("phrase_unfilled", {"names": "exhibit, number, moq, price, lead_days"})
    prepared = await bench.phrases.prepared(everything, TWO, "en")
    assert (prepared.text, prepared.missing) == ("{exhibit} Li 1", ("exhibit",))
    assert (await refused(bench.phrases.filled(everything, new_action_id(), "en"))).code == "phrase_unfilled"
    assert bench.outbox() == [], "nothing was sent"


async def test_changes_show_before_they_arrive_and_after(bench: Bench) -> None:
    made = await bench.phrases.save(shortcut="/hi ", title=" Hello  you", zh="你好{buyer}")
    (row,) = await bench.phrases.list("en")
    assert (row.phrase.id, row.phrase.owner_id, row.phrase.shortcut, row.phrase.title) == (made, ME, "hi", "Hello you")
    assert (row.waiting, row.shared, row.changeable) == (True, False, True)
    (pending,) = bench.outbox()
    assert pending.id == made
    assert isinstance(pending.action, act.SavePhrase)
    assert bench.changes[-1].phrases

    await bench.phrases.save(made, shortcut="hi", title="Again", en="Hi", shared=True)
    assert [(r.phrase.title, r.shared) for r in await bench.phrases.list()] == [("Again", True)]
    assert bench.outbox()[1].lane == pending.lane, "in their order"
    for one in bench.outbox():
        bench.local(outbox.mark_sending, one.id)
        bench.confirm(one.id)
    (row,) = await bench.phrases.list()
    assert (row.phrase.title, row.waiting) == ("Again", False)
    know(bench, make_phrase(id=made, rev=2, shortcut="hi", title="Again", en="Hi", zh=""))
    await bench.phrases.delete(made)
    assert await bench.phrases.list() == []
    assert await bench.phrases.get(made) is None
    assert (await refused(bench.phrases.delete(made))).code == "not_found"


async def test_the_company_s_are_the_main_account_s(bench: Bench) -> None:
    ours = make_phrase()
    know(bench, ours)
    bench.hear(ev.AccountChanged(account=make_account(ME, kind=AccountKind.SUB, rev=2)))
    (row,) = await bench.phrases.list()
    assert (row.shared, row.changeable) == (True, False)
    for attempt in (
        bench.phrases.save(title="t", en="x", shared=True),
        bench.phrases.save(ours.id, title="t", en="x"),
        bench.phrases.delete(ours.id),
    ):
        assert (await refused(attempt)).code == "not_allowed"
    assert (await refused(bench.phrases.save(ActionId(new_action_id()), title="t", en="x"))).code == "not_found"
    assert (await refused(bench.phrases.save(title="t", en="{byuer}"))).code == "phrase_variable_unknown"
    assert bench.outbox() == []


async def test_what_was_refused_keeps_its_words_and_says_why(bench: Bench) -> None:
    made = await bench.phrases.save(title="t", en="long to type")
    bench.local(outbox.refuse, made, "too_many", {"limit": 500})
    (row,) = await bench.phrases.list("en")
    assert (row.text, row.waiting, row.action_id) == ("long to type", False, made)
    assert row.problem is not None
    assert (row.problem.code, row.problem.params) == ("too_many", {"limit": 500})
    assert [one.kind for one in await bench.refusals.list()] == ["save_phrase"]
    await bench.refusals.dismiss(made)
    assert await bench.phrases.list() == []


# --- links among colleagues ---


async def test_a_conversation_is_shown_to_a_colleague(bench: Bench) -> None:
    chat = ConversationId(9)
    page = make_page(9, 0, conversation=make_colleague_chat(9), buyer=None)
    bench.hear(ev.Assigned(page=page))
    await bench.team.share(chat, ONE, " ")
    await bench.team.share(chat, TWO, "please have a look")
    items = await bench.chat.pending(chat)
    assert [(item.kind, item.text, item.link_conversation_id) for item in items] == [
        ("conversation", "", 1),
        ("conversation", "please have a look", 2),
    ]
    (row,) = (await bench.inbox.rows([chat])).values()
    assert (row.last_kind, row.last_text) == ("conversation", "please have a look")
    assert await bench.team.can_open(ONE)
    assert not await bench.team.can_open(ConversationId(77))


async def test_links_stay_among_colleagues(bench: Bench) -> None:
    bench.hear(ev.Assigned(page=make_page(9, 0, conversation=make_colleague_chat(9), buyer=None)))
    for chat, linked, code in (
        (TWO, ONE, "not_allowed"),
        (ConversationId(9), ConversationId(9), "not_allowed"),
        (ConversationId(9), ConversationId(77), "not_found"),
        (ConversationId(77), ONE, "not_found"),
    ):
        assert (await refused(bench.team.share(chat, linked))).code == code
    offline = await bench.team.open_chat(make_account(COLLEAGUE).id)
    assert await bench.team.share(offline, ONE)


async def test_the_usual_phrases_are_a_beginning(bench: Bench) -> None:
    know(bench, make_phrase(shortcut="Price", title="Ours", owner_id=ME))
    bench.hear(ev.AccountChanged(account=make_account(ME, kind=AccountKind.SUB, rev=2)))
    assert (await refused(bench.phrases.add_usual(shared=True))).code == "not_allowed"
    added = await bench.phrases.add_usual()
    rows = await bench.phrases.list("en")
    assert len(rows) == added + 1 >= 10
    assert [row.phrase.title for row in rows if row.phrase.shortcut.lower() == "price"] == ["Ours"], "kept as it was"
    assert all(row.phrase.zh and row.phrase.en for row in rows)
    assert {row.shared for row in rows} == {False}
    for row in rows:
        assert unfilled(row.phrase.zh) == unfilled(row.phrase.en), row.phrase.title
    assert await bench.phrases.add_usual() == 0
