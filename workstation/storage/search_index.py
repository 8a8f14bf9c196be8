"""Making the index anew in slices when the way texts are folded has changed; a crash goes on where it stopped."""

from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from workstation.domain.buyer import Buyer
from workstation.storage import cards, conversations, documents, intents, meta, search_text, search_words
from workstation.storage.search_match import Progress

SLICE: Final = 250
"""Messages in one transaction: about 15 ms, in which nothing else is written."""
_SLICE_CHARS: Final = 60_000

_REDO: Final = "search_redo"

_SLICE_SELECT: Final = "SELECT id, length(text) FROM messages WHERE id < ? ORDER BY id DESC LIMIT ?"
_FORGET: Final = """
DELETE FROM message_fts WHERE rowid IN (SELECT id FROM messages WHERE id >= ? AND id < ? AND text <> '')
"""
_INDEX: Final = """
INSERT INTO message_fts (rowid, text)
SELECT id, search_split(text) FROM messages WHERE id >= ? AND id < ? AND text <> '' ORDER BY id
"""
_SAID: Final = "SELECT text FROM messages WHERE id >= ? AND id < ? AND text <> ''"
_BUYERS: Final = "SELECT id, data FROM buyers WHERE id > ? ORDER BY id LIMIT ?"
_TOTAL: Final = "SELECT count(*), coalesce(max(id), 0) FROM messages"


class _Redo(Struct, kw_only=True):
    """Where the making stands; stored with each slice, in its transaction."""

    version: int
    buyer: int = -1
    """Names are done up to this buyer."""
    below: int
    """Messages are done from this id on: the newest come first."""
    done: int = 0
    total: int


def progress(tx: Connection) -> Progress | None:
    """Return how far the index is from complete, `None` when it is complete."""
    if meta.get(tx, meta.SEARCH_VERSION) == str(search_text.VERSION):
        return None
    redo = _stored(tx)
    return Progress(done=0, total=1) if redo is None else Progress(done=redo.done, total=redo.total)


def begin(tx: Connection) -> None:
    """Note that what comes into an empty cache is indexed as this version does it: nothing is to be made anew."""
    if (
        meta.get(tx, meta.SEARCH_VERSION) is None
        and tx.exec_driver_sql("SELECT 1 FROM messages LIMIT 1").first() is None
    ):
        meta.put(tx, meta.SEARCH_VERSION, search_text.VERSION)


def step(tx: Connection, size: int = SLICE) -> Progress | None:
    """Make the next slice (of a new making, if none is under way); return how far it is, `None` when complete.

    Args:
        tx: a writing transaction of the cache.
        size: messages, or buyers, at most.
    """
    if progress(tx) is None:
        return None
    redo = _stored(tx) or _begun(tx)
    if redo.buyer >= 0:
        _redo_names(tx, redo, size)
    elif not _redo_messages(tx, redo, size):
        meta.put(tx, meta.SEARCH_VERSION, search_text.VERSION)
        meta.forget(tx, _REDO)
        return None
    meta.put(tx, _REDO, documents.encode(redo))
    return Progress(done=redo.done, total=redo.total)


def _begun(tx: Connection) -> _Redo:
    cards.ask_for_all(tx)  # their names are folded as they come
    intents.fold_anew(tx)
    total, last = tx.exec_driver_sql(_TOTAL).one()
    return _Redo(version=search_text.VERSION, buyer=0, below=last + 1, total=total)


def _stored(tx: Connection) -> _Redo | None:
    """Return what an earlier step left, unless it made for another version."""
    data = meta.get(tx, _REDO)
    redo = None if data is None else documents.decode(data, _Redo)
    return redo if redo is not None and redo.version == search_text.VERSION else None


def _redo_names(tx: Connection, redo: _Redo, size: int) -> None:
    rows = tx.exec_driver_sql(_BUYERS, (redo.buyer, size)).all()
    decoder = msgspec.json.Decoder(Buyer)
    conversations.name_after_buyers(tx, [decoder.decode(row.data) for row in rows])
    redo.buyer = rows[-1].id if rows else -1


def _redo_messages(tx: Connection, redo: _Redo, size: int) -> bool:
    """Index the next messages down from the last slice; tell whether there were any."""
    low, chars, count = redo.below, 0, 0
    for id_, length in tx.exec_driver_sql(_SLICE_SELECT, (redo.below, size)).all():
        if count and chars + length > _SLICE_CHARS:
            break
        low, chars, count = id_, chars + length, count + 1
    if not count:
        return False
    tx.exec_driver_sql(_FORGET, (low, redo.below))
    tx.exec_driver_sql(_INDEX, (low, redo.below))
    search_words.note(tx, (row.text for row in tx.exec_driver_sql(_SAID, (low, redo.below))))
    redo.below = low
    redo.done += count
    return True
