"""Drafts: one per conversation, bound to its id."""

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from workstation.domain.ids import ActionId, ConversationId
from workstation.storage import refs
from workstation.storage.refs import Ref
from workstation.storage.schema import drafts


def save(tx: Connection, conversation: Ref, text: str, *, now_ms: int) -> None:
    """Keep a draft; an empty text forgets it."""
    key = refs.to_text(conversation)
    if not text:
        tx.execute(delete(drafts).where(drafts.c.conversation == key))
        return
    statement = insert(drafts).values(conversation=key, text=text, changed_at=now_ms)
    new = statement.excluded
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=["conversation"], set_={"text": new.text, "changed_at": new.changed_at}
        )
    )


def load(tx: Connection, conversation: Ref) -> str:
    """Return a draft, or an empty text."""
    found = tx.execute(select(drafts.c.text).where(drafts.c.conversation == refs.to_text(conversation))).scalar()
    return found or ""


def every(tx: Connection) -> dict[Ref, str]:
    """Return all drafts."""
    return {refs.from_text(row.conversation): row.text for row in tx.execute(select(drafts))}


def rename(tx: Connection, client_id: ActionId, conversation: ConversationId) -> None:
    """The server has named a conversation begun off-line."""
    if load(tx, conversation):  # one was begun under the new name already: it is the newer one
        return
    tx.execute(
        update(drafts)
        .where(drafts.c.conversation == refs.to_text(client_id))
        .values(conversation=refs.to_text(conversation))
    )
