"""Who takes part in a simulation: calls of one person, what was refused, and being there."""

import threading
from collections import Counter
from typing import Final

from workstation.domain.account import Account
from workstation.domain.actions import Action, ActionRequest, ActionResult
from workstation.domain.conversation import ConversationPage
from workstation.domain.entrance import Registration
from workstation.domain.events import Event, Signal, Snapshot
from workstation.domain.ids import ActionId, PrincipalId, new_action_id
from workstation.domain.message import Message
from workstation.remote.api import Api
from workstation.remote.errors import Refused, RemoteFault, SignedOut
from workstation.remote.session import Session
from workstation.remote.stream import Stream

UP_S: Final = 20.0


class Person:
    """Somebody who is signed in; used by one thread at a time.

    Attributes:
        name: login, or a buyer's name.
        refusals: how often the server said no, by code.
    """

    def __init__(self, name: str, api: Api, password: str = "") -> None:
        self.name = name
        self.api = api
        self._password = password
        self.refusals: Counter[str] = Counter()
        self._here: Here | None = None

    def act(self, action: Action, id_: ActionId | None = None) -> ActionResult | None:
        """Do an action; `None` when it is refused."""
        try:
            return self.api.act(ActionRequest(id=id_ or new_action_id(), action=action))
        except Refused as refused:
            self.refusals[refused.problem.code] += 1
            return None

    @property
    def is_here(self) -> bool:
        """Whether a stream is open."""
        return self._here is not None

    def come(self) -> None:
        """Open a stream: be on-line."""
        if self._here is None:
            self._here = Here(self.api.session)

    def go(self) -> None:
        """Close it."""
        if self._here is not None:
            self._here.leave()
            self._here = None

    def sign_in_again(self) -> None:
        """Get another token, after one's account had been disabled."""
        self.api.session.token = self.api.sign_in(self.name, self._password, "simulation").token

    def account(self) -> Account:
        """Return one's own account as the server has it."""
        found = self.api.me().account
        assert found is not None
        return found

    def snapshot(self) -> tuple[Snapshot, list[ConversationPage]]:
        """Return everything one may see: the first page, and the conversations of all."""
        first = self.api.snapshot()
        pages, following = list(first.conversations), first.next
        while following is not None:
            page = self.api.snapshot(following)
            pages.extend(page.conversations)
            following = page.next
        return first, pages

    def log(self) -> list[Event]:
        """Return one's whole log; raises when it isn't dense."""
        found: list[Event] = []
        while events := self.api.log(found[-1].seq if found else 0).events:
            found.extend(events)
        if [event.seq for event in found] != list(range(1, len(found) + 1)):
            raise AssertionError(f"the log of {self.name} has gaps")
        return found

    def history(self, page: ConversationPage) -> list[Message]:
        """Return all messages of a conversation."""
        found: list[Message] = []
        more = True
        while more:
            part = self.api.messages(page.conversation.id, after=found[-1].n if found else 0)
            found.extend(part.messages)
            more = part.more
        return found

    def close(self) -> None:
        """Let go of the connections."""
        self.go()
        self.api.session.close()


class Here:
    """An open stream, which makes one on-line; what comes by it is not looked at."""

    def __init__(self, session: Session) -> None:
        self._session = Session(session.base_url, session.token)
        api = Api(self._session)
        self._up = threading.Event()
        self._stream = Stream(api, self)
        self._thread = threading.Thread(target=self._run, args=(api.snapshot().as_of,), daemon=True)
        self._thread.start()
        if not self._up.wait(UP_S):
            raise AssertionError("the stream did not begin")

    def _run(self, after: int) -> None:
        try:
            self._stream.run(after)
        except SignedOut:
            return

    def leave(self) -> None:
        """Close the stream."""
        self._stream.stop()
        self._thread.join(UP_S)
        self._session.close()

    # --- a stream's listener ---

    def received(self, events: tuple[Event, ...]) -> None: ...

    def signalled(self, signal: Signal) -> None: ...

    def connected(self, streaming: bool) -> None:
        self._up.set()

    def lost(self, fault: RemoteFault, retry_in_s: float) -> None: ...


def register(url: str, number: int, seed: int) -> tuple[Person, PrincipalId]:
    """Let a buyer enter the fair."""
    api = Api(Session(url))
    registration = Registration(
        name=f"Buyer {number}",
        company=f"Company {number}",
        country="ES",
        email=f"buyer{number}.{seed}@example.com",
        password="a long day at the fair",
        languages=("es",),
    )
    signed_in = api.register(registration)
    api.session.token = signed_in.token
    return Person(f"buyer {number}", api), signed_in.principal_id
