"""The rules of distribution on a desk: shown at once, kept off-line, a refusal said where it belongs."""

from datetime import timedelta
from typing import Any

import pytest

from tests.helpers.builders import (
    COLLEAGUE,
    EXHIBITOR,
    ME,
    NOON,
    make_account,
    make_exhibit,
    make_page,
    make_section,
)
from tests.unit.services.conftest import ONE, Bench
from tests.unit.services.test_others import refused
from workstation.domain import events as ev
from workstation.domain.account import AccountKind
from workstation.domain.distribution import Association, Distribution, Sharing, Work
from workstation.domain.ids import ExhibitId, PrincipalId, SectionId
from workstation.domain.routing import Mode, Options
from workstation.domain.team_actions import SetAssociations, SetDistribution, SetTeamRules
from workstation.storage import outbox

LAMP, SAW = ExhibitId(1), ExhibitId(2)
LAMPS, TOOLS = SectionId(1), SectionId(2)
BO = PrincipalId(3)


def rules(**more: Any) -> Distribution:
    given: dict[str, Any] = {"rev": 1, "session_idle_s": 7200, "session_idle_most_s": 259_200} | more
    return Distribution(id=EXHIBITOR, **given)


@pytest.fixture
def team(bench: Bench) -> Bench:
    """Give a desk that knows its rules: the lamp is Bo's, its section is the colleague's; the saw is nobody's."""
    bench.sync(
        make_page(1),
        accounts=(make_account(), make_account(COLLEAGUE), make_account(BO)),
        exhibits=(make_exhibit(1), make_exhibit(2, section_id=TOOLS), make_exhibit(3)),
        sections=(make_section(1), make_section(2), make_section(3)),
        distribution=rules(),
        associations=(
            Association(exhibit_id=LAMP, account_ids=(BO,), rev=1),
            Association(section_id=LAMPS, account_ids=(COLLEAGUE,), rev=1),
        ),
    )
    return bench


async def test_before_the_first_sync_nothing_is_known(bench: Bench) -> None:
    assert await refused(bench.distribution.get()) == "not_found"
    assert await refused(bench.distribution.set_mode(Work.MESSAGES, Mode.MANUAL)) == "not_allowed"


async def test_a_change_shows_at_once_and_until_the_server_s_answer_is_here(team: Bench) -> None:
    await team.distribution.set_mode(Work.MESSAGES, Mode.MANUAL)
    await team.distribution.set_options(Work.INTENTS, Options(cap=4))
    await team.distribution.set_rules(ask_first=True, session_idle_s=0)
    seen = await team.distribution.get()
    assert (seen.messages.mode, seen.intents.mode, seen.intents.options.cap) == (Mode.MANUAL, Mode.AUTOMATIC, 4)
    assert (seen.ask_first, seen.session_idle_s, seen.waiting, seen.changeable) == (True, 259_200, True, True)
    first, second, third = team.outbox()
    assert first.action == SetDistribution(work=Work.MESSAGES, mode=Mode.MANUAL)
    assert third.action == SetTeamRules(ask_first=True, session_idle_s=0)
    assert {one.lane for one in (first, second, third)} == {"distribution"}
    assert team.changes[-1].distribution
    manual = Sharing(mode=Mode.MANUAL)
    team.hear(ev.DistributionChanged(distribution=rules(rev=2, messages=manual)))
    assert team.changes[-1].distribution
    team.local(outbox.settle, [first.id, second.id, third.id])
    seen = await team.distribution.get()
    assert (seen.messages, seen.intents.options.cap, seen.waiting) == (manual, None, False)


async def test_an_older_rule_does_not_come_back(team: Bench) -> None:
    team.hear(
        ev.DistributionChanged(distribution=rules(rev=5, ask_first=True)),
        ev.DistributionChanged(distribution=rules(rev=4, ask_first=False)),
    )
    assert (await team.distribution.get()).ask_first


async def test_a_refusal_is_said_and_the_rules_are_as_they_were(team: Bench) -> None:
    await team.distribution.set_mode(Work.MESSAGES, Mode.MANUAL)
    (sent,) = team.outbox()
    team.local(outbox.refuse, sent.id, "distribution_fixed", {"at": "2026-04-15"})
    seen = await team.distribution.get()
    assert seen.messages.mode is Mode.AUTOMATIC
    assert seen.problem is not None
    assert (seen.problem.code, seen.action_id) == ("distribution_fixed", sent.id)
    await team.refusals.dismiss(sent.id)
    assert (await team.distribution.get()).problem is None


async def test_the_deadline_is_shown_and_kept(team: Bench) -> None:
    team.hear(ev.DistributionChanged(distribution=rules(rev=2, fixed_at=NOON + timedelta(hours=1))))
    seen = await team.distribution.get()
    assert (seen.fixed, seen.fixed_at) == (False, NOON + timedelta(hours=1))
    team.clock.go(3600)
    assert (await team.distribution.get()).fixed
    assert await refused(team.distribution.set_mode(Work.MESSAGES, Mode.MANUAL)) == "distribution_fixed"
    await team.distribution.set_mode(Work.MESSAGES, Mode.AUTOMATIC)
    await team.distribution.set_options(Work.MESSAGES, Options(queue=True))


async def test_only_the_main_account_changes_rules(team: Bench) -> None:
    team.hear(ev.AccountChanged(account=make_account(ME, kind=AccountKind.SUB, rev=2)))
    assert not (await team.distribution.get()).changeable
    for change in (
        team.distribution.set_mode(Work.MESSAGES, Mode.MANUAL),
        team.distribution.set_options(Work.MESSAGES, Options()),
        team.distribution.set_rules(ask_first=True),
        team.distribution.associate([BO], exhibits=[LAMP]),
    ):
        assert await refused(change) == "not_allowed"
    assert team.outbox() == []


@pytest.mark.parametrize("options", [Options(cap=0), Options(emergency_id=PrincipalId(99))])
async def test_options_that_can_t_be(team: Bench, options: Options) -> None:
    assert await refused(team.distribution.set_options(Work.MESSAGES, options)) == "distribution_invalid"


async def test_rows_of_exhibits_and_sections(team: Bench) -> None:
    found = [(row.exhibit.number if row.exhibit else "", row.account_ids, row.inherited_ids)
             for row in await team.distribution.exhibits()]  # fmt: skip
    assert found == [
        ("LX-001", (BO,), ()),
        ("LX-003", (), (COLLEAGUE,)),
        ("LX-002", (), ()),
    ]
    assert [(row.section.id, row.account_ids) for row in await team.distribution.sections()] == [
        (LAMPS, (COLLEAGUE,)),
        (TOOLS, ()),
    ], "those in which we show something"


async def test_several_are_associated_at_once(team: Bench) -> None:
    await team.distribution.associate([ME], exhibits=[LAMP, SAW], sections=[TOOLS], how="add")
    (sent,) = team.outbox()
    assert isinstance(sent.action, SetAssociations)
    assert [(one.target, one.account_ids) for one in sent.action.associations] == [
        (("exhibit", 1), (ME, BO)),
        (("exhibit", 2), (ME,)),
        (("section", 2), (ME,)),
    ]
    rows = {row.exhibit.id: row for row in await team.distribution.exhibits() if row.exhibit}
    assert (rows[LAMP].account_ids, rows[LAMP].waiting) == ((ME, BO), True)
    await team.distribution.associate([BO], exhibits=[LAMP], how="remove")
    await team.distribution.associate([], sections=[TOOLS])
    rows = {row.exhibit.id: row for row in await team.distribution.exhibits() if row.exhibit}
    assert (rows[LAMP].account_ids, rows[SAW].inherited_ids) == ((ME,), ())
    team.local(outbox.refuse, team.outbox()[1].id, "not_found")
    row = next(row for row in await team.distribution.exhibits() if row.exhibit and row.exhibit.id == LAMP)
    assert (row.account_ids, row.problem is not None) == ((ME, BO), True)


async def test_associations_come_by_the_log(team: Bench) -> None:
    team.hear(
        ev.AssociationsChanged(
            associations=(
                Association(exhibit_id=LAMP, rev=2),
                Association(exhibit_id=SAW, account_ids=(ME,), rev=2),
            )
        )
    )
    assert team.changes[-1].distribution
    rows = {row.exhibit.id: row for row in await team.distribution.exhibits() if row.exhibit}
    assert (rows[LAMP].account_ids, rows[LAMP].inherited_ids, rows[SAW].account_ids) == ((), (COLLEAGUE,), (ME,))
    team.hear(ev.AssociationsChanged(associations=(Association(exhibit_id=LAMP, account_ids=(BO,), rev=1),)))
    rows = {row.exhibit.id: row for row in await team.distribution.exhibits() if row.exhibit}
    assert rows[LAMP].account_ids == (), "what has ended does not come back"


async def test_off_line_the_server_s_answers_are_refused(team: Bench) -> None:
    assert await refused(team.distribution.trace(ONE)) == "unreachable"
    assert await refused(team.distribution.what_if(Work.MESSAGES, Mode.MANUAL, Options())) == "unreachable"
