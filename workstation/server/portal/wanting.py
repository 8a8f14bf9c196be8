"""Saying what one is looking for, and seeing who answers: plain forms that work without a script, pictures too."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct
from sqlalchemy import Connection

from workstation.domain.actions import StartConversation
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Section
from workstation.domain.ids import ActionId, ExhibitId, ExhibitorId, PrincipalId, SectionId
from workstation.domain.intent import (
    MAX_DESCRIPTION_CHARS,
    MAX_IMAGES,
    MAX_TITLE_CHARS,
    BuyerIntent,
    IntentEnd,
    NewIntent,
    Wanted,
)
from workstation.domain.intent_actions import ChangeIntent, PublishIntent, WithdrawIntent
from workstation.domain.intent_rules import CURRENCIES
from workstation.server.parts import Platform
from workstation.server.permissions import PAGE
from workstation.server.portal import catalogue, countries
from workstation.server.portal.browsing import number_of
from workstation.server.portal.form_actions import act, fresh_id, id_of
from workstation.server.portal.pages import go, named, render
from workstation.server.portal.visitors import (
    AnyRequest,
    AnyResponse,
    Visitor,
    caller_of,
    form_of,
    visitor_of,
)
from workstation.server.portal.wanting_form import (
    FIELDS,
    FIRST_CURRENCIES,
    FORM_BYTES,
    UNITS,
    Form,
    refused,
    sent,
    values_of,
    wanted_of,
)
from workstation.server.queries import buyer_intents, exhibits, slots


class Line(Struct, frozen=True, kw_only=True):
    """An intent on the page."""

    one: BuyerIntent
    price: str
    section: Section | None
    destination: str
    deadline: str

    @property
    def over(self) -> bool:
        """Tell whether no more answers are wanted."""
        return self.one.intent.ended is not None


async def _form_page(
    request: AnyRequest, platform: Platform, visitor: Visitor, form: Form, *, intent_id: UUID | None = None
) -> AnyResponse:
    sections = await platform.database.read(exhibits.sections)
    place = await platform.database.read(slots.zone)
    language = visitor.language
    return render(
        request,
        visitor,
        "intent_form.html",
        status=422 if form.problem else 200,
        form=form,
        intent_id=intent_id,
        sections=sorted(((one.id, named(language, one)) for one in sections), key=lambda pair: pair[1]),
        units=UNITS,
        currencies=(*FIRST_CURRENCIES, *sorted(CURRENCIES - set(FIRST_CURRENCIES))),
        countries=countries.countries(language),
        today=platform.clock.now().astimezone(place).date().isoformat(),
        most_pictures=MAX_IMAGES,
        title_chars=MAX_TITLE_CHARS,
        description_chars=MAX_DESCRIPTION_CHARS,
        section="intents",
    )


async def _save(
    request: AnyRequest, platform: Platform, visitor: Visitor, intent_id: UUID | None
) -> tuple[AnyResponse | None, UUID]:
    """Publish or change what the form says; returns the form again where something is wrong."""
    caller = caller_of(visitor)
    came = await sent(request, platform, visitor)
    request_id = id_of(came.fields.get("id", ""))
    try:
        if came.problem is not None:
            raise came.problem
        ids = tuple(ActionId(one) for one, _number in came.uploads)
        new = NewIntent(wanted=wanted_of(came.fields), uploads=ids, kept=came.kept)
        wish = PublishIntent(new=new) if intent_id is None else ChangeIntent(intent=ActionId(intent_id), new=new)
        await act(platform, caller, request_id, wish)
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        problem, wrong = refused(refusal, visitor.language)
        values = {name: came.fields.get(name, "") for name in FIELDS}
        form = Form(
            values=values,
            request_id=fresh_id(),
            problem=problem,
            wrong=wrong,
            uploads=came.uploads,
            kept=came.kept,
        )
        return await _form_page(request, platform, visitor, form, intent_id=intent_id), request_id
    return None, request_id


def _first_values(conn: Connection, visitor: Visitor, exhibit_id: int | None) -> dict[str, str]:
    """Return what an empty form begins with: the exhibit that one comes from, one's own country."""
    country = visitor.buyer.country if visitor.buyer is not None else ""
    values = values_of(Wanted(title="", destination=country))
    if exhibit_id is not None:
        shown = catalogue.exhibit_page(conn, ExhibitId(exhibit_id)).exhibit
        values |= {"title": named(visitor.language, shown), "section": str(shown.section_id), "unit": shown.unit}
        values |= {"category": shown.category, "currency": shown.currency}
    return values


@get("/intents/new", opt=PAGE, include_in_schema=False)
async def new_intent(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Show the empty form, or one that begins with an exhibit."""
    visitor = await visitor_of(request, platform)
    caller_of(visitor)  # nobody is sent to sign in before the form is filled
    exhibit_id = number_of(str(request.query_params.get("exhibit", "")))
    values = await platform.database.read(_first_values, visitor, exhibit_id)
    return await _form_page(request, platform, visitor, Form(values=values, request_id=fresh_id()))


@post("/intents/new", opt=PAGE, include_in_schema=False, status_code=200, request_max_body_size=FORM_BYTES)
async def publish(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Publish what a buyer wants."""
    again, request_id = await _save(request, platform, await visitor_of(request, platform), None)
    return again or go(f"/intents/{request_id}")


# ---- one's own -----------------------------------------------------------------------------------------------------


def _line(one: BuyerIntent, sections: dict[SectionId, Section], language: str) -> Line:
    wanted = one.intent.wanted
    return Line(
        one=one,
        price=""
        if wanted.target_price_minor is None
        else countries.amount(wanted.target_price_minor, wanted.currency, language),
        section=None if wanted.section_id is None else sections.get(wanted.section_id),
        destination=countries.country(wanted.destination, language) if wanted.destination else "",
        deadline=countries.day(wanted.deadline, language) if wanted.deadline else "",
    )


def _lines(conn: Connection, buyer_id: PrincipalId, language: str) -> list[Line]:
    sections = {one.id: one for one in exhibits.sections(conn)}
    return [_line(one, sections, language) for one in buyer_intents.of_buyer(conn, buyer_id)]


@get("/intents", opt=PAGE, include_in_schema=False)
async def own_intents(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Show a buyer's purchase intents."""
    visitor = await visitor_of(request, platform)
    lines = await platform.database.read(_lines, caller_of(visitor).principal_id, visitor.language)
    return render(request, visitor, "intents.html", lines=lines, section="intents")


def _one(conn: Connection, buyer_id: PrincipalId, intent_id: UUID, language: str) -> tuple[Line, list[Any]]:
    line = next((one for one in _lines(conn, buyer_id, language) if one.one.intent.id == intent_id), None)
    if line is None:
        raise Refusal("not_found")
    return line, buyer_intents.answers(conn, ActionId(intent_id))


async def _one_page(
    request: AnyRequest, platform: Platform, visitor: Visitor, intent_id: UUID, problem: str = ""
) -> AnyResponse:
    me = caller_of(visitor).principal_id
    line, answers = await platform.database.read(_one, me, intent_id, visitor.language)
    return render(
        request,
        visitor,
        "intent.html",
        status=409 if problem else 200,
        line=line,
        answers=answers,
        problem=problem,
        request_id=fresh_id(),
        section="intents",
    )


@get("/intents/{intent_id:uuid}", opt=PAGE, include_in_schema=False)
async def one_intent(
    request: AnyRequest, intent_id: FromPath[UUID], platform: NamedDependency[Platform]
) -> AnyResponse:
    """Show an intent, who received it and who answered."""
    return await _one_page(request, platform, await visitor_of(request, platform), intent_id)


@get("/intents/{intent_id:uuid}/change", opt=PAGE, include_in_schema=False)
async def change_form(
    request: AnyRequest, intent_id: FromPath[UUID], platform: NamedDependency[Platform]
) -> AnyResponse:
    """Show the form with what the intent says."""
    visitor = await visitor_of(request, platform)
    me = caller_of(visitor).principal_id
    line, _answers = await platform.database.read(_one, me, intent_id, visitor.language)
    if line.one.intent.ended is IntentEnd.WITHDRAWN:
        raise Refusal("intent_over")
    kept = tuple(one.id for one in line.one.intent.images)
    form = Form(values=values_of(line.one.intent.wanted), request_id=fresh_id(), kept=kept)
    return await _form_page(request, platform, visitor, form, intent_id=intent_id)


@post(
    "/intents/{intent_id:uuid}/change",
    opt=PAGE,
    include_in_schema=False,
    status_code=200,
    request_max_body_size=FORM_BYTES,
)
async def change(request: AnyRequest, intent_id: FromPath[UUID], platform: NamedDependency[Platform]) -> AnyResponse:
    """Change an intent."""
    again, _request_id = await _save(request, platform, await visitor_of(request, platform), intent_id)
    return again or go(f"/intents/{intent_id}")


@post("/intents/{intent_id:uuid}/withdraw", opt=PAGE, include_in_schema=False, status_code=200)
async def withdraw(request: AnyRequest, intent_id: FromPath[UUID], platform: NamedDependency[Platform]) -> AnyResponse:
    """Want no more answers."""
    visitor = await visitor_of(request, platform)
    fields = await form_of(request, visitor)
    withdraws = WithdrawIntent(intent=ActionId(intent_id))
    await act(platform, caller_of(visitor), id_of(fields.get("id", "")), withdraws)
    return go(f"/intents/{intent_id}")


@post("/intents/{intent_id:uuid}/chat", opt=PAGE, include_in_schema=False, status_code=200)
async def start_chat(
    request: AnyRequest, intent_id: FromPath[UUID], platform: NamedDependency[Platform]
) -> AnyResponse:
    """Write to one of the exhibitors that received it."""
    visitor = await visitor_of(request, platform)
    fields = await form_of(request, visitor)
    caller = caller_of(visitor)
    exhibitor_id = number_of(fields.get("exhibitor", ""))
    if exhibitor_id is None:
        raise Refusal("not_found")
    start = StartConversation(exhibitor_id=ExhibitorId(exhibitor_id), intent=ActionId(intent_id))
    try:
        done = await act(platform, caller, id_of(fields.get("id", "")), start)
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        problem, _wrong = refused(refusal, visitor.language)
        return await _one_page(request, platform, visitor, intent_id, problem)
    return go(f"/chats/{done.conversation_id}")


HANDLERS = [new_intent, publish, own_intents, one_intent, change_form, change, withdraw, start_chat]
