"""What the server takes away is gone from the desk: at a real server, with real files and the real sync."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import keyring
import msgspec
import pytest

from tests.helpers.live_server import PASSWORD, Client, LiveServer, live_server
from tests.unit.services.test_desk import Heard, ask
from tests.unit.storage.test_keys import MemoryKeyring
from workstation.domain.account import Permission
from workstation.domain.account_actions import SetAccountEnabled, SetMaxDaysOffline, SetPermissions
from workstation.domain.actions import TransferConversation
from workstation.domain.administration import Device, FirstPassword, NewAccount
from workstation.domain.clock import Clock, SystemClock
from workstation.domain.ids import ConversationId, PrincipalId, new_action_id
from workstation.domain.link import LOCKED_OFFLINE, Phase
from workstation.domain.permission_tree import PRESETS, Preset
from workstation.services import first_look
from workstation.services.desk import Desk, open_desk
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.services.views import InboxFilter, Start
from workstation.storage import keys

FILES = ("cache.db", "local.db", "images.db", "key.json")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server")) as running:
        running.account("north")
        yield running


@pytest.fixture(autouse=True)
def ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@dataclass
class Seller:
    """A sub-account that has a conversation, and whoever manages it."""

    server: LiveServer
    main: Client
    id: PrincipalId
    login: str
    conversation: ConversationId


@pytest.fixture
def seller(server: LiveServer) -> Iterator[Seller]:
    main, login = server.account("north"), f"north.{uuid4().hex[:8]}"
    wanted = NewAccount(id=new_action_id(), login=login, name_en="Seller", permissions=PRESETS[Preset.SALES])
    made = msgspec.json.decode(main.call("POST", "/api/v1/accounts", wanted).content, type=FirstPassword)
    server.passwords[login] = made.password
    server.account(login)
    _buyer, conversation = ask(server, "secret of the company")
    main.act(TransferConversation(conversation=conversation, to_id=made.account.id))
    yield Seller(server, main, made.account.id, login, conversation)
    # The package allows twelve: whatever the order of the tests, its place is free again.
    main.act(SetAccountEnabled(account_id=made.account.id, enabled=False))


@asynccontextmanager
async def desk_of(seller: Seller, profile: Path, clock: Clock | None = None) -> AsyncIterator[tuple[Desk, Heard]]:
    sign_in, heard = SignIn(profile, clock=clock), Heard()
    if await sign_in.resume() is not Start.READY:
        await sign_in.sign_in(seller.server.url, seller.login, PASSWORD, True)
    desk = await open_desk(sign_in, SettingsService(profile), heard, clock)
    try:
        yield desk, heard
    finally:
        await desk.close()


async def have(desk: Desk, seller: Seller, until: Callable[..., Any]) -> None:
    """Wait until the conversation is on the desk."""
    await until(lambda: desk.link.phase is Phase.ONLINE)
    assert seller.conversation in await desk.inbox.rows([seller.conversation])


def left(profile: Path) -> list[str]:
    return [name for name in FILES if (profile / name).exists()]


@pytest.mark.parametrize("order", ["account_disabled", "signed_out_remotely"])
@pytest.mark.parametrize("running", [True, False], ids=["while it runs", "at its next contact"])
async def test_files_and_key_are_gone(
    seller: Seller, profile: Path, until: Callable[..., Any], order: str, running: bool
) -> None:
    def give_order() -> None:
        if order == "account_disabled":
            seller.main.act(SetAccountEnabled(account_id=seller.id, enabled=False))
            return
        # The desk signed in last.
        path = f"/api/v1/accounts/{seller.id}/devices"
        laptop = seller.main.get(path, tuple[Device, ...])[0]
        assert seller.main.call("POST", f"{path}/{laptop.id}/sign-out").status_code == 204

    async with desk_of(seller, profile) as (desk, heard):
        await have(desk, seller, until)
        await desk.chat.save_draft(seller.conversation, "not for others")
        assert left(profile) == list(FILES)
        secret = keys.unlock(profile)
        assert secret is not None
        if running:
            give_order()
            await until(lambda: any(state.problem_code == order for state in heard.links))
            assert left(profile) == []
    if not running:
        give_order()
        assert left(profile) == list(FILES)
        async with desk_of(seller, profile) as (desk, heard):
            await until(lambda: any(state.problem_code == order for state in heard.links))
            assert left(profile) == []
    assert keys.unlock(profile) is None
    assert await SignIn(profile).resume() is Start.FRESH


async def test_a_device_signed_out_elsewhere_can_sign_in_again(
    seller: Seller, profile: Path, until: Callable[..., Any]
) -> None:
    async with desk_of(seller, profile) as (desk, heard):
        await have(desk, seller, until)
        path = f"/api/v1/accounts/{seller.id}/devices"
        for device in seller.main.get(path, tuple[Device, ...]):
            seller.main.call("POST", f"{path}/{device.id}/sign-out")
        await until(lambda: heard.links[-1].problem_code == "signed_out_remotely")
    async with desk_of(seller, profile) as (desk, _heard):
        await have(desk, seller, until)
        assert await desk.chat.draft(seller.conversation) == "", "drafts went with the files"


async def test_a_new_password_keeps_everything(seller: Seller, profile: Path, until: Callable[..., Any]) -> None:
    async with desk_of(seller, profile) as (desk, heard):
        await have(desk, seller, until)
        await desk.chat.save_draft(seller.conversation, "kept")
        seller.main.call("POST", f"/api/v1/accounts/{seller.id}/password")
        await until(lambda: heard.links[-1].problem_code == "not_signed_in")
        assert desk.link.phase is Phase.SIGNED_OUT
        assert await desk.chat.draft(seller.conversation) == "kept"
        assert seller.conversation in await desk.inbox.rows([seller.conversation])
    assert left(profile) == list(FILES)


async def test_a_permission_that_is_gone_takes_rows_and_index_along(
    seller: Seller, profile: Path, until: Callable[..., Any]
) -> None:
    async with desk_of(seller, profile) as (desk, heard):
        await have(desk, seller, until)
        remaining = PRESETS[Preset.SALES] - {Permission.RECEIVE_MESSAGES}
        seller.main.act(SetPermissions(account_id=seller.id, permissions=remaining))
        await until(lambda: any(change.everything for change in heard.changes[1:]))
        await until(lambda: desk.link.phase is Phase.ONLINE and desk.me.permissions == remaining)
        assert await desk.inbox.list(InboxFilter()) == []
        assert left(profile) == list(FILES), "the account is still somebody's"
        heard.changes.clear()
        seller.main.act(SetPermissions(account_id=seller.id, permissions=PRESETS[Preset.SALES]))
        await until(lambda: desk.me.permissions == PRESETS[Preset.SALES])
        await until(lambda: desk.link.phase is Phase.ONLINE)


# --- too long without the server ---


class Later(SystemClock):
    """A clock that goes ahead by so many days."""

    def __init__(self) -> None:
        self.days = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=self.days)


async def test_too_long_away_shows_nothing_before_one_has_signed_in(
    seller: Seller, profile: Path, until: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Later()
    async with desk_of(seller, profile, clock) as (desk, _heard):
        await have(desk, seller, until)
        await desk.chat.save_draft(seller.conversation, "kept")
    key = keys.unlock(profile)
    assert key is not None
    monkeypatch.setattr(first_look, "SystemClock", lambda: clock)
    for days, locked in ((29.9, False), (30.1, True), (-1.0, False), (-3.0, True)):
        clock.days = days
        sign_in = SignIn(profile, clock=clock)
        assert await sign_in.resume() is (Start.LOCKED if locked else Start.READY), days
        assert bool(first_look.rows(profile, key.secret)) is not locked
        await sign_in.close()
    clock.days = 31
    async with desk_of(seller, profile, clock) as (desk, _heard):  # with the password
        await have(desk, seller, until)
        assert await desk.chat.draft(seller.conversation) == "kept"


async def test_the_company_says_how_long(seller: Seller, profile: Path, until: Callable[..., Any]) -> None:
    seller.main.act(SetMaxDaysOffline(days=3))
    clock = Later()
    async with desk_of(seller, profile, clock) as (desk, _heard):
        await have(desk, seller, until)
    for days, expected in ((2.9, Start.READY), (3.1, Start.LOCKED)):
        clock.days = days
        sign_in = SignIn(profile, clock=clock)
        assert await sign_in.resume() is expected
        await sign_in.close()
    seller.main.act(SetMaxDaysOffline(days=30))


async def test_a_running_desk_shuts_too(
    seller: Seller, profile: Path, until: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from workstation.services import absence

    clock = Later()
    async with desk_of(seller, profile, clock) as (desk, _heard):
        await have(desk, seller, until)
    monkeypatch.setattr(absence, "LOOK_EVERY_S", 0.05)
    sign_in, heard = SignIn(profile, clock=clock), Heard()
    assert await sign_in.resume() is Start.READY
    sign_in.server = "http://127.0.0.1:9"
    desk = await open_desk(sign_in, SettingsService(profile), heard, clock)
    try:
        clock.days = 31
        await until(lambda: any(state.problem_code == LOCKED_OFFLINE for state in heard.links))
        assert await sign_in.resume() is Start.LOCKED
        assert left(profile) == list(FILES)
    finally:
        await desk.close()
