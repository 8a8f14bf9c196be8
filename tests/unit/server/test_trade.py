"""The trade through the public interface: who gets a buyer, who may write, what each side hears of it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.helpers.live_server import Client, LiveServer, code_of
from workstation.domain.account import Account, Presence
from workstation.domain.actions import (
    CloseSession,
    MarkNoticesRead,
    MarkRead,
    OpenColleagueChat,
    RecallMessage,
    ReleaseLease,
    SendMessage,
    SetMarks,
    SetProfile,
    SetStatus,
    StartConversation,
    TransferConversation,
)
from workstation.domain.conversation import ConversationPage
from workstation.domain.events import (
    AccountChanged,
    Assigned,
    Event,
    MarksChanged,
    MessageChanged,
    MessagePage,
    NoticeChanged,
    ReadMoved,
    Snapshot,
    Unassigned,
)
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ConversationId, ExhibitId, new_action_id


class Trade:
    """A fair with its people, and a few things they often do."""

    def __init__(self, server: LiveServer) -> None:
        self.server = server
        self.main, self.ann, self.bo, self.cai = (
            server.account(login) for login in ("north", "north.ann", "north.bo", "north.cai")
        )
        snapshot = self.main.get("/api/v1/snapshot", Snapshot)
        self.north = snapshot.exhibitor.id
        self.people: dict[str, Account] = {one.login: one for one in snapshot.accounts}
        self.exhibits: dict[str, Exhibit] = {one.number: one for one in snapshot.exhibits}

    def id(self, login: str) -> Any:
        return self.people[login].id

    def start(self, number: str = "N-1") -> tuple[Client, ConversationId]:
        """Let a new buyer ask about an exhibit."""
        buyer = self.server.buyer()
        exhibit_id = ExhibitId(self.exhibits[number].id) if number else None
        result = buyer.act(StartConversation(exhibitor_id=self.north, exhibit_id=exhibit_id))
        assert result.conversation_id is not None
        return buyer, result.conversation_id

    def head(self, client: Client, conversation_id: ConversationId) -> ConversationPage:
        return client.get(f"/api/v1/conversations/{conversation_id}", ConversationPage)


@pytest.fixture(scope="module")
def trade(server: LiveServer) -> Trade:
    return Trade(server)


def news(client: Client, after: int, conversation_id: ConversationId) -> list[Event]:
    """Return what a log says of a conversation since a line."""
    return [event for event in client.whole_log(after) if f'"{conversation_id}"' in _numbers(event)]


def _numbers(event: Event) -> str:
    body: Any = event.body
    match body:
        case MessageChanged(message=message):
            number = message.conversation_id
        case Assigned(page=page):
            number = page.conversation.id
        case Unassigned(conversation_id=found):
            number = found
        case MarksChanged(marks=marks):
            number = marks.conversation_id
        case ReadMoved(read=read):
            number = read.conversation_id
        case NoticeChanged(notice=notice):
            number = notice.conversation_id or ConversationId(0)
        case _:
            number = getattr(getattr(body, "conversation", None), "id", ConversationId(0))
    return f'"{number}"'


def kinds(events: list[Event]) -> list[str]:
    return [type(event.body).__name__ for event in events]


def seq(client: Client) -> int:
    return client.get("/api/v1/snapshot", Snapshot).as_of


def test_a_buyer_s_question_reaches_owner_and_main_account(trade: Trade) -> None:
    before = {client: seq(client) for client in (trade.main, trade.ann, trade.bo)}
    buyer, conversation_id = trade.start("N-1")
    sent = buyer.act(SendMessage(conversation=conversation_id, text="¿Precio FOB? 😀 نعم"))
    for client in (trade.main, trade.ann):
        heard = news(client, before[client], conversation_id)
        assert kinds(heard)[0] == "Assigned"
        last = heard[-1].body
        assert isinstance(last, MessageChanged)
        assert (last.message.n, last.message.text, last.message.from_buyer) == (sent.n, "¿Precio FOB? 😀 نعم", True)
    assert news(trade.bo, before[trade.bo], conversation_id) == []
    head = trade.head(trade.ann, conversation_id)
    assert head.conversation.owner_id == trade.id("north.ann")
    assert head.buyer is not None
    assert head.buyer.country == "ES"
    assert [message.kind for message in head.messages] == ["exhibit", "system", "text"]
    assert head.messages[1].system is not None
    assert head.messages[1].system.code == "assigned"
    notices = trade.ann.get("/api/v1/snapshot", Snapshot).notices
    assert any(notice.conversation_id == conversation_id and notice.code == "assigned" for notice in notices)


@pytest.mark.parametrize(
    ("number", "login"),
    [("N-1", "north.ann"), ("N-2", "north.bo"), ("N-3", "north"), ("", "north")],
    ids=["exhibit", "section, permitted only", "nobody associated", "no exhibit"],
)
def test_distribution_follows_the_associations(trade: Trade, number: str, login: str) -> None:
    _buyer, conversation_id = trade.start(number)
    assert trade.head(trade.main, conversation_id).conversation.owner_id == trade.id(login)


def test_starting_again_finds_the_same_conversation_and_owner(trade: Trade) -> None:
    buyer, conversation_id = trade.start("N-1")
    again = buyer.act(StartConversation(exhibitor_id=trade.north, exhibit_id=trade.exhibits["N-2"].id))
    assert again.conversation_id == conversation_id
    page = trade.head(trade.ann, conversation_id)
    assert page.conversation.owner_id == trade.id("north.ann"), "a live session stays with its owner"
    assert page.conversation.exhibit_id == trade.exhibits["N-2"].id
    assert [message.exhibit_id for message in page.messages if message.kind == "exhibit"] == [
        trade.exhibits["N-1"].id,
        trade.exhibits["N-2"].id,
    ]
    last_n = page.conversation.last_n
    buyer.act(StartConversation(exhibitor_id=trade.north, exhibit_id=trade.exhibits["N-2"].id))
    assert trade.head(trade.ann, conversation_id).conversation.last_n == last_n, "the same exhibit is shown once"


def test_after_a_session_the_next_message_is_distributed_anew(trade: Trade) -> None:
    buyer, conversation_id = trade.start("N-1")
    trade.ann.act(CloseSession(conversation=conversation_id))
    assert not trade.head(trade.ann, conversation_id).conversation.live
    buyer.act(StartConversation(exhibitor_id=trade.north, exhibit_id=trade.exhibits["N-2"].id))
    head = trade.head(trade.main, conversation_id).conversation
    assert head.live
    assert head.owner_id == trade.id("north.bo")
    trade.bo.act(CloseSession(conversation=conversation_id))
    buyer.act(SendMessage(conversation=conversation_id, text="One more thing"))
    head = trade.head(trade.main, conversation_id).conversation
    assert (head.live, head.owner_id) == (True, trade.id("north.bo")), "the exhibit asked about last decides"


def test_an_unlisted_exhibit_can_t_be_asked_about(trade: Trade) -> None:
    action = StartConversation(exhibitor_id=trade.north, exhibit_id=trade.exhibits["N-4"].id)
    assert trade.server.buyer().refused(action) == "not_found"


def test_who_may_write(trade: Trade) -> None:
    buyer, conversation_id = trade.start("N-1")
    say = SendMessage(conversation=conversation_id, text="hello")
    assert trade.bo.refused(say) == "not_found"
    assert trade.cai.refused(say) == "not_found"
    trade.ann.act(say)
    buyer.act(say)
    assert trade.main.refused(say) == "being_written"


def test_overtaken_and_lease(trade: Trade) -> None:
    buyer, conversation_id = trade.start("N-1")
    asked = buyer.act(SendMessage(conversation=conversation_id, text="?")).n
    answered = trade.ann.act(SendMessage(conversation=conversation_id, text="one", seen_n=asked)).n
    late = SendMessage(conversation=conversation_id, text="two", seen_n=asked)
    assert trade.main.refused(late) == "overtaken"
    seen = SendMessage(conversation=conversation_id, text="two", seen_n=answered)
    answer = trade.main.try_act(seen)
    assert code_of(answer) == "being_written"
    assert answer.json()["params"] == {"account_id": trade.id("north.ann")}
    trade.ann.act(ReleaseLease(conversation=conversation_id))
    trade.main.act(seen)
    assert trade.ann.refused(SendMessage(conversation=conversation_id, text="x", seen_n=answered)) == "overtaken"
    buyer.act(SendMessage(conversation=conversation_id, text="thanks"))
    trade.main.act(SendMessage(conversation=conversation_id, text="three", seen_n=answered))


def test_two_accounts_at_once_one_is_accepted(trade: Trade, trials: Any) -> None:
    buyer, conversation_id = trade.start("N-1")
    with ThreadPoolExecutor(2) as pool:
        for _ in range(trials(200)):
            seen = buyer.act(SendMessage(conversation=conversation_id, text="?")).n
            say = SendMessage(conversation=conversation_id, text="!", seen_n=seen)
            answers = list(pool.map(Client.try_act, (trade.ann, trade.main), (say, say)))
            assert sorted(answer.status_code for answer in answers) == [200, 409]
            for client in (trade.ann, trade.main):
                client.act(ReleaseLease(conversation=conversation_id))


def test_transfer(trade: Trade) -> None:
    buyer, conversation_id = trade.start("N-1")
    said = buyer.act(SendMessage(conversation=conversation_id, text="before")).n
    assert said is not None
    before = {client: seq(client) for client in (trade.main, trade.ann, trade.bo)}
    buyer_seq = buyer.log(0).last_seq
    trade.ann.act(TransferConversation(conversation=conversation_id, to_id=trade.id("north.bo"), reason="on holiday"))
    after = buyer.act(SendMessage(conversation=conversation_id, text="after")).n
    given = news(trade.ann, before[trade.ann], conversation_id)
    assert [event.body for event in given] == [Unassigned(conversation_id=conversation_id, readable_to_n=said)]
    got = news(trade.bo, before[trade.bo], conversation_id)
    assert kinds(got) == ["Assigned", "MessageChanged", "NoticeChanged", "MessageChanged"]
    page = got[0].body
    assert isinstance(page, Assigned)
    assert [message.text for message in page.page.messages if message.kind == "text"] == ["before"], "the whole history"
    assert kinds(news(trade.main, before[trade.main], conversation_id))[0] == "ConversationChanged"
    lines = [event.body.message for event in buyer.whole_log(buyer_seq) if isinstance(event.body, MessageChanged)]
    assert lines[0].system is not None
    assert lines[0].system.code == "transferred"
    assert "on holiday" not in str(lines), "the reason is for the receiver"
    # The giver reads what was said until then, and no more; he writes no more.
    kept = trade.head(trade.ann, conversation_id)
    assert kept.readable_to_n == said
    assert kept.conversation.last_n == said
    assert max(message.n for message in kept.messages) == said
    history = trade.ann.get(f"/api/v1/conversations/{conversation_id}/messages", MessagePage, after=0)
    assert max(message.n for message in history.messages) == said
    assert trade.ann.refused(SendMessage(conversation=conversation_id, text="x")) == "not_allowed"
    assert (
        trade.ann.refused(TransferConversation(conversation=conversation_id, to_id=trade.id("north.ann")))
        == "not_allowed"
    )
    rows = trade.ann.get("/api/v1/snapshot", Snapshot).conversations
    row = next(row for row in rows if row.conversation.id == conversation_id)
    assert (row.readable_to_n, row.conversation.last_n) == (said, said)
    # Back again: everything is his once more.
    trade.bo.act(TransferConversation(conversation=conversation_id, to_id=trade.id("north.ann")))
    again = trade.head(trade.ann, conversation_id)
    assert again.readable_to_n is None
    assert after in [message.n for message in again.messages]
    assert trade.bo.refused(SendMessage(conversation=conversation_id, text="x")) == "not_allowed"


@pytest.mark.parametrize(
    ("to", "code"), [("north.ann", "transfer_to_owner"), ("north.cai", "transfer_impossible"), (None, "not_found")]
)
def test_transfers_that_can_t_be(trade: Trade, to: str | None, code: str) -> None:
    _buyer, conversation_id = trade.start("N-1")
    south = trade.server.account("south").get("/api/v1/snapshot", Snapshot).me.id
    to_id = trade.id(to) if to else south
    assert trade.ann.refused(TransferConversation(conversation=conversation_id, to_id=to_id)) == code


def test_a_hundred_transfers_at_once_leave_one_owner(trade: Trade) -> None:
    buyer, conversation_id = trade.start("N-1")
    targets = [trade.id(login) for login in ("north.ann", "north.bo", "north")]

    def hand_over(number: int) -> int:
        client = (trade.main, trade.ann, trade.bo)[number % 3].twin()
        action = TransferConversation(conversation=conversation_id, to_id=targets[(number // 3) % 3])
        return client.try_act(action).status_code

    with ThreadPoolExecutor(10) as pool:
        codes = set(pool.map(hand_over, range(100)))
    assert codes <= {200, 403, 404, 409}
    owner_id = trade.head(trade.main, conversation_id).conversation.owner_id
    buyer.act(SendMessage(conversation=conversation_id, text="who is it?"))
    writers = [
        client
        for client in (trade.ann, trade.bo)
        if client.try_act(SendMessage(conversation=conversation_id, text="me")).status_code == 200
    ]
    assert len(writers) == (0 if owner_id == trade.id("north") else 1)
    for client in (trade.main, trade.ann, trade.bo):
        client.whole_log()


def test_reading_only_grows_and_the_other_side_hears(trade: Trade) -> None:
    buyer, conversation_id = trade.start("N-1")
    n = buyer.act(SendMessage(conversation=conversation_id, text="read me")).n
    assert n is not None
    buyer_seq, ann_seq = buyer.log(0).last_seq, seq(trade.ann)
    for position in (n, 1, n, n + 100):
        trade.ann.act(MarkRead(conversation=conversation_id, n=position))
    assert trade.head(trade.ann, conversation_id).marks.read_n == n
    reads = [event.body for event in buyer.whole_log(buyer_seq)]
    assert [type(body) for body in reads] == [ReadMoved]
    assert isinstance(reads[0], ReadMoved)
    assert (reads[0].read.n, reads[0].read.reader_id) == (n, trade.id("north.ann"))
    assert kinds(news(trade.ann, ann_seq, conversation_id)) == ["MarksChanged"]
    main_seq = seq(trade.main)
    buyer.act(MarkRead(conversation=conversation_id, n=1))
    assert kinds(news(trade.main, main_seq, conversation_id)) == ["ReadMoved"]
    assert trade.head(trade.ann, conversation_id).reads[0].n == 1


def test_marks_are_each_account_s_own(trade: Trade) -> None:
    _buyer, conversation_id = trade.start("N-1")
    trade.ann.act(SetMarks(conversation=conversation_id, starred=True, tags=(" big ", "big", "lamp")))
    trade.ann.act(SetMarks(conversation=conversation_id, pinned=True))
    mine = trade.head(trade.ann, conversation_id).marks
    assert (mine.starred, mine.pinned, mine.muted, mine.tags) == (True, True, False, ("big", "lamp"))
    assert mine.rev == 2
    assert trade.head(trade.main, conversation_id).marks.starred is False
    trade.ann.act(MarkRead(conversation=conversation_id, n=1))
    before, main_seq = seq(trade.ann), seq(trade.main)
    trade.ann.act(SetMarks(conversation=conversation_id, marked_unread=True))
    mine = trade.head(trade.ann, conversation_id).marks
    assert (mine.marked_unread, mine.read_n, mine.starred) == (True, 1, True), "what was read stays read"
    assert kinds(news(trade.ann, before, conversation_id)) == ["MarksChanged"]
    assert news(trade.main, main_seq, conversation_id) == []
    trade.ann.act(SetMarks(conversation=conversation_id, marked_unread=False))
    assert trade.head(trade.ann, conversation_id).marks.marked_unread is False
    for tags in (("",), ("x" * 41,), tuple(str(n) for n in range(21))):
        assert trade.ann.refused(SetMarks(conversation=conversation_id, tags=tags)) == "invalid_request"


def test_taking_a_message_back(trade: Trade) -> None:
    buyer, conversation_id = trade.start("N-1")
    said = trade.ann.act(SendMessage(conversation=conversation_id, text="a slip"))
    assert said.message_id is not None
    take_back = RecallMessage(conversation=conversation_id, message_id=said.message_id)
    assert buyer.refused(take_back) == "not_allowed"
    trade.ann.act(take_back)
    trade.ann.act(take_back)
    left = next(message for message in trade.head(buyer, conversation_id).messages if message.id == said.message_id)
    assert (left.recalled, left.text, left.rev) == (True, "", 2)
    _other, elsewhere = trade.start("N-1")
    assert trade.ann.refused(RecallMessage(conversation=elsewhere, message_id=said.message_id)) == "not_found"


def test_colleagues_talk_between_themselves(trade: Trade) -> None:
    before = seq(trade.bo)
    opening = new_action_id()
    opened = trade.ann.act(OpenColleagueChat(account_id=trade.id("north.bo")), opening)
    assert trade.bo.act(OpenColleagueChat(account_id=trade.id("north.ann"))).conversation_id == opened.conversation_id
    conversation_id = opened.conversation_id
    assert conversation_id is not None
    trade.ann.act(SendMessage(conversation=opening, text="by the name I gave it"))
    trade.bo.act(SendMessage(conversation=conversation_id, text="at the same time", seen_n=0))
    trade.ann.act(SendMessage(conversation=conversation_id, text="no lease here", seen_n=0))
    assert kinds(news(trade.bo, before, conversation_id))[-3:] == ["MessageChanged"] * 3
    # Others may have opened the chat of these two before: it came with its page then.
    assert kinds(news(trade.bo, 0, conversation_id))[0] == "Assigned"
    for other in (trade.main, trade.cai, trade.server.account("south")):
        assert code_of(other.call("GET", f"/api/v1/conversations/{conversation_id}")) == "not_found"
        assert other.refused(SendMessage(conversation=conversation_id, text="x")) == "not_found"
    assert (
        trade.bo.refused(TransferConversation(conversation=conversation_id, to_id=trade.id("north"))) == "not_allowed"
    )
    assert trade.bo.refused(CloseSession(conversation=conversation_id)) == "not_allowed"
    assert trade.ann.refused(OpenColleagueChat(account_id=trade.id("north.ann"))) == "not_found"


def test_profile_and_status(trade: Trade) -> None:
    before = seq(trade.main)
    trade.cai.act(SetProfile(title=" Lamps ", mobile="+86 154 0000 0154"))
    changes = [event.body for event in trade.main.whole_log(before) if isinstance(event.body, AccountChanged)]
    assert [(body.account.login, body.account.title) for body in changes] == [("north.cai", "Lamps")]
    assert trade.cai.refused(SetProfile(title="x" * 201)) == "invalid_request"
    trade.cai.act(SetStatus(status=Presence.BUSY))
    assert trade.cai.refused(SetStatus(status=Presence.OFFLINE)) == "invalid_request"
    assert trade.server.buyer().refused(SetStatus(status=Presence.BUSY)) == "not_allowed"
    trade.cai.act(SetStatus(status=Presence.ONLINE))


def test_notices_are_read(trade: Trade) -> None:
    trade.start("N-1")
    unread = [notice for notice in trade.ann.get("/api/v1/snapshot", Snapshot).notices if not notice.read]
    trade.ann.act(MarkNoticesRead(ids=tuple(notice.id for notice in unread)))
    assert all(notice.read for notice in trade.ann.get("/api/v1/snapshot", Snapshot).notices)
    assert trade.bo.refused(MarkNoticesRead(ids=(unread[0].id,))) == "not_found"


def test_history_pages(trade: Trade) -> None:
    buyer, conversation_id = trade.start("N-1")
    for number in range(20):
        buyer.act(SendMessage(conversation=conversation_id, text=f"line {number}"))
    path = f"/api/v1/conversations/{conversation_id}/messages"
    newest = trade.ann.get(path, MessagePage, limit=5)
    assert [message.n for message in newest.messages] == [18, 19, 20, 21, 22]
    assert newest.more
    older = trade.ann.get(path, MessagePage, before=18, limit=200)
    assert [message.n for message in older.messages] == list(range(1, 18))
    assert not older.more
    newer = trade.ann.get(path, MessagePage, after=20, limit=5)
    assert [message.n for message in newer.messages] == [21, 22]
    assert not newer.more


def test_snapshot_pages_hold_everything_once(trade: Trade) -> None:
    started = [trade.start("N-1")[1] for _ in range(3)]
    first = trade.main.get("/api/v1/snapshot", Snapshot)
    ids = [page.conversation.id for page in first.conversations]
    assert ids[:3] == list(reversed(started)), "the newest activity first"
    assert len(ids) == len(set(ids)) == first.total
    assert first.next is None


def test_a_buyer_lists_his_conversations(trade: Trade) -> None:
    buyer, conversation_id = trade.start("N-1")
    buyer.act(SendMessage(conversation=conversation_id, text="last"))
    pages = buyer.get("/api/v1/conversations", tuple[ConversationPage, ...])
    assert [page.conversation.id for page in pages] == [conversation_id]
    assert [message.text for message in pages[0].messages] == ["last"]


def test_unknown_actions_are_refused(trade: Trade) -> None:
    body = {"id": str(new_action_id()), "action": {"kind": "rob_the_bank"}}
    assert code_of(trade.main.call("POST", "/api/v1/actions", body)) == "invalid_request"
