"""What a search leaves out; imports nothing heavy, as services name it before the files are open."""

from enum import StrEnum
from typing import Final

from msgspec import Struct

from workstation.domain.ids import PrincipalId


class SaidBy(StrEnum):
    """Whose words are looked for."""

    ANYONE = "anyone"
    BUYERS = "buyers"
    US = "us"
    """Accounts of one's exhibitor, oneself among them."""
    ME = "me"


class Narrowing(Struct, frozen=True, kw_only=True):
    """What a search leaves out; by default nothing."""

    said_by: SaidBy = SaidBy.ANYONE
    since_ms: int | None = None
    """Milliseconds since 1970 UTC: nothing older."""
    owner_id: PrincipalId | None = None
    """Only conversations with buyers whom this account serves, and chats with colleagues."""
    archived: bool | None = None
    """Only archived conversations, or only others."""

    @property
    def of_messages(self) -> bool:
        """Whether it looks at single messages: then names are not what is looked for."""
        return self.said_by is not SaidBy.ANYONE or self.since_ms is not None

    @property
    def of_conversations(self) -> bool:
        """Whether it leaves out whole conversations."""
        return self.owner_id is not None or self.archived is not None


EVERYTHING: Final = Narrowing()
