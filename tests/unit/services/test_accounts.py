"""Managing accounts, answers and blocks on the desk: what waits is laid over what is known, refusals are said."""

from collections.abc import Awaitable
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from tests.helpers.builders import COLLEAGUE, ME, make_account, make_conversation, make_exhibitor, make_page
from tests.unit.services.conftest import ONE, Bench
from workstation.domain.account import Account, AccountKind, Permission, Presence
from workstation.domain.account_actions import (
    BlockBuyer,
    EditAccount,
    ReportBuyer,
    ReportReason,
    SaveAutoReply,
    SetAccountEnabled,
    SetMaxDaysOffline,
    SetPermissions,
)
from workstation.domain.autoreply import AutoReply, Band, Reply, Silence, Texts
from workstation.domain.errors import Refusal
from workstation.domain.events import AccountChanged, AutoReplyChanged, ConversationChanged, ExhibitorChanged
from workstation.domain.ids import PrincipalId
from workstation.domain.permission_tree import PRESETS, Preset
from workstation.services.views import Chip, InboxFilter
from workstation.storage import outbox, reconcile

THIRD = PrincipalId(3)
SALES = PRESETS[Preset.SALES]
COLLEAGUE_ACCOUNT = make_account(COLLEAGUE, rev=2, name_zh="安", permissions=SALES)
THIRD_ACCOUNT = make_account(THIRD, rev=2, name_zh="薄", permissions=frozenset(), enabled=False)


def staff(bench: Bench, me: Account | None = None, *more: Account, limit: int = 5) -> None:
    """Let the company consist of these."""
    mine = replace(me or make_account(), rev=2)  # the bench has synced once already
    bench.sync(
        *(make_page(i, 3) for i in (1, 2, 3)),
        me=mine,
        accounts=(mine, *(more or (COLLEAGUE_ACCOUNT, THIRD_ACCOUNT))),
        exhibitor=make_exhibitor(rev=2, accounts_limit=limit, time_zone="Asia/Shanghai"),
    )


async def refused(work: Awaitable[object]) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(Refusal) as refusal:
        await work
    return refusal.value.code, refusal.value.params


def confirm_last(bench: Bench) -> None:
    """The server has it; its event is on its way."""
    last = bench.outbox()[-1]
    bench.local(outbox.mark_sending, last.id)
    bench.confirm(last.id)


async def test_the_list_and_the_meter(bench: Bench) -> None:
    staff(bench)
    rows = await bench.accounts.list()
    assert [(row.account.id, row.is_me, row.manageable) for row in rows] == [
        (ME, True, False),
        (COLLEAGUE, False, True),
        (THIRD, False, True),
    ], "the disabled last"
    meter = await bench.accounts.meter()
    assert (meter.used, meter.limit, meter.full) == (2, 5, False)
    assert await bench.accounts.grantable() == frozenset(Permission)
    assert await bench.accounts.live_conversations(ME) == 3


async def test_a_change_shows_until_the_server_has_echoed_it(bench: Bench) -> None:
    staff(bench)
    await bench.accounts.set_permissions(COLLEAGUE, frozenset({Permission.INVITE, Permission.INTENT_CHAT}))
    await bench.accounts.edit(COLLEAGUE, mobile="+86 1")
    row = await bench.accounts.get(COLLEAGUE)
    assert row is not None
    assert row.account.permissions == {Permission.INVITE}, "a tick without the one above it doesn't count"
    assert (row.account.mobile, row.waiting, row.problem) == ("+86 1", True, None)
    assert [one.action for one in bench.outbox()] == [
        SetPermissions(account_id=COLLEAGUE, permissions=frozenset({Permission.INVITE})),
        EditAccount(account_id=COLLEAGUE, mobile="+86 1"),
    ]
    confirm_last(bench)
    row = await bench.accounts.get(COLLEAGUE)
    assert row is not None
    assert row.account.mobile == "+86 1", "confirmed, not echoed: it doesn't flicker back"
    bench.hear(AccountChanged(account=make_account(COLLEAGUE, rev=3, mobile="+86 1", permissions=SALES)))
    reconcile.settle_blocking(bench.store, now_ms=1)
    assert [type(one.action) for one in bench.outbox()] == [SetPermissions]


async def test_a_refusal_is_said_and_the_old_state_shown(bench: Bench) -> None:
    staff(bench)
    action = await bench.accounts.set_enabled(COLLEAGUE, False)
    row = await bench.accounts.get(COLLEAGUE)
    assert row is not None
    assert not row.account.enabled
    bench.local(outbox.refuse, action, "not_allowed", {})
    row = await bench.accounts.get(COLLEAGUE)
    assert row is not None
    assert (row.account.enabled, row.waiting, row.action_id) == (True, False, action)
    assert row.problem is not None
    assert row.problem.code == "not_allowed"
    await bench.refusals.dismiss(action)
    row = await bench.accounts.get(COLLEAGUE)
    assert row is not None
    assert row.problem is None


async def test_no_more_accounts_than_the_package_has(bench: Bench) -> None:
    staff(bench, limit=2)
    assert (await bench.accounts.meter()).full
    assert await refused(bench.accounts.set_enabled(THIRD, True)) == ("accounts_used_up", {"limit": 2})
    await bench.accounts.set_enabled(COLLEAGUE, False)
    await bench.accounts.set_enabled(THIRD, True)
    assert [one.action for one in bench.outbox()] == [
        SetAccountEnabled(account_id=COLLEAGUE, enabled=False),
        SetAccountEnabled(account_id=THIRD, enabled=True),
    ]


async def test_who_may_not_manage_is_refused_before_anything_is_queued(bench: Bench) -> None:
    sub = make_account(ME, kind=AccountKind.SUB, permissions=SALES)
    staff(bench, sub, COLLEAGUE_ACCOUNT)
    assert await bench.accounts.grantable() == frozenset()
    assert not any(row.manageable for row in await bench.accounts.list())
    for work in (
        bench.accounts.set_permissions(COLLEAGUE, SALES),
        bench.accounts.set_enabled(COLLEAGUE, False),
        bench.accounts.edit(COLLEAGUE, title="x"),
        bench.accounts.set_max_days_offline(3),
        bench.auto_replies.save(None, online=Reply(), offline=Reply()),
        bench.auto_replies.get(COLLEAGUE),
    ):
        assert (await refused(work))[0] == "not_allowed"
    assert (await refused(bench.accounts.edit(PrincipalId(99), title="x")))[0] == "not_found"
    assert bench.outbox() == []


async def test_off_line_what_needs_the_server_says_so(bench: Bench) -> None:
    staff(bench)
    for work in (bench.accounts.states(), bench.accounts.devices(ME), bench.accounts.reset_password(COLLEAGUE)):
        assert (await refused(work))[0] == "unreachable"


async def test_how_long_desks_work_off_line(bench: Bench) -> None:
    staff(bench)
    assert await bench.accounts.max_days_offline() == 30
    await bench.accounts.set_max_days_offline(7)
    assert await bench.accounts.max_days_offline() == 7
    assert bench.outbox()[0].action == SetMaxDaysOffline(days=7)
    assert (await refused(bench.accounts.set_max_days_offline(0)))[0] == "invalid_request"
    confirm_last(bench)
    bench.hear(ExhibitorChanged(exhibitor=make_exhibitor(rev=3, max_days_offline=7)))
    reconcile.settle_blocking(bench.store, now_ms=1)
    assert (bench.outbox(), await bench.accounts.max_days_offline()) == ([], 7)


# --- answers ---

MOMENT = Reply(on=True, texts=Texts(zh="稍候", en="One moment"))
CLOSED = Reply(on=True, texts=Texts(en="Closed"), bands=(Band(from_minute=18 * 60, to_minute=9 * 60),))


async def test_answers_are_kept_and_shown_at_once(bench: Bench) -> None:
    staff(bench)
    assert (await bench.auto_replies.mine()).reply == AutoReply(account_id=ME, own=False)
    waiting = Texts(zh="请稍候")
    await bench.auto_replies.save(None, online=MOMENT, offline=CLOSED, waiting=waiting)
    await bench.auto_replies.save(ME, online=Reply(), offline=CLOSED)
    company = await bench.auto_replies.company()
    assert (company.reply.online, company.reply.waiting, company.waiting) == (MOMENT, waiting, True)
    assert (await bench.auto_replies.mine()).reply.offline == CLOSED
    confirm_last(bench)
    bench.hear(AutoReplyChanged(auto_reply=AutoReply(account_id=ME, rev=1, offline=CLOSED)))
    assert any(change.auto_replies for change in bench.changes)
    reconcile.settle_blocking(bench.store, now_ms=1)
    view = await bench.auto_replies.mine()
    assert (view.reply.rev, view.waiting, view.changeable) == (1, False, True)
    await bench.auto_replies.follow_company(ME)
    view = await bench.auto_replies.mine()
    assert (view.reply.own, view.reply.offline) == (False, CLOSED), "the texts are kept"


async def test_texts_that_are_not_given_stay(bench: Bench) -> None:
    staff(bench)
    bench.hear(AutoReplyChanged(auto_reply=AutoReply(rev=1, waiting=Texts(en="Wait"), transferred=Texts(en="{name}"))))
    await bench.auto_replies.save(None, online=MOMENT, offline=Reply(), waiting=Texts())
    action = bench.outbox()[0].action
    assert isinstance(action, SaveAutoReply)
    assert (action.waiting, action.transferred) == (Texts(), Texts(en="{name}"))


async def test_what_can_t_be_kept_is_refused_here(bench: Bench) -> None:
    staff(bench)
    long = Reply(on=True, texts=Texts(en="x" * 1001))
    assert (await refused(bench.auto_replies.save(ME, online=long, offline=Reply())))[0] == "text_too_long"
    assert bench.outbox() == []


async def test_a_preview_is_what_the_server_would_say(bench: Bench) -> None:
    staff(bench)
    bench.hear(AutoReplyChanged(auto_reply=AutoReply(rev=1, online=MOMENT)))
    mine = AutoReply(account_id=ME, offline=CLOSED)
    preview = bench.auto_replies.preview
    evening, noon = datetime(2026, 4, 15, 12, 0, tzinfo=UTC), datetime(2026, 4, 15, 4, 0, tzinfo=UTC)
    assert await bench.auto_replies.zone() == "Asia/Shanghai"
    assert (await preview(mine, at=evening)).text == "Closed"
    assert (await preview(mine, at=noon)).silence is Silence.OUTSIDE_BANDS
    shown = await preview(AutoReply(account_id=ME, online=Reply(on=True)), presence=Presence.ONLINE, languages=("zh",))
    assert (shown.text, shown.company) == ("稍候", True)
    assert (await preview(AutoReply(online=MOMENT), presence=Presence.BUSY, languages=("es",))).text == "One moment"


# --- blocks ---


async def listed(bench: Bench, chip: Chip = Chip.ALL) -> list[object]:
    return [row.id for row in await bench.inbox.list(InboxFilter(chip=chip))]


async def test_a_blocked_buyer_leaves_the_list_and_waits_for_nobody(bench: Bench) -> None:
    assert ONE in await listed(bench)
    action = await bench.blocking.block(ONE)
    assert await bench.blocking.is_blocked(ONE)
    assert bench.outbox()[0].action == BlockBuyer(conversation=ONE, blocked=True)
    assert ONE not in await listed(bench)
    before = (await bench.inbox.counts()).waiting
    bench.hear(ConversationChanged(conversation=make_conversation(1, rev=2, blocked=True, live=False)))
    bench.local(outbox.mark_sending, action)
    bench.confirm(action, heard=True, conversation_id=ONE)
    reconcile.settle_blocking(bench.store, now_ms=1)
    assert bench.outbox() == []
    assert ONE not in await listed(bench)
    (row,) = [row for row in await bench.inbox.list(InboxFilter(chip=Chip.ARCHIVED)) if row.id == ONE]
    assert (row.blocked, row.archived, row.writable, row.waiting_since) == (True, True, False, None)
    counts = await bench.inbox.counts()
    assert (counts.waiting, counts.archived) == (before - 1, 1)
    head = await bench.chat.head(ONE)
    assert (head.writable, head.read_only_reason) == (False, "blocked")
    await bench.blocking.unblock(ONE)
    assert not await bench.blocking.is_blocked(ONE)


async def test_a_refused_block_changes_nothing(bench: Bench) -> None:
    action = await bench.blocking.block(ONE)
    bench.local(outbox.refuse, action, "not_allowed", {})
    assert ONE in await listed(bench)
    assert not await bench.blocking.is_blocked(ONE)


async def test_a_report(bench: Bench) -> None:
    await bench.blocking.report(ONE, ReportReason.FRAUD, "  wants a deposit ")
    assert bench.outbox()[0].action == ReportBuyer(conversation=ONE, reason=ReportReason.FRAUD, text="wants a deposit")
    assert (await refused(bench.blocking.report(ONE, ReportReason.OTHER, "x" * 2001)))[0] == "text_too_long"


async def test_only_one_s_own_buyers(bench: Bench) -> None:
    sub = make_account(ME, rev=2, kind=AccountKind.SUB, permissions=SALES)
    page = make_page(1, 3, conversation=make_conversation(1, rev=2, owner_id=COLLEAGUE), readable_to_n=3)
    bench.sync(page, me=sub, accounts=(sub, COLLEAGUE_ACCOUNT))
    assert not await bench.blocking.may(ONE)
    assert (await refused(bench.blocking.block(ONE)))[0] == "not_allowed"
    assert (await refused(bench.blocking.report(ONE, ReportReason.SPAM)))[0] == "not_allowed"
