"""What the main account (or whoever has the permission) does to colleagues' accounts."""

from typing import Any

from sqlalchemy import func, select, update

from workstation.domain.account import Account, Permission
from workstation.domain.account_actions import (
    AccountAction,
    EditAccount,
    SetAccountEnabled,
    SetMaxDaysOffline,
    SetPermissions,
)
from workstation.domain.actions import ActionResult
from workstation.domain.audit import Deed
from workstation.domain.errors import Refusal
from workstation.domain.events import AccountChanged, ExhibitorChanged, Revoked
from workstation.domain.ids import ExhibitorId, PrincipalId
from workstation.domain.permission_tree import grantable, may_manage, settled
from workstation.server import auth, bookings, cards, intents, room, waiting
from workstation.server.actions import ACCOUNTS, MAIN, Doing, handles
from workstation.server.audit import listed, record
from workstation.server.handlers import release
from workstation.server.handlers.accounts import check_fields, spoken_ones
from workstation.server.queries import accounts
from workstation.server.schema import account, exhibitor, principal
from workstation.server.writer import Tx

DAYS_OFFLINE = range(1, 366)
NOT_IN_SNAPSHOT = frozenset({Permission.OVERVIEW, Permission.AUDIT_LOG, Permission.COMPANY_HISTORY})
"""What these open is asked of the server each time; with any other set or cleared the desk reads afresh."""


def subject(tx: Tx, manager: Account, account_id: PrincipalId) -> Account:
    """Return the account to be changed, and hold its row.

    Raises:
        Refusal: `not_found` for another exhibitor's, `not_allowed` for one that this manager may not change.
    """
    tx.conn.execute(select(account.c.id).where(account.c.id == account_id).with_for_update())
    other = accounts.by_id(tx.conn, account_id, tx.now)
    if other.exhibitor_id != manager.exhibitor_id:
        raise Refusal("not_found")
    if not may_manage(manager, other):
        raise Refusal("not_allowed")
    return other


def _subject(doing: Doing, action: AccountAction) -> Account:
    return subject(doing.tx, doing.caller.as_account(), action.account_id)


def changed(tx: Tx, account_id: PrincipalId, **values: Any) -> Account:
    """Change an account's row, let its company know, and return it."""
    tx.conn.execute(update(account).where(account.c.id == account_id).values(rev=account.c.rev + 1, **values))
    after = accounts.by_id(tx.conn, account_id, tx.now)
    tx.emit(accounts.colleague_ids(tx.conn, after.exhibitor_id), AccountChanged(account=after))
    tx.stale(auth.tokens_of(tx.conn, account_id))
    return after


@handles(SetPermissions, ACCOUNTS, Permission.MANAGE_ACCOUNTS)
def set_permissions(doing: Doing, action: SetPermissions) -> ActionResult:
    """Set all ticks of a sub-account; nobody gives or takes what he hasn't himself."""
    tx, manager = doing.tx, doing.caller.as_account()
    before = _subject(doing, action)
    wanted = settled(action.permissions)
    added, removed = wanted - before.permissions, before.permissions - wanted
    if not (added or removed):
        return doing.result()
    if (added | removed) - grantable(manager):
        raise Refusal("not_allowed", {"permissions": listed((added | removed) - grantable(manager))})
    after = changed(tx, before.id, permissions=accounts.encode_permissions(wanted))
    if Permission.RECEIVE_MESSAGES in removed:
        release.hand_on_all(doing, after)
    if Permission.RECEIVE_INTENTS in removed:
        intents.hand_on_all(tx, after.id, after.exhibitor_id, doing.pick)
    if added & {Permission.RECEIVE_MESSAGES, Permission.RECEIVE_INTENTS}:
        waiting.serve(tx, after.exhibitor_id, doing.pick)
    if (added | removed) - NOT_IN_SNAPSHOT:
        tx.emit([after.id], Revoked(reason="permission"))
    cards.access_changed(tx, before, after)
    record(
        tx,
        after.exhibitor_id,
        Deed.PERMISSIONS_CHANGED,
        by=doing.caller,
        account_id=after.id,
        params={"added": listed(added), "removed": listed(removed)},
    )
    return doing.result()


@handles(SetAccountEnabled, ACCOUNTS, Permission.MANAGE_ACCOUNTS)
def set_enabled(doing: Doing, action: SetAccountEnabled) -> ActionResult:
    """Disable a sub-account, or enable it again; as it is already is no mistake."""
    before = _subject(doing, action)
    if before.enabled != action.enabled:
        (_enable if action.enabled else _disable)(doing, before)
    return doing.result()


def _disable(doing: Doing, before: Account) -> None:
    tx = doing.tx
    tx.conn.execute(update(principal).where(principal.c.id == before.id).values(enabled=False))
    tx.emit([before.id], Revoked(reason="account_disabled"))
    auth.revoke_all(tx, before.id, ended="account_disabled")
    after = changed(tx, before.id)
    release.hand_on_all(doing, after)
    intents.hand_on_all(tx, after.id, after.exhibitor_id, doing.pick)
    bookings.receiver_enabled(tx, after)
    record(tx, after.exhibitor_id, Deed.ACCOUNT_DISABLED, by=doing.caller, account_id=after.id)


def _enable(doing: Doing, before: Account) -> None:
    check_room(doing.tx, before.exhibitor_id)
    doing.tx.conn.execute(update(principal).where(principal.c.id == before.id).values(enabled=True))
    after = changed(doing.tx, before.id)
    bookings.receiver_enabled(doing.tx, after)
    waiting.serve(doing.tx, after.exhibitor_id, doing.pick)
    record(doing.tx, after.exhibitor_id, Deed.ACCOUNT_ENABLED, by=doing.caller, account_id=after.id)


def check_room(tx: Tx, exhibitor_id: ExhibitorId) -> None:
    """Refuse one more enabled account than the package has; nobody else counts until the commit.

    Raises:
        Refusal: `accounts_used_up` with `limit`.
    """
    room.hold_company(tx, exhibitor_id)
    limit = tx.conn.execute(select(exhibitor.c.accounts_limit).where(exhibitor.c.id == exhibitor_id)).scalar_one()
    used = tx.conn.execute(
        select(func.count())
        .select_from(account)
        .join(principal, principal.c.id == account.c.id)
        .where(account.c.exhibitor_id == exhibitor_id, principal.c.enabled)
    ).scalar_one()
    if used >= limit:
        raise Refusal("accounts_used_up", {"limit": limit})


@handles(EditAccount, ACCOUNTS, Permission.MANAGE_ACCOUNTS)
def edit(doing: Doing, action: EditAccount) -> ActionResult:
    """Change a colleague's names, title, mobile number, e-mail or the languages they speak."""
    before = _subject(doing, action)
    names = ("name_zh", "name_en", "title", "mobile", "email")
    texts = {name: value.strip() for name in names if (value := getattr(action, name)) is not None}
    check_fields(texts)
    given: dict[str, Any] = texts | spoken_ones(action.languages)
    news = {name: value for name, value in given.items() if value != getattr(before, name)}
    if news:
        after = changed(doing.tx, before.id, **news)
        record(
            doing.tx,
            after.exhibitor_id,
            Deed.ACCOUNT_EDITED,
            by=doing.caller,
            account_id=after.id,
            params={"fields": listed(news)},
        )
    return doing.result()


@handles(SetMaxDaysOffline, MAIN)
def set_max_days_offline(doing: Doing, action: SetMaxDaysOffline) -> ActionResult:
    """Say how long a desk works without the server before it asks for the password again."""
    tx, me = doing.tx, doing.caller.as_account()
    if action.days not in DAYS_OFFLINE:
        raise Refusal("invalid_request", {"field": "days"})
    before = accounts.exhibitor_by_id(tx.conn, me.exhibitor_id).max_days_offline
    if before == action.days:
        return doing.result()
    tx.conn.execute(
        update(exhibitor)
        .where(exhibitor.c.id == me.exhibitor_id)
        .values(max_days_offline=action.days, rev=exhibitor.c.rev + 1)
    )
    after = accounts.exhibitor_by_id(tx.conn, me.exhibitor_id)
    tx.emit(accounts.colleague_ids(tx.conn, me.exhibitor_id), ExhibitorChanged(exhibitor=after))
    record(
        tx,
        me.exhibitor_id,
        Deed.POLICY_CHANGED,
        by=doing.caller,
        params={"policy": "max_days_offline", "before": before, "after": action.days},
    )
    return doing.result()
