"""Answers of a search, and a search that answers when it is told to."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from tests.ui.inbox.rows import NOON, make_row
from workstation.domain.clock import to_ms
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId, MessageId, PrincipalId
from workstation.services.search import (
    FoundInside,
    MessageHit,
    NameHit,
    Narrowing,
    SearchGroup,
    SearchResult,
    Snippet,
)
from workstation.services.views import InboxRow


def hit(
    conversation: int, n: int, text: str = "a price", ranges: tuple[tuple[int, int], ...] = ((2, 7),)
) -> MessageHit:
    return MessageHit(
        message_id=MessageId(conversation * 1000 + n), conversation_id=ConversationId(conversation), n=n,
        at=to_ms(NOON - timedelta(minutes=60 - n)), sender_id=None, from_buyer=True,
        ranges=ranges, snippet=Snippet(text, ranges, cut_before=False, cut_after=False),
    )  # fmt: skip


def group(conversation: int, *ns: int, more: int = 0) -> SearchGroup:
    return SearchGroup(row=make_row(conversation), hits=tuple(hit(conversation, n) for n in ns), more=more)


def name(number: int, *ranges: tuple[int, int], **fields: Any) -> NameHit:
    return NameHit(row=make_row(number, **fields), title_ranges=ranges, company_ranges=())


class HeldSearch:
    """Holds every query back until it is let go."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.given_up: list[str] = []
        self.answers: dict[str, SearchResult | Exception] = {}
        self.gates: dict[str, asyncio.Event] = {}
        self.inside = FoundInside()
        self.narrowed: list[Narrowing] = []
        self.holes: list[ConversationId] = []
        self.fetched: list[object] = []
        self.fetching: Refusal | None = None

    def hold(self, text: str) -> asyncio.Event:
        """Hold this one back from now on."""
        return self.gates.setdefault(text, asyncio.Event())

    async def find(
        self, text: str, limit: int = 50, *, before: int | None = None, narrowing: Narrowing | None = None
    ) -> SearchResult:
        self.asked.append(text if before is None else f"{text} before {before}")
        self.narrowed.append(narrowing or Narrowing())
        try:
            if text in self.gates:
                await self.gates[text].wait()
        except asyncio.CancelledError:
            self.given_up.append(text)
            raise
        answer = self.answers.get(self.asked[-1], SearchResult())
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def find_in(self, conversation: object, text: str) -> FoundInside:
        return self.inside

    async def incomplete(self) -> list[ConversationId]:
        return list(self.holes)

    async def fetch(self, conversation: ConversationId) -> None:
        if self.fetching is not None:
            raise self.fetching
        self.fetched.append(conversation)

    async def rows(self, ids: Iterable[ConversationId]) -> dict[ConversationId, InboxRow]:
        return {one: make_row(one) for one in ids}


def desk_of(search: HeldSearch) -> Any:
    """Return what the pane asks of a desk."""
    return SimpleNamespace(search=search, inbox=search, history=search, me=SimpleNamespace(id=PrincipalId(1)))
