"""DeepL: `POST /v2/translate`; protected stretches go as tags that it leaves alone."""

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Any, ClassVar, Final

from workstation.domain.translation.engines import EngineFault, Pair, Setup, address
from workstation.remote.translation.channel import Channel, texts_of
from workstation.remote.translation.engine import Limits

_TARGETS: Final = {"en": "EN-US", "pt": "PT-BR", "zh": "ZH-HANS", "zh-Hans": "ZH-HANS", "zh-Hant": "ZH-HANT"}
_KNOWN: Final = frozenset(
    {"ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hu", "id", "it", "ja", "ko", "lt", "lv"}
    | {"nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk", "vi", "zh"}
)


class DeepL:
    """Speaks to DeepL with one key."""

    version = "2"
    marks: ClassVar[re.Pattern[str]] = re.compile(r'<x id="(\d+)"\s*/?>(?:</x>)?')

    def __init__(self, setup: Setup) -> None:
        self.limits = Limits(characters=30_000, texts=50)
        self._headers = {"Authorization": f"DeepL-Auth-Key {setup.key}"}
        self._channel = Channel(address(setup), (setup.key,))

    def mark(self, number: int) -> str:
        return f'<x id="{number}"/>'

    def translate(self, texts: Sequence[str], pair: Pair) -> list[str]:
        payload: dict[str, Any] = {
            "text": [self._as_xml(text) for text in texts],
            "source_lang": pair.source.split("-")[0].upper(),
            "target_lang": _TARGETS.get(pair.target) or pair.target.split("-")[0].upper(),
            "tag_handling": "xml",
            "ignore_tags": ["x"],
            "preserve_formatting": True,
        }
        answer = self._channel.post_json("/v2/translate", payload, self._headers)
        rows = answer.get("translations") if isinstance(answer, dict) else None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise EngineFault("engine_nonsense", detail="no translations")
        return [self._from_xml(text) for text in texts_of([row.get("text") for row in rows], len(texts))]

    def supports(self, pair: Pair) -> bool:
        return {pair.source.split("-")[0], pair.target.split("-")[0]} <= _KNOWN

    def close(self) -> None:
        self._channel.close()

    def _as_xml(self, text: str) -> str:
        """Return the text with all but its marks escaped: a `<` of a buyer's is no tag."""
        parts: list[str] = []
        at = 0
        for match in self.marks.finditer(text):
            parts += [escape(text[at : match.start()], quote=False), match[0]]
            at = match.end()
        return "".join([*parts, escape(text[at:], quote=False)])

    def _from_xml(self, text: str) -> str:
        parts: list[str] = []
        at = 0
        for match in self.marks.finditer(text):
            parts += [unescape(text[at : match.start()]), self.mark(int(match[1]))]
            at = match.end()
        return "".join([*parts, unescape(text[at:])])
