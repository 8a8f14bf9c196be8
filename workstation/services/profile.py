"""One's own profile and status."""

from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict, replace

from workstation.domain.account import Account, Exhibitor, Presence
from workstation.domain.actions import SetProfile, SetStatus
from workstation.domain.errors import Refusal
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.platform import Platform
from workstation.services.presences import Presences
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.tx import Tx


class ProfileService:
    """Who I am at the fair."""

    def __init__(
        self, files: Files, outgoing: Outgoing, presences: Presences, platform: Platform, worker: Worker
    ) -> None:
        self._files = files
        self._outgoing = outgoing
        self._presences = presences
        self._platform = platform
        self._worker = worker

    async def me(self) -> Account:
        """Return my account with changes laid over that have not reached the server.

        Raises:
            Refusal: `not_found` before the first sync.
        """
        from workstation.storage import accounts

        changes, status = await self._files.read_local(_on_their_way)
        account = await self._files.read(accounts.me)
        if account is None:
            raise Refusal("not_found")
        presence = status or self._presences.of(account.id, account.presence)
        return replace(account, presence=presence, **changes)

    async def exhibitor(self) -> Exhibitor | None:
        """Return my exhibitor, `None` before the first sync."""
        from workstation.storage import accounts

        return await self._files.read(accounts.exhibitor)

    async def change(
        self,
        *,
        name_zh: str | None = None,
        name_en: str | None = None,
        title: str | None = None,
        mobile: str | None = None,
        email: str | None = None,
        language: str | None = None,
        languages: tuple[str, ...] | None = None,
    ) -> None:
        """Change my personal information (queued); `None` leaves a field as it is."""
        await self._outgoing.queue(
            SetProfile(
                name_zh=name_zh,
                name_en=name_en,
                title=title,
                mobile=mobile,
                email=email,
                language=language,
                languages=languages,
            )
        )

    async def set_status(self, status: Presence) -> None:
        """I am on-line, busy or away (queued)."""
        await self._outgoing.queue(SetStatus(status=status))

    async def report_activity(self, *, idle: bool) -> bool:
        """Say whether somebody is at this desk (shown as *away*); passes by, like typing. Tell whether it was heard."""
        try:
            await self._worker.run(lambda: self._platform.activity(idle=idle))
        except Refusal:
            return False
        return True


def _on_their_way(tx: "Tx") -> tuple[dict[str, Any], Presence | None]:
    """Return the fields and the status that have not reached the server."""
    from workstation.storage import outbox

    changes: dict[str, Any] = {}
    status: Presence | None = None
    for pending in outbox.every(tx):
        if pending.is_refused:
            continue
        if isinstance(pending.action, SetProfile):
            changes |= {name: value for name, value in asdict(pending.action).items() if value is not None}
        elif isinstance(pending.action, SetStatus):
            status = pending.action.status
    return changes, status
