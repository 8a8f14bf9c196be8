"""Purchase intents from the wish to what came of it: whose they become, who sees them, and what is refused."""

import contextlib
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, select

from tests.unit.server.booth import BEGIN, LIMITS, RECEIVES, Booth, Person
from tests.unit.server.booth import booth as booth
from tests.unit.server.foreign_intents import TICKS
from workstation.domain.account import Permission
from workstation.domain.account_actions import BlockBuyer, SetPermissions
from workstation.domain.actions import CloseSession, SendMessage, SetProfile, StartConversation, TransferConversation
from workstation.domain.conversation import Conversation
from workstation.domain.distribution import Assignment, Cause, Work
from workstation.domain.errors import Refusal
from workstation.domain.events import Assigned, IntentChanged, MessageChanged
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, new_action_id
from workstation.domain.intent import IntentEnd, IntentState, NewIntent, ReceivedIntent, Wanted
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
from workstation.domain.message import CARD, INTENT, Message
from workstation.domain.overview import Figure
from workstation.domain.replay import replay
from workstation.domain.routing import Mode, Options
from workstation.domain.team_actions import SetDistribution
from workstation.server.caller import load
from workstation.server.images import FULL, Ready
from workstation.server.queries import (
    assignments,
    attachments,
    buyer_intents,
    conversations,
    intents,
    messages,
    overview,
)
from workstation.server.schema import conversation, notice

BOTH = RECEIVES | TICKS
LAMP = ExhibitId(1)
"""The first of the fair, Ann's."""


@pytest.fixture(autouse=True)
def settled(booth: Booth) -> None:
    """Let Ann and Bo receive intents by the automatic rules without options."""
    for one in (booth.ann, booth.bo):
        booth.act(booth.main, SetPermissions(account_id=one.id, permissions=BOTH))
    rules(booth)


def rules(booth: Booth, mode: Mode = Mode.AUTOMATIC, **options: Any) -> None:
    booth.act(booth.main, SetDistribution(work=Work.INTENTS, mode=mode, options=Options(**options)))


def publish(booth: Booth, title: str = "Desk lamp", who: Person | None = None, **given: Any) -> tuple[Person, ActionId]:
    """Let a new buyer want something; the lamp is Ann's, the saw Bo's by its section."""
    buyer, id_ = who or booth.buyer(), new_action_id()
    wanted = Wanted(title=title, **{"description": "Brushed steel", "quantity": 500, **given})
    booth.act(buyer, PublishIntent(new=NewIntent(wanted=wanted)), id_)
    return buyer, id_


def kept(booth: Booth, id_: ActionId, who: Person | None = None) -> ReceivedIntent:
    """Return an intent as north (or somebody else's company) has it."""
    exhibitor = booth.account(who or booth.main).exhibitor_id

    def find(conn: Connection) -> ReceivedIntent:
        row = intents.one(conn, id_, exhibitor)
        assert row is not None
        return intents.of_rows(conn, [row])[0]

    found: ReceivedIntent = booth.read(find)
    return found


def owner(booth: Booth, id_: ActionId) -> int | None:
    return kept(booth, id_).owner_id


def seen(booth: Booth, who: Person, id_: ActionId) -> ReceivedIntent | None:
    """Return what a snapshot has of it."""
    found = booth.read(intents.visible_to, booth.account(who), booth.clock.at)
    return next((one for one in found if one.id == id_), None)


def heard(booth: Booth, who: Person, id_: ActionId, after: int = 0) -> list[ReceivedIntent]:
    return [body.intent for body in booth.heard(who, IntentChanged, after) if body.intent.id == id_]


def trace(booth: Booth, id_: ActionId) -> tuple[Assignment, ...]:
    found: tuple[Assignment, ...] = booth.read(assignments.of_intent, id_, booth.account(booth.main).exhibitor_id)
    return found


def notices(booth: Booth, who: Person, id_: ActionId) -> list[str]:
    wanted = select(notice.c.code, notice.c.params).where(notice.c.principal_id == who.id).order_by(notice.c.id)
    rows = booth.read(lambda conn: conn.execute(wanted).all())
    return [row.code for row in rows if row.params.get("intent") == str(id_)]


def head(booth: Booth, number: ConversationId) -> Conversation:
    row = booth.read(lambda conn: conn.execute(select(conversation).where(conversation.c.id == number)).one())
    return conversations.head_of(row)


def said(booth: Booth, number: ConversationId, kind: str) -> list[Message]:
    return [one for one in booth.read(messages.page, number).messages if one.kind == kind]


def chat(booth: Booth, who: Person, id_: ActionId) -> ConversationId:
    number = booth.act(who, StartIntentChat(intent=id_)).conversation_id
    assert number is not None
    return number


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
