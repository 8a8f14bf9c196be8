"""What buyers change about themselves."""

from msgspec.structs import asdict

from workstation.domain.actions import ActionResult
from workstation.domain.buyer_actions import EditBuyerProfile
from workstation.server import buyer_profiles
from workstation.server.actions import BUYERS, Doing, handles


@handles(EditBuyerProfile, BUYERS)
def edit_profile(doing: Doing, action: EditBuyerProfile) -> ActionResult:
    """Change what exhibitors see of a buyer."""
    said = {name: value for name, value in asdict(action).items() if name != "rev" and value is not None}
    buyer_profiles.change(doing.tx, doing.caller, doing.limits, said, rev=action.rev)
    return doing.result()
