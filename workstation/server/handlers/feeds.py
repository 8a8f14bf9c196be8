"""Secret calendar addresses."""

from workstation.domain.actions import ActionResult
from workstation.domain.errors import Refusal
from workstation.domain.slot_actions import RevokeFeed
from workstation.server.actions import ACCOUNTS, Doing, handles


@handles(RevokeFeed, ACCOUNTS)
def revoke(_doing: Doing, _action: RevokeFeed) -> ActionResult:
    """Make one's own address worthless; as long as none can be made, there is none."""
    raise Refusal("not_found")
