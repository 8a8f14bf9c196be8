"""The way to one engine: JSON over https to one host, bounded in time and size; no redirects: its key stays there."""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from workstation import logs
from workstation.domain.translation.engines import EngineFault
from workstation.remote.errors import InsecureAddress, RemoteFault, Unreachable, Untrusted
from workstation.remote.session import Answer, Session

READ_TIMEOUT_S: Final = 20.0
TOTAL_TIMEOUT_S: Final = 30.0
CONNECTIONS: Final = 4
"""To one engine at a time: as many as threads of the desk ask."""
CAP: Final = 1024 * 1024
"""Bytes; an answer to the longest request is a tenth of it."""

_BY_STATUS: Final[Mapping[int, str]] = {
    400: "engine_pair",
    401: "engine_key",
    402: "engine_quota",
    403: "engine_key",
    404: "engine_fault",
    408: "engine_slow",
    413: "engine_too_long",
    414: "engine_too_long",
    429: "engine_busy",
    456: "engine_quota",
    503: "engine_busy",
    504: "engine_slow",
    529: "engine_busy",
}


class Channel:
    """Calls one engine's host.

    Raises (from the constructor):
        EngineFault: `engine_insecure`: the address is no https one and leads off this machine.
    """

    def __init__(self, url: str, secrets: tuple[str, ...] = ()) -> None:
        try:
            self._session = Session(url, connections=CONNECTIONS, read_timeout_s=READ_TIMEOUT_S)
        except InsecureAddress as error:
            raise EngineFault("engine_insecure", detail=str(error)) from error
        for secret in secrets:
            if secret:
                logs.keep_secret(secret)

    def post(self, path: str, body: bytes, headers: Mapping[str, str], media_type: str = "application/json") -> Any:
        """Send a body and return the JSON that answers it.

        Raises:
            EngineFault: no answer, an error, or an answer that is no JSON.
        """
        return self._read(self._call("POST", path, headers, body=body, media_type=media_type))

    def post_json(self, path: str, payload: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Any:
        """Send JSON and return the JSON that answers it; raises as `post`."""
        return self.post(path, json.dumps(payload, ensure_ascii=False).encode(), headers or {})

    def post_form(self, path: str, form: Mapping[str, str | int | float]) -> Any:
        """Send a form and return the JSON that answers it; raises as `post`."""
        return self.post(path, urlencode(form).encode(), {}, media_type="application/x-www-form-urlencoded")

    def get(self, path: str, params: dict[str, str | int | float], headers: Mapping[str, str] | None = None) -> Any:
        """Ask with GET and return the JSON that answers; raises as `post`."""
        return self._read(self._call("GET", path, headers or {}, params=params))

    def close(self) -> None:
        """Break off what is under way; later calls fail."""
        self._session.close()

    def _call(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        *,
        body: bytes | None = None,
        params: dict[str, str | int | float] | None = None,
        media_type: str = "application/json",
    ) -> Answer:
        try:
            return self._session.call(
                method,
                path,
                params=params,
                body=body,
                media_type=media_type,
                cap=CAP,
                total_timeout_s=TOTAL_TIMEOUT_S,
                headers=dict(headers),
            )
        except Untrusted as error:
            raise EngineFault("engine_untrusted", detail=error.reason) from error
        except Unreachable as error:
            code = "engine_slow" if "imeout" in error.reason or "slow" in error.reason else "engine_unreachable"
            raise EngineFault(code, detail=error.reason) from error
        except RemoteFault as error:
            raise EngineFault("engine_fault", detail=error.reason) from error

    def _read(self, answer: Answer) -> Any:
        if 300 <= answer.status < 400:
            raise EngineFault("engine_fault", detail=f"HTTP {answer.status}: redirects are not followed")
        try:
            value = json.loads(answer.body)
        except (ValueError, RecursionError):
            value = None
        if answer.status >= 400:
            code = _BY_STATUS.get(answer.status, "engine_fault")
            raise EngineFault(code, retry_after_s=_retry_after_s(answer), detail=_detail(answer.status, value))
        if value is None:
            raise EngineFault("engine_nonsense", detail="the answer is no JSON")
        return value


def _retry_after_s(answer: Answer) -> float:
    try:
        return min(3600.0, max(0.0, float(answer.headers.get("Retry-After", "0"))))
    except ValueError:
        return 0.0


def _detail(status: int, value: object) -> str:
    said: object = ""
    if isinstance(value, dict):
        said = value.get("error") or value.get("message") or value.get("explanation") or ""
        if isinstance(said, dict):
            said = said.get("message", "")
    return f"HTTP {status}: {str(said)[:200]}".rstrip(": ")


def texts_of(values: object, count: int) -> list[str]:
    """Return the list of texts that an engine answered.

    Raises:
        EngineFault: `engine_nonsense`: it is no list of that many texts.
    """
    if not isinstance(values, list) or len(values) != count or not all(isinstance(one, str) for one in values):
        raise EngineFault("engine_nonsense", detail="other texts than were asked for")
    return values
