"""Handing over: at once or after an answer, one owner at every instant, refusals that say why."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.helpers.team_bench import TeamBench, team_bench
from workstation.domain.account import Permission, Presence
from workstation.domain.account_actions import BlockBuyer
from workstation.domain.actions import CloseSession, SendMessage, StartConversation, TransferConversation
from workstation.domain.conversation import ConversationPage
from workstation.domain.distribution import Cause
from workstation.domain.events import Assigned, MessageChanged, NoteChanged, NoticeChanged, TransferChanged, Unassigned
from workstation.domain.ids import ActionId, ConversationId, new_action_id
from workstation.domain.team_actions import (
    AnswerTransfer,
    AssignConversation,
    SetTeamRules,
    SettleTransfer,
    TakeOver,
    WithdrawTransfer,
)
from workstation.domain.transfer import Transfer, TransferState
from workstation.server.caller import load
from workstation.server.database import Database
from workstation.server.queries import conversations, transfers
from workstation.server.schema import lease


@pytest.fixture
def prepared() -> str:
    return "fair"


@pytest.fixture
def bench(database: Database) -> Iterator[TeamBench]:
    with team_bench(database) as made:
        yield made


def hand_over(bench: TeamBench, conversation: ConversationId, by: str, to: str, **more: Any) -> ActionId:
    """Begin a transfer and return its number."""
    made = new_action_id()
    bench.act(by, TransferConversation(conversation=conversation, to_id=bench.ids[to], **more), id_=made)
    return made


def told(bench: TeamBench, who: str, kind: type, after: int = 0) -> list[Any]:
    return [body for body in bench.log(who, after) if isinstance(body, kind)]


def last_transfer(bench: TeamBench, who: str) -> Transfer:
    found: Transfer = told(bench, who, TransferChanged)[-1].transfer
    return found


def open_transfers(bench: TeamBench, who: str) -> tuple[Transfer, ...]:
    """Return what a snapshot would bring."""
    from workstation.server.queries import accounts

    def find(conn: Any) -> tuple[Transfer, ...]:
        return transfers.of_account(conn, accounts.by_id(conn, bench.ids[who], bench.clock.at))

    found: tuple[Transfer, ...] = bench.read(find)
    return found


def page_of(bench: TeamBench, who: str) -> ConversationPage:
    found: ConversationPage = told(bench, who, Assigned)[-1].page
    return found


def test_the_note_comes_with_the_conversation_and_the_buyer_sees_none_of_it(bench: TeamBench) -> None:
    buyer = bench.buyer()
    asked = bench.ask("N-1", buyer_id=buyer)
    last_n = bench.head(asked).last_n
    hand_over(bench, asked, "north.ann", "north.bo", reason="on leave", note="Promised 3 %", draft="Dear Ana,")
    page = page_of(bench, "north.bo")
    assert page.conversation.owner_id == bench.ids["north.bo"]
    assert [(note.text, note.shared, note.author_id) for note in page.notes] == [
        ("Promised 3 %", True, bench.ids["north.ann"])
    ]
    assert [body.readable_to_n for body in told(bench, "north.ann", Unassigned)] == [last_n]
    assert told(bench, "north.ann", NoteChanged)[-1].note.text == "Promised 3 %"
    assert told(bench, "north", NoteChanged)[-1].note.text == "Promised 3 %"
    offer = last_transfer(bench, "north.bo")
    assert (offer.state, offer.draft, offer.reason, offer.over) == (TransferState.DONE, "Dear Ana,", "on leave", False)
    assert offer.buyer_name == "Buyer 1"
    assert last_transfer(bench, "north.ann").over, "nothing to do for the giver"
    assert last_transfer(bench, "north").draft == ""
    assert [one.id for one in open_transfers(bench, "north.bo")] == [offer.id]
    assert open_transfers(bench, "north.ann") == open_transfers(bench, "north") == ()
    heard = str(bench.log(buyer))
    assert "transferred" in heard
    for secret in ("on leave", "3 %", "Dear Ana"):
        assert secret not in heard
    found = bench.trace(asked)[0]
    assert (found.cause, found.rule, found.reason) == (Cause.TRANSFER, "transfer", "on leave")
    assert (found.from_id, found.owner_id, found.by_id) == (
        bench.ids["north.ann"], bench.ids["north.bo"], bench.ids["north.ann"]
    )  # fmt: skip


def test_the_text_that_came_along_is_dealt_with_once(bench: TeamBench) -> None:
    asked = bench.ask("N-1")
    made = hand_over(bench, asked, "north.ann", "north.bo", draft="Dear Ana,")
    for stranger in ("north.ann", "north", "north.cai", "south"):
        assert bench.refused(stranger, SettleTransfer(transfer=made))[0] == "not_found"
    bench.act("north.bo", SettleTransfer(transfer=made))
    bench.act("north.bo", SettleTransfer(transfer=made))
    gone = last_transfer(bench, "north.bo")
    assert (gone.over, gone.draft) == (True, "")
    assert open_transfers(bench, "north.bo") == ()


def test_without_a_text_there_is_nothing_to_deal_with(bench: TeamBench) -> None:
    hand_over(bench, bench.ask("N-1"), "north.ann", "north.bo", draft="  ")
    assert last_transfer(bench, "north.bo").over
    assert open_transfers(bench, "north.bo") == ()


def asking(bench: TeamBench, **more: Any) -> tuple[ConversationId, ActionId]:
    """Let Ann ask Bo to take a conversation."""
    bench.act("north", SetTeamRules(ask_first=True, answer_s=60))
    asked = bench.ask("N-1")
    return asked, hand_over(bench, asked, "north.ann", "north.bo", note="a note", draft="Dear Ana,", **more)


def test_asking_first_leaves_the_conversation_with_the_giver_until_it_is_accepted(bench: TeamBench) -> None:
    asked, made = asking(bench)
    assert bench.owner(asked) == "north.ann"
    bench.act("north.ann", SendMessage(conversation=asked, text="One moment"))
    offer = last_transfer(bench, "north.bo")
    assert (offer.state, offer.note, (offer.answer_by or bench.clock.at) > bench.clock.at) == ("asked", "a note", True)
    assert told(bench, "north.bo", Assigned) == [], "nothing of the conversation yet"
    notice = told(bench, "north.bo", NoticeChanged)[-1].notice
    assert (notice.code, notice.conversation_id) == ("transfer_asked", None)
    assert notice.params["conversation_id"] == asked
    assert {one.id for who in ("north", "north.ann", "north.bo") for one in open_transfers(bench, who)} == {made}
    bench.act("north.bo", AnswerTransfer(transfer=made, accept=True))
    assert bench.owner(asked) == "north.bo"
    assert [note.text for note in page_of(bench, "north.bo").notes] == ["a note"]
    assert last_transfer(bench, "north.bo").draft == "Dear Ana,"
    assert last_transfer(bench, "north.ann").over
    assert f"transfer_answer:{made}" not in bench.planned()
    assert bench.trace(asked)[0].cause is Cause.TRANSFER
    assert bench.refused("north.bo", AnswerTransfer(transfer=made, accept=False))[0] == "transfer_over"


def test_a_refusal_brings_it_back_with_words_and_text(bench: TeamBench) -> None:
    asked, made = asking(bench)
    bench.act("north.bo", AnswerTransfer(transfer=made, accept=False, words="no Spanish"))
    assert bench.owner(asked) == "north.ann"
    back = last_transfer(bench, "north.ann")
    assert (back.state, back.words, back.draft, back.over) == (TransferState.DECLINED, "no Spanish", "Dear Ana,", False)
    notice = told(bench, "north.ann", NoticeChanged)[-1].notice
    assert (notice.code, notice.params["reason"], notice.conversation_id) == ("transfer_declined", "no Spanish", asked)
    assert last_transfer(bench, "north.bo").over
    assert told(bench, "north.bo", Assigned) == []
    bench.act("north.ann", SettleTransfer(transfer=made))
    assert open_transfers(bench, "north.ann") == ()


def test_no_answer_in_time_passes_the_receiver_over(bench: TeamBench) -> None:
    asked, made = asking(bench)
    assert bench.turn(seconds=59) == 0
    bench.clock.at = bench.planned()[f"transfer_answer:{made}"]
    assert bench.refused("north.bo", AnswerTransfer(transfer=made, accept=True))[0] == "transfer_over"
    assert bench.turn() >= 1
    assert bench.owner(asked) == "north.ann"
    back = last_transfer(bench, "north.ann")
    assert (back.state, back.draft, back.over) == (TransferState.UNANSWERED, "Dear Ana,", False)
    assert told(bench, "north.ann", NoticeChanged)[-1].notice.code == "transfer_unanswered"
    again = hand_over(bench, asked, "north.ann", "north.bo")
    bench.act("north.bo", AnswerTransfer(transfer=again, accept=True))
    assert bench.owner(asked) == "north.bo"


@pytest.mark.parametrize("who", ["north.ann", "north"])
def test_what_nobody_answered_is_taken_back(bench: TeamBench, who: str) -> None:
    asked, made = asking(bench)
    assert bench.refused("north.bo", WithdrawTransfer(transfer=made))[0] == "not_allowed"
    assert bench.refused("north.cai", WithdrawTransfer(transfer=made))[0] == "not_found"
    bench.act(who, WithdrawTransfer(transfer=made))
    assert bench.owner(asked) == "north.ann"
    assert bench.refused(who, WithdrawTransfer(transfer=made))[0] == "transfer_over"
    assert bench.refused("north.bo", AnswerTransfer(transfer=made, accept=True))[0] == "transfer_over"
    assert told(bench, "north.bo", NoticeChanged)[-1].notice.code == "transfer_withdrawn"


def test_while_it_is_asked_nobody_hands_it_over_again_but_the_main_account_may_take_it(bench: TeamBench) -> None:
    asked, made = asking(bench)
    to_main = TransferConversation(conversation=asked, to_id=bench.ids["north"])
    assert bench.refused("north.ann", to_main) == ("transfer_pending", {"account_id": bench.ids["north.bo"]})
    bench.act("north", TakeOver(conversation=asked))
    assert bench.owner(asked) == "north"
    assert last_transfer(bench, "north.bo").state is TransferState.WITHDRAWN
    assert bench.refused("north.bo", AnswerTransfer(transfer=made, accept=True))[0] == "transfer_over"
    assert bench.owner(asked) == "north"


def test_assigning_asks_nobody(bench: TeamBench) -> None:
    bench.act("north", SetTeamRules(ask_first=True))
    asked = bench.ask("N-1")
    bo = bench.ids["north.bo"]
    assign = AssignConversation(conversation=asked, to_id=bo, from_id=bench.ids["north.ann"], note="urgent")
    assert bench.refused("north.ann", assign)[0] == "not_allowed"
    bench.act("north", assign)
    assert bench.owner(asked) == "north.bo"
    assert [note.text for note in page_of(bench, "north.bo").notes] == ["urgent"]
    assert bench.trace(asked)[0].cause is Cause.ASSIGN


def test_assigning_from_the_queue(bench: TeamBench) -> None:
    bench.options(only_online=True, queue=True)
    buyer = bench.buyer()
    waits = bench.ask("N-1", buyer_id=buyer)
    assign = AssignConversation(conversation=waits, to_id=bench.ids["north.bo"])
    bench.act("north", assign)
    assert bench.owner(waits) == "north.bo"
    assert bench.refused("north", assign) == ("owner_changed", {"account_id": bench.ids["north.bo"]})
    lines = [
        body.message.system.code
        for body in bench.log(buyer)
        if isinstance(body, MessageChanged) and body.message.system
    ]
    assert lines == ["queued", "assigned"]


def test_taking_over_takes_the_right_to_write_too(bench: TeamBench) -> None:
    asked = bench.ask("N-1")
    bench.act("north.ann", SendMessage(conversation=asked, text="I am at it"))
    say = SendMessage(conversation=asked, text="Let me")
    assert bench.refused("north", say)[0] == "being_written"
    assert bench.refused("north.ann", TakeOver(conversation=asked))[0] == "not_allowed"
    bench.act("north", TakeOver(conversation=asked))
    bench.act("north", say)
    assert bench.refused("north.ann", say)[0] == "not_allowed"
    assert told(bench, "north.ann", NoticeChanged)[-1].notice.code == "taken_over"
    bench.act("north", TakeOver(conversation=asked))
    assert len([one for one in bench.trace(asked) if one.cause is Cause.TAKE_OVER]) == 1


def test_the_lease_of_a_dead_client_ends_within_thirty_seconds(bench: TeamBench) -> None:
    asked = bench.ask("N-1")
    bench.act("north.ann", SendMessage(conversation=asked, text="I am at it"))
    say = SendMessage(conversation=asked, text="Let me")
    bench.clock.at += _s(29.9)
    assert bench.refused("north", say)[0] == "being_written"
    bench.clock.at += _s(0.1)
    bench.act("north", say)
    rows = bench.read(lambda conn: conn.execute(lease.select()).all())
    assert [(row.conversation_id, row.account_id) for row in rows] == [(asked, bench.ids["north"])]


def _s(seconds: float) -> Any:
    from datetime import timedelta

    return timedelta(seconds=seconds)


def test_transfers_that_can_t_be_say_why(bench: TeamBench) -> None:
    asked = bench.ask("N-1")
    ann, bo, cai, main = (bench.ids[one] for one in ("north.ann", "north.bo", "north.cai", "north"))

    def give(to_id: Any, **more: Any) -> TransferConversation:
        return TransferConversation(conversation=asked, to_id=to_id, **more)

    assert bench.refused("north.ann", give(ann)) == ("transfer_to_owner", {"account_id": ann})
    assert bench.refused("north.ann", give(cai)) == ("transfer_impossible", {"account_id": cai})
    assert bench.refused("north.ann", give(bench.ids["south.di"]))[0] == "not_found"
    assert bench.refused("north.bo", give(cai))[0] == "not_found"
    assert bench.refused("north.ann", give(bo, reason="x" * 1001))[0] == "text_too_long"
    assert bench.refused("north.ann", give(bo, note="x" * 10_001))[0] == "text_too_long"
    bench.permit("north.bo", Permission.RECEIVE_MESSAGES, enabled=False)
    assert bench.refused("north.ann", give(bo))[0] == "transfer_impossible"
    bench.permit("north.bo", Permission.RECEIVE_MESSAGES)
    bench.act("north.ann", give(bo, from_id=ann))
    # Twice, and by two people: the second one saw another owner.
    assert bench.refused("north.ann", give(main, from_id=ann)) == ("owner_changed", {"account_id": bo})
    assert bench.refused("north", give(ann, from_id=ann)) == ("owner_changed", {"account_id": bo})
    assert bench.refused("north.ann", give(main))[0] == "not_allowed"
    assert bench.owner(asked) == "north.bo"


def test_an_accepting_account_must_still_be_one_that_may_receive(bench: TeamBench) -> None:
    asked, made = asking(bench)
    bench.permit("north.bo")
    assert bench.refused("north.bo", AnswerTransfer(transfer=made, accept=True))[0] == "transfer_impossible"
    assert bench.owner(asked) == "north.ann"


def test_a_conversation_whose_session_has_ended_is_handed_over_as_well(bench: TeamBench) -> None:
    asked, made = asking(bench)
    bench.act("north.ann", CloseSession(conversation=asked))
    bench.act("north.bo", AnswerTransfer(transfer=made, accept=True))
    head = bench.head(asked)
    assert (head.owner_id, head.live) == (bench.ids["north.bo"], False)


def test_the_number_of_a_transfer_is_nobody_else_s(bench: TeamBench) -> None:
    """Two principals may choose the same number for an action; for a transfer that is refused."""
    made = hand_over(bench, bench.ask("N-1"), "north.ann", "north.bo")
    other = bench.ask("N-1")
    with pytest.raises(Exception, match="action_id_reused"):
        bench.act("north", TransferConversation(conversation=other, to_id=bench.ids["north.bo"]), id_=made)
    assert bench.owner(other) == "north.ann"


def snapshot_page(bench: TeamBench, who: str, conversation: ConversationId) -> ConversationPage:
    """Return a conversation as a fresh sync would bring it to an account."""

    def find(conn: Any) -> ConversationPage:
        caller = load(conn, bench.token(bench.ids[who]), bench.clock.at)
        rows = conversations.newest_first(conn, caller, 10)
        pages = conversations.pages(conn, caller.principal_id, [one for one, _at in rows], bench.clock.at)
        return next(page for page in pages if page.conversation.id == conversation)

    found: ConversationPage = bench.read(find)
    return found


def test_a_giver_who_syncs_afresh_gets_the_head_as_they_left_it(bench: TeamBench) -> None:
    buyer = bench.buyer()
    given = bench.ask("N-1", buyer_id=buyer)
    before = bench.head(given)
    hand_over(bench, given, "north.ann", "north.bo")
    seen_then = snapshot_page(bench, "north.ann", given)
    bench.act(buyer, SendMessage(conversation=given, text="And a later word"))
    bench.act(buyer, StartConversation(exhibitor_id=bench.north, exhibit_id=bench.exhibits["N-3"]))
    hand_over(bench, given, "north.bo", "north")
    bench.act("north", BlockBuyer(conversation=given, blocked=True))
    later = snapshot_page(bench, "north.ann", given)
    assert later == seen_then, "what came later is not theirs, not even in the head"
    head = later.conversation
    assert (head.owner_id, head.live, head.blocked, head.exhibit_id, head.rev) == (
        before.owner_id, True, False, before.exhibit_id, before.rev
    )  # fmt: skip
    assert (head.last_n, later.readable_to_n) == (before.last_n, before.last_n)
    assert [message.n for message in later.messages][-1] == before.last_n
    assert later.buyer is not None
    assert later.buyer.presence is Presence.OFFLINE
    bench.act("north", BlockBuyer(conversation=given, blocked=False))
    bench.act("north", AssignConversation(conversation=given, to_id=bench.ids["north.ann"], from_id=bench.ids["north"]))
    again = snapshot_page(bench, "north.ann", given)
    assert (again.readable_to_n, again.conversation) == (None, bench.head(given)), "whole again, once it came back"


def test_blocking_ends_the_asking(bench: TeamBench) -> None:
    asked, made = asking(bench)
    bench.act("north.ann", BlockBuyer(conversation=asked, blocked=True))
    assert last_transfer(bench, "north.bo").state is TransferState.WITHDRAWN
    assert told(bench, "north.bo", NoticeChanged)[-1].notice.code == "transfer_withdrawn"
    assert (open_transfers(bench, "north.bo"), open_transfers(bench, "north.ann")) == ((), ())
    assert f"transfer_answer:{made}" not in bench.planned()
    assert bench.refused("north.bo", AnswerTransfer(transfer=made, accept=True))[0] == "transfer_over"


def test_what_came_back_is_over_once_it_was_decided_anew(bench: TeamBench) -> None:
    """Whoever signs in afresh is not told again of a colleague who declined long ago."""
    asked, made = asking(bench)
    bench.act("north.bo", AnswerTransfer(transfer=made, accept=False))
    assert [one.id for one in open_transfers(bench, "north.ann")] == [made]
    second = hand_over(bench, asked, "north.ann", "north")
    assert [one.id for one in open_transfers(bench, "north.ann")] == [second]
    bench.act("north", AnswerTransfer(transfer=second, accept=False))
    bench.act(
        "north", AssignConversation(conversation=asked, to_id=bench.ids["north.bo"], from_id=bench.ids["north.ann"])
    )
    assert open_transfers(bench, "north.ann") == ()
    assert last_transfer(bench, "north.ann").over, "a desk that is there forgets it, too"


def test_an_assignment_can_be_put_back_into_the_queue(bench: TeamBench) -> None:
    bench.options(only_online=True, queue=True)
    first, second = bench.ask("N-1"), bench.ask("N-1")
    since = bench.head(first).queued_at
    bo = bench.ids["north.bo"]
    bench.clock.at += timedelta(minutes=5)
    bench.act("north", AssignConversation(conversation=first, to_id=bo))
    back = AssignConversation(conversation=first, to_id=None, from_id=bo)
    assert bench.refused("north.bo", back)[0] == "not_allowed"
    bench.act("north", back)
    assert (bench.owner(first), bench.head(first).queued_at) == ("", since), "at the place it had"
    assert bench.refused("north", back) == ("owner_changed", {"account_id": 0})
    found = bench.trace(first)[0]
    assert (found.cause, found.owner_id, found.from_id, found.by_id) == (Cause.ASSIGN, None, bo, bench.ids["north"])
    assert [body.readable_to_n for body in told(bench, "north.bo", Unassigned)] == [bench.head(first).last_n - 1]
    bench.comes("north.ann")
    given = [body.page.conversation.id for body in bench.log("north.ann") if isinstance(body, Assigned)]
    assert given == [first, second]
    bench.act("north", AssignConversation(conversation=first, to_id=None, from_id=bench.ids["north.ann"]))
    assert bench.owner(first) == "north.ann", "whoever is free gets it again"
