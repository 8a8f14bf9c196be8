"""What the server says, applied to the cache: a batch of events or a page of a snapshot in one transaction.

Applying twice changes nothing: the log's cursor is stored in the same transaction, rows give way only to a newer `rev`,
and what the list shows is computed anew for every conversation touched.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

from workstation.domain import events as ev
from workstation.domain.account import Account
from workstation.domain.autoreply import AutoReply
from workstation.domain.buyer import Buyer
from workstation.domain.card import HeldCard, OwnCard
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import to_ms
from workstation.domain.conversation import ConversationPage, Marks, ReadMark
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.message import Message
from workstation.domain.note import Note
from workstation.domain.notice import Notice
from workstation.domain.phrase import Phrase
from workstation.storage import (
    accounts,
    auto_replies,
    buyers,
    cards,
    conversations,
    exhibits,
    messages,
    meta,
    notes,
    notices,
    phrases,
    schema,
    search_index,
    team,
    translation_units,
)
from workstation.storage.errors import OutOfOrder

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
)


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
    batch = _Batch(tx, accounts.me_id(tx))
    try:
        for event in fresh:
            batch.add(event.body)
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
    batch = _Batch(tx, snapshot.me.id, always=True)
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


def void_cursor(tx: Connection) -> None:
    """Forget the position in the log: the next sync begins with a snapshot; what is cached stays readable."""
    meta.forget(tx, meta.CURSOR)


def apply_history(tx: Connection, found: Sequence[Message]) -> ChangeSet:
    """Put a page of older (or missing) messages into the cache."""
    batch = _Batch(tx, accounts.me_id(tx), always=True)
    for message in found:
        batch.add_message(message)
    return batch.finish()


def clear(tx: Connection, reason: str) -> ChangeSet:
    """Delete everything that came from the server, index and all; images are noted for deletion.

    Args:
        tx: a writing transaction.
        reason: why, as the server named it; `revoked` returns it until the next snapshot.
    """
    tx.exec_driver_sql(
        "INSERT OR IGNORE INTO doomed_images (attachment_id)"
        " SELECT attachment ->> '$.id' FROM messages WHERE attachment IS NOT NULL"
    )
    cards.doom_pictures(tx)
    cards.ask_for_all(tx)  # a page that is on its way is of no use any more
    for table in _ALL_TABLES:
        tx.execute(table.delete())
    void_cursor(tx)
    meta.put(tx, meta.REVOKED, reason)
    return ChangeSet(everything=True)


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


class _Batch:
    """Collects what events bring and writes it in few statements; access changes are kept in their order."""

    def __init__(self, tx: Connection, me: PrincipalId | None, *, always: bool = False) -> None:
        self._tx = tx
        self._me = me
        self._always = always
        self._everything = False
        self._touched: set[ConversationId] = set()
        self._numbers: defaultdict[ConversationId, set[int]] = defaultdict(set)
        self._seen_buyers: set[PrincipalId] = set()
        self._seen_accounts: set[PrincipalId] = set()
        self._seen_notices = False
        self._seen_exhibits = False
        self._seen_phrases = False
        self._seen_distribution = False
        self._seen_transfers = False
        self._seen_auto_replies = False
        self._seen_cards = False
        self._seen_translation = False
        self._seen_notes: set[ConversationId] = set()
        self._unnamed: set[ConversationId] = set()
        self._begin()

    def _begin(self) -> None:
        self._heads: list[dict[str, Any]] = []
        self._messages: list[dict[str, Any]] = []
        self._marks: list[Marks] = []
        self._reads: list[ReadMark] = []
        self._access: list[tuple[int | None, ConversationId]] = []
        self.buyers: list[Buyer] = []
        self.accounts: list[Account] = []
        self.exhibits: list[Exhibit] = []
        self.notices: list[Notice] = []
        self._phrases: list[Phrase] = []
        self._pages: list[ConversationId] = []
        self._notes: list[Note] = []
        self._auto_replies: list[AutoReply] = []
        self._cards: list[HeldCard] = []
        self._own_cards: list[OwnCard] = []

    def add(self, body: ev.Body) -> None:
        _HANDLERS[type(body)](self, body)

    def add_message(self, message: Message) -> None:
        self._messages.append(messages.as_values(message))
        self._touched.add(message.conversation_id)
        self._numbers[message.conversation_id].add(message.n)

    def add_page(self, page: ConversationPage) -> None:
        id_ = page.conversation.id
        self._heads.append(conversations.head_values(page.conversation, self._me))
        self._touched.add(id_)
        self._access.append((page.readable_to_n, id_))
        self._marks.append(page.marks)
        self._reads.extend(page.reads)
        self._pages.append(id_)
        self._notes.extend(page.notes)
        if page.translation is not None:
            translation_units.store_buyer(self._tx, id_, page.translation)
            self._seen_translation = True
        if page.buyer is not None:
            self.buyers.append(page.buyer)
        for message in page.messages:
            self.add_message(message)

    def on_message(self, body: ev.MessageChanged) -> None:
        self.add_message(body.message)

    def on_conversation(self, body: ev.ConversationChanged) -> None:
        self._heads.append(conversations.head_values(body.conversation, self._me))
        self._touched.add(body.conversation.id)
        self._unnamed.add(body.conversation.id)

    def on_assigned(self, body: ev.Assigned) -> None:
        self._write()  # what came before must not override the access it brings
        self.add_page(body.page)

    def on_unassigned(self, body: ev.Unassigned) -> None:
        self._write()
        self._access.append((body.readable_to_n, body.conversation_id))
        self._touched.add(body.conversation_id)

    def on_revoked(self, body: ev.Revoked) -> None:
        self._write()
        if body.conversation_ids:
            conversations.delete(self._tx, body.conversation_ids)
            self._touched.update(body.conversation_ids)
        else:
            clear(self._tx, body.reason)
            self._everything = True

    def on_marks(self, body: ev.MarksChanged) -> None:
        self._marks.append(body.marks)
        self._touched.add(body.marks.conversation_id)

    def on_read(self, body: ev.ReadMoved) -> None:
        self._reads.append(body.read)
        self._touched.add(body.read.conversation_id)

    def on_buyer(self, body: ev.BuyerChanged) -> None:
        self.buyers.append(body.buyer)

    def on_account(self, body: ev.AccountChanged) -> None:
        self.accounts.append(body.account)

    def on_exhibitor(self, body: ev.ExhibitorChanged) -> None:
        accounts.store_exhibitor(self._tx, body.exhibitor)

    def on_exhibit(self, body: ev.ExhibitChanged) -> None:
        self.exhibits.append(body.exhibit)

    def on_notice(self, body: ev.NoticeChanged) -> None:
        self.notices.append(body.notice)

    def on_phrase(self, body: ev.PhraseChanged) -> None:
        self._phrases.append(body.phrase)

    def on_note(self, body: ev.NoteChanged) -> None:
        self._notes.append(body.note)

    def on_distribution(self, body: ev.DistributionChanged) -> None:
        team.store_distribution(self._tx, body.distribution)
        self._seen_distribution = True

    def on_associations(self, body: ev.AssociationsChanged) -> None:
        team.store_associations(self._tx, body.associations)
        self._seen_distribution = True

    def on_transfer(self, body: ev.TransferChanged) -> None:
        team.store_transfer(self._tx, body.transfer)
        self._seen_transfers = True

    def replace_team(self, snapshot: ev.Snapshot) -> None:
        if snapshot.distribution is not None:
            team.store_distribution(self._tx, snapshot.distribution, always=True)
        team.replace_associations(self._tx, snapshot.associations)
        team.replace_transfers(self._tx, snapshot.transfers)
        self._seen_distribution = self._seen_transfers = True

    def on_auto_reply(self, body: ev.AutoReplyChanged) -> None:
        self._auto_replies.append(body.auto_reply)

    def replace_auto_replies(self, all_of_them: Sequence[AutoReply]) -> None:
        auto_replies.replace_all(self._tx, all_of_them)
        self._seen_auto_replies = True

    def on_own_card(self, body: ev.OwnCardChanged) -> None:
        self._own_cards.append(body.card)

    def on_held_card(self, body: ev.HeldCardChanged) -> None:
        self._cards.append(body.card)

    def on_cards_granted(self, _body: ev.CardsGranted) -> None:
        cards.ask_for_all(self._tx)

    def on_cards_revoked(self, _body: ev.CardsRevoked) -> None:
        self._write()
        cards.withdraw(self._tx, self._me)
        self._seen_cards = True

    def on_units(self, body: ev.UnitsChanged) -> None:
        translation_units.store(self._tx, body.units)
        self._seen_translation = True

    def on_translation_policy(self, body: ev.TranslationPolicyChanged) -> None:
        translation_units.store_policy(self._tx, body.policy)
        self._seen_translation = True

    def on_buyer_translation(self, body: ev.BuyerTranslationChanged) -> None:
        translation_units.store_buyer(self._tx, body.conversation_id, body.translation)
        self._seen_translation = True

    def replace_translation(self, snapshot: ev.Snapshot) -> None:
        translation_units.replace_all(self._tx, snapshot.units, snapshot.translation_policy)
        self._seen_translation = True

    def replace_phrases(self, all_of_them: Sequence[Phrase]) -> None:
        phrases.replace_all(self._tx, all_of_them)
        self._seen_phrases = True

    def _write(self) -> None:
        tx, always = self._tx, self._always
        conversations.store_heads(tx, self._heads, always=always)
        conversations.set_access(tx, self._access)
        conversations.store_marks(tx, self._marks, always=always)
        conversations.store_reads(tx, self._reads)
        messages.store(tx, self._messages, always=always)
        buyers.store(tx, self.buyers, always=always)
        accounts.store(tx, self.accounts, always=always)
        exhibits.store(tx, self.exhibits, always=always)
        notices.store(tx, self.notices, always=always)
        phrases.store(tx, self._phrases, always=always)
        notes.forget_of(tx, self._pages)
        notes.store(tx, self._notes, always=always)
        auto_replies.store(tx, self._auto_replies, always=always)
        self._seen_auto_replies = self._seen_auto_replies or bool(self._auto_replies)
        cards.store_own(tx, self._own_cards)
        cards.store(tx, self._cards)
        self._seen_cards = self._seen_cards or bool(self._cards or self._own_cards)
        self._seen_phrases = self._seen_phrases or bool(self._phrases)
        self._seen_notes.update(self._pages, (n.conversation_id for n in self._notes))
        self._seen_buyers.update(b.id for b in self.buyers)
        self._seen_accounts.update(a.id for a in self.accounts)
        self._seen_exhibits = self._seen_exhibits or bool(self.exhibits)
        self._seen_notices = self._seen_notices or bool(self.notices)
        self._begin()

    def finish(self) -> ChangeSet:
        """Write what is collected, compute the touched conversations anew, and say what changed."""
        self._write()
        for id_ in self._unnamed:
            buyers.name_new(self._tx, id_)
        conversations.recompute(self._tx, sorted(self._touched), self._me)
        renamed = self._seen_buyers | self._seen_accounts
        if renamed and not self._everything:
            self._touched |= conversations.of_principals(self._tx, renamed)
        return ChangeSet(
            conversations=frozenset(self._touched),
            messages={id_: frozenset(numbers) for id_, numbers in self._numbers.items()},
            buyers=frozenset(self._seen_buyers),
            accounts=frozenset(self._seen_accounts),
            notes=frozenset(self._seen_notes),
            notices=self._seen_notices,
            exhibits=self._seen_exhibits,
            phrases=self._seen_phrases,
            distribution=self._seen_distribution,
            transfers=self._seen_transfers,
            auto_replies=self._seen_auto_replies,
            cards=self._seen_cards,
            translation=self._seen_translation,
            everything=self._everything,
        )


_HANDLERS: Final[dict[type, Callable[[_Batch, Any], None]]] = {
    ev.MessageChanged: _Batch.on_message,
    ev.ConversationChanged: _Batch.on_conversation,
    ev.Assigned: _Batch.on_assigned,
    ev.Unassigned: _Batch.on_unassigned,
    ev.Revoked: _Batch.on_revoked,
    ev.MarksChanged: _Batch.on_marks,
    ev.ReadMoved: _Batch.on_read,
    ev.BuyerChanged: _Batch.on_buyer,
    ev.AccountChanged: _Batch.on_account,
    ev.ExhibitorChanged: _Batch.on_exhibitor,
    ev.ExhibitChanged: _Batch.on_exhibit,
    ev.NoticeChanged: _Batch.on_notice,
    ev.PhraseChanged: _Batch.on_phrase,
    ev.UnitsChanged: _Batch.on_units,
    ev.TranslationPolicyChanged: _Batch.on_translation_policy,
    ev.BuyerTranslationChanged: _Batch.on_buyer_translation,
    ev.NoteChanged: _Batch.on_note,
    ev.DistributionChanged: _Batch.on_distribution,
    ev.AssociationsChanged: _Batch.on_associations,
    ev.TransferChanged: _Batch.on_transfer,
    ev.AutoReplyChanged: _Batch.on_auto_reply,
    ev.OwnCardChanged: _Batch.on_own_card,
    ev.HeldCardChanged: _Batch.on_held_card,
    ev.CardsGranted: _Batch.on_cards_granted,
    ev.CardsRevoked: _Batch.on_cards_revoked,
}
