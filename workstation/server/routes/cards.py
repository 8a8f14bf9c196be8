"""Reading the folders of business cards, page by page."""

from typing import Annotated
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery, Parameter
from sqlalchemy import Connection

from workstation.domain.card import CardPage
from workstation.domain.ids import ActionId
from workstation.server.caller import Caller
from workstation.server.parts import Platform
from workstation.server.permissions import ACCOUNT
from workstation.server.queries import accounts
from workstation.server.queries import cards as stored

MAX_CARDS = 500


def _page(conn: Connection, caller: Caller, platform: Platform, after: UUID | None, limit: int) -> CardPage:
    me = accounts.by_id(conn, caller.principal_id, platform.clock.now())
    return stored.page(conn, me, None if after is None else ActionId(after), limit)


@get("/api/v1/cards", opt=ACCOUNT)
async def cards(
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
    after: FromQuery[UUID | None] = None,
    limit: Annotated[int, Parameter(ge=1, le=MAX_CARDS)] = 200,
) -> CardPage:
    """Return a page of all cards that the account may see: its own folder, and the company's where it may."""
    return await platform.database.read(_page, caller, platform, after, limit)


HANDLERS = [cards]
