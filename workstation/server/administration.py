"""Managing accounts where a password is made or somebody is put out: at once, not by the outbox."""

import re
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.administration import AccountState, Device, FirstPassword, NewAccount
from workstation.domain.audit import Deed
from workstation.domain.errors import Refusal
from workstation.domain.events import AccountChanged
from workstation.domain.ids import PrincipalId
from workstation.domain.permission_tree import grantable, may_manage, settled
from workstation.server import attempts, auth, calendar_feeds, caller, room
from workstation.server.audit import listed, record
from workstation.server.caller import Caller
from workstation.server.config import Limits
from workstation.server.database import AnyRow
from workstation.server.handlers.account_rights import check_room, subject
from workstation.server.handlers.accounts import check_fields, spoken_ones
from workstation.server.passwords import Passwords, random_password
from workstation.server.queries import accounts
from workstation.server.schema import account, attempt, principal, token
from workstation.server.writer import Tx, Writer

LOGIN = re.compile(r"[^\s@\"'<>,;:\\/]{3,100}")
"""No address: those are buyers' logins, and nobody takes one away from another."""
FIELDS = ("name_zh", "name_en", "title", "mobile", "email", "language")


class Administration:
    """Makes accounts and passwords, and ends sign-ins; checks the caller again inside the transaction."""

    def __init__(self, writer: Writer, passwords: Passwords) -> None:
        self._writer = writer
        self._passwords = passwords

    async def create(self, asker: Caller, wanted: NewAccount) -> FirstPassword:
        """Make a sub-account with a first password; the same request again gives it another one.

        Raises:
            Refusal: `invalid_request` (`field`), `login_taken`, `accounts_used_up` (`limit`), `not_allowed`,
                `action_id_reused` when somebody has signed in to the account that was made, or it has another login.
        """
        given = {name: getattr(wanted, name).strip() for name in FIELDS}
        check_fields(given)
        languages = spoken_ones(wanted.languages)
        if not (given["name_zh"] or given["name_en"]):
            raise Refusal("invalid_request", {"field": "name_zh"})
        if not LOGIN.fullmatch(wanted.login.strip()):
            raise Refusal("invalid_request", {"field": "login"})
        password = random_password()
        stored = await self._passwords.hash(password)
        made = await self._writer.write(self._make, asker, wanted, given | languages, stored)
        return FirstPassword(account=made, password=password)

    def _make(self, tx: Tx, asker: Caller, wanted: NewAccount, given: dict[str, Any], stored: str) -> Account:
        manager = _manager(tx, asker)
        permissions = settled(wanted.permissions)
        if permissions - grantable(manager):
            raise Refusal("not_allowed", {"permissions": listed(permissions - grantable(manager))})
        room.hold_company(tx, manager.exhibitor_id)
        known = tx.conn.execute(
            select(account.c.id, account.c.exhibitor_id).where(account.c.client_id == wanted.id).with_for_update()
        ).one_or_none()
        if known is not None:
            return _again(tx, manager, wanted, known, stored)
        check_room(tx, manager.exhibitor_id)
        language = given.pop("language") or "zh"
        number = auth.add_principal(
            tx.conn,
            tx.now,
            kind="sub",
            login=wanted.login,
            password_hash=stored,
            language=language,
            must_change=True,
        )
        values = {
            "id": number,
            "exhibitor_id": manager.exhibitor_id,
            "kind": AccountKind.SUB,
            "client_id": wanted.id,
            "permissions": accounts.encode_permissions(permissions),
            **given,
        }
        tx.conn.execute(insert(account), values)
        made = accounts.by_id(tx.conn, number, tx.now)
        tx.emit(accounts.colleague_ids(tx.conn, manager.exhibitor_id), AccountChanged(account=made))
        record(
            tx,
            manager.exhibitor_id,
            Deed.ACCOUNT_CREATED,
            by=asker,
            account_id=number,
            params={"login": made.login, "added": listed(permissions)},
        )
        return made

    async def reset_password(self, asker: Caller, account_id: PrincipalId) -> FirstPassword:
        """Give an account another first password: it is unlocked, its sign-ins (not files) and calendar addresses end.

        Raises:
            Refusal: `not_found`, `not_allowed`.
        """
        password = random_password()
        stored = await self._passwords.hash(password)
        return FirstPassword(
            account=await self._writer.write(self._reset, asker, account_id, stored), password=password
        )

    def _reset(self, tx: Tx, asker: Caller, account_id: PrincipalId, stored: str) -> Account:
        other = subject(tx, _manager(tx, asker), account_id)
        _set_first(tx, other.id, stored)
        attempts.clear(tx, attempts.key_of_login(auth.norm(other.login)))
        auth.revoke_all(tx, other.id)
        calendar_feeds.end_all(tx, other.id)
        record(tx, other.exhibitor_id, Deed.PASSWORD_RESET, by=asker, account_id=other.id)
        return other

    async def sign_out_device(self, asker: Caller, account_id: PrincipalId, device_id: str) -> None:
        """End one sign-in, of oneself or of an account that one manages: that desk deletes its files.

        Raises:
            Refusal: `not_found`; `not_allowed`, also for the very device that asks.
        """
        await self._writer.write(self._sign_out, asker, account_id, device_id)

    def _sign_out(self, tx: Tx, asker: Caller, account_id: PrincipalId, device_id: str) -> None:
        owner = _whose_devices(tx.conn, caller.load(tx.conn, asker.token_hash, tx.now), account_id, tx.now)
        found = [row for row in _signed_in(tx.conn, account_id, tx.now) if _device_id(row.hash) == device_id]
        if not found:
            raise Refusal("not_found")
        (row,) = found
        if bytes(row.hash) == asker.token_hash:
            raise Refusal("not_allowed")
        auth.revoke(tx, [bytes(row.hash)], ended="signed_out_remotely")
        record(
            tx,
            owner.exhibitor_id,
            Deed.DEVICE_SIGNED_OUT,
            by=asker,
            account_id=account_id,
            params={"device": row.device, "address": row.address},
        )


def _manager(tx: Tx, asker: Caller) -> Account:
    me = caller.load(tx.conn, asker.token_hash, tx.now).as_account()
    if not me.may(Permission.MANAGE_ACCOUNTS):
        raise Refusal("not_allowed")
    return me


def _set_first(tx: Tx, account_id: PrincipalId, stored: str) -> None:
    tx.conn.execute(
        update(principal).where(principal.c.id == account_id).values(password_hash=stored, must_change_password=True)
    )


def _again(tx: Tx, manager: Account, wanted: NewAccount, known: AnyRow, stored: str) -> Account:
    """Answer a repeated request for an account; it is still nobody's."""
    made = accounts.by_id(tx.conn, known.id, tx.now)
    used = tx.conn.execute(select(token.c.hash).where(token.c.principal_id == known.id).limit(1)).first()
    same = known.exhibitor_id == manager.exhibitor_id and auth.norm(made.login) == auth.norm(wanted.login)
    if used is not None or not same:
        raise Refusal("action_id_reused")
    _set_first(tx, known.id, stored)
    return made


def _whose_devices(conn: Connection, asker: Caller, account_id: PrincipalId, now: datetime) -> Account:
    me = asker.as_account()
    other = accounts.by_id(conn, account_id, now)
    if other.exhibitor_id != me.exhibitor_id:
        raise Refusal("not_found")
    if other.id != me.id and not may_manage(me, other):
        raise Refusal("not_allowed")
    return other


def _signed_in(conn: Connection, account_id: PrincipalId, now: datetime) -> list[Row[Any]]:
    rows = conn.execute(
        select(token)
        .where(token.c.principal_id == account_id, token.c.revoked_at.is_(None), token.c.expires_at > now)
        .order_by(func.coalesce(token.c.last_seen_at, token.c.created_at).desc(), token.c.created_at.desc())
    )
    return list(rows)


def _device_id(token_hash: bytes) -> str:
    """Return a name for a sign-in that gives nothing of its token away."""
    return bytes(token_hash)[:8].hex()


def devices(conn: Connection, asker: Caller, account_id: PrincipalId, now: datetime) -> tuple[Device, ...]:
    """Return where an account is signed in, the last seen first.

    Raises:
        Refusal: `not_found`, `not_allowed`.
    """
    _whose_devices(conn, asker, account_id, now)
    return tuple(
        Device(
            id=_device_id(row.hash),
            account_id=account_id,
            name=row.device,
            address=row.address,
            signed_in_at=row.created_at,
            last_seen_at=row.last_seen_at or row.created_at,
            current=bytes(row.hash) == asker.token_hash,
        )
        for row in _signed_in(conn, account_id, now)
    )


def states(conn: Connection, asker: Caller, now: datetime, limits: Limits) -> tuple[AccountState, ...]:
    """Return passwords, locks and sign-ins of all accounts of the caller's exhibitor."""
    signed_in = (
        select(token.c.principal_id, func.count().label("devices"))
        .where(token.c.revoked_at.is_(None), token.c.expires_at > now)
        .group_by(token.c.principal_id)
        .subquery()
    )
    seen = select(token.c.principal_id, func.max(token.c.last_seen_at).label("at")).group_by(token.c.principal_id)
    last = seen.subquery()
    key = attempts.key_of_login(principal.c.login_norm)
    rows = conn.execute(
        select(
            account.c.id,
            principal.c.must_change_password,
            attempt.c.failed,
            attempt.c.since_at,
            attempt.c.locked_until,
            func.coalesce(signed_in.c.devices, 0).label("devices"),
            last.c.at,
        )
        .join_from(account, principal, principal.c.id == account.c.id)
        .outerjoin(attempt, attempt.c.key == key)
        .outerjoin(signed_in, signed_in.c.principal_id == account.c.id)
        .outerjoin(last, last.c.principal_id == account.c.id)
        .where(account.c.exhibitor_id == asker.exhibitor_id)
        .order_by(account.c.id)
    )
    since = now - timedelta(seconds=limits.attempts_window_s)
    return tuple(
        AccountState(
            account_id=row.id,
            must_change_password=row.must_change_password,
            failed=row.failed if row.failed and row.since_at > since else 0,
            locked_until=row.locked_until if row.locked_until and row.locked_until > now else None,
            last_seen_at=row.at,
            devices=row.devices,
        )
        for row in rows
    )
