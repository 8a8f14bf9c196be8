"""Business cards: changing one's own, and what lies in one's folder."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Row, insert, select, update

from workstation.domain.account import Account
from workstation.domain.actions import ActionResult
from workstation.domain.card import (
    MAX_CARDS_AT_ONCE,
    CardContent,
    CardSource,
    check_card,
    check_follow_up,
    check_note,
    check_tags,
)
from workstation.domain.card_actions import (
    AddCards,
    ChangeCard,
    DeleteCards,
    KeepCard,
    MergeCards,
    NewCard,
    SaveMyCard,
    UnmergeCards,
)
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, AttachmentId
from workstation.domain.message import CARD
from workstation.server import cards, room, unused
from workstation.server.actions import ACCOUNTS, Doing, handles
from workstation.server.handlers.messages import number
from workstation.server.queries import attachments, conversations
from workstation.server.queries import cards as stored
from workstation.server.schema import message
from workstation.server.schema_cards import held_card
from workstation.server.writer import Tx

MAX_CARDS = 20_000
"""In one folder."""
MAX_SOURCES = 20


@handles(SaveMyCard, ACCOUNTS)
def save_my_card(doing: Doing, action: SaveMyCard) -> ActionResult:
    """Change one's own card; whoever has it gets the new version."""
    tx, me = doing.tx, doing.caller.as_account()
    latest = cards.held_newest(tx, me.id)
    content = _with_pictures(tx, me, action.content, _pictures_of(latest), action.photo, action.logo)
    cards.put_version(tx, doing.caller, latest, check_card(content), derived=False)
    return doing.result()


@handles(KeepCard, ACCOUNTS)
def keep_card(doing: Doing, action: KeepCard) -> ActionResult:
    """Put the card of a message that one may read into one's folder."""
    tx, me = doing.tx, doing.caller.as_account()
    where = conversations.seen(tx.conn, doing.caller, number(action.conversation))
    said = tx.conn.execute(
        select(message).where(
            message.c.conversation_id == where.conversation.id,
            message.c.n == action.n,
            message.c.n <= where.conversation.last_n,
            message.c.kind == CARD,
        )
    ).one_or_none()
    if said is None or said.card_version_id is None:
        raise Refusal("not_found")
    if said.sender_id == me.id:
        raise Refusal("not_allowed")
    cards.receive(tx, me.id, me.exhibitor_id, said, id_=action.card)
    return doing.result(conversation_id=where.conversation.id)


@handles(AddCards, ACCOUNTS)
def add_cards(doing: Doing, action: AddCards) -> ActionResult:
    """Put cards into one's folder; one that is there already is passed over."""
    tx, me = doing.tx, doing.caller.as_account()
    if not 0 < len(action.cards) <= MAX_CARDS_AT_ONCE:
        raise Refusal("invalid_request", {"field": "cards"})
    known = stored.locked(tx.conn, [one.id for one in action.cards])
    if any(row.holder_id != me.id for row in known.values()):
        raise Refusal("not_found")
    fresh = [one for one in {one.id: one for one in action.cards}.values() if one.id not in known]
    _check_room(tx, me, len(fresh))
    source = CardSource.MANUAL if action.batch is None else CardSource.IMPORT
    if fresh:
        rows = [_row_of(doing, me, one) | {"source": source.value, "batch": action.batch} for one in fresh]
        tx.conn.execute(insert(held_card), rows)
        cards.tell(tx, [one.id for one in fresh])
    return doing.result()


def _row_of(doing: Doing, me: Account, one: NewCard) -> dict[str, Any]:
    return {
        "id": one.id,
        "exhibitor_id": me.exhibitor_id,
        "holder_id": me.id,
        "content": check_card(replace(one.content, photo=None, logo=None)),
        "note": check_note(one.note),
        "tags": check_tags(one.tags),
        "follow_up": check_follow_up(one.follow_up),
        "received_at": doing.tx.now,
    }


def _check_room(tx: Tx, me: Account, wanted: int) -> None:
    room.hold_person(tx, me.id)
    if stored.count(tx.conn, me.id) + wanted > MAX_CARDS:
        raise Refusal("too_many", {"limit": MAX_CARDS})


@handles(ChangeCard, ACCOUNTS)
def change_card(doing: Doing, action: ChangeCard) -> ActionResult:
    """Change what is kept about a card; its content only where no other person keeps it."""
    tx, me = doing.tx, doing.caller.as_account()
    row = _mine(tx, me, [action.card])[action.card]
    values: dict[str, Any] = {}
    if action.note is not None:
        values["note"] = check_note(action.note)
    if action.tags is not None:
        values["tags"] = check_tags(action.tags)
    if action.follow_up is not None:
        values["follow_up"] = check_follow_up(action.follow_up)
    if (action.content, action.photo, action.logo) != (None, None, None):
        if row.content is None:
            raise Refusal("not_allowed")
        wanted = action.content or stored.pictured(row.content, row)
        content = check_card(_with_pictures(tx, me, wanted, _pictures_of(row), action.photo, action.logo))
        values |= {"content": content, "photo_id": content.photo, "logo_id": content.logo}
    if values:
        _set(tx, [row], **values)
    if "photo_id" in values:
        unused.drop(tx, {row.photo_id, row.logo_id} - {values["photo_id"], values["logo_id"]})
    return doing.result()


@handles(DeleteCards, ACCOUNTS)
def delete_cards(doing: Doing, action: DeleteCards) -> ActionResult:
    """Throw cards out of one's folder."""
    tx, me = doing.tx, doing.caller.as_account()
    if not 0 < len(action.cards) <= MAX_CARDS_AT_ONCE:
        raise Refusal("invalid_request", {"field": "cards"})
    _delete(tx, list(_mine(tx, me, action.cards, gone_too=True).values()))
    return doing.result()


@handles(MergeCards, ACCOUNTS)
def merge_cards(doing: Doing, action: MergeCards) -> ActionResult:
    """Let one card stand for several; they are kept."""
    tx, me = doing.tx, doing.caller.as_account()
    if not 2 <= len(set(action.sources)) <= MAX_SOURCES:
        raise Refusal("invalid_request", {"field": "sources"})
    sources = _mine(tx, me, action.sources)
    if any(row.merged_into is not None for row in sources.values()):
        raise Refusal("not_allowed")
    if stored.locked(tx.conn, [action.card]):
        raise Refusal("action_id_reused")
    shown = stored.of_rows(tx.conn, list(sources.values()))
    pictures = {picture for one in shown for picture in (one.content.photo, one.content.logo)}
    if not {action.content.photo, action.content.logo} <= {None, *pictures}:
        raise Refusal("not_found")
    made = NewCard(
        id=action.card, content=action.content, note=action.note, tags=action.tags, follow_up=action.follow_up
    )
    values = _row_of(doing, me, made) | {
        "source": CardSource.MERGE.value,
        "photo_id": action.content.photo,
        "logo_id": action.content.logo,
        "received_at": max(one.received_at for one in shown),
    }
    tx.conn.execute(insert(held_card), values)
    _set(tx, sources.values(), merged_into=action.card)
    cards.tell(tx, [action.card])
    return doing.result()


@handles(UnmergeCards, ACCOUNTS)
def unmerge_cards(doing: Doing, action: UnmergeCards) -> ActionResult:
    """Let the sources of a merged card stand for themselves again."""
    tx, me = doing.tx, doing.caller.as_account()
    row = _mine(tx, me, [action.card], gone_too=True)[action.card]
    if row.source != CardSource.MERGE.value:
        raise Refusal("not_allowed")
    _delete(tx, [row])
    return doing.result()


def _delete(tx: Tx, rows: Sequence[Row[Any]]) -> None:
    """Empty cards and leave their traces; what a merged card stood for comes back."""
    gone = [row for row in rows if not row.deleted]
    if not gone:
        return
    merged = [row.id for row in gone if row.source == CardSource.MERGE.value]
    if merged:
        ids = tx.conn.execute(select(held_card.c.id).where(held_card.c.merged_into.in_(merged))).scalars()
        sources = stored.locked(tx.conn, list(ids))
        _set(tx, [one for one in sources.values() if not one.deleted], merged_into=None)
    cards.empty(tx, [row.id for row in gone])


def _mine(tx: Tx, me: Account, ids: Iterable[ActionId], *, gone_too: bool = False) -> dict[ActionId, Row[Any]]:
    wanted = list(dict.fromkeys(ids))
    rows = stored.locked(tx.conn, wanted)
    for id_ in wanted:
        row = rows.get(id_)
        if row is None or row.holder_id != me.id or (row.deleted and not gone_too):
            raise Refusal("not_found")
    return rows


def _set(tx: Tx, rows: Iterable[Row[Any]], **values: Any) -> None:
    ids = [row.id for row in rows]
    if ids:
        tx.conn.execute(update(held_card).where(held_card.c.id.in_(ids)).values(rev=held_card.c.rev + 1, **values))
        cards.tell(tx, ids)


def _pictures_of(row: Row[Any] | None) -> set[AttachmentId | None]:
    return {None} if row is None else {None, row.photo_id, row.logo_id}


def _with_pictures(
    tx: Tx,
    me: Account,
    content: CardContent,
    known: set[AttachmentId | None],
    photo: ActionId | None,
    logo: ActionId | None,
) -> CardContent:
    """Return the card with new pictures put in; those it names itself must have been there.

    Raises:
        Refusal: `not_found`, or `attachment_not_ready` when the upload of a new one is not complete.
    """
    if not {content.photo, content.logo} <= known:
        raise Refusal("not_found")
    found = {"photo": content.photo, "logo": content.logo}
    for name, upload in (("photo", photo), ("logo", logo)):
        if upload is not None:
            row = attachments.upload_of(tx.conn, me.id, upload)
            if row is None:
                raise Refusal("attachment_not_ready")
            found[name] = row.id
    return replace(content, **found)
