"""Finding an owner for a buyer: gathers the facts, lets the rules decide, records why, and hands over."""

from collections.abc import Callable
from datetime import timedelta

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, insert, select, update

from workstation.domain.account import AccountKind, Permission
from workstation.domain.conversation import Conversation
from workstation.domain.distribution import Cause, Work
from workstation.domain.errors import Refusal
from workstation.domain.events import Assigned, ConversationChanged, PresenceMoved, Unassigned
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, ExhibitorId, PrincipalId, SectionId
from workstation.domain.routing import Decision, Facts, Mode, decide
from workstation.server import asked, booking_readers, database, team_log
from workstation.server.facts import Team
from workstation.server.jobs import plan
from workstation.server.queries import accounts, conversations
from workstation.server.queries.conversations import Seen
from workstation.server.schema import account, conversation, decision, past_owner, principal
from workstation.server.telling import announce_owner as announce_owner
from workstation.server.telling import name_params as name_params
from workstation.server.telling import notify as notify
from workstation.server.telling import say as say
from workstation.server.writer import Tx

WAITING = "serve_waiting"
"""The job that looks again after those who wait in a queue: a net below what is done at once."""
LOOK_AGAIN_S = 15.0
_HOLD = (
    select(account.c.id)
    .join(principal, principal.c.id == account.c.id)
    .where(account.c.id == bindparam("account_id"))
    .with_for_update(read=True)
)


class Why(Struct, frozen=True, kw_only=True):
    """Why a conversation goes to whom, as it is recorded."""

    cause: Cause
    decided: Decision | None = None
    """By the rules; without it a person decided."""
    facts: Facts | None = None
    mode: Mode = Mode.AUTOMATIC
    exhibit_id: ExhibitId | None = None
    section_id: SectionId | None = None
    by_id: PrincipalId | None = None
    reason: str = ""


def distribute(
    tx: Tx,
    head: Conversation,
    exhibit_id: ExhibitId | None,
    pick: Callable[[int], int],
    *,
    cause: Cause = Cause.BUYER,
    team: Team | None = None,
) -> Decision:
    """Decide who gets the buyer of this conversation, and record why."""
    made, why = decided(tx, head, exhibit_id, pick, cause=cause, team=team)
    record(tx, head, made.owner_id, why)
    return made


def decided(
    tx: Tx,
    head: Conversation,
    exhibit_id: ExhibitId | None,
    pick: Callable[[int], int],
    *,
    cause: Cause,
    team: Team | None = None,
) -> tuple[Decision, Why]:
    """Return who gets the buyer of this conversation, and what is to be recorded about it."""
    looked_at = team or Team(tx, head.exhibitor_id)
    section_id = looked_at.section_of(exhibit_id)
    facts = looked_at.facts(head, exhibit_id, section_id)
    made = decide(looked_at.sharing.mode, looked_at.sharing.options, facts, pick)
    if made.owner_id is not None and not hold_receiver(tx, made.owner_id):
        return decided(tx, head, exhibit_id, pick, cause=cause)  # it was disabled while we looked
    why = Why(
        cause=cause,
        decided=made,
        facts=facts,
        mode=looked_at.sharing.mode,
        exhibit_id=exhibit_id,
        section_id=section_id,
    )
    return made, why


def record(tx: Tx, head: Conversation, owner_id: PrincipalId | None, why: Why) -> None:
    """Keep why a conversation went where it went."""
    keep(tx, head.exhibitor_id, owner_id, why, conversation_id=head.id, n=head.last_n, from_id=head.owner_id)
    if why.decided is not None and owner_id is not None:
        team_log.by_rules(tx, head, owner_id, why.decided.rule)


def keep(
    tx: Tx,
    exhibitor_id: ExhibitorId,
    owner_id: PrincipalId | None,
    why: Why,
    *,
    work: Work = Work.MESSAGES,
    from_id: PrincipalId | None,
    conversation_id: ConversationId | None = None,
    n: int = 0,
    intent_id: ActionId | None = None,
) -> None:
    """Keep a decision about a conversation or an intent."""
    made = why.decided
    tx.conn.execute(
        insert(decision),
        {
            "conversation_id": conversation_id,
            "intent_id": intent_id,
            "account_id": owner_id,
            "at": tx.now,
            "rule": why.cause if made is None else made.rule,
            "trace": msgspec.json.encode(() if made is None else made.trace).decode(),
            "exhibitor_id": exhibitor_id,
            "work": work,
            "cause": why.cause,
            "n": n,
            "from_id": from_id,
            "by_id": why.by_id,
            "reason": why.reason,
            "mode": why.mode,
            "exhibit_id": why.exhibit_id,
            "section_id": why.section_id,
            "facts": "" if why.facts is None else msgspec.json.encode(why.facts).decode(),
        },
    )


def look_again_later(tx: Tx, exhibitor_id: ExhibitorId, *, soon: bool = False) -> None:
    """Plan a look after those who wait for somebody of this exhibitor."""
    due_at = tx.now if soon else tx.now + timedelta(seconds=LOOK_AGAIN_S)
    plan(tx, f"{WAITING}:{exhibitor_id}", WAITING, due_at, exhibitor_id, keep=not soon)


def show(tx: Tx, reader_id: PrincipalId, where: Seen) -> None:
    """Bring a conversation to somebody who may see it from now on, and say whether its buyer is there."""
    page = conversations.page(tx.conn, reader_id, where, tx.now)
    tx.emit([reader_id], Assigned(page=page))
    if page.buyer is not None and reader_id != page.buyer.id:
        tx.signal((reader_id,), PresenceMoved(principal_id=page.buyer.id, presence=page.buyer.presence))


def hold_receiver(tx: Tx, to_id: PrincipalId, permission: Permission = Permission.RECEIVE_MESSAGES) -> bool:
    """Keep an account that is about to get something as it is until that is committed; tell whether it may get it.

    Else a conversation could go, on one replica, to somebody whose conversations another replica has just handed on.
    """
    if tx.conn.dialect.name != "postgresql":
        return True
    tx.conn.execute(_HOLD, {"account_id": to_id})
    receiver = accounts.by_id(tx.conn, to_id, tx.now)
    return receiver.kind is AccountKind.MAIN or receiver.may(permission)


def hand_over(
    tx: Tx, before: Seen, to_id: PrincipalId | None, *, live: bool = True, exhibit_id: ExhibitId | None = None
) -> Seen:
    """Make an account the owner, at once, and bring everybody's logs up to date; without one the buyer waits.

    The row of the conversation is held by the transaction: at every instant it has one owner.

    Raises:
        Refusal: `busy` when the row was not held and has changed meanwhile.
    """
    head = before.conversation
    waits = to_id is None and live
    done = tx.conn.execute(
        update(conversation)
        .where(conversation.c.id == head.id, conversation.c.rev == head.rev)
        .values(
            owner_id=to_id,
            live=live,
            exhibit_id=exhibit_id or head.exhibit_id,
            queued_at=(head.queued_at or tx.now) if waits else None,
            rev=conversation.c.rev + 1,
        )
    )
    if done.rowcount != 1:
        raise Refusal("busy")
    if waits:
        look_again_later(tx, head.exhibitor_id)
    if to_id != head.owner_id:
        asked.withdraw(tx, head.id)
        asked.settle_returned(tx, head.id)
    given_up = head.owner_id if head.owner_id not in (None, to_id, before.main_id) else None
    if given_up is not None:
        leave(tx, head, given_up)
    if to_id is not None:
        tx.conn.execute(
            past_owner.delete().where(past_owner.c.conversation_id == head.id, past_owner.c.account_id == to_id)
        )
    after = _now(tx, head.id, before.main_id)
    if to_id is not None and to_id != head.owner_id:
        show(tx, to_id, after)
    rest = [one for one in after.audience if one != to_id or to_id == head.owner_id]
    tx.emit(rest, ConversationChanged(conversation=after.conversation))
    booking_readers.owner_changed(tx, head.id, head.owner_id, to_id)
    return after


def leave(tx: Tx, head: Conversation, account_id: PrincipalId) -> None:
    """Let an account keep a conversation as it is (`head`: before it goes elsewhere), and nothing of what follows."""
    kept = {"readable_to_n": head.last_n, "head": msgspec.json.encode(head).decode()}
    tx.conn.execute(
        database.insert(tx.conn, past_owner)
        .values(conversation_id=head.id, account_id=account_id, **kept)
        .on_conflict_do_update(index_elements=[past_owner.c.conversation_id, past_owner.c.account_id], set_=kept)
    )
    tx.emit([account_id], Unassigned(conversation_id=head.id, readable_to_n=head.last_n))


def _now(tx: Tx, conversation_id: ConversationId, main_id: PrincipalId | None) -> Seen:
    row = tx.conn.execute(select(conversation).where(conversation.c.id == conversation_id)).one()
    return Seen(conversation=conversations.head_of(row), main_id=main_id)
