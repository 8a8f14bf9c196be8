"""The company's overview, and the rows behind its figures."""

from datetime import datetime, timedelta
from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery, Parameter
from sqlalchemy import Connection

from workstation.domain.account import Permission
from workstation.domain.errors import Refusal
from workstation.domain.ids import ExhibitorId
from workstation.domain.overview import Figure, Overview, OverviewPage
from workstation.server.caller import Caller
from workstation.server.parts import Platform
from workstation.server.permissions import permitted
from workstation.server.queries import overview
from workstation.server.routes.administration import aware

MAX_NUMBER = 2**53
LONGEST = timedelta(days=400)


def _range(since: datetime, until: datetime) -> tuple[datetime, datetime]:
    aware(since, "since")
    aware(until, "until")
    if not timedelta() <= until - since <= LONGEST:
        raise Refusal("invalid_request", {"field": "until"})
    return since, until


def _company(caller: Caller) -> ExhibitorId:
    return caller.as_account().exhibitor_id


@get("/api/v1/overview", opt=permitted(Permission.OVERVIEW))
async def figures(
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
    since: FromQuery[datetime],
    until: FromQuery[datetime],
) -> Overview:
    """Return the company's figures; waits and messages are those of the range (at most 400 days)."""
    span = _range(since, until)
    return await platform.database.read(overview.overview, _company(caller), platform.clock.now(), *span)


def _rows(
    conn: Connection,
    exhibitor_id: ExhibitorId,
    figure: Figure,
    key: str,
    span: tuple[datetime, datetime],
    offset: int,
    limit: int,
) -> OverviewPage:
    return overview.page(overview.facts(conn, exhibitor_id, *span), figure, key, offset, limit)


@get("/api/v1/overview/rows", opt=permitted(Permission.OVERVIEW))
async def rows(
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
    figure: FromQuery[Figure],
    since: FromQuery[datetime],
    until: FromQuery[datetime],
    key: Annotated[str, Parameter(max_length=20)] = "",
    offset: Annotated[int, Parameter(ge=0, le=MAX_NUMBER)] = 0,
    limit: Annotated[int, Parameter(ge=1, le=1000)] = 200,
) -> OverviewPage:
    """Return the conversations (or waits) behind a figure; `total` is the figure."""
    span = _range(since, until)
    return await platform.database.read(_rows, _company(caller), figure, key, span, offset, limit)


HANDLERS = [figures, rows]
