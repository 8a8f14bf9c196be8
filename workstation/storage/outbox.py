"""What waits to leave: actions in lanes, in order of entry, until what they did is in the cache.

A lane goes on only when its first action is through. A passing fault holds the lane; a refusal takes the action out,
keeps its text, and pauses the later messages of the lane for the user to decide.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy import delete as sql_delete

from workstation.domain import actions as act
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ActionId, ConversationId
from workstation.storage import drafts, refs, translations
from workstation.storage.outbox_kinds import COALESCED, ECHOED, MESSAGES, SILENT, changes_of, kind_of
from workstation.storage.refs import Ref
from workstation.storage.schema import outbox, uploads

_decoder: Final = msgspec.json.Decoder(act.Action)
_params: Final = msgspec.json.Decoder(dict[str, str | int])


class State(StrEnum):
    """Where an action stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    """The server has it; the event about it is still to come."""
    REFUSED = "refused"
    PAUSED = "paused"
    """An earlier message of the lane was refused."""
    FAILED = "failed"
    """It can't be sent for a reason of our own."""


class Pending(Struct, frozen=True, kw_only=True):
    """An action in the outbox; times in milliseconds since 1970 UTC."""

    seq: int
    id: ActionId
    lane: str
    conversation: Ref | None
    action: act.Action
    after: ActionId | None
    state: State
    attempts: int
    due_at: int
    created_at: int
    problem_code: str
    problem_params: dict[str, str | int]
    result_n: int | None
    result_seq: int
    confirmed_at: int

    @property
    def is_refused(self) -> bool:
        """Whether it came to nothing: it stays for the user to decide, and nothing shows its effect."""
        return self.state in (State.REFUSED, State.FAILED)

    @property
    def is_waiting(self) -> bool:
        """Whether it is not at the server yet, and may still get there."""
        return self.state is not State.SENT and not self.is_refused


def add(tx: Connection, id_: ActionId, action: act.Action, *, now_ms: int, after: ActionId | None = None) -> ChangeSet:
    """Put an action at the end of its lane.

    Args:
        tx: a transaction of `local.db`.
        id_: made for this action, never used before.
        action: what to do.
        now_ms: present time.
        after: an upload or an action that must be through first.
    """
    lane, kind = action.lane(), kind_of(action)
    if kind in COALESCED:
        tx.execute(
            sql_delete(outbox).where(
                outbox.c.lane == lane, outbox.c.kind == kind, outbox.c.state.in_([State.WAITING, State.SENT])
            )
        )
    conversation = action.conversation if isinstance(action, act.ConversationAction) else None
    held = kind in MESSAGES and _has(tx, lane, State.PAUSED)
    tx.execute(
        outbox.insert().values(
            id=id_.bytes,
            lane=lane,
            conversation="" if conversation is None else refs.to_text(conversation),
            kind=kind,
            payload=msgspec.json.encode(action).decode(),
            after=None if after is None else after.bytes,
            state=(State.PAUSED if held else State.WAITING).value,
            created_at=now_ms,
            problem_code="paused" if held else "",
        )
    )
    return changes_of(lane, conversation)


_READY: Final = """
FROM outbox AS o WHERE o.state = 'waiting' AND instr(o.conversation, '-') = 0
    AND NOT EXISTS (SELECT 1 FROM outbox AS p
        WHERE p.lane = o.lane AND p.seq < o.seq AND p.state IN ('waiting', 'sending', 'paused'))
    AND (o.after IS NULL OR NOT EXISTS (SELECT 1 FROM uploads AS u WHERE u.id = o.after AND u.state <> 'done')
        AND NOT EXISTS (SELECT 1 FROM outbox AS a WHERE a.id = o.after AND a.state <> 'sent'))
"""
_NEXT: Final = "SELECT o.* " + _READY + "AND o.due_at <= ? ORDER BY o.seq LIMIT ?"
_NEXT_AT: Final = "SELECT min(o.due_at) " + _READY


def next_due(tx: Connection, now_ms: int, limit: int = 20) -> list[Pending]:
    """Return what may be sent now: at most the first of each lane, oldest first."""
    return [_from_row(row) for row in tx.exec_driver_sql(_NEXT, (now_ms, limit))]


def next_due_at(tx: Connection) -> int | None:
    """Return when the next action may be tried, `None` when nothing could be."""
    return tx.exec_driver_sql(_NEXT_AT).scalar()


def get(tx: Connection, id_: ActionId) -> Pending | None:
    """Return an action, `None` if it isn't in the outbox."""
    row = tx.execute(select(outbox).where(outbox.c.id == id_.bytes)).first()
    return None if row is None else _from_row(row)


def for_conversation(tx: Connection, conversation: Ref) -> list[Pending]:
    """Return all actions of a conversation in their order."""
    statement = select(outbox).where(outbox.c.conversation == refs.to_text(conversation)).order_by(outbox.c.seq)
    return [_from_row(row) for row in tx.execute(statement)]


def every(tx: Connection) -> list[Pending]:
    """Return all actions in their order."""
    return [_from_row(row) for row in tx.execute(select(outbox).order_by(outbox.c.seq))]


def of_lane(tx: Connection, lane: str) -> list[Pending]:
    """Return all actions of a lane in their order."""
    return [_from_row(row) for row in tx.execute(select(outbox).where(outbox.c.lane == lane).order_by(outbox.c.seq))]


def of_lanes(tx: Connection, beginning: str) -> list[Pending]:
    """Return all actions of the lanes whose names begin so, in their order."""
    statement = select(outbox).where(outbox.c.lane.startswith(beginning, autoescape=True)).order_by(outbox.c.seq)
    return [_from_row(row) for row in tx.execute(statement)]


def messages(tx: Connection) -> list[Pending]:
    """Return all messages in the outbox in their order."""
    statement = select(outbox).where(outbox.c.kind.in_(MESSAGES)).order_by(outbox.c.seq)
    return [_from_row(row) for row in tx.execute(statement)]


def tried(tx: Connection) -> list[Pending]:
    """Return what the server may know already, in its order: confirmed actions, and messages that left at least once.

    However much waits behind them, these are few: at most one of a lane is on its way.
    """
    if tx.exec_driver_sql("SELECT 1 FROM outbox LIMIT 1").first() is None:
        return []  # asked after every batch of events, and mostly there is nothing
    left_once = outbox.c.kind.in_(MESSAGES) & (outbox.c.attempts > 0)
    statement = select(outbox).where((outbox.c.state == State.SENT) | left_once).order_by(outbox.c.seq)
    return [_from_row(row) for row in tx.execute(statement)]


def waiting_count(tx: Connection) -> int:
    """Return how many messages and decisions wait to leave (background actions and refused ones don't count)."""
    waiting = outbox.c.state.in_([State.WAITING, State.SENDING, State.PAUSED])
    statement = select(func.count()).where(waiting, outbox.c.kind.not_in(SILENT))
    return tx.execute(statement).scalar() or 0


def mark_sending(tx: Connection, id_: ActionId) -> ChangeSet:
    """It is on its way now."""
    return _set(tx, id_, state=State.SENDING, attempts=outbox.c.attempts + 1, problem_code="")


def confirm(tx: Connection, id_: ActionId, result: act.ActionResult, *, now_ms: int) -> ChangeSet:
    """The server has it; a conversation begun off-line gets its name in everything that waits for it."""
    pending = get(tx, id_)
    if pending is None:  # its event was quicker than its answer
        return ChangeSet()
    changes = changes_of(pending.lane, pending.conversation)
    if isinstance(pending.action, act.OpenColleagueChat) and result.conversation_id is not None:
        changes |= _name_conversation(tx, id_, result.conversation_id)
    if kind_of(pending.action) in ECHOED:
        known = {"result_n": result.n, "result_seq": result.seq, "confirmed_at": now_ms}
        _set(tx, id_, state=State.SENT, problem_code="", **known)
    else:
        tx.execute(sql_delete(outbox).where(outbox.c.id == id_.bytes))
    return changes


def postpone(tx: Connection, id_: ActionId, due_at_ms: int, code: str) -> ChangeSet:
    """A passing fault: try the same action again, with the same id, not before then."""
    return _set(tx, id_, state=State.WAITING, due_at=due_at_ms, problem_code=code)


def refuse(tx: Connection, id_: ActionId, code: str, params: dict[str, str | int] | None = None) -> ChangeSet:
    """The server said no: the action leaves the lane, the lane's later messages wait for the user."""
    return _take_out(tx, id_, State.REFUSED, code, params or {})


def fail(tx: Connection, id_: ActionId, code: str, params: dict[str, str | int] | None = None) -> ChangeSet:
    """It can't be sent for a reason of our own; as with a refusal, the user decides."""
    return _take_out(tx, id_, State.FAILED, code, params or {})


def retry(tx: Connection, id_: ActionId, new_id: ActionId, *, seen_n: int | None = None) -> ActionId | None:
    """Let an action go again at its place, and the paused ones after it; return the id it now has.

    A refused one was answered for good, so it becomes a new action; any other keeps its id.

    Args:
        tx: a transaction of `local.db`.
        id_: the action.
        new_id: for a refused one.
        seen_n: last message the user has seen by now.
    """
    pending = get(tx, id_)
    if pending is None or pending.state in (State.SENDING, State.SENT):
        return None
    action = pending.action
    if isinstance(action, act.Said) and seen_n is not None:
        action = replace(action, seen_n=seen_n)
    now_id = new_id if pending.state is State.REFUSED else id_
    if now_id == id_:
        action = pending.action if pending.attempts else action  # what may have arrived must stay the same
    _set(
        tx,
        id_,
        id=now_id.bytes,
        payload=msgspec.json.encode(action).decode(),
        state=State.WAITING,
        due_at=0,
        attempts=0 if now_id != id_ else pending.attempts,
        problem_code="",
        problem_params="{}",
    )
    tx.execute(update(outbox).where(outbox.c.after == id_.bytes).values(after=now_id.bytes))
    tx.execute(
        update(outbox)
        .where(outbox.c.lane == pending.lane, outbox.c.seq > pending.seq, outbox.c.state == State.PAUSED)
        .values(state=State.WAITING.value, problem_code="")
    )
    if pending.after is not None:
        tx.execute(
            update(uploads)
            .where(uploads.c.id == pending.after.bytes, uploads.c.state != "done")
            .values(state="waiting", due_at=0, problem_code="")
        )
    return now_id


def discard(tx: Connection, id_: ActionId) -> Pending | None:
    """Take an action out for good with its upload; return what it was, `None` when it is on its way or gone."""
    pending = get(tx, id_)
    if pending is None or pending.state in (State.SENDING, State.SENT):
        return None
    _delete(tx, [pending])
    return pending


def settle(tx: Connection, ids: Iterable[ActionId]) -> ChangeSet:
    """The cache shows what these did: they leave the outbox, their uploads too."""
    changes = ChangeSet()
    for id_ in ids:
        pending = get(tx, id_)
        if pending is not None:
            _delete(tx, [pending])
            changes |= changes_of(pending.lane, pending.conversation)
    return changes


def reset_sending(tx: Connection) -> None:
    """After a start: what was on its way is sent again with the same id."""
    tx.execute(update(outbox).where(outbox.c.state == State.SENDING).values(state=State.WAITING.value, due_at=0))
    tx.execute(update(uploads).where(uploads.c.state == "sending").values(state="waiting", due_at=0))


def make_due(tx: Connection) -> None:
    """The link is up again: what a fault had postponed is tried now."""
    tx.execute(update(outbox).where(outbox.c.state == State.WAITING, outbox.c.due_at > 0).values(due_at=0))
    tx.execute(update(uploads).where(uploads.c.state == "waiting", uploads.c.due_at > 0).values(due_at=0))


def _has(tx: Connection, lane: str, state: State) -> bool:
    return (
        tx.execute(select(outbox.c.seq).where(outbox.c.lane == lane, outbox.c.state == state).limit(1)).first()
        is not None
    )


def _set(tx: Connection, id_: ActionId, **values: Any) -> ChangeSet:
    pending = get(tx, id_)
    if pending is None:
        return ChangeSet()
    values = {name: value.value if isinstance(value, State) else value for name, value in values.items()}
    tx.execute(update(outbox).where(outbox.c.id == id_.bytes).values(**values))
    return changes_of(pending.lane, pending.conversation)


def _take_out(tx: Connection, id_: ActionId, state: State, code: str, params: dict[str, str | int]) -> ChangeSet:
    pending = get(tx, id_)
    if pending is None:
        return ChangeSet()
    if kind_of(pending.action) in SILENT:
        _delete(tx, [pending])
        return changes_of(pending.lane, pending.conversation)
    _set(tx, id_, state=state, problem_code=code, problem_params=msgspec.json.encode(params).decode())
    tx.execute(
        update(outbox)
        .where(
            outbox.c.lane == pending.lane,
            outbox.c.seq > pending.seq,
            outbox.c.kind.in_(MESSAGES),
            outbox.c.state == State.WAITING,
        )
        .values(state=State.PAUSED.value, problem_code="paused")
    )
    return changes_of(pending.lane, pending.conversation)


def _delete(tx: Connection, gone: Iterable[Pending]) -> None:
    for pending in gone:
        tx.execute(sql_delete(outbox).where(outbox.c.id == pending.id.bytes))
        if pending.after is not None:
            tx.execute(sql_delete(uploads).where(uploads.c.id == pending.after.bytes))


def _name_conversation(tx: Connection, client_id: ActionId, conversation: ConversationId) -> ChangeSet:
    """Address what was written to a conversation begun off-line by the server's id."""
    changes = ChangeSet(conversations=frozenset({conversation}))
    for pending in for_conversation(tx, client_id):
        if isinstance(pending.action, act.ConversationAction):
            action = pending.action.in_conversation(conversation)
            _set(
                tx,
                pending.id,
                payload=msgspec.json.encode(action).decode(),
                lane=action.lane(),
                conversation=refs.to_text(conversation),
            )
            changes |= changes_of(pending.lane, conversation) | changes_of(action.lane(), conversation)
    drafts.rename(tx, client_id, conversation)
    translations.rename(tx, client_id, conversation)
    return changes


def _from_row(row: Row[Any]) -> Pending:
    return Pending(
        seq=row.seq,
        id=ActionId(UUID(bytes=row.id)),
        lane=row.lane,
        conversation=refs.from_text(row.conversation) if row.conversation else None,
        action=_decoder.decode(row.payload),
        after=None if row.after is None else ActionId(UUID(bytes=row.after)),
        state=State(row.state),
        attempts=row.attempts,
        due_at=row.due_at,
        created_at=row.created_at,
        problem_code=row.problem_code,
        problem_params=_params.decode(row.problem_params),
        result_n=row.result_n,
        result_seq=row.result_seq,
        confirmed_at=row.confirmed_at,
    )
