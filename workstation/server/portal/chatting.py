"""The page of conversations and what its script begins with; from then on that speaks the programming interface."""

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from workstation.domain.account import Exhibitor
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ConversationId, ExhibitId, ExhibitorId
from workstation.server.caller import Caller
from workstation.server.parts import Platform
from workstation.server.permissions import BUYER, PAGE
from workstation.server.portal import catalogue, state
from workstation.server.portal.browsing import number_of
from workstation.server.portal.pages import go, render
from workstation.server.portal.visitors import AnyRequest, AnyResponse, caller_of, visitor_of
from workstation.server.queries import accounts, conversations, exhibits


class Start(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom, and about what, a buyer is about to write."""

    exhibitor: Exhibitor
    exhibit: Exhibit | None = None


class Begun(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stands in the page for its script."""

    state: state.PortalState
    start: Start | None = None


def embedded(begun: Begun) -> Markup:
    """Return JSON as it may stand in a page: no character in it ends the element, or is markup."""
    text = msgspec.json.encode(begun).decode()
    for character, escaped in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(character, escaped)
    return Markup(text)


async def _chats(request: AnyRequest, platform: Platform, start: Start | None = None) -> AnyResponse:
    visitor = await visitor_of(request, platform)
    caller = caller_of(visitor)
    if caller.must_change_password:
        return go("/profile")
    begun = Begun(state=await platform.database.read(state.state_of, caller, platform.clock.now()), start=start)
    if start is not None:
        known = {one.id: one for one in (*begun.state.exhibitors, start.exhibitor)}
        begun = replace(begun, state=replace(begun.state, exhibitors=tuple(known.values())))
    return render(request, visitor, "chats.html", begun=embedded(begun), section="chats")


@get("/chats", opt=PAGE, include_in_schema=False)
async def chats(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Show a buyer's conversations."""
    return await _chats(request, platform)


@get("/chats/{conversation_id:int}", opt=PAGE, include_in_schema=False)
async def chat(request: AnyRequest, conversation_id: FromPath[int], platform: NamedDependency[Platform]) -> AnyResponse:
    """Show one of a buyer's conversations; another's is not there."""
    caller = (await visitor_of(request, platform)).caller
    if caller is not None and not caller.must_change_password:
        await platform.database.read(conversations.seen, caller, ConversationId(conversation_id))
    return await _chats(request, platform)


@get("/chats/new", opt=PAGE, include_in_schema=False)
async def new_chat(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Show where a buyer writes to an exhibitor; nothing is begun before he sends something."""
    exhibit_id = number_of(str(request.query_params.get("exhibit", "")))
    exhibitor_id = number_of(str(request.query_params.get("exhibitor", "")))
    start = await platform.database.read(_start, exhibit_id, exhibitor_id)
    return await _chats(request, platform, start)


def _start(conn: Connection, exhibit_id: int | None, exhibitor_id: int | None) -> Start:
    if exhibit_id is not None:
        page = catalogue.exhibit_page(conn, ExhibitId(exhibit_id))
        return Start(exhibitor=page.exhibitor, exhibit=page.exhibit)
    if exhibitor_id is None:
        raise Refusal("not_found")
    return Start(exhibitor=accounts.exhibitor_by_id(conn, ExhibitorId(exhibitor_id)))


@get("/portal/state", opt=BUYER, include_in_schema=False)
async def current_state(caller: NamedDependency[Caller], platform: NamedDependency[Platform]) -> state.PortalState:
    """Return a buyer's state, for a page that missed something."""
    return await platform.database.read(state.state_of, caller, platform.clock.now())


@get("/portal/exhibits/{exhibit_id:int}", opt=BUYER, include_in_schema=False)
async def exhibit(exhibit_id: FromPath[int], platform: NamedDependency[Platform]) -> Exhibit:
    """Return an exhibit that a message names, listed or not."""
    found = await platform.database.read(exhibits.by_ids, [exhibit_id])
    if not found:
        raise Refusal("not_found")
    return found[0]


PAGES = [new_chat, chats, chat]
HANDLERS = [current_state, exhibit]
