"""LibreTranslate, usually one's own: `POST /translate`, `GET /languages`."""

from collections.abc import Sequence
from typing import Any, Final

from workstation.domain.translation.engines import EngineFault, Pair, Setup, address
from workstation.remote.translation.channel import Channel, texts_of
from workstation.remote.translation.engine import Limits, NameMarks

_CODES: Final = {"zh": "zh-Hans", "zh-CN": "zh-Hans", "zh-TW": "zh-Hant"}
_OLD_CODES: Final = {"zh": "zh-Hans", "zt": "zh-Hant"}


class LibreTranslate(NameMarks):
    """Speaks to one LibreTranslate server.

    All texts of a batch share one source language, which is always named: with `auto` it would guess one for all.
    """

    version = "1"

    def __init__(self, setup: Setup) -> None:
        self.limits = Limits(characters=2000, texts=20)
        self._key = setup.key
        self._channel = Channel(address(setup), (setup.key,))
        self._targets: dict[str, frozenset[str]] = {}

    def translate(self, texts: Sequence[str], pair: Pair) -> list[str]:
        payload: dict[str, Any] = {
            "q": list(texts),
            "source": _code(pair.source),
            "target": _code(pair.target),
            "format": "text",
        }
        if self._key:
            payload["api_key"] = self._key
        answer = self._channel.post_json("/translate", payload)
        return texts_of(answer.get("translatedText") if isinstance(answer, dict) else None, len(texts))

    def supports(self, pair: Pair) -> bool:
        if not self._targets:
            self._targets = _read_languages(self._channel.get("/languages", {}))
        return _code(pair.target) in self._targets.get(_code(pair.source), ())

    def close(self) -> None:
        self._channel.close()


def _code(language: str) -> str:
    if language in ("zh-Hans", "zh-Hant"):
        return language
    return _CODES.get(language, language.split("-")[0])


def _read_languages(answer: Any) -> dict[str, frozenset[str]]:
    try:
        return {
            _OLD_CODES.get(one["code"], one["code"]): frozenset(_OLD_CODES.get(code, code) for code in one["targets"])
            for one in answer  # what is no such list raises below
        }
    except (TypeError, KeyError, AttributeError) as error:
        raise EngineFault("engine_nonsense", detail="no list of languages") from error
