"""What happens to received intents whoever causes it: whose they become, why, and who hears of each change.

Rows are locked in this order: conversation, intent, received intent, exhibitor, account.
"""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, insert, update

from workstation.domain.account import Account, Permission
from workstation.domain.distribution import Cause, Work
from workstation.domain.events import IntentChanged
from workstation.domain.ids import ActionId, ExhibitId, ExhibitorId, PrincipalId
from workstation.domain.intent import IntentState, Match, ReceivedIntent, Wanted
from workstation.domain.matching import Fit
from workstation.domain.routing import Decision, decide_intent
from workstation.server import distribution, team_log
from workstation.server.caller import Caller
from workstation.server.distribution import Why
from workstation.server.facts import Team
from workstation.server.queries import accounts, rules
from workstation.server.queries import intents as stored
from workstation.server.schema_intents import received_intent
from workstation.server.telling import name_params, notify
from workstation.server.writer import Tx

AT_ONCE = 200
"""Rows of waiting intents that are read and held together."""
MAX_TITLE_IN_NOTICE = 120
Pick = Callable[[int], int]


class About(Struct, frozen=True):
    """What the rules look at when an exhibitor receives an intent."""

    id: ActionId
    buyer_id: PrincipalId
    wanted: Wanted
    matches: tuple[Match, ...]


def about(row: Row[Any]) -> About:
    """Return it from the row of a received intent."""
    return About(row.intent_id, row.buyer_id, row.wanted, row.matches)


# --- who hears ---


def readers(tx: Tx, row: Row[Any]) -> set[PrincipalId]:
    """Return the accounts that may see a received intent: the main account and the owner."""
    found = {accounts.main_id(tx.conn, row.exhibitor_id)}
    if row.owner_id is not None and stored.sees(row, accounts.by_id(tx.conn, row.owner_id, tx.now)):
        found.add(row.owner_id)
    return found


def tell(tx: Tx, row: Row[Any], before: Iterable[PrincipalId] = ()) -> None:
    """Let everybody who may see a received intent have it, and those who could `before` and no longer may forget it."""
    [whole] = stored.of_rows(tx.conn, [row])
    now = readers(tx, row)
    for reader_id in sorted(now):
        _bring(tx, whole, reader_id)
    if lost := set(before) - now:
        tx.emit(lost, IntentChanged(intent=stored.gone(row)))


def _bring(tx: Tx, whole: ReceivedIntent, reader_id: PrincipalId) -> None:
    seen = stored.seen_by(whole, accounts.by_id(tx.conn, reader_id, tx.now))
    tx.emit([reader_id], IntentChanged(intent=seen))


def buyer_changed(tx: Tx, buyer_id: PrincipalId) -> None:
    """Bring a buyer's intents, which name the buyer, to everybody who may see them; few questions for many of them."""
    rows = stored.touched_of_buyer(tx.conn, buyer_id, tx.now)
    teams: dict[ExhibitorId, tuple[Account, ...]] = {}
    for row, whole in zip(rows, stored.of_rows(tx.conn, rows), strict=True):
        if row.exhibitor_id not in teams:
            teams[row.exhibitor_id] = accounts.of_exhibitor(tx.conn, row.exhibitor_id, tx.now)
        for one in teams[row.exhibitor_id]:
            if stored.sees(row, one):
                tx.emit([one.id], IntentChanged(intent=stored.seen_by(whole, one)))


# --- changing ---


def held(tx: Tx, row: Row[Any]) -> Row[Any]:
    """Return the row of a received intent as it is now, and hold it."""
    now = stored.one(tx.conn, row.intent_id, row.exhibitor_id, lock=True)
    assert now is not None  # received intents are never deleted
    return now


def change(tx: Tx, row: Row[Any], *, lost_by: PrincipalId | None = None, **values: Any) -> Row[Any]:
    """Change an exhibitor's copy, let everybody concerned have it, and return it as it is now.

    `lost_by` is who could see it before by a permission that is gone.
    """
    before = readers(tx, row) | ({lost_by} if lost_by is not None else set())
    tx.conn.execute(
        update(received_intent)
        .where(received_intent.c.intent_id == row.intent_id, received_intent.c.exhibitor_id == row.exhibitor_id)
        .values(rev=received_intent.c.rev + 1, **values)
    )
    after = stored.one(tx.conn, row.intent_id, row.exhibitor_id)
    assert after is not None  # received intents are never deleted
    tell(tx, after, before)
    return after


def give(
    tx: Tx, row: Row[Any], owner_id: PrincipalId | None, rule: str, *, lost_by: PrincipalId | None = None
) -> Row[Any]:
    """Make an account the owner in place of whoever it was; what the old one has seen the new one has not."""
    values: dict[str, Any] = {"owner_id": owner_id, "owner_rev": received_intent.c.rev + 1, "rule": rule}
    if row.state == IntentState.SEEN:
        values |= {"state": IntentState.NEW.value, "seen_at": None}
    return change(tx, row, lost_by=lost_by, **values)


def contacted(tx: Tx, row: Row[Any], *, card: bool = False, chat: bool = False) -> Row[Any]:
    """Keep that a card was sent or a chat was started from it; the first time of each stays."""
    values: dict[str, Any] = {}
    if card and row.card_sent_at is None:
        values["card_sent_at"] = tx.now
    if chat and row.chat_at is None:
        values["chat_at"] = tx.now
    if row.state in (IntentState.NEW, IntentState.SEEN):
        values["state"] = IntentState.CONTACTED.value
    return change(tx, row, **values) if values else row


def conversation_begun(tx: Tx, exhibitor_id: ExhibitorId, buyer_id: PrincipalId) -> None:
    """Say of everything received from a buyer which conversation is theirs now."""
    for row in stored.of_pair(tx.conn, exhibitor_id, buyer_id):
        change(tx, row)


# --- whose it becomes ---


def deliver(tx: Tx, one: About, fit: Fit, pick: Pick) -> None:
    """Let an exhibitor have an intent that it had not, decide whose it is, and record why."""
    team = Team(tx, fit.exhibitor_id, Work.INTENTS)
    made, why = _decided(tx, one, fit.exhibitor_id, team, Cause.BUYER, pick)
    values = {"intent_id": one.id, "exhibitor_id": fit.exhibitor_id, "matches": fit.matches, "received_at": tx.now}
    tx.conn.execute(insert(received_intent), {**values, "owner_id": made.owner_id, "rule": str(made.rule)})
    _record(tx, one, fit.exhibitor_id, made, why, from_id=None)
    row = stored.one(tx.conn, one.id, fit.exhibitor_id)
    assert row is not None
    tell(tx, row)
    if made.owner_id is None:
        distribution.look_again_later(tx, fit.exhibitor_id)
    else:
        say_matched(tx, row, "intent_matched")


def _decided(
    tx: Tx, one: About, exhibitor_id: ExhibitorId, team: Team, cause: Cause, pick: Pick
) -> tuple[Decision, Why]:
    """Return whose an intent is to be, by the exhibit that matched best, and what is to be recorded about it."""
    exhibit_id = one.matches[0].exhibit_id if one.matches else None
    section_id = team.section_of(exhibit_id) or one.wanted.section_id
    head = stored.head_of_pair(tx.conn, exhibitor_id, one.buyer_id)
    facts = team.facts(head, exhibit_id, section_id)
    made = decide_intent(team.sharing.mode, team.sharing.options, facts, pick)
    if made.owner_id is not None and not distribution.hold_receiver(tx, made.owner_id, Permission.RECEIVE_INTENTS):
        return _decided(tx, one, exhibitor_id, Team(tx, exhibitor_id, Work.INTENTS), cause, pick)
    mode = team.sharing.mode
    return made, Why(cause=cause, decided=made, facts=facts, mode=mode, exhibit_id=exhibit_id, section_id=section_id)


def _record(
    tx: Tx, one: About, exhibitor_id: ExhibitorId, made: Decision, why: Why, *, from_id: PrincipalId | None
) -> None:
    distribution.keep(tx, exhibitor_id, made.owner_id, why, work=Work.INTENTS, from_id=from_id, intent_id=one.id)
    if made.owner_id is not None:
        team_log.intent_assigned(
            tx, exhibitor_id, made.owner_id, one.wanted.title, by=None, rule=str(made.rule), from_id=0
        )


def say_matched(tx: Tx, row: Row[Any], code: str, more: dict[str, str | int] | None = None) -> None:
    """Put a notice about an intent into its owner's message centre."""
    params: dict[str, str | int] = {
        "intent": str(row.intent_id),
        "title": row.wanted.title[:MAX_TITLE_IN_NOTICE],
        "country": row.buyer_country,
        **(more or {}),
    }
    if row.matches:
        params["score"] = row.matches[0].score
    notify(tx, row.owner_id, code, params, None)


def assign(tx: Tx, row: Row[Any], to_id: PrincipalId, *, by: Caller) -> Row[Any]:
    """Give an intent to an account because the main account says so."""
    why = Why(cause=Cause.ASSIGN, by_id=by.principal_id, exhibit_id=_best(row.matches))
    intent_id, from_id = row.intent_id, row.owner_id
    distribution.keep(tx, row.exhibitor_id, to_id, why, work=Work.INTENTS, from_id=from_id, intent_id=intent_id)
    after = give(tx, row, to_id, Cause.ASSIGN)
    title = row.wanted.title
    team_log.intent_assigned(tx, row.exhibitor_id, to_id, title, by=by, rule="", from_id=from_id or 0)
    if to_id != by.principal_id:
        name = name_params(tx, by.principal_id)
        say_matched(tx, after, "intent_assigned", {"by_zh": name["name_zh"], "by_en": name["name_en"]})
    return after


def _best(matches: tuple[Match, ...]) -> ExhibitId | None:
    return matches[0].exhibit_id if matches else None


def hand_on_all(tx: Tx, giver_id: PrincipalId, exhibitor_id: ExhibitorId, pick: Pick) -> None:
    """Distribute the open intents of an account anew, which may receive none any more; what is done stays as it is."""
    rows = stored.open_of(tx.conn, giver_id)
    if not rows:
        return
    team = Team(tx, exhibitor_id, Work.INTENTS)
    team.look_at_all()
    for row in rows:
        one = about(row)
        made, why = _decided(tx, one, exhibitor_id, team, Cause.OWNER_LOST, pick)
        _record(tx, one, exhibitor_id, made, why, from_id=giver_id)
        after = give(tx, row, made.owner_id, str(made.rule), lost_by=giver_id)
        if made.owner_id is None:
            distribution.look_again_later(tx, exhibitor_id)
        else:
            team.given(made.owner_id)
            say_matched(tx, after, "intent_assigned")


# --- those that wait ---


def serve(tx: Tx, exhibitor_id: ExhibitorId, pick: Pick) -> int:
    """Give those that wait to whoever is free, the oldest first; return how many still wait."""
    if not stored.count_waiting(tx.conn, exhibitor_id):
        return 0
    rules.lock(tx.conn, exhibitor_id)
    team = Team(tx, exhibitor_id, Work.INTENTS)
    team.look_at_all()
    for row in stored.waiting(tx.conn, exhibitor_id, AT_ONCE):
        one = about(row)
        made, why = _decided(tx, one, exhibitor_id, team, Cause.QUEUE, pick)
        if made.owner_id is None:
            continue
        _record(tx, one, exhibitor_id, made, why, from_id=None)
        after = give(tx, row, made.owner_id, str(made.rule))
        team.given(made.owner_id)
        say_matched(tx, after, "intent_matched")
    return stored.count_waiting(tx.conn, exhibitor_id)
