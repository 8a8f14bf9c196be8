"""Why a decision (not a message) came to nothing, in words: what happened, what it means, what to do now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

Params = dict[str, str | int]


class _Known(dict[str, str | int]):
    """Fills a template; a parameter that the server did not send becomes an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def reason(code: str, params: Params | None = None) -> str:
    """Return why something was refused, for a code of `domain/errors.py` or of the link."""
    if code == "too_many" and "count" in (params or {}):
        code = "too_many_at_once"  # so many were asked for, not: so many are there
    if code == "slot_plan":
        code = f"slot_plan.{(params or {}).get('field', '')}"
    kinds = (_of_the_link, _of_the_team, _of_accounts, _of_files, _of_slots, _of_bookings, _of_intents)
    found = next((words[code] for words in (kind() for kind in kinds) if code in words), None)
    if found is None:
        found = QCoreApplication.translate("Refused", "The server did not accept it; nothing has changed.")
    return found.format_map(_Known(params or {}))


def _of_the_link() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "unreachable": translate(
            "Refused", "This is asked of the server, which cannot be reached right now. Try again when you are on-line."
        ),
        "closed": translate("Refused", "You are signed out on this machine."),
        "not_signed_in": translate("Refused", "You are signed out. Sign in, then try again."),
        "server_fault": translate("Refused", "The server has a fault right now. Nothing has changed; try again later."),
        "not_our_server": translate(
            "Refused", "Something else answers at the server's address. Perhaps this network asks for a login first."
        ),
        "busy": translate("Refused", "The server is busy. Try again in a moment."),
        "too_many_requests": translate("Refused", "That was asked too often. Try again in a moment."),
        "disk_full": translate("Refused", "The disk is full, so it cannot be kept. Free some space, then try again."),
        "read_only": translate("Refused", "This folder cannot be written, so nothing can be kept or sent."),
        "must_change_password": translate("Refused", "Change your first password, then try again."),
        "account_disabled": translate("Refused", "Your account is disabled. Ask your main account."),
    }


def _of_files() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "file_unreadable": translate("Refused", "The file cannot be read. Perhaps another program has it."),
        "no_memory_file": translate(
            "Refused",
            "This is no translation memory: reading ended at line {line}. TMX files can be brought in, and tables (CSV)"
            " whose first row names the languages.",
        ),
    }


def _of_slots() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "slot_past": translate("Refused", "This time is past. Choose a later one."),
        "slot_across_midnight": translate("Refused", "A slot ends on the day on which it begins, at the fair."),
        "slot_length": translate("Refused", "A slot is between 5 minutes and 12 hours long."),
        "slot_overlaps": translate("Refused", "Another slot is there already. Choose a time beside it."),
        "slot_full": translate("Refused", "All places of this slot are taken. Choose another one."),
        "slots_too_many": translate("Refused", "{given} slots are too many at once; {limit} can be created in one go."),
        "slot_gone": translate("Refused", "This slot was deleted meanwhile. Choose another one."),
        "slot_booked": translate(
            "Refused",
            "A buyer has booked this slot meanwhile, so it can't be changed or deleted. Look at its bookings.",
        ),
        "slot_plan.days": translate(
            "Refused", "Choose a last day that is not before the first, and at most 400 days in all."
        ),
        "slot_plan.times": translate(
            "Refused", "The hours end before they begin. Slots end on the day on which they begin, at midnight at last."
        ),
        "slot_plan.pause": translate("Refused", "The lunch break ends before it begins."),
        "slot_plan.gap": translate("Refused", "The pause between two slots is too long."),
        "too_many_at_once": translate(
            "Refused", "That is too much at once: {limit} at most. Take fewer days or longer slots."
        ),
        "export_failed": translate(
            "Refused", "The file could not be written. See whether the folder can be written and the disk has space."
        ),
    }


def _of_bookings() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "booking_twice": translate("Refused", "This buyer has a negotiation with you at that time already."),
        "booking_started": translate("Refused", "The negotiation has begun, so this can't be changed any more."),
        "booking_over": translate("Refused", "The booking was cancelled or is over. Nothing has changed."),
        "proposal_over": translate("Refused", "That proposal was answered already, or another has taken its place."),
        "receiver_busy": translate(
            "Refused", "This colleague receives another buyer at that time. Choose somebody else."
        ),
        "receiver_unfit": translate(
            "Refused", "This colleague's account is disabled or may not receive bookings. Choose somebody else."
        ),
        "receiver_changed": translate("Refused", "Somebody else was named meanwhile. Look again, then decide."),
        "meeting_invalid": translate(
            "Refused", "These meeting details don't belong to that service. Look at them again."
        ),
        "not_possible": translate("Refused", "The server is not set up to make such meetings."),
    }


def _of_intents() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "intent_over": translate(
            "Refused", "The buyer has withdrawn this purchase intent, or its deadline has passed. Nothing was sent."
        ),
        "intent_changed": translate(
            "Refused", "Somebody else has assigned this purchase intent meanwhile. Look again, then decide."
        ),
        "intent_unfit": translate(
            "Refused",
            "This colleague's account is disabled or may not receive purchase intents. Choose somebody else.",
        ),
        "served_by_other": translate(
            "Refused", "A colleague is talking with this buyer right now. Ask them, or wait until that chat is over."
        ),
    }


def _of_the_team() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "not_allowed": translate(
            "Refused", "You may not do this any more; nothing has changed. Ask your main account if you need to."
        ),
        "not_found": translate("Refused", "It is no longer there, or no longer yours to decide. Nothing has changed."),
        "owner_changed": translate(
            "Refused", "Somebody else serves this buyer by now, so nothing has changed. Look again, then decide."
        ),
        "transfer_to_owner": translate("Refused", "This colleague serves the buyer already."),
        "transfer_impossible": translate(
            "Refused", "This colleague's account is disabled or may not receive messages. Choose somebody else."
        ),
        "transfer_pending": translate(
            "Refused", "Another colleague has been asked already. Wait for the answer, or withdraw it first."
        ),
        "transfer_over": translate(
            "Refused", "It is too late: it was answered, withdrawn, or its time has passed. Nothing has changed."
        ),
        "distribution_fixed": translate(
            "Refused", "The organiser's deadline has passed: manual or automatic can no longer be changed."
        ),
        "distribution_invalid": translate("Refused", "These rules do not fit together; check the options."),
        "conversation_closed": translate("Refused", "The session was over already."),
        "overtaken": translate("Refused", "Somebody was faster, so nothing has changed. Look again, then decide."),
        "being_written": translate("Refused", "A colleague is writing to this buyer right now. Try again in a moment."),
        "text_too_long": translate("Refused", "The text has {length} characters, {limit} are possible. Shorten it."),
        "text_invalid": translate("Refused", "The text contains characters that cannot be sent. Remove them."),
        "invalid_request": translate("Refused", "Something in it cannot be kept so. Correct it, then try again."),
        "too_many": translate("Refused", "There are {limit} already, and no more are possible."),
    }


def _of_accounts() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "login_taken": translate("Refused", "This sign-in name is taken. Choose another one."),
        "wrong_credentials": translate("Refused", "The present password is not right."),
        "password_too_weak": translate(
            "Refused", "This password is too easy to guess. Take at least 8 characters, not your name, no common word."
        ),
        "passwords_differ": translate("Refused", "The new password was typed differently the second time."),
        "locked": translate("Refused", "The account is locked after too many wrong passwords. Try again later."),
        "accounts_used_up": translate(
            "Refused", "Your package allows {limit} enabled accounts. Disable one, or ask the organiser for more."
        ),
        "blocked": translate("Refused", "This buyer is blocked."),
    }
