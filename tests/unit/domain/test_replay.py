"""What other rules would have done: decided on the facts of then, and different only where the rules make it so."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import at
from workstation.domain.distribution import Assignment, Cause, WhatIfTotal
from workstation.domain.ids import ConversationId, ExhibitId, PrincipalId, SectionId
from workstation.domain.replay import Recorded, replay
from workstation.domain.routing import Candidate, Facts, Mode, Options, Rule

MAIN, ANN, BO, CAI = (PrincipalId(number) for number in range(1, 5))
LAMP, SECTION = ExhibitId(7), SectionId(3)
ASSOCIATED = {("exhibit", 7): (ANN, BO)}


def recorded(number: int = 1, owner_id: PrincipalId | None = ANN, **more: Any) -> Recorded:
    """Return an assignment for the lamp: Ann and Bo were there, Cai was not; Bo had two chats."""
    given: dict[str, Any] = {"loads": (0, 0, 2, 0), "online": (True, True, True, False)} | more
    people = (MAIN, ANN, BO, CAI)
    return Recorded(
        assignment=Assignment(
            id=number,
            conversation_id=ConversationId(number),
            at=at(number),
            n=0,
            cause=Cause.BUYER,
            rule=Rule.EXHIBIT,
            owner_id=owner_id,
            exhibit_id=LAMP,
            section_id=SECTION,
        ),
        facts=Facts(
            main_id=MAIN,
            candidates={
                one: Candidate(id=one, may_receive=True, online=online, load=load)
                for one, online, load in zip(people, given["online"], given["loads"], strict=True)
            },
            exhibit_ids=(ANN, BO),
        ),
    )


def test_the_same_rules_change_nothing() -> None:
    past = [recorded(1, ANN), recorded(2, BO), recorded(3, BO)]
    result = replay(past, Mode.AUTOMATIC, Options(), ASSOCIATED)
    assert (result.considered, result.changed) == (3, 0)
    assert [(row.owner_id, row.would_id) for row in result.rows] == [(ANN, ANN), (BO, BO), (BO, BO)]
    assert result.totals == (WhatIfTotal(account_id=BO, got=2, would=2), WhatIfTotal(account_id=ANN, got=1, would=1))


def test_a_cap_looks_at_the_loads_of_then() -> None:
    result = replay([recorded(1, BO)], Mode.AUTOMATIC, Options(cap=2), ASSOCIATED)
    assert [(row.owner_id, row.would_id, row.would_rule) for row in result.rows] == [(BO, ANN, Rule.EXHIBIT)]
    result = replay([recorded(1, BO)], Mode.AUTOMATIC, Options(cap=3), ASSOCIATED)
    assert result.changed == 0


def test_other_associations_and_manual_mode() -> None:
    past = [recorded(1, ANN), recorded(2, BO)]
    to_cai = replay(past, Mode.AUTOMATIC, Options(), {("exhibit", 7): (CAI,)})
    assert [row.would_id for row in to_cai.rows] == [CAI, CAI]
    of_section = replay(past, Mode.AUTOMATIC, Options(), {("section", 3): (BO,)})
    assert [(row.would_id, row.would_rule) for row in of_section.rows] == [(BO, Rule.SECTION), (BO, Rule.SECTION)]
    nobody_there = replay(past, Mode.AUTOMATIC, Options(only_online=True, queue=True), {("exhibit", 7): (CAI,)})
    assert [row.would_id for row in nobody_there.rows] == [None, None]
    assert WhatIfTotal(account_id=None, got=0, would=2) in nobody_there.totals
    manual = replay(past, Mode.MANUAL, Options(), ASSOCIATED)
    assert [row.would_id for row in manual.rows] == [MAIN, MAIN]


@given(
    owners=st.lists(st.sampled_from([ANN, BO, MAIN, None]), max_size=20),
    options=st.builds(Options, only_online=st.booleans(), cap=st.none() | st.integers(1, 3), queue=st.booleans()),
    associated=st.lists(st.sampled_from([ANN, BO, CAI]), unique=True).map(tuple),
)
def test_it_is_a_function_and_its_sums_are_right(owners: Any, options: Options, associated: Any) -> None:
    past = [recorded(number, owner_id) for number, owner_id in enumerate(owners, 1)]
    target = {("exhibit", 7): associated}
    result = replay(past, Mode.AUTOMATIC, options, target)
    assert result == replay(past, Mode.AUTOMATIC, options, target)
    assert sum(one.got for one in result.totals) == sum(one.would for one in result.totals) == len(owners)
    assert result.changed == sum(row.owner_id != row.would_id for row in result.rows)
