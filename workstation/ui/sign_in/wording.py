"""Why signing in didn't work, in words."""

from __future__ import annotations

import math
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QObject

from workstation.domain.errors import Refusal
from workstation.ui.formats import short_span


def refusal(error: Refusal) -> str:
    """Return what happened and what to do, for a refusal of signing in or of a new password."""
    translate = QCoreApplication.translate
    if error.code == "locked":
        return locked(int(error.params.get("retry_after_s", 0)))
    if error.code == "wrong_credentials" and "attempts_left" in error.params:
        return _Counted().wrong_credentials(int(error.params["attempts_left"]))
    return {
        "wrong_credentials": translate(
            "SignIn", "Account or password are not right. Check both; after ten wrong tries the account is locked."
        ),
        "account_disabled": translate(
            "SignIn", "This account is disabled. Ask the main account of your company to enable it."
        ),
        "not_an_account": translate(
            "SignIn", "This is a buyer's account. The desk is for exhibitors; buyers use the fair's web page."
        ),
        "unreachable": translate(
            "SignIn", "The server does not answer. Check the address and the network, then try again."
        ),
        "not_our_server": translate(
            "SignIn",
            "Something answers at this address, but it is no Workstation server. Check the address; "
            "in a hotel, open a web page first.",
        ),
        "untrusted": translate(
            "SignIn",
            "The server could not prove who it is, so nothing was sent. Check the address and this machine's date.",
        ),
        "server_fault": translate(
            "SignIn", "The server has a fault. Nothing is wrong on your side; try again in a minute."
        ),
        "too_many_requests": translate("SignIn", "Too many tries from this network. Wait a minute, then try again."),
        "address_invalid": translate("SignIn", "This is no address. It looks like https://fair.example.com."),
        "keyring_locked": translate(
            "SignIn", "The keyring is locked, so nothing can be remembered. Unlock it, or sign in without remembering."
        ),
        "wrong_passphrase": translate("SignIn", "This passphrase does not open your local files. Try again."),
        "password_too_weak": translate(
            "SignIn", "This password is too easy to guess. Use {minimum} characters or more, and not your name."
        ).format(minimum=error.params.get("minimum", 8)),
        "disk_full": translate(
            "SignIn", "The disk is full, so your files cannot be kept. Free some space, then try again."
        ),
        "read_only": translate(
            "SignIn", "The folder of this desk cannot be written. Make it writable, then try again."
        ),
        "newer_files": translate(
            "SignIn", "A newer version of Workstation wrote the files here. Update, then start again."
        ),
    }.get(error.code) or translate("SignIn", "Signing in did not work ({code}). Try again in a minute.").format(
        code=error.code
    )


class _Counted(QObject):
    """Words with a number: plurals are found by the translation tools in methods only."""

    def wrong_credentials(self, left: int) -> str:
        if left <= 0:
            return self.tr(
                "Account or password are not right, and the account is locked now. Try again later, or ask whoever"
                " manages your company's accounts for a new password."
            )
        return self.tr(
            "Account or password are not right. Check both; after %n more wrong try(ies) the account is locked for a "
            "while.",
            "",
            left,
        )


def locked(seconds: int) -> str:
    """Return how long an account stays locked."""
    translate = QCoreApplication.translate
    if seconds <= 0:
        return translate("SignIn", "The account is locked after too many wrong passwords. Try again later.")
    if seconds < 60:
        return translate(
            "SignIn", "The account is locked after too many wrong passwords. Try again in {seconds} s."
        ).format(seconds=seconds)
    span = short_span(timedelta(minutes=math.ceil(seconds / 60)))
    return translate("SignIn", "The account is locked after too many wrong passwords. Try again in {span}.").format(
        span=span
    )
