"""Who gets a buyer: the rules of distribution, pure, with a trace of what was looked at (domain.md §2)."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.ids import PrincipalId

Pick = Callable[[int], int]
"""Chance as a parameter: returns a number from 0 up to, not including, the given one."""


class Mode(StrEnum):
    """The main account's choice."""

    MANUAL = "manual"
    AUTOMATIC = "automatic"


class Rule(StrEnum):
    """What decided."""

    LIVE_SESSION = "live_session"
    LAST_OWNER = "last_owner"
    MANUAL = "manual"
    EXHIBIT = "exhibit"
    SECTION = "section"
    EMERGENCY = "emergency"
    QUEUE = "queue"
    MAIN_ACCOUNT = "main_account"


class Options(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the main account may switch on; everything is off at first."""

    back_to_last_owner: bool = False
    only_online: bool = False
    cap: int | None = None
    """Most live conversations one account is given."""
    emergency_id: PrincipalId | None = None
    queue: bool = False


class Candidate(Struct, frozen=True, kw_only=True):
    """An account as the rules look at it."""

    id: PrincipalId
    may_receive: bool
    """Enabled and permitted to receive this kind of work."""
    online: bool = False
    load: int = 0
    """Live conversations it owns."""
    accepts_new: bool = True
    """False with *don't disturb*: those it serves stay, no new buyers."""


class Facts(Struct, frozen=True, kw_only=True):
    """What is known when a buyer comes."""

    main_id: PrincipalId
    candidates: Mapping[PrincipalId, Candidate]
    """Every account of the exhibitor."""
    live_owner_id: PrincipalId | None = None
    """Owner of the session that is still live."""
    last_owner_id: PrincipalId | None = None
    exhibit_ids: tuple[PrincipalId, ...] = ()
    """Accounts associated with the exhibit asked about."""
    section_ids: tuple[PrincipalId, ...] = ()
    """Accounts associated with its section."""


class Step(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rule that was looked at: whom it had before it, and whom it left."""

    rule: str
    before: tuple[PrincipalId, ...] = ()
    left: tuple[PrincipalId, ...] = ()


class Decision(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who gets the buyer; `owner_id` is `None` while he waits in the queue."""

    owner_id: PrincipalId | None
    rule: Rule
    trace: tuple[Step, ...]


class _Trace:
    """Collects the steps, and filters candidates on the way."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.steps: list[Step] = []

    def keep(self, rule: str, ids: Iterable[PrincipalId], test: Callable[[Candidate], bool]) -> tuple[PrincipalId, ...]:
        before = tuple(dict.fromkeys(ids))
        known = self._facts.candidates
        left = tuple(one for one in before if one in known and test(known[one]))
        self.steps.append(Step(rule=rule, before=before, left=left))
        return left

    def decide(self, rule: Rule, owner_id: PrincipalId | None) -> Decision:
        return Decision(owner_id=owner_id, rule=rule, trace=tuple(self.steps))


def decide(mode: Mode, options: Options, facts: Facts, pick: Pick) -> Decision:
    """Return who gets the buyer, and by which rule."""
    trace = _Trace(facts)
    if facts.live_owner_id is not None and trace.keep(Rule.LIVE_SESSION, [facts.live_owner_id], _may_receive):
        return trace.decide(Rule.LIVE_SESSION, facts.live_owner_id)
    if mode is Mode.MANUAL:
        trace.keep(Rule.MANUAL, [facts.main_id], _anyone)
        return trace.decide(Rule.MANUAL, facts.main_id)
    if options.back_to_last_owner and facts.last_owner_id is not None:
        available = trace.keep(Rule.LAST_OWNER, [facts.last_owner_id], _available(options))
        if available:
            return trace.decide(Rule.LAST_OWNER, facts.last_owner_id)
    return _automatic(options, facts, pick, trace)


def decide_intent(mode: Mode, options: Options, facts: Facts, pick: Pick) -> Decision:
    """Return who gets a purchase intent: as a buyer, but in manual mode every one comes to the main account."""
    if mode is Mode.MANUAL:
        facts = replace(facts, live_owner_id=None)
    return decide(mode, options, facts, pick)


def _automatic(options: Options, facts: Facts, pick: Pick, trace: _Trace) -> Decision:
    rule = Rule.EXHIBIT
    chosen = trace.keep(rule, facts.exhibit_ids, _may_receive)
    if not chosen:
        rule = Rule.SECTION
        chosen = trace.keep(rule, facts.section_ids, _may_receive)
    if not chosen:
        return trace.decide(Rule.MAIN_ACCOUNT, facts.main_id)
    if any(one in facts.candidates and not facts.candidates[one].accepts_new for one in chosen):
        chosen = trace.keep("accepting", chosen, _accepts)
    if options.only_online:
        chosen = trace.keep("only_online", chosen, _is_online)
    if options.cap is not None:
        chosen = trace.keep("below_cap", chosen, _below(options.cap))
    if chosen:
        return trace.decide(rule, chosen[pick(len(chosen))])
    if options.emergency_id is not None and trace.keep(Rule.EMERGENCY, [options.emergency_id], _may_be_given):
        return trace.decide(Rule.EMERGENCY, options.emergency_id)
    if options.queue:
        return trace.decide(Rule.QUEUE, None)
    return trace.decide(Rule.MAIN_ACCOUNT, facts.main_id)


def _anyone(_candidate: Candidate) -> bool:
    return True


def _may_receive(candidate: Candidate) -> bool:
    return candidate.may_receive


def _accepts(candidate: Candidate) -> bool:
    return candidate.accepts_new


def _may_be_given(candidate: Candidate) -> bool:
    return candidate.may_receive and candidate.accepts_new


def _is_online(candidate: Candidate) -> bool:
    return candidate.online


def _below(cap: int) -> Callable[[Candidate], bool]:
    return lambda candidate: candidate.load < cap


def _available(options: Options) -> Callable[[Candidate], bool]:
    def available(candidate: Candidate) -> bool:
        return (
            candidate.may_receive
            and candidate.accepts_new
            and (candidate.online or not options.only_online)
            and (options.cap is None or candidate.load < options.cap)
        )

    return available
