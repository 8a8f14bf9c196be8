"""Signing in and out, registering, changing one's password; tokens for desks, the same in a cookie for browsers."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from workstation.domain import buyer_rules
from workstation.domain.account import SignedIn
from workstation.domain.audit import Deed
from workstation.domain.clock import Clock
from workstation.domain.entrance import EmailChange, PasswordChange, Registration, SignInRequest
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.server import attempts, buyer_profiles, database
from workstation.server.audit import add, record
from workstation.server.caller import Caller, Callers, hash_of, load, new_token
from workstation.server.config import Limits
from workstation.server.database import AnyRow, Database
from workstation.server.passwords import Passwords, check_strength
from workstation.server.queries import accounts
from workstation.server.schema import account, buyer, head, principal, token
from workstation.server.writer import Tx, Writer

COOKIE = "workstation_session"
CSRF_HEADER = "x-csrf-token"
HOUR_S = 3600
_PROFILE = (
    *("name", "company", "country", "email", "phone", "languages", "interests", "time_zone", "gender", "badge_number"),
)
"""Fields of a registration that are the buyer's profile."""


def norm(login: str) -> str:
    """Return the form in which logins are compared."""
    return login.strip().casefold()


def csrf_token(secret: str) -> str:
    """Return what a page of this session must send along with every unsafe request."""
    return hmac.new(secret.encode(), b"csrf", hashlib.sha256).hexdigest()


def csrf_matches(secret: str, given: str) -> bool:
    """Tell whether a page of this session sent the request."""
    return hmac.compare_digest(csrf_token(secret).encode(), given.encode("utf-8", "replace"))


def add_principal(
    conn: Connection, now: datetime, *, kind: str, login: str, password_hash: str, language: str, must_change: bool
) -> PrincipalId:
    """Store somebody who can sign in, with an empty log, and return his number.

    Raises:
        Refusal: `login_taken`.
    """
    if conn.execute(select(principal.c.id).where(principal.c.login_norm == norm(login))).first() is not None:
        raise Refusal("login_taken")
    values = {
        "kind": kind,
        "login": login.strip(),
        "login_norm": norm(login),
        "password_hash": password_hash,
        "language": language,
        "must_change_password": must_change,
        "created_at": now,
    }
    made = database.insert(conn, principal).values(values).on_conflict_do_nothing(index_elements=["login_norm"])
    principal_id = conn.execute(made.returning(principal.c.id)).scalar()
    if principal_id is None:  # taken at this moment, on another replica
        raise Refusal("login_taken")
    conn.execute(insert(head), {"principal_id": principal_id})
    return PrincipalId(principal_id)


def issue(tx: Tx, principal_id: PrincipalId, device: str, days: int, address: str = "") -> tuple[str, datetime]:
    """Return a new token and when it ends."""
    secret = new_token()
    expires_at = tx.now + timedelta(days=days)
    values = {
        "hash": hash_of(secret),
        "principal_id": principal_id,
        "device": device[:200],
        "address": address[:100],
        "last_seen_at": tx.now,
        "created_at": tx.now,
        "expires_at": expires_at,
    }
    tx.conn.execute(insert(token), values)
    return secret, expires_at


def revoke(tx: Tx, hashes: Iterable[bytes], *, ended: str = "") -> None:
    """Let tokens count no more, from this commit on; `ended` is the code they are answered with from then on."""
    wanted = list(hashes)
    if wanted:
        tx.conn.execute(update(token).where(token.c.hash.in_(wanted)).values(revoked_at=tx.now, ended=ended))
        tx.revoke(wanted)


def tokens_of(conn: Connection, principal_id: PrincipalId) -> list[bytes]:
    """Return the hashes of a principal's tokens that count."""
    rows = conn.execute(select(token.c.hash).where(token.c.principal_id == principal_id, token.c.revoked_at.is_(None)))
    return [bytes(row.hash) for row in rows]


def revoke_all(tx: Tx, principal_id: PrincipalId, *, but: bytes = b"", ended: str = "") -> None:
    """Let all tokens of a principal count no more, but one; `ended` is said of those that counted no more before, too.

    A desk that was away when its password was reset, and comes back when its account is disabled, has to learn of that.
    """
    if ended:
        before = (token.c.principal_id == principal_id, token.c.revoked_at.is_not(None), token.c.ended == "")
        tx.conn.execute(update(token).where(*before).values(ended=ended))
    revoke(tx, [one for one in tokens_of(tx.conn, principal_id) if one != but], ended=ended)


class Auth:
    """The doors."""

    def __init__(
        self, database: Database, writer: Writer, callers: Callers, passwords: Passwords, limits: Limits, clock: Clock
    ) -> None:
        self._database = database
        self._writer = writer
        self._callers = callers
        self._passwords = passwords
        self._limits = limits
        self._clock = clock

    async def principal_of_cookie(self, cookies: dict[str, str]) -> Caller | None:
        """Return whoever a browser's cookies belong to, or nobody; for pages that anyone may see."""
        secret = cookies.get(COOKIE, "")
        if not secret:
            return None
        try:
            return await self._callers.by_token(secret)
        except Refusal:
            return None

    async def sign_in(self, request: SignInRequest, address: str) -> SignedIn:
        """Exchange a password for a token; attempts are counted before the password is looked at.

        Raises:
            Refusal: `wrong_credentials` (the same for an unknown login; with `attempts_left`), `locked`,
                `account_disabled`, `busy`.
        """
        login = norm(request.login)[:200]
        left = await self._writer.write(self._reserve, login, address)
        found = await self._database.read(_by_login, login)
        right = await self._passwords.verify(found.password_hash if found else None, request.password)
        if not right or found is None:
            if not left and found is not None:
                await self._writer.write(_note, found.id, Deed.LOCKED, address, request.device)
            raise Refusal("wrong_credentials", {"attempts_left": left})
        outdated = self._passwords.is_outdated(found.password_hash)
        fresh = await self._passwords.hash(request.password) if outdated else None
        return await self._writer.write(self._welcome, found.id, login, address, request.device, fresh)

    def _reserve(self, tx: Tx, login: str, address: str) -> int:
        """Count an attempt before it is made; returns how many are left after it."""
        limits = self._limits
        key = attempts.key_of_login(login)
        failed = attempts.reserve(tx, key, limits.attempts, limits.attempts_window_s, limits.lock_s)
        attempts.reserve(tx, f"i:{address}", limits.attempts_per_address, limits.attempts_window_s, limits.lock_s)
        return max(0, limits.attempts - failed)

    def _welcome(
        self, tx: Tx, principal_id: PrincipalId, login: str, address: str, device: str, fresh: str | None
    ) -> SignedIn:
        attempts.clear(tx, attempts.key_of_login(login))
        attempts.give_back(tx, f"i:{address}")
        row = tx.conn.execute(select(principal).where(principal.c.id == principal_id)).one()
        if not row.enabled:
            raise Refusal("account_disabled")
        if fresh is not None:
            tx.conn.execute(update(principal).where(principal.c.id == principal_id).values(password_hash=fresh))
        secret, expires_at = issue(tx, principal_id, device, self._limits.token_days, address)
        _note(tx, principal_id, Deed.SIGNED_IN, address, device)
        return SignedIn(
            token=secret,
            principal_id=principal_id,
            expires_at=expires_at,
            must_change_password=row.must_change_password,
            account=None if row.kind == "buyer" else accounts.by_id(tx.conn, principal_id, tx.now),
        )

    async def sign_out(self, caller: Caller) -> None:
        """Let the caller's token count no more."""

        def leave(tx: Tx) -> None:
            revoke(tx, [caller.token_hash])
            if caller.exhibitor_id is not None:
                record(tx, caller.exhibitor_id, Deed.SIGNED_OUT, by=caller)

        await self._writer.write(leave)

    async def change_password(self, caller: Caller, change: PasswordChange, address: str) -> None:
        """Set a new password; the caller's other tokens count no more.

        Raises:
            Refusal: `wrong_credentials`, `locked`, `password_too_weak`.
        """
        row = await self._database.read(_by_id, caller.principal_id)
        check_strength(change.new, row.login)
        if change.new == change.old:
            raise Refusal("password_too_weak", {"minimum": 8})
        left = await self._writer.write(self._reserve, row.login_norm, address)
        if not await self._passwords.verify(row.password_hash, change.old):
            raise Refusal("wrong_credentials", {"attempts_left": left})
        stored = await self._passwords.hash(change.new)

        def store(tx: Tx) -> None:
            self._forgive(tx, row.login_norm, address)
            tx.conn.execute(
                update(principal)
                .where(principal.c.id == caller.principal_id)
                .values(password_hash=stored, must_change_password=False)
            )
            revoke_all(tx, caller.principal_id, but=caller.token_hash)
            if caller.exhibitor_id is not None:
                record(tx, caller.exhibitor_id, Deed.PASSWORD_CHANGED, by=caller)

        await self._writer.write(store)
        self._callers.forget([caller.token_hash])

    async def change_email(self, caller: Caller, change: EmailChange, address: str) -> None:
        """Let a buyer sign in with another address, at which they are written to from now on.

        Whether an address is taken is told to who gives the present password, and no more often than by registering.

        Raises:
            Refusal: `invalid_request`, `wrong_credentials`, `locked`, `too_many_requests`, `login_taken`.
        """
        email = change.email.strip()
        if buyer_rules.faulty({"email": email}, ""):
            raise Refusal("invalid_request", {"field": "email"})
        row = await self._database.read(_by_id, caller.principal_id)
        left = await self._writer.write(self._reserve, row.login_norm, address)
        if not await self._passwords.verify(row.password_hash, change.password):
            raise Refusal("wrong_credentials", {"attempts_left": left})
        await self._writer.write(self._forgive, row.login_norm, address)
        if email != row.login:
            await self._pace_registering(address)
        try:
            await self._writer.write(self._store_email, caller.token_hash, email)
        except IntegrityError as error:  # taken at this moment, on another replica
            raise Refusal("login_taken") from error

    def _forgive(self, tx: Tx, login_norm: str, address: str) -> None:
        attempts.clear(tx, attempts.key_of_login(login_norm))
        attempts.give_back(tx, f"i:{address}")

    def _store_email(self, tx: Tx, token_hash: bytes, email: str) -> None:
        caller = load(tx.conn, token_hash, tx.now)
        others = (principal.c.login_norm == norm(email), principal.c.id != caller.principal_id)
        if tx.conn.execute(select(principal.c.id).where(*others)).first() is not None:
            raise Refusal("login_taken")
        mine = update(principal).where(principal.c.id == caller.principal_id)
        tx.conn.execute(mine.values(login=email, login_norm=norm(email)))
        buyer_profiles.change(tx, caller, self._limits, {"email": email})

    async def _pace_registering(self, address: str) -> None:
        limit = self._limits.registrations_per_hour
        if limit:
            await self._writer.write(attempts.reserve, f"r:{address}", limit, HOUR_S, HOUR_S, code="too_many_requests")

    async def register(self, registration: Registration, address: str) -> SignedIn:
        """Store a new buyer and sign him in.

        Raises:
            Refusal: `invalid_request` (with the field), `password_too_weak`, `login_taken`, `too_many_requests`.
        """
        said = _profile_of(registration)
        check_strength(registration.password, registration.email)
        await self._pace_registering(address)
        stored = await self._passwords.hash(registration.password)
        return await self._writer.write(self._store_buyer, registration, said, stored)

    def _store_buyer(self, tx: Tx, registration: Registration, said: dict[str, Any], stored: str) -> SignedIn:
        buyer_id = add_principal(
            tx.conn,
            tx.now,
            kind="buyer",
            login=registration.email,
            password_hash=stored,
            language=registration.language,
            must_change=False,
        )
        spoken = said["languages"] or (registration.language,)
        tx.conn.execute(insert(buyer), {**said, "id": buyer_id, "languages": spoken})
        secret, expires_at = issue(tx, buyer_id, "", self._limits.token_days)
        return SignedIn(token=secret, principal_id=buyer_id, expires_at=expires_at)


def _note(tx: Tx, principal_id: PrincipalId, deed: Deed, address: str, device: str) -> None:
    """Log what happens to somebody who is at the door; buyers are in nobody's log."""
    exhibitor_id = tx.conn.execute(select(account.c.exhibitor_id).where(account.c.id == principal_id)).scalar()
    actor_id = principal_id if deed is Deed.SIGNED_IN else None  # who has guessed, nobody knows
    if exhibitor_id is not None:
        account_id = None if actor_id else principal_id
        add(tx, exhibitor_id, deed, actor_id=actor_id, account_id=account_id, address=address, device=device)


def seen(tx: Tx, hashes: Iterable[bytes], address: str = "") -> None:
    """Note that these tokens were used just now (from that address)."""
    wanted = list(hashes)
    values = {"last_seen_at": tx.now, **({"address": address[:100]} if address else {})}
    for start in range(0, len(wanted), 500):
        tx.conn.execute(update(token).where(token.c.hash.in_(wanted[start : start + 500])).values(**values))


def seen_lately(conn: Connection, token_hash: bytes, address: str, since: datetime) -> bool:
    """Tell whether a token was noted as used from that address since then."""
    row = conn.execute(select(token.c.last_seen_at, token.c.address).where(token.c.hash == token_hash)).one_or_none()
    if row is None or row.last_seen_at is None:
        return False
    return bool(row.last_seen_at >= since and row.address == address[:100])


def _profile_of(registration: Registration) -> dict[str, Any]:
    """Return what a buyer says about themselves as it is kept.

    Raises:
        Refusal: `invalid_request` with the field in question.
    """
    said = buyer_rules.tidy({name: getattr(registration, name) for name in _PROFILE})
    wrong = buyer_rules.faulty(said, registration.country)
    if wrong or not buyer_rules.is_language(registration.language):
        raise Refusal("invalid_request", {"field": wrong or "language"})
    return said


def _by_login(conn: Connection, login_norm: str) -> AnyRow | None:
    return conn.execute(
        select(principal.c.id, principal.c.password_hash).where(principal.c.login_norm == login_norm)
    ).one_or_none()


def _by_id(conn: Connection, principal_id: PrincipalId) -> AnyRow:
    return conn.execute(
        select(principal.c.login, principal.c.login_norm, principal.c.password_hash).where(
            principal.c.id == principal_id
        )
    ).one()
