"""The Litestar application: routes, their guard, errors, headers."""

from typing import Any

from litestar import Litestar, Request, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException, NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from workstation import __version__
from workstation.domain.errors import Refusal
from workstation.server import handlers, permissions, problems, wire
from workstation.server.caller import Caller
from workstation.server.config import Settings
from workstation.server.parts import Platform
from workstation.server.portal import routes as portal
from workstation.server.routes import (
    actions,
    administration,
    attachments,
    cards,
    conversations,
    entrance,
    exhibits,
    feeds,
    intents,
    log,
    overview,
    slots,
    team,
)

assert handlers  # importing it registers what each action does


def api_handlers() -> list[HTTPRouteHandler]:
    """Return all routes of the programming interface."""
    return [
        *entrance.HANDLERS,
        *actions.HANDLERS,
        *conversations.HANDLERS,
        *log.HANDLERS,
        *exhibits.HANDLERS,
        *team.HANDLERS,
        *attachments.HANDLERS,
        *cards.HANDLERS,
        *administration.HANDLERS,
        *overview.HANDLERS,
        *slots.HANDLERS,
        *feeds.HANDLERS,
        *intents.HANDLERS,
    ]


async def provide_caller(request: Request[Any, Any, Any]) -> Caller:
    """Return who was let through by the guard.

    Raises:
        Refusal: `not_signed_in`, on a route that is for anyone.
    """
    caller = request.scope.get("state", {}).get("caller")
    if not isinstance(caller, Caller):
        raise Refusal("not_signed_in")
    return caller


def _check_routes(app: Litestar) -> None:
    """Refuse to start with a route that names no permission."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if handler.http_methods != {"OPTIONS"}:  # made by the framework, tells only which methods there are
                permissions.who_of(handler)


def create_app(settings: Settings, platform: Platform | None = None) -> Litestar:
    """Return the application; `platform` is made from the settings unless given."""
    parts = platform or Platform(settings)

    async def started() -> None:
        await parts.start()

    async def stopped() -> None:
        await parts.stop()

    app = Litestar(
        route_handlers=[*api_handlers(), *portal.HANDLERS],
        guards=[permissions.guard],
        dependencies={
            "caller": Provide(provide_caller),
            "platform": Provide(lambda: parts, sync_to_thread=False),
        },
        exception_handlers={
            Refusal: problems.on_refusal,
            NotFoundException: portal.on_lost,
            HTTPException: problems.on_http,
            Exception: problems.on_failure,
        },
        before_request=wire.check_query,
        request_class=wire.CheckedRequest,
        request_max_body_size=settings.limits.body_bytes,
        state=State({"platform": parts, "callers": parts.callers}),
        on_startup=[started],
        on_shutdown=[stopped],
        openapi_config=OpenAPIConfig(
            title="Workstation platform",
            version=__version__,
            render_plugins=[JsonRenderPlugin()],
            openapi_router=Router("/schema", route_handlers=[], opt=permissions.ANYONE),
        ),
        logging_config=None,
    )
    _check_routes(app)
    return app
