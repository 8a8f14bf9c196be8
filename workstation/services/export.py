"""Exporting one conversation: a page to read, JSON for programs, the pictures, and a list of hashes."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from workstation.domain.buyer import Buyer
from workstation.domain.clock import Clock, to_ms
from workstation.domain.errors import Refusal
from workstation.domain.ids import AttachmentId, ConversationId
from workstation.domain.message import Attachment, SharedIntent, SystemLine
from workstation.services.chat import ChatService
from workstation.services.export_package import HASHES as HASHES
from workstation.services.export_package import Package
from workstation.services.export_page import ExportWords as ExportWords
from workstation.services.export_page import Page
from workstation.services.files import Files
from workstation.services.views import ChatHead, ConversationRef, TimelineItem
from workstation.services.worker import Worker

PAGE: Final = 200
PAGE_NAME: Final = "conversation.html"
DATA_NAME: Final = "conversation.json"
VERSION: Final = 1
"""Of the JSON's form."""
_ENDINGS: Final = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}


class ExportedMessage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A message in `conversation.json`; what is empty is left out."""

    n: int | None
    """`None`: it has not reached the server."""
    at: datetime
    """UTC."""
    kind: str
    sender: str
    ours: bool
    text: str = ""
    image: str | None = None
    """Its file."""
    image_sha256: str | None = None
    image_missing: bool = False
    """There is a picture, but not on this machine."""
    image_small: bool = False
    """Only the preview was on this machine."""
    reply_to_n: int | None = None
    exhibit_id: int | None = None
    intent: SharedIntent | None = None
    """The purchase intent that it brings."""
    intent_images: tuple[str, ...] = ()
    """The files of that intent's pictures."""
    system: SystemLine | None = None
    automatic: bool = False
    recalled: bool = False
    state: str


class ExportedConversation(Struct, frozen=True, kw_only=True):
    """What `conversation.json` holds."""

    product: str
    version: int
    exported_at: datetime
    id: str
    title: str
    buyer: Buyer | None
    messages: tuple[ExportedMessage, ...]
    missing_messages: tuple[tuple[int, int], ...]
    """From a number to one, both inclusive: they are on the server, but not on this machine."""
    missing_images: tuple[int, ...]
    """Numbers of the messages."""


class ExportProgress(Struct, frozen=True, kw_only=True):
    """How far an export is, in messages."""

    done: int
    total: int


class Exported(Struct, frozen=True, kw_only=True):
    """What came out, and what could not be had."""

    path: Path
    messages: int
    images: int
    missing_messages: tuple[tuple[int, int], ...]
    missing_images: tuple[int, ...]
    """Numbers of messages whose picture is missing, or there as a preview only."""

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing_messages and not self.missing_images


class ExportService:
    """Writes conversations into files of the user's own.

    Args:
        files: the account's.
        chat: reads the conversation, and pictures from the server where that is wanted.
        worker: threads for the writing.
        clock: tells the time.
    """

    def __init__(self, files: Files, chat: ChatService, worker: Worker, clock: Clock) -> None:
        self._files = files
        self._chat = chat
        self._worker = worker
        self._clock = clock

    async def export(
        self,
        conversation: ConversationRef,
        target: Path,
        words: ExportWords,
        *,
        fetch_images: bool = False,
        zone: tzinfo | None = None,
        on_progress: Callable[[ExportProgress], None] = lambda _: None,
    ) -> Exported:
        """Write a conversation as far as it is on this machine; cancelling leaves nothing behind.

        Args:
            conversation: which.
            target: `….zip` becomes a zip file and replaces an older one, anything else a folder, new or empty.
            words: what the page says.
            fetch_images: pictures that are not on this machine are fetched, until the server can't be reached.
            zone: whose times the page shows; default: the machine's.
            on_progress: told after each stretch, on the event loop.

        Raises:
            Refusal: `not_found` (no such conversation), `folder_not_empty`, `disk_full`, `read_only`, `export_failed`.
        """
        head = await self._chat.head(conversation)
        package = await self._worker.run(Package, target)
        try:
            export = _Export(self._files, self._chat, self._worker, self._clock, package, fetch_images)
            return await export.run(conversation, head, target, words, zone, on_progress)
        except BaseException:
            self._discard(package)
            raise

    def _discard(self, package: Package) -> None:
        """Delete what was written, when the thread that writes is through."""
        try:
            self._worker.post(package.discard)
        except RuntimeError:  # the desk closes
            package.discard()


class _Picture(Struct, frozen=True):
    """A picture's file and hash, if it could be had."""

    name: str | None = None
    sha256: str | None = None
    small: bool = False


class _Export:
    """One export under way."""

    def __init__(
        self, files: Files, chat: ChatService, worker: Worker, clock: Clock, package: Package, fetch: bool
    ) -> None:
        self._files = files
        self._chat = chat
        self._worker = worker
        self._clock = clock
        self._package = package
        self._fetch = fetch
        self._messages: list[ExportedMessage] = []
        self._missing_images: list[int] = []
        self._images = 0

    async def run(
        self,
        conversation: ConversationRef,
        head: ChatHead,
        target: Path,
        words: ExportWords,
        zone: tzinfo | None,
        on_progress: Callable[[ExportProgress], None],
    ) -> Exported:
        page = Page(words, zone)
        numbers = await self._numbers(conversation)
        gaps = list(_gaps(numbers, head.last_n))
        open_gaps = iter([*gaps, (head.last_n + 1, 0)])
        gap = next(open_gaps)
        on_progress(ExportProgress(done=0, total=len(numbers)))
        for begin in range(0, max(1, len(numbers)), PAGE):
            for item in await self._items(conversation, numbers[begin : begin + PAGE], begin + PAGE >= len(numbers)):
                while item.n is not None and gap[0] < item.n:
                    page.add_gap(*gap)
                    gap = next(open_gaps)
                await self._add(page, item, words)
            on_progress(ExportProgress(done=min(begin + PAGE, len(numbers)), total=len(numbers)))
        await self._finish(page, conversation, head, words, tuple(gaps))
        return Exported(
            path=target,
            messages=len(self._messages),
            images=self._images,
            missing_messages=tuple(gaps),
            missing_images=tuple(self._missing_images),
        )

    async def _numbers(self, conversation: ConversationRef) -> tuple[int, ...]:
        from workstation.storage import conversations, export_queries

        if not isinstance(conversation, int):
            resolved = await self._files.read(conversations.resolve, conversation)
            return () if resolved is None else await self._files.read(export_queries.numbers, resolved)
        return await self._files.read(export_queries.numbers, ConversationId(conversation))

    async def _items(self, conversation: ConversationRef, ns: Sequence[int], last: bool) -> list[TimelineItem]:
        """Return these messages; after the last ones those that have not left yet."""
        found = await self._chat.items(conversation, ns)
        return [item for item in found if last or item.n is not None]

    async def _add(self, page: Page, item: TimelineItem, words: ExportWords) -> None:
        picture = await self._picture(item)
        shown = await self._intent_pictures(item)
        page.add(item, picture.name, [one.name for one in shown])
        there = item.attachment is not None and not item.recalled
        wanted = (*((picture,) if there else ()), *shown)
        if item.n is not None and any(one.name is None or one.small for one in wanted):
            self._missing_images.append(item.n)
        self._messages.append(
            ExportedMessage(
                n=item.n,
                at=item.at.astimezone(UTC),
                kind=item.kind,
                sender=words.sender(item),
                ours=item.mine,
                text=item.text,
                image=picture.name,
                image_sha256=picture.sha256,
                image_missing=there and picture.name is None,
                image_small=picture.small,
                reply_to_n=None if item.reply_to is None else item.reply_to.n,
                exhibit_id=item.exhibit_id,
                intent=item.intent,
                intent_images=tuple(one.name for one in shown if one.name is not None),
                system=item.system,
                automatic=item.automatic,
                recalled=item.recalled,
                state=item.state.value,
            )
        )

    async def _picture(self, item: TimelineItem) -> _Picture:
        """Put the message's picture into the package."""
        if item.attachment is None or item.recalled:
            return _Picture()
        return await self._kept(item.attachment, item.n)

    async def _intent_pictures(self, item: TimelineItem) -> list[_Picture]:
        """Put the pictures of the intent that a message brings into the package, as far as it is mine to see."""
        from workstation.storage import intents

        if item.intent is None or item.recalled:
            return []
        received = await self._files.read(intents.get, item.intent.id)
        return [] if received is None else [await self._kept(image, item.n) for image in received.intent.images]

    async def _kept(self, attachment: Attachment, n: int | None) -> _Picture:
        """Put a picture into the package, the preview if there is nothing better."""
        small = False
        data = await self._cached(attachment.id, "full") or await self._fetched(attachment)
        if data is None:
            data = await self._cached(attachment.id, "thumb")
            small = data is not None
        if data is None:
            return _Picture()
        name = f"images/{n or 0:06}-{attachment.id}.{_ENDINGS.get(attachment.media_type, 'bin')}"
        sha256 = await self._worker.run(self._package.add, name, data)
        self._images += 1
        return _Picture(name, sha256, small)

    async def _cached(self, id_: AttachmentId, size: str) -> bytes | None:
        from workstation.storage import blobs

        return await self._files.images(blobs.get, id_, size, now_ms=to_ms(self._clock.now()))

    async def _fetched(self, attachment: Attachment) -> bytes | None:
        if not self._fetch:
            return None
        try:
            return await self._chat.image(attachment.id, "full")
        except Refusal as refusal:
            # Whoever waits for the first picture off-line shouldn't wait for each of the others too.
            self._fetch = refusal.code == "not_found"
            return None

    async def _finish(
        self,
        page: Page,
        conversation: ConversationRef,
        head: ChatHead,
        words: ExportWords,
        gaps: tuple[tuple[int, int], ...],
    ) -> None:
        data = ExportedConversation(
            product="workstation",
            version=VERSION,
            exported_at=self._clock.now().astimezone(UTC),
            id=str(conversation),
            title=words.title,
            buyer=head.buyer,
            messages=tuple(self._messages),
            missing_messages=gaps,
            missing_images=tuple(self._missing_images),
        )

        def write() -> None:
            self._package.add(DATA_NAME, msgspec.json.format(msgspec.json.encode(data), indent=1))
            self._package.add(PAGE_NAME, page.html())
            self._package.finish()

        await self._worker.run(write)


def _gaps(numbers: Sequence[int], last_n: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of numbers up to the last that are missing."""
    expected = 1
    for n in (*numbers, last_n + 1):
        if n > expected:
            yield expected, n - 1
        expected = n + 1
