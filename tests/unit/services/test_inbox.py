"""The list: order, filters, counts, and what lies over the server's state."""

from typing import Any

import pytest

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    at,
    make_account,
    make_answer,
    make_buyer,
    make_colleague_chat,
    make_conversation,
    make_exhibit,
    make_marks,
    make_message,
    make_page,
    make_read,
)
from tests.unit.services.conftest import ONE, THREE, TWO, Bench
from workstation.domain import events as ev
from workstation.domain.account import AccountKind, Presence
from workstation.domain.conversation import ConversationKind
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.message import EXHIBIT
from workstation.services.views import Chip, InboxFilter, InboxRow, ItemState, ListOrder
from workstation.storage import archive, conversations, outbox, settings
from workstation.storage.overlay import HABIT

ALL = InboxFilter()


async def ids(bench: Bench, **wanted: Any) -> list[object]:
    return [row.id for row in await bench.inbox.list(InboxFilter(**wanted))]


async def row(bench: Bench, id: ConversationId = ONE) -> InboxRow:
    return (await bench.inbox.rows([id]))[id]


async def test_a_row_says_who_what_and_how_long(bench: Bench) -> None:
    bench.hear(make_answer(1, 4), ev.ReadMoved(read=make_read(1, 101, 4)))
    shown = await row(bench)
    assert (shown.title, shown.company, shown.country, shown.language) == ("Buyer 101", "Company 101", "ES", "es")
    assert (shown.last_text, shown.last_from_me, shown.last_state) == ("message 4 of 1", True, ItemState.READ)
    assert (shown.unread, shown.waiting_since, shown.mine, shown.writable) == (3, None, True, True)
    assert (shown.owner_name_zh, shown.owner_name_en) == ("李1", "Li 1")
    other = await row(bench, TWO)
    assert (other.last_state, other.waiting_since, other.last_at) == (ItemState.RECEIVED, at(1), at(3))
    assert await bench.inbox.rows([ConversationId(99)]) == {}


async def test_a_question_about_an_exhibit_brings_the_exhibit(bench: Bench) -> None:
    asks = {"kind": EXHIBIT, "text": "", "exhibit_id": make_exhibit(5).id}
    bench.hear(make_message(1, 4, **asks), make_message(2, 4, **asks), make_answer(2, 5, automatic=True))
    assert ((await row(bench)).last_kind, (await row(bench)).last_exhibit) == (EXHIBIT, None)  # not here yet
    bench.hear(ev.ExhibitChanged(exhibit=make_exhibit(5)))
    assert (await row(bench)).last_exhibit == make_exhibit(5)
    assert (await row(bench, TWO)).last_exhibit == make_exhibit(5)  # the automatic answer hides no question
    bench.hear(make_message(1, 5, exhibit_id=make_exhibit(5).id))
    assert (await row(bench)).last_exhibit is None  # its own words say more
    listed = {one.id: one.last_exhibit for one in await bench.inbox.list(ALL)}
    assert listed == {ONE: None, TWO: make_exhibit(5), THREE: None}


async def test_most_recent_first_pinned_above_all(bench: Bench) -> None:
    bench.hear(make_message(2, 4, at=at(50)), make_message(1, 4, at=at(40)))
    assert await ids(bench) == [2, 1, 3]
    await bench.inbox.set_marks(THREE, pinned=True)
    assert await ids(bench) == [3, 2, 1]
    bench.hear(make_answer(2, 5, at=at(60)))
    assert await ids(bench, order=ListOrder.WAITING) == [3, 1, 2]


async def test_what_is_on_its_way_is_the_last_line(bench: Bench) -> None:
    bench.clock.go(100)
    await bench.chat.send_text(THREE, "  we ship\nin May ")
    shown = await row(bench, THREE)
    assert (shown.last_text, shown.last_state, shown.unsent) == ("we ship in May", ItemState.WAITING, 1)
    assert shown.last_at == at(100)
    assert await ids(bench) == [3, 1, 2]
    (pending,) = bench.outbox()
    bench.local(outbox.mark_sending, pending.id)
    assert (await row(bench, THREE)).last_state is ItemState.SENDING
    bench.confirm(pending.id, n=4)
    shown = await row(bench, THREE)
    assert (shown.last_state, shown.unsent, shown.last_text) == (ItemState.SENT, 0, "we ship in May")
    bench.hear(make_answer(3, 4, text="  we ship\nin May ", action_id=pending.id, at=at(101)))
    shown = await row(bench, THREE)
    assert (shown.last_state, shown.last_text, shown.last_n) == (ItemState.SENT, "we ship in May", 4)
    assert bench.outbox() == []


async def test_a_message_is_never_shown_twice_while_its_answer_is_lost(bench: Bench) -> None:
    await bench.chat.send_text(ONE, "once")
    (pending,) = bench.outbox()
    said = make_answer(1, 4, text="once", action_id=pending.id)
    from workstation.storage import inbound

    bench.store.write_blocking(inbound.apply_history, [said])
    shown = await row(bench)
    assert (shown.unsent, shown.last_n, shown.last_state) == (0, 4, ItemState.SENT)
    assert len(bench.outbox()) == 1


async def test_marks_on_their_way_show_at_once(bench: Bench) -> None:
    await bench.inbox.set_marks(ONE, starred=True, tags=("vip",))
    await bench.inbox.set_marks(ONE, muted=True)
    shown = await row(bench)
    assert (shown.starred, shown.muted, shown.pinned, shown.tags) == (True, True, False, ("vip",))
    assert await ids(bench, chip=Chip.STARRED) == [1]
    await bench.inbox.set_marks(ONE, starred=False)
    assert await ids(bench, chip=Chip.STARRED) == []
    assert bench.queued == 3


async def test_what_is_marked_as_unread_counts_until_the_mark_goes(bench: Bench) -> None:
    await bench.chat.mark_read(ONE, 3)
    assert (await bench.inbox.counts()).unread_customers == 2
    await bench.inbox.set_marks(ONE, marked_unread=True)
    shown = await row(bench)
    assert (shown.unread, shown.marked_unread, shown.is_unread) == (0, True, True)
    counts = await bench.inbox.counts()
    assert (counts.unread_customers, counts.unread_messages) == (3, 6), "a conversation more, no message"
    assert await ids(bench, chip=Chip.UNREAD) == [1, 2, 3]
    bench.hear(ev.MarksChanged(marks=make_marks(1, rev=2, read_n=3)))
    bench.hear(ev.MarksChanged(marks=make_marks(1, rev=3, read_n=3, marked_unread=True)))
    assert bench.store.read_blocking(conversations.counts)[0] == 3, "the same once the server has said so"
    assert (await bench.inbox.counts()).unread_customers == 3
    assert (await row(bench)).marked_unread
    bench.hear(ev.MarksChanged(marks=make_marks(2, rev=2, read_n=3, marked_unread=True)))
    await bench.inbox.set_marks(TWO, marked_unread=False)
    await bench.inbox.set_marks(ONE, marked_unread=False)
    assert (await bench.inbox.counts()).unread_customers == 1
    assert await ids(bench, chip=Chip.UNREAD) == [3]


async def test_reading_an_archived_one_takes_nothing_from_the_list_s_count(bench: Bench) -> None:
    bench.store.write_blocking(
        lambda tx: tx.exec_driver_sql("UPDATE conversations SET archived_n = last_n WHERE id = 1")
    )
    assert (await bench.inbox.counts()).unread_customers == 2
    await bench.chat.mark_read(ONE, 3)
    assert (await bench.inbox.counts()).unread_customers == 2


async def test_reading_on_its_way_shows_in_row_and_counts(bench: Bench) -> None:
    before = await bench.inbox.counts()
    assert (before.unread_customers, before.unread_messages, before.waiting) == (3, 9, 3)
    await bench.chat.mark_read(ONE, 2)
    assert (await row(bench)).unread == 1
    assert (await bench.inbox.counts()).unread_messages == 7
    await bench.chat.mark_read(ONE, 3)
    counts = await bench.inbox.counts()
    assert (counts.unread_customers, counts.unread_messages) == (2, 6)
    assert await ids(bench, chip=Chip.UNREAD) == [2, 3]
    bench.hear(ev.MarksChanged(marks=make_marks(1, rev=2, read_n=3)))
    assert (await bench.inbox.counts()) == counts


async def test_filters(bench: Bench) -> None:
    bench.hear(
        make_answer(1, 4),
        ev.ConversationChanged(conversation=make_conversation(2, rev=2, owner_id=COLLEAGUE)),
        ev.ConversationChanged(conversation=make_conversation(3, rev=2, owner_id=None)),
    )
    assert await ids(bench, chip=Chip.UNANSWERED) == [2, 3]
    assert await ids(bench, chip=Chip.MINE) == [1]
    assert await ids(bench, chip=Chip.UNASSIGNED) == [3]
    assert await ids(bench, owner_id=COLLEAGUE) == [2]
    assert await ids(bench, kind=ConversationKind.COLLEAGUE) == []
    matching = await bench.inbox.matching(InboxFilter(chip=Chip.MINE), [ONE, TWO])
    assert set(matching) == {ONE}
    assert (await bench.inbox.counts()).unassigned == 1


async def test_a_tag_narrows_the_list_as_soon_as_it_is_put_on(bench: Bench) -> None:
    assert await ids(bench, tag="VIP") == []
    await bench.inbox.set_marks(TWO, tags=("VIP", "sample sent"))
    assert await ids(bench, tag="VIP") == [2]
    assert await ids(bench, tag="sample") == []
    assert (await row(bench, TWO)).tags == ("VIP", "sample sent")


async def test_a_conversation_that_is_translated_is_marked(bench: Bench) -> None:
    for ref, habit in ((ONE, '{"incoming":true}'), (TWO, '{"both":true}'), (THREE, '{"outgoing":true,"both":true}')):
        bench.local(settings.put, f"{HABIT}{ref}", habit)
    listed = {row.id: row.translated for row in await bench.inbox.list(ALL)}
    assert listed == {ONE: True, TWO: False, THREE: True}
    assert (await row(bench, ONE)).translated


async def test_a_sub_account_writes_only_in_its_own(bench: Bench) -> None:
    sub = make_account(ME, kind=AccountKind.SUB, rev=2)
    given = ev.Unassigned(conversation_id=THREE, readable_to_n=3)
    other = ev.ConversationChanged(conversation=make_conversation(2, rev=2, owner_id=COLLEAGUE))
    bench.hear(ev.AccountChanged(account=sub), other, given)
    assert [(await row(bench, id)).writable for id in (ONE, TWO, THREE)] == [True, False, False]
    reasons = [(await bench.chat.head(id)).read_only_reason for id in (ONE, TWO, THREE)]
    assert reasons == ["", "not_owner", "given_away"]


async def test_archived_ones_leave_the_list_and_come_back_with_what_one_writes(bench: Bench) -> None:
    bench.hear(make_answer(1, 4), make_answer(2, 4), make_answer(3, 4))
    bench.store.write_blocking(archive.enforce, {THREE}, 1)
    assert await ids(bench) == [3]
    assert set(await ids(bench, chip=Chip.ARCHIVED)) == {1, 2}
    assert (await bench.inbox.counts()).archived == 2
    await bench.chat.send_text(ONE, "hello again")
    assert set(await ids(bench)) == {1, 3}
    assert await ids(bench, chip=Chip.ARCHIVED) == [2]


async def test_beyond_the_limit_only_protected_rows_stay(bench: Bench) -> None:
    bench.hear(make_answer(1, 4, at=at(10)), make_answer(2, 4, at=at(20)), make_answer(3, 4, at=at(30)))
    assert await ids(bench, limit=1) == [3]
    await bench.chat.save_draft(ONE, "half")
    assert await ids(bench, limit=1) == [3, 1]


async def test_a_draft_shows_shortened(bench: Bench) -> None:
    await bench.chat.save_draft(ONE, "x" * 500)
    assert (await row(bench)).draft == "x" * 120
    assert bench.changes[-1].conversations == {ONE}
    assert bench.queued == 0


async def test_colleagues_have_rows_of_their_own(bench: Bench) -> None:
    said = [make_message(9, 1, sender_id=COLLEAGUE, from_buyer=False, text="lunch?")]
    bench.hear(ev.Assigned(page=make_page(9, said, conversation=make_colleague_chat(9), buyer=None)))
    (shown,) = await bench.inbox.list(InboxFilter(kind=ConversationKind.COLLEAGUE))
    assert (shown.colleague_name_en, shown.title, shown.other_id, shown.unread) == ("Li 2", "", COLLEAGUE, 1)
    assert (await bench.inbox.counts()).unread_colleagues == 1


async def test_who_is_not_named_as_the_stream_begins_is_not_there(bench: Bench) -> None:
    """What the last event about them said may be hours old."""
    bench.hear(ev.BuyerChanged(buyer=make_buyer(101, rev=2, presence=Presence.ONLINE)))
    bench.presences.link_is_up(True)
    bench.presences.begin({PrincipalId(7): Presence.BUSY})
    assert (await row(bench)).presence is Presence.OFFLINE
    bench.presences.begin({PrincipalId(101): Presence.ONLINE})
    assert (await row(bench)).presence is Presence.ONLINE
    bench.presences.moved(PrincipalId(101), Presence.OFFLINE)
    assert (await row(bench)).presence is Presence.OFFLINE


async def test_presence_is_what_was_heard_while_the_link_is_up(bench: Bench) -> None:
    bench.hear(ev.BuyerChanged(buyer=make_buyer(101, rev=2, presence=Presence.ONLINE)))
    assert (await row(bench)).presence is Presence.OFFLINE
    bench.presences.link_is_up(True)
    assert (await row(bench)).presence is Presence.ONLINE
    bench.presences.moved(PrincipalId(101), Presence.AWAY)
    assert (await row(bench)).presence is Presence.AWAY
    bench.presences.link_is_up(False)
    assert (await row(bench)).presence is Presence.OFFLINE


@pytest.mark.parametrize("chip", list(Chip))
async def test_rows_and_list_agree(bench: Bench, chip: Chip) -> None:
    await bench.chat.send_text(ONE, "a")
    await bench.inbox.set_marks(TWO, starred=True)
    bench.hear(make_answer(3, 4))
    wanted = InboxFilter(chip=chip)
    listed = {row.id: row for row in await bench.inbox.list(wanted)}
    assert await bench.inbox.matching(wanted, [ONE, TWO, THREE]) == listed


async def test_the_first_look_sees_the_same_list(bench: Bench) -> None:
    await bench.chat.send_text(ONE, "on its way")
    await bench.chat.save_draft(TWO, "half")
    expected = await bench.inbox.list(ALL)
    from workstation.services import first_look

    assert first_look.rows(bench.store.folder, bytes(32)) == expected
