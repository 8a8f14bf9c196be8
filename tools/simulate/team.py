"""One day of an exhibitor's team: buyers come and ask, accounts come and go, answer, hand over, close, change rules.

Hour after hour everybody acts at once; when an hour is over and all is quiet, the queue is looked at. In the end the
logs of all accounts, the records of why, and the histories are held against each other.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from random import Random
from threading import Barrier
from typing import Any, Final

import msgspec
from msgspec import Struct

from tools.simulate import ownership
from tools.simulate.hall import MAIN, Hall, open_hall
from tools.simulate.people import Person, register
from workstation.domain.account import Account, Permission, Presence
from workstation.domain.account_actions import SetAccountEnabled, SetPermissions
from workstation.domain.actions import CloseSession, ReleaseLease, SendMessage, SetStatus, StartConversation
from workstation.domain.conversation import ConversationPage
from workstation.domain.distribution import ANSWER_LIMITS_S, Association, Work
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ConversationId, ExhibitorId, PrincipalId, new_action_id
from workstation.domain.routing import Options
from workstation.domain.team_actions import (
    AnswerTransfer,
    AssignConversation,
    SetAssociations,
    SetDistribution,
    SetTeamRules,
    TakeOver,
    TransferConversation,
)
from workstation.domain.transfer import TransferState
from workstation.rehearsal.programs import ProgramFailed
from workstation.remote.errors import RemoteFault

HOURS: Final = 12
AT_ONCE: Final = 12
DUELS: Final = 6
"""Conversations each hour in which owner and main account press *send* at the same moment."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What a day came to; the first five must be 0."""

    without_owner: int
    two_owners: int
    starved: int
    untraced: int
    double_sends: int
    buyers: int
    accounts: int
    seed: int
    conversations: int
    assignments: dict[str, int]
    """Decisions by cause."""
    queued: int
    """Decisions that made somebody wait."""
    messages: int
    refused: dict[str, int]
    faults: tuple[str, ...]
    """What the server wrote of errors."""
    seconds: float

    def good(self) -> bool:
        """Tell whether nothing went wrong."""
        wrong = (self.without_owner, self.two_owners, self.starved, self.untraced, self.double_sends)
        return not any(wrong) and not self.faults

    def line(self) -> str:
        """Return the one line of JSON."""
        return msgspec.json.encode(self).decode()


class Day:
    """One day; `run` plays it and returns what it came to."""

    def __init__(self, hall: Hall, buyers: int, seed: int) -> None:
        self._hall = hall
        self._seed = seed
        self._rng = Random(seed)
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="simulate")
        self._count = buyers
        self._buyers: list[tuple[Person, ConversationId]] = []
        self._main = hall.staff[MAIN]
        self._subs = [person for login, person in sorted(hall.staff.items()) if login != MAIN]
        first, _pages = self._main.snapshot()
        self._exhibitor: ExhibitorId = first.exhibitor.id
        self._exhibits: tuple[Exhibit, ...] = first.exhibits
        self._ids: dict[str, PrincipalId] = {one.login: one.id for one in first.accounts}
        self._undisturbed: set[PrincipalId] = set()
        self._disabled: Person | None = None
        self._starved = self._without_owner = 0
        self._overtaking = 0

    def run(self) -> Outcome:
        """Play the day."""
        began = time.monotonic()
        self._main.come()
        self._main.act(
            SetDistribution(work=Work.MESSAGES, options=Options(only_online=True, cap=self._cap(), queue=True))
        )
        self._main.act(SetTeamRules(answer_s=ANSWER_LIMITS_S[0]))
        for hour in range(HOURS):
            self._hour(hour)
        outcome = self._judge(time.monotonic() - began)
        self._pool.shutdown()
        for person, _conversation in self._buyers:
            person.close()
        return outcome

    def _cap(self) -> int:
        return max(2, self._count // (4 * max(1, len(self._subs))))

    # --- an hour ---

    def _hour(self, hour: int) -> None:
        self._come_and_go(hour)
        arrivals = self._count * (hour + 1) // HOURS - len(self._buyers)
        rngs = [Random(self._rng.getrandbits(64)) for _ in range(arrivals + len(self._hall.staff) + 2)]
        first_number = len(self._buyers)
        newcomers = [self._pool.submit(self._arrive, first_number + number, rngs.pop()) for number in range(arrivals)]
        work: list[Callable[[], None]] = [partial(self._shift, person, rngs.pop()) for person in self._at_work()]
        work += [partial(self._lead, hour, rngs.pop()), partial(self._old_customers, rngs.pop())]
        self._together(work)
        self._buyers += [future.result() for future in newcomers]
        self._duels()
        self._look()

    def _together(self, work: Sequence[Callable[[], None]]) -> None:
        futures: list[Future[None]] = [self._pool.submit(one) for one in work]
        for future in futures:
            future.result()

    def _at_work(self) -> list[Person]:
        return [person for person in self._subs if person is not self._disabled]

    def _come_and_go(self, hour: int) -> None:
        """Let some come, some leave, some not be disturbed; once a day one is disabled, and comes back."""
        for person in self._at_work():
            chance = self._rng.random()
            if chance < 0.3 and hour < HOURS - 1:
                person.go()
            elif chance < 0.8 or hour == HOURS - 1:
                person.come()
            self._set_status(
                person, Presence.DND if self._rng.random() < 0.15 and hour < HOURS - 1 else Presence.ONLINE
            )
        if hour == HOURS // 3 and len(self._subs) > 2:
            self._disable(self._subs[-1])
        elif hour == 2 * HOURS // 3 and self._disabled is not None:
            self._enable(self._disabled)

    def _set_status(self, person: Person, status: Presence) -> None:
        person.act(SetStatus(status=status))
        number = self._ids[person.name]
        if status is Presence.DND:
            self._undisturbed.add(number)
        else:
            self._undisturbed.discard(number)

    def _disable(self, person: Person) -> None:
        person.go()
        self._main.act(SetAccountEnabled(account_id=self._ids[person.name], enabled=False))
        self._disabled = person

    def _enable(self, person: Person) -> None:
        number = self._ids[person.name]
        self._main.act(SetPermissions(account_id=number, permissions=frozenset()))
        self._main.act(SetAccountEnabled(account_id=number, enabled=True))
        self._main.act(SetPermissions(account_id=number, permissions=frozenset({Permission.RECEIVE_MESSAGES})))
        person.sign_in_again()
        person.come()
        self._disabled = None

    # --- what people do ---

    def _arrive(self, number: int, rng: Random) -> tuple[Person, ConversationId]:
        person, _id = register(self._hall.url, number, self._seed)
        exhibit = rng.choice(self._exhibits)
        opened = person.act(StartConversation(exhibitor_id=self._exhibitor, exhibit_id=exhibit.id))
        assert opened is not None
        assert opened.conversation_id is not None
        for line in range(rng.randint(1, 3)):
            person.act(SendMessage(conversation=opened.conversation_id, text=f"{person.name} asks {line}"))
        return person, opened.conversation_id

    def _old_customers(self, rng: Random) -> None:
        """Some who were here before write again; one of them asks about something else."""
        for person, conversation in rng.sample(self._buyers, min(len(self._buyers), 8)):
            if rng.random() < 0.3:
                exhibit = rng.choice(self._exhibits)
                person.act(StartConversation(exhibitor_id=self._exhibitor, exhibit_id=exhibit.id))
            self._send(person, conversation, f"{person.name} again {new_action_id()}", None)

    def _shift(self, person: Person, rng: Random) -> None:
        """Answer, hand over, close; and answer those who want to hand over to me."""
        try:
            first, pages = person.snapshot()
        except RemoteFault:  # disabled meanwhile
            return
        for transfer in first.transfers:
            if transfer.state is TransferState.ASKED and transfer.to_id == first.me.id and rng.random() < 0.8:
                person.act(AnswerTransfer(transfer=transfer.id, accept=rng.random() < 0.6))
        mine = [page for page in pages if page.conversation.owner_id == first.me.id and page.readable_to_n is None]
        for page in rng.sample(mine, min(len(mine), 12)):
            self._serve(person, page, rng, first.accounts)

    def _serve(self, person: Person, page: ConversationPage, rng: Random, accounts: Sequence[Account]) -> None:
        head, chance = page.conversation, rng.random()
        if chance < 0.55:
            self._send(
                person, head.id, f"{person.name} answers {new_action_id()}", head.last_n, again=rng.random() < 0.2
            )
            person.act(ReleaseLease(conversation=head.id))
        elif chance < 0.75:
            action = TransferConversation(
                conversation=head.id,
                to_id=rng.choice(accounts).id,
                reason="a colleague knows more",
                note="Promised a price by tomorrow." if rng.random() < 0.5 else "",
                draft="Dear customer," if rng.random() < 0.3 else "",
                from_id=head.owner_id,
            )
            person.act(action)
        elif head.live:
            person.act(CloseSession(conversation=head.id))

    def _send(
        self, person: Person, conversation: ConversationId, text: str, seen_n: int | None, *, again: bool = False
    ) -> bool:
        """Say something once; `again`: as if the answer had been cut off, the same goes out twice."""
        action, id_ = SendMessage(conversation=conversation, text=text, seen_n=seen_n), new_action_id()
        result = person.act(action, id_)
        if again and result is not None:
            person.act(action, id_)
        return result is not None

    def _lead(self, hour: int, rng: Random) -> None:
        """What the main account does: assigns from the queue, takes over, changes the rules."""
        first, pages = self._main.snapshot()
        able = [one.id for one in first.accounts if one.may(Permission.RECEIVE_MESSAGES)]
        customers = [page.conversation for page in pages if page.conversation.buyer_id is not None]
        queued = [head for head in customers if head.queued_at is not None]
        for head in queued[: rng.randint(0, 3)]:
            self._main.act(AssignConversation(conversation=head.id, to_id=rng.choice(able)))
        owned = [head for head in customers if head.owner_id not in (None, first.me.id)]
        for head in rng.sample(owned, min(len(owned), 2)):
            self._main.act(TakeOver(conversation=head.id))
        for head in rng.sample(owned, min(len(owned), 4)):
            self._main.act(AssignConversation(conversation=head.id, to_id=rng.choice(able), from_id=head.owner_id))
        for head in customers:
            if head.owner_id == first.me.id and head.live and rng.random() < 0.3:
                self._main.act(CloseSession(conversation=head.id))
        self._main.act(SetTeamRules(ask_first=hour % 3 == 1))
        options = Options(
            only_online=hour % 4 != 3,
            cap=self._cap() if hour % 5 != 4 else None,
            emergency_id=rng.choice(able) if hour % 6 == 5 else None,
            queue=hour % 7 != 6,
        )
        self._main.act(SetDistribution(work=Work.MESSAGES, options=options))
        some = rng.sample(self._exhibits, 2)
        chosen = tuple(
            Association(exhibit_id=one.id, account_ids=tuple(rng.sample(able, min(len(able), 2)))) for one in some
        )
        self._main.act(SetAssociations(associations=chosen))

    def _duels(self) -> None:
        """Owner and main account answer the same line at the same moment: one is accepted, the other keeps the text."""
        _first, pages = self._main.snapshot()
        staff = {self._ids[person.name]: person for person in self._at_work()}
        owned = [page.conversation for page in pages if page.conversation.owner_id in staff]
        for head in self._rng.sample(owned, min(len(owned), DUELS)):
            assert head.owner_id is not None
            both = (staff[head.owner_id], self._main)
            start = Barrier(2)

            def press(person: Person, head: Any = head, start: Barrier = start) -> bool:
                start.wait(30)
                return self._send(person, head.id, f"{person.name} duels {new_action_id()}", head.last_n)

            accepted = sum(self._pool.map(press, both))
            self._overtaking += accepted > 1
            for person in both:
                person.act(ReleaseLease(conversation=head.id))

    # --- looking ---

    def _look(self) -> None:
        """All is quiet: nobody waits while somebody is free, and every buyer is somebody's."""
        first, pages = self._main.snapshot()
        self._starved += ownership.starved(first, pages, self._undisturbed)
        self._without_owner += ownership.without_owner(pages)

    def _judge(self, seconds: float) -> Outcome:
        _first, pages = self._main.snapshot()
        customers = [page for page in pages if page.conversation.buyer_id is not None]
        logs = {self._ids[login]: person.log() for login, person in self._hall.staff.items()}
        main_id = self._ids[MAIN]
        owners = ownership.owners_of(logs[main_id])
        decisions = {page.conversation.id: self._main.api.assignments(page.conversation.id) for page in customers}
        texts: Counter[str] = Counter()
        for page in customers:
            texts.update(message.text for message in self._main.history(page) if message.text)
        missing = sum(page.conversation.id not in owners for page in customers)
        refusals: Counter[str] = sum((person.refusals for person in self._hall.staff.values()), Counter())
        every = [one for found in decisions.values() for one in found]
        return Outcome(
            without_owner=self._without_owner + missing,
            two_owners=ownership.two_owners(owners, logs, main_id),
            starved=self._starved,
            untraced=ownership.untraced(owners, decisions),
            double_sends=sum(count - 1 for count in texts.values()) + self._overtaking,
            buyers=len(self._buyers),
            accounts=len(self._hall.staff),
            seed=self._seed,
            conversations=len(customers),
            assignments=dict(sorted(Counter(str(one.cause) for one in every).items())),
            queued=sum(one.owner_id is None for one in every),
            messages=texts.total(),
            refused=dict(sorted(refusals.items())),
            faults=tuple(self._hall.faults()),
            seconds=round(seconds, 1),
        )


def play(buyers: int, accounts: int, seed: int, database: str = "") -> Outcome:
    """Play one day on a server process of its own; `database` is a URL, empty for SQLite."""
    with open_hall(accounts, database) as hall:
        return Day(hall, buyers, seed).run()


def parser() -> argparse.ArgumentParser:
    """Return the parser of `dev.py simulate team`."""
    result = argparse.ArgumentParser(prog="dev.py simulate team", description="Play one day of a team.")
    result.add_argument("--buyers", type=int, default=300)
    result.add_argument("--accounts", type=int, default=8, help="main account included; at least 2")
    result.add_argument("--seed", type=int, default=1)
    result.add_argument("--database", default="", metavar="URL", help="an empty database (default: SQLite)")
    return result


def main(argv: Sequence[str]) -> int:
    """Play a day and print one JSON line; returns 0 when nothing went wrong."""
    options = parser().parse_args(argv)
    if options.accounts < 2 or options.buyers < 1:
        parser().error("at least 2 accounts and 1 buyer")
    try:
        outcome = play(options.buyers, options.accounts, options.seed, options.database)
    except ProgramFailed as fault:
        print(f"the day could not be played: {fault}", file=sys.stderr)
        return 2
    print(outcome.line(), flush=True)
    return 0 if outcome.good() else 1
