"""Secret calendar addresses: asking for one, and what calendar programs read under it."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from workstation.domain.slot_actions import MadeFeed, NewFeed
from workstation.server.caller import Caller
from workstation.server.parts import Platform
from workstation.server.permissions import ACCOUNT, PAGE
from workstation.server.routes.entrance import address_of


@post("/api/v1/calendar-feeds", opt=ACCOUNT, status_code=200)
async def make(
    data: JSONBody[NewFeed], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> MadeFeed:
    """Make a secret calendar address of mine; the secret is in this answer and nowhere else."""
    return await platform.calendar_feeds.make(caller, data)


@get("/calendar/{name:str}", opt=PAGE, include_in_schema=False)
async def read(
    name: FromPath[str], request: Request[Any, Any, Any], platform: NamedDependency[Platform]
) -> Response[bytes]:
    """Give out the schedule behind a secret address; whoever knows it needs no sign-in."""
    return Response(
        await platform.calendar_feeds.read(name, address_of(request)),
        media_type="text/calendar",
        headers={
            "Cache-Control": "private, no-cache",
            "Content-Disposition": 'attachment; filename="negotiations.ics"',
            "X-Robots-Tag": "noindex",
        },
    )


HANDLERS = [make, read]
