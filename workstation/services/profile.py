"""One's own profile and status."""

from typing import TYPE_CHECKING

from workstation.domain.account import Account, Exhibitor, Presence
from workstation.domain.ids import PrincipalId

if TYPE_CHECKING:
    from workstation.services.outgoing import Outgoing
    from workstation.storage.store import Store


class ProfileService:
    """Who I am at the fair."""

    def __init__(self, store: "Store", outgoing: "Outgoing", me_id: PrincipalId) -> None:
        self._store = store
        self._outgoing = outgoing
        self._me_id = me_id

    async def me(self) -> Account:
        """Return my account with changes laid over that have not reached the server."""
        raise NotImplementedError

    async def exhibitor(self) -> Exhibitor | None:
        """Return my exhibitor, `None` before the first sync."""
        raise NotImplementedError

    async def change(
        self,
        *,
        name_zh: str | None = None,
        name_en: str | None = None,
        title: str | None = None,
        mobile: str | None = None,
        email: str | None = None,
        language: str | None = None,
    ) -> None:
        """Change my personal information (queued); `None` leaves a field as it is."""
        raise NotImplementedError

    async def set_status(self, status: Presence) -> None:
        """I am on-line, busy or away (queued)."""
        raise NotImplementedError
