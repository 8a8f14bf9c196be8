"""The folders of business cards come after a first sync, and again when a permission asks for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.headless import Headless
from tests.helpers.live_server import LiveServer, live_server
from workstation.domain.account import Permission
from workstation.domain.account_actions import SetPermissions
from workstation.domain.card import CardContent
from workstation.domain.card_actions import AddCards, NewCard, SaveMyCard
from workstation.domain.events import Snapshot
from workstation.domain.ids import new_action_id
from workstation.storage import cards
from workstation.sync import folders


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("folders")) as server:
        yield server


def names(desk: Headless) -> set[str]:
    return {one.content.name_en for one in desk.store.read_blocking(cards.every)}


def test_folders_come_and_go_with_the_permission(
    fair: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "PAGE", 2)
    main, ann = fair.account("north"), fair.account("north.ann")
    people = {one.login: one for one in main.get("/api/v1/snapshot", Snapshot).accounts}
    mine = tuple(NewCard(id=new_action_id(), content=CardContent(name_en=f"Ann's {n}")) for n in range(5))
    ann.act(AddCards(cards=mine))
    main.act(AddCards(cards=(NewCard(id=new_action_id(), content=CardContent(name_en="The chief's")),)))
    main.act(SaveMyCard(content=CardContent(name_en="Chief")))
    desk = Headless(tmp_path / "ann", fair.url, ann.token).online()
    try:
        own = {f"Ann's {n}" for n in range(5)}
        desk.wait(lambda: desk.store.read_blocking(cards.wanted_round) is None)
        assert names(desk) == own
        assert desk.store.read_blocking(cards.every_own) == []
        before = people["north.ann"].permissions
        main.act(SetPermissions(account_id=people["north.ann"].id, permissions=before | {Permission.COMPANY_CARDS}))
        desk.wait(lambda: names(desk) == own | {"The chief's"})
        assert [one.content.name_en for one in desk.store.read_blocking(cards.every_own)] == ["Chief"]
        main.act(SetPermissions(account_id=people["north.ann"].id, permissions=before))
        desk.wait(lambda: names(desk) == own)
        desk.queue(AddCards(cards=(NewCard(id=new_action_id(), content=CardContent(name_en="Typed here")),)))
        desk.wait(lambda: not desk.pending() and "Typed here" in names(desk))
    finally:
        desk.close()
