"""The message centre in the window, over a real desk on real encrypted files."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import COLLEAGUE, ME, make_card, make_events, make_notice
from tests.stories.seeded_desk import NOW
from tests.ui.shell.test_main_window import Open, opened
from workstation.domain.actions import MarkNoticesRead
from workstation.domain.changes import ChangeSet
from workstation.domain.events import NoticeChanged
from workstation.domain.ids import ConversationId, new_action_id
from workstation.domain.notice import Notice
from workstation.domain.transfer import Transfer, TransferState
from workstation.storage import cards, inbound, notices, outbox, team
from workstation.ui.language import Language
from workstation.ui.main_window import NOTICES
from workstation.ui.notices_centre.view import NoticesCentre
from workstation.ui.transfer.offer_line import ACCEPT

Until = Callable[..., Any]
OLD = make_notice(1, params={"rule": "exhibit"}, read=True, at=NOW - timedelta(days=3), conversation_id=2)
CARD = make_notice(
    2, code="card_received", at=NOW - timedelta(hours=2), conversation_id=ConversationId(4),
    params={"name_zh": "何塞", "name_en": "José", "company_zh": "", "company_en": "Grupo Lumínico"},
)  # fmt: skip
HANDED = make_notice(
    3, code="transferred", at=NOW, conversation_id=ConversationId(3),
    params={"by_zh": "李强", "by_en": "Qiang Li", "reason": "speaks\nItalian"},
)  # fmt: skip
STRANGE = make_notice(4, code="from_the_\u202efuture", at=NOW - timedelta(minutes=1))


def told(centre: NoticesCentre) -> list[tuple[str, str, bool]]:
    """Return what each notice says, and whether it is unread."""
    return [(row.title, row.detail, row.unread) for row in centre.model.rows if row.notice is not None]


async def shown(it: Open, until: Until, *every: Notice) -> NoticesCentre:
    it.seeded.store.write_blocking(notices.store, list(every))
    it.bus.add_change(ChangeSet(notices=True))
    it.window.rail.button(NOTICES).click()
    centre = it.window.late.notices
    assert centre is not None
    await until(lambda: len(told(centre)) == len(every))
    return centre


def click(centre: NoticesCentre, notice: Notice) -> None:
    index = centre.model.index(centre.model.position(notice.id))
    where = centre.list.visualRect(index).center()
    QTest.mouseClick(centre.list.viewport(), Qt.MouseButton.LeftButton, pos=where)


async def test_what_is_told_stands_under_its_day(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=5) as it:
        centre = await shown(it, until, OLD, CARD, HANDED, STRANGE)
        QAbstractItemModelTester(centre.model, QAbstractItemModelTester.FailureReportingMode.Fatal, centre.model)
        assert told(centre) == [
            ("Qiang Li handed a buyer over to you", "Ольга Петрова · “speaks Italian”", True),
            ("The platform tells something that this version cannot put into words", "Code: from_the_◀future", True),
            ("José sent you a business card", "José Hernández Ruiz · Grupo Lumínico", True),
            ("A buyer was assigned to you", "John Whitfield · Because you look after the exhibit asked about", False),
        ]
        days = [row.title for row in centre.model.rows if row.notice is None]
        assert len(days) == 2
        assert days[0] == "Today"
        assert centre.count.text() == "3 unread"
        await until(lambda: it.window.rail.button(NOTICES).count == 3)
        assert centre.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Qiang Li handed")


async def test_a_click_reads_a_notice_and_leads_to_its_buyer(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=5) as it:
        entry = it.window.rail.button(NOTICES)
        centre = await shown(it, until, OLD, HANDED)
        click(centre, HANDED)
        await until(lambda: it.window.workplace.open_id == 3)
        assert it.window.screens.currentWidget() is it.window.workplace
        await until(lambda: entry.count == 0 and not any(unread for *_, unread in told(centre)))
        assert not centre.read_all.isEnabled()


async def test_a_card_that_was_received_is_shown_itself(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=5) as it:
        brought = [make_card(name_en=f"José {n}", conversation_id=CARD.conversation_id, n=n) for n in (7, 9, 8)]
        it.seeded.store.write_blocking(cards.store, brought)
        centre = await shown(it, until, replace(CARD, params={**CARD.params, "n": 9}))
        click(centre, centre.notices[0])
        await until(lambda: it.window.late.cards is not None)
        folders = it.window.late.cards
        assert folders is not None
        await until(lambda: any(page.detail.isVisible() for page in folders.folders.values()))
        [page] = folders.folders.values()
        assert page.detail.row is not None
        assert page.detail.row.id == brought[1].id


async def test_who_is_asked_to_take_a_buyer_over_is_led_to_the_question(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    def asked(n: int) -> Transfer:
        return Transfer(
            id=new_action_id(), rev=1, conversation_id=ConversationId(700 + n), from_id=COLLEAGUE, by_id=COLLEAGUE,
            to_id=ME, state=TransferState.ASKED, at=NOW - timedelta(minutes=n), buyer_name=f"Buyer {n}",
        )  # fmt: skip

    async with opened(profile, until, customers=5) as it:
        for n in range(1, 6):
            it.seeded.store.write_blocking(team.store_transfer, asked(n))
        it.bus.add_change(ChangeSet(transfers=True))
        notice = make_notice(5, code="transfer_asked", params={"buyer": "Buyer 5", "conversation_id": 705})
        over = make_notice(6, code="transfer_asked", params={"buyer": "Buyer 9", "conversation_id": 709})
        centre = await shown(it, until, notice, over)
        click(centre, notice)
        offers = it.window.offers
        assert offers is not None
        await until(lambda: offers.offers.lines and offers.offers.lines[0].buttons[ACCEPT].hasFocus())
        first = offers.offers.lines[0].offer
        assert first is not None
        assert first.transfer.conversation_id == 705, "the fifth, of which three have room"
        click(centre, over)
        await until(centre.said.isVisible)


async def test_what_is_gone_says_so(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=5) as it:
        centre = await shown(it, until, make_notice(9, conversation_id=ConversationId(777), params={"rule": "queue"}))
        click(centre, centre.notices[0])
        await until(centre.said.isVisible)
        await until(lambda: not told(centre)[0][2])
        assert it.window.screens.currentWidget() is centre


async def test_filters_by_kind_and_unread(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=5) as it:
        centre = await shown(it, until, OLD, CARD, HANDED, STRANGE)
        assert list(centre.chips._buttons) == ["all", "assignment", "transfer", "card", "other"]
        centre.chips._buttons["assignment"].click()
        await until(lambda: [row[0] for row in told(centre)] == ["A buyer was assigned to you"])
        centre.unread_only.click()
        await until(lambda: told(centre) == [] and centre.empty.isVisible())
        assert centre.empty.title == "Nothing is left here"
        centre.empty.button.click()
        await until(lambda: len(told(centre)) == 4)
        centre.chips._buttons["other"].click()
        await until(lambda: [row[1] for row in told(centre)] == ["Code: from_the_◀future"])


async def test_keys_walk_read_and_open(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=5) as it:
        centre = await shown(it, until, OLD, CARD, HANDED)
        centre.list.setFocus()
        QTest.keyClick(centre.list, Qt.Key.Key_Down)
        current = centre._current()
        assert current is not None
        assert current.notice == CARD
        QTest.keyClick(centre.list, Qt.Key.Key_Space)
        await until(lambda: [unread for *_, unread in told(centre)] == [True, False, False])
        assert it.window.screens.currentWidget() is centre, "reading is not opening"
        QTest.keyClick(centre.list, Qt.Key.Key_Return)
        await until(lambda: it.window.workplace.open_id == 4)


async def test_all_are_read_offline_and_the_marks_wait(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=5) as it:
        centre = await shown(it, until, OLD, CARD, HANDED)
        centre.read_all.click()
        await until(lambda: not any(unread for *_, unread in told(centre)))
        waiting = it.seeded.store.read_local_blocking(outbox.every)
        assert [set(one.action.ids) for one in waiting if isinstance(one.action, MarkNoticesRead)] == [{2, 3}]


async def test_what_comes_meanwhile_is_there_and_the_cursor_stays(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until, customers=5) as it:
        centre = await shown(it, until, OLD, CARD)
        centre.list.setCurrentIndex(centre.model.index(centre.model.position(OLD.id)))
        news = make_events((it.seeded.store.read_blocking(inbound.cursor) or 0) + 1, [NoticeChanged(notice=HANDED)])
        it.bus.post_change(it.seeded.store.write_blocking(inbound.apply, news))
        await until(lambda: len(told(centre)) == 3)
        current = centre._current()
        assert current is not None
        assert current.notice == OLD


async def test_nothing_to_tell_says_what_will_be(
    qapp: QApplication, profile: Path, until: Until, spoken: Language
) -> None:
    async with opened(profile, until, customers=2) as it:
        it.window.rail.button(NOTICES).click()
        centre = it.window.late.notices
        assert centre is not None
        await until(lambda: centre.empty.isVisible() and centre.empty.title == "There is nothing to tell yet")
        spoken.use("zh_CN")
        await until(lambda: centre.empty.title == "还没有消息")


async def test_more_are_shown_when_wanted(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=2) as it:
        many = [make_notice(n, at=NOW - timedelta(minutes=n), read=True) for n in range(1, 231)]
        it.seeded.store.write_blocking(notices.store, many)
        it.window.rail.button(NOTICES).click()
        centre = it.window.late.notices
        assert centre is not None
        await until(lambda: len(told(centre)) == 200 and centre.more.isVisible())
        centre.more.click()
        await until(lambda: len(told(centre)) == 230 and not centre.more.isVisible())
