"""Phrases, notes and links: who may change them, who hears of them, and who never does."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.helpers.headless import Headless
from tests.helpers.live_server import Client, LiveServer, code_of
from workstation.domain.actions import (
    Action,
    DeleteNote,
    DeletePhrase,
    OpenColleagueChat,
    RecallMessage,
    SaveNote,
    SavePhrase,
    SendMessage,
    StartConversation,
    TransferConversation,
)
from workstation.domain.conversation import ConversationPage
from workstation.domain.events import MessageChanged, NoteChanged, PhraseChanged, Snapshot
from workstation.domain.ids import ActionId, ConversationId, new_action_id
from workstation.domain.note import Note
from workstation.domain.phrase import Phrase
from workstation.server.handlers import notes as note_handlers
from workstation.server.handlers import phrases as phrase_handlers
from workstation.storage import notes, phrases

LONG = "\u4ef7" * 10_001


class Office:
    """The people of one exhibitor, with a conversation that Ann serves."""

    def __init__(self, server: LiveServer) -> None:
        self.server = server
        self.main, self.ann, self.bo = (server.account(login) for login in ("north", "north.ann", "north.bo"))
        self.south = server.account("south")
        snapshot = self.main.get("/api/v1/snapshot", Snapshot)
        self.ids = {one.login: one.id for one in snapshot.accounts}
        lamp = next(one for one in snapshot.exhibits if one.number == "N-1")
        self.buyer = server.buyer()
        started = self.buyer.act(StartConversation(exhibitor_id=snapshot.exhibitor.id, exhibit_id=lamp.id))
        assert started.conversation_id is not None
        self.conversation: ConversationId = started.conversation_id
        self.marks = {client: as_of(client) for client in (self.main, self.ann, self.bo, self.south)}
        self.marks[self.buyer] = self.buyer.whole_log()[-1].seq

    def heard(self, client: Client) -> list[Phrase | Note]:
        """Return what a log says of phrases and notes since the office was opened."""
        bodies = [event.body for event in client.whole_log(self.marks[client])]
        return [
            body.phrase if isinstance(body, PhraseChanged) else body.note
            for body in bodies
            if isinstance(body, PhraseChanged | NoteChanged)
        ]

    def note(self, client: Client, text: str, *, shared: bool = False, note: ActionId | None = None) -> ActionId:
        id_ = note or new_action_id()
        client.act(SaveNote(conversation=self.conversation, note=id_, text=text, shared=shared))
        return id_

    def notes(self, client: Client) -> list[str]:
        page = client.get(f"/api/v1/conversations/{self.conversation}", ConversationPage)
        in_snapshot = [
            one
            for one in client.get("/api/v1/snapshot", Snapshot).conversations
            if one.conversation.id == self.conversation
        ]
        assert [one.notes for one in in_snapshot] == [page.notes]
        return [note.text for note in page.notes]

    def transfer(self, login: str) -> None:
        self.main.act(TransferConversation(conversation=self.conversation, to_id=self.ids[login]))


def as_of(client: Client) -> int:
    return client.get("/api/v1/snapshot", Snapshot).as_of


def phrases_of(client: Client) -> dict[ActionId, Phrase]:
    return {one.id: one for one in client.get("/api/v1/snapshot", Snapshot).phrases}


@pytest.fixture
def office(server: LiveServer) -> Office:
    return Office(server)


# --- phrases ---


def test_one_s_own_phrase_is_one_s_own(office: Office) -> None:
    id_ = new_action_id()
    office.ann.act(SavePhrase(phrase=id_, shortcut="/hi", title=" Hi ", en="Hello {buyer}"))
    expected = Phrase(id=id_, rev=1, owner_id=office.ids["north.ann"], shortcut="hi", title="Hi", en="Hello {buyer}")
    assert office.heard(office.ann) == [expected]
    assert phrases_of(office.ann)[id_] == expected
    for other in (office.main, office.bo, office.south):
        assert office.heard(other) == []
        assert id_ not in phrases_of(other)
        assert other.refused(SavePhrase(phrase=id_, title="x", en="x")) == "not_found"
        assert other.refused(DeletePhrase(phrase=id_)) == "not_found"
    assert phrases_of(office.ann)[id_] == expected


def test_the_company_s_phrases_are_the_main_account_s_to_change(office: Office) -> None:
    id_ = new_action_id()
    assert office.ann.refused(SavePhrase(phrase=id_, shared=True, title="t", en="x")) == "not_allowed"
    office.main.act(SavePhrase(phrase=id_, shared=True, title="t", en="x"))
    office.main.act(SavePhrase(phrase=id_, shared=True, title="t", en="y"))
    for reader in (office.main, office.ann, office.bo):
        assert [(one.rev, one.en) for one in office.heard(reader) if isinstance(one, Phrase)] == [(1, "x"), (2, "y")]
        assert phrases_of(reader)[id_].owner_id is None
    for attempt in (
        SavePhrase(phrase=id_, title="t", en="mine now"),
        SavePhrase(phrase=id_, shared=True, title="t", en="z"),
        DeletePhrase(phrase=id_),
    ):
        assert office.ann.refused(attempt) == "not_allowed"
    assert office.heard(office.south) == []
    office.main.act(DeletePhrase(phrase=id_))
    office.main.act(DeletePhrase(phrase=id_))
    assert office.heard(office.ann)[-1] == Phrase(id=id_, rev=3, deleted=True)
    assert id_ not in phrases_of(office.ann)
    assert office.main.refused(SavePhrase(phrase=id_, shared=True, title="t", en="back")) == "not_found"


def test_a_phrase_that_is_no_longer_shared_is_gone_for_the_others(office: Office) -> None:
    id_ = new_action_id()
    office.main.act(SavePhrase(phrase=id_, shared=True, title="t", en="for all"))
    office.main.act(SavePhrase(phrase=id_, title="t", en="secret"))
    assert office.heard(office.bo)[-1] == Phrase(id=id_, rev=2, deleted=True)
    assert id_ not in phrases_of(office.bo)
    assert "secret" not in msgspec.json.encode(office.heard(office.bo)).decode()
    assert phrases_of(office.main)[id_].en == "secret"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": "t"}, "text_empty"),
        ({"en": "x"}, "text_empty"),
        ({"title": "t", "en": LONG}, "text_too_long"),
        ({"title": "t", "zh": "{byuer}"}, "phrase_variable_unknown"),
        ({"title": "t", "zh": "x", "shortcut": "a b"}, "invalid_request"),
    ],
)
def test_phrases_are_checked(office: Office, fields: dict[str, Any], code: str) -> None:
    answer = office.ann.try_act(SavePhrase(phrase=new_action_id(), **fields))
    assert code_of(answer) == code
    assert office.heard(office.ann) == []


def test_there_is_an_end_to_phrases(office: Office, engine: str) -> None:
    if engine != "sqlite":
        return  # the same statement; five hundred requests are enough once
    made = [new_action_id() for _ in range(phrase_handlers.MAX_PHRASES - len(phrases_of(office.bo)) + 1)]
    for id_ in made[:-1]:
        office.bo.act(SavePhrase(phrase=id_, title="t", en="x"))
    assert office.bo.refused(SavePhrase(phrase=made[-1], title="t", en="x")) == "too_many"
    office.bo.act(SavePhrase(phrase=made[0], title="t", en="changing goes on"))
    for id_ in made[:-1]:
        office.bo.act(DeletePhrase(phrase=id_))
    office.bo.act(SavePhrase(phrase=made[-1], title="t", en="x"))


# --- notes ---


def test_a_private_note_never_leaves_its_author(office: Office) -> None:
    id_ = office.note(office.ann, "haggles")
    office.note(office.ann, "haggles a lot", note=id_)
    assert [(one.rev, getattr(one, "text", "")) for one in office.heard(office.ann)] == [
        (1, "haggles"),
        (2, "haggles a lot"),
    ]
    assert office.notes(office.ann) == ["haggles a lot"]
    assert office.notes(office.main) == []
    for other in (office.main, office.bo, office.south, office.buyer):
        assert "haggles" not in msgspec.json.encode(other.whole_log()).decode()
        assert str(id_) not in msgspec.json.encode(other.whole_log()).decode()
    assert office.main.refused(SaveNote(conversation=office.conversation, note=id_, text="x")) == "not_found"
    assert office.main.refused(DeleteNote(conversation=office.conversation, note=id_)) == "not_found"
    office.transfer("north.bo")
    assert office.notes(office.bo) == []
    assert "haggles" not in msgspec.json.encode(office.bo.whole_log()).decode()
    assert office.notes(office.ann) == ["haggles a lot"]


def test_a_buyer_gets_no_note_of_any_kind(office: Office) -> None:
    office.note(office.ann, "he pays late", shared=True)
    assert [type(one) for one in office.heard(office.main)] == [Note]
    pages = office.buyer.get("/api/v1/conversations", tuple[ConversationPage, ...])
    one = office.buyer.get(f"/api/v1/conversations/{office.conversation}", ConversationPage)
    assert [page.notes for page in (*pages, one)] == [()] * (len(pages) + 1)
    office.transfer("north.bo")
    assert "pays late" not in msgspec.json.encode(office.buyer.whole_log()).decode()
    attempt = SaveNote(conversation=office.conversation, note=new_action_id(), text="x")
    assert office.buyer.refused(attempt) == "not_allowed"


def test_a_shared_note_is_for_those_who_serve_the_buyer(office: Office) -> None:
    id_ = office.note(office.ann, "wants samples", shared=True)
    assert office.notes(office.main) == office.notes(office.ann) == ["wants samples"]
    assert office.heard(office.bo) == []
    assert office.main.refused(SaveNote(conversation=office.conversation, note=id_, text="x")) == "not_allowed"
    here = f"/api/v1/conversations/{office.conversation}"
    assert office.bo.call("GET", here).status_code == 404

    office.transfer("north.bo")
    assert office.notes(office.bo) == ["wants samples"]
    assert office.notes(office.ann) == ["wants samples"], "what was there when it was given away stays"
    office.buyer.act(SendMessage(conversation=office.conversation, text="more"))
    before = office.heard(office.ann)
    office.note(office.bo, "said after the transfer", shared=True)
    assert office.notes(office.main) == ["wants samples", "said after the transfer"]
    assert office.notes(office.ann) == ["wants samples"]
    assert office.heard(office.ann) == before, "the giver keeps no access to what is said later"
    late = SaveNote(conversation=office.conversation, note=new_action_id(), text="x", shared=True)
    assert office.ann.refused(late) == "not_allowed"
    office.note(office.ann, "for myself")
    assert office.notes(office.bo) == ["wants samples", "said after the transfer"]


def test_a_note_taken_back_is_gone_for_the_others(office: Office) -> None:
    id_ = office.note(office.ann, "open", shared=True)
    office.note(office.ann, "secret", note=id_)
    gone = office.heard(office.main)[-1]
    assert isinstance(gone, Note)
    assert (gone.id, gone.rev, gone.text, gone.deleted) == (id_, 2, "", True)
    assert office.notes(office.main) == []
    assert office.notes(office.ann) == ["secret"]
    office.note(office.ann, "open again", note=id_, shared=True)
    assert office.notes(office.main) == ["open again"]
    office.main.act(DeleteNote(conversation=office.conversation, note=id_))
    office.ann.act(DeleteNote(conversation=office.conversation, note=id_))
    assert office.notes(office.ann) == office.notes(office.main) == []
    assert office.ann.refused(SaveNote(conversation=office.conversation, note=id_, text="back")) == "not_found"


def test_a_changed_note_leaves_the_giver_s_desk(office: Office) -> None:
    """It says now what was written after he gave the conversation away."""
    id_ = office.note(office.main, "then", shared=True)
    office.transfer("north.bo")
    assert office.notes(office.ann) == ["then"]
    office.buyer.act(SendMessage(conversation=office.conversation, text="more"))
    office.note(office.main, "now", note=id_, shared=True)
    last = office.heard(office.ann)[-1]
    assert isinstance(last, Note)
    assert (last.id, last.deleted, last.text) == (id_, True, "")
    assert office.notes(office.ann) == []
    assert office.notes(office.bo) == ["now"]


def test_notes_are_checked_and_bounded(office: Office) -> None:
    for text, code in (("", "text_empty"), (LONG, "text_too_long")):
        attempt = SaveNote(conversation=office.conversation, note=new_action_id(), text=text)
        assert office.ann.refused(attempt) == code
    chat = office.ann.act(OpenColleagueChat(account_id=office.ids["north.bo"])).conversation_id
    assert chat is not None
    assert office.ann.refused(SaveNote(conversation=chat, note=new_action_id(), text="x")) == "not_allowed"
    for _ in range(note_handlers.MAX_NOTES):
        office.note(office.ann, "x")
    attempt = SaveNote(conversation=office.conversation, note=new_action_id(), text="x")
    assert office.ann.refused(attempt) == "too_many"
    office.note(office.main, "everybody has room of his own")


def test_a_repeat_changes_nothing(office: Office) -> None:
    action: Action = SaveNote(conversation=office.conversation, note=new_action_id(), text="once")
    id_ = new_action_id()
    assert office.ann.act(action, id_) == office.ann.act(action, id_)
    assert [one.rev for one in office.heard(office.ann)] == [1]


# --- links ---


def test_a_link_carries_a_number_and_nothing_else(office: Office) -> None:
    chat = office.ann.act(OpenColleagueChat(account_id=office.ids["north.bo"])).conversation_id
    assert chat is not None
    office.buyer.act(SendMessage(conversation=office.conversation, text="between us"))
    mark = as_of(office.bo)
    said = office.ann.act(SendMessage(conversation=chat, link_conversation_id=office.conversation))
    (event,) = office.bo.whole_log(mark)
    assert isinstance(event.body, MessageChanged)
    message = event.body.message
    assert (message.kind, message.text, message.link_conversation_id) == ("conversation", "", office.conversation)
    assert "between us" not in msgspec.json.encode(event).decode()
    assert office.bo.call("GET", f"/api/v1/conversations/{office.conversation}").status_code == 404
    page = office.bo.get(f"/api/v1/conversations/{chat}", ConversationPage)
    assert page.messages[-1].link_conversation_id == office.conversation
    assert said.message_id is not None
    office.ann.act(RecallMessage(conversation=chat, message_id=said.message_id))
    recalled = office.bo.get(f"/api/v1/conversations/{chat}", ConversationPage).messages[-1]
    assert (recalled.recalled, recalled.link_conversation_id) == (True, None)


def test_links_stay_among_colleagues_and_to_what_one_may_see(office: Office) -> None:
    chat = office.ann.act(OpenColleagueChat(account_id=office.ids["north.bo"])).conversation_id
    assert chat is not None
    here = office.conversation
    assert office.ann.refused(SendMessage(conversation=here, link_conversation_id=here)) == "not_allowed"
    assert office.buyer.refused(SendMessage(conversation=here, text="x", link_conversation_id=here)) == "not_allowed"
    assert office.ann.refused(SendMessage(conversation=chat, link_conversation_id=chat)) == "not_allowed"
    assert office.bo.refused(SendMessage(conversation=chat, link_conversation_id=here)) == "not_found"
    nothing = ConversationId(2**40)
    assert office.ann.refused(SendMessage(conversation=chat, link_conversation_id=nothing)) == "not_found"


# --- on two desks ---


def test_two_desks_keep_what_is_theirs(office: Office, tmp_path: Path) -> None:
    """From the service's action to the other desk's file: the shared note arrives, the private one does not."""
    url = office.server.url
    desks = [Headless(tmp_path / name, url, getattr(office, name).token) for name in ("ann", "main")]
    ann, main = desks
    try:
        for desk in desks:
            desk.online()
        private, shared, mine = new_action_id(), new_action_id(), new_action_id()
        ann.queue(SaveNote(conversation=office.conversation, note=private, text="private"))
        ann.queue(SavePhrase(phrase=mine, title="mine", en="x"))
        ann.queue(SaveNote(conversation=office.conversation, note=shared, text="shared", shared=True))
        ann.wait(lambda: not ann.pending())
        main.wait(lambda: main.store.read_blocking(notes.get, shared) is not None)
        main.wait(lambda: main.cursor() == as_of(office.main))
        assert ann.store.read_blocking(notes.get, private) is not None
        assert ann.store.read_blocking(phrases.get, mine) is not None
        assert main.store.read_blocking(notes.get, private) is None
        assert main.store.read_blocking(phrases.get, mine) is None
    finally:
        for desk in desks:
            desk.close()
