"""The list of conversations: rows, counts and marks."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from workstation.domain.account import Account
from workstation.domain.actions import MarkNoticesRead, OpenColleagueChat, SetMarks
from workstation.domain.ids import ActionId, ConversationId, NoticeId, PrincipalId
from workstation.services import projection
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.presences import Presences
from workstation.services.views import ConversationRef, InboxCounts, InboxFilter, InboxRow
from workstation.storage import lines, overlay
from workstation.storage.overlay import Overlay

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

Overlays = dict[ConversationRef, Overlay]


class InboxService:
    """Reads the list from the store with the outbox laid over it; never waits for the network."""

    def __init__(self, files: Files, outgoing: Outgoing, presences: Presences) -> None:
        self._files = files
        self._outgoing = outgoing
        self._presences = presences

    async def list(self, wanted: InboxFilter) -> "list[InboxRow]":
        """Return the rows in their order, pinned first."""
        overlays = await self._files.read_local(_overlays, None)
        loaded = await self._files.read(_load, overlays, wanted)
        found = projection.rows(loaded, overlays, self._presences)
        found += await self._begun_offline(overlays)
        return projection.in_order([row for row in found if projection.belongs(row, wanted)], wanted)

    async def rows(self, ids: Iterable[ConversationRef]) -> dict[ConversationRef, InboxRow]:
        """Return these rows afresh, whatever the filter; a vanished one is missing from the answer.

        A colleague chat begun off-line is answered under its client id, and under the server's once that is known.
        """
        asked = tuple(ids)
        if not all(isinstance(id_, int) for id_ in asked):
            asked = await self._files.read(_named, asked)
        overlays = await self._files.read_local(_overlays, asked)
        loaded = await self._files.read(_load, overlays, None, asked)
        found = projection.rows(loaded, overlays, self._presences)
        found += await self._begun_offline({id_: overlays.get(id_, Overlay()) for id_ in asked})
        return {row.id: row for row in found}

    async def matching(self, wanted: InboxFilter, ids: Iterable[ConversationRef]) -> dict[ConversationRef, InboxRow]:
        """Return those of these rows that belong into the filtered list (for updating single rows of it)."""
        return {id_: row for id_, row in (await self.rows(ids)).items() if projection.belongs(row, wanted)}

    async def counts(self) -> InboxCounts:
        """Return the figures for rail, tabs, chips and tray."""
        from workstation.storage import conversations, notices

        overlays, being_read = await self._files.read_local(_on_their_way)
        figures = await self._files.read(conversations.counts)
        turned = [id_ for id_, over in overlays.items() if over.read_n or over.marked_unread is not None]
        unread = [figures[0], figures[1], figures[2]]
        for line, left in await self._files.read(_unread, turned, overlays) if turned else ():
            unread[2] -= 0 if line.muted or line.blocked else line.unread - left
            if line.kind != "customer" or not line.archived:
                marked = overlays[ConversationId(line.id)].marked_unread
                now = left > 0 or (bool(line.marked_unread) if marked is None else marked)
                unread[0 if line.kind == "customer" else 1] += now - bool(line.unread or line.marked_unread)
        if being_read:
            figures = (*figures[:7], figures[7] - await self._files.read(notices.unread_among, being_read))
        return InboxCounts(
            unread_customers=unread[0],
            unread_colleagues=unread[1],
            unread_messages=unread[2],
            waiting=figures[3],
            unassigned=figures[4],
            listed=figures[5],
            archived=figures[6],
            unread_notices=figures[7],
            unsent=sum(one.state != "sent" for over in overlays.values() for one in over.unsent),
        )

    async def set_marks(
        self,
        conversation: ConversationRef,
        *,
        starred: bool | None = None,
        pinned: bool | None = None,
        muted: bool | None = None,
        marked_unread: bool | None = None,
        tags: tuple[str, ...] | None = None,
    ) -> None:
        """Star, pin, mute, tag, mark as unread; `None` leaves a mark as it is. Shown at once, sent by the outbox."""
        await self._outgoing.queue(
            SetMarks(
                conversation=conversation,
                starred=starred,
                pinned=pinned,
                muted=muted,
                marked_unread=marked_unread,
                tags=tags,
            )
        )

    async def _begun_offline(self, overlays: Overlays) -> Sequence[InboxRow]:
        """Return the rows of chats that have no name at the server yet."""
        ids = [id_ for id_ in overlays if not isinstance(id_, int)]
        if not ids:
            return []
        opened = await self._files.read_local(_opened, ids)
        accounts = await self._files.read(_accounts)
        return [
            projection.begun_offline(id_, accounts.get(with_id), overlays[id_], self._presences)
            for id_, with_id in opened.items()
        ]


def _overlays(tx: "Tx", ids: Iterable[ConversationRef] | None) -> Overlays:
    return overlay.read(tx.exec_driver_sql, ids)


def _load(
    tx: "Tx", overlays: Overlays, wanted: InboxFilter | None, ids: Iterable[ConversationRef] = ()
) -> projection.Loaded:
    return projection.load(tx.exec_driver_sql, overlays, wanted=wanted, ids=ids)


def _unread(tx: "Tx", ids: Iterable[ConversationRef], overlays: Overlays) -> "list[tuple[lines.Line, int]]":
    """Return the lines where a mark is on its way, with what they leave unread."""
    execute = tx.exec_driver_sql
    found = lines.of_ids(execute, (id_ for id_ in ids if isinstance(id_, int)))
    result = []
    for line in found:
        read_n = overlays[ConversationId(line.id)].read_n
        result.append((line, lines.unread_after(execute, line.id, read_n) if read_n > line.read_n else line.unread))
    return result


def _on_their_way(tx: "Tx") -> "tuple[Overlays, list[NoticeId]]":
    """Return what lies over the conversations, and the notices that are being marked as read."""
    from workstation.storage import outbox

    marks = (pending.action for pending in outbox.every(tx))
    return _overlays(tx, None), [id_ for mark in marks if isinstance(mark, MarkNoticesRead) for id_ in mark.ids]


def _opened(tx: "Tx", ids: Iterable[ActionId]) -> "dict[ActionId, PrincipalId]":
    """Return the colleagues with whom chats were begun off-line."""
    from workstation.storage import outbox

    found = ((id_, outbox.get(tx, id_)) for id_ in ids)
    return {
        id_: pending.action.account_id
        for id_, pending in found
        if pending is not None and isinstance(pending.action, OpenColleagueChat)
    }


def _named(tx: "Tx", ids: tuple[ConversationRef, ...]) -> tuple[ConversationRef, ...]:
    """Return the references, and the server's ids of those begun off-line that it has named since."""
    from workstation.storage import conversations

    named = [conversations.resolve(tx, id_) for id_ in ids if not isinstance(id_, int)]
    return ids + tuple(id_ for id_ in named if id_ is not None)


def _accounts(tx: "Tx") -> "dict[PrincipalId, Account]":
    from workstation.storage import accounts

    return {account.id: account for account in accounts.every(tx)}
