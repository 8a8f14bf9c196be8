"""The list's cap: beyond it the oldest conversation that nobody waits in is marked archived, never deleted."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import ColumnElement, Connection, func, select, update

from workstation.domain.changes import ChangeSet
from workstation.domain.conversation import ConversationKind
from workstation.domain.ids import ConversationId
from workstation.storage.schema import conversations

LIMIT: Final = 2000


def excess(tx: Connection, limit: int = LIMIT) -> int:
    """Return by how many customers the list is over its limit."""
    return max(0, (tx.execute(select(func.count()).where(_listed())).scalar() or 0) - limit)


def enforce(tx: Connection, protected: Iterable[ConversationId], limit: int = LIMIT) -> ChangeSet:
    """Archive the oldest customers over the limit; one with a new message comes back by itself.

    Args:
        tx: a writing transaction of the cache.
        protected: conversations with a draft, something unsent, or open on the screen; besides these, unanswered,
            starred, pinned and marked ones stay, even if the list then exceeds its limit.
        limit: customers in the list.
    """
    c = conversations.c
    over = excess(tx, limit)
    if not over:
        return ChangeSet()
    oldest = (
        select(c.id)
        .where(_listed(), c.waiting_since.is_(None), *_unmarked(), c.id.not_in(list(protected)))
        .order_by(c.last_at, c.id)
        .limit(over)
    )
    ids = [ConversationId(id_) for id_ in tx.execute(oldest).scalars()]
    tx.execute(update(conversations).where(c.id.in_(ids)).values(archived_n=c.last_n))
    return ChangeSet(conversations=frozenset(ids))


def _unmarked() -> tuple[ColumnElement[bool], ...]:
    c = conversations.c
    return c.starred == 0, c.pinned == 0, c.marked_unread == 0


def _listed() -> ColumnElement[bool]:
    c = conversations.c
    return (c.kind == ConversationKind.CUSTOMER.value) & c.archived_n.is_(None)
