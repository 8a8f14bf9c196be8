"""Finding one's way in the calendar: what waits, where this moment is, a step back, and what empty days say."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRect, Qt, QTime
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.helpers.builders import ME
from tests.stories import calendar_box
from tests.ui.calendar.opened import opened
from workstation.domain.account import AccountKind
from workstation.domain.booking import BookingState
from workstation.domain.clock import SystemClock
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.services.calendar_views import Awaits
from workstation.ui.calendar import geometry, grid_paint, toolbar
from workstation.ui.calendar.batch_dialog import BatchDialog
from workstation.ui.calendar.blocks import Block, Chip, Target
from workstation.ui.calendar.day_head import DayHead
from workstation.ui.calendar.geometry import Grid
from workstation.ui.calendar.receiver_dialog import ReceiverDialog
from workstation.ui.calendar.toolbar import FittingWords
from workstation.ui.theme import Size, text_font, tokens

Until = Callable[..., Any]


@pytest.mark.parametrize("view", [toolbar.DAY, toolbar.WEEK, toolbar.AGENDA])
async def test_the_line_leads_through_what_waits_and_goes_with_it(
    qapp: QApplication, profile: Path, until: Until, view: str
) -> None:
    async with opened(profile, until) as it:
        it.view.bar.views.select(view)
        waits = await it.seeded.desk.calendar.awaiting_me()
        line = it.view.waiting
        assert len(waits) > 1
        assert line.isVisible()
        assert line.count.text().startswith(str(len(waits)))
        seen = []
        for _at in waits:
            wanted = line.following
            assert wanted is not None
            assert wanted.buyer_name in line.next.text()
            line.go.click()
            await until(lambda wanted=wanted: it.view.panel.view is not None and it.view.panel.view.id == wanted.id)
            assert wanted.clocks.here.begins.date() in it.view.days
            seen.append(wanted.id)
        assert seen == [view.id for view in waits]
        assert all(view.awaits is not Awaits.NOTHING for view in waits)

        line.show_waiting(waits[:1])
        line.show_current(waits[0].id)
        assert line.isVisible()
        assert not line.go.isVisible()  # the one that waits is looked at
        line.show_waiting(())
        assert not line.isVisible()


async def test_the_keyboard_goes_to_the_booking_that_one_was_led_to(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        view = it.view
        first, second, *_ = await it.seeded.desk.calendar.awaiting_me()
        view.bar.views.setFocus()
        view.open_booking(first.id)
        await until(lambda: view.panel.view is not None and view.focusWidget() is view.panel)
        order = [deed for deed, button in view.panel.buttons.items() if button.isVisible() and deed != "translate"]
        heights = [view.panel.buttons[deed].mapTo(view.panel, QPoint()).y() for deed in order]
        assert heights == sorted(heights), "Tab goes down the buttons as they stand"
        view.waiting.go.setFocus()
        view.open_booking(second.id)  # who goes on through what waits presses the same button again
        await until(lambda: view.panel.view is not None and view.panel.view.id == second.id)
        assert view.focusWidget() is view.waiting.go


async def test_escape_closes_the_booking_and_only_then_the_screen(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        it.view.open_booking(it.coming[0].id)
        await until(lambda: it.view.panel.isVisible() and it.view.grid.current is not None)
        QTest.keyClick(it.view.grid, Qt.Key.Key_Escape)
        assert it.view.panel.isHidden()
        assert it.view.waiting.following is not None


async def test_this_moment_is_in_sight_and_empty_days_say_what_to_do(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        grid, now = it.view.grid, it.seeded.now().astimezone(calendar_box.FAIR)
        it.view.resize(1300, 320)  # less than the day from its first slot to now
        it.view.bar.today.click()
        await until(lambda: now.date() in grid.grid.days and grid.blocks)
        first_slot = min(block.starts_at for block in grid.blocks).astimezone(calendar_box.FAIR)
        latest = max(now.timetz(), first_slot.timetz())
        await until(lambda: _sees(grid, latest.hour * 60 + latest.minute))

        grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
        it.view.open_day(calendar_box.tomorrow())
        await until(lambda: calendar_box.tomorrow() in grid.grid.days and grid.blocks)
        start = min(block.starts_at for block in grid.blocks).astimezone(calendar_box.FAIR)
        await until(lambda: _sees(grid, start.hour * 60 + start.minute))
        stood = grid.verticalScrollBar().value()
        it.view.bar.back.click()
        await until(lambda: now.date() in grid.grid.days and grid.blocks)
        assert grid.verticalScrollBar().value() == stood  # what is sought is in sight there too

        it.view.bar.views.select(toolbar.WEEK)
        for _week in range(3):
            it.view.bar.on.click()
        await until(lambda: len(grid.grid.days) == 7 and not grid.blocks)
        first = grid.grid.days[0]
        await until(lambda: "New slots" in grid.accessibleDescription())
        it.view.bar.views.select(toolbar.AGENDA)
        assert it.view.days[0] == first  # the list begins where the week does
        it.view.bar.views.select(toolbar.WEEK)
        for _week in range(6):
            it.view.bar.back.click()
        past = first - timedelta(weeks=6)
        await until(lambda: grid.grid.days[0] == past and "There were no slots" in grid.accessibleDescription())


async def test_nobody_without_the_right_is_told_to_create(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, kind=AccountKind.SUB) as it:
        it.view.open_day(calendar_box.tomorrow() + timedelta(days=60))
        await until(lambda: "main account creates" in it.view.grid.accessibleDescription())


async def test_a_right_click_in_the_agenda_offers_what_the_panel_does(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        it.view.bar.views.select(toolbar.AGENDA)
        it.view.renew()
        coming = it.coming[0]
        await until(lambda: any(view.id == coming.id for view in it.view.agenda._views))
        it.view.agenda.menu_wanted.emit(coming.id, QPoint(10, 10))
        assert it.view.panel.view is not None
        assert it.view.panel.view.id == coming.id
        menu = it.view.findChildren(QMenu)[-1]
        offered = [it.view.panel.buttons[deed].text() for deed in it.view.panel.offered(it.view.panel.view)]
        assert sorted(action.text() for action in menu.actions()) == sorted(offered)
        menu.close()


def _sees(grid: Any, minute: int) -> bool:
    top = grid.verticalScrollBar().value()
    return bool(top <= grid.grid.y(minute) <= top + grid.viewport().height())


async def test_what_is_left_to_do_stands_first_and_enter_does_nothing_unmeant(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        panel = it.view.panel
        mine = next(one for one in it.coming if one.state is BookingState.NAMED and one.receiver_id == ME)
        it.view.open_booking(mine.id)
        await until(lambda: panel.view is not None and panel.view.id == mine.id and panel.isVisible())
        it.view.activateWindow()
        accept = panel.buttons["accept"]
        assert accept.y() < panel.buttons["name"].y() < panel.buttons["return"].y()
        accept.setFocus()
        accept.click()
        await until(lambda: panel.view is not None and panel.view.booking.state is BookingState.ACCEPTED)
        assert panel.view is not None
        assert panel.lacks_meeting(panel.view)
        assert panel.buttons["name"].property("kind") != "primary"
        assert panel.buttons["meeting"].property("kind") == "primary"
        assert "no meeting yet" in panel.asked.text()
        assert not any(button.hasFocus() for button in panel.buttons.values())


def test_the_title_is_said_in_full_in_short_or_not_at_all(qapp: QApplication) -> None:
    title = FittingWords()
    title.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    title.show()
    wordings = ("23 Nov – 29 Nov 2026", "23 Nov – 29 Nov", "Nov 2026")
    title.offer(*wordings)
    metrics = QFontMetrics(text_font(Size.TITLE, bold=True))
    for words in wordings:
        title.resize(metrics.horizontalAdvance(words), 24)
        assert (title.text(), title.accessibleName()) == (words, wordings[0])
    title.resize(10, 24)
    assert title.text() == ""


async def test_what_was_refused_is_forgotten_when_the_next_thing_is_done(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        notice = it.view.notice
        it.view.deeds.refused.emit(Refusal("slot_clashes"))
        assert not notice.isHidden()
        it.view.deeds.done.emit("Moved", "", None)
        assert notice.isHidden()


def test_the_line_of_the_moment_crosses_no_name(qapp: QApplication) -> None:
    now = datetime(2026, 11, 23, 15, 20, tzinfo=calendar_box.FAIR)
    start = now.replace(minute=0)
    chip = Chip(calendar_box.number(2, 1), "", "", BookingState.ACCEPTED, 7, "")
    block = Block(
        slot_id=calendar_box.number(1, 1), starts_at=start, ends_at=start + timedelta(minutes=30), capacity=1, booked=1,
        chips=(chip,), movable=False, waiting=False, told="", text="",
    )  # fmt: skip
    seen = []
    for blocks in ((), (block,)):
        scene = grid_paint.Scene(Grid((now.date(),), 300, 84), calendar_box.FAIR, blocks, now)
        picture = QImage(300, scene.grid.height, QImage.Format.Format_RGB32)
        painter = QPainter(picture)
        grid_paint.paint(painter, scene, picture.rect())
        painter.end()
        y = scene.grid.y(15 * 60 + 20)
        rect = grid_paint.block_rect(scene, block)
        assert rect is not None
        [where] = grid_paint.chip_rects(rect, block)
        assert where.contains(where.center().x(), y)
        seen.append(picture.pixelColor(where.center().x(), y) == tokens().danger)
    assert seen == [True, False]


def painted(scene: grid_paint.Scene, hint: str = "") -> QImage:
    """Return a picture of a scene."""
    picture = QImage(scene.grid.width, scene.grid.height, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    grid_paint.paint(painter, scene, picture.rect())
    if hint:
        grid_paint.paint_hint(painter, scene.grid, hint, scene.grid.height, 0)
    painter.end()
    return picture


@pytest.mark.parametrize("day", [22, 23])
def test_empty_days_say_why_also_where_the_line_of_the_moment_is(qapp: QApplication, day: int) -> None:
    now = datetime(2026, 11, 22, 1, 0, tzinfo=calendar_box.FAIR)
    scene = grid_paint.Scene(Grid((date(2026, 11, day),), 400, 44), calendar_box.FAIR, (), now)
    plain, said = painted(scene), painted(scene, "No slots on these days yet.")
    middle = QRect(150, scene.grid.height // 2 - 20, 200, 40)
    assert plain.copy(middle) != said.copy(middle)


def test_the_hours_at_the_left_are_those_of_the_chosen_bookings_day(qapp: QApplication) -> None:
    days = (date(2027, 4, 3), date(2027, 4, 5))  # between them the clocks go back in Santiago
    start = datetime(2027, 4, 5, 10, 30, tzinfo=calendar_box.FAIR)
    block = Block(
        slot_id=calendar_box.number(1, 1), starts_at=start, ends_at=start + timedelta(minutes=30), capacity=1, booked=0,
        chips=(), movable=False, waiting=False, told="", text="",
    )  # fmt: skip
    place = ZoneInfo("America/Santiago")
    chosen = grid_paint.Scene(
        Grid(days, 500, 44, 2), calendar_box.FAIR, (block,), start, place, Target(block.slot_id, None)
    )
    alone = chosen._replace(grid=Grid(days[1:], 500, 44, 2))
    left = QRect(0, 0, geometry.RULER, 24 * 44)
    assert painted(chosen).copy(left) == painted(alone).copy(left)
    assert painted(chosen).copy(left) != painted(chosen._replace(current=None)).copy(left)


async def test_who_is_named_late_is_not_promised_a_word_that_comes_too_late(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        [view, *_] = await it.seeded.desk.calendar.awaiting_me()
        choices = await it.seeded.desk.calendar.suggest_receivers(view.id)
        for minutes, again in ((16, True), (14, False)):
            now = view.booking.starts_at - timedelta(minutes=minutes)
            dialog = ReceiverDialog(view, choices, PrincipalId(0), now, it.view)
            assert ("again 15 minutes before" in dialog.consequence_for("Fang")) is again
            dialog.deleteLater()


async def test_a_list_without_slots_says_why_and_what_to_do(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = it.view.slots
        it.view.bar.views.segment(toolbar.SLOTS).click()
        await until(lambda: it.view._ranged and not it.view._reading.running)
        page.last.setDate(QDate(2031, 5, 9))
        day = calendar_box.tomorrow()
        page.first.setDate(QDate(day.year, day.month, day.day))
        await until(lambda: page.table.rows_model.rows and page.empty.isHidden())
        page.status.select("past")
        page.filter_changed.emit()
        await until(lambda: not page.empty.isHidden())
        assert "state" in page.empty.title
        page.empty.button.click()
        await until(lambda: page.empty.isHidden())
        page.first.setDate(QDate(2031, 5, 1))
        await until(lambda: not page.empty.isHidden() and "No slots" in page.empty.title)
        page.empty.button.click()
        await until(lambda: it.view.deeds.dialog is not None)


async def test_a_plan_that_cannot_be_says_what_is_wrong_and_moves_no_field(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        it.view.open_new()
        await until(lambda: isinstance(it.view.deeds.dialog, BatchDialog))
        dialog = it.view.deeds.dialog
        assert isinstance(dialog, BatchDialog)
        fields = dialog.fields
        before = fields.minutes.mapTo(dialog, QPoint())
        fields.ends.setTime(QTime(2, 0))
        assert "end before they begin" in dialog.notice.text
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        assert fields.minutes.mapTo(dialog, QPoint()) == before
        fields.ends.setTime(QTime(9, 20))
        assert dialog.notice.isHidden()
        assert "No slot of this length" in dialog.sum.text()
        assert not dialog.go.isEnabled()
        fields.ends.setTime(QTime(18, 0))
        long = fields.first.date().daysTo(fields.last.date())
        fields.first.setDate(fields.last.date().addDays(30))
        assert fields.first.date().daysTo(fields.last.date()) == long
        assert dialog.notice.isHidden()


def test_the_buyers_days_are_told_apart_in_letters_too(qapp: QApplication) -> None:
    head = DayHead(calendar_box.FAIR, SystemClock())
    head.show_clocks("Beijing", "Los Angeles", ZoneInfo("America/Los_Angeles"))
    sunday = date(2026, 11, 29)
    assert head._theirs(sunday, QLocale.FormatType.NarrowFormat) == "S/S"
    assert head._theirs(sunday, QLocale.FormatType.ShortFormat) == "Sat/Sun"
