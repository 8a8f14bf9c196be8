"""All purchase intents as one reading of the files shows them: who may do what with which, in which order."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.account import AccountKind, Permission, Presence
from workstation.domain.ids import ActionId, PrincipalId, SectionId
from workstation.domain.intent import IntentEnd, IntentState, Match, ReceivedIntent
from workstation.domain.two_clocks import fair_zone
from workstation.services.calendar_views import person
from workstation.services.intent_overlay import Stored, laid, target
from workstation.services.intent_views import (
    OPEN,
    AssigneeChoice,
    IntentChoices,
    IntentCounts,
    IntentFilter,
    IntentFolder,
    IntentList,
    IntentOrder,
    IntentRights,
    IntentRow,
    IntentStatus,
    IntentView,
    MatchView,
)
from workstation.services.overlaid import fault_of

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending

_NEVER: Final = 100_000
_STATUS: Final = {
    IntentState.NEW: IntentStatus.NEW,
    IntentState.SEEN: IntentStatus.SEEN,
    IntentState.CONTACTED: IntentStatus.CONTACTED,
}


class IntentBoard:
    """Everything about intents at one moment.

    Args:
        known: what the cache says.
        pending: what is on its way.
        now: aware.
    """

    def __init__(self, known: Stored, pending: "Iterable[Pending]", now: datetime) -> None:
        self._known = known
        self._today: date = now.astimezone(fair_zone(known.zone)).date()
        self._over: dict[ActionId, list[Pending]] = {}
        for change in pending:
            self._over.setdefault(target(change), []).append(change)
        me = known.me
        self.main = me is not None and me.enabled and me.kind is AccountKind.MAIN
        self.rights = IntentRights(
            company=self.main,
            receive=me is not None and me.may(Permission.RECEIVE_INTENTS),
            matched=me is not None and me.may(Permission.MATCHED_EXHIBITS),
        )
        self.views: list[IntentView] = [self._view(one) for one in known.intents]
        self._by_id = {one.id: one for one in self.views}

    # --- one ---

    def one(self, id_: ActionId) -> IntentView | None:
        """Return an intent, `None` if there is none that I may see."""
        return self._by_id.get(id_)

    def of_buyer(self, buyer_id: PrincipalId) -> tuple[IntentView, ...]:
        """Return a buyer's intents: open ones first, then the last received first."""
        theirs = [one for one in self.views if one.received.intent.buyer_id == buyer_id]
        return tuple(sorted(theirs, key=lambda one: one.status not in OPEN))

    def _view(self, received: ReceivedIntent) -> IntentView:
        changes = self._over.get(received.id, ())
        waits: Pending | None = None
        refused: Pending | None = None
        me = None if self._known.me is None else self._known.me.id
        for change in changes:
            if change.is_refused:
                refused = change
            else:
                received, waits, refused = laid(received, change, me), change, None
        ended, days_left = self._end(received)
        mine = me is not None and received.owner_id == me
        answerable = ended is None or received.card_sent_at is not None or received.chat_at is not None
        return IntentView(
            received=received,
            status=_status(received, ended),
            ended=ended,
            days_left=days_left,
            section=self._known.sections.get(received.intent.wanted.section_id or SectionId(0)),
            matches=tuple(map(self._match, received.matches)) if self.rights.matched else (),
            owner=person(self._known.accounts, received.owner_id),
            done_by=person(self._known.accounts, received.done_by_id),
            mine=mine,
            may_send_card=answerable and self._may(Permission.INTENT_SEND_CARD, mine),
            may_chat=answerable and self._may(Permission.INTENT_CHAT, mine) and self._talks,
            answerable=answerable,
            may_finish=self._may(Permission.INTENT_DONE, mine),
            may_assign=self.main,
            conversation_id=talk.id if (talk := self._known.talks.get(received.intent.buyer_id)) else None,
            waiting=any(change.is_waiting for change in changes),
            chat_waiting=any(_starts_chat(change) and not change.is_refused for change in changes),
            problem=None if refused is None else fault_of(refused),
            refused="" if refused is None else str(type(refused.action).__struct_config__.tag),
            action_id=refused.id if refused is not None else None if waits is None else waits.id,
        )

    def _may(self, permission: Permission, mine: bool) -> bool:
        me = self._known.me
        return me is not None and me.may(permission) and (self.main or (mine and self.rights.receive))

    @property
    def _talks(self) -> bool:
        me = self._known.me
        return me is not None and me.may(Permission.RECEIVE_MESSAGES)

    def _end(self, received: ReceivedIntent) -> tuple[IntentEnd | None, int | None]:
        """Return why no answers are wanted any more, and how many days there are for one."""
        deadline = _day(received.intent.wanted.deadline)
        days_left = None if deadline is None else (deadline - self._today).days
        ended = received.intent.ended
        if ended is None and days_left is not None and days_left < 0:
            ended = IntentEnd.EXPIRED
        return ended, days_left

    def _match(self, match: Match) -> MatchView:
        return MatchView(
            exhibit_id=match.exhibit_id,
            exhibit=self._known.exhibits.get(match.exhibit_id),
            score=match.score,
            reasons=match.reasons,
            words=match.words,
        )

    # --- lists ---

    def listed(self, wanted: IntentFilter, found: set[ActionId] | None) -> IntentList:
        """Return a list; `found` are those with the words asked for, `None` when none were."""
        if wanted.folder not in self.rights.folders:
            return IntentList(rows=(), total=0, counts={}, rights=self.rights)
        whole = self._folder(wanted.folder)
        fitting = [row for row in whole if _fits(row, wanted) and (found is None or row.view.id in found)]
        counts = Counter(row.view.status for row in fitting)
        rows = [row for row in fitting if _has_status(row.view, wanted)]
        return IntentList(
            rows=tuple(sorted(rows, key=_order(wanted.order))),
            total=len(whole),
            counts={status: counts[status] for status in IntentStatus},
            rights=self.rights,
            choices=self._choices(whole),
        )

    def _folder(self, folder: IntentFolder) -> list[IntentRow]:
        if folder is IntentFolder.ALL:
            return [IntentRow(view=one) for one in self.views]
        if folder is IntentFolder.RECEIVED:
            return [IntentRow(view=one) for one in self.views if one.mine]
        return [IntentRow(view=one, match=match) for one in self.views for match in one.matches]

    def _choices(self, rows: Sequence[IntentRow]) -> IntentChoices:
        views = list({row.view.id: row.view for row in rows}.values())
        sections = _frequent(one.section for one in views)
        exhibits = _frequent(match.exhibit_id for one in views for match in one.matches if match.exhibit is not None)
        owners = {one.owner.id: one.owner for one in views if one.owner is not None}
        return IntentChoices(
            sections=tuple(sections),
            countries=tuple(_frequent(one.received.buyer_country or None for one in views)),
            owners=tuple(owners[id_] for id_ in sorted(owners)),
            exhibits=tuple(self._known.exhibits[id_] for id_ in exhibits),
        )

    def counts(self) -> IntentCounts:
        """Return how many intents wait for me to look at them, or to say whose they are."""
        open_ones = [one for one in self.views if one.status in OPEN]
        return IntentCounts(
            new=sum(1 for one in open_ones if one.mine and one.is_new) if self.rights.receive else 0,
            to_assign=sum(1 for one in open_ones if one.owner is None) if self.main else 0,
        )

    # --- whose ---

    def assignees(self, ids: Sequence[ActionId]) -> list[AssigneeChoice]:
        """Return who could deal with these intents, the best one first."""
        open_of = Counter(one.owner.id for one in self.views if one.owner is not None and one.status in OPEN)
        views = [view for id_ in ids if (view := self._by_id.get(id_)) is not None]
        owners = {view.received.owner_id for view in views}
        spoken = {view.received.buyer_languages for view in views}
        return [
            AssigneeChoice(
                account=account,
                presence=Presence.OFFLINE,
                problem=_problem(account.enabled, account.may(Permission.RECEIVE_INTENTS)),
                open=open_of[account.id],
                current=owners == {account.id},
                languages=next(iter(spoken)) if len(spoken) == 1 else (),
            )
            for account in self._known.accounts.values()
        ]


def _problem(enabled: bool, allowed: bool) -> str:
    if not enabled:
        return "disabled"
    return "" if allowed else "no_permission"


def _starts_chat(change: "Pending") -> bool:
    from workstation.domain.intent_actions import StartIntentChat

    return isinstance(change.action, StartIntentChat)


def _status(received: ReceivedIntent, ended: IntentEnd | None) -> IntentStatus:
    if received.state is IntentState.DONE:
        return IntentStatus.DONE
    return IntentStatus.ENDED if ended is not None else _STATUS[received.state]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:  # a newer server's way of saying it
        return None


def _fits(row: IntentRow, wanted: IntentFilter) -> bool:
    view = row.view
    if wanted.section_id is not None and view.wanted.section_id != wanted.section_id:
        return False
    if wanted.country and view.received.buyer_country != wanted.country:
        return False
    if wanted.owner_id is not None and view.received.owner_id != wanted.owner_id:
        return False
    if wanted.unassigned and view.received.owner_id is not None:
        return False
    if wanted.exhibit_id is None:
        return True
    if row.match is not None:
        return row.match.exhibit_id == wanted.exhibit_id
    return any(match.exhibit_id == wanted.exhibit_id for match in view.matches)


def _has_status(view: IntentView, wanted: IntentFilter) -> bool:
    if wanted.status is not None:
        return view.status is wanted.status
    return view.status in OPEN if wanted.open_only else True


def _order(order: IntentOrder) -> Callable[[IntentRow], Any]:
    def newest(row: IntentRow) -> tuple[float, int, bytes]:
        return -row.view.received.received_at.timestamp(), -_score(row), row.view.id.bytes

    keys: dict[IntentOrder, Callable[[IntentRow], Any]] = {
        IntentOrder.NEWEST: newest,
        IntentOrder.DEADLINE: lambda row: (_nearness(row.view), newest(row)),
        IntentOrder.MATCH: lambda row: (-_score(row), newest(row)),
    }
    return keys[order]


def _score(row: IntentRow) -> int:
    match = row.match or row.view.best
    return 0 if match is None else match.score


def _nearness(view: IntentView) -> int:
    """Sort what is due soon first, then what has no deadline, then what is over, the last over first."""
    if view.days_left is None:
        return _NEVER
    return view.days_left if view.days_left >= 0 else _NEVER - view.days_left


def _frequent(found: Iterable[Any]) -> list[Any]:
    """Return what there is without repeats, the most frequent first."""
    return [one for one, _ in Counter(one for one in found if one is not None).most_common()]
