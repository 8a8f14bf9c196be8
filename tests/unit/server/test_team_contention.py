"""A hundred people hand over, assign, take, accept and close at once, on one server and on two: what stays is one."""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest

from tests.helpers.live_server import Client, LiveServer, live_server
from tools.simulate import ownership
from workstation.domain.account import Exhibitor
from workstation.domain.actions import (
    Action,
    CloseSession,
    SendMessage,
    StartConversation,
    TransferConversation,
)
from workstation.domain.conversation import ConversationPage
from workstation.domain.distribution import Assignment, Cause, Work
from workstation.domain.events import Snapshot
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ActionId, ConversationId, PrincipalId, new_action_id
from workstation.domain.routing import Options
from workstation.domain.team_actions import (
    AnswerTransfer,
    AssignConversation,
    SetDistribution,
    SetTeamRules,
    TakeOver,
    WithdrawTransfer,
)

LOGINS = ("north", "north.ann", "north.bo")
AT_ONCE = 100


class Crowd:
    """The accounts of north at one or two replicas of a server."""

    def __init__(self, servers: list[LiveServer]) -> None:
        self.servers = servers
        main = servers[0].account("north")
        self.tokens = {login: servers[0].account(login).token for login in LOGINS}
        first = main.get("/api/v1/snapshot", Snapshot)
        self.ids: dict[str, PrincipalId] = {one.login: one.id for one in first.accounts}
        self.main = main

    def everything(self) -> Snapshot:
        """Return all that the main account sees: a page is enough for it here."""
        return self.main.get("/api/v1/snapshot", Snapshot)

    def client(self, login: str, number: int = 0) -> Client:
        """Return a client of an account at one of the replicas."""
        return self.servers[number % len(self.servers)].client(self.tokens[login])

    def ask(self, number: str = "N-1") -> tuple[Client, ConversationId]:
        buyer = self.servers[0].buyer()
        north = next(e for e in buyer.get("/api/v1/exhibitors", tuple[Exhibitor, ...]) if e.name_en == "North Lamps")
        exhibits = buyer.get(f"/api/v1/exhibitors/{north.id}/exhibits", tuple[Exhibit, ...])
        exhibit_id = next(one.id for one in exhibits if one.number == number)
        begun = buyer.act(StartConversation(exhibitor_id=north.id, exhibit_id=exhibit_id))
        assert begun.conversation_id is not None
        return buyer, begun.conversation_id

    def all_at_once(self, work: list[tuple[str, Action, ActionId]]) -> Counter[str]:
        """Do all of it at the same time, half of it at either replica; return the answers by code."""

        def do(numbered: tuple[int, tuple[str, Action, ActionId]]) -> str:
            number, (login, action, id_) = numbered
            client = Client(self.servers[number % len(self.servers)].url, self.tokens[login])
            try:
                answer = client.try_act(action, id_)
                return "ok" if answer.status_code == 200 else str(answer.json()["code"])
            finally:
                client.close()

        with ThreadPoolExecutor(20) as pool:
            return Counter(pool.map(do, enumerate(work)))

    def judge(self, conversations: list[ConversationId]) -> None:
        """Hold logs, heads and records of why against each other."""
        ids = {login: self.ids[login] for login in LOGINS}
        logs = {number: self.client(login).whole_log() for login, number in ids.items()}
        owners = {id_: chain for id_, chain in ownership.owners_of(logs[ids["north"]]).items() if id_ in conversations}
        mine = {number: [event for event in log if _about(event.body) in conversations] for number, log in logs.items()}
        assert ownership.two_owners(owners, mine, ids["north"]) == 0
        decisions = {
            id_: self.main.get(f"/api/v1/conversations/{id_}/assignments", tuple[Assignment, ...])
            for id_ in conversations
        }
        assert ownership.untraced(owners, decisions) == 0
        for id_ in conversations:
            heads = [
                self.client("north", number).get(f"/api/v1/conversations/{id_}", ConversationPage).conversation
                for number in range(len(self.servers))
            ]
            assert {head.owner_id for head in heads} == {owners[id_][-1][1]}
            assert not (heads[0].live and heads[0].owner_id is None and heads[0].queued_at is None)


def _about(body: Any) -> int:
    page = getattr(body, "page", None)
    head = getattr(body, "conversation", None) if page is None else page.conversation
    return int(head.id if head is not None else getattr(body, "conversation_id", 0))


@pytest.fixture(
    scope="module",
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.requires("postgresql")),
        pytest.param("two replicas", marks=pytest.mark.requires("postgresql")),
    ],
)
def crowd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield Crowd([stack.enter_context(live_server(tmp_path_factory.mktemp("crowd")))])
            return
        url = stack.enter_context(request.getfixturevalue("postgres").database())
        servers = [stack.enter_context(live_server(tmp_path_factory.mktemp("crowd"), database=url))]
        if request.param == "two replicas":
            servers.append(stack.enter_context(live_server(tmp_path_factory.mktemp("crowd"), database=url, fair=None)))
        yield Crowd(servers)


def test_a_hundred_transfers_and_takes_of_one_conversation(crowd: Crowd) -> None:
    buyer, conversation = crowd.ask()
    people = [crowd.ids[login] for login in LOGINS]
    rng = random.Random(5)
    work: list[tuple[str, Action, ActionId]] = []
    for _ in range(AT_ONCE):
        to_id = rng.choice(people)
        choices: list[tuple[str, Action]] = [
            ("north", TakeOver(conversation=conversation)),
            ("north", AssignConversation(conversation=conversation, to_id=to_id, from_id=rng.choice(people))),
            (rng.choice(LOGINS), TransferConversation(conversation=conversation, to_id=to_id, note="a note")),
        ]
        work.append((*rng.choice(choices), new_action_id()))
    answers = crowd.all_at_once(work)
    assert answers["ok"] >= 1
    assert set(answers) <= {"ok", "not_allowed", "not_found", "transfer_to_owner", "owner_changed"}, answers
    buyer.act(SendMessage(conversation=conversation, text="Who is it?"))
    crowd.judge([conversation])
    again = crowd.all_at_once(work)
    assert again["ok"] >= answers["ok"], "what was done is answered the same again"
    crowd.judge([conversation])


def test_two_people_at_once_are_told_apart(crowd: Crowd) -> None:
    ann, bo = crowd.ids["north.ann"], crowd.ids["north.bo"]
    for _ in range(10):
        _buyer, conversation = crowd.ask()
        by_ann = TransferConversation(conversation=conversation, to_id=bo, from_id=ann)
        by_main = TransferConversation(conversation=conversation, to_id=crowd.ids["north"], from_id=ann)
        answers = crowd.all_at_once([("north.ann", by_ann, new_action_id()), ("north", by_main, new_action_id())])
        assert answers == {"ok": 1, "owner_changed": 1}
        crowd.judge([conversation])


def test_accepting_withdrawing_and_taking_over_at_once(crowd: Crowd) -> None:
    crowd.main.act(SetTeamRules(ask_first=True))
    try:
        for _ in range(10):
            _buyer, conversation = crowd.ask()
            asked = new_action_id()
            give = TransferConversation(conversation=conversation, to_id=crowd.ids["north.bo"])
            crowd.client("north.ann").act(give, asked)
            answers = crowd.all_at_once(
                [
                    ("north.bo", AnswerTransfer(transfer=asked, accept=True), new_action_id()),
                    ("north.bo", AnswerTransfer(transfer=asked, accept=False), new_action_id()),
                    ("north.ann", WithdrawTransfer(transfer=asked), new_action_id()),
                    ("north", TakeOver(conversation=conversation), new_action_id()),
                ]
            )
            assert set(answers) <= {"ok", "transfer_over"}
            assert answers["ok"] in (1, 2), "one end of the asking, and the main account in any case"
            crowd.judge([conversation])
    finally:
        crowd.main.act(SetTeamRules(ask_first=False))


def test_nobody_waits_in_vain_whoever_comes_and_goes_at_once(crowd: Crowd) -> None:
    """Buyers come while sessions end: who frees an account and who finds it full must not miss each other."""
    crowd.main.act(SetDistribution(work=Work.MESSAGES, options=Options(cap=3, queue=True)))
    try:
        conversations: list[ConversationId] = []
        for _ in range(5):
            with ThreadPoolExecutor(8) as pool:
                conversations += [id_ for _buyer, id_ in pool.map(lambda _n: crowd.ask(), range(8))]
            heads = [page.conversation for page in crowd.everything().conversations]
            crowd.all_at_once(
                [
                    ("north", CloseSession(conversation=head.id), new_action_id())
                    for head in heads
                    if head.id in conversations and head.owner_id is not None and head.live
                ]
            )
            first = crowd.everything()
            assert ownership.starved(first, first.conversations, set()) == 0
            assert ownership.without_owner(first.conversations) == 0
        crowd.judge(conversations)
        causes = Counter(
            one.cause
            for id_ in conversations
            for one in crowd.main.get(f"/api/v1/conversations/{id_}/assignments", tuple[Assignment, ...])
        )
        assert causes[Cause.QUEUE] > 0
    finally:
        crowd.main.act(SetDistribution(work=Work.MESSAGES, options=Options()))
