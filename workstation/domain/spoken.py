"""Languages that people speak: how they are kept, and which of them two people share."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

MOST: Final = 8
"""Languages that are kept of one account."""
LONGEST: Final = 20
_CODE: Final = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def base(code: str) -> str:
    """Return the language of a BCP 47 code, without country and script."""
    return code.strip().replace("_", "-").split("-")[0].lower()


def tidy(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the codes as they are kept: each once, without blanks, in the given order."""
    return tuple(dict.fromkeys(stripped for code in codes if (stripped := code.strip())))


def can_be_kept(codes: Sequence[str]) -> bool:
    """Tell whether these are codes, and not too many."""
    return len(codes) <= MOST and all(len(code) <= LONGEST and _CODE.fullmatch(code) for code in codes)


def place(speaks: Iterable[str], wanted: Sequence[str]) -> int:
    """Return the place, among the languages somebody prefers, of the first one that the other speaks.

    Args:
        speaks: what the other speaks, BCP 47.
        wanted: the preferred one first; its length is returned when none is shared.
    """
    spoken = {base(code) for code in speaks}
    return next((at for at, code in enumerate(wanted) if base(code) in spoken), len(wanted))
