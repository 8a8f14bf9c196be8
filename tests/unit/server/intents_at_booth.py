"""Purchase intents at the booth: publishing them, and what is known of them there."""

from typing import Any

import pytest
from sqlalchemy import Connection, select

from tests.unit.server.booth import RECEIVES, Booth, Person
from tests.unit.server.foreign_intents import TICKS
from workstation.domain.account_actions import SetPermissions
from workstation.domain.conversation import Conversation
from workstation.domain.distribution import Assignment, Work
from workstation.domain.events import IntentChanged
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, new_action_id
from workstation.domain.intent import NewIntent, ReceivedIntent, Wanted
from workstation.domain.intent_actions import PublishIntent, StartIntentChat
from workstation.domain.message import Message
from workstation.domain.routing import Mode, Options
from workstation.domain.team_actions import SetDistribution
from workstation.server.queries import assignments, conversations, intents, messages
from workstation.server.schema import conversation, notice

BOTH = RECEIVES | TICKS
LAMP = ExhibitId(1)
"""The first of the fair, Ann's."""


@pytest.fixture(autouse=True)
def settled(booth: Booth) -> None:
    """Let Ann and Bo receive intents by the automatic rules without options."""
    for one in (booth.ann, booth.bo):
        booth.act(booth.main, SetPermissions(account_id=one.id, permissions=BOTH))
    rules(booth)


def rules(booth: Booth, mode: Mode = Mode.AUTOMATIC, **options: Any) -> None:
    booth.act(booth.main, SetDistribution(work=Work.INTENTS, mode=mode, options=Options(**options)))


def publish(booth: Booth, title: str = "Desk lamp", who: Person | None = None, **given: Any) -> tuple[Person, ActionId]:
    """Let a new buyer want something; the lamp is Ann's, the saw Bo's by its section."""
    buyer, id_ = who or booth.buyer(), new_action_id()
    wanted = Wanted(title=title, **{"description": "Brushed steel", "quantity": 500, **given})
    booth.act(buyer, PublishIntent(new=NewIntent(wanted=wanted)), id_)
    return buyer, id_


def kept(booth: Booth, id_: ActionId, who: Person | None = None) -> ReceivedIntent:
    """Return an intent as north (or somebody else's company) has it."""
    exhibitor = booth.account(who or booth.main).exhibitor_id

    def find(conn: Connection) -> ReceivedIntent:
        row = intents.one(conn, id_, exhibitor)
        assert row is not None
        return intents.of_rows(conn, [row])[0]

    found: ReceivedIntent = booth.read(find)
    return found


def owner(booth: Booth, id_: ActionId) -> int | None:
    return kept(booth, id_).owner_id


def seen(booth: Booth, who: Person, id_: ActionId) -> ReceivedIntent | None:
    """Return what a snapshot has of it."""
    found = booth.read(intents.visible_to, booth.account(who), booth.clock.at)
    return next((one for one in found if one.id == id_), None)


def heard(booth: Booth, who: Person, id_: ActionId, after: int = 0) -> list[ReceivedIntent]:
    return [body.intent for body in booth.heard(who, IntentChanged, after) if body.intent.id == id_]


def trace(booth: Booth, id_: ActionId) -> tuple[Assignment, ...]:
    found: tuple[Assignment, ...] = booth.read(assignments.of_intent, id_, booth.account(booth.main).exhibitor_id)
    return found


def notices(booth: Booth, who: Person, id_: ActionId) -> list[str]:
    wanted = select(notice.c.code, notice.c.params).where(notice.c.principal_id == who.id).order_by(notice.c.id)
    rows = booth.read(lambda conn: conn.execute(wanted).all())
    return [row.code for row in rows if row.params.get("intent") == str(id_)]


def head(booth: Booth, number: ConversationId) -> Conversation:
    row = booth.read(lambda conn: conn.execute(select(conversation).where(conversation.c.id == number)).one())
    return conversations.head_of(row)


def said(booth: Booth, number: ConversationId, kind: str) -> list[Message]:
    return [one for one in booth.read(messages.page, number).messages if one.kind == kind]


def chat(booth: Booth, who: Person, id_: ActionId) -> ConversationId:
    number = booth.act(who, StartIntentChat(intent=id_)).conversation_id
    assert number is not None
    return number
