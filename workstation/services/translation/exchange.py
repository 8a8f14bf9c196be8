"""Memory and glossary in and out: TMX 1.4 and CSV. What can't be read is reported by line; the rest comes in.

TMX is read with expat as a stream: no entity of the file's own is expanded, nothing it names is fetched.
"""

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from xml.parsers import expat

from msgspec import Struct

from workstation import __version__
from workstation.domain.ids import new_action_id
from workstation.domain.translation.memory import LANGUAGE, MAX_TERM_CHARS, MAX_TEXT_CHARS, Unit
from workstation.domain.translation_actions import UnitDraft
from workstation.services.sheet import csv_bytes, unguarded

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_UNITS: Final = 20_000
_TERM: Final = "x-term"
_TERM_COLUMN: Final = "term"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMES: Final = {"zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant"}


class Skipped(Struct, frozen=True, kw_only=True):
    """A unit that was not taken, and why."""

    line: int
    code: str
    """`languages` (fewer than two), `too_long`, `language_unknown`, `too_many`, `unreadable`."""


class Brought(Struct, frozen=True, kw_only=True):
    """What a file holds."""

    units: tuple[UnitDraft, ...]
    skipped: tuple[Skipped, ...]


class UnreadableFile(Exception):
    """The file is no TMX or CSV at all, or larger than MAX_BYTES; `line` is where reading ended, 0 at the start."""

    def __init__(self, line: int = 0) -> None:
        super().__init__(f"line {line}")
        self.line = line


class _Collector:
    """Checks units one by one."""

    def __init__(self) -> None:
        self.units: list[UnitDraft] = []
        self.skipped: list[Skipped] = []

    def take(self, texts: dict[str, str], term: bool, line: int) -> None:
        code = self._why_not(texts, term)
        if code:
            self.skipped.append(Skipped(line=line, code=code))
        else:
            self.units.append(UnitDraft(id=new_action_id(), texts=texts, term=term))

    def _why_not(self, texts: dict[str, str], term: bool) -> str:
        if len(texts) < 2:
            return "languages"
        if not all(LANGUAGE.fullmatch(language) for language in texts):
            return "language_unknown"
        if any(len(text) > (MAX_TERM_CHARS if term else MAX_TEXT_CHARS) for text in texts.values()):
            return "too_long"
        if any(ord(sign) < 32 and sign not in "\n\t" for text in texts.values() for sign in text):
            return "unreadable"
        return "too_many" if len(self.units) >= MAX_UNITS else ""

    def result(self) -> Brought:
        return Brought(units=tuple(self.units), skipped=tuple(self.skipped))


def _language(written: str) -> str:
    """Return a file's name of a language as ours: `ZH-CN` → `zh-Hans`, `en-US` → `en`."""
    lower = written.strip().lower().replace("_", "-")
    if lower in _NAMES:
        return _NAMES[lower]
    base, _, rest = lower.partition("-")
    if base == "zh":
        return "zh-Hant" if rest.startswith("hant") else "zh-Hans"
    return base


# --- TMX ---


class _TmxReader:
    """Handlers of expat; only `tu`, `tuv` and `seg` matter, inline marks inside a segment keep their text."""

    def __init__(self) -> None:
        self.found = _Collector()
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.is_tmx = False
        self._texts: dict[str, str] = {}
        self._term = False
        self._language = ""
        self._line = 0
        self._segment: list[str] | None = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tmx":
            self.is_tmx = True
        elif name == "tu":
            self._texts, self._line = {}, self.parser.CurrentLineNumber
            self._term = attributes.get("datatype") == _TERM or attributes.get("usagecount") == _TERM
        elif name == "prop" and attributes.get("type") == _TERM:
            self._term = True
        elif name == "tuv":
            named = attributes.get("http://www.w3.org/XML/1998/namespace}lang") or attributes.get("lang", "")
            self._language = _language(named)
        elif name == "seg":
            self._segment = []

    def _end(self, name: str) -> None:
        if name == "seg" and self._segment is not None:
            text = "".join(self._segment).strip()
            if text:
                self._texts[self._language] = text
            self._segment = None
        elif name == "tu":
            self.found.take(self._texts, self._term, self._line)

    def _text(self, data: str) -> None:
        if self._segment is not None:
            self._segment.append(data)

    def _entity(self, *_declared: Any) -> None:
        raise UnreadableFile(self.parser.CurrentLineNumber)


def read_tmx(data: bytes) -> Brought:
    """Return the units of a TMX file.

    Raises:
        UnreadableFile: no TMX, cut off, larger than MAX_BYTES, or with entities of its own.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile
    reader = _TmxReader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableFile(error.lineno) from error
    if not reader.is_tmx:
        raise UnreadableFile
    return reader.found.result()


def write_tmx(units: Iterable[Unit], now: datetime) -> bytes:
    """Return units as a TMX 1.4 file."""
    tmx = ET.Element("tmx", version="1.4")
    ET.SubElement(
        tmx,
        "header",
        {
            "creationtool": "Workstation",
            "creationtoolversion": __version__,
            "segtype": "sentence",
            "o-tmf": "Workstation",
            "adminlang": "en",
            "srclang": "*all*",
            "datatype": "plaintext",
            "creationdate": now.strftime("%Y%m%dT%H%M%SZ"),
        },
    )
    body = ET.SubElement(tmx, "body")
    for unit in units:
        element = ET.SubElement(body, "tu", tuid=str(unit.id))
        if unit.term:
            ET.SubElement(element, "prop", type=_TERM).text = "1"
        for language, text in unit.texts.items():
            variant = ET.SubElement(element, "tuv", {_XML_LANG: language})
            ET.SubElement(variant, "seg").text = text
    ET.indent(tmx)
    written: bytes = ET.tostring(tmx, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


# --- CSV ---


def read_csv(data: bytes) -> Brought:
    """Return the units of a CSV file whose first row names the languages (and perhaps a column `term`).

    Raises:
        UnreadableFile: not UTF-8 or GB 18030 text, no such first row, or larger than MAX_BYTES.
    """
    if len(data) > MAX_BYTES or b"\x00" in data:
        raise UnreadableFile
    rows = csv.reader(io.StringIO(_decoded(data), newline=""), strict=True)
    found = _Collector()
    try:
        head = [name.strip() for name in next(rows, [])]
        languages = {at: _language(name) for at, name in enumerate(head) if name and name.lower() != _TERM_COLUMN}
        if len(languages) < 2 or not all(LANGUAGE.fullmatch(name) for name in languages.values()):
            raise UnreadableFile(1)
        term_at = next((at for at, name in enumerate(head) if name.lower() == _TERM_COLUMN), None)
        for row in rows:
            if any(row):
                texts = {
                    languages[at]: unguarded(cell.strip())
                    for at, cell in enumerate(row)
                    if at in languages and cell.strip()
                }
                term = term_at is not None and term_at < len(row) and row[term_at].strip().lower() in ("1", "true", "x")
                found.take(texts, term, rows.line_num)
    except csv.Error as error:
        raise UnreadableFile(rows.line_num) from error
    return found.result()


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile


def write_csv(units: Iterable[Unit]) -> bytes:
    """Return units as CSV for spreadsheets: UTF-8 with BOM, a column a language, nothing that computes."""
    listed = list(units)
    languages = sorted({language for unit in listed for language in unit.texts})
    rows = ([*(unit.texts.get(name, "") for name in languages), "1" if unit.term else ""] for unit in listed)
    return csv_bytes([*languages, _TERM_COLUMN], rows)
