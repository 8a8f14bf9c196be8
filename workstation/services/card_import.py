"""Cards from a file into my folder: looked at first, then in pieces, with a report by line; an import can be undone."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.card import MAX_TAGS, CardContent, check_follow_up, check_note, check_tags
from workstation.domain.card_actions import AddCards, ChangeCard, DeleteCards, NewCard
from workstation.domain.card_files.columns import Column
from workstation.domain.card_files.model import FileCard, Issue
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Section
from workstation.domain.ids import ActionId, new_action_id
from workstation.services import card_folders, card_overlay, card_reading
from workstation.services.card_pictures import CardPictures
from workstation.services.card_reading import AT_ONCE, FileLook, Piece, Reading
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx

MOST_ISSUES: Final = 1_000
MOST_BATCHES: Final = 5
"""Imports that are offered to be undone."""


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


class ImportedBatch(Struct, frozen=True, kw_only=True):
    """An import of before, as far as it is still in my folder."""

    batch: ActionId
    at: datetime
    count: int


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

    async def look(self, *paths: Path) -> FileLook:
        """Return what files are and what their first cards are; of a folder its vCard files are meant.

        Raises:
            Refusal: `file_unreadable`, `file_too_large` (`limit_mb`), `file_no_cards`.
        """
        return await self._worker.run(card_reading.look, paths)

    async def run(
        self,
        look: FileLook,
        mapping: Sequence[Column | None] = (),
        *,
        progress: Callable[[ImportProgress], None] = lambda _now: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportReport:
        """Import files into my folder; what was added before a cancel stays, and can be undone.

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
        reading = Reading(look, mapping)
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
        refused = await self._files.write_local(_forget_refused, batch)
        there = [id_ for id_ in ids if id_ not in refused]
        for start in range(0, len(there), AT_ONCE):
            await self._outgoing.queue(DeleteCards(cards=tuple(there[start : start + AT_ONCE])))
        return len(ids)

    async def batches(self) -> Sequence[ImportedBatch]:
        """Return the last imports that can be undone, the newest first."""
        pending = await self._files.read_local(card_overlay.on_their_way)
        found = await self._files.read(card_folders.batches, pending)
        made = [ImportedBatch(batch=batch, at=min(times), count=len(times)) for batch, times in found.items()]
        return sorted(made, key=lambda one: one.at, reverse=True)[:MOST_BATCHES]

    async def _take(self, piece: Piece, batch: ActionId, report: ImportReport, sorting: "_Sorting") -> ImportReport:
        issues, cards = list(piece.issues), list[tuple[NewCard, FileCard]]()
        for found in piece.cards:
            made = sorting.new_card(found, issues)
            if made is not None:
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
            known=sorting.known,
            pictures=report.pictures + pictures,
            issues=(*report.issues, *sorted(issues, key=lambda one: (one.file, one.line))[:room]),
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
                issues.append(_issue(found, "picture_unreadable", name.upper()))
                continue
            await self._pictures.put(card_id, **{name: prepared})
            count += 1
        return count


class _Sorting:
    """Tells what is known already, and what a word of a file means here.

    Attributes:
        known: how many cards the folder had already, exactly so.
    """

    def __init__(self, contents: Sequence[CardContent], sections: Sequence[Section]) -> None:
        self.known = 0
        self._there = {_fingerprint(one) for one in contents}
        self._taken: set[bytes] = set()
        self._uids: set[str] = set()
        self._codes: dict[str, str] = {}
        for section in sections:
            for name in (section.code, section.name_zh, section.name_en, section.name_es):
                self._codes[name.casefold()] = section.code

    def new_card(self, found: FileCard, issues: list[Issue]) -> NewCard | None:
        """Return the card as it is added, `None` when the folder, or the files before, have exactly that."""
        codes = tuple(dict.fromkeys(self._codes.get(one.casefold(), "") for one in found.content.sections))
        others = tuple(one for one in found.content.sections if one.casefold() not in self._codes)
        content = replace(found.content, sections=tuple(code for code in codes if code))
        mark = _fingerprint(content)
        if mark in self._taken:
            issues.append(_issue(found, "same_twice", found.content.name("zh")))
            return None
        if content.uid and content.uid in self._uids:
            issues.append(_issue(found, "same_uid", content.uid))
        self._uids.add(content.uid)
        self._taken.add(mark)
        if mark in self._there:
            self.known += 1
            return None
        note, follow_up = found.note, found.follow_up
        try:
            follow_up = check_follow_up(follow_up)
        except Refusal:
            note, follow_up = "\n".join(filter(None, (note, follow_up))), ""
        tags = _tags((*found.tags, *others))
        return NewCard(id=new_action_id(), content=content, note=_note(note), tags=tags, follow_up=follow_up)


def _issue(found: FileCard, code: str, what: str) -> Issue:
    return Issue(line=found.line, code=code, what=what[:60], file=found.file)


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

    return _Sorting(card_folders.own_contents(tx, pending), exhibits.sections(tx))


def _forget_pictures(tx: "Tx", ids: frozenset[ActionId]) -> None:
    """Take pictures that have not left out of the outbox: their cards go."""
    from workstation.domain.card_actions import PICTURE_LANE
    from workstation.storage import outbox

    for pending in outbox.of_lane(tx, PICTURE_LANE):
        if isinstance(pending.action, ChangeCard) and pending.action.card in ids:
            outbox.discard(tx, pending.id)


def _forget_refused(tx: "Tx", batch: ActionId) -> frozenset[ActionId]:
    """Take out of the outbox what of an import the server has refused: it never was in the folder there."""
    from workstation.domain.card_actions import LANE
    from workstation.storage import outbox

    gone: set[ActionId] = set()
    for pending in outbox.of_lane(tx, LANE):
        action = pending.action
        if pending.is_refused and isinstance(action, AddCards) and action.batch == batch:
            outbox.discard(tx, pending.id)
            gone.update(card.id for card in action.cards)
    return frozenset(gone)
