"""What the lines of the log say, and under which heads they can be filtered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from workstation.domain.account import Account, Permission
from workstation.domain.account_actions import ReportReason
from workstation.domain.audit import Deed, Entry
from workstation.domain.ids import PrincipalId
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.team.accounts import wording as permissions
from workstation.ui.team.distribution import wording as distribution
from workstation.ui.transfer.wording import name as account_name
from workstation.ui.transfer.wording import report_reasons

People = Mapping[PrincipalId, Account]

KINDS: Final[dict[str, tuple[Deed, ...]]] = {
    "buyers": (
        Deed.ASSIGNED, Deed.TRANSFERRED, Deed.TRANSFER_OFFERED, Deed.TRANSFER_DECLINED, Deed.TRANSFER_EXPIRED,
        Deed.TAKEN_OVER, Deed.QUEUED_AGAIN, Deed.INTENT_ASSIGNED, Deed.BUYER_BLOCKED, Deed.BUYER_UNBLOCKED,
        Deed.BUYER_REPORTED,
    ),
    "rules": (
        Deed.DISTRIBUTION_CHANGED, Deed.ASSOCIATIONS_CHANGED, Deed.AUTO_REPLY_CHANGED, Deed.POLICY_CHANGED,
    ),
    "accounts": (
        Deed.ACCOUNT_CREATED, Deed.ACCOUNT_EDITED, Deed.ACCOUNT_DISABLED, Deed.ACCOUNT_ENABLED,
        Deed.PERMISSIONS_CHANGED,
    ),
    "signing": (
        Deed.SIGNED_IN, Deed.SIGNED_OUT, Deed.LOCKED, Deed.PASSWORD_CHANGED, Deed.PASSWORD_RESET,
        Deed.DEVICE_SIGNED_OUT, Deed.CALENDAR_ADDRESS_MADE, Deed.CALENDAR_ADDRESS_ENDED,
    ),
}  # fmt: skip
"""Heads of the filter, and the deeds below each."""

ICONS: Final = {"buyers": "transfer", "rules": "settings", "accounts": "user", "signing": "key"}


def kind(code: str) -> str:
    """Return the head that a deed is below; empty for one that isn't known here."""
    return next((head for head, deeds in KINDS.items() if code in deeds), "")


def kind_name(head: str) -> str:
    """Return what a head is called."""
    translate = QCoreApplication.translate
    return {
        "": translate("Log", "Everything"),
        "buyers": translate("Log", "Buyers"),
        "rules": translate("Log", "Rules"),
        "accounts": translate("Log", "Accounts"),
        "signing": translate("Log", "Signing in"),
    }[head]


def who(people: People, account_id: PrincipalId | None) -> str:
    """Return who did it."""
    if account_id is None:
        return QCoreApplication.translate("Log", "the platform")
    account = people.get(account_id)
    return account_name(account) if account is not None else str(account_id)


def said(entry: Entry, people: People) -> str:
    """Return what was done; a deed one doesn't know shows by its code."""
    words = _words(entry)
    if words is None:
        return QCoreApplication.translate("Log", "{code} (of a kind that this version does not know)").format(
            code=one_line(entry.code, 60)
        )
    to = who(people, entry.account_id) if entry.account_id is not None else "…"
    buyer = isolated_name(entry.buyer_name) or QCoreApplication.translate("Log", "a buyer")
    return words.format_map(_Params({**_worded(entry.params), "to": to, "buyer": buyer}))


def _words(entry: Entry) -> str | None:
    translate = QCoreApplication.translate
    if entry.code == Deed.ASSIGNED and "rule" not in entry.params:
        return translate("Log", "{buyer} was assigned to {to}")
    if entry.code == Deed.DISTRIBUTION_CHANGED:
        return {
            "messages": translate("Log", "The rules for instant messages were changed"),
            "intents": translate("Log", "The rules for purchase intents were changed"),
        }.get(str(entry.params.get("what")), translate("Log", "The rules for transfers and sessions were changed"))
    if entry.code == Deed.POLICY_CHANGED and entry.params.get("policy") == "max_days_offline":
        return translate("Log", "Longest time off-line was changed from {before} to {after} days")
    return {**_buyers(), **_rules(), **_accounts(), **_signing()}.get(entry.code)


class _Params(dict[str, str]):
    """Fills a template; what is not known becomes an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def _worded(params: Mapping[str, str | int]) -> dict[str, str]:
    made = {key: one_line(str(value), 200) for key, value in params.items()}
    for key in ("added", "removed"):
        if key in made:
            made[key] = _permissions(made[key])
    if "fields" in made:
        names = _fields()
        parts = (names.get(one.strip(), one.strip()) for one in made["fields"].split(","))
        made["fields"] = QCoreApplication.translate("Log", ", ", "between names").join(parts)
    if made.get("reason") in tuple(ReportReason):
        made["reason"] = report_reasons()[ReportReason(made["reason"])]
    if "rule" in made:
        made["rule"] = distribution.rule(made["rule"])
    return made


def _permissions(codes: str) -> str:
    known = {one.value: one for one in Permission}
    named = [permissions.permission(known[one]) if one in known else one for one in filter(None, codes.split(","))]
    return QCoreApplication.translate("Log", ", ", "between names").join(named) or "–"


def _fields() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "name_zh": translate("Log", "Chinese name"),
        "name_en": translate("Log", "English name"),
        "title": translate("Log", "title"),
        "mobile": translate("Log", "mobile number"),
        "email": translate("Log", "e-mail"),
        "languages": translate("Log", "languages spoken"),
    }


def _buyers() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        Deed.ASSIGNED: translate("Log", "{buyer} went to {to} ({rule})"),
        Deed.QUEUED_AGAIN: translate("Log", "{buyer} was put back into the queue"),
        Deed.TRANSFERRED: translate("Log", "{buyer} was handed to {to}"),
        Deed.TRANSFER_OFFERED: translate("Log", "{to} was asked to take over {buyer}"),
        Deed.TRANSFER_DECLINED: translate("Log", "{to} declined to take over {buyer}"),
        Deed.TRANSFER_EXPIRED: translate("Log", "{to} did not answer about {buyer} in time"),
        Deed.TAKEN_OVER: translate("Log", "{buyer} was taken over"),
        Deed.INTENT_ASSIGNED: translate("Log", "The purchase intent “{title}” went to {to}"),
        Deed.BUYER_BLOCKED: translate("Log", "{buyer} was blocked"),
        Deed.BUYER_UNBLOCKED: translate("Log", "{buyer} may write again"),
        Deed.BUYER_REPORTED: translate("Log", "{buyer} was reported to the organiser ({reason})"),
    }


def _rules() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        Deed.ASSOCIATIONS_CHANGED: translate("Log", "Who serves what was changed"),
        Deed.AUTO_REPLY_CHANGED: translate("Log", "Auto-replies were changed"),
        Deed.POLICY_CHANGED: translate("Log", "A rule of the company was changed: {before} → {after}"),
    }


def _accounts() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        Deed.ACCOUNT_CREATED: translate("Log", "The account of {to} was made"),
        Deed.ACCOUNT_EDITED: translate("Log", "The account of {to} was changed ({fields})"),
        Deed.ACCOUNT_DISABLED: translate("Log", "The account of {to} was disabled"),
        Deed.ACCOUNT_ENABLED: translate("Log", "The account of {to} was enabled"),
        Deed.PERMISSIONS_CHANGED: translate("Log", "What {to} may do was changed: now also {added}; no more {removed}"),
    }


def _signing() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        Deed.SIGNED_IN: translate("Log", "Signed in"),
        Deed.SIGNED_OUT: translate("Log", "Signed out"),
        Deed.LOCKED: translate("Log", "{to} was locked after ten wrong passwords"),
        Deed.PASSWORD_CHANGED: translate("Log", "Changed the password"),
        Deed.PASSWORD_RESET: translate("Log", "{to} got a new first password"),
        Deed.DEVICE_SIGNED_OUT: translate("Log", "{to} was signed out on {device}"),
        Deed.CALENDAR_ADDRESS_MADE: translate("Log", "Made a secret calendar address"),
        Deed.CALENDAR_ADDRESS_ENDED: translate("Log", "Made a secret calendar address worthless"),
    }
