"""What else is found besides names and messages: a kind of `storage.search.SOURCES` gets its words and sign here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication


class DocumentKind(NamedTuple):
    """How hits of one kind are shown."""

    icon: str
    heading: Callable[[], str]
    named_by_buyer: bool = True
    """Whether the first line says about whom it is, the second what was found; else the other way round."""


def _notes() -> str:
    return QCoreApplication.translate("SearchRows", "Notes")


def _cards() -> str:
    return QCoreApplication.translate("SearchRows", "Business cards")


def _intents() -> str:
    return QCoreApplication.translate("SearchRows", "Purchase intents")


def _others() -> str:
    return QCoreApplication.translate("SearchRows", "Other things")


KINDS: Final[dict[str, DocumentKind]] = {
    "note": DocumentKind("note", _notes),
    "card": DocumentKind("card", _cards, named_by_buyer=False),
    "intent": DocumentKind("intent", _intents, named_by_buyer=False),
}
OTHER: Final = DocumentKind("info", _others)
"""A kind that this version doesn't know is shown too."""


def kind_of(name: str) -> DocumentKind:
    """Return how hits of a kind are shown."""
    return KINDS.get(name, OTHER)
