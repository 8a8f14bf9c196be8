"""All routes of the buyer's pages; what goes wrong on a page is told by a page."""

from typing import Any

from litestar import Router
from litestar.exceptions import HTTPException

from workstation.domain.errors import STATUS, Refusal
from workstation.server import problems, words
from workstation.server.portal import browsing, chatting, entering, negotiating, own_profile, wanting
from workstation.server.portal.pages import go_to_sign_in, render
from workstation.server.portal.visitors import AnyRequest, AnyResponse, NotSignedIn, seen_before


def _(message: str) -> str:
    return message


STALE = (_("This page is out of date."), _("Go back, load it again, and repeat what you did."))
"""What a refused form most likely means to its sender: the session it was made for is over."""


def _page(request: AnyRequest, code: str, params: dict[str, str | int]) -> AnyResponse:
    visitor = seen_before(request)
    if code == "not_allowed":
        title, detail = (words.translate(visitor.language, text) for text in STALE)
    else:
        title, detail = words.sentence(code, visitor.language, params)
    status = STATUS.get(code, 400)
    return render(request, visitor, "problem.html", status=status, title=title, detail=detail)


def on_refusal(request: AnyRequest, refusal: Refusal) -> AnyResponse:
    """Tell of a refusal."""
    return _page(request, refusal.code, refusal.params)


def on_nobody(request: AnyRequest, _nobody: NotSignedIn) -> AnyResponse:
    """Let somebody sign in first."""
    return go_to_sign_in(request)


def on_http(request: AnyRequest, error: HTTPException) -> AnyResponse:
    """Tell what the framework refused."""
    if error.status_code >= 500:
        return on_failure(request, error)
    return _page(request, problems.BY_STATUS.get(error.status_code, "invalid_request"), {})


def on_failure(request: AnyRequest, error: Exception) -> AnyResponse:
    """Tell of a fault of ours, and write it down."""
    problems.log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _page(request, "internal", {})


def on_lost(request: AnyRequest, error: HTTPException) -> AnyResponse:
    """Answer at an address that isn't there: a browser gets a page, a program a problem document."""
    programs = request.url.path.startswith(("/api/", "/schema", "/portal/"))
    if programs or "text/html" not in request.headers.get("accept", ""):
        return problems.on_http(request, error)
    return on_http(request, error)


PAGES = Router(
    path="/",
    route_handlers=[
        *browsing.HANDLERS,
        *entering.HANDLERS,
        *own_profile.HANDLERS,
        *negotiating.HANDLERS,
        *wanting.HANDLERS,
        *chatting.PAGES,
    ],
    exception_handlers={
        Refusal: on_refusal,
        NotSignedIn: on_nobody,
        HTTPException: on_http,
        Exception: on_failure,
    },
)
HANDLERS: list[Any] = [PAGES, *chatting.HANDLERS]
