"""Cached business cards: people's own, and those in the folders that one may see.

A deleted card leaves a row that only remembers its `rev`, so that an older page can't bring it back. Folders are read
in rounds: what a round has not seen (and no event has brought meanwhile) is gone when it ends.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from workstation.domain.card import HeldCard, OwnCard
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.storage import documents, meta, search_names
from workstation.storage.schema import cards, doomed_images, own_cards

_held: Final = msgspec.json.Decoder(HeldCard)
_own: Final = msgspec.json.Decoder(OwnCard)
_MANY: Final = 500
_ROUND: Final = "cards_round"
"""The newest round asked for; rows that are written get it."""
_DONE: Final = "cards_done"
"""The last round that was read to its end."""

_PUT: Final = """
INSERT INTO cards (id, rev, round, holder_id, from_id, deleted, name_fold, words, data)
VALUES (:id, :rev, :round, :holder_id, :from_id, :deleted, :name_fold, :words, :data)
ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, holder_id = excluded.holder_id, from_id = excluded.from_id,
    deleted = excluded.deleted, name_fold = excluded.name_fold, words = excluded.words, data = excluded.data,
    round = excluded.round
WHERE excluded.rev >= cards.rev
"""
_DOOM: Final = """
INSERT OR IGNORE INTO doomed_images (attachment_id)
SELECT part.atom FROM {table}, json_tree({table}.{column}) AS part
WHERE part.key IN ('photo', 'logo') AND part.type = 'integer'
"""
_PICTURES: Final = """
SELECT DISTINCT part.atom FROM {table}, json_tree({table}.{column}) AS part
WHERE {condition} AND part.key IN ('photo', 'logo') AND part.type = 'integer'
"""
_SHOWING: Final = (("cards", "data"), ("own_cards", "data"), ("messages", "card"))
"""Where pictures of cards are shown."""
_SEEN: Final = "UPDATE cards SET round = ? WHERE id = ?"


# --- own cards ---


def store_own(tx: Connection, found: Sequence[OwnCard]) -> None:
    """Insert or overwrite people's own cards."""
    rows = [{"owner_id": one.owner_id, "rev": one.rev, "data": documents.encode(one)} for one in found]
    if rows:
        tx.execute(documents.upsert(own_cards, "owner_id"), rows)


def replace_own(tx: Connection, found: Sequence[OwnCard]) -> None:
    """Put these in the place of all own cards that were cached."""
    tx.execute(own_cards.delete())
    store_own(tx, found)


def own(tx: Connection, owner_id: PrincipalId) -> OwnCard | None:
    """Return somebody's own card, `None` when that person has made and sent none."""
    data = tx.execute(select(own_cards.c.data).where(own_cards.c.owner_id == owner_id)).scalar()
    return None if data is None else _own.decode(data)


def every_own(tx: Connection) -> list[OwnCard]:
    """Return the own cards that one may see."""
    return [_own.decode(data) for data in tx.execute(select(own_cards.c.data)).scalars()]


# --- folders ---

_OF_MESSAGE: Final = """
SELECT id FROM cards WHERE NOT deleted AND holder_id = :me AND data ->> '$.conversation_id' = :conversation_id
ORDER BY data ->> '$.n' IS :n DESC, data ->> '$.received_at' DESC LIMIT 1
"""


def store(tx: Connection, found: Iterable[HeldCard]) -> None:
    """Insert, overwrite or (deleted ones) empty cards, unless a newer `rev` is here."""
    round_ = _number(tx, _ROUND)
    rows = [_values(one) | {"round": round_} for one in found]
    if rows:
        before = _pictures(tx, "cards", "data", "cards.id", [row["id"] for row in rows])
        tx.exec_driver_sql(_PUT, rows)
        doom_unshown(tx, before)
        tx.exec_driver_sql(_SEEN, [(round_, row["id"]) for row in rows])


def every(tx: Connection) -> list[HeldCard]:
    """Return all cards that one may see, merged ones included, in no order."""
    return [_held.decode(data) for (data,) in tx.exec_driver_sql("SELECT data FROM cards WHERE NOT deleted")]


def these(tx: Connection, ids: Collection[ActionId]) -> list[HeldCard]:
    """Return these cards as far as one may see them, those they stand for, and those that stand for them."""
    read = _with_sources(tx, ids)
    standing = {one.merged_into for one in read if one.merged_into is not None} - {one.id for one in read}
    return read + _with_sources(tx, standing)


def _with_sources(tx: Connection, ids: Collection[ActionId]) -> list[HeldCard]:
    read: list[HeldCard] = []
    wanted = sorted(ids)
    for start in range(0, len(wanted), _MANY):
        some = wanted[start : start + _MANY]
        into = cards.c.data.op("->>")("$.merged_into")
        either = or_(cards.c.id.in_([one.bytes for one in some]), into.in_([str(one) for one in some]))
        statement = select(cards.c.data).where(cards.c.deleted == 0, either)
        read += [_held.decode(data) for data in tx.execute(statement).scalars()]
    return read


def found(tx: Connection, beginnings: Iterable[str]) -> set[ActionId]:
    """Return the cards that hold all of these beginnings of words (`search_text.Query.beginnings`)."""
    conditions = (func.instr(cards.c.name_fold, beginning) > 0 for beginning in beginnings)
    statement = select(cards.c.id).where(cards.c.deleted == 0, *conditions)
    return {ActionId(UUID(bytes=id_)) for id_ in tx.execute(statement).scalars()}


def get(tx: Connection, id_: ActionId) -> HeldCard | None:
    """Return a card, `None` if there is none."""
    data = tx.execute(select(cards.c.data).where(cards.c.id == id_.bytes, cards.c.deleted == 0)).scalar()
    return None if data is None else _held.decode(data)


def at_row(tx: Connection, rowid: int) -> ActionId | None:
    """Return the card of a row that was found by `search`."""
    row = tx.exec_driver_sql("SELECT id FROM cards WHERE rowid = ?", (rowid,)).first()
    return None if row is None else ActionId(UUID(bytes=row[0]))


def of_message(tx: Connection, conversation_id: ConversationId, n: int | None) -> ActionId | None:
    """Return my card that a message brought, or (`n` unknown) the last that its conversation brought."""
    row = tx.exec_driver_sql(_OF_MESSAGE, {"conversation_id": conversation_id, "n": n, "me": documents.me_id(tx)})
    found = row.first()
    return None if found is None else ActionId(UUID(bytes=found[0]))


def of_person(tx: Connection, from_id: PrincipalId) -> list[HeldCard]:
    """Return the cards that somebody handed over, as far as one may see them."""
    statement = select(cards.c.data).where(cards.c.from_id == from_id, cards.c.deleted == 0)
    return [_held.decode(data) for data in tx.execute(statement).scalars()]


def withdraw(tx: Connection, me: PrincipalId | None) -> None:
    """Forget what colleagues have: it is no longer mine to see, nor is a page of it that is on its way."""
    ask_for_all(tx)
    theirs = select(cards.c.id).where(cards.c.holder_id != me)
    before = _pictures(tx, "cards", "data", "cards.id", list(tx.execute(theirs).scalars()))
    people = select(own_cards.c.owner_id).where(own_cards.c.owner_id != me)
    before |= _pictures(tx, "own_cards", "data", "own_cards.owner_id", list(tx.execute(people).scalars()))
    tx.execute(delete(cards).where(cards.c.holder_id != me))
    tx.execute(delete(own_cards).where(own_cards.c.owner_id != me))
    doom_unshown(tx, before)


def doom_pictures(tx: Connection) -> None:
    """Note the pictures of all cards, those in messages included, for deletion from `images.db`."""
    for table, column in _SHOWING:
        tx.exec_driver_sql(_DOOM.format(table=table, column=column))


def in_messages(tx: Connection, conversations: Sequence[ConversationId]) -> set[int]:
    """Return the pictures of the cards that were handed over in these conversations."""
    return _pictures(tx, "messages", "card", "messages.conversation_id", conversations)


def doom_unshown(tx: Connection, pictures: Iterable[int]) -> None:
    """Note for deletion from `images.db` those of these pictures that nothing shows any more."""
    wanted = set(pictures)
    for table, column in _SHOWING:
        if wanted:
            wanted -= _pictures(tx, table, column, "part.atom", sorted(wanted))
    if wanted:
        rows = [{"attachment_id": id_} for id_ in sorted(wanted)]
        tx.execute(insert(doomed_images).on_conflict_do_nothing(), rows)


def _pictures(tx: Connection, table: str, column: str, key: str, values: Sequence[Any]) -> set[int]:
    """Return the pictures of cards in a table's rows with one of these values."""
    found: set[int] = set()
    for start in range(0, len(values), _MANY):
        some = tuple(values[start : start + _MANY])
        condition = f"{table}.{column} IS NOT NULL AND {key} IN ({', '.join('?' * len(some))})"
        statement = _PICTURES.format(table=table, column=column, condition=condition)
        found.update(int(atom) for (atom,) in tx.exec_driver_sql(statement, some))
    return found


# --- rounds ---


def ask_for_all(tx: Connection) -> None:
    """Note that the folders are to be read anew."""
    meta.put(tx, _ROUND, _number(tx, _ROUND) + 1)


def wanted_round(tx: Connection) -> int | None:
    """Return the round to be read, `None` when everything is here."""
    round_ = _number(tx, _ROUND)
    return None if round_ == _number(tx, _DONE) else round_


def finish_round(tx: Connection, round_: int) -> ChangeSet:
    """A round was read to its end: what it has not seen is gone."""
    gone = list(tx.execute(select(cards.c.id).where(cards.c.round < round_)).scalars())
    before = _pictures(tx, "cards", "data", "cards.id", gone)
    tx.execute(delete(cards).where(cards.c.round < round_))
    doom_unshown(tx, before)
    meta.put(tx, _DONE, round_)
    return ChangeSet(cards=True)


def store_page(tx: Connection, found: Sequence[HeldCard], round_: int) -> ChangeSet | None:
    """Put a page of a round into the cache; `None` when another round was asked for since, by which it may be void."""
    if wanted_round(tx) != round_:
        return None
    store(tx, found)
    return ChangeSet(cards=True) if found else ChangeSet()


def _number(tx: Connection, name: str) -> int:
    return int(meta.get(tx, name) or 0)


def _values(one: HeldCard) -> dict[str, Any]:
    return {
        "id": one.id.bytes,
        "rev": one.rev,
        "holder_id": one.holder_id,
        "from_id": one.from_id,
        "deleted": int(one.deleted),
        "name_fold": "" if one.deleted else search_names.of_card(one),
        "words": "" if one.deleted else " · ".join(search_names.words_of(one.content, one.note, one.tags)),
        "data": documents.encode(one),
    }
