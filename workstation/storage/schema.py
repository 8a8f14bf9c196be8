"""The tables of the three local files. `migrations.py` makes them; a test holds both equal.

Hot columns have types without processors: whole milliseconds since 1970 UTC, 16-byte ids, text. What is only ever
read whole (buyer, account, exhibit …) is kept as its JSON document beside the few columns that queries need.
"""

from typing import Any, Final

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, text
from sqlalchemy.types import UserDefinedType


class Blob(UserDefinedType[bytes]):
    """Bytes as the driver takes them; SQLAlchemy's own type would wrap each value."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "BLOB"


cache = MetaData()
local = MetaData()
images = MetaData()


def _int(name: str, default: int | None = None, **options: Any) -> Column[int]:
    """A number that is never missing."""
    given = None if default is None else text(str(default))
    return Column(name, Integer, nullable=False, server_default=given, **options)


def _text(name: str, default: str | None = None, **options: Any) -> Column[str]:
    given = None if default is None else text(f"'{default}'")
    return Column(name, Text, nullable=False, server_default=given, **options)


def _key(name: str = "id") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


# --- cache.db: can be rebuilt from the server ---------------------------------------------------------------------

meta = Table(
    "meta", cache, Column("k", Text, primary_key=True), _text("v"), sqlite_strict=True, sqlite_with_rowid=False
)

conversations = Table(
    "conversations",
    cache,
    _key(),
    _int("rev"),
    _text("kind"),
    _int("exhibitor_id"),
    _int("created_at"),
    Column("buyer_id", Integer),
    Column("other_id", Integer),  # the buyer, or the colleague
    _text("participant_ids", "[]"),
    Column("owner_id", Integer),
    Column("exhibit_id", Integer),
    _text("channel", "web"),
    _int("live", 1),
    _int("blocked", 0),
    Column("client_id", Blob),
    Column("readable_to_n", Integer),  # set when given away: what came later is not ours
    Column("snapshot", Integer),  # `as_of` of the snapshot that brought it last
    # my marks
    _int("marks_rev", -1),
    _int("read_n", 0),
    _int("starred", 0),
    _int("pinned", 0),
    _int("muted", 0),
    _text("tags", "[]"),
    Column("archived_n", Integer),  # archived when this message was its last
    # of the buyer, so that the list needs no join
    _text("title", ""),
    _text("company", ""),
    _text("country", ""),
    _text("language", ""),
    _text("name_fold", ""),
    # recomputed from messages and reads, never incremented
    _int("last_n", 0),
    _text("last_kind", ""),
    _text("last_text", ""),
    Column("last_system", Text),
    _int("last_recalled", 0),
    _int("last_ours", 0),
    _int("last_at", 0),
    _int("other_read_n", 0),
    _int("unread", 0),
    Column("waiting_since", Integer),
    Column("queued_at", Integer),  # of the head: since when he waits for somebody to serve him
    _int("shown_n", 0),  # the message that the row shows
    Column("intent_id", Blob),
    _int("marked_unread", 0),  # of my marks
    Index("ix_conversations_last_at", text("last_at DESC")),
    Index("ix_conversations_name_fold", "name_fold"),  # looked through in place of the wide rows
    Index("ix_conversations_other", "other_id"),
    # Holds all that is counted: the rows are wide, and after each change of the file to be deciphered anew.
    Index(
        "ix_conversations_counted",
        *("kind", "archived_n", "blocked", "muted", "unread", "waiting_since", "owner_id", "marked_unread"),
    ),
    Index("ix_conversations_client", "client_id", unique=True, sqlite_where=text("client_id IS NOT NULL")),
    sqlite_strict=True,
)

messages = Table(
    "messages",
    cache,
    _key(),  # ours: grows with time, so that a search newest first stops early
    _int("server_id"),
    _int("conversation_id"),
    _int("n"),
    _int("rev"),
    _text("kind"),
    _int("at"),
    Column("sender_id", Integer),
    _int("from_buyer", 0),
    Column("action_id", Blob),
    _text("text", ""),
    Column("attachment", Text),
    Column("exhibit_id", Integer),
    Column("system", Text),
    Column("reply_to_n", Integer),
    _int("automatic", 0),
    _int("recalled", 0),
    Column("link_conversation_id", Integer),
    Column("card", Text),
    Column("original", Text),
    Column("slots", Text),
    Column("intent", Text),
    Index("ux_messages_server", "server_id", unique=True),
    Index("ux_messages_n", "conversation_id", "n", unique=True),
    Index("ix_messages_action", "action_id", sqlite_where=text("action_id IS NOT NULL")),
    sqlite_strict=True,
)

message_words = Table(
    "message_words", cache, Column("word", Text, primary_key=True), sqlite_strict=True, sqlite_with_rowid=False
)
"""The words of the messages (no single characters): what a beginning may stand for, see `search_words`."""

reads = Table(
    "reads",
    cache,
    Column("conversation_id", Integer, primary_key=True, autoincrement=False),
    Column("reader_id", Integer, primary_key=True, autoincrement=False),
    _int("n"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)


def _documents(name: str, *columns: Any) -> Table:
    """A table of JSON documents by id and rev."""
    return Table(name, cache, _key(), _int("rev"), *columns, _text("data"), sqlite_strict=True)


buyers = _documents(
    "buyers",
    _text("presence", "offline"),
    Index("ix_buyers_presence", "id", sqlite_where=text("presence <> 'offline'")),
)
accounts = _documents("accounts")
exhibitors = _documents("exhibitors")
exhibits = _documents("exhibits")
sections = _documents("sections")
notices = _documents("notices", _int("at"), _int("read"), Index("ix_notices_at", text("at DESC")))

phrases = Table("phrases", cache, Column("id", Blob, primary_key=True), _int("rev"), _text("data"), sqlite_strict=True)

auto_replies = _documents("auto_replies")

notes = Table(
    "notes",
    cache,
    Column("id", Blob, primary_key=True),
    _int("rev"),
    _int("conversation_id"),
    _text("data"),
    Index("ix_notes_conversation", "conversation_id"),
    sqlite_strict=True,
)

distributions = _documents("distributions")
"""The rules of my exhibitor: one row."""

associations = Table(
    "associations",
    cache,
    Column("target", Text, primary_key=True),  # `exhibit:7` or `section:2`
    _int("rev"),
    _text("data"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

transfers = Table(
    "transfers", cache, Column("id", Blob, primary_key=True), _int("rev"), _text("data"), sqlite_strict=True
)
"""Those that somebody still has to do something about."""
own_cards = Table(
    "own_cards",
    cache,
    Column("owner_id", Integer, primary_key=True, autoincrement=False),
    _int("rev"),
    _text("data"),
    sqlite_strict=True,
)

cards = Table(
    "cards",
    cache,
    Column("id", Blob, primary_key=True),
    _int("rev"),
    _int("round"),  # of reading the folders, in which it was seen last
    _int("holder_id"),
    Column("from_id", Integer),
    _int("deleted"),
    _text("name_fold"),
    _text("words"),
    _text("data"),
    Index("ix_cards_from", "from_id"),
    sqlite_strict=True,
)

doomed_images = Table("doomed_images", cache, _key("attachment_id"), sqlite_strict=True)
"""Images of deleted conversations, until they are deleted from `images.db` too."""

doomed_conversations = Table("doomed_conversations", cache, _key(), sqlite_strict=True)
"""Deleted conversations, until their translations are deleted from `local.db` too; 0 stands for all there were."""

SEARCH_DDL: Final = """
CREATE VIRTUAL TABLE message_fts USING
    fts5(text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')

CREATE TRIGGER messages_fts_insert AFTER INSERT ON messages WHEN new.text <> ''
    BEGIN INSERT INTO message_fts(rowid, text) VALUES (new.id, search_split(new.text)); END

CREATE TRIGGER messages_fts_delete AFTER DELETE ON messages WHEN old.text <> ''
    BEGIN DELETE FROM message_fts WHERE rowid = old.id; END

CREATE TRIGGER messages_fts_update AFTER UPDATE OF text ON messages WHEN old.text IS NOT new.text
    BEGIN DELETE FROM message_fts WHERE rowid = old.id;
    INSERT INTO message_fts(rowid, text) SELECT new.id, search_split(new.text) WHERE new.text <> ''; END
"""
"""The index of what was said; `search_split` is `search_text.split`, known to the writer's connection."""

translation_units = Table(
    "translation_units",
    cache,
    Column("id", Blob, primary_key=True),
    _int("rev"),
    _text("data"),
    Column("shapes", Text, nullable=False, server_default=""),
    sqlite_strict=True,
)

translation_policies = Table(
    "translation_policies", cache, _key(), _int("rev"), _text("data"), sqlite_strict=True
)  # one row

buyer_translations = Table(
    "buyer_translations", cache, _key(), _int("rev"), _text("data"), sqlite_strict=True
)  # by conversation

slots = Table(
    "slots",
    cache,
    Column("id", Blob, primary_key=True),
    _int("rev"),
    _int("starts_at"),
    _int("ends_at"),
    _text("data"),
    Index("ix_slots_starts_at", "starts_at"),
    sqlite_strict=True,
)

bookings = Table(
    "bookings",
    cache,
    Column("id", Blob, primary_key=True),
    _int("rev"),
    _int("conversation_id"),
    _int("buyer_id"),
    _int("starts_at"),
    _int("ends_at"),
    _text("data"),
    Index("ix_bookings_starts_at", "starts_at"),
    Index("ix_bookings_conversation", "conversation_id"),
    sqlite_strict=True,
)

booking_rules = _documents("booking_rules")
"""How bookings find their receiver: one row."""

calendar_feeds = Table(
    "calendar_feeds", cache, Column("id", Blob, primary_key=True), _int("rev"), _text("data"), sqlite_strict=True
)

intents = Table(
    "intents",
    cache,
    Column("id", Blob, primary_key=True),
    _int("rev"),
    _int("buyer_id"),
    _int("received_at"),
    _text("name_fold"),
    _text("words"),
    _text("data"),
    Index("ix_intents_buyer", "buyer_id"),
    sqlite_strict=True,
)
"""Purchase intents that the exhibitor received, as far as they are mine to see."""

# --- local.db: what only this machine knows -----------------------------------------------------------------------

local_meta = Table(
    "meta", local, Column("k", Text, primary_key=True), _text("v"), sqlite_strict=True, sqlite_with_rowid=False
)

outbox = Table(
    "outbox",
    local,
    Column("seq", Integer, primary_key=True),  # order of entry
    Column("id", Blob, nullable=False),
    _text("lane"),
    _text("conversation", ""),  # server's id or client id as text; empty for lane `self`
    _text("kind"),
    _text("payload"),
    Column("after", Blob),  # an action or an upload that must be through first
    _text("state", "waiting"),
    _int("attempts", 0),
    _int("due_at", 0),
    _int("created_at"),
    _text("problem_code", ""),
    _text("problem_params", "{}"),
    Column("result_n", Integer),
    _int("result_seq", 0),  # of the log: known that far, the cache shows what the action did
    _int("confirmed_at", 0),
    Index("ux_outbox_id", "id", unique=True),
    Index("ix_outbox_lane", "lane", "seq"),
    Index("ix_outbox_conversation", "conversation"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)

uploads = Table(
    "uploads",
    local,
    Column("id", Blob, primary_key=True),
    _text("media_type"),
    _int("width"),
    _int("height"),
    _text("state", "waiting"),
    _int("attempts", 0),
    _int("due_at", 0),
    _int("created_at"),
    _text("problem_code", ""),
    _text("problem_params", "{}"),
    Column("attachment_id", Integer),
    Column("data", Blob, nullable=False),  # last: columns behind a long value are slow to reach
    sqlite_strict=True,
)

drafts = Table(
    "drafts",
    local,
    Column("conversation", Text, primary_key=True),
    _text("text"),
    _int("changed_at"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

settings = Table(
    "settings",
    local,
    Column("name", Text, primary_key=True),
    _text("value"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

tokens = Table(
    "tokens",
    local,
    Column("server", Text, primary_key=True),
    Column("login", Text, primary_key=True),
    _text("token"),
    _int("principal_id"),
    _int("expires_at"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

translations = Table(
    "translations",
    local,
    Column("key", Blob, primary_key=True),
    _int("used_at"),
    _text("data"),
    _text("conversation", ""),
    Index("ix_translations_used_at", "used_at"),
    Index("ix_translations_conversation", "conversation"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

translation_ledger = Table(
    "translation_ledger",
    local,
    Column("id", Integer, primary_key=True),
    _int("at"),
    _text("engine"),
    _text("kind"),
    _text("host"),
    _int("local"),
    _text("source"),
    _text("target"),
    _int("characters"),
    _text("conversation", ""),
    Index("ix_translation_ledger_at", "at"),
    sqlite_strict=True,
)

reminders = Table(
    "reminders",
    local,
    Column("booking", Blob, primary_key=True),
    Column("before_s", Integer),  # a time of one's own; -1: none for this one
    Column("told_for", Integer),  # the beginning that was reminded of
    Column("again_at", Integer),  # snoozed until then; 0: told and not answered
    _int("keep_until"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# --- images.db: received images, bounded ---------------------------------------------------------------------------

blobs = Table(
    "blobs",
    images,
    Column("attachment_id", Integer, primary_key=True, autoincrement=False),
    Column("size", Text, primary_key=True),
    _int("bytes"),
    _int("used_at"),
    Column("data", Blob, nullable=False),
    Index("ix_blobs_used_at", "used_at", "bytes"),
    sqlite_strict=True,
)
