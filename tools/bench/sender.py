"""Buyers who write while a desk is measured: real ones, registered and writing through the public interface."""

import itertools
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final

from workstation.domain.actions import ActionRequest, SendMessage, StartConversation
from workstation.domain.entrance import Registration
from workstation.domain.ids import ConversationId, new_action_id
from workstation.rehearsal.histories import histories
from workstation.remote.api import Api
from workstation.remote.session import Session

AT_ONCE: Final = 6
_PASSWORD: Final = "measured for measure"
_COUNTRIES: Final = ("ES", "MX", "EG", "US", "SG")


class Crowd:
    """So many buyers, each in a conversation of his own with the exhibitor that is measured."""

    def __init__(self, url: str, size: int) -> None:
        past = list(histories(50, 2_000, seed=7))
        self._texts = itertools.cycle([said.text for history in past for said in history.messages])
        self._lock = threading.Lock()
        exhibitor = None
        self._buyers: list[tuple[Api, ConversationId]] = []
        for number in range(size):
            api = Api(Session(url, connections=AT_ONCE + 2))
            api.session.token = api.register(_registration(number)).token
            exhibitor = exhibitor or api.exhibitors()[0].id
            started = api.act(ActionRequest(id=new_action_id(), action=StartConversation(exhibitor_id=exhibitor)))
            assert started.conversation_id is not None
            self._buyers.append((api, started.conversation_id))

    @property
    def conversations(self) -> list[ConversationId]:
        """Where they write."""
        return [conversation for _, conversation in self._buyers]

    def send(self, count: int, *, per_second: float | None = None) -> None:
        """Send so many messages, in turn over the conversations; as fast as the server takes them, or at a pace."""
        began = time.monotonic()
        numbers = iter(range(count))

        def work() -> None:
            while True:
                with self._lock:
                    number = next(numbers, None)
                    text = next(self._texts)
                if number is None:
                    return
                if per_second is not None:
                    time.sleep(max(0.0, began + number / per_second - time.monotonic()))
                api, conversation = self._buyers[number % len(self._buyers)]
                action = SendMessage(conversation=conversation, text=text)
                api.act(ActionRequest(id=new_action_id(), action=action))

        with ThreadPoolExecutor(AT_ONCE) as senders:
            for done in [senders.submit(work) for _ in range(AT_ONCE)]:
                done.result()

    def leave(self) -> None:
        """Close the connections."""
        for api, _ in self._buyers:
            api.session.close()


@contextmanager
def crowd(url: str, size: int) -> Iterator[Crowd]:
    """Give so many buyers."""
    buyers = Crowd(url, size)
    try:
        yield buyers
    finally:
        buyers.leave()


def _registration(number: int) -> Registration:
    return Registration(
        name=f"Measuring Buyer {number}",
        company=f"Company {number}",
        country=_COUNTRIES[number % len(_COUNTRIES)],
        email=f"measuring{number}@example.com",
        password=_PASSWORD,
    )
