"""The rules as they are being edited: what differs from those in force, tried before it is saved, undone after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from workstation.domain.distribution import Association, Sharing, Work
from workstation.domain.ids import ExhibitId, PrincipalId, SectionId
from workstation.domain.routing import Mode, Options

if TYPE_CHECKING:
    from workstation.services.distribution import AssociationRow, DistributionService, DistributionView

Target = tuple[str, int]
Ids = tuple[PrincipalId, ...]


class TeamRules(NamedTuple):
    """What else holds for the team."""

    ask_first: bool
    answer_s: int
    session_idle_s: int


class Rules(NamedTuple):
    """All rules at one moment."""

    sharing: dict[Work, Sharing]
    team: TeamRules
    associations: dict[Target, Ids]


def target_of(row: AssociationRow) -> Target:
    """Return what a row is about."""
    return ("exhibit", int(row.exhibit.id)) if row.exhibit is not None else ("section", int(row.section.id))


def rules_of(view: DistributionView, rows: Iterable[AssociationRow]) -> Rules:
    """Return the rules in force."""
    return Rules(
        {Work.MESSAGES: view.messages, Work.INTENTS: view.intents},
        TeamRules(view.ask_first, view.answer_s, view.session_idle_s),
        {target_of(row): row.account_ids for row in rows},
    )


class Draft:
    """Holds edits over the rules in force; what is edited stays when those change elsewhere."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._modes: dict[Work, Mode] = {}
        self._options: dict[Work, Options] = {}
        self._team: TeamRules | None = None
        self._associations: dict[Target, Ids] = {}

    def rebase(self, rules: Rules) -> None:
        """Take over the rules that are in force now."""
        self.rules = rules

    # ---- editing ---------------------------------------------------------------------------------------------------

    def set_mode(self, work: Work, mode: Mode) -> None:
        """Choose a mode."""
        self._modes[work] = mode

    def set_options(self, work: Work, options: Options) -> None:
        """Choose options."""
        self._options[work] = options

    def set_team(self, team: TeamRules) -> None:
        """Choose what else holds."""
        self._team = team

    def associate(self, targets: Iterable[Target], accounts: Iterable[PrincipalId], how: str) -> None:
        """Put accounts in the place of those that were (`set`), `add` or `remove` them."""
        given = set(accounts)
        for target in targets:
            before = set(self.accounts_of(target))
            after = {"set": given, "add": before | given, "remove": before - given}[how]
            self._associations[target] = tuple(sorted(after))

    def discard(self) -> None:
        """Forget all edits."""
        self._modes.clear()
        self._options.clear()
        self._associations.clear()
        self._team = None

    # ---- what it comes to ------------------------------------------------------------------------------------------

    def sharing(self, work: Work) -> Sharing:
        """Return how work would be shared out."""
        now = self.rules.sharing[work]
        return replace(now, mode=self._modes.get(work, now.mode), options=self._options.get(work, now.options))

    @property
    def team(self) -> TeamRules:
        """What else would hold."""
        return self._team or self.rules.team

    def accounts_of(self, target: Target) -> Ids:
        """Return who would be associated."""
        return self._associations.get(target, self.rules.associations.get(target, ()))

    def changed_work(self, work: Work) -> bool:
        """Tell whether mode or options differ from those in force."""
        return self.sharing(work) != self.rules.sharing[work]

    def changed_targets(self) -> list[Target]:
        """Return what would have other accounts."""
        known = self.rules.associations
        return [one for one, ids in self._associations.items() if set(ids) != set(known.get(one, ()))]

    @property
    def count(self) -> int:
        """How many rules differ."""
        works = sum(self.changed_work(work) for work in Work)
        return works + (self.team != self.rules.team) + len(self.changed_targets())

    def associations(self) -> tuple[Association, ...]:
        """Return what would have other accounts, as the server is asked about it."""
        return tuple(_association(target, self.accounts_of(target)) for target in self.changed_targets())

    def after(self) -> Rules:
        """Return all rules as they would be."""
        return Rules(
            {work: self.sharing(work) for work in Work},
            self.team,
            self.rules.associations | {one: self.accounts_of(one) for one in self.changed_targets()},
        )


def _association(target: Target, ids: Ids) -> Association:
    kind, number = target
    if kind == "exhibit":
        return Association(exhibit_id=ExhibitId(number), account_ids=ids)
    return Association(section_id=SectionId(number), account_ids=ids)


async def apply(service: DistributionService, before: Rules, after: Rules) -> None:
    """Make the rules so; only what differs is sent.

    Raises:
        Refusal: as the service's; what was sent before it stays sent.
    """
    for work in Work:
        was, wanted = before.sharing[work], after.sharing[work]
        if was.mode is not wanted.mode:
            await service.set_mode(work, wanted.mode)
        if was.options != wanted.options:
            await service.set_options(work, wanted.options)
    if before.team != after.team:
        await service.set_rules(**after.team._asdict())
    by_ids: dict[Ids, list[Target]] = {}
    for target, ids in after.associations.items():
        if set(ids) != set(before.associations.get(target, ())):
            by_ids.setdefault(tuple(sorted(ids)), []).append(target)
    for ids, targets in by_ids.items():
        exhibits = [ExhibitId(number) for kind, number in targets if kind == "exhibit"]
        sections = [SectionId(number) for kind, number in targets if kind == "section"]
        await service.associate(ids, exhibits=exhibits, sections=sections)
