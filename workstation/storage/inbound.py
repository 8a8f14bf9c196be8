"""What the server says, applied to the cache: a batch of events or a page of a snapshot in one transaction.

Applying twice changes nothing: the log's cursor is stored in the same transaction, rows give way only to a newer `rev`,
and what the list shows is computed anew for every conversation touched.
"""

from collections.abc import Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from workstation.domain import events as ev
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import to_ms
from workstation.domain.message import Message
from workstation.storage import (
    accounts,
    cards,
    conversations,
    exhibits,
    meta,
    search_index,
)
from workstation.storage.errors import OutOfOrder
from workstation.storage.inbound_batch import Batch


def cursor(tx: Connection) -> int | None:
    """Return the `seq` of the last event applied, `None` before the first sync (or after it became void)."""
    value = meta.get(tx, meta.CURSOR)
    return None if value is None else int(value)


def synced_at_ms(tx: Connection) -> int | None:
    """Return the time of the last event applied, milliseconds since 1970 UTC: until then the cache is complete."""
    value = meta.get(tx, meta.SYNCED_AT)
    return None if value is None else int(value)


def revoked(tx: Connection) -> str | None:
    """Return why the server took everything away, `None` while it hasn't."""
    return meta.get(tx, meta.REVOKED)


def apply(tx: Connection, events: Sequence[ev.Event]) -> ChangeSet:
    """Apply a stretch of the log; what was applied before is passed over.

    Args:
        tx: a writing transaction.
        events: ascending, at most some 200 (a longer stretch keeps other writers waiting).

    Raises:
        OutOfOrder: a gap or a contradiction; nothing took effect.
    """
    last = cursor(tx)
    fresh = _continuing(events, last)
    if not fresh:
        return ChangeSet()
    batch = Batch(tx, accounts.me_id(tx))
    try:
        for event in fresh:
            batch.add(event.body)
            if batch.all_taken:
                break  # what follows is not ours to keep
        changes = batch.finish()
    except IntegrityError as error:
        raise OutOfOrder(None, fresh[0].seq) from error
    if meta.get(tx, meta.REVOKED) is None:
        meta.put(tx, meta.CURSOR, fresh[-1].seq)
        meta.put(tx, meta.SYNCED_AT, to_ms(fresh[-1].at))
    return changes


def apply_snapshot(tx: Connection, snapshot: ev.Snapshot) -> ChangeSet:
    """Apply a page of a snapshot: the truth as of then, whatever the cache says.

    Until `finish_snapshot` the cursor stays as it was, so a snapshot that breaks off is begun anew.
    """
    meta.put(tx, meta.ME, snapshot.me.id)
    meta.forget(tx, meta.REVOKED)
    search_index.begin(tx)
    batch = Batch(tx, snapshot.me.id, always=True)
    accounts.store_exhibitor(tx, snapshot.exhibitor, always=True)
    exhibits.store_sections(tx, snapshot.sections)
    batch.accounts.extend((snapshot.me, *snapshot.accounts))
    batch.exhibits.extend(snapshot.exhibits)
    batch.notices.extend(snapshot.notices)
    if snapshot.accounts:  # the first page, which has all of these
        batch.replace_phrases(snapshot.phrases)
        batch.replace_team(snapshot)
        batch.replace_auto_replies(snapshot.auto_replies)
        batch.replace_translation(snapshot)
        batch.replace_calendar(snapshot)
        batch.replace_intents(snapshot)
        cards.replace_own(tx, snapshot.own_cards)
        cards.ask_for_all(tx)
    for page in snapshot.conversations:
        batch.add_page(page)
    changes = batch.finish()
    conversations.set_snapshot(tx, [page.conversation.id for page in snapshot.conversations], snapshot.as_of)
    return changes


def finish_snapshot(tx: Connection, as_of: int, at_ms: int | None = None) -> ChangeSet:
    """Delete what the snapshot didn't bring and set the cursor to its position.

    Args:
        tx: a writing transaction.
        as_of: the snapshot's.
        at_ms: the server's time when it was begun, milliseconds since 1970 UTC.
    """
    conversations.delete(tx, conversations.not_in_snapshot(tx, as_of))
    meta.put(tx, meta.CURSOR, as_of)
    if at_ms is not None:
        meta.put(tx, meta.SYNCED_AT, at_ms)
    return ChangeSet(everything=True)


def apply_history(tx: Connection, found: Sequence[Message]) -> ChangeSet:
    """Put a page of older (or missing) messages into the cache."""
    batch = Batch(tx, accounts.me_id(tx), always=True)
    for message in found:
        batch.add_message(message)
    return batch.finish()


def _continuing(events: Sequence[ev.Event], last: int | None) -> list[ev.Event]:
    """Return the events after `last`, which must be dense."""
    if last is None:
        if events:
            raise OutOfOrder(None, events[0].seq)
        return []
    fresh: list[ev.Event] = []
    for event in events:
        if event.seq <= last:
            continue
        if event.seq != last + 1:
            raise OutOfOrder(last + 1, event.seq)
        last = event.seq
        fresh.append(event)
    return fresh
