"""Names taken apart and put together, as the N of a vCard wants them."""

import re
from typing import Final

from workstation.domain.card import NameParts, has_han

_DOUBLE: Final = re.compile(
    "欧阳|司马|上官|诸葛|慕容|令狐|夏侯|东方|皇甫|尉迟|公孙|长孙|宇文|司徒|南宫|轩辕|端木|百里|东郭|西门|独孤|澹台|公冶|太史|申屠|钟离|闻人"
    "|歐陽|司馬|諸葛|東方|尉遲|公孫|長孫|南宮|軒轅|東郭|西門|獨孤|澹臺|鍾離|聞人"
)
"""Family names of two characters."""


def parts_of(name: str) -> NameParts:
    """Return a whole name taken apart: a Chinese one by its family name, another one before its last word."""
    name = " ".join(name.split())
    if has_han(name) and " " not in name:
        length = 2 if _DOUBLE.match(name) and len(name) > 2 else 1
        return NameParts(family=name[:length], given=name[length:])
    given, _, family = name.rpartition(" ")
    return NameParts(family=family, given=given)


def whole(parts: NameParts) -> str:
    """Return a name put together: the Chinese way without blanks, else given name first."""
    if has_han(parts.family + parts.given):
        return f"{parts.family}{parts.given}{parts.additional}"
    found = (parts.prefix, parts.given, parts.additional, parts.family, parts.suffix)
    return " ".join(part for part in found if part)
