"""Taking back what came from the server: when it says so, and when the log's position is void."""

from typing import Final

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.sqlite import insert

from workstation.domain.changes import ChangeSet
from workstation.storage import cards, intents, meta, schema

ALL: Final = 0
"""Among the doomed conversations: all there were."""
_ALL_TABLES: Final[tuple[Table, ...]] = (
    schema.messages,
    schema.message_words,
    schema.reads,
    schema.conversations,
    schema.buyers,
    schema.accounts,
    schema.exhibitors,
    schema.exhibits,
    schema.sections,
    schema.notices,
    schema.phrases,
    schema.notes,
    schema.distributions,
    schema.associations,
    schema.transfers,
    schema.auto_replies,
    schema.own_cards,
    schema.cards,
    schema.translation_units,
    schema.translation_policies,
    schema.buyer_translations,
    schema.slots,
    schema.bookings,
    schema.booking_rules,
    schema.calendar_feeds,
    schema.intents,
)


def void_cursor(tx: Connection) -> None:
    """Forget the position in the log: the next sync begins with a snapshot; what is cached stays readable."""
    meta.forget(tx, meta.CURSOR)


def clear(tx: Connection, reason: str) -> ChangeSet:
    """Delete everything that came from the server, index and all; what lies in other files is noted for deletion.

    Args:
        tx: a writing transaction.
        reason: why, as the server named it; `revoked` returns it until the next snapshot.
    """
    tx.exec_driver_sql(
        "INSERT OR IGNORE INTO doomed_images (attachment_id)"
        " SELECT attachment ->> '$.id' FROM messages WHERE attachment IS NOT NULL"
    )
    tx.execute(insert(schema.doomed_conversations).on_conflict_do_nothing(), [{"id": ALL}])
    cards.doom_pictures(tx)
    intents.doom_pictures(tx)
    cards.ask_for_all(tx)  # a page that is on its way is of no use any more
    for table in _ALL_TABLES:
        tx.execute(table.delete())
    void_cursor(tx)
    meta.put(tx, meta.REVOKED, reason)
    return ChangeSet(everything=True)
