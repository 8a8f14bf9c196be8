"""Which cards a folder shows, and in which order; runs on the thread of the cache."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from workstation.domain import card as domain_card
from workstation.domain.account import Account
from workstation.domain.card import CardContent, HeldCard
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.services import card_overlay
from workstation.services.card_overlay import Laid, Stored
from workstation.services.card_views import CardFilter, CardList, CardOrder, CardRow, Choices, Folder
from workstation.storage import search_text

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.search_text import Query
    from workstation.storage.tx import Tx

_NEVER = "9999"


def listed(tx: "Tx", pending: "Sequence[Pending]", wanted: CardFilter) -> CardList:
    """Return a folder, filtered and sorted.

    Raises:
        Refusal: `query_too_long` with `limit`.
    """
    query = search_text.parse(wanted.text)
    known = card_overlay.stored(tx, pending)
    if wanted.folder is Folder.PEOPLE:
        folder = list(_people(tx, known))
    else:
        everything = wanted.folder is Folder.COMPANY
        folder = [row for row in card_overlay.rows(known, pending).values() if everything or row.mine]
    found = [row for row in folder if _fits(row, wanted)]
    if query.phrases:
        found = list(_found(tx, found, query))
    found.sort(key=_order(wanted.order, found))
    return CardList(rows=tuple(found), total=len(folder), choices=_choices(folder))


def own_folder(tx: "Tx", pending: "Sequence[Pending]", only: Collection[ActionId] = ()) -> list[CardRow]:
    """Return all cards of my folder, or (`only`) at least these of it."""
    known = card_overlay.stored(tx, pending, only)
    return [row for row in card_overlay.rows(known, pending).values() if row.mine]


def of_batch(tx: "Tx", pending: "Sequence[Pending]", batch: ActionId) -> tuple[ActionId, ...]:
    """Return what is left of an import in my folder, also what other cards stand for."""
    known = card_overlay.stored(tx, pending)
    laid = Laid(known)
    for change in pending:
        laid.lay(change)
    return tuple(card.id for card in laid.cards.values() if card.batch == batch)


def own_contents(tx: "Tx", pending: "Sequence[Pending]") -> list[CardContent]:
    """Return what stands on the cards of my folder, also on those that others stand for."""
    return [card.content for card in _laid_mine(tx, pending)]


def batches(tx: "Tx", pending: "Sequence[Pending]") -> dict[ActionId, list[datetime]]:
    """Return when the cards of each import came that are in my folder, also those that others stand for."""
    found: dict[ActionId, list[datetime]] = {}
    for card in _laid_mine(tx, pending):
        if card.batch is not None:
            found.setdefault(card.batch, []).append(card.received_at)
    return found


def _laid_mine(tx: "Tx", pending: "Sequence[Pending]") -> list[HeldCard]:
    known = card_overlay.stored(tx, pending)
    laid = Laid(known)
    for change in pending:
        laid.lay(change)
    me = known.me.id if known.me is not None else None
    return [card for card in laid.cards.values() if card.holder_id == me]


def one(tx: "Tx", pending: "Sequence[Pending]", card_id: ActionId) -> CardRow | None:
    """Return a card, also one that another stands for, or an account's own; `None` if it is gone."""
    known = card_overlay.stored(tx, pending, [card_id])
    laid = Laid(known)
    for change in pending:
        laid.lay(change)
    shown = laid.rows().get(card_id)
    if shown is not None:
        return shown
    card = laid.cards.get(card_id)
    if card is not None:
        return laid.row(card)
    return next((row for row in _people(tx, known) if row.id == card_id), None)


def of_message(
    tx: "Tx", pending: "Sequence[Pending]", conversation: ConversationId, n: int
) -> tuple[ActionId | None, PrincipalId | None]:
    """Return the card that a message brought as the folders have it (mine first), and whose it is."""
    from workstation.storage import messages

    message = next(iter(messages.by_numbers(tx, conversation, [n])), None)
    if message is None or message.card is None:
        return None, None
    owner = message.card.owner_id
    known = card_overlay.stored(tx, pending)
    laid = Laid(known)
    for change in pending:
        laid.lay(change)
    rows = laid.rows()
    standing = {source: row.id for row in rows.values() for source in row.sources}
    held = [laid.row(card) for card in laid.cards.values() if card.from_id == owner]
    if held:
        first = min(held, key=lambda row: not row.mine)
        return standing.get(first.id, first.id), owner
    if known.me is not None and owner == known.me.id:
        return None, owner
    return (person_id(owner), owner) if owner in known.accounts and _sees_company(known.me) else (None, owner)


def person_id(owner_id: PrincipalId) -> ActionId:
    """Return by what an account's own card is named among the folders' cards."""
    return ActionId(UUID(int=owner_id))


def _sees_company(me: Account | None) -> bool:
    from workstation.domain.account import Permission

    return me is not None and me.may(Permission.COMPANY_CARDS)


def _people(tx: "Tx", known: Stored) -> Iterable[CardRow]:
    """Yield the own cards of the accounts; those who have made none have the card of their profile."""
    from workstation.storage import accounts, cards

    made = {own.owner_id: own for own in cards.every_own(tx)}
    exhibitor = accounts.exhibitor(tx)
    for person in known.accounts.values():
        own = made.get(person.id)
        yield CardRow(
            id=person_id(person.id),
            own=True,
            content=domain_card.of_account(person, exhibitor) if own is None else own.content,
            at=datetime.fromtimestamp(0).astimezone() if own is None else own.at,
            version=0 if own is None else own.version,
            from_id=person.id,
            holder_id=person.id,
            holder_name_zh=person.name("zh"),
            holder_name_en=person.name("en"),
        )


def _fits(row: CardRow, wanted: CardFilter) -> bool:
    content = row.content
    if wanted.country and content.country != wanted.country:
        return False
    if wanted.section and wanted.section not in content.sections:
        return False
    if wanted.tag and wanted.tag not in row.tags:
        return False
    if wanted.owner_id is not None and row.holder_id != wanted.owner_id:
        return False
    if wanted.follow_up and not row.follow_up:
        return False
    if wanted.since is None and wanted.until is None:
        return True
    day = row.at.astimezone().date()
    return (wanted.since is None or day >= wanted.since) and (wanted.until is None or day <= wanted.until)


def _found(tx: "Tx", rows: Sequence[CardRow], query: "Query") -> Iterable[CardRow]:
    """Yield the rows in which everything is found; what the cache doesn't have yet is looked through."""
    from workstation.storage import cards, search_names

    there = cards.found(tx, query.beginnings)
    for row in rows:
        if row.id in there:
            yield row
        elif row.own or row.waiting:
            names = search_names.of_content(row.content, row.note, row.tags)
            if all(beginning in names for beginning in query.beginnings):
                yield row


def _order(order: CardOrder, rows: Iterable[CardRow]) -> Callable[[CardRow], Any]:
    """Return by what rows are sorted; an import stands together and in its file's order, though it came in pieces."""
    from workstation.storage import search_names

    begun: dict[ActionId, float] = {}
    for row in rows:
        if row.batch is not None:
            at = row.at.timestamp()
            begun[row.batch] = min(at, begun.get(row.batch, at))

    def recent(row: CardRow) -> tuple[float, bytes]:
        if row.batch is None:
            return -row.at.timestamp(), b""
        return -begun[row.batch], row.batch.bytes

    def name(content: CardContent) -> str:
        return search_names.order_key(content.name("zh"))

    keys: dict[CardOrder, Callable[[CardRow], Any]] = {
        CardOrder.RECENT: lambda row: (*recent(row), row.id.bytes),
        CardOrder.NAME: lambda row: (name(row.content), row.id.bytes),
        CardOrder.COMPANY: lambda row: (
            not row.content.company("zh"), search_names.order_key(row.content.company("zh")), name(row.content)
        ),
        CardOrder.FOLLOW_UP: lambda row: (row.follow_up or _NEVER, *recent(row), row.id.bytes),
    }  # fmt: skip
    return keys[order]


def _choices(rows: Sequence[CardRow]) -> Choices:
    owners = {row.holder_id: (row.holder_name_zh, row.holder_name_en) for row in rows if row.holder_id is not None}
    return Choices(
        countries=_frequent(row.content.country for row in rows),
        sections=_frequent(section for row in rows for section in row.content.sections),
        tags=_frequent(tag for row in rows for tag in row.tags),
        owners=tuple((id_, *names) for id_, names in sorted(owners.items())),
    )


def _frequent(found: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(one for one in found if one)
    return tuple(one for one, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
