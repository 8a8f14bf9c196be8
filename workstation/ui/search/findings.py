"""What was found so far, page by page, and the rows that show it: worded, safe to paint."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum, auto
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QObject

from workstation.services.search import DocumentHit, MessageHit, NameHit, SearchResult, Snippet
from workstation.services.views import ConversationRef, InboxRow
from workstation.ui.chat.timeline.plain_text import isolated_name, shown, utf16_length
from workstation.ui.formats import chat_time
from workstation.ui.inbox import wording
from workstation.ui.search.kinds import kind_of

Range = tuple[int, int]
"""From a character up to, not including, another."""
SHOWN: Final = 3
"""Messages of one conversation; the rest is asked for."""
_BEFORE: Final = 16
"""Characters before a hit that has to be brought nearer, because the row ends before it."""


class Kind(Enum):
    """What a row is."""

    HEADING = auto()
    CONVERSATION = auto()
    GROUP = auto()
    """The conversation above its messages."""
    MESSAGE = auto()
    DOCUMENT = auto()
    """A note, a card …"""
    MORE_INSIDE = auto()
    """Brings the other messages of a conversation."""
    MORE = auto()
    """Brings the next page."""


QUIET: Final = frozenset({Kind.HEADING, Kind.GROUP})
"""Rows the cursor passes over."""


class SearchRow(Struct, frozen=True, kw_only=True):
    """A row; ranges count characters of the text beside them, as Python does."""

    kind: Kind
    text: str
    ranges: tuple[Range, ...] = ()
    second: str = ""
    second_ranges: tuple[Range, ...] = ()
    when: str = ""
    row: InboxRow | None = None
    n: int | None = None
    """The message."""
    document: DocumentHit | None = None
    spoken: str = ""
    """As a screen reader says it."""

    @property
    def key(self) -> Hashable:
        """What stays the same when it is found again."""
        document = (self.document.kind, self.document.id) if self.document is not None else None
        return self.kind, self.row.id if self.row is not None else None, self.n, document


class _Group(Struct):
    row: InboxRow
    hits: tuple[MessageHit, ...]
    more: int
    whole: bool = False
    """All of it is shown; later pages have nothing to add."""


class Findings:
    """Everything found for one query."""

    def __init__(self, result: SearchResult | None = None, rows: Mapping[ConversationRef, InboxRow] | None = None):
        """Begin with the first page; `rows` are those of the documents' conversations."""
        found = result or SearchResult()
        self.names: tuple[NameHit, ...] = found.conversations
        self.documents: tuple[DocumentHit, ...] = found.documents
        self.document_rows = dict(rows or {})
        self.before: int | None = None
        self._groups: dict[ConversationRef, _Group] = {}
        self._take(found)

    def add_page(self, result: SearchResult) -> None:
        """Add the next page; older hits join those of their conversation."""
        self._take(result)

    def add_inside(self, conversation: ConversationRef, hits: Sequence[MessageHit]) -> None:
        """Show all hits of one conversation, given ascending."""
        group = self._groups.get(conversation)
        if group is not None:
            group.hits, group.more, group.whole = tuple(reversed(hits)), 0, True

    def _take(self, result: SearchResult) -> None:
        self.before = result.before
        for found in result.groups:
            group = self._groups.setdefault(found.row.id, _Group(found.row, (), 0))
            if not group.whole:
                hits = (*group.hits, *found.hits)
                group.hits, group.more = hits[:SHOWN], group.more + found.more + len(hits[SHOWN:])

    def rows(self, now: datetime) -> list[SearchRow]:
        """Return what is shown, in the language of the moment."""
        translate = QCoreApplication.translate
        made: list[SearchRow] = []
        if self.names:
            made.append(_heading(translate("SearchRows", "Buyers and colleagues")))
            made += map(_name, self.names)
        for kind in dict.fromkeys(hit.kind for hit in self.documents):
            rows = [
                _document(hit, self._row_of(hit)) for hit in self.documents if hit.kind == kind and self._is_mine(hit)
            ]
            if rows:
                made += [_heading(kind_of(kind).heading()), *rows]
        if self._groups:
            made.append(_heading(translate("SearchRows", "Messages")))
        for group in self._groups.values():
            made += _grouped(group, now)
        if self.before is not None:
            text = translate("SearchRows", "More messages …")
            made.append(SearchRow(kind=Kind.MORE, text=text, spoken=text))
        return made

    def _row_of(self, hit: DocumentHit) -> InboxRow | None:
        return self.document_rows.get(hit.conversation_id) if hit.conversation_id is not None else None

    def _is_mine(self, hit: DocumentHit) -> bool:
        """Tell whether what it belongs to is still on this desk; a card in a folder is a thing of its own."""
        if hit.conversation_id is None or not kind_of(hit.kind).named_by_buyer:
            return True
        return hit.conversation_id in self.document_rows

    @property
    def shown_hits(self) -> int:
        """How many messages are shown, over all pages."""
        return sum(len(group.hits) for group in self._groups.values())

    @property
    def opened_groups(self) -> list[ConversationRef]:
        """The conversations of which all hits are shown."""
        return [conversation for conversation, group in self._groups.items() if group.whole]


class _Counted(QObject):
    """Words with a number: plurals are found by the translation tools in methods only."""

    def more(self, count: int) -> str:
        return self.tr("%n more in this conversation …", "", count)


def _heading(text: str) -> SearchRow:
    return SearchRow(kind=Kind.HEADING, text=text, spoken=text)


def _name(hit: NameHit) -> SearchRow:
    row = hit.row
    title, ranges = _title(row, hit.title_ranges)
    archived = QCoreApplication.translate("SearchRows", "Archived") if row.archived else ""
    return SearchRow(
        kind=Kind.CONVERSATION, row=row, text=title, ranges=ranges,
        second=in_place(row.company), second_ranges=hit.company_ranges, when=archived,
        spoken=", ".join(part for part in (wording.title(row), wording.company(row), archived) if part),
    )  # fmt: skip


def _title(row: InboxRow, ranges: tuple[Range, ...] = ()) -> tuple[str, tuple[Range, ...]]:
    return (in_place(row.title), ranges) if row.title else (wording.title(row), ())


def _grouped(group: _Group, now: datetime) -> list[SearchRow]:
    title, _ = _title(group.row)
    name = wording.title(group.row)
    archived = QCoreApplication.translate("SearchRows", "Archived") if group.row.archived else ""
    made = [SearchRow(kind=Kind.GROUP, row=group.row, text=title, when=archived, spoken=name)]
    for hit in group.hits:
        text, ranges = snippet_text(hit.snippet)
        when = chat_time(datetime.fromtimestamp(hit.at / 1000, UTC), now)
        spoken = f"{name}, {when}: {text}"
        made.append(
            SearchRow(kind=Kind.MESSAGE, row=group.row, n=hit.n, text=text, ranges=ranges, when=when, spoken=spoken)
        )
    if group.more:
        text = _Counted().more(group.more)
        made.append(SearchRow(kind=Kind.MORE_INSIDE, row=group.row, text=text, spoken=f"{name}, {text}"))
    return made


def _document(hit: DocumentHit, row: InboxRow | None) -> SearchRow:
    text, ranges = snippet_text(hit.snippet)
    name = wording.title(row) if row is not None else ""
    title = _title(row)[0] if row is not None else ""
    spoken = f"{name}: {text}" if name else text
    if title and kind_of(hit.kind).named_by_buyer:
        return SearchRow(
            kind=Kind.DOCUMENT, row=row, document=hit, text=title, second=text, second_ranges=ranges, spoken=spoken
        )
    return SearchRow(kind=Kind.DOCUMENT, row=row, document=hit, text=text, ranges=ranges, second=title, spoken=spoken)


def snippet_text(snippet: Snippet) -> tuple[str, tuple[Range, ...]]:
    """Return a stretch safe to paint with dots where it is cut, its ranges moved along."""
    lead = "…" if snippet.cut_before else ""
    text = f"{lead}{shown(snippet.text)}{'…' if snippet.cut_after else ''}"
    return text, tuple((start + len(lead), end + len(lead)) for start, end in snippet.ranges)


def brought_near(text: str, ranges: Sequence[Range]) -> tuple[str, tuple[Range, ...]]:
    """Return a text that begins shortly before its first range, at a word where blanks part them, after dots."""
    first = ranges[0][0]
    begin = first - _BEFORE
    if begin <= 1:
        return text, tuple(ranges)
    begin = text.find(" ", begin, first) + 1 or begin
    return f"…{text[begin:]}", tuple((start + 1 - begin, end + 1 - begin) for start, end in ranges)


def in_place(name: str) -> str:
    """Return a name safe to paint by itself, every character in its place."""
    # Framed, so that no blank is taken off its ends; painted alone it needs no isolation.
    return isolated_name(f"x{name}x").strip("\u2068\u2069")[1:-1]


def utf16_ranges(text: str, ranges: Sequence[Range]) -> list[Range]:
    """Return starts and lengths as Qt counts them."""
    return [(utf16_length(text[:start]), utf16_length(text[start:end])) for start, end in ranges]
