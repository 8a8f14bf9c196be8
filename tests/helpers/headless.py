"""A desk without screens: real files and the real sync, and a way to wait for what it tells."""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from tests.helpers.fresh_store import fresh_store
from tests.helpers.live_server import Client
from workstation.domain.actions import Action, SendMessage, StartConversation
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock, SystemClock, to_ms
from workstation.domain.entrance import Me
from workstation.domain.events import MessagePage, Signal
from workstation.domain.ids import ActionId, ConversationId, ExhibitorId, new_action_id
from workstation.domain.link import LinkState, Phase
from workstation.domain.message import Message
from workstation.remote.api import Api
from workstation.remote.session import Session
from workstation.storage import inbound, messages, outbox
from workstation.sync.engine import Sync

WAIT_S = 60.0
T = TypeVar("T")


class Headless:
    """A desk's files and sync, and what it told."""

    def __init__(
        self,
        folder: Path,
        url: str,
        token: str,
        *,
        clock: Clock | None = None,
        heartbeat_s: float | None = None,
        history: bool = False,
    ) -> None:
        self.url = url
        self.token = token
        self.clock = clock or SystemClock()
        self.store = fresh_store(folder)
        self.states: list[LinkState] = []
        self.changes: list[ChangeSet] = []
        self.signals: list[Signal] = []
        self.told = threading.Condition()
        self.sync = Sync(
            self.store,
            lambda: Api(Session(url, token, read_timeout_s=5.0)),
            self.clock,
            on_change=lambda change: self._note(self.changes, change),
            on_link=lambda state: self._note(self.states, state),
            on_signal=lambda signal: self._note(self.signals, signal),
            heartbeat_s=heartbeat_s,
            history=history,
        )

    def _note(self, where: list[T], what: T) -> None:
        with self.told:
            where.append(what)
            self.told.notify_all()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until a condition holds; looked at whenever the sync has told something."""
        with self.told:
            assert self.told.wait_for(condition, WAIT_S), (self.sync.state, self.states[-5:], self.pending())

    def online(self) -> "Headless":
        """Start, and wait until the log is being followed."""
        self.sync.start()
        self.wait(lambda: self.sync.state.phase is Phase.ONLINE)
        return self

    def queue(self, action: Action, *, after: ActionId | None = None, id_: ActionId | None = None) -> ActionId:
        """Put an action into the outbox, as the services do."""
        made = id_ or new_action_id()
        now_ms = to_ms(SystemClock().now())
        self.store.write_local_blocking(outbox.add, made, action, now_ms=now_ms, after=after)
        self.sync.outbox_changed()
        return made

    def say(self, conversation_id: ConversationId, text: str) -> ActionId:
        """Queue a text."""
        return self.queue(SendMessage(conversation=conversation_id, text=text))

    def messages(self, conversation_id: ConversationId) -> tuple[Message, ...]:
        """Return what is cached of a conversation."""
        return self.store.read_blocking(messages.page, conversation_id, limit=5000).messages

    def texts(self, conversation_id: ConversationId) -> list[str]:
        """Return the cached texts of a conversation, without system lines."""
        return [m.text for m in self.messages(conversation_id) if m.system is None]

    def wait_for_texts(self, conversation_id: ConversationId, texts: list[str]) -> None:
        """Wait until exactly these texts are cached and nothing waits to leave."""
        self.wait(lambda: not self.pending() and self.texts(conversation_id) == texts)

    def pending(self) -> list[outbox.Pending]:
        """Return what is in the outbox."""
        return self.store.read_local_blocking(outbox.every)

    def cursor(self) -> int | None:
        """Return the log's position."""
        return self.store.read_blocking(inbound.cursor)

    def close(self) -> None:
        """Stop the sync and close the files."""
        self.sync.stop()
        self.store.close()


def exhibitor_of(client: Client) -> ExhibitorId:
    """Return the exhibitor of an account."""
    account = client.get("/api/v1/me", Me).account
    assert account is not None
    return account.exhibitor_id


def start_chat(buyer: Client, account: Client, text: str = "Hello") -> ConversationId:
    """Let a buyer write first to an account's exhibitor."""
    result = buyer.act(StartConversation(exhibitor_id=exhibitor_of(account)))
    assert result.conversation_id is not None
    buyer.act(SendMessage(conversation=result.conversation_id, text=text))
    return result.conversation_id


def freeze(pid: int) -> None:
    """Stop a process where it stands: it keeps its connections and says nothing."""
    os.kill(pid, signal.SIGSTOP)


def thaw(pid: int) -> None:
    """Let it go on."""
    os.kill(pid, signal.SIGCONT)


def action_ids(client: Client, conversation_id: ConversationId) -> list[UUID]:
    """Return the actions whose messages the server has, in their order there."""
    ids: list[UUID] = []
    page = MessagePage(messages=(), more=True)
    while page.more:
        after = page.messages[-1].n if page.messages else 0
        page = client.get(f"/api/v1/conversations/{conversation_id}/messages", MessagePage, after=after, limit=200)
        ids.extend(m.action_id for m in page.messages if m.action_id is not None)
    return ids
