"""Cached conversations: heads, marks, and the list's figures (recomputed from the messages, never counted up)."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert

from workstation.domain.buyer import Buyer
from workstation.domain.clock import from_ms, to_ms
from workstation.domain.conversation import Conversation, ConversationKind, Marks, ReadMark
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, ExhibitorId, PrincipalId
from workstation.storage import cards, documents, lines, search_names, search_words
from workstation.storage.lines import Line
from workstation.storage.messages import attachments_of
from workstation.storage.schema import conversations, doomed_conversations, doomed_images, reads

_HEAD: Final = (
    "rev",
    "kind",
    "exhibitor_id",
    "created_at",
    "buyer_id",
    "other_id",
    "participant_ids",
    "owner_id",
    "exhibit_id",
    "channel",
    "live",
    "blocked",
    "client_id",
    "queued_at",
    "intent_id",
)
_upsert_newer: Final = documents.upsert(conversations, columns=_HEAD)
_upsert_always: Final = documents.upsert(conversations, columns=_HEAD, always=True)

_upsert_read: Final = insert(reads).on_conflict_do_update(
    index_elements=["conversation_id", "reader_id"],
    set_={"n": func.max(reads.c.n, insert(reads).excluded.n)},
)

_SET_MARKS: Final = """
UPDATE conversations SET marks_rev = :rev, read_n = :read_n, starred = :starred, pinned = :pinned, muted = :muted,
    marked_unread = :marked_unread, tags = :tags WHERE id = :id AND marks_rev <> :rev AND (:always OR marks_rev < :rev)
"""

_SET_BUYER: Final = """
UPDATE conversations SET title = :name, company = :company, country = :country, language = :language,
    name_fold = :fold WHERE other_id = :id AND buyer_id = :id AND (SELECT rev FROM buyers WHERE id = :id) = :rev
"""

_RECOMPUTE: Final = """
UPDATE conversations SET
    (last_n, last_kind, last_text, last_system, last_recalled, last_ours, last_at, shown_n) = (
        SELECT coalesce(m.n, 0), coalesce(m.kind, ''),
            trim(replace(replace(substr(coalesce(nullif(m.text, ''), m.intent ->> '$.wanted.title', ''), 1, 120),
                char(10), ' '), char(13), ' ')),
            m.system, coalesce(m.recalled, 0),
            CASE conversations.kind WHEN 'customer' THEN m.from_buyer IS 0 AND m.sender_id IS NOT NULL
                ELSE m.sender_id IS :me END,
            coalesce(m.at, conversations.created_at), coalesce(m.n, 0)
        FROM (SELECT 1) LEFT JOIN
            (SELECT * FROM messages WHERE conversation_id = conversations.id ORDER BY n DESC LIMIT 1) AS m),
    other_read_n = coalesce((SELECT n FROM reads
        WHERE conversation_id = conversations.id AND reader_id = conversations.other_id), 0),
    unread = (SELECT count(*) FROM messages AS m WHERE m.conversation_id = conversations.id
        AND m.n > conversations.read_n AND NOT m.recalled
        AND (m.from_buyer OR (conversations.kind = 'colleague' AND m.sender_id IS conversations.other_id))),
    waiting_since = CASE WHEN conversations.kind = 'customer' AND NOT conversations.blocked
            AND conversations.readable_to_n IS NULL THEN (
        SELECT m.at FROM messages AS m WHERE m.conversation_id = conversations.id AND m.from_buyer AND NOT m.recalled
            AND m.n > coalesce((SELECT a.n FROM messages AS a WHERE a.conversation_id = conversations.id
                AND NOT a.from_buyer AND NOT a.automatic AND NOT a.recalled AND a.sender_id IS NOT NULL
                ORDER BY a.n DESC LIMIT 1), 0)
        ORDER BY m.n LIMIT 1) END,
    archived_n = CASE WHEN archived_n >=
        coalesce((SELECT max(n) FROM messages WHERE conversation_id = conversations.id), 0) THEN archived_n END
WHERE id = :id
"""

_SHOW_QUESTION: Final = """
UPDATE conversations SET (last_kind, last_text, last_system, last_recalled, last_ours, shown_n) = (
    SELECT m.kind, trim(replace(replace(substr(coalesce(nullif(m.text, ''), m.intent ->> '$.wanted.title', ''), 1, 120),
        char(10), ' '), char(13), ' ')), NULL, 0, 0, m.n
    FROM messages AS m WHERE m.conversation_id = conversations.id AND m.from_buyer AND NOT m.recalled
    ORDER BY m.n DESC LIMIT 1)
WHERE id = :id AND waiting_since IS NOT NULL AND (last_ours OR last_kind = 'system')
"""
"""While nobody has answered, the row says what the buyer said last: no automatic answer or system line hides it."""

_COUNTS: Final = """
SELECT
    count(*) FILTER (WHERE kind = 'customer' AND (unread > 0 OR marked_unread) AND archived_n IS NULL AND NOT blocked),
    count(*) FILTER (WHERE kind = 'colleague' AND (unread > 0 OR marked_unread)),
    coalesce(sum(unread) FILTER (WHERE NOT muted AND NOT blocked), 0),
    count(*) FILTER (WHERE waiting_since IS NOT NULL),
    count(*) FILTER (WHERE kind = 'customer' AND owner_id IS NULL AND archived_n IS NULL AND NOT blocked),
    count(*) FILTER (WHERE kind = 'customer' AND archived_n IS NULL AND NOT blocked),
    count(*) FILTER (WHERE archived_n IS NOT NULL OR blocked),
    (SELECT count(*) FROM notices WHERE NOT read)
FROM conversations
"""


def head_values(conversation: Conversation, me: PrincipalId | None) -> dict[str, Any]:
    """Return a head as `store_heads` wants it."""
    others = [p for p in conversation.participant_ids if p != me]
    return {
        "id": conversation.id,
        "rev": conversation.rev,
        "kind": conversation.kind.value,
        "exhibitor_id": conversation.exhibitor_id,
        "created_at": to_ms(conversation.created_at),
        "buyer_id": conversation.buyer_id,
        "other_id": conversation.buyer_id if conversation.buyer_id is not None else (others[0] if others else None),
        "participant_ids": documents.encode(conversation.participant_ids),
        "owner_id": conversation.owner_id,
        "exhibit_id": conversation.exhibit_id,
        "channel": conversation.channel,
        "live": conversation.live,
        "blocked": conversation.blocked,
        "client_id": None if conversation.client_id is None else conversation.client_id.bytes,
        "queued_at": None if conversation.queued_at is None else to_ms(conversation.queued_at),
        "intent_id": None if conversation.intent_id is None else conversation.intent_id.bytes,
    }


def store_heads(tx: Connection, rows: Sequence[dict[str, Any]], *, always: bool = False) -> None:
    """Insert or overwrite heads given as `head_values`."""
    if rows:
        tx.execute(_upsert_always if always else _upsert_newer, rows)


def store_marks(tx: Connection, marks: Iterable[Marks], *, always: bool = False) -> None:
    """Overwrite my marks where they are newer; a conversation that isn't there is passed over."""
    rows = [
        {
            "id": m.conversation_id,
            "rev": m.rev,
            "read_n": m.read_n,
            "starred": m.starred,
            "pinned": m.pinned,
            "muted": m.muted,
            "marked_unread": m.marked_unread,
            "tags": documents.encode(m.tags),
            "always": always,
        }
        for m in marks
    ]
    if rows:
        tx.exec_driver_sql(_SET_MARKS, rows)


def store_reads(tx: Connection, marks: Iterable[ReadMark]) -> None:
    """Move reading positions forward, never back."""
    rows = [{"conversation_id": r.conversation_id, "reader_id": r.reader_id, "n": r.n} for r in marks]
    if rows:
        tx.execute(_upsert_read, rows)


def name_after_buyers(tx: Connection, buyers: Iterable[Buyer]) -> None:
    """Carry the buyers' names into their conversations (they must be stored already)."""
    rows = [
        {
            "id": b.id,
            "rev": b.rev,
            "name": b.name,
            "company": b.company,
            "country": b.country,
            "language": b.languages[0] if b.languages else "",
            "fold": search_names.of_buyer(b),
        }
        for b in buyers
    ]
    if rows:
        tx.exec_driver_sql(_SET_BUYER, rows)


def recompute(tx: Connection, ids: Iterable[ConversationId], me: PrincipalId | None) -> None:
    """Compute last line, unread count, waiting time and archive mark of these conversations anew."""
    rows = [{"id": id_, "me": me} for id_ in ids]
    if rows:
        tx.exec_driver_sql(_RECOMPUTE, rows)
        tx.exec_driver_sql(_SHOW_QUESTION, rows)


def set_access(tx: Connection, rows: Sequence[tuple[int | None, ConversationId]]) -> None:
    """Set up to which message conversations may be read; `None`: wholly and for ever."""
    if rows:
        tx.exec_driver_sql("UPDATE conversations SET readable_to_n = ? WHERE id = ?", list(rows))


def get(tx: Connection, id_: ConversationId) -> Conversation | None:
    """Return the head of a conversation; `last_n` is that of the newest cached message."""
    row = tx.execute(select(conversations).where(conversations.c.id == id_)).first()
    if row is None:
        return None
    return Conversation(
        id=ConversationId(row.id),
        rev=row.rev,
        kind=ConversationKind(row.kind),
        exhibitor_id=ExhibitorId(row.exhibitor_id),
        created_at=from_ms(row.created_at),
        buyer_id=None if row.buyer_id is None else PrincipalId(row.buyer_id),
        participant_ids=msgspec.json.decode(row.participant_ids, type=tuple[PrincipalId, ...]),
        owner_id=None if row.owner_id is None else PrincipalId(row.owner_id),
        exhibit_id=None if row.exhibit_id is None else ExhibitId(row.exhibit_id),
        channel=row.channel,
        live=bool(row.live),
        last_n=row.last_n,
        blocked=bool(row.blocked),
        client_id=None if row.client_id is None else ActionId(UUID(bytes=row.client_id)),
        queued_at=None if row.queued_at is None else from_ms(row.queued_at),
        intent_id=None if row.intent_id is None else ActionId(UUID(bytes=row.intent_id)),
    )


def exists(tx: Connection, id_: ConversationId) -> bool:
    """Tell whether a conversation is here: it was not taken away."""
    return tx.execute(select(conversations.c.id).where(conversations.c.id == id_)).first() is not None


def resolve(tx: Connection, client_id: ActionId) -> ConversationId | None:
    """Return the server's id of a conversation begun off-line, `None` while it has none."""
    found = tx.execute(select(conversations.c.id).where(conversations.c.client_id == client_id.bytes)).scalar()
    return None if found is None else ConversationId(found)


def with_colleague(tx: Connection, account_id: PrincipalId) -> ConversationId | None:
    """Return my chat with a colleague."""
    found = tx.execute(
        select(conversations.c.id).where(
            conversations.c.other_id == account_id, conversations.c.kind == ConversationKind.COLLEAGUE.value
        )
    ).scalar()
    return None if found is None else ConversationId(found)


def of_principals(tx: Connection, ids: Iterable[PrincipalId]) -> set[ConversationId]:
    """Return the conversations whose row shows one of these (other side or owner)."""
    wanted = list(ids)
    statement = select(conversations.c.id).where(
        conversations.c.other_id.in_(wanted) | conversations.c.owner_id.in_(wanted)
    )
    return {ConversationId(id_) for id_ in tx.execute(statement).scalars()}


def live_of(tx: Connection, owner_id: PrincipalId) -> int:
    """Return how many live conversations with buyers an account has."""
    wanted = select(func.count()).select_from(conversations)
    live = wanted.where(conversations.c.owner_id == owner_id, conversations.c.live == 1)
    return int(tx.execute(live).scalar_one())


def rows(tx: Connection, kind: ConversationKind, *, archived: bool = False) -> list[Line]:
    """Return the lines of all conversations of a kind, in no order."""
    return lines.of_kind(tx.exec_driver_sql, kind.value, archived)


def rows_by_id(tx: Connection, ids: Iterable[ConversationId]) -> list[Line]:
    """Return the lines of these conversations as far as they exist."""
    return lines.of_ids(tx.exec_driver_sql, ids)


def counts(tx: Connection) -> tuple[int, ...]:
    """Return: customers unread, colleagues unread, messages unread, waiting, unassigned, listed, archived, notices."""
    return tuple(tx.exec_driver_sql(_COUNTS).one())


_SAID: Final = "SELECT text FROM messages WHERE conversation_id = ? AND text <> ''"


def delete(tx: Connection, ids: Sequence[ConversationId]) -> None:
    """Delete conversations with messages and index; what lies in the other files is noted for deletion there."""
    if not ids:
        return
    images = [{"attachment_id": id_} for id_ in attachments_of(tx, ids)]
    if images:
        tx.execute(insert(doomed_images).on_conflict_do_nothing(), images)
    tx.execute(insert(doomed_conversations).on_conflict_do_nothing(), [{"id": id_} for id_ in ids])
    handed_over = cards.in_messages(tx, ids)
    one = [(id_,) for id_ in ids]
    said = [row.text for id_ in ids for row in tx.exec_driver_sql(_SAID, (id_,))]
    tx.exec_driver_sql("DELETE FROM messages WHERE conversation_id = ?", one)
    cards.doom_unshown(tx, handed_over)
    search_words.forget(tx, said)
    tx.exec_driver_sql("DELETE FROM reads WHERE conversation_id = ?", one)
    tx.exec_driver_sql("DELETE FROM notes WHERE conversation_id = ?", one)
    tx.exec_driver_sql("DELETE FROM buyer_translations WHERE id = ?", one)
    tx.exec_driver_sql(
        "DELETE FROM buyers WHERE id = (SELECT buyer_id FROM conversations WHERE id = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM conversations AS c WHERE c.other_id = buyers.id AND c.id <> ?1)",
        one,
    )
    tx.exec_driver_sql("DELETE FROM conversations WHERE id = ?", one)


def set_snapshot(tx: Connection, ids: Iterable[ConversationId], as_of: int) -> None:
    """Note that this snapshot brought these conversations."""
    tx.execute(update(conversations).where(conversations.c.id.in_(list(ids))).values(snapshot=as_of))


def not_in_snapshot(tx: Connection, as_of: int) -> list[ConversationId]:
    """Return the conversations that this snapshot didn't bring: one may no longer see them."""
    statement = select(conversations.c.id).where(conversations.c.snapshot.is_distinct_from(as_of))
    return [ConversationId(id_) for id_ in tx.execute(statement).scalars()]
