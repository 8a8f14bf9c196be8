"""Reading one conversation: head, pages and single lines, with what is on its way laid at the end."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from workstation.domain.account import Account
from workstation.domain.actions import OpenColleagueChat, Said, SendMessage
from workstation.domain.buyer import Buyer
from workstation.domain.card import SharedCard
from workstation.domain.changes import ChangeSet
from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, PrincipalId
from workstation.domain.message import Message
from workstation.domain.slot_actions import OfferSlots
from workstation.services import my_card, projection, timeline
from workstation.services.files import Files
from workstation.services.my_card import PendingCard
from workstation.services.presences import Presences
from workstation.services.timeline import People
from workstation.services.views import ChatHead, ConversationRef, LinkedConversation, TimelineItem, TimelinePage
from workstation.storage import lines, overlay
from workstation.storage.overlay import Overlay

if TYPE_CHECKING:
    from workstation.domain.booking import Outcome
    from workstation.storage.messages import CachedPage
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx
    from workstation.storage.uploads import UploadInfo


class _Head(Struct, frozen=True, kw_only=True):
    loaded: projection.Loaded
    buyer: Buyer | None
    exhibit: Exhibit | None
    channel: str
    first_unread_n: int | None


class _Stretch(Struct, frozen=True, kw_only=True):
    """Messages with everything needed to show them."""

    page: "CachedPage | None"
    messages: tuple[Message, ...]
    people: People
    quoted: dict[int, Message]
    arrived: frozenset[ActionId]
    my_card: SharedCard | None = None
    """When it is on its way there."""


class _OnTheirWay(Struct, frozen=True, kw_only=True):
    pending: "tuple[Pending, ...]"
    uploads: "dict[ActionId, UploadInfo]"
    my_card: PendingCard | None = None
    outcomes: "dict[ActionId, Outcome]" = {}
    """Of negotiations, by booking."""


class Reader:
    """Reads conversations from the local files alone."""

    def __init__(self, files: Files, presences: Presences) -> None:
        self._files = files
        self._presences = presences

    async def head(self, conversation: ConversationRef) -> ChatHead:
        """Return what stands around the timeline."""
        overlays = await self._files.read_local(_overlay_of, conversation)
        over = overlays.get(conversation, Overlay())
        if not isinstance(conversation, int):
            return await self._head_offline(conversation, over)
        head = await self._files.read(_head, conversation, overlays)
        if not head.loaded.lines:
            raise Refusal("not_found")
        line = head.loaded.lines[0]
        reason = projection.read_only_reason(line, head.loaded.me)
        customer = line.kind == ConversationKind.CUSTOMER
        return ChatHead(
            row=projection.row(line, head.loaded, over, self._presences),
            buyer=head.buyer,
            colleague=None if customer else head.loaded.accounts.get(line.other_id or 0),
            exhibit=head.exhibit,
            owner=head.loaded.accounts.get(line.owner_id or 0),
            writable=not reason,
            read_only_reason=reason,
            read_n=line.other_read_n,
            unread_from_n=head.first_unread_n,
            last_n=line.last_n,
            channel=head.channel if customer else "",
        )

    async def _head_offline(self, client_id: ActionId, over: Overlay) -> ChatHead:
        colleague_id = await self._files.read_local(_opened_with, client_id)
        if colleague_id is None:
            raise Refusal("not_found")
        colleague = await self._files.read(_account, colleague_id)
        return ChatHead(row=projection.begun_offline(client_id, colleague, over, self._presences), colleague=colleague)

    async def page(
        self,
        conversation: ConversationRef,
        *,
        before_n: int | None,
        after_n: int | None,
        around_n: int | None,
        limit: int,
    ) -> TimelinePage:
        """Return a stretch; pending messages stand at its end when nothing newer follows."""
        # The outbox first: what moves from there into the cache meanwhile is recognised, never missed.
        on_their_way = await self._files.read_local(_on_their_way, conversation)
        stretch = await self._files.read(
            _stretch,
            conversation,
            on_their_way,
            before_n=before_n,
            after_n=after_n,
            around_n=around_n,
            limit=limit,
        )
        page = stretch.page
        items = _shown(stretch)
        at_end = page is None or not (page.more_after or page.missing_after or before_n is not None)
        if at_end:
            items += _shown_pending(on_their_way, stretch)
        return TimelinePage(
            items=tuple(items),
            more_before=page is not None and page.more_before,
            more_after=page is not None and (page.more_after or page.missing_after),
            older_on_server=page is not None and page.missing_before,
            newer_on_server=page is not None and page.missing_after,
        )

    async def items(self, conversation: ConversationRef, ns: Iterable[int]) -> tuple[TimelineItem, ...]:
        """Return these messages, then all pending ones."""
        on_their_way = await self._files.read_local(_on_their_way, conversation)
        stretch = await self._files.read(_single, conversation, on_their_way, tuple(ns))
        return tuple(_shown(stretch) + _shown_pending(on_their_way, stretch))

    async def read_n(self, conversation: ConversationId) -> int:
        """Return how far I have read, counting what is on its way."""
        overlays, found = await asyncio.gather(
            self._files.read_local(_overlay_of, conversation), self._files.read(_line, conversation)
        )
        over = overlays.get(conversation, Overlay())
        return max(over.read_n, found.read_n if found is not None else 0)


def changes_of(pending: "Pending") -> ChangeSet:
    """Return what a change to an action in the outbox means for the screens."""
    return ChangeSet(outbox=frozenset({pending.lane})) | row_changed(pending.conversation)


def row_changed(conversation: ConversationRef | None) -> ChangeSet:
    """Return the change of a row of the list."""
    if not isinstance(conversation, int):
        return ChangeSet()
    return ChangeSet(conversations=frozenset({ConversationId(conversation)}))


def _overlay_of(tx: "Tx", conversation: ConversationRef) -> dict[ConversationRef, Overlay]:
    return overlay.read(tx.exec_driver_sql, (conversation,))


def _head(tx: "Tx", conversation: ConversationId, overlays: dict[ConversationRef, Overlay]) -> _Head:
    from workstation.storage import buyers, conversations, exhibits

    loaded = projection.load(tx.exec_driver_sql, overlays, ids=(conversation,))
    head = conversations.get(tx, conversation)
    read_n = loaded.lines[0].read_n if loaded.lines else 0
    over = overlays.get(conversation, Overlay())
    return _Head(
        loaded=loaded,
        buyer=None if head is None else buyers.get(tx, head.buyer_id),
        exhibit=None if head is None else exhibits.get(tx, head.exhibit_id),
        channel="" if head is None else head.channel,
        first_unread_n=lines.first_unread_after(tx.exec_driver_sql, conversation, max(read_n, over.read_n)),
    )


def _line(tx: "Tx", conversation: ConversationId) -> lines.Line | None:
    found = lines.of_ids(tx.exec_driver_sql, (conversation,))
    return found[0] if found else None


def _account(tx: "Tx", account_id: PrincipalId) -> Account | None:
    from workstation.storage import accounts

    return accounts.get(tx, account_id)


def _opened_with(tx: "Tx", client_id: ActionId) -> PrincipalId | None:
    from workstation.storage import outbox

    pending = outbox.get(tx, client_id)
    if pending is None or not isinstance(pending.action, OpenColleagueChat):
        return None
    return pending.action.account_id


def _on_their_way(tx: "Tx", conversation: ConversationRef) -> _OnTheirWay:
    from workstation.services import booking_outcomes
    from workstation.storage import outbox, uploads

    pending = tuple(p for p in outbox.for_conversation(tx, conversation) if isinstance(p.action, Said))
    return _OnTheirWay(
        pending=pending,
        uploads=uploads.infos(tx, [p.after for p in pending if p.after is not None]),
        my_card=my_card.pending_card(tx) if _with_card(pending) else None,
        outcomes=booking_outcomes.being_saved(tx),
    )


def _slots_of(pending: "Sequence[Pending]") -> list[ActionId]:
    return [id_ for p in pending if isinstance(p.action, OfferSlots) for id_ in p.action.slots]


def _with_card(pending: "Sequence[Pending]") -> bool:
    return any(isinstance(p.action, SendMessage) and p.action.card for p in pending)


def _stretch(
    tx: "Tx",
    conversation: ConversationRef,
    on_their_way: _OnTheirWay,
    *,
    before_n: int | None,
    after_n: int | None,
    around_n: int | None,
    limit: int,
) -> _Stretch:
    from workstation.storage import messages

    if not isinstance(conversation, int):
        return _with_people(tx, conversation, None, (), on_their_way)
    page = messages.page(tx, conversation, before_n=before_n, after_n=after_n, around_n=around_n, limit=limit)
    return _with_people(tx, conversation, page, page.messages, on_their_way)


def _single(tx: "Tx", conversation: ConversationRef, on_their_way: _OnTheirWay, ns: Sequence[int]) -> _Stretch:
    from workstation.storage import messages

    if not isinstance(conversation, int):
        return _with_people(tx, conversation, None, (), on_their_way)
    found = messages.by_numbers(tx, conversation, ns) if ns else ()
    return _with_people(tx, conversation, None, found, on_their_way)


def _with_people(
    tx: "Tx",
    conversation: ConversationRef,
    page: "CachedPage | None",
    found: tuple[Message, ...],
    on_their_way: _OnTheirWay,
) -> _Stretch:
    from workstation.services import booking_outcomes
    from workstation.storage import accounts, buyers, calendar, messages

    pending = on_their_way.pending
    line = _line(tx, conversation) if isinstance(conversation, int) else None
    quoted = {message.n: message for message in found}
    sending = [p.action for p in pending if isinstance(p.action, SendMessage)]
    replies = {message.reply_to_n for message in found} | {action.reply_to_n for action in sending}
    wanted = [n for n in replies if n is not None and n not in quoted]
    if wanted and isinstance(conversation, int):
        quoted |= {message.n: message for message in messages.by_numbers(tx, conversation, wanted)}
    kind = ConversationKind.COLLEAGUE if line is None else ConversationKind(line.kind)
    buyer_id = PrincipalId(line.other_id) if line is not None and line.other_id is not None else None
    people = People(
        kind=kind,
        me=accounts.me_id(tx) or PrincipalId(0),
        accounts={account.id: account for account in accounts.every(tx)},
        buyer=buyers.get(tx, buyer_id) if kind is ConversationKind.CUSTOMER else None,
        other_read_n=0 if line is None else line.other_read_n,
        exhibits=_exhibits(tx, {message.exhibit_id for message in found} | {p.exhibit_id for p in sending}),
        linked=_linked(
            tx, {message.link_conversation_id for message in found} | {p.link_conversation_id for p in sending}
        ),
        offered=calendar.offered(tx, _slots_of(pending)),
        outcomes=booking_outcomes.by_line(tx, conversation, found, on_their_way.outcomes)
        if isinstance(conversation, int)
        else {},
    )
    arrived = frozenset(messages.known_actions(tx, [p.id for p in pending]))
    mine = my_card.stored_card(tx) if _with_card(pending) else None
    return _Stretch(page=page, messages=found, people=people, quoted=quoted, arrived=arrived, my_card=mine)


def _exhibits(tx: "Tx", wanted: set[ExhibitId | None]) -> dict[int, Exhibit]:
    from workstation.storage import exhibits

    return {one.id: one for one in (exhibits.get(tx, id_) for id_ in wanted if id_) if one is not None}


def _linked(tx: "Tx", wanted: set[ConversationId | None]) -> dict[int, LinkedConversation]:
    found = lines.of_ids(tx.exec_driver_sql, (id_ for id_ in wanted if id_))
    return {
        line.id: LinkedConversation(
            title=line.title,
            company=line.company,
            country=line.country,
            buyer_id=None if line.other_id is None else PrincipalId(line.other_id),
        )
        for line in found
    }


def _shown(stretch: _Stretch) -> list[TimelineItem]:
    return [timeline.of_message(m, stretch.people, stretch.quoted.get(m.reply_to_n or 0)) for m in stretch.messages]


def _shown_pending(on_their_way: _OnTheirWay, stretch: _Stretch) -> list[TimelineItem]:
    mine = None if stretch.my_card is None else my_card.laid_over(stretch.my_card, on_their_way.my_card)
    return [
        timeline.of_pending(p, stretch.people, on_their_way.uploads, stretch.quoted.get(_reply_n(p)), mine)
        for p in on_their_way.pending
        if p.id not in stretch.arrived
    ]


def _reply_n(pending: "Pending") -> int:
    return (pending.action.reply_to_n or 0) if isinstance(pending.action, SendMessage) else 0
