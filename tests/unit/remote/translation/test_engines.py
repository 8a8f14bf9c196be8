"""Each engine asks as its service's documents say, and each way of failing has its name."""

import itertools
import threading
from collections.abc import Iterator

import pytest

from tests.helpers import translation_services as services
from tests.helpers.translation_services import KEY, KEY_ID, Service
from workstation.domain.translation.engines import EngineFault, EngineKind, Pair, Setup
from workstation.remote.translation import channel
from workstation.remote.translation.channel import Channel
from workstation.remote.translation.engine import Engine
from workstation.remote.translation.guard import FAILURES_TO_REST, REST_S, Guard
from workstation.remote.translation.known import make

CHECKS = {
    EngineKind.LIBRETRANSLATE: services.libretranslate,
    EngineKind.DEEPL: services.deepl,
    EngineKind.TENCENT: services.tencent,
    EngineKind.CHAT: services.chat,
}
TO_CHINESE = Pair(source="en", target="zh-Hans")


@pytest.fixture(params=list(CHECKS))
def kind(request: pytest.FixtureRequest) -> EngineKind:
    kind: EngineKind = request.param
    return kind


@pytest.fixture
def service(kind: EngineKind) -> Iterator[Service]:
    with services.running(CHECKS[kind]) as running:
        yield running


@pytest.fixture
def engine(kind: EngineKind, service: Service) -> Iterator[Engine]:
    made = make(setup(kind, service))
    yield made
    made.close()


def setup(kind: EngineKind, service: Service, key: str = KEY) -> Setup:
    path = "/v1" if kind is EngineKind.CHAT else ""
    return Setup(name="it", kind=kind, url=service.url + path, key=key, key_id=KEY_ID, model="small-model")


def code_of(engine: Engine, text: str = "Good day", pair: Pair = TO_CHINESE) -> str:
    with pytest.raises(EngineFault) as caught:
        engine.translate([text], pair)
    return caught.value.code


def test_texts_come_back_in_their_order(engine: Engine, service: Service) -> None:
    marks = [engine.mark(0), engine.mark(1)]
    texts = [f"Price {marks[0]} for {marks[1]} & <b>", "Thanks", "price < cost > 0"]
    answers = engine.translate(texts, TO_CHINESE)
    assert [services.pretend(text, "zh") for text in texts] == answers
    assert len(service.requests) == 1


def test_marks_are_found_again(engine: Engine) -> None:
    [answer] = engine.translate([f"{engine.mark(0)} then {engine.mark(11)}"], TO_CHINESE)
    assert [int(match[1]) for match in engine.marks.finditer(answer)] == [0, 11]


def test_a_wrong_key_is_called_so(kind: EngineKind, service: Service) -> None:
    engine = make(setup(kind, service, key="another"))
    assert code_of(engine) == "engine_key"
    engine.close()


def test_an_unknown_direction_is_not_supported(engine: Engine) -> None:
    assert engine.supports(TO_CHINESE)
    assert not engine.supports(Pair(source="en", target="tlh"))


@pytest.mark.parametrize(
    ("mood", "code"),
    [
        ("status 429", "engine_busy"),
        ("status 456", "engine_quota"),
        ("status 529", "engine_busy"),
        ("status 500", "engine_fault"),
        ("status 503", "engine_busy"),
        ("status 413", "engine_too_long"),
        ("not json", "engine_nonsense"),
        ("redirect", "engine_fault"),
        ("cut", "engine_unreachable"),
    ],
)
def test_every_trouble_has_its_name(engine: Engine, service: Service, mood: str, code: str) -> None:
    service.mood = mood
    assert code_of(engine) == code


def test_nobody_there(kind: EngineKind) -> None:
    engine = make(Setup(name="it", kind=kind, url="http://127.0.0.1:9", key=KEY))
    assert code_of(engine) == "engine_unreachable"


def test_plain_http_to_another_machine_is_refused(kind: EngineKind) -> None:
    with pytest.raises(EngineFault) as caught:
        make(Setup(name="it", kind=kind, url="http://engine.example"))
    assert caught.value.code == "engine_insecure"


@pytest.mark.parametrize(("mood", "code"), [("quota", "engine_quota"), ("busy", "engine_busy")])
def test_tencent_says_its_errors_with_status_200(mood: str, code: str) -> None:
    with services.running(services.tencent) as service:
        service.mood = mood
        assert code_of(make(setup(EngineKind.TENCENT, service))) == code


def test_a_model_that_chats_gives_no_translation() -> None:
    with services.running(services.chat) as service:
        service.mood = "chatty"
        assert code_of(make(setup(EngineKind.CHAT, service))) == "engine_nonsense"


def test_the_key_stays_with_its_host(service: Service) -> None:
    """A redirect is not followed, so a key can't follow it."""
    service.mood = "redirect"
    with pytest.raises(EngineFault):
        Channel(service.url).post_json("/translate", {}, {"Authorization": KEY})
    assert service.requests == []


class Clock:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.at = 0.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        self.at += seconds
        return False


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_guard_splits_into_batches_and_keeps_the_pace(clock: Clock) -> None:
    with services.running(services.tencent) as service:
        guard = Guard(make(setup(EngineKind.TENCENT, service)), clock.now, clock.wait)
        texts = [f"line number {index} " + "x" * 500 for index in range(12)]
        answers = dict(guard.translate(texts, TO_CHINESE))
    assert [answers[index] for index in range(12)] == [services.pretend(text, "zh") for text in texts]
    sizes = [sum(map(len, asked["SourceTextList"])) for _, asked in service.requests]
    assert max(sizes) <= 2000
    assert clock.at >= (len(sizes) - 1) / 5 - 1e-9


def test_a_guard_tries_again_then_lets_a_broken_engine_rest(clock: Clock) -> None:
    with services.running(services.libretranslate) as service:
        guard = Guard(make(setup(EngineKind.LIBRETRANSLATE, service)), clock.now, clock.wait)
        service.mood = "status 500"
        for _ in itertools.repeat(None, 2):
            with pytest.raises(EngineFault):
                list(guard.translate(["Good day"], TO_CHINESE))
        asked = len(service.requests)
        assert asked == FAILURES_TO_REST
        with pytest.raises(EngineFault) as caught:
            list(guard.translate(["Good day"], TO_CHINESE))
        assert caught.value.code == "engine_resting"
        assert len(service.requests) == asked
        service.mood = ""
        clock.at += REST_S + 1
        assert dict(guard.translate(["Good day"], TO_CHINESE)) == {0: "词 词"}


def test_texts_that_an_engine_does_not_take_are_no_reason_to_let_it_rest(clock: Clock) -> None:
    with services.running(services.libretranslate) as service:
        guard = Guard(make(setup(EngineKind.LIBRETRANSLATE, service)), clock.now, clock.wait)
        for status, code in ((413, "engine_too_long"), (400, "engine_pair")):
            service.mood = f"status {status}"
            for _ in range(FAILURES_TO_REST):
                with pytest.raises(EngineFault) as caught:
                    list(guard.translate(["Good day"], TO_CHINESE))
                assert caught.value.code == code
        service.mood = ""
        assert dict(guard.translate(["Good day"], TO_CHINESE)) == {0: "词 词"}


def test_a_guard_does_not_insist_on_a_wrong_key(clock: Clock) -> None:
    with services.running(services.libretranslate) as service:
        guard = Guard(make(setup(EngineKind.LIBRETRANSLATE, service, key="another")), clock.now, clock.wait)
        for code in ("engine_key", "engine_resting"):
            with pytest.raises(EngineFault) as caught:
                list(guard.translate(["Good day"], TO_CHINESE))
            assert caught.value.code == code


def test_closing_ends_a_call_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "READ_TIMEOUT_S", 600.0)
    with services.running(services.libretranslate) as service:
        engine = make(setup(EngineKind.LIBRETRANSLATE, service))
        asked = threading.Event()
        release = threading.Event()

        def hang(*_: object) -> services.Answer:
            asked.set()
            release.wait(600)
            return 200, {}

        service.check = hang
        codes: list[str] = []
        thread = threading.Thread(target=lambda: codes.append(code_of(engine)))
        thread.start()
        assert asked.wait(60)
        engine.close()
        thread.join(60)
        release.set()
        assert codes == ["engine_fault"]
