"""The memory and glossary that come with the product: trade sentences and terms in Chinese, English and Spanish."""

from functools import cache
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from workstation import paths
from workstation.domain.ids import ActionId
from workstation.domain.translation.memory import Unit

LANGUAGES: Final = ("zh-Hans", "en", "es")
_FILES: Final = (("terms.tsv", True), ("sentences.tsv", False))


@cache
def shipped_units() -> tuple[Unit, ...]:
    """Return the shipped units; their ids are made from what they say, so they stay the same."""
    return tuple(unit for name, term in _FILES for unit in _read(name, term))


def _read(name: str, term: bool) -> list[Unit]:
    text = (paths.resources() / "translation" / name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [
        Unit(
            id=ActionId(uuid5(NAMESPACE_URL, f"workstation:{name}:{row[0]}")),
            rev=0,
            texts=dict(zip(LANGUAGES, row, strict=True)),
            term=term,
        )
        for row in rows
    ]
