"""Making, changing and deleting phrases: one's own, and (main account) the company's."""

from typing import Any

from sqlalchemy import Row, select, update

from workstation.domain.account import Account, AccountKind
from workstation.domain.actions import ActionResult, DeletePhrase, SavePhrase
from workstation.domain.errors import Refusal
from workstation.domain.events import PhraseChanged
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.phrase import Phrase, check_phrase
from workstation.server import room
from workstation.server.actions import ACCOUNTS, Doing, handles
from workstation.server.database import insert
from workstation.server.queries import phrases
from workstation.server.schema import phrase
from workstation.server.writer import Tx

MAX_PHRASES = 500
"""Of an account, and of a company: they all come with the first page of a snapshot."""


@handles(SavePhrase, ACCOUNTS)
def save_phrase(doing: Doing, action: SavePhrase) -> ActionResult:
    """Make a phrase, or change it; both texts, whose it is, everything."""
    tx, me = doing.tx, doing.caller.as_account()
    owner_id = None if action.shared else me.id
    before = phrases.locked(tx.conn, action.phrase)
    if before is not None:
        _check_sees(me, before)
        if before.deleted:
            raise Refusal("not_found")
        _check_changes(me, before.owner_id)
    _check_changes(me, owner_id)
    shortcut, title, zh, en = check_phrase(action.shortcut, action.title, action.zh, action.en)
    if before is None or before.owner_id != owner_id:
        _check_room(tx, me, owner_id)
    values = {"owner_id": owner_id, "shortcut": shortcut, "title": title, "zh": zh, "en": en}
    if before is None:
        made = (
            insert(tx.conn, phrase)
            .values(id=action.phrase, exhibitor_id=me.exhibitor_id, **values)
            .on_conflict_do_nothing(index_elements=[phrase.c.id])
            .returning(phrase.c.id)
        )
        if tx.conn.execute(made).scalar() is None:
            raise Refusal("busy")
    else:
        tx.conn.execute(update(phrase).where(phrase.c.id == action.phrase).values(rev=phrase.c.rev + 1, **values))
    _tell(tx, me, action.phrase, before)
    return doing.result()


@handles(DeletePhrase, ACCOUNTS)
def delete_phrase(doing: Doing, action: DeletePhrase) -> ActionResult:
    """Delete a phrase; one that is deleted already stays so."""
    tx, me = doing.tx, doing.caller.as_account()
    before = phrases.locked(tx.conn, action.phrase)
    if before is None:
        raise Refusal("not_found")
    _check_sees(me, before)
    _check_changes(me, before.owner_id)
    if not before.deleted:
        gone = {"deleted": True, "shortcut": "", "title": "", "zh": "", "en": ""}
        tx.conn.execute(update(phrase).where(phrase.c.id == action.phrase).values(rev=phrase.c.rev + 1, **gone))
        _tell(tx, me, action.phrase, before)
    return doing.result()


def _check_sees(me: Account, row: Row[Any]) -> None:
    if row.exhibitor_id != me.exhibitor_id or row.owner_id not in (None, me.id):
        raise Refusal("not_found")


def _check_changes(me: Account, owner_id: PrincipalId | None) -> None:
    if owner_id is None and me.kind is not AccountKind.MAIN:
        raise Refusal("not_allowed")


def _check_room(tx: Tx, me: Account, owner_id: PrincipalId | None) -> None:
    if owner_id is None:
        room.hold_company(tx, me.exhibitor_id)
    else:
        room.hold_person(tx, owner_id)
    if phrases.count(tx.conn, me.exhibitor_id, owner_id) >= MAX_PHRASES:
        raise Refusal("too_many", {"limit": MAX_PHRASES})


def _tell(tx: Tx, me: Account, phrase_id: ActionId, before: Row[Any] | None) -> None:
    """Tell those who may see the phrase now what it is, and those who may no longer that it is gone."""
    row = tx.conn.execute(select(phrase).where(phrase.c.id == phrase_id)).one()
    now = set(phrases.readers(tx.conn, me.exhibitor_id, row.owner_id))
    tx.emit(now, PhraseChanged(phrase=phrases.of_row(row)))
    if before is not None:
        lost = set(phrases.readers(tx.conn, me.exhibitor_id, before.owner_id)) - now
        tx.emit(lost, PhraseChanged(phrase=Phrase(id=row.id, rev=row.rev, deleted=True)))
