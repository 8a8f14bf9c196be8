"""A buyer's own page: what exhibitors see, the address to sign in with, the password; forms that need no script."""

import re
from collections.abc import Sequence
from typing import Any

from litestar import get, post
from litestar.di import NamedDependency

from workstation.domain import buyer_rules, spoken
from workstation.domain.buyer import Buyer
from workstation.domain.buyer_actions import EditBuyerProfile
from workstation.domain.entrance import EmailChange, PasswordChange
from workstation.domain.errors import Refusal
from workstation.server import words
from workstation.server.parts import Platform
from workstation.server.permissions import PAGE
from workstation.server.portal import countries
from workstation.server.portal.browsing import number_of
from workstation.server.portal.entry_form import Form, explain
from workstation.server.portal.form_actions import act, fresh_id, id_of
from workstation.server.portal.pages import go, render
from workstation.server.portal.visitors import AnyRequest, AnyResponse, Visitor, caller_of, form_of, visitor_of
from workstation.server.routes.entrance import address_of

LINES = ("name", "company", "country", "phone", "time_zone", "badge_number")
"""Fields of a profile that are one text each."""
TONGUES = ("en", "zh", "es", "fr", "ar", "pt", "ru", "de", "it", "ja", "ko", "vi", "th", "id", "hi", "fa", "tr")
"""Languages that are offered, beside those a profile has already."""
SPEAKS = "speaks."
_COMMAS = re.compile("[,，、;；\n]")


def _(message: str) -> str:
    return message


SAVED = {
    "profile": _(
        "Your profile is saved. Exhibitors you are in touch with see it at once. Whoever has your business card gets"
        " a new version of it, and keeps the earlier ones."
    ),
    "email": _("Your e-mail is changed. From now on you sign in with it."),
}
PASSWORD_CHANGED = _("Your password is changed. Other devices have been signed out.")
CHANGE_FIRST = _("Please choose a password of your own first.")


def _offered(speaks: Sequence[str]) -> tuple[str, ...]:
    """Return the languages to choose from, those of the profile first."""
    known = {spoken.base(code) for code in speaks}
    return tuple(dict.fromkeys((*speaks, *(code for code in TONGUES if code not in known))))


def values_of(buyer: Buyer) -> dict[str, str]:
    """Return a profile as the form shows it."""
    return {
        **{name: getattr(buyer, name) for name in LINES},
        "interests": (interests := ", ".join(buyer.interests)),
        "interests_shown": interests,
        "language_first": buyer.languages[0] if buyer.languages else "",
        **{f"{SPEAKS}{code}": "1" for code in buyer.languages},
    }


def edit_of(fields: dict[str, str]) -> EditBuyerProfile:
    """Return what a form says about a profile: by the form alone, so that sending it twice says the same."""
    said: dict[str, Any] = {name: fields[name] for name in LINES if name in fields}
    interests = fields.get("interests", "")
    if interests != fields.get("interests_shown", ""):  # an entry may have a comma in it
        said["interests"] = tuple(dict.fromkeys(one.strip() for one in _COMMAS.split(interests) if one.strip()))
    if "language_first" in fields:
        ticked = (name.removeprefix(SPEAKS) for name in fields if name.startswith(SPEAKS))
        said["languages"] = tuple(dict.fromkeys(code for code in (fields["language_first"], *ticked) if code))
    return EditBuyerProfile(**said, rev=number_of(fields.get("rev", "")))


def _page(
    request: AnyRequest,
    visitor: Visitor,
    *,
    about: Form | None = None,
    mail: Form | None = None,
    secret: Form | None = None,
    done: str = "",
    status: int = 200,
) -> AnyResponse:
    """Show the page, one of its forms as it was sent if something is wrong with it."""
    buyer, language = visitor.buyer, visitor.language
    if buyer is None:
        return go("/sign-in?next=/profile")
    return render(
        request,
        visitor,
        "profile.html",
        status=status,
        about=about or Form(values=values_of(buyer)),
        mail=mail or Form(),
        secret=secret or Form(),
        done=done,
        first=visitor.caller is not None and visitor.caller.must_change_password,
        request_id=fresh_id(),
        countries=countries.countries(language),
        zones=countries.zones(language, buyer.time_zone),
        tongues=[(code, countries.tongue(code, language)) for code in _offered(buyer.languages)],
        most=buyer_rules,
        section="profile",
        next="/profile",
    )


@get("/profile", opt=PAGE, include_in_schema=False)
async def profile(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Show a buyer what exhibitors see of them, to be changed."""
    visitor = await visitor_of(request, platform)
    told = ""
    if visitor.caller is not None and visitor.caller.must_change_password:
        told = CHANGE_FIRST
    elif visitor.buyer is not None and number_of(str(request.query_params.get("rev", ""))) == visitor.buyer.rev:
        told = SAVED.get(str(request.query_params.get("saved", "")), "")  # of an old address nothing is told
    return _page(request, visitor, done=words.translate(visitor.language, told) if told else "")


async def _saved(request: AnyRequest, platform: Platform, what: str) -> AnyResponse:
    """Lead to the page as it is now: loading it again sends nothing again."""
    buyer = (await visitor_of(request, platform)).buyer
    return go("/profile" if buyer is None else f"/profile?saved={what}&rev={buyer.rev}")


@post("/profile", opt=PAGE, include_in_schema=False, status_code=200)
async def save(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Change a buyer's profile."""
    visitor = await visitor_of(request, platform)
    fields = await form_of(request, visitor)
    caller, buyer = caller_of(visitor), visitor.buyer
    assert buyer is not None  # a caller here is a buyer
    try:
        await act(platform, caller, id_of(fields.get("id", "")), edit_of(fields))
    except Refusal as refusal:
        about = Form(values={**dict.fromkeys(values_of(buyer), ""), **fields})
        status = explain(about, refusal, visitor.language)
        return _page(request, visitor, about=about, status=status)
    return await _saved(request, platform, "profile")


@post("/profile/email", opt=PAGE, include_in_schema=False, status_code=200)
async def email(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Change the address with which a buyer signs in."""
    visitor = await visitor_of(request, platform)
    fields = await form_of(request, visitor)
    mail = Form(values={"email": fields.get("email", "")})
    change = EmailChange(email=fields.get("email", ""), password=fields.get("present", ""))
    try:
        await platform.auth.change_email(caller_of(visitor), change, address_of(request))
    except Refusal as refusal:
        status = explain(mail, refusal, visitor.language, present="present")
        return _page(request, visitor, mail=mail, status=status)
    return await _saved(request, platform, "email")


@post("/profile/password", opt=PAGE, include_in_schema=False, status_code=200)
async def password(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Change a buyer's password."""
    visitor = await visitor_of(request, platform)
    fields = await form_of(request, visitor)
    if visitor.caller is None:
        return go("/sign-in?next=/profile")
    secret = Form()
    change = PasswordChange(old=fields.get("old", ""), new=fields.get("new", ""))
    try:
        await platform.auth.change_password(visitor.caller, change, address_of(request))
    except Refusal as refusal:
        status = explain(secret, refusal, visitor.language, weak="new", present="old")
        return _page(request, visitor, secret=secret, status=status)
    return _page(request, await visitor_of(request, platform), done=words.translate(visitor.language, PASSWORD_CHANGED))


HANDLERS = [profile, save, email, password]
