"""The tree of ticks (domain.md §1), the presets, and who may tick what for whom."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from msgspec import Struct

from workstation.domain.account import Account, AccountKind, Permission


class Branch(Struct, frozen=True):
    """A tick and those below it, which count only while it is set."""

    permission: Permission
    children: tuple["Branch", ...] = ()


class Group(StrEnum):
    """The headings over the tree."""

    MESSAGES = "messages"
    NEGOTIATIONS = "negotiations"
    INTENTS = "intents"
    SHOWING = "showing"
    COMPANY = "company"


P = Permission

TREE: Final[dict[Group, tuple[Branch, ...]]] = {
    Group.MESSAGES: (Branch(P.RECEIVE_MESSAGES), Branch(P.MESSAGE_NOTICES)),
    Group.NEGOTIATIONS: (Branch(P.RECEIVE_BOOKINGS), Branch(P.MY_SCHEDULE, (Branch(P.WHOLE_SCHEDULE),))),
    Group.INTENTS: (
        Branch(P.MATCHED_EXHIBITS),
        Branch(
            P.RECEIVE_INTENTS,
            (Branch(P.INTENT_DETAILS), Branch(P.INTENT_SEND_CARD), Branch(P.INTENT_CHAT), Branch(P.INTENT_DONE)),
        ),
    ),
    Group.SHOWING: (Branch(P.DISPLAY_CENTRE), Branch(P.RECOMMEND), Branch(P.INVITE), Branch(P.LIVE_STREAMS)),
    Group.COMPANY: (
        Branch(P.COMPANY_HISTORY),
        Branch(P.COMPANY_CARDS),
        Branch(P.OVERVIEW),
        Branch(P.AUDIT_LOG),
        Branch(P.MANAGE_ACCOUNTS),
    ),
}
"""In the order in which they are shown."""


class Preset(StrEnum):
    """Ticks that are mostly wanted together."""

    SALES = "sales"
    LEAD = "lead"
    READ_ONLY = "read_only"


_SALES: Final = frozenset(
    {
        P.RECEIVE_MESSAGES,
        P.MESSAGE_NOTICES,
        P.RECEIVE_BOOKINGS,
        P.MY_SCHEDULE,
        P.MATCHED_EXHIBITS,
        P.RECEIVE_INTENTS,
        P.INTENT_DETAILS,
        P.INTENT_SEND_CARD,
        P.INTENT_CHAT,
        P.INTENT_DONE,
    }
)

PRESETS: Final[dict[Preset, frozenset[Permission]]] = {
    Preset.SALES: _SALES,
    Preset.LEAD: _SALES
    | {
        P.WHOLE_SCHEDULE,
        P.DISPLAY_CENTRE,
        P.RECOMMEND,
        P.INVITE,
        P.LIVE_STREAMS,
        P.COMPANY_HISTORY,
        P.COMPANY_CARDS,
        P.OVERVIEW,
    },
    Preset.READ_ONLY: frozenset(
        {P.MESSAGE_NOTICES, P.MY_SCHEDULE, P.WHOLE_SCHEDULE, P.COMPANY_HISTORY, P.COMPANY_CARDS, P.OVERVIEW}
    ),
}


def branches(of: Iterable[Branch] | None = None) -> Iterator[tuple[Branch, Branch | None]]:
    """Yield every branch below the given ones (default: of the whole tree), each with the one it grows from."""
    for branch in (one for group in TREE.values() for one in group) if of is None else of:
        yield branch, None
        yield from ((child, parent or branch) for child, parent in branches(branch.children))


_PARENT: Final = {branch.permission: parent.permission if parent else None for branch, parent in branches()}


def settled(ticks: Iterable[Permission]) -> frozenset[Permission]:
    """Return the ticks that count: one below a tick that isn't set doesn't."""
    given = frozenset(ticks)
    return frozenset(one for one in given if (parent := _PARENT[one]) is None or parent in given)


def with_tick(ticks: Iterable[Permission], permission: Permission) -> frozenset[Permission]:
    """Return the ticks after setting one: what it grows from is set with it."""
    parent = _PARENT[permission]
    return frozenset(ticks) | {permission} | ({parent} if parent else set())


def without_tick(ticks: Iterable[Permission], permission: Permission) -> frozenset[Permission]:
    """Return the ticks after clearing one: what grows from it is cleared with it."""
    return settled(frozenset(ticks) - {permission})


def preset_of(ticks: Iterable[Permission]) -> Preset | None:
    """Return the preset that these ticks are, `None` if they are none."""
    given = frozenset(ticks)
    return next((preset for preset, wanted in PRESETS.items() if wanted == given), None)


def may_manage(manager: Account, other: Account) -> bool:
    """Tell whether one may disable the other, give it a new password, or change what it may do.

    The main account may for all sub-accounts; a sub-account with the permission for all but itself.
    """
    return (
        manager.may(Permission.MANAGE_ACCOUNTS)
        and manager.exhibitor_id == other.exhibitor_id
        and other.kind is AccountKind.SUB
        and manager.id != other.id
    )


def grantable(manager: Account) -> frozenset[Permission]:
    """Return the ticks that one may set or clear for others: those one has oneself."""
    return frozenset(one for one in Permission if manager.may(one)) if manager.may(P.MANAGE_ACCOUNTS) else frozenset()
