"""What the company's log is told of the team's decisions."""

from collections.abc import Iterable, Mapping

from workstation.domain.audit import Deed
from workstation.domain.conversation import Conversation
from workstation.domain.distribution import Association, Cause, Distribution, Sharing, Work
from workstation.domain.ids import ExhibitorId, PrincipalId
from workstation.domain.routing import Options
from workstation.server import audit
from workstation.server.caller import Caller
from workstation.server.writer import Tx

_DEEDS = {Cause.TRANSFER: Deed.TRANSFERRED, Cause.ASSIGN: Deed.ASSIGNED, Cause.TAKE_OVER: Deed.TAKEN_OVER}


def by_rules(tx: Tx, head: Conversation, owner_id: PrincipalId, rule: str) -> None:
    """The rules gave a conversation to an account."""
    audit.record(
        tx, head.exhibitor_id, Deed.ASSIGNED, account_id=owner_id, conversation_id=head.id, params={"rule": str(rule)}
    )


def handed_over(tx: Tx, head: Conversation, to_id: PrincipalId, *, by: Caller, cause: Cause, reason: str = "") -> None:
    """Somebody gave a conversation to an account, or took it."""
    params: dict[str, str | int] = {"from_id": head.owner_id or 0}
    if reason:
        params["reason"] = reason
    audit.record(tx, head.exhibitor_id, _DEEDS[cause], by=by, account_id=to_id, conversation_id=head.id, params=params)


def put_back(tx: Tx, head: Conversation, *, by: Caller) -> None:
    """The main account put a buyer back into the queue."""
    params: dict[str, str | int] = {"from_id": head.owner_id or 0}
    audit.record(tx, head.exhibitor_id, Deed.QUEUED_AGAIN, by=by, conversation_id=head.id, params=params)


def asked_first(
    tx: Tx, head: Conversation, to_id: PrincipalId, deed: Deed, *, by: Caller | None, words: str = ""
) -> None:
    """A hand-over that asks first was begun, declined, or not answered (`by` is `None` then)."""
    params = {"reason": words} if words else {}
    audit.record(tx, head.exhibitor_id, deed, by=by, account_id=to_id, conversation_id=head.id, params=params)


def intent_assigned(
    tx: Tx, exhibitor_id: ExhibitorId, to_id: PrincipalId, title: str, *, by: Caller | None, rule: str, from_id: int
) -> None:
    """An account was given a purchase intent, by the rules or (`by`) by hand."""
    params: dict[str, str | int] = {"title": title}
    if by is None:
        params["rule"] = rule
    elif from_id:
        params["from_id"] = from_id
    audit.record(tx, exhibitor_id, Deed.INTENT_ASSIGNED, by=by, account_id=to_id, params=params)


def sharing_changed(tx: Tx, exhibitor_id: ExhibitorId, by: Caller, work: Work, before: Sharing, after: Sharing) -> None:
    """The main account has changed how one kind of work is shared out: what is another than before."""
    news: dict[str, str | int] = {} if before.mode is after.mode else {"mode": str(after.mode)}
    for name in Options.__struct_fields__:
        value = getattr(after.options, name)
        if value != getattr(before.options, name):
            news[name] = _said(value)
    if news:
        audit.record(tx, exhibitor_id, Deed.DISTRIBUTION_CHANGED, by=by, params={"what": str(work), **news})


def rules_changed(tx: Tx, exhibitor_id: ExhibitorId, by: Caller, before: Distribution, after: Distribution) -> None:
    """The main account has changed what else holds for its team: what is another than before."""
    news = {
        name: _said(getattr(after, name))
        for name in ("ask_first", "answer_s", "session_idle_s")
        if getattr(after, name) != getattr(before, name)
    }
    if news:
        audit.record(tx, exhibitor_id, Deed.DISTRIBUTION_CHANGED, by=by, params={"what": "rules", **news})


def associations_changed(
    tx: Tx, exhibitor_id: ExhibitorId, by: Caller, changed: Iterable[Association], names: Mapping[tuple[str, int], str]
) -> None:
    """The main account has said who serves what; `names` are what an exhibit's number or a section's code is."""
    served = (f"{names[one.target]} = {' '.join(map(str, one.account_ids))}" for one in changed)
    audit.record(tx, exhibitor_id, Deed.ASSOCIATIONS_CHANGED, by=by, params={"served": "; ".join(served)})


def _said(value: bool | int | None) -> str | int:
    """Return a rule as it is logged: a switch as `on` or `off`, none of something as 0."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return value or 0
