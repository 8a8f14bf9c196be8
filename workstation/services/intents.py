"""Purchase intents: the lists, what is done about them, and who deals with them; works on the local files alone."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from workstation.domain import intent_actions as act
from workstation.domain.booking import MAX_WORDS_CHARS
from workstation.domain.clock import Clock
from workstation.domain.distribution import Assignment
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.message import check_text
from workstation.domain.spoken import place
from workstation.services import intent_overlay
from workstation.services.files import Files
from workstation.services.intent_board import IntentBoard
from workstation.services.intent_views import (
    Assigned,
    AssigneeChoice,
    IntentCounts,
    IntentFilter,
    IntentList,
    IntentView,
)
from workstation.services.outgoing import Outgoing
from workstation.services.platform import Platform
from workstation.services.presences import Presences
from workstation.services.views import ConversationRef
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

R = TypeVar("R")


class IntentService:
    """What changes here is told by `ChangeSet.intents`; exhibits, accounts and conversations are shown beside them.

    Every write is queued and shows at once; what the local files know for sure is refused before.
    """

    def __init__(
        self,
        files: Files,
        outgoing: Outgoing,
        presences: Presences,
        platform: Platform,
        worker: Worker,
        clock: Clock,
    ) -> None:
        self._files = files
        self._outgoing = outgoing
        self._presences = presences
        self._platform = platform
        self._worker = worker
        self._clock = clock

    # --- reading ---

    async def list(self, wanted: IntentFilter) -> IntentList:
        """Return a list, filtered and sorted; cancel it when another is asked for. Without the right to it: empty.

        Raises:
            Refusal: `query_too_long` with `limit`.
        """
        from workstation.storage import intents, search_text

        query = search_text.parse(wanted.text)

        def work(tx: "Tx", board: IntentBoard) -> IntentList:
            return board.listed(wanted, intents.found(tx, query.beginnings) if query.phrases else None)

        return await self._ask_with(work)

    async def get(self, intent_id: ActionId) -> IntentView | None:
        """Return an intent, `None` if there is none that I may see."""
        return await self._ask(lambda board: board.one(intent_id))

    async def of_buyer(self, buyer_id: PrincipalId) -> Sequence[IntentView]:
        """Return a buyer's intents, open ones first."""
        return await self._ask(lambda board: board.of_buyer(buyer_id))

    async def of_conversation(self, conversation: ConversationRef) -> IntentView | None:
        """Return the intent that a conversation was started from last, if it is mine to see."""
        from workstation.storage import conversations

        if not isinstance(conversation, int):
            return None
        head = await self._files.read(conversations.get, conversation)
        if head is None or head.intent_id is None:
            return None
        return await self.get(head.intent_id)

    async def titles(self, ids: Iterable[ActionId | None]) -> dict[ActionId, str]:
        """Return what is wanted in these intents, as far as they are mine to see."""
        wanted = set(ids)
        return await self._ask(lambda board: {one.id: one.wanted.title for one in board.views if one.id in wanted})

    async def of_hit(self, document_id: int) -> ActionId | None:
        """Return the intent that the search found under that number; `None` if it is gone."""
        from workstation.storage import intents

        return await self._files.read(intents.at_row, document_id)

    async def counts(self) -> IntentCounts:
        """Return how many intents wait for what from me."""
        return await self._ask(IntentBoard.counts)

    async def assignees(self, intent_ids: Sequence[ActionId]) -> Sequence[AssigneeChoice]:
        """Return who could deal with these intents with presence and load, the best one first."""
        from workstation.domain.account import Presence

        found = [
            replace(one, presence=self._presences.of(one.account.id, one.account.presence))
            for one in await self._ask(lambda board: board.assignees(intent_ids))
        ]
        there = (Presence.ONLINE, Presence.BUSY)
        ordered = sorted(
            found,
            key=lambda one: (
                bool(one.problem),
                one.current,
                one.presence not in there,
                one.open,
                place(one.account.speaks, one.languages),
                one.account.id,
            ),
        )
        fits = bool(ordered) and not ordered[0].problem and not ordered[0].current
        return [replace(one, suggested=fits and at == 0) for at, one in enumerate(ordered)]

    async def why(self, intent_id: ActionId) -> Sequence[Assignment]:
        """Return why an intent went to whom, newest first; asked of the server.

        Raises:
            Refusal: `offline` and the like; `not_found`, `not_allowed`.
        """
        return await self._worker.run(self._platform.intent_assignments, intent_id)

    # --- doing ---

    async def see(self, intent_id: ActionId) -> None:
        """Note that I have opened it (queued); of others' intents and those opened before nothing is noted."""
        found = await self.get(intent_id)
        if found is not None and found.mine and found.is_new:
            await self._outgoing.queue(act.SeeIntent(intent=intent_id))

    async def send_card(self, intent_id: ActionId) -> None:
        """Send my card to its buyer (queued).

        Raises:
            Refusal: `not_found`, `not_allowed`, `intent_over`.
        """
        found = await self._open(intent_id)
        _allow(found.may_send_card)
        await self._outgoing.queue(act.SendIntentCard(intent=intent_id))

    async def start_chat(self, intent_id: ActionId) -> None:
        """Start (or find again) the conversation with its buyer (queued); `IntentView.conversation_id` will name it.

        Raises:
            Refusal: `not_found`, `not_allowed`, `intent_over`.
        """
        found = await self._open(intent_id)
        _allow(found.may_chat)
        if not found.chat_waiting:
            await self._outgoing.queue(act.StartIntentChat(intent=intent_id))

    async def mark_done(self, intent_id: ActionId, *, done: bool = True, words: str = "") -> None:
        """Mark it as dealt with, or take that back (queued).

        Raises:
            Refusal: `not_found`, `not_allowed`; `text_too_long`, `text_invalid` (words).
        """
        found = await self._one(intent_id)
        _allow(found.may_finish)
        said = words.strip()
        if len(said) > MAX_WORDS_CHARS:
            raise Refusal("text_too_long", {"limit": MAX_WORDS_CHARS, "length": len(said)})
        await self._outgoing.queue(
            act.MarkIntentDone(intent=intent_id, done=done, words=check_text(said) if said else "")
        )

    async def assign(self, intent_ids: Sequence[ActionId], account_id: PrincipalId) -> Sequence[Assigned]:
        """Say who deals with these intents (queued); return those that were another's, for `take_back`.

        Raises:
            Refusal: `not_found`, `not_allowed`, `intent_unfit` (`account_id`).
        """
        choices = {one.account.id: one for one in await self.assignees(intent_ids)}
        choice = choices.get(account_id)
        if choice is None:
            raise Refusal("not_found")
        if choice.problem:
            raise Refusal("intent_unfit", {"account_id": account_id})
        found = [await self._one(id_) for id_ in dict.fromkeys(intent_ids)]
        _allow(all(one.may_assign for one in found))
        moved = [one for one in found if one.received.owner_id != account_id]
        for one in moved:
            rev = None if one.waiting else one.received.rev
            await self._outgoing.queue(act.AssignIntent(intent=one.id, account_id=account_id, rev=rev))
        now = self._clock.now()
        return [Assigned(intent=one.id, from_id=one.received.owner_id, to_id=account_id, at=now) for one in moved]

    async def take_back(self, given: Sequence[Assigned]) -> None:
        """Give intents back to those who had them before (queued); what was nobody's stays where it is now."""
        for one in given:
            if one.from_id is not None:
                await self._outgoing.queue(act.AssignIntent(intent=one.intent, account_id=one.from_id))

    # --- within ---

    async def _one(self, intent_id: ActionId) -> IntentView:
        found = await self.get(intent_id)
        if found is None:
            raise Refusal("not_found")
        return found

    async def _open(self, intent_id: ActionId) -> IntentView:
        found = await self._one(intent_id)
        if not found.answerable:
            raise Refusal("intent_over")
        return found

    async def _ask(self, question: "Callable[[IntentBoard], R]") -> R:
        return await self._ask_with(lambda _tx, board: question(board))

    async def _ask_with(self, question: "Callable[[Tx, IntentBoard], R]") -> R:
        # The outbox first: what moves from there into the cache meanwhile is recognised, never missed.
        pending = await self._files.read_local(intent_overlay.on_their_way)
        now = self._clock.now()
        now_ms = self._outgoing.now_ms  # by the machine's clock, as what was queued is stamped

        def work(tx: "Tx") -> R:
            over = intent_overlay.still_over(tx, pending, now_ms)
            return question(tx, IntentBoard(intent_overlay.stored(tx), over, now))

        return await self._files.read(work)


def _allow(allowed: bool) -> None:
    if not allowed:
        raise Refusal("not_allowed")
