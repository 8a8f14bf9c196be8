"""Bookings as the database has them, and as each of those concerned may see them."""

from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Row, Select, and_, func, or_, select, update

from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.booking import Booking, BookingRules, BookingState, BuyerBooking, CancelledBy, FairPhase
from workstation.domain.ids import ActionId, ConversationId, ExhibitorId, PrincipalId
from workstation.domain.overview import StateFigures
from workstation.server.config import Meetings
from workstation.server.queries import overview
from workstation.server.schema import account, buyer, conversation, exhibitor, fair, phase
from workstation.server.schema_slots import booking, booking_rules

MOST_OF_BUYER = 500
"""In a buyer's own list; the newest."""
MEETING_FROM = timedelta(minutes=30)
"""Who enters no earlier than that before the beginning has come to meet."""

_ALL: Select[Any] = select(
    booking,
    conversation.c.owner_id,
    conversation.c.blocked,
    buyer.c.name.label("buyer_name"),
    buyer.c.company.label("buyer_company"),
    buyer.c.country.label("buyer_country"),
).select_from(
    booking.join(conversation, conversation.c.id == booking.c.conversation_id).join(
        buyer, buyer.c.id == booking.c.buyer_id
    )
)
_HOLDS = booking.c.state != BookingState.CANCELLED


def booking_of(row: Row[Any]) -> Booking:
    """Return a booking from its row, as the exhibitor's accounts see it."""
    return Booking(
        id=row.id,
        rev=row.rev,
        sequence=row.sequence,
        slot_id=row.slot_id,
        conversation_id=row.conversation_id,
        buyer_id=row.buyer_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        buyer_zone=row.buyer_zone,
        state=BookingState(row.state),
        at=row.at,
        words=row.words,
        receiver_id=row.receiver_id,
        named_by_rule=row.named_by_rule,
        returned_by_id=row.returned_by_id,
        returned_words=row.returned_words,
        receiver_disabled=row.receiver_disabled,
        cancelled_by=None if row.cancelled_by is None else CancelledBy(row.cancelled_by),
        cancelled_words=row.cancelled_words,
        proposal=row.proposal,
        meeting=row.meeting,
        meeting_failed=row.meeting_failed,
        entered_at=row.entered_at,
        buyer_entered_at=row.buyer_entered_at,
        outcome=row.outcome,
        buyer_name=row.buyer_name,
        buyer_company=row.buyer_company,
        buyer_country=row.buyer_country,
    )


def for_buyer(one_: Booking) -> Booking:
    """Return a booking as its buyer sees it: where they meet once it is accepted, nothing that colleagues say.

    Who has been let in stays in: when somebody else takes over while they meet, the buyer keeps the way there.

    With a receiver who was disabled it waits for another one, as after a hand-back.
    """
    lost = one_.receiver_disabled
    state = BookingState.PENDING if lost and one_.holds_a_place else one_.state
    early = one_.starts_at - MEETING_FROM
    begun = any(at is not None and at >= early for at in (one_.entered_at, one_.buyer_entered_at))
    let_in = state is BookingState.ACCEPTED or (begun and one_.holds_a_place)
    return replace(
        one_,
        state=state,
        receiver_id=None if lost else one_.receiver_id,
        named_by_rule=False,
        returned_by_id=None,
        returned_words="",
        receiver_disabled=False,
        meeting=one_.meeting if let_in else None,
        meeting_failed="",
        entered_at=None,
        outcome=None,
    )


def gone(row: Row[Any]) -> Booking:
    """Return what tells a desk to forget a booking, with nothing of what became of it."""
    return Booking(
        id=row.id,
        rev=row.rev,
        slot_id=row.slot_id,
        conversation_id=row.conversation_id,
        buyer_id=row.buyer_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        state=BookingState(row.state),
        at=row.at,
        gone=True,
    )


def one(conn: Connection, id_: ActionId, *, lock: bool = False) -> Row[Any] | None:
    """Return the row of a booking, whosesoever it is; `lock` holds it until the transaction ends."""
    wanted = _ALL.where(booking.c.id == id_)
    return conn.execute(wanted.with_for_update(of=booking) if lock else wanted).one_or_none()


def of_conversation(conn: Connection, conversation_id: ConversationId) -> list[Row[Any]]:
    """Return the rows of all bookings of a buyer with an exhibitor."""
    return list(conn.execute(_ALL.where(booking.c.conversation_id == conversation_id).order_by(booking.c.id)))


def touched_of_buyer(conn: Connection, buyer_id: PrincipalId) -> list[Row[Any]]:
    """Hold all bookings of a buyer, give them a newer `rev`, and return their rows: they name the buyer."""
    whose = booking.c.buyer_id == buyer_id
    conn.execute(select(booking.c.id).where(whose).order_by(booking.c.conversation_id, booking.c.id).with_for_update())
    conn.execute(update(booking).where(whose).values(rev=booking.c.rev + 1))
    return list(conn.execute(_ALL.where(whose).order_by(booking.c.id)))


def lost_receiver(one_: Booking) -> bool:
    """Tell whether whoever was to receive the buyer can't, and nobody else is named yet."""
    returned = one_.state is BookingState.PENDING and one_.returned_by_id is not None
    return one_.holds_a_place and (one_.receiver_disabled or returned)


def to_come_of(conn: Connection, account_id: PrincipalId, now: datetime) -> list[ActionId]:
    """Return what an account is to receive and is not over, in the order in which rows are locked."""
    wanted = select(booking.c.id).where(booking.c.receiver_id == account_id, booking.c.ends_at > now, _HOLDS)
    order = wanted.order_by(booking.c.conversation_id, booking.c.id)
    return [ActionId(id_) for id_ in conn.execute(order).scalars()]


def sees(row: Row[Any], me: Account) -> bool:
    """Tell whether a booking is an account's to see."""
    if me.exhibitor_id != row.exhibitor_id:
        return False
    whole = me.kind is AccountKind.MAIN or me.may(Permission.WHOLE_SCHEDULE)
    return whole or me.id in (row.receiver_id, row.owner_id)


def visible_to(conn: Connection, me: Account) -> tuple[Booking, ...]:
    """Return all bookings that an account may see, in the order of their beginnings."""
    wanted = _ALL.where(booking.c.exhibitor_id == me.exhibitor_id).order_by(booking.c.starts_at, booking.c.id)
    if me.kind is not AccountKind.MAIN and not me.may(Permission.WHOLE_SCHEDULE):
        wanted = wanted.where(or_(booking.c.receiver_id == me.id, conversation.c.owner_id == me.id))
    return tuple(booking_of(row) for row in conn.execute(wanted))


def scheduled(conn: Connection, me: Account, since: datetime, most: int, *, whole: bool) -> tuple[Booking, ...]:
    """Return what an account receives, or (`whole`) everybody of its exhibitor, and ends after `since`; none cancelled.

    In the order of their beginnings, the first `most`.
    """
    wanted = _ALL.where(booking.c.exhibitor_id == me.exhibitor_id, booking.c.ends_at > since, _HOLDS)
    if not whole:
        wanted = wanted.where(booking.c.receiver_id == me.id)
    return tuple(
        booking_of(row) for row in conn.execute(wanted.order_by(booking.c.starts_at, booking.c.id).limit(most))
    )


def of_buyer(conn: Connection, buyer_id: PrincipalId) -> tuple[BuyerBooking, ...]:
    """Return a buyer's bookings, in the order of their beginnings."""
    wanted = (
        _ALL.add_columns(
            exhibitor.c.name_zh.label("exhibitor_zh"),
            exhibitor.c.name_en.label("exhibitor_en"),
            account.c.name_zh.label("receiver_zh"),
            account.c.name_en.label("receiver_en"),
        )
        .join(exhibitor, exhibitor.c.id == booking.c.exhibitor_id)
        .join(account, account.c.id == booking.c.receiver_id, isouter=True)
        .where(booking.c.buyer_id == buyer_id)
        .order_by(booking.c.starts_at.desc(), booking.c.id)
        .limit(MOST_OF_BUYER)
    )
    return tuple(_in_list(row) for row in reversed(conn.execute(wanted).all()))


def _in_list(row: Row[Any]) -> BuyerBooking:
    whole = booking_of(row)
    seen = for_buyer(whole)
    known = seen.receiver_id is not None
    return BuyerBooking(
        booking=seen,
        exhibitor_id=row.exhibitor_id,
        exhibitor_zh=row.exhibitor_zh,
        exhibitor_en=row.exhibitor_en,
        receiver_zh=(row.receiver_zh or row.receiver_en or "") if known else "",
        receiver_en=(row.receiver_en or row.receiver_zh or "") if known else "",
        receiver_lost=lost_receiver(whole),
    )


def is_busy(
    conn: Connection, account_id: PrincipalId, starts_at: datetime, ends_at: datetime, *, but: ActionId | None = None
) -> bool:
    """Tell whether an account receives a buyer at some instant of that time; call it with the account's row held."""
    return _any(conn, and_(booking.c.receiver_id == account_id, _within(starts_at, ends_at)), but)


def has_booked(
    conn: Connection,
    exhibitor_id: ExhibitorId,
    buyer_id: PrincipalId,
    starts_at: datetime,
    ends_at: datetime,
    *,
    but: ActionId | None = None,
) -> bool:
    """Tell whether a buyer meets the exhibitor at some instant of that time; call it with their conversation held."""
    theirs = and_(booking.c.exhibitor_id == exhibitor_id, booking.c.buyer_id == buyer_id)
    return _any(conn, and_(theirs, _within(starts_at, ends_at)), but)


def _within(starts_at: datetime, ends_at: datetime) -> Any:
    return and_(_HOLDS, booking.c.starts_at < ends_at, booking.c.ends_at > starts_at)


def _any(conn: Connection, condition: Any, but: ActionId | None) -> bool:
    wanted = select(booking.c.id).where(condition)
    if but is not None:
        wanted = wanted.where(booking.c.id != but)
    return conn.execute(wanted.limit(1)).first() is not None


def rules(conn: Connection, exhibitor_id: ExhibitorId, meetings: Meetings) -> BookingRules:
    """Return how an exhibitor's bookings find their receiver, and where its meetings are; `rev` 0 if never decided."""
    row = conn.execute(select(booking_rules).where(booking_rules.c.exhibitor_id == exhibitor_id)).one_or_none()
    wanted = "by_hand" if row is None else str(row.meetings)
    return BookingRules(
        rev=0 if row is None else row.rev,
        to_owner=row is not None and row.to_owner,
        meetings=wanted if wanted in meetings.possible else "by_hand",
        meetings_possible=meetings.possible,
        organisation=meetings.organisation,
        support=meetings.support,
        jitsi_host=meetings.jitsi_host,
        phases=_phases(conn),
    )


def goes_to_owner(conn: Connection, exhibitor_id: ExhibitorId) -> bool:
    """Tell whether an exhibitor's bookings are to be received by who serves the buyer."""
    wanted = select(booking_rules.c.to_owner).where(booking_rules.c.exhibitor_id == exhibitor_id)
    return bool(conn.execute(wanted).scalar())


def _phases(conn: Connection) -> tuple[FairPhase, ...]:
    """Return the days of the fair."""
    newest = select(func.max(fair.c.id)).scalar_subquery()
    rows = conn.execute(select(phase).where(phase.c.fair_id == newest).order_by(phase.c.number))
    return tuple(
        FairPhase(
            number=row.number,
            first_day=row.first_day,
            last_day=row.last_day,
            name_zh=row.name_zh,
            name_en=row.name_en,
        )
        for row in rows
    )


def states(conn: Connection, exhibitor_id: ExhibitorId, since: datetime, until: datetime) -> tuple[StateFigures, ...]:
    """Return how many bookings that begin in the range are in each state."""
    rows = conn.execute(
        select(booking.c.state, func.count().label("bookings"))
        .where(
            booking.c.exhibitor_id == exhibitor_id,
            booking.c.starts_at >= since,
            booking.c.starts_at < until,
        )
        .group_by(booking.c.state)
    )
    counts = {row.state: row.bookings for row in rows}
    return tuple(StateFigures(state=one_, count=counts[one_]) for one_ in BookingState if one_ in counts)


def behind(conn: Connection, exhibitor_id: ExhibitorId, since: datetime, until: datetime) -> list[overview.Booked]:
    """Return those bookings, the next first."""
    rows = conn.execute(
        select(booking.c.state, booking.c.conversation_id, booking.c.starts_at)
        .where(booking.c.exhibitor_id == exhibitor_id, booking.c.starts_at >= since, booking.c.starts_at < until)
        .order_by(booking.c.starts_at, booking.c.id)
    )
    return [(row.state, ConversationId(row.conversation_id), row.starts_at) for row in rows]


overview.BOOKED.append(behind)
overview.BOOKINGS.append(states)
