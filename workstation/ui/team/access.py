"""Which pages of the team's screen are for whom; asked before any of them is imported."""

from __future__ import annotations

from typing import Final

from workstation.domain.account import Account, AccountKind, Permission

OVERVIEW: Final = "overview"
QUEUE: Final = "queue"
DISTRIBUTION: Final = "distribution"
ACCOUNTS: Final = "accounts"
REPLIES: Final = "replies"
LOG: Final = "log"
HISTORY: Final = "history"


def has_intents(me: Account) -> bool:
    """Tell whether the screen of purchase intents is for an account."""
    return me.may(Permission.RECEIVE_INTENTS)


def pages_for(me: Account) -> tuple[str, ...]:
    """Return the pages that an account may see; none means that the screen is not for it."""
    main = me.enabled and me.kind is AccountKind.MAIN
    may = {
        OVERVIEW: me.may(Permission.OVERVIEW),
        QUEUE: main,
        DISTRIBUTION: main,
        ACCOUNTS: me.may(Permission.MANAGE_ACCOUNTS),
        REPLIES: me.may(Permission.MANAGE_ACCOUNTS),
        # The main account has every conversation in its list.
        HISTORY: not main and me.may(Permission.COMPANY_HISTORY),
        LOG: me.may(Permission.AUDIT_LOG),
    }
    return tuple(key for key, possible in may.items() if possible)
