"""Pages that anyone may see: the fair, its exhibitors, what they show; pictures, styles and scripts."""

from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from workstation.domain.errors import Refusal
from workstation.domain.ids import AttachmentId, ExhibitId, ExhibitorId
from workstation.server import wire
from workstation.server.parts import Platform
from workstation.server.permissions import PAGE
from workstation.server.portal import assets, catalogue
from workstation.server.portal.pages import days, named, render, website
from workstation.server.portal.visitors import AnyRequest, AnyResponse, visitor_of

MAX_QUERY = 100
DAY_S = 86400


def number_of(text: str) -> int | None:
    """Return a whole number of a query string, or nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def wanted_of(request: AnyRequest) -> catalogue.Wanted:
    """Return what the address asks for; what makes no sense in it is left out."""
    query: dict[str, str] = {name: value for name, value in request.query_params.items() if isinstance(value, str)}
    wire.check(query)
    return catalogue.Wanted(
        query=query.get("q", "").strip()[:MAX_QUERY],
        section_id=number_of(query.get("section", "")),
        show="exhibitors" if query.get("show") == "exhibitors" else "",
        page=number_of(query.get("page", "")) or 1,
    )


def _link(wanted: catalogue.Wanted, **changes: Any) -> str:
    """Return the address of the catalogue with something changed."""
    now = {"q": wanted.query, "section": wanted.section_id or "", "show": wanted.show, "page": wanted.page}
    values = {name: value for name, value in {**now, **changes}.items() if value not in ("", 1) or name == "q"}
    if not values["q"]:
        del values["q"]
    return f"/?{urlencode(values)}" if values else "/"


@get("/", opt=PAGE, include_in_schema=False)
async def home(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Show the fair: exhibits or exhibitors, all or those that match."""
    visitor = await visitor_of(request, platform)
    wanted = wanted_of(request)
    view = await platform.database.read(catalogue.browse, wanted)
    phases = [
        {"name": named(visitor.language, one.name), "days": days(visitor.language, one.first_day, one.last_day)}
        for one in visitor.fair.phases
    ]

    def link(**changes: Any) -> str:
        return _link(wanted, **changes)

    return render(request, visitor, "home.html", view=view, phases=phases, link=link)


@get("/exhibitors/{exhibitor_id:int}", opt=PAGE, include_in_schema=False)
async def exhibitor(
    request: AnyRequest, exhibitor_id: FromPath[int], platform: NamedDependency[Platform]
) -> AnyResponse:
    """Show an exhibitor and its exhibits."""
    visitor = await visitor_of(request, platform)
    company, goods = await platform.database.read(catalogue.exhibitor_page, ExhibitorId(exhibitor_id))
    return render(
        request, visitor, "exhibitor.html", exhibitor=company, exhibits=goods, website=website(company.website)
    )


@get("/exhibits/{exhibit_id:int}", opt=PAGE, include_in_schema=False)
async def exhibit(request: AnyRequest, exhibit_id: FromPath[int], platform: NamedDependency[Platform]) -> AnyResponse:
    """Show an exhibit."""
    visitor = await visitor_of(request, platform)
    page = await platform.database.read(catalogue.exhibit_page, ExhibitId(exhibit_id))
    return render(
        request,
        visitor,
        "exhibit.html",
        exhibit=page.exhibit,
        exhibitor=page.exhibitor,
        section_of=page.section,
        others=page.others,
    )


@get("/pictures/{attachment_id:int}", opt=PAGE, include_in_schema=False)
async def picture(
    request: AnyRequest, attachment_id: FromPath[int], platform: NamedDependency[Platform]
) -> Response[bytes]:
    """Give out the picture of a listed exhibit."""
    size = "full" if request.query_params.get("size") == "full" else "thumb"
    data, media_type = await platform.database.read(catalogue.picture, AttachmentId(attachment_id), size)
    headers = {"Cache-Control": f"public, max-age={DAY_S}", "Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(data, media_type=media_type, headers=headers)


@get("/static/{version:str}/{name:path}", opt=PAGE, include_in_schema=False)
async def static(version: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """Give out a style, script, icon or list of words."""
    asset = assets.everything().get(str(name).lstrip("/"))
    if asset is None:
        raise Refusal("not_found")
    # Under another version's address it is what there is now, so nobody may keep it.
    keep = "public, max-age=31536000, immutable" if version == assets.version() else "no-cache"
    return Response(asset.data, media_type=asset.media_type, headers={"Cache-Control": keep})


HANDLERS = [home, exhibitor, exhibit, picture, static]
