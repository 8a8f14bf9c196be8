"""What other screens say of negotiations: the chat's messages and lines, the profile, notices, the rail's figure."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_events, make_message, make_notice
from tests.ui.calendar.opened import opened
from tests.ui.chat import samples
from workstation.domain.booking import Outcome, Proposal
from workstation.domain.events import MessageChanged
from workstation.domain.ids import new_action_id
from workstation.domain.message import SLOTS, SYSTEM, OfferedSlot, SystemLine
from workstation.domain.slot_actions import OfferSlots
from workstation.domain.two_clocks import FAIR_ZONE, two_clocks
from workstation.services.calendar_views import Awaits
from workstation.services.views import TimelineItem
from workstation.storage import inbound
from workstation.ui.calendar import block
from workstation.ui.calendar import wording as calendar_wording
from workstation.ui.calendar.awaiting import Awaiting
from workstation.ui.calendar.in_chat import CalendarInChat
from workstation.ui.calendar.offer_dialog import OfferDialog
from workstation.ui.chat import wording
from workstation.ui.chat.timeline import texts
from workstation.ui.chat.timeline.blocks import BlockLook
from workstation.ui.chat.timeline.style import TimelineStyle
from workstation.ui.chat.view import ChatView
from workstation.ui.language import Language
from workstation.ui.notices_centre import wording as notice_wording
from workstation.ui.notices_centre.bookings import BOOKINGS
from workstation.ui.places import Place
from workstation.ui.profile.negotiations import NegotiationsSection
from workstation.ui.theme import Size, text_font

Until = Callable[..., Any]
TIMES: dict[str, str | int] = {"starts_at": "2026-10-24T09:00:00Z", "ends_at": "2026-10-24T09:30:00Z"}


@pytest.mark.parametrize("code", sorted(block.line_templates({})))
@pytest.mark.parametrize("by_buyer", [0, 1])
def test_lines_say_when_at_the_fair(qapp: QApplication, code: str, by_buyer: int) -> None:
    wording.know_timed_lines(block.line_templates, block.time_of)
    params = {**TIMES, **{f"from_{key}": value for key, value in TIMES.items()}, "by_buyer": by_buyer}
    said = wording.system_line(SystemLine(code=code, params={**params, "name_zh": "王芳", "name_en": "Fang"}))
    assert "17:00–17:30" in said
    assert "{" not in said
    broken = wording.system_line(SystemLine(code=code, params={"starts_at": "soon"}))
    assert "…" in broken


@pytest.mark.parametrize(
    ("code", "flags", "english", "chinese"),
    [
        ("receiver_lost", {}, "Fang no longer receives the buyer on ", "王芳 不再接待 "),
        ("booking_moved", {}, "The negotiation is now on ", "洽谈已改到 "),
        ("booking_moved", {"unconfirmed": 1}, "; whoever receives has yet to confirm it", "接待人尚待确认"),
        ("booking_meeting", {"settled": 1}, "Where to meet on ", "已确定 "),
        ("booking_meeting", {"settled": 0}, " has to be settled again", "待重新确定"),
    ],
)
def test_the_timeline_tells_what_the_buyer_is_told(
    qapp: QApplication, spoken: Language, code: str, flags: dict[str, str | int], english: str, chinese: str
) -> None:
    wording.know_timed_lines(block.line_templates, block.time_of)
    line = SystemLine(code=code, params={**TIMES, **flags, "name_zh": "王芳", "name_en": "Fang"})
    item = samples.item(1, kind=SYSTEM, system=line)
    for chosen, words in (("zh_CN", chinese), ("en", english)):
        spoken.use(chosen)
        assert words in wording.body(item, me_id=1)
        assert "17:00–17:30" in wording.body(item, me_id=1)


@pytest.mark.parametrize(("zone", "hours"), [("Asia/Shanghai", "17:00–17:30"), ("Europe/Berlin", "11:00–11:30")])
def test_an_offer_stands_in_the_fairs_time(qapp: QApplication, zone: str, hours: str) -> None:
    starts_at = datetime(2026, 10, 24, 9, tzinfo=UTC)
    slot = OfferedSlot(id=new_action_id(), starts_at=starts_at, ends_at=starts_at + timedelta(minutes=30))
    item = samples.item(1, kind=SLOTS, slots=(slot,))
    kind = block.SlotsKind()
    block.set_fair(ZoneInfo(zone))
    try:
        assert kind.shows(item)
        assert hours in kind.said(item)
        made = kind.make(item, 200.0, TimelineStyle())
        assert made.width <= 200
        assert made.action is not None
        assert made.action[0] == "slots:2026-10-24"
        image = QImage(200, int(made.height), QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        blank = image.copy()
        painter = QPainter(image)
        made.paint(painter, BlockLook(ground=QColor("white")), TimelineStyle())
        painter.end()
        assert image != blank
    finally:
        block.set_fair(ZoneInfo(FAIR_ZONE))


@pytest.mark.parametrize("code", sorted(BOOKINGS))
def test_notices_say_who_and_when(qapp: QApplication, code: str) -> None:
    notice = make_notice(1, code=code, params={**TIMES, "buyer": "Lena <b>Hoffmann</b>", "name_en": "Fang"})
    said = notice_wording.worded(notice)
    assert "<b>Hoffmann</b>" in said.title
    assert "17:00–17:30" in said.detail
    assert notice_wording.kind_of(code).group == "booking"


async def test_a_notice_leads_to_its_booking(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        wanted = it.bookings[0].id
        notice = make_notice(1, code="booking", params={"booking": str(wanted)})
        target = await it.seeded.desk.notices.where(notice)
        assert (target.place, target.booking) == ("calendar", wanted)


async def test_slots_are_offered_from_the_chat(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        chat = ChatView(it.seeded.desk, it.bus)
        tool = CalendarInChat(it.seeded.desk, it.seeded, chat)
        chat.open_conversation(it.bookings[0].conversation_id)
        await until(lambda: tool._head is not None)
        tool.offer()
        await until(lambda: isinstance(tool.dialog, OfferDialog))
        dialog = tool.dialog
        assert isinstance(dialog, OfferDialog)
        assert not dialog.go.isEnabled()
        room = dialog.table.columnWidth(0) - 2 * 12
        metrics = QFontMetrics(text_font(Size.BODY, bold=True))
        assert all(metrics.horizontalAdvance(row.cells[0].text) <= room for row in dialog.table.rows_model.rows)
        keys = {row.key for row in dialog.table.rows_model.rows}
        full = {slot.id for slot in it.slots if slot.booked >= 2 or slot.starts_at <= it.seeded.now()}
        assert keys
        assert not keys & full
        dialog.table.selectAll()
        assert dialog.go.isEnabled() == (len(keys) <= 8)
        wanted = sorted(keys, key=str)[:3]
        dialog.table.choose(set(wanted))
        dialog.text.setPlainText("Which of these suits you?")
        dialog.go.click()
        await until(lambda: it.queued(OfferSlots))
        [action] = it.queued(OfferSlots)
        assert set(action.slots) == set(wanted)
        assert action.text == "Which of these suits you?"
        tool.forget()
        chat.forget()
        await chat.save_drafts()
        chat.deleteLater()


async def test_what_came_of_a_negotiation_stands_in_its_chat(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        desk, store = it.seeded.desk, it.seeded.store
        booking = next(one for one in it.bookings if one.outcome is not None)
        head = await desk.chat.head(booking.conversation_id)
        told = SystemLine(code="booking_accepted", params={**TIMES, "booking": str(booking.id), "name_en": "Fang"})
        line = make_message(booking.conversation_id, head.last_n + 1, kind=SYSTEM, system=told)
        seq = (store.read_blocking(inbound.cursor) or 0) + 1
        desk.changed(store.write_blocking(inbound.apply, make_events(seq, [MessageChanged(message=line)])))
        chat = ChatView(desk, it.bus)
        tool = CalendarInChat(desk, it.seeded, chat)
        chat.open_conversation(booking.conversation_id)

        def shown() -> TimelineItem:
            return chat.timeline.rows.items[-1]

        def said() -> str:
            return wording.body(shown(), me_id=1)

        await until(lambda: "What came of it (for colleagues only): Wants 500 pieces" in said())
        assert said().startswith("Fang accepted the negotiation on ")
        await desk.calendar.save_outcome(booking.id, notes="600 pieces\nin blue", next_step="Samples")
        await until(lambda: said().endswith("for colleagues only): 600 pieces in blue · Next step: Samples"))
        assert "600 pieces in blue" in texts.spoken(shown(), 1)
        tool.forget()
        chat.forget()
        await chat.save_drafts()
        chat.deleteLater()


async def test_the_profile_tells_of_negotiations_and_opens_them(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        past = next(one for one in it.bookings if one.outcome is not None)
        section = NegotiationsSection(it.seeded.desk)
        opened_places: list[Place] = []
        section.place_wanted.connect(opened_places.append)
        head = await it.seeded.desk.chat.head(past.conversation_id)
        section.show_head(head)
        await until(lambda: section.rows)
        assert not section.isHidden()
        words = "\n".join(label.text() for row in section.rows for label in row.findChildren(type(section.heading)))
        assert "Wants 500 pieces" in words
        QTest.keyClick(section.rows[0].open, Qt.Key.Key_Return)
        assert opened_places[0].kind == "calendar"
        after = section.action.nextInFocusChain()
        while after is not None and after.focusPolicy() is Qt.FocusPolicy.NoFocus:
            after = after.nextInFocusChain()
        assert after is section.rows[0].open
        section.show()
        section.activateWindow()
        section.rows[0].open.setFocus()
        await until(lambda: section.rows[0].open.hasFocus())
        before = section.rows[0]
        section.tick()  # a minute later its words are read again, and the keyboard stays where it is
        await until(lambda: section.rows[0] is not before and section.rows[0].open.hasFocus())
        section.forget()
        section.hide()
        section.deleteLater()


async def test_a_booking_says_its_times_by_the_fairs_clock_and_what_came_of_it(
    qapp: QApplication, profile: Path, until: Until, spoken: Language
) -> None:
    async with opened(profile, until) as it:
        known = await it.seeded.desk.calendar.booking(it.coming[0].id)
        assert known is not None
        at = datetime(2027, 4, 4, 2, 30, tzinfo=UTC)  # in the evening of the 3rd in Santiago, when clocks go back
        asked = Proposal(starts_at=at, ends_at=at + timedelta(minutes=10), by_buyer=True)
        there = two_clocks(at, asked.ends_at, fair=ZoneInfo("Asia/Shanghai"), buyer="America/Santiago", now=at)
        outcome = Outcome(notes="500 mugs", next_step="Samples", follow_up="2026-11-29", order_drafted=True)
        view = replace(
            known, clocks=there, booking=replace(known.booking, entered_at=at, proposal=asked, outcome=outcome)
        )
        spoken.use("en")
        assert calendar_wording.entered(view).endswith("10:30")
        said = calendar_wording.proposed(view, asked)
        assert "Sun 4 Apr 10:30–10:40" in said
        assert "Sat 3 Apr" in said
        assert "23:30–23:40" in said
        spoken.use("zh_CN")
        assert calendar_wording.sent_or_not("已接受", waiting=True) == "已接受 · 尚未发送"
        assert calendar_wording.outcome(view)[1:] == ["下一步：Samples", "跟进日期：11月29日 周日", "已拟订单。"]


async def test_the_rail_counts_what_waits_for_me(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        counts: list[int] = []
        awaiting = Awaiting(it.seeded.desk, it.bus, it.view)
        awaiting.counted.connect(counts.append)
        await until(lambda: counts)
        views = [await it.seeded.desk.calendar.booking(one.id) for one in it.bookings]
        assert counts[-1] == sum(1 for view in views if view is not None and view.awaits is not Awaits.NOTHING)
        assert counts[-1] > 0
        awaiting.forget()
