"""How the company shares out its buyers and intents: read from the local files, changed through the outbox.

Why a buyer went where, and what other rules would have done, is asked of the server: off-line these refuse.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from workstation.domain.account import Account, AccountKind
from workstation.domain.clock import Clock
from workstation.domain.distribution import (
    ASSOCIATIONS_AT_ONCE,
    Assignment,
    Association,
    Distribution,
    Sharing,
    WhatIf,
    WhatIfResult,
    Work,
)
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit, Section
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, PrincipalId, SectionId
from workstation.domain.routing import Mode, Options
from workstation.domain.team_actions import RuleChange, SetAssociations, SetDistribution, SetTeamRules, laid_over
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.platform import Platform
from workstation.services.views import ConversationRef, Fault
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx


class DistributionView(Struct, frozen=True, kw_only=True):
    """The rules, with what is on its way laid over them."""

    messages: Sharing
    intents: Sharing
    fixed_at: datetime | None
    """The organiser's deadline: say it beside the choice."""
    fixed: bool
    """It has passed: the modes can be looked at only (the options can still be changed)."""
    changeable: bool
    """I am the main account."""
    session_idle_s: int
    session_idle_most_s: int
    """The organiser's time; an exhibitor may choose a shorter one."""
    ask_first: bool
    answer_s: int
    waiting: bool = False
    """A change has not reached the server yet."""
    problem: Fault | None = None
    """Why the server refused the last change; `RefusalService.dismiss(action_id)` forgets it."""
    action_id: ActionId | None = None


class AssociationRow(Struct, frozen=True, kw_only=True):
    """An exhibit or a section, and who serves those who ask about it."""

    exhibit: Exhibit | None = None
    section: Section
    """Of the exhibit, or the one that the row is about."""
    account_ids: tuple[PrincipalId, ...] = ()
    """Main account first, then by name."""
    inherited_ids: tuple[PrincipalId, ...] = ()
    """For an exhibit without accounts of its own: those of its section, who get its buyers."""
    waiting: bool = False
    """A change has not reached the server yet."""
    problem: Fault | None = None
    action_id: ActionId | None = None


class DistributionService:
    """Everyone may look; changing is the main account's, at once on the screen and through the outbox."""

    def __init__(self, files: Files, outgoing: Outgoing, platform: Platform, worker: Worker, clock: Clock) -> None:
        self._files = files
        self._outgoing = outgoing
        self._platform = platform
        self._worker = worker
        self._clock = clock

    async def get(self) -> DistributionView:
        """Return the rules.

        Raises:
            Refusal: `not_found` before the first sync.
        """
        rules, me = await self._files.read(_rules)
        if rules is None:
            raise Refusal("not_found")
        changes = [one for one in await self._files.read_local(_changes) if not isinstance(one.action, SetAssociations)]
        refused = [one for one in changes if one.is_refused]
        for one in changes:
            if not one.is_refused:
                rules = laid_over(rules, _change(one))
        return DistributionView(
            messages=rules.messages,
            intents=rules.intents,
            fixed_at=rules.fixed_at,
            fixed=rules.is_fixed(self._clock.now()),
            changeable=me is not None and me.kind is AccountKind.MAIN,
            session_idle_s=rules.session_idle_s,
            session_idle_most_s=rules.session_idle_most_s,
            ask_first=rules.ask_first,
            answer_s=rules.answer_s,
            waiting=any(one.is_waiting for one in changes),
            problem=_fault(refused[-1]) if refused else None,
            action_id=refused[-1].id if refused else None,
        )

    async def set_mode(self, work: Work, mode: Mode) -> None:
        """Choose manual or automatic for a kind of work (queued).

        Raises:
            Refusal: `not_allowed`; `distribution_fixed` (`at`: ISO 8601) after the organiser's deadline.
        """
        rules = await self._changeable()
        if mode is not rules.of(work).mode and rules.is_fixed(self._clock.now()) and rules.fixed_at is not None:
            raise Refusal("distribution_fixed", {"at": rules.fixed_at.isoformat()})
        await self._outgoing.queue(SetDistribution(work=work, mode=mode))

    async def set_options(self, work: Work, options: Options) -> None:
        """Set all options of a kind of work (queued).

        Raises:
            Refusal: `not_allowed`; `distribution_invalid` (`field`): no such emergency account, or a cap below 1.
        """
        await self._changeable()
        accounts = await self._files.read(_account_ids)
        if options.cap is not None and options.cap < 1:
            raise Refusal("distribution_invalid", {"field": "cap"})
        if options.emergency_id is not None and options.emergency_id not in accounts:
            raise Refusal("distribution_invalid", {"field": "emergency_id"})
        await self._outgoing.queue(SetDistribution(work=work, options=options))

    async def set_rules(
        self, *, ask_first: bool | None = None, answer_s: int | None = None, session_idle_s: int | None = None
    ) -> None:
        """Set what else holds for the team (queued); `None` leaves a rule as it is, an idle time of 0 takes it back.

        Raises:
            Refusal: `not_allowed`.
        """
        await self._changeable()
        await self._outgoing.queue(SetTeamRules(ask_first=ask_first, answer_s=answer_s, session_idle_s=session_idle_s))

    # --- who serves what ---

    async def exhibits(self) -> list[AssociationRow]:
        """Return all exhibits by section and number, with their accounts."""
        return [row for row in await self._associations() if row.exhibit is not None]

    async def sections(self) -> list[AssociationRow]:
        """Return the fair's sections in which the company shows something, or has accounts, by code."""
        return [row for row in await self._associations() if row.exhibit is None]

    async def associate(
        self,
        accounts: Collection[PrincipalId],
        *,
        exhibits: Iterable[ExhibitId] = (),
        sections: Iterable[SectionId] = (),
        how: str = "set",
    ) -> None:
        """Associate accounts with exhibits and sections, several at once (queued).

        Args:
            accounts: which.
            exhibits, sections: with what.
            how: `set` puts them in the place of those that were, `add` adds them, `remove` takes them away.

        Raises:
            Refusal: `not_allowed`.
        """
        await self._changeable()
        known = {_target_of(row): row.account_ids for row in await self._associations()}
        made: list[Association] = []
        for exhibit_id in exhibits:
            ids = _combined(known.get(("exhibit", exhibit_id), ()), accounts, how)
            made.append(Association(exhibit_id=exhibit_id, account_ids=ids))
        for section_id in sections:
            ids = _combined(known.get(("section", section_id), ()), accounts, how)
            made.append(Association(section_id=section_id, account_ids=ids))
        for start in range(0, len(made), ASSOCIATIONS_AT_ONCE):
            part = tuple(made[start : start + ASSOCIATIONS_AT_ONCE])
            await self._outgoing.queue(SetAssociations(associations=part))

    # --- asked of the server ---

    async def trace(self, conversation: ConversationRef) -> tuple[Assignment, ...]:
        """Return why a buyer went where: every decision with the rules looked at, newest first.

        Raises:
            Refusal: `unreachable` and other codes of the link; `not_found`.
        """
        if not isinstance(conversation, int):
            raise Refusal("not_found")
        return await self._worker.run(self._platform.assignments, ConversationId(conversation))

    async def what_if(
        self, work: Work, mode: Mode, options: Options, associations: Iterable[Association] = ()
    ) -> WhatIfResult:
        """Return who would have got the last 500 under other rules; nothing is changed.

        Args:
            work: of which kind.
            mode, options: the other rules.
            associations: in place of those that hold; what isn't named is looked at as it is now.

        Raises:
            Refusal: `unreachable` and other codes of the link; `not_allowed`: the main account's.
        """
        asked = WhatIf(work=work, mode=mode, options=options, associations=tuple(associations))
        return await self._worker.run(self._platform.what_if, asked)

    # --- within ---

    async def _changeable(self) -> Distribution:
        rules, me = await self._files.read(_rules)
        if rules is None or me is None or me.kind is not AccountKind.MAIN:
            raise Refusal("not_allowed")
        return rules

    async def _associations(self) -> list[AssociationRow]:
        changes = [one for one in await self._files.read_local(_changes) if isinstance(one.action, SetAssociations)]
        stored = await self._files.read(_stored)
        return _rows(stored, changes)


class _Stored(Struct, frozen=True, kw_only=True):
    exhibits: list[Exhibit]
    sections: list[Section]
    associations: list[Association]
    accounts: list[Account]


def _rows(stored: _Stored, changes: "list[Pending]") -> list[AssociationRow]:
    ids = {one.target: one.account_ids for one in stored.associations}
    last: dict[tuple[str, int], Pending] = {}
    for change in changes:
        assert isinstance(change.action, SetAssociations)
        for one in change.action.associations:
            last[one.target] = change
            if not change.is_refused:
                ids[one.target] = one.account_ids
    order = {one.id: (one.kind is not AccountKind.MAIN, one.name("zh"), one.id) for one in stored.accounts}
    sections = {one.id: one for one in stored.sections}
    shown = {one.section_id for one in stored.exhibits} | {number for kind, number in ids if kind == "section"}

    def row(section: Section, exhibit: Exhibit | None) -> AssociationRow:
        target = ("section", section.id) if exhibit is None else ("exhibit", exhibit.id)
        change = last.get(target)
        refused = change is not None and change.is_refused
        own = _sorted(ids.get(target, ()), order)
        inherited = _sorted(ids.get(("section", section.id), ()), order) if exhibit is not None and not own else ()
        return AssociationRow(
            exhibit=exhibit,
            section=section,
            account_ids=own,
            inherited_ids=inherited,
            waiting=change is not None and not refused and change.state.value != "sent",
            problem=_fault(change) if change is not None and refused else None,
            action_id=change.id if change is not None else None,
        )

    rows = [row(one, None) for one in sorted(stored.sections, key=lambda s: (s.code, s.id)) if one.id in shown]
    for exhibit in sorted(stored.exhibits, key=lambda e: (_code(sections, e.section_id), e.number, e.id)):
        section = sections.get(exhibit.section_id)
        if section is not None:
            rows.append(row(section, exhibit))
    return rows


def _code(sections: dict[SectionId, Section], section_id: SectionId) -> str:
    section = sections.get(section_id)
    return "" if section is None else section.code


def _sorted(
    ids: Iterable[PrincipalId], order: dict[PrincipalId, tuple[bool, str, PrincipalId]]
) -> tuple[PrincipalId, ...]:
    return tuple(sorted((one for one in ids if one in order), key=order.__getitem__))


def _target_of(row: AssociationRow) -> tuple[str, int]:
    return ("section", row.section.id) if row.exhibit is None else ("exhibit", row.exhibit.id)


_HOW: dict[str, Callable[[set[PrincipalId], set[PrincipalId]], set[PrincipalId]]] = {
    "set": lambda _before, given: given,
    "add": lambda before, given: before | given,
    "remove": lambda before, given: before - given,
}


def _combined(before: Iterable[PrincipalId], given: Iterable[PrincipalId], how: str) -> tuple[PrincipalId, ...]:
    return tuple(sorted(_HOW[how](set(before), set(given))))


def _change(pending: "Pending") -> RuleChange:
    assert isinstance(pending.action, SetDistribution | SetTeamRules | SetAssociations)
    return pending.action


def _fault(pending: "Pending") -> Fault:
    return Fault(code=pending.problem_code, params=pending.problem_params)


def _changes(tx: "Tx") -> "list[Pending]":
    from workstation.storage import outbox

    wanted = SetDistribution | SetTeamRules | SetAssociations
    return [one for one in outbox.every(tx) if isinstance(one.action, wanted)]


def _rules(tx: "Tx") -> tuple[Distribution | None, Account | None]:
    from workstation.storage import accounts, team

    return team.distribution(tx), accounts.me(tx)


def _account_ids(tx: "Tx") -> set[PrincipalId]:
    from workstation.storage import accounts

    return {one.id for one in accounts.every(tx)}


def _stored(tx: "Tx") -> _Stored:
    from workstation.storage import accounts, exhibits, team

    return _Stored(
        exhibits=exhibits.every(tx),
        sections=exhibits.sections(tx),
        associations=team.every_association(tx),
        accounts=accounts.every(tx),
    )
