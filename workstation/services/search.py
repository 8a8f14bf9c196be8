"""Searching buyers, companies, colleagues and all that was said, in what is cached: no network is needed."""

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from workstation import logs
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId
from workstation.services.files import Files
from workstation.services.inbox import InboxService
from workstation.services.views import ConversationRef, InboxRow
from workstation.storage import search_text
from workstation.storage.search_match import DocumentHit as DocumentHit
from workstation.storage.search_match import Finder, Range
from workstation.storage.search_match import MessageHit as MessageHit
from workstation.storage.search_match import Progress as Progress
from workstation.storage.search_match import Snippet as Snippet
from workstation.storage.search_narrow import EVERYTHING
from workstation.storage.search_narrow import Narrowing as Narrowing
from workstation.storage.search_narrow import SaidBy as SaidBy

if TYPE_CHECKING:
    from workstation.storage.search import Found

LIMIT = 50
BREATH_S = 0.01
"""Pause between two slices of a re-indexing: reading and writing go on as if there were none."""

log = logs.logger("services.search")


class NameHit(Struct, frozen=True, kw_only=True):
    """A conversation found by its buyer's or colleague's name, company, e-mail address, phone or badge number."""

    row: InboxRow
    title_ranges: tuple[Range, ...]
    """In `row.title`; empty when something else was found, such as the company or a name by its pinyin."""
    company_ranges: tuple[Range, ...]


class SearchGroup(Struct, frozen=True, kw_only=True):
    """What was found in one conversation, newest first."""

    row: InboxRow
    hits: tuple[MessageHit, ...]
    more: int
    """So many hits of this page are not in `hits`: `find_in` brings all of them."""


class SearchResult(Struct, frozen=True, kw_only=True):
    """What was found. Texts are raw: elide, never interpret them."""

    conversations: tuple[NameHit, ...] = ()
    """The last spoken with first; only on the first page."""
    groups: tuple[SearchGroup, ...] = ()
    """The one with the newest hit first. A later page may bring older hits of a conversation shown already."""
    documents: tuple[DocumentHit, ...] = ()
    """Notes, cards …; only on the first page."""
    before: int | None = None
    """Where the next page begins (`find(…, before=…)`), `None` when all is shown."""
    complete: bool = True
    """Otherwise the index is being made anew, and older messages may be missing."""
    progress: Progress | None = None
    """How far that is."""
    ignored: tuple[str, ...] = ()
    """Terms of punctuation alone, which were not looked for; every other term is in each hit."""


class FoundInside(Struct, frozen=True, kw_only=True):
    """What was found in one conversation, ascending."""

    hits: tuple[MessageHit, ...] = ()
    older_on_server: bool = False
    """Messages of it are not on this machine, so they were not searched."""
    ignored: tuple[str, ...] = ()

    @property
    def ns(self) -> tuple[int, ...]:
        """The messages' numbers, for stepping from one to the next."""
        return tuple(hit.n for hit in self.hits)


class SearchService:
    """One search over everything on this machine, archived conversations included.

    Every blank-separated term counts. Of a term's words the last may go on (`pric` finds *price*), in any script but
    those written without blanks, where every character is found. Case, accents, width, letter forms, simplified and
    traditional characters make no difference.
    """

    def __init__(self, files: Files, inbox: InboxService) -> None:
        self._files = files
        self._inbox = inbox
        self._indexing: asyncio.Task[None] | None = None

    async def find(
        self, text: str, limit: int = LIMIT, *, before: int | None = None, narrowing: Narrowing = EVERYTHING
    ) -> SearchResult:
        """Search conversations by name, and all messages; cancel it when something else is typed.

        Args:
            text: as typed; an empty one finds nothing.
            limit: messages, and conversations, at most.
            before: the `before` of the page before.
            narrowing: what is left out. Names are not looked for when it asks who said it, or when.

        Raises:
            Refusal: `query_too_long` with `limit`; those of the local files.
        """
        from workstation.storage import search

        query = search_text.parse(text)
        if not query.phrases:
            return SearchResult(ignored=query.ignored)
        found = await self._files.read(search.find, query, limit=limit, before=before, narrowing=narrowing)
        if found.progress is not None:
            self.begin_indexing()
        rows = await self._inbox.rows(_conversations_of(found))
        finder = Finder(query)
        return SearchResult(
            conversations=tuple(_named(rows[id_], finder) for id_ in found.conversations if id_ in rows),
            groups=tuple(
                SearchGroup(row=rows[hits[0].conversation_id], hits=hits, more=more)
                for hits, more in found.messages.groups
                if hits[0].conversation_id in rows
            ),
            documents=found.documents,
            before=found.messages.before,
            complete=found.progress is None,
            progress=found.progress,
            ignored=query.ignored,
        )

    async def find_people(self, text: str, limit: int = LIMIT) -> "list[NameHit]":
        """Return conversations by name alone, archived ones too, the last spoken with first.

        Raises:
            Refusal: as `find`.
        """
        from workstation.storage import search

        query = search_text.parse(text)
        if not query.phrases:
            return []
        found = await self._files.read(search.named, query, limit)
        rows = await self._inbox.rows(found)
        finder = Finder(query)
        return [_named(rows[id_], finder) for id_ in found if id_ in rows]

    async def find_in(self, conversation: ConversationRef, text: str) -> FoundInside:
        """Search one conversation, all of it that is on this machine; cancel it when something else is typed.

        Raises:
            Refusal: as `find`.
        """
        from workstation.storage import search

        query = search_text.parse(text)
        resolved = await self._resolved(conversation)
        if not query.phrases or resolved is None:
            return FoundInside(ignored=query.ignored)
        hits, missing = await self._files.read(search.find_in, resolved, query)
        return FoundInside(hits=hits, older_on_server=missing, ignored=query.ignored)

    async def _resolved(self, conversation: ConversationRef) -> ConversationId | None:
        """Return the server's id, `None` while it has none (nothing of it is in the cache then)."""
        from workstation.storage import conversations

        if isinstance(conversation, int):
            return conversation
        return await self._files.read(conversations.resolve, conversation)

    async def marker(self, text: str) -> Callable[[str], tuple[Range, ...]]:
        """Return what finds the words of a query in a text (each by itself), as they are found in messages.

        Raises:
            Refusal: as `find`.
        """
        finder = Finder(search_text.parse(text))
        return lambda said: finder.ranges(said, every=False)

    # --- the index ---

    async def index_progress(self) -> Progress | None:
        """Return how far the index is from complete, `None` when it is."""
        from workstation.storage import search_index

        return await self._files.read(search_index.progress)

    def begin_indexing(self) -> None:
        """Bring the index up to date in the background, if it isn't; call it after opening the desk."""
        if self._indexing is None or self._indexing.done():
            self._indexing = asyncio.get_running_loop().create_task(self._index())

    async def stop_indexing(self) -> None:
        """Stop; the next start goes on where this one stopped."""
        if self._indexing is not None:
            self._indexing.cancel()
            await asyncio.gather(self._indexing, return_exceptions=True)

    async def _index(self) -> None:
        from workstation.storage import search_index

        try:
            while await self._files.write(search_index.step) is not None:
                await asyncio.sleep(BREATH_S)
        except Refusal as refusal:  # the disk is full, the desk closes …: what is there stays searchable
            log.info("indexing stopped: %s", refusal.code)


def _conversations_of(found: "Found") -> Iterable[ConversationId]:
    return dict.fromkeys((*found.conversations, *(hits[0].conversation_id for hits, _ in found.messages.groups)))


def _named(row: InboxRow, finder: Finder) -> NameHit:
    return NameHit(
        row=row,
        title_ranges=finder.ranges(row.title, every=False),
        company_ranges=finder.ranges(row.company, every=False),
    )
