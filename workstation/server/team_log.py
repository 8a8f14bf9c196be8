"""What the company's log is told of the team's decisions."""

from workstation.domain.audit import Deed
from workstation.domain.conversation import Conversation
from workstation.domain.distribution import Cause
from workstation.domain.ids import ExhibitorId, PrincipalId
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


def rules_changed(tx: Tx, exhibitor_id: ExhibitorId, by: Caller, what: str, details: dict[str, str]) -> None:
    """The main account has changed the rules of distribution."""
    deed = Deed.ASSOCIATIONS_CHANGED if what == "associations" else Deed.DISTRIBUTION_CHANGED
    params: dict[str, str | int] = {"what": what, "to": "; ".join(f"{name} = {to}" for name, to in details.items())}
    audit.record(tx, exhibitor_id, deed, by=by, params=params)
