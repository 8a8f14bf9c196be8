"""The one route for everything users do."""

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from workstation.domain.actions import ActionRequest, ActionResult, SetProfile
from workstation.server.actions import lane_of, perform
from workstation.server.caller import Caller
from workstation.server.parts import Platform
from workstation.server.permissions import SIGNED_IN


@post("/api/v1/actions", opt=SIGNED_IN, status_code=200)
async def act(
    data: JSONBody[ActionRequest], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> ActionResult:
    """Do an action; the same request again gets the same result."""
    result = await platform.writer.write_in_lane(
        lane_of(data), lambda tx: perform(tx, caller.token_hash, data, platform.settings.limits, platform.pick)
    )
    if isinstance(data.action, SetProfile):
        platform.callers.forget([caller.token_hash])
    return result


HANDLERS = [act]
