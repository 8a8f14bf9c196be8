"""What each action does, one file per noun; importing the package registers them all."""

from workstation.server.handlers import (
    account_rights,
    accounts,
    autoreplies,
    blocking,
    cards,
    conversations,
    marks,
    messages,
    notes,
    notices,
    phrases,
    team,
    transfers,
    translation,
)

__all__ = [
    "account_rights",
    "accounts",
    "autoreplies",
    "blocking",
    "cards",
    "conversations",
    "marks",
    "messages",
    "notes",
    "notices",
    "phrases",
    "team",
    "transfers",
    "translation",
]
