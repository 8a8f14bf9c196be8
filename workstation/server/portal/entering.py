"""Registering, signing in and out, the language: plain forms that work without a script."""

from litestar import get, post
from litestar.di import NamedDependency
from msgspec.structs import replace

from workstation.domain.account import SignedIn
from workstation.domain.actions import SetProfile
from workstation.domain.entrance import Registration, SignInRequest
from workstation.domain.errors import Refusal
from workstation.server import words
from workstation.server.auth import COOKIE
from workstation.server.parts import Platform
from workstation.server.permissions import PAGE
from workstation.server.portal.countries import countries
from workstation.server.portal.entry_form import Form, explain
from workstation.server.portal.form_actions import act, fresh_id
from workstation.server.portal.pages import go, render
from workstation.server.portal.visitors import (
    LANGUAGE_COOKIE,
    START,
    YEAR_S,
    AnyRequest,
    AnyResponse,
    Visitor,
    chosen_language,
    form_of,
    local,
    set_cookie,
    visitor_of,
)
from workstation.server.routes.entrance import address_of


def _(message: str) -> str:
    return message


FOR_EXHIBITORS = _("This is an exhibitor's account. Exhibitors sign in with the Workstation program, not on this page.")


def _next(request: AnyRequest) -> str:
    return local(str(request.query_params.get("next", START)))


def _let_in(platform: Platform, signed_in: SignedIn, path: str) -> AnyResponse:
    response = go(path)
    set_cookie(response, platform.settings, COOKIE, signed_in.token, platform.settings.limits.token_days * 86400)
    return response


@get("/sign-in", opt=PAGE, include_in_schema=False)
async def sign_in_page(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Show the form to sign in."""
    visitor = await visitor_of(request, platform)
    if visitor.buyer is not None:
        return go(_next(request))
    return render(request, visitor, "sign_in.html", form=Form(), next=_next(request), section="sign-in")


@post("/sign-in", opt=PAGE, include_in_schema=False, status_code=200)
async def sign_in(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Sign a buyer in."""
    visitor = await visitor_of(request, platform)
    fields = await form_of(request, visitor)
    onward = local(fields.get("next", START))
    form = Form(values={"email": fields.get("email", "")})
    asked = SignInRequest(
        login=fields.get("email", ""),
        password=fields.get("password", ""),
        device=request.headers.get("user-agent", "")[:200],
    )
    try:
        signed_in = await platform.auth.sign_in(asked, address_of(request))
    except Refusal as refusal:
        status = explain(form, refusal, visitor.language)
    else:
        if signed_in.account is None:
            await _keep_language(request, platform, signed_in)
            return _let_in(platform, signed_in, "/profile" if signed_in.must_change_password else onward)
        await platform.auth.sign_out(await platform.callers.by_token(signed_in.token))
        form.problem = words.translate(visitor.language, FOR_EXHIBITORS)
        status = 422
    return render(request, visitor, "sign_in.html", status=status, form=form, next=onward, section="sign-in")


async def _keep_language(request: AnyRequest, platform: Platform, signed_in: SignedIn) -> None:
    """A language chosen before signing in becomes the profile's."""
    chosen = chosen_language(request)
    if chosen is not None and not signed_in.must_change_password:
        await _set_language(platform, signed_in.token, chosen)


async def _set_language(platform: Platform, token: str, language: str) -> None:
    caller = await platform.callers.by_token(token)
    if caller.language[:2] != language:
        await act(platform, caller, fresh_id(), SetProfile(language=language))
        platform.callers.forget([caller.token_hash])


@get("/register", opt=PAGE, include_in_schema=False)
async def register_page(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Show the form to register."""
    visitor = await visitor_of(request, platform)
    if visitor.buyer is not None:
        return go(_next(request))
    return _register_page(request, visitor, Form(), _next(request), 200)


def _register_page(request: AnyRequest, visitor: Visitor, form: Form, onward: str, status: int) -> AnyResponse:
    return render(
        request,
        visitor,
        "register.html",
        status=status,
        form=form,
        next=onward,
        countries=countries(visitor.language),
        section="register",
    )


@post("/register", opt=PAGE, include_in_schema=False, status_code=200)
async def register(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Make somebody a buyer of the fair, signed in."""
    visitor = await visitor_of(request, platform)
    fields = await form_of(request, visitor)
    onward = local(fields.get("next", START))
    form = Form(values={name: value for name, value in fields.items() if name != "password"})
    registration = Registration(
        name=fields.get("name", ""),
        company=fields.get("company", ""),
        country=fields.get("country", ""),
        email=fields.get("email", ""),
        password=fields.get("password", ""),
        phone=fields.get("phone", ""),
        language=visitor.language,
        time_zone=fields.get("time_zone", ""),
    )
    try:
        signed_in = await _registered(platform, registration, address_of(request))
    except Refusal as refusal:
        status = explain(form, refusal, visitor.language)
        return _register_page(request, visitor, form, onward, status)
    return _let_in(platform, signed_in, onward)


async def _registered(platform: Platform, registration: Registration, address: str) -> SignedIn:
    """Register; a zone of the browser that we don't know is no reason to refuse."""
    try:
        return await platform.auth.register(registration, address)
    except Refusal as refusal:
        if refusal.params.get("field") != "time_zone":
            raise
    return await platform.auth.register(replace(registration, time_zone=""), address)


@post("/sign-out", opt=PAGE, include_in_schema=False, status_code=200)
async def sign_out(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """End the session."""
    visitor = await visitor_of(request, platform)
    await form_of(request, visitor)
    if visitor.caller is not None:
        await platform.auth.sign_out(visitor.caller)
    response = go(START)
    response.delete_cookie(COOKIE, path="/")
    return response


@post("/language", opt=PAGE, include_in_schema=False, status_code=200)
async def language(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Keep the language in which somebody wants to read, in his browser and in his profile."""
    visitor = await visitor_of(request, platform)
    fields = await form_of(request, visitor)
    chosen = fields.get("language", "")
    if chosen not in words.LANGUAGES:
        raise Refusal("invalid_request", {"field": "language"})
    if visitor.caller is not None and not visitor.caller.must_change_password:
        await _set_language(platform, visitor.secret, chosen)
    response = go(local(fields.get("next", START)))
    set_cookie(response, platform.settings, LANGUAGE_COOKIE, chosen, YEAR_S)
    return response


HANDLERS = [
    sign_in_page,
    sign_in,
    register_page,
    register,
    sign_out,
    language,
]
