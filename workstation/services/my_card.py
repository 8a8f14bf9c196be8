"""My own card as it is on this machine: what the server said, what is on its way laid over it, else my profile."""

from typing import TYPE_CHECKING

from msgspec import Struct

from workstation.domain import card
from workstation.domain.card import CardContent, SharedCard
from workstation.domain.card_actions import SaveMyCard
from workstation.domain.ids import ActionId, PrincipalId
from workstation.services.views import Fault

if TYPE_CHECKING:
    from workstation.storage.tx import Tx


class PendingCard(Struct, frozen=True, kw_only=True):
    """The last change of my card that has not come back from the server."""

    action_id: ActionId
    action: SaveMyCard
    waiting: bool
    """Not at the server yet."""
    problem: Fault | None = None


DRAFT = "cards.my_draft"
"""The setting of this machine that holds what was typed and not saved."""


def pending_card(tx: "Tx") -> PendingCard | None:
    """Return my last change on its way; reads `local.db`."""
    from workstation.domain.card_actions import MY_LANE
    from workstation.storage import outbox

    found = [one for one in outbox.of_lane(tx, MY_LANE) if isinstance(one.action, SaveMyCard)]
    if not found:
        return None
    last = found[-1]
    assert isinstance(last.action, SaveMyCard)
    refused = last.state in (outbox.State.REFUSED, outbox.State.FAILED)
    return PendingCard(
        action_id=last.id,
        action=last.action,
        waiting=last.state is not outbox.State.SENT and not refused,
        problem=Fault(code=last.problem_code, params=last.problem_params) if refused else None,
    )


def stored_card(tx: "Tx") -> SharedCard:
    """Return my card as the server has it; `version` 0 when it is only what my profile says. Reads the cache."""
    from workstation.storage import accounts, cards

    me = accounts.me(tx)
    if me is None:
        return SharedCard(owner_id=PrincipalId(0), version=0, content=CardContent())
    own = cards.own(tx, me.id)
    if own is not None:
        return SharedCard(owner_id=me.id, version=own.version, content=own.content)
    content = card.of_account(me, accounts.exhibitor(tx))
    return SharedCard(owner_id=me.id, version=0, content=content)


def laid_over(stored: SharedCard, pending: PendingCard | None) -> SharedCard:
    """Return the card with the change on its way; a refused one changes nothing."""
    if pending is None or pending.problem is not None:
        return stored
    return SharedCard(owner_id=stored.owner_id, version=stored.version, content=pending.action.content)
