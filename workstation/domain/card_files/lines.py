"""The lines of a vCard file: unfolded, taken apart and decoded, however broken the file is."""

import binascii
import codecs
import io
import quopri
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from msgspec import Struct

MAX_PROPERTY_BYTES: Final = 48 * 1024 * 1024
"""A picture of 32 MB in base64, with its folds; what is longer is passed over."""
_PIECE: Final = 1024 * 1024
_CHARSETS: Final = {"utf8": "utf-8", "gbk": "gb18030", "gb2312": "gb18030", "gb18030": "gb18030", "cp936": "gb18030"}

_HEAD: Final = re.compile(rb"\s*(?:([A-Za-z0-9_.-]+)\.)?([A-Za-z][A-Za-z0-9-]*)")
_PARAMETER: Final = re.compile(rb';\s*([A-Za-z0-9-]+)\s*(?:=((?:"[^"]*"|[^";:]+)*))?')
_VALUES: Final = re.compile(r'"([^"]*)"|([^,]+)')
_CARET: Final = re.compile(r"\^(['^n])")
_CARETS: Final = {"'": '"', "^": "^", "n": "\n"}
_HIGH: Final = re.compile(rb"[\x80-\xff]+")


class Line(Struct, frozen=True, kw_only=True):
    """A property, its folds undone."""

    number: int
    """Of its first line, from 1."""
    name: str
    """In capitals; empty when the line is no property."""
    group: str = ""
    parameters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names in capitals; a type of vCard 2.1 that stands alone has the name `TYPE`."""
    raw: bytes = b""
    too_long: bool = False

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a parameter, in small letters."""
        return tuple(value.lower() for key, values in self.parameters if key == name for value in values)

    def first(self, name: str) -> str:
        """Return the first value of a parameter in small letters, empty if it isn't there."""
        return next(iter(self.all(name)), "")

    @property
    def is_quoted_printable(self) -> bool:
        """Whether its value is quoted-printable, with line ends of its own."""
        return "quoted-printable" in (*self.all("ENCODING"), *self.all("TYPE"))

    @property
    def is_base64(self) -> bool:
        """Whether its value is base64 (`b` in vCard 3.0)."""
        return bool({"b", "base64"} & {*self.all("ENCODING"), *self.all("TYPE")})


def lines(stream: BinaryIO) -> Iterator[Line]:
    """Yield the properties of a file, one after the other; memory is taken for one at a time."""
    pending: _Unfolding | None = None
    for number, raw in _physical(_plain(stream)):
        text = raw.rstrip(b"\r\n")
        if pending is not None and pending.goes_on(text):
            pending.add(text)
            continue
        if pending is not None:
            yield pending.line()
        pending = _Unfolding(number, text) if text.strip() else None
    if pending is not None:
        yield pending.line()


class _Unfolding:
    """A property while its lines come in."""

    def __init__(self, number: int, first: bytes) -> None:
        self._number = number
        self._text = bytearray(first)
        self._too_long = False
        self._quoted = b"QUOTED-PRINTABLE" in first.partition(b":")[0].upper()
        self._soft = self._quoted and first.endswith(b"=")
        self._base64 = b"BASE64" in first[:200].partition(b":")[0].upper()

    def goes_on(self, text: bytes) -> bool:
        if self._soft or text[:1] in (b" ", b"\t"):
            return True
        # Some write pictures without the blank that says that the line goes on.
        return self._base64 and bool(text) and b":" not in text

    def add(self, text: bytes) -> None:
        if self._soft:
            del self._text[-1:]
        piece = text[1:] if not self._soft and text[:1] in (b" ", b"\t") else text
        self._soft = self._quoted and text.endswith(b"=")
        self._too_long = self._too_long or len(self._text) + len(piece) > MAX_PROPERTY_BYTES
        if not self._too_long:
            self._text += piece

    def line(self) -> Line:
        return parsed(bytes(self._text), self._number, too_long=self._too_long)


def parsed(text: bytes, number: int, *, too_long: bool = False) -> Line:
    """Return an unfolded line taken apart; `name` is empty when it is no property."""
    head = _HEAD.match(text)
    if head is None:
        return Line(number=number, name="", raw=text)
    place = head.end()
    parameters: list[tuple[str, tuple[str, ...]]] = []
    while (match := _PARAMETER.match(text, place)) is not None:
        place = match.end()
        parameters.append(_parameter(match[1].decode("ascii").upper(), match[2]))
    if text[place : place + 1] != b":":
        return Line(number=number, name="", raw=text)
    return Line(
        number=number,
        name=head[2].decode("ascii").upper(),
        group=(head[1] or b"").decode("ascii"),
        parameters=tuple(parameters),
        raw=text[place + 1 :],
        too_long=too_long,
    )


def _parameter(name: str, value: bytes | None) -> tuple[str, tuple[str, ...]]:
    if value is None:
        return "TYPE", (name,)
    text = decoded(value)[0]
    values = tuple(
        _CARET.sub(lambda found: _CARETS[found[1]], quoted or plain.strip()) for quoted, plain in _VALUES.findall(text)
    )
    return name, values


# --- characters ---


class Text(Struct, frozen=True):
    """A value as text, and what had to be guessed for it."""

    text: str
    problem: str = ""
    """Empty, `encoding_guessed` or `encoding_unknown`."""


def value_of(line: Line) -> Text:
    """Return a property's value as text: quoted-printable undone, in its charset."""
    raw = quopri.decodestring(line.raw) if line.is_quoted_printable else line.raw
    charset = line.first("CHARSET").replace("-", "").replace("_", "")
    if charset and charset != "utf8":
        try:
            return Text(raw.decode(_CHARSETS.get(charset, line.first("CHARSET"))))
        except (LookupError, UnicodeDecodeError):
            return Text(decoded(raw)[0], "encoding_unknown")
    text, guessed = decoded(raw)
    return Text(text, "encoding_guessed" if guessed else "")


def decoded(raw: bytes) -> tuple[str, bool]:
    """Return bytes as text, and whether the charset had to be guessed: UTF-8, else GBK or Western by how they look."""
    try:
        return raw.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    # Chinese comes in pairs of high bytes, Western letters mostly alone.
    alone = sum(len(run) == 1 for run in _HIGH.findall(raw))
    if alone <= len(_HIGH.findall(raw)) // 2:
        try:
            return raw.decode("gb18030"), True
        except UnicodeDecodeError:
            pass
    return raw.decode("cp1252", "replace"), True


def binary_of(line: Line) -> bytes:
    """Return the bytes that a property holds in base64, empty when they can't be read."""
    try:
        return binascii.a2b_base64(bytes(line.raw.translate(None, b" \t\r\n")))
    except (binascii.Error, ValueError):
        return b""


def split(text: str, separator: str) -> list[str]:
    """Return the parts of a structured value, still escaped."""
    parts: list[str] = []
    part: list[str] = []
    escaped = False
    for character in text:
        if character == separator and not escaped:
            parts.append("".join(part))
            part = []
            continue
        part.append(character)
        escaped = character == "\\" and not escaped
    return [*parts, "".join(part)]


_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


def unescaped(text: str, *, old: bool = False) -> str:
    """Return a text without its backslashes; vCard 2.1 (`old`) escapes semicolons alone."""
    if old:
        return text.replace("\\;", ";")
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


# --- bytes ---


def _plain(stream: BinaryIO) -> BinaryIO:
    """Return the file as UTF-8 or whatever single lines say, if it is UTF-16."""
    start = stream.read(4)
    stream.seek(0)
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return io.BytesIO(stream.read().decode("utf-16", "replace").encode())
    if start[:3] == codecs.BOM_UTF8:
        stream.seek(3)
    return stream


def _physical(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield physical lines with their numbers; one without end comes in pieces that look like its folds."""
    number, inside = 0, False
    while piece := stream.readline(_PIECE):
        if not inside and b"\r" in piece.rstrip(b"\r\n"):
            for part in piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n").splitlines(keepends=True):
                number += 1
                yield number, part
            continue
        if inside:
            yield number, b" " + piece
        else:
            number += 1
            yield number, piece
        inside = not piece.endswith(b"\n")
