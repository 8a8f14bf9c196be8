"""Traditional and simplified Chinese taken for the same; how Chinese names are read (docs/decisions/0060)."""

from functools import cache
from typing import Final

from workstation import paths

_FOLDER: Final = "search"


@cache
def simplified() -> dict[str, str]:
    """Return what each traditional character or variant folds to: one character for one."""
    table: dict[str, str] = {}
    for line in _lines("traditional.txt"):
        table.update(dict.fromkeys(line[1:], line[0]))
    return table


def simplified_text(text: str) -> str:
    """Return a text in simplified characters; its length stays."""
    table = simplified()
    return "".join(table.get(sign, sign) for sign in text)


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Return how each (simplified) character is read, without tones."""
    table: dict[str, tuple[str, ...]] = {}
    for line in _lines("pinyin.txt"):
        syllable, characters = line.split(" ")
        for character in characters:
            table[character] = (*table.get(character, ()), syllable)
    return table


def _lines(name: str) -> list[str]:
    text = (paths.resources() / _FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
