"""Lines of the list: what the cache holds, with drafts and the outbox laid over it.

Works on plain SQL, so that the first look at the list needs neither SQLAlchemy nor a second version of all this.
"""

from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec import Struct

from workstation.domain.account import Account, AccountKind, Presence
from workstation.domain.clock import from_ms
from workstation.domain.conversation import ConversationKind
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.message import CARD, CONVERSATION, IMAGE, SLOTS, TEXT, SystemLine
from workstation.services.presences import Presences
from workstation.services.views import Chip, ConversationRef, InboxFilter, InboxRow, ItemState, ListOrder
from workstation.storage import lines
from workstation.storage.lines import Execute, Line
from workstation.storage.overlay import Overlay, Unsent

_account: Final = msgspec.json.Decoder(Account)
_exhibit: Final = msgspec.json.Decoder(Exhibit)
_system: Final = msgspec.json.Decoder(SystemLine)
_tags: Final = msgspec.json.Decoder(tuple[str, ...])
_NOTHING: Final = Overlay()
_NOBODY: Final = ("", "")
_CUSTOMER: Final = ConversationKind.CUSTOMER.value

PENDING_STATES: Final = {
    "waiting": ItemState.WAITING,
    "sending": ItemState.SENDING,
    "sent": ItemState.SENT,
    "refused": ItemState.FAILED,
    "failed": ItemState.FAILED,
    "paused": ItemState.FAILED,
}
"""How the states of the outbox look."""


class Loaded(Struct, frozen=True, kw_only=True):
    """What one reading of the cache brought for the list."""

    me: Account | None
    lines: tuple[Line, ...]
    accounts: dict[int, Account]
    names: dict[int, tuple[str, str]]
    """Of the accounts, in Chinese and English."""
    exhibits: dict[int, Exhibit]
    """Those that a line shows."""
    presences: dict[int, str]
    unread: dict[int, int]
    """Where a read mark is on its way: what it leaves unread."""
    arrived: frozenset[bytes]
    """Actions on their way whose message is in the cache already."""


def load(
    execute: Execute,
    overlays: dict[ConversationRef, Overlay],
    *,
    wanted: InboxFilter | None = None,
    ids: Iterable[ConversationRef] = (),
) -> Loaded:
    """Read the lines of a kind (those archived, or those not) or of some conversations, and what they need.

    Args:
        execute: of the cache.
        overlays: what lies over them.
        wanted: which list.
        ids: else these.
    """
    found: list[Line] = []
    if wanted is None:
        found = lines.of_ids(execute, (id_ for id_ in ids if isinstance(id_, int)))
    else:
        found = lines.of_kind(execute, wanted.kind.value, wanted.chip is Chip.ARCHIVED)
        there = {line.id for line in found}
        # What is on its way brings an archived conversation back at once.
        found += lines.of_ids(execute, (id_ for id_ in overlays if isinstance(id_, int) and id_ not in there))
    accounts = {id_: _account.decode(data) for id_, data in lines.accounts(execute).items()}
    shown = {line.exhibit_id for line in found if line.exhibit_id is not None}
    unsent = [one.action_id for over in overlays.values() for one in over.unsent]
    return Loaded(
        me=accounts.get(lines.me_id(execute) or 0),
        lines=tuple(found),
        accounts=accounts,
        names={id_: (account.name("zh"), account.name("en")) for id_, account in accounts.items()},
        exhibits={id_: _exhibit.decode(data) for id_, data in lines.exhibits(execute, shown).items()} if shown else {},
        presences=lines.presences(execute),
        unread={
            id_: lines.unread_after(execute, id_, over.read_n)
            for id_, over in overlays.items()
            if over.read_n and isinstance(id_, int)
        },
        arrived=frozenset(lines.known_actions(execute, unsent)),
    )


def rows(loaded: Loaded, overlays: dict[ConversationRef, Overlay], presences: Presences) -> list[InboxRow]:
    """Return the rows of what was loaded, in no order."""
    return [row(line, loaded, overlays.get(ConversationId(line.id), _NOTHING), presences) for line in loaded.lines]


def row(line: Line, loaded: Loaded, over: Overlay, presences: Presences) -> InboxRow:
    """Return a line as the screens show it."""
    customer = line.kind == _CUSTOMER
    other_id = None if line.other_id is None else PrincipalId(line.other_id)
    owner_id = None if line.owner_id is None else PrincipalId(line.owner_id)
    colleague = None if customer or other_id is None else loaded.accounts.get(other_id)
    unsent = _not_arrived(over, loaded) if over.unsent else ()
    last = unsent[-1] if unsent else None
    waiting = sum(one.state != "sent" for one in unsent)
    stored = loaded.presences.get(line.other_id or 0) if colleague is None else colleague.presence
    owner_names = loaded.names.get(line.owner_id or 0, _NOBODY)
    names = _NOBODY if colleague is None else loaded.names[colleague.id]
    return InboxRow(
        id=ConversationId(line.id),
        kind=ConversationKind.CUSTOMER if customer else ConversationKind.COLLEAGUE,
        title=line.title,
        colleague_name_zh=names[0],
        colleague_name_en=names[1],
        company=line.company,
        country=line.country,
        language=line.language,
        other_id=other_id,
        last_kind=line.last_kind if last is None else _kind(last),
        last_text=line.last_text if last is None else " ".join(last.text.split()),
        last_system=_system.decode(line.last_system) if line.last_system and last is None else None,
        last_exhibit=loaded.exhibits.get(line.exhibit_id or 0) if last is None else None,
        last_recalled=bool(line.last_recalled) and last is None,
        last_from_me=last is not None or bool(line.last_ours),
        last_at=from_ms(line.last_at if last is None else max(last.at, line.last_at)),
        last_state=_last_state(line, last),
        last_n=line.last_n,
        shown_n=line.shown_n,
        unread=line.unread if over.read_n <= line.read_n else loaded.unread.get(line.id, line.unread),
        waiting_since=None if line.waiting_since is None else from_ms(line.waiting_since),
        starred=bool(line.starred) if over.starred is None else over.starred,
        pinned=bool(line.pinned) if over.pinned is None else over.pinned,
        muted=bool(line.muted) if over.muted is None else over.muted,
        marked_unread=bool(line.marked_unread) if over.marked_unread is None else over.marked_unread,
        tags=(_tags.decode(line.tags) if line.tags != "[]" else ()) if over.tags is None else over.tags,
        archived=bool(line.archived or over.blocked) and not waiting,
        blocked=bool(line.blocked) if over.blocked is None else over.blocked,
        translated=over.translated,
        draft=over.draft,
        unsent=waiting,
        owner_id=owner_id,
        owner_name_zh=owner_names[0],
        owner_name_en=owner_names[1],
        mine=loaded.me is not None and owner_id == loaded.me.id,
        writable=not read_only_reason(line, loaded.me),
        live=bool(line.live),
        presence=presences.of(other_id, stored),
    )


def _not_arrived(over: Overlay, loaded: Loaded) -> tuple[Unsent, ...]:
    return tuple(one for one in over.unsent if one.action_id not in loaded.arrived)


def read_only_reason(line: Line, me: Account | None) -> str:
    """Return why I can't write there: empty, or `disabled`, `given_away`, `blocked`, `not_owner`."""
    if me is not None and not me.enabled:
        return "disabled"
    if line.readable_to_n is not None:
        return "given_away"
    if line.blocked:
        return "blocked"
    if me is None or me.kind is AccountKind.MAIN or line.kind != _CUSTOMER:
        return ""
    return "" if line.owner_id == me.id else "not_owner"


def begun_offline(client_id: ActionId, colleague: Account | None, over: Overlay, presences: Presences) -> InboxRow:
    """Return the row of a colleague chat that the server doesn't know yet."""
    last = over.unsent[-1] if over.unsent else None
    return InboxRow(
        id=client_id,
        kind=ConversationKind.COLLEAGUE,
        title="",
        colleague_name_zh="" if colleague is None else colleague.name("zh"),
        colleague_name_en="" if colleague is None else colleague.name("en"),
        other_id=None if colleague is None else colleague.id,
        last_kind="" if last is None else _kind(last),
        last_text="" if last is None else " ".join(last.text.split()),
        last_from_me=last is not None,
        last_at=None if last is None else from_ms(last.at),
        last_state=ItemState.RECEIVED if last is None else PENDING_STATES[last.state],
        marked_unread=bool(over.marked_unread),
        draft=over.draft,
        unsent=sum(one.state != "sent" for one in over.unsent),
        presence=presences.of(colleague.id, colleague.presence) if colleague else Presence.OFFLINE,
    )


def belongs(row: InboxRow, wanted: InboxFilter) -> bool:
    """Tell whether a row belongs into a filtered list."""
    chip = wanted.chip
    if row.kind is not wanted.kind or row.archived != (chip is Chip.ARCHIVED):
        return False
    if wanted.owner_id is not None and row.owner_id != wanted.owner_id:
        return False
    if wanted.tag and wanted.tag not in row.tags:
        return False
    if chip is Chip.ALL:
        return True
    match chip:
        case Chip.UNANSWERED:
            return row.waiting_since is not None
        case Chip.UNREAD:
            return row.is_unread
        case Chip.MINE:
            return row.mine
        case Chip.UNASSIGNED:
            return row.owner_id is None
        case Chip.STARRED:
            return row.starred
        case _:
            return True


def in_order(found: list[InboxRow], wanted: InboxFilter) -> list[InboxRow]:
    """Return the rows of a list sorted and cut: beyond the limit only protected ones stay."""
    found.sort(key=lambda r: r.last_at.timestamp() if r.last_at else 0.0, reverse=True)
    if wanted.order is ListOrder.WAITING:
        found.sort(key=lambda r: r.waiting_since.timestamp() if r.waiting_since else float("inf"))
    found.sort(key=lambda r: not r.pinned)
    beyond = [r for r in found[wanted.limit :] if is_protected(r)]
    return found[: wanted.limit] + beyond


def is_protected(row: InboxRow) -> bool:
    """Tell whether a row may never be pushed out of the list."""
    return bool(row.waiting_since or row.draft or row.unsent or row.starred or row.pinned or row.marked_unread)


def _kind(unsent: Unsent) -> str:
    if unsent.is_card:
        return CARD
    if unsent.is_slots:
        return SLOTS
    if unsent.is_link:
        return CONVERSATION
    return IMAGE if unsent.is_image else TEXT


def _last_state(line: Line, last: Unsent | None) -> ItemState:
    if last is not None:
        return PENDING_STATES[last.state]
    if not line.last_ours:
        return ItemState.RECEIVED
    return ItemState.READ if line.last_n <= line.other_read_n else ItemState.SENT
