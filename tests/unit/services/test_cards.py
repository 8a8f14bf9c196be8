"""Business cards on the desk: my own, the folders with what waits laid over them, merging, duplicates."""

import io
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from tests.helpers.builders import COLLEAGUE, ME, NOON, make_account, make_card, make_message
from tests.unit.services.conftest import ONE, TWO, Bench
from workstation.domain import events as ev
from workstation.domain.card import CardContent, CardPhone, CardSource, HeldCard, OwnCard, PhoneKind, SharedCard
from workstation.domain.card_actions import AddCards, ChangeCard, DeleteCards, KeepCard, MergeCards, SaveMyCard
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.message import CARD
from workstation.services.card_views import CardFilter, CardOrder, CardRow, Folder
from workstation.services.views import ItemState
from workstation.storage import outbox, uploads

BUYER = PrincipalId(101)


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (1200, 900), "#225588").save(stream, "JPEG")
    return stream.getvalue()


def hold(bench: Bench, *cards: HeldCard) -> None:
    bench.hear(*(ev.HeldCardChanged(card=card) for card in cards))


async def names(bench: Bench, **wanted: Any) -> list[str]:
    found = await bench.cards.list(CardFilter(**wanted))
    return [row.content.name("en") for row in found.rows]


async def row_of(bench: Bench, card_id: ActionId) -> CardRow:
    row = await bench.cards.get(card_id)
    assert row is not None
    return row


# --- my own ---


async def test_one_s_card_is_the_profile_s_until_one_makes_it(bench: Bench) -> None:
    mine = await bench.cards.mine()
    assert (mine.version, mine.content.name_zh, mine.content.company_en) == (0, "李1", "Foshan Lighting")
    await bench.cards.save_mine(CardContent(name_en="Li Fang", emails=(" li@example.com ",)))
    mine = await bench.cards.mine()
    assert (mine.content.name_en, mine.content.emails, mine.waiting) == ("Li Fang", ("li@example.com",), True)
    [pending] = bench.outbox()
    bench.local(outbox.refuse, pending.id, "card_invalid", {"field": "name_en"})
    mine = await bench.cards.mine()
    assert (mine.content.name_zh, mine.waiting) == ("李1", False)
    assert mine.problem is not None
    assert mine.problem.code == "card_invalid"
    with pytest.raises(Refusal, match="card_invalid"):
        await bench.cards.save_mine(CardContent())


async def test_photo_and_logo_go_before_the_card(bench: Bench) -> None:
    await bench.cards.save_mine(CardContent(name_en="Li"), photo=picture(), logo=picture())
    first, second = bench.outbox()
    assert isinstance(first.action, SaveMyCard)
    assert isinstance(second.action, SaveMyCard)
    assert (first.after, second.after) == (first.action.photo, second.action.logo)
    assert (first.action.logo, second.action.photo) == (None, first.action.photo)
    for upload in (first.after, second.after):
        assert upload is not None
        sent = bench.local(uploads.data, upload)
        with Image.open(io.BytesIO(sent)) as image:
            assert max(image.size) == 640
    mine = await bench.cards.mine()
    assert (mine.photo_upload, mine.logo_upload) == (second.action.photo, second.action.logo)


async def test_the_card_is_sent_as_it_was_shown(bench: Bench) -> None:
    await bench.cards.save_mine(CardContent(name_en="Li Fang"))
    await bench.chat.send_card(ONE)
    saved, sent = bench.outbox()
    assert sent.after == saved.id, "what I changed on it goes first"
    item = (await bench.chat.page(ONE)).items[-1]
    assert (item.kind, item.state) == (CARD, ItemState.WAITING)
    assert item.card is not None
    assert item.card.content.name_en == "Li Fang"
    row = (await bench.inbox.rows([ONE]))[ONE]
    assert (row.last_kind, row.unsent) == (CARD, 1)
    assert [pending.id for pending in bench.local(outbox.next_due, 2**50)] == [saved.id]


# --- folders ---


async def test_a_folder_shows_what_waits(bench: Bench) -> None:
    added = await bench.cards.add(CardContent(name_en="Typed"), note="n", tags=("a",), follow_up="2026-11-20")
    row = await row_of(bench, added)
    assert (row.waiting, row.mine, row.source, row.note, row.tags) == (True, True, CardSource.MANUAL, "n", ("a",))
    await bench.cards.annotate(added, note="other")
    await bench.cards.change(added, CardContent(name_en="Changed"))
    row = await row_of(bench, added)
    assert (row.content.name_en, row.note, row.follow_up) == ("Changed", "other", "2026-11-20")
    hold(bench, make_card(id=added, name_en="Changed", note="other", source=CardSource.MANUAL))
    bench.local(outbox.settle, [one.id for one in bench.outbox()])
    row = await row_of(bench, added)
    assert not row.waiting
    await bench.cards.delete([added])
    assert await bench.cards.get(added) is None
    assert isinstance(bench.outbox()[-1].action, DeleteCards)
    with pytest.raises(Refusal, match="not_found"):
        await bench.cards.annotate(added, note="x")


async def test_what_was_refused_stays_with_its_reason(bench: Bench) -> None:
    added = await bench.cards.add(CardContent(name_en="Typed"))
    bench.local(outbox.refuse, bench.outbox()[0].id, "too_many", {"limit": 5})
    row = await row_of(bench, added)
    assert not row.waiting
    assert row.problem is not None
    assert (row.problem.code, row.problem.params) == ("too_many", {"limit": 5})


async def test_folders_are_mine_the_company_s_and_people_s(bench: Bench) -> None:
    hold(bench, make_card(name_en="Mine"), make_card(name_en="Theirs", holder_id=COLLEAGUE))
    bench.hear(ev.AccountChanged(account=make_account(ME)), ev.AccountChanged(account=make_account(COLLEAGUE)))
    own = OwnCard(owner_id=COLLEAGUE, rev=1, version=3, at=NOON, content=CardContent(name_en="Colleague's own"))
    bench.hear(ev.OwnCardChanged(card=own))
    assert await names(bench) == ["Mine"]
    assert sorted(await names(bench, folder=Folder.COMPANY)) == ["Mine", "Theirs"]
    assert await names(bench, folder=Folder.COMPANY, owner_id=COLLEAGUE) == ["Theirs"]
    assert sorted(await names(bench, folder=Folder.PEOPLE)) == ["Colleague's own", "Li 1"]
    company = await bench.cards.list(CardFilter(folder=Folder.COMPANY))
    assert [owner for owner, _zh, _en in company.choices.owners] == [ME, COLLEAGUE]
    theirs = next(row for row in company.rows if not row.mine)
    assert theirs.holder_name_en == "Li 2"
    with pytest.raises(Refusal, match="not_found"):
        await bench.cards.annotate(theirs.id, note="x")


async def test_folders_are_filtered_sorted_and_searched(bench: Bench) -> None:
    hold(
        bench,
        make_card(name_zh="李芳", company_zh="佛山", country="CN", sections=("1.03",), tags=("vip",), received_at=NOON),
        make_card(name_zh="王伟", country="CN", received_at=NOON - timedelta(days=3), follow_up="2026-12-01"),
        make_card(name_en="Ana", company_en="Acme", country="ES", received_at=NOON - timedelta(days=1)),
    )
    typed = await bench.cards.add(CardContent(name_en="Ana Waiting"))

    async def listed(**wanted: Any) -> list[str]:
        return [one.removesuffix(" Waiting") for one in await names(bench, **wanted)]

    assert await listed(country="CN") == ["李芳", "王伟"]
    assert await listed(section="1.03") == ["李芳"]
    assert await listed(tag="vip") == ["李芳"]
    assert await listed(follow_up=True) == ["王伟"]
    day = (NOON - timedelta(days=1)).astimezone().date()
    assert await listed(until=day, since=day) == ["Ana"]
    assert await listed(order=CardOrder.NAME) == ["Ana", "Ana", "李芳", "王伟"]
    assert (await listed(order=CardOrder.COMPANY))[:2] == ["Ana", "李芳"]
    assert (await listed(order=CardOrder.FOLLOW_UP))[0] == "王伟"
    assert await listed(text="lf") == await listed(text="佛山") == ["李芳"]
    assert len(await listed(text="ana")) == 2, "what waits is found too"
    found = await bench.cards.list(CardFilter(text="ana waiting"))
    assert [row.id for row in found.rows] == [typed]
    assert found.total == 4
    assert found.choices.countries == ("CN", "ES")
    with pytest.raises(Refusal, match="query_too_long"):
        await bench.cards.list(CardFilter(text="x" * 501))


# --- from a chat ---


async def test_a_card_in_a_chat_opens_in_the_folder(bench: Bench) -> None:
    card = SharedCard(owner_id=BUYER, version=1, content=CardContent(name_en="Buyer 101"))
    bench.hear(ev.MessageChanged(message=make_message(1, 4, kind=CARD, text="", card=card)))
    opened = await bench.cards.open_from_chat(ONE, 4)
    row = await row_of(bench, opened)
    assert (row.content, row.conversation_id, row.n, row.from_id, row.waiting) == (card.content, ONE, 4, BUYER, True)
    assert not row.editable
    assert await bench.cards.open_from_chat(ONE, 4) == opened, "kept once"
    [kept] = bench.outbox()
    assert isinstance(kept.action, KeepCard)
    other = make_card(source=CardSource.CHAT, from_id=BUYER, name_en="Buyer 101", version=1)
    hold(bench, other)
    bench.local(outbox.settle, [kept.id])
    assert await bench.cards.open_from_chat(ONE, 4) == other.id
    for conversation, n in ((ONE, 1), (TWO, 99)):
        with pytest.raises(Refusal, match="not_found"):
            await bench.cards.open_from_chat(conversation, n)
    mine = SharedCard(owner_id=ME, version=1, content=CardContent(name_en="me"))
    said = make_message(1, 5, kind=CARD, text="", card=mine, from_buyer=False, sender_id=ME)
    bench.hear(ev.MessageChanged(message=said))
    with pytest.raises(Refusal, match="not_allowed"):
        await bench.cards.open_from_chat(ONE, 5)


# --- duplicates ---


async def test_duplicates_are_offered_with_the_reason_and_never_merged(bench: Bench) -> None:
    one = make_card(name_en="Ana", emails=("ANA@example.com",), phones=(CardPhone("+34600100200"),), country="ES")
    two = make_card(name_zh="安娜", emails=("ana@Example.com",), received_at=NOON + timedelta(days=1))
    three = make_card(name_en="A.", phones=(CardPhone("600 100 200"),), country="ES")
    fax = make_card(name_en="B.", phones=(CardPhone("+34600100200", PhoneKind.FAX),))
    theirs = make_card(name_en="Ana", emails=("ana@example.com",), holder_id=COLLEAGUE)
    hold(bench, one, two, three, fax, theirs)
    [group] = await bench.cards.duplicates()
    assert {row.id for row in group.rows} == {one.id, two.id, three.id}
    assert {(reason.kind, reason.value) for reason in group.reasons} == {
        ("email", "ana@example.com"),
        ("phone", "+34600100200"),
    }
    assert (group.proposed.name_zh, group.proposed.name_en, group.proposed.country) == ("安娜", "Ana", "ES")
    assert group.proposed.emails == ("ana@Example.com",), "the same address is kept once, as the newest writes it"
    assert group.proposed.phones == (CardPhone("+34600100200"),)
    assert len(await names(bench)) == 4
    assert bench.outbox() == []
    merged = await bench.cards.merge([row.id for row in group.rows], group.proposed, note="one person")
    [action] = [pending.action for pending in bench.outbox()]
    assert isinstance(action, MergeCards)
    row = await row_of(bench, merged)
    assert set(row.sources) == {one.id, two.id, three.id}
    assert len(await names(bench)) == 2
    assert (await row_of(bench, one.id)).content == one.content, "the sources are kept"
    assert await bench.cards.duplicates() == []
    await bench.cards.unmerge(merged)
    assert len(await names(bench)) == 4


async def test_a_card_that_another_stands_for_is_nothing_to_note_on(bench: Bench) -> None:
    hold(bench, make_card(name_en="One"), make_card(name_en="Two"))
    found = await bench.cards.list(CardFilter())
    merged = await bench.cards.merge([row.id for row in found.rows], found.rows[0].content)
    row = await row_of(bench, merged)
    assert set(row.sources) == {one.id for one in found.rows}
    for source in row.sources:
        assert await bench.cards.get(source) is not None
        with pytest.raises(Refusal, match="not_found"):
            await bench.cards.annotate(source, note="x")
    await bench.cards.unmerge(merged)
    assert await bench.cards.get(merged) is None
    await bench.cards.annotate(found.rows[0].id, note="x")


async def test_what_is_not_the_same_is_offered_no_more(bench: Bench) -> None:
    cards = [make_card(name_en=name, emails=("shared@example.com",)) for name in ("A", "B", "C")]
    hold(bench, *cards)
    await bench.cards.not_the_same([cards[0].id, cards[1].id])
    [group] = await bench.cards.duplicates()
    assert len(group.rows) == 3, "each of them may still be the third"
    await bench.cards.not_the_same([card.id for card in cards])
    assert await bench.cards.duplicates() == []


async def test_a_number_of_a_whole_company_is_no_reason(bench: Bench) -> None:
    hold(bench, *(make_card(name_en=f"N{n}", phones=(CardPhone("+862012345678"),)) for n in range(30)))
    assert await bench.cards.duplicates() == []


async def test_many_cards_leave_in_pieces(bench: Bench) -> None:
    cards = [make_card(name_en=f"N{n}") for n in range(250)]
    hold(bench, *cards)
    await bench.cards.delete([card.id for card in cards])
    sizes = [len(one.action.cards) for one in bench.outbox() if isinstance(one.action, DeleteCards)]
    assert sizes == [100, 100, 50]


def test_what_an_action_names(bench: Bench) -> None:
    assert AddCards(cards=()).lane() == DeleteCards(cards=()).lane()
    photo = ActionId(make_card().id)
    with_photo, with_note = ChangeCard(card=photo, photo=photo), ChangeCard(card=photo, note="x")
    assert with_photo.lane() != with_note.lane(), "pictures hold up nothing"
