"""Two companies at one fair, each with a conversation that has everything in it: for tests of who reaches what."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import uuid4

import msgspec
import pytest

from tests.helpers.live_server import PASSWORD, Client, LiveServer, live_server
from tests.unit.server import foreign_intents, foreign_slots
from tests.unit.server.pictures import jpeg
from workstation.domain.actions import (
    OpenColleagueChat,
    ReleaseLease,
    SaveNote,
    SavePhrase,
    SendMessage,
    StartConversation,
    TransferConversation,
    UploadedImage,
)
from workstation.domain.administration import FirstPassword, NewAccount
from workstation.domain.card import CardContent
from workstation.domain.card_actions import AddCards, NewCard
from workstation.domain.events import Snapshot
from workstation.domain.ids import (
    ActionId,
    ConversationId,
    ExhibitId,
    ExhibitorId,
    MessageId,
    NoticeId,
    PrincipalId,
    new_action_id,
)
from workstation.domain.team_actions import (
    AssignConversation,
)


class Mine(NamedTuple):
    """What belongs to one exhibitor's people, by number."""

    exhibitor: ExhibitorId
    conversation: ConversationId
    message: MessageId
    attachment: int
    upload: ActionId
    account: PrincipalId
    exhibit: ExhibitId
    notice: NoticeId
    phrase: ActionId
    note: ActionId
    card: ActionId
    chat: ConversationId
    """Of the owner with the main account."""
    buyer: str
    """His e-mail."""
    transfer: ActionId
    """A hand-over from the owner to the main account and back."""
    colleague: PrincipalId
    """Somebody else of the company, whose password may be reset."""
    slot: ActionId
    """Also the id of the action that created it."""
    booking: ActionId
    """Of the buyer; something was kept about it that he must not learn."""
    intent: ActionId
    """Of the buyer, received by the owner alone."""


class World:
    """Two exhibitors that know nothing of each other, each with a conversation that has everything in it."""

    def __init__(self, server: LiveServer) -> None:
        self.server = server
        self._known: dict[str, Client] = {}
        self.north = self._settle("north", "north.ann", "N-1", "Desk lamp")
        self.south = self._settle("south", "south.di", "S-1", "Drill")

    def _settle(self, login: str, sub: str, number: str, goods: str) -> Mine:
        email = f"{uuid4().hex}@example.com"
        main, owner, buyer = self.server.account(login), self.server.account(sub), self.server.buyer(email=email)
        snapshot = main.get("/api/v1/snapshot", Snapshot)
        exhibit = next(one.id for one in snapshot.exhibits if one.number == number)
        start = StartConversation(exhibitor_id=snapshot.exhibitor.id, exhibit_id=exhibit)
        conversation = buyer.act(start).conversation_id
        assert conversation is not None
        upload = new_action_id()
        answer = owner.call("PUT", f"/api/v1/uploads/{upload}", data=jpeg())
        image = msgspec.json.decode(answer.content, type=UploadedImage)
        said = owner.act(SendMessage(conversation=conversation, attachment=upload))
        assert said.message_id is not None
        owner.act(ReleaseLease(conversation=conversation))
        notices = owner.get("/api/v1/snapshot", Snapshot).notices
        phrase, note = new_action_id(), new_action_id()
        main.act(SavePhrase(phrase=phrase, shared=True, title="secret of the company", en="secret of the company"))
        owner.act(SaveNote(conversation=conversation, note=note, text="secret of the company", shared=True))
        card = new_action_id()
        owner.act(AddCards(cards=(NewCard(id=card, content=CardContent(name_en="secret of the company")),)))
        chat = owner.act(OpenColleagueChat(account_id=snapshot.me.id)).conversation_id
        assert chat is not None
        transfer = new_action_id()
        person = next(one for one in snapshot.accounts if one.login == sub)
        account = person.id
        owner.act(
            TransferConversation(conversation=conversation, to_id=snapshot.me.id, draft="secret of the company"),
            transfer,
        )
        main.act(AssignConversation(conversation=conversation, to_id=account, from_id=snapshot.me.id))
        return Mine(
            exhibitor=snapshot.exhibitor.id,
            conversation=conversation,
            message=said.message_id,
            attachment=image.attachment_id,
            upload=upload,
            account=account,
            exhibit=exhibit,
            notice=next(one.id for one in notices if one.conversation_id == conversation),
            phrase=phrase,
            note=note,
            card=card,
            chat=chat,
            buyer=email,
            transfer=transfer,
            colleague=self._hire(main, f"{login}.temp"),
            **foreign_slots.settle(main, buyer),
            **foreign_intents.settle(main, buyer, person, goods),
        )

    @staticmethod
    def _hire(main: Client, login: str) -> PrincipalId:
        """Make another account, that nobody needs."""
        answer = main.call("POST", "/api/v1/accounts", NewAccount(id=new_action_id(), login=login, name_en="Temp"))
        return msgspec.json.decode(answer.content, type=FirstPassword).account.id

    def client(self, login: str, password: str = PASSWORD, *, anew: bool = False) -> Client:
        """Somebody who has signed in: once for all tests, unless one is about to end the token."""
        if anew or login not in self._known:
            client = self.server.client(self.server.sign_in(login, password).token)
            if anew:
                return client
            self._known[login] = client
        return self._known[login]

    def new(self, *, anew: bool = False) -> Client:
        """Somebody who has signed in with the first password."""
        return self.client("north.cai", self.server.passwords["north.cai"], anew=anew)


@pytest.fixture(scope="module")
def world(engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    data = tmp_path_factory.mktemp("isolation")
    if engine == "sqlite":
        with live_server(data) as server:
            yield World(server)
        return
    with request.getfixturevalue("postgres").database() as url, live_server(data, database=url) as server:
        yield World(server)


ENDING = ("/api/v1/sign-out",)
"""Routes after which a token no longer counts."""


def person(world: World, role: str, *, anew: bool = False) -> Client:
    """Somebody of the north in that role."""
    if role == "nobody":
        return world.server.client()
    if role == "new":
        return world.new(anew=anew)
    return world.client({"main": "north", "sub": "north.ann", "buyer": world.north.buyer}[role], anew=anew)
