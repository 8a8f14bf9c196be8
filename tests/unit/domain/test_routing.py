"""The rules of distribution, against a table of cases and by properties."""

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.ids import PrincipalId
from workstation.domain.routing import Candidate, Decision, Facts, Mode, Options, Rule, decide

MAIN, ANN, BO, CAI, DI = (PrincipalId(number) for number in range(1, 6))


def facts(*, receive: str = "12345", online: str = "12345", loads: str = "00000", dnd: str = "", **more: Any) -> Facts:
    """Return facts about five accounts: who may receive, is on-line, isn't to be disturbed; how many chats each has."""
    return Facts(
        main_id=MAIN,
        candidates={
            PrincipalId(number): Candidate(
                id=PrincipalId(number),
                may_receive=str(number) in receive,
                online=str(number) in online,
                load=int(loads[number - 1]),
                accepts_new=str(number) not in dnd,
            )
            for number in range(1, 6)
        },
        **more,
    )


def first(_count: int) -> int:
    return 0


AUTO, MANUAL = Mode.AUTOMATIC, Mode.MANUAL
ALL: dict[str, Any] = {"exhibit_ids": (ANN, BO), "section_ids": (CAI,)}

CASES: list[tuple[str, Mode, Options, Facts, PrincipalId | None, Rule]] = [
    ("manual goes to main", MANUAL, Options(), facts(**ALL), MAIN, Rule.MANUAL),
    ("manual keeps a live owner", MANUAL, Options(), facts(live_owner_id=BO), BO, Rule.LIVE_SESSION),
    ("automatic keeps a live owner", AUTO, Options(), facts(live_owner_id=DI, **ALL), DI, Rule.LIVE_SESSION),
    (
        "a live owner without the right",
        AUTO,
        Options(),
        facts(receive="123", live_owner_id=DI, **ALL),
        ANN,
        Rule.EXHIBIT,
    ),
    (
        "a live owner is kept off-line",
        AUTO,
        Options(only_online=True),
        facts(online="", live_owner_id=DI),
        DI,
        Rule.LIVE_SESSION,
    ),
    ("exhibit before section", AUTO, Options(), facts(**ALL), ANN, Rule.EXHIBIT),
    ("section when no exhibit account", AUTO, Options(), facts(section_ids=(CAI,)), CAI, Rule.SECTION),
    (
        "section when none there may receive",
        AUTO,
        Options(),
        facts(receive="15", exhibit_ids=(ANN, BO), section_ids=(CAI, DI)),
        DI,
        Rule.SECTION,
    ),
    ("main when nobody is associated", AUTO, Options(), facts(), MAIN, Rule.MAIN_ACCOUNT),
    ("main when nobody may receive", AUTO, Options(), facts(receive="1", **ALL), MAIN, Rule.MAIN_ACCOUNT),
    (
        "an unknown account is no candidate",
        AUTO,
        Options(),
        facts(exhibit_ids=(PrincipalId(99),)),
        MAIN,
        Rule.MAIN_ACCOUNT,
    ),
    ("off-line counts by default", AUTO, Options(), facts(online="", **ALL), ANN, Rule.EXHIBIT),
    ("only those on-line", AUTO, Options(only_online=True), facts(online="3", **ALL), BO, Rule.EXHIBIT),
    ("only those below their cap", AUTO, Options(cap=2), facts(loads="02100", **ALL), BO, Rule.EXHIBIT),
    (
        "on-line, then cap",
        AUTO,
        Options(only_online=True, cap=1),
        facts(online="2", loads="01000", **ALL),
        MAIN,
        Rule.MAIN_ACCOUNT,
    ),
    (
        "options don't fall back to the section",
        AUTO,
        Options(only_online=True),
        facts(online="4", **ALL),
        MAIN,
        Rule.MAIN_ACCOUNT,
    ),
    (
        "emergency account",
        AUTO,
        Options(only_online=True, emergency_id=DI, queue=True),
        facts(online="", **ALL),
        DI,
        Rule.EMERGENCY,
    ),
    (
        "emergency without the right",
        AUTO,
        Options(only_online=True, emergency_id=DI),
        facts(receive="1234", online="", **ALL),
        MAIN,
        Rule.MAIN_ACCOUNT,
    ),
    ("queue", AUTO, Options(only_online=True, queue=True), facts(online="", **ALL), None, Rule.QUEUE),
    ("no queue when nobody is associated", AUTO, Options(queue=True), facts(), MAIN, Rule.MAIN_ACCOUNT),
    (
        "back to the last owner",
        AUTO,
        Options(back_to_last_owner=True),
        facts(last_owner_id=DI, **ALL),
        DI,
        Rule.LAST_OWNER,
    ),
    ("not back by default", AUTO, Options(), facts(last_owner_id=DI, **ALL), ANN, Rule.EXHIBIT),
    (
        "not back to one who is full",
        AUTO,
        Options(back_to_last_owner=True, cap=1),
        facts(loads="00001", last_owner_id=DI, **ALL),
        ANN,
        Rule.EXHIBIT,
    ),
    ("don't disturb: no new buyers", AUTO, Options(), facts(dnd="2", **ALL), BO, Rule.EXHIBIT),
    ("don't disturb: mine stay", AUTO, Options(), facts(dnd="2", live_owner_id=ANN, **ALL), ANN, Rule.LIVE_SESSION),
    ("don't disturb: no fall back to the section", AUTO, Options(), facts(dnd="23", **ALL), MAIN, Rule.MAIN_ACCOUNT),
    ("don't disturb: one waits", AUTO, Options(queue=True), facts(dnd="23", **ALL), None, Rule.QUEUE),
    (
        "don't disturb: not in an emergency",
        AUTO,
        Options(emergency_id=DI, queue=True),
        facts(dnd="235", **ALL),
        None,
        Rule.QUEUE,
    ),
    (
        "don't disturb: not back to the last owner",
        AUTO,
        Options(back_to_last_owner=True),
        facts(dnd="5", last_owner_id=DI, **ALL),
        ANN,
        Rule.EXHIBIT,
    ),
    ("the main account has nobody to send them to", MANUAL, Options(), facts(dnd="1"), MAIN, Rule.MANUAL),
    ("not back in manual mode", MANUAL, Options(back_to_last_owner=True), facts(last_owner_id=DI), MAIN, Rule.MANUAL),
]


@pytest.mark.parametrize(
    ("mode", "options", "known", "owner_id", "rule"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_case(mode: Mode, options: Options, known: Facts, owner_id: PrincipalId | None, rule: Rule) -> None:
    made = decide(mode, options, known, first)
    assert (made.owner_id, made.rule) == (owner_id, rule)


def test_chance_is_fair_and_only_among_the_associated() -> None:
    rng = random.Random(3)
    known = facts(receive="1345", exhibit_ids=(ANN, BO, CAI, DI))
    found = Counter(decide(AUTO, Options(), known, rng.randrange).owner_id for _ in range(3000))
    assert set(found) == {BO, CAI, DI}
    assert all(900 < count < 1100 for count in found.values())


def test_the_trace_tells_each_step() -> None:
    known = facts(receive="1345", online="5", exhibit_ids=(ANN,), section_ids=(CAI, DI))
    made = decide(AUTO, Options(only_online=True), known, first)
    assert [(step.rule, step.before, step.left) for step in made.trace] == [
        ("exhibit", (ANN,), ()),
        ("section", (CAI, DI), (CAI, DI)),
        ("only_online", (CAI, DI), (DI,)),
    ]
    made = decide(AUTO, Options(cap=3), facts(dnd="4", section_ids=(CAI, DI)), first)
    assert [step.rule for step in made.trace] == ["exhibit", "section", "accepting", "below_cap"]


ids = st.lists(st.sampled_from([MAIN, ANN, BO, CAI, DI]), max_size=5).map(tuple)
somebody = st.none() | st.sampled_from([MAIN, ANN, BO, CAI, DI])
subsets = st.lists(st.sampled_from("12345"), unique=True).map("".join)


@given(
    mode=st.sampled_from(list(Mode)),
    options=st.builds(
        Options,
        back_to_last_owner=st.booleans(),
        only_online=st.booleans(),
        cap=st.none() | st.integers(0, 3),
        emergency_id=somebody,
        queue=st.booleans(),
    ),
    receive=subsets,
    online=subsets,
    loads=st.text("0123", min_size=5, max_size=5),
    exhibit_ids=ids,
    section_ids=ids,
    live=somebody,
    last=somebody,
    seed=st.integers(),
)
def test_whoever_gets_a_buyer_may_receive_him(
    mode: Mode, options: Options, receive: str, online: str, loads: str, exhibit_ids: Any, section_ids: Any,
    live: PrincipalId | None, last: PrincipalId | None, seed: int,
) -> None:  # fmt: skip
    known = facts(
        receive=receive, online=online, loads=loads, exhibit_ids=exhibit_ids, section_ids=section_ids,
        live_owner_id=live, last_owner_id=last,
    )  # fmt: skip
    made: Decision = decide(mode, options, known, random.Random(seed).randrange)
    if made.owner_id is None:
        assert options.queue
    elif made.owner_id != MAIN:
        assert str(made.owner_id) in receive
        if made.rule in (Rule.EXHIBIT, Rule.SECTION, Rule.LAST_OWNER):
            assert not options.only_online or str(made.owner_id) in online
            assert options.cap is None or known.candidates[made.owner_id].load < options.cap
