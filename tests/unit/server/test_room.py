"""Limits hold while two replicas count at the same moment."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import update

from tests.helpers.postgres import Cluster
from tests.helpers.team_bench import LIMITS, TeamBench, team_bench
from workstation.domain.account_actions import SetAccountEnabled
from workstation.domain.actions import Action, ActionRequest, SavePhrase
from workstation.domain.card import CardContent
from workstation.domain.card_actions import AddCards, NewCard
from workstation.domain.errors import Refusal
from workstation.domain.ids import new_action_id
from workstation.domain.translation_actions import SaveUnits, UnitDraft
from workstation.server.actions import perform
from workstation.server.database import Database
from workstation.server.handlers import cards, phrases, translation
from workstation.server.migrate import migrate
from workstation.server.schema import exhibitor
from workstation.server.writer import Tx

pytestmark = pytest.mark.requires("postgresql")


@pytest.fixture(scope="module")
def replicas(postgres: Cluster) -> Iterator[tuple[TeamBench, Database]]:
    """Give a bench, and a second replica's view of its database."""
    with postgres.database() as url:
        here, there = Database(url), Database(url)
        migrate(here)
        try:
            with team_bench(here) as bench:
                yield bench, there
        finally:
            here.close()
            there.close()


def phrase() -> Action:
    return SavePhrase(phrase=new_action_id(), shared=True, title="x", zh="x", en="x")


def own_phrase() -> Action:
    return SavePhrase(phrase=new_action_id(), title="x", zh="x", en="x")


def card() -> Action:
    content = CardContent(name_en="Ana")
    return AddCards(cards=(NewCard(id=new_action_id(), content=content),))


def unit() -> Action:
    return SaveUnits(units=(UnitDraft(id=new_action_id(), texts={"en": "lamp", "zh-Hans": "灯"}),))


@pytest.mark.parametrize(
    ("make", "module", "limit"),
    [
        (phrase, phrases, "MAX_PHRASES"),
        (own_phrase, phrases, "MAX_PHRASES"),
        (card, cards, "MAX_CARDS"),
        (unit, translation, "MAX_UNITS"),
    ],
)
def test_the_last_place_is_taken_once(
    replicas: tuple[TeamBench, Database],
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[], Action],
    module: object,
    limit: str,
) -> None:
    bench, there = replicas
    monkeypatch.setattr(module, limit, 1)
    assert at_once(bench, there, make(), make()) == "too_many"


def test_a_package_s_last_account_is_enabled_once(replicas: tuple[TeamBench, Database]) -> None:
    bench, there = replicas
    bo, cai = (bench.ids[login] for login in ("north.bo", "north.cai"))
    for one in (bo, cai):
        bench.act("north", SetAccountEnabled(account_id=one, enabled=False))
    bench.do(lambda tx: tx.conn.execute(update(exhibitor).values(accounts_limit=3)))
    enable = [SetAccountEnabled(account_id=one, enabled=True) for one in (bo, cai)]
    assert at_once(bench, there, *enable) == "accounts_used_up"


def at_once(bench: TeamBench, there: Database, first: Action, second: Action) -> str:
    """Do the first at one replica, and the second at the other before that is committed; return its refusal."""
    main = bench.token(bench.ids["north"])
    with ThreadPoolExecutor(1) as pool:
        with there.writer.begin() as conn:
            request = ActionRequest(id=new_action_id(), action=first)
            perform(Tx(conn, bench.clock.now()), main, request, LIMITS, lambda _n: 0)
            doing = pool.submit(bench.act, "north", second)
            with suppress(TimeoutError):
                doing.result(0.5)  # it would be through by then, did it not wait
        try:
            doing.result(30)
        except Refusal as refusal:
            return refusal.code
    return "both went through"
