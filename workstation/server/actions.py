"""One way for all writes by users: checked again inside the transaction, done once, answered the same for ever."""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, select, update

from workstation.domain.account import Permission
from workstation.domain.actions import Action, ActionRequest, ActionResult, ConversationAction
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId
from workstation.server import events
from workstation.server.caller import Caller, load
from workstation.server.config import Limits
from workstation.server.database import INSERTS
from workstation.server.schema import action_done
from workstation.server.writer import Tx

A = TypeVar("A")
Handler = Callable[["Doing", Any], ActionResult]


class Doing(Struct, frozen=True):
    """What a handler works with."""

    tx: Tx
    caller: Caller
    id: ActionId
    limits: Limits
    pick: Callable[[int], int]
    """Chance: returns a number below the given one."""

    def result(
        self, *, conversation_id: ConversationId | None = None, message_id: Any = None, n: int | None = None
    ) -> ActionResult:
        """Return what the action came to."""
        return ActionResult(id=self.id, conversation_id=conversation_id, message_id=message_id, n=n)


class _Registered(Struct, frozen=True):
    handler: Handler
    kinds: frozenset[str]
    permission: Permission | None


_handlers: dict[type, _Registered] = {}
ACCOUNTS = frozenset({"main", "sub"})
BUYERS = frozenset({"buyer"})
EVERYBODY = ACCOUNTS | BUYERS
MAIN = frozenset({"main"})


def handles(
    action: type[A], kinds: frozenset[str], permission: Permission | None = None
) -> Callable[[Callable[[Doing, A], ActionResult]], Callable[[Doing, A], ActionResult]]:
    """Register the function that does an action, for those kinds of principals, with that permission (accounts)."""

    def register(fn: Callable[[Doing, A], ActionResult]) -> Callable[[Doing, A], ActionResult]:
        _handlers[action] = _Registered(fn, kinds, permission)
        return fn

    return register


def registered() -> dict[type, tuple[frozenset[str], Permission | None]]:
    """Return who may do each action."""
    return {action: (entry.kinds, entry.permission) for action, entry in _handlers.items()}


def digest(action: Action) -> bytes:
    """Return what tells one content from another."""
    return hashlib.sha256(msgspec.json.encode(action, order="deterministic")).digest()


def perform(
    tx: Tx, token_hash: bytes, request: ActionRequest, limits: Limits, pick: Callable[[int], int]
) -> ActionResult:
    """Do an action, or return what it came to when it was done before.

    Raises:
        Refusal: what the caller may not do, or what the trade's rules say no to.
    """
    caller = load(tx.conn, token_hash, tx.now)
    if caller.must_change_password:
        raise Refusal("must_change_password")
    entry = _handlers[type(request.action)]
    if caller.kind not in entry.kinds:
        raise Refusal("not_allowed")
    if entry.permission and not (caller.account and caller.account.may(entry.permission)):
        raise Refusal("not_allowed")
    done = _reserve(tx, caller, request)
    if done is not None:
        return replace(done, seq=events.last_seq(tx.conn, caller.principal_id))
    action = request.action
    if isinstance(action, ConversationAction):
        action = action.in_conversation(_named(tx, caller, action.conversation))
    result = entry.handler(Doing(tx, caller, request.id, limits, pick), action)
    outcome = msgspec.json.encode(result).decode()
    tx.conn.execute(_KEEP, {"by_principal_id": caller.principal_id, "by_action_id": request.id, "outcome": outcome})
    return result


@cache
def _take_id(dialect: str) -> Any:
    """Return the statement that takes an action's id, or nothing when somebody has it."""
    return (
        INSERTS[dialect](action_done)
        .on_conflict_do_nothing(index_elements=[action_done.c.principal_id, action_done.c.action_id])
        .returning(action_done.c.principal_id)
    )


_DONE = select(action_done.c.digest, action_done.c.result).where(
    action_done.c.principal_id == bindparam("principal_id"), action_done.c.action_id == bindparam("action_id")
)
_KEEP = (
    update(action_done)
    .where(
        action_done.c.principal_id == bindparam("by_principal_id"),
        action_done.c.action_id == bindparam("by_action_id"),
    )
    .values(result=bindparam("outcome"))
)


def _reserve(tx: Tx, caller: Caller, request: ActionRequest) -> ActionResult | None:
    """Take the action's id; a second one with it waits here for the first, then gets its result."""
    content = digest(request.action)
    whose = {"principal_id": caller.principal_id, "action_id": request.id}
    kind = str(type(request.action).__struct_config__.tag)
    statement = _take_id(tx.conn.dialect.name)
    if tx.conn.execute(statement, {**whose, "kind": kind, "digest": content, "at": tx.now}).scalar() is not None:
        return None
    row = tx.conn.execute(_DONE, whose).one()
    if bytes(row.digest) != content:
        raise Refusal("action_id_reused")
    return msgspec.json.decode(row.result, type=ActionResult)


def _named(tx: Tx, caller: Caller, name: ConversationId | ActionId) -> ConversationId:
    """Return the server's number of a conversation that may be addressed by the action that opened it."""
    if isinstance(name, int):
        return ConversationId(name)
    row = tx.conn.execute(_DONE, {"principal_id": caller.principal_id, "action_id": name}).one_or_none()
    opened = msgspec.json.decode(row.result, type=ActionResult).conversation_id if row and row.result else None
    if opened is None:
        raise Refusal("not_found")
    return opened


def lane_of(request: ActionRequest) -> int:
    """Return what a batch is sorted by: the conversation, so that replicas lock rows in one order."""
    name = getattr(request.action, "conversation", 0)
    return name if isinstance(name, int) else 0
