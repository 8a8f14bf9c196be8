"""What the main account asks of the platform itself: the overview, the log, passwords; at a real server."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import keyring
import pytest

from tests.helpers.live_server import LiveServer, live_server
from tests.unit.services.test_desk import ask, desk_of
from tests.unit.storage.test_keys import MemoryKeyring
from workstation.domain.account_actions import BlockBuyer
from workstation.domain.actions import SendMessage
from workstation.domain.administration import NewAccount
from workstation.domain.audit import AuditFilter, Deed
from workstation.domain.errors import Refusal
from workstation.domain.ids import new_action_id
from workstation.domain.link import Phase
from workstation.domain.overview import Figure
from workstation.domain.permission_tree import PRESETS, Preset
from workstation.services.overview import Days
from workstation.services.sign_in import SignIn

ROW_HEADINGS = ("会话", "Buyer", "Company", "Country", "By", "Live", "Last", "Since", "Answered", "By", "Seconds")


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


def table(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


async def test_figures_rows_and_tables(server: LiveServer, profile: Path, until: Callable[..., Any]) -> None:
    main = server.account("north")
    async with desk_of(server, profile) as (desk, _heard):
        await until(lambda: desk.link.phase is Phase.ONLINE)
        today = datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai")).date()
        tomorrow = today + timedelta(days=1)  # which may come while this runs
        days = Days(first=today, last=tomorrow)
        assert await desk.overview.may_see()
        before = await desk.overview.figures(days)
        from_spain = (await desk.overview.rows(Figure.COUNTRY, days, key="ES")).total
        _buyer, answered = ask(server, "How much?")
        main.act(SendMessage(conversation=answered, text="12 USD"))
        _buyer, waiting = ask(server, "Anybody there?")
        shown = await desk.overview.figures(days)
        assert (shown.waiting, shown.begun - before.begun, shown.responses.count) == (1, 2, 1)
        page = await desk.overview.rows(Figure.WAITING, days)
        assert (page.total, [row.conversation_id for row in page.rows]) == (1, [waiting])
        spain = await desk.overview.rows(Figure.COUNTRY, days, key="ES")
        assert spain.total - from_spain == 2
        rows = table(await desk.overview.export(Figure.RESPONSES, days, ROW_HEADINGS))
        assert rows[0] == list(ROW_HEADINGS)
        assert [row[0] for row in rows[1:]] == [str(answered)]
        assert rows[1][9] == "周岚 Lan Zhou"
        assert rows[1][7].startswith((today.isoformat(), tomorrow.isoformat()))
        people = table(await desk.overview.export_accounts(shown, ["who", "live", "waiting", "since", "n", "50", "90"]))
        assert people[1][0] == "周岚 Lan Zhou"
        assert sum(int(row[2]) for row in people[1:]) == shown.waiting
        with pytest.raises(Refusal) as refused:
            await desk.overview.figures(Days(first=today, last=today - timedelta(days=365)))
        assert refused.value.code == "invalid_request"


async def test_the_log_and_its_table(server: LiveServer, profile: Path, until: Callable[..., Any]) -> None:
    main = server.account("north")
    conversations = [ask(server, "spam")[1] for _ in range(3)]
    for conversation in conversations:
        main.act(BlockBuyer(conversation=conversation, blocked=True))
    wanted = AuditFilter(codes=(Deed.BUYER_BLOCKED,))
    async with desk_of(server, profile) as (desk, _heard):
        await until(lambda: desk.link.phase is Phase.ONLINE)
        assert await desk.audit.may_see()
        first = await desk.audit.page(wanted, limit=2)
        assert ([one.conversation_id for one in first.entries], first.more) == (conversations[:0:-1], True)
        rest = await desk.audit.page(wanted, before=first.entries[-1].id)
        assert ([one.conversation_id for one in rest.entries], rest.more) == (conversations[:1], False)
        assert {(one.actor_id, one.address) for one in first.entries} == {(desk.me.id, "127.0.0.1")}
        data = await desk.audit.export(
            wanted, ["when", "what", "buyer", "from", "with"], lambda one: ("=" + one.code, one.buyer_name)
        )
        rows = table(data)
        assert [row[1:4] for row in rows[1:]] == [["'=buyer_blocked", "Ana García", "127.0.0.1"]] * 3
        signed_in = await desk.audit.page(AuditFilter(codes=(Deed.SIGNED_IN,), account_id=desk.me.id))
        assert signed_in.entries[0].device, "the machine by which one signed in names itself"


async def test_an_account_is_made_and_gets_another_password(
    server: LiveServer, profile: Path, until: Callable[..., Any]
) -> None:
    async with desk_of(server, profile) as (desk, _heard):
        await until(lambda: desk.link.phase is Phase.ONLINE)
        before = await desk.accounts.meter()
        wanted = NewAccount(
            id=new_action_id(), login=f"north.{uuid4().hex[:8]}", name_zh="新", permissions=PRESETS[Preset.READ_ONLY]
        )
        made = await desk.accounts.create(wanted)

        async def arrived() -> bool:
            row = await desk.accounts.get(made.account.id)
            return row is not None and row.account == made.account

        while not await arrived():
            await until(lambda: desk.link.phase is Phase.ONLINE)
        assert (await desk.accounts.meter()).used == before.used + 1
        state = (await desk.accounts.states())[made.account.id]
        assert (state.must_change_password, state.devices) == (True, 0)
        with pytest.raises(Refusal) as refused:
            await desk.accounts.create(NewAccount(id=new_action_id(), login=wanted.login, name_zh="x"))
        assert refused.value.code == "login_taken"
        again = await desk.accounts.reset_password(made.account.id)
        assert again.password != made.password
        mine = await desk.accounts.devices(desk.me.id)
        assert [one.current for one in mine].count(True) == 1
        with pytest.raises(Refusal) as refused:
            await desk.accounts.sign_out_device(desk.me.id, next(one.id for one in mine if one.current))
        assert refused.value.code == "not_allowed"
        await desk.accounts.set_enabled(made.account.id, False)
        await until(lambda: desk.link.phase is Phase.ONLINE)


async def test_wrong_passwords_are_counted_for_whoever_signs_in(server: LiveServer, profile: Path) -> None:
    sign_in = SignIn(profile)
    with pytest.raises(Refusal) as refused:
        await sign_in.sign_in(server.url, "south.di", "wrong", True)
    assert (refused.value.code, refused.value.params) == ("wrong_credentials", {"attempts_left": 9})
    await sign_in.close()
