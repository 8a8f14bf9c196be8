"""The rules of distribution: modes, options, associations, and what else the main account sets for its team."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select, update

from workstation.domain.account import Account
from workstation.domain.actions import ActionResult
from workstation.domain.distribution import (
    ANSWER_LIMITS_S,
    ASSOCIATIONS_AT_ONCE,
    CAP_MOST,
    IDLE_LEAST_S,
    Association,
    Distribution,
)
from workstation.domain.errors import Refusal
from workstation.domain.events import AssociationsChanged, DistributionChanged
from workstation.domain.ids import ExhibitorId, PrincipalId
from workstation.domain.routing import Mode, Options
from workstation.domain.team_actions import SetAssociations, SetDistribution, SetTeamRules
from workstation.server import team_log, waiting
from workstation.server.actions import MAIN, Doing, handles
from workstation.server.handlers.sessions import IDLE
from workstation.server.queries import accounts, exhibits, rules
from workstation.server.schema import account, conversation, exhibit_account, exhibitor, job, section_account
from workstation.server.writer import Tx

MOST_ACCOUNTS = 100
"""Associated with one exhibit or section."""


@handles(SetDistribution, MAIN)
def set_distribution(doing: Doing, action: SetDistribution) -> ActionResult:
    """Choose how a kind of work is shared out; the mode only before the organiser's deadline."""
    tx, me = doing.tx, doing.caller.as_account()
    rules.lock(tx.conn, me.exhibitor_id)
    before = rules.distribution(tx.conn, me.exhibitor_id, doing.limits)
    mode_column, options_column = rules.COLUMNS[action.work]
    values: dict[str, Any] = {}
    if action.mode is not None and action.mode is not before.of(action.work).mode:
        _check_deadline(doing, before)
        values[mode_column] = Mode(action.mode)
    if action.options is not None:
        _check_options(tx, me, action.options)
        values[options_column] = msgspec.json.encode(action.options).decode()

    def log(after: Distribution) -> None:
        then, now = before.of(action.work), after.of(action.work)
        team_log.sharing_changed(tx, me.exhibitor_id, doing.caller, action.work, then, now)

    return _changed(doing, me, values, log)


def _check_deadline(doing: Doing, before: Distribution) -> None:
    if before.fixed_at is not None and before.is_fixed(doing.tx.now):
        raise Refusal("distribution_fixed", {"at": before.fixed_at.isoformat()})


def _check_options(tx: Tx, me: Account, options: Options) -> None:
    if options.cap is not None and not 1 <= options.cap <= CAP_MOST:
        raise Refusal("distribution_invalid", {"field": "cap"})
    if options.emergency_id is not None:
        _check_accounts(tx, me.exhibitor_id, [options.emergency_id])


def _check_accounts(tx: Tx, exhibitor_id: ExhibitorId, ids: Iterable[PrincipalId]) -> None:
    if not set(ids) <= set(accounts.colleague_ids(tx.conn, exhibitor_id)):
        raise Refusal("not_found")


@handles(SetTeamRules, MAIN)
def set_team_rules(doing: Doing, action: SetTeamRules) -> ActionResult:
    """Set whether transfers ask first, how long they wait, and when a silent session ends."""
    tx, me = doing.tx, doing.caller.as_account()
    rules.lock(tx.conn, me.exhibitor_id)
    before = rules.distribution(tx.conn, me.exhibitor_id, doing.limits)
    values: dict[str, Any] = {}
    if action.ask_first is not None:
        values["ask_first"] = action.ask_first
    if action.answer_s is not None:
        if not ANSWER_LIMITS_S[0] <= action.answer_s <= ANSWER_LIMITS_S[1]:
            raise Refusal("distribution_invalid", {"field": "answer_s"})
        values["answer_s"] = action.answer_s
    if action.session_idle_s is not None:
        most = before.session_idle_most_s
        if action.session_idle_s and not min(IDLE_LEAST_S, most) <= action.session_idle_s <= most:
            raise Refusal("distribution_invalid", {"field": "session_idle_s"})
        values["session_idle_s"] = action.session_idle_s or None

    def log(after: Distribution) -> None:
        team_log.rules_changed(tx, me.exhibitor_id, doing.caller, before, after)

    result = _changed(doing, me, values, log)
    if "session_idle_s" in values:
        _look_for_idle_sessions(tx, me.exhibitor_id)
    return result


def _look_for_idle_sessions(tx: Tx, exhibitor_id: ExhibitorId) -> None:
    """Look now whether sessions have fallen idle; those that have not are planned anew by the new time."""
    live = tx.conn.execute(
        select(conversation.c.id).where(conversation.c.exhibitor_id == exhibitor_id, conversation.c.live)
    )
    keys = [f"{IDLE}:{row.id}" for row in live]
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        tx.conn.execute(update(job).where(job.c.key.in_(part)).values(due_at=tx.now))


@handles(SetAssociations, MAIN)
def set_associations(doing: Doing, action: SetAssociations) -> ActionResult:
    """Say who is associated with exhibits and sections; none ends an association."""
    tx, me = doing.tx, doing.caller.as_account()
    wanted = {one.target: one for one in action.associations}
    if not wanted or len(action.associations) > ASSOCIATIONS_AT_ONCE:
        raise Refusal("invalid_request", {"field": "associations"})
    rules.lock(tx.conn, me.exhibitor_id)
    names = _checked_targets(tx, me.exhibitor_id, wanted.values())
    for one in wanted.values():
        _associate(tx, me.exhibitor_id, one)
    rev = _bump(tx, me.exhibitor_id, {})
    changed = tuple(
        msgspec.structs.replace(one, rev=rev, account_ids=tuple(sorted(set(one.account_ids))))
        for one in wanted.values()
    )
    tx.emit(accounts.colleague_ids(tx.conn, me.exhibitor_id), AssociationsChanged(associations=changed))
    team_log.associations_changed(tx, me.exhibitor_id, doing.caller, changed, names)
    waiting.serve(tx, me.exhibitor_id, doing.pick)
    return doing.result()


def _checked_targets(tx: Tx, exhibitor_id: ExhibitorId, wanted: Iterable[Association]) -> dict[tuple[str, int], str]:
    """Refuse what names nothing, both, too many, or what is another's; return numbers and codes of what is named."""
    mine = {one.id: one.number for one in exhibits.of_exhibitor(tx.conn, exhibitor_id)}
    sections = {one.id: one.code for one in exhibits.sections(tx.conn)}
    named: set[PrincipalId] = set()
    for one in wanted:
        if (one.exhibit_id is None) == (one.section_id is None) or len(one.account_ids) > MOST_ACCOUNTS:
            raise Refusal("invalid_request", {"field": "associations"})
        if (one.exhibit_id is not None and one.exhibit_id not in mine) or (
            one.section_id is not None and one.section_id not in sections
        ):
            raise Refusal("not_found")
        named.update(one.account_ids)
    _check_accounts(tx, exhibitor_id, named)
    return {("exhibit", id_): number for id_, number in mine.items()} | {
        ("section", id_): code for id_, code in sections.items()
    }


def _associate(tx: Tx, exhibitor_id: ExhibitorId, one: Association) -> None:
    ids = sorted(set(one.account_ids))
    if one.exhibit_id is not None:
        tx.conn.execute(delete(exhibit_account).where(exhibit_account.c.exhibit_id == one.exhibit_id))
        if ids:
            rows = [{"exhibit_id": one.exhibit_id, "account_id": account_id} for account_id in ids]
            tx.conn.execute(insert(exhibit_account), rows)
        return
    colleagues = select(account.c.id).where(account.c.exhibitor_id == exhibitor_id)
    tx.conn.execute(
        delete(section_account).where(
            section_account.c.section_id == one.section_id, section_account.c.account_id.in_(colleagues)
        )
    )
    if ids:
        tx.conn.execute(
            insert(section_account), [{"section_id": one.section_id, "account_id": account_id} for account_id in ids]
        )


def _bump(tx: Tx, exhibitor_id: ExhibitorId, values: dict[str, Any]) -> int:
    """Change an exhibitor's rules and return their new `rev`."""
    return int(
        tx.conn.execute(
            update(exhibitor)
            .where(exhibitor.c.id == exhibitor_id)
            .values(distribution_rev=exhibitor.c.distribution_rev + 1, **values)
            .returning(exhibitor.c.distribution_rev)
        ).scalar_one()
    )


def _changed(doing: Doing, me: Account, values: dict[str, Any], log: Callable[[Distribution], None]) -> ActionResult:
    """Write changed rules, tell everyone of the exhibitor, and serve those who wait by them."""
    tx = doing.tx
    if values:
        _bump(tx, me.exhibitor_id, values)
        now = rules.distribution(tx.conn, me.exhibitor_id, doing.limits)
        tx.emit(accounts.colleague_ids(tx.conn, me.exhibitor_id), DistributionChanged(distribution=now))
        log(now)
        waiting.serve(tx, me.exhibitor_id, doing.pick)
    return doing.result()
