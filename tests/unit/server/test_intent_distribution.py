"""Whose a purchase intent becomes: by the exhibitor's rules, by hand, and when somebody may no longer have it."""

import pytest

from tests.unit.server.booth import RECEIVES, Booth
from tests.unit.server.booth import booth as booth
from tests.unit.server.intents_at_booth import LAMP, heard, kept, notices, owner, publish, rules, seen, trace
from tests.unit.server.intents_at_booth import settled as settled
from workstation.domain.account_actions import SetPermissions
from workstation.domain.actions import SetProfile, StartConversation, TransferConversation
from workstation.domain.distribution import Cause, Work
from workstation.domain.intent import IntentEnd, IntentState, Wanted
from workstation.domain.intent_actions import AssignIntent, MarkIntentDone, SeeIntent, WithdrawIntent
from workstation.domain.replay import replay
from workstation.domain.routing import Mode, Options
from workstation.server.queries import assignments, buyer_intents, intents


def test_an_intent_goes_to_who_serves_what_matches_best(booth: Booth) -> None:
    buyer = booth.buyer()
    booth.act(buyer, SetProfile(languages=("de", "en")))
    _, id_ = publish(booth, who=buyer)
    one = kept(booth, id_)
    assert one.buyer_languages == ("de", "en")
    assert (one.owner_id, one.rule, one.state) == (booth.ann.id, "exhibit", IntentState.NEW)
    assert (one.matches[0].words, one.buyer_name, one.buyer_country) == (("desk", "lamp"), "Ana", "DE")
    assert heard(booth, booth.main, id_) == heard(booth, booth.ann, id_) == [one]
    assert [heard(booth, who, id_) for who in (booth.bo, booth.south, booth.di, buyer)] == [[], [], [], []]
    assert (notices(booth, booth.ann, id_), notices(booth, booth.main, id_)) == (["intent_matched"], [])
    [why] = trace(booth, id_)
    assert (why.work, why.cause, why.conversation_id, why.intent_id) == (Work.INTENTS, Cause.BUYER, None, id_)
    assert (why.rule, why.exhibit_id, why.trace[-1].left) == ("exhibit", one.matches[0].exhibit_id, (booth.ann.id,))
    [mine] = booth.read(buyer_intents.of_buyer, buyer.id)
    assert (mine.intent.id, mine.received, mine.contacted) == (id_, 1, 0)
    # Its section's accounts where nobody serves the exhibit, of whom Cai may not; else the main account.
    assert owner(booth, publish(booth, "Saw")[1]) == booth.bo.id
    assert owner(booth, publish(booth, "Bulb")[1]) == booth.main.id
    assert seen(booth, booth.bo, id_) is None
    assert seen(booth, booth.ann, id_) == seen(booth, booth.main, id_) == one


def test_in_manual_mode_the_main_account_assigns(booth: Booth) -> None:
    buyer = booth.buyer()
    booth.act(buyer, StartConversation(exhibitor_id=booth.account(booth.main).exhibitor_id, exhibit_id=LAMP))
    rules(booth, Mode.MANUAL)
    _, id_ = publish(booth, who=buyer)
    assert (owner(booth, id_), notices(booth, booth.main, id_)) == (booth.main.id, ["intent_matched"]), (
        "although Ann has the buyer's live session"
    )
    before = kept(booth, id_)
    booth.act(booth.main, SeeIntent(intent=id_))
    booth.act(booth.main, AssignIntent(intent=id_, account_id=booth.bo.id, rev=before.rev))
    after = kept(booth, id_)
    assert (after.owner_id, after.rule, after.state, after.seen_at) == (booth.bo.id, "assign", IntentState.NEW, None)
    assert notices(booth, booth.bo, id_) == ["intent_assigned"]
    why = trace(booth, id_)[0]
    assert (why.cause, why.by_id, why.from_id) == (Cause.ASSIGN, booth.main.id, booth.main.id)
    stale = AssignIntent(intent=id_, account_id=booth.ann.id, rev=before.rev)
    assert booth.refused(booth.main, stale) == "intent_changed"
    assert booth.refused(booth.main, AssignIntent(intent=id_, account_id=booth.cai.id)) == "intent_unfit"
    mark = booth.mark(booth.bo)
    booth.act(booth.main, AssignIntent(intent=id_, account_id=booth.ann.id))
    [lost] = heard(booth, booth.bo, id_, mark)
    assert (lost.gone, lost.intent.wanted, lost.buyer_name) == (True, Wanted(title=""), "")
    assert seen(booth, booth.bo, id_) is None


def test_a_live_session_keeps_its_owner_who_may_receive_intents(booth: Booth) -> None:
    buyer = booth.buyer()
    company = booth.account(booth.main).exhibitor_id
    number = booth.act(buyer, StartConversation(exhibitor_id=company, exhibit_id=LAMP)).conversation_id
    assert number is not None
    booth.act(booth.ann, TransferConversation(conversation=number, to_id=booth.bo.id))
    first = publish(booth, who=buyer)[1]
    assert (owner(booth, first), kept(booth, first).rule) == (booth.bo.id, "live_session")
    assert kept(booth, first).conversation_id == number
    booth.act(booth.main, SetPermissions(account_id=booth.bo.id, permissions=RECEIVES))
    assert owner(booth, publish(booth, who=buyer)[1]) == booth.ann.id
    assert (owner(booth, first), trace(booth, first)[0].cause) == (booth.ann.id, Cause.OWNER_LOST)


def test_beyond_the_cap_intents_wait_and_the_oldest_is_served_first(booth: Booth) -> None:
    for one in booth.write(lambda tx: intents.open_of(tx.conn, booth.ann.id)):
        booth.act(booth.main, MarkIntentDone(intent=one.intent_id))
    rules(booth, cap=1, queue=True)
    first, second, third = (publish(booth)[1] for _ in range(3))
    assert [owner(booth, one) for one in (first, second, third)] == [booth.ann.id, None, None]
    loads = booth.read(assignments.loads, booth.account(booth.main).exhibitor_id)
    assert {one.account_id: one.intents for one in loads}[booth.ann.id] == 1
    assert trace(booth, second)[0].rule == "queue"
    assert seen(booth, booth.main, second) is not None
    booth.act(booth.ann, MarkIntentDone(intent=first, words="Sold"))
    assert [owner(booth, one) for one in (second, third)] == [booth.ann.id, None]
    assert [one.cause for one in trace(booth, second)] == [Cause.QUEUE, Cause.BUYER]
    booth.act(booth.ann, MarkIntentDone(intent=first, done=False))
    assert (kept(booth, first).state, kept(booth, first).done_words) == (IntentState.NEW, "")
    rules(booth, cap=9, queue=True)
    assert owner(booth, third) == booth.ann.id, "served as soon as the rules let somebody"


def test_who_may_no_longer_receive_loses_what_is_open(booth: Booth) -> None:
    _, open_ = publish(booth)
    _, done = publish(booth)
    booth.act(booth.ann, MarkIntentDone(intent=done))
    mark = booth.mark(booth.ann)
    booth.act(booth.main, SetPermissions(account_id=booth.ann.id, permissions=RECEIVES))
    assert (owner(booth, open_), owner(booth, done)) == (booth.main.id, booth.ann.id)
    assert [one.gone for one in heard(booth, booth.ann, open_, mark)] == [True]
    assert booth.read(intents.visible_to, booth.account(booth.ann), booth.clock.at) == ()
    booth.act(booth.main, AssignIntent(intent=open_, account_id=booth.bo.id))
    booth.enable("bo", enabled=False)
    assert (owner(booth, open_), trace(booth, open_)[0].cause) == (booth.main.id, Cause.OWNER_LOST)
    booth.enable("bo", enabled=True)


def test_many_exhibitors_get_it_one_after_another(booth: Booth, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workstation.server.intent_spreading.AT_ONCE", 1)
    buyer, id_ = publish(booth, "Lamp and drill")

    def received() -> int:
        return {one.intent.id: int(one.received) for one in booth.read(buyer_intents.of_buyer, buyer.id)}[id_]

    assert received() == 1
    booth.turn()
    assert received() == 2
    booth.act(buyer, WithdrawIntent(intent=id_))
    booth.turn()
    for who in (booth.main, booth.south):
        assert heard(booth, who, id_)[-1].intent.ended is IntentEnd.WITHDRAWN
    _, late = publish(booth, "Lamp and drill", who=buyer)
    booth.act(buyer, WithdrawIntent(intent=late))
    booth.turn()
    assert [one.received for one in booth.read(buyer_intents.of_buyer, buyer.id)] == [1, 2], "nobody gets what is over"


def test_other_rules_are_tried_on_what_came(booth: Booth) -> None:
    company = booth.account(booth.main).exhibitor_id
    _, id_ = publish(booth)
    found = booth.read(assignments.recorded, company, Work.INTENTS)
    assert found[0].assignment.intent_id == id_
    manual = replay(found, Mode.MANUAL, Options(), {})
    assert (manual.rows[0].intent_id, manual.rows[0].would_id) == (id_, booth.main.id)
    assert {row.would_id for row in manual.rows} == {booth.main.id}, "also those with a live session"
    exhibit = kept(booth, id_).matches[0].exhibit_id
    other = replay(found, Mode.AUTOMATIC, Options(), {("exhibit", exhibit): (booth.bo.id,)})
    assert other.rows[0].would_id == booth.bo.id
