"""Makes the tables of `resources/search` anew: `python -m tools.search_tables` (docs/decisions/0060).

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
    "单": "dan shan", "曾": "zeng ceng", "解": "jie xie", "仇": "qiu chou", "查": "cha zha", "区": "qu ou",
    "朴": "pu piao", "盖": "gai ge", "翟": "zhai di", "覃": "qin tan", "乐": "le yue", "长": "chang zhang",
    "重": "zhong chong", "行": "hang xing", "都": "du dou", "尉": "wei yu", "折": "zhe she", "种": "zhong chong",
    "员": "yuan yun", "厦": "xia sha", "石": "shi dan", "车": "che ju", "贾": "jia gu", "缪": "miao mou",
    "万": "wan mo", "会": "hui kuai", "地": "di", "的": "de", "大": "da", "传": "chuan", "调": "diao tiao",
    "藏": "cang zang", "柏": "bai bo", "冯": "feng", "任": "ren", "宁": "ning", "华": "hua", "召": "zhao shao",
    "洗": "xi xian", "盛": "sheng cheng", "葛": "ge", "纪": "ji", "隗": "wei kui", "谷": "gu", "育": "yu",
}  # fmt: skip
"""Readings of characters that names and companies read otherwise than they are read alone."""

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
        known = READINGS.get(character)
        for syllable in known.split() if known else pypinyin.lazy_pinyin(character, errors="ignore"):
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
