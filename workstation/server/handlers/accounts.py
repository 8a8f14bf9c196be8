"""What an account (or a buyer) changes about himself."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, update

from workstation.domain import spoken
from workstation.domain.account import Presence
from workstation.domain.actions import ActionResult, SetProfile, SetStatus
from workstation.domain.card_files import phones
from workstation.domain.errors import Refusal
from workstation.domain.events import AccountChanged, PresenceMoved
from workstation.domain.ids import PrincipalId
from workstation.domain.mail_address import mail_address
from workstation.server import buyer_profiles, waiting
from workstation.server.actions import ACCOUNTS, EVERYBODY, Doing, handles
from workstation.server.addresses import EXHIBITORS_COUNTRY
from workstation.server.queries import accounts, buyers
from workstation.server.schema import account, conversation, principal
from workstation.server.writer import Tx

SETTABLE = (Presence.ONLINE, Presence.BUSY, Presence.AWAY, Presence.DND)
LENGTHS = {"name_zh": 200, "name_en": 200, "title": 200, "mobile": 40, "email": 200, "language": 20}
HEARERS = 500
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def hearers(tx: Tx, principal_id: PrincipalId) -> tuple[PrincipalId, ...]:
    """Return who is told of somebody's presence: colleagues and live buyers, or those who serve the buyer."""
    mine = tx.conn.execute(select(account.c.exhibitor_id).where(account.c.id == principal_id)).scalar()
    if mine is not None:
        rows = tx.conn.execute(
            select(conversation.c.buyer_id)
            .where(conversation.c.owner_id == principal_id, conversation.c.live)
            .order_by(conversation.c.last_at.desc())
            .limit(HEARERS)
        )
        found = {*accounts.colleague_ids(tx.conn, mine), *(PrincipalId(row.buyer_id) for row in rows if row.buyer_id)}
        return tuple(sorted(found))
    rows = tx.conn.execute(
        select(conversation.c.owner_id, account.c.id.label("main_id"))
        .join(account, account.c.exhibitor_id == conversation.c.exhibitor_id)
        .where(conversation.c.buyer_id == principal_id, account.c.kind == "main")
        .limit(HEARERS)
    )
    return tuple(sorted({PrincipalId(one) for row in rows for one in (row.owner_id, row.main_id) if one is not None}))


@handles(SetStatus, ACCOUNTS)
def set_status(doing: Doing, action: SetStatus) -> ActionResult:
    """Say that one is on-line, busy, away, or not to be disturbed."""
    if action.status not in SETTABLE:
        raise Refusal("invalid_request", {"field": "status"})
    tx, me = doing.tx, doing.caller.principal_id
    tx.conn.execute(update(principal).where(principal.c.id == me).values(status=action.status))
    seen = accounts.by_id(tx.conn, me, tx.now).presence
    tx.signal(hearers(tx, me), PresenceMoved(principal_id=me, presence=seen))
    waiting.serve(tx, doing.caller.as_account().exhibitor_id, doing.pick)
    return doing.result()


@handles(SetProfile, EVERYBODY)
def set_profile(doing: Doing, action: SetProfile) -> ActionResult:
    """Change one's own personal information."""
    given: dict[str, Any] = {
        name: getattr(action, name).strip() for name in LENGTHS if getattr(action, name) is not None
    }
    if doing.caller.is_buyer:
        check_fields(given, buyers.by_id(doing.tx.conn, doing.caller.principal_id, doing.tx.now).country)
        _change_buyer(doing, given | spoken_ones(action.languages))
    else:
        check_fields(given)
        _change_account(doing, given | spoken_ones(action.languages))
    return doing.result()


def check_fields(given: Mapping[str, str], country: str = EXHIBITORS_COUNTRY) -> None:
    """Look at what is to be kept of somebody.

    Args:
        given: the fields.
        country: where a number without a country's code belongs.

    Raises:
        Refusal: `invalid_request` with the field in question.
    """
    for name, value in given.items():
        if len(value) > LENGTHS[name] or not _plausible(name, value, country):
            raise Refusal("invalid_request", {"field": name})


def spoken_ones(codes: Iterable[str] | None) -> dict[str, tuple[str, ...]]:
    """Return the languages somebody speaks as the field they are kept in, nothing when they stay as they are.

    Raises:
        Refusal: `invalid_request` for too many, or for what is no language.
    """
    if codes is None:
        return {}
    kept = spoken.tidy(codes)
    if not spoken.can_be_kept(kept):
        raise Refusal("invalid_request", {"field": "languages"})
    return {"languages": kept}


def _plausible(name: str, value: str, country: str) -> bool:
    if name == "language":
        return _LANGUAGE.fullmatch(value) is not None
    if name == "email":
        return not value or bool(mail_address(value))
    return name != "mobile" or not value or bool(phones.international(value, country))


def _change_language(doing: Doing, given: dict[str, Any]) -> None:
    language = given.pop("language", "")
    if language:
        me = doing.caller.principal_id
        doing.tx.conn.execute(update(principal).where(principal.c.id == me).values(language=language))


def _change_account(doing: Doing, given: dict[str, Any]) -> None:
    tx, me = doing.tx, doing.caller.as_account()
    _change_language(doing, given)
    tx.conn.execute(update(account).where(account.c.id == me.id).values(rev=account.c.rev + 1, **given))
    changed = accounts.by_id(tx.conn, me.id, tx.now)
    tx.emit(accounts.colleague_ids(tx.conn, me.exhibitor_id), AccountChanged(account=changed))


def _change_buyer(doing: Doing, given: dict[str, Any]) -> None:
    """Change what of this a buyer has, too; the rest of a profile has an action of its own."""
    _change_language(doing, given)
    fields = {"name": given.get("name_en") or given.get("name_zh"), "phone": given.get("mobile")}
    fields["languages"] = given.get("languages")
    said = {name: value for name, value in fields.items() if value is not None}
    buyer_profiles.change(doing.tx, doing.caller, doing.limits, said)
