"""One batch of what the server says: collected, written in few statements, and what it changed."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from workstation.domain import events as ev
from workstation.domain.account import Account
from workstation.domain.autoreply import AutoReply
from workstation.domain.buyer import Buyer
from workstation.domain.card import HeldCard, OwnCard
from workstation.domain.changes import ChangeSet
from workstation.domain.conversation import ConversationPage, Marks, ReadMark
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.message import Message
from workstation.domain.note import Note
from workstation.domain.notice import Notice
from workstation.domain.phrase import Phrase
from workstation.storage import (
    accounts,
    auto_replies,
    buyers,
    calendar,
    cards,
    clearing,
    conversations,
    exhibits,
    intents,
    messages,
    notes,
    notices,
    phrases,
    team,
    translation_units,
)


class Batch:
    """Collects what events bring and writes it in few statements; access changes are kept in their order."""

    def __init__(self, tx: Connection, me: PrincipalId | None, *, always: bool = False) -> None:
        self._tx = tx
        self._me = me
        self._always = always
        self._everything = False
        self.all_taken = False
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
        self._seen_slots = False
        self._seen_bookings: set[ActionId] = set()
        self._seen_feeds = False
        self._seen_intents: set[ActionId] = set()
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
            clearing.clear(self._tx, body.reason)
            self._everything = self.all_taken = True

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

    def on_slots(self, body: ev.SlotsChanged) -> None:
        calendar.store_slots(self._tx, body.slots)
        self._seen_slots = True

    def on_booking(self, body: ev.BookingChanged) -> None:
        calendar.store_bookings(self._tx, (body.booking,))
        self._seen_bookings.add(body.booking.id)

    def on_booking_rules(self, body: ev.BookingRulesChanged) -> None:
        calendar.store_rules(self._tx, body.rules)
        self._seen_slots = True

    def on_feed(self, body: ev.FeedChanged) -> None:
        if body.gone:
            calendar.forget_feed(self._tx, body.feed.id)
        else:
            calendar.store_feed(self._tx, body.feed)
        self._seen_feeds = True

    def on_intent(self, body: ev.IntentChanged) -> None:
        intents.store(self._tx, (body.intent,))
        self._seen_intents.add(body.intent.id)

    def replace_intents(self, snapshot: ev.Snapshot) -> None:
        self._seen_intents |= intents.replace_all(self._tx, snapshot.intents)

    def replace_calendar(self, snapshot: ev.Snapshot) -> None:
        calendar.replace_all(self._tx, snapshot)
        self._seen_slots = self._seen_feeds = True
        self._seen_bookings.update(one.id for one in snapshot.bookings)

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
            slots=self._seen_slots,
            bookings=frozenset(self._seen_bookings),
            calendar_feeds=self._seen_feeds,
            intents=frozenset(self._seen_intents),
            everything=self._everything,
        )


_HANDLERS: Final[dict[type, Callable[[Batch, Any], None]]] = {
    ev.MessageChanged: Batch.on_message,
    ev.ConversationChanged: Batch.on_conversation,
    ev.Assigned: Batch.on_assigned,
    ev.Unassigned: Batch.on_unassigned,
    ev.Revoked: Batch.on_revoked,
    ev.MarksChanged: Batch.on_marks,
    ev.ReadMoved: Batch.on_read,
    ev.BuyerChanged: Batch.on_buyer,
    ev.AccountChanged: Batch.on_account,
    ev.ExhibitorChanged: Batch.on_exhibitor,
    ev.ExhibitChanged: Batch.on_exhibit,
    ev.NoticeChanged: Batch.on_notice,
    ev.PhraseChanged: Batch.on_phrase,
    ev.UnitsChanged: Batch.on_units,
    ev.TranslationPolicyChanged: Batch.on_translation_policy,
    ev.BuyerTranslationChanged: Batch.on_buyer_translation,
    ev.SlotsChanged: Batch.on_slots,
    ev.BookingChanged: Batch.on_booking,
    ev.BookingRulesChanged: Batch.on_booking_rules,
    ev.FeedChanged: Batch.on_feed,
    ev.IntentChanged: Batch.on_intent,
    ev.NoteChanged: Batch.on_note,
    ev.DistributionChanged: Batch.on_distribution,
    ev.AssociationsChanged: Batch.on_associations,
    ev.TransferChanged: Batch.on_transfer,
    ev.AutoReplyChanged: Batch.on_auto_reply,
    ev.OwnCardChanged: Batch.on_own_card,
    ev.HeldCardChanged: Batch.on_held_card,
    ev.CardsGranted: Batch.on_cards_granted,
    ev.CardsRevoked: Batch.on_cards_revoked,
}
