"""The outbox: order within a lane, independence of lanes, what a fault and what a refusal does."""

from typing import Any

import pytest

from tests.helpers.builders import COLLEAGUE
from workstation.domain import actions as act
from workstation.domain.ids import ActionId, AttachmentId, ConversationId, new_action_id
from workstation.storage import drafts, outbox, overlay, uploads
from workstation.storage.outbox import Pending, State
from workstation.storage.store import Store

ONE, TWO = ConversationId(1), ConversationId(2)


class Box:
    """The outbox of a store, with less to write."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def add(self, action: Any, **how: Any) -> ActionId:
        id_ = new_action_id()
        self.store.write_local_blocking(outbox.add, id_, action, now_ms=1000, **how)
        return id_

    def say(self, text: str, conversation: Any = ONE, **how: Any) -> ActionId:
        return self.add(act.SendMessage(conversation=conversation, text=text, seen_n=3), **how)

    def due(self, now_ms: int = 5000) -> list[ActionId]:
        return [p.id for p in self.store.read_local_blocking(outbox.next_due, now_ms)]

    def do(self, work: Any, *args: Any, **how: Any) -> Any:
        return self.store.write_local_blocking(work, *args, **how)

    def get(self, id_: ActionId) -> Pending:
        found = self.store.read_local_blocking(outbox.get, id_)
        assert found is not None
        return found

    def states(self, conversation: Any = ONE) -> list[str]:
        return [p.state.value for p in self.store.read_local_blocking(outbox.for_conversation, conversation)]

    def texts(self, conversation: Any = ONE) -> list[str]:
        found = self.store.read_local_blocking(outbox.for_conversation, conversation)
        return [p.action.text for p in found if isinstance(p.action, act.SendMessage)]


@pytest.fixture
def box(store: Store) -> Box:
    return Box(store)


def result(id_: ActionId, **fields: Any) -> act.ActionResult:
    return act.ActionResult(id=id_, **fields)


def test_a_lane_goes_in_the_order_of_entry_and_lanes_do_not_wait_for_each_other(box: Box) -> None:
    first, second = box.say("1"), box.say("2")
    other = box.say("to another", TWO)
    assert box.due() == [first, other]
    changes = box.do(outbox.mark_sending, first)
    assert (changes.outbox, changes.conversations) == ({"conversation:1"}, {ONE})
    assert box.due() == [other]
    box.do(outbox.confirm, first, result(first, n=4), now_ms=2000)
    assert box.due() == [second, other]
    assert box.get(first).state is State.SENT
    assert box.get(first).result_n == 4


def test_a_passing_fault_holds_the_lane_and_keeps_the_id(box: Box) -> None:
    first, _ = box.say("1"), box.say("2")
    box.do(outbox.mark_sending, first)
    box.do(outbox.postpone, first, 9000, "unreachable")
    assert box.due(8999) == []
    assert box.store.read_local_blocking(outbox.next_due_at) == 9000
    assert box.due(9000) == [first]
    assert (box.get(first).attempts, box.get(first).problem_code) == (1, "unreachable")
    box.do(outbox.make_due)
    assert box.due() == [first]


def test_a_refusal_takes_the_message_out_and_pauses_the_later_ones(box: Box) -> None:
    first, second, third = box.say("1"), box.say("2"), box.say("3")
    reading = box.add(act.MarkRead(conversation=ONE, n=3))
    other = box.say("elsewhere", TWO)
    box.do(outbox.mark_sending, first)
    box.do(outbox.refuse, first, "overtaken", {"by": "Li"})
    assert box.get(first).problem_params == {"by": "Li"}
    assert box.states() == ["refused", "paused", "paused", "waiting"]
    assert box.texts() == ["1", "2", "3"]
    assert set(box.due()) == {reading, other}
    late = box.say("4")
    assert box.get(late).state is State.PAUSED

    assert box.do(outbox.retry, second, new_action_id()) == second
    assert box.due()[0] == second
    assert box.get(third).state is State.WAITING
    assert box.get(first).state is State.REFUSED


def test_retrying_a_refused_message_makes_a_new_action_at_the_old_place(box: Box) -> None:
    first, second = box.say("1"), box.say("2")
    box.do(outbox.refuse, first, "overtaken")
    new = new_action_id()
    assert box.do(outbox.retry, first, new, seen_n=9) == new
    assert box.due() == [new]
    action = box.get(new).action
    assert isinstance(action, act.SendMessage)
    assert (action.text, action.seen_n) == ("1", 9)
    assert box.get(second).state is State.WAITING
    assert box.store.read_local_blocking(outbox.get, first) is None


def test_retrying_what_may_have_arrived_changes_nothing_of_it(box: Box) -> None:
    first = box.say("1")
    box.do(outbox.mark_sending, first)
    box.do(outbox.postpone, first, 10**12, "unreachable")
    before = box.get(first).action
    assert box.do(outbox.retry, first, new_action_id(), seen_n=9) == first
    assert box.get(first).action == before
    assert box.due() == [first]


def test_discarding_returns_the_text_and_leaves_the_paused_for_the_user(box: Box) -> None:
    first, second = box.say("1"), box.say("2")
    box.do(outbox.refuse, first, "blocked")
    gone = box.do(outbox.discard, first)
    assert gone.action.text == "1"
    assert box.states() == ["paused"]
    box.do(outbox.retry, second, new_action_id())
    box.do(outbox.mark_sending, second)
    assert box.do(outbox.discard, second) is None
    assert box.do(outbox.retry, second, new_action_id()) is None


def test_background_actions_are_refused_silently_and_only_the_last_counts(box: Box) -> None:
    box.add(act.MarkRead(conversation=ONE, n=3))
    last = box.add(act.MarkRead(conversation=ONE, n=5))
    assert box.due() == [last]
    box.do(outbox.mark_sending, last)
    later = box.add(act.MarkRead(conversation=ONE, n=6))
    assert box.due() == []
    box.do(outbox.refuse, last, "not_found")
    assert box.due() == [later]
    assert box.store.read_local_blocking(outbox.waiting_count) == 0


def test_what_nobody_waits_for_leaves_on_confirmation(box: Box) -> None:
    status = box.add(act.TransferConversation(conversation=ONE, to_id=COLLEAGUE))
    marks = box.add(act.SetMarks(conversation=ONE, starred=True))
    for id_ in (status, marks):
        box.do(outbox.confirm, id_, result(id_), now_ms=2000)
    assert box.store.read_local_blocking(outbox.get, status) is None
    assert box.get(marks).state is State.SENT
    box.do(outbox.settle, [marks])
    assert box.states() == []
    assert box.do(outbox.confirm, marks, result(marks), now_ms=2000).outbox == frozenset()


def test_after_a_start_what_was_on_its_way_goes_again(box: Box) -> None:
    first = box.say("1")
    box.do(outbox.mark_sending, first)
    box.do(outbox.reset_sending)
    assert box.due() == [first]


def test_an_image_goes_before_its_message_and_holds_the_lane(box: Box) -> None:
    upload = new_action_id()
    box.do(uploads.add, upload, b"jpeg", media_type="image/jpeg", width=4, height=3, now_ms=1000)
    picture = box.add(act.SendMessage(conversation=ONE, attachment=upload), after=upload)
    text = box.say("about the picture")
    assert box.due() == []
    next_upload = box.store.read_local_blocking(uploads.next_due, 5000)
    assert next_upload is not None
    assert (next_upload.id, next_upload.data, next_upload.media_type) == (upload, b"jpeg", "image/jpeg")
    box.do(uploads.mark_sending, upload)
    assert box.store.read_local_blocking(uploads.next_due, 5000) is None
    box.do(uploads.postpone, upload, 7000, "unreachable")
    assert box.store.read_local_blocking(uploads.next_due, 6999) is None
    assert box.store.read_local_blocking(uploads.next_due_at) == 7000
    box.do(uploads.done, upload, AttachmentId(8))
    assert box.due() == [picture]
    box.do(outbox.mark_sending, picture)
    box.do(outbox.confirm, picture, result(picture, n=4), now_ms=2000)
    assert box.due() == [text]
    assert box.store.read_local_blocking(uploads.data, upload) == b"jpeg"
    box.do(outbox.settle, [picture])
    assert box.store.read_local_blocking(uploads.data, upload) is None


def test_a_refused_image_refuses_its_message_and_can_be_tried_again(box: Box) -> None:
    upload = new_action_id()
    box.do(uploads.add, upload, b"x", media_type="image/png", width=1, height=1, now_ms=1000)
    picture = box.add(act.SendMessage(conversation=ONE, attachment=upload), after=upload)
    box.do(uploads.refuse, upload, "image_unreadable")
    assert (box.get(picture).state, box.get(picture).problem_code) == (State.REFUSED, "image_unreadable")
    box.do(outbox.retry, picture, new_action_id())
    assert box.store.read_local_blocking(uploads.next_due, 5000) is not None


def test_a_discarded_image_leaves_no_bytes(box: Box) -> None:
    upload = new_action_id()
    box.do(uploads.add, upload, b"x", media_type="image/png", width=1, height=1, now_ms=1000)
    picture = box.add(act.SendMessage(conversation=ONE, attachment=upload), after=upload)
    box.do(outbox.discard, picture)
    assert box.store.read_local_blocking(uploads.infos, [upload]) == {}


def test_a_chat_begun_offline_waits_for_its_name(box: Box) -> None:
    opening = box.add(act.OpenColleagueChat(account_id=COLLEAGUE))
    said = box.say("hello", opening)
    box.do(drafts.save, opening, "more", now_ms=1)
    assert box.due() == [opening]
    box.do(outbox.mark_sending, opening)
    changes = box.do(outbox.confirm, opening, result(opening, conversation_id=ConversationId(44)), now_ms=2000)
    assert 44 in changes.conversations
    assert {f"conversation:{opening}", "conversation:44"} <= changes.outbox
    assert box.due() == [said]
    pending = box.get(said)
    assert (pending.conversation, pending.lane) == (44, "conversation:44")
    assert isinstance(pending.action, act.SendMessage)
    assert pending.action.conversation == 44
    assert box.store.read_local_blocking(drafts.load, ConversationId(44)) == "more"
    assert box.store.read_local_blocking(drafts.load, opening) == ""


def test_the_overlay_sums_up_what_lies_over_each_conversation(box: Box) -> None:
    box.say("first")
    last = box.say("last")
    box.add(act.MarkRead(conversation=ONE, n=7))
    box.add(act.SetMarks(conversation=TWO, starred=True))
    box.add(act.SetMarks(conversation=TWO, starred=False, tags=("vip",)))
    box.do(drafts.save, TWO, "half a sen", now_ms=1)

    def read(tx: Any, ids: Any) -> Any:
        return overlay.read(tx.exec_driver_sql, ids)

    over = box.store.read_local_blocking(read, None)
    assert [u.text for u in over[ONE].unsent] == ["first", "last"]
    assert over[ONE].unsent[-1].action_id == last.bytes
    assert over[ONE].read_n == 7
    assert (over[TWO].starred, over[TWO].pinned, over[TWO].tags, over[TWO].draft) == (
        False,
        None,
        ("vip",),
        "half a sen",
    )
    assert set(box.store.read_local_blocking(read, [TWO, ConversationId(3)])) == {TWO}


def test_drafts_are_bound_to_their_conversation(box: Box) -> None:
    box.do(drafts.save, ONE, "one", now_ms=1)
    box.do(drafts.save, ONE, "one more", now_ms=2)
    box.do(drafts.save, TWO, "two", now_ms=2)
    assert box.store.read_local_blocking(drafts.every) == {ONE: "one more", TWO: "two"}
    box.do(drafts.save, ONE, "", now_ms=3)
    assert box.store.read_local_blocking(drafts.load, ONE) == ""
