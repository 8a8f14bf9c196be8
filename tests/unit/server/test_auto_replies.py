"""Automatic answers as the server gives them: in the buyer's transaction, once, with every workstation off."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.helpers.team_bench import LIMITS, TeamBench, team_bench
from workstation.domain.account import Permission
from workstation.domain.account_actions import BlockBuyer, SaveAutoReply
from workstation.domain.actions import (
    ActionRequest,
    CloseSession,
    OpenColleagueChat,
    SendMessage,
    TransferConversation,
)
from workstation.domain.autoreply import AutoReply, Band, Reply, Texts
from workstation.domain.events import AutoReplyChanged, MessageChanged
from workstation.domain.ids import ConversationId, PrincipalId, new_action_id
from workstation.domain.message import Message
from workstation.server.actions import perform
from workstation.server.database import Database
from workstation.server.queries import autoreplies, messages

HERE = Reply(on=True, texts=Texts(zh="稍候", en="One moment"))
AWAY = Reply(on=True, texts=Texts(zh="已下班", en="We are closed"))
OURS = Reply(on=True, texts=Texts(zh="公司", en="The company"))


@pytest.fixture
def prepared() -> str:
    return "fair"


@pytest.fixture
def bench(database: Database) -> Iterator[TeamBench]:
    with team_bench(database) as made:
        yield made


def said(bench: TeamBench, conversation: ConversationId) -> list[Message]:
    return list(bench.read(messages.page, conversation).messages)


def automatic(bench: TeamBench, conversation: ConversationId) -> list[str]:
    return [one.text for one in said(bench, conversation) if one.automatic]


def again(bench: TeamBench, conversation: ConversationId, text: str = "Hello?") -> None:
    buyer_id = bench.head(conversation).buyer_id
    assert buyer_id is not None
    bench.act(buyer_id, SendMessage(conversation=conversation, text=text))


def set_ann(bench: TeamBench, **fields: Any) -> None:
    bench.act("north.ann", SaveAutoReply(account_id=bench.ids["north.ann"], online=HERE, offline=AWAY, **fields))


def test_nobody_is_answered_before_somebody_wants_it(bench: TeamBench) -> None:
    assert automatic(bench, bench.ask("N-1")) == []


def test_with_every_workstation_off_the_owner_s_off_line_text_goes_out(bench: TeamBench) -> None:
    set_ann(bench)
    conversation = bench.ask("N-1")
    assert bench.owner(conversation) == "north.ann"
    lines = said(bench, conversation)
    assert [(one.kind, one.automatic) for one in lines[-2:]] == [("text", False), ("text", True)]
    answer = lines[-1]
    assert (answer.text, answer.sender_id, answer.from_buyer) == ("We are closed", bench.ids["north.ann"], False)
    buyer_id = bench.head(conversation).buyer_id
    assert buyer_id is not None
    for reader in (buyer_id, "north.ann", "north"):
        told = [body.message for body in bench.log(reader) if isinstance(body, MessageChanged)]
        assert [one.n for one in told[-2:]] == [answer.n - 1, answer.n], "right after what it answers"
        assert told[-1].automatic
    assert bench.log("north.bo") == []


def test_presence_chooses_and_the_buyer_s_language_too(bench: TeamBench) -> None:
    set_ann(bench)
    bench.comes("north.ann")
    assert automatic(bench, bench.ask("N-1", buyer_id=bench.buyer("zh-CN"))) == ["稍候"]
    assert automatic(bench, bench.ask("N-1", buyer_id=bench.buyer("es"))) == ["One moment"]
    bench.goes("north.ann")
    assert automatic(bench, bench.ask("N-1", buyer_id=bench.buyer("zh"))) == ["已下班"]


def test_once_in_half_an_hour_whoever_serves_the_buyer(bench: TeamBench) -> None:
    set_ann(bench)
    bench.act("north", SaveAutoReply(online=OURS, offline=OURS))
    conversation = bench.ask("N-1")
    again(bench, conversation)
    bench.act("north", TransferConversation(conversation=conversation, to_id=bench.ids["north.bo"]))
    again(bench, conversation)
    assert automatic(bench, conversation) == ["We are closed"], "a new owner is no reason to begin anew"
    bench.clock.at += timedelta(minutes=29, seconds=59)
    again(bench, conversation)
    assert automatic(bench, conversation) == ["We are closed"]
    bench.clock.at += timedelta(seconds=1)
    again(bench, conversation)
    assert automatic(bench, conversation) == ["We are closed", "The company"], "Bo has none of his own"


def test_another_buyer_is_answered_for_himself(bench: TeamBench) -> None:
    set_ann(bench)
    assert automatic(bench, bench.ask("N-1")) == automatic(bench, bench.ask("N-1")) == ["We are closed"]


def test_two_messages_at_once_get_one_answer(bench: TeamBench) -> None:
    conversation = bench.ask("N-1")
    set_ann(bench)
    buyer_id = bench.head(conversation).buyer_id
    assert buyer_id is not None
    token = bench._tokens[buyer_id]
    requests = [ActionRequest(id=new_action_id(), action=SendMessage(conversation=conversation, text=f"{n}"))
                for n in range(20)]  # fmt: skip
    futures = [bench.writer.submit(perform, token, one, LIMITS, lambda count: 0) for one in requests]
    for future in futures:
        future.result(30)
    assert automatic(bench, conversation) == ["We are closed"]
    for one in requests:  # sent again after a cut
        bench.do(perform, token, one, LIMITS, lambda count: 0)
    assert automatic(bench, conversation) == ["We are closed"]
    assert [one.n for one in said(bench, conversation)] == list(range(1, len(said(bench, conversation)) + 1))


def test_never_to_what_our_side_says(bench: TeamBench) -> None:
    set_ann(bench)
    bench.act("north", SaveAutoReply(online=OURS, offline=OURS))
    conversation = bench.ask("N-1")
    bench.clock.at += timedelta(hours=1)
    bench.act("north.ann", SendMessage(conversation=conversation, text="Here I am"))
    chat = bench.act("north.ann", OpenColleagueChat(account_id=bench.ids["north.bo"])).conversation_id
    assert chat is not None
    bench.act("north.ann", SendMessage(conversation=chat, text="Lunch?"))
    assert automatic(bench, conversation) == ["We are closed"]
    assert automatic(bench, chat) == []


def test_an_automatic_answer_is_none(bench: TeamBench) -> None:
    """The buyer still waits, and the colleague who writes is not overtaken by it."""
    set_ann(bench)
    conversation = bench.ask("N-1")
    seen_n = said(bench, conversation)[-2].n
    bench.act("north", SendMessage(conversation=conversation, text="I see to it", seen_n=seen_n))


def test_within_its_hours_only(bench: TeamBench) -> None:
    """The bench's clock begins at ten in the morning of the fair's Wednesday."""
    evening = Reply(on=True, texts=AWAY.texts, bands=(Band(from_minute=18 * 60, to_minute=9 * 60),))
    bench.act("north.ann", SaveAutoReply(account_id=bench.ids["north.ann"], offline=evening))
    conversation = bench.ask("N-1")
    assert automatic(bench, conversation) == []
    bench.clock.at += timedelta(hours=8)
    again(bench, conversation)
    assert automatic(bench, conversation) == ["We are closed"]


def test_back_to_the_company_s(bench: TeamBench) -> None:
    bench.act("north", SaveAutoReply(online=OURS, offline=OURS))
    set_ann(bench, own=False)
    assert automatic(bench, bench.ask("N-1")) == ["The company"]


def test_a_closed_session_begins_anew_with_an_answer(bench: TeamBench) -> None:
    set_ann(bench)
    conversation = bench.ask("N-1")
    bench.act("north.ann", CloseSession(conversation=conversation))
    bench.clock.at += timedelta(hours=1)
    again(bench, conversation)
    assert automatic(bench, conversation) == ["We are closed", "We are closed"]


def test_a_blocked_buyer_hears_nothing(bench: TeamBench) -> None:
    set_ann(bench)
    conversation = bench.ask("N-1")
    bench.act("north.ann", BlockBuyer(conversation=conversation, blocked=True))
    buyer_id = bench.head(conversation).buyer_id
    assert buyer_id is not None
    assert bench.refused(buyer_id, SendMessage(conversation=conversation, text="Hello?"))[0] == "blocked"
    assert automatic(bench, conversation) == ["We are closed"]


# --- waiting and being handed over ---


def spoken(bench: TeamBench, conversation: ConversationId) -> list[tuple[str, str]]:
    """Return the system lines: code, and the company's words if there are any."""
    lines = [one.system for one in said(bench, conversation) if one.system is not None]
    return [(line.code, str(line.params.get("text", ""))) for line in lines]


def test_the_company_s_words_for_waiting_and_being_handed_over(bench: TeamBench) -> None:
    bench.options(only_online=True, queue=True)
    waiting = Texts(zh="请稍候，马上有人接待。", en="Somebody will be with you soon.")
    transferred = Texts(zh="由{name}为您服务。", en="{name} helps you now.")
    bench.act("north", SaveAutoReply(waiting=waiting, transferred=transferred))
    for language, first, second in (
        ("zh", "请稍候，马上有人接待。", "由安然为您服务。"),
        ("es", "Somebody will be with you soon.", "Ann An helps you now."),
    ):
        conversation = bench.ask("N-1", buyer_id=bench.buyer(language))
        assert spoken(bench, conversation) == [("queued", first)]
        assert automatic(bench, conversation) == [], "the waiting text is the only one"
        bench.act("north", TransferConversation(conversation=conversation, to_id=bench.ids["north.bo"]))
        bench.act("north", TransferConversation(conversation=conversation, to_id=bench.ids["north.ann"]))
        assert spoken(bench, conversation)[-1] == ("transferred", second)


def test_without_words_of_the_company_the_platform_s_stand(bench: TeamBench) -> None:
    bench.options(only_online=True, queue=True)
    assert spoken(bench, bench.ask("N-1")) == [("queued", "")]


# --- who sets and sees them ---


def test_who_may_set_them(bench: TeamBench) -> None:
    ann, bo = bench.ids["north.ann"], bench.ids["north.bo"]
    assert bench.refused("north.ann", SaveAutoReply(online=OURS))[0] == "not_allowed"
    assert bench.refused("north.ann", SaveAutoReply(account_id=bo, online=OURS))[0] == "not_allowed"
    assert bench.refused("north.ann", SaveAutoReply(account_id=bench.ids["south"], online=OURS))[0] == "not_found"
    bench.act("north", SaveAutoReply(account_id=ann, online=OURS))
    bench.act("north", SaveAutoReply(account_id=bench.ids["north"], online=OURS))
    bench.permit("north.bo", Permission.MANAGE_ACCOUNTS)
    bench.act("north.bo", SaveAutoReply(account_id=ann, online=HERE))
    bench.act("north.bo", SaveAutoReply(online=HERE))
    assert bench.refused("north.bo", SaveAutoReply(account_id=bench.ids["north"], online=HERE))[0] == "not_allowed"
    too_long = Reply(on=True, texts=Texts(en="x" * 1001))
    assert bench.refused("north.ann", SaveAutoReply(account_id=ann, offline=too_long))[0] == "text_too_long"


def readers(bench: TeamBench) -> dict[str, list[PrincipalId | None]]:
    logs = {login: bench.log(login) for login in ("north", "north.ann", "north.bo", "south")}
    return {
        login: [body.auto_reply.account_id for body in told if isinstance(body, AutoReplyChanged)]
        for login, told in logs.items()
    }


def test_who_is_told(bench: TeamBench) -> None:
    ann = bench.ids["north.ann"]
    set_ann(bench)
    bench.act("north", SaveAutoReply(online=OURS))
    assert readers(bench) == {"north": [ann, None], "north.ann": [ann, None], "north.bo": [None], "south": []}


def test_each_change_has_a_newer_rev_and_what_belongs_to_the_company_stays_there(bench: TeamBench) -> None:
    ann = bench.ids["north.ann"]
    waiting = Texts(en="for the company only")
    bench.act("north.ann", SaveAutoReply(account_id=ann, online=HERE, waiting=waiting, transferred=waiting))
    bench.act("north.ann", SaveAutoReply(account_id=ann, online=AWAY))
    bench.act("north", SaveAutoReply(waiting=waiting))
    kept: list[AutoReply] = [bench.read(autoreplies.of, bench.north, one) for one in (ann, None)]
    assert [(one.rev, one.waiting, one.online) for one in kept] == [(2, Texts(), AWAY), (1, waiting, Reply())]
