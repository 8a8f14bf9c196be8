"""Replicas: what one commits, a stream on the other hears; a second later with the bus down; nothing is lost."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from tests.helpers.event_stream import Follower
from tests.helpers.live_server import Client, LiveServer, live_server
from tests.helpers.nats import Nats, nats_server
from tests.helpers.postgres import Cluster, cluster
from tests.helpers.qt_loop import until_blocking
from workstation.domain.actions import SendMessage, StartConversation
from workstation.domain.events import MessageChanged, Snapshot, Typing
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.server.bus import Hint, fitting


class Replicas(NamedTuple):
    """Two servers on one database, and how to break what connects them."""

    one: LiveServer
    other: LiveServer
    break_bus: Callable[[], None]
    mend_bus: Callable[[], None]


@pytest.fixture(params=["postgresql", pytest.param("nats", marks=pytest.mark.requires("nats"))])
def replicas(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Replicas]:
    with ExitStack() as stack:
        postgres: Cluster = request.getfixturevalue("postgres")
        url = stack.enter_context(postgres.database())
        arguments: tuple[str, ...] = ()

        def cut_listeners() -> None:
            with postgres.connect() as connection:
                cut = connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE query LIKE 'LISTEN%%' AND datname = %s",
                    [make_url(url).database],
                ).fetchall()
            assert len(cut) == 2, "one listener for each replica"

        break_bus, mend_bus = cut_listeners, lambda: None
        if request.param == "nats":
            nats: Nats = stack.enter_context(nats_server())
            arguments, break_bus, mend_bus = ("--bus", nats.url), nats.kill, nats.start
        one = stack.enter_context(live_server(tmp_path / "one", database=url, arguments=arguments))
        other = stack.enter_context(live_server(tmp_path / "other", database=url, arguments=arguments, fair=None))
        yield Replicas(one, other, break_bus, mend_bus)


def conversation(server: LiveServer) -> tuple[Client, Client, ConversationId, int]:
    """A buyer and the main account of the south on one replica, and where its log stands."""
    main = server.account("south")
    buyer = server.buyer()
    south = main.get("/api/v1/snapshot", Snapshot).exhibitor.id
    opened = buyer.act(StartConversation(exhibitor_id=south)).conversation_id
    assert opened is not None
    return buyer, main, opened, main.get("/api/v1/snapshot", Snapshot).as_of


pytestmark = pytest.mark.requires("postgresql")


def test_a_stream_on_the_other_replica_hears(replicas: Replicas) -> None:
    buyer, main, conversation_id, after = conversation(replicas.one)
    elsewhere = replicas.other.client(main.token)
    with Follower(elsewhere, after) as far, Follower(main, after) as near:
        until_blocking(lambda: far.first and near.first)
        for number in range(50):
            text = f"{number} " + "长" * (4000 if number % 10 == 0 else 1)  # some too long for a notification
            buyer.act(SendMessage(conversation=conversation_id, text=text))
        got = far.wait_for(50)
        assert got == near.wait_for(50)
        buyer.call("POST", "/api/v1/typing", {"conversation_id": conversation_id})
        until_blocking(lambda: any(one["kind"] == "typing" for one in far.signals))
    assert [event.seq for event in got] == list(range(after + 1, after + 51))


def test_signing_out_on_one_ends_the_stream_on_the_other(replicas: Replicas) -> None:
    buyer, _main, _conversation_id, _after = conversation(replicas.one)
    with Follower(replicas.other.client(buyer.token), 0) as far:
        until_blocking(lambda: far.first)
        buyer.call("POST", "/api/v1/sign-out")
        assert far.ended.wait(30)
    assert far.end_code == "not_signed_in"


def test_with_the_bus_broken_nothing_is_lost(replicas: Replicas) -> None:
    """Both sides write, each reader is on the other replica, and the bus goes and comes back meanwhile."""
    buyer, main, conversation_id, after = conversation(replicas.one)
    main_elsewhere = replicas.other.client(main.token)
    stop = threading.Event()
    sent: list[str] = []

    def write() -> None:
        client = buyer.twin()
        while not stop.wait(0.01):
            text = f"line {len(sent)}"
            client.act(SendMessage(conversation=conversation_id, text=text))
            sent.append(text)

    writer = threading.Thread(target=write)
    with Follower(main_elsewhere, after) as far:
        writer.start()
        try:
            until_blocking(lambda: len(far.events) > 10)
            replicas.break_bus()
            seen = len(far.events)
            until_blocking(lambda: len(far.events) > seen + 10)  # by a look at the heads
            replicas.mend_bus()
            seen = len(far.events)
            until_blocking(lambda: len(far.events) > seen + 10)
        finally:
            stop.set()
            writer.join()
        got = far.wait_for(len(sent))
    assert [event.seq for event in got] == list(range(after + 1, after + 1 + len(got)))
    assert [event.body.message.text for event in got if isinstance(event.body, MessageChanged)] == sent


def test_a_server_starts_without_its_bus(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Hints are no condition of service."""
    postgres: Cluster = request.getfixturevalue("postgres")
    with (
        postgres.database() as url,
        live_server(tmp_path, database=url, arguments=("--bus", "nats://127.0.0.1:9")) as server,
    ):
        buyer, main, conversation_id, after = conversation(server)
        with Follower(main, after) as follower:
            buyer.act(SendMessage(conversation=conversation_id, text="still"))
            assert len(follower.wait_for(1)) == 1


def test_the_database_away_and_back(tmp_path: Path) -> None:
    """Requests fail with a reason while it is away; the server needs no help when it is back."""
    with cluster() as own, own.database() as url, live_server(tmp_path, database=url) as server:
        buyer, main, conversation_id, after = conversation(server)
        own.stop()
        assert buyer.call("GET", "/readyz").status_code == 503
        answer = buyer.try_act(SendMessage(conversation=conversation_id, text="lost?"))
        assert answer.status_code in (500, 503)
        own.resume()
        until_blocking(lambda: buyer.call("GET", "/readyz").status_code == 200)
        until_blocking(lambda: buyer.try_act(SendMessage(conversation=conversation_id, text="here")).status_code == 200)
        with Follower(main, after) as follower:
            assert follower.wait_for(1)
        server.stop()
        server.log_file.unlink()  # it has good reason to complain


entries = st.lists(
    st.tuples(st.integers(1, 2**40), st.integers(1, 2**40), st.text(max_size=300)).map(
        lambda one: (PrincipalId(one[0]), one[1], msgspec.Raw(msgspec.json.encode({"text": one[2]})))
    ),
    max_size=40,
).map(tuple)


@given(
    entries=entries,
    signals=st.lists(st.lists(st.integers(1, 2**40), min_size=1, max_size=500), max_size=4),
    revoked=st.lists(st.binary(min_size=32, max_size=32), max_size=120).map(tuple),
    limit=st.sampled_from([1500, 7900]),
)
def test_hints_are_cut_to_what_the_bus_carries(
    entries: tuple[tuple[PrincipalId, int, msgspec.Raw], ...],
    signals: list[list[int]],
    revoked: tuple[bytes, ...],
    limit: int,
) -> None:
    typing = Typing(conversation_id=ConversationId(1), principal_id=PrincipalId(1))
    audiences = tuple((tuple(PrincipalId(one) for one in audience), typing) for audience in signals)
    hint = Hint("r" * 16, entries=entries, signals=audiences, revoked=revoked)
    parts = [msgspec.json.decode(payload, type=Hint) for payload in fitting(hint, limit)]
    told = [(one, seq) for part in parts for one, seq, _frame in part.entries]
    told += [head for part in parts for head in part.heads]
    assert sorted(told) == sorted((one, seq) for one, seq, _frame in entries)
    assert [one for part in parts for audience, _s in part.signals for one in audience] == [
        one for audience in signals for one in audience
    ]
    assert tuple(token for part in parts for token in part.revoked) == revoked
    assert all(len(payload) <= max(limit, 7900) for payload in fitting(hint, limit))
