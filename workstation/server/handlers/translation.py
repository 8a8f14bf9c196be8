"""The company's memory and glossary grow; policy and buyers' switches are set."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Row, insert, update

from workstation.domain.account import Account, AccountKind
from workstation.domain.actions import ActionResult
from workstation.domain.audit import Deed
from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.domain.events import BuyerTranslationChanged, TranslationPolicyChanged, UnitsChanged
from workstation.domain.message import check_text
from workstation.domain.translation.memory import LANGUAGE, MAX_TERM_CHARS, MAX_TEXT_CHARS
from workstation.domain.translation.policy import BuyerTranslation, TranslationPolicy
from workstation.domain.translation_actions import (
    UNITS_AT_ONCE,
    DeleteUnits,
    SaveUnits,
    SetBuyerTranslation,
    SetTranslationPolicy,
    UnitDraft,
)
from workstation.server import audit, database, room
from workstation.server.actions import ACCOUNTS, MAIN, Doing, handles
from workstation.server.handlers.messages import number
from workstation.server.queries import accounts, conversations, translation
from workstation.server.schema_translation import buyer_translation, translation_policy, translation_unit

MAX_UNITS: Final = 20_000
"""Of a company: they all come with the first page of a snapshot."""
MAX_LANGUAGES: Final = 12


@handles(SaveUnits, ACCOUNTS)
def save_units(doing: Doing, action: SaveUnits) -> ActionResult:
    """Make units, as anybody who works for the company may, or change one's own, as the main account changes all.

    Who made a unit stays its author, whoever changes it.
    """
    tx, me = doing.tx, doing.caller.as_account()
    drafts = {draft.id: draft for draft in action.units}
    if not drafts or len(action.units) > UNITS_AT_ONCE or len(drafts) != len(action.units):
        raise Refusal("invalid_request", {"field": "units"})
    before = translation.locked(tx.conn, drafts)
    if any(row.exhibitor_id != me.exhibitor_id for row in before.values()):
        raise Refusal("not_found")
    _check_theirs(me, before.values())
    fresh = [draft for draft in drafts.values() if draft.id not in before or before[draft.id].deleted]
    if fresh:
        room.hold_company(tx, me.exhibitor_id)
    if fresh and translation.count(tx.conn, me.exhibitor_id) + len(fresh) > MAX_UNITS:
        raise Refusal("too_many", {"limit": MAX_UNITS})
    for draft in drafts.values():
        values = {"texts": _checked(draft), "term": draft.term, "deleted": False}
        if draft.id in before:
            _update(doing, draft.id, values)
        else:
            own = {"id": draft.id, "exhibitor_id": me.exhibitor_id, "author_id": me.id}
            tx.conn.execute(insert(translation_unit).values(own | values))
    _tell(doing, me, list(drafts))
    return doing.result()


@handles(DeleteUnits, ACCOUNTS)
def delete_units(doing: Doing, action: DeleteUnits) -> ActionResult:
    """Delete units; one that is deleted already stays so."""
    tx, me = doing.tx, doing.caller.as_account()
    ids = list(dict.fromkeys(action.units))
    if not ids or len(ids) > UNITS_AT_ONCE:
        raise Refusal("invalid_request", {"field": "units"})
    rows = translation.locked(tx.conn, ids)
    if len(rows) != len(ids) or any(row.exhibitor_id != me.exhibitor_id for row in rows.values()):
        raise Refusal("not_found")
    _check_theirs(me, rows.values())
    gone = [row.id for row in rows.values() if not row.deleted]
    for id_ in gone:
        _update(doing, id_, {"texts": {}, "deleted": True})
    _tell(doing, me, gone)
    return doing.result()


@handles(SetTranslationPolicy, MAIN)
def set_policy(doing: Doing, action: SetTranslationPolicy) -> ActionResult:
    """Decide for the company how far texts may travel."""
    tx, me = doing.tx, doing.caller.as_account()
    if action.monthly_characters is not None and action.monthly_characters < 0:
        raise Refusal("invalid_request", {"field": "monthly_characters"})
    before = translation.policy(tx.conn, me.exhibitor_id)
    data = TranslationPolicy(
        reach=action.reach,
        engines=tuple(dict.fromkeys(action.engines)),
        monthly_characters=action.monthly_characters,
    )
    _put(doing, translation_policy, "exhibitor_id", me.exhibitor_id, data)
    told = accounts.colleague_ids(tx.conn, me.exhibitor_id)
    tx.emit(told, TranslationPolicyChanged(policy=translation.policy(tx.conn, me.exhibitor_id)))
    audit.record(
        tx,
        me.exhibitor_id,
        Deed.POLICY_CHANGED,
        by=doing.caller,
        params={"policy": "translation", "before": _listed(before), "after": _listed(data)},
    )
    return doing.result()


@handles(SetBuyerTranslation, ACCOUNTS)
def set_buyer_translation(doing: Doing, action: SetBuyerTranslation) -> ActionResult:
    """Decide for one buyer, as owner or main account."""
    tx, me = doing.tx, doing.caller.as_account()
    where = conversations.seen(tx.conn, doing.caller, number(action.conversation), lock=True)
    head = where.conversation
    if head.kind is not ConversationKind.CUSTOMER or (head.owner_id != me.id and me.kind is not AccountKind.MAIN):
        raise Refusal("not_allowed")
    if action.language and not LANGUAGE.fullmatch(action.language):
        raise Refusal("invalid_request", {"field": "language"})
    data = BuyerTranslation(reach=action.reach, language=action.language)
    _put(doing, buyer_translation, "conversation_id", head.id, data)
    now = translation.of_buyers(tx.conn, [head.id])[head.id]
    told = [one for one in where.audience if one != head.buyer_id]
    tx.emit(told, BuyerTranslationChanged(conversation_id=head.id, translation=now))
    return doing.result(conversation_id=head.id)


def _check_theirs(me: Account, rows: Iterable[Row[Any]]) -> None:
    """Refuse an account that is not the main one what colleagues have made."""
    if me.kind is not AccountKind.MAIN and any(row.author_id != me.id for row in rows):
        raise Refusal("not_allowed")


def _listed(policy: TranslationPolicy) -> str:
    return audit.listed([policy.reach.value, *(engine.value for engine in policy.engines)])


def _checked(draft: UnitDraft) -> dict[str, str]:
    longest = MAX_TERM_CHARS if draft.term else MAX_TEXT_CHARS
    texts = {language: check_text(text).strip() for language, text in draft.texts.items()}
    if not 2 <= len(texts) <= MAX_LANGUAGES or not all(map(LANGUAGE.fullmatch, texts)):
        raise Refusal("invalid_request", {"field": "texts"})
    if any(len(text) > longest for text in texts.values()):
        raise Refusal("text_too_long", {"limit": longest})
    return texts


def _update(doing: Doing, id_: Any, values: dict[str, Any]) -> None:
    doing.tx.conn.execute(
        update(translation_unit).where(translation_unit.c.id == id_).values(rev=translation_unit.c.rev + 1, **values)
    )


def _tell(doing: Doing, me: Account, ids: list[Any]) -> None:
    if ids:
        rows = translation.locked(doing.tx.conn, ids)
        told = accounts.colleague_ids(doing.tx.conn, me.exhibitor_id)
        doing.tx.emit(told, UnitsChanged(units=tuple(map(translation.unit_of, rows.values()))))


def _put(doing: Doing, table: Any, key: str, id_: int, data: Any) -> None:
    statement = database.insert(doing.tx.conn, table).values({key: id_, "data": data})
    doing.tx.conn.execute(
        statement.on_conflict_do_update(index_elements=[table.c[key]], set_={"data": data, "rev": table.c.rev + 1})
    )
