"""Whatever the network and the server do, what is said arrives on both sides, once and in order."""

import itertools
import random
import threading
from collections.abc import Callable

import msgspec
import pytest

from tests.helpers.bad_network import BadNetwork, event_stream, http_answer
from tests.helpers.headless import Headless, action_ids, freeze, start_chat, thaw
from tests.helpers.live_server import LiveServer
from workstation.domain.actions import SendMessage
from workstation.domain.ids import ActionId, ConversationId
from workstation.domain.link import Phase

Desks = Callable[..., Headless]


def say_all(desk: Headless, chats: list[ConversationId], count: int) -> dict[ConversationId, list[ActionId]]:
    """Let a sender per conversation say `count` things, at the same time."""
    said: dict[ConversationId, list[ActionId]] = {chat: [] for chat in chats}

    def sender(chat: ConversationId) -> None:
        for i in range(count):
            said[chat].append(desk.say(chat, f"{chat}: {i}"))

    threads = [threading.Thread(target=sender, args=(chat,)) for chat in chats]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_every_connection_cut_after_a_moment(
    server: LiveServer, network: BadNetwork, desk: Desks, trials: Callable[[int], int]
) -> None:
    account = server.account("north")
    buyers = [server.buyer() for _ in range(4)]
    chats = [start_chat(buyer, account) for buyer in buyers]
    network.cut_after_s = (0.05, 0.5)
    desk_ = desk(network.url, account.token).online()
    count = trials(120)

    def answer_back(number: int) -> None:
        for i in range(count):
            buyers[number].act(SendMessage(conversation=chats[number], text=f"buyer {i}"))

    others = [threading.Thread(target=answer_back, args=(number,)) for number in range(4)]
    for thread in others:
        thread.start()
    said = say_all(desk_, chats, count)
    for thread in others:
        thread.join()
    desk_.wait(lambda: not desk_.pending() and all(len(desk_.texts(c)) == 1 + 2 * count for c in chats))
    for chat in chats:
        assert [i for i in action_ids(account, chat) if i in said[chat]] == said[chat]
        texts = desk_.texts(chat)
        assert [t for t in texts if t.startswith("buyer")] == [f"buyer {i}" for i in range(count)]
        assert [t for t in texts if t.startswith(f"{chat}:")] == [f"{chat}: {i}" for i in range(count)]
        assert [m.n for m in desk_.messages(chat)] == list(range(1, len(desk_.messages(chat)) + 1))
    assert network.counters.cut > 3


def test_a_proxy_that_cuts_streams_is_followed_by_long_poll(
    server: LiveServer, network: BadNetwork, desk: Desks, trials: Callable[[int], int]
) -> None:
    account, buyer = server.account("north"), server.buyer()
    chat = start_chat(buyer, account)
    network.cut_after_s = 5.0 if trials(10) == 10 else 0.4
    desk_ = desk(network.url, account.token).online()
    said = ["Hello"]
    for i in itertools.count():
        buyer.act(SendMessage(conversation=chat, text=f"line {i}"))
        said.append(f"line {i}")
        desk_.wait(lambda: desk_.texts(chat) == said)
        if not desk_.sync.state.streaming and i > 10:
            break
    assert any("/api/v1/log?" in line for line in network.counters.requests)
    desk_.say(chat, "answer")
    desk_.wait(lambda: desk_.texts(chat) == [*said, "answer"])


@pytest.mark.parametrize(
    "instead",
    [
        http_answer("200 OK", b'{"id":"0190b0a0-0000-7000-8000-0000'),
        http_answer("500 Internal Server Error", b"oops", "text/plain"),
        http_answer("502 Bad Gateway", b"<html>no backend</html>", "text/html"),
        http_answer(
            "503 Service Unavailable", b'{"code":"busy","status":503}', "application/problem+json", "Retry-After: 0"
        ),
        http_answer("200 OK", b"<html>please sign in to the hotel</html>", "text/html"),
    ],
    ids=["half JSON", "500", "502", "503", "hotel"],
)
def test_broken_answers_hold_the_lane_and_lose_nothing(
    server: LiveServer, network: BadNetwork, desk: Desks, instead: bytes
) -> None:
    account = server.account("north")
    chat = start_chat(server.buyer(), account)
    desk_ = desk(network.url, account.token).online()
    left = iter(range(3))

    def answer(head: bytes) -> bytes | None:
        return instead if head.startswith(b"POST /api/v1/actions") and next(left, None) is not None else None

    network.answer = answer
    network.drop_all()
    said = say_all(desk_, [chat], 5)
    desk_.wait(lambda: not desk_.pending() and len(desk_.texts(chat)) == 6)
    assert network.counters.answered == 3
    assert [i for i in action_ids(account, chat) if i in said[chat]] == said[chat]


def test_lost_answers_do_not_say_things_twice(server: LiveServer, network: BadNetwork, desk: Desks) -> None:
    account = server.account("north")
    chat = start_chat(server.buyer(), account)
    desk_ = desk(network.url, account.token).online()
    network.cuts_left = 6
    network.cut_down_at = 0
    said = say_all(desk_, [chat], 8)
    desk_.wait(lambda: not desk_.pending() and len(desk_.texts(chat)) == 9)
    assert network.cuts_left == 0
    assert [i for i in action_ids(account, chat) if i in said[chat]] == said[chat]


def test_duplicate_and_swapped_events_are_put_right(server: LiveServer, network: BadNetwork, desk: Desks) -> None:
    account, buyer = server.account("north"), server.buyer()
    chat = start_chat(buyer, account)
    first = desk(network.url, account.token).online()
    last = first.cursor()
    assert last is not None
    first.close()  # the network is not merely broken meanwhile: after some vain tries it would be asked by long-poll
    for i in range(12):
        buyer.act(SendMessage(conversation=chat, text=f"line {i}"))
    frames = [
        b"id: %d\nevent: log\ndata: %s\n\n" % (event.seq, msgspec.json.encode(event))
        for event in account.whole_log(last)
    ]
    chaos = random.Random(7)
    left = iter(range(8))

    def answer(head: bytes) -> bytes | None:
        if not head.startswith(b"GET /api/v1/stream") or next(left, None) is None:
            return None
        return event_stream(b": ok\n\n", *chaos.sample(frames, len(frames)), *frames[:3])

    network.answer = answer
    desk_ = desk(network.url, account.token).online()
    desk_.wait(lambda: desk_.texts(chat) == ["Hello", *(f"line {i}" for i in range(12))])
    assert network.counters.answered > 0


def test_a_server_killed_and_started_again_is_found_again(own_server: LiveServer, desk: Desks) -> None:
    account, buyer = own_server.account("north"), own_server.buyer()
    chat = start_chat(buyer, account)
    desk_ = desk(own_server.url, account.token).online()
    said = ["Hello"]
    for i in range(3):
        desk_.say(chat, f"before {i}")
        own_server.kill()
        desk_.say(chat, f"after {i}")
        said += [f"before {i}", f"after {i}"]
        desk_.wait(lambda: desk_.sync.state.phase is Phase.OFFLINE)
        assert desk_.sync.state.problem_code == "unreachable"
        own_server.start()
        desk_.sync.wake()
        desk_.wait_for_texts(chat, said)
    desk_.wait(lambda: desk_.sync.state.phase is Phase.ONLINE)
    assert desk_.sync.state.as_of is not None


def test_a_frozen_server_is_noticed_by_its_missing_heartbeat(own_server: LiveServer, desk: Desks) -> None:
    account, buyer = own_server.account("north"), own_server.buyer()
    chat = start_chat(buyer, account)
    # The desk expects a sign of life far more often than this server gives one, so silence is noticed soon.
    desk_ = desk(own_server.url, account.token, heartbeat_s=0.4).online()
    freeze(own_server.pid)
    desk_.say(chat, "while frozen")
    desk_.wait(lambda: desk_.sync.state.phase is Phase.OFFLINE)
    thaw(own_server.pid)
    desk_.wait(lambda: not desk_.pending() and desk_.texts(chat) == ["Hello", "while frozen"])


def test_stopping_does_not_wait_for_a_frozen_server(own_server: LiveServer, desk: Desks) -> None:
    account = own_server.account("north")
    chats = [start_chat(own_server.buyer(), account) for _ in range(4)]
    desk_ = desk(own_server.url, account.token).online()
    freeze(own_server.pid)
    try:
        for chat in chats:
            desk_.say(chat, "on its way for ever")
        desk_.wait(lambda: sum(p.state == "sending" for p in desk_.pending()) == 3)
        desk_.sync.stop()
        # All threads have ended by themselves although the server has not said a word.
        assert [t.name for t in desk_.sync._threads if t.is_alive()] == []
    finally:
        thaw(own_server.pid)
    again = desk(own_server.url, account.token, "desk-again")
    again.online()
    assert len(desk_.pending()) == 4


def test_a_desk_that_died_in_mid_send_sends_again_with_the_same_id(
    server: LiveServer, network: BadNetwork, desk: Desks
) -> None:
    account = server.account("north")
    chat = start_chat(server.buyer(), account)
    first = desk(network.url, account.token).online()
    network.cut_down_at = 0
    said = say_all(first, [chat], 3)
    first.wait(lambda: network.counters.cut > 0)
    first.close()
    network.cut_down_at = None
    second = desk(network.url, account.token).online()
    second.wait(lambda: not second.pending() and len(second.texts(chat)) == 4)
    assert [i for i in action_ids(account, chat) if i in said[chat]] == said[chat]


def test_a_first_sync_over_a_bad_line_comes_to_its_end(server: LiveServer, network: BadNetwork, desk: Desks) -> None:
    account = server.account("south")
    chats = [start_chat(server.buyer(), account, f"chat {i}") for i in range(5)]
    network.cut_down_at = 1500
    network.cuts_left = 4
    desk_ = desk(network.url, account.token).online()
    assert network.cuts_left == 0
    assert [desk_.texts(chat) for chat in chats] == [[f"chat {i}"] for i in range(5)]
