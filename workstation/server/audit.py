"""Writing the company's log: in the transaction of the deed itself, and never changed afterwards."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, insert, select

from workstation.domain.audit import MAX_PARAM_CHARS, Deed
from workstation.domain.ids import ConversationId, ExhibitorId, PrincipalId
from workstation.server.caller import Caller
from workstation.server.schema import token
from workstation.server.schema_accounts import audit
from workstation.server.writer import Tx

_ADD = insert(audit)
_WHERE_FROM = select(token.c.address, token.c.device).where(token.c.hash == bindparam("token_hash"))


def record(
    tx: Tx,
    exhibitor_id: ExhibitorId,
    deed: Deed,
    *,
    by: Caller | None = None,
    account_id: PrincipalId | None = None,
    conversation_id: ConversationId | None = None,
    params: Mapping[str, str | int] | None = None,
) -> None:
    """Add a line to the company's log.

    Args:
        tx: the transaction in which it is done.
        exhibitor_id: whose log.
        deed: what was done.
        by: the account that did it, with the address and device it is signed in from; `None` for the platform itself
            (also when a buyer's message was the occasion).
        account_id: to whom.
        conversation_id: where.
        params: what a sentence about it needs; long texts are cut.
    """
    address = device = ""
    if by is not None:
        row = tx.conn.execute(_WHERE_FROM, {"token_hash": by.token_hash}).one_or_none()
        address, device = (row.address, row.device) if row is not None else ("", "")
    add(
        tx,
        exhibitor_id,
        deed,
        actor_id=by.principal_id if by is not None else None,
        account_id=account_id,
        conversation_id=conversation_id,
        params=params,
        address=address,
        device=device,
    )


def add(
    tx: Tx,
    exhibitor_id: ExhibitorId,
    deed: Deed,
    *,
    actor_id: PrincipalId | None,
    account_id: PrincipalId | None = None,
    conversation_id: ConversationId | None = None,
    params: Mapping[str, str | int] | None = None,
    address: str = "",
    device: str = "",
) -> None:
    """Add a line of somebody who is just coming or going; `record` is for all else."""
    kept = {name: one[:MAX_PARAM_CHARS] if isinstance(one, str) else one for name, one in (params or {}).items()}
    values = {
        "exhibitor_id": exhibitor_id,
        "at": tx.now,
        "code": deed,
        "actor_id": actor_id,
        "account_id": account_id,
        "conversation_id": conversation_id,
        "params": kept,
        "address": address[:100],
        "device": device[:200],
    }
    tx.conn.execute(_ADD, values)


def listed(names: Iterable[str]) -> str:
    """Return names as a parameter: in order, parted by commas."""
    return ", ".join(sorted(names))
