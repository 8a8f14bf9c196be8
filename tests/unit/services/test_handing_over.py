"""Handing over on a desk: to whom, with what, what waits for an answer, what came along."""

from datetime import timedelta
from typing import Any

import pytest

from tests.helpers.builders import (
    COLLEAGUE,
    EXHIBITOR,
    ME,
    NOON,
    make_account,
    make_answer,
    make_buyer,
    make_conversation,
    make_exhibit,
    make_message,
    make_page,
)
from tests.unit.services.conftest import ONE, THREE, TWO, Bench
from tests.unit.services.test_others import refused
from workstation.domain import events as ev
from workstation.domain.account import AccountKind, Presence
from workstation.domain.distribution import Distribution, Sharing
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, PrincipalId, new_action_id
from workstation.domain.routing import Options
from workstation.domain.team_actions import (
    AnswerTransfer,
    AssignConversation,
    SettleTransfer,
    TakeOver,
    TransferConversation,
    WithdrawTransfer,
)
from workstation.domain.transfer import Transfer, TransferState
from workstation.storage import drafts, outbox

BO, OUT = PrincipalId(3), PrincipalId(4)


@pytest.fixture
def team(bench: Bench) -> Bench:
    """Give the main account's desk: one is mine, one the colleague's, one waits in the queue; Out is disabled."""
    colleagues_ = make_conversation(2, rev=2, owner_id=COLLEAGUE)
    waiting = make_conversation(3, rev=2, owner_id=None, queued_at=NOON, exhibit_id=ExhibitId(1))
    rules = Distribution(
        id=EXHIBITOR,
        rev=1,
        messages=Sharing(options=Options(cap=1)),
        session_idle_s=60,
        session_idle_most_s=60,
    )
    bench.sync(
        make_page(1, [make_answer(1, 3, rev=2)]),
        make_page(2, conversation=colleagues_),
        make_page(3, conversation=waiting),
        accounts=(
            make_account(),
            make_account(COLLEAGUE),
            make_account(BO, permissions=frozenset()),
            make_account(OUT, enabled=False),
        ),
        exhibits=(make_exhibit(1),),
        distribution=rules,
    )
    bench.presences.link_is_up(True)
    return bench


def offer(**more: Any) -> Transfer:
    given: dict[str, Any] = {
        "id": new_action_id(),
        "rev": 1,
        "conversation_id": TWO,
        "from_id": COLLEAGUE,
        "by_id": COLLEAGUE,
        "to_id": ME,
        "state": TransferState.ASKED,
        "at": NOON,
        "answer_by": NOON + timedelta(minutes=2),
        "buyer_name": "Ana",
    }
    return Transfer(**(given | more))


async def test_receivers_with_presence_load_and_why_not(team: Bench) -> None:
    team.presences.moved(COLLEAGUE, Presence.BUSY)
    found = await team.transfers.receivers(ONE)
    assert [(r.account.id, r.problem, r.presence, r.live, r.waiting, r.full) for r in found] == [
        (COLLEAGUE, "", Presence.BUSY, 1, 1, True),
        (BO, "no_permission", Presence.OFFLINE, 0, 0, False),
        (OUT, "disabled", Presence.OFFLINE, 0, 0, False),
        (ME, "owner", Presence.OFFLINE, 1, 0, True),
    ]
    team.hear(ev.AccountChanged(account=make_account(ME, kind=AccountKind.SUB, rev=2)))
    assert {r.live for r in await team.transfers.receivers(ONE)} == {None}, "a sub-account asks the server"


async def test_who_speaks_the_buyers_language_comes_first_among_those_who_are_there(team: Bench) -> None:
    speaks = {BO: ("zh", "en"), OUT: ("zh", "es-MX"), COLLEAGUE: ("es",)}
    for id_, languages in speaks.items():
        team.hear(ev.AccountChanged(account=make_account(id_, rev=2, languages=languages)))
    for id_ in (BO, OUT):
        team.presences.moved(id_, Presence.ONLINE)
    # The buyer speaks Spanish, then English; the colleague who is full comes after those who aren't.
    team.presences.moved(COLLEAGUE, Presence.BUSY)
    assert [one.account.id for one in await team.transfers.receivers(ONE)] == [OUT, BO, COLLEAGUE, ME]
    assert [one.account.id for one in await team.transfers.receivers()][:2] == [BO, OUT], "of no buyer: by name"


async def test_a_transfer_carries_what_it_is_given_and_who_had_it(team: Bench) -> None:
    made = await team.transfers.transfer(ONE, COLLEAGUE, reason="on leave", note="3 % promised", draft="Dear Ana,")
    (sent,) = team.outbox()
    assert sent.id == made
    assert sent.action == TransferConversation(
        conversation=ONE, to_id=COLLEAGUE, reason="on leave", note="3 % promised", draft="Dear Ana,", from_id=ME
    )


@pytest.mark.parametrize(
    ("to_id", "code"),
    [(ME, "transfer_to_owner"), (BO, "transfer_impossible"), (OUT, "transfer_impossible"), (99, "not_found")],
)
async def test_transfers_that_can_t_be_are_refused_here(team: Bench, to_id: Any, code: str) -> None:
    assert await refused(team.transfers.transfer(ONE, to_id)) == code
    assert await refused(team.transfers.transfer(ONE, COLLEAGUE, reason="x" * 1001)) == "text_too_long"
    assert await refused(team.transfers.transfer(ONE, COLLEAGUE, note="x" * 10_001)) == "text_too_long"
    assert await refused(team.transfers.transfer(ConversationId(77), COLLEAGUE)) == "not_found"
    assert team.outbox() == []


async def test_a_sub_account_hands_over_its_own_only(team: Bench) -> None:
    team.hear(ev.AccountChanged(account=make_account(ME, kind=AccountKind.SUB, rev=2)))
    assert await refused(team.transfers.transfer(TWO, ME)) == "not_allowed"
    assert await refused(team.transfers.assign([THREE], COLLEAGUE)) == "not_allowed"
    assert await refused(team.transfers.take_over(TWO)) == "not_allowed"
    await team.transfers.transfer(ONE, COLLEAGUE)


async def test_the_queue_and_assigning_one_or_many(team: Bench) -> None:
    (row,) = await team.transfers.queue()
    assert (row.row.id, row.queued_at, row.exhibit and row.exhibit.number) == (THREE, NOON, "LX-001")
    given = await team.transfers.assign([THREE, ONE, TWO, THREE], COLLEAGUE, note="please")
    assert [(one.conversation, one.from_id) for one in given] == [(THREE, None), (ONE, ME)]
    assert [one.action for one in team.outbox()] == [
        AssignConversation(conversation=THREE, to_id=COLLEAGUE, note="please"),
        AssignConversation(conversation=ONE, to_id=COLLEAGUE, note="please", from_id=ME),
    ]
    await team.transfers.give_back(given)
    assert [one.action for one in team.outbox()][2:] == [
        AssignConversation(conversation=THREE, to_id=None, from_id=COLLEAGUE),
        AssignConversation(conversation=ONE, to_id=ME, from_id=COLLEAGUE),
    ]
    team.hear(ev.ConversationChanged(conversation=make_conversation(3, rev=3, owner_id=COLLEAGUE)))
    assert await team.transfers.queue() == []
    assert await refused(team.transfers.assign([ONE, ActionId(new_action_id())], COLLEAGUE)) == "not_allowed"


async def test_taking_over(team: Bench) -> None:
    await team.transfers.take_over(TWO)
    assert team.outbox()[0].action == TakeOver(conversation=TWO)


async def test_the_note_begins_with_the_last_lines(team: Bench) -> None:
    team.hear(
        ev.BuyerChanged(buyer=make_buyer(101, rev=2, name="Ana")),
        make_message(1, 4, text="How much\nfor 500?"),
        make_answer(1, 5, text="x" * 300),
        make_answer(1, 6, text="", recalled=True),
        make_answer(1, 7, text="I am away", automatic=True),
    )
    lines = (await team.transfers.prefill(ONE)).splitlines()
    assert lines[1:4] == ["Ana: message 2 of 1", "李1: message 3 of 1", "Ana: How much for 500?"]
    assert lines[4:] == [f"李1: {'x' * 200}…"]
    assert await team.transfers.prefill(new_action_id()) == ""


async def test_offers_and_what_i_am_in_them(team: Bench) -> None:
    received, given = offer(), offer(conversation_id=ONE, from_id=ME, by_id=ME, to_id=COLLEAGUE)
    watched = offer(conversation_id=THREE, to_id=BO)
    team.hear(*(ev.TransferChanged(transfer=one) for one in (received, given, watched)))
    assert team.changes[-1].transfers
    found = await team.offers.every()
    assert [(one.role, one.to and one.to.id) for one in found] == [
        ("receiver", ME),
        ("giver", COLLEAGUE),
        ("watcher", BO),
    ]
    about = await team.offers.about(ONE)
    assert about is not None
    assert about.transfer == given
    assert await team.offers.about(new_action_id()) is None


async def test_an_answer_shows_at_once(team: Bench) -> None:
    mine = offer()
    team.hear(ev.TransferChanged(transfer=mine))
    assert await refused(team.offers.withdraw(mine.id)) == "not_allowed"
    await team.offers.answer(mine.id, False, "no Spanish")
    assert team.outbox()[0].action == AnswerTransfer(transfer=mine.id, accept=False, words="no Spanish")
    assert await team.offers.every() == []
    assert await refused(team.offers.answer(mine.id, True)) == "not_found"
    team.local(outbox.refuse, team.outbox()[0].id, "transfer_over")
    assert len(await team.offers.every()) == 1


async def test_withdrawing_and_what_comes_back(team: Bench) -> None:
    mine = offer(conversation_id=ONE, from_id=ME, by_id=ME, to_id=COLLEAGUE, draft="Dear Ana,")
    team.hear(ev.TransferChanged(transfer=mine))
    await team.offers.withdraw(mine.id)
    assert team.outbox()[0].action == WithdrawTransfer(transfer=mine.id)
    back = offer(id=mine.id, rev=2, from_id=ME, by_id=ME, to_id=COLLEAGUE, state=TransferState.DECLINED, words="no")
    team.hear(ev.TransferChanged(transfer=back))
    team.local(outbox.settle, [team.outbox()[0].id])
    (told,) = await team.offers.every()
    assert (told.transfer.state, told.transfer.words) == ("declined", "no")
    assert await refused(team.offers.withdraw(mine.id)) == "transfer_over"
    await team.offers.settle(mine.id)
    assert await team.offers.every() == []
    gone = offer(id=mine.id, rev=3, state=TransferState.DECLINED, over=True)
    team.hear(ev.TransferChanged(transfer=gone), ev.TransferChanged(transfer=mine))
    team.local(outbox.settle, [team.outbox()[0].id])
    assert [one.transfer.rev for one in await team.offers.every()] == [1], "the log never goes back"


async def test_the_text_that_came_along_becomes_my_draft(team: Bench) -> None:
    mine = offer(state=TransferState.DONE, draft="Dear Ana,")
    team.hear(ev.TransferChanged(transfer=mine))
    assert await team.offers.take_draft(mine.id) == "Dear Ana,"
    assert team.outbox()[0].action == SettleTransfer(transfer=mine.id)
    assert await refused(team.offers.take_draft(mine.id)) == "not_found"
    assert await team.offers.every() == []
    other = offer(state=TransferState.DONE, draft="PS")
    team.hear(ev.TransferChanged(transfer=other))
    assert await team.offers.take_draft(other.id) == "Dear Ana,\nPS", "after what I have there"
    assert team.store.read_local_blocking(drafts.load, TWO) == "Dear Ana,\nPS"
    aside = offer(state=TransferState.DONE, draft="no")
    team.hear(ev.TransferChanged(transfer=aside))
    await team.offers.settle(aside.id)
    assert team.store.read_local_blocking(drafts.load, TWO) == "Dear Ana,\nPS"
