"""The whole sync against the real server: what is said arrives on both sides, once, in order, whatever happens."""

import threading
from collections.abc import Callable

import pytest

from tests.helpers.headless import Headless, start_chat
from tests.helpers.live_server import LiveServer
from workstation.domain.actions import MarkRead, SendMessage
from workstation.domain.link import Phase
from workstation.sync.engine import Sync

Desks = Callable[..., Headless]


def test_a_first_sync_brings_what_there_is_and_the_log_what_comes(
    server: LiveServer, desk: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk_is_there = threading.Event()
    monkeypatch.setattr(Sync, "_say_how_old", lambda _: disk_is_there.wait(60))
    account, buyer = server.account("north"), server.buyer()
    chat = start_chat(buyer, account, "First")
    desk_ = desk(server.url, account.token)
    desk_.sync.start()
    assert desk_.sync.state.phase is Phase.CONNECTING, "not signed out, however slow the disk is"
    disk_is_there.set()
    desk_.wait(lambda: desk_.sync.state.phase is Phase.ONLINE)
    assert desk_.texts(chat) == ["First"]
    buyer.act(SendMessage(conversation=chat, text="Second"))
    desk_.wait(lambda: desk_.texts(chat) == ["First", "Second"])
    phases = [state.phase for state in desk_.states]
    assert phases.index(Phase.CONNECTING) < phases.index(Phase.SYNCING) < phases.index(Phase.ONLINE)
    assert any(state.total > 0 and state.done == state.total for state in desk_.states)
    assert desk_.sync.state.problem_code == ""


def test_what_is_queued_leaves_in_order_and_the_outbox_empties(server: LiveServer, desk: Desks) -> None:
    account, buyer = server.account("north"), server.buyer()
    chat = start_chat(buyer, account)
    desk_ = desk(server.url, account.token).online()
    said = [f"answer {i}" for i in range(10)]
    for text in said:
        desk_.say(chat, text)
    desk_.queue(MarkRead(conversation=chat, n=1))
    desk_.wait(lambda: not desk_.pending() and desk_.texts(chat) == ["Hello", *said])
    desk_.wait(lambda: desk_.sync.state.waiting == 0)
