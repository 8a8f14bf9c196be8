"""Following a log: stream and long-poll, cuts and resumes, *gone*, ends, presence and typing."""

import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import create_engine, text

from tests.helpers.event_stream import Follower
from tests.helpers.live_server import Client, LiveServer, code_of, live_server
from tests.helpers.qt_loop import until_blocking
from workstation.domain.account import Presence
from workstation.domain.actions import SendMessage, SetStatus, StartConversation
from workstation.domain.entrance import Me
from workstation.domain.events import LogPage, MessageChanged, Snapshot
from workstation.domain.ids import ConversationId


def talk(server: LiveServer) -> tuple[Client, Client, ConversationId]:
    """A new buyer with the main account of the south."""
    main = server.account("south")
    south = main.get("/api/v1/snapshot", Snapshot).exhibitor.id
    buyer = server.buyer()
    opened = buyer.act(StartConversation(exhibitor_id=south)).conversation_id
    assert opened is not None
    return buyer, main, opened


def test_the_stream_begins_with_ok_and_delivers_in_order(server: LiveServer) -> None:
    buyer, main, conversation_id = talk(server)
    after = main.get("/api/v1/snapshot", Snapshot).as_of
    with Follower(main, after) as follower:
        for number in range(20):
            buyer.act(SendMessage(conversation=conversation_id, text=f"line {number}\n\ndata: x\u2028"))
        got = follower.wait_for(20)
    assert follower.first == b": ok"
    assert [event.seq for event in got] == list(range(after + 1, after + 21))
    bodies = [event.body for event in got]
    assert all(isinstance(body, MessageChanged) for body in bodies)
    assert [body.message.text for body in bodies if isinstance(body, MessageChanged)] == [
        f"line {number}\n\ndata: x\u2028" for number in range(20)
    ]
    assert got == main.whole_log(after), "a pushed line is the same as the stored one"


def test_what_happened_before_comes_first(server: LiveServer) -> None:
    buyer, main, conversation_id = talk(server)
    after = main.get("/api/v1/snapshot", Snapshot).as_of
    for number in range(210):  # more than a page of the log
        buyer.act(SendMessage(conversation=conversation_id, text=f"{number}"))
    with Follower(main, after) as follower:
        buyer.act(SendMessage(conversation=conversation_id, text="live"))
        got = follower.wait_for(211)
    assert [event.seq for event in got] == list(range(after + 1, after + 212))


def test_cuts_lose_nothing_and_double_nothing(server: LiveServer, trials: Any) -> None:
    """Four buyers write while the reader is cut again and again, at random moments."""
    main = server.account("south")
    south = main.get("/api/v1/snapshot", Snapshot).exhibitor.id
    before = main.get("/api/v1/snapshot", Snapshot).as_of
    each = trials(300)
    texts = [[f"{writer}:{number}" for number in range(each)] for writer in range(4)]

    def write(lines: list[str]) -> None:
        buyer = server.buyer()
        opened = buyer.act(StartConversation(exhibitor_id=south)).conversation_id
        assert opened is not None
        for line in lines:
            buyer.act(SendMessage(conversation=opened, text=line))

    threads = [threading.Thread(target=write, args=(lines,)) for lines in texts]
    for thread in threads:
        thread.start()
    rng, last, got = random.Random(7), before, []
    deadline = time.monotonic() + 90
    while any(thread.is_alive() for thread in threads) or last < main.get("/api/v1/snapshot", Snapshot).as_of:
        assert time.monotonic() < deadline
        with Follower(main, last) as follower:
            follower.ended.wait(rng.uniform(0.02, 0.25))  # then it is cut
        for event in follower.events:
            assert event.seq == last + 1
            last = event.seq
            got.append(event)
    for thread in threads:
        thread.join()
    said = [event.body.message.text for event in got if isinstance(event.body, MessageChanged)]
    for lines in texts:
        mine = set(lines)
        assert [line for line in said if line in mine] == lines


def test_long_poll_waits_for_the_next_line(server: LiveServer) -> None:
    buyer, main, conversation_id = talk(server)
    after = main.get("/api/v1/snapshot", Snapshot).as_of
    assert (main.log(after).events, main.log(after).last_seq) == ((), after)
    answers: list[LogPage] = []
    waiting = threading.Thread(target=lambda: answers.append(main.twin().log(after, wait=25)))
    waiting.start()
    buyer.act(SendMessage(conversation=conversation_id, text="there"))
    waiting.join(20)
    assert not waiting.is_alive()
    assert [event.seq for event in answers[0].events] == [after + 1]
    assert answers[0].last_seq == after + 1


def test_long_poll_comes_back_empty_in_time(server: LiveServer) -> None:
    buyer, _main, _conversation_id = talk(server)
    last = buyer.log(0).last_seq
    answer = buyer.log(last, wait=1)
    assert (answer.events, answer.last_seq) == ((), last)  # that somebody came or went may have been told meanwhile


@pytest.mark.parametrize("path", ["/api/v1/log", "/api/v1/stream"])
def test_a_line_that_never_was_is_gone(server: LiveServer, path: str) -> None:
    """Another database stands behind the same address: the desk must begin afresh."""
    buyer = server.buyer()
    answer = buyer.call("GET", path, params={"after": 4711})
    assert answer.status_code == 410
    assert code_of(answer) == "gone"


@pytest.mark.parametrize("query", ["", "after=", "after=-1", "after=x", f"after={2**53 + 1}", "after=1&wait=26"])
def test_bad_positions_are_refused(server: LiveServer, query: str) -> None:
    answer = server.buyer().call("GET", f"/api/v1/log?{query}")
    assert answer.status_code == 422
    assert code_of(answer) == "invalid_request"


def test_a_trimmed_log_says_gone(engine: str, tmp_path: Path) -> None:
    if engine != "sqlite":
        return
    with live_server(tmp_path) as server:
        buyer, main, conversation_id = talk(server)
        buyer.act(SendMessage(conversation=conversation_id, text="old"))
        last = main.get("/api/v1/snapshot", Snapshot).as_of
        database = create_engine(f"sqlite:///{tmp_path / 'workstation.db'}")
        with database.begin() as conn:
            conn.execute(text("UPDATE event SET at = 0"))
            conn.execute(text("UPDATE job SET due_at = 0 WHERE key = 'trim'"))
        database.dispose()
        until_blocking(lambda: main.call("GET", f"/api/v1/log?after={last - 1}").status_code == 410)
        assert main.log(last).events == ()
        for position in (0, last - 1):
            assert code_of(main.call("GET", f"/api/v1/stream?after={position}")) == "gone"
        buyer.act(SendMessage(conversation=conversation_id, text="new"))
        assert [event.seq for event in main.log(last).events] == [last + 1]


def test_a_stream_that_falls_behind_a_trimmed_log_is_cut(engine: str, tmp_path: Path) -> None:
    """Its reader asks again, and is told to begin afresh."""
    if engine != "sqlite":
        return
    with live_server(tmp_path) as server:
        buyer = server.buyer()
        with Follower(buyer, 0) as follower:
            until_blocking(lambda: follower.first)
            database = create_engine(f"sqlite:///{tmp_path / 'workstation.db'}")
            with database.begin() as conn:  # lines that no push told of, of which the first are gone already
                conn.execute(text("UPDATE head SET last_seq = last_seq + 9, min_seq = last_seq + 5"))
            database.dispose()
            assert follower.ended.wait(20)
        assert follower.events == []
        assert code_of(buyer.call("GET", "/api/v1/stream?after=0")) == "gone"


@pytest.fixture
def quick(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LiveServer]:
    """A server of one's own whose heart beats fast."""
    with ExitStack() as stack:
        url = "" if engine == "sqlite" else stack.enter_context(request.getfixturevalue("postgres").database())
        arguments, limits = ("--heartbeat", "0.2"), {"presence_grace_s": 0.1}
        yield stack.enter_context(live_server(tmp_path, database=url, arguments=arguments, limits=limits))


def test_heartbeats_come_when_nothing_else_does(quick: LiveServer) -> None:
    with Follower(quick.buyer(), 0) as follower:
        until_blocking(lambda: follower.beats >= 3)
    assert follower.events == []


def test_signing_out_ends_the_stream(quick: LiveServer) -> None:
    buyer = quick.buyer()
    with Follower(buyer, 0) as follower:
        buyer.call("POST", "/api/v1/sign-out")
        assert follower.ended.wait(20)
    assert follower.end_code == "not_signed_in"


def test_a_token_revoked_behind_our_back_ends_the_stream(quick: LiveServer, engine: str) -> None:
    """Not by this process: by another replica whose hint was lost, or by hand."""
    if engine != "sqlite":
        return
    buyer = quick.buyer()
    with Follower(buyer, 0) as follower:
        database = create_engine(f"sqlite:///{quick.data / 'workstation.db'}")
        with database.begin() as conn:
            conn.execute(text("UPDATE token SET revoked_at = 1"))
        database.dispose()
        assert follower.ended.wait(20)
    assert follower.end_code == "not_signed_in"


def test_stopping_the_server_ends_the_stream_politely(quick: LiveServer) -> None:
    with Follower(quick.buyer(), 0) as follower:
        until_blocking(lambda: follower.first)
        assert quick.stop() == 0
        assert follower.ended.wait(20)
    assert follower.end_code == "shutdown"


def test_presence_follows_the_stream(quick: LiveServer) -> None:
    north, ann = quick.account("north"), quick.account("north.ann")
    people = north.get("/api/v1/snapshot", Snapshot).accounts
    ann_id = next(one.id for one in people if one.login == "north.ann")

    def presence() -> Presence:
        accounts = north.get("/api/v1/snapshot", Snapshot).accounts
        return next(one.presence for one in accounts if one.id == ann_id)

    with Follower(north, north.get("/api/v1/snapshot", Snapshot).as_of) as watching:
        until_blocking(lambda: watching.signals)  # who is there: from now on it hears of each move
        assert presence() is Presence.OFFLINE
        with Follower(ann, ann.get("/api/v1/snapshot", Snapshot).as_of) as follower:
            until_blocking(lambda: follower.first)
            assert presence() is Presence.ONLINE
            ann.act(SetStatus(status=Presence.AWAY))
            assert presence() is Presence.AWAY
        until_blocking(lambda: presence() is Presence.OFFLINE)

        def seen() -> list[str]:
            return [one["presence"] for one in watching.signals if one.get("principal_id") == ann_id]

        until_blocking(lambda: seen()[-1:] == ["offline"])
    assert seen() == ["online", "away", "offline"]


def test_who_is_there_is_said_as_the_stream_begins(quick: LiveServer) -> None:
    """Whoever was cut off learns what moved meanwhile, though nothing of it stands in the log."""
    north, ann = quick.account("north"), quick.account("north.ann")
    snapshot = north.get("/api/v1/snapshot", Snapshot)
    ids = {one.login: str(one.id) for one in snapshot.accounts}
    buyer, stranger = quick.buyer(), quick.buyer()
    me = buyer.get("/api/v1/me", Me).buyer
    assert me is not None
    assert buyer.act(StartConversation(exhibitor_id=snapshot.exhibitor.id)).conversation_id is not None

    def present(client: Client) -> dict[str, str]:
        with Follower(client, client.log(0).last_seq) as follower:
            until_blocking(lambda: follower.signals)
            assert follower.signals[0]["kind"] == "present"
            return dict(follower.signals[0].get("presences", {}))

    assert present(north) == {ids["north"]: "online"}
    with Follower(ann, ann.log(0).last_seq), Follower(stranger, 0), Follower(buyer, 0) as own:
        until_blocking(lambda: own.signals)
        ann.act(SetStatus(status=Presence.BUSY))
        until_blocking(
            lambda: present(north) == {ids["north"]: "online", ids["north.ann"]: "busy", str(me.id): "online"}
        )
        assert str(me.id) not in present(ann), "the buyer is not served by her"
        polled = msgspec.json.decode(north.log(0).signals[0])
        assert polled["kind"] == "present"
        assert polled["presences"][ids["north.ann"]] == "busy"
    until_blocking(lambda: set(present(north)) == {ids["north"]})


def test_nobody_at_the_desk_is_away_until_somebody_is(quick: LiveServer) -> None:
    north, ann = quick.account("north"), quick.account("north.ann")
    ann_id = next(one.id for one in north.get("/api/v1/snapshot", Snapshot).accounts if one.login == "north.ann")
    with Follower(north, north.get("/api/v1/snapshot", Snapshot).as_of) as watching:

        def seen() -> list[str]:
            return [one["presence"] for one in watching.signals if one.get("principal_id") == ann_id]

        def idle(value: bool) -> None:
            assert ann.call("POST", "/api/v1/activity", {"idle": value}).status_code == 204

        until_blocking(lambda: watching.signals)
        with Follower(ann, 0) as follower:
            until_blocking(lambda: follower.first)
            idle(True)
            idle(True)
            idle(False)
            until_blocking(lambda: seen() == ["online", "away", "online"])
            for status in (Presence.BUSY, Presence.AWAY):  # chosen by hand: left alone
                ann.act(SetStatus(status=status))
                idle(True)
                idle(False)
            ann.act(SetStatus(status=Presence.ONLINE))
            idle(True)
            until_blocking(lambda: seen()[3:] == ["busy", "away", "online", "away"])
        until_blocking(lambda: seen()[-1] == "offline")
        with Follower(ann, 0) as follower:
            until_blocking(lambda: seen()[-2:] == ["offline", "online"])


def test_a_poll_hears_what_passes_by(server: LiveServer) -> None:
    buyer, main, conversation_id = talk(server)
    last = main.get("/api/v1/snapshot", Snapshot).as_of
    heard: list[str] = []

    def listen() -> None:
        twin = main.twin()
        while "typing" not in heard:  # the first thing one hears is that one is there oneself
            page = twin.log(last, wait=25)
            assert page.events == ()
            heard.extend(msgspec.json.decode(one)["kind"] for one in page.signals)

    listening = threading.Thread(target=listen)
    listening.start()
    while listening.is_alive():  # until the poll listens
        assert buyer.call("POST", "/api/v1/typing", {"conversation_id": conversation_id}).status_code == 204
        listening.join(0.2)
    assert set(heard) <= {"presence", "typing"}


def test_what_passes_by_between_two_polls_is_heard_by_the_next(server: LiveServer) -> None:
    buyer, main, conversation_id = talk(server)
    last = main.log(0).last_seq
    typing = {"conversation_id": conversation_id}
    assert buyer.call("POST", "/api/v1/typing", typing).status_code == 204
    heard = [msgspec.json.decode(signal)["kind"] for signal in main.log(last, wait=25).signals]
    assert "typing" in heard
    again = [msgspec.json.decode(signal)["kind"] for signal in main.log(last).signals]
    assert "typing" not in again, "once"


def test_the_writing_lease_ends_with_the_stream(quick: LiveServer) -> None:
    north, ann = quick.account("north"), quick.account("north.ann")
    snapshot = north.get("/api/v1/snapshot", Snapshot)
    buyer = quick.buyer()
    lamp = next(one.id for one in snapshot.exhibits if one.number == "N-1")
    opened = buyer.act(StartConversation(exhibitor_id=snapshot.exhibitor.id, exhibit_id=lamp)).conversation_id
    assert opened is not None
    say = SendMessage(conversation=opened, text="I answer")
    with Follower(ann, 0):
        ann.act(say)
        assert north.refused(say) == "being_written"
    until_blocking(lambda: north.try_act(say).status_code == 200)


def test_typing_passes_by(server: LiveServer) -> None:
    buyer, main, conversation_id = talk(server)
    after = main.get("/api/v1/snapshot", Snapshot).as_of
    with Follower(main, after) as follower, Follower(buyer, 0) as own:
        until_blocking(lambda: follower.first and own.first)
        answer = buyer.call("POST", "/api/v1/typing", {"conversation_id": conversation_id})
        assert answer.status_code == 204
        until_blocking(lambda: any(one["kind"] == "typing" for one in follower.signals))
        assert not any(one["kind"] == "typing" for one in own.signals), "not to oneself"
    assert follower.events == []
    stranger = server.buyer()
    assert code_of(stranger.call("POST", "/api/v1/typing", {"conversation_id": conversation_id})) == "not_found"


def test_a_reader_that_does_not_read_costs_nothing(server: LiveServer) -> None:
    """Lines beyond the buffer are read from the database when he comes to."""
    buyer, main, conversation_id = talk(server)
    after = main.get("/api/v1/snapshot", Snapshot).as_of
    host, _, port = main.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=60) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        request = (
            f"GET /api/v1/stream?after={after} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {main.token}\r\n\r\n"
        )
        slow.sendall(request.encode())
        for number in range(300):
            buyer.act(SendMessage(conversation=conversation_id, text=f"{number} " + "x" * 5000))
        received = b""
        while received.count(b"event: log") < 300 or not received.endswith(b"\n\n\r\n"):
            chunk = slow.recv(65536)
            assert chunk
            received += chunk
    numbers = [int(line[4:]) for line in received.split(b"\n") if line.startswith(b"id: ")]
    assert numbers == list(range(after + 1, after + 301))
