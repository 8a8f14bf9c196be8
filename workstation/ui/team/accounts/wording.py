"""Words about accounts: what each may do, in what state it is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.administration import AccountState
from workstation.domain.permission_tree import Group, Preset
from workstation.ui.formats import clock_time


def group(one: Group) -> str:
    """Return a heading over ticks."""
    translate = QCoreApplication.translate
    return {
        Group.MESSAGES: translate("Permissions", "Messages"),
        Group.NEGOTIATIONS: translate("Permissions", "Negotiations"),
        Group.INTENTS: translate("Permissions", "Purchase intents"),
        Group.SHOWING: translate("Permissions", "Showing and inviting"),
        Group.COMPANY: translate("Permissions", "The company's data"),
    }[one]


def permission(one: Permission) -> str:
    """Return what a tick allows."""
    translate = QCoreApplication.translate
    return {
        Permission.RECEIVE_MESSAGES: translate("Permissions", "Receive instant messages"),
        Permission.MESSAGE_NOTICES: translate("Permissions", "Message notices"),
        Permission.RECEIVE_BOOKINGS: translate("Permissions", "Manage negotiation slots, receive bookings"),
        Permission.MY_SCHEDULE: translate("Permissions", "My schedule"),
        Permission.WHOLE_SCHEDULE: translate("Permissions", "Whole schedule of the company"),
        Permission.MATCHED_EXHIBITS: translate("Permissions", "Matched exhibits"),
        Permission.RECEIVE_INTENTS: translate("Permissions", "Purchase intents I received"),
        Permission.INTENT_DETAILS: translate("Permissions", "See details"),
        Permission.INTENT_SEND_CARD: translate("Permissions", "Send card"),
        Permission.INTENT_CHAT: translate("Permissions", "Start a chat"),
        Permission.INTENT_DONE: translate("Permissions", "Mark done"),
        Permission.DISPLAY_CENTRE: translate("Permissions", "My display centre"),
        Permission.RECOMMEND: translate("Permissions", "Recommend exhibits"),
        Permission.INVITE: translate("Permissions", "Invite buyers (i-Invite)"),
        Permission.LIVE_STREAMS: translate("Permissions", "Live streams"),
        Permission.COMPANY_HISTORY: translate("Permissions", "All conversations of the company, to read"),
        Permission.COMPANY_CARDS: translate("Permissions", "Cards the company received"),
        Permission.OVERVIEW: translate("Permissions", "Overview with figures"),
        Permission.AUDIT_LOG: translate("Permissions", "Log of the company"),
        Permission.MANAGE_ACCOUNTS: translate("Permissions", "Manage accounts and permissions"),
    }.get(one, one.value)


def preset(one: Preset) -> str:
    """Return what a preset is called."""
    translate = QCoreApplication.translate
    return {
        Preset.SALES: translate("Permissions", "Sales"),
        Preset.LEAD: translate("Permissions", "Team lead"),
        Preset.READ_ONLY: translate("Permissions", "Read only"),
    }[one]


def state(account: Account, known: AccountState | None, now: datetime) -> tuple[str, str]:
    """Return an account's state and the tone it is said in; `locked` says more."""
    translate = QCoreApplication.translate
    if not account.enabled:
        return translate("Accounts", "Disabled"), "muted"
    if locked(known, now):
        return translate("Accounts", "Locked"), "danger"
    if known is not None and known.must_change_password:
        return translate("Accounts", "First password not changed yet"), "warning"
    if known is not None and known.failed:
        return translate("Accounts", "{count} wrong passwords").format(count=known.failed), "warning"
    if account.kind is AccountKind.MAIN:
        return translate("Accounts", "Main account"), "text"
    return translate("Accounts", "Enabled"), "text"


def locked(known: AccountState | None, now: datetime) -> str:
    """Return until when an account is locked and after how many wrong passwords; empty for one that isn't."""
    if known is None or known.locked_until is None or known.locked_until <= now:
        return ""
    said = QCoreApplication.translate("Accounts", "until {time}; {count} wrong passwords")
    return said.format(time=clock_time(known.locked_until), count=known.failed)
