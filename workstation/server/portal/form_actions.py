"""What a buyer does by a form: one action, with the id that was made with the page."""

from uuid import UUID

import uuid6

from workstation.domain.actions import Action, ActionRequest, ActionResult
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.server.actions import perform
from workstation.server.caller import Caller
from workstation.server.parts import Platform


def fresh_id() -> UUID:
    """Return a new time-ordered id."""
    return UUID(int=uuid6.uuid7().int)


def id_of(text: str) -> UUID:
    """Return the id that stands in a form.

    Raises:
        Refusal: `invalid_request` with `field` for what is none.
    """
    try:
        return UUID(text)
    except ValueError:
        raise Refusal("invalid_request", {"field": "id"}) from None


async def act(platform: Platform, caller: Caller, request_id: UUID, action: Action) -> ActionResult:
    """Do what a buyer asks for; the same form sent twice does it once.

    Raises:
        Refusal: by the action's rules.
    """
    asked, limits, pick = ActionRequest(id=ActionId(request_id), action=action), platform.settings.limits, platform.pick
    return await platform.writer.write(lambda tx: perform(tx, caller.token_hash, asked, limits, pick))
