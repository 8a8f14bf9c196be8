"""The one place where the server asks others by HTTP; each answer is judged before anything is made of it."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec
import requests

from workstation.server.config import Sms, Tencent
from workstation.server.jobs import Hopeless

MAX_ANSWER_BYTES = 256 * 1024
NO_SUCH_MEETING = 9003
TOO_MANY = frozenset({9008, 9061, 9098})
"""Meetings on one day or at once, and questions in a minute."""


class Unanswered(Exception):
    """No usable answer came; another time may be better. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Declined(Hopeless):
    """The service has understood, and won't. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Gone(Declined):
    """What was to be changed is not there any more."""


def call(method: str, url: str, body: bytes, headers: Mapping[str, str], timeout_s: float) -> tuple[int, bytes]:
    """Send a request and return status and body; follows nothing, asks nobody else for a password or a proxy.

    Raises:
        Unanswered: `service_unreachable`, or `service_answer` for one that is too long.
        ValueError: neither https nor this machine.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "::1", "localhost"):
        raise ValueError("services are reached by https only")
    try:
        with requests.Session() as session:
            session.trust_env = False
            with session.request(
                method,
                url,
                data=body,
                headers={"Content-Type": "application/json", **headers},
                timeout=timeout_s,
                allow_redirects=False,
                stream=True,
            ) as response:
                answer = response.raw.read(MAX_ANSWER_BYTES + 1, decode_content=True)
                status = response.status_code
    except (requests.RequestException, OSError) as error:
        raise Unanswered("service_unreachable") from error
    if len(answer) > MAX_ANSWER_BYTES:
        raise Unanswered("service_answer")
    return status, answer


def _judge(status: int) -> None:
    """Raise what a status means.

    Raises:
        Unanswered: later may be better: the service is at fault, we were too many, or the key is not (yet) right.
        Declined: it never will.
    """
    if status in (401, 403):
        raise Unanswered("service_key")
    if status >= 500 or status in (408, 425, 429) or 300 <= status < 400:
        raise Unanswered("service_busy")
    if status >= 400:
        raise Declined("service_declined")


# --- text messages ---


def send_sms(sms: Sms, number: str, text: str, id_: str) -> None:
    """Hand a text message to the gateway: JSON with `to` (E.164), `text`, `from`, `id`.

    The same id stands in `Idempotency-Key`, so that a gateway that knows it sends a repeated message once.

    Raises:
        Unanswered: not taken this time.
        Declined: never taken.
    """
    body = msgspec.json.encode({"to": number, "text": text, "from": sms.sender, "id": id_})
    headers = {"Idempotency-Key": id_}
    if sms.token:
        headers["Authorization"] = f"Bearer {sms.token}"
    status, _answer = call("POST", sms.url, body, headers, sms.timeout_s)
    _judge(status)


# --- Tencent Meeting ---


def signature(secret_key: str, method: str, uri: str, signed: Mapping[str, str], body: str) -> str:
    """Return what Tencent Meeting wants as `X-TC-Signature`: the hexadecimal HMAC-SHA256, in base64."""
    named = "&".join(f"{name}={signed[name]}" for name in ("X-TC-Key", "X-TC-Nonce", "X-TC-Timestamp"))
    text = f"{method}\n{named}\n{uri}\n{body}"
    digest = hmac.new(secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()
    return base64.b64encode(digest.encode()).decode()


def ask_tencent(tencent: Tencent, method: str, uri: str, content: Mapping[str, Any], now: datetime) -> Any:
    """Send a signed request to Tencent Meeting and return what its answer holds.

    Raises:
        Unanswered: not this time.
        Gone: it does not know that meeting.
        Declined: the service won't.
    """
    body = msgspec.json.encode(content).decode()
    signed = {
        "X-TC-Key": tencent.secret_id,
        "X-TC-Nonce": str(secrets.randbelow(2**31 - 1) + 1),
        "X-TC-Timestamp": str(int(now.timestamp())),
    }
    headers = {
        **signed,
        "X-TC-Signature": signature(tencent.secret_key, method, uri, signed, body),
        "AppId": tencent.app_id,
        "X-TC-Registered": "1",
    }
    if tencent.sdk_id:
        headers["SdkId"] = tencent.sdk_id
    status, answer = call(method, f"{tencent.url.rstrip('/')}{uri}", body.encode(), headers, tencent.timeout_s)
    found = _decoded(answer)
    error = found.get("error_info") if isinstance(found, dict) else None
    if isinstance(error, dict):
        _judge_error(error.get("error_code"), str(error.get("message")))
    _judge(status)
    if error is not None:
        raise Declined("service_declined")
    if found is None:
        raise Unanswered("service_answer")
    return found


def _decoded(answer: bytes) -> Any:
    """Return what JSON says, nothing where nothing was said, and `None` for what is no JSON."""
    if not answer.strip():
        return {}
    try:
        return msgspec.json.decode(answer)
    except msgspec.DecodeError:
        return None


def _judge_error(code: Any, message: str) -> None:
    """Raise what an error means that the status does not tell: all of the service's own come with 500."""
    if code == NO_SUCH_MEETING:
        raise Gone("meeting_gone")
    if code in TOO_MANY:
        raise Unanswered("service_limit")
    if "signature" in message.lower():
        raise Unanswered("service_key")
