"""Who asks: resolved once per request from his token, and once more inside the transaction that writes."""

import hashlib
import secrets
import time
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from workstation.domain.account import Account
from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.ids import ExhibitorId, PrincipalId
from workstation.server.database import Database
from workstation.server.queries import accounts
from workstation.server.schema import principal, token

CACHE_S = 30.0
CACHE_SIZE = 20_000


_BY_TOKEN = (
    select(
        principal.c.id,
        principal.c.kind,
        principal.c.enabled,
        principal.c.language,
        principal.c.must_change_password,
        token.c.expires_at,
        token.c.revoked_at,
        token.c.ended,
    )
    .join_from(token, principal)
    .where(token.c.hash == bindparam("token_hash"))
)


class Caller(Struct, frozen=True, kw_only=True):
    """A signed-in principal."""

    principal_id: PrincipalId
    kind: Literal["main", "sub", "buyer"]
    token_hash: bytes
    language: str
    exhibitor_id: ExhibitorId | None = None
    account: Account | None = None
    must_change_password: bool = False

    @property
    def is_buyer(self) -> bool:
        """Whether this is a buyer."""
        return self.kind == "buyer"

    def as_account(self) -> Account:
        """Return the account.

        Raises:
            Refusal: `not_allowed` for a buyer.
        """
        if self.account is None:
            raise Refusal("not_allowed")
        return self.account


def new_token() -> str:
    """Return a fresh random token; only its hash is kept."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> bytes:
    """Return what is kept of a token."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def load(conn: Connection, token_hash: bytes, now: datetime) -> Caller:
    """Return whoever holds the token.

    Raises:
        Refusal: `not_signed_in` for an unknown, expired or revoked token, `signed_out_remotely`, `account_disabled`.
    """
    row = conn.execute(_BY_TOKEN, {"token_hash": token_hash}).one_or_none()
    if row is None:
        raise Refusal("not_signed_in")
    if row.revoked_at is not None:
        raise Refusal(row.ended or "not_signed_in")
    if row.expires_at <= now:
        raise Refusal("not_signed_in")
    if not row.enabled:
        raise Refusal("account_disabled")
    account = None if row.kind == "buyer" else accounts.by_id(conn, row.id, now)
    return Caller(
        principal_id=row.id,
        kind=row.kind,
        token_hash=token_hash,
        language=row.language,
        exhibitor_id=account.exhibitor_id if account else None,
        account=account,
        must_change_password=row.must_change_password,
    )


class Callers:
    """Resolves tokens, remembering the answers for a little while."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: dict[bytes, tuple[float, Caller]] = {}

    async def by_token(self, secret: str) -> Caller:
        """Return whoever holds the token.

        Raises:
            Refusal: as `load`.
        """
        token_hash = hash_of(secret)
        known = self._known.get(token_hash)
        if known is not None and time.monotonic() - known[0] < CACHE_S:
            return known[1]
        found = await self._database.read(load, token_hash, self._clock.now())
        if len(self._known) >= CACHE_SIZE:
            self._known.clear()
        self._known[token_hash] = (time.monotonic(), found)
        return found

    def forget(self, hashes: Iterable[bytes]) -> None:
        """Answer from memory for these tokens no more."""
        for token_hash in hashes:
            self._known.pop(token_hash, None)

    def forget_all(self) -> None:
        """Answer from memory no more."""
        self._known.clear()


def revoked_among(conn: Connection, hashes: Iterable[bytes], now: datetime) -> list[bytes]:
    """Return those of the tokens that no longer count."""
    wanted = list(hashes)
    good: set[bytes] = set()
    for start in range(0, len(wanted), 500):
        rows = conn.execute(
            select(token.c.hash)
            .join_from(token, principal)
            .where(
                token.c.hash.in_(wanted[start : start + 500]),
                token.c.revoked_at.is_(None),
                token.c.expires_at > now,
                principal.c.enabled,
            )
        )
        good.update(bytes(row.hash) for row in rows)
    return [token_hash for token_hash in wanted if token_hash not in good]
