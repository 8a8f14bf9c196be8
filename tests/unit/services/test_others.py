"""Settings, colleagues, one's profile, notices, upkeep."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    make_account,
    make_answer,
    make_conversation,
    make_image_message,
    make_message,
    make_notice,
    make_page,
)
from tests.unit.services.conftest import ONE, TWO, Bench
from workstation.domain import actions as act
from workstation.domain import events as ev
from workstation.domain.account import AccountKind, Presence
from workstation.domain.errors import Refusal
from workstation.domain.ids import AttachmentId, ConversationId, NoticeId
from workstation.services.files import Files
from workstation.services.settings import SettingsService
from workstation.services.sign_in import complete_address
from workstation.services.views import CloseTo, InboxFilter, NotifyScope, Settings, Theme
from workstation.storage import archive, blobs, outbox
from workstation.storage.profile_file import ProfileFile


async def refused(coroutine: Any) -> str:
    with pytest.raises(Refusal) as said:
        await coroutine
    return said.value.code


# --- settings ---


async def test_settings_are_typed_kept_and_told(bench: Bench, tmp_path: Path) -> None:
    settings = SettingsService(tmp_path / "other", default_language="zh_CN")
    assert settings.get() == Settings(language="zh_CN")
    await settings.attach(Files(bench.store))
    told: list[tuple[Settings, Settings]] = []
    undo = settings.on_change(lambda before, after: told.append((before, after)))
    changed = await settings.update(theme=Theme.DARK, quiet_hours=(1320, 420), close_to=CloseTo.QUIT)
    assert told == [(Settings(language="zh_CN"), changed)]
    undo()
    await settings.update(language="en", notify_scope=NotifyScope.ALL)
    assert len(told) == 1

    again = SettingsService(ProfileFile(tmp_path / "other"))
    assert (again.get().language, again.get().theme) == ("en", Theme.DARK)
    assert again.get().quiet_hours is None
    await again.attach(Files(bench.store))
    assert again.get() == settings.get()
    await again.attach(None)
    assert again.get().close_to is CloseTo.TRAY
    with pytest.raises(TypeError):
        await again.update(colour="red")


async def test_a_setting_of_another_version_does_not_harm_the_rest(bench: Bench, tmp_path: Path) -> None:
    from workstation.storage import settings as stored

    for name, value in {"theme": '"neon"', "unknown": "1", "sound": '"bell"', "enter_sends": "false"}.items():
        bench.local(stored.put, name, value)
    settings = SettingsService(tmp_path)
    await settings.attach(Files(bench.store))
    assert settings.get() == Settings(language="en", sound="bell", enter_sends=False)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("fair.example", "https://fair.example"),
        (" fair.example:8443/ ", "https://fair.example:8443"),
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1:80", "http://127.0.0.1:80"),
        ("http://fair.example", "http://fair.example"),
        ("https://fair.example/desk/", "https://fair.example/desk"),
        ("", ""),
    ],
)
def test_an_address_gets_the_scheme_one_leaves_out(typed: str, address: str) -> None:
    assert complete_address(typed) == address


# --- team and profile ---


async def test_the_main_account_comes_first_and_presence_is_of_now(bench: Bench) -> None:
    bench.hear(ev.AccountChanged(account=make_account(3, rev=1, name_zh="阿", presence=Presence.BUSY)))
    bench.presences.link_is_up(True)
    bench.presences.moved(COLLEAGUE, Presence.ONLINE)
    found = await bench.team.accounts()
    assert [a.id for a in found] == [ME, COLLEAGUE, 3]
    assert [a.presence for a in found[1:]] == [Presence.ONLINE, Presence.BUSY]
    assert bench.team.presence(COLLEAGUE) is Presence.ONLINE


async def test_only_who_may_write_may_transfer(bench: Bench) -> None:
    await bench.transfers.transfer(ONE, COLLEAGUE, reason="speaks Spanish")
    assert bench.outbox()[0].action == act.TransferConversation(
        conversation=ONE, to_id=COLLEAGUE, reason="speaks Spanish", from_id=ME
    )
    bench.hear(
        ev.AccountChanged(account=make_account(ME, kind=AccountKind.SUB, rev=2)),
        ev.ConversationChanged(conversation=make_conversation(2, rev=2, owner_id=COLLEAGUE)),
    )
    assert await refused(bench.transfers.transfer(TWO, ME)) == "not_allowed"
    assert await refused(bench.transfers.transfer(ConversationId(99), ME)) == "not_found"


async def test_ones_own_changes_show_before_they_arrive(bench: Bench) -> None:
    await bench.profile.change(name_en="Lee", title="Sales")
    await bench.profile.set_status(Presence.BUSY)
    await bench.profile.set_status(Presence.ONLINE)
    me = await bench.profile.me()
    assert (me.name_en, me.name_zh, me.title, me.presence) == ("Lee", "李1", "Sales", Presence.ONLINE)
    assert len(bench.outbox()) == 2
    bench.local(outbox.refuse, bench.outbox()[0].id, "not_allowed")
    assert (await bench.profile.me()).name_en == "Li 1"
    exhibitor = await bench.profile.exhibitor()
    assert exhibitor is not None
    assert exhibitor.name_en == "Foshan Lighting"


async def test_refused_decisions_are_said_once(bench: Bench) -> None:
    await bench.transfers.transfer(ONE, COLLEAGUE)
    await bench.chat.send_text(TWO, "a message shows in its timeline")
    transfer, message = (p.id for p in bench.outbox())
    bench.local(outbox.refuse, transfer, "not_allowed", {"name": "Li"})
    bench.local(outbox.refuse, message, "overtaken")
    (told,) = await bench.refusals.list()
    assert (told.action_id, told.kind, told.conversation) == (transfer, "transfer_conversation", ONE)
    assert (told.problem.code, told.problem.params) == ("not_allowed", {"name": "Li"})
    await bench.refusals.dismiss(transfer)
    assert await bench.refusals.list() == []
    assert [p.id for p in bench.outbox()] == [message]


# --- notices ---


async def test_notices_are_listed_newest_first_and_read_at_once(bench: Bench) -> None:
    bench.hear(*(ev.NoticeChanged(notice=make_notice(i)) for i in (1, 2, 3)))
    assert [n.id for n in await bench.notices.list()] == [3, 2, 1]
    assert (await bench.inbox.counts()).unread_notices == 3
    await bench.notices.mark_read((NoticeId(3), NoticeId(1)))
    await bench.notices.mark_read(())
    assert [n.id for n in await bench.notices.list(unread_only=True)] == [2]
    assert [n.read for n in await bench.notices.list()] == [True, False, True]
    assert len(bench.outbox()) == 1


# --- upkeep ---


async def test_the_cap_is_kept_as_conversations_come(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive.excess, "__defaults__", (2,))
    monkeypatch.setattr(archive.enforce, "__defaults__", (2,))
    bench.hear(make_answer(1, 4), make_answer(2, 4), make_answer(3, 4))
    assert len(await bench.inbox.list(InboxFilter())) == 2
    assert bench.changes[-1].conversations == {1, 2, 3}
    await bench.chat.save_draft(ConversationId(3), "half")
    bench.upkeep.open_conversation = TWO
    bench.hear(ev.Assigned(page=make_page(4, [make_message(4, 1), make_answer(4, 2)])))
    assert len(await bench.inbox.list(InboxFilter())) == 3
    bench.clock.go(10)
    bench.hear(make_answer(4, 3))
    assert {row.id for row in await bench.inbox.list(InboxFilter())} == {2, 3}


async def test_what_was_taken_away_leaves_no_image(bench: Bench) -> None:
    bench.hear(make_image_message(1, 4, attachment_id=5))
    bench.store.images_blocking(blobs.put, AttachmentId(5), "full", b"x", now_ms=1, limit_bytes=10)
    bench.hear(ev.Revoked(reason="permission", conversation_ids=(ONE,)))
    assert bench.store.images_blocking(blobs.total_bytes) == 0
    assert bench.changes[-1].conversations == {ONE}


async def test_a_start_sends_again_what_was_on_its_way(bench: Bench) -> None:
    sent = await bench.chat.send_text(ONE, "x")
    bench.local(outbox.mark_sending, sent)
    bench.upkeep.begin()
    assert bench.outbox()[0].state is outbox.State.WAITING
    assert bench.changes[-1].everything


# --- what importing costs ---

IMPORTS = """
import importlib, pkgutil, sys
import workstation.services
for module in pkgutil.iter_modules(workstation.services.__path__):
    importlib.import_module(f"workstation.services.{module.name}")
heavy = {"sqlalchemy", "requests", "urllib3", "keyring", "PIL", "cryptography"}
print(sorted(heavy & set(sys.modules)))
"""


def test_importing_the_services_imports_nothing_heavy(python: str) -> None:
    done = subprocess.run([python, "-c", IMPORTS], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
