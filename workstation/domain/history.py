"""A prepared history, as `workstation admin fill` takes it: one `PastConversation` a line of JSON."""

from datetime import datetime

from msgspec import Struct


class PastMessage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was said; `sender` is the login of an account, `None` for the buyer."""

    at: datetime
    text: str
    sender: str | None = None


class PastConversation(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A buyer and all he and an exhibitor said, ascending by time."""

    buyer: str
    """His name."""
    email: str
    company: str
    country: str
    languages: tuple[str, ...]
    time_zone: str
    exhibit: str
    """Key of the exhibit he asked about; its exhibitor is the other side."""
    owner: str
    """Login of the account that serves him."""
    messages: tuple[PastMessage, ...]
    unread: int = 0
    """How many of the last messages the owner has not read."""
