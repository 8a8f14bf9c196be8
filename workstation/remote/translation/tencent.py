"""Tencent Machine Translation: TextTranslateBatch, signed by TC3-HMAC-SHA256 (Tencent Cloud's signature v3)."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from workstation.domain.translation.engines import EngineFault, Pair, Setup, address
from workstation.remote.translation.channel import Channel, texts_of
from workstation.remote.translation.engine import Limits, NameMarks

ACTION: Final = "TextTranslateBatch"
API_VERSION: Final = "2018-03-21"
_SERVICE: Final = "tmt"
_MEDIA_TYPE: Final = "application/json; charset=utf-8"
_CODES: Final = {"zh": "zh", "zh-Hans": "zh", "zh-Hant": "zh-TW"}
_KNOWN: Final = frozenset(
    {"zh", "zh-TW", "en", "ja", "ko", "fr", "es", "it", "de", "tr", "ru", "pt", "vi", "id", "th", "ms", "ar", "hi"}
)
_FAULTS: Final[Mapping[str, str]] = {
    "AuthFailure": "engine_key",
    "UnauthorizedOperation": "engine_key",
    "LimitExceeded.LimitedAccessFrequency": "engine_busy",
    "RequestLimitExceeded": "engine_busy",
    "UnsupportedOperation.TextTooLong": "engine_too_long",
    "UnsupportedOperation.UnsupportedSourceLanguage": "engine_pair",
    "UnsupportedOperation.UnSupportedTargetLanguage": "engine_pair",
    "UnsupportedOperation.UnsupportedLanguage": "engine_pair",
    "FailedOperation.NoFreeAmount": "engine_quota",
    "FailedOperation.ServiceIsolate": "engine_quota",
    "FailedOperation.UserNotRegistered": "engine_key",
    "FailedOperation.StopUsing": "engine_quota",
}


class Tencent(NameMarks):
    """Speaks to Tencent's machine translation with one pair of keys.

    Args (of the constructor):
        now: the clock; a request signed more than five minutes off is refused.
    """

    version = API_VERSION

    def __init__(self, setup: Setup, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        # The international site takes a third of the mainland's 6,000 characters.
        self.limits = Limits(characters=2000, texts=20, per_second=5)
        self._setup = setup
        self._now = now
        self._address = address(setup)
        self._channel = Channel(self._address, (setup.key, setup.key_id))

    def translate(self, texts: Sequence[str], pair: Pair) -> list[str]:
        payload = {
            "Source": _code(pair.source),
            "Target": _code(pair.target),
            "ProjectId": 0,
            "SourceTextList": list(texts),
        }
        body = json.dumps(payload, ensure_ascii=False).encode()
        answer = self._channel.post("/", body, self._headers(body), media_type=_MEDIA_TYPE)
        response = answer.get("Response") if isinstance(answer, dict) else None
        if not isinstance(response, dict):
            raise EngineFault("engine_nonsense", detail="no Response")
        if isinstance(error := response.get("Error"), dict):
            code = str(error.get("Code", ""))
            fault = _FAULTS.get(code) or _FAULTS.get(code.partition(".")[0], "engine_fault")
            raise EngineFault(fault, detail=f"{code}: {str(error.get('Message', ''))[:200]}")
        return texts_of(response.get("TargetTextList"), len(texts))

    def supports(self, pair: Pair) -> bool:
        return {_code(pair.source), _code(pair.target)} <= _KNOWN

    def close(self) -> None:
        self._channel.close()

    def _headers(self, body: bytes) -> dict[str, str]:
        now = self._now()
        return {
            "Authorization": authorization(
                self._setup.key_id, self._setup.key, urlsplit(self._address).netloc, body, now
            ),
            "X-TC-Action": ACTION,
            "X-TC-Version": API_VERSION,
            "X-TC-Timestamp": str(int(now.timestamp())),
            "X-TC-Region": self._setup.region or "ap-guangzhou",
        }


def authorization(key_id: str, key: str, host: str, body: bytes, now: datetime) -> str:
    """Return the header that signs a request: method, path, signed headers and body's hash under a key of the day."""
    day = now.astimezone(UTC).strftime("%Y-%m-%d")
    signed = "content-type;host;x-tc-action"
    canonical = "\n".join(
        [
            "POST",
            "/",
            "",
            f"content-type:{_MEDIA_TYPE}\nhost:{host}\nx-tc-action:{ACTION.lower()}\n",
            signed,
            hashlib.sha256(body).hexdigest(),
        ]
    )
    scope = f"{day}/{_SERVICE}/tc3_request"
    hashed = hashlib.sha256(canonical.encode()).hexdigest()
    to_sign = f"TC3-HMAC-SHA256\n{int(now.timestamp())}\n{scope}\n{hashed}"
    secret = f"TC3{key}".encode()
    for part in (day, _SERVICE, "tc3_request"):
        secret = hmac.new(secret, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(secret, to_sign.encode(), hashlib.sha256).hexdigest()
    return f"TC3-HMAC-SHA256 Credential={key_id}/{scope}, SignedHeaders={signed}, Signature={signature}"


def _code(language: str) -> str:
    return _CODES.get(language) or language.split("-")[0]
