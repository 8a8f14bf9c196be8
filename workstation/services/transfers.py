"""Handing conversations over: assigning, transferring, taking over, and the queue."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from workstation.domain.account import Account, AccountKind, Permission, Presence
from workstation.domain.actions import CloseSession
from workstation.domain.conversation import Conversation, ConversationKind, may_write
from workstation.domain.distribution import Distribution, Load
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.message import SYSTEM, check_text
from workstation.domain.spoken import place
from workstation.domain.team_actions import AssignConversation, TakeOver, TransferConversation
from workstation.domain.transfer import MAX_REASON_CHARS
from workstation.services.files import Files
from workstation.services.inbox import InboxService
from workstation.services.outgoing import Outgoing
from workstation.services.platform import Platform
from workstation.services.presences import Presences
from workstation.services.views import ConversationRef, InboxRow
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

LAST_LINES = 6
LINE_CHARS = 200


class Receiver(Struct, frozen=True, kw_only=True):
    """A colleague in the list of those to whom one hands over."""

    account: Account
    presence: Presence
    live: int | None = None
    """Live conversations; `None` when it isn't known (off-line, for a sub-account)."""
    waiting: int | None = None
    """Those of them in which the buyer waits for an answer."""
    full: bool = False
    """At the cap of automatic distribution; by hand more may be given."""
    problem: str = ""
    """Why not: empty, or `owner` (has it already), `disabled`, `no_permission`."""


class Given(Struct, frozen=True, kw_only=True):
    """A conversation that was assigned, and whose it was before: `None` for the queue."""

    conversation: ConversationId
    from_id: PrincipalId | None
    to_id: PrincipalId


class QueueRow(Struct, frozen=True, kw_only=True):
    """A buyer who waits for somebody to serve him."""

    row: InboxRow
    queued_at: datetime
    exhibit: Exhibit | None = None


class TransfersService:
    """Every write is queued; what the local files know for sure is refused before."""

    def __init__(
        self,
        files: Files,
        outgoing: Outgoing,
        platform: Platform,
        worker: Worker,
        presences: Presences,
        inbox: InboxService,
    ) -> None:
        self._files = files
        self._outgoing = outgoing
        self._platform = platform
        self._worker = worker
        self._presences = presences
        self._inbox = inbox

    # --- to whom ---

    async def receivers(self, conversation: ConversationRef | None = None, *, ask_loads: bool = True) -> list[Receiver]:
        """Return all colleagues (and me), those who may receive and are there first, then by load and name.

        Among those who are there and not full, those who speak the buyer's language come first.

        The load comes from the server for sub-accounts, whose desks don't know the colleagues' conversations; without
        `ask_loads` nothing is waited for.
        """
        known = await self._files.read(_known, conversation)
        loads = {one.account_id: one for one in await self._loads(known, ask_loads)}
        cap = known.rules.messages.options.cap if known.rules is not None else None
        found = [self._receiver(one, known, loads.get(one.id), cap) for one in known.accounts]
        there = (Presence.ONLINE, Presence.BUSY)
        return sorted(
            found,
            key=lambda r: (
                bool(r.problem),
                r.presence not in there,
                r.full,
                place(r.account.speaks, known.languages),
                r.live or 0,
                r.account.name("zh"),
                r.account.id,
            ),
        )

    async def prefill(self, conversation: ConversationRef) -> str:
        """Return the last lines of a conversation as a beginning for the hand-over note; empty without any."""
        if not isinstance(conversation, int):
            return ""
        return await self._files.read(_last_lines, ConversationId(conversation))

    # --- handing over ---

    async def transfer(
        self, conversation: ConversationRef, to_id: PrincipalId, *, reason: str = "", note: str = "", draft: str = ""
    ) -> ActionId:
        """Hand a conversation to a colleague (queued); return the transfer's id.

        Args:
            conversation: mine, or (main account) anybody's.
            to_id: a colleague who may receive messages.
            reason: at most 1,000 characters, for the receiver.
            note: hand-over note, kept as a shared note on the buyer.
            draft: my unsent text, to be offered to the receiver; without it, it stays my draft and nothing else.

        Raises:
            Refusal: `not_allowed`, `not_found`, `transfer_to_owner`, `transfer_impossible` (`account_id`: disabled or
                without the permission), `text_too_long` (`limit`), `text_invalid`.
        """
        head = await self._given(conversation, to_id, reason, note, draft)
        action = TransferConversation(
            conversation=head.id, to_id=to_id, reason=reason, note=note, draft=draft, from_id=head.owner_id
        )
        return await self._outgoing.queue(action)

    async def assign(
        self, conversations: Iterable[ConversationRef], to_id: PrincipalId, *, reason: str = "", note: str = ""
    ) -> tuple[Given, ...]:
        """Give one or many conversations to an account, from the queue or from whoever has them (main account; queued).

        Those that the account has already are passed over. Each may be refused on its own (`owner_changed` when
        somebody got it meanwhile): `RefusalService` lists them. Returns what was queued, for `give_back`.

        Raises:
            Refusal: `not_allowed`, `not_found`, `transfer_impossible`; nothing was queued then.
        """
        heads: list[Conversation] = []
        for one in dict.fromkeys(conversations):
            known = await self._main(one)
            assert known.head is not None
            _check_receiver(known, to_id)
            if known.head.owner_id != to_id:
                heads.append(known.head)
        check_words(reason, note)
        for head in heads:
            action = AssignConversation(
                conversation=head.id, to_id=to_id, reason=reason, note=note, from_id=head.owner_id
            )
            await self._outgoing.queue(action)
        return tuple(Given(conversation=head.id, from_id=head.owner_id, to_id=to_id) for head in heads)

    async def give_back(self, given: Iterable[Given]) -> None:
        """Undo an assignment: each goes back to whoever had it, or to its place in the queue (queued).

        What somebody has taken elsewhere meanwhile stays there: it is refused as `owner_changed`.
        """
        for one in given:
            await self._outgoing.queue(
                AssignConversation(conversation=one.conversation, to_id=one.from_id, from_id=one.to_id)
            )

    async def take_over(self, conversation: ConversationRef) -> None:
        """Make a conversation mine, and me the one who writes in it (main account; queued).

        Raises:
            Refusal: `not_allowed`, `not_found`.
        """
        known = await self._main(conversation)
        assert known.head is not None
        await self._outgoing.queue(TakeOver(conversation=known.head.id))

    async def end_session(self, conversation: ConversationRef) -> None:
        """End the live session: the buyer's next message is distributed anew (owner or main account; queued).

        Raises:
            Refusal: `not_allowed`, `not_found`.
        """
        if not isinstance(conversation, int):
            raise Refusal("not_allowed")
        known = await self._files.read(_known, conversation)
        if known.head is None:
            raise Refusal("not_found")
        if known.me is None or known.head.kind is not ConversationKind.CUSTOMER or not may_write(known.me, known.head):
            raise Refusal("not_allowed")
        await self._outgoing.queue(CloseSession(conversation=known.head.id))

    async def queue(self) -> list[QueueRow]:
        """Return the buyers who wait in the queue, the longest waiting first (main account; empty for others)."""
        waiting = await self._files.read(_queued)
        rows = await self._inbox.rows([head.id for head, _exhibit in waiting])
        return [
            QueueRow(row=rows[head.id], queued_at=head.queued_at, exhibit=exhibit)
            for head, exhibit in waiting
            if head.id in rows and head.queued_at is not None
        ]

    # --- within ---

    def _receiver(self, one: Account, known: "_Known", load: Load | None, cap: int | None) -> Receiver:
        return Receiver(
            account=one,
            presence=self._presences.of(one.id, one.presence),
            live=None if load is None else load.live,
            waiting=None if load is None else load.waiting,
            full=cap is not None and load is not None and load.live >= cap,
            problem=_problem(one, known.head),
        )

    async def _loads(self, known: "_Known", ask: bool) -> tuple[Load, ...]:
        if known.me is not None and known.me.kind is AccountKind.MAIN:
            return known.loads
        if not ask:
            return ()
        try:
            return await self._worker.run(self._platform.loads)
        except Refusal:  # off-line: the list is good without figures
            return ()

    async def _given(self, conversation: ConversationRef, to_id: PrincipalId, *words: str) -> Conversation:
        if not isinstance(conversation, int):
            raise Refusal("not_allowed")
        known = await self._files.read(_known, conversation)
        if known.head is None:
            raise Refusal("not_found")
        me = known.me
        if me is None or known.head.kind is not ConversationKind.CUSTOMER or not may_write(me, known.head):
            raise Refusal("not_allowed")
        _check_receiver(known, to_id)
        if known.head.owner_id == to_id:
            raise Refusal("transfer_to_owner", {"account_id": to_id})
        check_words(*words)
        return known.head

    async def _main(self, conversation: ConversationRef) -> "_Known":
        if not isinstance(conversation, int):
            raise Refusal("not_allowed")
        known = await self._files.read(_known, conversation)
        if known.head is None:
            raise Refusal("not_found")
        if (
            known.me is None
            or known.me.kind is not AccountKind.MAIN
            or known.head.kind is not ConversationKind.CUSTOMER
        ):
            raise Refusal("not_allowed")
        return known


class _Known(Struct, frozen=True, kw_only=True):
    me: Account | None
    accounts: list[Account]
    head: Conversation | None
    languages: tuple[str, ...]
    """The buyer's."""
    rules: Distribution | None
    loads: tuple[Load, ...]


def _problem(one: Account, head: Conversation | None) -> str:
    if head is not None and head.owner_id == one.id:
        return "owner"
    if not one.enabled:
        return "disabled"
    return "" if one.may(Permission.RECEIVE_MESSAGES) else "no_permission"


def _check_receiver(known: _Known, to_id: PrincipalId) -> None:
    receiver = next((one for one in known.accounts if one.id == to_id), None)
    if receiver is None:
        raise Refusal("not_found")
    if not receiver.may(Permission.RECEIVE_MESSAGES):
        raise Refusal("transfer_impossible", {"account_id": to_id})


def check_words(reason: str, *texts: str) -> None:
    """Look at what goes along with a transfer.

    Raises:
        Refusal: `text_too_long` (`limit`) for the reason, `text_invalid`.
    """
    if len(reason) > MAX_REASON_CHARS:
        raise Refusal("text_too_long", {"limit": MAX_REASON_CHARS, "length": len(reason)})
    for text in (reason, *texts):
        if text.strip():
            check_text(text)


def _known(tx: "Tx", conversation: ConversationRef | None) -> _Known:
    from workstation.storage import accounts, buyers, conversations, team

    everyone = accounts.every(tx)
    found = team.loads(tx)
    head = conversations.get(tx, ConversationId(conversation)) if isinstance(conversation, int) else None
    buyer = buyers.get(tx, head.buyer_id) if head is not None else None
    return _Known(
        me=accounts.me(tx),
        accounts=everyone,
        head=head,
        languages=buyer.languages if buyer is not None else (),
        rules=team.distribution(tx),
        loads=tuple(
            Load(account_id=one.id, live=found.get(one.id, (0, 0))[0], waiting=found.get(one.id, (0, 0))[1])
            for one in everyone
        ),
    )


def _last_lines(tx: "Tx", conversation: ConversationId) -> str:
    from workstation.storage import accounts, buyers, conversations, messages

    head = conversations.get(tx, conversation)
    buyer = buyers.get(tx, head.buyer_id) if head is not None else None
    people = {one.id: one.name("zh") for one in accounts.every(tx)}
    lines: list[str] = []
    for message in messages.page(tx, conversation, limit=30).messages:
        text = " ".join(message.text.split())
        if message.kind == SYSTEM or message.automatic or message.recalled or not text:
            continue
        name = (buyer.name if buyer else "") if message.from_buyer else people.get(message.sender_id or PrincipalId(0))
        lines.append(f"{name or '?'}: {text[:LINE_CHARS]}{'…' if len(text) > LINE_CHARS else ''}")
    return "\n".join(lines[-LAST_LINES:])


def _queued(tx: "Tx") -> list[tuple[Conversation, Exhibit | None]]:
    from workstation.storage import conversations, exhibits, team

    found = [conversations.get(tx, id_) for id_ in team.queued(tx)]
    return [(head, exhibits.get(tx, head.exhibit_id)) for head in found if head is not None]
