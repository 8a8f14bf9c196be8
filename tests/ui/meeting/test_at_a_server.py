"""From the typed-in meeting to the noted entering, over a real server."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication

from tests.helpers.live_server import live_server
from tests.helpers.real_desk import id_of, real_desk
from tests.ui.meeting.booked import WrittenDown
from workstation.domain.booking import Booking
from workstation.domain.clock import SystemClock
from workstation.domain.events import Snapshot
from workstation.domain.ids import new_action_id
from workstation.domain.slot import SlotSpan
from workstation.domain.slot_actions import AnswerBooking, BookSlot, CreateSlots, NameReceiver
from workstation.services.meeting import Way
from workstation.ui.meeting.enter import open_enter
from workstation.ui.meeting.form import MeetingForm

Until = Callable[..., Any]
FAIR = ZoneInfo("Asia/Shanghai")
HALF_HOUR = timedelta(minutes=30)


def soon() -> datetime:
    """Return a beginning soon whose half hour ends on the same day of the fair."""
    begins = (SystemClock().now() + timedelta(minutes=6)).astimezone(FAIR).replace(second=0, microsecond=0)
    if (begins + HALF_HOUR).date() != begins.date():
        begins = (begins + timedelta(hours=1)).replace(hour=0, minute=0)
    return begins


async def test_a_meeting_typed_in_is_entered_and_the_server_knows(
    qapp: QApplication, tmp_path: Path, until: Until
) -> None:
    with live_server(tmp_path / "server") as server:
        main, buyer = server.account("north"), server.buyer(name="Ana")
        slot = SlotSpan(id=new_action_id(), starts_at=soon(), ends_at=soon() + HALF_HOUR)
        main.act(CreateSlots(slots=(slot,)))
        booking = new_action_id()
        buyer.act(BookSlot(slot=slot.id, time_zone="Europe/Madrid"), booking)
        main.try_act(NameReceiver(booking=booking, account_id=id_of(server, "north")))
        main.try_act(AnswerBooking(booking=booking, accept=True))
        async with real_desk(server, tmp_path / "desk") as desk:
            programs = WrittenDown()
            desk.desk.meetings._programs = programs

            def known() -> Booking:
                (one,) = main.get("/api/v1/snapshot", Snapshot).bookings
                return one

            dialog = open_enter(desk.window, desk.desk, booking)
            await until(lambda: dialog.entrance is not None and not dialog.type_button.isHidden())
            assert programs.opened == []
            dialog.type_button.click()
            (form,) = dialog.findChildren(MeetingForm)
            form.paste.setPlainText("#腾讯会议：664-079-932\n会议密码：1234")
            saved: list[bool] = []
            form.saved.connect(lambda: saved.append(True))
            form.save_button.click()
            await until(lambda: saved)
            dialog.look()
            await until(lambda: dialog.code.value.text() == "664 079 932")
            dialog.go(Way.CLIENT)
            await until(lambda: programs.opened == ["wemeet://page/inmeeting?meeting_code=664079932"])
            await until(lambda: known().entered_at is not None)
            kept = known().meeting
            assert kept is not None
            assert (kept.code, kept.passcode, kept.made_by_hand) == ("664079932", "1234", True)
            dialog.accept()
