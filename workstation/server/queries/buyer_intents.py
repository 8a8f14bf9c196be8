"""Purchase intents as their buyers see them: what one has published, and who answered."""

from msgspec import Struct
from sqlalchemy import Connection, case, func, or_, select

from workstation.domain.ids import ActionId, ConversationId, ExhibitorId, PrincipalId, new_action_id
from workstation.domain.intent import BuyerIntent, Intent
from workstation.server.queries.intents import RECEIVED, ended_of, images
from workstation.server.schema import exhibitor
from workstation.server.schema_intents import intent, received_intent

MOST_OF_BUYER = 200
"""In a buyer's own list; the newest."""


def count_open(conn: Connection, buyer_id: PrincipalId) -> int:
    """Return how many intents of a buyer have not ended."""
    wanted = select(func.count()).select_from(intent).where(intent.c.buyer_id == buyer_id, intent.c.ended.is_(None))
    return int(conn.execute(wanted).scalar_one())


def of_buyer(conn: Connection, buyer_id: PrincipalId) -> tuple[BuyerIntent, ...]:
    """Return a buyer's intents, the newest first."""
    answered = or_(received_intent.c.card_sent_at.is_not(None), received_intent.c.chat_at.is_not(None))
    rows = conn.execute(
        select(
            intent,
            func.count(received_intent.c.exhibitor_id).label("received"),
            func.sum(case((answered, 1), else_=0)).label("contacted"),
        )
        .join_from(intent, received_intent, received_intent.c.intent_id == intent.c.id, isouter=True)
        .where(intent.c.buyer_id == buyer_id)
        .group_by(intent.c.id)
        .order_by(intent.c.at.desc(), intent.c.id.desc())
        .limit(MOST_OF_BUYER)
    ).all()
    pictures = images(conn, [row.id for row in rows])
    return tuple(
        BuyerIntent(
            intent=Intent(
                id=row.id,
                rev=row.rev,
                buyer_id=row.buyer_id,
                at=row.at,
                wanted=row.wanted,
                images=pictures.get(row.id, ()),
                ended=ended_of(row),
            ),
            received=row.received,
            contacted=int(row.contacted or 0),
        )
        for row in rows
    )


class Answer(Struct, frozen=True, kw_only=True):
    """An exhibitor that received an intent, as its buyer is told."""

    exhibitor_id: ExhibitorId
    name_zh: str
    name_en: str
    contacted: bool
    """A card was sent, or a chat was started from it by either side."""
    seen: bool
    conversation_id: ConversationId | None
    request_id: ActionId
    """Under which a chat is started: the same page sent twice starts one."""


def answers(conn: Connection, id_: ActionId) -> list[Answer]:
    """Return who received an intent: who is in contact first, then who has seen it."""
    named = RECEIVED.add_columns(exhibitor.c.name_zh, exhibitor.c.name_en).join(
        exhibitor, exhibitor.c.id == received_intent.c.exhibitor_id
    )
    rows = conn.execute(named.where(received_intent.c.intent_id == id_)).all()
    found = [
        Answer(
            exhibitor_id=row.exhibitor_id,
            name_zh=row.name_zh,
            name_en=row.name_en,
            contacted=row.card_sent_at is not None or row.chat_at is not None,
            seen=row.seen_at is not None,
            conversation_id=row.conversation_id,
            request_id=new_action_id(),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one_: (not one_.contacted, not one_.seen, one_.exhibitor_id))
