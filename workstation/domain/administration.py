"""What managing accounts needs from the platform at once: passwords, devices, states; not by the outbox."""

from datetime import datetime

from msgspec import Struct

from workstation.domain.account import Account, Permission
from workstation.domain.ids import ActionId, PrincipalId


class NewAccount(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`POST /api/v1/accounts`, answered by `FirstPassword`."""

    id: ActionId
    """Made once: the same again finds the account made before, and gives it another password while nobody has signed
    in to it."""
    login: str
    name_zh: str = ""
    name_en: str = ""
    title: str = ""
    mobile: str = ""
    email: str = ""
    language: str = "zh"
    languages: tuple[str, ...] = ()
    """Spoken ones."""
    permissions: frozenset[Permission] = frozenset()


class FirstPassword(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An account with a password that was just made: shown once, to be changed at the first sign-in."""

    account: Account
    password: str


class AccountState(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`GET /api/v1/accounts`: what a manager sees of an account beside its record."""

    account_id: PrincipalId
    must_change_password: bool = False
    """Nobody has signed in with the first password yet, or it wasn't changed."""
    failed: int = 0
    """Wrong passwords in a row."""
    locked_until: datetime | None = None
    last_seen_at: datetime | None = None
    devices: int = 0


class Device(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`GET /api/v1/accounts/{id}/devices`: a place from where an account is signed in."""

    id: str
    account_id: PrincipalId
    name: str
    """As the machine or the browser named itself; may be empty."""
    address: str = ""
    """Where it was last seen from."""
    signed_in_at: datetime
    last_seen_at: datetime
    current: bool = False
    """It is the one that asks."""
