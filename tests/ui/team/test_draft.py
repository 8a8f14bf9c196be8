"""Rules being edited: what differs, what is sent, and the way back."""

from typing import Any

from workstation.domain.distribution import Sharing, Work
from workstation.domain.ids import PrincipalId
from workstation.domain.routing import Mode, Options
from workstation.ui.team.distribution.draft import Draft, Rules, TeamRules, apply

ANN, BO, CAI = PrincipalId(2), PrincipalId(3), PrincipalId(4)
RULES = Rules(
    {Work.MESSAGES: Sharing(), Work.INTENTS: Sharing(mode=Mode.MANUAL)},
    TeamRules(False, 120, 3600),
    {("exhibit", 1): (ANN,), ("exhibit", 2): (), ("section", 1): (ANN, BO)},
)


class Service:
    """Notes what is called."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    async def set_mode(self, work: Work, mode: Mode) -> None:
        self.calls.append((work, mode))

    async def set_options(self, work: Work, options: Options) -> None:
        self.calls.append((work, options))

    async def set_rules(self, **rules: Any) -> None:
        self.calls.append(rules)

    async def associate(self, ids: Any, *, exhibits: Any, sections: Any) -> None:
        self.calls.append((tuple(ids), tuple(exhibits), tuple(sections)))


def test_nothing_differs_at_first_and_going_back_is_no_change() -> None:
    draft = Draft(RULES)
    assert draft.count == 0
    draft.set_mode(Work.MESSAGES, Mode.MANUAL)
    draft.associate([("exhibit", 1)], [BO], "add")
    assert draft.count == 2
    draft.set_mode(Work.MESSAGES, Mode.AUTOMATIC)
    draft.associate([("exhibit", 1)], [BO], "remove")
    assert draft.count == 0


def test_several_are_set_added_and_removed() -> None:
    draft = Draft(RULES)
    targets = [("exhibit", 1), ("section", 1)]
    draft.associate(targets, [CAI], "add")
    assert [draft.accounts_of(one) for one in targets] == [(ANN, CAI), (ANN, BO, CAI)]
    draft.associate(targets, [ANN], "remove")
    assert [draft.accounts_of(one) for one in targets] == [(CAI,), (BO, CAI)]
    draft.associate(targets, [ANN], "set")
    assert draft.changed_targets() == [("section", 1)], "the exhibit is back to what it was"
    assert [(one.section_id, one.account_ids) for one in draft.associations()] == [(1, (ANN,))]


def test_edits_stay_when_the_rules_change_elsewhere() -> None:
    draft = Draft(RULES)
    draft.set_options(Work.MESSAGES, Options(queue=True))
    elsewhere = RULES._replace(sharing={**RULES.sharing, Work.MESSAGES: Sharing(mode=Mode.MANUAL)})
    draft.rebase(elsewhere)
    assert draft.sharing(Work.MESSAGES) == Sharing(mode=Mode.MANUAL, options=Options(queue=True))
    draft.discard()
    assert draft.after() == elsewhere


async def test_only_what_differs_is_sent_and_taken_back() -> None:
    draft = Draft(RULES)
    draft.set_mode(Work.INTENTS, Mode.AUTOMATIC)
    draft.set_options(Work.MESSAGES, Options(cap=5))
    draft.set_team(TeamRules(True, 60, 3600))
    draft.associate([("exhibit", 2), ("section", 1)], [BO], "set")
    there: Any = Service()  # these stand for the service
    back: Any = Service()
    await apply(there, RULES, draft.after())
    assert there.calls == [
        (Work.MESSAGES, Options(cap=5)),
        (Work.INTENTS, Mode.AUTOMATIC),
        {"ask_first": True, "answer_s": 60, "session_idle_s": 3600},
        ((BO,), (2,), (1,)),
    ]
    await apply(back, draft.after(), RULES)
    assert back.calls == [
        (Work.MESSAGES, Options()),
        (Work.INTENTS, Mode.MANUAL),
        {"ask_first": False, "answer_s": 120, "session_idle_s": 3600},
        ((), (2,), ()),
        ((ANN, BO), (), (1,)),
    ]
