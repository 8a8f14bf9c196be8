"""Transfers that ask first: answering them, taking them back, and what came along with a conversation."""

from typing import TYPE_CHECKING

from msgspec import Struct

from workstation.domain.account import Account
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.team_actions import AnswerTransfer, SettleTransfer, WithdrawTransfer
from workstation.domain.transfer import Transfer, TransferState
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.transfers import check_words
from workstation.services.views import ConversationRef

if TYPE_CHECKING:
    from workstation.storage.tx import Tx


class Offer(Struct, frozen=True, kw_only=True):
    """A transfer that somebody still has to do something about, with names."""

    transfer: Transfer
    role: str
    """What I am in it: `receiver` (answer), `giver` (wait, withdraw, or know that it came back), `watcher` (main)."""
    by: Account | None = None
    from_: Account | None = None
    to: Account | None = None


class TransferOffers:
    """What somebody still has to do something about; every answer is queued."""

    def __init__(self, files: Files, outgoing: Outgoing) -> None:
        self._files = files
        self._outgoing = outgoing

    async def every(self) -> list[Offer]:
        """Return all transfers that somebody still has to do something about, the oldest first.

        For a receiver those `asked`, and those `done` with a text that came along; for a giver those `asked`,
        `declined` and `unanswered`; for the main account all that are asked.
        """
        found, accounts, me = await self._files.read(_transfers)
        settled = await self._files.read_local(_answered)
        people = {one.id: one for one in accounts}
        return [
            Offer(
                transfer=one,
                role=_role(one, me),
                by=people.get(one.by_id),
                from_=people.get(one.from_id) if one.from_id is not None else None,
                to=people.get(one.to_id),
            )
            for one in found
            if one.id not in settled
        ]

    async def about(self, conversation: ConversationRef) -> Offer | None:
        """Return the newest of those offers that is about one conversation."""
        found = [one for one in await self.every() if one.transfer.conversation_id == conversation]
        return found[-1] if found else None

    async def answer(self, transfer: ActionId, accept: bool, words: str = "") -> None:
        """Accept a transfer that asks first, or decline it with a few words for the giver (queued).

        Raises:
            Refusal: `not_found`; `transfer_over` when it was answered, withdrawn or its time has passed;
                `text_too_long`.
        """
        await self._asked(transfer, "receiver")
        check_words(words)
        await self._outgoing.queue(AnswerTransfer(transfer=transfer, accept=accept, words=words))

    async def withdraw(self, transfer: ActionId) -> None:
        """Take a transfer back that nobody has answered (queued).

        Raises:
            Refusal: `not_found`, `transfer_over`, `not_allowed`.
        """
        await self._asked(transfer, "giver")
        await self._outgoing.queue(WithdrawTransfer(transfer=transfer))

    async def take_draft(self, transfer: ActionId) -> str:
        """Put the text that came along into my draft of the conversation, after what I have there; return the draft.

        Raises:
            Refusal: `not_found`: there is none, or it was dealt with.
        """
        from workstation.storage import drafts, team

        found = await self._files.read(team.transfer, transfer)
        if found is None or not found.draft or found.id in await self._files.read_local(_answered):
            raise Refusal("not_found")
        now_ms = self._outgoing.now_ms

        def keep(tx: "Tx") -> None:
            mine = drafts.load(tx, found.conversation_id)
            text = f"{mine}\n{found.draft}" if mine.strip() else found.draft
            drafts.save(tx, found.conversation_id, text, now_ms=now_ms)

        await self._outgoing.queue(SettleTransfer(transfer=transfer), together=keep)
        return await self._files.read_local(drafts.load, found.conversation_id)

    async def settle(self, transfer: ActionId) -> None:
        """I have dealt with it: put the text aside, or know that the conversation came back to me (queued)."""
        from workstation.storage import team

        if await self._files.read(team.transfer, transfer) is not None:
            await self._outgoing.queue(SettleTransfer(transfer=transfer))

    async def _asked(self, transfer: ActionId, role: str) -> None:
        found = {one.transfer.id: one for one in await self.every()}.get(transfer)
        if found is None:
            raise Refusal("not_found")
        if found.transfer.state is not TransferState.ASKED:
            raise Refusal("transfer_over")
        if found.role != role and not (role == "giver" and found.role == "watcher"):
            raise Refusal("not_allowed")


def _role(one: Transfer, me: PrincipalId | None) -> str:
    if one.to_id == me:
        return "receiver"
    return "giver" if me in (one.from_id, one.by_id) else "watcher"


def _transfers(tx: "Tx") -> tuple[list[Transfer], list[Account], PrincipalId | None]:
    from workstation.storage import accounts, team

    return team.every_transfer(tx), accounts.every(tx), accounts.me_id(tx)


def _answered(tx: "Tx") -> set[ActionId]:
    """Return the transfers that I have dealt with, which the server may not know yet."""
    from workstation.storage import outbox

    mine = AnswerTransfer | WithdrawTransfer | SettleTransfer
    return {
        one.action.transfer
        for one in outbox.every(tx)
        if isinstance(one.action, mine) and one.state.value not in ("refused", "failed")
    }
