"""Purchase intents as the database has them, and as each of those concerned may see them."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    and_,
    case,
    exists,
    false,
    func,
    or_,
    select,
    type_coerce,
    update,
)

from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.conversation import Conversation
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ActionId, ExhibitorId, PrincipalId
from workstation.domain.intent import Intent, IntentEnd, IntentState, ReceivedIntent, Wanted
from workstation.domain.matching import asked
from workstation.domain.message import Attachment
from workstation.domain.overview import OverviewRow, StateFigures
from workstation.server.caller import Caller
from workstation.server.queries import conversations, exhibits, overview
from workstation.server.queries.pictures import attachment_of
from workstation.server.schema import attachment, buyer, conversation, exhibit
from workstation.server.schema_intents import intent, intent_image, received_intent

KEPT = timedelta(days=90)
"""So long after its end an intent still comes with a snapshot."""
LOOKED_AT = 2_000
"""Exhibits that one intent is compared with; those of its section before others."""
WORDS_LOOKED_FOR = 8

RECEIVED: Select[Any] = select(
    received_intent,
    intent.c.rev.label("intent_rev"),
    intent.c.buyer_id,
    intent.c.at,
    intent.c.wanted,
    intent.c.ended,
    intent.c.ended_at,
    conversation.c.id.label("conversation_id"),
    buyer.c.name.label("buyer_name"),
    buyer.c.company.label("buyer_company"),
    buyer.c.country.label("buyer_country"),
    buyer.c.time_zone.label("buyer_zone"),
    buyer.c.languages.label("buyer_languages"),
).select_from(
    received_intent.join(intent, intent.c.id == received_intent.c.intent_id)
    .join(buyer, buyer.c.id == intent.c.buyer_id)
    .join(
        conversation,
        and_(
            conversation.c.exhibitor_id == received_intent.c.exhibitor_id, conversation.c.buyer_id == intent.c.buyer_id
        ),
        isouter=True,
    )
)
is_open = and_(received_intent.c.state != IntentState.DONE, intent.c.ended.is_(None))
"""Whether somebody still has to do something about it."""


def images(conn: Connection, ids: Collection[ActionId]) -> dict[ActionId, tuple[Attachment, ...]]:
    """Return the pictures of intents, in their order."""
    found: dict[ActionId, list[Attachment]] = {}
    wanted = (
        select(intent_image.c.intent_id, attachment)
        .join_from(intent_image, attachment, attachment.c.id == intent_image.c.attachment_id)
        .order_by(intent_image.c.intent_id, intent_image.c.position)
    )
    every = sorted(set(ids))
    for start in range(0, len(every), 500):
        for row in conn.execute(wanted.where(intent_image.c.intent_id.in_(every[start : start + 500]))):
            found.setdefault(row.intent_id, []).append(attachment_of(row, row.id))
    return {id_: tuple(pictures) for id_, pictures in found.items()}


def ended_of(row: Row[Any]) -> IntentEnd | None:
    return None if row.ended is None else IntentEnd(row.ended)


def _received(row: Row[Any], pictures: tuple[Attachment, ...]) -> ReceivedIntent:
    return ReceivedIntent(
        intent=Intent(
            id=row.intent_id,
            rev=row.intent_rev,
            buyer_id=row.buyer_id,
            at=row.at,
            wanted=row.wanted,
            images=pictures,
            ended=ended_of(row),
        ),
        rev=row.rev,
        matches=row.matches,
        received_at=row.received_at,
        state=IntentState(row.state),
        owner_id=row.owner_id,
        rule=row.rule,
        seen_at=row.seen_at,
        card_sent_at=row.card_sent_at,
        chat_at=row.chat_at,
        conversation_id=row.conversation_id,
        done_at=row.done_at,
        done_by_id=row.done_by_id,
        done_words=row.done_words,
        buyer_name=row.buyer_name,
        buyer_company=row.buyer_company,
        buyer_country=row.buyer_country,
        buyer_zone=row.buyer_zone,
        buyer_languages=row.buyer_languages,
    )


def of_rows(conn: Connection, rows: Collection[Row[Any]]) -> tuple[ReceivedIntent, ...]:
    """Return what these rows say, with the pictures."""
    pictures = images(conn, [row.intent_id for row in rows])
    return tuple(_received(row, pictures.get(row.intent_id, ())) for row in rows)


def seen_by(one_: ReceivedIntent, me: Account) -> ReceivedIntent:
    """Return a received intent as an account that may see it has it: who may not see details gets less of it."""
    if me.may(Permission.INTENT_DETAILS):
        return one_
    wanted = replace(one_.intent.wanted, description="", quantity=None, unit="", target_price_minor=None)
    return replace(one_, intent=replace(one_.intent, wanted=wanted, images=()), buyer_name="", reduced=True)


def gone(row: Row[Any]) -> ReceivedIntent:
    """Return what tells a desk to forget an intent, with nothing of what it is about."""
    bare = Intent(id=row.intent_id, rev=row.intent_rev, buyer_id=row.buyer_id, at=row.at, wanted=Wanted(title=""))
    return ReceivedIntent(intent=bare, rev=row.rev, received_at=row.received_at, reduced=True, gone=True)


def head_of_pair(conn: Connection, exhibitor_id: ExhibitorId, buyer_id: PrincipalId) -> Conversation | None:
    """Return the conversation of a buyer with an exhibitor as it is now, without holding it."""
    row = conn.execute(
        select(conversation).where(conversation.c.exhibitor_id == exhibitor_id, conversation.c.buyer_id == buyer_id)
    ).one_or_none()
    return None if row is None else conversations.head_of(row)


def one(conn: Connection, id_: ActionId, exhibitor_id: ExhibitorId, *, lock: bool = False) -> Row[Any] | None:
    """Return the row of an intent that an exhibitor received; `lock` holds it until the transaction ends."""
    wanted = RECEIVED.where(received_intent.c.intent_id == id_, received_intent.c.exhibitor_id == exhibitor_id)
    return conn.execute(wanted.with_for_update(of=received_intent) if lock else wanted).one_or_none()


def published(conn: Connection, id_: ActionId, *, lock: bool = False) -> Row[Any] | None:
    """Return the row of an intent itself; `lock` holds it until the transaction ends."""
    wanted = select(intent).where(intent.c.id == id_)
    return conn.execute(wanted.with_for_update() if lock else wanted).one_or_none()


def receiver_ids(conn: Connection, id_: ActionId) -> list[ExhibitorId]:
    """Return the exhibitors that received an intent."""
    wanted = select(received_intent.c.exhibitor_id).where(received_intent.c.intent_id == id_)
    return [ExhibitorId(row.exhibitor_id) for row in conn.execute(wanted.order_by(received_intent.c.exhibitor_id))]


def of_pair(conn: Connection, exhibitor_id: ExhibitorId, buyer_id: PrincipalId) -> list[Row[Any]]:
    """Return the rows of what an exhibitor received from a buyer, and hold them."""
    wanted = RECEIVED.where(received_intent.c.exhibitor_id == exhibitor_id, intent.c.buyer_id == buyer_id)
    return list(conn.execute(wanted.order_by(received_intent.c.intent_id).with_for_update(of=received_intent)))


def touched_of_buyer(conn: Connection, buyer_id: PrincipalId, now: datetime) -> list[Row[Any]]:
    """Hold all that exhibitors received from a buyer, give it a newer `rev`, and return the rows: they name the buyer.

    What ended long ago is left as it is: no desk has it any more after its next first sync.
    """
    recent = or_(intent.c.ended_at.is_(None), intent.c.ended_at > now - KEPT)
    ids = select(intent.c.id).where(intent.c.buyer_id == buyer_id, recent)
    whose = received_intent.c.intent_id.in_(ids)
    order = (received_intent.c.intent_id, received_intent.c.exhibitor_id)
    conn.execute(select(received_intent.c.intent_id).where(whose).order_by(*order).with_for_update())
    conn.execute(update(received_intent).where(whose).values(rev=received_intent.c.rev + 1))
    return list(conn.execute(RECEIVED.where(whose).order_by(*order)))


def open_of(conn: Connection, owner_id: PrincipalId) -> list[Row[Any]]:
    """Return the rows of what an account still has to deal with, the oldest first, and hold them."""
    wanted = RECEIVED.where(received_intent.c.owner_id == owner_id, is_open)
    order = (received_intent.c.received_at, received_intent.c.intent_id)
    return list(conn.execute(wanted.order_by(*order).with_for_update(of=received_intent)))


def waiting(conn: Connection, exhibitor_id: ExhibitorId, limit: int) -> list[Row[Any]]:
    """Return the rows of open intents that nobody has, the oldest first, and hold them."""
    wanted = RECEIVED.where(
        received_intent.c.exhibitor_id == exhibitor_id, received_intent.c.owner_id.is_(None), is_open
    )
    order = (received_intent.c.received_at, received_intent.c.intent_id)
    held = wanted.order_by(*order).limit(limit).with_for_update(of=received_intent, skip_locked=True)
    return list(conn.execute(held))


def count_waiting(conn: Connection, exhibitor_id: ExhibitorId) -> int:
    """Return how many open intents nobody has."""
    wanted = (
        select(func.count())
        .select_from(received_intent.join(intent, intent.c.id == received_intent.c.intent_id))
        .where(received_intent.c.exhibitor_id == exhibitor_id, received_intent.c.owner_id.is_(None), is_open)
    )
    return int(conn.execute(wanted).scalar_one())


def sees(row: Row[Any], me: Account) -> bool:
    """Tell whether a received intent is an account's to see: the main account's, and its owner's."""
    if me.exhibitor_id != row.exhibitor_id:
        return False
    return me.kind is AccountKind.MAIN or (me.id == row.owner_id and me.may(Permission.RECEIVE_INTENTS))


def visible_to(conn: Connection, me: Account, now: datetime) -> tuple[ReceivedIntent, ...]:
    """Return all that an account may see, in the order in which it came; what ended long ago excepted."""
    if not me.may(Permission.RECEIVE_INTENTS):
        return ()
    wanted = RECEIVED.where(
        received_intent.c.exhibitor_id == me.exhibitor_id,
        or_(intent.c.ended_at.is_(None), intent.c.ended_at > now - KEPT),
    )
    if me.kind is not AccountKind.MAIN:
        wanted = wanted.where(received_intent.c.owner_id == me.id)
    rows = conn.execute(wanted.order_by(received_intent.c.received_at, received_intent.c.intent_id)).all()
    return tuple(seen_by(one_, me) for one_ in of_rows(conn, rows))


def showing(caller: Caller, attachment_id: Any) -> ColumnElement[bool]:
    """Return the condition that a picture belongs to an intent whose details the caller may see."""
    me = caller.account
    if me is None:
        return exists().where(
            intent_image.c.attachment_id == attachment_id,
            intent.c.id == intent_image.c.intent_id,
            intent.c.buyer_id == caller.principal_id,
        )
    if not (me.may(Permission.RECEIVE_INTENTS) and me.may(Permission.INTENT_DETAILS)):
        return false()
    whose = [] if me.kind is AccountKind.MAIN else [received_intent.c.owner_id == me.id]
    return exists().where(
        intent_image.c.attachment_id == attachment_id,
        received_intent.c.intent_id == intent_image.c.intent_id,
        received_intent.c.exhibitor_id == me.exhibitor_id,
        *whose,
    )


# --- what is compared with an intent ---


def candidates(conn: Connection, wanted: Wanted) -> tuple[Exhibit, ...]:
    """Return the listed exhibits that are worth comparing: of its section, and those with a word of its title."""
    words = asked(wanted)
    written = [*words.title.values(), *words.category.values()][:WORDS_LOOKED_FOR]
    names = (exhibit.c.name_zh, exhibit.c.name_en, exhibit.c.name_es, exhibit.c.category)
    columns = (*names, type_coerce(exhibit.c.keywords, Text))
    named = [column.icontains(_stem(word), autoescape=True) for word in written for column in columns]
    here = exhibit.c.section_id == wanted.section_id
    conditions = [*([here] if wanted.section_id is not None else []), *named]
    if not conditions:
        return ()
    order = [case((here, 0), else_=1)] if wanted.section_id is not None else []
    rows = select(exhibit).where(exhibit.c.listed, or_(*conditions)).order_by(*order, exhibit.c.id).limit(LOOKED_AT)
    return exhibits.of_rows(conn.execute(rows))


def _stem(word: str) -> str:
    """Return a word without what may be a plural's ending."""
    return word[:-2] if len(word) > 5 else word


# --- the overview ---


def _state_of(row: Row[Any]) -> str:
    """Return where an exhibitor stands with an intent, or why nobody needs to do anything about it any more."""
    return str(row.state if row.ended is None or row.state == IntentState.DONE else row.ended)


def behind(
    conn: Connection, exhibitor_id: ExhibitorId, since: datetime, until: datetime
) -> list[tuple[str, OverviewRow]]:
    """Return the intents that were received in the range with their states, the newest first."""
    rows = conn.execute(
        RECEIVED.where(
            received_intent.c.exhibitor_id == exhibitor_id,
            received_intent.c.received_at >= since,
            received_intent.c.received_at < until,
        ).order_by(received_intent.c.received_at.desc(), received_intent.c.intent_id.desc())
    )
    return [
        (
            _state_of(row),
            OverviewRow(
                conversation_id=row.conversation_id,
                intent_id=row.intent_id,
                title=row.wanted.title,
                buyer_name=row.buyer_name,
                company=row.buyer_company,
                country=row.buyer_country,
                owner_id=row.owner_id,
                last_at=row.received_at,
                began_at=row.received_at,
            ),
        )
        for row in rows
    ]


def states(conn: Connection, exhibitor_id: ExhibitorId, since: datetime, until: datetime) -> tuple[StateFigures, ...]:
    """Return how many intents that were received in the range are in each state."""
    rows = conn.execute(
        select(received_intent.c.state, intent.c.ended, func.count().label("intents"))
        .join_from(received_intent, intent, intent.c.id == received_intent.c.intent_id)
        .where(
            received_intent.c.exhibitor_id == exhibitor_id,
            received_intent.c.received_at >= since,
            received_intent.c.received_at < until,
        )
        .group_by(received_intent.c.state, intent.c.ended)
    )
    counts = Counter[str]()
    for row in rows:
        counts[_state_of(row)] += row.intents
    return tuple(StateFigures(state=one_, count=counts[one_]) for one_ in (*IntentState, *IntentEnd) if counts[one_])


overview.RECEIVED.append(behind)
overview.INTENTS.append(states)
