"""The calendar's screen: what it shows, what the pointer and the keyboard do, and what leaves by the outbox."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QPdfWriter, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.stories import calendar_box
from tests.stories.seeded_desk import PEOPLE
from tests.ui.calendar.opened import Opened, opened
from workstation.domain.account import AccountKind
from workstation.domain.booking import Booking, BookingState
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.domain.slot_actions import (
    AnswerBooking,
    CancelBooking,
    ChangeSlot,
    CreateSlots,
    DeleteSlots,
    NameReceiver,
    ProposeTime,
    SaveOutcome,
    UndoSlots,
)
from workstation.ui.calendar import grid_paint, paper, times, toolbar
from workstation.ui.calendar.batch_dialog import BatchDialog
from workstation.ui.calendar.blocks import Block, Target
from workstation.ui.calendar.booking_dialogs import OutcomeDialog, TimeDialog, WordsDialog
from workstation.ui.calendar.receiver_dialog import ReceiverDialog
from workstation.ui.chat.translating import wording as translating
from workstation.ui.chat.translating.selection import SelectionPopup
from workstation.ui.refused import reason

Until = Callable[..., Any]


def place(it: Opened, block: Block, *, below: int = 8) -> QPoint:
    """Return a point of a slot in the grid's viewport."""
    rect = grid_paint.block_rect(it.view.grid.scene, block)
    assert rect is not None
    return rect.topLeft() + QPoint(20, below) - QPoint(0, it.view.grid.verticalScrollBar().value())


def drag(it: Opened, start: QPoint, end: QPoint) -> None:
    """Drag in the grid with the left button."""
    port = it.view.grid.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def decisions(it: Opened) -> list[tuple[Any, ...]]:
    """Return what the grid will ask for from now on: slots to create or to move."""
    asked: list[tuple[Any, ...]] = []
    it.view.grid.drawn.connect(lambda *times: asked.append(times))
    it.view.grid.dragged.connect(lambda *times: asked.append(times))
    return asked


async def refusal_of(asked: Awaitable[object]) -> Refusal:
    """Return why something is refused."""
    with pytest.raises(Refusal) as found:
        await asked
    return found.value


def booked(it: Opened) -> Booking:
    """Return what the panel shows."""
    assert it.view.panel.view is not None
    return it.view.panel.view.booking


def shown(it: Opened) -> ActionId | None:
    """Return which booking the panel shows."""
    return booked(it).id if it.view.panel.isVisible() else None


def free(it: Opened) -> Block:
    return next(block for block in it.view.grid.blocks if not block.booked and block.movable)


async def test_slots_and_bookings_stand_at_the_fairs_hours(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        grid = it.view.grid
        assert len(grid.blocks) == len(calendar_box.HOURS)
        assert [block.starts_at for block in grid.blocks] == sorted(block.starts_at for block in grid.blocks)
        shown = {chip.booking_id for block in grid.blocks for chip in block.chips}
        assert shown == {one.id for one in it.bookings if one.starts_at in {b.starts_at for b in grid.blocks}}
        first = grid_paint.block_rect(grid.scene, grid.blocks[0])
        assert first is not None
        assert first.top() == grid.grid.y(9 * 60) + 1
        assert all(block.capacity == 2 for block in grid.blocks)


async def test_a_slot_is_drawn_and_taken_back(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        grid = it.view.grid
        grid.verticalScrollBar().setValue(grid.grid.y(11 * 60))
        column = grid.grid.column(0)[0] + 30
        drag(it, QPoint(column, grid.grid.y(75)), QPoint(column, grid.grid.y(120)))
        await until(lambda: it.queued(CreateSlots))
        [slot] = it.queued(CreateSlots)[0].slots
        day = calendar_box.tomorrow()
        assert (slot.starts_at.astimezone(calendar_box.FAIR).date(), slot.ends_at - slot.starts_at) == (
            day,
            timedelta(minutes=45),
        )
        assert f"{slot.starts_at.astimezone(calendar_box.FAIR):%H:%M}" == "12:15"
        await until(lambda: any(block.slot_id == slot.id and block.waiting for block in grid.blocks))
        await until(lambda: it.done)
        it.undo()
        await until(lambda: it.queued(DeleteSlots))
        await until(lambda: not any(block.slot_id == slot.id for block in grid.blocks))


async def test_an_unbooked_slot_is_dragged_and_a_booked_one_stays(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        grid = it.view.grid
        booked = next(block for block in grid.blocks if block.booked)
        asked = decisions(it)
        drag(it, place(it, booked), place(it, booked) + QPoint(0, grid.grid.y(180)))
        assert asked == []
        wanted = free(it)
        drag(it, place(it, wanted), QPoint(place(it, wanted).x(), place(it, grid.blocks[-1]).y() + grid.grid.y(60)))
        await until(lambda: it.queued(ChangeSlot))
        [change] = it.queued(ChangeSlot)
        assert change.slot.id == wanted.slot_id
        assert change.slot.ends_at - change.slot.starts_at == timedelta(minutes=30)
        assert change.slot.starts_at > wanted.starts_at


async def test_a_booking_that_moves_stays_in_sight(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        grid = it.view.grid
        block = next(one for one in grid.blocks if one.chips)
        booking_id = block.chips[0].booking_id
        it.view.open_booking(booking_id)
        await until(lambda: shown(it) == booking_id)
        other = free(it)
        blocks = [one._replace(chips=(), booked=0) if one.slot_id == block.slot_id else one for one in grid.blocks]
        moved = [
            one._replace(chips=block.chips[:1], booked=1) if one.slot_id == other.slot_id else one for one in blocks
        ]
        grid.show_blocks(moved)
        assert grid.current == Target(other.slot_id, booking_id)
        assert shown(it) == booking_id
        grid.show_blocks([one for one in moved if one.slot_id != other.slot_id])
        assert grid.current is None


async def test_every_slot_and_booking_is_reached_by_keys(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        grid = it.view.grid
        met: list[Target] = []
        grid.go_to(grid.targets()[0])
        for _ in grid.targets():
            assert grid.current is not None
            met.append(grid.current)
            assert grid.accessibleDescription()
            QTest.keyClick(grid, Qt.Key.Key_Down)
        assert met == grid.targets()
        # Slots stand one behind the other: a quarter later it would lie over the next one, a day later beside all.
        wanted = grid.blocks[0]
        assert wanted.movable
        grid.go_to(Target(wanted.slot_id))
        QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        await until(lambda: it.view.notice.text == reason("slot_overlaps"))
        assert it.queued(ChangeSlot) == []
        for _ in range(12):
            asked = len(it.queued(ChangeSlot))
            QTest.keyClick(grid, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
            await until(lambda asked=asked: len(it.queued(ChangeSlot)) == asked + 1)
            moved = it.queued(ChangeSlot)[-1].slot
            await until(lambda moved=moved: any(block.starts_at == moved.starts_at for block in grid.blocks))
        assert wanted.starts_at - moved.starts_at == timedelta(hours=3)


async def test_a_sub_account_changes_no_slot(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, kind=AccountKind.SUB) as it:
        await until(lambda: not it.view.bar.new.isVisible())
        grid = it.view.grid
        asked = decisions(it)
        drag(it, QPoint(grid.grid.left + 40, 5), QPoint(grid.grid.left + 40, 90))
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(grid.grid.left + 40, 5))
        assert asked == []
        assert not any(block.movable for block in grid.blocks)


async def test_a_receiver_is_named(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        pending = next(
            one for one in it.bookings if one.state is BookingState.PENDING and one.starts_at > it.seeded.now()
        )
        it.view.open_booking(pending.id)
        await until(lambda: shown(it) == pending.id)
        assert it.view.panel.buttons["name"].property("kind") == "primary"
        it.view.panel.buttons["name"].click()
        await until(lambda: isinstance(it.view.deeds.dialog, ReceiverDialog))
        dialog = it.view.deeds.dialog
        assert isinstance(dialog, ReceiverDialog)
        current = dialog.picker.current
        assert current is not None
        mine = current.id == it.seeded.me.id
        assert dialog._along.isVisible() is mine
        dialog.picker.field.setText("nobody is called so")
        assert not dialog.go.isEnabled()
        assert not dialog._along.isVisible(), "nobody else's card goes along"
        dialog.picker.field.clear()
        assert dialog.picker.current == current
        dialog.go.click()
        await until(lambda: it.queued(NameReceiver))
        assert it.queued(NameReceiver)[0].account_id == current.id
        assert it.queued(NameReceiver)[0].with_card is mine
        await until(lambda: booked(it).receiver_id is not None)


async def test_i_accept_with_my_card(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        mine = next(
            one
            for one in it.bookings
            if one.state is BookingState.NAMED
            and one.receiver_id == it.seeded.me.id
            and one.starts_at > it.seeded.now()
        )
        it.view.open_booking(mine.id)
        await until(lambda: shown(it) == mine.id)
        assert it.view.panel.asked.isVisible()
        it.view.panel.buttons["accept_card"].click()
        await until(lambda: it.queued(AnswerBooking))
        assert it.queued(AnswerBooking)[0].with_card
        await until(lambda: booked(it).state is BookingState.ACCEPTED)


async def test_i_hand_back_with_words_by_keys_alone(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        mine = next(
            one
            for one in it.bookings
            if one.state is BookingState.NAMED
            and one.receiver_id == it.seeded.me.id
            and one.starts_at > it.seeded.now()
        )
        it.view.open_booking(mine.id)
        await until(lambda: shown(it) == mine.id)
        it.view.panel.buttons["return"].click()
        await until(lambda: isinstance(it.view.deeds.dialog, WordsDialog))
        dialog = it.view.deeds.dialog
        assert isinstance(dialog, WordsDialog)
        said = dialog.consequence.text()
        assert "until you name somebody else" in said, "the main account is not said to tell itself"
        assert "The buyer is told so" in said
        dialog.words.setPlainText("Train at noon")
        await until(lambda: dialog.isActiveWindow() and dialog.words.hasFocus())  # shortcuts are the active window's
        QTest.keyClick(dialog.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: it.queued(AnswerBooking))
        assert (it.queued(AnswerBooking)[0].accept, it.queued(AnswerBooking)[0].words) == (False, "Train at noon")


async def test_another_time_is_proposed_with_its_hour_at_the_buyers(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        coming = next(one for one in it.coming if one.proposal is None)
        view = await it.seeded.desk.calendar.booking(coming.id)
        assert view is not None
        it.view.deeds.do("move", view)
        await until(lambda: isinstance(it.view.deeds.dialog, TimeDialog))
        dialog = it.view.deeds.dialog
        assert isinstance(dialog, TimeDialog)
        assert dialog.slots.count() > 1
        dialog.slots.setCurrentIndex(dialog.slots.count() - 1)
        dialog.slots.activated.emit(dialog.slots.count() - 1)
        assert view.clocks.there is not None
        assert times.place(view.clocks.there.zone) in dialog.consequence.text()
        dialog.go.click()
        await until(lambda: it.queued(ProposeTime))
        assert it.queued(ProposeTime)[0].span.starts_at > it.seeded.now()


async def test_cancelling_says_what_will_happen_and_takes_words(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        coming = it.coming[0]
        view = await it.seeded.desk.calendar.booking(coming.id)
        assert view is not None
        it.view.deeds.do("cancel", view)
        await until(lambda: isinstance(it.view.deeds.dialog, WordsDialog))
        dialog = it.view.deeds.dialog
        assert isinstance(dialog, WordsDialog)
        assert times.when(view.clocks.here) in dialog.consequence.text()
        dialog.words.setPlainText("x" * 1_001)
        dialog.go.click()
        assert dialog.notice.isVisible()
        assert dialog.words.toPlainText()
        dialog.words.setPlainText("We are so sorry")
        dialog.go.click()
        await until(lambda: it.queued(CancelBooking))
        assert it.queued(CancelBooking)[0].words == "We are so sorry"


async def test_what_came_of_it_is_kept(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        past = next(one for one in it.bookings if one.outcome is not None)
        it.view.open_booking(past.id)
        await until(lambda: shown(it) == past.id)
        assert "500" in it.view.panel.facts["outcome"][1].text()
        it.view.panel.buttons["outcome"].click()
        await until(lambda: isinstance(it.view.deeds.dialog, OutcomeDialog))
        dialog = it.view.deeds.dialog
        assert isinstance(dialog, OutcomeDialog)
        dialog.next_step.setText("Send the sample")
        dialog.order.setChecked(True)
        dialog.go.click()
        await until(lambda: it.queued(SaveOutcome))
        outcome = it.queued(SaveOutcome)[0].outcome
        assert (outcome.next_step, outcome.order_drafted, outcome.follow_up) == ("Send the sample", True, "2026-12-01")


async def test_many_slots_are_planned_seen_created_and_undone(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        it.view.open_new()
        await until(lambda: isinstance(it.view.deeds.dialog, BatchDialog))
        dialog = it.view.deeds.dialog
        assert isinstance(dialog, BatchDialog)
        assert "80" in dialog.go.text()
        dialog.fields.gap.setValue(30)
        assert "40" in dialog.go.text()
        dialog.fields.gap.setValue(0)
        dialog.fields.weekdays[dialog.fields.plan.days[0].first.weekday()].setChecked(False)
        assert len({row.key for row in dialog.table.rows_model.rows}) == 4
        dialog.fields.minutes.setValue(720)
        assert not dialog.go.isEnabled()
        dialog.fields.minutes.setValue(30)
        it.view._turn(-3)
        assert it.view.days[0] < min(one.starts_at for one in dialog.preview.new).date()
        dialog.go.click()
        await until(lambda: it.queued(CreateSlots))
        assert len(it.queued(CreateSlots)[0].slots) == 64
        first = min(one.starts_at for one in it.queued(CreateSlots)[0].slots).astimezone(calendar_box.FAIR).date()
        await until(lambda: first in it.view.days)
        await until(lambda: it.done)
        it.undo()
        await until(lambda: it.queued(UndoSlots))


async def test_the_list_says_why_a_booked_slot_cannot_be_deleted(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        it.view.bar.views.segment(toolbar.SLOTS).click()
        page = it.view.slots
        await until(lambda: it.view._ranged and not it.view._reading.running)
        phase = (await it.seeded.desk.calendar.rules()).rules.phases[0]
        assert (str(page.wanted.first), str(page.wanted.last)) == (phase.first_day, phase.last_day)
        assert it.view.days == [page.wanted.first, page.wanted.last], "the head names what is listed"
        it.view._turn(1)
        assert page.wanted.first == date.fromisoformat(phase.last_day) + timedelta(days=1)
        it.view._turn(-1)
        assert (str(page.wanted.first), str(page.wanted.last)) == (phase.first_day, phase.last_day)
        day = calendar_box.tomorrow() - timedelta(days=1)
        page.first.setDate(QDate(day.year, day.month, day.day))
        await until(lambda: page.table.rows_model.rows)
        coming = [one for one in it.slots if one.starts_at > it.seeded.now()]
        page.table.choose({next(one.id for one in coming if one.booked)})
        assert not page.delete.isEnabled()
        assert page.why.text()
        assert page.bookings.isEnabled()
        page.table.choose({next(one.id for one in coming if not one.booked)})
        assert page.delete.isEnabled()
        assert page.why.text() == ""
        page.delete.click()
        await until(lambda: it.queued(DeleteSlots))


async def test_the_agenda_is_kept_as_pdf_and_no_name_becomes_markup(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        it.view.bar.views.segment(toolbar.AGENDA).click()
        await until(lambda: it.view.agenda.table.rows_model.rows)
        target = profile / "agenda.pdf"
        days = it.view._stretch
        await it.view.saving.save_pdf(target, days)
        assert target.read_bytes().startswith(b"%PDF-")
        await it.view.saving.save_pdf(profile / "missing" / "agenda.pdf", days)
        assert it.view.notice.text
        await it.view.saving.save_days(profile / "days.ics", days)
        [calendar] = [Calendar.from_ical((profile / "days.ics").read_bytes())]
        found = {str(event["uid"]): event.decoded("dtstart") for event in calendar.walk("VEVENT")}
        assert found == {one.uid: one.starts_at for one in it.bookings if one.uid in found}
        assert len(found) == len(it.view.agenda.table.rows_model.rows)
        first = it.view.days[0]
        agenda = await it.seeded.desk.calendar.agenda(first, it.view.days[-1], whole=True)
        made = paper.document(agenda, "<b>Fang</b>")
        assert isinstance(made, QTextDocument)
        assert "<b>Fang</b>" in made.toPlainText()
        assert any(name in made.toPlainText() for name, *_ in PEOPLE)


def test_a_page_is_filled_to_its_margins(qapp: QApplication, tmp_path: Path) -> None:
    made = QTextDocument()
    font = made.defaultFont()
    font.setPointSizeF(10)
    made.setDefaultFont(font)
    line = QFontMetricsF(font, QPdfWriter(str(tmp_path / "other.pdf"))).lineSpacing()
    writer = QPdfWriter(str(tmp_path / "third.pdf"))
    writer.setPageLayout(paper._layout())
    fitting = int(writer.height() / line) - 2
    for count, pages in ((fitting, 1), (fitting + 4, 2)):
        made.setPlainText("\n".join(["x"] * count))
        paper.save_pdf(tmp_path / "made.pdf", made)
        assert f"/Count {pages}".encode() in (tmp_path / "made.pdf").read_bytes()


async def test_what_the_buyer_wrote_is_read_in_ones_own_language(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        written = next(one for one in it.coming if one.words)
        it.view.open_booking(written.id)
        await until(lambda: shown(it) == written.id)
        it.view.panel.buttons["translate"].click()
        popup = it.view.findChild(SelectionPopup)
        assert popup is not None
        await until(lambda: not popup.work.running)
        refused = await refusal_of(it.seeded.desk.translation.translate(written.words, target="en", usual=""))
        assert popup.text == translating.refusal(refused), "no engine is chosen here: it says so"
        popup.close()
        silent = next(one for one in it.coming if not one.words)
        it.view.open_booking(silent.id)
        await until(lambda: shown(it) == silent.id)
        assert it.view.panel.buttons["translate"].isHidden()
