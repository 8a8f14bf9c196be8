"""Apertium APy, usually one's own or on this machine: `GET /translate`, `GET /listPairs`. No Chinese."""

from collections.abc import Sequence
from typing import Any, Final

from workstation.domain.translation.engines import EngineFault, Pair, Setup, address
from workstation.remote.translation.channel import Channel
from workstation.remote.translation.engine import Limits, NameMarks

_THREE: Final = {
    "en": "eng", "es": "spa", "pt": "por", "fr": "fra", "ca": "cat", "it": "ita", "gl": "glg", "ru": "rus", "uk": "ukr",
    "tr": "tur", "de": "deu", "ar": "ara", "zh": "zho",
}  # fmt: skip


class Apertium(NameMarks):
    """Speaks to one APy server; it takes one text a call."""

    version = "1"

    def __init__(self, setup: Setup) -> None:
        self.limits = Limits(characters=5000, texts=1)
        self._key = setup.key
        self._channel = Channel(address(setup), (setup.key,))
        self._pairs: frozenset[tuple[str, str]] = frozenset()

    def translate(self, texts: Sequence[str], pair: Pair) -> list[str]:
        return [self._one(text, pair) for text in texts]

    def supports(self, pair: Pair) -> bool:
        if not self._pairs:
            self._pairs = _read_pairs(self._channel.get("/listPairs", {}))
        return (_code(pair.source), _code(pair.target)) in self._pairs

    def close(self) -> None:
        self._channel.close()

    def _one(self, text: str, pair: Pair) -> str:
        # Its default format is HTML, which would damage `<` and `&`; and it stars unknown words unless told not to.
        form: dict[str, str | int | float] = {
            "langpair": f"{_code(pair.source)}|{_code(pair.target)}",
            "q": text,
            "format": "txt",
            "markUnknown": "no",
        }
        if self._key:
            form["key"] = self._key
        answer = self._channel.post_form("/translate", form)
        data = answer.get("responseData") if isinstance(answer, dict) else None
        translated = data.get("translatedText") if isinstance(data, dict) else None
        if not isinstance(translated, str):
            raise EngineFault("engine_nonsense", detail="no translatedText")
        return translated


def _code(language: str) -> str:
    base = language.split("-")[0]
    return _THREE.get(base, base)


def _read_pairs(answer: Any) -> frozenset[tuple[str, str]]:
    try:
        listed = answer["responseData"]  # what is no such object raises below
        return frozenset((one["sourceLanguage"], one["targetLanguage"]) for one in listed)
    except (TypeError, KeyError) as error:
        raise EngineFault("engine_nonsense", detail="no list of pairs") from error
