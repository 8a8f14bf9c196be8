"""Files of cards, one or several: looked at first, then read in pieces that an action can take."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.card_files import vcard_in
from workstation.domain.card_files.columns import Column
from workstation.domain.card_files.model import FileCard, Issue
from workstation.domain.errors import Refusal
from workstation.services.card_files import csv_in
from workstation.services.card_files.csv_in import Table

MAX_BYTES: Final = 2 * 1024**3
"""Of all files together."""
AT_ONCE: Final = 50
"""Cards in one action …"""
BYTES_AT_ONCE: Final = 100 * 1024
"""… and how large it may become."""
LOOK_BYTES: Final = 64 * 1024
SHOWN: Final = 8
_ENDINGS: Final = (".vcf", ".vcard")


class FileLook(Struct, frozen=True, kw_only=True):
    """What files are, before anything of them is taken."""

    paths: tuple[Path, ...]
    """One table, or vCard files."""
    size: int
    table: Table | None = None
    """For a table; else these are vCard files."""
    cards: tuple[FileCard, ...] = ()
    """The first ones of vCard files, without their pictures."""
    issues: tuple[Issue, ...] = ()
    """Files among several that are left out, and why."""


class Piece(Struct):
    """What one reading of the files brought."""

    cards: list[FileCard]
    issues: list[Issue]
    done: int
    """Bytes read so far, of all files."""
    ended: bool


def look(given: Sequence[Path]) -> FileLook:
    """Return what files are and what their first cards are; of a folder its vCard files are meant.

    Raises:
        Refusal: `file_unreadable`, `file_too_large` (`limit_mb`), `file_no_cards`.
    """
    paths = [path for one in given for path in _files_of(one)]
    if len(paths) == 1:
        return _look(paths[0])
    found: list[FileLook] = []
    issues: list[Issue] = []
    for path in paths:
        try:
            one = _look(path)
        except Refusal as refusal:
            issues.append(Issue(line=0, code=refusal.code, file=path.name))
        else:
            if one.table is None:
                found.append(one)
            else:
                issues.append(Issue(line=0, code="table_alone", file=path.name))
    size = sum(one.size for one in found)
    if not found:
        raise Refusal("file_no_cards")
    if size > MAX_BYTES:
        raise Refusal("file_too_large", {"limit_mb": MAX_BYTES // 1024**2})
    cards = tuple(card for one in found for card in one.cards)[:SHOWN]
    return FileLook(paths=tuple(one.paths[0] for one in found), size=size, cards=cards, issues=tuple(issues))


class Reading:
    """Files read piece by piece, each on whatever worker thread is free."""

    def __init__(self, found: FileLook, mapping: Sequence[Column | None]) -> None:
        self._look = found
        self._mapping = mapping
        self._streams: list[IO[bytes]] = []
        self._before = 0
        """Bytes of the files that are read to their ends."""
        self._found = self._every()
        self._lock = threading.Lock()

    def next(self) -> Piece:
        """Return the next cards, at most as many as one action takes; pictures count as well.

        Raises:
            Refusal: `file_unreadable`.
        """
        with self._lock:
            piece = Piece(cards=[], issues=[], done=0, ended=False)
            size = 0
            try:
                while len(piece.cards) < AT_ONCE and size < BYTES_AT_ONCE and len(piece.issues) < AT_ONCE:
                    one = next(self._found, None)
                    if one is None:
                        piece.ended = True
                        break
                    if isinstance(one, Issue):
                        piece.issues.append(one)
                    else:
                        piece.cards.append(one)
                        size += len(msgspec.json.encode(one.content)) + (len(one.photo) + len(one.logo)) // 64
                piece.done = self._before + sum(stream.tell() for stream in self._streams)
            except OSError as error:
                raise Refusal("file_unreadable") from error
            if piece.ended:
                piece.done = self._look.size
            return piece

    def _every(self) -> Iterator[FileCard | Issue]:
        yield from self._look.issues
        table, several = self._look.table, len(self._look.paths) + len(self._look.issues) > 1
        for path in self._look.paths:
            with path.open("rb") as stream:
                self._streams = [stream]
                found = vcard_in.read(stream) if table is None else csv_in.read(stream, table, self._mapping)
                if several:
                    yield from (replace(one, file=path.name) for one in found)
                else:
                    yield from found
                self._before += stream.tell()
                self._streams = []

    def close(self) -> None:
        """Let go of the files."""
        for stream in self._streams:
            stream.close()


def _files_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(one for one in path.iterdir() if one.suffix.lower() in _ENDINGS and one.is_file())


def _look(path: Path) -> FileLook:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Refusal("file_too_large", {"limit_mb": MAX_BYTES // 1024**2})
        with path.open("rb") as stream:
            head = stream.read(LOOK_BYTES)
            if b"BEGIN:VCARD" in head.replace(b"\x00", b"").upper():
                stream.seek(0)
                return FileLook(paths=(path,), size=size, cards=_first(vcard_in.read(stream)))
            table = csv_in.look(stream)
    except OSError as error:
        raise Refusal("file_unreadable") from error
    if b"\x00" in head and table.encoding != "utf-16":
        raise Refusal("file_no_cards")
    if not table.rows or (len(table.headings) < 2 and not any(table.mapping)):
        raise Refusal("file_no_cards")
    return FileLook(paths=(path,), size=size, table=table)


def _first(found: Iterator[FileCard | Issue]) -> tuple[FileCard, ...]:
    cards: list[FileCard] = []
    for number, one in enumerate(found):
        if isinstance(one, FileCard):
            cards.append(replace(one, photo=b"", logo=b""))
        if len(cards) >= SHOWN or number > 10 * SHOWN:
            break
    return tuple(cards)
