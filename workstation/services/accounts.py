"""Managing the company's accounts: who there is, what each may do, passwords, and where they are signed in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict, replace

from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.account_actions import (
    AccountAction,
    EditAccount,
    SetAccountEnabled,
    SetMaxDaysOffline,
    SetPermissions,
)
from workstation.domain.administration import AccountState, Device, FirstPassword, NewAccount
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.permission_tree import grantable, may_manage, settled
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.overlaid import Overlaid
from workstation.services.platform import Platform
from workstation.services.presences import Presences
from workstation.services.views import Fault
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx


class AccountRow(Struct, frozen=True, kw_only=True):
    """An account as the list shows it, with what is on its way laid over it."""

    account: Account
    is_me: bool
    manageable: bool
    """I may disable it, give it a new password, and change what it may do."""
    waiting: bool = False
    """A change is not at the server yet."""
    problem: Fault | None = None
    """Why the server refused the last change; `RefusalService.dismiss(action_id)` forgets it."""
    action_id: ActionId | None = None
    """The change that waits or was refused."""


class Meter(Struct, frozen=True, kw_only=True):
    """How many enabled accounts there are, main account included, and how many the package allows."""

    used: int
    limit: int

    @property
    def full(self) -> bool:
        """Whether no other can be made or enabled."""
        return self.used >= self.limit


class AccountService:
    """Reads the list from the local files; passwords, devices and states are asked of the server at once.

    Calls marked *on-line* raise `Refusal` `unreachable`, `server_fault` … without a network, and `not_allowed` when
    the permission has gone meanwhile.
    """

    def __init__(
        self, files: Files, outgoing: Outgoing, platform: Platform, worker: Worker, presences: Presences
    ) -> None:
        self._files = files
        self._outgoing = outgoing
        self._platform = platform
        self._worker = worker
        self._presences = presences

    # --- reading ---

    async def list(self) -> "list[AccountRow]":
        """Return all accounts: the main account first, then by name, the disabled ones last."""
        pending = await self._files.read_local(_on_their_way)
        stored, me = await self._files.read(_stored)
        if me is None:
            return []
        rows = [self._row(account, me, [one for one in pending if _about(one) == account.id]) for account in stored]
        return sorted(rows, key=_place)

    async def get(self, account_id: PrincipalId) -> AccountRow | None:
        """Return one account, `None` if there is none."""
        return next((row for row in await self.list() if row.account.id == account_id), None)

    async def meter(self) -> Meter:
        """Return how much of the package is used."""
        from workstation.storage import accounts

        rows = await self.list()
        exhibitor = await self._files.read(accounts.exhibitor)
        limit = 0 if exhibitor is None else exhibitor.accounts_limit
        return Meter(used=sum(row.account.enabled for row in rows), limit=limit)

    async def grantable(self) -> frozenset[Permission]:
        """Return the ticks that I may set or clear for others; empty when I may not manage accounts."""
        _, me = await self._files.read(_stored)
        return frozenset() if me is None else grantable(me)

    async def live_conversations(self, account_id: PrincipalId) -> int:
        """Return how many live conversations would be handed on if it were disabled, as far as this desk knows."""
        return await self._files.read(_live_of, account_id)

    async def max_days_offline(self) -> int:
        """Return how many days a desk of the company works without the server (1 to 365)."""
        from workstation.storage import accounts

        pending = await self._files.read_local(_policy_on_its_way)
        exhibitor = await self._files.read(accounts.exhibitor)
        return pending or (30 if exhibitor is None else exhibitor.max_days_offline)

    async def states(self) -> dict[PrincipalId, AccountState]:
        """Return first passwords not yet changed, locks, wrong passwords, devices (on-line)."""
        found = await self._worker.run(self._platform.manage, lambda ask: ask.account_states())
        return {one.account_id: one for one in found}

    async def devices(self, account_id: PrincipalId) -> tuple[Device, ...]:
        """Return where an account (mine, or one that I manage) is signed in, the last seen first (on-line)."""
        return await self._worker.run(self._platform.manage, lambda ask: ask.devices(account_id))

    # --- changing, by the outbox ---

    async def set_permissions(self, account_id: PrincipalId, permissions: frozenset[Permission]) -> ActionId:
        """Set all ticks of a sub-account (queued).

        Raises:
            Refusal: `not_found`, `not_allowed`.
        """
        await self._check_manages(account_id)
        return await self._outgoing.queue(SetPermissions(account_id=account_id, permissions=settled(permissions)))

    async def set_enabled(self, account_id: PrincipalId, enabled: bool) -> ActionId:
        """Disable an account (its desks are emptied, its live conversations handed on) or enable it again (queued).

        Raises:
            Refusal: `not_found`, `not_allowed`, `accounts_used_up` with `limit`.
        """
        await self._check_manages(account_id)
        meter = await self.meter()
        if enabled and meter.full:
            raise Refusal("accounts_used_up", {"limit": meter.limit})
        return await self._outgoing.queue(SetAccountEnabled(account_id=account_id, enabled=enabled))

    async def edit(
        self,
        account_id: PrincipalId,
        *,
        name_zh: str | None = None,
        name_en: str | None = None,
        title: str | None = None,
        mobile: str | None = None,
        email: str | None = None,
        languages: tuple[str, ...] | None = None,
    ) -> ActionId:
        """Change a colleague's names, title, mobile, e-mail or languages (queued); `None` leaves a field as it is.

        One's own are changed by `ProfileService.change`.

        Raises:
            Refusal: `not_found`, `not_allowed`.
        """
        await self._check_manages(account_id)
        action = EditAccount(
            account_id=account_id,
            name_zh=name_zh,
            name_en=name_en,
            title=title,
            mobile=mobile,
            email=email,
            languages=languages,
        )
        return await self._outgoing.queue(action)

    async def set_max_days_offline(self, days: int) -> ActionId:
        """Set how many days a desk of the company works without the server (queued; main account only).

        Raises:
            Refusal: `not_allowed`, `invalid_request` outside 1 to 365.
        """
        _, me = await self._files.read(_stored)
        if me is None or me.kind is not AccountKind.MAIN:
            raise Refusal("not_allowed")
        if not 1 <= days <= 365:
            raise Refusal("invalid_request", {"field": "days"})
        return await self._outgoing.queue(SetMaxDaysOffline(days=days))

    # --- changing, at once ---

    async def create(self, wanted: NewAccount) -> FirstPassword:
        """Make a sub-account (on-line); its first password is shown once and kept nowhere.

        After `unreachable` the same `wanted` (with the same `id`) may be sent again.

        Raises:
            Refusal: `login_taken`, `accounts_used_up` (`limit`), `not_allowed`, `invalid_request` (`field`).
        """
        return await self._worker.run(self._platform.manage, lambda ask: ask.create_account(wanted))

    async def reset_password(self, account_id: PrincipalId) -> FirstPassword:
        """Give an account another first password (on-line); it is unlocked and signed out everywhere.

        Raises:
            Refusal: `not_allowed`, `not_found`.
        """
        return await self._worker.run(self._platform.manage, lambda ask: ask.reset_password(account_id))

    async def sign_out_device(self, account_id: PrincipalId, device_id: str) -> None:
        """Sign an account out in another place (on-line): that desk deletes its files at its next contact.

        Raises:
            Refusal: `not_found`, `not_allowed`.
        """
        await self._worker.run(self._platform.manage, lambda ask: ask.sign_out_device(account_id, device_id))

    # --- within ---

    def _row(self, account: Account, me: Account, pending: "Sequence[Pending]") -> AccountRow:
        laid = Overlaid(account, pending, _laid)
        account = laid.value
        return AccountRow(
            account=replace(account, presence=self._presences.of(account.id, account.presence)),
            is_me=account.id == me.id,
            manageable=may_manage(me, account),
            waiting=laid.waiting,
            problem=laid.problem,
            action_id=laid.action_id,
        )

    async def _check_manages(self, account_id: PrincipalId) -> None:
        stored, me = await self._files.read(_stored)
        other = next((one for one in stored if one.id == account_id), None)
        if other is None:
            raise Refusal("not_found")
        if me is None or not may_manage(me, other):
            raise Refusal("not_allowed")


def _place(row: AccountRow) -> tuple[bool, bool, str, int]:
    account = row.account
    return account.kind is not AccountKind.MAIN, not account.enabled, account.name("zh"), account.id


def _laid(account: Account, action: object) -> Account:
    """Return the account as it will be after a change that waits."""
    match action:
        case SetPermissions():
            return replace(account, permissions=action.permissions)
        case SetAccountEnabled():
            return replace(account, enabled=action.enabled)
        case EditAccount():
            given = {name: value for name, value in asdict(action).items() if name != "account_id"}
            return replace(account, **{name: value for name, value in given.items() if value is not None})
    return account


def _about(pending: "Pending") -> PrincipalId | None:
    return pending.action.account_id if isinstance(pending.action, AccountAction) else None


def _on_their_way(tx: "Tx") -> "list[Pending]":
    from workstation.storage import outbox

    return [one for one in outbox.every(tx) if isinstance(one.action, AccountAction)]


def _policy_on_its_way(tx: "Tx") -> int | None:
    from workstation.storage import outbox

    days = None
    for one in outbox.every(tx):
        if isinstance(one.action, SetMaxDaysOffline) and one.state.value not in ("refused", "failed"):
            days = one.action.days
    return days


def _stored(tx: "Tx") -> tuple[list[Account], Account | None]:
    from workstation.storage import accounts

    return accounts.every(tx), accounts.me(tx)


def _live_of(tx: "Tx", account_id: PrincipalId) -> int:
    from workstation.storage import conversations

    return conversations.live_of(tx, account_id)
