"""Lanes go in order and apart; refusals leave the choice to the user; images go before their messages."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from tests.helpers.bad_network import BadNetwork
from tests.helpers.headless import Headless, start_chat
from tests.helpers.live_server import LiveServer
from workstation.domain.account import Presence
from workstation.domain.actions import MarkRead, OpenColleagueChat, SendMessage, SetMarks, SetStatus
from workstation.domain.clock import SystemClock, to_ms
from workstation.domain.entrance import Me
from workstation.domain.ids import ActionId, ConversationId, new_action_id
from workstation.storage import conversations, outbox, uploads
from workstation.storage.outbox import State

Desks = Callable[..., Headless]


def picture() -> bytes:
    data = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(data, "JPEG")
    return data.getvalue()


def queue_image(desk: Headless, chat: ConversationId, data: bytes) -> ActionId:
    """Queue an image and its message, as the services do."""
    image = new_action_id()
    now_ms = to_ms(SystemClock().now())
    desk.store.write_local_blocking(
        uploads.add, image, data, media_type="image/jpeg", width=640, height=480, now_ms=now_ms
    )
    return desk.queue(SendMessage(conversation=chat, attachment=image), after=image)


def test_an_image_goes_before_its_message_and_is_not_sent_twice(
    server: LiveServer, network: BadNetwork, desk: Desks
) -> None:
    account = server.account("north")
    chat = start_chat(server.buyer(), account)
    desk_ = desk(network.url, account.token).online()
    network.cuts_left = 3
    network.cut_down_at = 0
    queue_image(desk_, chat, picture())
    desk_.say(chat, "as you can see")
    desk_.wait(lambda: not desk_.pending() and len(desk_.messages(chat)) >= 3)
    said = [m for m in desk_.messages(chat) if m.system is None]
    assert [m.kind for m in said] == ["text", "image", "text"]
    assert said[1].attachment is not None
    assert network.cuts_left == 0


def test_what_is_no_image_is_refused_with_its_message(server: LiveServer, desk: Desks) -> None:
    account = server.account("north")
    chat = start_chat(server.buyer(), account)
    desk_ = desk(server.url, account.token).online()
    message = queue_image(desk_, chat, b"not a picture at all")
    later = desk_.say(chat, "later")

    def states() -> dict[ActionId, State]:
        return {p.id: p.state for p in desk_.pending()}

    desk_.wait(lambda: states() == {message: State.REFUSED, later: State.PAUSED})
    assert desk_.pending()[0].problem_code == "image_unreadable"


def test_a_refusal_takes_the_message_out_and_pauses_what_follows(server: LiveServer, desk: Desks) -> None:
    main, buyer = server.account("north"), server.buyer()
    chat = start_chat(buyer, main)
    desk_ = desk(server.url, main.token).online()
    desk_.sync.stop()
    # The screens would not let it come to this; the server refuses it by rule.
    long = desk_.queue(SendMessage(conversation=chat, text="x" * 20_000))
    later = desk_.say(chat, "later")
    again = desk(server.url, main.token).online()

    def states() -> dict[ActionId, State]:
        return {p.id: p.state for p in again.pending()}

    again.wait(lambda: states() == {long: State.REFUSED, later: State.PAUSED})
    refused = again.pending()[0]
    assert refused.problem_code == "text_too_long"
    assert isinstance(refused.action, SendMessage)
    assert refused.action.text == "x" * 20_000
    assert again.texts(chat) == ["Hello"]
    # The user discards it and lets the rest go.
    again.store.write_local_blocking(outbox.discard, long)
    again.store.write_local_blocking(outbox.retry, later, new_action_id())
    again.sync.outbox_changed()
    again.wait_for_texts(chat, ["Hello", "later"])


def test_a_held_lane_does_not_hold_the_others(server: LiveServer, network: BadNetwork, desk: Desks) -> None:
    account = server.account("north")
    held, free = (start_chat(server.buyer(), account) for _ in range(2))
    desk_ = desk(network.url, account.token).online()
    desk_.sync.stop()
    again = desk(network.url, account.token)
    ids = [again.say(held, f"held {i}") for i in range(2)]
    again.store.write_local_blocking(outbox.postpone, ids[0], to_ms(SystemClock().now()) + 3_600_000, "server_fault")
    again.online()
    # Coming up makes everything due; a fault after that holds its lane alone.
    again.wait_for_texts(held, ["Hello", "held 0", "held 1"])
    again.say(free, "free")
    again.wait_for_texts(free, ["Hello", "free"])


def test_a_chat_begun_off_line_is_named_by_the_server(server: LiveServer, network: BadNetwork, desk: Desks) -> None:
    main, ann = server.account("north"), server.account("north.ann")
    ann_id = ann.get("/api/v1/me", Me).account
    assert ann_id is not None
    desk_ = desk(network.url, main.token).online()
    with network.broken():
        opening = desk_.queue(OpenColleagueChat(account_id=ann_id.id))
        desk_.queue(SendMessage(conversation=opening, text="are you there?"))
        desk_.queue(SendMessage(conversation=opening, text="hello?"))
        desk_.wait(lambda: desk_.sync.state.waiting == 3)
    desk_.sync.wake()
    desk_.wait(lambda: not desk_.pending())
    chat = desk_.store.read_blocking(conversations.with_colleague, ann_id.id)
    assert chat is not None
    desk_.wait_for_texts(chat, ["are you there?", "hello?"])


def test_marks_and_status_go_and_are_seen(server: LiveServer, desk: Desks) -> None:
    account = server.account("north")
    chat = start_chat(server.buyer(), account)
    desk_ = desk(server.url, account.token).online()
    desk_.queue(SetStatus(status=Presence.BUSY))
    desk_.queue(SetMarks(conversation=chat, starred=True, marked_unread=True))
    desk_.queue(MarkRead(conversation=chat, n=1))
    desk_.wait(lambda: not desk_.pending())
    (row,) = desk_.store.read_blocking(conversations.rows_by_id, [chat])
    assert (row.starred, row.marked_unread, row.read_n) == (1, 1, 1)


@pytest.mark.parametrize("count", [70])
def test_older_history_comes_when_there_is_nothing_else_to_do(server: LiveServer, desk: Desks, count: int) -> None:
    account, buyer = server.account("south"), server.buyer()
    chat = start_chat(buyer, account, "line 0")
    for i in range(1, count):
        buyer.act(SendMessage(conversation=chat, text=f"line {i}"))
    desk_ = desk(server.url, account.token, history=True).online()
    desk_.wait(lambda: desk_.texts(chat) == [f"line {i}" for i in range(count)])
    assert desk_.sync._backfill.complete.wait(20)
