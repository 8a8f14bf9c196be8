"""Text as it is shown: one visible character for each dangerous one, direction of paragraphs, web addresses."""

import re
import unicodedata
from typing import Final, NamedTuple

_DANGEROUS: Final = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)},
    0x7F: 0x2421,
    0x85: 0x2028,
    0x0B: 0x2028,
    0x0C: 0x2028,
    # Embeddings and overrides turn the order of what follows around; isolates end with their paragraph and stay.
    0x202A: 0x25B7,
    0x202B: 0x25C1,
    0x202C: 0x25C7,
    0x202D: 0x25B6,
    0x202E: 0x25C0,
    **{code: 0xFFFD for code in range(0x80, 0xA0) if code != 0x85},
    **dict.fromkeys(range(0xFFF9, 0xFFFD), 0xFFFD),
}
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_BREAK: Final = re.compile("[\n\r\u2028\u2029]")
_RTL: Final = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]")
_NAME_CONTROLS: Final = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f-\x9f]")
_WEB: Final = re.compile(
    r"(?<![0-9A-Za-z_])https?://"
    r"[^\s/?#<>\"'，。、；：！？（）【】《》「」\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
    r"(?:[/?#][\x21\x23-\x3b\x3d\x3f-\x7e]*)?",
    re.IGNORECASE,
)
_ISOLATES: Final = re.compile("[\u2066-\u2068]")
_RLI, _FSI, _PDI = "\u2067", "\u2068", "\u2069"


class Link(NamedTuple):
    """A web address inside a text; `start` and `end` count UTF-16 units as Qt does."""

    start: int
    end: int
    address: str


def shown(text: str) -> str:
    """Return the text with every dangerous character replaced by one visible character, so that positions stay."""
    return _LONE_SURROGATE.sub("\ufffd", text).translate(_DANGEROUS)


def normalized(text: str) -> str:
    """Return the text as positions count it and as it is copied: line feeds only, no NUL, no lone surrogate."""
    return _LONE_SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\x00", "\u2400"))


def isolated_name(name: str) -> str:
    """Return a person's or company's name on one line, its direction controls shown as a mark and kept inside."""
    clean = _NAME_CONTROLS.sub("\u25af", shown(name)).strip()
    return f"{_FSI}{clean}{_PDI}" if _RTL.search(clean) else clean


def one_line(text: str, limit: int = 300) -> str:
    """Return the beginning of a text as one line of at most `limit` characters."""
    return " ".join(shown(text[: limit * 2]).split())[:limit]


def utf16_length(text: str) -> int:
    """Return the length Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, start: int, end: int) -> str:
    """Return the part between two positions counted as Qt counts them."""
    raw = text.encode("utf-16-le", "surrogatepass")
    if len(raw) == 2 * len(text):
        return text[start:end]
    return raw[2 * start : 2 * end].decode("utf-16-le", "replace")


def is_right_to_left(paragraph: str) -> bool:
    """Tell the base direction of a paragraph by its first strong character outside isolates."""
    depth = 0
    for char in paragraph:
        if "\u2066" <= char <= "\u2068":
            depth += 1
        elif char == _PDI:
            depth = max(0, depth - 1)
        elif not depth:
            direction = unicodedata.bidirectional(char)
            if direction == "L":
                return False
            if direction in ("R", "AL"):
                return True
    return False


def directed(line: str) -> str:
    """Return one line to be painted: one that begins right-to-left is read, and ends in its dots, from the right."""
    return f"{_RLI}{line}{_PDI}" if is_right_to_left(line) else line


def runs_of_paragraphs(text: str) -> list[tuple[int, str, bool]]:
    """Split a text as shown into stretches of paragraphs that share a direction.

    Returns:
        For each its start in UTF-16 units, its text with line separators for breaks, and whether it is right-to-left.
    """
    flat = _BREAK.sub("\u2028", text)
    if not _RTL.search(text):
        return [(0, flat, False)]
    runs: list[tuple[int, list[str], bool]] = []
    position = 0
    for paragraph in flat.split("\u2028"):
        rtl = is_right_to_left(paragraph) if paragraph.strip() else bool(runs and runs[-1][2])
        # An isolate left open must not reach into the next paragraph.
        if runs and runs[-1][2] == rtl and not _ISOLATES.search(runs[-1][1][-1]):
            runs[-1][1].append(paragraph)
        else:
            runs.append((position, [paragraph], rtl))
        position += utf16_length(paragraph) + 1
    return [(start, "\u2028".join(paragraphs), rtl) for start, paragraphs, rtl in runs]


def links(text: str) -> list[Link]:
    """Find the web addresses (http and https only) in a text."""
    if "://" not in text:
        return []
    found = []
    for match in _WEB.finditer(text):
        address = _without_tail(match.group())
        if len(address.split("//", 1)[1]) > 0:
            start = utf16_length(text[: match.start()])
            found.append(Link(start, start + utf16_length(address), address))
    return found


def _without_tail(address: str) -> str:
    """Cut off punctuation that belongs to the sentence."""
    while address and (address[-1] in ".,;:!?'*_~" or (address[-1] in ")]}" and _closes_nothing(address))):
        address = address[:-1]
    return address


def _closes_nothing(address: str) -> bool:
    last = address[-1]
    return address.count(last) > address.count({")": "(", "]": "[", "}": "{"}[last])
