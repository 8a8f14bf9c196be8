"""Purchase intents from the wish to what came of it: who sees them, what is done about them, and what is refused."""

import contextlib
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.unit.server.booth import BEGIN, LIMITS, RECEIVES, Booth, Person
from tests.unit.server.booth import booth as booth
from tests.unit.server.intents_at_booth import BOTH, chat, head, heard, kept, publish, said, seen
from tests.unit.server.intents_at_booth import settled as settled
from workstation.domain.account import Permission
from workstation.domain.account_actions import BlockBuyer, SetPermissions
from workstation.domain.actions import CloseSession, SendMessage, StartConversation
from workstation.domain.errors import Refusal
from workstation.domain.events import Assigned, MessageChanged
from workstation.domain.ids import new_action_id
from workstation.domain.intent import IntentEnd, IntentState, NewIntent, Wanted
from workstation.domain.intent_actions import (
    AssignIntent,
    ChangeIntent,
    MarkIntentDone,
    PublishIntent,
    SeeIntent,
    SendIntentCard,
    StartIntentChat,
    WithdrawIntent,
)
from workstation.domain.message import CARD, INTENT
from workstation.domain.overview import Figure
from workstation.server.caller import load
from workstation.server.images import FULL, Ready
from workstation.server.queries import attachments, buyer_intents, intents, overview


def test_the_owner_sees_and_finishes_it(booth: Booth) -> None:
    _, id_ = publish(booth)
    booth.act(booth.main, SeeIntent(intent=id_))
    assert kept(booth, id_).state is IntentState.NEW, "opened by somebody else"
    booth.act(booth.ann, SeeIntent(intent=id_))
    opened = kept(booth, id_)
    booth.act(booth.ann, SeeIntent(intent=id_))
    assert (opened.state, kept(booth, id_)) == (IntentState.SEEN, opened)
    assert booth.refused(booth.bo, SeeIntent(intent=id_)) == "not_found"
    booth.act(booth.ann, MarkIntentDone(intent=id_, words=" No lamps left "))
    done = kept(booth, id_)
    assert (done.state, done.done_by_id, done.done_words, done.open) == (
        IntentState.DONE, booth.ann.id, "No lamps left", False
    )  # fmt: skip
    booth.act(booth.main, MarkIntentDone(intent=id_, done=False))
    assert (kept(booth, id_).state, kept(booth, id_).done_at) == (IntentState.SEEN, None)


def test_a_chat_begins_from_an_intent(booth: Booth) -> None:
    buyer, id_ = publish(booth)
    action = new_action_id()
    number = booth.act(booth.ann, StartIntentChat(intent=id_), action).conversation_id
    assert number is not None
    assert booth.act(booth.ann, StartIntentChat(intent=id_), action).conversation_id == number
    assert chat(booth, booth.ann, id_) == number
    [card] = said(booth, number, INTENT)
    assert card.intent is not None
    assert (card.intent.id, card.intent.wanted.title, card.sender_id) == (id_, "Desk lamp", booth.ann.id)
    there = head(booth, number)
    assert (there.owner_id, there.live, there.intent_id) == (booth.ann.id, True, id_)
    assert [one.page.conversation.id for one in booth.heard(buyer, Assigned)] == [number]
    assert card in [one.message for one in booth.heard(buyer, MessageChanged)]
    one = kept(booth, id_)
    assert (one.state, one.conversation_id, one.chat_at) == (IntentState.CONTACTED, number, booth.clock.at)
    assert [row.contacted for row in booth.read(buyer_intents.of_buyer, buyer.id)] == [1]
    # Bo gets it, but Ann serves the buyer; the main account may all the same.
    booth.act(booth.main, AssignIntent(intent=id_, account_id=booth.bo.id))
    assert booth.refused(booth.bo, StartIntentChat(intent=id_)) == "served_by_other"
    assert booth.refused(booth.bo, SendIntentCard(intent=id_)) == "served_by_other"
    assert chat(booth, booth.main, id_) == number
    booth.act(booth.ann, CloseSession(conversation=number))
    booth.act(booth.bo, SendIntentCard(intent=id_))
    assert (head(booth, number).owner_id, head(booth, number).live) == (booth.bo.id, True)
    assert [one.sender_id for one in said(booth, number, CARD)] == [booth.bo.id]
    assert kept(booth, id_).card_sent_at == booth.clock.at


def test_what_nobody_typed_answers_no_buyer(booth: Booth) -> None:
    buyer, first = publish(booth)
    number = chat(booth, booth.ann, first)
    booth.act(buyer, SendMessage(conversation=number, text="How much?"))
    _, second = publish(booth, who=buyer)
    chat(booth, booth.ann, second)
    assert len(said(booth, number, INTENT)) == 2

    def waits() -> bool:
        company = booth.account(booth.main).exhibitor_id
        known = booth.read(overview.facts, company, BEGIN, BEGIN + timedelta(days=1))
        return number in {row.conversation_id for row in overview.rows_of(known, Figure.WAITING, "")}

    assert waits()
    booth.act(booth.ann, SendIntentCard(intent=second))
    assert not waits()


def test_each_deed_needs_its_tick(booth: Booth) -> None:
    _, id_ = publish(booth)
    bare = RECEIVES | {Permission.RECEIVE_INTENTS}
    booth.act(booth.main, SetPermissions(account_id=booth.ann.id, permissions=bare))
    for action in (SendIntentCard(intent=id_), StartIntentChat(intent=id_), MarkIntentDone(intent=id_)):
        assert booth.refused(booth.ann, action) == "not_allowed"
    less = seen(booth, booth.ann, id_)
    assert less is not None
    assert less.reduced
    assert (less.buyer_name, less.intent.wanted) == (
        "",
        replace(kept(booth, id_).intent.wanted, description="", quantity=None),
    )
    # Who serves nobody sends a card; who serves the buyer is found by the rules for messages.
    cards_only = frozenset({Permission.RECEIVE_INTENTS, Permission.INTENT_SEND_CARD, Permission.INTENT_CHAT})
    booth.act(booth.main, SetPermissions(account_id=booth.ann.id, permissions=cards_only))
    assert booth.refused(booth.ann, StartIntentChat(intent=id_)) == "not_allowed"
    number = booth.act(booth.ann, SendIntentCard(intent=id_)).conversation_id
    assert number is not None
    assert head(booth, number).owner_id == booth.main.id
    assert [one.sender_id for one in said(booth, number, CARD)] == [booth.ann.id]


def test_a_buyer_starts_the_chat_from_his_own(booth: Booth) -> None:
    buyer, id_ = publish(booth)
    company = booth.account(booth.main).exhibitor_id
    start = StartConversation(exhibitor_id=company, intent=id_)
    number = booth.act(buyer, start).conversation_id
    assert number is not None
    booth.act(buyer, start)
    [card] = said(booth, number, INTENT)
    assert (card.from_buyer, card.automatic, card.intent is not None and card.intent.id) == (True, False, id_)
    there = head(booth, number)
    assert (there.owner_id, there.intent_id, there.exhibit_id) == (
        booth.ann.id,
        id_,
        kept(booth, id_).matches[0].exhibit_id,
    )
    assert kept(booth, id_).state is IntentState.CONTACTED
    booth.act(buyer, StartConversation(exhibitor_id=company, exhibit_id=there.exhibit_id))
    assert head(booth, number).intent_id is None
    booth.act(booth.ann, CloseSession(conversation=number))
    booth.act(buyer, start)
    assert (head(booth, number).intent_id, len(said(booth, number, INTENT))) == (id_, 2)
    assert booth.refused(booth.buyer(), start) == "not_found", "another's"
    elsewhere = StartConversation(exhibitor_id=booth.account(booth.south).exhibitor_id, intent=id_)
    assert booth.refused(buyer, elsewhere) == "not_found"


def test_changing_brings_it_to_others_too(booth: Booth) -> None:
    buyer, id_ = publish(booth)
    booth.act(booth.ann, SeeIntent(intent=id_))
    both = NewIntent(wanted=Wanted(title="Lamp and drill", quantity=20))
    booth.act(buyer, ChangeIntent(intent=id_, new=both))
    booth.act(buyer, ChangeIntent(intent=id_, new=both))
    one = kept(booth, id_)
    assert (one.owner_id, one.state, one.intent.rev) == (booth.ann.id, IntentState.SEEN, 2)
    assert one.intent.wanted.quantity == 20
    assert heard(booth, booth.ann, id_)[-1] == one
    assert kept(booth, id_, booth.south).owner_id == booth.south.id, "Di may not receive intents"
    booth.act(buyer, WithdrawIntent(intent=id_))
    booth.act(buyer, WithdrawIntent(intent=id_))
    assert (kept(booth, id_).intent.ended, kept(booth, id_).open) == (IntentEnd.WITHDRAWN, False)
    assert booth.refused(buyer, ChangeIntent(intent=id_, new=both)) == "intent_over"
    assert booth.refused(booth.ann, StartIntentChat(intent=id_)) == "intent_over"
    assert booth.refused(booth.ann, SendIntentCard(intent=id_)) == "intent_over"
    assert booth.refused(booth.buyer(), WithdrawIntent(intent=id_)) == "not_found"


def test_it_ends_when_its_last_day_is_over_where_the_fair_is(booth: Booth) -> None:
    buyer, id_ = publish(booth, deadline="2026-10-15")
    number = chat(booth, booth.ann, id_)
    over = BEGIN.replace(hour=16) + timedelta(days=1)  # midnight in Guangzhou
    with booth.at(over - timedelta(seconds=1)):
        booth.turn()
        assert kept(booth, id_).intent.ended is None
    with booth.at(over):
        booth.turn()
        assert kept(booth, id_).intent.ended is IntentEnd.EXPIRED
        assert chat(booth, booth.ann, id_) == number, "what was begun goes on"
        again = NewIntent(wanted=Wanted(title="Desk lamp", deadline="2026-10-20"))
        booth.act(buyer, ChangeIntent(intent=id_, new=again))
        assert kept(booth, id_).intent.ended is None
        booth.act(buyer, WithdrawIntent(intent=id_))
    with booth.at(over + intents.KEPT - timedelta(seconds=1)):
        assert seen(booth, booth.main, id_) is not None
    with booth.at(over + intents.KEPT):
        assert seen(booth, booth.main, id_) is None


def test_pictures_are_seen_by_who_sees_the_details(booth: Booth) -> None:
    buyer, upload = booth.buyer(), new_action_id()
    ready = Ready(
        media_type="image/jpeg",
        full=b"full",
        thumb=b"thumb",
        width=2,
        height=1,
        thumb_width=2,
        thumb_height=1,
        digest=b"0" * 32,
    )
    number = booth.write(lambda tx: attachments.store(tx, ready, owner_id=buyer.id, client_id=upload))
    id_ = new_action_id()
    wanted = Wanted(title="Desk lamp")
    missing = PublishIntent(new=NewIntent(wanted=wanted, uploads=(new_action_id(),)))
    assert booth.refused(buyer, missing) == "attachment_not_ready"
    many = PublishIntent(new=NewIntent(wanted=wanted, uploads=tuple(new_action_id() for _ in range(7))))
    assert booth.refused(buyer, many) == "too_many"
    booth.act(buyer, PublishIntent(new=NewIntent(wanted=wanted, uploads=(upload,))), id_)
    assert [one.id for one in kept(booth, id_).intent.images] == [number]

    def shown(who: Person) -> bool:
        def look(conn: Any) -> bool:
            with contextlib.suppress(Refusal):
                attachments.picture(conn, load(conn, who.token, booth.clock.at), number, FULL)
                return True
            return False

        found: bool = booth.read(look)
        return found

    people = (booth.main, booth.ann, booth.bo, booth.south, booth.buyer(), buyer)
    assert [shown(who) for who in people] == [True, True, False, False, False, True]
    booth.act(booth.main, SetPermissions(account_id=booth.ann.id, permissions=BOTH - {Permission.INTENT_DETAILS}))
    assert not shown(booth.ann)
    booth.act(buyer, ChangeIntent(intent=id_, new=NewIntent(wanted=wanted, kept=(number,))))
    assert [one.id for one in kept(booth, id_).intent.images] == [number]
    booth.act(buyer, ChangeIntent(intent=id_, new=NewIntent(wanted=wanted)))
    assert not kept(booth, id_).intent.images
    assert not shown(buyer), "no picture stays behind"


def test_a_buyer_asks_within_measure_and_not_whom_has_blocked_them(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    buyer, first = publish(booth)
    number = chat(booth, booth.ann, first)
    booth.act(booth.main, BlockBuyer(conversation=number, blocked=True))
    assert booth.refused(booth.ann, SendIntentCard(intent=first)) == "blocked"
    _, second = publish(booth, who=buyer)
    assert [one.received for one in booth.read(buyer_intents.of_buyer, buyer.id)] == [0, 1]
    assert booth.refused(booth.main, SeeIntent(intent=second)) == "not_found"
    monkeypatch.setattr("tests.unit.server.booth.LIMITS", replace(LIMITS, intents_per_hour=2))
    other, _ = publish(booth)
    publish(booth, who=other)
    assert booth.refused(other, PublishIntent(new=NewIntent(wanted=Wanted(title="x")))) == "too_many_requests"


def test_the_overview_counts_what_a_recount_finds(booth: Booth) -> None:
    company = booth.account(booth.main).exhibitor_id
    with booth.at(BEGIN + timedelta(days=40)):
        span = (booth.clock.at, booth.clock.at + timedelta(hours=1))
        ids = [publish(booth)[1] for _ in range(5)]
        booth.act(booth.ann, SeeIntent(intent=ids[1]))
        number = chat(booth, booth.ann, ids[2])
        booth.act(booth.ann, MarkIntentDone(intent=ids[3]))
        gone = publish(booth)
        booth.act(gone[0], WithdrawIntent(intent=gone[1]))
        found = booth.read(overview.overview, company, booth.clock.at, *span)
        states = {one.state: one.count for one in found.intents}
        assert states == {"new": 2, "seen": 1, "contacted": 1, "done": 1, "withdrawn": 1}
        known = booth.read(overview.facts, company, *span)
        recount: dict[str, int] = {}
        for one in booth.read(intents.visible_to, booth.account(booth.main), booth.clock.at):
            if span[0] <= one.received_at < span[1]:
                state = str(one.intent.ended) if one.intent.ended and one.state is not IntentState.DONE else one.state
                recount[state] = recount.get(state, 0) + 1
        assert states == recount
        assert {state: len(overview.rows_of(known, Figure.INTENTS, state)) for state in states} == states
        [row] = overview.rows_of(known, Figure.INTENTS, "contacted")
        assert (row.intent_id, row.conversation_id, row.title) == (ids[2], number, "Desk lamp")
        assert next(step.done for step in found.guide if step.step == "get_matched")
