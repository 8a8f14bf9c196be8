"""Notes on buyers and the message centre, on real files."""

from typing import Any, cast

import pytest

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    at,
    make_account,
    make_colleague_chat,
    make_note,
    make_notice,
    make_page,
)
from tests.unit.services.conftest import ONE, TWO, Bench
from workstation.domain import actions as act
from workstation.domain import events as ev
from workstation.domain.account import AccountKind
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId, NoticeId, new_action_id
from workstation.services.files import Files
from workstation.services.notes import NoteDraft, NotesService
from workstation.services.notices import Target
from workstation.storage import outbox


async def refusal(coroutine: Any) -> str:
    with pytest.raises(Refusal) as said:
        await coroutine
    return said.value.code


async def texts(bench: Bench, conversation: ConversationId = ONE) -> list[str]:
    return [row.text for row in await bench.notes.list(conversation)]


async def test_notes_are_of_one_buyer_newest_first(bench: Bench) -> None:
    bench.hear(
        ev.NoteChanged(note=make_note(1, text="old", at=at(-60))),
        ev.NoteChanged(note=make_note(1, text="new", at=at(-30), author_id=COLLEAGUE, shared=True)),
        ev.NoteChanged(note=make_note(2, text="of another")),
    )
    new, old = await bench.notes.list(ONE)
    assert (new.text, new.shared, new.mine, new.author_name_en, new.deletable) == ("new", True, False, "Li 2", True)
    assert (old.text, old.shared, old.mine, old.author_name_zh, old.deletable) == ("old", False, True, "李1", True)
    assert await texts(bench, TWO) == ["of another"]
    assert await bench.notes.list(new_action_id()) == []


async def test_what_one_writes_shows_at_once_and_stays(bench: Bench) -> None:
    made = await bench.notes.save(ONE, "asks for samples")
    assert bench.changes[-1].notes == {ONE}
    (row,) = await bench.notes.list(ONE)
    assert (row.id, row.text, row.shared, row.mine, row.waiting, row.at) == (
        made,
        "asks for samples",
        False,
        True,
        True,
        bench.clock.now(),
    )
    await bench.notes.save(ONE, "asks for two samples", note_id=made, shared=True)
    assert await texts(bench) == ["asks for two samples"]
    (first, second) = bench.outbox()
    assert first.lane == second.lane
    assert second.action == act.SaveNote(conversation=ONE, note=made, text="asks for two samples", shared=True)
    for one in (first, second):
        bench.local(outbox.mark_sending, one.id)
        bench.confirm(one.id, conversation_id=ONE)
    assert [row.waiting for row in await bench.notes.list(ONE)] == [False]
    bench.hear(ev.NoteChanged(note=make_note(1, id=made, rev=2, text="asks for two samples", shared=True)))
    await bench.notes.delete(ONE, made)
    assert await texts(bench) == []


async def test_a_refused_note_keeps_its_words(bench: Bench) -> None:
    made = await bench.notes.save(ONE, "long to type")
    bench.local(outbox.refuse, made, "too_many", {"limit": 200})
    (row,) = await bench.notes.list(ONE)
    assert (row.text, row.waiting, row.action_id) == ("long to type", False, made)
    assert row.problem is not None
    assert row.problem.code == "too_many"
    await bench.refusals.dismiss(made)
    assert await texts(bench) == []


async def test_only_its_author_changes_a_note(bench: Bench) -> None:
    theirs = make_note(1, author_id=COLLEAGUE, shared=True)
    bench.hear(ev.NoteChanged(note=theirs), ev.AccountChanged(account=make_account(ME, kind=AccountKind.SUB, rev=2)))
    assert await refusal(bench.notes.save(ONE, "x", note_id=theirs.id)) == "not_allowed"
    assert await refusal(bench.notes.delete(ONE, theirs.id)) == "not_allowed"
    assert await refusal(bench.notes.delete(ONE, ActionId(new_action_id()))) == "not_found"
    assert await refusal(bench.notes.delete(TWO, theirs.id)) == "not_found"
    assert await refusal(bench.notes.save(ConversationId(77), "x")) == "not_found"
    assert await refusal(bench.notes.save(ONE, " \n")) == "text_empty"
    assert bench.outbox() == []


async def test_notes_are_on_buyers_and_what_was_given_away_is_not_shared_into(bench: Bench) -> None:
    bench.hear(
        ev.Assigned(page=make_page(9, 0, conversation=make_colleague_chat(9), buyer=None)),
        ev.Unassigned(conversation_id=ONE, readable_to_n=3),
    )
    assert await refusal(bench.notes.save(ConversationId(9), "x")) == "not_allowed"
    assert await refusal(bench.notes.save(ONE, "x", shared=True)) == "not_allowed"
    await bench.notes.save(ONE, "for myself")
    assert await texts(bench) == ["for myself"]


# --- the message centre ---


async def test_notices_are_filtered_and_counted_with_what_is_on_its_way(bench: Bench) -> None:
    codes = ["assigned", "booking", "assigned", "deadline"]
    bench.hear(*(ev.NoticeChanged(notice=make_notice(i, code=code)) for i, code in enumerate(codes, 1)))
    assert [n.id for n in await bench.notices.list(kinds=("assigned", "deadline"))] == [4, 3, 1]
    assert await bench.notices.kinds() == ["assigned", "booking", "deadline"]
    await bench.notices.mark_read((NoticeId(3), NoticeId(4)))
    assert bench.changes[-1].notices
    assert [n.id for n in await bench.notices.list(kinds=("assigned",), unread_only=True)] == [1]
    assert [n.id for n in await bench.notices.list(unread_only=True, limit=1)] == [2], "the limit counts what is shown"
    assert await bench.notices.unread() == (await bench.inbox.counts()).unread_notices == 2
    await bench.notices.mark_all_read()
    assert await bench.notices.unread() == (await bench.inbox.counts()).unread_notices == 0
    await bench.notices.mark_all_read()
    assert len(bench.outbox()) == 2


async def test_many_notices_are_marked_in_parts_that_the_server_takes(bench: Bench) -> None:
    bench.hear(*(ev.NoticeChanged(notice=make_notice(i)) for i in range(1, 451)))
    await bench.notices.mark_all_read()
    parts = [one.action.ids for one in bench.outbox() if isinstance(one.action, act.MarkNoticesRead)]
    assert [len(part) for part in parts] == [200, 200, 50]
    assert sorted(id_ for part in parts for id_ in part) == list(range(1, 451))


async def test_a_click_leads_to_what_is_still_there(bench: Bench) -> None:
    assert await bench.notices.where(make_notice(1, conversation_id=ONE)) == Target(
        place="conversation", conversation=ONE
    )
    assert await bench.notices.where(make_notice(2, conversation_id=ConversationId(77))) == Target(place="")
    assert await bench.notices.where(make_notice(3, code="booking")) == Target(place="calendar")
    assert await bench.notices.where(make_notice(4, code="of a later version")) == Target(place="")


async def test_a_note_being_written_is_kept_until_it_has_no_words(bench: Bench) -> None:
    written = NoteDraft(text="likes <b>brass</b>\n黄铜", shared=True, note_id=new_action_id())
    await bench.notes.save_draft(ONE, written)
    await bench.notes.save_draft(TWO, NoteDraft(text="other"))
    again = NotesService(Files(bench.store), cast(Any, None))
    assert await again.draft(ONE) == written
    await again.save_draft(ONE, NoteDraft(text=" \n"))
    assert await again.draft(ONE) == NoteDraft()
    assert (await again.draft(TWO)).text == "other"


def refuse(bench: Bench, action_id: ActionId) -> None:
    bench.local(outbox.refuse, action_id, "too_many", {"limit": 3})


async def test_a_refused_note_is_saved_again_or_forgotten(bench: Bench) -> None:
    bench.hear(ev.NoteChanged(note=make_note(1, text="at the server", at=at(-60))))
    (old,) = await bench.notes.list(ONE)
    await bench.notes.save(ONE, "changed", note_id=old.id, shared=True)
    bench.clock.go(1)
    await bench.notes.save(ONE, "new")
    for pending in bench.outbox():
        refuse(bench, pending.id)
    new, changed = await bench.notes.list(ONE)
    assert (new.text, changed.text) == ("new", "changed")
    assert new.problem is not None
    again = await bench.notes.save_again(ONE, new)
    assert again != new.id, "the server has never had it"
    assert await bench.notes.save_again(ONE, changed) == old.id
    assert all(row.problem is None and row.waiting for row in await bench.notes.list(ONE))
    for pending in bench.outbox():
        refuse(bench, pending.id)
    for row in await bench.notes.list(ONE):
        await bench.notes.dismiss(ONE, row)
    assert bench.changes[-1].notes == {ONE}
    assert await texts(bench) == ["at the server"]
    assert bench.outbox() == []
