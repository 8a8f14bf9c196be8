"""What happens to business cards whoever causes it: versions of one's own, handing over, and who hears of it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from workstation.domain import card
from workstation.domain.account import Account
from workstation.domain.card import CardContent, CardSource
from workstation.domain.conversation import ConversationKind
from workstation.domain.events import CardsGranted, CardsRevoked, HeldCardChanged, OwnCardChanged
from workstation.domain.ids import ActionId, ConversationId, ExhibitorId, PrincipalId, new_action_id
from workstation.domain.message import Message
from workstation.server import database, unused
from workstation.server.caller import Caller
from workstation.server.distribution import notify
from workstation.server.queries import accounts, buyers
from workstation.server.queries import cards as stored
from workstation.server.queries.conversations import Seen
from workstation.server.schema import message, principal
from workstation.server.schema_cards import card_version, held_card
from workstation.server.writer import Tx

_MESSAGE = select(message).where(message.c.id == bindparam("message_id"))
AMENDED_WITHIN = timedelta(minutes=10)
"""A change so soon after the last, while no message carries that, is not a version of its own."""
RECEIVED = "card_received"


# --- one's own ---


def held_newest(tx: Tx, principal_id: PrincipalId) -> Row[Any] | None:
    """Return the newest version of somebody's card, and let nobody else make another until the transaction ends."""
    tx.conn.execute(select(principal.c.id).where(principal.c.id == principal_id).with_for_update())
    return stored.newest(tx.conn, principal_id)


def put_version(tx: Tx, caller: Caller, latest: Row[Any] | None, content: CardContent, *, derived: bool) -> Row[Any]:
    """Make this the caller's card, as a new version unless the last one may still be amended; return its row."""
    if latest is not None and stored.pictured(latest.content, latest) == content and latest.derived == derived:
        return latest
    values: dict[str, Any] = {
        "content": content,
        "photo_id": content.photo,
        "logo_id": content.logo,
        "derived": derived,
        "at": tx.now,
    }
    fresh = latest is not None and tx.now - latest.at < AMENDED_WITHIN and not stored.was_sent(tx.conn, latest.id)
    if latest is not None and fresh:
        amended = update(card_version).where(card_version.c.id == latest.id)
        row = tx.conn.execute(amended.values(rev=card_version.c.rev + 1, **values).returning(card_version)).one()
        unused.drop(tx, {latest.photo_id, latest.logo_id} - {row.photo_id, row.logo_id})
    else:
        values |= {
            "principal_id": caller.principal_id,
            "version": 1 if latest is None else latest.version + 1,
            "rev": 1 if latest is None else latest.rev + 1,
        }
        row = tx.conn.execute(insert(card_version).returning(card_version), values).one()
    _publish(tx, caller, row)
    return row


def current(tx: Tx, caller: Caller) -> Row[Any]:
    """Return the row of the caller's card as it is now; one who has made none has the card of the profile."""
    latest = held_newest(tx, caller.principal_id)
    if latest is not None and not latest.derived:
        return latest
    return put_version(tx, caller, latest, _of_profile(tx, caller), derived=True)


def follow_profile(tx: Tx, caller: Caller) -> None:
    """Make what the profile says now a version of the caller's card, if the profile is where the card comes from.

    A card that was never handed over has no version yet, and gets none.
    """
    latest = held_newest(tx, caller.principal_id)
    if latest is not None and latest.derived:
        put_version(tx, caller, latest, _of_profile(tx, caller), derived=True)


def _of_profile(tx: Tx, caller: Caller) -> CardContent:
    if caller.account is None:
        content = card.of_buyer(buyers.by_id(tx.conn, caller.principal_id, tx.now))
    else:
        me = caller.account
        content = card.of_account(me, accounts.exhibitor_by_id(tx.conn, me.exhibitor_id))
    return card.check_card(content)


def _publish(tx: Tx, caller: Caller, row: Row[Any]) -> None:
    """Bring a new version to everybody who has the card."""
    if caller.account is not None:
        audience = stored.readers(tx.conn, caller.account.exhibitor_id, caller.principal_id)
        tx.emit(audience, OwnCardChanged(card=stored.own_of(row)))
    ids = tx.conn.execute(
        select(held_card.c.id).where(held_card.c.from_id == caller.principal_id, ~held_card.c.deleted)
    ).scalars()
    held = stored.locked(tx.conn, list(ids))
    if held:
        tx.conn.execute(
            update(held_card).where(held_card.c.id.in_(list(held))).values(version=row.version, rev=held_card.c.rev + 1)
        )
        tell(tx, held)


# --- handing over ---


def hand_over(tx: Tx, where: Seen, said: Message) -> None:
    """Put the card that a message brought into the folder of whoever it was meant for; a buyer has none."""
    head = where.conversation
    if head.kind is ConversationKind.COLLEAGUE:
        holder = next((one for one in head.participant_ids if one != said.sender_id), None)
    else:
        holder = (head.owner_id or where.main_id) if said.from_buyer else None
    if holder is None:
        return
    row = tx.conn.execute(_MESSAGE, {"message_id": said.id}).one()
    if receive(tx, holder, head.exhibitor_id, row) and said.from_buyer and said.card is not None:
        content = said.card.content
        params: dict[str, str | int] = {"name_zh": content.name("zh"), "name_en": content.name("en")}
        params |= {"n": said.n, "company_zh": content.company("zh"), "company_en": content.company("en")}
        notify(tx, holder, RECEIVED, params, head.id)


def receive(
    tx: Tx, holder_id: PrincipalId, exhibitor_id: ExhibitorId, said: Row[Any], *, id_: ActionId | None = None
) -> bool:
    """Put the card of a message's row into a folder; tell whether it was not there."""
    version = tx.conn.execute(select(card_version).where(card_version.c.id == said.card_version_id)).one()
    newest = stored.newest(tx.conn, version.principal_id) or version
    values = {
        "source": CardSource.CHAT.value,
        "conversation_id": said.conversation_id,
        "n": said.n,
        "first_version": version.version,
        "version": newest.version,
        "received_at": tx.now,
    }
    made = tx.conn.execute(
        database.insert(tx.conn, held_card)
        .values(
            id=id_ or new_action_id(),
            exhibitor_id=exhibitor_id,
            holder_id=holder_id,
            from_id=version.principal_id,
            **values,
        )
        .on_conflict_do_nothing()
        .returning(held_card.c.id)
    ).scalar()
    if made is None:
        # The row was there: deleted once, it comes back.
        made = tx.conn.execute(
            update(held_card)
            .where(
                held_card.c.holder_id == holder_id,
                held_card.c.from_id == version.principal_id,
                held_card.c.deleted,
            )
            .values(deleted=False, merged_into=None, rev=held_card.c.rev + 1, **values)
            .returning(held_card.c.id)
        ).scalar()
    if made is None:
        return False
    tell(tx, [made])
    return True


def take_back(tx: Tx, conversation_id: ConversationId, n: int) -> None:
    """Take a card out of the folders into which a message has brought it."""
    ids = tx.conn.execute(
        select(held_card.c.id).where(
            held_card.c.conversation_id == conversation_id, held_card.c.n == n, ~held_card.c.deleted
        )
    ).scalars()
    empty(tx, list(stored.locked(tx.conn, list(ids))))


def empty(tx: Tx, ids: list[ActionId]) -> None:
    """Leave nothing of these cards but their traces, and say so."""
    if not ids:
        return
    before = tx.conn.execute(select(held_card.c.photo_id, held_card.c.logo_id).where(held_card.c.id.in_(ids))).all()
    gone = {"content": None, "photo_id": None, "logo_id": None, "note": "", "tags": (), "follow_up": ""}
    tx.conn.execute(
        update(held_card)
        .where(held_card.c.id.in_(ids))
        .values(deleted=True, merged_into=None, batch=None, rev=held_card.c.rev + 1, **gone)
    )
    unused.drop(tx, (picture for row in before for picture in row))
    tell(tx, ids)


# --- who hears ---


def tell(tx: Tx, ids: Iterable[ActionId]) -> None:
    """Say of each card what it is now, to those who may see it."""
    wanted = list(ids)
    rows = tx.conn.execute(select(held_card).where(held_card.c.id.in_(wanted)).order_by(held_card.c.id)).all()
    known: dict[PrincipalId, set[PrincipalId]] = {}
    for row, held in zip(rows, stored.of_rows(tx.conn, rows), strict=True):
        if row.holder_id not in known:
            known[row.holder_id] = stored.readers(tx.conn, row.exhibitor_id, row.holder_id)
        tx.emit(known[row.holder_id], HeldCardChanged(card=held))


def access_changed(tx: Tx, before: Account, after: Account) -> None:
    """Give or take the company's cards when an account's permissions have changed; call it after the change."""
    if stored.sees_company(after) and not stored.sees_company(before):
        for own in stored.own_visible(tx.conn, after):
            tx.emit([after.id], OwnCardChanged(card=own))
        tx.emit([after.id], CardsGranted())
    elif stored.sees_company(before) and not stored.sees_company(after):
        tx.emit([after.id], CardsRevoked())
