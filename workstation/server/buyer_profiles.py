"""A buyer's profile changes, whoever causes it: what is kept, and that everybody who sees the buyer follows at once."""

from collections.abc import Mapping, Set
from typing import Any

from msgspec.structs import replace
from sqlalchemy import select, update

from workstation.domain import buyer_rules
from workstation.domain.account import Presence
from workstation.domain.errors import Refusal
from workstation.domain.events import BuyerChanged
from workstation.domain.ids import PrincipalId
from workstation.server import asked, attempts, booking_readers, cards, intents
from workstation.server.caller import Caller
from workstation.server.config import Limits
from workstation.server.queries import buyers
from workstation.server.schema import account, buyer, conversation, past_owner
from workstation.server.writer import Tx

HOUR_S = 3600
ON_BOOKINGS = frozenset({"name", "company", "country"})
ON_TRANSFERS = ON_BOOKINGS | {"languages"}
ON_INTENTS = ON_TRANSFERS | {"time_zone"}
"""Fields that come with what else is there of a buyer, for accounts that do not see the conversation."""


def change(tx: Tx, caller: Caller, limits: Limits, said: Mapping[str, Any], *, rev: int | None = None) -> None:
    """Keep what a buyer says of themselves, and let everybody concerned have it; what is kept already changes nothing.

    Args:
        tx: a writing transaction.
        caller: the buyer.
        limits: how often that may be.
        said: some fields of the profile.
        rev: of the profile as it was seen.

    Raises:
        Refusal: `invalid_request` with the field in question, `profile_changed`, `too_many_requests`.
    """
    # The row is held first, and the card's last, as by everybody who hands a card over.
    held = tx.conn.execute(select(buyer).where(buyer.c.id == caller.principal_id).with_for_update(key_share=True)).one()
    changed = {name: value for name, value in buyer_rules.tidy(said).items() if value != getattr(held, name)}
    if not changed:
        return
    looked_at = {"phone": held.phone, **changed} if "country" in changed else changed
    if wrong := buyer_rules.faulty(looked_at, changed.get("country", held.country)):
        raise Refusal("invalid_request", {"field": wrong})
    if rev is not None and rev != held.rev:
        raise Refusal("profile_changed")
    if limits.profile_changes_per_hour:
        key, limit = f"p:{caller.principal_id}", limits.profile_changes_per_hour
        attempts.reserve(tx, key, limit, HOUR_S, HOUR_S, code="too_many_requests")
    unproven = {"email_verified": False} if "email" in changed else {}
    tx.conn.execute(update(buyer).where(buyer.c.id == held.id).values(rev=buyer.c.rev + 1, **changed, **unproven))
    _tell(tx, caller, changed.keys())


def _tell(tx: Tx, caller: Caller, changed: Set[str]) -> None:
    me = caller.principal_id
    now = buyers.by_id(tx.conn, me, tx.now)
    tx.emit([me, *_serving(tx, me)], BuyerChanged(buyer=now))
    # Who gave the buyer away does not see whether they are there now.
    tx.emit(_formerly_serving(tx, me), BuyerChanged(buyer=replace(now, presence=Presence.OFFLINE)))
    if changed & ON_BOOKINGS:
        booking_readers.buyer_changed(tx, me)
    if changed & ON_TRANSFERS:
        asked.buyer_changed(tx, me)
    if changed & ON_INTENTS:
        intents.buyer_changed(tx, me)
    cards.follow_profile(tx, caller)


def _serving(tx: Tx, buyer_id: PrincipalId) -> set[PrincipalId]:
    """Return the owners of a buyer's conversations, and the main accounts there."""
    rows = tx.conn.execute(
        select(conversation.c.owner_id, account.c.id.label("main_id"))
        .join(account, account.c.exhibitor_id == conversation.c.exhibitor_id)
        .where(conversation.c.buyer_id == buyer_id, account.c.kind == "main")
    )
    return {PrincipalId(one) for row in rows for one in (row.owner_id, row.main_id) if one is not None}


def _formerly_serving(tx: Tx, buyer_id: PrincipalId) -> set[PrincipalId]:
    """Return the accounts that gave a buyer's conversation away and may still read it up to there."""
    given = conversation.c.id == past_owner.c.conversation_id
    rows = tx.conn.execute(
        select(past_owner.c.account_id).join(conversation, given).where(conversation.c.buyer_id == buyer_id)
    )
    return {PrincipalId(row.account_id) for row in rows}
