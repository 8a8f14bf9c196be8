"""Health, signing in and out, registering, passwords, and who one is."""

from datetime import timedelta
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from sqlalchemy import Connection, select

from workstation import __version__
from workstation.domain.account import SignedIn
from workstation.domain.entrance import EmailChange, Health, Me, PasswordChange, Registration, SignInRequest
from workstation.server.auth import seen, seen_lately
from workstation.server.caller import Caller
from workstation.server.parts import Platform
from workstation.server.permissions import ANYONE, BUYER, NEW
from workstation.server.queries import accounts, buyers

NOTED_EVERY = timedelta(minutes=5)
"""How exactly it is known when a sign-in was used last."""


def address_of(request: Request[Any, Any, Any]) -> str:
    """Return where a request comes from (behind a trusted proxy: what that says)."""
    return request.client.host if request.client else ""


@get("/healthz", opt=ANYONE)
async def healthz() -> Health:
    """Tell that this is a platform, and which version."""
    return Health(ok=True, product="workstation", version=__version__)


@get("/readyz", opt=ANYONE)
async def readyz(platform: NamedDependency[Platform]) -> Response[Health]:
    """Tell whether requests can be served: 503 until the database answers."""
    try:
        await platform.database.read(_ping)
    except Exception:
        return Response(Health(ok=False, product="workstation", version=__version__), status_code=503)
    return Response(Health(ok=True, product="workstation", version=__version__))


def _ping(conn: Connection) -> None:
    conn.execute(select(1))


@post("/api/v1/sign-in", opt=ANYONE, status_code=200)
async def sign_in(
    data: JSONBody[SignInRequest], request: Request[Any, Any, Any], platform: NamedDependency[Platform]
) -> SignedIn:
    """Exchange a password for a token."""
    return await platform.auth.sign_in(data, address_of(request))


@post("/api/v1/sign-out", opt=NEW, status_code=204)
async def sign_out(caller: NamedDependency[Caller], platform: NamedDependency[Platform]) -> None:
    """End the token."""
    await platform.auth.sign_out(caller)


@post("/api/v1/password", opt=NEW, status_code=204)
async def change_password(
    data: JSONBody[PasswordChange],
    request: Request[Any, Any, Any],
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
) -> None:
    """Set a new password; the other tokens end."""
    await platform.auth.change_password(caller, data, address_of(request))


@post("/api/v1/email", opt=BUYER, status_code=204)
async def change_email(
    data: JSONBody[EmailChange],
    request: Request[Any, Any, Any],
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
) -> None:
    """Change the address with which a buyer signs in; the same again changes nothing."""
    await platform.auth.change_email(caller, data, address_of(request))


@post("/api/v1/register", opt=ANYONE, status_code=200)
async def register(
    data: JSONBody[Registration], request: Request[Any, Any, Any], platform: NamedDependency[Platform]
) -> SignedIn:
    """Become a buyer of the fair."""
    return await platform.auth.register(data, address_of(request))


@get("/api/v1/me", opt=NEW)
async def me(
    request: Request[Any, Any, Any], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> Me:
    """Tell whose token this is, and what time it is here."""
    now = platform.clock.now()
    address = address_of(request)
    if not await platform.database.read(seen_lately, caller.token_hash, address, now - NOTED_EVERY):
        await platform.writer.write(seen, [caller.token_hash], address)
    if caller.is_buyer:
        return Me(server_time=now, buyer=await platform.database.read(buyers.by_id, caller.principal_id, now))
    return Me(
        server_time=now,
        account=await platform.database.read(accounts.by_id, caller.principal_id, now),
        must_change_password=caller.must_change_password,
    )


HANDLERS = [healthz, readyz, sign_in, sign_out, change_password, change_email, register, me]
