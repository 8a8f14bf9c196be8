"""One visit of one buyer: he asks about an exhibit, thinks, answers what he is answered, and leaves."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from workstation.domain.actions import Action, ActionRequest, ActionResult, MarkRead, SendMessage, StartConversation
from workstation.domain.events import LogPage, MessageChanged
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ActionId, ConversationId, new_action_id
from workstation.domain.intent import NewIntent, Wanted
from workstation.domain.intent_actions import PublishIntent
from workstation.domain.message import SYSTEM, Message
from workstation.domain.slot_actions import BookSlot
from workstation.rehearsal import content, pictures
from workstation.rehearsal.content import Subject, Temperament, Visitor
from workstation.rehearsal.talk import Talk
from workstation.remote.api import Api
from workstation.remote.errors import Refused, RemoteFault
from workstation.remote.retry import Backoff

log = logging.getLogger("workstation.rehearsal")

THINKS_S = {Temperament.FAST: 4.0, Temperament.TERSE: 7.0, Temperament.CHATTY: 10.0, Temperament.SLOW: 20.0}
"""Seconds from reading an answer to writing one, at human pace."""
KEYS_PER_S = 6.0
NUDGE_AFTER_S = 150.0
GIVES_UP_AFTER_S = 900.0
IMAGE_CHANCE = 0.15
CARD_CHANCE = 0.2
"""Of handing the card over after an answer, once a visit."""
BOOKING_CHANCE = 0.1
"""Of booking a negotiation after an answer, once a visit."""
INTENT_CHANCE = 0.08
"""Of asking others for the same at the end of a visit."""
PICTURE_SIZE = (1280, 960)

T = TypeVar("T")


class VisitOver(Exception):
    """The fair ends while a buyer waits."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast time runs for buyers; `end` ends all waiting."""

    speed: float
    end: threading.Event

    def wait(self, human_s: float) -> bool:
        """Let that much human time pass; return False when the visit has to end."""
        return not self.end.wait(human_s / self.speed)


class Visit:
    """A signed-in buyer at one exhibitor's exhibit."""

    def __init__(self, api: Api, visitor: Visitor, exhibit: Exhibit, pace: Pace, rng: Random) -> None:
        self._api = api
        self._visitor = visitor
        self._exhibit = exhibit
        self._pace = pace
        self._rng = rng
        self._talk = Talk(visitor, Subject.of_exhibit(exhibit), rng)
        self._backoff = Backoff()
        self._conversation = ConversationId(0)
        self._after = 0

    def run(self) -> None:
        """Talk until the visit is over or the fair ends."""
        self._after = self._follow(0, 0).last_seq
        started = self._act(StartConversation(exhibitor_id=self._exhibit.exhibitor_id, exhibit_id=self._exhibit.id))
        if started.conversation_id is None:
            return
        self._conversation = started.conversation_id
        self._say(self._talk.opening())
        if self._rng.random() < IMAGE_CHANCE:
            self._show_image()
        turns = self._rng.randint(2, 6)
        hands_over = self._rng.random() < CARD_CHANCE
        books = self._rng.random() < BOOKING_CHANCE
        looks_further = self._rng.random() < INTENT_CHANCE
        while turns and (answer := self._wait_for_answer()) is not None:
            turns -= 1
            self._act(MarkRead(conversation=self._conversation, n=answer.n))
            if not self._pace.wait(THINKS_S[self._visitor.temperament] * self._rng.uniform(0.5, 1.6)):
                return
            self._say(self._talk.reply_to(answer.text) if turns else self._talk.thanks())
            if turns and self._rng.random() < IMAGE_CHANCE:
                self._show_image()
            if hands_over:
                hands_over = False
                self._act(SendMessage(conversation=self._conversation, card=True))
            if books:
                books = False
                self._book()
        if looks_further:
            self._publish()

    def _wait_for_answer(self) -> Message | None:
        """Return the last thing a person of the exhibitor said, reminding twice; `None` when nobody answers."""
        waited_s, nudges = 0.0, 0
        while not self._pace.end.is_set() and waited_s < GIVES_UP_AFTER_S:
            page = self._follow(self._after, 20)
            self._after = page.last_seq
            answers = [
                event.body.message
                for event in page.events
                if isinstance(event.body, MessageChanged) and self._is_answer(event.body.message)
            ]
            if answers:
                return answers[-1]
            if not page.events:
                waited_s += 20 * self._pace.speed
            if waited_s > NUDGE_AFTER_S * (nudges + 1) and nudges < 2:
                nudges += 1
                self._say(self._talk.nudge())
        return None

    def _is_answer(self, message: Message) -> bool:
        return (
            message.conversation_id == self._conversation
            and not message.from_buyer
            and not message.automatic
            and not message.recalled
            and message.kind != SYSTEM
        )

    def _say(self, text: str) -> None:
        self._type(text)
        self._act(SendMessage(conversation=self._conversation, text=text))

    def _type(self, text: str) -> None:
        try:
            self._api.typing(self._conversation)
        except RemoteFault:
            log.debug("typing was not told")  # passing by, like the signal itself
        self._pace.wait(min(20.0, len(text) / KEYS_PER_S))

    def _show_image(self) -> None:
        kind = self._rng.choice(sorted(pictures.SENT))
        recipe = f"{kind}+{content.picture_of(self._exhibit.number)}"
        data = pictures.draw(recipe, PICTURE_SIZE, self._rng.getrandbits(16))
        client_id = new_action_id()
        self._try(lambda: self._api.upload(client_id, data, pictures.media_type(data)))
        self._act(
            SendMessage(conversation=self._conversation, attachment=ActionId(client_id), text=self._talk.caption(kind))
        )

    def _book(self) -> None:
        """Book one of the slots that are free, where there are any; somebody else may be quicker."""
        slots = self._try(lambda: self._api.open_slots(self._exhibit.exhibitor_id))
        free = [slot for slot in slots if slot.free and not slot.mine]
        if not free:
            return
        try:
            self._act(BookSlot(slot=self._rng.choice(free).id, time_zone=self._visitor.time_zone))
        except Refused as refused:
            log.info("%s books nothing: %s", self._visitor.key, refused)

    def _publish(self) -> None:
        """Say to everybody that one looks for such a thing."""
        shown = self._exhibit
        wanted = Wanted(
            title=shown.name(self._visitor.writes),
            section_id=shown.section_id,
            category=shown.category,
            quantity=(shown.moq or 100) * self._rng.randint(1, 6),
            unit=shown.unit,
            target_price_minor=shown.price_min_minor,
            currency=shown.currency,
            destination=self._visitor.country,
        )
        try:
            self._act(PublishIntent(new=NewIntent(wanted=wanted)))
        except Refused as refused:
            log.info("%s publishes nothing: %s", self._visitor.key, refused)

    def _act(self, action: Action) -> ActionResult:
        request = ActionRequest(id=new_action_id(), action=action)
        return self._try(lambda: self._api.act(request))

    def _follow(self, after: int, wait_s: float) -> LogPage:
        return self._try(lambda: self._api.log(after, wait_s))

    def _try(self, call: Callable[[], T]) -> T:
        """Call until it works: a buyer whose network fails tries again.

        Raises:
            VisitOver: the fair ends.
            RemoteFault: it is of no use to try again.
        """
        while True:
            try:
                result = call()
            except RemoteFault as fault:
                if not fault.passing:
                    raise
                if self._pace.end.wait(self._backoff.next_s(fault.retry_after_s)):
                    raise VisitOver from fault
            else:
                self._backoff.reset()
                return result
