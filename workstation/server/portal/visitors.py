"""Who looks at a page: a buyer signed in by cookie, or anybody; and that what he sends comes from a page of ours."""

import secrets
from datetime import datetime
from typing import Any

from litestar import Request, Response
from litestar.datastructures import FormMultiDict, UploadFile
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from workstation.domain.buyer import Buyer
from workstation.domain.errors import Refusal
from workstation.server import permissions, wire, words
from workstation.server.auth import COOKIE, csrf_matches, csrf_token
from workstation.server.caller import Caller
from workstation.server.config import Settings
from workstation.server.parts import Platform
from workstation.server.portal import catalogue, state
from workstation.server.queries import buyers

VISITOR_COOKIE = "workstation_visitor"
"""A random value of those who are not signed in: what their forms' tokens are made from."""
LANGUAGE_COOKIE = "workstation_language"
VISITOR = "visitor"
YEAR_S = 365 * 86400
START = "/"

AnyRequest = Request[Any, Any, Any]
AnyResponse = Response[Any]


class NotSignedIn(Exception):
    """The page is for buyers who are signed in: its visitor is sent to do that, and back."""


class Visitor(Struct, frozen=True, kw_only=True):
    """Whoever asks for a page."""

    language: str
    secret: str
    """What the page's CSRF token is made from: the session's token, or the visitor's cookie."""
    is_new: bool = False
    """Whether the visitor's cookie has yet to be set."""
    caller: Caller | None = None
    buyer: Buyer | None = None
    unread: int = 0
    fair: catalogue.Fair = catalogue.Fair(catalogue.Name())

    @property
    def csrf(self) -> str:
        """Return what forms and scripts must send along."""
        return csrf_token(self.secret)


async def visitor_of(request: AnyRequest, platform: Platform) -> Visitor:
    """Return who sent the request; an exhibitor's account is nobody here, it has a program of its own."""
    caller = await platform.auth.principal_of_cookie(request.cookies)
    if caller is not None and not caller.is_buyer:
        caller = None
    known = anybody(request)
    fair, buyer, unread = await platform.database.read(_look, caller, platform.clock.now())
    visitor = replace(known, fair=fair)
    if caller is not None:
        language = words.language_of(caller.language, "")
        visitor = replace(
            visitor,
            language=language,
            secret=request.cookies[COOKIE],
            is_new=False,
            caller=caller,
            buyer=buyer,
            unread=unread,
        )
    request.scope["state"][VISITOR] = visitor  # for the page that tells of an error
    return visitor


def _look(conn: Connection, caller: Caller | None, now: datetime) -> tuple[catalogue.Fair, Buyer | None, int]:
    fair = catalogue.the_fair(conn)
    if caller is None:
        return fair, None, 0
    me = caller.principal_id
    return fair, buyers.by_id(conn, me, now), state.unread_count(conn, me)


def anybody(request: AnyRequest) -> Visitor:
    """Return somebody who is not signed in, without a look into the database."""
    known = request.cookies.get(VISITOR_COOKIE, "")
    fresh = not 20 <= len(known) <= 100
    language = chosen_language(request) or words.best_language(request.headers.get("accept-language", ""))
    return Visitor(language=language, secret=secrets.token_urlsafe(24) if fresh else known, is_new=fresh)


def seen_before(request: AnyRequest) -> Visitor:
    """Return who was found to have sent this request, or anybody if that was not looked at yet."""
    visitor = request.scope.get("state", {}).get(VISITOR)
    return visitor if isinstance(visitor, Visitor) else anybody(request)


def chosen_language(request: AnyRequest) -> str | None:
    """Return the language that was chosen in this browser, if one was."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in words.LANGUAGES else None


def caller_of(visitor: Visitor) -> Caller:
    """Return the buyer who is signed in.

    Raises:
        NotSignedIn: nobody is.
    """
    if visitor.caller is None:
        raise NotSignedIn
    return visitor.caller


async def form_of(request: AnyRequest, visitor: Visitor) -> dict[str, str]:
    """Return the fields of a form that one of our pages sent.

    Raises:
        Refusal: `not_allowed` when it came from elsewhere or without the page's token; `text_invalid`.
    """
    return (await pictured_form_of(request, visitor))[0]


async def pictured_form_of(request: AnyRequest, visitor: Visitor) -> tuple[dict[str, str], list[bytes]]:
    """Return the fields of a form that one of our pages sent, and the files that came along.

    Raises:
        Refusal: as `form_of`.
    """
    permissions.check_origin(request)
    sent: FormMultiDict = await request.form()
    fields = {name: value for name, value in sent.items() if isinstance(value, str)}
    if not csrf_matches(visitor.secret, fields.pop("csrf", "")):
        raise Refusal("not_allowed")
    wire.check(fields)
    files = [value for _name, value in sent.multi_items() if isinstance(value, UploadFile)]
    return fields, [data for one in files if (data := await one.read())]


def local(path: str) -> str:
    """Return the path if it leads to a page of ours, else the start page."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if plain and len(path) <= 500 else START


def set_cookie(response: AnyResponse, settings: Settings, name: str, value: str, max_age_s: int | None) -> None:
    """Set a cookie that scripts can't read and other places can't send."""
    secure = settings.secure_cookies or not settings.loopback()
    response.set_cookie(
        key=name, value=value, max_age=max_age_s, path="/", httponly=True, samesite="lax", secure=secure
    )
