"""Versions of the three local files: numbered steps by `PRAGMA user_version`, each in one transaction.

A step is frozen text, its statements separated by blank lines; it knows nothing of `schema.py`. A test holds the sum
of the steps and the metadata equal.
"""

from typing import Any, Final

from workstation.storage.cipher import typed_errors
from workstation.storage.errors import StorageNewer

CACHE_STEPS: Final = [
    """
CREATE TABLE accounts (id INTEGER NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE TABLE buyers (id INTEGER NOT NULL, rev INTEGER NOT NULL, presence TEXT DEFAULT 'offline' NOT NULL, data
    TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE INDEX ix_buyers_presence ON buyers (id) WHERE presence <> 'offline'

CREATE TABLE conversations (id INTEGER NOT NULL, rev INTEGER NOT NULL, kind TEXT NOT NULL, exhibitor_id INTEGER
    NOT NULL, created_at INTEGER NOT NULL, buyer_id INTEGER, other_id INTEGER, participant_ids TEXT DEFAULT '[]' NOT
    NULL, owner_id INTEGER, exhibit_id INTEGER, channel TEXT DEFAULT 'web' NOT NULL, live INTEGER DEFAULT 1 NOT
    NULL, blocked INTEGER DEFAULT 0 NOT NULL, client_id BLOB, readable_to_n INTEGER, snapshot INTEGER, marks_rev
    INTEGER DEFAULT (-1) NOT NULL, read_n INTEGER DEFAULT 0 NOT NULL, starred INTEGER DEFAULT 0 NOT NULL, pinned
    INTEGER DEFAULT 0 NOT NULL, muted INTEGER DEFAULT 0 NOT NULL, tags TEXT DEFAULT '[]' NOT NULL, archived_n
    INTEGER, title TEXT DEFAULT '' NOT NULL, company TEXT DEFAULT '' NOT NULL, country TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL, name_fold TEXT DEFAULT '' NOT NULL, last_n INTEGER DEFAULT 0 NOT NULL,
    last_kind TEXT DEFAULT '' NOT NULL, last_text TEXT DEFAULT '' NOT NULL, last_system TEXT, last_recalled INTEGER
    DEFAULT 0 NOT NULL, last_ours INTEGER DEFAULT 0 NOT NULL, last_at INTEGER DEFAULT 0 NOT NULL, other_read_n
    INTEGER DEFAULT 0 NOT NULL, unread INTEGER DEFAULT 0 NOT NULL, waiting_since INTEGER, PRIMARY KEY (id)) STRICT

CREATE UNIQUE INDEX ix_conversations_client ON conversations (client_id) WHERE client_id IS NOT NULL

CREATE INDEX ix_conversations_last_at ON conversations (last_at DESC)

CREATE INDEX ix_conversations_other ON conversations (other_id)

CREATE TABLE doomed_images (attachment_id INTEGER NOT NULL, PRIMARY KEY (attachment_id)) STRICT

CREATE TABLE exhibitors (id INTEGER NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE TABLE exhibits (id INTEGER NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE TABLE messages (id INTEGER NOT NULL, server_id INTEGER NOT NULL, conversation_id INTEGER NOT NULL, n
    INTEGER NOT NULL, rev INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, sender_id INTEGER, from_buyer
    INTEGER DEFAULT 0 NOT NULL, action_id BLOB, text TEXT DEFAULT '' NOT NULL, attachment TEXT, exhibit_id INTEGER,
    system TEXT, reply_to_n INTEGER, automatic INTEGER DEFAULT 0 NOT NULL, recalled INTEGER DEFAULT 0 NOT NULL,
    PRIMARY KEY (id)) STRICT

CREATE INDEX ix_messages_action ON messages (action_id) WHERE action_id IS NOT NULL

CREATE UNIQUE INDEX ux_messages_n ON messages (conversation_id, n)

CREATE UNIQUE INDEX ux_messages_server ON messages (server_id)

CREATE TABLE meta (k TEXT NOT NULL, v TEXT NOT NULL, PRIMARY KEY (k)) WITHOUT ROWID, STRICT

CREATE TABLE notices (id INTEGER NOT NULL, rev INTEGER NOT NULL, at INTEGER NOT NULL, read INTEGER NOT NULL,
    data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE INDEX ix_notices_at ON notices (at DESC)

CREATE TABLE reads (conversation_id INTEGER NOT NULL, reader_id INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY
    KEY (conversation_id, reader_id)) WITHOUT ROWID, STRICT

CREATE TABLE sections (id INTEGER NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE VIRTUAL TABLE message_fts USING
    fts5(text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')

CREATE TRIGGER messages_fts_insert AFTER INSERT ON messages WHEN new.text <> ''
    BEGIN INSERT INTO message_fts(rowid, text) VALUES (new.id, search_split(new.text)); END

CREATE TRIGGER messages_fts_delete AFTER DELETE ON messages WHEN old.text <> ''
    BEGIN DELETE FROM message_fts WHERE rowid = old.id; END

CREATE TRIGGER messages_fts_update AFTER UPDATE OF text ON messages WHEN old.text IS NOT new.text
    BEGIN DELETE FROM message_fts WHERE rowid = old.id;
    INSERT INTO message_fts(rowid, text) SELECT new.id, search_split(new.text) WHERE new.text <> ''; END
""",
    # The position in the log is forgotten: a snapshot brings the phrases and notes that an older desk has passed over.
    """
ALTER TABLE messages ADD COLUMN link_conversation_id INTEGER

CREATE TABLE phrases (id BLOB NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE TABLE notes (id BLOB NOT NULL, rev INTEGER NOT NULL, conversation_id INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (id)) STRICT

CREATE INDEX ix_notes_conversation ON notes (conversation_id)

DELETE FROM meta WHERE k = 'cursor'
""",
    # As before: a snapshot brings the rules of distribution.
    """
ALTER TABLE conversations ADD COLUMN queued_at INTEGER

CREATE TABLE distributions (id INTEGER NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE TABLE associations (target TEXT NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (target))
    WITHOUT ROWID, STRICT

CREATE TABLE transfers (id BLOB NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

DELETE FROM meta WHERE k = 'cursor'
""",
    # Again: accounts, exhibitors and answers say more than an older desk has kept.
    """
CREATE TABLE auto_replies (id INTEGER NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

DELETE FROM meta WHERE k = 'cursor'
""",
    # Own cards come with a snapshot, and with it the folders are asked for.
    """
ALTER TABLE messages ADD COLUMN card TEXT

CREATE TABLE own_cards (owner_id INTEGER NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY
    (owner_id)) STRICT

CREATE TABLE cards (id BLOB NOT NULL, rev INTEGER NOT NULL, round INTEGER NOT NULL, holder_id INTEGER NOT NULL, from_id
    INTEGER, deleted INTEGER NOT NULL, name_fold TEXT NOT NULL, words TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY
    (id)) STRICT

CREATE INDEX ix_cards_from ON cards (from_id)

DELETE FROM meta WHERE k = 'cursor'
""",
    """
ALTER TABLE messages ADD COLUMN original TEXT

CREATE TABLE translation_units (id BLOB NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE TABLE translation_policies (id INTEGER NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id))
    STRICT

CREATE TABLE buyer_translations (id INTEGER NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id))
    STRICT

DELETE FROM meta WHERE k = 'cursor'
""",
    """
CREATE TABLE message_words (word TEXT NOT NULL, PRIMARY KEY (word)) WITHOUT ROWID, STRICT

CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, message_fts, row)

INSERT INTO message_words SELECT term FROM temp.indexed WHERE length(term) > 1

DROP TABLE temp.indexed

CREATE INDEX ix_conversations_name_fold ON conversations (name_fold)
""",
    """
ALTER TABLE translation_units ADD COLUMN shapes TEXT DEFAULT '' NOT NULL
""",
    """
CREATE TABLE doomed_conversations (id INTEGER NOT NULL, PRIMARY KEY (id)) STRICT
""",
    # Slots and bookings come with a snapshot.
    """
ALTER TABLE messages ADD COLUMN slots TEXT

CREATE TABLE slots (id BLOB NOT NULL, rev INTEGER NOT NULL, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, data
    TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE INDEX ix_slots_starts_at ON slots (starts_at)

CREATE TABLE bookings (id BLOB NOT NULL, rev INTEGER NOT NULL, conversation_id INTEGER NOT NULL, buyer_id INTEGER NOT
    NULL, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE INDEX ix_bookings_starts_at ON bookings (starts_at)

CREATE INDEX ix_bookings_conversation ON bookings (conversation_id)

CREATE TABLE booking_rules (id INTEGER NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE TABLE calendar_feeds (id BLOB NOT NULL, rev INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

DELETE FROM meta WHERE k = 'cursor'
""",
    # Words that only recalled messages had go; who was not answered shows what they said, not what answered by itself.
    """
CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, message_fts, row)

DELETE FROM message_words WHERE word NOT IN (SELECT term FROM temp.indexed)

DROP TABLE temp.indexed

ALTER TABLE conversations ADD COLUMN shown_n INTEGER DEFAULT 0 NOT NULL

UPDATE conversations SET shown_n = last_n

UPDATE conversations SET (last_kind, last_text, last_system, last_recalled, last_ours, shown_n) = (
    SELECT m.kind, trim(replace(replace(substr(m.text, 1, 120), char(10), ' '), char(13), ' ')), NULL, 0, 0, m.n
    FROM messages AS m WHERE m.conversation_id = conversations.id AND m.from_buyer AND NOT m.recalled
    ORDER BY m.n DESC LIMIT 1)
    WHERE waiting_since IS NOT NULL AND (last_ours OR last_kind = 'system')
""",
    """
CREATE INDEX ix_conversations_counted ON conversations (kind, archived_n, blocked, muted, unread, waiting_since,
    owner_id)
""",
    # Purchase intents come with a snapshot.
    """
ALTER TABLE messages ADD COLUMN intent TEXT

ALTER TABLE conversations ADD COLUMN intent_id BLOB

CREATE TABLE intents (id BLOB NOT NULL, rev INTEGER NOT NULL, buyer_id INTEGER NOT NULL, received_at INTEGER NOT NULL,
    name_fold TEXT NOT NULL, words TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id)) STRICT

CREATE INDEX ix_intents_buyer ON intents (buyer_id)

DELETE FROM meta WHERE k = 'cursor'
""",
    # What was marked as unread on another desk meanwhile comes with a snapshot.
    """
ALTER TABLE conversations ADD COLUMN marked_unread INTEGER DEFAULT 0 NOT NULL

DROP INDEX ix_conversations_counted

CREATE INDEX ix_conversations_counted ON conversations (kind, archived_n, blocked, muted, unread, waiting_since,
    owner_id, marked_unread)

DELETE FROM meta WHERE k = 'cursor'
""",
]

LOCAL_STEPS: Final = [
    """
CREATE TABLE drafts (conversation TEXT NOT NULL, text TEXT NOT NULL, changed_at INTEGER NOT NULL, PRIMARY KEY
    (conversation)) WITHOUT ROWID, STRICT

CREATE TABLE meta (k TEXT NOT NULL, v TEXT NOT NULL, PRIMARY KEY (k)) WITHOUT ROWID, STRICT

CREATE TABLE outbox (seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL, lane TEXT NOT NULL,
    conversation TEXT DEFAULT '' NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL, "after" BLOB, state TEXT
    DEFAULT 'waiting' NOT NULL, attempts INTEGER DEFAULT 0 NOT NULL, due_at INTEGER DEFAULT 0 NOT NULL, created_at
    INTEGER NOT NULL, problem_code TEXT DEFAULT '' NOT NULL, problem_params TEXT DEFAULT '{}' NOT NULL, result_n
    INTEGER) STRICT

CREATE INDEX ix_outbox_conversation ON outbox (conversation)

CREATE INDEX ix_outbox_lane ON outbox (lane, seq)

CREATE UNIQUE INDEX ux_outbox_id ON outbox (id)

CREATE TABLE settings (name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)) WITHOUT ROWID, STRICT

CREATE TABLE tokens (server TEXT NOT NULL, login TEXT NOT NULL, token TEXT NOT NULL, principal_id INTEGER NOT
    NULL, expires_at INTEGER NOT NULL, PRIMARY KEY (server, login)) WITHOUT ROWID, STRICT

CREATE TABLE uploads (id BLOB NOT NULL, media_type TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT
    NULL, state TEXT DEFAULT 'waiting' NOT NULL, attempts INTEGER DEFAULT 0 NOT NULL, due_at INTEGER DEFAULT 0 NOT
    NULL, created_at INTEGER NOT NULL, problem_code TEXT DEFAULT '' NOT NULL, problem_params TEXT DEFAULT '{}' NOT
    NULL, attachment_id INTEGER, data BLOB NOT NULL, PRIMARY KEY (id)) STRICT
""",
    """
CREATE TABLE translations ("key" BLOB NOT NULL, used_at INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY ("key"))
    WITHOUT ROWID, STRICT

CREATE INDEX ix_translations_used_at ON translations (used_at)

CREATE TABLE translation_ledger (id INTEGER NOT NULL, at INTEGER NOT NULL, engine TEXT NOT NULL, kind TEXT NOT NULL,
    host TEXT NOT NULL, local INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, characters INTEGER NOT
    NULL, conversation TEXT DEFAULT '' NOT NULL, PRIMARY KEY (id)) STRICT

CREATE INDEX ix_translation_ledger_at ON translation_ledger (at)
""",
    # Kept under keys of another kind until now, and for nobody knows which conversation.
    """
DELETE FROM translations

ALTER TABLE translations ADD COLUMN conversation TEXT DEFAULT '' NOT NULL

CREATE INDEX ix_translations_conversation ON translations (conversation)
""",
    """
CREATE TABLE reminders (booking BLOB NOT NULL, before_s INTEGER, told_for INTEGER, again_at INTEGER, keep_until INTEGER
    NOT NULL, PRIMARY KEY (booking)) WITHOUT ROWID, STRICT
""",
    """
ALTER TABLE outbox ADD COLUMN result_seq INTEGER DEFAULT 0 NOT NULL

ALTER TABLE outbox ADD COLUMN confirmed_at INTEGER DEFAULT 0 NOT NULL
""",
]

IMAGES_STEPS: Final = [
    """
CREATE TABLE blobs (attachment_id INTEGER NOT NULL, size TEXT NOT NULL, bytes INTEGER NOT NULL, used_at INTEGER
    NOT NULL, data BLOB NOT NULL, PRIMARY KEY (attachment_id, size)) STRICT

CREATE INDEX ix_blobs_used_at ON blobs (used_at, bytes)
""",
]


def migrate(connection: Any, steps: list[str]) -> int:
    """Bring a file up to date; return the version it had (0: it was new or empty).

    Args:
        connection: the driver's own, outside a transaction.
        steps: one of the lists above.

    Raises:
        StorageNewer: the file knows more steps than this program.
        StorageError: the disk is full or can't be written; the file is as before.
    """
    with typed_errors():
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if found > len(steps):
            raise StorageNewer(found, len(steps))
        for number in range(found, len(steps)):
            connection.execute("BEGIN IMMEDIATE")
            try:
                for statement in steps[number].strip().split("\n\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version={number + 1}")
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk rolls back by itself
                    connection.execute("ROLLBACK")
                raise
    return found
