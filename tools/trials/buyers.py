"""Buyers under trial: each registers, starts a conversation and writes on, sending again whatever got no answer."""

import threading
import time
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Final, TypeVar

from workstation.domain.actions import Action, ActionRequest, ActionResult, SendMessage, StartConversation
from workstation.domain.entrance import Registration
from workstation.domain.ids import ConversationId, ExhibitorId, new_action_id
from workstation.remote.api import Api
from workstation.remote.errors import RemoteFault
from workstation.remote.session import Session

PAUSE_S: Final = 0.3
AGAIN_S: Final = 0.1
_PASSWORD: Final = "a long trial of patience"

T = TypeVar("T")


class Buyer:
    """One buyer; `run` is for a thread of its own.

    Attributes:
        said: texts the server has confirmed, in their order.
        fault: what ended the buyer, if something did.
    """

    def __init__(self, url: str, number: int, seed: int) -> None:
        self.api = Api(Session(url))
        self._number = number
        self._rng = Random(f"{seed} {number}")
        self._end = threading.Event()
        self.conversation = ConversationId(0)
        self.said: list[str] = []
        self.fault: Exception | None = None
        self.thread = threading.Thread(target=self._run, name=f"buyer {number}", daemon=True)

    def enter(self, exhibitor: ExhibitorId) -> None:
        """Register and start the conversation."""
        registration = Registration(
            name=f"Buyer {self._number}",
            company=f"Company {self._number}",
            country="ES",
            email=f"buyer{self._number}@example.com",
            password=_PASSWORD,
        )
        self.api.session.token = self.api.register(registration).token
        started = self._act(StartConversation(exhibitor_id=exhibitor))
        assert started.conversation_id is not None
        self.conversation = started.conversation_id

    def stop(self) -> None:
        """Say nothing more after what is being said."""
        self._end.set()

    def _run(self) -> None:
        try:
            while not self._end.wait(self._rng.expovariate(1 / PAUSE_S)):
                text = f"buyer {self._number} {len(self.said) + 1}"
                self._act(SendMessage(conversation=self.conversation, text=text))
                self.said.append(text)
        except Exception as fault:  # told by whoever watches this buyer
            self.fault = fault

    def _act(self, action: Action) -> ActionResult:
        request = ActionRequest(id=new_action_id(), action=action)
        return _until_answered(lambda: self.api.act(request))


def read_log(api: Api) -> tuple[int, int]:
    """Read a caller's log from its beginning; return its last number and how many numbers are missing."""
    after = gaps = 0
    while page := _until_answered(partial(api.log, after)).events:
        for event in page:
            gaps += event.seq != after + 1
            after = event.seq
    return after, gaps


def _until_answered(call: Callable[[], T]) -> T:
    while True:
        try:
            return call()
        except RemoteFault as fault:
            if not fault.passing:
                raise
            time.sleep(AGAIN_S)
