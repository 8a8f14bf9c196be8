"""From a template to a page: words, names, numbers and money in the visitor's language, and what browsers may do."""

from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from babel.dates import format_interval
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response
from litestar.response import Redirect

from workstation.domain.exhibit import Exhibit
from workstation.server import words
from workstation.server.portal import assets, countries
from workstation.server.portal.visitors import VISITOR_COOKIE, AnyRequest, AnyResponse, Visitor, set_cookie

POLICY = (
    "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
HTML = "text/html"


def named(language: str, thing: Any) -> str:
    """Return the name of a fair, exhibitor, section or exhibit for a reader of the language."""
    own = getattr(thing, f"name_{language}", "")
    return str(own or thing.name_en or thing.name_zh)


def about(language: str, thing: Any) -> str:
    """Return what an exhibitor says of itself or of an exhibit."""
    return str(getattr(thing, f"about_{language}", "") or thing.about_en or thing.about_zh)


def initials(name: str) -> str:
    """Return one or two letters that stand for a name."""
    parts = name.split()
    if not parts:
        return "·"
    if "\u4e00" <= parts[0][0] <= "\u9fff":
        return parts[0][:2]
    return "".join(part[0] for part in parts[:2]).upper()


def website(address: str) -> str:
    """Return the address if it is one that a page may link to, else nothing."""
    return address if address.startswith(("https://", "http://")) else ""


def days(language: str, first: str, last: str) -> str:
    """Return a stretch of days (`YYYY-MM-DD`) as the language writes it."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return str(format_interval(start, end, skeleton="yMMMd", locale=countries.locale_of(language)))


def unit(language: str, code: str, count: int = 1) -> str:
    """Return the unit in which an exhibit is counted; what the catalogue doesn't know is shown as it is."""
    catalogue_of = words.catalogue(language)
    known = {
        "piece": catalogue_of.ngettext("piece", "pieces", count),
        "set": catalogue_of.ngettext("set", "sets", count),
        "pair": catalogue_of.ngettext("pair", "pairs", count),
        "box": catalogue_of.ngettext("box", "boxes", count),
        "carton": catalogue_of.ngettext("carton", "cartons", count),
        "metre": catalogue_of.ngettext("metre", "metres", count),
        "kilogram": catalogue_of.ngettext("kilogram", "kilograms", count),
        "tonne": catalogue_of.ngettext("tonne", "tonnes", count),
    }
    return known.get(code, code)


def _money(language: str, exhibit: Exhibit) -> str:
    return countries.price(exhibit, language)


def _number(language: str, value: int) -> str:
    return countries.number(value, language)


@cache
def environment(language: str) -> Environment:
    """Return the templates in a language."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    texts = words.catalogue(language)
    extended: Any = made  # the extension adds this to it
    extended.install_gettext_callables(texts.gettext, texts.ngettext, newstyle=True)
    made.globals.update(
        language=language,
        asset=assets.address,
        named=partial(named, language),
        about=partial(about, language),
        money=partial(_money, language),
        number=partial(_number, language),
        unit=partial(unit, language),
        initials=initials,
    )
    return made


def render(
    request: AnyRequest,
    visitor: Visitor,
    template: str,
    *,
    status: int = 200,
    **context: Any,
) -> AnyResponse:
    """Return a page."""
    language = visitor.language
    query = request.url.query
    here = request.url.path + (f"?{query}" if query else "")
    goes_on = context.get("next", "")
    values = {
        "fair": named(language, visitor.fair.name) or words.translate(language, _("Trade fair")),
        "buyer": visitor.buyer,
        "unread": visitor.unread,
        "csrf": visitor.csrf,
        "here": here if request.method == "GET" else goes_on or "/",
        "next_query": f"?next={quote(goes_on, safe='/')}" if goes_on not in ("", "/") else "",
        "section": "",
        **context,
    }
    html = environment(language).get_template(template).render(values)
    response: AnyResponse = Response(
        html, status_code=status, media_type=HTML, headers={**HEADERS, "Content-Language": language}
    )
    if visitor.is_new:
        set_cookie(response, request.app.state.platform.settings, VISITOR_COOKIE, visitor.secret, None)
    return response


def go(path: str) -> AnyResponse:
    """Send the browser to another of our pages, by GET."""
    response = Redirect(path, status_code=303)
    response.headers["Cache-Control"] = "no-store"
    return response


def go_to_sign_in(request: AnyRequest) -> AnyResponse:
    """Send the browser to the page for signing in, and from there back to what was asked for."""
    query = request.url.query
    return go(f"/sign-in?next={quote(request.url.path + (f'?{query}' if query else ''), safe='/')}")


def _(message: str) -> str:
    return message
