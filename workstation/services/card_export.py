"""Cards out of the folders into files: vCard 4.0 or 3.0, one file or one for each card, or a table."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.card import CardContent, check_card
from workstation.domain.card_files import vcard_out
from workstation.domain.card_files.model import FileCard
from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Section
from workstation.domain.ids import new_action_id
from workstation.services.card_files import csv_out
from workstation.services.card_views import CardRow, MyCard
from workstation.services.chat import ChatService
from workstation.services.export_package import file_refusals
from workstation.services.files import Files
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

AT_ONCE: Final = 50
_UNSAFE: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*\x7f]+')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class Format(StrEnum):
    """What is written."""

    VCARD_4 = "vcard4"
    VCARD_3 = "vcard3"
    TABLE = "csv"


class ExportProgress(Struct, frozen=True, kw_only=True):
    """How far an export is, in cards."""

    done: int
    total: int


class CardExportReport(Struct, frozen=True, kw_only=True):
    """What an export came to."""

    target: Path
    written: int = 0
    pictures_missing: int = 0
    """Pictures that are neither on this machine nor to be had now."""
    cancelled: bool = False
    """Then there is no file."""


class CardExports:
    """Exports cards; a file is there whole or not at all.

    Args:
        files: the account's.
        chat: has the pictures.
        worker: threads for writing.
        clock: tells the time.
    """

    def __init__(self, files: Files, chat: ChatService, worker: Worker, clock: Clock) -> None:
        self._files = files
        self._chat = chat
        self._worker = worker
        self._clock = clock

    async def run(
        self,
        rows: Sequence[CardRow],
        target: Path,
        format_: Format,
        *,
        separate: bool = False,
        with_mine: bool = False,
        language: str = "en",
        progress: Callable[[ExportProgress], None] = lambda _now: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> CardExportReport:
        """Write cards to a file, or (`separate`) each to a file of its own in the folder `target`.

        Args:
            rows: which.
            target: the file, or the folder (made if it isn't there; nothing in it is overwritten).
            format_: a table is always one file.
            separate: one vCard for each card.
            with_mine: with my notes, tags and days of following up.
            language: of a table's headings and of the sections' names.
            progress: is told how far it is.
            cancelled: asked between cards.

        Raises:
            Refusal: `disk_full`, `read_only`, `export_failed`.
        """
        sections = {one.code: one for one in await self._files.read(_sections)}
        report = CardExportReport(target=target)
        pictured = format_ is not Format.TABLE
        writer = _Folder(target) if separate and format_ is not Format.TABLE else _File(target)
        await self._worker.run(writer.begin)
        try:
            for start in range(0, len(rows), AT_ONCE):
                some = rows[start : start + AT_ONCE]
                found = [await self._file_card(row, sections, language, with_mine, pictured) for row in some]
                missing = sum(lost for _, lost in found)
                cards = [card for card, _ in found]
                await self._worker.run(self._write, writer, cards, format_, language, start == 0)
                report = replace(
                    report, written=report.written + len(cards), pictures_missing=report.pictures_missing + missing
                )
                progress(ExportProgress(done=report.written, total=len(rows)))
                if cancelled():
                    await self._worker.run(writer.discard)
                    return replace(report, cancelled=True)
            await self._worker.run(writer.finish)
        except BaseException:
            await self._worker.run(writer.discard)
            raise
        return report

    async def save_mine(self, content: CardContent, target: Path, mine: MyCard, new: Mapping[str, bytes]) -> None:
        """Write my own card, as it is being edited, as vCard 3.0: what every phone reads.

        Args:
            content: what is in the fields.
            target: the file.
            mine: the card that was there, with its pictures.
            new: pictures chosen since, by `photo` and `logo`.

        Raises:
            Refusal: `card_invalid`; `disk_full`, `read_only`, `export_failed`.
        """
        kept = {"photo": mine.content.photo, "logo": mine.content.logo}
        row = CardRow(
            id=new_action_id(),
            content=replace(check_card(content), **kept),
            at=self._clock.now(),
            photo_upload=mine.photo_upload,
            logo_upload=mine.logo_upload,
        )
        sections = {one.code: one for one in await self._files.read(_sections)}
        card, _ = await self._file_card(row, sections, "en", False, True)
        card = replace(card, content=replace(card.content, uid=""), **{name: new[name] for name in new})
        writer = _File(target)
        await self._worker.run(writer.begin)
        try:
            await self._worker.run(self._write, writer, [card], Format.VCARD_3, "en", True)
            await self._worker.run(writer.finish)
        except BaseException:
            await self._worker.run(writer.discard)
            raise

    def _write(
        self, writer: "_File | _Folder", cards: Sequence[FileCard], format_: Format, language: str, first: bool
    ) -> None:
        if format_ is Format.TABLE:
            pieces = list(csv_out.written(cards, language))
            writer.add("", b"".join(pieces if first else pieces[1:]))
            return
        version = vcard_out.Version.V4 if format_ is Format.VCARD_4 else vcard_out.Version.V3
        now = self._clock.now()
        for card in cards:
            writer.add(file_name(card.content), vcard_out.written(card, version, now=now))

    async def _file_card(
        self, row: CardRow, sections: Mapping[str, Section], language: str, with_mine: bool, pictured: bool
    ) -> tuple[FileCard, int]:
        content = row.content
        shown = replace(
            content,
            sections=tuple(_section(sections.get(code), code, language) for code in content.sections),
            uid=content.uid or f"urn:uuid:{row.id}",
        )
        card = FileCard(content=shown)
        if with_mine:
            card = replace(card, note=row.note, tags=row.tags, follow_up=row.follow_up)
        missing = 0
        if pictured:
            for name in ("photo", "logo"):
                try:
                    card = replace(card, **{name: await self._picture(row, name)})
                except Refusal:
                    missing += 1
        return card, missing

    async def _picture(self, row: CardRow, name: str) -> bytes:
        upload = row.photo_upload if name == "photo" else row.logo_upload
        if upload is not None:
            return await self._chat.upload(upload)
        attachment = row.content.photo if name == "photo" else row.content.logo
        return b"" if attachment is None else await self._chat.image(attachment, "full")


def file_name(content: CardContent) -> str:
    """Return what a card's file is called: name and company, safe on every system, without the ending."""
    words = " ".join(part for part in (content.name("zh"), content.company("zh")) if part)
    plain = " ".join(_UNSAFE.sub(" ", words).split()).strip(" .")[:80].strip(" .")
    return "card" if not plain or _RESERVED.fullmatch(plain) else plain


def _section(section: Section | None, code: str, language: str) -> str:
    if section is None:
        return code
    return (section.name_zh if language.startswith("zh") else section.name_en) or code


def _sections(tx: "Tx") -> tuple[Section, ...]:
    from workstation.storage import exhibits

    return tuple(exhibits.sections(tx))


class _File:
    """One file, written beside its place and moved there at the end."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._part = target.with_name(f".{target.name}.{uuid4().hex[:8]}.part")

    def begin(self) -> None:
        """Make it."""
        with file_refusals():
            self._part.write_bytes(b"")

    def add(self, _name: str, data: bytes) -> None:
        """Write on."""
        with file_refusals(), self._part.open("ab") as stream:
            stream.write(data)

    def finish(self) -> None:
        """Put it into its place."""
        with file_refusals():
            os.replace(self._part, self._target)

    def discard(self) -> None:
        """Leave nothing behind."""
        self._part.unlink(missing_ok=True)


class _Folder:
    """A file for each card."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._written: list[Path] = []

    def begin(self) -> None:
        """Make the folder."""
        with file_refusals():
            self._target.mkdir(parents=True, exist_ok=True)

    def add(self, name: str, data: bytes) -> None:
        """Write a file; another of that name is left alone."""
        with file_refusals():
            for path in _free(self._target, name):
                try:
                    with path.open("xb") as stream:
                        self._written.append(path)
                        stream.write(data)
                except FileExistsError:
                    continue
                return

    def finish(self) -> None:
        """All are there."""

    def discard(self) -> None:
        """Take away what was written."""
        for path in self._written:
            path.unlink(missing_ok=True)


def _free(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"{name}.vcf"
    number = 2
    while True:
        yield folder / f"{name} ({number}).vcf"
        number += 1
