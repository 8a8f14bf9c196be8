"""Signing in at a real server, coming back off-line, keys, accounts that share a profile."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from tests.helpers.live_server import PASSWORD, Client, LiveServer, live_server
from tests.unit.storage.test_keys import MemoryKeyring
from workstation.domain import actions as act
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId, new_action_id
from workstation.services.head_start import HeadStart
from workstation.services.sign_in import SignIn
from workstation.services.views import KeyKeeping, Start
from workstation.storage import drafts, outbox, recovery


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server")) as running:
        for login in ("north", "north.ann", "north.bo"):
            running.account(login)
        yield running


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def no_ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def door(profile: Path) -> Iterator[Callable[[], SignIn]]:
    """Make sign-ins over one profile, as one start of the program after the other."""
    made: list[SignIn] = []

    def make() -> SignIn:
        made.append(SignIn(profile))
        return made[-1]

    yield make
    for one in made:
        asyncio.run(one.close())


async def refused(coroutine: Any) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refusal) as said:
        await coroutine
    return said.value.code, said.value.params


async def enter(sign_in: SignIn, server: LiveServer, login: str = "north", **how: Any) -> None:
    await sign_in.sign_in(server.url, login, PASSWORD, how.pop("remember", True), **how)


async def test_a_first_sign_in_makes_files_that_the_next_start_opens_offline(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring, profile: Path
) -> None:
    first = door()
    assert first.known() is None
    assert await first.resume() is Start.FRESH
    assert await first.keeping() is KeyKeeping.KEYRING
    await enter(first, server)
    assert first.me is not None
    assert (first.me.login, first.key_state, first.must_change_password) == ("north", KeyKeeping.KEYRING, False)
    token = first.token
    await first.close()

    text = (profile / "profile.json").read_text() + (profile / "key.json").read_text()
    assert token not in text
    assert PASSWORD not in text
    again = door()
    known = again.known()
    assert known is not None
    assert (known.server, known.login, known.keeping) == (server.url, "north", KeyKeeping.KEYRING)
    assert await again.first_rows() == []
    assert await again.resume() is Start.READY
    assert (again.token, again.me) == (token, first.me)
    api = again.connect()
    assert (await asyncio.to_thread(api.me)).account is not None
    api.session.close()


async def test_what_was_begun_before_the_window_is_used(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring, profile: Path
) -> None:
    early = HeadStart(profile)
    assert early.wait(60)
    assert not early.unlocked, "nobody is signed in yet"
    first = door()
    await enter(first, server)
    await first.close()

    asked = len(ring.asked)
    early = HeadStart(profile)
    again = SignIn(profile, head_start=early)
    assert await again.first_rows() == []
    assert early.unlocked
    assert await again.resume() is Start.READY
    assert len(ring.asked) == asked + 1
    await again.close()


async def test_a_locked_keyring_at_the_head_start_is_asked_again(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring, profile: Path
) -> None:
    first = door()
    await enter(first, server)
    await first.close()
    ring.locked.set()
    again = SignIn(profile, head_start=HeadStart(profile))
    assert await again.first_rows() == []
    assert await again.resume() is Start.KEYRING_LOCKED
    ring.locked.clear()
    assert await again.resume() is Start.READY
    await again.close()


async def test_wrong_words_say_what_is_wrong(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring, profile: Path
) -> None:
    sign_in = door()
    address = server.url
    assert (await refused(sign_in.sign_in(address, "north.cai", "wrong", True)))[0] == "wrong_credentials"
    assert (await refused(sign_in.sign_in("http://127.0.0.1:9", "north", PASSWORD, True)))[0] == "unreachable"
    assert (await refused(sign_in.sign_in("ftp://x", "north", PASSWORD, True)))[0] == "address_invalid"
    assert (await refused(sign_in.sign_in("http://fair.example", "north", PASSWORD, True)))[0] == "address_invalid"
    email = "buyer@example.com"
    server.buyer(email=email)
    assert (await refused(sign_in.sign_in(address, email, PASSWORD, True)))[0] == "not_an_account"
    for _ in range(9):
        await refused(sign_in.sign_in(address, "north.cai", "wrong", True))
    code, params = await refused(sign_in.sign_in(address, "north.cai", "wrong", True))
    assert code == "locked"
    assert int(params["retry_after_s"]) > 0
    assert not (profile / "key.json").exists()
    assert sign_in.store is None


async def test_a_passphrase_where_there_is_no_keyring(
    server: LiveServer, door: Callable[[], SignIn], no_ring: None
) -> None:
    first = door()
    assert await first.keeping() is KeyKeeping.PASSPHRASE
    await enter(first, server, passphrase="only here")
    assert first.key_state is KeyKeeping.PASSPHRASE
    assert first.store is not None
    await first.store.write_local(drafts.save, ConversationId(1), "words", now_ms=1)
    await first.close()

    again = door()
    assert await again.resume() is Start.NEEDS_PASSPHRASE
    assert await again.resume("wrong") is Start.WRONG_PASSPHRASE
    assert await again.resume("only here") is Start.READY
    await again.close()

    forgotten = door()
    await enter(forgotten, server, passphrase="a new one")
    assert forgotten.store is not None
    assert await forgotten.store.read_local(drafts.every) == {}
    await forgotten.close()
    assert await door().resume("a new one") is Start.READY


async def test_without_keyring_and_passphrase_nothing_outlives_the_session_and_it_is_said(
    server: LiveServer, door: Callable[[], SignIn], no_ring: None, profile: Path
) -> None:
    first = door()
    await enter(first, server)
    assert first.key_state is KeyKeeping.MEMORY
    assert first.store is not None
    await first.store.write_local(drafts.save, ConversationId(1), "words", now_ms=1)
    await first.close()
    assert {path.name for path in profile.rglob("*") if path.is_file()} == set()
    assert await door().resume() is Start.FRESH


async def test_who_is_not_to_be_remembered_is_not(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring
) -> None:
    first = door()
    await enter(first, server, remember=False)
    assert first.key_state is KeyKeeping.MEMORY
    await first.close()
    assert not ring.secrets
    assert await door().resume() is Start.FRESH


async def test_a_locked_keyring_and_a_lost_key_are_told_apart(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring
) -> None:
    first = door()
    await enter(first, server)
    await first.close()
    ring.locked.set()
    assert await door().resume() is Start.KEYRING_LOCKED
    assert (await refused(enter(door(), server)))[0] == "keyring_locked"
    ring.locked.clear()
    ring.secrets.clear()
    assert await door().resume() is Start.KEY_LOST
    anew = door()
    await enter(anew, server)
    assert anew.key_state is KeyKeeping.KEYRING
    await anew.close()
    assert await door().resume() is Start.READY


async def test_accounts_share_a_profile_without_losing_words(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring
) -> None:
    sign_in = door()
    await enter(sign_in, server, "north.ann")
    assert sign_in.store is not None
    await sign_in.store.write_local(drafts.save, ConversationId(1), "of Ann", now_ms=1)
    await enter(sign_in, server, "north.bo")
    assert await sign_in.store.read_local(drafts.every) == {}
    await sign_in.store.write_local(drafts.save, ConversationId(1), "of Bo", now_ms=1)
    await sign_in.close()

    later = door()
    assert await later.resume() is Start.READY
    assert later.login == "north.bo"
    await enter(later, server, "north.ann")
    assert later.store is not None
    assert await later.store.read_local(drafts.load, ConversationId(1)) == "of Ann"
    await enter(later, server, "north.bo")
    assert await later.store.read_local(drafts.load, ConversationId(1)) == "of Bo"


async def test_signing_in_again_keeps_files_open_and_tells_about_the_token(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring
) -> None:
    sign_in = door()
    await enter(sign_in, server)
    store, token = sign_in.store, sign_in.token
    told: list[str] = []
    undo = sign_in.on_renewed(lambda: told.append(sign_in.token))
    await enter(sign_in, server)
    assert sign_in.store is store
    assert sign_in.token != token
    assert told == [sign_in.token]
    undo()
    await enter(sign_in, server)
    assert len(told) == 1


async def test_signing_out_forgets_the_token_and_shows_nothing_until_one_is_back(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring, until: Callable[..., Any]
) -> None:
    sign_in = door()
    await enter(sign_in, server)
    assert sign_in.store is not None
    await sign_in.store.write_local(drafts.save, ConversationId(1), "kept", now_ms=1)
    action = act.SendMessage(conversation=ConversationId(1), text="x")
    await sign_in.store.write_local(outbox.add, new_action_id(), action, now_ms=1)
    assert await sign_in.unsent() == 2
    token = sign_in.token
    await sign_in.sign_out()
    left: list[object] = [sign_in.store, sign_in.me, sign_in.token]
    assert left == [None, None, ""]
    await until(lambda: Client(server.url, token).call("GET", "/api/v1/me").status_code == 401)
    again = door()
    assert await again.resume() is Start.FRESH
    assert again.known() is not None
    await enter(again, server)
    assert again.store is not None
    assert await again.store.read_local(drafts.load, ConversationId(1)) == "kept"


async def test_erasing_leaves_neither_files_nor_key(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring, profile: Path
) -> None:
    sign_in = door()
    await enter(sign_in, server)
    await sign_in.sign_out(erase=True)
    assert not ring.secrets
    assert {path.name for path in profile.rglob("*") if path.is_file()} == {"profile.json"}
    assert json.loads((profile / "profile.json").read_text()).get("login", "") == ""


async def test_a_first_password_must_be_changed(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring
) -> None:
    first = server.passwords["south.di"]
    sign_in = door()
    await sign_in.sign_in(server.url, "south.di", first, True)
    assert sign_in.must_change_password
    assert (await refused(sign_in.change_password("not this", PASSWORD)))[0] == "wrong_credentials"
    assert (await refused(sign_in.change_password(first, "short")))[0] == "password_too_weak"
    await sign_in.change_password(first, PASSWORD)
    assert not sign_in.must_change_password


async def test_damaged_words_are_said_and_newer_files_left_alone(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring, profile: Path
) -> None:
    sign_in = door()
    await enter(sign_in, server)
    await sign_in.close()
    path = profile / recovery.LOCAL
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    mended = door()
    assert await mended.resume() is Start.SIGNED_OUT
    assert mended.salvaged
    await enter(mended, server)
    assert mended.store is not None
    await mended.store.write_local(lambda tx: tx.exec_driver_sql("PRAGMA user_version=99").close())
    await mended.close()
    assert await door().resume() is Start.NEWER_FILES


async def test_a_cache_damaged_while_the_desk_was_closed_is_set_aside_and_begun_anew(
    server: LiveServer, door: Callable[[], SignIn], ring: MemoryKeyring, profile: Path
) -> None:
    first = door()
    await enter(first, server)
    assert first.store is not None
    first.store.write_local_blocking(drafts.save, ConversationId(7), "not lost", now_ms=1)
    await first.close()
    with (profile / recovery.CACHE).open("r+b") as cache:
        cache.seek(4096)
        cache.write(b"\x5a" * 20_480)
    second = door()
    assert await second.resume() is Start.READY
    assert second.me is not None
    assert second.me.login == "north"
    assert second.store is not None
    assert second.store.rebuilt
    assert second.store.read_local_blocking(drafts.load, ConversationId(7)) == "not lost"
    assert list(profile.glob("cache.bad*"))
