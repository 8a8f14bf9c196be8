"""What spans two files, and therefore can't be one transaction: each step may be repeated at any time."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, delete, select

from workstation.domain import actions as act
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ActionId, AttachmentId, ConversationId
from workstation.domain.message import Message
from workstation.storage import blobs, inbound, messages, outbox, refs, translations, uploads
from workstation.storage.clearing import ALL
from workstation.storage.outbox import Pending, State
from workstation.storage.schema import doomed_conversations, doomed_images
from workstation.storage.store import Store

ECHO_PATIENCE_MS: Final = 60_000
"""So long at most after the answer: a server that was set back to an older state counts its log from there again."""


def settle_blocking(store: Store, *, now_ms: int, image_limit_bytes: int = 300 * 1024 * 1024) -> ChangeSet:
    """Take out of the outbox what the cache shows by now; call it at start and after events were applied.

    Own images move to `images.db`, so they aren't fetched again.
    """
    pending = store.read_local_blocking(outbox.tried)
    if not pending:
        return ChangeSet()
    known, done = store.read_blocking(_arrived, pending, now_ms)
    for one in pending:
        message = known.get(one.id)
        if message is not None and message.attachment is not None and one.after is not None:
            data = store.read_local_blocking(uploads.data, one.after)
            if data is not None:
                store.images_blocking(
                    blobs.put, message.attachment.id, "full", data, now_ms=now_ms, limit_bytes=image_limit_bytes
                )
    if not done:
        return ChangeSet()
    return store.write_local_blocking(outbox.settle, done)


def shred_blocking(store: Store) -> None:
    """Delete the images and translations of conversations that were deleted."""
    gone = store.read_blocking(_gone)
    if gone:
        store.write_local_blocking(_forget_translations, gone)
        store.write_blocking(_forget_gone, gone)
    doomed = store.read_blocking(_doomed)
    if doomed:
        store.images_blocking(blobs.forget, doomed)
        store.write_blocking(_forget_doomed, doomed)


def _arrived(tx: Connection, pending: Sequence[Pending], now_ms: int) -> tuple[dict[ActionId, Message], list[ActionId]]:
    known = messages.known_actions(tx, [p.id for p in pending if isinstance(p.action, act.Said)])
    cursor = inbound.cursor(tx)
    done = [p.id for p in pending if p.id in known or not lies_over(p, cursor, now_ms)]
    return known, done


def lies_over(pending: Pending, cursor: int | None, now_ms: int) -> bool:
    """Tell whether the cache does not show yet what an action did, or will do.

    What the server confirmed has a number in the log, and is shown once the cache is as far as that. To compare the
    cache with what was wanted would not do: where two actions on one thing come back together, the first never shows.

    Args:
        pending: of the outbox.
        cursor: number of the last event the cache has, `None` without any.
        now_ms: present time.
    """
    if pending.state is not State.SENT:
        return True
    arrived = cursor is not None and cursor >= pending.result_seq
    return not arrived and now_ms - pending.confirmed_at <= ECHO_PATIENCE_MS


def _gone(tx: Connection) -> list[ConversationId]:
    return [ConversationId(id_) for id_ in tx.execute(select(doomed_conversations.c.id)).scalars()]


def _forget_translations(tx: Connection, ids: Sequence[ConversationId]) -> None:
    if ALL in ids:
        translations.forget_all(tx)
    else:
        translations.forget_of(tx, map(refs.to_text, ids))


def _forget_gone(tx: Connection, ids: Sequence[ConversationId]) -> None:
    tx.execute(delete(doomed_conversations).where(doomed_conversations.c.id.in_(ids)))


def _doomed(tx: Connection) -> list[AttachmentId]:
    return [AttachmentId(id_) for id_ in tx.execute(select(doomed_images.c.attachment_id)).scalars()]


def _forget_doomed(tx: Connection, ids: Sequence[AttachmentId]) -> None:
    tx.execute(delete(doomed_images).where(doomed_images.c.attachment_id.in_(ids)))
