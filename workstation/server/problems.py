"""Errors as RFC 9457 problem documents: a stable code, and sentences in the caller's language."""

from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from sqlalchemy.exc import DBAPIError, OperationalError

from workstation.domain.errors import STATUS, Problem, Refusal, type_base
from workstation.logs import logger
from workstation.server import words

PROBLEM_JSON = "application/problem+json"
BY_STATUS = {
    400: "invalid_request",
    401: "not_signed_in",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "invalid_request",
    429: "too_many_requests",
}

log = logger("server.problems")


def language_of(request: Request[Any, Any, Any]) -> str:
    """Return the language to answer in."""
    caller = request.scope.get("state", {}).get("caller")
    return words.language_of(caller.language if caller else None, request.headers.get("accept-language", ""))


def document(code: str, language: str, params: dict[str, str | int], status: int | None = None) -> Problem:
    """Return the problem as it is sent."""
    title, detail = words.sentence(code, language, params)
    return Problem(
        code=code, status=status or STATUS[code], type=type_base + code, title=title, detail=detail, params=params
    )


def respond(
    request: Request[Any, Any, Any], code: str, params: dict[str, str | int] | None = None, status: int | None = None
) -> Response[bytes]:
    """Return the answer for a refusal or a failure."""
    problem = document(code, language_of(request), params or {}, status)
    headers = {"Cache-Control": "no-store"}
    if "retry_after_s" in problem.params:
        headers["Retry-After"] = str(problem.params["retry_after_s"])
    elif code == "busy":
        headers["Retry-After"] = "1"
    return Response(msgspec.json.encode(problem), status_code=problem.status, media_type=PROBLEM_JSON, headers=headers)


def on_refusal(request: Request[Any, Any, Any], refusal: Refusal) -> Response[bytes]:
    """Answer a refusal of the trade or the platform."""
    return respond(request, refusal.code, refusal.params)


def on_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """Answer what the framework refused: a body that can't be read, an address that isn't there."""
    if error.detail == "client disconnected prematurely":
        return respond(request, "invalid_request")  # nobody hears it: the caller was cut off in mid-sentence
    if error.status_code >= 500:
        return on_failure(request, error)
    return respond(request, BY_STATUS.get(error.status_code, "invalid_request"), _where(error))


def _where(error: HTTPException) -> dict[str, str | int]:
    """Return the name of the field in question, where the framework tells; never what was in it."""
    extra = error.extra
    if isinstance(extra, list) and extra and isinstance(extra[0], dict) and isinstance(extra[0].get("key"), str):
        return {"field": extra[0]["key"][:100]}
    return {}


def on_failure(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Answer a fault of ours, and write it down; a database that is away is no fault for ever."""
    if isinstance(error, DBAPIError) and (error.connection_invalidated or isinstance(error, OperationalError)):
        log.warning("%s %s: the database is away (%s)", request.method, request.url.path, type(error.orig).__name__)
        return respond(request, "busy")
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return respond(request, "internal")
