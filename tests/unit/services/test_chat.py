"""One conversation: pages with what is on its way, sending, drafts, and never to the wrong buyer."""

import asyncio
import io
from random import Random
from typing import Any

import pytest
from PIL import Image

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    at,
    make_account,
    make_answer,
    make_attachment,
    make_colleague_chat,
    make_conversation,
    make_exhibit,
    make_image_message,
    make_marks,
    make_message,
    make_page,
    make_read,
)
from tests.unit.services.conftest import ONE, THREE, TWO, Bench
from workstation.domain import actions as act
from workstation.domain import events as ev
from workstation.domain.account import AccountKind
from workstation.domain.errors import Refusal
from workstation.domain.ids import AttachmentId, ConversationId, ExhibitId, PrincipalId, new_action_id
from workstation.services.views import ItemState, Quote, TimelineItem, TimelinePage
from workstation.storage import blobs, drafts, outbox, uploads


def texts(page: TimelinePage | tuple[TimelineItem, ...]) -> list[str]:
    return [item.text for item in (page.items if isinstance(page, TimelinePage) else page)]


async def refused(coroutine: Any) -> str:
    with pytest.raises(Refusal) as said:
        await coroutine
    return said.value.code


def png(width: int = 60, height: int = 40) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(stream, "PNG")
    return stream.getvalue()


async def test_a_page_shows_who_said_what(bench: Bench) -> None:
    bench.hear(
        make_answer(1, 4, reply_to_n=2, text="yes"),
        make_answer(1, 5, automatic=True, sender_id=COLLEAGUE, text="we are away"),
        make_message(1, 6, kind="system", sender_id=None, from_buyer=False, text=""),
        ev.ReadMoved(read=make_read(1, 101, 4)),
    )
    page = await bench.chat.page(ONE)
    assert [item.n for item in page.items] == [1, 2, 3, 4, 5, 6]
    assert [item.mine for item in page.items] == [False, False, False, True, True, False]
    states = [item.state for item in page.items[3:]]
    assert states == [ItemState.READ, ItemState.SENT, ItemState.RECEIVED]
    assert page.items[0].sender_name_en == "Buyer 101"
    assert (page.items[4].sender_name_zh, page.items[4].automatic) == ("李2", True)
    quote = Quote(n=2, text="message 2 of 1", kind="text", sender_name_zh="Buyer 101", sender_name_en="Buyer 101")
    assert page.items[3].reply_to == quote
    assert page.items[3].key == f"m:{page.items[3].message_id}"
    assert not page.more_before
    assert not page.older_on_server


async def test_pages_follow_each_other(bench: Bench) -> None:
    bench.hear(*(make_message(1, n) for n in range(4, 101)))
    newest = await bench.chat.page(ONE, limit=30)
    assert (newest.items[0].n, newest.more_before, newest.more_after) == (71, True, False)
    older = await bench.chat.page(ONE, before_n=71, limit=30)
    assert [item.n for item in older.items] == list(range(41, 71))
    around = await bench.chat.page(ONE, around_n=10, limit=10)
    assert around.items[0].n is not None
    assert around.items[0].n < 10
    assert around.more_after
    after = await bench.chat.page(ONE, after_n=95, limit=50)
    assert ([item.n for item in after.items], after.more_after) == ([96, 97, 98, 99, 100], False)


async def test_what_is_missing_is_said(bench: Bench) -> None:
    bench.hear(ev.Assigned(page=make_page(7, [make_message(7, n) for n in (41, 42)])))
    page = await bench.chat.page(ConversationId(7))
    assert (page.older_on_server, page.more_before) == (True, False)
    assert await refused(bench.chat.fetch_older(ConversationId(7))) == "unreachable"
    assert not await bench.chat.fetch_older(ONE)


async def test_pending_messages_stand_at_the_end_in_their_order(bench: Bench) -> None:
    first = await bench.chat.send_text(ONE, "first", reply_to_n=3, seen_n=3)
    second = await bench.chat.send_text(ONE, "second")
    page = await bench.chat.page(ONE)
    assert texts(page)[-2:] == ["first", "second"]
    item = page.items[-2]
    assert (item.key, item.n, item.state, item.action_id) == (f"a:{first}", None, ItemState.WAITING, first)
    assert item.reply_to is not None
    assert item.reply_to.text == "message 3 of 1"
    assert (item.mine, item.sender_name_en, item.at) == (True, "Li 1", at())
    older = await bench.chat.page(ONE, before_n=3)
    assert texts(older) == ["message 1 of 1", "message 2 of 1"]
    assert texts(await bench.chat.items(ONE, [2])) == ["message 2 of 1", "first", "second"]
    assert [i.action_id for i in await bench.chat.pending(ONE)] == [first, second]
    assert bench.changes[-1].outbox == {"conversation:1"}
    assert bench.queued == 2


async def test_a_message_moves_from_the_outbox_into_the_history_and_is_never_shown_twice(bench: Bench) -> None:
    sent = await bench.chat.send_text(ONE, "hello")
    for step in ("waiting", "sending", "sent", "arrived"):
        if step == "sending":
            bench.local(outbox.mark_sending, sent)
        elif step == "sent":
            bench.confirm(sent, n=4)
        elif step == "arrived":
            bench.hear(make_answer(1, 4, text="hello", action_id=sent))
        page = await bench.chat.page(ONE)
        assert texts(page).count("hello") == 1
        assert page.items[-1].action_id == sent
        assert page.items[-1].state.value == ("sent" if step == "arrived" else step)
    assert page.items[-1].n == 4


async def test_a_refused_message_keeps_its_text_and_pauses_the_next(bench: Bench) -> None:
    first = await bench.chat.send_text(ONE, "first", seen_n=1)
    second = await bench.chat.send_text(ONE, "second")
    bench.local(outbox.refuse, first, "overtaken", {"by": "Wang"})
    items = (await bench.chat.page(ONE)).items[-2:]
    assert [(i.text, i.state) for i in items] == [("first", ItemState.FAILED), ("second", ItemState.FAILED)]
    problems = [(i.problem.code, i.problem.params) for i in items if i.problem is not None]
    assert problems == [("overtaken", {"by": "Wang"}), ("paused", {})]

    again = await bench.chat.retry(first)
    assert again is not None
    assert again != first
    retried = bench.store.read_local_blocking(outbox.get, again)
    assert retried is not None
    assert isinstance(retried.action, act.SendMessage)
    assert retried.action.seen_n == 3
    assert [i.state for i in await bench.chat.pending(ONE)] == [ItemState.WAITING, ItemState.WAITING]
    assert await bench.chat.discard(second) == "second"
    bench.local(outbox.mark_sending, again)
    assert await refused(bench.chat.discard(again)) == "already_sent"
    assert await bench.chat.retry(new_action_id()) is None


@pytest.mark.parametrize(
    ("text", "code"), [("  \n", "text_empty"), ("x" * 10_001, "text_too_long"), ("a\x00", "text_invalid")]
)
async def test_what_can_not_be_sent_is_not_queued_and_the_draft_stands(bench: Bench, text: str, code: str) -> None:
    await bench.chat.save_draft(ONE, "still here")
    assert await refused(bench.chat.send_text(ONE, text)) == code
    assert bench.outbox() == []
    assert await bench.chat.draft(ONE) == "still here"


async def test_a_full_disk_keeps_the_draft(bench: Bench) -> None:
    await bench.chat.save_draft(ONE, "precious")

    def fill(tx: Any) -> None:
        pages = tx.exec_driver_sql("PRAGMA page_count").scalar()
        tx.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    bench.local(fill)
    assert await refused(bench.chat.send_text(ONE, "x" * 10_000)) == "disk_full"
    assert bench.outbox() == []
    assert await bench.chat.draft(ONE) == "precious"
    bench.local(lambda tx: tx.exec_driver_sql("PRAGMA max_page_count=100000"))
    await bench.chat.send_text(ONE, "x" * 10_000)
    assert await bench.chat.draft(ONE) == ""


async def test_who_may_not_write_can_not_queue(bench: Bench) -> None:
    bench.hear(
        ev.AccountChanged(account=make_account(ME, kind=AccountKind.SUB, rev=2)),
        ev.ConversationChanged(conversation=make_conversation(1, rev=2, owner_id=COLLEAGUE)),
        ev.ConversationChanged(conversation=make_conversation(2, rev=2, blocked=True)),
    )
    assert await refused(bench.chat.send_text(ONE, "x")) == "not_allowed"
    assert await refused(bench.chat.send_text(TWO, "x")) == "blocked"
    assert await refused(bench.chat.send_text(ConversationId(99), "x")) == "not_found"
    assert await refused(bench.chat.send_image(ONE, png())) == "not_allowed"
    assert bench.outbox() == []


async def test_five_hundred_switches_never_reach_the_wrong_buyer(bench: Bench) -> None:
    """Drafts are saved and messages sent while the screen is somewhere else already."""
    random = Random(7)
    sent: dict[ConversationId, list[str]] = {ONE: [], TWO: [], THREE: []}
    under_way: list[asyncio.Future[Any]] = []
    for turn in range(500):
        conversation = random.choice([ONE, TWO, THREE])
        words = f"to {conversation}: {turn}"
        if random.random() < 0.3:
            sent[conversation].append(words)
            under_way.append(asyncio.ensure_future(bench.chat.send_text(conversation, words)))
        else:
            under_way.append(asyncio.ensure_future(bench.chat.save_draft(conversation, words)))
        if random.random() < 0.3:
            await asyncio.sleep(0)
    await asyncio.gather(*under_way)
    for conversation, expected in sent.items():
        assert sorted(texts(await bench.chat.pending(conversation))) == sorted(expected)
        draft = await bench.chat.draft(conversation)
        assert draft == "" or draft.startswith(f"to {conversation}:")


async def test_drafts_outlive_the_desk(bench: Bench) -> None:
    await bench.chat.save_draft(ONE, "half a sen")
    await bench.chat.save_draft(TWO, "other")
    await bench.chat.save_draft(TWO, "")
    assert bench.store.read_local_blocking(drafts.every) == {ONE: "half a sen"}


async def test_the_head_says_what_stands_around(bench: Bench) -> None:
    bench.hear(
        ev.ExhibitChanged(exhibit=make_exhibit(5)),
        ev.ConversationChanged(conversation=make_conversation(1, rev=2, exhibit_id=ExhibitId(5), owner_id=COLLEAGUE)),
        ev.MarksChanged(marks=make_marks(1, rev=2, read_n=1)),
        ev.ReadMoved(read=make_read(1, 101, 2)),
    )
    head = await bench.chat.head(ONE)
    assert head.exhibit == make_exhibit(5)
    assert head.owner == make_account(COLLEAGUE)
    assert head.buyer is not None
    assert head.buyer.name == "Buyer 101"
    assert (head.read_n, head.unread_from_n, head.last_n, head.writable) == (2, 2, 3, True)
    assert head.row == (await bench.inbox.rows([ONE]))[ONE]
    await bench.chat.mark_read(ONE, 3)
    assert (await bench.chat.head(ONE)).unread_from_n is None
    assert await refused(bench.chat.head(ConversationId(99))) == "not_found"
    assert await refused(bench.chat.head(new_action_id())) == "not_found"


async def test_reading_is_told_once_and_never_back(bench: Bench) -> None:
    await bench.chat.mark_read(ONE, 2)
    await bench.chat.mark_read(ONE, 2)
    await bench.chat.mark_read(ONE, 1)
    await bench.chat.mark_read(ONE, 3)
    assert [p.action for p in bench.outbox()] == [act.MarkRead(conversation=ONE, n=3)]
    bench.hear(ev.MarksChanged(marks=make_marks(1, rev=2, read_n=3)))
    await bench.chat.mark_read(ONE, 3)
    assert len(bench.outbox()) == 1


async def test_the_lease_is_given_up_only_if_a_send_took_it(bench: Bench) -> None:
    await bench.chat.looked_away(ONE)
    assert bench.outbox() == []
    await bench.chat.send_text(ONE, "x")
    await bench.chat.looked_away(ONE)
    await bench.chat.looked_away(ONE)
    assert [p.lane for p in bench.outbox()] == ["conversation:1", "conversation:1"]
    await bench.chat.send_text(TWO, "x")
    bench.clock.go(31)
    await bench.chat.looked_away(TWO)
    assert len(bench.outbox()) == 3


async def test_typing_without_a_network_disturbs_nobody(bench: Bench) -> None:
    bench.chat.typing(ONE)
    bench.chat.typing(ONE)
    bench.chat.typing(new_action_id())


async def test_an_image_is_kept_before_its_message_and_shows_at_once(bench: Bench) -> None:
    await bench.chat.save_draft(ONE, "a text that isn't the caption")
    sent = await bench.chat.send_image(ONE, png(), "our lamp")
    item = (await bench.chat.page(ONE)).items[-1]
    assert (item.kind, item.text, item.state) == ("image", "our lamp", ItemState.WAITING)
    assert (item.upload_width, item.upload_height) == (60, 40)
    assert item.upload_id is not None
    data = await bench.chat.upload(item.upload_id)
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (60, 40)
    assert await bench.chat.draft(ONE) == "a text that isn't the caption"
    bench.local(uploads.mark_sending, item.upload_id)
    assert (await bench.chat.pending(ONE))[-1].state is ItemState.SENDING
    bench.local(outbox.mark_sending, sent)
    bench.hear(make_answer(1, 4, kind="image", text="our lamp", action_id=sent, attachment=make_attachment(70)))
    assert await refused(bench.chat.upload(item.upload_id)) == "not_found"
    assert await bench.chat.image(AttachmentId(70)) == data


async def test_images_come_from_the_cache_or_say_why_not(bench: Bench) -> None:
    bench.hear(make_image_message(1, 4, attachment_id=71))
    item = (await bench.chat.page(ONE)).items[-1]
    assert item.attachment == make_attachment(71)
    assert await refused(bench.chat.image(AttachmentId(71))) == "unreachable"
    bench.store.images_blocking(blobs.put, AttachmentId(71), "thumb", b"small", now_ms=1, limit_bytes=100)
    assert await bench.chat.image(AttachmentId(71), "thumb") == b"small"


# --- colleagues ---


async def test_a_chat_begun_offline_can_be_written_in_at_once_and_keeps_its_name(bench: Bench) -> None:
    ref = await bench.team.open_chat(COLLEAGUE)
    assert not isinstance(ref, int)
    assert await bench.team.open_chat(COLLEAGUE) == ref
    head = await bench.chat.head(ref)
    assert (head.row.colleague_name_en, head.writable) == ("Li 2", True)
    sent = await bench.chat.send_text(ref, "lunch?")
    await bench.chat.save_draft(ref, "or tea")
    assert texts(await bench.chat.page(ref)) == ["lunch?"]
    (listed,) = (await bench.inbox.rows([ref])).values()
    assert (listed.id, listed.unsent, listed.draft) == (ref, 1, "or tea")

    named = ConversationId(60)
    bench.confirm(ref, conversation_id=named)
    chat = make_colleague_chat(60, client_id=ref)
    bench.hear(ev.Assigned(page=make_page(60, 0, conversation=chat, buyer=None)))
    assert (await bench.chat.head(ref)).row.id == named
    assert await bench.chat.draft(ref) == "or tea"
    assert [i.action_id for i in await bench.chat.pending(ref)] == [sent]
    assert await bench.team.open_chat(COLLEAGUE) == named
    assert (await bench.inbox.rows([ref]))[named].unsent == 1


async def test_only_colleagues_can_be_chatted_with(bench: Bench) -> None:
    assert await refused(bench.team.open_chat(ME)) == "not_found"
    assert await refused(bench.team.open_chat(PrincipalId(101))) == "not_found"
