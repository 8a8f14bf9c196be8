"""Business cards in the cache: rounds, what is newer stays, what is taken away is gone, and finding them."""

from typing import Any

import pytest

from tests.helpers.builders import COLLEAGUE, ME, at, make_card, make_events, make_message, make_snapshot
from workstation.domain import events as ev
from workstation.domain.card import CardContent, CardPhone, HeldCard, OwnCard, SharedCard
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ActionId, AttachmentId, ConversationId, PrincipalId
from workstation.domain.message import CARD
from workstation.storage import cards, conversations, inbound, messages, schema, search, search_text
from workstation.storage.store import Store

BUYER = PrincipalId(101)


def apply(store: Store, seq: int, *bodies: Any) -> ChangeSet:
    return store.write_blocking(inbound.apply, make_events(seq, bodies))


def store_page(store: Store, *found: HeldCard, round_: int | None = None) -> ChangeSet | None:
    wanted = round_ or store.read_blocking(cards.wanted_round)
    assert wanted is not None
    return store.write_blocking(cards.store_page, found, wanted)


def names(store: Store) -> list[str]:
    return sorted(one.content.name_en for one in store.read_blocking(cards.every))


def found(store: Store, text: str) -> set[ActionId]:
    return store.read_blocking(cards.found, search_text.parse(text).beginnings)


def test_cards_come_change_and_go(synced: Store) -> None:
    first, second = make_card(name_en="one"), make_card(name_en="two")
    changes = apply(synced, 11, ev.HeldCardChanged(card=first), ev.HeldCardChanged(card=second))
    assert changes == ChangeSet(cards=True)
    newer = make_card(id=first.id, rev=3, name_en="three")
    apply(synced, 13, ev.HeldCardChanged(card=newer), ev.HeldCardChanged(card=first))
    assert synced.read_blocking(cards.get, first.id) == newer
    apply(synced, 15, ev.HeldCardChanged(card=make_card(id=second.id, rev=2, deleted=True)))
    assert names(synced) == ["three"]
    assert synced.read_blocking(cards.get, second.id) is None


def test_some_cards_are_read_with_those_they_stand_for(synced: Store) -> None:
    merged, other = make_card(name_en="Merged"), make_card(name_en="Other")
    sources = [make_card(name_en=name, merged_into=merged.id) for name in "AB"]
    store_page(synced, merged, other, *sources)

    def these(*wanted: HeldCard) -> list[str]:
        read = synced.read_blocking(cards.these, [one.id for one in wanted])
        return sorted(one.content.name_en for one in read)

    assert these(merged) == ["A", "B", "Merged"]
    assert these(other) == ["Other"]
    assert {"A", "Merged"} <= set(these(sources[0])), "so that one sees that another stands for it"
    assert these() == []


def test_an_older_page_brings_no_deleted_card_back(synced: Store) -> None:
    card = make_card(name_en="gone")
    apply(synced, 11, ev.HeldCardChanged(card=make_card(id=card.id, rev=2, deleted=True)))
    assert store_page(synced, card) is not None
    assert names(synced) == []


def test_a_round_leaves_what_it_saw_and_what_came_meanwhile(synced: Store) -> None:
    old, kept, news = make_card(name_en="old"), make_card(name_en="kept"), make_card(name_en="news")
    store_page(synced, old, kept)
    round_ = synced.read_blocking(cards.wanted_round)
    assert round_ is not None, "a snapshot asks for the folders"
    synced.write_blocking(cards.finish_round, round_)
    assert synced.read_blocking(cards.wanted_round) is None
    apply(synced, 11, ev.CardsGranted())
    again = synced.read_blocking(cards.wanted_round)
    assert again == round_ + 1
    store_page(synced, kept)
    apply(synced, 12, ev.HeldCardChanged(card=news))
    assert names(synced) == ["kept", "news", "old"], "what is there stays readable meanwhile"
    assert synced.write_blocking(cards.finish_round, again) == ChangeSet(cards=True)
    assert names(synced) == ["kept", "news"]


def test_a_round_asked_for_meanwhile_is_read_again(synced: Store) -> None:
    round_ = synced.read_blocking(cards.wanted_round)
    assert round_ is not None
    apply(synced, 11, ev.CardsGranted())
    synced.write_blocking(cards.finish_round, round_)
    assert synced.read_blocking(cards.wanted_round) == round_ + 1


@pytest.mark.parametrize("body", [ev.CardsRevoked(), ev.Revoked(reason="permission")])
def test_a_page_asked_for_before_cards_were_taken_away_is_not_kept(synced: Store, body: ev.Body) -> None:
    """It may have been on its way, and has what one may see no more; a new first sync must not take it as its own."""
    round_ = synced.read_blocking(cards.wanted_round)
    assert round_ is not None
    apply(synced, 11, body)
    late = make_card(holder_id=COLLEAGUE, name_en="late")
    assert store_page(synced, late, round_=round_) is None
    synced.write_blocking(inbound.apply_snapshot, make_snapshot([], as_of=20))
    assert store_page(synced, late, round_=round_) is None
    assert names(synced) == []


def test_pictures_of_cards_that_are_taken_away_go_with_them(synced: Store) -> None:
    held = make_card(content=CardContent(name_en="held", photo=AttachmentId(71)))
    own = OwnCard(owner_id=ME, rev=1, version=1, at=at(1), content=CardContent(name_en="own", logo=AttachmentId(72)))
    shared = SharedCard(owner_id=BUYER, version=1, content=CardContent(name_en="said", photo=AttachmentId(73)))
    said = make_message(1, 4, kind=CARD, card=shared)
    apply(synced, 11, ev.HeldCardChanged(card=held), ev.OwnCardChanged(card=own), ev.MessageChanged(message=said))
    apply(synced, 14, ev.Revoked(reason="signed_out_remotely"))
    doomed = synced.read_blocking(lambda tx: tx.execute(schema.doomed_images.select()).scalars().all())
    assert {71, 72, 73} <= set(doomed)


def test_pictures_go_with_the_last_card_that_shows_them(synced: Store) -> None:
    def card(photo: int, **more: Any) -> HeldCard:
        return make_card(content=CardContent(name_en="x", photo=AttachmentId(photo)), **more)

    def doomed() -> set[int]:
        return set(synced.read_blocking(lambda tx: tx.execute(schema.doomed_images.select()).scalars().all()))

    one, two, three = card(81), card(82), card(83)
    said = SharedCard(owner_id=BUYER, version=1, content=CardContent(name_en="x", photo=AttachmentId(82)))
    apply(
        synced, 11, *(ev.HeldCardChanged(card=held) for held in (one, two, three, card(83))),
        ev.MessageChanged(message=make_message(1, 5, kind=CARD, card=said)),
    )  # fmt: skip
    gone = [make_card(id=held.id, rev=2, deleted=True) for held in (one, two, three)]
    apply(synced, 16, *(ev.HeldCardChanged(card=held) for held in gone))
    assert doomed() == {81}, "a message still shows the second, another card the third"
    synced.write_blocking(conversations.delete, [ConversationId(1)])
    assert doomed() >= {81, 82}
    changed = card(84)
    apply(synced, 19, ev.HeldCardChanged(card=changed))
    apply(synced, 20, ev.HeldCardChanged(card=card(85, id=changed.id, rev=2)))
    assert 84 in doomed(), "another picture took its place"
    assert not doomed() & {83, 85}


def test_what_colleagues_have_is_withdrawn(synced: Store) -> None:
    mine, theirs = make_card(name_en="mine", holder_id=ME), make_card(name_en="theirs", holder_id=COLLEAGUE)
    own = [
        OwnCard(owner_id=who, rev=1, version=1, at=at(), content=CardContent(name_en="x")) for who in (ME, COLLEAGUE)
    ]
    bodies = [ev.HeldCardChanged(card=mine), ev.HeldCardChanged(card=theirs)]
    apply(synced, 11, *bodies, *(ev.OwnCardChanged(card=one) for one in own))
    assert apply(synced, 15, ev.CardsRevoked()) == ChangeSet(cards=True)
    assert names(synced) == ["mine"]
    assert [one.owner_id for one in synced.read_blocking(cards.every_own)] == [ME]
    apply(synced, 16, ev.Revoked(reason="account_disabled"))
    assert names(synced) == []


def test_a_snapshot_has_all_own_cards(synced: Store) -> None:
    def own(rev: int, name: str) -> OwnCard:
        return OwnCard(owner_id=ME, rev=rev, version=1, at=at(), content=CardContent(name_en=name))

    apply(synced, 11, ev.OwnCardChanged(card=own(2, "b")), ev.OwnCardChanged(card=own(1, "a")))
    card = synced.read_blocking(cards.own, ME)
    assert card is not None
    assert card.content.name_en == "b"
    synced.write_blocking(inbound.apply_snapshot, make_snapshot([], as_of=20))
    assert synced.read_blocking(cards.every_own) == []


def test_a_card_stays_in_its_message(synced: Store) -> None:
    card = SharedCard(
        owner_id=BUYER, version=2, content=CardContent(name_en="Ana", phones=(CardPhone("+34600100200"),))
    )
    said = make_message(1, 4, kind=CARD, text="", card=card)
    apply(synced, 11, ev.MessageChanged(message=said))
    assert synced.read_blocking(messages.by_numbers, said.conversation_id, [4])[0] == said


ASKED = "报价 李芳 lifang lf fslz 佛山 13800138000 8613800138000 fang@exam 总监 VIP met wx_fang"


@pytest.mark.parametrize("text", ASKED.split())
def test_cards_are_found_as_in_the_list(synced: Store, text: str) -> None:
    wanted = make_card(
        name_zh="李芳",
        name_en="Li Fang",
        company_zh="佛山澜枝电器",
        title_zh="外贸总监",
        emails=("fang@example.com",),
        phones=(CardPhone("+8613800138000"),),
        note="met at the booth, 要报价",
        tags=("VIP",),
        wechat="wx_fang",
    )
    other = make_card(name_zh="王伟", company_en="Acme", emails=("w@acme.example",))
    store_page(synced, wanted, other)
    assert found(synced, text) == {wanted.id}
    result = synced.read_blocking(search.find, search_text.parse(text), limit=10, before=None)
    assert [hit.kind for hit in result.documents] == ["card"]
    assert found(synced, f"{text} nowhere") == set()
