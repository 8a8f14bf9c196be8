"""What may leave for translation, and what has: the company's policy, a buyer's switch, the ledger."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from workstation.domain.account import Account, AccountKind
from workstation.domain.clock import Clock, to_ms
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId
from workstation.domain.translation.engines import EngineKind
from workstation.domain.translation.policy import (
    BuyerTranslation,
    MonthUsedUp,
    Permit,
    Reach,
    TranslationPolicy,
    permit,
)
from workstation.domain.translation_actions import SetBuyerTranslation, SetTranslationPolicy
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.translation import engines
from workstation.services.views import ConversationRef

if TYPE_CHECKING:
    from workstation.domain.actions import Action
    from workstation.services.translation.translator import Sent
    from workstation.storage.translations import LedgerLine as LedgerLine
    from workstation.storage.tx import Tx

T = TypeVar("T")


class Usage(Struct, frozen=True, kw_only=True):
    """What has left this machine this month."""

    characters: int
    limit: int | None
    cost: float
    """By the prices entered with the engines."""


class Privacy:
    """A stricter decision counts here at once, before the server has it.

    Args (of the constructor):
        me: tells who is signed in.
    """

    def __init__(self, files: Files, outgoing: Outgoing, clock: Clock, me: Callable[[], Account]) -> None:
        self._files = files
        self._outgoing = outgoing
        self._clock = clock
        self._me = me

    async def policy(self) -> TranslationPolicy:
        """Return the company's policy."""
        from workstation.storage import translation_units

        chosen = await self._files.read_local(_policy_on_its_way)
        kept = await self._files.read(translation_units.policy)
        return kept if chosen is None else chosen

    async def set_policy(self, reach: Reach, kinds: Sequence[EngineKind], monthly_characters: int | None) -> ActionId:
        """Decide for the company (main account).

        Raises:
            Refusal: `not_allowed`.
        """
        if self._me().kind is not AccountKind.MAIN:
            raise Refusal("not_allowed")
        return await self._outgoing.queue(
            SetTranslationPolicy(reach=reach, engines=tuple(kinds), monthly_characters=monthly_characters)
        )

    async def of_buyer(self, conversation: ConversationRef) -> BuyerTranslation:
        """Return what holds for the buyer of a conversation."""
        from workstation.storage import translation_units

        chosen = await self._files.read_local(_buyer_on_its_way, conversation)
        if chosen is not None or not isinstance(conversation, int):
            return chosen or BuyerTranslation()
        return await self._files.read(translation_units.of_buyer, ConversationId(conversation))

    async def set_buyer(self, conversation: ConversationRef, reach: Reach, language: str = "") -> ActionId:
        """Decide for one buyer (owner or main account)."""
        return await self._outgoing.queue(
            SetBuyerTranslation(conversation=conversation, reach=reach, language=language)
        )

    async def permit(self, conversation: ConversationRef | None) -> Permit:
        """Return what may be done with a text of that conversation."""
        buyer = await self.of_buyer(conversation) if conversation is not None else BuyerTranslation()
        return permit(await self.policy(), buyer)

    async def usage(self) -> Usage:
        """Return what has left this machine this month, and what that cost."""
        lines = await self.ledger(_month(self._clock.now()))
        prices = {one.name: one.price_per_million for one in await self._files.read_local(engines.stored)}
        away = [line for line in lines if not line.local]
        policy = await self.policy()
        return Usage(
            characters=sum(line.characters for line in away),
            limit=policy.monthly_characters,
            cost=sum(line.characters * prices.get(line.engine, 0.0) / 1e6 for line in away),
        )

    async def ledger(self, since: datetime | None = None) -> "list[LedgerLine]":
        """Return what left for which engine, newest first."""
        from workstation.storage import translations

        return await self._files.read_local(translations.ledger, to_ms(since) if since else 0)

    def note(self, sent: "Sent", conversation: str = "", limit: int | None = None) -> None:
        """Write the ledger before anything leaves; runs on a worker thread.

        Args:
            limit: characters that may leave this machine in a month.

        Raises:
            MonthUsedUp: it may not leave, and nothing was written.
        """
        from workstation.storage import translations

        line = translations.LedgerLine(
            at=self._clock.now(),
            engine=sent.engine,
            kind=sent.kind.value,
            host=sent.host,
            local=sent.local,
            source=sent.pair.source,
            target=sent.pair.target,
            characters=sent.characters,
            conversation=conversation,
        )
        self._files.store.write_local_blocking(_note, line, limit, to_ms(_month(line.at)))


def _month(now: datetime) -> datetime:
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _note(tx: "Tx", line: "LedgerLine", limit: int | None, month_ms: int) -> None:
    from workstation.storage import translations

    # Counted where it is written: several texts on their way at once are one sum.
    if limit is not None and not line.local and translations.characters_sent(tx, month_ms) + line.characters > limit:
        raise MonthUsedUp
    translations.note(tx, line)


def _policy_on_its_way(tx: "Tx") -> TranslationPolicy | None:
    return _last(tx, SetTranslationPolicy().lane(), lambda action: (
        TranslationPolicy(reach=action.reach, engines=action.engines, monthly_characters=action.monthly_characters)
        if isinstance(action, SetTranslationPolicy) else None
    ))  # fmt: skip


def _buyer_on_its_way(tx: "Tx", conversation: ConversationRef) -> BuyerTranslation | None:
    return _last(tx, SetBuyerTranslation(conversation=conversation).lane(), lambda action: (
        BuyerTranslation(reach=action.reach, language=action.language)
        if isinstance(action, SetBuyerTranslation) else None
    ))  # fmt: skip


def _last(tx: "Tx", lane: str, made: "Callable[[Action], T | None]") -> "T | None":
    """Return what the last action of a lane that was not refused decides."""
    from workstation.storage import outbox

    found = (made(one.action) for one in reversed(outbox.of_lane(tx, lane)) if not one.is_refused)
    return next((one for one in found if one is not None), None)
