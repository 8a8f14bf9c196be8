"""Translation engines as the desk is told of them: kinds, addresses, keys, what can go wrong."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct


class EngineKind(StrEnum):
    """The interface an engine speaks."""

    LIBRETRANSLATE = "libretranslate"
    APERTIUM = "apertium"
    DEEPL = "deepl"
    TENCENT = "tencent"
    CHAT = "chat"
    """Any service with OpenAI's chat completions, also one on this machine."""


class Setup(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An engine as entered on this desk; it never leaves the machine."""

    name: str
    """Given by the user; names it in lists, in the ledger and on messages."""
    kind: EngineKind
    url: str = ""
    """Where it answers; empty: the service's public address."""
    key: str = ""
    """Secret. Sent to `url`'s host and to no other."""
    key_id: str = ""
    """Tencent's SecretId."""
    region: str = ""
    """Tencent's region."""
    model: str = ""
    """A chat engine's model."""
    price_per_million: float = 0.0
    """What a million characters cost, in the currency the user reckons in; for the cost meter."""
    enabled: bool = True


DEEPL_FREE: Final = "https://api-free.deepl.com"
ADDRESSES: Final[Mapping[EngineKind, str]] = {
    EngineKind.LIBRETRANSLATE: "http://127.0.0.1:5000",
    EngineKind.APERTIUM: "http://127.0.0.1:2737",
    EngineKind.DEEPL: "https://api.deepl.com",
    EngineKind.TENCENT: "https://tmt.tencentcloudapi.com",
    EngineKind.CHAT: "https://api.openai.com/v1",
}
"""Where each kind answers unless another address is entered."""


def address(setup: Setup) -> str:
    """Return where an engine answers; DeepL's keys that end in `:fx` belong to the free host."""
    if setup.url:
        return setup.url
    return DEEPL_FREE if setup.kind is EngineKind.DEEPL and setup.key.endswith(":fx") else ADDRESSES[setup.kind]


class Pair(Struct, frozen=True, kw_only=True):
    """A direction: languages by BCP 47 (`zh-Hans`, `zh-Hant`, `en`, `es` …)."""

    source: str
    target: str


class EngineFault(Exception):
    """An engine gave no translation.

    Its `code` is one of FAULTS; `passing` tells whether trying again later may help.
    """

    def __init__(self, code: str, *, retry_after_s: float = 0.0, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code
        self.retry_after_s = retry_after_s
        self.detail = detail
        """What the engine said; for the test button, never taken for a sentence of ours."""

    @property
    def passing(self) -> bool:
        """Whether the same request may succeed later without anybody's doing."""
        return self.code in PASSING


FAULTS: Final = (
    "engine_unreachable",
    "engine_slow",
    "engine_untrusted",
    "engine_insecure",
    "engine_key",
    "engine_quota",
    "engine_busy",
    "engine_too_long",
    "engine_pair",
    "engine_nonsense",
    "engine_fault",
    "engine_resting",
)
"""Codes of EngineFault, in no order."""

PASSING: Final = frozenset({"engine_unreachable", "engine_slow", "engine_busy", "engine_fault", "engine_resting"})
