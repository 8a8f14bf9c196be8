"""An action is done once, whatever is sent again; and survives a power cut once it is acknowledged."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
import requests
from msgspec.structs import replace

from tests.helpers.live_server import Client, LiveServer, code_of, live_server
from workstation.domain.actions import ActionResult, SendMessage, StartConversation
from workstation.domain.events import MessageChanged, MessagePage, Snapshot
from workstation.domain.ids import ActionId, ConversationId, ExhibitorId, new_action_id


def opened(server: LiveServer) -> tuple[Client, ConversationId]:
    buyer = server.buyer()
    result = buyer.act(StartConversation(exhibitor_id=south_of(server)))
    assert result.conversation_id is not None
    return buyer, result.conversation_id


def south_of(server: LiveServer) -> ExhibitorId:
    return server.account("south").get("/api/v1/snapshot", Snapshot).exhibitor.id


def messages_of(client: Client, conversation_id: ConversationId) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    while True:
        after = found[-1][0] if found else 0
        page = client.get(f"/api/v1/conversations/{conversation_id}/messages", MessagePage, after=after, limit=200)
        found.extend((message.n, message.text) for message in page.messages)
        if not page.more:
            return found


def test_twenty_four_repeats_at_once_are_one_message(server: LiveServer) -> None:
    buyer, conversation_id = opened(server)
    for number in range(5):
        action = SendMessage(conversation=conversation_id, text=f"once {number}")
        action_id = new_action_id()
        with ThreadPoolExecutor(24) as pool:
            results = set(pool.map(Client.act, [buyer.twin() for _ in range(24)], [action] * 24, [action_id] * 24))
        assert len({replace(result, seq=0) for result in results}) == 1
    texts = Counter(text for _n, text in messages_of(buyer, conversation_id))
    assert {text: count for text, count in texts.items() if text} == {f"once {number}": 1 for number in range(5)}


def test_twenty_four_beginnings_at_once_are_one_conversation(server: LiveServer) -> None:
    """Different requests, as from many windows: one record for ever."""
    south = south_of(server)
    buyer = server.buyer()
    with ThreadPoolExecutor(24) as pool:
        found = set(
            pool.map(
                lambda client: client.act(StartConversation(exhibitor_id=south)).conversation_id,
                [buyer.twin() for _ in range(24)],
            )
        )
    assert len(found) == 1


def test_the_same_id_with_another_content_is_refused(server: LiveServer) -> None:
    buyer, conversation_id = opened(server)
    action_id = new_action_id()
    first = buyer.act(SendMessage(conversation=conversation_id, text="one"), action_id)
    answer = buyer.try_act(SendMessage(conversation=conversation_id, text="two"), action_id)
    assert answer.status_code == 409
    assert code_of(answer) == "action_id_reused"
    again = buyer.act(SendMessage(conversation=conversation_id, text="one"), action_id)
    assert again == replace(first, seq=again.seq)


def test_what_an_action_changed_is_in_the_log_by_the_number_it_answers(server: LiveServer) -> None:
    """Else a desk would take it for shown before it is, or lay it over what came later."""
    buyer, conversation_id = opened(server)
    action_id = new_action_id()
    result = buyer.act(SendMessage(conversation=conversation_id, text="where?"), action_id)
    page = buyer.log(result.seq - 1)
    assert isinstance(page.events[0].body, MessageChanged)
    assert page.events[0].body.message.text == "where?"
    buyer.act(SendMessage(conversation=conversation_id, text="and then"))
    again = buyer.act(SendMessage(conversation=conversation_id, text="where?"), action_id)
    assert again.seq > result.seq, "a repeat knows no better than: by now"


def test_ids_are_each_principal_s_own(server: LiveServer) -> None:
    action_id = new_action_id()
    for _ in range(2):
        buyer, conversation_id = opened(server)
        result = buyer.act(SendMessage(conversation=conversation_id, text="mine"), action_id)
        assert result.conversation_id == conversation_id


def test_a_refused_action_leaves_nothing_and_may_come_again(server: LiveServer) -> None:
    buyer, conversation_id = opened(server)
    before = buyer.log(0).last_seq
    action_id = new_action_id()
    assert code_of(buyer.try_act(SendMessage(conversation=conversation_id, text="  "), action_id)) == "text_empty"
    assert buyer.log(0).last_seq == before
    buyer.act(SendMessage(conversation=conversation_id, text="now"), action_id)


def test_a_conversation_is_known_by_the_action_that_began_it(server: LiveServer) -> None:
    south = south_of(server)
    buyer, began = server.buyer(), new_action_id()
    conversation_id = buyer.act(StartConversation(exhibitor_id=south), began).conversation_id
    said = buyer.act(SendMessage(conversation=began, text="begun off-line"))
    assert said.conversation_id == conversation_id
    for name in (new_action_id(), ConversationId(2**40)):
        assert buyer.refused(SendMessage(conversation=name, text="x")) == "not_found"


def test_messages_are_numbered_densely_under_contention(server: LiveServer) -> None:
    buyer, conversation_id = opened(server)

    def write(client: Client) -> None:
        for number in range(10):
            client.act(SendMessage(conversation=conversation_id, text=str(number)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, [buyer.twin() for _ in range(8)]))
    numbers = [n for n, _text in messages_of(buyer, conversation_id)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 80
    changed = [event.body.message.n for event in buyer.whole_log() if isinstance(event.body, MessageChanged)]
    assert changed == numbers


class Sender(threading.Thread):
    """A buyer who sends one text after another, each until it is acknowledged, whatever happens to the server."""

    def __init__(self, client: Client, conversation_id: ConversationId) -> None:
        super().__init__()
        self.client = client
        self.conversation_id = conversation_id
        self.stop = threading.Event()
        self.pause = threading.Event()
        self.acknowledged: list[tuple[int, str]] = []

    def run(self) -> None:
        number = 0
        while not self.stop.is_set() or number == 0:
            number += 1
            text = f"text {number}"
            result = self.send(SendMessage(conversation=self.conversation_id, text=text), new_action_id())
            assert result.n is not None
            self.acknowledged.append((result.n, text))
            self.pause.wait(0.02)

    def send(self, action: SendMessage, action_id: ActionId) -> ActionResult:
        while True:
            try:
                answer = self.client.try_act(action, action_id)
            except requests.RequestException:
                self.pause.wait(0.02)  # it is down
                continue
            if answer.status_code == 200:
                return msgspec.json.decode(answer.content, type=ActionResult)
            assert answer.status_code >= 500, answer.text


def test_kills_lose_nothing_and_double_nothing(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path, trials: Callable[[int], int]
) -> None:
    """Server killed like a power cut at random moments under traffic; senders repeat what wasn't acknowledged."""
    if engine == "sqlite":
        _kill(tmp_path, "", trials(30))
        return
    with request.getfixturevalue("postgres").database() as url:
        _kill(tmp_path, url, trials(30))


def _kill(folder: Path, database: str, kills: int) -> None:
    with live_server(folder, database=database) as server:
        senders = [Sender(*opened(server)) for _ in range(4)]
        for sender in senders:
            sender.start()
        rng = random.Random(11)
        for _ in range(kills):
            senders[0].stop.wait(rng.uniform(0.2, 0.8))
            server.kill()
            server.start()
        for sender in senders:
            sender.stop.set()
        for sender in senders:
            sender.join()
        for sender in senders:
            client = server.client(sender.client.token)
            stored = [(n, text) for n, text in messages_of(client, sender.conversation_id) if text]
            assert stored == sender.acknowledged
            numbers = [n for n, _text in messages_of(client, sender.conversation_id)]
            assert numbers == list(range(1, len(numbers) + 1))
            logged = [
                (event.body.message.n, event.body.message.text)
                for event in client.whole_log()
                if isinstance(event.body, MessageChanged) and event.body.message.text
            ]
            assert logged == stored
        server.account("south").whole_log()
