"""Makes the tables of `resources/search` anew: `python -m tools.search_tables` (docs/decisions/0040).

Needs `opencc` (1.4.2) and `pypinyin` (0.55.0) at hand; the product needs neither.
"""

import importlib
from collections import defaultdict
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "search"
BASIC = range(0x4E00, 0xA000)
HAN = (range(0x3400, 0x4DC0), BASIC, range(0x20000, 0x2F800), range(0x30000, 0x323B0))

ALSO = ("了瞭", "借藉", "只祇", "复覆", "苏甦", "它牠", "钟锺", "余馀", "链鍊", "着著")
"""Characters that Taiwan and Hong Kong use where the mainland writes another one: first what they fold to."""

READINGS = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "朴": "piao", "盖": "ge", "翟": "di",
    "覃": "qin", "乐": "yue", "长": "zhang", "重": "chong", "行": "hang", "都": "dou", "尉": "yu", "折": "she",
    "种": "chong", "员": "yun", "厦": "sha", "石": "dan", "车": "ju", "贾": "gu", "缪": "mou", "万": "mo", "会": "kuai",
}  # fmt: skip
"""Second readings that names have."""

TRADITIONAL_HEAD = """\
# Characters that a search takes for the same; each line begins with the one they fold to.
# Made by tools/search_tables.py from the character tables of OpenCC 1.4.2 (https://github.com/BYVoid/OpenCC),
# Copyright 2010-2026 Carbo Kuo and contributors, Apache License 2.0.
"""
PINYIN_HEAD = """\
# How characters of names are read, without tones; a character may stand in several lines.
# Made by tools/search_tables.py from pypinyin 0.55.0 (https://github.com/mozillazg/python-pinyin),
# Copyright (c) 2016 mozillazg, MIT License (resources/search/LICENSE.pypinyin).
"""


def simplified() -> dict[str, str]:
    """Return what each traditional character or variant folds to."""
    opencc: Any = importlib.import_module("opencc")
    converters = [opencc.OpenCC(f"{name}.json") for name in ("t2s", "tw2s", "hk2s")]
    result: dict[str, str] = {}
    for converter in converters:
        targets = set(result.values())
        for character in (chr(code) for codes in HAN for code in codes):
            to = converter.convert(character)
            if to != character and len(to) == 1 and character not in result and character not in targets:
                result[character] = to
    for to, variants in ((same[0], same[1:]) for same in ALSO):
        result.update(dict.fromkeys(variants, to))
    return {character: _end(result, character) for character in result}


def _end(table: dict[str, str], character: str) -> str:
    seen = {character}
    while (following := table.get(character)) is not None and following not in seen:
        seen.add(following)
        character = following
    return character


def readings(table: dict[str, str]) -> dict[str, str]:
    """Return the characters of each syllable; only those that nothing else folds away."""
    pypinyin: Any = importlib.import_module("pypinyin")
    result: defaultdict[str, set[str]] = defaultdict(set)
    for character in (chr(code) for code in BASIC):
        if character in table:
            continue
        spoken = pypinyin.lazy_pinyin(character, errors="ignore")
        for syllable in [*spoken, READINGS.get(character, "")]:
            for spelt in {syllable, syllable.replace("v", "u")}:
                if spelt.isascii() and spelt.isalpha():
                    result[spelt].add(character)
    return {syllable: "".join(sorted(found)) for syllable, found in sorted(result.items())}


def main() -> None:
    """Write both files."""
    table = simplified()
    variants: defaultdict[str, list[str]] = defaultdict(list)
    for character, to in table.items():
        variants[to].append(character)
    lines = [to + "".join(sorted(found)) for to, found in sorted(variants.items())]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "traditional.txt").write_text(TRADITIONAL_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    spoken = [f"{syllable} {characters}" for syllable, characters in readings(table).items()]
    (FOLDER / "pinyin.txt").write_text(PINYIN_HEAD + "\n".join(spoken) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
