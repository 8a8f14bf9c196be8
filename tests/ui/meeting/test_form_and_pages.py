"""Typing a meeting in, the readiness check, the help."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from tests.stories.meeting import INVITATION
from tests.ui.meeting.booked import MEETING, RULES
from tests.ui.meeting.conftest import Opened
from workstation.domain import events as ev
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.slot_actions import SetMeeting
from workstation.services.programs import Found
from workstation.ui.meeting import help_words
from workstation.ui.meeting.form import open_meeting_form
from workstation.ui.meeting.help_pages import PAGES, open_help
from workstation.ui.meeting.readiness import open_readiness
from workstation.ui.widgets.words import Words

Until = Callable[..., Any]


async def test_an_invitation_is_read_compared_and_kept(opened: Opened, until: Until) -> None:
    async with opened() as (booked, window):
        booking = booked.book(None)
        form = open_meeting_form(window, booked.desk, booking.id)
        await until(lambda: form.when.text())
        assert form.remove_button.isHidden()
        form.paste.setPlainText(INVITATION)
        assert form.meeting() == Meeting(
            service=MeetingService.TENCENT,
            code="664 079 932",
            passcode="1234",
            address="https://meeting.tencent.com/dm/AbC123xY",
            made_by_hand=True,
        )
        assert "names another one" in form.found.text, "it is of another day"
        assert "664 079 932" in form.outlook.text()
        form.paste.setPlainText("https://zoom.us.evil.example/j/812345678")
        assert "No meeting that can be used" in form.found.text
        saved: list[bool] = []
        form.saved.connect(lambda: saved.append(True))
        form.save_button.click()
        await until(lambda: saved)
        (sent,) = (one for one in booked.queued() if isinstance(one, SetMeeting))
        assert sent.meeting is not None
        assert (sent.meeting.code, sent.meeting.made_by_hand) == ("664079932", True)


async def test_what_is_unfit_stays_with_the_reason_at_its_field(opened: Opened, until: Until) -> None:
    async with opened() as (booked, window):
        form = open_meeting_form(window, booked.desk, booked.book(None).id)
        await until(lambda: form.when.text())
        for field, text, said in (
            (form.code, "664O79932", "only digits"),
            (form.passcode, "12;4", "never occur"),
            (form.address, "https://zoom.us@evil.example/j/812345678", "an @ before its host"),
        ):
            form.notice.clear()
            form.code.setText("664079932")
            form.passcode.clear()
            form.address.clear()
            field.setText(text)
            form.save_button.click()
            await until(lambda: form.notice.text)
            assert said in form.notice.text
            assert field.selectedText() == text
            assert form.outlook.text() == ""
        assert not form.isHidden()
        assert not [one for one in booked.queued() if isinstance(one, SetMeeting)]


async def test_a_meeting_is_corrected_or_taken_away(opened: Opened, until: Until) -> None:
    async with opened() as (booked, window):
        form = open_meeting_form(window, booked.desk, booked.book().id)
        await until(lambda: form.code.text() == "664 079 932")
        assert form.address.text() == MEETING.address
        saved: list[bool] = []
        form.saved.connect(lambda: saved.append(True))
        form.remove_button.click()
        await until(lambda: saved)
        (sent,) = (one for one in booked.queued() if isinstance(one, SetMeeting))
        assert sent.meeting is None


async def test_readiness_says_what_is_left_to_do(opened: Opened, until: Until) -> None:
    async with opened(mobile="") as (booked, window):
        booked.programs.found = Found.NO
        dialog = open_readiness(window, booked.desk)
        await until(lambda: dialog.found is not None and dialog.verdict.text)
        assert "left to do" in dialog.verdict.text
        assert dialog.program.title.text() == "Tencent Meeting is not installed on this machine"
        assert "No mobile number" in dialog.mobile.title.text()
        assert f"the organisation “{RULES.organisation}”" in dialog.account.text.text()
        assert help_words.tencent_steps(None)[1] == "Choose the fair's organisation, not your personal account."
        assert RULES.support in dialog.support.text.text()
        dialog.program.button.click()
        await until(lambda: booked.programs.opened == ["https://meeting.tencent.com/download/"])
        dialog.registered.click()
        await until(lambda: dialog.account.title.text() == "Your meeting account is ready")
        booked.programs.found = Found.YES
        booked.desk.me = replace(booked.desk.me, mobile="+86 138 0013 8000")
        dialog.again_button.click()
        await until(lambda: "Everything is in order" in dialog.verdict.text)
        assert (await booked.desk.meetings.readiness()).ready
        booked.hear(ev.BookingRulesChanged(rules=replace(RULES, rev=2, meetings="jitsi")))
        dialog.again_button.click()
        await until(lambda: "cannot be told" in dialog.program.text.text())
        assert dialog.program.title.text() == "Jitsi Meet"
        booked.book(Meeting(service=MeetingService.ZOOM, code="81234567890"))
        dialog.again_button.click()
        await until(lambda: dialog.program.title.text() == "Zoom is installed")


async def test_the_help_has_three_pages_in_both_languages(opened: Opened, until: Until, spoken: Any) -> None:
    def words(dialog: Any, page: str) -> str:
        return "\n".join(one.text() for one in dialog.pages[page].findChildren(Words))

    async with opened() as (booked, window):
        dialog = open_help(window, "during", booked.desk)
        await until(lambda: RULES.organisation in words(dialog, "getting_in"))
        assert dialog.tabs.key == "during"
        assert "50 MB" in words(dialog, "during")
        assert "virtual background" in words(dialog, "questions").lower()
        spoken.use("zh_CN")
        await until(lambda: "水印" in words(dialog, "during"))
        for page in PAGES:
            dialog.show_page(page)
            assert words(dialog, page)
