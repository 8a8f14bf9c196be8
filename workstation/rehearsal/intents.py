"""Purchase intents of many buyers, and what the full exhibitor did about them: `resources/rehearsal/intents.yaml`."""

import logging
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Literal

import msgspec
from msgspec import Struct

from workstation import paths
from workstation.domain.actions import ActionRequest, SendMessage
from workstation.domain.ids import ActionId, PrincipalId, SectionId, new_action_id
from workstation.domain.intent import NewIntent, Wanted
from workstation.domain.intent_actions import (
    AssignIntent,
    MarkIntentDone,
    PublishIntent,
    SeeIntent,
    SendIntentCard,
    StartIntentChat,
)
from workstation.rehearsal import content
from workstation.rehearsal.content import Visitor, visitors
from workstation.rehearsal.desks import Desks, act
from workstation.rehearsal.guests import Guests
from workstation.remote.api import Api
from workstation.remote.errors import RemoteFault

log = logging.getLogger("workstation.rehearsal")


class Planned(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An intent and what becomes of it."""

    buyer: str
    section: str
    title: str
    category: str = ""
    quantity: int | None = None
    unit: str = ""
    price: int | None = None
    currency: str = "USD"
    days: int = 14
    description: str = ""
    assign: str = ""
    see: bool = False
    card: bool = False
    chat: str = ""
    done: str = ""


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: Literal[1]
    intents: tuple[Planned, ...]


@cache
def intents() -> tuple[Planned, ...]:
    """Return the intents of the file."""
    file = paths.resources() / "rehearsal" / "intents.yaml"
    return msgspec.yaml.decode(file.read_bytes(), type=_File).intents


def new_intent(one: Planned, visitor: Visitor, sections: Mapping[str, SectionId], now: datetime) -> NewIntent:
    """Return an intent as it is published; `sections` by their keys in the fair's file."""
    return NewIntent(
        wanted=Wanted(
            title=one.title,
            section_id=sections.get(one.section),
            category=one.category,
            quantity=one.quantity,
            unit=one.unit,
            target_price_minor=one.price,
            currency=one.currency,
            destination=visitor.country,
            deadline=(now + timedelta(days=one.days)).date().isoformat(),
            description=one.description,
            language=visitor.writes,
        )
    )


class Wishes:
    """Publishes the intents once, and does in the names of the full exhibitor's people what the file says.

    Args:
        desks: of the exhibitors' accounts.
        guests: who among the buyers has registered.
    """

    def __init__(self, desks: Desks, guests: Guests) -> None:
        self._desks = desks
        self._guests = guests
        self._logins: dict[PrincipalId, str] = {}

    def fill(self, main: str) -> None:
        """Let the buyers publish what they want, and the exhibitor's people answer some of it.

        Raises:
            RemoteFault: the server can't be reached.
        """
        desk = self._desks.of(main)
        before = desk.snapshot()
        self._logins = {one.id: one.login for one in before.accounts}
        by_code = {one.code: one.id for one in before.sections}
        sections = {one.key: by_code[one.code] for one in content.fair().sections if one.code in by_code}
        people = {one.key: one for one in visitors()}
        published: dict[ActionId, Planned] = {}
        known = [one for one in intents() if one.buyer in people]
        for key, planned in groupby(sorted(known, key=lambda one: one.buyer), lambda one: one.buyer):
            try:
                published.update(self._publish(people[key], planned, sections))
            except RemoteFault as fault:
                log.warning("%s publishes nothing: %s", key, fault)
        for received in desk.snapshot().intents:
            one = published.get(received.id)
            if one is None:
                continue
            try:
                self._answer(desk, received.id, received.owner_id, one)
            except RemoteFault as fault:
                log.warning("nobody answers %s: %s", one.buyer, fault)

    def _publish(
        self, visitor: Visitor, planned: Iterable[Planned], sections: Mapping[str, SectionId]
    ) -> dict[ActionId, Planned]:
        made: dict[ActionId, Planned] = {}
        with self._guests.visit(self._desks.url, visitor) as api:
            for one in planned:
                id_ = new_action_id()
                new = new_intent(one, visitor, sections, datetime.now(UTC))
                api.act(ActionRequest(id=id_, action=PublishIntent(new=new)))
                made[id_] = one
        return made

    def _answer(self, desk: Api, id_: ActionId, owner_id: PrincipalId | None, one: Planned) -> None:
        login = self._logins.get(owner_id, "") if owner_id is not None else ""
        if self._desks.knows(one.assign) and one.assign != login:
            login = one.assign
            to_id = next(number for number, name in self._logins.items() if name == login)
            act(desk, AssignIntent(intent=id_, account_id=to_id))
        if not self._desks.knows(login):
            return
        seller = self._desks.of(login)
        if one.see:
            act(seller, SeeIntent(intent=id_))
        if one.card:
            act(seller, SendIntentCard(intent=id_))
        if one.chat:
            opened = seller.act(ActionRequest(id=new_action_id(), action=StartIntentChat(intent=id_)))
            if opened.conversation_id is not None:
                act(seller, SendMessage(conversation=opened.conversation_id, text=one.chat))
        if one.done:
            act(seller, MarkIntentDone(intent=id_, words=one.done))
