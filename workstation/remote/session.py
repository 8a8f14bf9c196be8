"""One way out to one server: who may be called, with what credentials, how long and how much."""

import ipaddress
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import requests
import urllib3
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError

from workstation import __version__, logs
from workstation.remote.connections import Adapter, OpenSockets
from workstation.remote.errors import Cancelled, InsecureAddress, ServerFault, Unreachable, Untrusted

CONNECT_TIMEOUT_S: Final = 5.0
READ_TIMEOUT_S: Final = 15.0
TOTAL_TIMEOUT_S: Final = 60.0
"""A body that trickles is given up after this."""
JSON_CAP: Final = 64 * 1024 * 1024
"""Bytes; a page of 500 conversations with 30 messages each is some 8 MiB, and may be several times that."""
IMAGE_CAP: Final = 32 * 1024 * 1024
PROBLEM_CAP: Final = 256 * 1024
_PIECE: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: HTTP status, media type without parameters, headers, body."""

    status: int
    media_type: str
    headers: requests.structures.CaseInsensitiveDict[str]
    body: bytes


def check_address(url: str) -> str:
    """Return the server's address without a trailing slash.

    Raises:
        InsecureAddress: it is no http(s) address, holds credentials, or is http to another machine.
    """
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise InsecureAddress(str(error)) from error
    if parts.scheme not in ("http", "https") or not host or not host.isprintable() or " " in host:
        raise InsecureAddress("an address begins with https://")
    if parts.username is not None or parts.query or parts.fragment:
        raise InsecureAddress("an address is host and path alone")
    if parts.scheme == "http" and not is_loopback(host):
        raise InsecureAddress("http is for this machine only")
    return parts._replace(path=parts.path.rstrip("/")).geturl()


def is_loopback(host: str) -> bool:
    """Tell whether the host is this machine by its very name or number."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Bearer(AuthBase):
    """Puts the token into calls; also keeps `requests` from looking for credentials in ~/.netrc."""

    def __init__(self, session: "Session") -> None:
        self._session = session

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        # Calls go to the session's own server only and follow no redirect, so the token can't reach another host.
        if self._session.token:
            request.headers["Authorization"] = f"Bearer {self._session.token}"
        return request


class Session:
    """Calls one server; usable from several threads.

    Attributes:
        base_url: address of the server, https unless on this machine.
        language: what problem sentences shall be written in (BCP 47).
    """

    def __init__(
        self,
        base_url: str,
        token: str | None = None,
        *,
        language: str = "en",
        ca: Path | None = None,
        connections: int = 6,
        read_timeout_s: float = READ_TIMEOUT_S,
    ) -> None:
        self.base_url = check_address(base_url)
        self._token: str | None = None
        self.token = token
        self.language = language
        self.read_timeout_s = read_timeout_s
        self._sockets = OpenSockets()
        self._http = requests.Session()
        self._http.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._http.auth = _Bearer(self)
        adapter = Adapter(self._sockets, connections)
        self._http.mount("https://", adapter)
        self._http.mount("http://", adapter)
        # A proxy of the environment is for others' machines; this one is reached straight.
        self._http.trust_env = not is_loopback(urlsplit(self.base_url).hostname or "")
        if ca is not None:
            self._http.verify = str(ca)

    @property
    def token(self) -> str | None:
        """The bearer token; whatever it is set to never appears in a log."""
        return self._token

    @token.setter
    def token(self, token: str | None) -> None:
        if token:
            logs.keep_secret(token)
        self._token = token

    def call(
        self,
        method: str,
        path: str,
        *,
        params: dict[str, str | int | float] | None = None,
        body: bytes | None = None,
        media_type: str = "application/json",
        accept: str = "application/json",
        cap: int = JSON_CAP,
        read_timeout_s: float | None = None,
        total_timeout_s: float = TOTAL_TIMEOUT_S,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Send a request and return the whole answer, whatever its status.

        Raises:
            Unreachable, Untrusted: no answer, or not all of it.
            ServerFault: the answer is larger than `cap` bytes.
            Cancelled: `cancel` was called.
        """
        deadline = time.monotonic() + total_timeout_s
        sent = {"Accept": accept, **(headers or {})}
        if body is not None:
            sent["Content-Type"] = media_type
        timeout_s = read_timeout_s or self.read_timeout_s
        with self._faults(), self._send(method, path, params, body, sent, timeout_s) as response:
            limit = cap if response.ok else min(cap, PROBLEM_CAP)
            return Answer(
                response.status_code, _media_type(response), response.headers, _read(response, limit, deadline)
            )

    @contextmanager
    def stream(
        self, path: str, *, params: dict[str, str | int | float], accept: str, first_timeout_s: float
    ) -> Iterator["Streamed"]:
        """Send a GET whose body is read as it comes, with `first_timeout_s` until its head and its first bytes.

        Raises:
            Unreachable, Untrusted, Cancelled: as `call`; also while the body is read inside the `with`.
        """
        # A stream must not be compressed: a compressor in between would hold bytes back.
        headers = {"Accept": accept, "Accept-Encoding": "identity", "Cache-Control": "no-cache"}
        with self._faults(), self._send("GET", path, params, None, headers, first_timeout_s) as response:
            yield Streamed(response, self._sockets)

    def cancel(self) -> None:
        """Break off every call in flight, from any thread, at once; later ones are refused until `allow`."""
        self._sockets.barred = True
        self._sockets.shut_down()

    def interrupt(self) -> None:
        """Break off what is in flight; later calls go out on new connections."""
        self._sockets.shut_down()

    def allow(self) -> None:
        """Take `cancel` back."""
        self._sockets.barred = False

    def close(self) -> None:
        """Cancel, and let go of the connections."""
        self.cancel()
        self._http.close()

    def _send(
        self,
        method: str,
        path: str,
        params: dict[str, str | int | float] | None,
        body: bytes | None,
        headers: dict[str, str],
        read_timeout_s: float,
    ) -> requests.Response:
        if self._sockets.barred:
            raise Cancelled
        self._sockets.begin()
        return self._http.request(
            method,
            self.base_url + path,
            params=params,
            data=body,
            headers={
                "User-Agent": f"Workstation/{__version__}",
                "Accept-Language": self.language.replace("_", "-"),
                **headers,
            },
            timeout=(CONNECT_TIMEOUT_S, read_timeout_s),
            allow_redirects=False,
            stream=True,
        )

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except requests.exceptions.SSLError as error:
            raise self._fault(error, Untrusted if _is_certificate(error) else Unreachable) from error
        except (requests.RequestException, HTTPError, OSError, ssl.SSLError) as error:
            raise self._fault(error, Unreachable) from error

    def _fault(self, error: BaseException, kind: type[Unreachable]) -> Unreachable | Cancelled:
        if self._sockets.barred:
            return Cancelled()
        fault = kind(type(_innermost(error)).__name__)
        fault.sent = self._sockets.sent_by_me()
        return fault


class Streamed:
    """An answer whose body is still coming."""

    def __init__(self, response: requests.Response, sockets: OpenSockets) -> None:
        self._response = response
        self._raw: urllib3.BaseHTTPResponse = response.raw
        self._sockets = sockets

    @property
    def status(self) -> int:
        return self._response.status_code

    @property
    def media_type(self) -> str:
        return _media_type(self._response)

    @property
    def headers(self) -> requests.structures.CaseInsensitiveDict[str]:
        return self._response.headers

    def set_timeout(self, timeout_s: float) -> None:
        """From now on expect bytes at least every `timeout_s`."""
        self._sockets.set_my_timeout(timeout_s)

    def read(self) -> bytes:
        """Return what has come, waiting for the first byte; empty at the end."""
        # `read1` hands on what is there, chunked or not; `read(n)` would wait for all n bytes.
        return self._raw.read1(_PIECE, decode_content=False)

    def whole(self) -> Answer:
        """Read the rest as one answer (it is a problem document, not a stream)."""
        body = _read(self._response, PROBLEM_CAP, time.monotonic() + READ_TIMEOUT_S)
        return Answer(self.status, self.media_type, self.headers, body)


def _media_type(response: requests.Response) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _read(response: requests.Response, cap: int, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_content(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > cap:
            raise ServerFault("answer too large")
        if time.monotonic() > deadline:
            raise Unreachable("answer too slow")
    return b"".join(pieces)


def _is_certificate(error: BaseException) -> bool:
    return isinstance(_innermost(error), ssl.SSLCertVerificationError)


def _innermost(error: BaseException) -> BaseException:
    """Return the error that says why; `requests` and urllib3 wrap it several times."""
    for _ in range(8):
        inner = getattr(error, "reason", None)
        if not isinstance(inner, BaseException):
            inner = next((a for a in error.args if isinstance(a, BaseException)), None)
        if inner is None:
            break
        error = inner
    return error
