"""Memory and glossary as their editor shows them: with what waits, off-line, and exactly undone."""

from collections.abc import Iterator
from random import Random

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from tests.helpers.builders import NOON
from tests.unit.services.conftest import Bench
from tests.unit.services.conftest import bench as bench
from tests.unit.services.translation.test_service import person
from workstation.domain.account import AccountKind
from workstation.domain.errors import Refusal
from workstation.domain.events import TranslationPolicyChanged, UnitsChanged
from workstation.domain.ids import PrincipalId, new_action_id
from workstation.domain.translation.doubts import doubts
from workstation.domain.translation.engines import Pair
from workstation.domain.translation.memory import SHAPES, Unit
from workstation.domain.translation.policy import Reach, TranslationPolicy
from workstation.domain.translation.translated import Origin
from workstation.domain.translation_actions import DeleteUnits, SaveUnits, UnitDraft
from workstation.rehearsal import content
from workstation.rehearsal.content import Subject
from workstation.rehearsal.talk import Talk
from workstation.services.translation.library import Kind
from workstation.services.translation.memory import Memory
from workstation.services.translation.service import TranslationService
from workstation.services.translation.shipped import shipped_units
from workstation.storage import outbox, reconcile, translation_units


@pytest.fixture
def desk(bench: Bench) -> Iterator[TranslationService]:
    made = TranslationService(bench.files, bench.outgoing, bench.clock, person)
    yield made
    made.close()


def draft(en: str, zh: str, *, term: bool = False) -> UnitDraft:
    return UnitDraft(id=new_action_id(), texts={"en": en, "zh-Hans": zh}, term=term)


def unit(en: str, zh: str, *, author: int = 7, rev: int = 1) -> Unit:
    return Unit(id=new_action_id(), rev=rev, texts={"en": en, "zh-Hans": zh}, author_id=PrincipalId(author))


async def ours(desk: TranslationService, query: str = "") -> list[str]:
    return [row.unit.text("en") for row in (await desk.library.find(query, Kind.OURS)).rows]


async def test_the_shipped_ones_are_listed_and_found(desk: TranslationService) -> None:
    found = await desk.library.find("起订量")
    assert found.rows
    assert all("起订量" in row.unit.text("zh-Hans") and row.shipped and not row.changeable for row in found.rows)
    assert found.count < found.total
    assert all(row.unit.term for row in (await desk.library.find(kind=Kind.TERMS)).rows)


async def test_what_waits_is_shown_and_used_at_once(desk: TranslationService, bench: Bench) -> None:
    await desk.library.save([draft("The whale sings", "鲸鱼在唱歌")])
    [row] = (await desk.library.find("whale", Kind.OURS)).rows
    assert (row.waiting, row.mine, row.changeable) == (True, True, True)
    desk.changed()
    made = await desk.translate("The whale sings", target="zh-Hans", source="en")
    assert (made.text, made.origin) == ("鲸鱼在唱歌", Origin.MEMORY)
    await desk.library.delete([row.unit.id])
    assert await ours(desk) == []


async def test_a_refused_change_keeps_its_words(desk: TranslationService, bench: Bench) -> None:
    await desk.library.save([draft("The whale sings", "鲸鱼在唱歌")])
    [waiting] = bench.outbox()
    bench.local(outbox.refuse, waiting.id, "too_many", {"limit": 1})
    [row] = (await desk.library.find("whale", Kind.OURS)).rows
    assert row.problem is not None
    assert (row.problem.code, row.waiting) == ("too_many", False)


async def test_a_sub_account_deletes_its_own_only(bench: Bench) -> None:
    sub = TranslationService(bench.files, bench.outgoing, bench.clock, lambda: person(AccountKind.SUB))
    bench.hear(UnitsChanged(units=(unit("mine", "我的"), unit("theirs", "别人的", author=8))))
    rows = {row.unit.text("en"): row.changeable for row in (await sub.library.find(kind=Kind.OURS)).rows}
    assert rows == {"mine": True, "theirs": False}
    sub.close()


async def test_undoing_an_import_deletes_exactly_what_it_added(desk: TranslationService, bench: Bench) -> None:
    kept = unit("kept", "留着")
    bench.hear(UnitsChanged(units=(kept,)))
    drafts = [draft(f"line {number} of the whale", f"鲸鱼第{number}行") for number in range(450)]
    counts: list[int] = []
    await desk.library.save(drafts, counts.append)
    assert counts == [200, 400, 450]
    first = bench.outbox()[0]
    bench.local(outbox.mark_sending, first.id)
    bench.confirm(first.id)
    await desk.library.take_back(drafts)
    assert await ours(desk) == ["kept"]
    actions = [one.action for one in bench.outbox()]
    assert [type(one) for one in actions] == [SaveUnits, DeleteUnits], "the rest never leaves"
    assert isinstance(actions[1], DeleteUnits)
    assert set(actions[1].units) == {one.id for one in drafts[:200]}


async def test_what_the_cache_shows_leaves_the_outbox(desk: TranslationService, bench: Bench) -> None:
    wanted = draft(" spaced ", "空格")
    await desk.library.save([wanted])
    [waiting] = bench.outbox()
    bench.confirm(waiting.id)
    store = bench.files.store
    reconcile.settle_blocking(store, now_ms=waiting.created_at + 10)
    assert len(bench.outbox()) == 1
    known = Unit(id=wanted.id, rev=1, texts={"en": "spaced", "zh-Hans": "空格"}, author_id=PrincipalId(7))
    bench.hear(UnitsChanged(units=(known,)))
    reconcile.settle_blocking(store, now_ms=waiting.created_at + 20)
    assert bench.outbox() == []


async def test_a_stricter_policy_holds_before_the_server_has_it(desk: TranslationService, bench: Bench) -> None:
    await desk.privacy.set_policy(Reach.NEVER, [], 500)
    assert (await desk.privacy.policy()).reach is Reach.NEVER
    [waiting] = bench.outbox()
    bench.confirm(waiting.id)
    bench.hear(
        TranslationPolicyChanged(policy=TranslationPolicy(rev=1, reach=Reach.NEVER, engines=(), monthly_characters=500))
    )
    reconcile.settle_blocking(bench.files.store, now_ms=waiting.created_at + 10)
    assert bench.outbox() == []
    assert (await desk.privacy.policy()).monthly_characters == 500


async def test_shapes_are_kept_and_made_anew_when_their_making_changes(
    desk: TranslationService, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.hear(UnitsChanged(units=(unit("We need 500 pcs", "我们要500件"),)))
    store = bench.files.store
    [(_, kept)] = store.read_blocking(translation_units.with_shapes)
    made: list[str] = []

    def counted(text: str) -> str:
        made.append(text)
        return text

    monkeypatch.setattr(translation_units, "shape", counted)
    assert store.read_blocking(translation_units.with_shapes)[0][1] == kept
    assert made == []
    monkeypatch.setattr(translation_units, "SHAPES", SHAPES + 1)
    store.read_blocking(translation_units.with_shapes)
    assert len(made) == 2


async def test_of_a_large_memory_only_what_changed_is_read_again(
    desk: TranslationService, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [unit(f"The whale sings song {one}", f"鲸鱼唱第{one}首") for one in ("alpha", "beta", "gamma")]
    bench.hear(UnitsChanged(units=tuple(many)))
    read: list[list[bytes]] = []
    with_shapes = translation_units.with_shapes

    def watched(tx: Connection, ids: list[bytes]) -> list[tuple[Unit, dict[str, str]]]:
        read.append(list(ids))
        return with_shapes(tx, ids)

    monkeypatch.setattr(translation_units, "with_shapes", watched)

    async def said(text: str) -> str:
        desk.changed()
        try:
            return (await desk.translate(text, target="zh-Hans", source="en")).text
        except Refusal as refusal:
            return refusal.code

    assert await said("The whale sings song beta") == "鲸鱼唱第beta首"
    better = replace(many[1], rev=2, texts={"en": "The whale sings song beta", "zh-Hans": "鲸之歌二"})
    gone = Unit(id=many[0].id, rev=2, deleted=True)
    bench.hear(UnitsChanged(units=(better, gone)))
    assert await said("The whale sings song beta") == "鲸之歌二"
    assert await said("The whale sings song gamma") == "鲸鱼唱第gamma首"
    assert {row.unit.id for row in (await desk.library.find("whale", Kind.OURS)).rows} == {many[1].id, many[2].id}
    first, then = [one.id.bytes for one in many], [one.id.bytes for one in many[:2]]
    assert [sorted(ids) for ids in read if ids] == [sorted(first), sorted(then)]
    mine = UnitDraft(id=many[2].id, texts={"en": "The whale sings song gamma", "zh-Hans": "鲸之歌三"})
    await desk.library.save([mine])
    assert await said("The whale sings song gamma") == "鲸之歌三"
    [waiting] = bench.outbox()
    bench.local(outbox.refuse, waiting.id, "not_allowed", {})
    assert await said("The whale sings song gamma") == "鲸鱼唱第gamma首", "a refused change changes nothing"
    bench.local(outbox.discard, waiting.id)
    await desk.library.delete([many[2].id])
    assert "gamma" not in await said("The whale sings song gamma")
    for one in bench.outbox():
        bench.local(outbox.discard, one.id)
    assert await said("The whale sings song gamma") == "鲸鱼唱第gamma首"
    bench.sync()
    assert await ours(desk) == []
    assert "beta" not in await said("The whale sings song beta")


async def test_what_is_given_out_can_be_brought_in(desk: TranslationService, bench: Bench) -> None:
    bench.hear(UnitsChanged(units=(unit("The whale sings", "鲸鱼在唱歌"),)))
    for name in ("ours.tmx", "ours.csv"):
        written = await desk.library.written(name, NOON)
        back = await desk.library.read(written, name)
        assert [one.texts for one in back.units] == [{"en": "The whale sings", "zh-Hans": "鲸鱼在唱歌"}]


def known_share(memory: Memory, writes: str, target: str) -> float:
    """Return how much of what the rehearsal's buyers say the memory translates without an engine."""
    dice = Random(3)
    people = [visitor for visitor in content.visitors() if visitor.writes == writes]
    items = [item for exhibitor in content.fair().exhibitors for item in exhibitor.exhibits]
    pair = Pair(source="zh-Hans" if writes == "zh" else writes, target=target)
    said: list[str] = []
    for _ in range(100):
        talk = Talk(dice.choice(people), Subject.of_item(dice.choice(items)), dice)
        said += [talk.opening(), talk.question(), talk.question(), talk.reply_to("price USD 5"), talk.reply_to("ok")]
        said += [talk.thanks(), talk.closing(), talk.nudge()]
    return sum(memory.lookup(text, pair) is not None for text in said) / len(said)


def test_the_shipped_sentences_agree_in_their_figures() -> None:
    for unit in shipped_units():
        for source, text in unit.texts.items():
            for target, other in unit.texts.items():
                if source != target and not unit.term:
                    assert doubts(text, other, source, target) == (), (text, other)


def test_a_text_of_known_sentences_is_known() -> None:
    memory = Memory(
        [
            unit("Good morning!", "早上好！"),
            unit("We need 500 pcs", "我们要500件"),
            unit("What is your price?", "什么价格？"),
        ]
    )
    hit = memory.lookup("Good morning! We need 800 pcs. What is your price?", Pair(source="en", target="zh-Hans"))
    assert hit is not None
    assert hit.text == "早上好！我们要800件。什么价格？"
    back = memory.lookup("早上好！我们要20件。什么价格？", Pair(source="zh-Hans", target="en"))
    assert back is not None
    assert back.text == "Good morning! We need 20 pcs. What is your price?"
    assert memory.lookup("Good morning! A whale sings. What is your price?", Pair(source="en", target="es")) is None


def test_the_shipped_memory_knows_what_buyers_of_the_rehearsal_often_say() -> None:
    memory = Memory(shipped_units())
    spanish = Pair(source="es", target="zh-Hans")
    said = {
        "¿Cuál es su mejor precio para 300 unidades de LX-310?": "LX-310订300件，最优惠价格是多少？",
        "¿Se pueden combinar varios modelos para llegar al mínimo?": "几个型号可以拼在一起凑起订量吗？",
        "Lo consulto con el equipo y le aviso.": "我和同事商量一下再回复您。",
    }
    for text, wanted in said.items():
        hit = memory.lookup(text, spanish)
        assert hit is not None
        assert hit.text == wanted
    assert known_share(memory, "en", "zh-Hans") > 0.65
    assert known_share(memory, "zh", "en") > 0.65
    assert known_share(memory, "es", "zh-Hans") > 0.5
    keys = [unit.id for unit in shipped_units()]
    assert len(keys) == len(set(keys)), "two lines with one Chinese text are one unit twice"
