"""Business cards as the database has them, and who may see them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Row, and_, exists, false, func, or_, select

from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.card import CardContent, CardPage, CardSource, CardVersion, HeldCard, OwnCard
from workstation.domain.ids import ActionId, ExhibitorId, PrincipalId
from workstation.server.caller import Caller
from workstation.server.schema import account, message
from workstation.server.schema_cards import card_version, held_card

_MANY = 500
_permissions = msgspec.json.Decoder(frozenset[Permission])


def sees_company(me: Account) -> bool:
    """Tell whether an account sees all cards of its company, the colleagues' own and those they received."""
    return me.may(Permission.COMPANY_CARDS)


def visible(me: Account) -> ColumnElement[bool]:
    """Return the condition that a card in a folder is this account's to see."""
    if sees_company(me):
        return held_card.c.exhibitor_id == me.exhibitor_id
    return held_card.c.holder_id == me.id


def readers(conn: Connection, exhibitor_id: ExhibitorId, holder_id: PrincipalId) -> set[PrincipalId]:
    """Return who may see the cards of an account: itself, the main account, and those with that permission."""
    rows = conn.execute(
        select(account.c.id, account.c.kind, account.c.permissions).where(account.c.exhibitor_id == exhibitor_id)
    )
    everywhere = {
        PrincipalId(row.id)
        for row in rows
        if row.kind == AccountKind.MAIN or Permission.COMPANY_CARDS in _permissions.decode(row.permissions)
    }
    return {holder_id, *everywhere}


# --- own cards ---


def own_of(row: Row[Any]) -> OwnCard:
    """Return somebody's own card from the row of its newest version."""
    return OwnCard(
        owner_id=row.principal_id, rev=row.rev, version=row.version, at=row.at, content=pictured(row.content, row)
    )


def pictured(content: CardContent, row: Row[Any]) -> CardContent:
    """Return the card with the pictures of its row."""
    if content.photo == row.photo_id and content.logo == row.logo_id:
        return content
    return replace(content, photo=row.photo_id, logo=row.logo_id)


def newest(conn: Connection, principal_id: PrincipalId) -> Row[Any] | None:
    """Return the row of the newest version of somebody's own card, `None` when there is none yet."""
    return conn.execute(
        select(card_version)
        .where(card_version.c.principal_id == principal_id)
        .order_by(card_version.c.version.desc())
        .limit(1)
    ).one_or_none()


def was_sent(conn: Connection, version_id: int) -> bool:
    """Tell whether a message carries this version."""
    return bool(conn.execute(select(exists().where(message.c.card_version_id == version_id))).scalar())


def own_visible(conn: Connection, me: Account) -> tuple[OwnCard, ...]:
    """Return the own cards that an account may see, as far as they have been made or sent."""
    whose = card_version.c.principal_id == me.id
    if sees_company(me):
        colleagues = select(account.c.id).where(account.c.exhibitor_id == me.exhibitor_id)
        whose = card_version.c.principal_id.in_(colleagues)
    rows = conn.execute(select(card_version).where(whose).order_by(card_version.c.principal_id, card_version.c.version))
    return tuple({row.principal_id: own_of(row) for row in rows}.values())


# --- folders ---


def locked(conn: Connection, ids: Collection[ActionId]) -> dict[ActionId, Row[Any]]:
    """Return the rows of cards, whosesoever they are, and hold them, in one order."""
    rows = conn.execute(
        select(held_card).where(held_card.c.id.in_(list(ids))).order_by(held_card.c.id).with_for_update()
    )
    return {row.id: row for row in rows}


def of_rows(conn: Connection, rows: Sequence[Row[Any]]) -> list[HeldCard]:
    """Return cards from their rows, each with its versions."""
    known = _versions(conn, {row.from_id for row in rows if row.from_id is not None and not row.deleted})
    return [_held(row, known[row.from_id]) for row in rows]


def _versions(conn: Connection, owners: Iterable[int]) -> defaultdict[int | None, list[Row[Any]]]:
    found: defaultdict[int | None, list[Row[Any]]] = defaultdict(list)
    wanted = sorted(owners)
    for start in range(0, len(wanted), _MANY):
        part = wanted[start : start + _MANY]
        rows = conn.execute(
            select(card_version).where(card_version.c.principal_id.in_(part)).order_by(card_version.c.version)
        )
        for row in rows:
            found[row.principal_id].append(row)
    return found


def _held(row: Row[Any], versions: Sequence[Row[Any]]) -> HeldCard:
    if row.deleted:
        return HeldCard(
            id=row.id,
            rev=row.rev,
            holder_id=row.holder_id,
            source=CardSource(row.source),
            received_at=row.received_at,
            deleted=True,
        )
    earlier = [one for one in versions if row.first_version <= one.version < row.version]
    present = next((pictured(one.content, one) for one in versions if one.version == row.version), CardContent())
    return HeldCard(
        id=row.id,
        rev=row.rev,
        holder_id=row.holder_id,
        source=CardSource(row.source),
        received_at=row.received_at,
        from_id=row.from_id,
        conversation_id=row.conversation_id,
        n=row.n,
        version=row.version,
        content=present if row.content is None else pictured(row.content, row),
        earlier=tuple(
            CardVersion(version=one.version, at=one.at, content=pictured(one.content, one)) for one in earlier
        ),
        note=row.note,
        tags=row.tags,
        follow_up=row.follow_up,
        batch=row.batch,
        merged_into=row.merged_into,
    )


def page(conn: Connection, me: Account, after: ActionId | None, limit: int) -> CardPage:
    """Return a page of all cards that an account may see, by their ids."""
    wanted = select(held_card).where(visible(me), ~held_card.c.deleted).order_by(held_card.c.id).limit(limit + 1)
    if after is not None:
        wanted = wanted.where(held_card.c.id > after)
    rows = conn.execute(wanted).all()
    shown = rows[:limit]
    return CardPage(cards=tuple(of_rows(conn, shown)), next=shown[-1].id if len(rows) > limit else None)


def count(conn: Connection, holder_id: PrincipalId) -> int:
    """Return how many cards lie in an account's folder."""
    wanted = select(func.count()).select_from(held_card)
    return int(conn.execute(wanted.where(held_card.c.holder_id == holder_id, ~held_card.c.deleted)).scalar_one())


def showing(caller: Caller, picture_id: Any, readable_messages: Any) -> ColumnElement[bool]:
    """Return the condition that a picture is on a card that the caller may see.

    Args:
        caller: who asks.
        picture_id: the picture's column.
        readable_messages: selects the messages that he may read.
    """
    version = or_(card_version.c.photo_id == picture_id, card_version.c.logo_id == picture_id)
    said = exists(readable_messages.where(message.c.card_version_id == card_version.c.id).correlate(card_version))
    if caller.account is None:
        return exists().where(version, said)
    mine = visible(caller.account)
    in_folder = exists().where(
        mine,
        ~held_card.c.deleted,
        held_card.c.from_id == card_version.c.principal_id,
        card_version.c.version.between(held_card.c.first_version, held_card.c.version),
    )
    colleagues = select(account.c.id).where(account.c.exhibitor_id == caller.account.exhibitor_id)
    ours = card_version.c.principal_id.in_(colleagues) if sees_company(caller.account) else false()
    held = or_(held_card.c.photo_id == picture_id, held_card.c.logo_id == picture_id)
    return or_(
        exists().where(version, or_(said, in_folder, ours)), exists().where(and_(held, mine, ~held_card.c.deleted))
    )
