"""The folders of business cards with what is on its way laid over them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain import card_actions as act
from workstation.domain.account import Account
from workstation.domain.card import CardSource, HeldCard
from workstation.domain.clock import from_ms
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.message import Message
from workstation.services.card_views import CardRow
from workstation.services.views import Fault

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx


class Stored(Struct, frozen=True, kw_only=True):
    """What the cache says."""

    me: Account | None
    accounts: dict[PrincipalId, Account]
    cards: dict[ActionId, HeldCard]
    kept: Mapping[tuple[int, int], Message] = {}
    """Messages whose cards are being kept, by conversation and number."""


def on_their_way(tx: "Tx") -> "list[Pending]":
    """Return what changes the folders and has not come back; reads `local.db`."""
    from workstation.storage import outbox

    found = [*outbox.of_lane(tx, act.LANE), *outbox.of_lane(tx, act.PICTURE_LANE)]
    return sorted(found, key=lambda one: one.seq)


def stored(tx: "Tx", pending: "Iterable[Pending]" = (), only: Collection[ActionId] = ()) -> Stored:
    """Return what the cache says of all folders, or (`only`) of these cards and those they stand for.

    With `only`, what is on its way may be laid over it all the same: the cards it names are read as well.
    """
    from workstation.storage import accounts, cards, messages

    kept: dict[tuple[int, int], Message] = {}
    for one in pending:
        if isinstance(one.action, act.KeepCard) and isinstance(one.action.conversation, int):
            conversation = ConversationId(one.action.conversation)
            for message in messages.by_numbers(tx, conversation, [one.action.n]):
                kept[conversation, message.n] = message
    return Stored(
        me=accounts.me(tx),
        accounts={one.id: one for one in accounts.every(tx)},
        cards={one.id: one for one in (cards.these(tx, _with_named(only, pending)) if only else cards.every(tx))},
        kept=kept,
    )


def rows(known: Stored, pending: "Iterable[Pending]") -> dict[ActionId, CardRow]:
    """Return all cards as rows; those that others stand for are left out, and named as their sources."""
    laid = Laid(known)
    for change in pending:
        laid.lay(change)
    return laid.rows()


def _with_named(only: Collection[ActionId], pending: "Iterable[Pending]") -> set[ActionId]:
    return {*only, *(id_ for change in pending for id_ in _targets(change.action))}


class Laid:
    """Lays changes over the cards, in their order."""

    def __init__(self, known: Stored) -> None:
        self._known = known
        self.cards = dict(known.cards)
        self._sources: defaultdict[ActionId, list[ActionId]] = defaultdict(list)
        """The cards that each merged one stands for."""
        for card in known.cards.values():
            if card.merged_into is not None:
                self._sources[card.merged_into].append(card.id)
        self._waiting: dict[ActionId, ActionId] = {}
        self._problems: dict[ActionId, tuple[ActionId, Fault]] = {}
        self._uploads: dict[ActionId, tuple[ActionId | None, ActionId | None]] = {}

    def lay(self, change: "Pending") -> None:
        """Lay one change over them; a refused one leaves its reason with the cards that it was about."""
        action = change.action
        if change.state.value in ("refused", "failed"):
            self._refused(change)
            return
        if change.state.value != "sent":
            self._waiting.update(dict.fromkeys(_targets(action), change.id))
        match action:
            case act.AddCards():
                self._add(change, action)
            case act.KeepCard():
                self._keep(change, action)
            case act.ChangeCard():
                self._change(action)
            case act.MergeCards():
                self._merge(change, action)
            case act.DeleteCards() | act.UnmergeCards():
                for id_ in _targets(action):
                    self._drop(id_)

    def _refused(self, change: "Pending") -> None:
        fault = Fault(code=change.problem_code, params=change.problem_params)
        for id_ in _targets(change.action):
            self._problems[id_] = (change.id, fault)
        if isinstance(change.action, act.AddCards):
            self._add(change, change.action)  # what was typed stays with the user

    def _add(self, change: "Pending", action: act.AddCards) -> None:
        for one in action.cards:
            if one.id not in self.cards:
                source = CardSource.MANUAL if action.batch is None else CardSource.IMPORT
                self.cards[one.id] = self._made(change, one, source, batch=action.batch)

    def _made(
        self, change: "Pending", one: act.NewCard, source: CardSource, *, batch: ActionId | None = None
    ) -> HeldCard:
        me = self._known.me
        return HeldCard(
            id=one.id,
            rev=0,
            holder_id=me.id if me is not None else PrincipalId(0),
            source=source,
            received_at=from_ms(change.created_at),
            content=one.content,
            note=one.note,
            tags=one.tags,
            follow_up=one.follow_up,
            batch=batch,
        )

    def _keep(self, change: "Pending", action: act.KeepCard) -> None:
        message = self._known.kept.get((int(action.conversation), action.n)) if _is_number(action) else None
        if message is None or message.card is None or action.card in self.cards:
            return
        me = self._known.me
        owner = message.card.owner_id
        if any(me is not None and one.from_id == owner and one.holder_id == me.id for one in self.cards.values()):
            return
        made = self._made(change, act.NewCard(id=action.card, content=message.card.content), CardSource.CHAT)
        self.cards[action.card] = replace(
            made, from_id=owner, version=message.card.version, conversation_id=message.conversation_id, n=message.n
        )

    def _change(self, action: act.ChangeCard) -> None:
        card = self.cards.get(action.card)
        if card is None:
            return
        given = {
            "content": action.content, "note": action.note, "tags": action.tags, "follow_up": action.follow_up
        }  # fmt: skip
        self.cards[card.id] = replace(card, **{name: value for name, value in given.items() if value is not None})
        photo, logo = self._uploads.get(card.id, (None, None))
        self._uploads[card.id] = (action.photo or photo, action.logo or logo)

    def _merge(self, change: "Pending", action: act.MergeCards) -> None:
        if action.card in self.cards:
            return
        one = act.NewCard(
            id=action.card, content=action.content, note=action.note, tags=action.tags, follow_up=action.follow_up
        )
        made = self._made(change, one, CardSource.MERGE)
        sources = [self.cards[id_] for id_ in action.sources if id_ in self.cards]
        if sources:
            made = replace(made, received_at=max(one.received_at for one in sources))
        self.cards[action.card] = made
        for source in sources:
            self.cards[source.id] = replace(source, merged_into=action.card)
            self._sources[action.card].append(source.id)

    def _drop(self, id_: ActionId) -> None:
        self.cards.pop(id_, None)
        for source in self._sources.pop(id_, ()):
            if source in self.cards:
                self.cards[source] = replace(self.cards[source], merged_into=None)

    def rows(self) -> dict[ActionId, CardRow]:
        """Return the cards as rows."""
        return {
            card.id: self.row(card, tuple(one for one in self._sources.get(card.id, ()) if one in self.cards))
            for card in self.cards.values()
            if card.merged_into is None or card.merged_into not in self.cards
        }

    def row(self, card: HeldCard, sources: tuple[ActionId, ...] = ()) -> CardRow:
        """Return a card as a row."""
        known = self._known
        holder = known.accounts.get(card.holder_id)
        photo, logo = self._uploads.get(card.id, (None, None))
        action_id, problem = self._problems.get(card.id, (self._waiting.get(card.id), None))
        return CardRow(
            id=card.id,
            content=card.content,
            at=card.received_at,
            source=card.source,
            version=card.version,
            earlier=card.earlier,
            from_id=card.from_id,
            holder_id=card.holder_id,
            holder_name_zh="" if holder is None else holder.name("zh"),
            holder_name_en="" if holder is None else holder.name("en"),
            mine=known.me is not None and card.holder_id == known.me.id,
            conversation_id=card.conversation_id,
            n=card.n,
            note=card.note,
            tags=card.tags,
            follow_up=card.follow_up,
            batch=card.batch,
            sources=sources,
            photo_upload=photo,
            logo_upload=logo,
            waiting=card.id in self._waiting,
            problem=problem,
            action_id=action_id,
        )


def _targets(action: object) -> tuple[ActionId, ...]:
    match action:
        case act.AddCards(cards=cards):
            return tuple(one.id for one in cards)
        case act.DeleteCards(cards=ids):
            return ids
        case act.MergeCards(card=id_, sources=sources):
            return (id_, *sources)
        case act.KeepCard(card=id_) | act.ChangeCard(card=id_) | act.UnmergeCards(card=id_):
            return (id_,)
        case _:
            return ()


def _is_number(action: act.KeepCard) -> bool:
    return isinstance(action.conversation, int)
