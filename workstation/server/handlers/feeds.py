"""Secret calendar addresses."""

from workstation.domain.actions import ActionResult
from workstation.domain.slot_actions import RevokeFeed
from workstation.server import calendar_feeds
from workstation.server.actions import ACCOUNTS, Doing, handles


@handles(RevokeFeed, ACCOUNTS)
def revoke(doing: Doing, action: RevokeFeed) -> ActionResult:
    """Make one's own address worthless."""
    calendar_feeds.revoke(doing.tx, doing.caller, action.feed)
    return doing.result()
