"""Entering: one click at the hour, nothing unasked long before, nothing at all where the parts are unfit."""

import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.stories.seeded_desk import NOW
from tests.ui.meeting.booked import MEETING, RULES, Booked
from tests.ui.meeting.conftest import Opened
from workstation.domain import events as ev
from workstation.domain.actions import SendMessage
from workstation.domain.booking import BookingState, CancelledBy
from workstation.domain.errors import Refusal
from workstation.domain.ids import new_action_id
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.slot_actions import EnterNegotiation
from workstation.services.meeting import Way
from workstation.services.programs import Found
from workstation.ui.chat.links import safe_url
from workstation.ui.meeting.enter import EnterDialog, open_enter
from workstation.ui.meeting.invite_dialog import InviteDialog

Until = Callable[..., Any]
LINK = "wemeet://page/inmeeting?meeting_code=664079932"
PAGE = "https://meeting.tencent.com/dm/AbC123xY"


def entered(booked: Booked) -> list[Any]:
    return [one.booking for one in booked.queued() if isinstance(one, EnterNegotiation)]


async def dialog_of(window: Any, booked: Booked, until: Until, id_: Any, **how: Any) -> EnterDialog:
    dialog = open_enter(window, booked.desk, id_, now=booked.now, **how)
    await until(lambda: dialog.entrance is not None or dialog.notice.text)
    await until(lambda: not dialog._going.running)
    return dialog


def shown(dialog: EnterDialog) -> list[str]:
    """Return the ways in that are offered, the one for Enter first."""
    buttons = [one for one in (dialog.client_button, dialog.browser_button) if not one.isHidden()]
    return [one.text() for one in sorted(buttons, key=lambda one: not one.isDefault())]


async def test_at_the_hour_one_click_starts_the_program_and_notes_it(opened: Opened, until: Until) -> None:
    async with opened() as (booked, window):
        booking = booked.book()
        dialog = await dialog_of(window, booked, until, booking.id)
        assert booked.programs.opened == [LINK]
        assert entered(booked) == [booking.id]
        assert "Tencent Meeting was started" in dialog.happened.text
        assert shown(dialog) == ["Enter with Tencent Meeting", "Enter in the browser"]
        assert (dialog.code.value.text(), dialog.passcode.value.text()) == ("664 079 932", "1234")
        assert dialog.address.value.text() == "meeting.tencent.com"
        assert "begins in 12 min" in dialog.here.text()
        assert "(GMT+8)" in dialog.here.text()
        assert "For the buyer" in dialog.there.text()
        assert dialog.steps.texts[1] == f"Choose the organisation “{RULES.organisation}”, not your personal account."
        assert "138 0013 8000" in dialog.mobile_note.text()
        assert RULES.support in dialog.mobile_note.text()

        dialog.code.button.click()
        assert QGuiApplication.clipboard().text() == "664079932"
        dialog.address.button.click()
        assert QGuiApplication.clipboard().text() == PAGE
        dialog.browser_button.click()
        await until(lambda: len(booked.programs.opened) == 2)
        assert booked.programs.opened[1] == PAGE
        await until(lambda: "browser was opened" in dialog.happened.text)
        assert entered(booked) == [booking.id], "once"
        assert open_enter(window, booked.desk, booking.id, start=False) is dialog
        await until(lambda: not dialog._looking.running)
        assert len(booked.programs.opened) == 2, "looking starts nothing"
        assert open_enter(window, booked.desk, booking.id) is dialog
        await until(lambda: booked.programs.opened[2:] == [LINK])


async def test_without_the_program_the_browser_is_taken_and_said(opened: Opened, until: Until) -> None:
    async with opened() as (booked, window):
        booked.programs.found = Found.NO
        dialog = await dialog_of(window, booked, until, booked.book().id)
        assert booked.programs.opened == [PAGE]
        assert "was not found on this machine" in dialog.happened.text
        assert shown(dialog)[0] == "Enter in the browser"


async def test_long_before_nothing_starts_unasked(opened: Opened, until: Until) -> None:
    async with opened() as (booked, window):
        dialog = await dialog_of(window, booked, until, booked.book(in_min=180).id)
        assert booked.programs.opened == []
        assert entered(booked) == []
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        await until(lambda: booked.programs.opened == [LINK])
        at_hand = await dialog_of(window, booked, until, booked.book(in_min=3).id, start=False)
        assert booked.programs.opened == [LINK]
        assert shown(at_hand)


UNFIT = (
    (Meeting(service=MeetingService.ZOOM, address="https://zo\u043em.us/j/812345678"), "xn--zom-ted.us"),
    (Meeting(service=MeetingService.TENCENT, code="664079932;sh"), "only digits"),
    (Meeting(service=MeetingService.ZOOM, address="zoommtg://zoom.us/join?confno=1"), "begin with https://"),
    (Meeting(service=MeetingService.JITSI, address="https://meet.evil.example/room"), "meet.evil.example"),
)


async def test_what_is_unfit_is_never_opened_even_from_the_server(opened: Opened, until: Until) -> None:
    async with opened() as (booked, window):
        for meeting, said in UNFIT:
            booking = booked.book(meeting)
            dialog = await dialog_of(window, booked, until, booking.id)
            assert said in dialog.notice.text
            assert shown(dialog) == []
            for way in Way:
                with pytest.raises(Refusal, match="meeting_invalid"):
                    await booked.desk.meetings.enter(booking.id, way)
            dialog.accept()
        assert booked.programs.opened == []
        assert entered(booked) == []


async def test_it_follows_its_booking(opened: Opened, until: Until) -> None:
    async with opened() as (booked, window):
        made = booked.book(None)
        dialog = await dialog_of(window, booked, until, made.id, start=False)
        assert "There is no meeting yet" in dialog.none.text()
        assert shown(dialog) == []
        with pytest.raises(Refusal, match="meeting_missing"):
            await booked.desk.meetings.enter(made.id, Way.BROWSER)
        booked.tell(replace(made, rev=2, meeting=MEETING))
        dialog.look()
        await until(lambda: shown(dialog))
        booked.tell(replace(made, rev=3, state=BookingState.CANCELLED, cancelled_by=CancelledBy.BUYER))
        dialog.look()
        await until(lambda: not shown(dialog))
        assert dialog.none.text() == "This booking was cancelled."
        with pytest.raises(Refusal, match="booking_cancelled"):
            await booked.desk.meetings.enter(made.id, Way.BROWSER)
        booked.tell(replace(made, rev=4, gone=True))
        dialog.look()
        await until(lambda: "no longer" in dialog.notice.text)
        assert booked.programs.opened == []


async def test_what_fails_is_said_and_noted_nowhere(opened: Opened, until: Until) -> None:
    async with opened() as (booked, window):
        booked.programs.fails = "program_missing"
        dialog = await dialog_of(window, booked, until, booked.book().id)
        assert "Join in the browser" in dialog.notice.text
        assert entered(booked) == []
        booked.programs.fails = ""
        dialog.browser_button.click()
        await until(lambda: booked.programs.opened == [PAGE])
        assert dialog.notice.text == ""
        missing = await dialog_of(window, booked, until, new_action_id())
        assert "no longer" in missing.notice.text


async def test_a_program_that_turns_out_to_be_missing_gives_way_to_the_browser(opened: Opened, until: Until) -> None:
    async with opened() as (booked, window):
        booked.programs.missing = {"wemeet"}
        dialog = await dialog_of(window, booked, until, booked.book().id)
        assert booked.programs.opened == [PAGE]
        assert "was not found on this machine" in dialog.happened.text
        assert shown(dialog)[0] == "Enter in the browser"
        assert dialog.notice.text == ""


async def test_a_jitsi_server_counts_once_it_is_configured(opened: Opened, until: Until) -> None:
    async with opened() as (booked, window):
        page = "https://meet.fair.example:8443/k3v9Zq"
        made = booked.book(Meeting(service=MeetingService.JITSI, address=page))
        with pytest.raises(Refusal, match="meeting_invalid"):
            await booked.desk.meetings.enter(made.id, Way.BROWSER)
        booked.hear(ev.BookingRulesChanged(rules=replace(RULES, rev=2, jitsi_host="meet.fair.example:8443")))
        dialog = await dialog_of(window, booked, until, made.id)
        assert booked.programs.opened == [page]
        assert dialog.code.value.text() == "k3v9Zq"
        assert shown(dialog) == ["Enter in the browser"]


async def test_a_colleague_is_invited_with_words_that_were_shown(opened: Opened, until: Until) -> None:
    async with opened() as (booked, window):
        dialog = await dialog_of(window, booked, until, booked.book().id, start=False)
        dialog.invite_button.click()
        invite = dialog.findChildren(InviteDialog)[0]
        await until(lambda: invite.picker.shown)
        text = invite.text.toPlainText()
        assert text.splitlines()[0].startswith("Negotiation with ")
        assert {"Tencent Meeting: 664 079 932", "Passcode: 1234", PAGE} <= set(text.splitlines())
        QTest.keyClicks(invite.picker.field, "qiang")
        QTest.keyClick(invite.picker.field, Qt.Key.Key_Return)
        await until(lambda: "Sent to Qiang Li" in dialog.happened.text)
        (sent,) = (one for one in booked.queued() if isinstance(one, SendMessage))
        assert sent.text == text


async def test_it_speaks_both_languages_and_fits_a_small_screen(opened: Opened, until: Until, spoken: Any) -> None:
    async with opened() as (booked, window):
        dialog = await dialog_of(window, booked, until, booked.book().id)
        spoken.use("zh_CN")
        await until(lambda: shown(dialog) == ["用腾讯会议进入", "用浏览器进入"])
        assert "北京时间" in dialog.here.text()
        assert "已启动腾讯会议" in dialog.happened.text
        for button in dialog.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), button.text()
        assert dialog.width() <= 1024
        assert dialog.height() <= 640


@pytest.mark.parametrize(
    "link", ["wemeet://page/inmeeting?meeting_code=664079932", "zoommtg://zoom.us/join", "file:///x"]
)
def test_a_link_of_a_chat_never_starts_a_program(link: str) -> None:
    assert safe_url(link) is None


@pytest.mark.requires("xvfb", "xdg")
@pytest.mark.skipif(sys.platform != "linux", reason="the desktop's own tools")
async def test_the_button_reaches_a_real_program(opened: Opened, until: Until, tmp_path: Any, display: str) -> None:
    from tests.unit.services.test_programs import Machine
    from workstation.services.programs import Programs

    machine = Machine(tmp_path / "machine", display)
    programs = Programs(machine.environment, look_s=0.1)
    async with opened() as (booked, window):
        booked.desk.meetings._programs = programs
        booking = booked.book(in_min=timedelta(minutes=1).total_seconds() / 60)
        assert booking.starts_at > NOW
        dialog = await dialog_of(window, booked, until, booking.id)
        (told,) = machine.started()
        assert told["argv"] == [LINK]
        machine.end()
        assert "was started" in dialog.happened.text
        await until(lambda: programs.running() == 0)
        assert entered(booked) == [booking.id]
