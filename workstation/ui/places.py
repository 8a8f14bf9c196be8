"""Where a click on a notice or on something found leads: screens say here what they can open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from workstation.domain.ids import ActionId
from workstation.services.views import ConversationRef


class Place(Struct, frozen=True, kw_only=True):
    """Something that can be opened."""

    kind: str
    """`conversation`, `transfer`, `card`, `cards`, `calendar`, `intent`, `intents`, `overview`, `team` …"""
    conversation: ConversationRef | None = None
    n: int | None = None
    """A message of the conversation."""
    id: int | None = None
    """Which card, booking …, by the server's number."""
    card: ActionId | None = None
    """Which card, by its name."""
    booking: ActionId | None = None
    intent: ActionId | None = None
    day: date | None = None
    """Of the fair's calendar."""


class Places:
    """Knows who opens what; a screen adds its kinds when the window is made (`window.places.add("cards", …)`)."""

    def __init__(self) -> None:
        self._openers: dict[str, Callable[[Place], object]] = {}

    def add(self, kind: str, opener: Callable[[Place], object]) -> None:
        """Let this open that kind; the last one added counts."""
        self._openers[kind] = opener

    def can_open(self, place: Place) -> bool:
        """Tell whether a click leads anywhere."""
        return self._opener(place) is not None

    def open(self, place: Place) -> bool:
        """Open it, or the conversation it belongs to where nobody opens the kind; tell whether anything was opened."""
        opener = self._opener(place)
        if opener is None:
            return False
        opener(place)
        return True

    def _opener(self, place: Place) -> Callable[[Place], object] | None:
        opener = self._openers.get(place.kind)
        if opener is None and place.conversation is not None:
            opener = self._openers.get("conversation")
        return opener
