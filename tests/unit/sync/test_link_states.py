"""Each thing that can be wrong has a state of its own, loses nothing, and ends when its cause does."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.bad_network import BadNetwork
from tests.helpers.headless import Headless, start_chat
from tests.helpers.live_server import LiveServer
from workstation.domain.actions import SendMessage
from workstation.domain.clock import SystemClock
from workstation.domain.events import Typing
from workstation.domain.link import Phase
from workstation.storage import meta
from workstation.storage.recovery import CACHE
from workstation.storage.store import Store

Desks = Callable[..., Headless]


class ShiftedClock(SystemClock):
    """A clock that goes wrong by a fixed amount."""

    def __init__(self, shift_s: float) -> None:
        self._shift = timedelta(seconds=shift_s)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift


def test_nobody_at_the_address(server: LiveServer, network: BadNetwork, desk: Desks) -> None:
    account = server.account("north")
    network.refusing = True
    desk_ = desk(network.url, account.token)
    desk_.sync.start()
    desk_.wait(lambda: desk_.sync.state.phase is Phase.OFFLINE)
    assert desk_.sync.state.problem_code == "unreachable"
    assert desk_.sync.state.retry_at is not None
    network.refusing = False
    desk_.sync.wake()
    desk_.wait(lambda: desk_.sync.state.phase is Phase.ONLINE)
    assert desk_.sync.state.problem_code == ""
    assert desk_.sync.state.retry_at is None


def test_a_server_that_is_not_ours(server: LiveServer, network: BadNetwork, desk: Desks, tmp_path: Path) -> None:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    account = server.account("north")
    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as other:
        thread = threading.Thread(target=other.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        network.retarget(f"http://127.0.0.1:{other.server_port}")
        desk_ = desk(network.url, account.token)
        desk_.sync.start()
        desk_.wait(lambda: desk_.sync.state.problem_code == "not_our_server")
        assert desk_.sync.state.phase is Phase.OFFLINE
        other.shutdown()
        thread.join()
    network.retarget(server.url)
    desk_.sync.wake()
    desk_.wait(lambda: desk_.sync.state.phase is Phase.ONLINE)


def test_an_expired_token_keeps_everything_and_goes_on_with_a_new_one(server: LiveServer, desk: Desks) -> None:
    account, buyer = server.account("north"), server.buyer()
    chat = start_chat(buyer, account)
    signed_in = server.sign_in("north", server.passwords["north"])
    desk_ = desk(server.url, signed_in.token).online()
    server.client(signed_in.token).call("POST", "/api/v1/sign-out")
    desk_.wait(lambda: desk_.sync.state.phase is Phase.SIGNED_OUT)
    assert desk_.sync.state.problem_code == "not_signed_in"
    desk_.say(chat, "kept meanwhile")
    desk_.wait(lambda: desk_.sync.state.waiting == 1)
    assert desk_.texts(chat) == ["Hello"]
    desk_.sync.signed_in(server.sign_in("north", server.passwords["north"]).token)
    desk_.wait(lambda: not desk_.pending() and desk_.texts(chat) == ["Hello", "kept meanwhile"])
    assert desk_.sync.state.phase is Phase.ONLINE


def test_a_token_that_never_was(server: LiveServer, desk: Desks) -> None:
    desk_ = desk(server.url, "x" * 43)
    desk_.sync.start()
    desk_.wait(lambda: desk_.sync.state.problem_code == "not_signed_in")
    assert desk_.sync.state.phase is Phase.SIGNED_OUT


def test_a_first_password_has_to_be_changed(server: LiveServer, desk: Desks) -> None:
    token = server.sign_in("north.cai", server.passwords["north.cai"]).token
    desk_ = desk(server.url, token)
    desk_.sync.start()
    desk_.wait(lambda: desk_.sync.state.problem_code == "must_change_password")
    assert desk_.sync.state.phase is Phase.SIGNED_OUT


@pytest.mark.parametrize(("shift_s", "code"), [(-600, "wrong_clock"), (600, "wrong_clock"), (5, "")])
def test_a_wrong_clock_is_measured_and_named(server: LiveServer, desk: Desks, shift_s: float, code: str) -> None:
    desk_ = desk(server.url, server.account("north").token, clock=ShiftedClock(shift_s)).online()
    assert desk_.sync.state.problem_code == code
    assert abs(desk_.sync.state.clock_skew_s + shift_s) <= 2


def test_a_log_that_does_not_reach_back_is_synced_afresh_and_the_outbox_kept(server: LiveServer, desk: Desks) -> None:
    account, buyer = server.account("north"), server.buyer()
    chat = start_chat(buyer, account)
    first = desk(server.url, account.token).online()
    first.sync.stop()
    first.queue(SendMessage(conversation=chat, text="waiting"))
    first.store.write_blocking(meta.put, meta.CURSOR, 10_000_000)
    first.store.close()
    buyer.act(SendMessage(conversation=chat, text="missed"))
    second = desk(server.url, account.token).online()
    second.wait(lambda: not second.pending() and second.texts(chat) == ["Hello", "missed", "waiting"])
    assert Phase.SYNCING in [state.phase for state in second.states]


def test_a_cache_behind_its_log_is_read_up_again(server: LiveServer, desk: Desks) -> None:
    account, buyer = server.account("north"), server.buyer()
    chat = start_chat(buyer, account)
    desk_ = desk(server.url, account.token).online()
    for text in ("one", "two", "three"):
        buyer.act(SendMessage(conversation=chat, text=text))
    desk_.wait(lambda: desk_.texts(chat)[-1] == "three")
    cursor = desk_.cursor()
    assert cursor is not None
    # As after a power cut that took the last commits of the cache.
    desk_.store.write_blocking(meta.put, meta.CURSOR, cursor - 2)
    buyer.act(SendMessage(conversation=chat, text="four"))
    desk_.wait(lambda: desk_.texts(chat)[-1] == "four")
    assert desk_.texts(chat) == ["Hello", "one", "two", "three", "four"]
    desk_.wait(lambda: (desk_.cursor() or 0) > cursor)


def test_a_void_cursor_is_followed_by_a_first_sync(server: LiveServer, desk: Desks) -> None:
    account, buyer = server.account("north"), server.buyer()
    chat = start_chat(buyer, account)
    desk_ = desk(server.url, account.token).online()
    desk_.store.write_blocking(meta.forget, meta.CURSOR)
    buyer.act(SendMessage(conversation=chat, text="again"))
    desk_.wait(lambda: desk_.texts(chat) == ["Hello", "again"] and desk_.cursor() is not None)


def _pragma(store: Store, text: str) -> Any:
    """Set something of the writer's connection, outside a transaction."""
    raw = store._writer._engine.raw_connection()
    try:
        assert raw.driver_connection is not None
        return raw.driver_connection.execute(f"PRAGMA {text}").fetchone()
    finally:
        raw.close()


def _fill(store: Store) -> None:
    _pragma(store, f"max_page_count = {_pragma(store, 'page_count')[0]}")


def _make_room(store: Store) -> None:
    _pragma(store, "max_page_count = 1000000")


def _bar_writing(store: Store) -> None:
    _pragma(store, "query_only = ON")


def _allow_writing(store: Store) -> None:
    _pragma(store, "query_only = OFF")


@pytest.mark.parametrize(
    ("break_it", "mend_it", "code"),
    [(_fill, _make_room, "disk_full"), (_bar_writing, _allow_writing, "read_only")],
    ids=["full", "read-only"],
)
def test_a_disk_that_takes_nothing_is_said_and_nothing_is_lost(
    server: LiveServer,
    desk: Desks,
    break_it: Callable[[Store], None],
    mend_it: Callable[[Store], None],
    code: str,
) -> None:
    account, buyer = server.account("north"), server.buyer()
    chat = start_chat(buyer, account)
    desk_ = desk(server.url, account.token).online()
    break_it(desk_.store)
    said = [f"{i} " + "long " * 900 for i in range(12)]
    for text in said:
        buyer.act(SendMessage(conversation=chat, text=text))
    desk_.wait(lambda: desk_.sync.state.problem_code == code)
    mend_it(desk_.store)
    desk_.sync.wake()
    desk_.wait_for_texts(chat, ["Hello", *said])
    desk_.wait(lambda: desk_.sync.state.problem_code == "")


def test_a_damaged_cache_is_made_anew_while_one_works(server: LiveServer, desk: Desks) -> None:
    account, buyer = server.account("north"), server.buyer()
    chat = start_chat(buyer, account)
    desk_ = desk(server.url, account.token).online()
    file = desk_.store.folder / CACHE
    desk_.sync.stop()
    desk_.store.close()
    size = file.stat().st_size
    with file.open("r+b") as raw:
        for place in range(8 * 4096, size, 4096):
            raw.seek(place + 100)
            raw.write(b"\xff" * 200)
    again = desk(server.url, account.token)
    again.store.unclean = True  # as after a crash: the file is looked through
    again.sync.start()
    again.wait(lambda: any(change.everything for change in again.changes))
    again.wait(lambda: again.sync.state.phase is Phase.ONLINE and again.texts(chat) == ["Hello"])
    assert list(again.store.folder.glob("cache.bad-*"))


def test_what_passes_by_is_passed_on(server: LiveServer, desk: Desks) -> None:
    account, buyer = server.account("north"), server.buyer()
    chat = start_chat(buyer, account)
    desk_ = desk(server.url, account.token).online()
    buyer.call("POST", "/api/v1/typing", {"conversation_id": chat})
    desk_.wait(lambda: any(isinstance(s, Typing) and s.conversation_id == chat for s in desk_.signals))
