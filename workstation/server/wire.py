"""What comes in by HTTP, looked at before anything else does: sizes, characters, numbers, and from where."""

from collections.abc import Iterable
from typing import Any, Final

from litestar import Request
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from workstation.domain.errors import Refusal

MAX_NUMBER = 2**53
MAX_DEPTH = 20
HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
    # Pages bring a policy of their own; nothing else is meant to be looked at as one.
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; sandbox"),
)
"""What an answer has unless its route says otherwise."""
_LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


def check(value: Any, depth: int = 0) -> None:
    """Refuse what no part of the platform can keep: NUL, half characters, numbers beyond 2^53, deep nesting.

    Raises:
        Refusal: `text_invalid` or `invalid_request`.
    """
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= one <= "\udfff" for one in value):
            raise Refusal("text_invalid")
    elif isinstance(value, (int, float)):
        if abs(value) > MAX_NUMBER:
            raise Refusal("invalid_request")
    elif depth >= MAX_DEPTH:
        raise Refusal("invalid_request")
    elif isinstance(value, dict):
        for key, inner in value.items():
            check(key)
            check(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            check(inner, depth + 1)


class CheckedRequest(Request[Any, Any, Any]):
    """A request whose JSON has been looked at."""

    async def json(self) -> Any:
        """Return the body's JSON as plain values."""
        try:
            value = await super().json()
        except RecursionError as error:
            raise Refusal("invalid_request") from error
        check(value)
        return value


async def check_query(request: Request[Any, Any, Any]) -> None:
    """Refuse NUL in an address: PostgreSQL keeps none, and nobody means it.

    Raises:
        Refusal: `text_invalid`.
    """
    if b"%00" in request.scope["query_string"] or "\x00" in request.scope["path"]:
        raise Refusal("text_invalid")


class Gate:
    """The outermost layer: which names this server answers to, and the headers that every answer has.

    A page elsewhere can't reach a loopback port by a name of its own (DNS rebinding), since that name isn't ours.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 421."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
        elif self._names and _host_name(scope["headers"]) not in self._names:
            await send({"type": "http.response.start", "status": 421, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"unknown host\n", "more_body": False})
        else:
            await self._app(scope, receive, _with_headers(send))


def _host_name(headers: Iterable[tuple[bytes, bytes]]) -> str:
    host = dict(headers).get(b"host", b"").decode("latin-1").lower()
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message["headers"])
            known = {name.lower() for name, _value in headers}
            message["headers"] = headers + [pair for pair in HEADERS if pair[0] not in known]
        await send(message)

    return send_with_headers


def host_names(loopback: bool, public: tuple[str, ...]) -> frozenset[str]:
    """Return the names by which this server may be called; empty for any."""
    if loopback:
        return _LOOPBACK_NAMES | {name.lower() for name in public}
    return frozenset(name.lower() for name in public)
