"""Rows and a small in-memory inbox for tests of the list alone."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from workstation.domain.account import Presence
from workstation.domain.conversation import ConversationKind
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.services.views import Chip, ConversationRef, InboxCounts, InboxFilter, InboxRow
from workstation.ui.inbox.model import sort_key

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


class StillClock:
    """A clock that stands."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()


def make_row(number: int, **changes: Any) -> InboxRow:
    """Return a row; the lower the number, the more recent."""
    row = InboxRow(
        id=ConversationId(number),
        kind=ConversationKind.CUSTOMER,
        title=f"Buyer {number}",
        company=f"Company {number}",
        country="DE",
        other_id=PrincipalId(1000 + number),
        last_kind="text",
        last_text=f"Question {number}",
        last_at=NOON - timedelta(minutes=number),
        presence=Presence.OFFLINE,
    )
    return msgspec.structs.replace(row, **changes)


class MemoryInbox:
    """Answers like the inbox service, from a dict."""

    def __init__(self, rows: Iterable[InboxRow]) -> None:
        self.all = {row.id: row for row in rows}
        self.marks: list[tuple[ConversationRef, dict[str, object]]] = []

    def _fits(self, wanted: InboxFilter, row: InboxRow) -> bool:
        narrowed = wanted.owner_id in (None, row.owner_id) and (not wanted.tag or wanted.tag in row.tags)
        return (
            narrowed
            and row.kind is wanted.kind
            and {
                Chip.UNANSWERED: row.waiting_since is not None,
                Chip.UNREAD: row.is_unread,
                Chip.STARRED: row.starred,
                Chip.MINE: row.mine,
                Chip.UNASSIGNED: row.owner_id is None,
                Chip.ARCHIVED: row.archived,
            }.get(wanted.chip, True)
        )

    async def list(self, wanted: InboxFilter) -> list[InboxRow]:
        rows = [row for row in self.all.values() if self._fits(wanted, row)]
        return sorted(rows, key=lambda row: sort_key(row, wanted.order))

    async def rows(self, ids: Iterable[ConversationRef]) -> dict[ConversationRef, InboxRow]:
        return {one: self.all[one] for one in ids if one in self.all}

    async def matching(self, wanted: InboxFilter, ids: Iterable[ConversationRef]) -> dict[ConversationRef, InboxRow]:
        return {one: self.all[one] for one in ids if one in self.all and self._fits(wanted, self.all[one])}

    async def counts(self) -> InboxCounts:
        customers = [row for row in self.all.values() if row.kind is ConversationKind.CUSTOMER]
        return InboxCounts(
            unread_customers=sum(row.is_unread for row in customers),
            unread_messages=sum(row.unread for row in customers),
            waiting=sum(row.waiting_since is not None for row in customers),
            listed=len(customers),
        )

    async def set_marks(self, conversation: ConversationRef, **marks: object) -> None:
        self.marks.append((conversation, marks))

    def put(self, row: InboxRow) -> None:
        self.all[row.id] = row
