"""Forms about oneself as they are shown again: what was typed, and what a refusal means, at the field it is about."""

from collections.abc import Mapping

from msgspec import Struct

from workstation.domain.errors import Refusal
from workstation.server import words


def _(message: str) -> str:
    return message


WRONG_FIELDS: Mapping[str, str] = {
    "name": _("Please give your name, in at most 100 characters."),
    "company": _("A company's name has at most 200 characters here."),
    "country": _("Please choose a country or region."),
    "email": _("This is not an e-mail address that mail can be sent to."),
    "phone": _("This is not a phone number that can be called. Begin with + and the country's code: +84 912 345 678."),
    "badge_number": _("A badge's number has at most 40 characters."),
    "time_zone": _("Please choose a time zone from the list."),
    "languages": _("Please choose at most 10 languages."),
    "interests": _("At most 50 entries are kept, each of at most 100 characters."),
}
OWN_WORDS: Mapping[str, str] = {
    "wrong_credentials": _("The e-mail or the password is wrong. After ten wrong passwords you have to wait a while."),
    "account_disabled": _("This account is disabled. Please write to the organiser of the fair."),
    "profile_changed": _(
        "Your profile has been changed on another page in the meantime. What you typed is kept: look through it, then"
        " save it again."
    ),
}
NOT_PRESENT = _("This is not your present password. After ten wrong ones you have to wait a while.")


class Form(Struct):
    """What a form shows: what was typed, and what is wrong with it."""

    values: dict[str, str] = {}
    wrong: dict[str, str] = {}
    problem: str = ""
    done: str = ""


def explain(form: Form, refusal: Refusal, language: str, *, weak: str = "password", present: str = "") -> int:
    """Say in the form what a refusal means, at its field where it has one; return the HTTP status.

    Args:
        form: the form.
        refusal: of what it asked for.
        language: of its reader.
        weak: field of a password that is chosen.
        present: field of the present password, empty where somebody signs in with it.
    """
    field = str(refusal.params.get("field", ""))
    if refusal.code == "invalid_request" and field in WRONG_FIELDS:
        form.wrong[field] = words.translate(language, WRONG_FIELDS[field])
        return 422
    sentence = _sentence(refusal, language)
    if refusal.code == "password_too_weak":
        form.wrong[weak] = sentence
    elif refusal.code == "wrong_credentials" and present:
        form.wrong[present] = words.translate(language, NOT_PRESENT)
    elif refusal.code == "login_taken":
        form.wrong["email"] = sentence
    else:
        form.problem = sentence
    return 429 if refusal.code in ("locked", "too_many_requests") else 409 if refusal.code == "profile_changed" else 422


def _sentence(refusal: Refusal, language: str) -> str:
    """Return the refusal in words for buyers; the platform's own are for exhibitors too."""
    if refusal.code in OWN_WORDS:
        return words.translate(language, OWN_WORDS[refusal.code])
    if refusal.code in ("locked", "too_many_requests"):
        minutes = -(-int(refusal.params.get("retry_after_s", 60)) // 60)
        text = words.catalogue(language).ngettext(
            "Too many attempts. Please try again in {n} minute.",
            "Too many attempts. Please try again in {n} minutes.",
            minutes,
        )
        return text.format(n=minutes)
    return " ".join(words.sentence(refusal.code, language, refusal.params))
