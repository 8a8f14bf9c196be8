"""What the fair shows: exhibitors, their exhibits, sections."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy import Connection

from workstation.domain.account import Exhibitor
from workstation.domain.exhibit import Exhibit, Section
from workstation.domain.ids import ExhibitorId
from workstation.server.caller import Caller
from workstation.server.parts import Platform
from workstation.server.permissions import SIGNED_IN
from workstation.server.queries import accounts, exhibits


@get("/api/v1/exhibitors", opt=SIGNED_IN)
async def exhibitors(caller: NamedDependency[Caller], platform: NamedDependency[Platform]) -> tuple[Exhibitor, ...]:
    """Return the exhibitors of the fair; what a company keeps to itself only to itself."""
    found = await platform.database.read(accounts.exhibitors)
    return tuple(one if one.id == caller.exhibitor_id else accounts.in_public(one) for one in found)


@get("/api/v1/sections", opt=SIGNED_IN)
async def sections(platform: NamedDependency[Platform]) -> tuple[Section, ...]:
    """Return the sections of the fair."""
    return await platform.database.read(exhibits.sections)


def _shown(conn: Connection, caller: Caller, exhibitor_id: ExhibitorId) -> tuple[Exhibit, ...]:
    accounts.exhibitor_by_id(conn, exhibitor_id)
    return exhibits.of_exhibitor(conn, exhibitor_id, listed_only=caller.exhibitor_id != exhibitor_id)


@get("/api/v1/exhibitors/{exhibitor_id:int}/exhibits", opt=SIGNED_IN)
async def exhibits_of(
    exhibitor_id: FromPath[int], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> tuple[Exhibit, ...]:
    """Return what an exhibitor shows; unlisted exhibits only to itself."""
    return await platform.database.read(_shown, caller, ExhibitorId(exhibitor_id))


HANDLERS = [exhibitors, sections, exhibits_of]
