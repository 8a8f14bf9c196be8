"""What the server says to people, in their language: gettext catalogues in `locale/`, English in the code."""

import gettext
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "zh", "es")
DOMAIN = "messages"
LOCALE = Path(__file__).with_name("locale")


def _(message: str) -> str:
    """Mark a text for the catalogues; it is translated where it is shown."""
    return message


TRY_AGAIN = _("Try again in a moment.")
ASK_MAIN = _("Ask the main account of your company.")
GO_BACK = _("Go back and open it again from the list.")

SENTENCES: Mapping[str, tuple[str, str]] = {
    "not_signed_in": (_("You are not signed in, or no longer."), _("Sign in again.")),
    "signed_out_remotely": (
        _("This device was signed out from another place."),
        _("What was kept on it is deleted. Sign in again if it is yours."),
    ),
    "wrong_credentials": (
        _("The account name or the password is wrong."),
        _("Check both; after ten wrong passwords in a row the account is locked for a while."),
    ),
    "locked": (
        _("There were too many wrong passwords, so this account is locked for now."),
        _("Try again in {minutes} minutes, or ask the main account of your company to unlock it."),
    ),
    "too_many_requests": (
        _("That was too often in a short time."),
        _("Try again in {minutes} minutes."),
    ),
    "account_disabled": (_("This account is disabled."), ASK_MAIN),
    "must_change_password": (
        _("The first password must be changed before anything else."),
        _("Choose a password of your own."),
    ),
    "not_allowed": (_("You may not do that."), ASK_MAIN),
    "not_found": (_("There is nothing here, or it is not yours to see."), GO_BACK),
    "method_not_allowed": (_("That can't be done at this address."), GO_BACK),
    "overtaken": (
        _("A colleague has written in this conversation in the meantime."),
        _("Read what was said, then send your text if it still fits."),
    ),
    "being_written": (
        _("A colleague is answering in this conversation right now."),
        _("Wait half a minute, or talk to the colleague."),
    ),
    "action_id_reused": (
        _("The same request came twice with different contents."),
        _("Send it again as a new one."),
    ),
    "login_taken": (
        _("Somebody is registered under this e-mail already."),
        _("Sign in, or use another e-mail."),
    ),
    "profile_changed": (
        _("Your profile has been changed elsewhere in the meantime."),
        _("Look at what is there now, then save again."),
    ),
    "accounts_used_up": (
        _("All {limit} accounts of your package are in use."),
        _("Disable one that is no longer needed, or ask the organiser for a larger package."),
    ),
    "gone": (
        _("You were away for longer than the log reaches back."),
        _("Everything is loaded afresh; nothing you wrote is lost."),
    ),
    "conversation_closed": (_("This conversation is closed."), _("Begin it again from the exhibit.")),
    "transfer_impossible": (
        _("This conversation can't be handed over to that account."),
        _("Choose an enabled colleague who receives messages."),
    ),
    "transfer_to_owner": (
        _("That account has this conversation already."),
        _("Choose another colleague."),
    ),
    "transfer_pending": (
        _("This conversation is being handed over already; the answer is still to come."),
        _("Wait for the answer, or withdraw the transfer first."),
    ),
    "transfer_over": (
        _("This transfer is over: it was answered or withdrawn, or its time has passed."),
        _("Look who has the conversation now."),
    ),
    "owner_changed": (
        _("Somebody else has got this conversation in the meantime."),
        _("Look who has it now, then decide again."),
    ),
    "distribution_fixed": (
        _("The organiser's deadline has passed: how buyers are shared out can no longer be changed."),
        _("Options and associations can still be changed."),
    ),
    "distribution_invalid": (
        _("These rules can't be set."),
        _("Check the times, the cap and the emergency account."),
    ),
    "blocked": (_("This conversation is blocked."), _("Nothing can be sent here.")),
    "attachment_not_ready": (
        _("The picture has not arrived yet."),
        _("Send the picture again, then the message."),
    ),
    "invalid_request": (
        _("The request is not understood."),
        _("Check what you entered; if it goes on, update the program."),
    ),
    "text_empty": (_("There is nothing to send."), _("Write something first.")),
    "text_too_long": (
        _("The text is too long: {length} characters of at most {limit}."),
        _("Send it in several parts."),
    ),
    "text_invalid": (
        _("The text contains characters that can't be sent."),
        _("Remove invisible characters, then send it again."),
    ),
    "password_too_weak": (
        _("This password would be guessed too easily."),
        _("Use at least {minimum} characters, and not your name, a sequence or the old password."),
    ),
    "image_unreadable": (
        _("This file is no picture that can be read."),
        _("Send a JPEG, PNG, WebP or GIF picture."),
    ),
    "image_too_large": (
        _("The picture is too large."),
        _("Send one of at most {megabytes} MB."),
    ),
    "image_too_many_pixels": (
        _("The picture has too many pixels."),
        _("Make it smaller, then send it again."),
    ),
    "too_many": (
        _("There are {limit} of these already, which is the most that are kept."),
        _("Delete what is no longer needed."),
    ),
    "card_invalid": (
        _("Something on the business card can't be kept like that."),
        _("Shorten it, or leave it out; the card needs a name, a company or an e-mail."),
    ),
    "slot_past": (
        _("That time has begun already, or is over."),
        _("Choose a later one."),
    ),
    "slot_across_midnight": (
        _("A slot begins and ends on the same day of the fair."),
        _("Make two of it, one for each day."),
    ),
    "slot_length": (
        _("A slot lasts from {minutes_min} to {minutes_max} minutes."),
        _("Choose another beginning or end."),
    ),
    "slot_overlaps": (
        _("There is another slot at that time already."),
        _("Choose a time at which there is none, or exactly the time of that one."),
    ),
    "slots_too_many": (
        _("{given} slots are too many at once: at most {limit} can be created in one go."),
        _("Create them in several parts."),
    ),
    "slot_full": (
        _("Somebody else was quicker: this slot is fully booked."),
        _("Choose another one, or propose a time in the chat."),
    ),
    "slot_gone": (
        _("This slot is no longer there."),
        _("Choose another one."),
    ),
    "slot_booked": (
        _("This slot has bookings, so it can be neither changed nor deleted."),
        _("Look at its bookings; each can be moved to another time or cancelled."),
    ),
    "booking_twice": (
        _("There is a booking with this exhibitor at that time already."),
        _("Move or cancel that one first."),
    ),
    "booking_started": (
        _("This meeting has begun already, or is over."),
        _("Write in the chat instead."),
    ),
    "booking_over": (
        _("This booking was cancelled."),
        _("Book another time if you still want to meet."),
    ),
    "proposal_over": (
        _("That proposal is over: it was answered, or another one has taken its place."),
        _("Look at the booking as it is now."),
    ),
    "receiver_busy": (
        _("That account receives another buyer at the same time."),
        _("Name somebody else, or choose another time."),
    ),
    "receiver_unfit": (
        _("That account can't receive bookings."),
        _("Choose an enabled colleague who may."),
    ),
    "intent_title": (
        _("A purchase intent needs a title."),
        _("Say in a few words what you are looking for."),
    ),
    "intent_number": (
        _("Quantity and target price must be more than zero."),
        _("Correct the number, or leave the field empty."),
    ),
    "intent_currency": (
        _("This currency is not known."),
        _("Use its three letters, such as USD, EUR or CNY."),
    ),
    "intent_country": (
        _("This destination is not known."),
        _("Choose a country from the list, or leave it open."),
    ),
    "intent_deadline": (
        _("This deadline has passed, is more than a year ahead, or is no date."),
        _("Choose a day from today on, or leave it open."),
    ),
    "intent_over": (
        _("The buyer no longer looks for this."),
        _("Turn to the intents that are still open."),
    ),
    "intent_changed": (
        _("Somebody else has this purchase intent in the meantime."),
        _("Look whose it is now, and decide again."),
    ),
    "intent_unfit": (
        _("That account can't receive purchase intents."),
        _("Choose an enabled colleague who may."),
    ),
    "served_by_other": (
        _("A colleague is serving this buyer already."),
        _("Ask the colleague, or let the chat be transferred to you."),
    ),
    "receiver_changed": (
        _("Somebody else was named to receive this buyer in the meantime."),
        _("Look who it is now, then decide again."),
    ),
    "meeting_invalid": (
        _("These details can't be used to enter a meeting."),
        _("Check the number, the passcode and the address; only known meeting services can be opened."),
    ),
    "phrase_variable_unknown": (
        _("The phrase has a variable that nobody knows: {name}."),
        _("Choose one from the list of variables, or leave the braces out."),
    ),
    "recall_too_late": (
        _("A message can be taken back within two minutes only."),
        _("Write a correction."),
    ),
    "too_large": (_("That is too much at once."), _("Send less, or in several parts.")),
    "busy": (_("The platform is busy."), TRY_AGAIN),
    "internal": (
        _("Something went wrong on the platform."),
        _("Try again in a moment; what you wrote is kept."),
    ),
}
"""For every code of `domain.errors.STATUS`: what is the matter, and what to do now."""


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language (`zh`, `es`, anything else is English).

    The compiled file is taken when it is there; from a source tree the text file is compiled in memory.
    """
    folder = LOCALE / language[:2].lower() / "LC_MESSAGES"
    compiled, source = folder / f"{DOMAIN}.mo", folder / f"{DOMAIN}.po"
    if compiled.is_file() and not (source.is_file() and source.stat().st_mtime > compiled.stat().st_mtime):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    if source.is_file():
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with source.open("rb") as file:
            messages = read_po(file)
        buffer = io.BytesIO()
        write_mo(buffer, messages)
        buffer.seek(0)
        return gettext.GNUTranslations(buffer)
    return gettext.NullTranslations()


def translate(language: str, message: str) -> str:
    """Return the text in a language."""
    return catalogue(language).gettext(message) if message else ""


def sentence(code: str, language: str, params: Mapping[str, str | int]) -> tuple[str, str]:
    """Return what is the matter and what to do, in a language."""
    title, advice = SENTENCES.get(code, SENTENCES["internal"])
    values = dict(params)
    if "retry_after_s" in values:
        values["minutes"] = -(-int(values["retry_after_s"]) // 60)
    return _fill(translate(language, title), values), _fill(translate(language, advice), values)


def _fill(text: str, values: Mapping[str, str | int]) -> str:
    try:
        return text.format_map(values)
    except (KeyError, ValueError, IndexError):
        return text


def best_language(accepted: str) -> str:
    """Return the language among ours that an Accept-Language header likes best."""
    wanted: list[tuple[float, str]] = []
    for part in accepted.split(",")[:20]:
        name, _sep, weight = part.strip().partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            quality = 0.0
        wanted.append((-quality, name.strip().lower()[:2]))
    for _quality, language in sorted(wanted, key=lambda pair: pair[0]):
        if language in LANGUAGES:
            return language
    return "en"


def language_of(profile: str | None, accepted: str) -> str:
    """Return the language to speak: the profile's, else the header's, else English."""
    if profile and profile[:2].lower() in LANGUAGES:
        return profile[:2].lower()
    return best_language(accepted)
