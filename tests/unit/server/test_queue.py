"""Buyers who wait: nobody is passed over, nobody waits while somebody is free, a live session keeps its owner."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, event

from tests.helpers.postgres import Cluster
from tests.helpers.team_bench import FAIR, LIMITS, TeamBench, team_bench
from workstation.domain.account import Permission, Presence
from workstation.domain.account_actions import SetAccountEnabled
from workstation.domain.actions import ActionRequest, CloseSession, SendMessage, SetStatus
from workstation.domain.audit import AuditFilter, Deed
from workstation.domain.distribution import Association, Cause, Work
from workstation.domain.events import (
    Assigned,
    AssociationsChanged,
    ConversationChanged,
    DistributionChanged,
    MessageChanged,
)
from workstation.domain.ids import ExhibitId, PrincipalId, SectionId, new_action_id
from workstation.domain.routing import Mode, Options
from workstation.domain.team_actions import AssignConversation, SetAssociations, SetDistribution, SetTeamRules, TakeOver
from workstation.server import fairfile, waiting
from workstation.server.actions import perform
from workstation.server.caller import load
from workstation.server.config import Limits
from workstation.server.database import Database
from workstation.server.fairimport import FairImport
from workstation.server.migrate import migrate
from workstation.server.queries import audit, conversations, exhibits
from workstation.server.writer import Tx

RECEIVE = Permission.RECEIVE_MESSAGES


@pytest.fixture
def prepared() -> str:
    return "fair"


@pytest.fixture
def bench(database: Database) -> Iterator[TeamBench]:
    with team_bench(database) as made:
        yield made


def lines(bench: TeamBench, who: Any) -> list[str]:
    """Return the codes of the system lines that somebody was told."""
    found = [body.message.system for body in bench.log(who) if isinstance(body, MessageChanged)]
    return [line.code for line in found if line is not None]


def test_the_oldest_waiting_is_assigned_first_when_somebody_comes(bench: TeamBench) -> None:
    bench.options(only_online=True, queue=True)
    waiting = []
    for minute in range(3):
        bench.turn(minutes=minute)
        waiting.append(bench.ask("N-1"))
    assert [bench.owner(one) for one in waiting] == ["", "", ""]
    heads = [bench.head(one) for one in waiting]
    assert [head.queued_at for head in heads] == sorted(head.queued_at for head in heads if head.queued_at)
    bench.comes("north.ann")
    assert [bench.owner(one) for one in waiting] == ["north.ann"] * 3
    given = [body.page.conversation.id for body in bench.log("north.ann") if isinstance(body, Assigned)]
    assert given == waiting, "the longest waiting first"
    decisions = bench.trace(waiting[0])
    assert [(one.cause, one.rule) for one in decisions] == [(Cause.QUEUE, "exhibit"), (Cause.BUYER, "queue")]
    assert bench.head(waiting[0]).queued_at is None


def test_a_cap_holds_and_the_end_of_a_session_serves_the_next(bench: TeamBench) -> None:
    bench.options(cap=2, queue=True)
    asked = [bench.ask("N-1") for _ in range(5)]
    assert [bench.owner(one) for one in asked] == ["north.ann", "north.ann", "", "", ""]
    bench.act("north.ann", CloseSession(conversation=asked[0]))
    assert [bench.owner(one) for one in asked[1:]] == ["north.ann", "north.ann", "", ""]
    ann, bo = bench.ids["north.ann"], bench.ids["north.bo"]
    bench.act("north", AssignConversation(conversation=asked[1], to_id=bo, from_id=ann))
    assert [bench.owner(one) for one in asked[1:]] == ["north.bo", "north.ann", "north.ann", ""]
    assert bench.turn(minutes=61)
    assert [bench.head(one).live for one in asked] == [False, False, False, False, True]
    assert bench.owner(asked[4]) == "north.ann", "sessions that fall idle make room as well"


def test_whoever_waited_longest_is_not_passed_by_a_newcomer(bench: TeamBench) -> None:
    bench.options(cap=1, queue=True)
    first, second = bench.ask("N-1"), bench.ask("N-1")
    bench.act("north.ann", CloseSession(conversation=first))
    third = bench.ask("N-1")
    assert [bench.owner(one) for one in (second, third)] == ["north.ann", ""]


def test_don_t_disturb_keeps_one_s_own_and_gets_nobody_new(bench: TeamBench) -> None:
    buyer = bench.buyer()
    mine = bench.ask("N-1", buyer_id=buyer)
    bench.options(queue=True)
    bench.act("north.ann", SetStatus(status=Presence.DND))
    bench.act(buyer, SendMessage(conversation=mine, text="Are you there?"))
    assert bench.owner(mine) == "north.ann"
    new = bench.ask("N-1")
    assert bench.owner(new) == ""
    assert [step.rule for step in bench.trace(new)[0].trace] == ["exhibit", "accepting"]
    bench.act("north.ann", SetStatus(status=Presence.ONLINE))
    assert bench.owner(new) == "north.ann"


def test_without_a_queue_the_main_account_gets_whom_nobody_may_be_given(bench: TeamBench) -> None:
    bench.act("north.ann", SetStatus(status=Presence.DND))
    assert bench.owner(bench.ask("N-1")) == "north"


@pytest.mark.parametrize("cause", ["permission", "enabled", "association", "options", "manual"])
def test_who_waits_is_served_whatever_frees_somebody(bench: TeamBench, cause: str) -> None:
    bench.options(queue=True, cap=1)
    bench.ask("N-1")
    waits = bench.ask("N-1")
    assert bench.owner(waits) == ""
    ann, bo, cai = (bench.ids[login] for login in ("north.ann", "north.bo", "north.cai"))
    expected = "north.bo"
    if cause in ("permission", "enabled"):
        other = Association(exhibit_id=bench.exhibits["N-1"], account_ids=(ann, cai))
        bench.act("north", SetAssociations(associations=(other,)))
        if cause == "enabled":
            bench.permit("north.cai", RECEIVE, enabled=False)
        assert bench.owner(waits) == ""
        bench.permit("north.cai", RECEIVE)
        expected = "north.cai"
    elif cause == "association":
        both = Association(exhibit_id=bench.exhibits["N-1"], account_ids=(ann, bo))
        bench.act("north", SetAssociations(associations=(both,)))
    elif cause == "options":
        bench.options(queue=True, cap=1, emergency_id=bo)
    else:
        bench.act("north", SetDistribution(work=Work.MESSAGES, mode=Mode.MANUAL))
        expected = "north"
    assert bench.owner(waits) == expected
    assert bench.trace(waits)[0].cause is Cause.QUEUE


def test_the_buyer_is_told_of_the_wait_and_of_its_end(bench: TeamBench) -> None:
    bench.options(only_online=True, queue=True)
    buyer = bench.buyer()
    bench.ask("N-1", buyer_id=buyer)
    bench.comes("north.ann")
    assert lines(bench, buyer) == ["queued", "assigned"]


@pytest.mark.parametrize("how", ["permission", "disabled"])
def test_buyers_of_a_lost_owner_are_distributed_anew(bench: TeamBench, how: str) -> None:
    live, closed = bench.ask("N-1"), bench.ask("N-1")
    bench.act("north.ann", CloseSession(conversation=closed))
    bench.permit("north.ann", *(() if how == "permission" else (RECEIVE,)), enabled=how == "permission")
    assert bench.owner(live) == "north"
    found = bench.trace(live)[0]
    assert (found.cause, found.rule, found.from_id) == (Cause.OWNER_LOST, "main_account", bench.ids["north.ann"])
    assert [step.rule for step in found.trace] == ["live_session", "exhibit", "section"]
    assert bench.owner(closed) == "north", "one whose session has ended goes to the main account"
    assert bench.trace(closed)[0].cause is Cause.OWNER_LOST
    bench.options(back_to_last_owner=True)
    buyer = bench.head(closed).buyer_id
    assert buyer is not None
    bench.act(buyer, SendMessage(conversation=closed, text="back again"))
    assert bench.owner(closed) == "north"


def test_the_main_account_that_answers_a_waiting_buyer_has_taken_him(bench: TeamBench) -> None:
    bench.options(only_online=True, queue=True)
    waits = bench.ask("N-1")
    bench.act("north", SendMessage(conversation=waits, text="Good morning"))
    assert bench.owner(waits) == "north"
    assert bench.head(waits).queued_at is None
    found = bench.trace(waits)[0]
    assert (found.cause, found.by_id) == (Cause.TAKE_OVER, bench.ids["north"])
    bench.comes("north.ann")
    assert bench.owner(waits) == "north"


def test_a_job_looks_again_after_those_who_wait(bench: TeamBench) -> None:
    bench.options(only_online=True, queue=True)
    waits = bench.ask("N-1")
    key = f"serve_waiting:{bench.north}"
    assert bench.turn(seconds=16) == 1
    assert bench.planned()[key] > bench.clock.at
    bench.act("north", TakeOver(conversation=waits))
    assert bench.turn(seconds=16) == 1
    assert key not in bench.planned()


def test_rules_work_at_once_and_everybody_of_the_exhibitor_hears(bench: TeamBench) -> None:
    before = {login: bench.seq(login) for login in ("north", "north.ann", "south")}
    bench.act("north", SetDistribution(work=Work.MESSAGES, mode=Mode.MANUAL))
    assert bench.owner(bench.ask("N-1")) == "north"
    bench.act("north", SetDistribution(work=Work.INTENTS, options=Options(cap=3)))
    bench.act("north", SetDistribution(work=Work.MESSAGES, mode=Mode.AUTOMATIC))
    assert bench.owner(bench.ask("N-1")) == "north.ann"
    told = [
        body.distribution
        for body in bench.log("north.ann", before["north.ann"])
        if isinstance(body, DistributionChanged)
    ]
    assert [(one.messages.mode, one.intents.options.cap) for one in told] == [
        (Mode.MANUAL, None),
        (Mode.MANUAL, 3),
        (Mode.AUTOMATIC, 3),
    ]
    assert [one.rev for one in told] == [2, 3, 4]
    assert bench.log("south", before["south"]) == []


def test_the_log_says_what_is_another_rule_now(bench: TeamBench) -> None:
    ann, lamp = bench.ids["north.ann"], bench.exhibits["N-1"]
    section = next(one for one in bench.read(_associations, bench.north) if one.section_id is not None)
    for options in (Options(cap=2, queue=True, emergency_id=ann), Options(only_online=True), Options(only_online=True)):
        bench.act("north", SetDistribution(work=Work.MESSAGES, mode=Mode.AUTOMATIC, options=options))
    bench.act("north", SetDistribution(work=Work.INTENTS, mode=Mode.MANUAL))
    bench.act("north", SetTeamRules(ask_first=True, answer_s=120, session_idle_s=0))
    wanted = (Association(exhibit_id=lamp), replace(section, account_ids=(ann,)))
    bench.act("north", SetAssociations(associations=wanted))
    codes = (Deed.DISTRIBUTION_CHANGED, Deed.ASSOCIATIONS_CHANGED)
    found = bench.read(audit.page, bench.north, AuditFilter(codes=codes), None, 50).entries
    assert [one.params for one in reversed(found)] == [
        {"what": "messages", "cap": 2, "queue": "on", "emergency_id": ann},
        {"what": "messages", "cap": 0, "queue": "off", "emergency_id": 0, "only_online": "on"},
        {"what": "intents", "mode": "manual"},
        {"what": "rules", "ask_first": "on"},
        {"served": f"N-1 = ; {bench.read(_code, section.section_id)} = {ann}"},
    ]


def _code(conn: Connection, section_id: SectionId) -> str:
    return next(one.code for one in exhibits.sections(conn) if one.id == section_id)


def test_associations_of_several_at_once(bench: TeamBench) -> None:
    before = bench.seq("north.bo")
    bo, lamp, bulb = bench.ids["north.bo"], bench.exhibits["N-1"], bench.exhibits["N-3"]
    section = next(one.section_id for one in bench.read(_associations, bench.north) if one.section_id is not None)
    wanted = (
        Association(exhibit_id=lamp, account_ids=(bo,)),
        Association(exhibit_id=bulb, account_ids=(bo, bo)),
        Association(section_id=section),
    )
    bench.act("north", SetAssociations(associations=wanted))
    assert [bench.owner(bench.ask(number)) for number in ("N-1", "N-3", "N-2")] == ["north.bo", "north.bo", "north"]
    (told,) = [body for body in bench.log("north.bo", before) if isinstance(body, AssociationsChanged)]
    assert [(one.target[0], one.account_ids, one.rev) for one in told.associations] == [
        ("exhibit", (bo,), 2),
        ("exhibit", (bo,), 2),
        ("section", (), 2),
    ]
    assert bench.owner(bench.ask("N-1")) == "north.bo"


def _associations(conn: Any, exhibitor_id: Any) -> Any:
    from workstation.server.queries import rules

    return rules.associations(conn, exhibitor_id, rules.distribution(conn, exhibitor_id, Limits()).rev)


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (SetAssociations(associations=()), "invalid_request"),
        (SetAssociations(associations=(Association(account_ids=()),)), "invalid_request"),
        (
            SetAssociations(associations=(Association(exhibit_id=ExhibitId(1), section_id=SectionId(1)),)),
            "invalid_request",
        ),
        (SetAssociations(associations=(Association(exhibit_id=ExhibitId(10**9)),)), "not_found"),
        (SetAssociations(associations=(Association(section_id=SectionId(10**9)),)), "not_found"),
        (SetDistribution(work=Work.MESSAGES, options=Options(cap=0)), "distribution_invalid"),
        (SetDistribution(work=Work.MESSAGES, options=Options(emergency_id=PrincipalId(10**9))), "not_found"),
        (SetTeamRules(answer_s=1), "distribution_invalid"),
        (SetTeamRules(session_idle_s=5), "distribution_invalid"),
        (SetTeamRules(session_idle_s=10**6), "distribution_invalid"),
    ],
)
def test_rules_that_can_t_be(bench: TeamBench, action: Any, code: str) -> None:
    assert bench.refused("north", action)[0] == code
    assert bench.refused("north.ann", action)[0] == "not_allowed"
    assert bench.rules().rev == 1


def test_a_rule_for_an_exhibit_that_is_gone(bench: TeamBench) -> None:
    """It is unlisted: nobody asks about it any more, and what was said of it stays."""
    gone = Association(exhibit_id=bench.exhibits["N-4"], account_ids=(bench.ids["north.bo"],))
    bench.act("north", SetAssociations(associations=(gone,)))
    assert bench.rules().rev == 2


def test_after_the_organiser_s_deadline_modes_are_fixed(bench: TeamBench) -> None:
    from datetime import timedelta

    from workstation.server.schema import fair

    deadline = bench.clock.at + timedelta(hours=1)
    bench.do(lambda tx: tx.conn.execute(fair.update().values(distribution_deadline_at=deadline)))
    manual = SetDistribution(work=Work.MESSAGES, mode=Mode.MANUAL)
    bench.act("north", manual)
    assert bench.rules().fixed_at == deadline
    bench.clock.at = deadline
    back = SetDistribution(work=Work.MESSAGES, mode=Mode.AUTOMATIC)
    assert bench.refused("north", back) == ("distribution_fixed", {"at": deadline.isoformat()})
    bench.act("north", manual)
    bench.options(cap=5)
    assert bench.rules().messages.options.cap == 5
    assert bench.rules().messages.mode is Mode.MANUAL


def test_the_exhibitor_may_shorten_the_idle_time(bench: TeamBench) -> None:
    asked = bench.ask("N-1")
    bench.turn(minutes=20)
    assert bench.head(asked).live
    bench.act("north", SetTeamRules(session_idle_s=900))
    bench.turn()
    assert not bench.head(asked).live, "it was silent for longer than that already"
    assert bench.rules().session_idle_s == 900
    bench.act("north", SetTeamRules(session_idle_s=0))
    assert bench.rules().session_idle_s == bench.rules().session_idle_most_s == 3600
    changed = [body for body in bench.log("north.ann") if isinstance(body, ConversationChanged)]
    assert not changed[-1].conversation.live


def test_the_organiser_s_file_brings_deadline_idle_time_and_associations(bench: TeamBench) -> None:
    known = fairfile.read(FAIR)
    before = bench.seq("north.ann")
    bench.do(FairImport(known, FAIR.parent).run)
    assert bench.log("north.ann", before) == [], "twice changes nothing"
    north, *others = known.exhibitors
    new = replace(north.exhibits[0], key="n-new", number="N-9", accounts=("north-bo", "north-ann"))
    times = replace(
        known.fair, distribution_deadline=datetime.fromisoformat("2026-04-20T09:00"), session_idle_hours=0.5
    )
    changed = replace(known, fair=times, exhibitors=(replace(north, exhibits=(*north.exhibits, new)), *others))
    bench.do(FairImport(changed, FAIR.parent).run)
    rules = bench.rules()
    assert rules.fixed_at == datetime(2026, 4, 20, 1, tzinfo=UTC), "a time without a zone is the fair's"
    assert (rules.session_idle_s, rules.session_idle_most_s) == (1800, 1800)
    told = bench.log("north.ann", before)
    assert [body.distribution.fixed_at for body in told if isinstance(body, DistributionChanged)] == [rules.fixed_at]
    (associated,) = [body.associations for body in told if isinstance(body, AssociationsChanged)]
    assert [one.account_ids for one in associated] == [tuple(sorted((bench.ids["north.ann"], bench.ids["north.bo"])))]


@pytest.mark.requires("postgresql")
def test_whoever_is_disabled_on_another_replica_is_given_no_buyer_meanwhile(postgres: Cluster) -> None:
    """What is being committed there has handed on all that the account had: nothing may come after that."""
    with postgres.database() as url:
        here, there = Database(url), Database(url)
        migrate(here)
        try:
            with team_bench(here) as bench, ThreadPoolExecutor(1) as pool:
                ann, main, buyer = bench.ids["north.ann"], bench.token(bench.ids["north"]), bench.buyer()
                disable = ActionRequest(id=new_action_id(), action=SetAccountEnabled(account_id=ann, enabled=False))
                with there.writer.begin() as conn:
                    perform(Tx(conn, bench.clock.now()), main, disable, LIMITS, lambda _n: 0)
                    asking = pool.submit(bench.ask, "N-1", buyer_id=buyer)
                    with suppress(TimeoutError):
                        asking.result(1)  # it would be through by then, did it not wait
                assert bench.owner(asking.result(30)) == "north"
        finally:
            here.close()
            there.close()


def test_what_a_change_costs_does_not_grow_with_those_who_wait(bench: TeamBench) -> None:
    """Nobody is free: one look at each exhibit says so, however many ask about it."""
    bench.options(cap=1, queue=True)
    bench.ask("N-1")

    def cost() -> int:
        statements: list[str] = []

        def count(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            statements.append(statement)

        event.listen(bench.database.writer, "before_cursor_execute", count)
        try:
            bench.act("north.bo", SetStatus(status=Presence.ONLINE))
        finally:
            event.remove(bench.database.writer, "before_cursor_execute", count)
        return len(statements)

    bench.ask("N-1")
    few = cost()
    many = [bench.ask("N-1") for _ in range(8)]
    assert cost() <= few + 2
    assert {bench.owner(one) for one in many} == {""}


def test_an_exhibit_nobody_is_free_for_holds_up_no_other(bench: TeamBench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest wait for one who is off-line; whoever asks about something else is served at once, in order."""
    bench.options(only_online=True, queue=True)
    monkeypatch.setattr(waiting, "AT_ONCE", 2)
    for_ann = [bench.ask("N-1") for _ in range(5)]
    for_bo = [bench.ask("N-2") for _ in range(2)]
    bench.comes("north.bo")
    assert [bench.owner(one) for one in for_bo] == ["north.bo"] * 2
    assert {bench.owner(one) for one in for_ann} == {""}
    bench.comes("north.ann")
    given = [body.page.conversation.id for body in bench.log("north.ann") if isinstance(body, Assigned)]
    assert given == for_ann, "all of them, the longest waiting first"


@pytest.mark.parametrize("how", ["permission", "disabled"])
def test_who_comes_back_still_has_what_they_said_before(bench: TeamBench, how: str) -> None:
    """Conversations that had ended, too: up to where they had them."""
    live, ended = bench.ask("N-1"), bench.ask("N-1")
    bench.act("north.ann", SendMessage(conversation=ended, text="Two euro"))
    bench.act("north.ann", CloseSession(conversation=ended))
    upto = {one: bench.head(one).last_n for one in (live, ended)}
    bench.permit("north.ann", *(() if how == "permission" else (RECEIVE,)), enabled=how == "permission")
    buyer = bench.head(ended).buyer_id
    assert buyer is not None
    bench.act(buyer, SendMessage(conversation=ended, text="Not for Ann"))
    bench.permit("north.ann", RECEIVE)

    def find(conn: Any) -> dict[int, int | None]:
        caller = load(conn, bench.token(bench.ids["north.ann"]), bench.clock.at)
        rows = conversations.newest_first(conn, caller, 10)
        return {one.conversation.id: one.readable_to_n for one, _at in rows}

    assert bench.read(find) == upto
