"""A thousand sends over a line that is cut anywhere, by a desk that is killed again and again: each once, in order."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec
import pytest

from tests.helpers.bad_network import BadNetwork
from tools import chaos
from tools.trials import plan, verdict
from tools.trials.buyers import Buyer, read_log
from tools.trials.desk_process import Orders
from tools.trials.platform import MAIN_LOGIN, Platform

SENDS = 1000
BUYERS = 6
SEED = 20260420
KILL_EVERY_S = (4.0, 9.0)


def weather(network: BadNetwork, rng: Random) -> None:
    """Let the line be good, lose answers anywhere in them, end after a moment, or be away."""
    network.refusing = False
    network.cut_down_at = network.cut_after_s = None
    kind = rng.choices(("good", "lost", "short", "away"), weights=(4, 4, 3, 1))[0]
    if kind == "lost":
        network.cut_down_at = rng.choice((0, 0, rng.randrange(1, 700)))
    elif kind == "short":
        network.cut_after_s = (0.01, 0.3)
    elif kind == "away":
        network.refusing = True
    if kind != "good":
        network.drop_all()


def sends_of(desk: chaos.Desk) -> int:
    """Return how many messages the desk has been told are safe in its outbox."""
    return len(plan.meant(desk.plan).queued)


@pytest.mark.timeout(1800)
def test_each_is_on_the_server_once_and_in_order(
    tmp_path: Path, trials: Callable[[int], int], record_property: Callable[[str, object], None]
) -> None:
    platform = Platform(tmp_path / "server")
    rng = Random(SEED)
    wanted = trials(SENDS)
    try:
        platform.open()
        main = platform.signed_in()
        exhibitor = main.exhibitors()[0].id
        buyers = [Buyer(platform.url, number, SEED) for number in range(1, BUYERS + 1)]
        for buyer in buyers:
            buyer.enter(exhibitor)
        with BadNetwork(platform.url, seed=SEED) as network:
            orders = Orders(
                server=network.url, login=MAIN_LOGIN, password=platform.password, passphrase=chaos.PASSPHRASE
            )
            desk = chaos.Desk(tmp_path / "desk", orders, SEED)
            try:
                desk.start()
                desk.wait_until_ready()
                kills = _work(desk, network, rng, wanted)
                _calm(network)
                desk.wait_until_ready()
                left = desk.drain()
                complete = desk.complete(read_log(main)[0])
            finally:
                desk.stop()
            cut = network.counters.cut
        meant = plan.meant(desk.plan)
        found = {buyer.conversation: verdict.history(main, buyer.conversation) for buyer in buyers}
        seen = verdict.of_server(found, meant.queued, meant.tried)
    finally:
        for buyer in buyers:
            buyer.api.session.close()
        main.session.close()
        platform.stop()
    figures = {"sent": len(meant.queued), "kills": kills, "cut": cut, **msgspec.structs.asdict(seen)}
    record_property("figures", json.dumps(figures))
    print(json.dumps(figures))
    assert left == ()
    assert complete
    assert seen.good(), figures
    assert len(meant.queued) >= wanted
    assert kills
    assert cut > wanted // 50


def _work(desk: chaos.Desk, network: BadNetwork, rng: Random, wanted: int) -> int:
    """Let it type until so much was sent, in all weathers; return how often it was killed."""
    kills = 0
    kill_at = time.monotonic() + rng.uniform(*KILL_EVERY_S) / 2
    while sends_of(desk) < wanted or not kills:
        weather(network, rng)
        time.sleep(rng.uniform(0.1, 0.9))
        if time.monotonic() > kill_at:
            desk.kill()
            kills += 1
            desk.start()
            kill_at = time.monotonic() + rng.uniform(*KILL_EVERY_S)
    desk.kill()  # in the midst of it, whatever is on its way
    desk.start()
    return kills + 1


def _calm(network: BadNetwork) -> None:
    network.refusing = False
    network.cut_down_at = network.cut_after_s = None
