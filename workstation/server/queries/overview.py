"""The company's figures and the rows behind them: both are picked from the same facts, read in a few queries."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, and_, bindparam, func, not_, or_, select

from workstation.domain.account import Account
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId, ExhibitorId, PrincipalId
from workstation.domain.message import SYSTEM
from workstation.domain.overview import (
    AccountFigures,
    CountryFigures,
    Figure,
    GuideStep,
    HourFigures,
    Overview,
    OverviewPage,
    OverviewRow,
    StateFigures,
    Step,
    times_of,
)
from workstation.server.queries import accounts
from workstation.server.schema import buyer, conversation, exhibit, exhibitor, message
from workstation.server.schema_intents import received_intent

States = Callable[[Connection, ExhibitorId, datetime, datetime], tuple[StateFigures, ...]]
INTENTS: list[States] = []
BOOKINGS: list[States] = []
"""What counts intents and bookings by state, given the company and the range; their own modules put it here."""
Received = tuple[str, OverviewRow]
"""A purchase intent's state, and what is shown of it."""
RECEIVED: list[Callable[[Connection, ExhibitorId, datetime, datetime], Iterable[Received]]] = []
"""What lists the intents that were counted."""
Booked = tuple[str, ConversationId, datetime]
"""A booking's state, its conversation, and when they meet."""
BOOKED: list[Callable[[Connection, ExhibitorId, datetime, datetime], Iterable[Booked]]] = []
"""What lists the bookings that were counted."""

_MATCHED = (
    select(received_intent.c.intent_id).where(received_intent.c.exhibitor_id == bindparam("exhibitor_id")).limit(1)
)
_of_person = and_(message.c.sender_id.is_not(None), not_(message.c.automatic))
_COUNTS = and_(message.c.kind != SYSTEM, not_(message.c.recalled), or_(message.c.from_buyer, _of_person))


class Head(Struct, frozen=True):
    """A conversation with a buyer, as it is now."""

    row: OverviewRow
    blocked: bool
    created_at: datetime
    waiting_since: datetime | None
    said: bool
    """Whether something was said in the range."""


class Facts(Struct, frozen=True):
    """What the figures are made of."""

    heads: tuple[Head, ...]
    waits: tuple[OverviewRow, ...]
    """Those that began in the range."""
    since: datetime
    until: datetime
    zone: str
    booked: tuple[tuple[str, OverviewRow], ...] = ()
    """Bookings that begin in the range, by their states."""
    wanted: tuple[tuple[str, OverviewRow], ...] = ()
    """Purchase intents that were received in the range, by their states."""


def facts(conn: Connection, exhibitor_id: ExhibitorId, since: datetime, until: datetime) -> Facts:
    """Return what the figures of a company and a range are made of."""
    waiting = _waiting(conn, exhibitor_id)
    said = _said(conn, exhibitor_id, since, until)
    heads = {
        row.id: Head(
            row=OverviewRow(
                conversation_id=row.id,
                buyer_name=row.name,
                company=row.company,
                country=row.country,
                owner_id=row.owner_id,
                live=row.live,
                last_at=row.last_at,
                began_at=waiting.get(row.id) if not row.blocked else None,
            ),
            blocked=row.blocked,
            created_at=row.created_at,
            waiting_since=waiting.get(row.id) if not row.blocked else None,
            said=row.id in said,
        )
        for row in conn.execute(
            select(conversation, buyer.c.name, buyer.c.company, buyer.c.country)
            .join_from(conversation, buyer, buyer.c.id == conversation.c.buyer_id)
            .where(conversation.c.exhibitor_id == exhibitor_id)
            .order_by(conversation.c.id)
        )
    }
    waits = tuple(_waits(conn, exhibitor_id, since, until, heads))
    booked = tuple(
        (state, replace(heads[id_].row, began_at=at))
        for find in BOOKED
        for state, id_, at in find(conn, exhibitor_id, since, until)
        if id_ in heads
    )
    wanted = tuple(one for find in RECEIVED for one in find(conn, exhibitor_id, since, until))
    return Facts(tuple(heads.values()), waits, since, until, accounts.fair_zone(conn), booked, wanted)


def _waiting(conn: Connection, exhibitor_id: ExhibitorId) -> dict[ConversationId, datetime]:
    """Return since when buyers wait: from their first message that no person has answered."""
    answer = message.alias("answer")
    answered_n = (
        select(func.coalesce(func.max(answer.c.n), 0))
        .where(
            answer.c.conversation_id == conversation.c.id,
            not_(answer.c.from_buyer),
            not_(answer.c.automatic),
            not_(answer.c.recalled),
            answer.c.sender_id.is_not(None),
        )
        .scalar_subquery()
    )
    rows = conn.execute(
        select(conversation.c.id, func.min(message.c.at).label("at"))
        .join_from(conversation, message, message.c.conversation_id == conversation.c.id)
        .where(
            conversation.c.exhibitor_id == exhibitor_id,
            conversation.c.kind == "customer",
            message.c.from_buyer,
            _COUNTS,
            message.c.n > answered_n,
        )
        .group_by(conversation.c.id)
    )
    return {ConversationId(row.id): row.at for row in rows}


def _said(conn: Connection, exhibitor_id: ExhibitorId, since: datetime, until: datetime) -> set[int]:
    rows = conn.execute(
        select(message.c.conversation_id)
        .join_from(conversation, message, message.c.conversation_id == conversation.c.id)
        .where(
            conversation.c.exhibitor_id == exhibitor_id,
            conversation.c.kind == "customer",
            conversation.c.last_at >= since,
            message.c.kind != SYSTEM,
            message.c.at >= since,
            message.c.at < until,
        )
        .distinct()
    )
    return {row.conversation_id for row in rows}


def _waits(
    conn: Connection, exhibitor_id: ExhibitorId, since: datetime, until: datetime, heads: dict[int, Head]
) -> Iterable[OverviewRow]:
    """Yield the waits that began in the range: only the messages at which the turn changes are looked at."""
    turns = (
        select(
            message.c.conversation_id,
            message.c.n,
            message.c.at,
            message.c.sender_id,
            message.c.from_buyer,
            func.lag(message.c.from_buyer)
            .over(partition_by=message.c.conversation_id, order_by=message.c.n)
            .label("before"),
        )
        .join_from(conversation, message, message.c.conversation_id == conversation.c.id)
        .where(
            conversation.c.exhibitor_id == exhibitor_id,
            conversation.c.kind == "customer",
            conversation.c.last_at >= since,
            _COUNTS,
        )
        .subquery()
    )
    began = and_(turns.c.from_buyer, or_(turns.c.before.is_(None), not_(turns.c.before)))
    ended = and_(not_(turns.c.from_buyer), turns.c.before)
    rows = conn.execute(select(turns).where(or_(began, ended)).order_by(turns.c.conversation_id, turns.c.n))
    open_: Any = None
    for row in rows:
        if open_ is not None and (open_.conversation_id != row.conversation_id or row.from_buyer):
            yield from _wait(open_, None, since, until, heads)
        elif open_ is not None:
            yield from _wait(open_, row, since, until, heads)
        open_ = row if row.from_buyer else None
    if open_ is not None:
        yield from _wait(open_, None, since, until, heads)


def _wait(began: Any, answered: Any, since: datetime, until: datetime, heads: dict[int, Head]) -> Iterable[OverviewRow]:
    head = heads.get(began.conversation_id)
    if head is None or not since <= began.at < until:
        return
    row = head.row
    yield OverviewRow(
        conversation_id=row.conversation_id,
        buyer_name=row.buyer_name,
        company=row.company,
        country=row.country,
        owner_id=row.owner_id,
        live=row.live,
        last_at=row.last_at,
        began_at=began.at,
        answered_at=answered.at if answered is not None else None,
        answered_by=PrincipalId(answered.sender_id) if answered is not None else None,
    )


# --- the rows of each figure ---


def rows_of(known: Facts, figure: Figure, key: str) -> list[OverviewRow]:
    """Return the rows behind a figure, the longest waiting (or the newest) first.

    Raises:
        Refusal: `invalid_request` with `field` `key`.
    """
    if figure in _OF_HEADS:
        picked = [head.row for head in known.heads if _OF_HEADS[figure](head, known, key)]
        if figure in (Figure.WAITING, Figure.ACCOUNT_WAITING):
            return sorted(picked, key=lambda row: (row.began_at or known.until, row.conversation_id))
        return sorted(picked, key=lambda row: (row.last_at or known.since, row.conversation_id), reverse=True)
    if figure is Figure.BOOKINGS:
        return [row for state, row in known.booked if state == key]
    if figure is Figure.INTENTS:
        return [row for state, row in known.wanted if state == key]
    waits = [row for row in known.waits if _OF_WAITS[figure](row, known, key)]
    return sorted(waits, key=lambda row: (-(row.response_s or 0), row.began_at or known.since, row.conversation_id))


def _number(key: str) -> int:
    if not key.isdecimal() or len(key) > 16:
        raise Refusal("invalid_request", {"field": "key"})
    return int(key)


def _hour(row: OverviewRow, known: Facts) -> int:
    return row.began_at.astimezone(ZoneInfo(known.zone)).hour if row.began_at is not None else -1


_OF_HEADS: dict[Figure, Callable[[Head, Facts, str], bool]] = {
    Figure.WAITING: lambda head, _known, _key: head.waiting_since is not None,
    Figure.QUEUED: lambda head, _known, _key: head.row.live and head.row.owner_id is None,
    Figure.LIVE: lambda head, _known, _key: head.row.live,
    Figure.BLOCKED: lambda head, _known, _key: head.blocked,
    Figure.CONVERSATIONS: lambda head, _known, _key: head.said,
    Figure.BEGUN: lambda head, known, _key: head.said and known.since <= head.created_at < known.until,
    Figure.ACCOUNT_LIVE: lambda head, _known, key: head.row.live and head.row.owner_id == _number(key),
    Figure.ACCOUNT_WAITING: lambda head, _known, key: (
        head.waiting_since is not None and head.row.owner_id == _number(key)
    ),
    Figure.COUNTRY: lambda head, _known, key: head.said and head.row.country == key,
}
_OF_WAITS: dict[Figure, Callable[[OverviewRow, Facts, str], bool]] = {
    Figure.RESPONSES: lambda row, _known, _key: row.answered_at is not None,
    Figure.UNANSWERED: lambda row, _known, _key: row.answered_at is None,
    Figure.ACCOUNT_RESPONSES: lambda row, _known, key: row.answered_by == _number(key),
    Figure.HOUR_WAITS: lambda row, known, key: _hour(row, known) == _number(key),
    Figure.HOUR_RESPONSES: lambda row, known, key: row.answered_at is not None and _hour(row, known) == _number(key),
}


def page(known: Facts, figure: Figure, key: str, offset: int, limit: int) -> OverviewPage:
    """Return some of the rows behind a figure, and how many there are."""
    found = rows_of(known, figure, key)
    return OverviewPage(total=len(found), rows=tuple(found[offset : offset + limit]))


# --- the figures ---


def overview(conn: Connection, exhibitor_id: ExhibitorId, now: datetime, since: datetime, until: datetime) -> Overview:
    """Return all figures of a company."""
    known = facts(conn, exhibitor_id, since, until)
    waiting = rows_of(known, Figure.WAITING, "")
    counted = {
        figure: len(rows_of(known, figure, ""))
        for figure in (
            Figure.QUEUED,
            Figure.LIVE,
            Figure.BLOCKED,
            Figure.CONVERSATIONS,
            Figure.BEGUN,
            Figure.UNANSWERED,
        )
    }
    return Overview(
        at=now,
        since=since,
        until=until,
        time_zone=known.zone,
        waiting=len(waiting),
        oldest_waiting_at=waiting[0].began_at if waiting else None,
        queued=counted[Figure.QUEUED],
        live=counted[Figure.LIVE],
        blocked=counted[Figure.BLOCKED],
        conversations=counted[Figure.CONVERSATIONS],
        begun=counted[Figure.BEGUN],
        responses=times_of(_seconds(known.waits)),
        unanswered=counted[Figure.UNANSWERED],
        accounts=tuple(_of_account(known, one) for one in accounts.of_exhibitor(conn, exhibitor_id, now)),
        hours=tuple(_hours(known)),
        countries=tuple(_countries(known)),
        intents=tuple(one for count in INTENTS for one in count(conn, exhibitor_id, since, until)),
        bookings=tuple(one for count in BOOKINGS for one in count(conn, exhibitor_id, since, until)),
        guide=_guide(conn, exhibitor_id),
    )


def _seconds(waits: Iterable[OverviewRow]) -> list[int]:
    return [row.response_s for row in waits if row.response_s is not None]


def _of_account(known: Facts, one: Account) -> AccountFigures:
    key = str(one.id)
    waiting = rows_of(known, Figure.ACCOUNT_WAITING, key)
    return AccountFigures(
        account_id=one.id,
        live=len(rows_of(known, Figure.ACCOUNT_LIVE, key)),
        waiting=len(waiting),
        oldest_waiting_at=waiting[0].began_at if waiting else None,
        responses=times_of(_seconds(rows_of(known, Figure.ACCOUNT_RESPONSES, key))),
    )


def _hours(known: Facts) -> Iterable[HourFigures]:
    by_hour: dict[int, list[OverviewRow]] = {}
    for row in known.waits:
        by_hour.setdefault(_hour(row, known), []).append(row)
    for hour, waits in sorted(by_hour.items()):
        yield HourFigures(hour=hour, waits=len(waits), responses=times_of(_seconds(waits)))


def _countries(known: Facts) -> Sequence[CountryFigures]:
    counts: dict[str, int] = {}
    for head in known.heads:
        if head.said:
            counts[head.row.country] = counts.get(head.row.country, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [CountryFigures(country=country, conversations=count) for country, count in ordered]


def _guide(conn: Connection, exhibitor_id: ExhibitorId) -> tuple[GuideStep, ...]:
    """Return the four steps: what is told of the company, what it shows, whether one can look at it, what it got."""
    company = conn.execute(select(exhibitor).where(exhibitor.c.id == exhibitor_id)).one()
    shown = conn.execute(
        select(func.count().label("all"), func.count(exhibit.c.picture_id).label("pictured")).where(
            exhibit.c.exhibitor_id == exhibitor_id, exhibit.c.listed
        )
    ).one()
    done = {
        Step.COMPANY: bool(company.about_zh or company.about_en),
        Step.EXHIBITS: shown.all > 0,
        Step.TEMPLATE: shown.pictured > 0,
        Step.MATCHED: conn.execute(_MATCHED, {"exhibitor_id": exhibitor_id}).first() is not None,
    }
    return tuple(GuideStep(step=step, done=done[step]) for step in Step)
