"""Automatic answers: one's own, colleagues' for who manages them, the company's default; and what they would say."""

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from workstation.domain.account import Account, Permission, Presence
from workstation.domain.account_actions import SaveAutoReply
from workstation.domain.autoreply import Asked, AutoReply, Reply, Texts, Verdict, checked, decide
from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.two_clocks import FAIR_ZONE
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.overlaid import Overlaid
from workstation.services.views import Fault

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx


class AutoReplyView(Struct, frozen=True, kw_only=True):
    """Answers with what is on its way laid over them."""

    reply: AutoReply
    """`rev` 0: nothing was set yet."""
    changeable: bool
    waiting: bool = False
    problem: Fault | None = None
    """Why the server refused the last change; `RefusalService.dismiss(action_id)` forgets it."""
    action_id: ActionId | None = None


class AutoReplyService:
    """Works on the local files alone; changes leave through the outbox and show at once."""

    def __init__(self, files: Files, outgoing: Outgoing, clock: Clock) -> None:
        self._files = files
        self._outgoing = outgoing
        self._clock = clock

    async def get(self, account_id: PrincipalId | None) -> AutoReplyView:
        """Return the answers of an account, or the company's default (`None`).

        Raises:
            Refusal: `not_allowed`: not mine to see; `not_found`.
        """
        me = await self._me()
        if account_id not in (None, me.id) and not me.may(Permission.MANAGE_ACCOUNTS):
            raise Refusal("not_allowed")
        pending = [one for one in await self._files.read_local(_on_their_way) if _whose(one) == account_id]
        stored = (await self._files.read(_stored)).get(account_id)
        laid = Overlaid(stored or AutoReply(account_id=account_id, own=False), pending, _laid)
        return AutoReplyView(
            reply=laid.value,
            changeable=account_id == me.id or me.may(Permission.MANAGE_ACCOUNTS),
            waiting=laid.waiting,
            problem=laid.problem,
            action_id=laid.action_id,
        )

    async def mine(self) -> AutoReplyView:
        """Return my own answers."""
        return await self.get((await self._me()).id)

    async def company(self) -> AutoReplyView:
        """Return the company's default, with the texts for waiting and being handed over."""
        return await self.get(None)

    async def save(
        self,
        account_id: PrincipalId | None,
        *,
        online: Reply,
        offline: Reply,
        waiting: Texts | None = None,
        transferred: Texts | None = None,
    ) -> ActionId:
        """Set the answers of an account, or the company's (`None`; only there `waiting` and `transferred` count).

        Texts that aren't given stay as they are. Queued.

        Raises:
            Refusal: `not_allowed`, `text_too_long` (`limit`, `length`), `text_invalid`, `invalid_request` (`bands`).
        """
        view = await self._changeable(account_id)
        waiting = view.reply.waiting if waiting is None else waiting
        transferred = view.reply.transferred if transferred is None else transferred
        checked(AutoReply(online=online, offline=offline, waiting=waiting, transferred=transferred))
        return await self._outgoing.queue(
            SaveAutoReply(
                account_id=account_id, online=online, offline=offline, waiting=waiting, transferred=transferred
            )
        )

    async def follow_company(self, account_id: PrincipalId) -> ActionId:
        """Let an account give the company's answers from now on; its own texts are kept (queued).

        Raises:
            Refusal: `not_allowed`.
        """
        reply = (await self._changeable(account_id)).reply
        return await self._outgoing.queue(
            SaveAutoReply(account_id=account_id, own=False, online=reply.online, offline=reply.offline)
        )

    async def preview(
        self,
        reply: AutoReply,
        *,
        languages: tuple[str, ...] = ("en",),
        presence: Presence = Presence.OFFLINE,
        at: datetime | None = None,
    ) -> Verdict:
        """Return what a buyer would be answered with these (perhaps unsaved) answers.

        Args:
            reply: of an account (with `account_id`), or the company's.
            languages: the buyer's, the preferred one first (BCP 47).
            presence: of who serves him.
            at: when; default now.
        """
        company = (await self.company()).reply
        own = None if reply.account_id is None else reply
        asked = Asked(now=at or self._clock.now(), zone=await self.zone(), languages=languages, owner_presence=presence)
        return decide(own, reply if own is None else company, asked)

    async def zone(self) -> str:
        """Return the IANA name of the zone in which the bands are meant: the fair's."""
        from workstation.storage import accounts

        exhibitor = await self._files.read(accounts.exhibitor)
        return (exhibitor.time_zone if exhibitor is not None else "") or FAIR_ZONE

    # --- within ---

    async def _me(self) -> Account:
        from workstation.storage import accounts

        me = await self._files.read(accounts.me)
        if me is None:
            raise Refusal("not_found")
        return me

    async def _changeable(self, account_id: PrincipalId | None) -> AutoReplyView:
        view = await self.get(account_id)
        if not view.changeable:
            raise Refusal("not_allowed")
        return view


def _laid(reply: AutoReply, action: object) -> AutoReply:
    if not isinstance(action, SaveAutoReply):
        return reply
    return AutoReply(
        account_id=action.account_id,
        rev=reply.rev,
        own=action.own,
        online=action.online,
        offline=action.offline,
        waiting=action.waiting,
        transferred=action.transferred,
    )


def _whose(pending: "Pending") -> PrincipalId | None:
    return pending.action.account_id if isinstance(pending.action, SaveAutoReply) else None


def _on_their_way(tx: "Tx") -> "list[Pending]":
    from workstation.storage import outbox

    return [one for one in outbox.every(tx) if isinstance(one.action, SaveAutoReply)]


def _stored(tx: "Tx") -> dict[PrincipalId | None, AutoReply]:
    from workstation.storage import auto_replies

    return auto_replies.every(tx)
