"""Finds cards that are perhaps one person's: the same e-mail or the same phone. Offers, and never merges."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar
from uuid import UUID

import msgspec

from workstation.domain.card import MAX_ENTRIES, CardContent, CardPhone, PhoneKind
from workstation.domain.card_files import phones
from workstation.domain.ids import ActionId
from workstation.services.card_views import CardRow, Duplicates, Reason

MOST = 20
"""Cards offered together; a number that more cards share is a company's, not a person's."""

Pair = frozenset[ActionId]
_T = TypeVar("_T")
_SIDES = tuple(
    f"{field}_{side}" for field in ("name", "title", "department", "company", "address") for side in ("zh", "en")
)
_SINGLE = (*_SIDES, "country", "time_zone", "booth", "about", "uid")
_LISTS = ("websites", "ims", "sections", "languages")


def groups(rows: Sequence[CardRow], dismissed: frozenset[Pair]) -> list[Duplicates]:
    """Return the groups of cards that share an e-mail or a phone, the newest group first.

    Args:
        rows: of one folder.
        dismissed: pairs that the user said are not the same.
    """
    shared: defaultdict[Reason, list[CardRow]] = defaultdict(list)
    for row in rows:
        for reason in dict.fromkeys(keys(row.content)):
            shared[reason].append(row)
    joined = _Joined()
    why: defaultdict[Pair, list[Reason]] = defaultdict(list)
    for reason, those in shared.items():
        if 2 <= len(those) <= MOST:
            for at, one in enumerate(those):
                for other in those[at + 1 :]:
                    pair = frozenset({one.id, other.id})
                    if pair not in dismissed:
                        joined.join(one.id, other.id)
                        why[pair].append(reason)
    by_id = {row.id: row for row in rows}
    found = [_group([by_id[id_] for id_ in ids], why) for ids in joined.groups()]
    return sorted(found, key=lambda one: max(row.at for row in one.rows), reverse=True)


def keys(content: CardContent) -> Iterable[Reason]:
    """Yield by what a card is recognised: its e-mails without case, its phones in E.164; never a fax."""
    for email in content.emails:
        if "@" in email:
            yield Reason("email", email.strip().casefold())
    for phone in content.phones:
        number = phones.international(phone.number, content.country)
        if number and phone.kind != "fax":
            yield Reason("phone", number)


def proposed(rows: Sequence[CardRow]) -> CardContent:
    """Return one card with all that is on these, which come newest first: where they differ the first wins."""
    contents = [row.content for row in rows]
    values: dict[str, object] = {}
    for field in _SINGLE:
        values[field] = next((value for value in (getattr(one, field) for one in contents) if value), "")
    for field in _LISTS:
        every = dict.fromkeys(value for one in contents for value in getattr(one, field))
        values[field] = tuple(every)[:MAX_ENTRIES]
    for field in ("photo", "logo", "parts"):
        values[field] = next((value for value in (getattr(one, field) for one in contents) if value is not None), None)
    values["emails"] = _once((email.strip().casefold(), email) for one in contents for email in one.emails)
    values["phones"] = _once((_dialled(phone, one), phone) for one in contents for phone in one.phones)
    values["extra"] = tuple(dict.fromkeys(line for one in contents for line in one.extra))
    return msgspec.convert(values, CardContent, from_attributes=True)


def _once(keyed: Iterable[tuple[object, _T]]) -> tuple[_T, ...]:
    """Return things, each once however it is written: `Ana@Example.com` is `ana@example.com`."""
    found: dict[object, _T] = {}
    for key, one in keyed:
        found.setdefault(key, one)
    return tuple(found.values())[:MAX_ENTRIES]


def _dialled(phone: CardPhone, content: CardContent) -> tuple[str, str, bool]:
    """Return what is dialled, with the extension, and whether a fax answers."""
    number, _, extension = phone.number.partition(phones.EXTENSION)
    return phones.international(number, content.country) or number, extension, phone.kind == PhoneKind.FAX


def dismissed_of(stored: str) -> frozenset[Pair]:
    """Return the pairs that were said not to be the same."""
    pairs = msgspec.json.decode(stored, type=list[tuple[UUID, UUID]]) if stored else []
    return frozenset(frozenset({ActionId(one), ActionId(other)}) for one, other in pairs)


def dismissed_with(stored: str, ids: Sequence[ActionId]) -> str:
    """Return what is to be stored when these are not the same either."""
    pairs = set(dismissed_of(stored))
    pairs |= {frozenset({one, other}) for at, one in enumerate(ids) for other in ids[at + 1 :]}
    return msgspec.json.encode([sorted(pair) for pair in pairs if len(pair) == 2]).decode()


def _group(rows: list[CardRow], why: dict[Pair, list[Reason]]) -> Duplicates:
    rows.sort(key=lambda row: row.at, reverse=True)
    ids = {row.id for row in rows}
    reasons = dict.fromkeys(reason for pair, found in why.items() if pair <= ids for reason in found)
    return Duplicates(rows=tuple(rows), reasons=tuple(reasons), proposed=proposed(rows))


class _Joined:
    """Groups of ids, joined pair by pair."""

    def __init__(self) -> None:
        self._parent: dict[ActionId, ActionId] = {}

    def _root(self, id_: ActionId) -> ActionId:
        while (up := self._parent.setdefault(id_, id_)) != id_:
            self._parent[id_] = self._parent[up]
            id_ = up
        return id_

    def join(self, one: ActionId, other: ActionId) -> None:
        self._parent[self._root(one)] = self._root(other)

    def groups(self) -> list[list[ActionId]]:
        found: defaultdict[ActionId, list[ActionId]] = defaultdict(list)
        for id_ in self._parent:
            found[self._root(id_)].append(id_)
        return [ids for ids in found.values() if len(ids) > 1]
