"""Translation as the screens ask for it: cached beside the original, noted, forbidden where it is forbidden."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, select

from tests.helpers import translation_services as services
from tests.helpers.translation_services import KEY, Service
from tests.unit.services.conftest import ONE, Bench
from tests.unit.services.conftest import bench as bench
from workstation.domain.account import Account, AccountKind
from workstation.domain.card import CardContent
from workstation.domain.errors import Refusal
from workstation.domain.events import BuyerTranslationChanged, Revoked, TranslationPolicyChanged, UnitsChanged
from workstation.domain.ids import ConversationId, ExhibitorId, PrincipalId, new_action_id
from workstation.domain.translation.engines import EngineKind, Pair, Setup
from workstation.domain.translation.habits import ReadingHabit
from workstation.domain.translation.memory import Unit
from workstation.domain.translation.policy import BuyerTranslation, Reach, TranslationPolicy
from workstation.domain.translation.translated import Origin
from workstation.domain.translation_actions import SaveUnits, UnitDraft
from workstation.services.translation import translator
from workstation.services.translation.cards import in_memory
from workstation.services.translation.library import Kind
from workstation.services.translation.service import TranslationService
from workstation.storage import outbox, schema, settings, translations

TO_CHINESE = Pair(source="en", target="zh-Hans")
TEXT = "The container leaves on Friday with 500 pcs"


def person(kind: AccountKind = AccountKind.MAIN) -> Account:
    return Account(
        id=PrincipalId(7), rev=1, exhibitor_id=ExhibitorId(1), login="me", kind=kind, name_zh="我", name_en="Me"
    )


@pytest.fixture
def service() -> Iterator[Service]:
    with services.running(services.libretranslate) as running:
        yield running


def setup(service: Service, name: str = "ours") -> Setup:
    return Setup(name=name, kind=EngineKind.LIBRETRANSLATE, url=service.url, key=KEY, price_per_million=20.0)


@pytest.fixture
def desk(bench: Bench, service: Service) -> Iterator[TranslationService]:
    bench.local(settings.put, "translation_engines", msgspec.json.encode([setup(service)]).decode())
    made = TranslationService(bench.files, bench.outgoing, bench.clock, person)
    yield made
    made.close()


async def refused(desk: TranslationService, text: str, **how: Any) -> str:
    with pytest.raises(Refusal) as caught:
        await desk.translate(text, target="zh-Hans", conversation=ONE, **how)
    return caught.value.code


async def test_a_second_look_costs_nothing(desk: TranslationService, service: Service, bench: Bench) -> None:
    first = await desk.translate(TEXT, target="zh-Hans", conversation=ONE)
    assert first.pair == TO_CHINESE
    assert first.engine == "ours"
    assert "500" in first.text
    service.mood = "status 500"
    again = await desk.translate(TEXT, target="zh-Hans", conversation=ONE)
    assert again == first
    assert len(service.requests) == 1
    assert await desk.cached({4: TEXT, 5: "never seen before"}, TO_CHINESE) == {4: first}


async def test_it_is_there_after_a_restart_without_a_network(
    desk: TranslationService, service: Service, bench: Bench
) -> None:
    first = await desk.translate(TEXT, target="zh-Hans")
    service.mood = "cut"
    other = TranslationService(bench.files, bench.outgoing, bench.clock, person)
    assert await other.translate(TEXT, target="zh-Hans") == first
    other.close()


async def test_another_glossary_translates_anew(desk: TranslationService, service: Service, bench: Bench) -> None:
    await desk.translate(TEXT, target="zh-Hans")
    term = Unit(
        id=new_action_id(), rev=1, term=True, texts={"en": "container", "zh-Hans": "货柜"}, author_id=PrincipalId(7)
    )
    bench.hear(UnitsChanged(units=(term,)))
    desk.changed()
    made = await desk.translate(TEXT, target="zh-Hans")
    assert "货柜" in made.text
    assert len(service.requests) == 2


async def test_a_fix_is_used_at_once_and_leaves_for_the_company(desk: TranslationService, bench: Bench) -> None:
    await desk.translate(TEXT, target="zh-Hans")
    await desk.fix(TEXT, "货柜周五发出，共500件", TO_CHINESE)
    made = await desk.translate("The container leaves on Friday with 800 pcs", target="zh-Hans")
    assert (made.text, made.origin) == ("货柜周五发出，共800件", Origin.MEMORY)
    [waiting] = bench.outbox()
    assert isinstance(waiting.action, SaveUnits)
    assert waiting.action.units[0].texts["zh-Hans"] == "货柜周五发出，共500件"


async def test_what_the_memory_had_only_alike_is_asked_for_again(desk: TranslationService, service: Service) -> None:
    """It was offered for want of an engine; when there is one again it gets a translation."""
    await desk.fix("The container leaves the port on Friday", "货柜周五离港", TO_CHINESE)
    service.mood = "status 413"
    alike = await desk.translate("The container leaves this port on Friday", target="zh-Hans")
    assert (alike.origin, alike.score < 100) == (Origin.MEMORY, True)
    service.mood = ""
    made = await desk.translate("The container leaves this port on Friday", target="zh-Hans")
    assert made.origin is Origin.ENGINE


def company_unit(en: str, zh: str, *, author: int = 8, term: bool = False) -> Unit:
    texts = {"en": en, "zh-Hans": zh}
    return Unit(id=new_action_id(), rev=1, term=term, texts=texts, author_id=PrincipalId(author))


async def test_units_of_other_words_leave_translations_as_they_are(
    desk: TranslationService, service: Service, bench: Bench
) -> None:
    first = await desk.translate(TEXT, target="zh-Hans")
    bench.hear(
        UnitsChanged(units=(company_unit("tail lift", "尾板", term=True), company_unit("We close at 6", "六点关门")))
    )
    desk.changed()
    await desk.library.save([UnitDraft(id=new_action_id(), texts={"en": "on board", "zh-Hans": "装船"}, term=True)])
    desk.changed()
    assert await desk.cached({1: TEXT}, TO_CHINESE) == {1: first}
    assert await desk.translate(TEXT, target="zh-Hans") == first
    assert len(service.requests) == 1
    bench.hear(UnitsChanged(units=(company_unit("The container leaves on Friday with 20 pcs", "货柜周五发，20件"),)))
    desk.changed()
    assert await desk.cached({1: TEXT}, TO_CHINESE) == {}, "the memory has the very sentence now"
    assert (await desk.translate(TEXT, target="zh-Hans")).text == "货柜周五发，500件"


async def test_the_newest_wording_goes_first_and_ones_own_is_bettered_in_place(
    bench: Bench, desk: TranslationService
) -> None:
    theirs = company_unit("The whale sings", "鲸唱")
    bench.hear(UnitsChanged(units=(theirs,)))
    sub = TranslationService(bench.files, bench.outgoing, bench.clock, lambda: person(AccountKind.SUB))
    for better in ("鲸鱼唱歌", "鲸鱼在歌唱"):
        await sub.fix("The whale sings", better, TO_CHINESE)
        assert (await sub.translate("The whale sings", target="zh-Hans", source="en")).text == better
    sub.close()
    first, second = (one.action for one in bench.outbox())
    assert isinstance(first, SaveUnits)
    assert isinstance(second, SaveUnits)
    assert theirs.id != first.units[0].id == second.units[0].id, "a colleague's is left as it is, one's own is not"
    for one in bench.outbox():
        bench.local(outbox.discard, one.id)
    desk.changed()
    await desk.fix("The whale sings", "鲸鱼唱着歌", TO_CHINESE)
    [mains] = (one.action for one in bench.outbox())
    assert isinstance(mains, SaveUnits)
    assert mains.units[0].id == theirs.id
    [row] = (await desk.library.find("whale sings", Kind.OURS)).rows
    assert row.unit.author_id == theirs.author_id, "who made it stays its author"


def kept_at_all(bench: Bench) -> int:
    """Return how many translations lie in the file."""
    count = select(func.count()).select_from(schema.translations)
    return int(bench.files.store.read_local_blocking(lambda tx: tx.execute(count).scalar_one()))


async def test_translations_go_with_a_conversation_that_is_taken_away(
    desk: TranslationService, service: Service, bench: Bench
) -> None:
    two, theirs = ConversationId(2), "The lamp comes with 3 bulbs"
    await desk.translate(TEXT, target="zh-Hans", conversation=ONE)
    kept = await desk.translate(theirs, target="zh-Hans", conversation=two)
    bench.hear(Revoked(reason="permission", conversation_ids=(ONE,)))
    assert await desk.cached({1: TEXT, 2: theirs}, TO_CHINESE) == {2: kept}
    assert kept_at_all(bench) == 1
    bench.hear(Revoked(reason="disabled"))
    assert kept_at_all(bench) == 0
    assert len(await desk.privacy.ledger()) == 2, "what left stays written down, without a word of it"


async def test_the_oldest_translations_go(
    desk: TranslationService, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translations, "MOST", 2)
    for number in range(3):
        bench.clock.go(1)
        await desk.translate(f"The whale number {number} sings", target="zh-Hans", conversation=ONE)
    assert kept_at_all(bench) == 3, "not at each, it takes a count"
    other = TranslationService(bench.files, bench.outgoing, bench.clock, person)
    bench.clock.go(1)
    await other.translate("The container leaves today", target="zh-Hans", conversation=ONE)
    found = await other.cached({1: "The whale number 2 sings", 2: "The container leaves today"}, TO_CHINESE)
    assert (set(found), kept_at_all(bench)) == ({1, 2}, 2)
    other.close()


async def test_an_answer_that_comes_after_the_conversation_was_taken_away_is_not_kept(
    desk: TranslationService, service: Service, bench: Bench
) -> None:
    service.mood = "holds"
    asking = asyncio.ensure_future(desk.translate(TEXT, target="zh-Hans", conversation=ONE))
    await bench.worker.run(service.asked.acquire)
    bench.hear(Revoked(reason="permission", conversation_ids=(ONE,)))
    service.go_on.set()
    assert (await asking).engine == "ours"
    assert kept_at_all(bench) == 0


async def test_what_was_translated_before_the_server_named_a_conversation_goes_with_it(
    desk: TranslationService, bench: Bench
) -> None:
    client_id = new_action_id()
    await desk.translate(TEXT, target="zh-Hans", conversation=client_id)
    bench.local(translations.rename, client_id, ONE)
    bench.hear(Revoked(reason="permission", conversation_ids=(ONE,)))
    assert kept_at_all(bench) == 0


async def test_a_slow_engine_holds_up_nothing_that_needs_none(
    desk: TranslationService, service: Service, bench: Bench
) -> None:
    known = await desk.translate(TEXT, target="zh-Hans", conversation=ONE)
    service.mood = "holds"
    asking = [
        asyncio.ensure_future(desk.translate(f"Whale {number} sings in the sea", target="zh-Hans", conversation=ONE))
        for number in range(8)
    ]
    await bench.worker.run(service.asked.acquire)
    assert await desk.cached({1: TEXT}, TO_CHINESE) == {1: known}
    assert await desk.translate(TEXT, target="zh-Hans") == known
    assert (await desk.translate("What is your MOQ?", target="zh-Hans")).text == "起订量是多少？"
    assert (await desk.library.find("whale")).count == 0
    assert not any(one.done() for one in asking)
    service.go_on.set()
    assert {made.engine for made in await asyncio.gather(*asking)} == {"ours"}


async def test_a_first_sync_that_brings_the_same_glossary_keeps_translations(
    desk: TranslationService, service: Service, bench: Bench
) -> None:
    term = Unit(
        id=new_action_id(), rev=1, term=True, texts={"en": "container", "zh-Hans": "货柜"}, author_id=PrincipalId(7)
    )
    bench.hear(UnitsChanged(units=(term,)))
    first = await desk.translate(TEXT, target="zh-Hans")
    bench.sync(units=(term,))
    desk.changed()
    assert await desk.translate(TEXT, target="zh-Hans") == first
    assert len(service.requests) == 1
    bench.sync()
    desk.changed()
    assert "货柜" not in (await desk.translate(TEXT, target="zh-Hans")).text
    assert len(service.requests) == 2


async def test_the_products_own_memory_works_with_no_engine(desk: TranslationService) -> None:
    await desk.engines.save([])
    made = await desk.translate("What is your MOQ?", target="zh-Hans")
    assert (made.text, made.engine, made.score) == ("起订量是多少？", "memory", 100)
    assert await refused(desk, "Whales sing in the deep blue sea") == "no_engine"


async def test_the_companys_policy_holds_before_anything_leaves(
    desk: TranslationService, service: Service, bench: Bench
) -> None:
    bench.hear(TranslationPolicyChanged(policy=TranslationPolicy(rev=1, reach=Reach.NEVER)))
    assert await refused(desk, TEXT) == "never_allowed"
    bench.hear(TranslationPolicyChanged(policy=TranslationPolicy(rev=2, engines=(EngineKind.DEEPL,))))
    assert await refused(desk, TEXT) == "no_engine"
    assert service.body_bytes == 0


async def test_what_is_forbidden_is_not_taken_from_the_cache(desk: TranslationService, bench: Bench) -> None:
    kept = await desk.translate(TEXT, target="zh-Hans", conversation=ONE)
    assert await desk.cached({1: TEXT}, TO_CHINESE, ONE) == {1: kept}
    bench.hear(BuyerTranslationChanged(conversation_id=ONE, translation=BuyerTranslation(rev=1, reach=Reach.NEVER)))
    assert await desk.cached({1: TEXT}, TO_CHINESE, ONE) == {}


async def test_texts_on_their_way_together_stay_within_the_months_limit(
    desk: TranslationService, bench: Bench, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is counted where it is written down: none is measured by a sum that another is about to raise."""
    monkeypatch.setattr(translator, "is_loopback", lambda _host: False)
    texts = [f"The whale number {number} sings in the sea" for number in range(8)]
    limit = 3 * (len(texts[0]) + len("ZQ0X") - 1)
    policy = TranslationPolicy(rev=1, monthly_characters=limit)
    bench.hear(TranslationPolicyChanged(policy=policy))
    asked = await asyncio.gather(
        *(desk.translate(text, target="zh-Hans", conversation=ONE) for text in texts), return_exceptions=True
    )
    refused = [one for one in asked if isinstance(one, Refusal)]
    assert ({one.code for one in refused}, len(refused)) == ({"limit_reached"}, 5)
    assert (await desk.privacy.usage()).characters == limit
    assert sum(len(text) for _, one in service.requests for text in one["q"]) == limit


async def test_several_messages_are_one_request_and_each_is_kept(desk: TranslationService, service: Service) -> None:
    texts = [TEXT, "👍", "What is your MOQ?", "We come to the fair on Monday", "Hola, buscamos lámparas para jardín"]
    made = await desk.translate_all(texts, target="zh-Hans", conversation=ONE)
    assert [one.code if isinstance(one, Refusal) else one.engine for one in made] == [
        "ours", "nothing_to_translate", "memory", "ours", "ours",
    ]  # fmt: skip
    assert [len(one["q"]) for _, one in service.requests] == [2, 1], "by language"
    again = await desk.translate_all(texts, target="zh-Hans", conversation=ONE)
    assert [str(one) if isinstance(one, Refusal) else one for one in again] == [
        str(one) if isinstance(one, Refusal) else one for one in made
    ]
    assert len(service.requests) == 2, "a second look costs nothing"


async def test_a_buyers_switch_holds_for_that_buyer_alone(
    desk: TranslationService, service: Service, bench: Bench
) -> None:
    bench.hear(BuyerTranslationChanged(conversation_id=ONE, translation=BuyerTranslation(rev=1, reach=Reach.NEVER)))
    assert await refused(desk, TEXT) == "never_allowed"
    assert service.body_bytes == 0
    assert (await desk.translate(TEXT, target="zh-Hans", conversation=None)).engine == "ours"


async def test_local_only_opens_no_connection(
    desk: TranslationService, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trap at the socket: 500 messages, not one connection off this machine."""
    import socket

    tried: list[object] = []
    connect = socket.socket.connect

    def trap(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if host not in ("127.0.0.1", "::1"):
            tried.append(address)
            raise OSError("trapped")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", trap)

    def look_up(*address: object, **_: object) -> list[object]:
        tried.append(address)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    bench.hear(TranslationPolicyChanged(policy=TranslationPolicy(rev=1, reach=Reach.LOCAL)))
    await desk.engines.save([Setup(name="far", kind=EngineKind.DEEPL, key=KEY)])
    texts = [f"Whale number {number} sings in the deep blue sea" for number in range(500)]
    replayed = await desk.translate_all(texts, target="zh-Hans", conversation=ONE)
    assert [str(one) for one in replayed] == ["local_only"] * 500
    assert [await refused(desk, text) for text in texts] == ["local_only"] * 500, "one by one it is the same"
    assert tried == []
    assert await desk.privacy.ledger() == []


async def test_the_ledger_adds_up(desk: TranslationService, service: Service, bench: Bench) -> None:
    for text in (TEXT, "Please send us your best offer for this lamp", "We come to the fair on Monday"):
        await desk.translate(text, target="zh-Hans", conversation=ONE)
    lines = await desk.privacy.ledger()
    got = sum(len(text) for _, asked in service.requests for text in asked["q"])
    assert sum(line.characters for line in lines) == got
    assert {(line.engine, line.local, line.conversation) for line in lines} == {("ours", True, "1")}
    assert (await desk.privacy.usage()).characters == 0, "what stays on this machine is not counted"


async def test_a_cards_words_come_from_the_memory_and_never_reach_an_engine(
    desk: TranslationService, service: Service, bench: Bench
) -> None:
    card = CardContent(
        name_en="Ana", title_en="Purchasing manager", department_zh="海外部", about="We love whales in 3 seas"
    )
    lines = await in_memory(desk, card, "zh-Hans", ONE)
    assert [(line.original, line.known) for line in lines] == [
        ("Purchasing manager", "采购经理"),
        ("海外部", "海外部"),
        ("We love whales in 3 seas", ""),
    ]
    assert service.body_bytes == 0
    assert await desk.privacy.ledger() == []
    bench.hear(BuyerTranslationChanged(conversation_id=ONE, translation=BuyerTranslation(rev=1, reach=Reach.NEVER)))
    with pytest.raises(Refusal, match="never_allowed"):
        await in_memory(desk, card, "zh-Hans", ONE)


async def test_the_test_button_says_what_is_wrong(desk: TranslationService, service: Service) -> None:
    right = await desk.engines.check(setup(service), TO_CHINESE)
    assert right.code == ""
    assert right.sample
    wrong = Setup(name="x", kind=EngineKind.LIBRETRANSLATE, url=service.url, key="another")
    assert (await desk.engines.check(wrong, TO_CHINESE)).code == "engine_key"
    away = Setup(name="x", kind=EngineKind.LIBRETRANSLATE, url="http://engine.example")
    assert (await desk.engines.check(away, TO_CHINESE)).code == "engine_insecure"
    nobody = Setup(name="x", kind=EngineKind.LIBRETRANSLATE, url="http://127.0.0.1:9")
    assert (await desk.engines.check(nobody, TO_CHINESE)).code == "engine_unreachable"
    service.mood = "emoji"
    assert (await desk.engines.check(setup(service), TO_CHINESE)).code == "engine_nonsense"


async def test_keys_lie_encrypted(desk: TranslationService, bench: Bench, tmp_path: Path) -> None:
    assert [one.key for one in await desk.engines.every()] == [KEY]
    for file in (tmp_path / "profile").iterdir():
        if file.is_file():
            assert KEY.encode() not in file.read_bytes()


async def test_two_engines_of_one_name_are_refused(desk: TranslationService, service: Service) -> None:
    with pytest.raises(Refusal) as caught:
        await desk.engines.save([setup(service), setup(service)])
    assert caught.value.code == "invalid_request"
    assert len(await desk.engines.every()) == 1


async def test_the_order_of_engines_is_the_users(desk: TranslationService, service: Service) -> None:
    await desk.engines.save([setup(service, "a"), setup(service, "b")])
    await desk.engines.save_order({("en", "zh-Hans"): ("b", "a")})
    assert (await desk.translate(TEXT, target="zh-Hans")).engine == "b"
    assert (await desk.engines.order())["en", "zh-Hans"] == ("b", "a")


async def test_a_sub_account_sets_no_policy(bench: Bench) -> None:
    sub = TranslationService(bench.files, bench.outgoing, bench.clock, lambda: person(AccountKind.SUB))
    with pytest.raises(Refusal) as caught:
        await sub.privacy.set_policy(Reach.ENGINES, [], None)
    assert caught.value.code == "not_allowed"
    sub.close()


async def test_switches_of_a_conversation_are_kept(desk: TranslationService, bench: Bench) -> None:
    assert await desk.habit(ONE) == ReadingHabit()
    await desk.set_habit(ONE, ReadingHabit(incoming=True, outgoing=True))
    other = TranslationService(bench.files, bench.outgoing, bench.clock, person)
    assert await other.habit(ONE) == ReadingHabit(incoming=True, outgoing=True)
    other.close()


async def test_only_emoji_is_nothing_to_translate(desk: TranslationService) -> None:
    assert await refused(desk, "👍👍") == "nothing_to_translate"


async def test_a_reading_that_failed_is_made_up_for(
    desk: TranslationService, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.translate(TEXT, target="zh-Hans")
    term = Unit(
        id=new_action_id(), rev=1, term=True, texts={"en": "container", "zh-Hans": "货柜"}, author_id=PrincipalId(7)
    )
    bench.hear(UnitsChanged(units=(term,)))
    desk.changed()

    async def busy(*_how: object) -> None:
        raise Refusal("busy")

    with monkeypatch.context() as broken:
        broken.setattr(bench.files, "read", busy)
        assert await refused(desk, TEXT) == "busy"
    assert "货柜" in (await desk.translate(TEXT, target="zh-Hans")).text
