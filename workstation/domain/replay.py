"""What other rules would have done with what happened: the recorded facts, decided anew. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.distribution import Assignment, WhatIfResult, WhatIfRow, WhatIfTotal, Work
from workstation.domain.ids import PrincipalId
from workstation.domain.routing import Decision, Facts, Mode, Options, Rule, decide, decide_intent

Associated = Mapping[tuple[str, int], tuple[PrincipalId, ...]]
"""Accounts by `("exhibit", number)` and `("section", number)`."""

_BY_CHANCE = (Rule.EXHIBIT, Rule.SECTION)


class Recorded(Struct, frozen=True, kw_only=True):
    """An assignment by rules, with what was known when it was made."""

    assignment: Assignment
    facts: Facts


def replay(recorded: Iterable[Recorded], mode: Mode, options: Options, associated: Associated) -> WhatIfResult:
    """Return who would have got each of these under other rules.

    On-line states, loads and permissions are those of then. Where the rules leave several to chance, whoever got it
    keeps it if they are among them: so a difference is always one that the rules make.
    """
    rows = [_row(one, _decided(one, mode, options, associated)) for one in recorded]
    got = Counter(row.owner_id for row in rows)
    would = Counter(row.would_id for row in rows)
    totals = [WhatIfTotal(account_id=one, got=got[one], would=would[one]) for one in got.keys() | would.keys()]
    return WhatIfResult(
        considered=len(rows),
        changed=sum(row.owner_id != row.would_id for row in rows),
        rows=tuple(rows),
        totals=tuple(sorted(totals, key=lambda one: (-max(one.got, one.would), one.account_id or 0))),
    )


def _decided(one: Recorded, mode: Mode, options: Options, associated: Associated) -> Decision:
    was = one.assignment
    facts = replace(
        one.facts,
        exhibit_ids=associated.get(("exhibit", was.exhibit_id), ()) if was.exhibit_id is not None else (),
        section_ids=associated.get(("section", was.section_id), ()) if was.section_id is not None else (),
    )
    deciding = decide_intent if was.work is Work.INTENTS else decide
    made = deciding(mode, options, facts, lambda count: was.id % count)
    if made.rule in _BY_CHANCE and was.owner_id is not None and was.owner_id in made.trace[-1].left:
        return replace(made, owner_id=was.owner_id)
    return made


def _row(one: Recorded, made: Decision) -> WhatIfRow:
    was = one.assignment
    return WhatIfRow(
        assignment_id=was.id,
        conversation_id=was.conversation_id,
        intent_id=was.intent_id,
        at=was.at,
        exhibit_id=was.exhibit_id,
        owner_id=was.owner_id,
        rule=was.rule,
        would_id=made.owner_id,
        would_rule=made.rule,
    )
