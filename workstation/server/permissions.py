"""Who may call a route at all: each one says so, and is closed when it does not; finer checks come further in."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from workstation.domain.account import Permission
from workstation.domain.errors import Refusal
from workstation.server.auth import COOKIE, CSRF_HEADER, csrf_matches
from workstation.server.caller import Caller, Callers

WHO = "who"
PERMISSION = "permission"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_NUMBER = 2**53


class Who(StrEnum):
    """Whom a route is for."""

    ANYONE = "anyone"
    NEW = "new"
    """Signed in, perhaps still with the first password."""
    SIGNED_IN = "signed_in"
    ACCOUNT = "account"
    """Accounts of exhibitors."""
    BUYER = "buyer"
    PAGE = "page"
    """The buyer's pages: anyone may call them, they look themselves who it is."""


ANYONE = {WHO: Who.ANYONE}
NEW = {WHO: Who.NEW}
SIGNED_IN = {WHO: Who.SIGNED_IN}
ACCOUNT = {WHO: Who.ACCOUNT}
BUYER = {WHO: Who.BUYER}
PAGE = {WHO: Who.PAGE}


def permitted(permission: Permission) -> dict[str, Any]:
    """Say that a route is for accounts with that permission."""
    return {WHO: Who.ACCOUNT, PERMISSION: permission}


class Unguarded(Exception):
    """A route does not say whom it is for."""


def who_of(handler: BaseRouteHandler) -> Who:
    """Return whom a route is for.

    Raises:
        Unguarded: it does not say.
    """
    who = handler.opt.get(WHO)
    if not isinstance(who, Who):
        raise Unguarded(f"{handler} names no permission: give it opt=… of workstation.server.permissions")
    return who


def secret_of(connection: ASGIConnection[Any, Any, Any, Any]) -> tuple[str, bool]:
    """Return the token that came along, and whether it came in a browser's cookie."""
    scheme, _, secret = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret:
        return secret.strip(), False
    return connection.cookies.get(COOKIE, ""), True


def check_origin(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Refuse an unsafe request that a page of another place sent.

    Raises:
        Refusal: `not_allowed`.
    """
    origin = connection.headers.get("origin", "") or connection.headers.get("referer", "")
    if urlsplit(origin).netloc != connection.headers.get("host", ""):
        raise Refusal("not_allowed")


def _check_browser(connection: ASGIConnection[Any, Any, Any, Any], secret: str) -> None:
    if connection.scope.get("method") in SAFE_METHODS:
        return
    check_origin(connection)
    if not csrf_matches(secret, connection.headers.get(CSRF_HEADER, "")):
        raise Refusal("not_allowed")


def _check_numbers(numbers: Iterable[Any]) -> None:
    """Refuse numbers that no database has.

    Raises:
        Refusal: `not_found`.
    """
    if any(isinstance(number, int) and abs(number) > MAX_NUMBER for number in numbers):
        raise Refusal("not_found")


async def resolve(connection: ASGIConnection[Any, Any, Any, Any]) -> Caller:
    """Return whoever sent the request.

    Raises:
        Refusal: `not_signed_in`, `account_disabled`, or `not_allowed` for a forged request.
    """
    secret, from_cookie = secret_of(connection)
    if not secret:
        raise Refusal("not_signed_in")
    callers: Callers = connection.app.state.callers
    caller = await callers.by_token(secret)
    if from_cookie:
        _check_browser(connection, secret)
    return caller


async def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Let a request through to the routes that are for its sender."""
    if connection.scope.get("method") == "OPTIONS":
        return
    who = who_of(handler)
    _check_numbers(connection.path_params.values())
    if who in (Who.ANYONE, Who.PAGE):
        return
    caller = await resolve(connection)
    connection.state.caller = caller
    if caller.must_change_password and who is not Who.NEW:
        raise Refusal("must_change_password")
    if (who is Who.ACCOUNT and caller.is_buyer) or (who is Who.BUYER and not caller.is_buyer):
        raise Refusal("not_allowed")
    permission = handler.opt.get(PERMISSION)
    if permission is not None and not (caller.account and caller.account.may(permission)):
        raise Refusal("not_allowed")
