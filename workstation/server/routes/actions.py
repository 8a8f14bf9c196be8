"""The one route for everything users do."""

from collections.abc import Mapping

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec.structs import replace

from workstation.domain.actions import ActionRequest, ActionResult, SetProfile
from workstation.domain.ids import PrincipalId
from workstation.server.actions import lane_of, perform
from workstation.server.caller import Caller
from workstation.server.parts import Platform
from workstation.server.permissions import SIGNED_IN
from workstation.server.writer import Tx


@post("/api/v1/actions", opt=SIGNED_IN, status_code=200)
async def act(
    data: JSONBody[ActionRequest], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> ActionResult:
    """Do an action; the same request again gets the same result."""

    def perform_logged(tx: Tx) -> tuple[ActionResult, Mapping[PrincipalId, int]]:
        return perform(tx, caller.token_hash, data, platform.settings.limits, platform.pick), tx.logged

    result, logged = await platform.writer.write_in_lane(lane_of(data), perform_logged)
    if isinstance(data.action, SetProfile):
        platform.callers.forget([caller.token_hash])
    # A repeat brings its number along: what it came to may have been logged long ago.
    return replace(result, seq=max(result.seq, logged.get(caller.principal_id, 0)))


HANDLERS = [act]
