"""Nothing is translated that may not be, nothing believed that changed a figure, nothing lost when an engine fails."""

import uuid
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime

import pytest

from tests.helpers import translation_services as services
from tests.helpers.trade_lines import lines
from tests.helpers.translation_services import KEY, KEY_ID, Service
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.translation.engines import EngineKind, Pair, Setup
from workstation.domain.translation.memory import Unit
from workstation.domain.translation.policy import (
    BuyerTranslation,
    MonthUsedUp,
    Permit,
    Reach,
    TranslationPolicy,
    permit,
)
from workstation.domain.translation.translated import MEMORY, Origin, Translation
from workstation.remote.translation.guard import Guard
from workstation.remote.translation.known import make
from workstation.services.translation.memory import Memory
from workstation.services.translation.translator import NoTranslation, Ready, Sent, Translator, split

NOW = datetime(2026, 10, 15, 9, tzinfo=UTC)
FREE = permit(TranslationPolicy(), BuyerTranslation())
TO_CHINESE = Pair(source="en", target="zh-Hans")
CHECKS = {
    EngineKind.LIBRETRANSLATE: services.libretranslate,
    EngineKind.DEEPL: services.deepl,
    EngineKind.TENCENT: services.tencent,
    EngineKind.CHAT: services.chat,
}


class Bench:
    """Engines on local stand-ins, a memory, and a ledger that remembers."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.sent: list[Sent] = []
        self.memory = Memory()
        self.at = 0.0
        self.waited: list[float] = []
        self.translator = Translator(self.memory, self.sent.append, lambda: NOW)

    def engine(self, kind: EngineKind, mood: str = "", name: str = "") -> tuple[Ready, Service]:
        service = self._stack.enter_context(services.running(CHECKS[kind]))
        service.mood = mood
        path = "/v1" if kind is EngineKind.CHAT else ""
        setup = Setup(
            name=name or kind.value, kind=kind, url=service.url + path, key=KEY, key_id=KEY_ID, model="small-model"
        )
        engine = make(setup)
        self._stack.callback(engine.close)
        return Ready(setup, Guard(engine, self._now, self._wait)), service

    def _now(self) -> float:
        self.at += 100  # no engine rests for long here
        return self.at

    def _wait(self, seconds: float) -> bool:
        self.waited.append(seconds)
        return False


@pytest.fixture
def bench() -> Iterator[Bench]:
    with ExitStack() as stack:
        yield Bench(stack)


def unit(**texts: str) -> Unit:
    return Unit(id=ActionId(uuid.uuid4()), rev=1, texts={name.replace("_", "-"): text for name, text in texts.items()})


def why(bench: Bench, text: str, engines: list[Ready], pair: Pair = TO_CHINESE, allowed: Permit = FREE) -> str:
    with pytest.raises(NoTranslation) as caught:
        bench.translator.translate(text, pair, engines, allowed)
    return caught.value.code


MOODS = ["", "wrong numbers", "drops marks", "doubles marks", "adds a number", "echo", "html", "emoji", "empty",
         "other language"]  # fmt: skip


@pytest.mark.parametrize("kind", list(CHECKS))
@pytest.mark.parametrize("mood", MOODS)
def test_no_figure_changes_unflagged(bench: Bench, kind: EngineKind, mood: str) -> None:
    """300 lines with 1,200 protected stretches through every engine in every mood: 0 unflagged changes."""
    ready, _ = bench.engine(kind, mood)
    kept = good = 0
    for line in lines(300):
        pair = Pair(source=line.language, target="en" if line.language == "zh-Hans" else "zh-Hans")
        kept += len(line.kept)
        try:
            made = bench.translator.translate(line.text, pair, [ready], FREE)
        except NoTranslation:
            continue
        changed = [one for one in line.kept if made.text.count(one) < line.kept.count(one)]
        assert not (changed and made.is_safe), (line, made)
        good += made.is_safe
        assert made.text != line.text
    assert kept >= 1200
    if mood == "":
        assert good == 300, "a faithful engine is not doubted"
    else:
        assert good == 0, "an unfaithful one is"


def test_the_memory_comes_before_any_engine(bench: Bench) -> None:
    ready, service = bench.engine(EngineKind.DEEPL)
    bench.memory.put([unit(en="Lead time is 25 days.", zh_Hans="交期为25天。")])
    made = bench.translator.translate("lead time is 40 days", TO_CHINESE, [ready], FREE)
    assert (made.text, made.origin, made.engine, made.score) == ("交期为40天。", Origin.MEMORY, MEMORY, 100)
    assert made.is_safe
    assert service.requests == []
    assert bench.sent == []


def test_traditional_characters_are_read_without_an_engine(bench: Bench) -> None:
    ready, service = bench.engine(EngineKind.DEEPL)
    text = "請問這款 LZ-F0506 有現貨嗎？要 500 件。"
    made = bench.translator.translate(text, Pair(source="zh-Hant", target="zh-Hans"), [ready], FREE)
    assert (made.text, made.origin) == ("请问这款 LZ-F0506 有现货吗？要 500 件。", Origin.SCRIPT)
    assert made.is_safe
    bench.memory.put([unit(zh_Hans="交期为25天。", es="El plazo de entrega es de 25 días.")])
    known = bench.translator.translate("交期為40天。", Pair(source="zh-Hant", target="es"), [ready], FREE)
    assert (known.text, known.origin) == ("El plazo de entrega es de 40 días.", Origin.MEMORY)
    assert service.body_bytes == 0


def test_terms_of_the_glossary_come_out_as_it_says(bench: Bench) -> None:
    ready, service = bench.engine(EngineKind.LIBRETRANSLATE)
    texts = {"en": "floodlight", "zh-Hans": "投光灯"}
    bench.memory.put([Unit(id=ActionId(uuid.uuid4()), rev=1, term=True, texts=texts, author_id=PrincipalId(1))])
    made = bench.translator.translate("The floodlight is bright", TO_CHINESE, [ready], FREE)
    assert "投光灯" in made.text
    assert "floodlight" not in service.requests[0][1]["q"][0]


def test_without_engines_a_sentence_alike_is_offered_and_doubted(bench: Bench) -> None:
    bench.memory.put([unit(en="Thank you for your inquiry", zh_Hans="感谢您的询盘")])
    made = bench.translator.translate("Thank you for your enquiry", TO_CHINESE, [], FREE)
    assert made.text == "感谢您的询盘"
    assert made.score < 100
    assert not made.is_safe


def test_the_next_engine_is_asked_when_one_fails(bench: Bench) -> None:
    broken, first = bench.engine(EngineKind.DEEPL, "status 456")
    whole, _ = bench.engine(EngineKind.TENCENT)
    made = bench.translator.translate("Good day to all of you", TO_CHINESE, [broken, whole], FREE)
    assert made.engine == "tencent"
    assert len(first.requests) == 1


def test_the_next_engine_is_asked_when_one_is_doubted(bench: Bench) -> None:
    liar, _ = bench.engine(EngineKind.DEEPL, "wrong numbers")
    whole, _ = bench.engine(EngineKind.TENCENT)
    made = bench.translator.translate("500 pcs please send", TO_CHINESE, [liar, whole], FREE)
    assert made.engine == "tencent"
    assert made.is_safe


def test_a_company_that_forbids_it_translates_nothing(bench: Bench) -> None:
    ready, service = bench.engine(EngineKind.DEEPL)
    bench.memory.put([unit(en="Good day", zh_Hans="您好")])
    never = permit(TranslationPolicy(reach=Reach.NEVER), BuyerTranslation())
    assert why(bench, "Good day", [ready], allowed=never) == "never_allowed"
    assert service.body_bytes == 0


def test_a_buyer_may_be_stricter_than_the_company(bench: Bench) -> None:
    ready, service = bench.engine(EngineKind.DEEPL)
    remote = Ready(Setup(name="far", kind=EngineKind.DEEPL, key=KEY), ready.guard)
    local = permit(TranslationPolicy(), BuyerTranslation(reach=Reach.LOCAL))
    assert why(bench, "Good day", [remote], allowed=local) == "local_only"
    assert service.body_bytes == 0
    assert bench.translator.translate("Good day", TO_CHINESE, [ready], local).engine == "deepl"


def test_only_allowed_engines_are_asked(bench: Bench) -> None:
    ready, service = bench.engine(EngineKind.DEEPL)
    only = permit(TranslationPolicy(engines=(EngineKind.APERTIUM,)), BuyerTranslation())
    assert why(bench, "Good day", [ready], allowed=only) == "no_engine"
    assert service.body_bytes == 0


def test_the_months_limit_stops_what_would_leave(bench: Bench) -> None:
    ready, service = bench.engine(EngineKind.DEEPL)

    def used_up(_sent: Sent) -> None:
        raise MonthUsedUp

    bench.translator = Translator(bench.memory, used_up, lambda: NOW)
    assert why(bench, "Good day to all", [ready]) == "limit_reached"
    assert service.body_bytes == 0


def test_several_texts_go_in_one_request_and_each_is_judged_by_itself(bench: Bench) -> None:
    first, service = bench.engine(EngineKind.DEEPL)
    texts = {number: f"Whale {number} sings in the sea" for number in range(20)} | {90: "👍", 91: "Good day to you"}
    made = bench.translator.by_engines(texts, TO_CHINESE, [first], FREE)
    assert [len(asked["text"]) for _, asked in service.requests] == [21], "what has no words is not asked for"
    assert all(isinstance(one, Translation) and one.is_safe for number, one in made.items() if number != 90)
    assert [one.characters for one in bench.sent] == [sum(len(text) for text in service.requests[0][1]["text"])]


def test_of_several_texts_those_that_an_engine_fails_at_go_to_the_next(bench: Bench) -> None:
    first, asked = bench.engine(EngineKind.LIBRETRANSLATE, "too long: sings")
    second, _ = bench.engine(EngineKind.TENCENT)
    texts = {0: "The lamp is bright", 1: "The whale sings in the sea", 2: "The ship leaves today"}
    made = bench.translator.by_engines(texts, TO_CHINESE, [first, second], FREE)
    assert [getattr(made[number], "engine", "") for number in texts] == ["libretranslate", "tencent", "libretranslate"]
    assert [len(one["q"]) for _, one in asked.requests] == [3, 1, 1, 1], "together, then one by one"


def test_an_engine_that_wants_a_long_pause_is_not_waited_for(bench: Bench) -> None:
    busy, first = bench.engine(EngineKind.LIBRETRANSLATE, "status 429")
    first.retry_after_s = 3600
    other, _ = bench.engine(EngineKind.TENCENT)
    assert bench.translator.translate("Good day to all of you", TO_CHINESE, [busy, other], FREE).engine == "tencent"
    assert len(first.requests) == 1
    assert bench.waited == []
    bench.at = 0
    assert why(bench, "Good day to all of you", [busy]) == "engine_resting"
    assert len(first.requests) == 1


@pytest.mark.parametrize("mood", ["", "busy at first", "status 429", "status 500"])
def test_the_ledger_counts_what_the_service_got(bench: Bench, mood: str) -> None:
    """Also what left twice because the first time no answer came."""
    ready, service = bench.engine(EngineKind.LIBRETRANSLATE, mood)
    for line in lines(30, languages=("en",)):
        with suppress(NoTranslation):
            bench.translator.translate(line.text, TO_CHINESE, [ready], FREE)
    got = sum(len(text) for _, asked in service.requests for text in asked["q"])
    assert sum(one.characters for one in bench.sent) == got > 0


@pytest.mark.parametrize("text", ["👍😀", "500 × 6.40", "https://lz.example/a", "+86 138 1234 5678", "   "])
def test_what_has_no_words_goes_nowhere(bench: Bench, text: str) -> None:
    ready, service = bench.engine(EngineKind.DEEPL)
    assert why(bench, text, [ready]) == "nothing_to_translate"
    assert service.body_bytes == 0


def test_long_texts_go_in_parts_and_come_back_whole(bench: Bench) -> None:
    ready, service = bench.engine(EngineKind.TENCENT)
    text = "\n".join(line.text for line in lines(90, languages=("en",)))[:6000]
    made = bench.translator.translate(text, TO_CHINESE, [ready], FREE)
    assert made.is_safe
    assert made.text.count("\n") == text.count("\n")
    assert len(service.requests) > 1


@pytest.mark.parametrize(
    "text", ["", "one", "a. b. c." * 900, "x" * 5000, "第一句。第二句！\n\n第三句", "3.5 m. 4.5 m"]
)
def test_splitting_loses_nothing(text: str) -> None:
    parts = split(text)
    assert "".join(parts) == text
    assert all(len(part) <= 1500 for part in parts)


def test_shipped_words_that_may_be_verbs_are_left_to_the_engine(bench: Bench) -> None:
    ready, service = bench.engine(EngineKind.LIBRETRANSLATE)
    bench.memory.put([Unit(id=ActionId(uuid.uuid4()), rev=0, term=True, texts={"en": "order", "zh-Hans": "订单"})])
    bench.translator.translate("We came in order to see you", TO_CHINESE, [ready], FREE)
    assert service.requests[0][1]["q"] == ["We came in order to see you"]
