"""Cards from a file into my folder: looked at first, then in pieces, with a report by line; an import can be undone."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.card import MAX_TAGS, CardContent, check_follow_up, check_note, check_tags
from workstation.domain.card_actions import AddCards, ChangeCard, DeleteCards, NewCard
from workstation.domain.card_files import vcard_in
from workstation.domain.card_files.columns import Column
from workstation.domain.card_files.model import FileCard, Issue
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Section
from workstation.domain.ids import ActionId, new_action_id
from workstation.services import card_folders, card_overlay
from workstation.services.card_files import csv_in
from workstation.services.card_files.csv_in import Table
from workstation.services.card_pictures import CardPictures
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx

MAX_BYTES: Final = 2 * 1024**3
AT_ONCE: Final = 50
"""Cards in one action …"""
BYTES_AT_ONCE: Final = 100 * 1024
"""… and how large it may become."""
LOOK_BYTES: Final = 64 * 1024
SHOWN: Final = 8
MOST_ISSUES: Final = 1_000


class FileLook(Struct, frozen=True, kw_only=True):
    """What a file is, before anything of it is taken."""

    path: Path
    size: int
    table: Table | None = None
    """For a table; else it is a vCard file."""
    cards: tuple[FileCard, ...] = ()
    """The first ones of a vCard file, without their pictures."""


class ImportProgress(Struct, frozen=True, kw_only=True):
    """How far an import is, in bytes, and how many cards it has added."""

    done: int
    total: int
    added: int


class ImportReport(Struct, frozen=True, kw_only=True):
    """What an import came to."""

    batch: ActionId
    """By which it is undone."""
    added: int = 0
    known: int = 0
    """Cards that the folder has already, exactly so."""
    pictures: int = 0
    issues: tuple[Issue, ...] = ()
    more_issues: int = 0
    cancelled: bool = False


class _Piece(Struct):
    """What one reading of the file brought."""

    cards: list[FileCard]
    issues: list[Issue]
    done: int
    ended: bool


class CardImports:
    """Imports cards; everything is queued durably, nothing waits for the network.

    Args:
        files: the account's.
        outgoing: the way to the outbox.
        worker: threads for reading files and pictures.
    """

    def __init__(self, files: Files, outgoing: Outgoing, worker: Worker) -> None:
        self._files = files
        self._outgoing = outgoing
        self._worker = worker
        self._pictures = CardPictures(outgoing, worker)

    async def look(self, path: Path) -> FileLook:
        """Return what a file is and what its first cards are.

        Raises:
            Refusal: `file_unreadable`, `file_too_large` (`limit_mb`), `file_no_cards`.
        """
        return await self._worker.run(_look, path)

    async def run(
        self,
        look: FileLook,
        mapping: Sequence[Column | None] = (),
        *,
        progress: Callable[[ImportProgress], None] = lambda _now: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportReport:
        """Import a file into my folder; what was added before a cancel stays, and can be undone.

        Args:
            look: what `look` returned.
            mapping: of a table: what each column holds.
            progress: is told how far it is.
            cancelled: asked between pieces.

        Raises:
            Refusal: `file_unreadable`; `disk_full`, `read_only` (what was queued stays queued).
        """
        batch = new_action_id()
        report = ImportReport(batch=batch)
        pending = await self._files.read_local(card_overlay.on_their_way)
        sorting = await self._files.read(_sorting, pending)
        reading = _Reading(look, mapping)
        try:
            while True:
                piece = await self._worker.run(reading.next)
                report = await self._take(piece, batch, report, sorting)
                progress(ImportProgress(done=piece.done, total=look.size, added=report.added))
                if piece.ended:
                    return report
                if cancelled():
                    return replace(report, cancelled=True)
        finally:
            reading.close()

    async def undo(self, batch: ActionId) -> int:
        """Delete exactly what an import has added; return how many cards that were."""
        pending = await self._files.read_local(card_overlay.on_their_way)
        ids = await self._files.read(card_folders.of_batch, pending, batch)
        await self._files.write_local(_forget_pictures, frozenset(ids))
        for start in range(0, len(ids), AT_ONCE):
            await self._outgoing.queue(DeleteCards(cards=tuple(ids[start : start + AT_ONCE])))
        return len(ids)

    async def _take(self, piece: _Piece, batch: ActionId, report: ImportReport, sorting: "_Sorting") -> ImportReport:
        issues, cards = list(piece.issues), list[tuple[NewCard, FileCard]]()
        known = 0
        for found in piece.cards:
            made = sorting.new_card(found)
            if made is None:
                known += 1
            else:
                cards.append((made, found))
        pictures = 0
        if cards:
            await self._outgoing.queue(AddCards(cards=tuple(card for card, _ in cards), batch=batch))
            for card, found in cards:
                pictures += await self._put_pictures(card.id, found, issues)
        room = max(0, MOST_ISSUES - len(report.issues))
        return replace(
            report,
            added=report.added + len(cards),
            known=report.known + known,
            pictures=report.pictures + pictures,
            issues=(*report.issues, *sorted(issues, key=lambda one: one.line)[:room]),
            more_issues=report.more_issues + max(0, len(issues) - room),
        )

    async def _put_pictures(self, card_id: ActionId, found: FileCard, issues: list[Issue]) -> int:
        count = 0
        for name in ("photo", "logo"):
            data: bytes = getattr(found, name)
            if not data:
                continue
            try:
                prepared = await self._pictures.prepare(data)
            except Refusal:
                issues.append(Issue(line=found.line, code="picture_unreadable", what=name.upper()))
                continue
            await self._pictures.put(card_id, **{name: prepared})
            count += 1
        return count


class _Reading:
    """A file read piece by piece, each on whatever worker thread is free."""

    def __init__(self, look: FileLook, mapping: Sequence[Column | None]) -> None:
        self._look = look
        self._mapping = mapping
        self._stream: IO[bytes] | None = None
        self._found: Iterator[FileCard | Issue] = iter(())
        self._lock = threading.Lock()

    def next(self) -> _Piece:
        """Return the next cards, at most as many as one action takes; pictures count as well."""
        with self._lock:
            if self._stream is None:
                self._open()
            piece = _Piece(cards=[], issues=[], done=0, ended=False)
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
            except OSError as error:
                raise Refusal("file_unreadable") from error
            piece.done = self._look.size if piece.ended or self._stream is None else self._stream.tell()
            return piece

    def _open(self) -> None:
        try:
            stream = self._look.path.open("rb")
        except OSError as error:
            raise Refusal("file_unreadable") from error
        self._stream = stream
        table = self._look.table
        self._found = vcard_in.read(stream) if table is None else csv_in.read(stream, table, self._mapping)

    def close(self) -> None:
        """Let go of the file."""
        if self._stream is not None:
            self._stream.close()


class _Sorting:
    """Tells what is known already, and what a word of a file means here."""

    def __init__(self, contents: Sequence[CardContent], sections: Sequence[Section]) -> None:
        self._known = {_fingerprint(one) for one in contents}
        self._codes: dict[str, str] = {}
        for section in sections:
            for name in (section.code, section.name_zh, section.name_en, section.name_es):
                self._codes[name.casefold()] = section.code

    def new_card(self, found: FileCard) -> NewCard | None:
        """Return the card as it is added, `None` when the folder, or the file before, has exactly that."""
        codes = tuple(dict.fromkeys(self._codes.get(one.casefold(), "") for one in found.content.sections))
        others = tuple(one for one in found.content.sections if one.casefold() not in self._codes)
        content = replace(found.content, sections=tuple(code for code in codes if code))
        mark = _fingerprint(content)
        if mark in self._known:
            return None
        self._known.add(mark)
        note, follow_up = found.note, found.follow_up
        try:
            follow_up = check_follow_up(follow_up)
        except Refusal:
            note, follow_up = "\n".join(filter(None, (note, follow_up))), ""
        tags = _tags((*found.tags, *others))
        return NewCard(id=new_action_id(), content=content, note=_note(note), tags=tags, follow_up=follow_up)


def _note(note: str) -> str:
    try:
        return check_note(note)
    except Refusal:
        return check_note(note[:3_900])


def _tags(tags: Sequence[str]) -> tuple[str, ...]:
    return check_tags(tag[:60] for tag in dict.fromkeys(tags[:MAX_TAGS]))


def _fingerprint(content: CardContent) -> bytes:
    """Return what two cards with the same on them have in common: neither pictures nor names of files' own."""
    return msgspec.json.encode(replace(content, photo=None, logo=None, uid=""))


def _sorting(tx: "Tx", pending: "Sequence[Pending]") -> _Sorting:
    from workstation.storage import exhibits

    rows = card_folders.own_folder(tx, pending)
    return _Sorting([row.content for row in rows], exhibits.sections(tx))


def _forget_pictures(tx: "Tx", ids: frozenset[ActionId]) -> None:
    """Take pictures that have not left out of the outbox: their cards go."""
    from workstation.domain.card_actions import PICTURE_LANE
    from workstation.storage import outbox

    for pending in outbox.of_lane(tx, PICTURE_LANE):
        if isinstance(pending.action, ChangeCard) and pending.action.card in ids:
            outbox.discard(tx, pending.id)


def _look(path: Path) -> FileLook:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Refusal("file_too_large", {"limit_mb": MAX_BYTES // 1024**2})
        with path.open("rb") as stream:
            head = stream.read(LOOK_BYTES)
            if b"BEGIN:VCARD" in head.replace(b"\x00", b"").upper():
                stream.seek(0)
                return FileLook(path=path, size=size, cards=_first(vcard_in.read(stream)))
            table = csv_in.look(stream)
    except OSError as error:
        raise Refusal("file_unreadable") from error
    if b"\x00" in head and table.encoding != "utf-16":
        raise Refusal("file_no_cards")
    if not table.rows or (len(table.headings) < 2 and not any(table.mapping)):
        raise Refusal("file_no_cards")
    return FileLook(path=path, size=size, table=table)


def _first(found: Iterator[FileCard | Issue]) -> tuple[FileCard, ...]:
    cards: list[FileCard] = []
    for number, one in enumerate(found):
        if isinstance(one, FileCard):
            cards.append(replace(one, photo=b"", logo=b""))
        if len(cards) >= SHOWN or number > 10 * SHOWN:
            break
    return tuple(cards)
