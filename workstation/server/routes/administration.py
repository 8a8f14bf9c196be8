"""Managing accounts, their passwords and devices; the company's log."""

from datetime import datetime
from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, Parameter

from workstation.domain.account import Permission
from workstation.domain.administration import AccountState, Device, FirstPassword, NewAccount
from workstation.domain.audit import AuditFilter, AuditPage
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.server import administration
from workstation.server.caller import Caller
from workstation.server.parts import Platform
from workstation.server.permissions import ACCOUNT, permitted
from workstation.server.queries import audit

MAX_NUMBER = 2**53
MAX_LINES = 500


@get("/api/v1/accounts", opt=permitted(Permission.MANAGE_ACCOUNTS))
async def states(caller: NamedDependency[Caller], platform: NamedDependency[Platform]) -> tuple[AccountState, ...]:
    """Return first passwords, locks and sign-ins of the company's accounts."""
    now = platform.clock.now()
    return await platform.database.read(administration.states, caller, now, platform.settings.limits)


@post("/api/v1/accounts", opt=permitted(Permission.MANAGE_ACCOUNTS), status_code=200)
async def create(
    data: JSONBody[NewAccount], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> FirstPassword:
    """Make a sub-account; its first password is in this answer and nowhere else."""
    return await platform.administration.create(caller, data)


@post("/api/v1/accounts/{account_id:int}/password", opt=permitted(Permission.MANAGE_ACCOUNTS), status_code=200)
async def reset_password(
    account_id: FromPath[int], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> FirstPassword:
    """Give an account another first password, and unlock it."""
    return await platform.administration.reset_password(caller, PrincipalId(account_id))


@get("/api/v1/accounts/{account_id:int}/devices", opt=ACCOUNT)
async def devices(
    account_id: FromPath[int], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> tuple[Device, ...]:
    """Return where an account is signed in: one's own, or one that one manages."""
    now = platform.clock.now()
    return await platform.database.read(administration.devices, caller, PrincipalId(account_id), now)


@post("/api/v1/accounts/{account_id:int}/devices/{device_id:str}/sign-out", opt=ACCOUNT, status_code=204)
async def sign_out_device(
    account_id: FromPath[int],
    device_id: FromPath[str],
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
) -> None:
    """Sign an account out there; that desk deletes its files at its next contact."""
    await platform.administration.sign_out_device(caller, PrincipalId(account_id), device_id)


def aware(at: datetime | None, field: str) -> datetime | None:
    """Return an instant that has a zone.

    Raises:
        Refusal: `invalid_request`.
    """
    if at is not None and at.tzinfo is None:
        raise Refusal("invalid_request", {"field": field})
    return at


@get("/api/v1/audit", opt=permitted(Permission.AUDIT_LOG))
async def log(
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
    codes: Annotated[str, Parameter(max_length=1000)] = "",
    account_id: Annotated[int | None, Parameter(ge=0, le=MAX_NUMBER)] = None,
    since: FromQuery[datetime | None] = None,
    until: FromQuery[datetime | None] = None,
    before: Annotated[int | None, Parameter(ge=0, le=MAX_NUMBER)] = None,
    limit: Annotated[int, Parameter(ge=1, le=MAX_LINES)] = 100,
) -> AuditPage:
    """Return lines of the company's log, newest first; `codes` are parted by commas."""
    wanted = AuditFilter(
        codes=tuple(filter(None, codes.split(","))),
        account_id=PrincipalId(account_id) if account_id is not None else None,
        since=aware(since, "since"),
        until=aware(until, "until"),
    )
    assert caller.exhibitor_id is not None
    return await platform.database.read(audit.page, caller.exhibitor_id, wanted, before, limit)


HANDLERS = [states, create, reset_password, devices, sign_out_device, log]
