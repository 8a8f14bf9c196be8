"""What is wrong, in words: what happened, what it means for the work, what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from workstation.domain.link import LinkState, Phase
from workstation.services.views import KeyKeeping, Start
from workstation.ui.formats import chat_time, short_span

SKEW_S: Final = 120.0
"""From so much difference between the clocks on, times on the screen mislead."""
QUIET: Final = timedelta(seconds=20)
"""A cut shorter than this is left to the status line."""


class Weight(IntEnum):
    """How much it matters."""

    INFO = 0
    WARNING = 1
    DANGER = 2


class Problem(NamedTuple):
    """A worded problem with at most one way out."""

    weight: Weight
    title: str
    text: str
    action: str = ""
    """What the button does: `retry`, `sign_in`, `quit`, `settings` or nothing."""
    action_text: str = ""


def link_problem(state: LinkState, now: datetime) -> Problem | None:
    """Return what a link's state asks people to know, `None` when the status line says enough."""
    if state.phase is Phase.SIGNED_OUT:
        worded = _by_code(state.problem_code, "") if state.problem_code else None
        return worded or _signed_out(state.problem_code)
    if state.problem_code:
        worded = _by_code(state.problem_code, _as_of(state, now))
        if worded is not None:
            return worded
    if state.phase is Phase.OFFLINE and (state.as_of is None or now - state.as_of > QUIET):
        return _offline(state, now)
    if abs(state.clock_skew_s) > SKEW_S:
        return _skew(state.clock_skew_s)
    return None


def _as_of(state: LinkState, now: datetime) -> str:
    translate = QCoreApplication.translate
    if state.as_of is None:
        return translate("Problems", "Nothing has been loaded on this machine yet.")
    return translate("Problems", "You see everything up to {time}.").format(time=chat_time(state.as_of, now))


def _offline(state: LinkState, now: datetime) -> Problem:
    translate = QCoreApplication.translate
    return Problem(
        Weight.INFO,
        translate("Problems", "You are offline"),
        translate("Problems", "{as_of} What you write is kept and leaves by itself when the network is back.").format(
            as_of=_as_of(state, now)
        ),
        "retry",
        translate("Problems", "Try now"),
    )


def _signed_out(code: str) -> Problem:
    translate = QCoreApplication.translate
    if code == "account_disabled":
        return Problem(
            Weight.DANGER,
            translate("Problems", "Your account is disabled"),
            translate("Problems", "Nothing new arrives and nothing leaves. Ask the main account of your company."),
            "sign_in",
            translate("Problems", "Sign in"),
        )
    return Problem(
        Weight.WARNING,
        translate("Problems", "You are signed out"),
        translate("Problems", "Everything on this machine stays readable. Sign in again to send what is waiting."),
        "sign_in",
        translate("Problems", "Sign in"),
    )


def _by_code(code: str, as_of: str) -> Problem | None:
    translate = QCoreApplication.translate
    retry = translate("Problems", "Try now")
    sign_in = translate("Problems", "Sign in")
    return {
        "not_our_server": Problem(
            Weight.WARNING,
            translate("Problems", "Something else answers at the server's address"),
            translate(
                "Problems",
                "{as_of} Perhaps this network asks for a login first: open a web page, then try again. "
                "What you write is kept.",
            ).format(as_of=as_of),
            "retry",
            retry,
        ),
        "server_fault": Problem(
            Weight.WARNING,
            translate("Problems", "The server has a fault"),
            translate("Problems", "{as_of} What you write is kept and sent as soon as it works again.").format(
                as_of=as_of
            ),
            "retry",
            retry,
        ),
        "untrusted": Problem(
            Weight.DANGER,
            translate("Problems", "The server could not prove who it is"),
            translate(
                "Problems",
                "Nothing was sent, for safety. Check this machine's date or use another network. What you write stays.",
            ),
            "retry",
            retry,
        ),
        "not_signed_in": _signed_out(code),
        "account_disabled": _signed_out(code),
        "must_change_password": Problem(
            Weight.WARNING,
            translate("Problems", "A new password is needed"),
            translate("Problems", "Until you choose one nothing is sent or received."),
            "sign_in",
            translate("Problems", "Choose a password"),
        ),
        "locked_out": Problem(
            Weight.WARNING,
            translate("Problems", "This desk has been offline for too long"),
            translate(
                "Problems", "For safety your company wants you to sign in again. Nothing on this machine is lost."
            ),
            "sign_in",
            sign_in,
        ),
        "disk_full": Problem(
            Weight.DANGER,
            translate("Problems", "The disk is full"),
            translate("Problems", "New messages cannot be kept on this machine. Free some space, then try again."),
            "retry",
            retry,
        ),
        "read_only": Problem(
            Weight.DANGER,
            translate("Problems", "The folder of this desk cannot be written"),
            translate("Problems", "What you write now would be lost. Make the folder writable, then start again."),
            "quit",
            translate("Problems", "Quit"),
        ),
        "disk_error": Problem(
            Weight.DANGER,
            translate("Problems", "The disk does not work as it should"),
            translate("Problems", "New messages cannot be kept on this machine. Check the disk, then try again."),
            "retry",
            retry,
        ),
        "storage": Problem(
            Weight.DANGER,
            translate("Problems", "The files of this desk cannot be read"),
            translate("Problems", "Your conversations are safe on the server. Start again: the cache is then rebuilt."),
            "quit",
            translate("Problems", "Quit"),
        ),
    }.get(code)


def _skew(skew_s: float) -> Problem:
    translate = QCoreApplication.translate
    span = short_span(timedelta(seconds=abs(skew_s)))
    text = (
        translate(
            "Problems", "It is {span} behind the server's. Times of new messages may look wrong until you set it."
        )
        if skew_s > 0
        else translate(
            "Problems", "It is {span} ahead of the server's. Times of new messages may look wrong until you set it."
        )
    )
    return Problem(Weight.WARNING, translate("Problems", "This machine's clock is wrong"), text.format(span=span))


def keeping_problem(keeping: KeyKeeping) -> Problem | None:
    """Return what to say before anything is typed when nothing of it can be kept."""
    translate = QCoreApplication.translate
    if keeping is not KeyKeeping.MEMORY:
        return None
    return Problem(
        Weight.WARNING,
        translate("Problems", "This session is not kept"),
        translate("Problems", "Nothing is stored on this machine: drafts and unsent messages end when you quit."),
    )


def start_problem(start: Start) -> Problem | None:
    """Return why the local files could not be opened, `None` where there is nothing to explain."""
    translate = QCoreApplication.translate
    retry, leave = translate("Problems", "Try again"), translate("Problems", "Quit")
    return {
        Start.KEYRING_LOCKED: Problem(
            Weight.WARNING,
            translate("Problems", "The keyring is locked"),
            translate("Problems", "It holds the key to your local files. Unlock it, then try again."),
            "retry",
            retry,
        ),
        Start.KEY_LOST: Problem(
            Weight.DANGER,
            translate("Problems", "The key to your local files is gone"),
            translate(
                "Problems",
                "The keyring no longer has it, so they cannot be read. Signing in loads your conversations anew; "
                "drafts and unsent messages on this machine are lost.",
            ),
            "sign_in",
            translate("Problems", "Sign in"),
        ),
        Start.NEWER_FILES: Problem(
            Weight.DANGER,
            translate("Problems", "Your files are newer than this program"),
            translate(
                "Problems", "A newer version of Workstation wrote them. Nothing was changed: update, then start again."
            ),
            "quit",
            leave,
        ),
        Start.READ_ONLY: Problem(
            Weight.DANGER,
            translate("Problems", "The folder of this desk cannot be written"),
            translate(
                "Problems", "Make it writable for you or choose another one, then try again. Nothing was changed."
            ),
            "retry",
            retry,
        ),
        Start.DISK_FULL: Problem(
            Weight.DANGER,
            translate("Problems", "The disk is full"),
            translate(
                "Problems", "Your files cannot be opened safely. Free some space, then try again. Nothing was changed."
            ),
            "retry",
            retry,
        ),
        Start.LOCKED: _locked_problem(),
        Start.DISK_ERROR: Problem(
            Weight.DANGER,
            translate("Problems", "The disk does not work as it should"),
            translate(
                "Problems",
                "Your files cannot be read or written. Check that the disk is connected and has room, then try again. "
                "Nothing was changed.",
            ),
            "retry",
            retry,
        ),
        Start.DAMAGED: Problem(
            Weight.DANGER,
            translate("Problems", "The files on this machine are damaged"),
            translate(
                "Problems",
                "They cannot be opened and stay where they are. Signing in loads your conversations anew.",
            ),
            "sign_in",
            translate("Problems", "Sign in"),
        ),
    }.get(start)


def put_out_problem(code: str) -> Problem:
    """Return why the desk was closed under the user's hands: `account_disabled`, `signed_out_remotely`, locked."""
    translate = QCoreApplication.translate
    sign_in = translate("Problems", "Sign in")
    worded = {
        "account_disabled": Problem(
            Weight.DANGER,
            translate("Problems", "Your account was disabled"),
            translate(
                "Problems",
                "Your conversations on this machine have been deleted. Ask the main account of your company.",
            ),
            "sign_in",
            sign_in,
        ),
        "signed_out_remotely": Problem(
            Weight.DANGER,
            translate("Problems", "This device was signed out from another place"),
            translate(
                "Problems",
                "Your conversations on this machine have been deleted. If it is yours, sign in again: they come back.",
            ),
            "sign_in",
            sign_in,
        ),
    }
    return worded.get(code) or _locked_problem()


def _locked_problem() -> Problem:
    translate = QCoreApplication.translate
    return Problem(
        Weight.WARNING,
        translate("Problems", "Please sign in again"),
        translate(
            "Problems",
            "This machine was without the platform for longer than your company allows. Nothing is lost: after you "
            "sign in everything is there again, also what you had not sent.",
        ),
        "sign_in",
        translate("Problems", "Sign in"),
    )


def rehearsal_problem() -> Problem:
    """Return what to say when the rehearsal fair did not start."""
    translate = QCoreApplication.translate
    return Problem(
        Weight.DANGER,
        translate("Problems", "The rehearsal fair did not start"),
        translate("Problems", "What went wrong stands in the log. You can sign in to another server meanwhile."),
        "sign_in",
        translate("Problems", "Sign in"),
    )


def salvaged_problem() -> Problem:
    """Return what to say after a damaged file was mended as far as it could be."""
    translate = QCoreApplication.translate
    return Problem(
        Weight.WARNING,
        translate("Problems", "A file on this machine was damaged"),
        translate(
            "Problems",
            "It was set aside; what could be read of drafts and unsent messages was kept. Please check them.",
        ),
    )


def refused(code: str, params: Mapping[str, str | int] | None = None) -> Problem:
    """Return why a search or an export was refused, for the code and parameters of a `Refusal`."""
    translate = QCoreApplication.translate
    given = params or {}
    worded = {
        "query_too_long": Problem(
            Weight.INFO,
            translate("Problems", "That is too much to look for"),
            translate("Problems", "A search can have {limit} characters. Leave some words out.").format(
                limit=given.get("limit", "")
            ),
        ),
        "folder_not_empty": Problem(
            Weight.WARNING,
            translate("Problems", "The folder is not empty"),
            translate("Problems", "Nothing was written, so that nothing gets lost. Choose an empty or a new folder."),
        ),
        "export_failed": Problem(
            Weight.WARNING,
            translate("Problems", "The export did not work"),
            translate("Problems", "The files could not be written completely. Choose another folder, then try again."),
        ),
    }.get(code)
    return (
        worded
        or _by_code(code, "")
        or Problem(
            Weight.WARNING,
            translate("Problems", "That did not work"),
            translate("Problems", "Try again; if it stays, start Workstation anew."),
        )
    )
